import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { ending, isOrder, turnsAside } from './cues.ts'
import type { Settlement } from './find.ts'

/** What a record that settles says behind its first term, with a sum or a day to come that stands nowhere in the clauses. */
export type Untold = { recordId: string; text: string }

const aside = [...turnsAside, ending, /[?]$|原来|本来|起初|一开始|前面说|签[。]?$/]

/**
 * The completeness check of a settlement: sentences left out of it although they stand among its terms and name a sum or a
 * day of their own. 漏写核对
 */
export function untoldIn({ clauses, outside, superseded }: Settlement, records: CaseRecord[]): Untold[] {
  const settling = new Set(clauses.flatMap(({ recordIds }) => recordIds.slice(0, 1)))
  const held = [...clauses, ...outside]
  const sums = new Set(held.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  const days = new Set(held.flatMap(({ text, at }) => findDays(text, at, 'future').flatMap(({ on }) => on ?? [])))
  const gone = new Set(superseded.map(({ key }) => key))
  const pairs = held.map(({ text }) => pairsOf(text))
  return records.flatMap((record) => {
    const text = narrow(record.text)
    if (!settling.has(record.id)) return []
    const sentences = sentencesOf(text)
    const first = sentences.findIndex((sentence) => pairs.some((clause) => mostlyIn(sentence.text, clause)))
    if (first < 0) return []
    // The rows of a table stand before the words about them.
    let from = first
    while (sentences.slice(Math.max(0, from - 2), from).some((sentence) => sentence.text.includes('|'))) from--
    return sentences.slice(from).flatMap((sentence) => {
      if (aside.some((words) => words.test(sentence.text)) || isOrder(sentence.text)) return []
      const missing =
        findAmounts(sentence.text).some(
          ({ fen, rate }) => !rate && fen >= 100 && !sums.has(fen) && !gone.has(String(fen)),
        ) ||
        findDays(sentence.text, record.at, 'future').some(
          ({ kind, on }) => kind === 'day' && on && on > record.at.slice(0, 10) && !days.has(on) && !gone.has(on),
        )
      return missing ? [{ recordId: record.id, text: sentence.text }] : []
    })
  })
}

const mostlyIn = (words: string, clause: ReadonlySet<string>): boolean => {
  const own = [...pairsOf(words)]
  return own.length > 3 && own.filter((pair) => clause.has(pair)).length > 0.6 * own.length
}
