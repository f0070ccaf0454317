// In: a case, a form of the official file, terms the mediator states; later a person's edits.
// Out: the document in structure and words, the source of every sentence, what the rules find, its Word file.
export { Content, Item, Place, Section, textOf } from './content.ts'
export { caseDossier, type DossierFormat, DossierState, dossierFormats, dossierState } from './dossier.ts'
export { confirmDocument, DraftDocument, draftDocument, EditDocument, editDocument, verifyDocument } from './draft.ts'
export { type DocumentFile, documentFile, type FileOptions, type Format, formats, wordFile } from './file.ts'
export { type Form, forms } from './forms/names.ts'
export { documentBalance, textBalance, WeighText } from './neutrality.ts'
export { placeholdersIn } from './placeholder.ts'
export { Comparison, comparePrecedents } from './precedents.ts'
export { Precheck, PrecheckInput, precheck } from './precheck.ts'
export { Publication, PublishAgreement, previewPublication, publishAgreement, withdrawPublication } from './publish.ts'
export {
  FormTemplate,
  getTemplate,
  listTemplates,
  putTemplate,
  resetTemplate,
  type TemplateForm,
  templateForms,
} from './templates.ts'
export { CompareVersions, compareVersions, Versions } from './versions.ts'
export { wayOutFile } from './ways/file.ts'
export { GetWayOut, WayOut, wayOut } from './ways/pack.ts'
export { type Route, routes } from './ways/routes.ts'
