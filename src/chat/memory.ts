import { and, asc, desc, eq, getTableColumns, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { attachments, conversations, messages, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { Assessment } from '../intake/index.ts'
import { Engine } from '../llm/index.ts'
import { tidy } from '../text/index.ts'
import { Pending, readState, Stage, type State } from './state.ts'

export const Citation = z.object({
  n: z.number().int(),
  key: z.string(),
  title: z.string(),
  quote: z.string(),
  official: z.boolean(),
  url: z.string().optional(),
})
export type Citation = z.infer<typeof Citation>

export const Message = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant', 'person']),
  text: z.string(),
  citations: z.array(Citation),
  assessment: Assessment.optional(),
  engine: Engine.optional(),
  createdAt: z.string(),
})
export type Message = z.infer<typeof Message>

/** A file handed in with a conversation. 附件 */
export const Attachment = z.object({
  id: z.string(),
  kind: z.enum(['image', 'document', 'audio']),
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  hash: z.string(),
  /** Text read from a PDF or Word file, bounded. */
  text: z.string().optional(),
  createdAt: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

export const Conversation = z.object({
  id: z.string(),
  mode: z.enum(['intake', 'research']),
  caseId: z.string().optional(),
  takenBy: z.string().optional(),
  /** How far the window's side has come: hearing → confirming → contact → registered, or referred. */
  stage: Stage,
  /** What the window's side asked last and still waits for. */
  asks: Pending.optional(),
  receipt: z.string().optional(),
  attachments: z.array(Attachment),
  createdAt: z.string(),
  messages: z.array(Message),
})
export type Conversation = z.infer<typeof Conversation>

const missing = () => new AppError('not_found', '没有找到这段对话')

/** A conversation with its messages and their citations, as they were. Throws `not_found`. */
export async function getConversation(ctx: Context, id: string): Promise<Conversation> {
  requireRole(ctx, 'chat.talk')
  const row = await findRow(ctx, id)
  const state = readState(row.state)
  const said = await ctx.db.select().from(messages).where(eq(messages.conversationId, id)).orderBy(asc(messages.seq))
  return {
    id: row.id,
    mode: row.mode as Conversation['mode'],
    caseId: row.caseId ?? undefined,
    takenBy: row.takenBy ?? undefined,
    stage: state.stage,
    asks: state.pending,
    receipt: state.receipt,
    attachments: await listAttachments(ctx, eq(attachments.conversationId, id)),
    createdAt: row.createdAt.toISOString(),
    messages: said.map((message) => ({
      id: message.id,
      role: message.role as Message['role'],
      text: message.text,
      citations: message.citations as Citation[],
      assessment: (message.assessment as Assessment | null) ?? undefined,
      engine: (message.engine as Engine | null) ?? undefined,
      createdAt: message.createdAt.toISOString(),
    })),
  }
}

/** The talks a case came from or was spoken of in, newest first; without what was said. Throws `forbidden`. */
export async function listTalks(ctx: Context, caseId: string): Promise<{ id: string; takenBy?: string }[]> {
  requireRole(ctx, 'case.read')
  const rows = await ctx.db
    .select({ id: conversations.id, takenBy: conversations.takenBy })
    .from(conversations)
    .where(and(eq(conversations.caseId, caseId), eq(conversations.mode, 'intake')))
    .orderBy(desc(conversations.updatedAt))
    .limit(20)
  return rows.map(({ id, takenBy }) => ({ id, takenBy: takenBy ?? undefined }))
}

/** The row, for whoever may hear the talk: a resident never reads what staff talk about. Throws `not_found`. */
export async function findRow(ctx: Context, id: string): Promise<typeof conversations.$inferSelect> {
  const [row] = await ctx.db.select().from(conversations).where(eq(conversations.id, id))
  if (!row || (ctx.actor.role === 'citizen' && row.createdBy !== ctx.actor.id)) throw missing()
  return row
}

/** Files without their bytes, oldest first. */
export async function listAttachments(ctx: Context, where: SQL): Promise<Attachment[]> {
  const { content: _, ...columns } = getTableColumns(attachments)
  const rows = await ctx.db.select(columns).from(attachments).where(where).orderBy(asc(attachments.id))
  return rows.map(({ id, kind, name, mime, size, hash, text, createdAt }) => ({
    id,
    kind: kind as Attachment['kind'],
    name,
    mime,
    size,
    hash,
    text: text ?? undefined,
    createdAt: createdAt.toISOString(),
  }))
}

/** Keeps what the window's side has understood so far. */
export async function saveState(ctx: Context, id: string, state: State, danger?: number): Promise<void> {
  await ctx.db
    .update(conversations)
    .set({ state, ...(danger !== undefined && { danger }), ...(state.caseId && { caseId: state.caseId }) })
    .where(eq(conversations.id, id))
}

export const Say = z.strictObject({
  conversationId: z.string(),
  text: z.string().max(5_000).pipe(z.string().trim().min(1)),
})

/** Words of the person who has taken a conversation over. Throws `conflict` while the assistant still speaks. */
export async function sayAsPerson(ctx: Context, input: z.input<typeof Say>): Promise<Conversation> {
  requireRole(ctx, 'chat.takeOver')
  const { conversationId, text } = Say.parse(input)
  const { takenBy } = await findRow(ctx, conversationId)
  if (!takenBy) throw new AppError('conflict', '请先接管这段对话')
  await addMessage(ctx, conversationId, { role: 'person', text: tidy(text) })
  return getConversation(ctx, conversationId)
}

/** Starts a conversation. */
export async function startConversation(
  ctx: Context,
  start: Pick<Conversation, 'mode' | 'caseId'>,
): Promise<Conversation> {
  const now = ctx.now()
  const id = newId('conv', now)
  await ctx.db.insert(conversations).values({ id, ...start, createdBy: ctx.actor.id, createdAt: now, updatedAt: now })
  return getConversation(ctx, id)
}

/** Adds a message; once this returns it is kept. */
export async function addMessage(
  ctx: Context,
  conversationId: string,
  message: Pick<Message, 'role' | 'text'> & Partial<Pick<Message, 'citations' | 'assessment' | 'engine'>>,
): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.now()
    const id = newId('msg', now)
    await tx.db.insert(messages).values({ id, conversationId, ...message, createdAt: now })
    await tx.db.update(conversations).set({ updatedAt: now }).where(eq(conversations.id, conversationId))
    return id
  })
}

/** A person takes the conversation over; the assistant is silent until it is given back. */
export async function takeOver(ctx: Context, id: string): Promise<Conversation> {
  requireRole(ctx, 'chat.takeOver')
  const changed = await ctx.db
    .update(conversations)
    .set({ takenBy: ctx.actor.label, updatedAt: ctx.now() })
    .where(eq(conversations.id, id))
    .returning()
  if (changed.length === 0) throw missing()
  return getConversation(ctx, id)
}

/** Gives a conversation back to the assistant; a danger told before then has been looked at by a person. */
export async function release(ctx: Context, id: string): Promise<Conversation> {
  requireRole(ctx, 'chat.takeOver')
  const state = readState((await findRow(ctx, id)).state)
  const changed = await ctx.db
    .update(conversations)
    .set({ takenBy: null, danger: 2, state: { ...state, cleared: true, wantsPerson: false }, updatedAt: ctx.now() })
    .where(eq(conversations.id, id))
    .returning()
  if (changed.length === 0) throw missing()
  return getConversation(ctx, id)
}
