import { addMonths } from '../../calculators/index.ts'
import { dayOn, partsOf } from '../../text/index.ts'
import type { CaseRecord } from '../read.ts'
import { dayInWords, findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { yuanOf } from '../reading/quantities.ts'
import type { Clause } from '../settlement/find.ts'
import { calledOld, isReason, type Spoken, sameValue, spokenValues, stretchesOf } from '../settlement/spoken.ts'

// What somebody said, as a statement that can stand in a clause.

/** What somebody says later that holds: whose words, in which record. */
export type Told = { text: string; record: CaseRecord; speaker?: string }

const label = /(?<=^|\n)[^\S\n]*(?:答|问)?[(]?[^,。:;!?\d\s]{1,12}(?:\([^)]{1,10}\))?[)]?[:]\s*/gu
const asking =
  /[,\s]*(?:行不行|行吗|行伐|行不|好不好|好吗|可以吗|可以伐|可不可以|可以不|成不成|怎么样|方便吗|你看(?:呢|行不行|怎么样)?|您看(?:呢)?|对吧|对伐)(?=[,。;!?\s]|$)|(?<=[\p{Script=Han}\d])(?:吧|呗|哈|哦|呀|啊|嘛|好了|好啦|可以)(?=[,。;!?\s]|$)/gu
const leading =
  /(?<=^|[,。;!?\n\s])(?:(?:那么?(?![天个边些里时笔次年月份块张批三两])|要不|不如|要么|不过|但是?|还有|另外|对了|然后|所以|就是|我(?:看|想|讲|说|觉得|建议)|现(?:在)?(?:改为|改成|改)|最后(?:讲定|定下|说定|落在|(?=[,、]))|商量好)[,、]?)+(?=\S{2})|(?:能不能|可不可以|能否|是否可以|想问|问能否|愿意|同意|主动(?:说|提出)?|想(?=[拆换改把放到留要搬]))/gu
const yeses = /(?<=^|[,。;!?\n])(?:好的?|行|可以|成|嗯|对|中|要得|没问题|OK|ok|算了)(?:吧|的|啊|了)?[,。;!]+/g

/** Another's words as a statement: without label, asking and yes, 我 and 你 by name. */
function statedOne({ text, speaker }: Told, names: Names): string {
  let words = text
    .replaceAll(label, '')
    .replaceAll(asking, '')
    .replaceAll(yeses, '')
    .replaceAll(leading, '')
    .replaceAll(/(?<![\d.])(1[0-2]|[1-9])[.](3[01]|[12]\d|0?[1-9])(?=(?:的)?(?:那|这)(?:一)?[笔期次])/g, '$1月$2日')
    .replaceAll(/\s*\n\s*/g, ',')
    .replaceAll(/[?!]/g, ',')
  const own = speaker ? names.of(speaker) : undefined
  const sides = names.all.filter(({ party }) => ['applicant', 'respondent'].includes(party.role))
  const other = own && sides.length === 2 ? sides.find(({ name }) => name !== own)?.name : undefined
  if (own) words = words.replaceAll(/我(?:们)?(?:自己|本人|这边|公司|店里?|厂里?)?(?![国省市])/g, own)
  if (other) words = words.replaceAll(/[你您](?!们)(?:自己|那边)?/g, other).replaceAll(/你们/g, other)
  return words.replaceAll(/^[,。;\s]+|[,。;\s]+$/g, '').replaceAll(/,{2,}/g, ',')
}
/** The words of several, one behind the other. */
export const stated = (told: readonly Told[], names: Names): string =>
  told
    .map((it) => statedOne(it, names))
    .filter(Boolean)
    .join(',')

/** A further term in its own words. */
export const added = (told: Told, names: Names): string => inFull(stated([told], names), told.record.at, [])

const denied =
  /不(?:付|给|要|用|退|分|换|装|是|做|折|收|拿|去|来|再|必|缩|搬|送|现|解|打|走|凭|够|上)|没(?:有|法)|别|太[晚早多少贵]|取消|作废|免|算了|撤|赶不/
/** Words that tell what holds from now on: without stretches that only deny what stood, or say why. */
export function withoutReasons(words: string, clause: Clause, at: string): string {
  const olds = spokenValues(clause.text, clause.at)
  const all = stretchesOf(words)
  const valued = (it: { text: string }) => spokenValues(it.text, at).length > 0
  const told = all.filter(({ text }) => {
    const values = spokenValues(text, at)
    const old = values.length > 0 && values.every((it) => olds.some((was) => sameValue(was, it)))
    return !(old && denied.test(text)) && !(/不是\d/.test(text) && /(?<!不)是\d/.test(words))
  })
  const meant = told.length > 0 ? told : all
  const plain = meant.filter((it) => !(valued(it) && isReason(it.text)))
  // 要到27号才能弄好 alone is the reason and the day in one.
  return (plain.some(valued) ? plain : meant).map(({ text }) => text).join(',')
}

/** 不是2003, 原记6631: what no longer holds. */
export const isGone = (words: string, { start, end }: Spoken): boolean =>
  /(?:不是|非|原(?:来|记|写|先)?(?:的|是|为)?|误(?:写|记)(?:为|成)?|(?:写|记|抄|报|打)成了?)[“"]?[^,。\d]{0,3}$/.test(
    words.slice(0, start),
  ) || calledOld(words.slice(0, start), words.slice(end))

/** Words with their days and sums in full. */
export function inFull(said: string, at: string, olds: Spoken[]): string {
  const words = findDays(said, at, 'future').reduceRight(
    (out, { kind, on, raw, start, end }) =>
      kind === 'day' && on && !/年/.test(raw) && !/^\d{1,2}[号日]$/.test(raw)
        ? `${out.slice(0, start)}${dayInWords(on)}${out.slice(end)}`
        : out,
    said,
  )
  const days = olds.filter(({ kind, key }) => kind === 'day' && key.length === 10)
  const told = findDays(words, at, 'future')
  return spokenValues(words, at).reduceRight((out, it) => {
    const { kind, key, raw, start, end } = it
    if (kind === 'amount' && !/[元块分角]$/.test(raw))
      return `${out.slice(0, start)}${yuanOf(Number(key))}${out.slice(end)}`
    if (kind !== 'day' || !/^\d{1,2}[号日]$/.test(raw) || told.some((day) => day.start < start && day.end >= end))
      return out
    const d = raw.replace(/\D/g, '').padStart(2, '0')
    const same = days.find((day) => day.key.endsWith(d))
    const beside = days[0] && `${days[0].key.slice(0, 8)}${d}`
    const on = same?.key ?? (beside && beside >= at.slice(0, 10) && isDay(beside) ? beside : nextOf(d, at))
    return on ? `${out.slice(0, start)}${dayInWords(on)}${out.slice(end)}` : out
  }, words)
}
/** The next day of that number, from the day on which it was said: 31号 said in November is of December. */
function nextOf(d: string, at: string): string | undefined {
  const today = at.slice(0, 10)
  return [0, 1, 2]
    .map((n) => `${addMonths(`${today.slice(0, 8)}01`, n).slice(0, 8)}${d}`)
    .find((on) => on >= today && isDay(on))
}
/** Whether a month has such a day: 2027-02-30 is none. */
function isDay(on: string): boolean {
  const { year, month, day } = partsOf(on)
  return dayOn(year, month, day) !== undefined
}
