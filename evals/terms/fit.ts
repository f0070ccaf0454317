import { narrow } from '../../src/cases/reading/sentences.ts'
import {
  type Looks,
  piecesOf,
  type TermExample,
  type TermModel,
  termFeatures,
  termLabels,
} from '../../src/cases/settlement/terms.ts'
import { type Example, type Features, fitLinear, type Linear, wide } from '../../src/text/index.ts'
import { rowsIn } from '../jsonl.ts'

const FOLDS = 4
const folder = new URL('../../knowledge/records/', import.meta.url)
const marks = { T: 'term', X: 'outside', O: 'other' } as const

/** A labelled record as knowledge/records keeps it: its text in parts, each a term (T), left outside (X) or neither (O). */
export type Written = {
  by: string
  at: string
  parties: string[]
  parts: [keyof typeof marks, string][]
  chats?: boolean
}
type Learned = TermExample & { chats?: boolean }

/** The labelled records, in the files' order. */
export const writtenRecords = (): Written[] =>
  rowsIn<Written>(folder).map(({ name, row }) => ({ ...row, chats: chats.test(name) }))

/** Files of talks and chats alone: they teach the reader of talks, which the other records keep from hearing a term in every yes. */
const chats = /^records-[789]\.jsonl$/
const CHATS_WEIGH = 0.3

/** The labels of the record's own pieces: of each, what most of its characters are. */
export function exampleOf({ by, at, parties, parts, chats }: Written): Learned {
  const text = narrow(parts.map(([, words]) => words).join(''))
  const of = parts.flatMap(([mark, words]) => [...Array(words.length)].map(() => mark))
  const labels = piecesOf(text).map(({ start, end }) => {
    const inside = of.slice(start, end)
    const most = (['T', 'X', 'O'] as const).toSorted(
      (a, b) => inside.filter((it) => it === b).length - inside.filter((it) => it === a).length,
    )[0]!
    return marks[most]
  })
  return { by: narrow(by), at, parties, text, labels, chats }
}

const fitLook = (features: Features[][], records: readonly Learned[]): Linear => {
  const examples = records.flatMap(({ labels }, r) =>
    labels.map(
      (label, i): Example => ({
        features: features[r]![i]!,
        labels: [termLabels.indexOf(label)],
        weight: records[r]!.chats ? CHATS_WEIGH : 1,
      }),
    ),
  )
  return fitLinear({
    labels: [...termLabels],
    examples,
    exclusive: true,
    epochs: 20,
    rate: 1,
    decay: 1e-3,
    space: wide,
  })
}

/** Fits the readers of prose and of talks. Deterministic. */
export const fitTerms = (records: readonly Learned[]): TermModel => ({
  prose: fitLooks(records.filter(({ chats }) => !chats)),
  talk: fitLooks(records),
})

/** Fits both looks; the second learns from verdicts of a first look that had not seen the record. */
function fitLooks(records: readonly Learned[]): Looks {
  const features = records.map((record) => termFeatures.first(record, record.parties))
  const unseen: Float32Array[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const mine = records.map((_, r) => r).filter((r) => r % FOLDS !== fold)
    const first = fitLook(
      mine.map((r) => features[r]!),
      mine.map((r) => records[r]!),
    )
    for (let r = fold; r < records.length; r += FOLDS) unseen[r] = termFeatures.judge(first, features[r]!)
  }
  return {
    first: fitLook(features, records),
    second: fitLook(
      features.map((own, r) => termFeatures.second(own, unseen[r]!)),
      records,
    ),
  }
}
