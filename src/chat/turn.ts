import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { getCase } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Assessment } from '../intake/index.ts'
import type { Engine } from '../llm/index.ts'
import { tidy } from '../text/index.ts'
import { intakeTurn } from './intake.ts'
import {
  addMessage,
  type Citation,
  type Conversation,
  findRow,
  getConversation,
  saveState,
  startConversation,
} from './memory.ts'
import { researchTurn } from './research.ts'
import { type Pending, readState, type Stage, type State, told } from './state.ts'

export const Talk = z.strictObject({
  message: z.string().max(20_000, '最多20000个字').transform(tidy).pipe(z.string().trim().min(1, '请说点什么')),
  conversationId: z.string().optional(),
  caseId: z.string().optional(),
  mode: z.enum(['intake', 'research']).optional(),
})
export type Talk = z.input<typeof Talk>

/** Where the conversation stands after a turn, and what its last answer asks for; the receipt once it ended in a registered case. */
export type Done = {
  conversationId: string
  messageId: string
  engine: Engine
  stage: Stage
  asks?: Pending
  receipt?: string
}

/** What a turn of a conversation sends, in api.md's names. */
export type ChatEvent =
  | { event: 'message.delta'; data: { text: string } }
  | { event: 'citation'; data: Citation }
  | { event: 'assessment'; data: Assessment }
  | { event: 'tool'; data: { name: string; status: string } }
  | { event: 'done'; data: Done }

/** What a kind of turn yields; the words, citations and assessment are kept with the answer. */
export type Part =
  | Exclude<ChatEvent, { event: 'done' }>
  | { event: 'engine'; data: Engine }
  | { event: 'state'; data: { state: State; danger?: number } }

/**
 * Hears one message and answers it as a stream. The message is kept before anything is said; the answer when it is whole.
 * Where a person has taken over, nothing is answered. Throws `not_found`, `forbidden`, `invalid` before the first event.
 */
export async function* talk(ctx: Context, input: Talk): AsyncGenerator<ChatEvent> {
  requireRole(ctx, 'chat.talk')
  const { message, conversationId, caseId, mode } = Talk.parse(input)
  if (caseId) await getCase(ctx, caseId)
  const conversation = conversationId
    ? await getConversation(ctx, conversationId)
    : await startConversation(ctx, { mode: mode ?? 'intake', caseId })
  if (caseId && conversation.caseId && conversation.caseId !== caseId)
    throw new AppError('conflict', '这段对话属于另一个案件')
  const { stage, receipt } = conversation
  const standing = { conversationId: conversation.id, stage, receipt, asks: undefined as Pending | undefined }
  const heard = await addMessage(ctx, conversation.id, { role: 'user', text: message })
  if (conversation.takenBy) {
    // A person hears it now; the assistant knows it once the talk is given back.
    const { state } = await historyOf(ctx, conversation, message)
    if (state.stage !== 'registered') await saveState(ctx, conversation.id, told(state, message))
    yield { event: 'done', data: { ...standing, messageId: heard, engine: { kind: 'builtin' } } }
    return
  }
  const answer = {
    text: '',
    citations: [] as Citation[],
    assessment: undefined as Assessment | undefined,
    engine: { kind: 'builtin' } as Engine,
  }
  const history = await historyOf(ctx, conversation, message)
  const parts = (mode ?? conversation.mode) === 'research' ? researchTurn(ctx, history) : intakeTurn(ctx, history)
  for await (const part of parts) {
    if (part.event === 'engine') answer.engine = part.data
    else if (part.event === 'state') {
      const { stage, receipt, pending } = part.data.state
      Object.assign(standing, { stage, receipt, asks: pending })
      await saveState(ctx, conversation.id, part.data.state, part.data.danger)
    } else {
      if (part.event === 'message.delta') answer.text += part.data.text
      if (part.event === 'citation') answer.citations.push(part.data)
      if (part.event === 'assessment') answer.assessment = part.data
      yield part
    }
  }
  const messageId = await addMessage(ctx, conversation.id, { role: 'assistant', ...answer })
  yield { event: 'done', data: { ...standing, messageId, engine: answer.engine } }
}

/** A conversation before the message, and the message. */
export type History = {
  conversationId: string
  message: string
  state: State
  earlier: { role: string; text: string; assessment?: Assessment }[]
}

async function historyOf(ctx: Context, { id, messages }: Conversation, message: string): Promise<History> {
  const { state } = await findRow(ctx, id)
  return {
    conversationId: id,
    message,
    state: readState(state),
    earlier: messages.map(({ role, text, assessment }) => ({ role, text, assessment })),
  }
}
