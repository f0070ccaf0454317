// In: a case with its records, who will read it, how long it may be.
// Out: the case told in sentences, each tied to the records it rests on; agreed, disputed, unproven, conflicts, missing.
export { SummariseCase, Summary, summariseCase } from './summarise.ts'
