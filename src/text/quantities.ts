import { NUMERAL } from './amounts.ts'
import { mentionAt, normalize } from './normalize.ts'
import { parseNumeral } from './numerals.ts'
import type { Mention } from './span.ts'

/** A share or rate in per cent: 30%, 百分之三十, 三成, 日千分之三, 月息2分. 百分比、利率 */
export type PercentMention = Mention & { percent: number; per?: 'day' | 'month' | 'year' }

export type QuantityUnit =
  | 'squareMetre'
  | 'mu'
  | 'metre'
  | 'kilogram'
  | 'person'
  | 'household'
  | 'yearsOld'
  | 'minute'
  | 'hour'
  | 'day'
  | 'workingDay'
  | 'week'
  | 'month'
  | 'year'
  | 'time'

/** A counted thing other than money: 98.5平方米, 12名工人, 两个半月, 72岁. */
export type QuantityMention = Mention & { value: number; unit: QuantityUnit; approx: boolean }

const PERCENT =
  /(?:([年月日])(?:利率|利息|息|化)?[^，。；,;\d一二三四五六七八九十百千万分]{0,4})?(?:(?<![\d.])(\d{1,9}(?:\.\d{1,6})?)\s*(%|％|‰|‱)|([百千万])分之([\d.]+|[零一二三四五六七八九十百点]+)|([一二三四五六七八九\d半](?:\.\d)?)成(?![为立功果交员本分人年都家])(半)?)/gu
const INTEREST =
  /(?:([年月日])(?:利率|利息|利|息)|利息|利率|(?<=[，。；、\s]|^))[^，。；,;\d一二三四五六七八九十百千万分]{0,4}([\d.]+|[一二三四五六七八九两]+)分(?:([\d五])(?:厘)?)?(?:利息|利|息)?/gu
const PER = { 年: 'year', 月: 'month', 日: 'day' } as const

/** Finds shares and rates. A 分 of interest is 1% a month, or 10% a year where 年息 is said. */
export function findPercents(raw: string): PercentMention[] {
  const n = normalize(raw)
  const found: PercentMention[] = []
  const add = (m: RegExpMatchArray, percent: number | undefined, per: string | undefined) => {
    if (percent === undefined || !Number.isFinite(percent)) return
    const period = per ? PER[per as keyof typeof PER] : undefined
    const mention = mentionAt(n, m.index!, m.index! + m[0].length)
    found.push({ ...mention, percent: tidyNumber(percent), ...(period ? { per: period } : {}) })
  }
  for (const m of n.text.matchAll(PERCENT)) {
    const [, per, digits, sign, base, share, tenths, half] = m
    if (digits) add(m, Number(digits) / (sign === '‰' ? 10 : sign === '‱' ? 100 : 1), per)
    else if (base) {
      const value = parseNumeral(share!)
      add(m, value === undefined ? undefined : value / { 百: 1, 千: 10, 万: 100 }[base as '百' | '千' | '万'], per)
    } else if (tenths) {
      const value = tenths === '半' ? 0.5 : parseNumeral(tenths)
      add(m, value === undefined ? undefined : value * 10 + (half ? 5 : 0), per)
    }
  }
  for (const m of n.text.matchAll(INTEREST)) {
    if (!/[利息]/.test(m[0])) continue
    const value = parseNumeral(m[2]!)
    const tenth = m[3] ? parseNumeral(m[3])! / 10 : 0
    if (value !== undefined) add(m, (value + tenth) * (m[1] === '年' ? 10 : 1), m[1] ?? '月')
  }
  return found.sort((a, b) => a.start - b.start)
}

const tidyNumber = (value: number) => Math.round(value * 1e6) / 1e6

const UNITS: [string, QuantityUnit, number?][] = [
  ['平方米|平方|平米|平(?![均时常安等台整衡房])|㎡|m²|m2', 'squareMetre'],
  ['亩', 'mu'],
  ['厘米|公分', 'metre', 0.01],
  ['毫米', 'metre', 0.001],
  ['公里|千米', 'metre', 1000],
  ['米(?![饭粉面线])', 'metre'],
  ['公斤|千克', 'kilogram'],
  ['斤', 'kilogram', 0.5],
  ['吨', 'kilogram', 1000],
  ['周岁|岁', 'yearsOld'],
  [
    '个?(?:儿子|女儿|子女|小孩|孩子|兄弟|姐妹|老人|工人|工友|员工|业主|股东|证人|人)|名(?![义字称誉声堂])|位(?![于置])',
    'person',
  ],
  ['户(?![口主型外籍])', 'household'],
  ['个?工作日', 'workingDay'],
  ['分钟', 'minute'],
  ['个?小时|个?钟头', 'hour'],
  ['天(?![花井台气然窗])|日(?=[内之以]|$|[，。；、）)])', 'day'],
  ['周(?!岁|[一二三四五六日末年围边转])|个?星期(?![一二三四五六日天])|个?礼拜(?![一二三四五六日天])', 'week'],
  ['个月', 'month'],
  ['年(?![级底初前后代龄度货纪月份])', 'year'],
  ['次(?![日年月序性])|趟|回(?![来家去头复])', 'time'],
]
const QUANTITY = new RegExp(
  `(?<![\\d.A-Za-z第])(${NUMERAL}|半|十几|几十|好几)(多|来|余)?(?:个(半)(?=月|小时|星期|钟头))?(?:${UNITS.map(([u]) => `(${u})`).join('|')}|(个?月)(?=[的内没未工房租，。；、]|$))(半)?`,
  'gu',
)

/** Finds counts, areas, lengths, ages and lengths of time. A calendar year (2026年) or day (5日) is none. */
export function findQuantities(raw: string): QuantityMention[] {
  const n = normalize(raw)
  const found: QuantityMention[] = []
  for (const m of n.text.matchAll(QUANTITY)) {
    const numeral = m[1]!
    let index = UNITS.findIndex((_, i) => m[4 + i] !== undefined)
    const half = m[3] !== undefined || m.at(-1) !== undefined
    if (index < 0 && half) index = UNITS.findIndex(([, unit]) => unit === 'month')
    const [, unit, factor = 1] = UNITS[index] ?? []
    if (!unit) continue
    const base = numeral === '半' ? 0.5 : numeral === '十几' ? 15 : parseNumeral(numeral)
    const approx = Boolean(m[2]) || base === undefined || /几/.test(numeral)
    if (base === undefined) continue
    if (unit === 'year' && base >= 1000) continue
    // 3月5日: the day of a month is a date, not a length of time.
    if (unit === 'day' && /日/.test(m[0]) && /[月年]\s*$/.test(n.text.slice(Math.max(0, m.index - 2), m.index)))
      continue
    const value = tidyNumber((base + (half ? 0.5 : 0)) * factor)
    found.push({ ...mentionAt(n, m.index, m.index + m[0].length), value, unit, approx })
  }
  return found
}
