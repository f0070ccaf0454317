import { couldBeName } from '../../text/index.ts'
import type { Names } from '../reading/names.ts'
import { act, turnsAside } from './cues.ts'
import type { Heard } from './dialogue.ts'
import { SURE } from './terms.ts'
import { isTalk, type Turn, turnsOf } from './turns.ts'

/** The line of a text on which a place stands, counted from one. */
export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

type Line = { at: number; words: string; pieces: number[]; taken: boolean }

/** As many lines of a list have to be taken before what stands between them is. */
const FEWEST = 2
/** Who came and where, what one side wants, what is asked or turned down: no line of what was agreed. */
const noRow =
  /到场|在场|到齐|参加|列席|^(?:地点|时间)|主持|记录人|调解员|[?]|要求|主张|提出|想要|索赔|最多|顶多|只肯|一口价|不肯|不同意|不认|没谈|谈不|拒绝|暂|再说|另案|另行|见附|报价|原来|原先|起先|开头/
const figure = /(?<![\d.A-Za-z第])\d{3,7}(?:\.\d{1,2})?(?![\d.])|[一二两三四五六七八九十]万|[一二两三四五六七八九]千/
const owned =
  /(?:[两三四五六][家户方人]|双方|各方|大家|都|均|一致)[^,。;\d]{0,4}(?:认(?:可|了|账)?|同意|没意见|点头|敲定|定)/

/**
 * Rows of one list of which the reader took all but one, and the lines right above them in which all own up to a sum or each
 * has a share: they belong to what was agreed, unless they are turned down or left outside.
 */
export function withRowsBetween(text: string, pieces: readonly Heard[], names: Names): Heard[] {
  const result = [...pieces]
  const turns = turnsOf(pieces.map((piece) => piece.text))
  const listed = isList(turns)
  if (isTalk(turns) && !listed) return result
  const lines: Line[] = []
  pieces.forEach((piece, i) => {
    const at = lineOf(text, piece.start)
    if (lines.at(-1)?.at !== at) lines.push({ at, words: '', pieces: [], taken: false })
    const line = lines.at(-1)!
    line.words += piece.text
    line.pieces.push(i)
    line.taken ||= piece.term >= SURE
  })
  const given = lines.map(({ taken }) => taken)
  const fits = ({ words, pieces: own }: Line) =>
    words.length < 60 &&
    !noRow.test(words) &&
    !/[:]$/.test(words) &&
    turnsAside.every((it) => !it.test(words)) &&
    own.every((i) => pieces[i]!.outside < SURE)
  // 乙 20% 10800 where the rows below say what each is paid: told already.
  const isTold = ({ words }: Line) => {
    const said = words.match(new RegExp(figure, 'g')) ?? []
    return said.length > 0 && said.every((it) => lines.some((other) => other.taken && other.words.includes(it)))
  }
  const take = (line: Line) => {
    line.taken = true
    for (const i of line.pieces) result[i] = { ...pieces[i]!, term: 1 }
  }
  lines.forEach((line, i) => {
    const [before, after] = [lines[i - 1], lines[i + 1]]
    if (line.taken || !before?.taken || !after?.taken || before.at !== line.at - 1 || after.at !== line.at + 1) return
    const alike = [before, after].some((other) => shapeOf(other.words, names) === shapeOf(line.words, names))
    const says = figure.test(line.words) || (listed && act.test(line.words))
    if (alike && says && fits(line) && !isTold(line) && given.filter(Boolean).length >= FEWEST) take(line)
  })
  for (let i = lines.findIndex(({ taken }) => taken) - 1; i >= 0; i--) {
    const [line, below] = [lines[i]!, lines[i + 1]!]
    const follows = lines.slice(i + 1, i + 1 + FEWEST).every(({ taken }) => taken)
    if (!follows || lines.length < i + 1 + FEWEST || below.at !== line.at + 1 || !fits(line)) break
    const [own, next] = [line, below].map(({ words }) => shapeOf(words, names).split(' ')[0])
    const alike = own === next && (own === 'party' ? figure.test(below.words) : own === 'head' && listed)
    if (!figure.test(line.words) || !(alike || owned.test(line.words) || sharesIn(line.words, names) > 1)) break
    if (alike && isTold(line)) break
    take(line)
  }
  // 转让协议:作废 below the rows of such a list.
  lines.forEach((line, i) => {
    const above = lines[i - 1]
    if (!listed || line.taken || !above?.taken || above.at !== line.at - 1 || lines.slice(i + 1).some((it) => it.taken))
      return
    if (!/^head/.test(shapeOf(line.words, names)) || !fits(line)) return
    if (!figure.test(line.words) && !act.test(line.words)) return
    line.taken = true
    const [first] = line.pieces
    result[first!] = { ...pieces[first!]!, text: line.words, voice: undefined, term: 1 }
  })
  return result
}

/** 退款:…, 怎么付:…, 房租:…: labels that are nobody's voice, each of them once. */
function isList(turns: readonly Turn[]): boolean {
  const voices = turns.flatMap(({ labelled, voice }) => (labelled ? [voice] : []))
  const people = voices.filter((voice) => speakers.test(voice) || couldBeName(voice))
  return new Set(voices).size === voices.length && people.length * 2 < voices.length
}
const speakers = /^(?:[问答甲乙丙丁]|调|老|小|阿)|方$|公司|[师先女阿大].$|老板|经理|主任|书记/

/** How a line is built: what it begins with, and whether it has a sum. */
function shapeOf(words: string, names: Names): string {
  const [first] = names.find(words)
  const begins = first?.start === 0 ? 'party' : /^\s*\p{Script=Han}{1,8}\s*[:|—-]/u.test(words) ? 'head' : 'other'
  return `${begins} ${figure.test(words)}`
}

/** How many parties a line gives a sum each: 甲 18000 乙 6000. */
function sharesIn(words: string, names: Names): number {
  const surnames = names.all.filter(({ party }) => party.kind === 'person').map(({ name }) => name[0])
  const stretches = words.split(/(?<=\d(?:元)?)[\s,;、]+/)
  return stretches.filter(
    (it) =>
      figure.test(it) &&
      (names.find(it)[0]?.start === 0 || surnames.includes(/^\s*(\p{Script=Han})\s*\D{0,4}\d/u.exec(it)?.[1])),
  ).length
}
