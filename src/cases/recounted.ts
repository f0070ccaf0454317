import type { CaseRecord } from './read.ts'
import { pairsOf } from './reading/pairs.ts'
import { narrow } from './reading/sentences.ts'

// Counts and sums that were looked at again before the terms were settled.

/** A figure that is exact: three digits or more, or with its decimals. */
export const exactFigure = /(?<![\d.])(?:\d{3,}(?:\.\d+)?|\d+\.\d+)(?![\d年])/g

/** 9张 where three were then taken out, and the terms speak of 6张. */
export function recounted(text: string, { text: whole }: CaseRecord, terms: string[]): boolean {
  if (!/记错|剔除|去掉|拿掉|不算在/.test(whole)) return false
  const counts = (words: string) => [...words.matchAll(/(?<![\d.])(\d{1,4})([张笔件项节次块])/g)]
  const stand = terms.flatMap(counts)
  return counts(text).some(
    ([, n, unit]) => stand.some((it) => it[2] === unit) && !stand.some((it) => it[2] === unit && it[1] === n),
  )
}
/** 14片 of what was then counted again: the terms have 11片 of the same thing, as a later record found. */
export function countedAgain(text: string, { at }: CaseRecord, terms: string[], records: CaseRecord[]): boolean {
  const counts = (words: string) =>
    [...words.matchAll(/(?<![\d.])(\d{1,4}(?:\.\d+)?)([片块张株棵扇盏件台只根袋箱节])/g)].map(([it, n, unit]) => ({
      it,
      n,
      unit,
    }))
  const later = records.filter((record) => record.at > at)
  const told = counts(text)
  const [only, another] = told
  if (!only || another || terms.some((term) => term.includes(only.it))) return false
  return terms.some((term) =>
    counts(term).some(
      (now) =>
        now.unit === only.unit &&
        now.n !== only.n &&
        [...pairsOf(term)].some((pair) => pairsOf(text).has(pair)) &&
        later.some(
          (record) =>
            /复|再|核|确定|重新|实/.test(`${record.by}${record.text}`) &&
            narrow(record.text).includes(now.it) &&
            !narrow(record.text).includes(only.it),
        ),
    ),
  )
}

/** 58600, of which a bill of 2600 was then taken out as counted twice: 56000. */
export function takenDown(text: string, { at }: CaseRecord, terms: string[], records: CaseRecord[]): boolean {
  const numbers = (words: string) => [...words.matchAll(exactFigure)].map(([it]) => Number(it))
  const stand = new Set(terms.flatMap(numbers))
  const builtOn = (now: number, mend: CaseRecord) =>
    stand.has(now) || records.some((record) => record.at > mend.at && numbers(narrow(record.text)).includes(now))
  const mends = records.filter(
    (record) => record.at > at && /去掉|剔除|重复|多[算计报]|少[算计]|漏[算了计]|不该/.test(record.text),
  )
  return numbers(text).some(
    (old) =>
      !stand.has(old) &&
      mends.some((record) => {
        const said = numbers(narrow(record.text))
        return said.some((step) =>
          [old - step, old + step].some((now) => now !== old && said.includes(now) && builtOn(now, record)),
        )
      }),
  )
}
