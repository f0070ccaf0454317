import { findValues } from './corrections.ts'
import { bothSides, claims, offers, type Reading, rankOf } from './facts.ts'
import { findAmounts } from './quantities.ts'
import type { CaseRecord } from './read.ts'
import { narrow, sentencesOf } from './sentences.ts'
import { agreementStart, type Clause } from './settlement.ts'
import { unsettledSums } from './weigh.ts'

/** Sentences of the shared records that tell what happened on good ground: formal records and what both sides confirm. */
export type Proven = { text: string; recordId: string; at: string; by: string; both: boolean }

export function provenSentences({ records, facts, settlement, corrections, file, names }: Reading): Proven[] {
  const settled = settlement.clauses
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  const barred = unsettledSums({ facts })
  const named = new Set(settlement.clauses.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  const terms = settlement.clauses.map(({ text }) => text)
  const superseded = new Set(facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return records
    .filter(
      ({ id, by, at }) =>
        !settlement.replaced.includes(id) &&
        id !== file.records[0]?.id &&
        !/群|聊天/.test(by) &&
        (settled === undefined || at <= settled),
    )
    .flatMap((record) => {
      const signed = bothSides.test(record.text)
      return sentencesOf(narrow(record.text).slice(0, agreementStart(record)))
        .filter(({ text }) => !attendance.test(text) && !told(text, names))
        .flatMap(({ text }) =>
          text
            .replaceAll(/\([^)]*(?:自述|自称|原|误|颠倒|录入)[^)]*\)/g, '')
            // 甲开头要3万,经核对…: the reckoning stands apart from what was asked for before it.
            .split(/(?<=[;])|(?<=,)(?=经[^,。]{0,10}(?:算|核|查|对)[^,]{0,4},|(?:核对|算)下来)/)
            .map((part) => part.trim().replace(/[;。]+$/, '')),
        )
        .filter((text) => text.length >= 8)
        .filter(
          (text) =>
            rankOf(record, text) === 'formal' ||
            (bothSides.test(text) && !record.party) ||
            explains(text, record, settlement.clauses),
        )
        .filter(
          (text) =>
            !(procedural.test(text) && !explains(text, record, settlement.clauses)) &&
            !claims.test(text) &&
            !reckoned.test(text) &&
            !offers.test(text) &&
            !quoted.test(text) &&
            !talk.test(text),
        )
        .filter((text) => !terms.some((term) => overlap(text, term)))
        .filter((text) =>
          findAmounts(text).every(({ fen, approx }) => !approx && !barred.has(fen) && !superseded.has(fen)),
        )
        .filter(
          (text) => !corrections.some(({ recordId, sentence }) => recordId === record.id && sentence.includes(text)),
        )
        .filter((text) => signed || !flow.test(text) || findAmounts(text).some(({ fen }) => named.has(fen)))
        .map((text) => withoutWrong(text, record, corrections))
        .filter((text) => text.length >= 6)
        .map((text) => ({ text, recordId: record.id, at: record.at, by: record.by, both: bothSides.test(text) }))
    })
}

/** Who came, when and where: no matter of fact of the dispute. */
const attendance =
  /^(?:[问答][:])|^(?:时间|地点|到场(?:人员)?|参加(?:人|人员)?|出席|在场|主持人|记录人|当事人|调解员|第[一二三四五六]次调解)\s*[:,]/
/** Money that went to and fro before: told where both sides confirm it or the terms build on it. */
const flow = /已(?:经)?(?:付|支付|还|退|报销|垫付|领取|交)|付过|还过|报销|垫付|代收|预付/

/** 为4月30日,非4月29日: the wrong value is not told again. */
function withoutWrong(text: string, { id, at }: CaseRecord, corrections: Reading['corrections']): string {
  const wrong = findValues(text, at, 'past').filter((value) =>
    corrections.some((it) => it.recordId === id && it.wrong && it.kind === value.kind && it.wrong.key === value.key),
  )
  if (wrong.length === 0) return text
  let place = 0
  return text
    .split(/(?<=[,;])/)
    .filter((piece) => {
      const from = place
      place += piece.length
      return !wrong.some(({ start }) => start >= from && start < place)
    })
    .join('')
    .replace(/[,;]+$/, '')
}

/** What one asks for or works out for oneself in a paper. */
const reckoned =
  /请(?:按|求|予|依)|精神(?:损失|抚慰)|(?:按|照)[^,。;]{1,14}(?:算|计算)(?!得)|没来登记|未(?:来)?登记|(?:本案|本次)[^,。]{0,4}(?:不|无关)/
/** 李红补充:…, 周某说明:…: one side's word in another's record. */
const told = (text: string, names: Reading['names']): boolean => {
  // 都到了、受邀参加的有: who sat at the table.
  if (/(?:都|均)?(?:到场|到了|在场|来了|都在|都到)(?:[,。;]|$)|受邀|列席|视频(?:参加|接入)/.test(text)) return true
  const lead = /^([^,。:]{2,16}?)(?:补充|说明|反映|口述|来电|回复|答复|陈述|讲|称|说|留言|表示|认为)?[:]/.exec(text)
  return lead !== null && names.find(lead[1]!).length > 0 && !/账|单|收据|证|鉴定|核/.test(lead[1]!)
}

/** 116200元无异议, 由物业提取34860元, then 返还81340元: what is taken off on the way to the sum that was settled, told where it was settled. */
function explains(text: string, record: CaseRecord, clauses: Clause[]): boolean {
  const own = clauses.filter(({ recordIds }) => recordIds.includes(record.id))
  if (own.length === 0 || !/同意|确认|认可|核减|扣除|提取|承担/.test(text)) return false
  const sums = own.flatMap((clause) => findAmounts(clause.text)).map(({ fen }) => fen)
  const before = findAmounts(narrow(record.text)).map(({ fen }) => fen)
  return findAmounts(text).some(({ fen, approx }) => !approx && before.some((whole) => sums.includes(whole - fen)))
}

const procedural =
  /^(?:时间|地点|参加人|主持人|记录人|当事人|调解员|结果)[:]|到场|列席|签(?:字|名)确认?$|核对无误$|达成|(?<!双方|各方|三方|均)同意|协商|(?:经|在|参加|接受|组织|主持|申请|进行|本次|再次)[^,。]{0,6}调解|调解(?:员)?(?:主持|宣读|告知|询问|释明|结果|过程|建议|方案|室|中)|作废|证号|身份证|尾号|信用代码|打电话|通话|委托书|不纳入|撤回|放弃|无关|^\S{0,6}签字/
const quoted = /(?:称|说|表示|认为|反映|解释|强调|坚持|自述|质问|答应|希望)/
const talk = /不对|不准|有误|错了|[?!]|我|你|吧|呢|啊|嘛/
const overlap = (text: string, term: string): boolean =>
  term.includes(text) || text.includes(term) || (text.length >= 10 && term.includes(text.slice(0, 10)))
