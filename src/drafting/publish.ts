import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import {
  beijingDay,
  type CaseDocument,
  type CaseFile,
  getCaseFile,
  getDocument,
  narrow,
  type Reading,
  readFacts,
  record,
  widen,
} from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { publications } from '../db/index.ts'
import { AppError } from '../errors.ts'
import {
  type Agreement,
  addAgreement,
  findSubtype,
  freeAgreementKey,
  indexAgreements,
  maskKnown,
  removeAgreement,
  SUM,
  type Veil,
} from '../knowledge/index.ts'
import { findAddresses, findPersonal } from '../text/index.ts'
import { Content } from './content.ts'

/** What would join the library, masked, for a person to read before they say so. 入库预览 */
export const Publication = z.object({
  documentId: z.string(),
  title: z.string(),
  subtype: z.string(),
  facts: z.string(),
  terms: z.array(z.string()),
  /** Of exactly this text: sent back with the go-ahead. */
  hash: z.string(),
  /** Why all parties must have agreed first (domain.md 8); empty where nothing asks for it. */
  consentFor: z.array(z.enum(['minor', 'violence', 'medical'])),
  /** Set once it is in the library. */
  key: z.string().optional(),
  publishedAt: z.string().optional(),
})
export type Publication = z.infer<typeof Publication>

export const PublishAgreement = z.strictObject({
  documentId: z.string(),
  /** The hash of the preview: whoever publishes has read this very text. */
  hash: z.string(),
  consent: z
    .strictObject({ parties: z.array(z.string()).min(1).max(100), note: z.string().trim().min(1).max(500) })
    .optional(),
})
export type PublishAgreement = z.input<typeof PublishAgreement>

/** The masked text of a confirmed agreement as the library would hold it; nothing is kept. Throws `precondition` for what may never join. */
export async function previewPublication(ctx: Context, documentId: string): Promise<Publication> {
  requireRole(ctx, 'library.publish')
  const { publication } = await prepare(ctx, documentId)
  return publication
}

/**
 * A confirmed agreement joins the library, masked, after a person has read the masked text and says so; it can be found at once.
 * Throws `conflict` where the text is another than the one read, or is in the library already, `precondition` where consent is
 * lacking: cases with minors, violence at home or medical matters need every party's (个保28–31;医纠42).
 */
export async function publishAgreement(ctx: Context, input: PublishAgreement): Promise<Publication> {
  requireRole(ctx, 'library.publish')
  const { documentId, hash, consent } = PublishAgreement.parse(input)
  await inTransaction(ctx, async (tx) => {
    const { publication, file, document } = await prepare(tx, documentId)
    if (publication.key) throw new AppError('conflict', '这份协议已经在先例库里', { key: publication.key })
    if (publication.hash !== hash) throw new AppError('conflict', '文本与预览时不同,请重新看过再入库')
    requireConsent(publication, file, consent?.parties ?? [])
    const year = Number(beijingDay(document.updatedAt).slice(0, 4))
    const { title, subtype, facts, terms } = publication
    const key = await freeAgreementKey(tx, { year, subtype })
    const agreement: Agreement = { key, title, subtype, year, facts, terms, sections: [] }
    await addAgreement(tx, agreement)
    const row = {
      key,
      textHash: hash,
      consent: consent ?? {},
      publishedBy: tx.actor.label,
      publishedAt: tx.now(),
      withdrawnAt: null,
    }
    await tx.db
      .insert(publications)
      .values({ documentId, ...row })
      .onConflictDoUpdate({ target: publications.documentId, set: row })
    await record(tx, file.id, 'agreement.published', { documentId, key, consent: consent?.parties })
  })
  await indexAgreements(ctx)
  return previewPublication(ctx, documentId)
}

/** Takes an agreement out of the library again, as when a party takes consent back (个保47). Throws `not_found`. */
export async function withdrawPublication(
  ctx: Context,
  input: { documentId: string; reason: string },
): Promise<Publication> {
  requireRole(ctx, 'library.publish')
  const { documentId, reason } = z
    .strictObject({ documentId: z.string(), reason: z.string().trim().min(1).max(500) })
    .parse(input)
  await inTransaction(ctx, async (tx) => {
    const held = await heldOf(tx, documentId)
    if (!held) throw new AppError('not_found', '这份协议不在先例库里', { documentId })
    const { caseId } = await getDocument(tx, documentId)
    await removeAgreement(tx, held.key)
    await tx.db.update(publications).set({ withdrawnAt: tx.now() }).where(eq(publications.documentId, documentId))
    await record(tx, caseId, 'agreement.withdrawn', { documentId, key: held.key, reason })
  })
  await indexAgreements(ctx)
  return previewPublication(ctx, documentId)
}

async function heldOf(ctx: Context, documentId: string) {
  const [row] = await ctx.db.select().from(publications).where(eq(publications.documentId, documentId))
  return row && !row.withdrawnAt ? row : undefined
}

async function prepare(
  ctx: Context,
  documentId: string,
): Promise<{ publication: Publication; file: CaseFile; document: CaseDocument }> {
  const document = await getDocument(ctx, documentId)
  if (document.form !== 'agreement' || !['confirmed', 'signed'].includes(document.status))
    throw new AppError('precondition', '只有已确认的调解协议书可以入库', {
      form: document.form,
      status: document.status,
    })
  const file = await getCaseFile(ctx, document.caseId)
  const subtype = file.disputeType ? findSubtype(ctx, file.disputeType) : undefined
  if (!subtype) throw new AppError('precondition', '请先定好纠纷类型再入库', { needs: ['disputeType'] })
  const reading = readFacts(ctx, file, 'shared')
  if (unfit(file)) throw new AppError('precondition', '涉及未成年人被侵害的案件不进先例库', { rule: 'never' })
  const { sections } = Content.parse(document.content)
  const told = (key: string) => sections.find((it) => it.key === key)?.items.map(({ text }) => text) ?? []
  const called = veils(reading)
  const masked = (text: string) => widen(maskKnown(narrow(text), called))
  const facts = told('facts').map(masked).join('\n')
  const terms = told('terms').map(masked)
  refuseLeftovers(file, [facts, ...terms].join('\n'))
  const held = await heldOf(ctx, documentId)
  const title = `${subtype.name}纠纷调解协议`
  return {
    file,
    document,
    publication: {
      documentId,
      title,
      subtype: subtype.subtype,
      facts,
      terms,
      hash: await hashOf([title, facts, ...terms].join('\n')),
      consentFor: consentFor(file, reading),
      key: held?.key,
      publishedAt: held?.publishedAt.toISOString(),
    },
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 王某, 王某2 for people of one surname, 某公司 for an organization, 孩子 for who is not eighteen yet. */
function veils({ names, identities, facts, records, file }: Reading): (text: string) => Veil[] {
  const counts = new Map<string, number>()
  const veil = new Map<string, string>()
  for (const { partyId, name, kind, age } of identities) {
    const stem =
      age !== undefined && age < 18
        ? '孩子'
        : kind === 'organization'
          ? `某${/合作社|医院|学校|幼儿园|物业|超市|店|厂|平台|村/.exec(name)?.[0] ?? '公司'}`
          : `${name[0]}某`
    const n = (counts.get(stem) ?? 0) + 1
    counts.set(stem, n)
    veil.set(partyId, n === 1 ? stem : `${stem}${n}`)
  }
  // Others who are named anywhere in the file are found better in its records than in the draft alone.
  const texts = records.map(({ by, text }) => `${by}:${text}`)
  const others = new Set([
    ...texts.flatMap((text) => findPersonal(text).flatMap(({ kind, quote }) => (kind === '姓名' ? [quote] : []))),
    ...identities.flatMap(({ agent, legalRepresentative }) => [agent ?? '', legalRepresentative ?? '']),
  ])
  const estates = new Set(
    [...texts, ...file.parties.map(({ address }) => address ?? '')].flatMap((text) =>
      findAddresses(text).map(({ quote, coarse }) =>
        (coarse ?? quote).replace(/^.*(?:省|市|区|县|镇|街道|路|街|号|村|社区)/, '').replace(/\d.*$/, ''),
      ),
    ),
  )
  const further: [string, string][] = [
    ...[...others]
      .filter((name) => /^[\u4e00-\u9fa5]{2,4}$/.test(name) && !SUM.test(name))
      .map((name): [string, string] => [name, `${name[0]}某`]),
    ...[...estates].filter((name) => name.length >= 3).map((name): [string, string] => [name, '某小区']),
  ]
  const doors = [...new Set(facts.filter(({ kind }) => kind === 'house').map(({ value }) => String(value)))].filter(
    (door) => /^[\dA-Z-]{3,8}$/i.test(door),
  )
  return (text) => [
    ...names
      .find(text)
      // 申请人 and 甲方 tell nobody's name.
      .filter(({ raw }) => !/^(?:被?申请人|[甲乙丙丁]方|双方|原告|被告)$/.test(raw))
      .map(({ start, end, party }) => ({ start, end, veil: veil.get(party.id) ?? '某人' })),
    ...further.flatMap(([name, veil]) =>
      [...text.matchAll(new RegExp(name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(({ index }) => ({
        start: index,
        end: index + name.length,
        veil,
      })),
    ),
    ...doors.flatMap((door, i) =>
      [...text.matchAll(new RegExp(`(?<![\\d.])${door}(?![\\d.元])室?`, 'g'))].map(({ index, 0: raw }) => ({
        start: index,
        end: index + raw.length,
        veil: `某室${i === 0 ? '' : i + 1}`,
      })),
    ),
  ]
}

/** A name, number, phone or address of a party that is still there stops it: better no precedent than a known one. */
function refuseLeftovers({ parties }: CaseFile, text: string): void {
  const plain = narrow(text).replaceAll(/\s/g, '')
  const left = parties.flatMap(({ name, idNumber, phone, address }) =>
    [name, idNumber, phone, address].flatMap((value, i) =>
      value && value.length > 1 && plain.includes(narrow(value).replaceAll(/\s/g, ''))
        ? [['姓名', '证号', '电话', '地址'][i]!]
        : [],
    ),
  )
  if (left.length > 0)
    throw new AppError('precondition', `脱敏后仍有当事人的${[...new Set(left)].join('、')},不能入库`, {
      left: [...new Set(left)],
    })
}

const childKinds = new Set([
  'family.child_support',
  'family.custody_visit',
  'damage.child_injury',
  'internet.minor_recharge',
])
const harm = /性侵|猥亵|强奸|虐待|遗弃/
const violence = /家庭?暴力|家暴|告诫书|人身安全保护令|(?:打|殴打|掐)(?:了)?(?:老婆|妻子|丈夫|老公|孩子|父母|母亲|父亲)/

const saidIn = ({ statement, records }: CaseFile) => [statement, ...records.map(({ text }) => text)].join('\n')

/** Abuse of a child never becomes a precedent, whoever agrees (domain.md 8). */
const unfit = (file: CaseFile): boolean =>
  harm.test(saidIn(file)) &&
  (childKinds.has(file.disputeType ?? '') ||
    file.redFlags.includes('minor') ||
    /未成年|孩子|女儿|儿子|学生|小学|初中|幼儿/.test(saidIn(file)))

function consentFor(file: CaseFile, { identities }: Reading): Publication['consentFor'] {
  const minor =
    childKinds.has(file.disputeType ?? '') ||
    file.redFlags.includes('minor') ||
    file.parties.some(({ role }) => role === 'guardian') ||
    identities.some(({ age }) => age !== undefined && age < 18)
  return [
    ...(minor ? (['minor'] as const) : []),
    ...(file.redFlags.includes('dv') || violence.test(saidIn(file)) ? (['violence'] as const) : []),
    ...(file.disputeType?.startsWith('medical.') ? (['medical'] as const) : []),
  ]
}

function requireConsent({ consentFor: reasons }: Publication, { parties }: CaseFile, agreed: string[]): void {
  const foreign = agreed.filter((id) => !parties.some((party) => party.id === id))
  if (foreign.length > 0) throw new AppError('invalid', '同意的人里有不是本案当事人的', { field: 'consent.parties' })
  if (reasons.length === 0) return
  const absent = parties
    .filter(({ id, role }) => /^(?:applicant|respondent|third|guardian)$/.test(role) && !agreed.includes(id))
    .map(({ id }) => id)
  if (absent.length > 0)
    throw new AppError('precondition', '这类案件入库须经各方当事人同意', {
      reasons,
      needs: ['consent'],
      missing: absent,
    })
}
