import { addDays, addMonths, dayOn, monthSpan, partsOf, weekdayOf } from './calendar.ts'
import type { DateRule } from './date-reading.ts'
import { DAY, NUMBER, PART, partOfMonth, TIMES, WEEKDAYS } from './date-reading.ts'
import { parseNumeral } from './numerals.ts'

const RELATIVE_DAYS: [RegExp, number][] = [
  [/^大前/, -3],
  [/^前/, -2],
  [/^昨/, -1],
  [/^今/, 0],
  [/^明/, 1],
  [/^大后/, 3],
  [/^后/, 2],
]

export const relativeDay: DateRule = {
  pattern: new RegExp(
    `(?<word>大前[天日]|(?<![以之从目日提年月跟眼])前(?:天|日子|日(?!志|本)|晚)|昨(?:天|日子?|晚|夜|儿)|今(?:天|日(?!头条)|朝|晚|早|夜|儿)|明(?:天|日(?!确)|朝|晚|早|儿)|大后[天日]|(?<![今之以然最前生])后[天日](?!返))${TIMES}|(?<back>当[天日晚]|同[日天]|次日|翌日|第二天|隔天)(?!起|之)`,
    'gu',
  ),
  read(g, said) {
    if (g.back) {
      if (!said.on) return { precision: 'day', relative: true, approx: true }
      return { on: addDays(said.on, /当|同/.test(g.back) ? 0 : 1), precision: 'day', relative: true }
    }
    const shift = RELATIVE_DAYS.find(([pattern]) => pattern.test(g.word!))?.[1] ?? 0
    return { on: addDays(said.asOf, shift), precision: 'day', relative: true }
  },
}

export const relativeMonth: DateRule = {
  pattern: new RegExp(
    `(?:(?<word>上上|上|(?<![保成资根])本|这|下下|下|次|当|(?<![以之日年])前)个?月|(?<![每个半几\\d一二三四五六七八九十这本上下当])月(?=[底初末]))(?:份)?(?:的?(?<day>${DAY})[日号](?![楼幢栋室])|${PART})?`,
    'gu',
  ),
  read(g, said) {
    const shift = { 上上: -2, 前: -2, 上: -1, 下: 1, 次: 1, 下下: 2 }[g.word ?? ''] ?? 0
    // 当月 where no month was told is none in particular.
    if (g.word === '当' && !said.on) return { precision: 'month', relative: true, approx: true }
    const base = (g.word === '当' || g.word === '次') && said.on ? said.on : said.asOf
    const { year, month } = partsOf(addMonths(`${base.slice(0, 7)}-01`, shift))
    if (g.day) {
      const on = dayOn(year, month, parseNumeral(g.day)!)
      return on ? { on, precision: 'day', relative: true } : undefined
    }
    if (g.part) return { ...partOfMonth(year, month, g.part), relative: true }
    return { ...monthSpan(year, month), precision: 'month', relative: true }
  },
}

export const week: DateRule = {
  pattern: new RegExp(
    `(?<![每姓第个\\d一二三四五六七八九十两半])(?<word>上上|上|本|这|下下|下)?(?<wait>个)?(?:周|星期|礼拜)(?<day>[${WEEKDAYS}])?(?![岁围边转某公总家\\u4e00-\\u9fa5]*?(?:先生|女士|师傅|阿姨))`,
    'gu',
  ),
  read(g, said) {
    if (!g.word && !g.day) return undefined
    const monday = addDays(said.asOf, 1 - weekdayOf(said.asOf))
    const shift = { 上上: -14, 上: -7, 下: 7, 下下: 14 }[g.word ?? ''] ?? 0
    if (!g.day) {
      const from = addDays(monday, shift)
      return { from, to: addDays(from, 6), precision: 'period', relative: true }
    }
    if (g.day === '末')
      return { from: addDays(monday, shift + 5), to: addDays(monday, shift + 6), precision: 'period', relative: true }
    const index = Math.min(WEEKDAYS.indexOf(g.day), 6)
    let on = addDays(monday, shift + index)
    if (!g.word && said.tense !== 'future' && on > said.asOf) on = addDays(on, -7)
    if (!g.word && said.tense === 'future' && on < said.asOf) on = addDays(on, 7)
    return { on, precision: 'day', relative: true }
  },
}

const AGO_UNITS = '(?<unit>个?工作日|天|日|周|个?星期|个?礼拜|个?月|年)'

function shifted(asOf: string, amount: number, unit: string): string {
  if (/月/.test(unit)) return addDays(addMonths(asOf, Math.trunc(amount)), Math.round((amount % 1) * 30))
  if (/年/.test(unit)) return addMonths(asOf, Math.round(amount * 12))
  return addDays(asOf, Math.round(amount * (/周|星期|礼拜/.test(unit) ? 7 : 1)))
}

export const ago: DateRule = {
  // 3天前, 半年前, 两个多月以前, 三天后
  pattern: new RegExp(
    `(?<!届满|期满|到期|开庭|举行|召开|实施|审计|公示|送达|签订|收到|使用|搬离|交付|离职|入职)(?<![\\d.第起一二三四五六七八九十])(?<n>${NUMBER}|好?几)(?<more>多|来)?(?:个(?<half>半))?(?<more2>多)?${AGO_UNITS}(?<tail>半|多)?(?:(?:以|之)?(?<way>前|后))(?!面|门|台|排|院|悔|果|夫|妻|任|提)`,
    'gu',
  ),
  read(g, said) {
    // 2025年前 is a year with a bound, not so many years ago.
    if (/年/.test(g.unit!) && /^(?:19|20)\d\d$/.test(g.n!)) return undefined
    const count = g.n === '半' ? 0.5 : parseNumeral(g.n!)
    if (count === undefined) return { precision: 'period', relative: true, approx: true }
    const amount = count + (g.half || g.tail === '半' ? 0.5 : 0)
    const rough = Boolean(g.more || g.more2 || g.tail === '多') || /[月年]/.test(g.unit!)
    // 结婚三年后: counted from what was told, which only a day said before can give; looking ahead it is from now.
    const anchor = g.way === '后' && said.tense !== 'future' ? said.on : said.asOf
    if (!anchor) return { precision: 'day', relative: true, approx: true }
    const on = shifted(anchor, g.way === '前' ? -amount : amount, g.unit!)
    return { on, precision: 'day', relative: true, ...(rough ? { approx: true } : {}) }
  },
}

export const notLong: DateRule = {
  // 前几天, 前段时间, 最近: lately, and nobody says when
  pattern:
    /(?<![之以])前(?:几天|两天|几日|阵子|一阵子?|些天|段时间|段日子|不久|些日子)|最近(?!的|[一二两三四五六七八九十半几\d])|这(?:几天|段时间|阵子|些天|几日)/gu,
  read(_, said) {
    return { to: said.asOf, precision: 'period', relative: true, approx: true }
  },
}

export const lately: DateRule = {
  // 近三个月, 最近半年, 这两年
  pattern: new RegExp(
    `(?:最近|近|过去|这)(?:的|这)?(?<n>${NUMBER}|几)(?<more>多)?(?:个(?<half>半))?${AGO_UNITS}(?!后|前|底|初)`,
    'gu',
  ),
  read(g, said) {
    const count = g.n === '半' ? 0.5 : parseNumeral(g.n!)
    if (count === undefined) return { to: said.asOf, precision: 'period', relative: true, approx: true }
    const from = shifted(said.asOf, -(count + (g.half ? 0.5 : 0)), g.unit!)
    return { from, to: said.asOf, precision: 'period', relative: true, approx: true }
  },
}
