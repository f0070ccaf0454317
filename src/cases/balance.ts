import { z } from 'zod'
import type { Reading } from './facts.ts'
import { findValues } from './reading/corrections.ts'
import { pairsOf } from './reading/pairs.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'
import { mended } from './settlement/wording.ts'

/** What a side said, and whether a text about the case tells it. 陈述 */
export const Statement = z.object({
  recordId: z.string(),
  at: z.string(),
  by: z.string(),
  quote: z.string(),
  covered: z.boolean(),
  /** The line of the text that tells it. */
  line: z.string().optional(),
})
export type Statement = z.infer<typeof Statement>

/** A word that takes sides: where it stands, whom it is about, why it leans, and what to write instead. */
export const LoadedWord = z.object({
  word: z.string(),
  where: z.string(),
  sentence: z.string(),
  reason: z.string(),
  suggestion: z.string(),
  about: z.string().optional(),
  name: z.string().optional(),
})
export type LoadedWord = z.infer<typeof LoadedWord>

/** How evenly a text treats the sides of a case. 中立体检 */
export const Balance = z.object({
  parties: z.array(
    z.object({
      partyId: z.string(),
      name: z.string(),
      role: z.string(),
      statements: z.array(Statement),
      covered: z.number().int(),
      omitted: z.number().int(),
      /** Covered of all, 0 to 1; absent where the side said nothing. */
      share: z.number().optional(),
    }),
  ),
  loaded: z.array(LoadedWord),
  /** The side the text leans to, and why; absent where it keeps the balance. */
  lean: z
    .object({ toward: z.enum(['applicant', 'respondent']), names: z.string(), why: z.array(z.string()) })
    .optional(),
})
export type Balance = z.infer<typeof Balance>

/** A line of a text under check. `printed`: words of the form itself, which speak of nobody. */
export type WeighedLine = { where: string; text: string; printed?: boolean }

const chatter =
  /^(?:好的?|嗯|哦|对|是的|谢谢|收到|在吗|您好|你好)[。,!?]?$|说错|记错|写错|搞错|更正|笔误|截图|\[[^\]]*\]/
const sides = ['applicant', 'respondent'] as const

/** Weighs a text against what the parties said in the records both sides may read. Pure. */
export function balanceOf(reading: Reading, lines: WeighedLine[]): Balance {
  const telling = lines
    .filter(({ printed }) => !printed)
    .map(({ text, where }) => ({ where, ...markedOf(text, reading) }))
  const all = new Set(telling.flatMap(({ pairs }) => [...pairs]))
  const parties = reading.identities
    .filter(({ role }) => sides.includes(role as 'applicant'))
    .map(({ partyId, name, role }) => {
      const statements = statementsOf(reading, partyId).map((said): Statement => {
        const line = tellerOf(said.quote, telling, all, reading)
        return { ...said, covered: line !== undefined, line: line?.text }
      })
      const covered = statements.filter((it) => it.covered).length
      return {
        partyId,
        name,
        role,
        statements,
        covered,
        omitted: statements.length - covered,
        ...(statements.length > 0 && { share: covered / statements.length }),
      }
    })
  const loaded = lines.filter(({ printed }) => !printed).flatMap((line) => loadedIn(line, reading))
  return { parties, loaded, lean: leanOf(parties, loaded) }
}

/** What a party said of the matter, in its own shared records; what it took back, and orders to the drafter, are left out. */
function statementsOf(reading: Reading, partyId: string): Omit<Statement, 'covered' | 'line'>[] {
  const { records, facts, settlement } = reading
  const orders = new Set(settlement.orders.map(({ text }) => text))
  const back = facts.filter(({ status }) => status === 'corrected')
  return records
    .filter(({ party }) => party === partyId)
    .flatMap((record) =>
      sentencesOf(record.text)
        .flatMap(({ text }) => text.split(/(?<=[;])/))
        .map((text) => text.trim())
        .filter((text) => pairsOf(text).size >= 4 && !chatter.test(text) && !orders.has(text))
        .filter((text) => !back.some((fact) => fact.recordId === record.id && text.includes(fact.text)))
        .map((text) => ({
          recordId: record.id,
          at: record.at,
          by: record.by,
          quote: mended(text, record.at, reading, record.id).slice(0, 300),
        })),
    )
}

type Marked = { text: string; pairs: Set<string>; values: Set<string> }
const markedOf = (text: string, { file, names }: Reading): Marked => {
  const plain = narrow(text)
  // That both name the same party does not make them say the same.
  const nameless = names.all.reduce((rest, { name }) => rest.replaceAll(name, ' '), plain)
  return {
    text,
    pairs: pairsOf(nameless),
    values: new Set(findValues(plain, file.updatedAt).map(({ kind, key }) => `${kind}:${key}`)),
  }
}

/** The line that tells a statement: most of its words in one line, or its figures with some of its words, or all of it spread over the text. */
function tellerOf(quote: string, lines: Marked[], all: Set<string>, reading: Reading): Marked | undefined {
  const said = markedOf(quote, reading)
  const shared = (pairs: Set<string>) =>
    [...said.pairs].filter((pair) => pairs.has(pair)).length / Math.max(1, said.pairs.size)
  const best = lines.map((line) => ({ line, share: shared(line.pairs) })).toSorted((a, b) => b.share - a.share)[0]
  if (!best) return undefined
  if (best.share >= 0.5 || shared(all) >= 0.8) return best.line
  if (said.values.size === 0) return undefined
  return lines.find((line) => [...said.values].every((value) => line.values.has(value)) && shared(line.pairs) >= 0.2)
}

const loadedWords: [words: RegExp, reason: string, suggestion: string][] = [
  [
    /无赖|老赖|泼妇|骗子|败类|刁民|流氓|恶霸|小人|白眼狼|不要脸|没良心|道德败坏|素质低下|泼皮/g,
    '评价人格,不是陈述事实',
    '写这个人做了什么,不写他是什么人',
  ],
  [
    /恶意(?!串通)|故意刁难|蓄意|存心|居心叵测|无理取闹|胡搅蛮缠|蛮不讲理|撒泼|耍赖|敲诈|讹诈|讹人|碰瓷|得寸进尺/g,
    '推断动机,记录里查不出来',
    '只写行为和说过的话',
  ],
  [
    /狡辩|抵赖|谎称|扬言|编造|推诿|推脱|矢口否认|死不承认|装糊涂|百般阻挠|声称/g,
    '暗示这一方的话不可信',
    '改为“表示”“认为”“不同意”',
  ],
  [
    /显然|显而易见|众所周知|理亏|自知|自作自受|罪有应得|活该|毫无道理|明显(?:过错|有错|错误|违法|不当)|(?:过错|责任)(?:完全|全部|都)?在(?:于)?(?:申请人|被申请人|对方)/g,
    '替双方下了责任的结论',
    '写各方怎么说、证据是什么,责任由协议内容体现',
  ],
  [
    /通情达理|宽宏大量|深明大义|高风亮节|顾全大局|大度(?:地)?|善良/g,
    '褒扬一方等于贬低另一方',
    '删去评价,只写其同意的内容',
  ],
  [/居然|竟然|竟敢|悍然|公然|变本加厉|令人(?:发指|气愤|不齿)|恶劣|可怜/g, '带情绪的词', '删去,照事实写'],
]

function loadedIn({ where, text }: WeighedLine, { names }: Reading): LoadedWord[] {
  // A word inside a party's own name says nothing about anybody.
  const within = (sentence: string, at: number) =>
    names.all.some(({ name }) => {
      const place = sentence.lastIndexOf(name, at)
      return place >= 0 && at < place + name.length
    })
  return sentencesOf(narrow(text)).flatMap(({ text: sentence }) =>
    loadedWords.flatMap(([words, reason, suggestion]) =>
      [...sentence.matchAll(words)]
        .filter(({ index }) => !within(sentence, index))
        .map((match): LoadedWord => {
          const called = names.find(sentence)
          const about = called.findLast(({ end }) => end <= match.index) ?? called[0]
          const open = sentence.lastIndexOf('“', match.index)
          const quoted = open >= 0 && sentence.indexOf('”', open) > match.index
          return {
            word: match[0],
            where,
            sentence: sentence.slice(0, 200),
            reason: quoted ? `引用的原话${reason}` : reason,
            suggestion: quoted ? '改为转述意思,不照录伤人的话' : suggestion,
            about: about?.party.id,
            name: about?.name,
          }
        }),
    ),
  )
}

/** A side is left out where the other is told clearly more, or where loaded words stand about it alone. */
function leanOf(parties: Balance['parties'], loaded: LoadedWord[]): Balance['lean'] {
  const tally = (role: string) => {
    const own = parties.filter((party) => party.role === role)
    const said = own.reduce((sum, { statements }) => sum + statements.length, 0)
    const covered = own.reduce((sum, party) => sum + party.covered, 0)
    const words = loaded.filter(
      ({ about, reason }) => !/褒扬/.test(reason) && own.some(({ partyId }) => partyId === about),
    )
    return {
      names: own.map(({ name }) => name).join('、'),
      said,
      covered,
      share: said === 0 ? 0 : covered / said,
      words,
    }
  }
  const [a, b] = [tally('applicant'), tally('respondent')]
  const against = (one: typeof a, other: typeof a): string[] => [
    ...(one.said >= 2 && other.said >= 2 && other.covered - one.covered >= 2 && other.share - one.share >= 0.4
      ? [
          `写了${other.names}的${other.covered}条陈述(共${other.said}条),${one.names}的只写了${one.covered}条(共${one.said}条)`,
        ]
      : []),
    ...(one.words.length > 0 && other.words.length === 0
      ? [`带偏向的词(${[...new Set(one.words.map(({ word }) => word))].join('、')})只落在${one.names}身上`]
      : []),
  ]
  const [againstA, againstB] = [against(a, b), against(b, a)]
  if (againstA.length > againstB.length) return { toward: 'respondent', names: b.names, why: againstA }
  if (againstB.length > againstA.length) return { toward: 'applicant', names: a.names, why: againstB }
  return undefined
}
