import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createMask, type Personal } from './deidentify.ts'
import { loadPrompt, type PromptShelf, render } from './prompts.ts'
import { restoring } from './restoring.ts'
import type { Agent, AgentEvent } from './types.ts'

type Options = {
  config: Config & { LLM_MODEL: string }
  shelf: PromptShelf
  log: Log
  findPersonal(text: string): Personal[]
  fetch?: typeof fetch
}

/** Most rounds of asking and calling tools in one turn. */
const mostRounds = 12

/**
 * A model that may call our tools before it answers. What goes to it, tool results too, is masked; what comes back,
 * tool arguments too, is restored. On any failure before the first word: the fallback's words.
 */
export function createModelAgent({ config, shelf, log, findPersonal, fetch }: Options): Agent {
  return async function* agent({ prompt: name, vars, tools, parties = [], fallback, signal }) {
    let spoken = false
    try {
      // Loaded late: langchain costs a second and much memory, and most services never ask for it.
      const [{ createAgent, tool }, { ChatOpenAI }] = await Promise.all([
        import('langchain'),
        import('@langchain/openai'),
      ])
      const prompt = await loadPrompt(shelf, name)
      const mask = createMask(parties, findPersonal)
      const hidden = Object.fromEntries(Object.entries(vars).map(([key, value]) => [key, mask.hide(value)]))
      const [system, user] = [render(prompt.system, hidden), render(prompt.user, hidden)]
      mask.guard(`${system}\n${user}`)
      const model = new ChatOpenAI({
        model: config.LLM_MODEL,
        apiKey: config.OPENAI_API_KEY ?? 'none',
        temperature: prompt.temperature,
        timeout: config.LLM_TIMEOUT_MS,
        maxRetries: 1,
        configuration: { baseURL: config.OPENAI_BASE_URL, fetch },
      })
      const running = createAgent({
        model,
        systemPrompt: system,
        tools: tools.map(({ name, description, input, run }) =>
          tool(
            async (args) => {
              const restored = JSON.parse(mask.restore(JSON.stringify(args))) as never
              const result = mask.hide(JSON.stringify(await run(restored)))
              mask.guard(result)
              return result
            },
            { name, description, schema: input as never },
          ),
        ),
      })
      const limit = AbortSignal.timeout(config.LLM_TIMEOUT_MS * 2)
      const stream = await running.stream(
        { messages: [{ role: 'user', content: user }] },
        {
          streamMode: ['messages', 'updates'],
          recursionLimit: mostRounds,
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        },
      )
      const engine = { kind: 'model', model: config.LLM_MODEL, promptHash: prompt.hash } as const
      const words = restoring(mask)
      for await (const [kind, part] of stream as AsyncIterable<[string, unknown]>) {
        for (const event of kind === 'messages' ? tokens(part) : toolSteps(part)) {
          if (event.type === 'tool') yield event
          else {
            const text = words.take(event.text)
            if (!text) continue
            spoken = true
            yield { type: 'text', text, engine }
          }
        }
      }
      const rest = words.rest()
      if (rest) yield { type: 'text', text: rest, engine }
      if (!spoken && !rest) throw new Error('the model said nothing')
    } catch (error) {
      log.warn({ prompt: name, reason: error instanceof Error ? error.name : 'unknown', spoken }, 'agent broke off')
      if (spoken) throw error
      yield { type: 'text', text: await fallback(), engine: { kind: 'builtin' } }
    }
  }
}

type Step = { type: 'text'; text: string } | Extract<AgentEvent, { type: 'tool' }>

/** The words of an AI message as they come; tool messages are not for the reader. */
function tokens(part: unknown): Step[] {
  const [message] = part as [{ getType?(): string; content?: unknown }]
  const text = message?.getType?.() === 'ai' && typeof message.content === 'string' ? message.content : ''
  return text ? [{ type: 'text', text }] : []
}

function toolSteps(part: unknown): Step[] {
  return Object.values(
    part as Record<string, { messages?: { getType?(): string; name?: string; tool_calls?: { name: string }[] }[] }>,
  ).flatMap((update) =>
    (update?.messages ?? []).flatMap((message): Step[] => {
      if (message.getType?.() === 'tool') return [{ type: 'tool', name: message.name ?? 'tool', status: 'done' }]
      return (message.tool_calls ?? []).map(({ name }) => ({ type: 'tool', name, status: 'running' }))
    }),
  )
}
