import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addRecord, type CaseDocument, openCase } from '../../src/cases/index.ts'
import type { Context } from '../../src/context.ts'
import { draftDocument, placeholdersIn } from '../../src/drafting/index.ts'

/** A case file with traps, and what its agreement must and must not say. `a|b` in a must-have is either. */
export type Trial = {
  id: string
  subtype: string
  receivedAt: string
  statement: string
  parties: {
    role: 'applicant'
    name: string
    idNumber?: string
    phone?: string
    address?: string
    kind?: 'person' | 'organization'
    details?: Record<string, string>
  }[]
  records: { at: string; by: string; text: string; visibility?: 'shared' | 'caucus'; party?: string }[]
  terms?: string[]
  mustHave: string[]
  mustNotHave: string[]
  /** Placeholders that must not stand, since the records have it. */
  noPlaceholder?: string[]
  placeholder?: string[]
  findings?: string[]
}

export const trials = (file: string): Trial[] =>
  readFileSync(resolve(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Trial)

/** Signs half-width, thousands without their commas; a comma between two sums stays. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<!\d),|,(?!\d)/g, '')

/** Whether a text says it; figures only where no digit stands beside them. */
export function says(text: string, words: string): boolean {
  const pattern = words
    .split('|')
    .map((one) => plain(one).replaceAll(/[.*+?^${}()[\]\\]/g, '\\$&'))
    .map((one) => (/^\d/.test(one) ? `(?<![\\d.])${one}` : one))
    // 3120.6 is 3120.60.
    .map((one) => (/\.\d+$/.test(one) ? `${one}0*` : one))
    .map((one) => (/[\d*]$/.test(one) ? `${one}(?!\\d)` : one))
    .join('|')
  return new RegExp(pattern).test(plain(text))
}

export type Score = {
  id: string
  document: CaseDocument
  missed: string[]
  leaked: string[]
  needless: string[]
  unasked: string[]
  unfound: string[]
  blocking: string[]
  ms: number
}

/** Walks one trial through the verbs: open, record, draft; and says what is missing and what should not be there. */
export async function tryOut(ctx: Context, trial: Trial): Promise<Score> {
  const file = await openCase(ctx, {
    statement: trial.statement,
    parties: trial.parties,
    disputeType: trial.subtype,
    receivedAt: trial.receivedAt,
  })
  for (const { party, ...record } of trial.records) {
    const id = party && file.parties.find(({ name }) => name === party)?.id
    await addRecord(ctx, { caseId: file.id, ...record, ...(id && { party: id }) })
  }
  const from = performance.now()
  const document = await draftDocument(ctx, { caseId: file.id, form: 'agreement', terms: trial.terms })
  const ms = performance.now() - from
  const open = placeholdersIn(document.text)
  const { text, findings } = document
  return {
    id: trial.id,
    document,
    missed: trial.mustHave.filter((words) => !says(text, words)),
    // 第一千一百六十五条 holds no sum.
    leaked: trial.mustNotHave.filter((words) => says(text.replaceAll(/第[零一二三四五六七八九十百千]+条/g, ''), words)),
    needless: (trial.noPlaceholder ?? []).filter((what) => open.some((one) => one.includes(what))),
    unasked: (trial.placeholder ?? []).filter((what) => !open.some((one) => one.includes(what))),
    unfound: (trial.findings ?? []).filter((rule) => !findings.some((it) => it.rule === rule)),
    blocking: findings
      .filter(({ level }) => level === 'block')
      .map(({ rule, where, message }) => `${rule} ${where} ${message}`),
    ms,
  }
}
