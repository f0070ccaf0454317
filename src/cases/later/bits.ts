import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { narrow } from '../reading/sentences.ts'
import type { Clause } from '../settlement/find.ts'
import { remarksOf } from '../settlement/remarks.ts'
import { type Spoken, spokenValues, stretchesOf } from '../settlement/spoken.ts'

/** Words between two stops, with whose turn they are of. */
export type Bit = {
  text: string
  /** Where they stand in the narrowed text of their record. */
  start: number
  end: number
  turn: number
  who: string
  mediates: boolean
  record: CaseRecord
}

/** The stretches of some records, in order. */
export function bitsOf(records: readonly CaseRecord[], names: Names, all: readonly CaseRecord[]): Bit[] {
  let turn = -1
  return records.flatMap((record) => {
    const text = narrow(record.text)
    let from = 0
    return remarksOf(record, names, [...all]).flatMap((remark): Bit[] => {
      turn++
      return stretchesOf(remark.text).flatMap(({ text: words }): Bit[] => {
        const start = text.indexOf(words, from)
        if (start < 0) return []
        from = start + words.length
        return [{ text: words, start, end: from, turn, who: remark.who, mediates: remark.mediates, record }]
      })
    })
  })
}

/** A Chinese letter. */
export const han = /\p{Script=Han}/u

const sign: Record<string, string> = {
  amount: '甲',
  day: '乙',
  time: '丙',
  cycle: '戊',
  weekday: '戊',
  measure: '己',
  account: '庚',
  percent: '辛',
  code: '壬',
  house: '癸',
}
/** Words with values and names as one letter each. */
function plain(words: string, values: readonly Spoken[], names: Names): string {
  let out = words
  for (const { start, end, kind } of values.toReversed()) out = `${out.slice(0, start)}${sign[kind]}${out.slice(end)}`
  for (const { start, end } of names.find(out).toReversed()) out = `${out.slice(0, start)}丁${out.slice(end)}`
  return out.replaceAll(/[\d.]+/g, '0')
}

/** A stretch as the weighing sees it. */
export type Seen = Bit & { values: Spoken[]; plain: string; pairs: Set<string> }
/** A clause as the weighing sees it. */
export type Held = { clause: Clause; values: Spoken[]; pairs: Set<string>; plain: string }

const common = /[的了是在和与就那这还我你他她它改到为成由把将给前后]|双方|人民币|之前|以前/g
const ownPairs = (text: string, names: Names): Set<string> => {
  const bare = names.find(text).reduceRight((out, { start, end }) => `${out.slice(0, start)} ${out.slice(end)}`, text)
  return new Set(
    bare
      .replaceAll(common, ' ')
      .split(/[^\p{Script=Han}]+/u)
      .flatMap((it) => [...pairsOf(it)]),
  )
}

/** What the weighing sees: later words among each other, and the clauses that stand. */
export type Scene = { bits: Seen[]; clauses: Held[]; names: Names }

export function sceneOf(bits: readonly Bit[], clauses: readonly Clause[], names: Names): Scene {
  return {
    names,
    bits: bits.map((bit) => {
      const values = spokenValues(bit.text, bit.record.at)
      return { ...bit, values, plain: plain(bit.text, values, names), pairs: ownPairs(bit.text, names) }
    }),
    clauses: clauses.map((clause) => {
      const values = spokenValues(clause.text, clause.at)
      return { clause, values, pairs: ownPairs(clause.text, names), plain: plain(clause.text, values, names) }
    }),
  }
}
