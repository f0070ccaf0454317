import {
  type CaseDocument,
  type CaseRecord,
  findAmounts,
  mended,
  type Reading,
  type SourceLabel,
  sentencesOf,
  unsettledSums,
} from '../../cases/index.ts'
import type { Content, Item, Section } from '../content.ts'
import type { Gathered } from '../gather.ts'
import { missing } from '../placeholder.ts'
import type { Offered } from '../retrieve.ts'

/** What a form is made from. `today` is the Beijing day of drafting, `documents` those the case has already. */
export type FormInput = {
  gathered: Gathered
  offered: Offered
  committee: string
  today: string
  documents: CaseDocument[]
  /** SHA-256 of each record's text, hexadecimal. */
  fingerprints?: ReadonlyMap<string, string>
}
/** A form without what all forms have alike. */
export type Filled = Pick<Content, 'sections' | 'signatures'> & { date?: string }
export type Filler = (input: FormInput) => Filled

/** A line of a form: its label and what is known, or what is still asked for. */
export const field = (
  label: string,
  value: string | undefined,
  refs: string[] = [],
  source: SourceLabel = 'record',
): Item => ({
  text: `${label}:${value || missing(label)}`,
  label: value ? source : 'template',
  refs,
})

/** A sentence of the form itself. */
export const printed = (text: string, form: string): Item => ({ text, label: 'template', refs: [`form:${form}`] })

/** A part of a form with its heading. */
export const part = (key: string, heading: string, items: Item[], numbered = false): Section => ({
  key,
  heading,
  numbered,
  items,
})

/** The rows of a form's table; the first is its heads. */
export const rows = (heads: string[], body: { cells: string[]; refs: string[]; label?: SourceLabel }[]): Section => ({
  key: 'table',
  heading: '',
  numbered: false,
  items: [
    { text: heads.join('\t'), label: 'template', refs: [] },
    ...body.map(
      ({ cells, refs, label = 'record' }): Item => ({
        text: cells.map((cell) => cell.replaceAll(/[\t\n]/g, ' ')).join('\t'),
        label,
        refs,
      }),
    ),
  ],
})

export const places = (...labels: string[]): Content['signatures'] =>
  labels.map((label, i) => ({ who: `place${i + 1}`, label }))

/** The dispute as a title says it: 甲与乙漏水纠纷; the wider kind where the narrow one is a list. */
export const causeOf = ({ cause, category }: Offered): string => {
  const plain = cause && !/[/、(]/.test(cause) ? cause : category
  return `${(plain ?? '民间').replace(/纠纷$/, '')}纠纷`
}

/** Names of those who stand in a role. */
export const called = ({ identities }: Reading, role: string): string =>
  identities
    .filter((it) => it.role === role)
    .map(({ name }) => name)
    .join('、')

/** What a party said in the records both sides may read, mended by its own later corrections; sums it took back are left out. */
export function saidBy(reading: Reading, partyId: string, most = 4): { text: string; refs: string[] } | undefined {
  const back = new Set(reading.facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  const told = reading.records
    .filter(({ party }) => party === partyId)
    .flatMap((record) =>
      sentencesOf(record.text)
        .filter(({ text }) => text.length >= 6 && !/说错|记错|写错|搞错|更正|请在协议|系统|忽略/.test(text))
        .map(({ text }) =>
          text
            .split(/(?<=[,;])/)
            .filter((words) => findAmounts(words).every(({ fen }) => !back.has(fen)))
            .join(''),
        )
        .filter((text) => text.length >= 6)
        .map((text) => ({ record, text: mended(text, record.at, reading, record.id).replace(/[。!?]+$/, '') })),
    )
    .slice(-most)
  return told.length === 0
    ? undefined
    : { text: told.map(({ text }) => text).join(';'), refs: [...new Set(told.map(({ record }) => record.id))] }
}

/** Records of what was seen and found, not of talk: inspections, receipts, certificates. 书证 */
export function papers({ records, settlement }: Reading): CaseRecord[] {
  const settled = new Set([...settlement.clauses.flatMap(({ recordIds }) => recordIds), ...settlement.replaced])
  return records.filter(
    ({ id, by, party }) =>
      !settled.has(id) &&
      (!party ||
        /合同|单|凭证|票|证明|病历|收据|收条|借条|欠条|照片|截图|录音|录像|视频|鉴定|报告|流水|公证/.test(by)) &&
      /记录|笔录|认定书|鉴定|检测|闭水|单|台账|流水|勘|核|票据|清单|回单|合同|证明|报告|公证|出警|收据|收条|借条|欠条|病历|登记|发票|凭证|照片|截图|录音|录像|视频/.test(
        by,
      ) &&
      !/调解|电话|微信|口述|背对背/.test(by),
  )
}

/** The records of mediation sessions, oldest first. */
export const sessions = ({ records }: Reading): CaseRecord[] =>
  records.filter(({ by, party }) => !party && /调解|约谈|协商/.test(by) && !/更正|核实/.test(by))

/** Whether a sum of a sentence was claimed or offered and never settled. */
export const unsettled = (reading: Reading, text: string): boolean => {
  const barred = unsettledSums(reading)
  return findAmounts(text).some(({ fen }) => barred.has(fen))
}

/** What a record says under a label of its own: 地点:…… */
export const labelled = (text: string | undefined, label: string): string | undefined =>
  new RegExp(`(?:${label})[:]\\s*([^。;\\n]{2,40})`).exec(text ?? '')?.[1]
