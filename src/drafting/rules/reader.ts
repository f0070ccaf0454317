import { beijingDay, findAmounts, findDays, narrow } from '../../cases/index.ts'
import { onceAShelf } from '../../shelf.ts'
import {
  type Features,
  findPeople,
  type Linear,
  mixed,
  namedFeatures,
  packTables,
  scores,
  sigmoid,
  textFeatures,
  unpackTables,
} from '../../text/index.ts'
import { cuesOf } from './cues.ts'

/** Rules whose defect lies in what the words mean, not in a figure: learned from labelled clauses. */
export const judged = [
  'D06',
  'D07',
  'D08',
  'D09',
  'D10',
  'D11',
  'D14',
  'D15',
  'D16',
  'D17',
  'D18',
  'D19',
  'D20',
  'D21',
  'D24',
] as const
export type JudgedRule = (typeof judged)[number]

/** A clause with its sums, days and people as one letter each, so that what is said of them counts and not which they are. */
export type Bare = { text: string /** Where each letter stands in the clause as written. */; at: number[] }

export function bareOf(clause: string, at: string, parties: readonly string[]): Bare {
  const text = narrow(clause)
  const day = beijingDay(at)
  const names = [...parties].filter((name) => name.length > 1).toSorted((a, b) => b.length - a.length)
  const edits = [
    ...[...text.matchAll(/\(大写:[^)]*\)/g)].map(({ index, 0: raw }) => ({
      start: index,
      end: index + raw.length,
      as: '',
    })),
    ...names.flatMap((name) => placesOf(text, name).map((start) => ({ start, end: start + name.length, as: 'P' }))),
    ...findAmounts(text).map(({ start, end }) => ({ start, end, as: 'S' })),
    ...findDays(text, at, 'future').map(({ start, end, on, kind }) => ({
      start,
      end,
      as: kind === 'recurring' ? 'R' : on && on < day ? 'B' : 'F',
    })),
    ...findPeople(text).map(({ start, end }) => ({ start, end, as: 'Q' })),
    // 110 and 12345 are offices, not figures.
    ...[...text.matchAll(/(?<![\d.])(?!(?:110|119|120|12315|12333|12345|12348)(?![\d.]))[\d.]+/g)].map(
      ({ index, 0: raw }) => ({ start: index, end: index + raw.length, as: '0' }),
    ),
  ]
  const bare: Bare = { text: '', at: [] }
  let from = 0
  const take = (words: string, start: number) => {
    bare.text += words
    for (let i = 0; i < words.length; i++) bare.at.push(start + i)
  }
  for (const { start, end, as } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from) continue
    take(text.slice(from, start), from)
    take(as, start)
    from = end
  }
  take(text.slice(from), from)
  return bare
}

function placesOf(text: string, word: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.push(at)
  return found
}

/** Where the pieces of a clause stand that can each say something: its sentences, and in a long one two half-sentences together. */
export function windowsOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^。;!?\n]+/g)].flatMap(({ 0: sentence, index }) => {
    const pieces = [...sentence.matchAll(/[^,]+/g)].map((it) => ({
      start: index + it.index,
      end: index + it.index + it[0].length,
    }))
    const whole = { start: index, end: index + sentence.length }
    if (sentence.trim().length < 2) return []
    if (pieces.length < 3) return [whole]
    return [whole, ...pieces.slice(1).map(({ end }, i) => ({ start: pieces[i]!.start, end }))]
  })
}

/** Turns of speech that many defects share, whatever they are about. */
const turns: [string, RegExp][] = [
  ['if', /如|若|倘|要是|一旦|万一|的话|假如|除非|只要/],
  ['after', /后|之后|以后|等|待|俟|直到|为止|时/],
  ['never', /不得|不再|不准|不许|永不|不用|无需|不必|不予|放弃|禁止|免除/],
  ['keeps', /不影响|不妨碍|不免除|保留|有权|另行|依法|不包括|不含|仍/],
  ['latest', /最迟|至迟|不晚于|无论|不论|不管/],
  ['office', /公安|派出所|法院|仲裁|人社|机关|部门|街道|政府|法庭/],
  ['helps', /配合|协助|申请|办理/],
  ['belongs', /归|属于|所有/],
  ['confirms', /确认|认定|认可|承认|视为|宣告/],
  ['done', /已|当场|签收|付清/],
  ['apart', /另|分别|单独|互不|各自/],
]

const flagsOf = (window: string): string[] => {
  const own = turns.flatMap(([name, pattern]) => (pattern.test(window) ? [name] : []))
  const letters = ['P', 'S', 'F', 'R', 'B', 'Q'].filter((it) => window.includes(it))
  const all = [...own, ...letters]
  return [...all, ...all.flatMap((a) => all.filter((b) => a < b).map((b) => `${a}+${b}`))]
}

/** What the weighing sees of one window of a clause. */
export const windowFeatures = (window: string, whole: string): Features =>
  mixed([
    [textFeatures(window, 2), 1],
    [namedFeatures([...flagsOf(window), ...cuesOf(window)]), 0.5],
    [namedFeatures(cuesOf(whole).map((it) => `whole ${it}`)), 0.5],
    [textFeatures(whole, 2, 'w'), 0.5],
  ])

/** A reader of clauses: the weights of each rule, and how sure it must be to speak. */
export type ClauseModel = { linear: Linear; thresholds: number[] }

/** Beside a turn of speech the rule is known by, the reader need be only so sure. */
const KNOWN_SHARE = 0.6

/** For each rule the window of a clause that speaks most for the defect, and how surely it does. */
export type Verdict = { rule: JudgedRule; share: number; words: string; found: boolean }

/** What the reader makes of a clause. */
export function readClause(model: ClauseModel, clause: string, at: string, parties: readonly string[]): Verdict[] {
  const bare = bareOf(clause, at, parties)
  const windows = windowsOf(bare.text)
  const said = windows.map(({ start, end }) =>
    [...scores(model.linear, windowFeatures(bare.text.slice(start, end), bare.text))].map(sigmoid),
  )
  return judged.map((rule, i) => {
    const best = said.reduce((top, it, w) => (it[i]! > said[top]![i]! ? w : top), 0)
    const { start, end } = windows[best] ?? { start: 0, end: 0 }
    const words = narrow(clause).slice(bare.at[start], end < bare.at.length ? bare.at[end] : undefined)
    const share = said[best]?.[i] ?? 0
    const known = cuesOf(bare.text.slice(start, end)).some((cue) => cue.startsWith(`cue ${rule} `))
    const from = known ? KNOWN_SHARE * model.thresholds[i]! : model.thresholds[i]!
    return { rule, share, words: words.replace(/[,\s]+$/, ''), found: share >= from }
  })
}

const FILE = 'knowledge/models/clauses.bin'
/** The trained reader, opened once. */
export const clauseModelOf = onceAShelf((shelf) => unpackClauses(shelf.bytes(FILE)))

export const packClauses = ({ linear, thresholds }: ClauseModel): Uint8Array =>
  packTables({ thresholds, bias: [...linear.bias] }, [linear.weights])

export function unpackClauses(packed: Uint8Array): ClauseModel {
  const { head, tables } = unpackTables<{ thresholds: number[]; bias: number[] }>(packed)
  return {
    thresholds: head.thresholds,
    linear: { labels: [...judged], weights: tables[0]!, bias: Float32Array.from(head.bias) },
  }
}
