import { readdirSync, readFileSync } from 'node:fs'
import { bareOf, type ClauseModel, judged, windowFeatures, windowsOf } from '../../src/drafting/rules/reader.ts'
import { type Example, type Features, fitLinear, type Linear, scores, sigmoid, wide } from '../../src/text/index.ts'

const FOLDS = 5
const ROUNDS = 3
/** What precision weighs against recall where a threshold is chosen. */
const PRECISION = 0.77
const AT = '2026-11-20T09:00:00+08:00'
const folder = new URL('../../knowledge/clauses/', import.meta.url)
export type Clause = { text: string; parties: string[] }
/** A clause with the defects that stand in it. */
export type Labelled = { labels: number[]; clauses: Clause[] }
/** The same as the weighing sees it. */
export type Windowed = { labels: number[]; windows: Features[] }

const labelOf = (code: string): number[] => {
  const i = (judged as readonly string[]).indexOf(code)
  return i < 0 ? [] : [i]
}

/** The clauses of knowledge/clauses: codes, a tab, the clause with the parties' names in square brackets. */
export const writtenClauses = (): Labelled[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .toSorted()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => {
      const [codes = '', clause = ''] = line.split('\t')
      return {
        labels: codes.split(',').flatMap(labelOf),
        clauses: [
          {
            text: clause.replaceAll(/[[\]]/g, ''),
            parties: [...new Set([...clause.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name!))],
          },
        ],
      }
    })

const agreements = new URL('../../knowledge/agreements/', import.meta.url)
/** The terms of the library's past agreements: sound clauses as they are really written. */
export const soundClauses = (): Labelled[] =>
  readdirSync(agreements)
    .toSorted()
    .map((name) => readFileSync(new URL(name, agreements), 'utf8'))
    .flatMap((text) => {
      const parties = [...text.matchAll(/^- [^：\n]+：([^（，。\n]{2,20})/gm)].map(([, name]) => name!)
      return [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, clause]) => ({
        labels: [],
        clauses: [{ text: clause!, parties }],
      }))
    })

export const windowed = ({ labels, clauses }: Labelled): Windowed => ({
  labels,
  windows: clauses.flatMap(({ text, parties }) => {
    const bare = bareOf(text, AT, parties).text
    return windowsOf(bare).map(({ start, end }) => windowFeatures(bare.slice(start, end), bare))
  }),
})

const all = judged.map((_, i) => i)

/** Fits the weights: a defect stands in one window, that which the round before held for the likeliest. Deterministic. */
export function fitLinearOn(clauses: readonly Windowed[]): Linear {
  let model: Linear | undefined
  for (let round = 0; round < ROUNDS; round++) {
    const examples = clauses.flatMap(({ labels, windows }): Example[] => {
      const said = model && windows.map((window) => scores(model!, window))
      const best = new Map(labels.map((i) => [i, said?.reduce((top, it, w) => (it[i]! > said[top]![i]! ? w : top), 0)]))
      const speaks = (i: number, w: number) => best.get(i) === undefined || best.get(i) === w
      return windows.map((features, w) => ({
        features,
        labels: labels.filter((i) => speaks(i, w)),
        // Where the defect may stand in another window, this one says nothing of that rule.
        judged: new Set(all.filter((i) => !labels.includes(i) || speaks(i, w))),
        weight: 1,
      }))
    })
    model = fitLinear({
      labels: [...judged],
      examples,
      exclusive: false,
      epochs: 30,
      rate: 1,
      decay: 1e-5,
      space: wide,
    })
  }
  return model!
}

/** How surely each rule is broken somewhere in these clauses. */
export const sharesOf = (model: Linear, { windows }: Windowed): number[] => {
  const said = windows.map((window) => scores(model, window))
  return all.map((i) => said.reduce((most, it) => Math.max(most, sigmoid(it[i]!)), 0))
}

/** Shares of each example by a reader that has not seen it. */
export function crossRead(clauses: readonly Windowed[]): number[][] {
  const shares: number[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitLinearOn(clauses.filter((_, i) => i % FOLDS !== fold))
    clauses.forEach((it, i) => {
      if (i % FOLDS === fold) shares[i] = sharesOf(model, it)
    })
  }
  return shares
}

/** A rule speaks from no less than this, however few of its defects look like sound clauses. */
const LEAST = 0.15
/** Shares whose worth differs by less than this do as well as each other. */
const ALIKE = 0.005
/** For each rule the share from which on a finding helps more than it harms: where precision, weighed above recall, and recall of unseen clauses meet best. */
export const thresholdsOf = (clauses: readonly Windowed[], shares: readonly number[][]): number[] =>
  all.map((i) => {
    const rows = clauses.map(({ labels }, k) => ({ share: shares[k]![i]!, bad: labels.includes(i) }))
    const bad = rows.filter((row) => row.bad).length
    let hit = 0
    const reached = rows
      .toSorted((a, b) => b.share - a.share)
      .map((row, k) => {
        if (row.bad) hit++
        return { share: row.share, value: hit / (PRECISION * (k + 1) + (1 - PRECISION) * bad) }
      })
    const best = Math.max(0, ...reached.map(({ value }) => value))
    // Where a lower share does as well, a little chance in the clauses must not decide against hearing it.
    const lowest = reached.findLast(({ value }) => value >= best - ALIKE)
    return Math.max(LEAST, lowest?.share ?? 0.5)
  })

export function fitClauses(clauses: readonly Windowed[]): ClauseModel {
  return { linear: fitLinearOn(clauses), thresholds: thresholdsOf(clauses, crossRead(clauses)) }
}
