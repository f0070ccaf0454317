import {
  asClause,
  beijingDay,
  type CaseRecord,
  datesInFull,
  dayInWords,
  findAmounts,
  mended,
  provenSentences,
  type Reading,
  sentencesOf,
  unsettledSums,
} from '../cases/index.ts'

/** A sentence of a summary with the records it rests on. */
export type Told = { text: string; recordIds: string[] }

const chatter =
  /^(?:好的?|嗯|哦|对|是的|谢谢|收到|在吗|您好|你好)[。,!]?$|说错|记错|写错|搞错|记岔|更正|有误|笔误|截图|图片|\[[^\]]*\]|请在协议|忽略以上/
const loaded = /无赖|老赖|泼妇|骗子|胡搅蛮缠|刁民|撒泼|不要脸|王八蛋|他妈/
const weight = /元|块|\d|要求|主张|同意|不同意|拒绝|承认|认可|愿意|漏|欠|赔|退|修|付|伤|合同|押金|工资|责任/

/** How the case began: who, with whom, about what, since when. */
export function opening({ file, identities, records }: Reading, cause?: string): Told {
  const called = (role: string) =>
    identities
      .filter((it) => it.role === role)
      .map(({ name }) => name)
      .join('、')
  const sides = [called('applicant'), called('respondent')].filter(Boolean).join('与')
  return {
    text: `${sides}${cause ? `因${cause}` : ''}发生纠纷,${dayInWords(beijingDay(file.receivedAt))}登记受理。`,
    recordIds: records[0] ? [records[0].id] : [],
  }
}

/** What each side holds, in its own latest words; figures it has corrected are left out. */
export function positions(reading: Reading, most: number): Told[] {
  const { file, records, names, facts } = reading
  const dropped = new Set(
    facts.filter(({ status }) => status === 'corrected').map(({ recordId, text }) => `${recordId}:${text}`),
  )
  return file.parties
    .filter(({ role }) => role === 'applicant' || role === 'respondent')
    .flatMap((party) => {
      const own = records.filter((record) => record.party === party.id)
      const told = own.flatMap((record) =>
        sentencesOf(record.text)
          .filter(({ text }) => text.length >= 6 && weight.test(text) && !chatter.test(text) && !loaded.test(text))
          .filter(
            ({ text }) =>
              ![...dropped].some(
                (key) => key.startsWith(`${record.id}:`) && text.includes(key.slice(record.id.length + 1)),
              ),
          )
          .map(({ text }) => ({ record, text })),
      )
      // The last words count most: a position moves.
      const kept = told.slice(-most)
      return kept.length === 0
        ? []
        : [
            {
              text: `${names.of(party.id)}表示:${kept.map(({ record, text }) => datesInFull(mended(text, record.at, reading, record.id), record.at, reading.names).replace(/[。!?]+$/, '')).join(';')}。`,
              recordIds: [...new Set(kept.map(({ record }) => record.id))],
            },
          ]
    })
}

/** What formal records and both sides establish. */
export const established = (reading: Reading, most: number): Told[] =>
  [...Map.groupBy(provenSentences(reading).slice(0, most), ({ recordId }) => recordId)].map(([recordId, group]) => ({
    text: `${group[0]!.by.replaceAll(/\([^)]*\)/g, '').trim()}(${dayInWords(beijingDay(group[0]!.at))}):${group.map(({ text, at }) => datesInFull(mended(text, at, reading, recordId), at, reading.names)).join(';')}。`,
    recordIds: [recordId],
  }))

/** What was agreed, clause by clause; where nothing was, where the matter stands. */
export function outcome(reading: Reading): Told[] {
  const { settlement, file, records } = reading
  if (settlement.clauses.length > 0) {
    return settlement.clauses.map((clause, i) => ({
      text: `${i === 0 ? '双方已谈成:' : ''}${short(asClause(clause.text, clause.at, reading))}。`,
      recordIds: clause.recordIds,
    }))
  }
  const last = records.findLast(({ text }) => /未(?:能)?达成|没(?:有)?谈(?:拢|成|妥)|再(?:作|做)?考虑|择日/.test(text))
  return last
    ? [{ text: `${dayInWords(beijingDay(last.at))}调解未达成一致。`, recordIds: [last.id] }]
    : [
        {
          text: `目前没有记录显示双方已达成协议,案件状态为${statusName(file.status)}。`,
          recordIds: records.at(-1) ? [records.at(-1)!.id] : [],
        },
      ]
}

/** Capitals are for the agreement; a summary reads easier without. */
const short = (text: string): string => text.replaceAll(/\(大写:[^)]*\)/g, '')

const names: Record<string, string> = {
  registered: '已登记',
  screening: '研判中',
  assigned: '已分派',
  accepted: '已受理',
  investigating: '调查中',
  mediating: '调解中',
  suspended: '中止',
  terminated: '已终止',
}
const statusName = (status: string): string => names[status] ?? '办理中'

/** Each record in a sentence or two, in the order of time. */
export function chronicle(reading: Reading): Told[] {
  const { records, settlement, facts } = reading
  const settled = new Set([...settlement.clauses.flatMap(({ recordIds }) => recordIds), ...settlement.replaced])
  const barred = unsettledSums({ facts })
  const corrected = new Set(facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return records
    .filter(({ id }) => !settled.has(id))
    .flatMap((record) => {
      const words = sentencesOf(record.text)
        .filter(({ text }) => text.length >= 6 && !chatter.test(text) && !loaded.test(text))
        .filter(({ text }) =>
          findAmounts(text).every(({ fen }) => !corrected.has(fen) && (record.party || !barred.has(fen))),
        )
        .slice(0, 3)
        .map(({ text }) =>
          datesInFull(mended(text, record.at, reading, record.id), record.at, reading.names).replace(/[。!?]+$/, ''),
        )
      return words.length === 0
        ? []
        : [
            {
              text: `${dayInWords(beijingDay(record.at))},${voiceOf(record, reading)}:${words.join(';')}。`,
              recordIds: [record.id],
            },
          ]
    })
}

const voiceOf = (record: CaseRecord, { names: called }: Reading): string =>
  record.party ? called.of(record.party) : called.exact(record.by)
