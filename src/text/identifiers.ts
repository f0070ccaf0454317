import { creditCodeHolds, idCardHolds, luhnHolds } from './checksums.ts'
import { mentionAt, normalize } from './normalize.ts'
import type { Mention } from './span.ts'
import { keepLongest } from './span.ts'

export type IdentifierKind =
  | 'idCard'
  | 'mobile'
  | 'landline'
  | 'bankCard'
  | 'plate'
  | 'creditCode'
  | 'email'
  | 'wechat'
  | 'qq'
  | 'account'
  | 'passport'
  | 'caseNumber'
  | 'propertyCert'
  | 'imei'
  | 'socialSecurity'
  | 'medicalRecord'
  | 'coordinates'
  | 'employeeNo'
  | 'flight'
  | 'trackingNo'

/** A number or code that names a person, a thing or a case. `value` is it without spaces and dashes, in capitals. */
export type IdentifierMention = Mention & {
  kind: IdentifierKind
  value: string
  /** Whether its check digit and form hold; undefined where the kind has none. */
  checksum?: boolean
}

const PROVINCE = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** What people put between the digits of one number. */
const SEP = '[ \\-–—·.]?'
const digits = (count: number, more = count) => `(?:${SEP}\\d){${count},${more}}`
const NO_DIGIT_BEFORE = '(?<![\\d.]|\\d[ \\-])'
const SPOKEN = '幺一二三四五六七八九零〇洞两拐勾'

type Rule = {
  kind: IdentifierKind
  pattern: RegExp
  /** The group that is the identifier; the whole match by default. */
  group?: number
  accept?: (value: string, before: string, quote: string) => boolean
  checksum?: (value: string) => boolean
}

const labelled = (label: string, code: string) =>
  new RegExp(`(?:${label})(?:号码|号|账号|帐号|编号|卡号|ID|id)?\\s*(?:[:：]|是|为|叫)?\\s*(${code})`, 'dgu')

const RULES: Rule[] = [
  {
    kind: 'idCard',
    pattern: new RegExp(`${NO_DIGIT_BEFORE}[1-9]${digits(16)}${SEP}[\\dXx](?![\\dA-Za-z])`, 'gu'),
    accept: (value, before) => hasBirthday(value.slice(6, 14)) || /证|身份/.test(before),
    checksum: idCardHolds,
  },
  // A label before a number says what it is, whatever its length looks like.
  {
    kind: 'imei',
    pattern: labelled('IMEI|imei|串号|序列号', '\\d{15}|[A-Z0-9]{10,17}'),
    group: 1,
    checksum: luhnHolds,
  },
  {
    kind: 'socialSecurity',
    pattern: labelled('社会保障|社会保险|社保|医保|公积金', '[A-Za-z]?\\d{6,18}[A-Za-z]?'),
    group: 1,
  },
  {
    kind: 'medicalRecord',
    pattern: labelled('病历|病案|住院|门诊|就诊卡?|诊疗卡|检查|报告', '[A-Za-z]{0,3}-?\\d{4,14}'),
    group: 1,
    accept: (_, before) => /号|卡|ID/.test(before.slice(-8)),
  },
  {
    kind: 'employeeNo',
    pattern: labelled('工号|员工编号|警号|执业证号?|学号|会员号?', '[A-Za-z]{0,4}-?\\d{3,12}'),
    group: 1,
  },
  { kind: 'trackingNo', pattern: labelled('快递单|运单|订单|物流单', '[A-Za-z]{0,4}\\d{8,22}'), group: 1 },
  {
    kind: 'idCard',
    pattern: /(?<!\d)[1-9]\d{14}(?!\d)/gu,
    accept: (value, before) => hasBirthday(`19${value.slice(6, 12)}`) && (/证|身份/.test(before) || !luhnHolds(value)),
    checksum: () => true,
  },
  {
    // A mistyped number under its label is still someone's.
    kind: 'idCard',
    pattern: labelled('身份证|身份证件|公民身份|残疾人?证', '\\d{14,20}[Xx]?(?![\\dA-Za-z])'),
    group: 1,
    checksum: idCardHolds,
  },
  {
    kind: 'mobile',
    pattern: new RegExp(`(?<![\\d.])(?:(?:\\+|00)?86${SEP})?1${SEP}[3-9]${digits(9)}(?!\\d)`, 'gu'),
  },
  {
    kind: 'mobile',
    pattern: new RegExp(`(?<![${SPOKEN}])[幺一](?:[ ,，、-]?[${SPOKEN}]){10}(?![${SPOKEN}])`, 'gu'),
    accept: (value) => /^1[3-9]\d{9}$/.test(spokenDigits(value)),
  },
  {
    kind: 'landline',
    pattern:
      /(?<![\d.]|\d[ -])(?:[（(]0\d{2,3}[）)]\s?|0\d{2,3}[ -]?)\d{3,4}[ -]?\d{4}(?:(?:转|-)\d{1,6})?(?!\d)|(?<![\d.])[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/gu,
    accept: (value) => /^(?:0\d{10,11}|0\d{9}|[48]00\d{7})/.test(value),
  },
  {
    kind: 'landline',
    pattern: labelled('座机|固定电话|固话|办公电话|家里电话|联系电话|电话|传真', '[2-8]\\d{2,3}[ -]?\\d{4}'),
    group: 1,
  },
  {
    kind: 'bankCard',
    pattern: /(?<![\d.A-Za-z])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?)(?![\dA-Za-z])/gu,
    accept: (value, before, quote) =>
      value.length >= 13 &&
      value.length <= 19 &&
      (luhnHolds(value) ||
        /^62\d{14,17}$/.test(value) ||
        /^\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{3,4}/.test(quote) ||
        /卡|账|帐|户|行/.test(before.slice(-10))),
    checksum: luhnHolds,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${PROVINCE}][A-HJ-NP-Za-hj-np-z][·.• -]?(?:[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])(?![A-Za-z0-9])`,
      'gu',
    ),
    accept: (value) => /\d/.test(value.slice(2)),
  },
  {
    kind: 'plate',
    pattern: labelled(
      '(?:电动|电瓶|非机动)[^，。；\\n]{0,6}(?:车牌|号牌|牌照)|车牌|号牌',
      '(?:[\\u4e00-\\u9fa5]{0,3})[A-Za-z0-9]{5,8}',
    ),
    group: 1,
  },
  {
    kind: 'creditCode',
    pattern: /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}(?![0-9A-Za-z])/gu,
    accept: (value, before) => creditCodeHolds(value) || (/代码|执照|税号/.test(before) && /\d{6}/.test(value)),
    checksum: creditCodeHolds,
  },
  { kind: 'email', pattern: /[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu },
  {
    kind: 'wechat',
    pattern: labelled('微信|wechat|WeChat|vx|VX|wx', '[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\\d{9}'),
    group: 1,
  },
  { kind: 'qq', pattern: labelled('[Qq]{2}|扣扣', '[1-9]\\d{4,10}'), group: 1 },
  {
    kind: 'account',
    pattern: labelled(
      '抖音|快手|小红书|支付宝|淘宝|闲鱼|微博|游戏',
      '[A-Za-z_][-_.A-Za-z0-9]{4,29}|\\d{5,12}(?![元块\\d.])',
    ),
    group: 1,
    accept: (_, before) => /[号D]|账号|帐号/.test(before.slice(-4)),
  },
  { kind: 'passport', pattern: labelled('护照|通行证|台胞证|居住证|回乡证', '[A-Za-z]{0,2}\\d{7,10}'), group: 1 },
  { kind: 'passport', pattern: /(?<![A-Za-z0-9])(?:[EG]\d{8}|E[A-Z]\d{7}|[HMC]\d{8,10})(?![A-Za-z0-9])/gu },
  {
    kind: 'caseNumber',
    pattern: new RegExp(
      `[（(〔[【]\\s?(?:19|20)\\d{2}\\s?[）)〕\\]】]\\s?(?:最高法|[${PROVINCE}][\\dA-Za-z\\u4e00-\\u9fa5]{0,8}?)[民刑行执赔知商劳仲调破司非保辖监申再初终字特确案人]{1,6}(?:第)?\\s?\\d+号(?:之[一二三四五六七八九])?`,
      'gu',
    ),
  },
  {
    kind: 'caseNumber',
    pattern: new RegExp(
      `[${PROVINCE}杭萧][\\u4e00-\\u9fa5（）()]{1,12}(?:字|案|调|仲|决|告|受)[〔（([【]?(?:19|20)\\d{2}[〕）)\\]】]?(?:第)?\\s?\\d+号`,
      'gu',
    ),
  },
  {
    kind: 'propertyCert',
    pattern: new RegExp(
      `[${PROVINCE}]\\s?[（(]\\s?(?:19|20)\\d{2}\\s?[）)]\\s?[\\u4e00-\\u9fa5]{2,12}(?:不动产权|不动产证明)第\\s?\\d{5,10}号|[\\u4e00-\\u9fa5]{1,6}(?:房权证|房字|土国用|国用|集用|房产证|林证|农地承包权)[\\u4e00-\\u9fa5（）()〔〕\\d]{0,16}第?\\s?[\\d-]{4,14}号`,
      'gu',
    ),
  },
  {
    kind: 'coordinates',
    pattern:
      /(?<![\d.])(?:(?:东经|北纬|经度|纬度|[EN])[:：]?\s?)?\d{1,3}(?:\.\d{3,}|°\d{1,2}[′'](?:\d{1,2}(?:\.\d+)?[″"])?)°?[EN]?\s?[,，、/ ]\s?(?:(?:东经|北纬|经度|纬度|[EN])[:：]?\s?)?\d{1,3}(?:\.\d{3,}|°\d{1,2}[′'](?:\d{1,2}(?:\.\d+)?[″"])?)°?[EN]?(?![\d.])/gu,
    accept: (value) => value.split(/[,，、/ ]/).every((part) => Number.parseFloat(part.replace(/^[^\d]+/, '')) <= 180),
  },
  { kind: 'flight', pattern: /(?<![A-Za-z0-9])(?:[A-Z]{2}|\d[A-Z]|[A-Z]\d)\d{3,4}(?=(?:次)?航班)/gu },
  { kind: 'flight', pattern: labelled('航班', '[A-Z\\d]{2}\\d{3,4}'), group: 1 },
]

/** Finds identifiers (证件、电话、卡号、车牌、案号 …) however spaced or widened; spans never overlap. */
export function findIdentifiers(raw: string): IdentifierMention[] {
  const n = normalize(raw)
  const found: (IdentifierMention & { rank: number })[] = []
  for (const [rank, { kind, pattern, group, accept, checksum }] of RULES.entries()) {
    for (const m of n.text.matchAll(pattern)) {
      const [start, end] = group === undefined ? [m.index, m.index + m[0].length] : m.indices![group]!
      const value = squeeze(n.text.slice(start, end))
      if (accept && !accept(value, n.text.slice(Math.max(0, start - 16), start), n.text.slice(start, end))) continue
      const spoken = kind === 'mobile' ? spokenDigits(value) : value
      found.push({
        ...mentionAt(n, start, end),
        kind,
        value: spoken,
        ...(checksum ? { checksum: checksum(value) } : {}),
        rank,
      })
    }
  }
  return keepLongest(bestRanked(found)).map(({ rank, ...mention }) => mention)
}

/** Of two readings of the very same span the rule that stands first wins, unless only the other's check digit holds. */
function bestRanked<T extends Mention & { rank: number; checksum?: boolean }>(found: T[]): T[] {
  const best = new Map<string, T>()
  for (const mention of found) {
    const key = `${mention.start}:${mention.end}`
    const rival = best.get(key)
    if (!rival || (rival.checksum === false && mention.checksum === true)) best.set(key, mention)
  }
  return [...best.values()]
}

const squeeze = (text: string) =>
  /^[\d\s\-–—·.,，、+xX幺一二三四五六七八九零〇洞两拐勾（()）]+$/.test(text) && !/\.\d{3,}\D+\d+\.\d{3,}/.test(text)
    ? text.replaceAll(/[\s\-–—·.,，、+（()）]/g, '').toUpperCase()
    : text.replaceAll(/[\s·•]/g, '')

function spokenDigits(value: string): string {
  const spoken: Record<string, string> = {
    幺: '1',
    一: '1',
    二: '2',
    两: '2',
    三: '3',
    四: '4',
    五: '5',
    六: '6',
    七: '7',
    拐: '7',
    八: '8',
    九: '9',
    勾: '9',
    零: '0',
    〇: '0',
    洞: '0',
  }
  return value.replaceAll(/[^\d]/g, (c) => spoken[c] ?? c)
}

function hasBirthday(eight: string): boolean {
  const m = /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/.exec(eight)
  if (!m) return false
  const at = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])))
  return at.getUTCMonth() === Number(m[2]) - 1 && at.getUTCDate() === Number(m[3])
}
