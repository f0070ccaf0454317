import type { Names } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'
import type { Clause } from '../settlement/find.ts'
import type { HeardBit } from './reader.ts'
import { rewritten } from './rewrite.ts'
import { added, type Told } from './statement.ts'

/** Words that hold, put to one clause: neighbouring stretches of one turn. */
export type Change = Told & { aim: number; drops: boolean }

/** The stretches that hold, those of one breath and one aim together. */
export function changesOf(heard: readonly HeardBit[]): Change[] {
  const found: (Change & { from: number; to: number; turn: number })[] = []
  for (const [i, bit] of heard.entries()) {
    if (bit.role !== 'holds' && bit.role !== 'drops') continue
    const drops = bit.role === 'drops'
    for (const aim of bit.aims) {
      const last = found.findLast((it) => it.turn === bit.turn && it.aim === aim && it.drops === drops)
      if (last && last.to === i - 1) {
        last.to = i
        last.text = narrow(bit.record.text).slice(last.from, bit.end)
      } else
        found.push({
          aim,
          drops,
          text: bit.text,
          record: bit.record,
          speaker: bit.mediates ? undefined : bit.who || undefined,
          from: bit.start,
          to: i,
          turn: bit.turn,
        })
    }
  }
  return found
}

/** The clauses as they stand after what later words changed, dropped and added. */
export function applied(clauses: readonly Clause[], changes: readonly Change[], names: Names): Clause[] {
  const records = [...new Set(changes.map(({ record }) => record))]
  let result: (Clause | undefined)[] = [...clauses]
  const further: Clause[] = []
  for (const record of records) {
    const own = changes.filter((it) => it.record === record)
    for (const [aim, told] of Map.groupBy(own, ({ aim }) => aim)) {
      if (aim < 0) {
        for (const it of told) {
          const text = added(it, names)
          if (text.length > 3) further.push({ text, recordIds: [record.id], at: record.at, from: 'record' })
        }
        continue
      }
      const clause = result[aim]
      if (!clause) continue
      const held = told.filter(({ drops }) => !drops)
      if (held.length === 0) result = result.map((it, k) => (k === aim ? undefined : it))
      else {
        const text = rewritten(clause, held, names)
        if (text !== clause.text)
          result[aim] = { ...clause, text, recordIds: [...new Set([...clause.recordIds, record.id])] }
      }
    }
  }
  return [...result.filter((it) => it !== undefined), ...further]
}
