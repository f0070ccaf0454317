import { bothSides, claims, offers, type Reading, rankOf } from './facts.ts'
import { findAmounts } from './quantities.ts'
import { narrow, sentencesOf } from './sentences.ts'
import { agreementStart } from './settlement.ts'
import { unsettledSums } from './weigh.ts'

/** Sentences of the shared records that tell what happened on good ground: formal records and what both sides confirm. */
export type Proven = { text: string; recordId: string; at: string; by: string; both: boolean }

export function provenSentences({ records, facts, settlement, corrections, file }: Reading): Proven[] {
  const barred = unsettledSums({ facts })
  const terms = settlement.clauses.map(({ text }) => text)
  const superseded = new Set(facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return records
    .filter(({ id, by }) => !settlement.replaced.includes(id) && id !== file.records[0]?.id && !/群|聊天/.test(by))
    .flatMap((record) =>
      sentencesOf(narrow(record.text).slice(0, agreementStart(record)))
        .flatMap(({ text }) => text.split(/(?<=[;])/).map((part) => part.trim().replace(/[;。]+$/, '')))
        .filter((text) => text.length >= 8)
        .filter((text) => rankOf(record, text) === 'formal' || (bothSides.test(text) && !record.party))
        .filter(
          (text) =>
            !procedural.test(text) &&
            !claims.test(text) &&
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
        .map((text) => ({ text, recordId: record.id, at: record.at, by: record.by, both: bothSides.test(text) })),
    )
}

const procedural =
  /^(?:时间|地点|参加人|主持人|记录人|当事人|调解员|结果)[:]|到场|列席|签(?:字|名)确认?$|核对无误$|达成|同意|协商|调解|作废|证号|身份证|尾号|信用代码|打电话|通话|委托书|不纳入|撤回|放弃|无关|^\S{0,6}签字/
const quoted = /(?:称|说|表示|认为|反映|解释|强调|坚持|自述|质问|答应|希望)/
const talk = /不对|不准|有误|错了|[?!]|我|你|吧|呢|啊|嘛/
const overlap = (text: string, term: string): boolean =>
  term.includes(text) || text.includes(term) || (text.length >= 10 && term.includes(text.slice(0, 10)))
