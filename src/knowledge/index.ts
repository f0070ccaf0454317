// In: questions in lay or legal words, keys, texts with citations, files to import.
// Out: passages with their keys and versions, verdicts on citations, the tables of knowledge/.

export type { Agreement } from './agreements.ts'
export { CheckCitations, type CheckedCitation, type CitationStatus, checkCitations } from './cite.ts'
export type { Hit } from './hits.ts'
export {
  type ImportFile,
  type ImportKnowledge,
  type ImportProgress,
  type ImportReport,
  importKnowledge,
  refreshIndexes,
  staleSegments,
} from './import.ts'
export { readDocument } from './load.ts'
export { maskKnown, SUM, type Veil } from './mask.ts'
export { allMatters, likeness, type Matter, mattersOf } from './matters.ts'
export { addAgreement, freeAgreementKey, indexAgreements, removeAgreement } from './own.ts'
export { GetPassage, getPassage, type Passage, type PassageVersion } from './passage.ts'
export type { Playbook } from './playbooks.ts'
export { type Kind, kinds, SearchKnowledge, type SearchResult, searchKnowledge } from './search.ts'
export { type Library, loadKnowledge, readLibrary } from './shelf.ts'
export { findPlaybook, type SimilarAgreement, SimilarAgreements, similarAgreements } from './similar.ts'
export {
  type DisputeType,
  type FactKey,
  findSubtype,
  loadTaxonomy,
  loadWarnings,
  type Subtype,
  type Taxonomy,
  type WarningRule,
  type WarningTable,
} from './tables.ts'
