import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { conversations, messages, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { Assessment } from '../intake/index.ts'
import { Engine } from '../llm/index.ts'

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

export const Conversation = z.object({
  id: z.string(),
  mode: z.enum(['intake', 'research']),
  caseId: z.string().optional(),
  takenBy: z.string().optional(),
  createdAt: z.string(),
  messages: z.array(Message),
})
export type Conversation = z.infer<typeof Conversation>

const missing = () => new AppError('not_found', '没有找到这段对话')

/** A conversation with its messages and their citations, as they were. Throws `not_found`. */
export async function getConversation(ctx: Context, id: string): Promise<Conversation> {
  requireRole(ctx, 'chat.talk')
  const [row] = await ctx.db.select().from(conversations).where(eq(conversations.id, id))
  if (!row) throw missing()
  const said = await ctx.db.select().from(messages).where(eq(messages.conversationId, id)).orderBy(asc(messages.seq))
  return {
    id: row.id,
    mode: row.mode as Conversation['mode'],
    caseId: row.caseId ?? undefined,
    takenBy: row.takenBy ?? undefined,
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

/** Gives a conversation back to the assistant. */
export async function release(ctx: Context, id: string): Promise<Conversation> {
  requireRole(ctx, 'chat.takeOver')
  const changed = await ctx.db
    .update(conversations)
    .set({ takenBy: null, updatedAt: ctx.now() })
    .where(eq(conversations.id, id))
    .returning()
  if (changed.length === 0) throw missing()
  return getConversation(ctx, id)
}
