// In: a case, the length, who will read. Out: sentences tied to their records, what is agreed, disputed, missing and new,
// the next day that counts, and the agreement in words anyone understands.

export { SummariseCase, Summary, summariseCase } from './summarise.ts'
export { RecordUnderstanding, recordUnderstanding } from './understood.ts'
