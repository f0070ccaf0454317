// In: a dispute with its parties, then what is said in it and the steps taken with it.
// Out: the case, its records, its timeline and its documents; every change with its timeline row.
export { AdvanceCase, advanceCase, Signature } from './advance.ts'
export { Balance, balanceOf, type WeighedLine } from './balance.ts'
export {
  applyCorrection,
  CorrectCase,
  type CorrectedField,
  Correction as CaseCorrection,
  correctedFields,
  listCorrections,
} from './correct.ts'
export { type Disputed, disputedTopics } from './disputed.ts'
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
  sourceLabels,
} from './documents.ts'
export { Duplicate, findDuplicates } from './duplicates.ts'
export { Conflict, Fact, getFacts, type Reading, readFacts } from './facts.ts'
export { type Ground, groundOf, type Ungrounded } from './ground.ts'
export { Ledger, readLedger } from './ledger.ts'
export {
  type Action,
  actions,
  finished,
  type ReturnReason,
  returnReasons,
  type Status,
  statuses,
  steps,
  stepsFrom,
} from './lifecycle.ts'
export { MatchCase, Matches, matchCase } from './match.ts'
export { MergeCase, mergeCase, UnmergeCase, unmergeCase } from './merge.ts'
export { type Judged, OpenCase, openCase, PartyInput, words } from './open.ts'
export {
  AddProof,
  addProof,
  attachToProof,
  getProofFile,
  listProofs,
  Proof,
  type ProofFile,
  voidProof,
} from './performance/proofs.ts'
export { accelerate, ChangeObligation, changeObligation, RecordDemand, recordDemand } from './performance/relief.ts'
export { closeReminder, ListReminders, listReminders, Reminder, scanObligations } from './performance/reminders.ts'
export {
  clausesOf,
  getSchedule,
  isOpen,
  listObligations,
  ObligationRow,
  outstanding,
  Schedule,
  scheduleObligations,
} from './performance/schedule.ts'
export { type Proven, provenSentences } from './proven.ts'
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
  loadCase,
  Party,
  Progress,
  requireAudience,
  visibleTo,
} from './read.ts'
export { alike, type Correction, findCorrections, findValues, type Value } from './reading/corrections.ts'
export { beijingDay, type Day, dayInWords, findDays } from './reading/days.ts'
export { ageOn, type Identity, ofAnother, validCreditCode, validIdNumber } from './reading/identity.ts'
export { grantsSigning } from './reading/mandate.ts'
export type { Called, Named, Names } from './reading/names.ts'
export { pairsOf } from './reading/pairs.ts'
export { type Amount, findAmounts, readNumeral, toCapitals, yuanOf } from './reading/quantities.ts'
export { narrow, type Sentence, sentencesOf, widen } from './reading/sentences.ts'
export { readSums, sumGap } from './reading/sums.ts'
export { AddRecord, addRecord } from './records.ts'
export { afterSetOff } from './settlement/duties.ts'
export type { Clause, Settlement } from './settlement/find.ts'
export { impliedPeople } from './settlement/implied.ts'
export {
  isTakenOff,
  lacksDay,
  lacksMethod,
  opensAccount,
  paidByOthers,
  paidNowhere,
  saysSomeday,
} from './settlement/lacks.ts'
export { Obligation, readObligations } from './settlement/obligations.ts'
export { asClauses } from './settlement/official.ts'
export { asClause, datesInFull, inFull, mended, outdated } from './settlement/wording.ts'
export { asSeenBy, isShielded } from './shield.ts'
export { sensitive } from './telling.ts'
export { record, TimelineEntry } from './timeline.ts'
export { unsettledSums } from './weigh.ts'
