import {
  COMPOUND_SURNAMES,
  givenWeight,
  isGrammar,
  isNoGiven,
  isNoName,
  ROLE_BEFORE,
  surnameWeight,
  TITLES,
} from './names.ts'
import { FAMILIAR, LEFT_EDGE, NOT_FAMILIAR, PERSON_ACTS, RIGHT_EDGE, SELDOM_FAMILIAR } from './person-edges.ts'
import type { Span } from './span.ts'
import type { Word } from './words.ts'
import { wordEndsAt, wordFrom } from './words.ts'

/** Who is named, as far as the words tell. */
export type Person = {
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

/** A person as read from the folded text: offsets there, not yet in the raw one. */
export type FoundPerson = Span & Person

const TITLE_AT = new RegExp(`(?:${TITLES})`, 'yu')
const MASKED_AT = /(?:某{1,2}[甲乙丙丁]?|[XxＸ×*＊○]{1,3})(?![A-Za-z\d])/y
/** The surname a written name begins with. */
export function surnameOf(name: string): string | undefined {
  if (COMPOUND_SURNAMES.has(name.slice(0, 2))) return name.slice(0, 2)
  return surnameWeight(name[0] ?? '') ? name[0] : undefined
}

const roleBefore = (text: string, start: number) =>
  ROLE_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.groups?.role

/** 陈老伯, 王师傅, 张某, 小程, 老周. */
export function readTitled(text: string, words: Word[], i: number): FoundPerson | undefined {
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
    const familiar = text.slice(start, end)
    if (weight && RIGHT_EDGE.test(text.slice(end, end + 4)) && !NOT_FAMILIAR.has(familiar)) {
      const placed = roleBefore(text, start) || LEFT_EDGE.test(text.slice(Math.max(0, start - 4), start))
      const usual = weight === 2 && !SELDOM_FAMILIAR.has(familiar)
      // 老李家 is cut as 老|李家: then the place must be a name's too.
      if (endsWord ? placed || usual : placed && usual) {
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

/** Titles of one character or with a meaning of their own stand only where the word ends. */
const SHORT_TITLE = /^(?:总|工|董|家|氏|某|[姐哥叔婶嫂姨爷伯]|中介|会计|司机|保安|房东|同学|同志)$/

function titleStands(text: string, words: Word[], i: number, surname: string, title: string, after: number): boolean {
  const whole = words[i]!
  // 高总 is cut apart, 马上 or 平安 is one word: the dictionary knows better than a list.
  if (whole.end > after && whole.end !== after + title.length) return false
  if (title === '家') return false
  const next = text.slice(after + title.length, after + title.length + 4)
  const before = text.slice(Math.max(0, whole.start - 8), whole.start)
  if (isGrammar(surname) && !(/^(?:先生|女士|小姐|师傅|阿姨|老板|经理|某)/.test(title) && LEFT_EDGE.test(before)))
    return false
  if (SHORT_TITLE.test(title)) {
    // 施工, 董事: the dictionary has it as a word.
    if (whole.end > after && title.length === 1) return false
    const unsure = surname.length === 1 && surnameWeight(surname) === 1
    return RIGHT_EDGE.test(next) && (!unsure || LEFT_EDGE.test(before)) && wordEndsAt(words, after + title.length)
  }
  // 养老金哥哥拿去: behind another word a doubtful surname is the end of that word.
  if (surname.length === 1 && surnameWeight(surname) === 1) return LEFT_EDGE.test(before) || ROLE_BEFORE.test(before)
  return true
}

function surnameAt(text: string, start: number): string | undefined {
  const two = text.slice(start, start + 2)
  if (COMPOUND_SURNAMES.has(two)) return two
  return surnameWeight(text[start] ?? '') ? text[start] : undefined
}

/** Words that lead to a name and say nothing of who it is. */
const NO_ROLE = /^(?:姓名|名字|户名|本人|我叫|名叫|叫做?|我是|就是|即)$/

/** The role said right before, as a field to spread. */
export const withRole = (text: string, start: number) => {
  const role = roleBefore(text, start)
  return role && !NO_ROLE.test(role) ? { role } : {}
}

/** 陈建国, 王芳, 欧阳明: a surname, a given name of one or two characters, and a place where a name stands. */
export function readName(text: string, words: Word[], i: number): FoundPerson | undefined {
  const word = words[i]!
  const surname = surnameAt(text, word.start)
  if (!surname) return undefined
  const after = word.start + surname.length
  let best: (FoundPerson & { score: number }) | undefined
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
  // 丁娟家的狗: 家 is the household.
  if (given.length === 2 && given[1] === '家' && /^[的里门人养那和都也又有把是在（(]/.test(text.slice(end)))
    return undefined
  const head = text.slice(Math.max(0, word.start - 8), word.start)
  const role = ROLE_BEFORE.exec(head)?.groups
  const left = LEFT_EDGE.test(head)
  const right = RIGHT_EDGE.test(text.slice(end, end + 4))
  const sure = surname.length > 1 || surnameWeight(surname) === 2
  const usual = weight === given.length
  const common = isNoName(surname + given) || (isGrammar(surname) && isNoName(surname + given[0]))
  if ((common || isNoGiven(given)) && !role?.mark) return undefined
  if (!role && !left && !(sure && usual)) return undefined
  // 东方名府, 南宫门: as often the name of a place.
  if (surname.length > 1 && !role && !(usual && right)) return undefined
  // 单立人 is spelt of single characters, 时|成立 ends in a word: only the first is a name.
  const spelt = given.length === 2 && left && right && (wordFrom(words, word.start + surname.length)?.end ?? 0) < end
  if (
    !sure &&
    !role?.mark &&
    (!usual || !(left || role) || (isGrammar(surname) && !spelt && !(role && right && given.length === 2)))
  )
    return undefined
  const placeholder = /^[张李王赵][三四五六]$/.test(surname + given)
  let score = surname.length > 1 ? 3 : surnameWeight(surname)
  // The surname opens a word of the dictionary (高兴, 周末, 金额): only a role before it makes a name of it.
  if (word.end > word.start + surname.length && !(placeholder && word.end === end)) {
    // 赵国 of 赵国强 is a word too; the place must then be one where names stand.
    const across = word.end < end && sure && usual && (left || role) && right
    const acting = word.end === end && sure && usual && left && PERSON_ACTS.test(text.slice(end, end + 6))
    if (!across && !acting && (!role || word.end > end || (!role.mark && !(sure && usual)))) return undefined
    score -= word.end === end ? 1 : 2
  }
  // A name the dictionary cuts wrongly still has its edges: 唐凤|英也.
  if (!wordEndsAt(words, end)) score -= usual && right && (left || role) ? 0.8 : 3
  // 丁伟将于: what follows a name, not its end.
  if (given.length === 2 && /[将亦即均便未都]/.test(given[1]!)) score -= 3
  if (!sure && given.length === 1 && !role) score -= 1.5
  score += usual || placeholder ? 2 : weight > 0 ? 0.5 : -1
  if (role) score += 3
  if (left) score += 1
  score += right ? 1.5 : -1
  // Two characters the dictionary takes as one word (建国, 志强) are one given name; half of it is none.
  const next = wordFrom(words, word.start + surname.length)
  if (next && next.end - next.start === 2) score += given.length === 1 ? -2 : usual ? 0.5 : 0
  if (given.length === 2) score += 0.4
  return score
}

/** 请老邵到 is cut as 请老|邵: a familiar name across words, where both its edges are a name's. */
function familiarInside(text: string, start: number): FoundPerson | undefined {
  const surname = text[start + 1] ?? ''
  const name = text.slice(start, start + 2)
  if (!FAMILIAR.test(name) || surnameWeight(surname) !== 2 || NOT_FAMILIAR.has(name) || SELDOM_FAMILIAR.has(name))
    return undefined
  if (!LEFT_EDGE.test(text.slice(Math.max(0, start - 4), start)) || !RIGHT_EDGE.test(text.slice(start + 2, start + 6)))
    return undefined
  return { start, end: start + 2, name, surname, ...withRole(text, start), confidence: 0.65 }
}

/** 找陈老伯 cut as one word, or a surname with its title behind a small word. */
export function readInside(text: string, word: Word): FoundPerson | undefined {
  for (let k = word.start + 1; k < word.end; k++) {
    const familiar = familiarInside(text, k)
    if (familiar) return familiar
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
