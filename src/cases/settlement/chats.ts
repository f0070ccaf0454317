import type { CaseRecord, Party } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'
import type { Clause } from './find.ts'
import { startsList } from './opener.ts'
import { learned, type Region, regionOf } from './region.ts'
import { chat, type Remark, remarksOf } from './remarks.ts'
import { asks, sameValue, spokenValues, strongCue } from './spoken.ts'
import { agrees, refuses } from './stance.ts'
import { reached, withQuestionMarks } from './talk.ts'
import type { TermModel } from './terms.ts'

/** Neighbouring records that are messages and calls of one negotiation, read as one talk. */
type Chat = {
  records: CaseRecord[]
  /** Every message as a record of its own, also those of a log that holds several. */
  messages: CaseRecord[]
  /** Whose word each message is. */
  voices: string[]
  /** All of them, a turn a message, each with its speaker. */
  talk: CaseRecord
  /** The message that a place of the talk's text is from. */
  sourceOf(place: number): CaseRecord
}

const FEWEST = 4
const LONGEST = 240
const kept = /登记|窗口|受理|笔录|记录|摘记|摘要|实录|公告|排期/
const closes = /就这样|就这么|(?:那|都)就?(?:说|讲|谈|约)?(?:好|定|妥)了|说定|讲定|定下|都?没意见|就按/

/** The stretches of records that are nothing but messages of two sides at least, and come to an end both can live with. */
function chatsIn(records: CaseRecord[], names: Names): Chat[] {
  const said = records.map((record) => logOf(record, names, records) ?? messageOf(record, names, records))
  const found: Chat[] = []
  for (let from = 0; from < records.length; ) {
    let to = from
    while (to < records.length && said[to]) to++
    const turns = said.slice(from, to).flatMap((it) => it ?? [])
    // A log that stands alone is read as the talk it is.
    if (to - from > 1 && agreedOn(turns)) found.push({ ...joined(turns, names), records: records.slice(from, to) })
    from = to + 1
  }
  return found
}

/** The messages of a stretch of a chat that was copied into one record; undefined where it is none, or lists what was settled. */
function logOf(record: CaseRecord, names: Names, records: CaseRecord[]): Remark[] | undefined {
  const text = narrow(record.text)
  if (!chat.test(record.by) || kept.test(record.by) || /[|\t]/.test(text) || listsIn(text)) return undefined
  const turns = remarksOf(record, names, records)
  const known = turns.filter(({ who, mediates }) => mediates || isParty(who, names))
  if (known.length < 2) return undefined
  return known.map((turn, i) => {
    const by = `微信 ${turn.mediates ? '调解员' : labelOf(turn.who, names)}`
    return { ...turn, record: { ...record, id: `${record.id}#${i}`, by, text: turn.text } }
  })
}

const isParty = (who: string, names: Names): boolean => names.all.some(({ party }) => party.id === who)
const listsIn = (text: string): boolean => text.split('\n').filter((line) => startsList.test(line)).length > 1

/** What a record says where it is one message of one voice; undefined where somebody tells of a talk, or lists what was settled. */
function messageOf(record: CaseRecord, names: Names, records: CaseRecord[]): Remark | undefined {
  const [turn, ...others] = remarksOf(record, names, records)
  const text = narrow(record.text)
  if (!turn || others.length > 0 || text.length > LONGEST || /[|\t]/.test(text) || listsIn(text)) return undefined
  const ofParty = isParty(turn.who, names)
  // What the applicant came with may be written down after a talk that was held before.
  if (
    kept.test(record.by) ||
    (/^申请人/.test(record.by) && !chat.test(record.by)) ||
    !(chat.test(record.by) || turn.mediates || ofParty)
  )
    return undefined
  // 两人都在店里,聊了一刻钟谈拢了:…: tells of an agreement, as against 好,那就这样定.
  const tells = turn.mediates && !chat.test(record.by) && reached.test(text) && !/^(?:好|那|行|对|嗯|@)/.test(text)
  return (turn.mediates || ofParty) && !tells ? turn : undefined
}

/** Whether messages of two sides come to an agreement: after the last no somebody grants what another said, or closes the talk. */
function agreedOn(turns: readonly Remark[]): boolean {
  const sides = new Set(turns.filter(({ mediates }) => !mediates).map(({ who }) => who))
  const written = turns.filter(({ record }) => chat.test(record.by))
  if (written.length < FEWEST || sides.size < 2) return false
  const lastNo = turns.findLastIndex(({ text, mediates }) => !mediates && refuses(text))
  return turns.some(
    ({ text, mediates }, i) => i > lastNo && i > 0 && (closes.test(text) || (!mediates && agrees(text))),
  )
}

/** The messages that change a value of an earlier one's term, and the answer to each. */
function changingIn({ messages, voices }: Chat, terms: Clause[]): CaseRecord[] {
  return messages.filter((_, i) => {
    const changes = (j: number) => {
      const message = messages[j]!
      const text = narrow(message.text)
      const earlier = terms.filter(({ recordIds }) => messages.slice(0, j).some(({ id }) => recordIds.includes(id)))
      const stood = earlier.flatMap((term) => spokenValues(term.text, term.at))
      const answer = messages[j + 1]
      const granted = answer && voices[j + 1] !== voices[j] && agrees(narrow(answer.text))
      return (
        (strongCue.test(text) || (granted && asks.test(text))) &&
        spokenValues(text, message.at).some(({ kind }) => stood.some((it) => it.kind === kind))
      )
    }
    return changes(i) || (i > 0 && changes(i - 1) && voices[i] !== voices[i - 1])
  })
}

export function joined(turns: readonly Remark[], names: Names): Omit<Chat, 'records'> {
  const starts: number[] = []
  let text = ''
  for (const { who, mediates, text: said } of turns) {
    starts.push(text.length)
    const words = said.replaceAll(/@[^\s@,。:;!?]{1,12}\s?/g, '').trim()
    text += `${withQuestionMarks(`${mediates ? '调解员' : labelOf(who, names)}:${inOneLine(words)}`)}\n`
  }
  const messages = turns.map(({ record }) => record)
  const last = messages.at(-1)!
  return {
    messages,
    voices: turns.map(({ who }) => who),
    talk: { ...last, by: '微信群', text: text.trimEnd(), party: undefined },
    sourceOf: (place) => messages[starts.findLastIndex((start) => start <= place)] ?? last,
  }
}

/** Who types leaves a gap or begins a line where others write a comma or a stop: 还有1300 下月给. */
const inOneLine = (words: string): string =>
  words
    .replaceAll(/:[ \t]*\n\s*(?=\S)/g, '。')
    .replaceAll(/(?<=[\p{Script=Han}\d)])[ \t]*\n\s*(?=\S)/gu, ';')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(
      /(?<=[\p{Script=Han}\d])(?<![号月年第]) +(?=\p{Script=Han})|(?<=\p{Script=Han})(?<![号月年第出付给退赔补还]) +(?=\d)/gu,
      ',',
    )

/** A side as the label of a turn bears it: a person's name, as much of a company's as calls nobody else. */
function labelOf(who: string, names: Names): string {
  const { party, name } = names.all.find((it) => it.party.id === who)!
  if (party.kind === 'person') return name
  const bare = name.replace(/^(?:杭州|浙江|宁波|上海)(?:市)?/, '')
  const calls = (word: string) => onlyOne(names.find(word).map((it) => it.party))?.id === party.id
  return [2, 3, 4].map((length) => bare.slice(0, length)).find(calls) ?? bare.slice(0, 12)
}

/** The record that a message of a log stands in. */
const recordOf = (id: string): string => id.split('#')[0]!

const onlyOne = (parties: Party[]): Party | undefined => (parties.length === 1 ? parties[0] : undefined)

/**
 * What was settled in messages alone, before any record that settles something by itself. A message that changes what stood
 * by then, and what is answered to it, is heard as a change; every other is read with the talk.
 */
export function settledChats(
  model: TermModel,
  records: CaseRecord[],
  names: Names,
): { messages: CaseRecord[]; changing: CaseRecord[]; region: Region }[] {
  return chatsIn(records, names).flatMap((found) => {
    const alone = records.filter((record) => !found.records.includes(record))
    const read = learned(model, found.talk, names, found.sourceOf)
    if (!read || alone.some((record) => regionOf(model, record, names))) return []
    const changing = changingIn(found, read.clauses)
    const told = ({ recordIds }: Clause) => changing.every(({ id }) => !recordIds.includes(id))
    const ofRecord = (clause: Clause) => ({ ...clause, recordIds: clause.recordIds.map(recordOf) })
    const region = {
      clauses: withoutTwice(read.clauses.filter(told), names).map(ofRecord),
      outside: read.outside.filter(told).map(ofRecord),
    }
    const heard = changing.map((message) => ({ ...message, id: recordOf(message.id) }))
    return region.clauses.length > 0 ? [{ messages: found.records, changing: heard, region }] : []
  })
}

/**
 * What is said twice in one talk, a sum with its day, stands once: as it was said last, unless the first says all of it and
 * more (退3680,12号前微信原路退—行,3680,12号前退). A later change must not find the other.
 */
function withoutTwice(clauses: Clause[], names: Names): Clause[] {
  const said = clauses.map(({ text }) => names.all.reduce((words, { name }) => words.replaceAll(name, ''), text).length)
  const values = clauses.map(({ text, at }) => spokenValues(text, at))
  const due = values.map((all) => all.filter(({ kind }) => kind === 'amount' || kind === 'day'))
  const holds = (i: number, j: number) => due[j]!.every((value) => values[i]!.some((it) => sameValue(it, value)))
  const isDue = (i: number) => new Set(due[i]!.map(({ kind }) => kind)).size > 1
  const fuller = (i: number, j: number) => holds(i, j) && said[i]! > said[j]!
  return clauses.filter((_, i) => {
    if (!isDue(i)) return true
    const twice = (j: number) => j !== i && isDue(j) && (i < j ? holds(j, i) && !fuller(i, j) : fuller(j, i))
    return !clauses.some((_, j) => twice(j))
  })
}
