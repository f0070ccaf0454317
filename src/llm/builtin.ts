import type { Llm } from './types.ts'

const engine = { kind: 'builtin' } as const

/** The door where no model is configured: every question is answered by its own fallback. */
export const builtinOnly = (): Llm => ({
  ask: async ({ fallback }) => ({ value: await fallback(), engine }),
  async *agent({ fallback }) {
    yield { type: 'text', text: await fallback(), engine }
  },
  async *stream({ fallback }) {
    yield { text: await fallback(), engine }
  },
})
