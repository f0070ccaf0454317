import { alike } from './homophones.ts'
import { givenWeight, ROLE_BEFORE, surnameWeight } from './names.ts'
import { mentionAt, normalize } from './normalize.ts'
import { FAMILIAR, LEFT_EDGE, RIGHT_EDGE } from './person-edges.ts'
import type { FoundPerson, Person } from './person-reading.ts'
import { readInside, readName, readTitled, surnameOf, withRole } from './person-reading.ts'
import type { Mention } from './span.ts'
import { wordsOf } from './words.ts'

/** A party whose name is on file. */
export type KnownPerson = { id: string; name: string; aliases?: string[] }

/** Someone named in a text. 人名 */
export type PersonMention = Mention & Person

const SURNAME_SAID =
  /(?<![同百贵尊])姓(?!名|氏|什么)(欧阳|上官|诸葛|司马|司徒|夏侯|皇甫|尉迟|慕容|令狐|[\u4e00-\u9fa5])(?![\u4e00-\u9fa5]*族)/gu
/** 她叫小红: a first name is enough where it is said to be one. */
const CALLED =
  /(?<=(?:名叫|小名|[他她我你]叫|女儿叫|儿子叫|孩子叫|昵称|叫做)[:："“]?)[小阿][\u4e00-\u9fa5](?![\u4e00-\u9fa5]{0,1}(?:姐|哥|区|时))/gu
const MINORITY = /(?<![\u4e00-\u9fa5·])[\u4e00-\u9fa5]{2,6}[·•][\u4e00-\u9fa5]{2,6}(?:[·•][\u4e00-\u9fa5]{2,6})?/gu
const LATIN = /(?<![A-Za-z])[A-Z][a-z]{1,14} (?:[A-Z]\. )?[A-Z][a-z]{1,14}(?![A-Za-z])/gu

/** Finds the people a text names. High precision: a name needs a surname, characters of names and a place where names stand. */
export function findPeople(raw: string, { known = [] }: { known?: readonly KnownPerson[] } = {}): PersonMention[] {
  const n = normalize(raw)
  const { text } = n
  const found: FoundPerson[] = []
  const taken = new Uint8Array(text.length)
  const add = (person: FoundPerson) => {
    if (taken.subarray(person.start, person.end).includes(1)) return
    taken.fill(1, person.start, person.end)
    found.push(person)
  }
  for (const person of knownIn(text, known)) add(person)
  const words = wordsOf(text)
  for (const [i, word] of words.entries()) {
    const person = readTitled(text, words, i) ?? readName(text, words, i)
    if (person) add(person)
    else if (word.text.length > 1) {
      // 和王芳 may come out of the dictionary as one word; a name inside a longer word needs its own surname and title.
      const inner = readInside(text, word)
      if (inner) add(inner)
    }
  }
  for (const person of repeated(text, found)) add(person)
  for (const m of text.matchAll(SURNAME_SAID)) {
    if (surnameOf(m[1]!))
      add({ start: m.index + 1, end: m.index + m[0].length, name: m[1]!, surname: m[1]!, confidence: 0.85 })
  }
  for (const m of text.matchAll(CALLED)) {
    const end = m.index + m[0].length
    if (givenWeight(m[0][1]!) && RIGHT_EDGE.test(text.slice(end, end + 4)))
      add({ start: m.index, end, name: m[0], confidence: 0.6 })
  }
  for (const m of text.matchAll(MINORITY)) {
    // 证人阿迪力·买买提: the role is no part of the name.
    const head = [4, 3, 2].find((k) => ROLE_BEFORE.test(m[0].slice(0, k))) ?? 0
    const name = m[0].slice(head)
    add({
      start: m.index + head,
      end: m.index + m[0].length,
      name,
      ...withRole(text, m.index + head),
      confidence: 0.85,
    })
  }
  for (const m of text.matchAll(LATIN)) add({ start: m.index, end: m.index + m[0].length, name: m[0], confidence: 0.6 })
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, role, ...rest }, i, all) => {
      // 王师傅李阿姨: the title of the one is no role of the other.
      const own = role && !(all[i - 1]?.end === start && all[i - 1]?.title === role) ? { role } : {}
      return linked({ ...rest, ...own, ...mentionAt(n, start, end) }, known)
    })
}

/** A name once told for certain is the same name wherever the text says it again. */
function repeated(text: string, found: readonly FoundPerson[]): FoundPerson[] {
  const again: FoundPerson[] = []
  for (const { name, surname, title, known, variantOf, confidence } of found) {
    if (
      known ||
      variantOf ||
      title ||
      confidence < 0.75 ||
      !/^[\p{Script=Han}]{2,4}$/u.test(name) ||
      FAMILIAR.test(name[0]!)
    )
      continue
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      again.push({
        start: at,
        end: at + name.length,
        name,
        surname,
        ...withRole(text, at),
        confidence: Math.min(confidence, 0.85),
      })
    }
  }
  return again
}

/** Known names as written, with spaces between characters, by alias, or with one character mistaken. */
function knownIn(text: string, known: readonly KnownPerson[]): FoundPerson[] {
  const found: FoundPerson[] = []
  for (const { id, name, aliases = [] } of known) {
    for (const written of [name, ...aliases]) {
      if (written.length < 2) continue
      const pattern = new RegExp([...written].map((c) => c.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(' ?'), 'gu')
      for (const m of text.matchAll(pattern)) {
        found.push({
          start: m.index,
          end: m.index + m[0].length,
          name: written,
          surname: surnameOf(written),
          known: id,
          knownBy: 'name',
          confidence: 1,
        })
      }
    }
    found.push(...variantsIn(text, id, name))
  }
  return found.sort((a, b) => b.end - b.start - (a.end - a.start))
}

function variantsIn(text: string, id: string, name: string): FoundPerson[] {
  if (!/^[\p{Script=Han}]{2,4}$/u.test(name)) return []
  const found: FoundPerson[] = []
  for (let i = 0; i + name.length <= text.length; i++) {
    let differs = -1
    for (let k = 0; k < name.length; k++) {
      if (text[i + k] === name[k]) continue
      differs = differs === -1 ? k : -2
      if (differs === -2) break
    }
    if (differs < 0) continue
    const written = text.slice(i, i + name.length)
    if (!alike(written[differs]!, name[differs]!) || !surnameWeight(written[0]!)) continue
    // Two characters of which one differs are little to go by: the place must be one where names stand.
    const place =
      LEFT_EDGE.test(text.slice(Math.max(0, i - 4), i)) || ROLE_BEFORE.test(text.slice(Math.max(0, i - 8), i))
    if (!place || !RIGHT_EDGE.test(text.slice(i + name.length, i + name.length + 4))) continue
    found.push({
      start: i,
      end: i + name.length,
      name: written,
      surname: surnameOf(written),
      variantOf: id,
      confidence: 0.75,
    })
  }
  return found
}

/** Who is called by a calling is seldom a party: the 王师傅 who comes to mend is not the party 王芳. */
const CALLING =
  /^(?:师傅|老师傅|调解员|民警|警官|法官|律师|医生|大夫|护士|会计|主任|书记|司机|保安|教练|导游|中介|工程师|工|队长|站长|所长)$/

/** A surname with a title is the known party of that surname, if there is only one. */
function linked(person: PersonMention, known: readonly KnownPerson[]): PersonMention {
  if (person.known || person.variantOf || !person.surname) return person
  const exact = known.filter(({ name, aliases = [] }) => name === person.name || aliases.includes(person.name))
  const familiar = person.title !== undefined || /^[老小]|[某Xx×*]/.test(person.name) || person.name === person.surname
  const calling = CALLING.test(person.title ?? '')
  const sameSurname =
    familiar && !calling ? known.filter(({ name }) => surnameOf(name) === person.surname && name.length <= 4) : []
  const [only, more] = exact.length ? exact : sameSurname
  return only && !more ? { ...person, known: only.id, knownBy: exact.length ? 'name' : 'surname' } : person
}
