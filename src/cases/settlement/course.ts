import { readNumeral } from '../reading/quantities.ts'
import type { Turn } from './turns.ts'

/** What is bargained over, as it is said at a table: a sum, a day, a time of day, a number of something, an account. */
export type Said = { kind: string; key: string }

const numeral = '[\\d.]+|[一二两三四五六七八九十百千万半几]+'
const kinds: [kind: string, pattern: RegExp][] = [
  ['account', /尾号\D{0,3}(?<n>\d{4})/g],
  ['day', /(?<n>\d{1,2}月\d{1,2}|(?<![\d.])\d{1,2}(?=[号日])|(?<![\d.])\d{1,2}[./]\d{1,2}(?!\d))/g],
  [
    'day',
    /(?<n>(?:[\d一二两三四五六七八九十半]+个?[天日月周]内|下?个?(?:周|礼拜|星期)[一二三四五六日天末])|[今明后]天|月[底初末]|年[底前]|节[前后]|(?:中秋|春节|国庆|端午|清明|五一|元旦)[前后]?|\d{1,2}月(?!\d))/g,
  ],
  [
    'day',
    /(?<n>(?:十[一二]|[一二三四五六七八九十])月(?:三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?!个|点)|(?<![一二三四五六七八九十月])(?:三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[号日](?![线楼路])))/g,
  ],
  ['time', new RegExp(`(?<n>${numeral})点半?|(?<=\\d):[0-5]\\d`, 'g')],
  [
    'number',
    new RegExp(
      `(?<n>${numeral})(?:个?(?:天|次|趟|节|张|件|个月|年|成|斤|亩|平|户|周|小时|钟头|台|套|盆|块(?=[砖玻地])|期|笔|米|公分|厘米))`,
      'g',
    ),
  ],
]

/** The values of what somebody says. */
export function valuesOf({ words, sums }: Pick<Turn, 'words' | 'sums'>): Said[] {
  const found = kinds.flatMap(([kind, pattern]) =>
    [...words.matchAll(pattern)].map((it): Said => ({ kind, key: keyOf(it.groups?.n ?? it[0]) })),
  )
  const money = [...words.matchAll(/(\d+(?:\.\d+)?)(?:元|块(?![砖玻地]))/g)].map(({ 1: n }) => String(Number(n)))
  const all = [...new Set([...sums.map(String), ...money])]
  return [...found, ...all.map((key): Said => ({ kind: 'sum', key }))]
}

const spokenDay = /^(十[一二]|[一二三四五六七八九十])月([一二三四五六七八九十]+)$/
const keyOf = (raw: string): string => {
  const [, month, day] = spokenDay.exec(raw) ?? []
  if (month && day) return `${readNumeral(month)}月${readNumeral(day)}`
  const value = readNumeral(raw)
  return value === undefined ? raw.replace(/[./]/, '月') : String(value)
}

/** 8月20号前 and 20号前可以 are one day. */
export const sameSaid = (a: Said, b: Said): boolean =>
  a.kind === b.kind &&
  (a.key === b.key || (a.kind === 'day' && (a.key.endsWith(`月${b.key}`) || b.key.endsWith(`月${a.key}`))))

/** What a later turn makes of values: says one of them again, or names others of their kind. */
export function answersValues(said: readonly Said[], later: readonly Said[]): 'again' | 'other' | undefined {
  if (said.some((a) => later.some((b) => sameSaid(a, b)))) return 'again'
  return said.some((a) => later.some((b) => a.kind === b.kind)) ? 'other' : undefined
}
