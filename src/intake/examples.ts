import type { Shelf } from '../context.ts'
import { readLibrary } from '../knowledge/index.ts'

/** A sentence somebody might say, with what it is about: subtypes, or dangers' codes; none where it is neither. */
export type Utterance = {
  labels: string[]
  text: string
  /** Dangers told in a sentence about a dispute. */
  dangers: string[]
  /** Of a sentence about a danger, the codes that whoever wrote it judged; all of them where none is named. */
  judged: string[]
}

/** Lines of `label<TAB>text[<TAB>fact keys it answers, or codes that were judged[<TAB>dangers told in it]]`; several labels are joined by the mark that the folder uses. */
const read = (shelf: Shelf, folder: string, mark: RegExp): Utterance[] =>
  shelf
    .list(`knowledge/utterances/${folder}`)
    .filter((path) => path.endsWith('.tsv'))
    .flatMap((path) => shelf.text(path).split(/\r?\n/))
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const [label, text, keys = '-', dangers] = line.split('\t')
      return {
        labels: label === 'none' ? [] : label!.trim().split(mark),
        text: (text ?? '').trim(),
        dangers: dangers ? dangers.trim().split(',') : [],
        judged: keys === '-' ? [] : keys.split(','),
      }
    })

/** Lay sentences of one dispute each, in the files' order; where two subtypes fit equally the better one stands first. */
export const disputeExamples = (shelf: Shelf): Utterance[] => read(shelf, 'disputes', /\|/)

/** Sentences of dangers, with every code they ask for, and near misses with none. */
export const dangerExamples = (shelf: Shelf): Utterance[] => read(shelf, 'dangers', /,/)

/** What people ask and tell at a dispute desk, without any danger in it. */
export const ordinaryExamples = (shelf: Shelf): Utterance[] => read(shelf, 'ordinary', /,/)

/** Tellings of several disputes in their order, and tellings of one that only sound like several. */
export const severalExamples = (shelf: Shelf): Utterance[] => read(shelf, 'several', /\+/)

/** Lay words of the law cards that serve at most two subtypes: fragments, but many, and from other situations than the sentences. */
export const lawExamples = (shelf: Shelf): Pick<Utterance, 'labels' | 'text'>[] =>
  readLibrary(shelf).cards.flatMap(({ cards }) =>
    cards
      .filter((card) => card.for.length === 1 || card.for.length === 2)
      .flatMap((card) => card.lay.map((text) => ({ labels: card.for, text }))),
  )
