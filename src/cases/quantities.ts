/** A sum of money in a text, in fen, with its place. `approx` where the speaker rounded (多、约、大概); `rate` where it is a price per unit. */
export type Amount = {
  start: number
  end: number
  raw: string
  fen: number
  approx: boolean
  rate: boolean
  capitals: boolean
}

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const places: Record<string, number> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
}

/** Value of a number as spoken or written: 六千八 → 6800, 3万6 → 36000, 一千零五 → 1005, 12.5万 → 125000; undefined where it is none. */
export function readNumeral(raw: string): number | undefined {
  const text = raw.replaceAll(/[,，\s]/g, '')
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  const mixed = /^(\d+(?:\.\d+)?)(亿|万|千|百)(?:(\d+(?:\.\d+)?)(千|百)?)?$/.exec(text)
  if (mixed) {
    const unit = places[mixed[2]!]!
    const tail = mixed[3] ? Number(mixed[3]) : 0
    // 3万6 says 36000; 3万600 says 30600.
    const rest = mixed[4] ? tail * places[mixed[4]]! : tail < 10 ? (tail * unit) / 10 : tail
    return Number(mixed[1]) * unit + rest
  }
  if (!/^[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿]+$/.test(text)) return undefined
  if (!/[十拾百佰千仟万萬亿]/.test(text)) {
    return text.length === 1 ? digits[text] : Number([...text].map((c) => digits[c]).join(''))
  }
  let total = 0
  let section = 0
  let pending = 0
  let last = 1
  let zero = false
  for (const c of text) {
    const place = places[c]
    if (place === undefined) {
      pending = digits[c]!
      if (pending === 0) zero = true
      continue
    }
    if (place >= 1e4) {
      total = (total + section + pending) * place
      section = 0
    } else section += (pending || 1) * place
    pending = 0
    zero = false
    last = place
  }
  // 六千八 says 6800, 六千零八 says 6008.
  const tail = pending > 0 && !zero && last >= 100 ? (pending * last) / 10 : pending
  return total + section + tail
}

const arabic = '\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const han = '[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿]+'
const number = `(?:(?:${arabic})(?:[万千百亿](?:\\d(?:[千百])?(?!\\d))?)?|${han})`
const yuan = '(?:元|块钱|块|圆|圓)'
const small = `(?:(?<jiao>[\\d零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]+)(?:角|毛)(?:钱)?)?(?:零)?(?:(?<fenPart>[\\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!之|期|钟|次|别|五|三|两|四|六))?`
const vague = '(?:多|余|来|几|左右|上下)'
const exact = new RegExp(
  `(?<about>约|大概|差不多|毛估估|将近|近)?(?:人民币|¥|￥)?\\s*(?<n>${number})(?<more>${vague})?\\s*${yuan}(?<half>[\\d一二三四五六七八九](?![\\d元万千百十月日号年个天期条次]))?${small}(?<whole>整|正)?(?<after>左右|上下|出头)?(?<per>\\s*[/／每](?:平|㎡|月|天|日|亩|年|人|课|节|小时|次))?`,
  'g',
)
// Without a unit: 六千八, 3万6, 两万五 — money unless a measure word follows.
const measure =
  '亩|平|㎡|米|个|天|日|月|年|人|户|次|节|件|岁|名|台|辆|把|只|条|幢|栋|号|室|单元|层|楼|点|分钟|小时|公里|度|斤|吨|方|%|％|份|期|步|股|字|倍|位|位数|家|间|扇|处|批|瓶|课|角|分|起'
const bare = new RegExp(
  `(?<![\\d.第年月零〇一二两三四五六七八九十百千万])(?<n>\\d+(?:\\.\\d+)?[万千](?:\\d(?:[千百])?)?|(?:[一二两三四五六七八九十百千万零]*[百千万][一二三四五六七八九零百千]*))(?<more>${vague})?(?!\\s*(?:${measure}|${yuan}|[\\d.零〇一二两三四五六七八九十百千万]))`,
  'g',
)
// Bare digits count as money only right after a word of paying, owing or asking.
const payment =
  '付|赔|退|还|给|出到|出|扣|押金|定金|订金|补偿|补|欠|花了|花|要|交了|交|转|报价|报|收|垫|减|实付|余|共|合计|共计|总共|一半|一人|各|本金|货款|货款的|金额|费|款|价|工资|一共'
const afterPay = new RegExp(
  `(?:${payment})(?:了|过|清|掉|他|她|我|你|的|是|一人一半|[:：])?\\s*(?<n>\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d{1,2})?|\\d{2,9}(?:\\.\\d{1,2})?)(?<more>${vague})?(?!\\s*(?:${measure}|${yuan}|[\\d.\\-—~:：/年万千百%％]))`,
  'g',
)
// A number after 是/到 is money where the clause speaks of money.
const afterBeing =
  /(?:应该是|应为|应是|是|到|为|成|的是)(?<n>\d{1,3}(?:,\d{3})+|\d{3,9}(?:\.\d{1,2})?)(?![\d.年月日号室幢户%㎡平米\-—:：])/g
const moneyTalk = /元|块|钱|押金|欠|工资|款|费|赔|付|退|预支|合计|共|打过|报价|价/

/** Every sum of money in a text, in the order they stand. */
export function findAmounts(text: string): Amount[] {
  const found: Amount[] = []
  const taken = (start: number, end: number) => found.some((a) => start < a.end && end > a.start)
  for (const match of text.matchAll(exact)) {
    const { n, more, half, jiao, fenPart, about, after, per } = match.groups!
    const value = readNumeral(n!)
    if (value === undefined) continue
    const cents =
      (half ? (digits[half] ?? Number(half)) * 10 : 0) +
      (jiao ? readNumeral(jiao)! * 10 : 0) +
      (fenPart ? readNumeral(fenPart)! : 0)
    push(match, match[0].trimEnd(), Math.round(value * 100) + cents, Boolean(more ?? about ?? after), Boolean(per))
  }
  for (const match of text.matchAll(bare)) {
    const start = match.index
    if (taken(start, start + match[0].length) || /^[百千万]/.test(match.groups!.n!)) continue
    const value = readNumeral(match.groups!.n!)
    if (value !== undefined && value >= 100)
      push(match, match[0], Math.round(value * 100), Boolean(match.groups!.more), false)
  }
  for (const match of text.matchAll(afterPay)) {
    const raw = match.groups!.n! + (match.groups!.more ?? '')
    if (/^0\d/.test(raw)) continue
    const start = match.index + match[0].lastIndexOf(match.groups!.n!)
    if (
      taken(start, start + raw.length) ||
      /尾号|末四位|后四位|卡号|账号|账户|电话|手机|证号|编号/.test(text.slice(Math.max(0, start - 8), start))
    )
      continue
    if (/^(19|20)\d{2}$/.test(raw) && /^[.年-]/.test(text.slice(start + 4))) continue
    found.push({
      start,
      end: start + raw.length,
      raw,
      fen: Math.round(readNumeral(match.groups!.n!)! * 100),
      approx: Boolean(match.groups!.more),
      rate: false,
      capitals: false,
    })
  }
  for (const match of text.matchAll(afterBeing)) {
    const raw = match.groups!.n!
    const start = match.index + match[0].length - raw.length
    const sentence = text.slice(Math.max(0, text.lastIndexOf('。', start)), start)
    if (
      raw.startsWith('0') ||
      taken(start, start + raw.length) ||
      !moneyTalk.test(sentence) ||
      /房号|门牌|室|幢|栋|楼|尾号|号码|家是/.test(sentence)
    )
      continue
    found.push({
      start,
      end: start + raw.length,
      raw,
      fen: Math.round(readNumeral(raw)! * 100),
      approx: false,
      rate: false,
      capitals: false,
    })
  }
  return found.sort((a, b) => a.start - b.start)

  function push(match: RegExpExecArray, raw: string, fen: number, approx: boolean, rate: boolean): void {
    const start = match.index
    if (taken(start, start + raw.length)) return
    found.push({
      start,
      end: start + raw.length,
      raw,
      fen,
      approx,
      rate,
      capitals: /[壹贰叁肆伍陆柒捌玖拾佰仟]/.test(raw),
    })
  }
}

const upper = '零壹贰叁肆伍陆柒捌玖'

/** The amount in capitals as on a cheque: 850050 → 捌仟伍佰元伍角. `fen` is a non-negative integer below 10^14. */
export function toCapitals(fen: number): string {
  const yuanPart = Math.floor(fen / 100)
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10]
  const whole = yuanPart > 0 ? `${capitalInteger(yuanPart)}元` : ''
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`
  const gap = jiao === 0 && whole ? '零' : ''
  return `${whole}${jiao > 0 ? `${upper[jiao]}角` : gap}${cent > 0 ? `${upper[cent]}分` : ''}`
}

function capitalInteger(value: number): string {
  const groups = ['', '万', '亿', '万亿']
  const parts: string[] = []
  let rest = value
  for (let i = 0; rest > 0; i++, rest = Math.floor(rest / 1e4)) {
    const group = rest % 1e4
    if (group > 0)
      parts.unshift((group < 1000 && Math.floor(rest / 1e4) > 0 ? '零' : '') + capitalGroup(group) + groups[i])
    else if (parts.length > 0 && !parts[0]!.startsWith('零')) parts.unshift('零')
  }
  return parts.join('').replaceAll(/零+/g, '零').replace(/零$/, '')
}

function capitalGroup(group: number): string {
  const units = ['仟', '佰', '拾', '']
  return String(group)
    .padStart(4, '0')
    .split('')
    .map((d, i) => (d === '0' ? '零' : upper[Number(d)]! + units[i]))
    .join('')
    .replaceAll(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

/** Digits as the forms write them: 750000 → 7500元, 248640 → 2486.40元. */
export const yuanOf = (fen: number): string => `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}元`
