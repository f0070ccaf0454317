import {
  type CaseDocument,
  getCaseFile,
  getSchedule,
  listDocuments,
  listProofs,
  type ObligationRow,
  type Proof,
  type Reading,
  readFacts,
} from '../cases/index.ts'
import type { Context } from '../context.ts'

/** Everything a draft may be made from: the case as both sides may read it, and the terms given with the request. */
export type Gathered = {
  reading: Reading
  terms: string[]
  documents: CaseDocument[]
  /** After signing: what is owed, and the receipts that stand. */
  owed?: ObligationRow[]
  proofs?: Proof[]
}

/** Gathers what both sides may read: words of a caucus (背对背) never come this far. */
export async function gather(ctx: Context, caseId: string, terms: string[] = []): Promise<Gathered> {
  const file = await getCaseFile(ctx, caseId)
  return {
    reading: readFacts(ctx, file, 'shared'),
    terms,
    documents: await listDocuments(ctx, caseId),
    owed: (await getSchedule(ctx, caseId)).items,
    proofs: (await listProofs(ctx, caseId)).filter(({ voided }) => !voided),
  }
}
