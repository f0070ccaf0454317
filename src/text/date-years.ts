import { addDays, monthSpan, partsOf } from './calendar.ts'
import type { DateReading, DateRule } from './date-reading.ts'
import { isRelative, saidYear, YEAR } from './date-reading.ts'
import { parseNumeral } from './numerals.ts'

export const year: DateRule = {
  // 2025年, 去年底, 今年上半年, 前年夏天
  pattern: new RegExp(
    `${YEAR}(?:年?(?<part>初|底|末|上半年|下半年|春天|春季|开春|夏天|夏季|秋天|秋季|冬天|冬季|第?[一二三四1-4]季度?|中(?=[，。 ])))?`,
    'gu',
  ),
  read(g, said) {
    // 当年 where no year was told is long ago.
    if (/^[当同]/.test(g.rel ?? '') && !said.on) return { precision: 'year', relative: true, approx: true }
    const y = saidYear(g, said)
    if (!y || y < 1000) return undefined
    const rest = isRelative(g)
    const period = (from: string, to: string, approx = false): DateReading => ({
      from,
      to,
      precision: 'period',
      ...rest,
      ...(approx ? { approx } : {}),
    })
    const part = g.part ?? ''
    if (/初/.test(part)) return period(`${y}-01-01`, `${y}-01-31`, true)
    if (/[底末]/.test(part)) return period(`${y}-12-01`, `${y}-12-31`, true)
    if (part === '中') return period(`${y}-06-01`, `${y}-07-31`, true)
    const quarter = /([一二三四1-4])季/.exec(part)?.[1]
    if (quarter) {
      const last = parseNumeral(quarter)! * 3
      return period(monthSpan(y, last - 2).from, monthSpan(y, last).to)
    }
    if (/上半/.test(part)) return period(`${y}-01-01`, `${y}-06-30`)
    if (/下半/.test(part)) return period(`${y}-07-01`, `${y}-12-31`)
    if (/春/.test(part)) return period(`${y}-03-01`, `${y}-05-31`, true)
    if (/夏/.test(part)) return period(`${y}-06-01`, `${y}-08-31`, true)
    if (/秋/.test(part)) return period(`${y}-09-01`, `${y}-11-30`, true)
    if (/冬/.test(part)) return period(`${y}-12-01`, addDays(`${y + 1}-03-01`, -1), true)
    return { from: `${y}-01-01`, to: `${y}-12-31`, precision: 'year', ...rest }
  },
}

export const partOfYear: DateRule = {
  // 上半年, 三季度: this year's, the last one where it has not begun yet and the words look back
  pattern: /(?<![\d年每一两半])(?:(?<half>[上下])半年(?!度)|第?(?<quarter>[一二三四1-4])季度)/gu,
  read(g, said) {
    const now = partsOf(said.asOf).year
    const last = g.quarter ? parseNumeral(g.quarter)! * 3 : g.half === '上' ? 6 : 12
    const months = g.quarter ? 3 : 6
    const span = (year: number) => ({ from: monthSpan(year, last - months + 1).from, to: monthSpan(year, last).to })
    const back = said.tense === 'past' && span(now).from > said.asOf ? 1 : 0
    return { ...span(now - back), precision: 'period', relative: true, yearAssumed: true }
  },
}

/** 98年结婚, 23年买的房: two digits of a year, where no length of time can be meant. */
export const shortYear: DateRule = {
  pattern:
    /(?<![\d.第满近过达共约后前了有住租])(?<short>[5-9]\d|0\d|[12]\d(?=年(?:初|底|末|上半年|下半年|结婚|入职|买|建|签|开始|搬|出生|离婚|造|装修|毕业|开业|借的)))年(?<part>初|底|末|上半年|下半年)?(?!代|[前后内以之来间了多]|利率|期|的?(?:历史|产权|使用|租期|租约|工龄|老|婚姻|时间|期限))/gu,
  read(g) {
    const two = Number(g.short)
    const y = two >= 50 ? 1900 + two : 2000 + two
    const part = g.part ?? ''
    if (part === '初') return { ...monthSpan(y, 1), precision: 'period', approx: true }
    if (part === '底' || part === '末') return { ...monthSpan(y, 12), precision: 'period', approx: true }
    if (part === '上半年') return { from: `${y}-01-01`, to: `${y}-06-30`, precision: 'period' }
    if (part === '下半年') return { from: `${y}-07-01`, to: `${y}-12-31`, precision: 'period' }
    return { from: `${y}-01-01`, to: `${y}-12-31`, precision: 'year' }
  },
}

export const yearEdge: DateRule = {
  // 年底前还清: this year's, unless the words look back
  pattern: /(?<![今去前明当本每往来历大\d年半])年(?<part>底|末|尾|初)(?!的?奖)/gu,
  read(g, said) {
    const now = partsOf(said.asOf)
    const back = said.tense === 'past' && now.month < 12 && g.part !== '初' ? 1 : 0
    const month = g.part === '初' ? 1 : 12
    return {
      ...monthSpan(now.year - back, month),
      precision: 'period',
      approx: true,
      relative: true,
      yearAssumed: true,
    }
  },
}
