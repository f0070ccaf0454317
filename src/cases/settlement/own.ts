import type { Names } from '../reading/names.ts'
import type { Clause } from './find.ts'
import { type Spoken, sameValue, spokenValues, stretchAround } from './spoken.ts'
import type { Standing } from './standing.ts'

const part = /^的?(?:那|这)?(?:一)?(?:[笔份期部头边块户家]|付款|部分|还款|租金|钱|款|自己)/
const ofOneself =
  /(?:自己|本人|[他她我])(?:的)?(?:那|这)?(?:一)?[笔份期边头]|(?:自己|本人|[他她我])的(?:[付还交]款|付|那|日子|部分)/
const ofAll = /大家|都(?:改|推|延)|我们|三[家人]|两[家人]|统一|一律|全部改|每人|各/
const together = /[两三四五几]笔|[两三四五几][家户人]|每[人户家]|各(?!自另)|都|均|分别/

/** One of several who owe. */
export type Own = { party: string; name: string }

/** 施某申请把自己的付款日改成…, 学校那笔可以晚到…: whose part of the money a new value is for, where it is one's own. */
export function ownerOf(sentence: string, fresh: Spoken, names: Names, speaker?: string): Own | undefined {
  if (!['day', 'cycle'].includes(fresh.kind)) return undefined
  const before = sentence.slice(0, fresh.start)
  if (ofAll.test(before)) return undefined
  const called = names.find(before)
  const told = called.findLast(({ end }) => part.test(before.slice(end)))
  if (told) return { party: told.party.id, name: told.name }
  const self = ofOneself.exec(before)
  if (self) {
    const near = called.findLast(({ start }) => start < self.index)
    if (near) return { party: near.party.id, name: near.name }
    if (/我|自己|本人/.test(self[0]) && speaker) return named(speaker, names)
  }
  // 我5号结不出来,能不能改10号: who asks for himself.
  return speaker && called.every(({ party }) => party.id === speaker) && /我/.test(before)
    ? named(speaker, names)
    : undefined
}

const named = (party: string, names: Names): Own | undefined =>
  names.all.some((it) => it.party.id === party) ? { party, name: names.of(party) } : undefined

/** Whether what stands is for several, of whom this one is one: not in a stretch that names only him, nor paid to him. */
export function sharedWith({ party }: Own, { clause, value, words }: Standing, names: Names): boolean {
  const side = names.all.find((it) => it.party.id === party)?.party.role
  const others = (text: string) => names.find(text).filter((it) => it.party.id !== party && it.party.role === side)
  const stretch = stretchAround(clause.text, value).text
  const own = names.find(words).filter((it) => it.party.id === party)
  if (own.length > 0 && others(words).length === 0 && !together.test(words)) return false
  const paidTo = names
    .find(stretch)
    .some((it) => it.party.id === party && /[到入至给向]$/.test(stretch.slice(0, it.start)))
  if (paidTo && others(stretch).length === 0) return false
  // Who is named behind it, or in a sentence before, does not owe with him.
  const before = clause.text.slice(0, value.start)
  const led = before.slice(before.search(/[^;。]*$/))
  const withHim = names.find(led).some((it) => it.party.id === party) && others(led).length > 0
  return withHim || together.test(stretch)
}

/** Writes one's own value beside what holds for the others: 每月5日前(施某为每月15日前). */
export function writeBeside(clause: Clause, old: Spoken, words: string, { name }: Own): void {
  const after = clause.text.slice(old.end)
  const lead = /^(?:之?前|以前)?/.exec(after)![0]
  const there = new RegExp(`^\\(${name}为[^()]*\\)`).exec(after.slice(lead.length))?.[0] ?? ''
  clause.text = `${clause.text.slice(0, old.end)}${lead}(${name}为${words}${lead && '前'})${after.slice(lead.length + there.length)}`
}

/** Whether one's own value stands beside what holds for the others. */
export const standsBeside = (clauses: Clause[], fresh: Spoken, { name }: Own): boolean =>
  clauses.some(({ text, at }) =>
    spokenValues(text, at).some((it) => text.slice(0, it.start).endsWith(`(${name}为`) && sameValue(it, fresh)),
  )
