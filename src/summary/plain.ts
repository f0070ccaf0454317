import { z } from 'zod'
import { dayInWords, findAmounts, type Obligation, type Reading, readObligations, yuanOf } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { readTable } from '../shelf.ts'
import type { Told } from './sentences.ts'

/** A clause as it stands and as anyone understands it. 听得懂版本 */
export const PlainClause = z.object({
  /** From 1, as in the agreement. */
  clause: z.number().int(),
  official: z.string(),
  plain: z.string(),
  recordIds: z.array(z.string()),
  /** Parties who said they understand it, and when. */
  understood: z.array(z.object({ party: z.string(), at: z.string() })),
})
export type PlainClause = z.infer<typeof PlainClause>

const Words = z.strictObject({
  words: z.array(z.strictObject({ word: z.string().min(2), say: z.string().optional(), means: z.string().optional() })),
})

/** A clause to be told, with the records it rests on. */
export type Agreed = { text: string; recordIds: string[] }

/** The clauses in words anyone understands: who gives whom how much until when, the rest in plain words; `reader` is addressed as 您. */
export function plainClauses(
  ctx: Pick<Context, 'shelf'>,
  reading: Reading,
  agreed: Agreed[],
  reader?: string,
): Omit<PlainClause, 'understood'>[] {
  const { names } = reading
  const texts = agreed.map(({ text }) => names.exact(text.replace(/[。]+$/, '')))
  const at = reading.settlement.clauses[0]?.at ?? reading.file.updatedAt
  const owed = readObligations(texts, at, names)
  const simple = plainWords(ctx)
  return agreed.map(({ recordIds }, i) => {
    const official = texts[i]!
    const own = owed.filter(({ clause }) => clause === i)
    const paid = own.filter(({ amountFen }) => amountFen !== undefined)
    const you = (text: string) => addressed(reading, text, reader)
    const plain = sure(reading, official, paid)
      ? [
          ...paid.map((it) => payment(reading, it, reader)),
          ...beside(official).map((text) => `另外,${you(simple(text))}。`),
        ].join('')
      : `${you(simple(official.replaceAll(/\(大写:[^)]*\)/g, '')))}。`
    return { clause: i + 1, official, plain, recordIds }
  })
}

/** The agreement, or that there is none yet, as sentences with their records. */
export function plainOutcome(clauses: Omit<PlainClause, 'understood'>[], { file }: Reading): Told[] {
  if (clauses.length === 0)
    return [
      {
        text: '到现在为止,双方还没有谈成,谁也没有答应要付多少钱。',
        recordIds: file.records[0] ? [file.records[0].id] : [],
      },
    ]
  return [
    { text: '双方谈好了,说的是下面这些。', recordIds: clauses[0]!.recordIds },
    ...clauses.map(({ clause, plain, recordIds }) => ({
      text: clauses.length > 1 ? `第${clause}条:${plain}` : plain,
      recordIds,
    })),
  ]
}

/** Whether the payments read from a clause are all it pays, and its debtor is the one it names: else its own words are told. */
function sure({ names }: Reading, text: string, paid: Obligation[]): boolean {
  if (paid.length === 0 || paid.some(({ debtorId, creditorId }) => !debtorId || !creditorId || debtorId === creditorId))
    return false
  const sums = new Set(paid.map(({ amountFen }) => amountFen))
  if (findAmounts(text).some(({ fen, capitals, rate }) => !capitals && (rate || !sums.has(fen)))) return false
  // 甲确认欠乙: who owes stands before 欠.
  const owes = /欠|尚欠|拖欠/.exec(text)
  const before = owes && names.find(text.slice(0, owes.index)).at(-1)?.party.id
  return !owes || before === undefined || paid.every(({ debtorId }) => debtorId === before)
}

function payment(
  { names }: Reading,
  { amountFen, debtorId, creditorId, dueOn, due, account, method, settled }: Obligation,
  reader?: string,
): string {
  const called = (id: string) => (id === reader ? '您' : names.of(id))
  const when = settled
    ? '已经付'
    : dueOn
      ? `要在${dueOn.length === 7 ? `${Number(dueOn.slice(0, 4))}年${Number(dueOn.slice(5))}月` : `${dayInWords(dueOn)}前`}`
      : due
        ? `要按「${due}」`
        : '要'
  const how = account
    ? `,转到尾号${account}的账户`
    : method
      ? `,用${/微信|支付宝|现金/.exec(method)?.[0] ?? '转账'}付`
      : ''
  return `${called(debtorId!)}${when}给${called(creditorId!)}${yuanOf(amountFen!)}${how}。`
}

/** What a clause says beside its payments: parts that name no sum, day or way to pay. */
const beside = (text: string): string[] =>
  text
    .replaceAll(/\([^)]*\)/g, '')
    .split(/[,;。:]/)
    .map((part) => part.trim())
    .filter(
      (part) =>
        part.length >= 5 &&
        findAmounts(part).length === 0 &&
        !/\d+月|\d+日|转账|转入|汇入|账户|尾号|微信|支付宝|现金|分[一二三四五六七八九十\d]+[期次]|一次性|每月|每期/.test(
          part,
        ),
    )

/** The reader's own name becomes 您. */
function addressed({ names, file }: Reading, text: string, reader?: string): string {
  if (!reader || !file.parties.some(({ id }) => id === reader)) return text
  return names
    .find(text)
    .filter(({ party }) => party.id === reader)
    .toSorted((a, b) => b.start - a.start)
    .reduce((told, { start, end }) => `${told.slice(0, start)}您${told.slice(end)}`, text)
}

/** Says legal words in plain ones, and explains those that have none, the first time they stand in a clause. */
function plainWords(ctx: Pick<Context, 'shelf'>): (text: string) => string {
  const words = readTable(ctx, 'plain-words', Words).words.toSorted((a, b) => b.word.length - a.word.length)
  const pattern = new RegExp(words.map(({ word }) => word).join('|'), 'g')
  return (text) => {
    const told = new Set<string>()
    return text.replaceAll(pattern, (word) => {
      const { say, means } = words.find((it) => it.word === word)!
      if (say !== undefined) return say
      if (told.has(word)) return word
      told.add(word)
      return `${word}(${means})`
    })
  }
}
