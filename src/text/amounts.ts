import { isBareRange, isMoneyWithoutUnit, isPiece } from './amount-bare.ts'
import type { AmountUnit } from './amount-context.ts'
import { unitAround } from './amount-context.ts'
import type { Normalized } from './normalize.ts'
import { mentionAt, normalize } from './normalize.ts'
import { parseNumeral } from './numerals.ts'
import type { Mention } from './span.ts'

export type { AmountUnit } from './amount-context.ts'

/** An amount of money (integer fen) as someone wrote it. 金额 */
export type AmountMention = Mention & {
  /** `months`: so many months' wages or rent, no sum is said. */
  kind: 'money' | 'months'
  fen?: number
  /** Both ends where a range is said: 500-600元, 三四百块, 十几万. */
  range?: { fromFen: number; toFen: number }
  months?: number
  /** 左右, 多, 大约, 几千: not an exact sum. */
  approx: boolean
  /** Written in capitals: 壹万贰仟元整. */
  upper: boolean
  unit: AmountUnit
  /** Capitals and digits stand side by side and differ; `fen` is then the capitals'. */
  mismatch?: { capitalsFen: number; digitsFen: number }
}

const D = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d{1,18})(?:\.\d{1,6})?`
const W = '零〇一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖'
export const NUMERAL = `(?:${D}(?:[kKwW](?![A-Za-z0-9])|(?:[百千万亿]{1,2}(?:零?(?:\\d{1,4}|[一二三四五六七八九])(?![\\d.]))?){0,8})|[${W}十拾廿卅][${W}十百千万亿拾佰仟廿卅]{0,30}(?:点[${W}]{1,8}[万亿]?)?)`

/** A currency sign or a numeral; what follows is read by the sticky patterns below. */
const CANDIDATE = new RegExp(
  `(?:(¥|RMB|CNY|人民币)\\s*(?:[（(]?大写[）)]?)?[:：]?\\s*)?(?<![\\d.A-Za-z])(${NUMERAL}|(?:好?几|数)[十百千万]+|[百千万]把)`,
  'giu',
)
const RANGE = new RegExp(`\\s*(?:-|~|—+|–|至|到)\\s*(${NUMERAL})`, 'yu')
const MORE = /(?:来|多|余|几|把|出头)/y
const MYRIAD = /[万亿]/y
const UNIT =
  /\s*(?:元钱|元整|元正|元人民币|人民币|RMB(?![A-Za-z])|rmb(?![A-Za-z])|元(?![旦月宵素件老谋勋首])|圆整|圆(?![形圈桌满])|块钱|块整?(?![地砖玻瓷板田石肉牌儿头状]))/y
const SMALL =
  /\s*(?:([零\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,2})[角毛])?(?:零?([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!钟|之|期|别|钱?(?:未|没|不|也|都)))?[整正]?/y
/** 三块五: a single digit after 块, unless it counts the next thing (一百块一天). */
const TAIL =
  /([\d一二三四五六七八九])(?![\d一二三四五六七八九十百千万天个月年次人件斤平方亩小位张晚夜周块元%.、至到起点只把包箱本])/y
/** 伍角, 壹分: capitals below one yuan. */
const CAPITAL_CENTS = /角(?:零?([壹贰叁肆伍陆柒捌玖])分)?[整正]?|分[整正]?/y
const SMALL_ONLY = /\s*[毛角]钱?(?![形度落色逐债发])/y
const ONE_OF_TIME = /一(?:个|天|年|晚|亩|平|次|趟|小时)/y
const APPROX_BEFORE =
  /(?:大概|大约|约|差不多|毛估估|估计|将近|接近|近|不到|不足|至少|起码|最少|最多|上下)(?:有|要|是|在|共)?\s*$/u
const APPROX_AFTER = /\s*(?:钱)?(?:左右|上下|出头|多点|以上|不到|光景)/y
const CAPITAL = /[壹贰叁肆伍陆柒捌玖拾佰仟]/
const MONTHS =
  /(?:(?<years>\d{1,2}|[一二两三四五六七八九十]{1,2}|半)年(?:零|又|多)?)?(?:(?<![\d.])(?<months>\d{1,3}(?:\.\d)?|[一二三四五六七八九十两]{1,3}|半)个(?<half>半)?多?月|(?<=年)|(?<=半)月)(?:的)?(?:标准)?(?=工资|薪|租金|房租|租费|押金|生活费|抚养费|物业费|社保|补偿)/gu

/** Finds amounts of money: digits, words, capitals, mixtures and ranges, with the unit of time or area they are for. */
export function findAmounts(raw: string): AmountMention[] {
  const n = normalize(raw)
  const found: AmountMention[] = []
  CANDIDATE.lastIndex = 0
  for (let m = CANDIDATE.exec(n.text); m; m = CANDIDATE.exec(n.text)) {
    let end = m.index + m[0].length
    let numeral = m[2]!
    // 八千一个月: the 一 counts the month.
    ONE_OF_TIME.lastIndex = end - 1
    if (/[百千万]一$/.test(numeral) && ONE_OF_TIME.test(n.text)) {
      numeral = numeral.slice(0, -1)
      end -= 1
    }
    const amount = readAmount(n, m.index, end, numeral, m[1])
    if (!amount) continue
    found.push(amount.mention)
    CANDIDATE.lastIndex = amount.end
  }
  for (const m of n.text.matchAll(MONTHS)) {
    const { years, months: count, half } = m.groups!
    const counted = (numeral: string | undefined) =>
      numeral === '半' ? 0.5 : numeral ? (parseNumeral(numeral) ?? 0) : 0
    const months = counted(years) * 12 + counted(count) + (half ? 0.5 : 0)
    // 一年租金3万: the sum itself is said.
    if (
      /^(?:工资|薪水?|租金|房租|租费|押金|\S{2,3}费)(?:是|为|共|要|才)?[\d一二三四五六七八九十两]/.test(
        n.text.slice(m.index + m[0].length),
      )
    )
      continue
    if (months <= 0 || (years && !count && counted(years) > 20)) continue
    const mention = mentionAt(n, m.index, m.index + m[0].length)
    found.push({ ...mention, kind: 'months', months, approx: false, upper: false, unit: 'total' })
  }
  return joinNeighbours(
    n,
    found.sort((a, b) => a.start - b.start),
  )
}

type Read = { value?: number; to?: number; approx: boolean }

/** 1100-312.6-150元: a reckoning, no range: a smaller number follows, or a sign stands before. */
const isMinus = (text: string, start: number, from: string, to: string): boolean =>
  (/^[\d.]+$/.test(from) && /^[\d.]+$/.test(to) && Number(from) >= Number(to)) ||
  /[\d)元]\s*[-+×*]\s*$/.test(text.slice(Math.max(0, start - 4), start))

function readAmount(n: Normalized, start: number, numeralEnd: number, numeral: string, prefix: string | undefined) {
  const { text } = n
  let end = numeralEnd
  const eat = (pattern: RegExp) => {
    pattern.lastIndex = end
    const m = pattern.exec(text)
    if (m) end += m[0].length
    return m
  }
  let source = numeral
  const read: Read = { approx: false }
  let second: string | undefined
  const beforeRange = end
  let range = eat(RANGE)
  if (range && isMinus(text, start, numeral, range[1]!)) {
    end = beforeRange
    range = null
  }
  if (range) second = range[1]
  const more = eat(MORE)
  const myriad = more && eat(MYRIAD)
  if (myriad) source += myriad[0]
  const afterNumeral = end
  const unit = eat(UNIT)
  if (
    range &&
    !unit &&
    !prefix &&
    !/[百千万][\d一二三四五六七八九]?$/.test(range[1]!) &&
    !isBareRange(text, start, end)
  ) {
    // 10-12人: no range of money; the first number may still stand for itself.
    end = beforeRange
    second = undefined
  }
  readValues(source, second, more?.[0], read)
  if (read.value === undefined && read.to === undefined && !read.approx) return undefined
  let small = 0
  const cents = !unit && CAPITAL.test(numeral) ? eat(CAPITAL_CENTS) : null
  if (cents) {
    const jiao = cents[0].startsWith('角')
      ? (read.value ?? 0) * 10 + (cents[1] ? parseNumeral(cents[1])! : 0)
      : read.value!
    return finish(n, start, end, { value: 0, approx: false }, numeral, jiao)
  }
  if (unit) {
    const parts = eat(SMALL)
    if (parts?.[1]) small += (parseNumeral(parts[1].replace(/^零(?=.)/, '')) ?? 0) * 10
    if (parts?.[2]) small += parseNumeral(parts[2]) ?? 0
    if (!parts?.[0].trim() && /块$/.test(unit[0])) {
      const tail = eat(TAIL)
      if (tail) small += (parseNumeral(tail[1]!) ?? 0) * 10
    }
    if (!small && !prefix && isPiece(text, numeral, unit[0], end)) return undefined
  } else if (!prefix) {
    if (!range && !more && SMALL_ONLY.test(at(SMALL_ONLY, text, end)) && (read.value ?? 99) < 10) {
      const jiao = eat(SMALL_ONLY)
      if (jiao && (/毛/.test(jiao[0]) || /钱/.test(jiao[0]) || /\d/.test(numeral))) {
        return finish(n, start, end, { value: (read.value ?? 0) / 10, approx: false }, numeral, 0)
      }
      return undefined
    }
    if (
      !isMoneyWithoutUnit(text, {
        start,
        end,
        numeral: source + (second ?? ''),
        value: read.value,
        more: Boolean(more),
      })
    )
      return undefined
  }
  if (!unit) end = second || more ? afterNumeral : beforeRange
  return finish(n, start, end, read, numeral, small)
}

function at(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index
  return text
}

function finish(n: Normalized, start: number, end: number, read: Read, numeral: string, small: number) {
  const { text } = n
  APPROX_AFTER.lastIndex = end
  const approx = read.approx || APPROX_BEFORE.test(text.slice(Math.max(0, start - 6), start)) || APPROX_AFTER.test(text)
  const { unit, end: unitEnd } = unitAround(text, start, end)
  const fen = (yuan: number) => Math.round(yuan * 100)
  const mention: AmountMention = {
    ...mentionAt(n, start, unitEnd),
    kind: 'money',
    approx,
    upper: CAPITAL.test(numeral),
    unit,
  }
  if (read.to !== undefined && read.value !== undefined)
    mention.range = { fromFen: fen(read.value), toFen: fen(read.to) }
  else if (read.value !== undefined) mention.fen = fen(read.value) + small
  if (!Number.isSafeInteger(mention.fen ?? 0) || !Number.isSafeInteger(mention.range?.toFen ?? 0)) return undefined
  return { mention, end: unitEnd }
}

/** Value of the numeral, or both ends: 三四百 is a range, 十几万 is one, 几千 is neither. */
function readValues(source: string, second: string | undefined, more: string | undefined, read: Read): void {
  if (/^(?:好?几|数)|把$/.test(source)) {
    read.approx = true
    return
  }
  const pair = /^([一二两三四五六七八])([二三四五六七八九])([十百千万亿]+)$/.exec(source)
  if (pair && parseNumeral(pair[2]!)! > parseNumeral(pair[1]!)!) {
    read.value = parseNumeral(pair[1]! + pair[3]!)
    read.to = parseNumeral(pair[2]! + pair[3]!)
    read.approx = true
    return
  }
  if (more === '几') {
    const tens = /^(.*[十百])([万亿]?)$/.exec(source)
    const low = tens && parseNumeral(tens[1]!)
    if (!tens || low === undefined || low === null) return
    const scale = tens[2] === '万' ? 10_000 : tens[2] === '亿' ? 100_000_000 : 1
    read.value = (low + 1) * scale
    read.to = (low + 9) * scale
    read.approx = true
    return
  }
  read.value = parseNumeral(source)
  if (more) read.approx = true
  if (second === undefined) return
  const to = parseNumeral(second)
  if (to === undefined || read.value === undefined) return
  // 3-5万: the first number borrows the place of the second.
  const place = /[百千万亿]+$/.exec(second)?.[0]
  const borrowed = place && read.value < to && /^[\d.]+$/.test(source) ? parseNumeral(source + place) : undefined
  const from = borrowed !== undefined && borrowed < to ? borrowed : read.value
  if (from >= to) return
  read.value = from
  read.to = to
}

/** 500元到600元 */
function rangeOf(from: AmountMention, to: AmountMention, between: string): AmountMention | undefined {
  if (!/^\s*(?:-|~|—+|–|至|到)\s*$/.test(between) || from.kind !== 'money' || to.kind !== 'money') return undefined
  if (from.fen === undefined || to.fen === undefined || from.fen >= to.fen) return undefined
  const { fen, ...rest } = from
  return {
    ...rest,
    end: to.end,
    quote: from.quote + between + to.quote,
    range: { fromFen: fen, toFen: to.fen },
    unit: to.unit,
  }
}

/** 人民币伍佰元整（¥500.00） is one amount; where the two differ, it says so. */
function joinNeighbours(n: Normalized, found: AmountMention[]): AmountMention[] {
  const joined: AmountMention[] = []
  for (const next of found) {
    const before = joined.at(-1)
    const between = before && n.raw.slice(before.end, next.start)
    const sideBySide =
      before &&
      before.upper !== next.upper &&
      before.fen !== undefined &&
      next.fen !== undefined &&
      (/^\s*[（(【[]\s*(?:人民币)?\s*(?:小写|大写)?\s*[:：]?\s*$/.test(between!) ||
        /^[,，、]?\s*(?:小写|大写)(?:为|是)?\s*[:：]?\s*$/.test(between!))
    const range = before && rangeOf(before, next, between!)
    if (range) {
      joined[joined.length - 1] = range
      continue
    }
    if (!sideBySide) {
      joined.push(next)
      continue
    }
    const closing = /[（(【[]/.test(between!)
      ? (/^\s*[)）】\]]/.exec(n.raw.slice(next.end, next.end + 3))?.[0].length ?? 0)
      : 0
    const end = next.end + closing
    const capitals = (before.upper ? before : next).fen!
    const digits = (before.upper ? next : before).fen!
    joined[joined.length - 1] = {
      ...before,
      end,
      quote: n.raw.slice(before.start, end),
      fen: capitals,
      upper: true,
      unit: before.unit === 'total' ? next.unit : before.unit,
      ...(capitals === digits ? {} : { mismatch: { capitalsFen: capitals, digitsFen: digits } }),
    }
  }
  return joined
}
