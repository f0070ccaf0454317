import { type CaseDocument, readObligations, type Status } from '../../cases/index.ts'
import { type Form, formNames, forms } from './names.ts'
import { type FormInput, papers, sessions } from './parts.ts'

/** One document of the official file: whether it is there, and whether the file can do without it. 卷内文书 */
export type Place = {
  form: Form
  name: string
  mandatory: boolean
  /** When the form is needed, in words (domain.md 4). */
  when: string
  /** bound: made when the file is bound; later: not due yet; optional: not needed here. */
  state: 'there' | 'draft' | 'missing' | 'later' | 'optional' | 'bound'
  documents: CaseDocument[]
  /** How many are wanted, where more than one is. */
  wanted: number
}

/** Made from the case itself when the file is bound, whoever drafted them before. */
export const boundForms: readonly Form[] = ['cover', 'catalogue', 'backCover']
/** Forms a file may hold several of: each session, each visit, each payment. */
const several: readonly Form[] = ['investigation', 'record', 'performance', 'followUp']
const standing = { signed: 0, confirmed: 1, draft: 2, void: 3 }

/** What a document is about: the session whose record it is. */
export const subjectOf = ({ content }: Pick<CaseDocument, 'content'>): string | undefined => {
  const sections = content.sections as { key: string; items: { refs: string[] }[] }[] | undefined
  return sections?.find(({ key }) => key === 'head')?.items[0]?.refs[0]
}

/** Signed before confirmed before draft; of equals the newest. */
const best = (same: CaseDocument[]): CaseDocument[] =>
  same.toSorted((a, b) => standing[a.status] - standing[b.status] || b.updatedAt.localeCompare(a.updatedAt)).slice(0, 1)

/** The documents of a form that belong into the file: the furthest and newest; of a form there are several of, each that stands. */
export function chosen(form: Form, documents: CaseDocument[]): CaseDocument[] {
  const own = documents.filter((it) => it.form === form && it.status !== 'void')
  if (!several.includes(form)) return best(own)
  if (form === 'record')
    return [...Map.groupBy(own, (it) => subjectOf(it) ?? '').values()]
      .flatMap(best)
      .toSorted(
        (a, b) => (subjectOf(a) ?? '').localeCompare(subjectOf(b) ?? '') || a.createdAt.localeCompare(b.createdAt),
      )
  const firm = own.filter(({ status }) => status !== 'draft')
  return firm.length > 0 ? firm.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)) : best(own)
}

const agreedStates: Status[] = [
  'agreed_written',
  'effective',
  'confirm_pending',
  'confirm_withdrawn',
  'confirmed',
  'performing',
  'breached',
  'enforcement',
  'payment_order',
  'performed',
  'followed_up',
]
const failedStates: Status[] = ['terminated', 'litigation_guided']
const performedStates: Status[] = ['performed', 'followed_up', 'closed', 'archived']
const confirmingStates: Status[] = ['confirm_pending', 'confirmed', 'confirm_dismissed', 'enforcement']

/** The file against the official catalogue, in its order. 卷宗完整性 */
export function completenessOf(input: FormInput): Place[] {
  const { gathered, documents } = input
  const { reading } = gathered
  const { status, outcome, redFlags } = reading.file
  const held = new Map(forms.map((form) => [form, chosen(form, documents)]))
  const has = (form: Form) => held.get(form)!.length > 0
  const failed = failedStates.includes(status) || outcome === 'terminated'
  const oral = status === 'agreed_oral' || outcome === 'agreed_oral' || (has('oralAgreement') && !has('agreement'))
  const agreed = agreedStates.includes(status) || outcome === 'agreed_written'
  const left = outcome === 'withdrawn' || outcome === 'rejected' || outcome === 'transferred'
  const talks = sessions(reading).length
  const performed = performedStates.includes(status) && !failed && !left
  const place = (
    form: Form,
    { needed, when, due = true, wanted = 1 }: { needed: boolean; when: string; due?: boolean; wanted?: number },
  ): Place => {
    const own = held.get(form)!
    const firm = own.filter((it) => it.status !== 'draft').length
    const state =
      own.length >= wanted && wanted > 0
        ? firm >= wanted
          ? 'there'
          : 'draft'
        : needed
          ? due
            ? 'missing'
            : 'later'
          : own.length > 0
            ? firm === own.length
              ? 'there'
              : 'draft'
            : 'optional'
    return { form, name: formNames[form], mandatory: needed, when, state, documents: own, wanted }
  }
  const bound = (form: Form): Place => ({
    form,
    name: formNames[form],
    mandatory: true,
    when: '必备,装订时自动生成',
    state: 'bound',
    documents: [],
    wanted: 1,
  })
  const people = reading.identities.some(({ role }) => role === 'agent') ? '必备;有代理人的附授权委托书' : '必备'
  return [
    bound('cover'),
    bound('catalogue'),
    place('application', { needed: !has('registration'), when: '书面申请时必备;与受理登记表二选一' }),
    place('registration', { needed: !has('application'), when: '口头申请或主动调解时必备;与申请书二选一' }),
    place('notice', { needed: true, when: '必备' }),
    place('identity', { needed: true, when: people }),
    place('investigation', { needed: false, when: '做过调查时' }),
    place('evidence', { needed: papers(reading).length > 0, when: '有证据材料时' }),
    place('record', { needed: !left || talks > 0, when: '必备,每次调解一份', wanted: Math.max(1, talks) }),
    place('agreement', { needed: !failed && !left && !oral, when: '达成书面协议时必备' }),
    place('oralAgreement', { needed: oral && !agreed && !failed, when: '口头达成协议时,替代协议书' }),
    place('performance', { needed: performed, when: '履行完毕时必备', due: performed }),
    place('followUp', {
      needed: !failed && !left && (followed(input) || redFlags.length > 0),
      when: '有分期履行或红旗时必备',
      due: performed,
    }),
    place('confirmation', { needed: confirmingStates.includes(status), when: '申请司法确认时' }),
    place('termination', { needed: failed, when: '调解不成时必备' }),
    place('note', { needed: false, when: '有缺页、补正、移送等情况时' }),
    bound('backCover'),
  ]
}

/** Whether someone owes more than one payment: the file then needs a visit afterwards. */
function followed({ gathered: { reading } }: FormInput): boolean {
  const { settlement, names } = reading
  const owed = settlement.clauses.flatMap(({ text, at }) => readObligations([text], at, names))
  const paying = owed.filter(({ amountFen, settled }) => amountFen !== undefined && !settled)
  return [...Map.groupBy(paying, ({ debtorId }) => debtorId).values()].some((own) => own.length > 1)
}

/** What the file still lacks, in words; of two forms either of which will do both are named. */
export function lackingIn(places: Place[]): string[] {
  const missing = places.filter(({ state }) => state === 'missing')
  const is = (form: Form) => missing.some((it) => it.form === form)
  return missing.flatMap(({ form, name, wanted, documents }) => {
    if (form === 'registration' && is('application')) return []
    if (form === 'application' && is('registration')) return [`${name}或${formNames.registration}`]
    if (form === 'record' && wanted > 1) return [`${name}(应有${wanted}份,现有${documents.length}份)`]
    if (form === 'agreement' && documents.length === 0)
      return [`${name}(口头达成的用${formNames.oralAgreement},不成的用${formNames.termination})`]
    return [name]
  })
}
