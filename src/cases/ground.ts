import { findPeople } from '../text/index.ts'
import type { Reading } from './facts.ts'
import { beijingDay, findDays } from './reading/days.ts'
import { findAmounts, readNumeral, yuanOf } from './reading/quantities.ts'
import { narrow } from './reading/sentences.ts'

/** A sum, day or name of a text that stands in no record, term or registration. */
export type Ungrounded = { kind: 'amount' | 'day' | 'name' | 'article'; raw: string }

/** What a text about a case may name: every sum and day of its records and terms, and what follows from two sums. */
export type Ground = { missingIn(text: string, at: string): Ungrounded[] }

/** The numbers gate (rule D23): what a text may say is what the case's readable records and terms say. */
export function groundOf({ records, names, settlement, file }: Reading, terms: string[] = []): Ground {
  const sums = new Set<number>()
  const days = new Set<string>()
  const months = new Set<string>()
  /** Days of the month on which something falls due again and again. */
  const again = new Set<number>()
  const learn = (text: string, at: string) => {
    for (const { fen } of findAmounts(text)) sums.add(fen)
    for (const toward of ['past', 'future'] as const)
      for (const { on, kind, raw } of findDays(text, at, toward)) {
        if (kind === 'month' && on) months.add(on.slice(0, 7))
        else if (on) days.add(on)
        if (kind === 'recurring')
          again.add(
            Number(
              /(\d{1,2})[日号]/.exec(raw)?.[1] ?? readNumeral(/([一二三四五六七八九十]+)[日号]/.exec(raw)?.[1] ?? ''),
            ),
          )
      }
  }
  for (const { text, at } of records) learn(text, at)
  for (const term of terms) learn(narrow(term), file.updatedAt)
  for (const { text, at } of settlement.clauses) learn(text, at)
  for (const { at, createdAt } of records) for (const moment of [at, createdAt]) days.add(beijingDay(moment))
  days.add(beijingDay(file.receivedAt))
  const all = [...sums]
  const derived = (fen: number) => all.some((a) => sums.has(fen - a) || sums.has(fen + a))
  const said = [
    ...records.map(({ text, by }) => `${by} ${text}`),
    ...terms,
    ...names.all.map(({ name }) => name),
    file.mediator ?? '',
  ].join('\n')
  return {
    missingIn: (raw, at) => {
      // A name that reads like a day or a sum is none.
      const text = names.hide(narrow(raw))
      const amounts = findAmounts(text).filter(({ fen, capitals }) => !capitals && !sums.has(fen) && !derived(fen))
      const dates = findDays(text, at, 'future').filter(
        ({ kind, on }) => kind === 'day' && on && !days.has(on) && !months.has(on.slice(0, 7)),
      )
      const people = findPeople(narrow(raw)).filter(({ quote }) => !said.includes(quote))
      return [
        ...amounts.map(({ fen }) => ({ kind: 'amount' as const, raw: yuanOf(fen) })),
        ...dates.map((day) => ({ kind: 'day' as const, raw: day.raw })),
        ...people.map(({ quote }) => ({ kind: 'name' as const, raw: quote })),
      ]
    },
  }
}
