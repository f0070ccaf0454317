import { aimFeatures, plainAim } from '../../src/cases/later/aims.ts'
import { bitsOf, type Scene, sceneOf } from '../../src/cases/later/bits.ts'
import { judge, type LaterModel } from '../../src/cases/later/reader.ts'
import { roleFeatures, roleFeaturesAgain, roles } from '../../src/cases/later/roles.ts'
import type { CaseRecord, Party } from '../../src/cases/read.ts'
import { readIdentities } from '../../src/cases/reading/identity.ts'
import { type Names, readNames } from '../../src/cases/reading/names.ts'
import { narrow } from '../../src/cases/reading/sentences.ts'
import { withActing } from '../../src/cases/reading/voices.ts'
import type { Clause } from '../../src/cases/settlement/find.ts'
import { type Example, type Features, fitLinear, type Linear, wide } from '../../src/text/index.ts'
import { rowsIn } from '../jsonl.ts'

const FOLDS = 4

/** A settlement with the words that came behind it, as knowledge/changes keeps it. */
export type Labelled = {
  id: string
  subtype: string
  parties: { name: string; role: string; kind?: string; legalRepresentative?: string }[]
  settlement: { by: string; at: string; text: string; clauses: string[] }
  later: { by: string; at: string; parts: [string, string][] }[]
  has: string[]
  hasNot: string[]
}

/** Where the labelled settlements are kept. */
const folder = new URL('../../knowledge/changes/', import.meta.url)

/** The labelled settlements of knowledge/changes, in the files' order. */
export const labelledChanges = (): Labelled[] => rowsIn<Labelled>(folder).map(({ row }) => row)

/** An example as the reader sees it: the scene, of each stretch its role and the clauses it is aimed at. */
export type Learned = {
  scene: Scene
  labels: number[]
  aims: number[][]
  names: Names
  records: CaseRecord[]
  clauses: Clause[]
}

/** A labelled settlement as the reader sees it: each stretch has the label that most of its letters have. */
export function exampleOf({ parties, settlement, later }: Labelled): Learned {
  const people = parties.map((it, i) => ({
    id: `p${i}`,
    kind: 'person',
    details: it.legalRepresentative ? { legalRepresentative: it.legalRepresentative } : {},
    ...it,
  })) as unknown as Party[]
  const records = [
    { id: 'r0', by: narrow(settlement.by), at: settlement.at, text: narrow(settlement.text), visibility: 'shared' },
    ...later.map(({ by, at, parts }, i) => ({
      id: `r${i + 1}`,
      by: narrow(by),
      at,
      text: narrow(parts.map(([, words]) => words).join('')),
      visibility: 'shared',
    })),
  ] as unknown as CaseRecord[]
  const own = readNames(people, records)
  const names = withActing(own, readIdentities(own, records, settlement.at, []))
  const clauses = settlement.clauses.map(
    (words): Clause => ({
      text: narrow(words)
        .replace(
          /^\s*(?:[(]?[\d一二三四五六七八九十]{1,2}[、.)]|第[一二三四五六七八九十\d]+[条项][,、:]?|[①-⑩])\s*/,
          '',
        )
        .replace(/[,;。\s]+$/, ''),
      recordIds: ['r0'],
      at: settlement.at,
      from: 'record',
    }),
  )
  const bits = bitsOf(records.slice(1), names, records)
  const marks = later.map(({ parts }) => parts.flatMap(([mark, words]) => [...Array(words.length)].map(() => mark)))
  const of = bits.map(({ record, start, end }) => {
    const inside = marks[records.indexOf(record) - 1]!.slice(start, end)
    const count = Map.groupBy(inside, (it) => it)
    return [...count].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? 'O'
  })
  const role = (mark: string) =>
    mark === 'O' ? 'other' : mark === 'P' ? 'proposed' : mark === 'Y' ? 'yes' : mark[0] === 'R' ? 'drops' : 'holds'
  return {
    scene: sceneOf(bits, clauses, names),
    labels: of.map((mark) => roles.indexOf(role(mark))),
    aims: of.map((mark) =>
      mark === 'N'
        ? [-1]
        : /^[CR]\d/.test(mark)
          ? mark
              .slice(1)
              .split(',')
              .map((n) => Number(n) - 1)
          : [],
    ),
    names,
    records,
    clauses,
  }
}

const fitLook = (features: readonly Features[], labels: readonly number[], count: string[]): Linear =>
  fitLinear({
    labels: count,
    examples: features.map((it, i): Example => ({ features: it, labels: [labels[i]!], weight: 1 })),
    exclusive: true,
    epochs: 20,
    rate: 0.5,
    decay: 1e-3,
    space: wide,
  })

/** Fits the reader: two looks at what each stretch does, the second among verdicts of a first that had not seen it, and one at what it speaks of. Deterministic. */
export function fitLater(examples: readonly Learned[]): LaterModel {
  const features = examples.map(({ scene }) => roleFeatures(scene))
  const look = (mine: number[], of: Features[][]) =>
    fitLook(
      mine.flatMap((i) => of[i]!),
      mine.flatMap((i) => examples[i]!.labels),
      [...roles],
    )
  const all = examples.map((_, i) => i)
  const unseen: Float32Array[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const first = look(
      all.filter((i) => i % FOLDS !== fold),
      features,
    )
    for (const i of all.filter((i) => i % FOLDS === fold)) unseen[i] = judge(first, features[i]!)
  }
  const again = examples.map(({ scene }, i) => roleFeaturesAgain(scene, features[i]!, unseen[i]!))
  const pairs = examples.flatMap(({ scene, aims }) => {
    let focus: number | undefined
    return scene.bits.flatMap((_, i): Example[] => {
      if (aims[i]!.length === 0) {
        focus = plainAim(scene, i) ?? focus
        return []
      }
      // What goes on with the stretch before it teaches little of what a clause is called by.
      const goesOn = i > 0 && scene.bits[i - 1]!.turn === scene.bits[i]!.turn && aims[i - 1]!.join() === aims[i]!.join()
      const weight = goesOn ? 0.2 : 1
      const out = [-1, ...scene.clauses.keys()].map(
        (k): Example => ({
          features: aimFeatures(scene, i, k, focus),
          labels: aims[i]!.includes(k) ? [0] : [],
          weight,
        }),
      )
      focus = aims[i]![0]
      return out
    })
  })
  return {
    first: look(all, features),
    second: look(all, again),
    aim: fitLinear({
      labels: ['aim'],
      examples: pairs,
      exclusive: false,
      epochs: 20,
      rate: 0.5,
      decay: 1e-3,
      space: wide,
    }),
  }
}
