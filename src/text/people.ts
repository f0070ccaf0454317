import { alike } from './homophones.ts'
import { COMPOUND_SURNAMES, givenWeight, ROLE_BEFORE, surnameWeight, TITLES } from './names.ts'
import { mentionAt, normalize } from './normalize.ts'
import type { Mention, Span } from './span.ts'
import { overlaps } from './span.ts'
import type { Word } from './words.ts'
import { wordsOf } from './words.ts'

/** A party whose name is on file. */
export type KnownPerson = { id: string; name: string; aliases?: string[] }

/** Someone named in a text. 人名 */
export type PersonMention = Mention & {
  /** As written, without the title: 陈建国, 陈 (of 陈老伯), 小程. */
  name: string
  surname?: string
  title?: string
  /** What the words before call them: 申请人, 房东, 儿子. */
  role?: string
  /** The known party meant. */
  known?: string
  /** How the known party was recognised: by the name, or only by the surname with a title. */
  knownBy?: 'name' | 'surname'
  /** A known party whose name this may be a slip of: one character of like sound or shape differs. */
  variantOf?: string
  /** 0 to 1; 1 where the name is on file. */
  confidence: number
}

type Found = Span & Omit<PersonMention, keyof Mention>

const TITLE_AT = new RegExp(`(?:${TITLES})`, 'yu')
const MASKED_AT = /(?:某{1,2}[甲乙丙丁]?|[XxＸ×*＊○]{1,3})(?![A-Za-z\d])/y
const FAMILIAR = /[老小]/
const SURNAME_SAID = /(?<![同百贵尊])姓(?!名|氏|什么)([\u4e00-\u9fa5])(?![\u4e00-\u9fa5]*族)/gu
const MINORITY = /(?<![\u4e00-\u9fa5·])[\u4e00-\u9fa5]{2,6}[·•][\u4e00-\u9fa5]{2,6}(?:[·•][\u4e00-\u9fa5]{2,6})?/gu
const LATIN = /(?<![A-Za-z])[A-Z][a-z]{1,14} (?:[A-Z]\. )?[A-Z][a-z]{1,14}(?![A-Za-z])/gu
/** What stands before a name: a mark, the beginning, or a small word. */
const LEFT_EDGE =
  /(?:^|[\s，。；：、！？“”"'（()）《》【】[\]:,.;!?\-/]|[由与和跟同向对给被让找告欠把替帮因及是为请问叫]|认识|联系|通知|起诉|还有|以及|其中|包括)$/u
/** What stands after a name. */
const RIGHT_EDGE =
  /^(?:$|[\s，。；：、！？“”"'（()）《》【】[\]:,.;!?\-/*\d]|的|了|说|讲|称|表示|认为|同意|承认|答应|承诺|否认|不|没|未|欠|向|与|和|跟|同|把|被|在|于|给|到|是|也|就|都|已|自愿|应|须|住|系|反映|提出|要求|支付|赔|付|还|借|拿|打|骂|动手|有|来|去|找|叫|让|负责|拒绝|因|从|对|将|会|要|又|却|则|再|当|为|或|等|及|之|家|个人|本人|签|拖|退|收|租|买|卖|做|搬|报警|受伤|一直|曾|于是|当时|身份证|电话|先生|女士|今年|现年|[一二三四五六七八九十两半])/u

/** Finds the people a text names. High precision: a name needs a surname, characters of names and a place where names stand. */
export function findPeople(raw: string, { known = [] }: { known?: readonly KnownPerson[] } = {}): PersonMention[] {
  const n = normalize(raw)
  const { text } = n
  const found: Found[] = []
  const add = (person: Found) => {
    if (!found.some((other) => overlaps(other, person))) found.push(person)
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
  for (const m of text.matchAll(SURNAME_SAID)) {
    if (surnameWeight(m[1]!))
      add({ start: m.index + 1, end: m.index + 2, name: m[1]!, surname: m[1]!, confidence: 0.85 })
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
    .map(({ start, end, ...rest }) => linked({ ...rest, ...mentionAt(n, start, end) }, known))
}

/** Known names as written, with spaces between characters, by alias, or with one character mistaken. */
function knownIn(text: string, known: readonly KnownPerson[]): Found[] {
  const found: Found[] = []
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

function variantsIn(text: string, id: string, name: string): Found[] {
  if (!/^[\p{Script=Han}]{2,4}$/u.test(name)) return []
  const found: Found[] = []
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

function surnameOf(name: string): string | undefined {
  if (COMPOUND_SURNAMES.has(name.slice(0, 2))) return name.slice(0, 2)
  return surnameWeight(name[0] ?? '') ? name[0] : undefined
}

const roleBefore = (text: string, start: number) =>
  ROLE_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.groups?.role

/** 陈老伯, 王师傅, 张某, 小程, 老周. */
function readTitled(text: string, words: Word[], i: number): Found | undefined {
  const { start } = words[i]!
  const surname = surnameAt(text, start)
  if (surname) {
    const after = start + surname.length
    MASKED_AT.lastIndex = after
    const masked = MASKED_AT.exec(text)
    if (masked && (surname.length > 1 || surnameWeight(surname)) && !/^[XxＸ×*＊○]$/.test(masked[0])) {
      return {
        start,
        end: after + masked[0].length,
        name: surname + masked[0],
        surname,
        ...withRole(text, start),
        confidence: 0.9,
      }
    }
    TITLE_AT.lastIndex = after
    const title = TITLE_AT.exec(text)?.[0]
    if (title && titleStands(text, words, i, surname, title, after)) {
      return {
        start,
        end: after + title.length,
        name: surname,
        surname,
        title,
        ...withRole(text, start),
        confidence: surnameWeight(surname) === 1 ? 0.8 : 0.9,
      }
    }
  }
  if (FAMILIAR.test(text[start]!)) {
    const next = text[start + 1] ?? ''
    const weight = surnameWeight(next)
    const end = start + 2
    const endsWord = words[i]!.end === end || (words[i]!.end === start + 1 && words[i + 1]?.end === end)
    if (weight && endsWord && RIGHT_EDGE.test(text.slice(end, end + 4)) && !NOT_FAMILIAR.has(text.slice(start, end))) {
      if (weight === 2 || roleBefore(text, start) || LEFT_EDGE.test(text.slice(Math.max(0, start - 4), start))) {
        return {
          start,
          end,
          name: text.slice(start, end),
          surname: next,
          ...withRole(text, start),
          confidence: weight === 2 ? 0.8 : 0.65,
        }
      }
    }
  }
  return undefined
}

const NOT_FAMILIAR = new Set([
  '小于',
  '小时',
  '小方',
  '小高',
  '小龙',
  '小石',
  '老方',
  '老应',
  '老时',
  '小马',
  '小车',
  '小平',
  '小白',
  '小包',
  '老路',
  '小路',
  '小计',
  '小单',
  '老房',
  '小房',
  '老年',
  '小年',
  '老龙',
  '小江',
  '小金',
  '小项',
  '小叶',
  '小夏',
  '小谷',
])
/** Titles of one character or with a meaning of their own stand only where the word ends. */
const SHORT_TITLE = /^(?:总|工|董|家|氏|某|中介|会计|司机|保安|房东|同学|同志)$/

function titleStands(text: string, words: Word[], i: number, surname: string, title: string, after: number): boolean {
  const whole = words[i]!
  // 高总 is cut apart, 马上 or 平安 is one word: the dictionary knows better than a list.
  if (whole.end > after && whole.end !== after + title.length) return false
  if (title === '家') return false
  const next = text.slice(after + title.length, after + title.length + 4)
  const before = text.slice(Math.max(0, whole.start - 8), whole.start)
  if (SHORT_TITLE.test(title)) {
    const unsure = surname.length === 1 && surnameWeight(surname) === 1
    return (
      RIGHT_EDGE.test(next) &&
      (!unsure || LEFT_EDGE.test(before)) &&
      words.some((word) => word.end === after + title.length)
    )
  }
  if (surname.length === 1 && surnameWeight(surname) === 1) return LEFT_EDGE.test(before) || RIGHT_EDGE.test(next)
  return true
}

function surnameAt(text: string, start: number): string | undefined {
  const two = text.slice(start, start + 2)
  if (COMPOUND_SURNAMES.has(two)) return two
  return surnameWeight(text[start] ?? '') ? text[start] : undefined
}

const withRole = (text: string, start: number) => {
  const role = roleBefore(text, start)
  return role ? { role } : {}
}

/** 陈建国, 王芳, 欧阳明: a surname, a given name of one or two characters, and a place where a name stands. */
function readName(text: string, words: Word[], i: number): Found | undefined {
  const word = words[i]!
  const surname = surnameAt(text, word.start)
  if (!surname) return undefined
  const after = word.start + surname.length
  let best: (Found & { score: number }) | undefined
  for (const length of [2, 1]) {
    const given = text.slice(after, after + length)
    if (given.length < length) continue
    const end = after + length
    const weight = givenWeight(given)
    if (weight === undefined) continue
    const score = scoreOf({ text, words, i, surname, given, weight, end })
    if (score === undefined || (best && score <= best.score)) continue
    best = {
      start: word.start,
      end,
      name: surname + given,
      surname,
      ...withRole(text, word.start),
      confidence: 0,
      score,
    }
  }
  if (!best || best.score < 4) return undefined
  const { score, ...person } = best
  return { ...person, confidence: Math.min(0.95, 0.35 + score * 0.08) }
}

type Guess = { text: string; words: Word[]; i: number; surname: string; given: string; weight: number; end: number }

function scoreOf({ text, words, i, surname, given, weight, end }: Guess): number | undefined {
  const word = words[i]!
  const role = roleBefore(text, word.start)
  const left = LEFT_EDGE.test(text.slice(Math.max(0, word.start - 4), word.start))
  const right = RIGHT_EDGE.test(text.slice(end, end + 4))
  if (!role && !left && weight < given.length) return undefined
  const endsWord = words.some((w) => w.end === end)
  let score = surname.length > 1 ? 3 : surnameWeight(surname)
  // The surname opens a word of the dictionary (高兴, 周末, 金额): only a role before it makes a name of it.
  if (word.end > word.start + surname.length) {
    const placeholder = surnameWeight(surname) === 2 && /^[三四五六]$/.test(given) && word.end === end
    if (!placeholder && (!role || word.end > end)) return undefined
    score -= word.end === end ? 1 : 2
  }
  if (!endsWord) score -= 3
  if (surname.length === 1 && surnameWeight(surname) === 1 && given.length === 1 && !role) score -= 1.5
  score += weight === given.length ? 2 : weight > 0 ? 0.5 : -1
  if (role) score += 3
  if (left) score += 1
  if (right) score += 1.5
  else score -= 1
  // Two characters the dictionary takes as one word (建国, 志强) are one given name; half of it is none.
  const next = words.find((w) => w.start === word.start + surname.length)
  if (next && next.end - next.start === 2 && given.length === 1) score -= 2
  if (next && next.end - next.start === 2 && given.length === 2 && weight === 2) score += 0.5
  if (given.length === 2) score += 0.4
  return score
}

/** 找陈老伯 cut as one word, or a surname with its title behind a small word. */
function readInside(text: string, word: Word): Found | undefined {
  for (let k = word.start + 1; k < word.end; k++) {
    const surname = surnameAt(text, k)
    if (!surname || surnameWeight(surname[0]!) !== 2) continue
    TITLE_AT.lastIndex = k + surname.length
    const title = TITLE_AT.exec(text)?.[0]
    // 楼下周先生 is cut as 下周: a title that needs a surname tells them apart, 上周师傅 does not.
    const bound = title && k + surname.length === word.end && /^(?:先生|女士|小姐|太太|老伯)$/.test(title)
    if (title && (bound || (title.length > 1 && LEFT_EDGE.test(text.slice(word.start, k))))) {
      return { start: k, end: k + surname.length + title.length, name: surname, surname, title, confidence: 0.7 }
    }
  }
  return undefined
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
