import { onceAShelf } from '../../shelf.ts'
import {
  type Features,
  type Linear,
  mixed,
  namedFeatures,
  packTables,
  scores,
  softmax,
  textFeatures,
  unpackTables,
} from '../../text/index.ts'
import { findDays } from '../reading/days.ts'
import { findAmounts } from '../reading/quantities.ts'
import { remembered } from '../reading/remember.ts'
import { narrow } from '../reading/sentences.ts'
import { isTalk, talkMarks, turnsOf } from './turns.ts'

/** What a piece of a mediator's record says: a term that was agreed, what stays outside, anything else. */
export const termLabels = ['other', 'term', 'outside'] as const
export type TermLabel = (typeof termLabels)[number]

/** A piece of a record: a sentence, a row, a half-sentence after a colon or a semicolon. */
export type Piece = { text: string; start: number; end: number }
export type Labelled = Piece & { term: number; outside: number }

/** From here on a piece is taken for what it is said to be. */
export const SURE = 0.45
/** Of a record that settles something, one piece at least says so this plainly: cross-validated. */
export const PLAIN = 0.8

/** A record as the reader of terms sees it. */
export type Told = { by: string; text: string; at: string }

/** What the course of a talk weighs beside the words: cross-validated. */
const TALK = 0.8
const LEAD = 24
/** Words that lead into a list, not a speaker's label or a time of day. */
const leadsIn = (words: string): boolean =>
  words.trim().length <= LEAD &&
  /达成|如下|以下|下列|[谈说讲商][妥拢成定好]|谈下来|定下|结果|协议|方案|同意|约定|条款?|认的|办|内容|答应|确认|决定|这样|拍板|成了|一致|意见/.test(
    words,
  )

/** The pieces of a narrowed text, in order; a short lead-in with a colon stands for itself. */
export function piecesOf(text: string): Piece[] {
  const found: Piece[] = []
  let start = 0
  let depth = 0
  const push = (end: number) => {
    const raw = text.slice(start, end)
    const words = raw.trim()
    if (words) {
      const from = start + raw.indexOf(words)
      found.push({ text: words, start: from, end: from + words.length })
    }
    start = end
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if ('“「『('.includes(c)) depth++
    else if ('”」』)'.includes(c)) depth = Math.max(0, depth - 1)
    else if (c === '\n') {
      depth = 0
      push(i + 1)
    } else if (depth === 0 && ('。!?;'.includes(c) || (c === ':' && leadsIn(text.slice(start, i))))) push(i + 1)
  }
  push(text.length)
  return found
}

const names: [string, RegExp][] = [
  ['claims', /要求|主张|索赔|诉求|请求|提出|坚持|认为|表示|称|反映|讲他|说他/],
  ['offers', /最多|只肯|只愿|愿意|可以出|顶多|肯出|报价|方案|建议/],
  ['refuses', /不同意|不肯|不认|不行|不接受|拒绝|没谈拢|未达成|谈不拢|谈崩/],
  ['agrees', /同意|谈|说好|讲好|定|达成|约定|一致|点头|认了|成了|确认/],
  ['later', /下次|改天|择日|再约|再谈|再议|回去|考虑|商量|答复|回头/],
  ['waives', /不要了|放弃|不再|不提了|算了|免了|撤回|两清|了结|互不|各不/],
  ['pays', /付|赔|退|还|给|转|补|打到|打给|汇|交|扣|抵/],
  ['does', /修|拆|搬|清|装|恢复|整改|道歉|办理|配合|看望|照顾|轮流|停|关|删|送|负责|承担|保证|归/],
  ['must', /应|须|必须|不得|不准|由|负责|保证/],
  ['present', /到场|在场|参加|出席|列席|地点|时间|主持|记录人|身份|代理|委托/],
  ['signs', /签字|签名|按印|捺印|宣读|念|核对|无误|属实/],
  ['outside', /另案|另行|不在|不处理|不涉及|不包括|不含|今天不谈|以后再说|无关/],
  ['asks', /[?]|吗|是否|能不能|行不行|怎么/],
  ['past', /已|了(?:[。,]|$)|昨天|上次|当时|原来|之前|去年/],
  ['ahead', /以后|今后|起|前|内|每月|每年|每天|从/],
]

const listed =
  /^(?:[-•·*+]|\d{1,2}[.、)]|[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳]|[A-H][.、)]|第[一二三四五六七八九十\d]+[条项])/
const voiced = /^[^,。:;\d]{1,10}[:]/

/** What the weighing sees of each piece, without its neighbours' verdicts. */
function featuresOf({ by, at }: Told, pieces: readonly Piece[], parties: readonly string[]): Features[] {
  const day = at.slice(0, 10)
  const plain = (words: string) => {
    const edits = [
      ...findAmounts(words).map(({ start, end }) => ({ start, end, as: '甲' })),
      ...findDays(words, at, 'future').map(({ start, end, on }) => ({ start, end, as: on && on > day ? '乙' : '丙' })),
    ].sort((a, b) => b.start - a.start)
    let out = words
    let limit = words.length + 1
    for (const { start, end, as } of edits) {
      if (end > limit) continue
      out = `${out.slice(0, start)}${as}${out.slice(end)}`
      limit = start
    }
    for (const name of parties) out = out.replaceAll(name, '丁')
    return out.replaceAll(/[\d.]+/g, '0')
  }
  const said = pieces.map((piece) => plain(piece.text))
  const marks = pieces.map(({ text: words }, i) => {
    const found = names.flatMap(([name, pattern]) => (pattern.test(words) ? [name] : []))
    if (said[i]!.includes('甲')) found.push('sum')
    if (said[i]!.includes('乙')) found.push('day ahead')
    if (said[i]!.includes('丙')) found.push('day')
    if (said[i]!.includes('丁')) found.push('party')
    if (listed.test(words)) found.push('listed')
    if (voiced.test(words)) found.push('voiced')
    if (/[:]$|——$/.test(words)) found.push('lead')
    if (/\||→|=>|\t/.test(words)) found.push('row')
    return found
  })
  const lead = pieces.map((_, i) => pieces.slice(0, i).findLastIndex(({ text: words }) => /[:]$|——$/.test(words)))
  const talk = talkMarks(pieces.map(({ text: words }) => words))
  const byWords = [...by].slice(0, 16).join('')
  const last = said.slice(-2).join('')
  const whole = new Set(marks.flat())
  return pieces.map((_, i) => {
    const own = marks[i]!
    const place = Math.floor((4 * i) / pieces.length)
    const flags = [
      ...own,
      ...own.flatMap((a) => own.filter((b) => a < b).map((b) => `${a}+${b}`)),
      ...(marks[i - 1] ?? ['start']).map((it) => `before ${it}`),
      ...(marks[i + 1] ?? ['end']).map((it) => `after ${it}`),
      ...[...whole].map((it) => `in record ${it}`),
      `place ${place}`,
      `length ${Math.min(6, Math.floor(Math.log2(1 + said[i]!.length)))}`,
      ...own.map((it) => `${it} at ${place}`),
      `pieces ${Math.min(4, Math.floor(pieces.length / 4))}`,
    ]
    return mixed([
      [textFeatures(said[i]!, 3), 1],
      [textFeatures((said[i - 1] ?? '').slice(-14), 2, 'p'), 0.4],
      [textFeatures((said[i + 1] ?? '').slice(0, 14), 2, 'n'), 0.3],
      [textFeatures(lead[i]! >= 0 ? said[lead[i]!]!.slice(-14) : '', 2, 'h'), 0.5],
      [textFeatures(byWords, 2, 'b'), 0.3],
      [textFeatures(last, 2, 'l'), 0.3],
      [namedFeatures(flags), 1],
      [namedFeatures(talk[i]!), TALK],
    ])
  })
}

/** Verdicts of the first look on the pieces around, for the second. */
function withNeighbours(features: Features[], first: readonly Float32Array[]): Features[] {
  const bucket = (i: number) => {
    const it = first[i]
    return it ? `${Math.round(4 * it[1]!)}${it[2]! > 0.5 ? 'x' : ''}` : 'none'
  }
  const terms = first.reduce((sum, it) => sum + it[1]!, 0)
  return features.map((own, i) =>
    mixed([
      [own, 1],
      [
        namedFeatures([
          `self ${bucket(i)}`,
          `back ${bucket(i - 1)}`,
          `back2 ${bucket(i - 2)}`,
          `next ${bucket(i + 1)}`,
          `next2 ${bucket(i + 2)}`,
          `around ${bucket(i - 1)} ${bucket(i + 1)}`,
          `self ${bucket(i)} ${bucket(i - 1)} ${bucket(i + 1)}`,
          `terms ${Math.min(6, Math.round(terms))}`,
        ]),
        1.2,
      ],
    ]),
  )
}

/** Two looks at a record: each piece by itself, then among the verdicts around it. */
export type Looks = { first: Linear; second: Linear }
/** Who tells of an agreement speaks otherwise than those who come to one: a talk taken down turn by turn has looks of its own. */
export type TermModel = { prose: Looks; talk: Looks }

export type TermExample = Told & { parties: string[]; labels: TermLabel[] }

/** What the training needs: the features of a record's pieces, first without, then with the first look's verdicts. */
export const termFeatures = {
  first: (record: Told, parties: readonly string[]) => featuresOf(record, piecesOf(record.text), parties),
  second: withNeighbours,
  judge: (model: Linear, features: readonly Features[]) => features.map((it) => softmax(scores(model, it))),
}

/** How surely each piece of a mediator's record is a term that was agreed, or something left outside. */
export function readTerms(model: TermModel, { by, at, text }: Told, parties: readonly string[]): Labelled[] {
  const read = readers.get(model) ?? readers.set(model, remembered(readerOf(model))).get(model)!
  return read(text, by, at, parties.join('、'))
}

// A case's records are read again by every verb that looks at it.
const readers = new WeakMap<TermModel, ReturnType<typeof remembered<Labelled>>>()

const readerOf =
  ({ prose, talk }: TermModel) =>
  (text: string, by = '', at = '', parties = ''): Labelled[] => {
    const told = { by, at, text: narrow(text) }
    const pieces = piecesOf(told.text)
    const { first, second } = isTalk(turnsOf(pieces.map((it) => it.text))) ? talk : prose
    const features = featuresOf(told, pieces, parties.split('、').filter(Boolean))
    const shares = termFeatures.judge(second, withNeighbours(features, termFeatures.judge(first, features)))
    return pieces.map((piece, i) => ({ ...piece, term: shares[i]![1]!, outside: shares[i]![2]! }))
  }

const FILE = 'knowledge/models/terms.bin'
/** The trained model, read once. */
export const termModelOf = onceAShelf((shelf) => unpackTerms(shelf.bytes(FILE)))

export const packTerms = ({ prose, talk }: TermModel): Uint8Array =>
  packTables(
    {},
    [prose, talk].flatMap(({ first, second }) => [first.weights, second.weights]),
  )

export function unpackTerms(packed: Uint8Array): TermModel {
  const [first, second, firstOfTalk, secondOfTalk] = unpackTables(packed).tables.map(
    (weights): Linear => ({ labels: [...termLabels], weights, bias: new Float32Array(termLabels.length) }),
  )
  return { prose: { first: first!, second: second! }, talk: { first: firstOfTalk!, second: secondOfTalk! } }
}
