import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { addRecord, openCase } from '../../src/cases/index.ts'
import { draftDocument } from '../../src/drafting/index.ts'
import { loadKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'
import { machine, timed, writeTable } from './measure.ts'

const CASES = resolve(import.meta.dirname, '../../src/testing/cases')
const ROUNDS = 10

type Worked = {
  subtype: string
  said: string
  parties: { role: 'applicant' | 'respondent'; name: string }[]
  records: { at: string; by: string; text: string; party?: string; visibility?: 'shared' | 'caucus' }[]
}

/** Latency of drafting an agreement from a worked case's records on the built-in engine. */
export async function bench(): Promise<void> {
  const ctx = await testContext()
  await loadKnowledge(ctx)
  const cases: string[] = []
  for (const file of readdirSync(CASES).sort()) {
    const { subtype, said, parties, records } = parse(readFileSync(join(CASES, file), 'utf8')) as Worked
    const opened = await openCase(ctx, { statement: said, disputeType: subtype, parties })
    for (const { at, by, text, party, visibility } of records) {
      const partyId = opened.parties.find((p) => p.role === party)?.id
      await addRecord(ctx, { caseId: opened.id, at, by, text, visibility, party: partyId })
    }
    cases.push(opened.id)
  }
  const timing = await timed(Array.from({ length: ROUNDS }, () => cases).flat(), (caseId) =>
    draftDocument(ctx, { caseId, form: 'agreement' }),
  )
  writeTable(
    'draft',
    `An agreement drafted from a case's records, over our own cards: p50 ${timing.p50.toFixed(0)} ms, p95 ${timing.p95.toFixed(0)} ms (${machine()}).`,
  )
  await ctx.close()
}
