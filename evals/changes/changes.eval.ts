import { expect, test } from 'vitest'
import { applied, changesOf } from '../../src/cases/later/apply.ts'
import { type HeardBit, hearLater } from '../../src/cases/later/reader.ts'
import { roles } from '../../src/cases/later/roles.ts'
import { dayInWords, findDays } from '../../src/cases/reading/days.ts'
import { findAmounts } from '../../src/cases/reading/quantities.ts'
import { says } from '../drafting/score.ts'
import { exampleOf, fitLater, labelledChanges } from './fit.ts'

const FOLDS = 5

/** A clause with its sums and days in full, as an agreement writes them. */
function exact(text: string, at: string): string {
  const edits = [
    ...findAmounts(text).map(({ start, end, fen }) => ({ start, end, as: `${fen / 100}元` })),
    ...findDays(text, at, 'future').flatMap(({ start, end, on, kind, raw }) =>
      kind === 'day' && on ? [{ start, end, as: `${dayInWords(on)}(${raw})` }] : [],
    ),
  ].toSorted((a, b) => b.start - a.start)
  let [out, limit] = [text, text.length]
  for (const { start, end, as } of edits) {
    if (end > limit) continue
    out = out.slice(0, start) + as + out.slice(end)
    limit = start
  }
  return out
}

// Cross-validated: every settlement is read by a model that has not seen it. SHOW=1 prints what each stretch was heard as.
test('what later words change in a settlement', () => {
  const written = labelledChanges()
  const learned = written.map(exampleOf)
  const count = { must: 0, found: 0, leaked: 0, foundByLabels: 0, leakedByLabels: 0, held: 0, heard: 0, both: 0 }
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitLater(learned.filter((_, i) => i % FOLDS !== fold))
    for (let i = fold; i < learned.length; i += FOLDS) {
      const [it, { id, has, hasNot }] = [learned[i]!, written[i]!]
      const outcome = (heard: readonly HeardBit[]) => {
        const text = applied(it.clauses, changesOf(heard), it.names)
          .map((clause) => exact(clause.text, clause.at))
          .join('\n')
        return {
          found: has.filter((words) => says(text, words)).length,
          leaked: hasNot.filter((words) => says(text, words)).length,
          text,
        }
      }
      const heard = hearLater(model, it.scene)
      const own = outcome(heard)
      const labelled = outcome(heard.map((bit, j) => ({ ...bit, role: roles[it.labels[j]!]!, aims: it.aims[j]! })))
      count.must += has.length
      count.found += own.found
      count.leaked += own.leaked
      count.foundByLabels += labelled.found
      count.leakedByLabels += labelled.leaked
      for (const [j, { role }] of heard.entries()) {
        const holds = roles[it.labels[j]!] === 'holds'
        if (holds) count.held++
        if (role === 'holds') count.heard++
        if (holds && role === 'holds') count.both++
      }
      if (process.env.SHOW)
        console.log(
          `${id}\n${heard.map((bit, j) => `  ${roles[it.labels[j]!]} ${it.aims[j]} | ${bit.role} ${bit.aims} ${bit.text}`).join('\n')}\n${own.text}`,
        )
    }
  }
  const share = (a: number, b: number) => (a / b).toFixed(3)
  console.log(
    `changes of ${written.length} settlements: what holds, precision ${share(count.both, count.heard)} · recall ${share(count.both, count.held)} · must-have ${share(count.found, count.must)} · must-not-have ${count.leaked} · by the writers' own labels ${share(count.foundByLabels, count.must)} · ${count.leakedByLabels}`,
  )
  expect(count.both / count.heard).toBeGreaterThan(0.62)
  expect(count.both / count.held).toBeGreaterThan(0.6)
  expect(count.found / count.must).toBeGreaterThan(0.75)
  expect(count.foundByLabels / count.must).toBeGreaterThan(0.86)
})
