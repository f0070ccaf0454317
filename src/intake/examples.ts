import type { Shelf } from '../context.ts'
import { readLibrary } from '../knowledge/index.ts'

/** A sentence somebody might say, with what it is about: a subtype, or a danger's code, or `none`. */
export type Utterance = { label: string; text: string }

const read = (shelf: Shelf, path: string): Utterance[] =>
  shelf
    .text(path)
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const [label, ...rest] = line.split('\t')
      return { label: label!.trim(), text: rest.join(' ').trim() }
    })

/** Labelled lay sentences of disputes, in the files' order. */
export const disputeExamples = (shelf: Shelf): Utterance[] =>
  shelf
    .list('knowledge/utterances')
    .filter((path) => path.endsWith('.tsv') && !path.endsWith('flags.tsv'))
    .flatMap((path) => read(shelf, path))

/** Labelled sentences of dangers and near misses; several codes are joined by a comma. */
export const dangerExamples = (shelf: Shelf): Utterance[] => read(shelf, 'knowledge/utterances/flags.tsv')

/** Lay words of the law cards that serve at most two subtypes: fragments, but many, and from other situations than the sentences. */
export const lawExamples = (shelf: Shelf): { labels: string[]; text: string }[] =>
  readLibrary(shelf).cards.flatMap(({ cards }) =>
    cards
      .filter((card) => card.for.length === 1 || card.for.length === 2)
      .flatMap((card) => card.lay.map((text) => ({ labels: card.for, text }))),
  )
