import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { addRecord, OpenCase } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { attachments, conversations } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { type Assessment, type Registered, registerCase } from '../intake/index.ts'
import { loadTaxonomy } from '../knowledge/index.ts'
import { findIdentifiers, findOrganizations, findPeople } from '../text/index.ts'
import { readState, type State } from './state.ts'

/** The assistant's own hand where a resident has no right to write: in the resident's own case only. */
export const assistant = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: 'system', id: 'assistant', role: 'intake', label: '接待助手' },
})

export type Contact = { name: string; phone: string }

/** The name and number a person gives for being reached; undefined where one is missing. */
export function readContact(text: string): Contact | undefined {
  const phone = findIdentifiers(text).find(({ kind }) => kind === 'mobile' || kind === 'landline')
  if (!phone) return undefined
  const said = /(?:我叫|我是|姓名(?:是)?[::]?|名字(?:是|叫)?|本人)\s*([\p{Script=Han}·]{2,8})/u.exec(text)?.[1]
  const rest = text
    .replace(phone.quote, ' ')
    .replaceAll(/同意|可以|好的|手机号?|电话|号码|联系方式|姓名|是|叫|我/gu, ' ')
  const alone = /(?<!\p{Script=Han})[\p{Script=Han}·]{2,4}(?!\p{Script=Han})/u.exec(rest)?.[0]
  const name = said ?? findPeople(text)[0]?.quote ?? alone
  return name ? { name, phone: phone.quote.replaceAll(/[^\d-]/g, '') } : undefined
}

/**
 * Registers what a conversation told, once, with its files as evidence; a second call answers with the same case. The person
 * has confirmed the summary and agreed to leave name and number.
 */
export async function registerTalk(
  ctx: Context,
  conversationId: string,
  { state, assessment, contact }: { state: State; assessment: Assessment; contact: Contact },
): Promise<Registered | undefined> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(conversations).where(eq(conversations.id, conversationId)).for('update')
    if (!row || readState(row.state).caseId) return undefined
    const file = await registerCase(tx, registrationOf(tx, state, assessment, contact), assessment)
    const after: State = { ...state, stage: 'registered', pending: undefined, caseId: file.id, receipt: file.receipt }
    await tx.db.update(conversations).set({ state: after, caseId: file.id }).where(eq(conversations.id, conversationId))
    await handInEvidence(tx, conversationId, file)
    return file
  })
}

/**
 * Registers a talk as staff have written it down, with its files as evidence; from then on the talk belongs to the case.
 * Throws `conflict` where it is registered already, `not_found`.
 */
export async function registerConversation(
  ctx: Context,
  conversationId: string,
  input: z.input<typeof OpenCase>,
): Promise<Registered> {
  requireRole(ctx, 'chat.takeOver')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(conversations).where(eq(conversations.id, conversationId)).for('update')
    if (!row) throw new AppError('not_found', '没有找到这段对话')
    if (row.caseId) throw new AppError('conflict', '这段对话已经登记过了', { caseId: row.caseId })
    const file = await registerCase(tx, OpenCase.parse(input))
    const state: State = {
      ...readState(row.state),
      stage: 'registered',
      pending: undefined,
      caseId: file.id,
      receipt: file.receipt,
    }
    await tx.db.update(conversations).set({ state, caseId: file.id }).where(eq(conversations.id, conversationId))
    await handInEvidence(tx, conversationId, file)
    return file
  })
}

function registrationOf(
  ctx: Context,
  state: State,
  { disputes, facts }: Assessment,
  { name, phone }: Contact,
): OpenCase {
  const keys = new Map(loadTaxonomy(ctx).facts.map((fact) => [fact.key, fact.name]))
  const answers = Object.entries(state.answers).map(([key, words]) => `${keys.get(key) ?? key}:${words}`)
  const statement = [...state.account, ...answers].join('\n').slice(0, 20_000)
  const other = respondentOf(facts.who_respondent?.quote, name)
  const first = disputes[0]!
  return {
    statement,
    disputeType: first.tier === 'review' && !state.chosen ? undefined : first.subtype,
    street: /[\p{Script=Han}]{2,6}?(?:街道|镇|乡)/u.exec(facts.where_event?.quote ?? '')?.[0],
    parties: [{ role: 'applicant', name, phone }, ...(other ? [other] : [])],
  }
}

/** The other side as a party, where the words name somebody. */
function respondentOf(quote: string | undefined, applicant: string): OpenCase['parties'][number] | undefined {
  if (!quote) return undefined
  const firm = findOrganizations(quote).find(({ generic }) => !generic)
  if (firm) return { role: 'respondent', name: firm.quote, kind: 'organization' }
  const person = findPeople(quote).find((it) => it.quote !== applicant)
  return person && { role: 'respondent', name: person.quote }
}

/** Puts a conversation's files into its case: each is told of in a record; in confidence where there is violence at home. */
export async function handInEvidence(
  tx: Context,
  conversationId: string,
  { id: caseId, redFlags, parties }: Pick<Registered, 'id' | 'redFlags' | 'parties'>,
): Promise<void> {
  const applicant = parties.find(({ role }) => role === 'applicant')
  const rows = await tx.db
    .select({
      id: attachments.id,
      name: attachments.name,
      kind: attachments.kind,
      hash: attachments.hash,
      size: attachments.size,
      caseId: attachments.caseId,
    })
    .from(attachments)
    .where(eq(attachments.conversationId, conversationId))
  for (const { id, name, kind, hash, size, caseId: given } of rows) {
    if (given) continue
    await tx.db.update(attachments).set({ caseId }).where(eq(attachments.id, id))
    await addRecord(assistant(tx), {
      caseId,
      at: tx.now().toISOString(),
      by: `申请人${applicant?.name ?? ''}提交`,
      text: `提交证据「${name}」(${{ image: '图片', document: '文件', audio: '录音' }[kind]},${Math.ceil(size / 1024)} KB,SHA-256 ${hash})`,
      visibility: redFlags.includes('dv') ? 'caucus' : 'shared',
      party: applicant?.id,
    })
  }
}
