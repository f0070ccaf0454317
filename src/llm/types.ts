import { z } from 'zod'

/** Which engine spoke; with a model, also the hash of the prompt file it was asked with. */
export const Engine = z.object({
  kind: z.enum(['builtin', 'model']),
  model: z.string().optional(),
  promptHash: z.string().optional(),
})
export type Engine = z.infer<typeof Engine>

/** What must not reach a model in clear: a call is refused while any of it is still in the text. */
export type KnownParty = { name: string; idNumber?: string | null; phone?: string | null; address?: string | null }

export type Ask<T> = {
  /** A file of prompts/ without its ending: `drafting/agreement`. */
  prompt: string
  /** Texts put into the prompt's places; personal data is masked on the way out and restored on the way back. */
  vars: Record<string, string>
  schema: z.ZodType<T>
  /** The built-in engine's answer, from the same facts. */
  fallback: () => T | Promise<T>
  /** Everyone known in the matter. */
  parties?: KnownParty[]
  /** Code's last word on a model's answer: what is wrong with it. Anything here and the fallback is given. */
  check?: (answer: T) => string[]
  signal?: AbortSignal
}

export type Answer<T> = { value: T; engine: Engine /** Why a model's answer was not taken. */; refused?: string }

/** Something a model may do before it answers: a name, what it is for, what goes in, and the doing. */
export type AgentTool = { name: string; description: string; input: z.ZodType; run(input: never): Promise<unknown> }
export type AgentEvent =
  | { type: 'text'; text: string; engine: Engine }
  | { type: 'tool'; name: string; status: 'running' | 'done' }
export type Agent = (
  request: Omit<Ask<string>, 'schema' | 'check'> & { tools: AgentTool[] },
) => AsyncIterable<AgentEvent>

export type Llm = {
  /** The model's name, where one is configured. */
  model?: string
  ask<T>(request: Ask<T>): Promise<Answer<T>>
  /** Words as they come; on any failure before the first word the fallback's words, after it an `internal` error. */
  stream(request: Omit<Ask<string>, 'schema'>): AsyncIterable<{ text: string; engine: Engine }>
  /** Words of a model that may call tools first; the fallback's words where there is none. */
  agent: Agent
  /** Vectors of the configured embedding model; undefined where there is none. */
  embed?: { model: string; run(texts: string[]): Promise<number[][]> }
}
