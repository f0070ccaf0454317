import { z } from 'zod'
import { type Reading, rankOf } from './facts.ts'
import { findAmounts, readNumeral, yuanOf } from './reading/quantities.ts'
import { sentencesOf } from './reading/sentences.ts'
import { readSums } from './reading/sums.ts'
import { callsWrong } from './stale.ts'

/** The transfer fee of a family's land: what fell due, who took it, what was handed on, what is left. Money in fen. 家庭台账(流转费) */
export const Ledger = z.object({
  areaMu: z.number(),
  priceFen: z.number().int(),
  years: z.number().int(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  dueFen: z.number().int(),
  /** The party who collected it for the household. */
  collectedBy: z.string().optional(),
  /** Handed on, or laid out for the household and acknowledged where it was settled. */
  handedFen: z.number().int(),
  balanceFen: z.number().int(),
  steps: z.array(z.object({ label: z.string(), formula: z.string(), value: z.string() })),
  recordIds: z.array(z.string()),
  /** Totals that records give and that do not come to area × price × years. 冲突并列 */
  conflicts: z.array(z.object({ text: z.string(), amountFen: z.number().int(), recordId: z.string(), by: z.string() })),
})
export type Ledger = z.infer<typeof Ledger>

const matter = /流转|承包地|承包田|租田|田租|地租|土地租金/
const area = /(\d+(?:\.\d+)?|[一二三四五六七八九十两]+)\s*亩/
const span = /(20\d{2})年?\s*(?:至|到|-|—|~|、)+\s*(20\d{2})年(?!\d)/
const count = /([一二三四五六七八九十两]+|\d{1,2})年(?:间|来|的)?(?:合计|共计|共|总共|流转费)/
const taken = /代领|代收|领走|领取|领去|收走|收去|代为(?:领|收)/

/**
 * Reads the ledger of a land's transfer fee from formal records, and reckons it again: area × price × years. Hearsay about it
 * is listed beside it, never used. Undefined where no formal record gives area and price together.
 */
export function readLedger({
  records,
  names,
  settlement,
}: Pick<Reading, 'records' | 'names' | 'settlement'>): Ledger | undefined {
  const told = records.filter(({ text, by }) => matter.test(`${by}${text}`))
  for (const record of told) {
    const sentence = sentencesOf(record.text).find(
      ({ text }) => area.test(text) && perMu(text) !== undefined && rankOf(record, text) === 'formal',
    )
    if (!sentence) continue
    const { text } = sentence
    const areaMu = numberFrom(area.exec(text)![1]!)
    const priceFen = perMu(text)!
    const [from, to] = span.exec(text)?.slice(1).map(Number) ?? []
    const years = from && to ? to - from + 1 : (readNumeral(count.exec(text)?.[1] ?? '') ?? 1)
    if (areaMu === undefined || years < 1 || years > 60) continue
    // 6.8亩系误算: an area that a later record calls wrong bears no reckoning.
    if (records.some((later) => later.at > record.at && callsWrong(later.text, areaMu, '亩'))) continue
    const dueFen = Math.round((Math.round(areaMu * 1_000) * priceFen * years) / 1_000)
    const collectedBy = collector(record.text, names)
    const handedFen = handedOn({ records, settlement })
    const balanceFen = dueFen - handedFen
    return {
      areaMu,
      priceFen,
      years,
      from,
      to,
      dueFen,
      collectedBy,
      handedFen,
      balanceFen,
      steps: [
        { label: '应收流转费', formula: `${areaMu}亩×${yuanOf(priceFen)}/亩·年×${years}年`, value: yuanOf(dueFen) },
        ...(handedFen > 0
          ? [{ label: '结余', formula: `${yuanOf(dueFen)}-${yuanOf(handedFen)}`, value: yuanOf(balanceFen) }]
          : []),
      ],
      recordIds: [record.id],
      conflicts: told.flatMap((other) =>
        findAmounts(other.text)
          .filter(
            ({ fen, rate, start }) =>
              !rate &&
              fen !== dueFen &&
              /(?:合计|共|总|领(?:走|去)?|应收)[^,。;\d]{0,8}$/.test(
                other.text.slice(Math.max(0, start - 14), start),
              ) &&
              !settlement.clauses.some(({ recordIds }) => recordIds.includes(other.id)),
          )
          .map(({ raw, fen }) => ({ text: raw, amountFen: fen, recordId: other.id, by: other.by })),
      ),
    }
  }
  return undefined
}

const numberFrom = (raw: string): number | undefined => (/^\d/.test(raw) ? Number(raw) : readNumeral(raw))

/** The yearly price of one 亩, as a sentence gives it. */
const perMu = (text: string): number | undefined =>
  (
    findAmounts(text).find(({ rate, start, end }) => rate && /亩/.test(text.slice(Math.max(0, start - 8), end + 6))) ??
    findAmounts(text).find(({ start }) =>
      /(?:每亩|亩(?:单)?价)[^,。;\d]{0,6}$/.test(text.slice(Math.max(0, start - 10), start)),
    )
  )?.fen

function collector(text: string, names: Reading['names']): string | undefined {
  const piece = text.split(/[,。;\n]/).find((it) => taken.test(it) && names.find(it).length > 0)
  return piece && names.find(piece)[0]?.party.id
}

/** What was taken off where the matter was settled: 扣除其已垫付的5300元. */
function handedOn({ records, settlement }: Pick<Reading, 'records' | 'settlement'>): number {
  const sessions = records.filter(({ id }) => settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
  const sums = sessions.flatMap((record) =>
    sentencesOf(record.text)
      .filter(({ text }) => matter.test(text) || /台账/.test(text))
      .flatMap(({ text }) => readSums(text, record.at).filter(({ role }) => role === 'deducted')),
  )
  return [...new Set(sums.map(({ fen }) => fen))].reduce((sum, fen) => sum + fen, 0)
}
