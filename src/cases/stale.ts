import type { Reading } from './facts.ts'
import type { CaseRecord } from './read.ts'
import { pairsOf } from './reading/pairs.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'

// Figures of the facts that later records put right, in whatever words.

const units =
  '万元|元|块钱|块|㎡|平方米?|平米?|亩|公分|厘米|毫米|米|个月|个工|工日|天|小时|课时|节|次|张|台|件|笔|公斤|斤|吨|期|人|户|片|扇|根|棵|株|只|头|条|处|道|套|把|辆|盏|樘'
const measured = new RegExp(
  `(?<![\\d.A-Za-z年月-])(\\d+(?:\\.\\d+)?)\\s*(?:(${units})(?!号|楼|幢)|(?=[,。;、)/]|$))`,
  'g',
)
const same: Record<string, string> = {
  公分: '厘米',
  平方米: '㎡',
  平方: '㎡',
  平米: '㎡',
  平: '㎡',
  块钱: '元',
  块: '元',
}

/** What stands before the number of a card, a door, a call. */
const numbers = /(?:尾号?|末四位|后四位|[卡行折社]|号码?|账号|电话|手机|[幢栋楼])(?:的|是|为|:|\s){0,2}$/

type Figure = { n: string; unit: string; start: number; end: number }

/** The figures of a text that count or measure; a bare one of three digits and more is money. */
const figuresIn = (text: string): Figure[] =>
  [...text.matchAll(measured)].flatMap(({ 0: raw, 1: n, 2: of, index }) => {
    if (!of && numbers.test(text.slice(0, index))) return []
    const unit = of ? (same[of] ?? of) : Number(n) >= 100 ? '元' : ''
    return unit ? [{ n: String(Number(n)), unit, start: index, end: index + raw.length }] : []
  })

/** What is said of a figure that was wrong, right before it or behind. */
const wrongBefore =
  /(?:不是|并非|而非|误(?:写|记|报|算|登|录|抄|作|认)?(?:为|成|作)?|[写报记说看算登填录抄]成(?:了)?|前面(?:那个|说的?|报的?|写的?)?|(?:原来?|先前|当初|起初)(?:报|写|记|登记|算|说)?的?|上表的?|[报加写记算]的)$/
const wrongBehind =
  /^[^,;。]{0,10}(?:(?:系|是|为|属)(?:旧|误|笔误|口误|估|抄|录)|[录写记算弄搞看数漏加报抄打]错|有误|不作数|不算(?:数)?|作废|划掉|颠倒|[打写记]反|不对|剔除|以[^,。]{0,8}为准)/
/** Whether a text says of a figure with its unit that it was wrong. */
export const callsWrong = (text: string, value: number, unit: string): boolean =>
  sentencesOf(narrow(text)).some(({ text: said }) =>
    figuresIn(said).some(
      (it) =>
        Number(it.n) === value &&
        it.unit === unit &&
        (wrongBehind.test(said.slice(it.end)) || wrongBefore.test(said.slice(0, it.start))),
    ),
  )
/** Who looks again, reckons again or says which figure holds. */
const again =
  /复[测核量敲查验秤点算]|重(?:新)?[算量测数核敲点称]|再[敲量测数核点算]|逐[片块张笔项]|更正|勘误|为准|应为|应是|实为|实际[是为]|作废|划掉|看错|颠倒/

/** The words a figure is told of: those before it in its sentence, and right behind. */
function aboutOf(text: string, { start, end }: Figure, names: Reading['names']): Set<string> {
  const from = Math.max(0, start - 24)
  const around = [text.slice(from, start), text.slice(end, end + 8)]
  // Whose it is does not say what it is.
  return new Set(
    around.flatMap((it) =>
      names
        .find(it)
        .reduceRight((out, place) => `${out.slice(0, place.start)}.${out.slice(place.end)}`, it)
        .split(/[^\p{Script=Han}]+/u)
        .flatMap((run) => [...pairsOf(run)]),
    ),
  )
}

/**
 * Whether a sentence of the facts has a figure that no longer stands: another sentence of the same or a later record calls it
 * wrong, or somebody looked again and gives another figure of the same kind for the same thing, and no term has the first.
 */
export function isStale(
  text: string,
  record: CaseRecord,
  { records, settlement, names }: Pick<Reading, 'records' | 'settlement' | 'names'>,
): boolean {
  const held = new Set(
    settlement.clauses.flatMap((clause) => figuresIn(narrow(clause.text)).map(({ n, unit }) => n + unit)),
  )
  const own = figuresIn(text).filter(({ n, unit }) => !held.has(n + unit))
  if (own.length === 0) return false
  const settling = new Set(settlement.clauses.flatMap(({ recordIds }) => recordIds))
  const later = records
    .filter(({ at }) => at >= record.at)
    .flatMap((other) => sentencesOf(narrow(other.text)).map((it) => ({ other, said: it.text })))
  return own.some((figure) => {
    const { n, unit } = figure
    if (later.some(({ said }) => callsWrong(said, Number(n), unit))) return true
    const about = aboutOf(text, figure, names)
    return later.some(({ other, said }) => {
      // What is to be looked at again once the work is done is a term.
      if (other.id === record.id || settling.has(other.id) || !again.test(`${other.by},${said}`)) return false
      const theirs = figuresIn(said)
      if (theirs.some((it) => it.n === n && it.unit === unit)) return false
      return theirs.some(
        (it) =>
          it.unit === unit &&
          (held.has(it.n + unit) || again.test(said)) &&
          [...aboutOf(said, it, names)].filter((pair) => about.has(pair)).length >= 2,
      )
    })
  })
}
