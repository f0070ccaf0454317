// In: a dispute with its parties, then what is said in it and the steps taken with it.
// Out: the case, its records, its timeline and its documents; every change with its timeline row.
export { AdvanceCase, advanceCase, Signature } from './advance.ts'
export {
  addVersion,
  CaseDocument,
  confirmVersion,
  type DocumentBody,
  Finding,
  getDocument,
  listDocuments,
  listVersions,
  Source,
  type SourceLabel,
  saveDraft,
} from './documents.ts'
export { type Action, actions, finished, type Status, statuses, steps, stepsFrom } from './lifecycle.ts'
export { OpenCase, openCase, PartyInput, words } from './open.ts'
export {
  type Audience,
  Case,
  type CaseFile,
  CaseRecord,
  getCase,
  getCaseFile,
  getProgress,
  getTimeline,
  ListCases,
  listCases,
  Party,
  Progress,
  visibleTo,
} from './read.ts'
export { AddRecord, addRecord } from './records.ts'
export { record, TimelineEntry } from './timeline.ts'
