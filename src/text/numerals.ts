import nzh from 'nzh'

const DIGITS: Record<string, number> = {}
const UNITS: Record<string, number> = {}
for (const [i, forms] of [
  '零〇○洞',
  '一壹幺弌',
  '二贰两俩弍',
  '三叁弎仨',
  '四肆',
  '五伍',
  '六陆',
  '七柒拐',
  '八捌',
  '九玖勾',
].entries())
  for (const c of forms) DIGITS[c] = i
for (const [unit, forms] of [
  [10, '十拾'],
  [100, '百佰'],
  [1000, '千仟kK'],
  [10_000, '万wW'],
  [100_000_000, '亿'],
] as const)
  for (const c of forms) UNITS[c] = unit

/** Characters of a numeral in words, capitals included, as the inside of a character class. */
export const WORD_DIGITS = '零〇○一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖'
export const WORD_UNITS = '十百千万亿拾佰仟'

const PLAIN = /^\d+(?:\.\d+)?$/
const GROUPED_PREFIX = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\d,.][^,]*$/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/**
 * Reads a numeral in digits, words, capitals or a mixture: 十八万八 → 188000, 1.2万 → 12000, 两百五 → 250,
 * 3万6 → 36000, 壹万贰仟元整 → 12000, 二〇二六 → 2026, 廿三 → 23. Undefined when the text is no single numeral.
 */
export function parseNumeral(text: string): number | undefined {
  let s = text.trim().replace(/(?:元|圆|块)?(?:整|正)?$/, '')
  if (s === '') return undefined
  s = s.replace(/[０-９．，]/g, (c) => (c === '，' ? ',' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
  if (PLAIN.test(s)) return Number(s)
  if (GROUPED.test(s)) return Number(s.replaceAll(',', ''))
  if (s.includes(',')) {
    if (!GROUPED_PREFIX.test(s)) return undefined
    s = s.replaceAll(',', '')
  }
  s = s.replaceAll('廿', '二十').replaceAll('卅', '三十')
  const positional = [...s].map((c) => DIGITS[c])
  if (positional.every((d) => d !== undefined)) return Number(positional.join(''))
  const point = /^(.+)点([零〇一二三四五六七八九]+)([万亿])?$/.exec(s)
  if (point) {
    const whole = parseNumeral(point[1]!)
    if (whole === undefined) return undefined
    const fraction = Number(`0.${[...point[2]!].map((c) => DIGITS[c]).join('')}`)
    return round((whole + fraction) * (point[3] ? UNITS[point[3]]! : 1))
  }
  return sumOfPlaces(s)
}

/** 三千零五十, 3万6千, 1.2万, 10亿5000万: digits and places from left to right, 万 and 亿 closing a section. */
function sumOfPlaces(s: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 0
  /** Places go down within a section: 一百一千 is no number. */
  let place = Number.POSITIVE_INFINITY
  let afterZero = false
  let i = 0
  while (i < s.length) {
    const c = s[i]!
    const run = /^\d+(?:\.\d+)?/.exec(s.slice(i))?.[0]
    if (run) {
      if (digit !== undefined) return undefined
      digit = Number(run)
      // 3万600 says the number itself; only a single digit after a place is short for the next place.
      if (run.length > 1) afterZero = true
      i += run.length
      continue
    }
    const unit = UNITS[c]
    const value = DIGITS[c]
    if (unit) {
      if (unit >= 10_000) {
        const value = section + (digit ?? 0)
        // 壹万亿: 亿 right behind 万 multiplies what 万 has closed.
        if (value === 0 && !(unit === 100_000_000 && lastUnit === 10_000 && total < unit)) return undefined
        if (unit === 100_000_000) total = (total + value) * unit
        else total += value * unit
        section = 0
        place = Number.POSITIVE_INFINITY
      } else {
        if ((digit === undefined && unit !== 10) || unit >= place) return undefined
        place = unit
        section += (digit ?? 1) * unit
      }
      lastUnit = unit
      digit = undefined
      afterZero = false
    } else if (value === 0) {
      if (digit !== undefined) return undefined
      afterZero = true
    } else if (value !== undefined) {
      if (digit !== undefined) return undefined
      digit = value
    } else if (c === '半' && i === s.length - 1 && lastUnit >= 100 && digit === undefined) {
      return round(total + section + lastUnit / 2)
    } else return undefined
    i++
  }
  // 两百五 is 250: a single digit after 百 千 万 counts the next place down.
  if (digit !== undefined) section += lastUnit >= 100 && !afterZero ? (digit * lastUnit) / 10 : digit
  return round(total + section)
}

/** Whole numbers as they are: times a million they may be more than a double holds exactly. */
const round = (n: number) => (Number.isInteger(n) ? n : Math.round(n * 1e6) / 1e6)

/** Writes a number in Chinese words: 250 → 二百五十, 15 → 十五. */
export function formatNumeral(n: number): string {
  return nzh.cn.encodeS(n, { tenMin: true })
}

/** Writes an amount (fen) in capitals for a document: 1234500 → 壹万贰仟叁佰肆拾伍元整. 大写金额 */
export function formatCapitals(fen: number): string {
  const words = nzh.cn.toMoney((fen / 100).toFixed(2), { outSymbol: false })
  return words.endsWith('元') ? `${words}整` : words
}

/** Writes an amount (fen) in digits: 1234550 → 12,345.50元; whole yuan without decimals. */
export function formatAmount(fen: number): string {
  const yuan = fen / 100
  const digits = Number.isInteger(yuan) ? 0 : 2
  return `${yuan.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}元`
}

/** Writes a day (YYYY-MM-DD) as people read it: 2026-03-05 → 2026年3月5日. */
export function formatDay(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
