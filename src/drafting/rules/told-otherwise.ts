import { narrow, type Reading } from '../../cases/index.ts'
import { isFacts } from './facts.ts'
import { finding, type Rule } from './rule.ts'

/** One side's word: it proves nothing of what was found. */
const claimed = /称|说|讲|认为|主张|要求|觉得|提出/

const degrees: [string, RegExp][] = [
  ['全部', /(?:全部|完全|百分之百的?)(?:的)?(?:事故|赔偿|过错)*责任|全责/],
  ['主要', /主要(?:的)?(?:事故|赔偿|过错)*责任|主责/],
  ['同等', /(?:同等|对等|各半|一半)(?:的)?(?:事故|赔偿|过错)*责任|同责/],
  ['次要', /次要(?:的)?(?:事故|赔偿|过错)*责任|次责/],
  ['无', /(?:无|没有|不负|不承担|不用承担)(?:任何)?(?:的)?(?:事故|赔偿|过错)*责任|无责/],
]

/** How far each party is to blame by a text: 冉某负全部责任;练某无责任. */
function blameIn(text: string, names: Reading['names']): { partyId: string; degree: string; raw: string }[] {
  return narrow(text)
    .split(/[。;\n]/)
    .flatMap((sentence) => {
      const called = names.find(sentence)
      return called.flatMap(({ end, party }, i) => {
        const segment = sentence.slice(end, called[i + 1]?.start)
        const found = degrees.find(([, pattern]) => pattern.test(segment))
        return found && !claimed.test(segment) && !/对方/.test(segment)
          ? [{ partyId: party.id, degree: found[0], raw: found[1].exec(segment)![0] }]
          : []
      })
    })
}

const owing = /欠|没有?(?:发|付|交|给|缴)|未(?:发|付|交|支付|缴|给)/
const settled = /已(?:经)?(?:补)?(?:发|付|交|给|缴|结)|付清|结清/
/** The months for which something is owed by a text: 拖欠6月、7月两个月工资, 3月至5月没有付; not 6月15日. */
function monthsOwed(text: string): number[] {
  return narrow(text)
    .split(/[,;。\n]/)
    .filter((piece) => owing.test(piece) && !settled.test(piece) && !claimed.test(piece))
    .flatMap((piece) =>
      [
        ...piece.matchAll(
          /(?<!\d)(1[0-2]|[1-9])月?(?:份)?(?:(?:至|到|-)(?:(?:20\d{2}|次|当)年)?(1[0-2]|[1-9])月|(?<=月(?:份)?))(?!\d{1,2}[日号])/g,
        ),
      ].flatMap(([, from, to]) => {
        const [first, last] = [Number(from), Number(to ?? from)]
        return Array.from({ length: ((last - first + 12) % 12) + 1 }, (_, i) => ((first - 1 + i) % 12) + 1)
      }),
    )
}

/** D23: a fact somebody wrote that tells another share of the blame, or of other months owed, than the records found. 民诉解释356 */
export const toldOtherwise: Rule = ({ rest, reading }) => {
  const { records, names } = reading
  const blamed = records.flatMap(({ text }) => blameIn(text, names))
  const owed = new Set(records.flatMap(({ text }) => monthsOwed(text)))
  const found = (where: string, message: string) =>
    finding('D23', 'block', where, message, '核对记录:记录无误的按记录改正,另有依据的补充记录')
  return rest
    .filter((clause) => isFacts(clause) && clause.item.label === 'person')
    .flatMap(({ where, text }) => {
      const wrong = blameIn(text, names).find((it) => {
        const same = blamed.filter(({ partyId }) => partyId === it.partyId)
        return same.length > 0 && same.every(({ degree }) => degree !== it.degree)
      })
      const right = wrong && blamed.find(({ partyId }) => partyId === wrong.partyId)
      const months = owed.size > 0 ? monthsOwed(text).filter((month) => !owed.has(month)) : []
      return [
        ...(wrong && right ? [found(where, `“${wrong.raw}”与记录里的“${right.raw}”不一致`)] : []),
        ...(months.length > 0 ? [found(where, `记录里没有说${months[0]}月的也欠着`)] : []),
      ]
    })
}
