import {
  beijingDay,
  dayInWords,
  type Finding,
  findAmounts,
  findDays,
  narrow,
  type Reading,
  readObligations,
  widen,
  yuanOf,
} from '../cases/index.ts'
import type { Content, Item } from './content.ts'
import { composeAgreement } from './forms/agreement.ts'
import type { Offered } from './retrieve.ts'

const itemsOf = ({ sections }: Content, key: string): Item[] => sections.find((it) => it.key === key)?.items ?? []
/** The clause a line of 履行方式、时限 speaks of, from 0. */
const clauseOf = ({ text }: Item): number | undefined => {
  const n = /^第(\d{1,3})条/.exec(narrow(text))?.[1]
  return n === undefined ? undefined : Number(n) - 1
}

/**
 * Lets the lines of 履行方式、时限 follow the clauses a person changed: a clause's own line goes with it, a changed clause gets
 * its line anew. What a person wrote there stays as it is.
 */
export function followClauses(
  edited: Content,
  before: Content,
  { reading, offered }: { reading: Reading; offered: Offered },
): Content {
  const [clauses, old] = [itemsOf(edited, 'terms'), itemsOf(before, 'terms')]
  const same = clauses.length === old.length && clauses.every(({ text }, i) => text === old[i]!.text)
  if (same || !edited.sections.some(({ key }) => key === 'performance')) return edited
  const fresh = itemsOf(
    composeAgreement(
      {
        reading: { ...reading, settlement: { ...reading.settlement, clauses: [], outside: [] } },
        terms: clauses.map(({ text }) => text),
      },
      offered,
      edited.committee,
    ),
    'performance',
  )
  const kept = itemsOf(edited, 'performance').filter((item) => item.label === 'person' || clauseOf(item) === undefined)
  const machine = itemsOf(edited, 'performance').filter((item) => item.label !== 'person')
  const lines = clauses.flatMap(({ text }, i): Item[] => {
    if (kept.some((item) => clauseOf(item) === i)) return []
    const stood = old.findIndex((it) => it.text === text)
    const own = machine.find((item) => clauseOf(item) === stood)
    if (stood >= 0) return own ? [{ ...own, text: own.text.replace(/^第\d{1,3}条/, `第${i + 1}条`) }] : []
    return fresh
      .filter((item) => clauseOf(item) === i)
      .map((item) => {
        const text = widen(item.text)
        return machine.find((it) => it.text === text) ?? { ...item, text, refs: [`clause:${i + 1}`] }
      })
  })
  const items = [...lines, ...kept].toSorted(
    (a, b) => (clauseOf(a) ?? clauses.length) - (clauseOf(b) ?? clauses.length),
  )
  return {
    ...edited,
    sections: edited.sections.map((section) => (section.key === 'performance' ? { ...section, items } : section)),
  }
}

/** Lines of 履行方式、时限 that do not fit the clause they name, where a person wrote either (PLAN); and days that were over before anybody agreed (D06). */
export function planFindings(content: Content, { settlement, file, names }: Reading): Finding[] {
  const at = settlement.clauses.at(-1)?.at ?? file.updatedAt
  return [...contradictions(content, at), ...overdue(content, at, names)]
}

/** What is to be done by a day that lies before the settlement itself. */
function overdue(content: Content, at: string, names: Reading['names']): Finding[] {
  const texts = itemsOf(content, 'terms').map(({ text }) => narrow(text).replace(/。$/, ''))
  return readObligations(texts, at, names)
    .filter(({ dueOn, settled }) => !settled && dueOn !== undefined && dueOn < beijingDay(at))
    .map(({ clause, dueOn }) => ({
      rule: 'D06',
      level: 'warn' as const,
      where: `协议内容第${clause + 1}条`,
      message: `履行期限${dayInWords(dueOn!)}早于达成协议的日期`,
      fix: '核对年份和日期;已经履行的写明“已履行”',
    }))
}

function contradictions(content: Content, at: string): Finding[] {
  const clauses = itemsOf(content, 'terms')
  return itemsOf(content, 'performance').flatMap((item): Finding[] => {
    const n = clauseOf(item)
    if (n === undefined) return []
    const clause = clauses[n]
    const found = (message: string, fix: string): Finding => ({
      rule: 'PLAN',
      level: 'block',
      where: '履行方式、时限',
      message: `第${n + 1}条:${message}`,
      fix,
    })
    if (!clause) return [found('协议内容里没有这一条', '改正条号,或删去这一行')]
    if (item.label !== 'person' && clause.label !== 'person') return []
    const [line, text] = [narrow(item.text), narrow(clause.text)]
    return [
      ...strays(daysIn(text, at), daysIn(line, at)).map((day) =>
        found(`期限“${day}”与条款写的日期不一致`, '两处写成同一个日期'),
      ),
      ...strays(sumsIn(text), sumsIn(line)).map((sum) =>
        found(`金额“${sum}”与条款写的金额不一致`, '两处写成同一个金额'),
      ),
      ...strays(tailsIn(text), tailsIn(line)).map((tail) =>
        found(`账户尾号“${tail}”与条款写的不一致`, '两处写成同一个账户'),
      ),
      ...strays(meansIn(text), meansIn(line)).map((means) =>
        found(`支付方式“${means}”与条款写的不一致`, '两处写成同一种方式'),
      ),
    ]
  })
}

/** What the line says and the clause does not, where the clause says anything of the kind. */
const strays = (clause: string[], line: string[]): string[] =>
  clause.length === 0 ? [] : [...new Set(line.filter((value) => !clause.includes(value)))]

const daysIn = (text: string, at: string): string[] =>
  findDays(text, at, 'future').flatMap(({ kind, on }) => (kind === 'day' && on ? [on] : []))
const sumsIn = (text: string): string[] => findAmounts(text).map(({ fen }) => yuanOf(fen))
const tailsIn = (text: string): string[] =>
  [...text.matchAll(/(?:尾号|末四位|后四位)[^\d]{0,6}(\d{4})/g)].map((m) => m[1]!)
const means: [name: string, words: RegExp][] = [
  ['现金', /现金/],
  ['微信', /微信/],
  ['支付宝', /支付宝/],
  ['银行转账', /银行转账|转账|转入|汇(?:入|至|到|款)|打(?:入|到)|转至|对公/],
]
const meansIn = (text: string): string[] => means.flatMap(([name, words]) => (words.test(text) ? [name] : []))
