import { ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel'
import OpenAI from 'openai'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createModelAgent } from './agent.ts'
import { createMask, type Mask, type Personal } from './deidentify.ts'
import { loadPrompt, type Prompt, type PromptShelf, render } from './prompts.ts'
import { restoring } from './restoring.ts'
import type { Answer, Ask, Engine, KnownParty, Llm } from './types.ts'

export type ModelOptions = {
  config: Config & { LLM_MODEL: string }
  shelf: PromptShelf
  log: Log
  /** Names personal data in a text besides what is known of the parties. */
  findPersonal(text: string): Personal[]
  fetch?: typeof fetch
}

type Messages = { role: 'system' | 'user' | 'assistant'; content: string }[]

/**
 * The door to an OpenAI-compatible endpoint: de-identify → render → call → restore → validate, else the fallback.
 * The SDK waits as a 429 tells it and retries twice; five failures in a row keep the door shut for half a minute.
 */
export function openaiLlm({ config, shelf, log, findPersonal, fetch }: ModelOptions): Llm {
  const client = new OpenAI({
    baseURL: config.OPENAI_BASE_URL,
    apiKey: config.OPENAI_API_KEY ?? 'none',
    maxRetries: 2,
    timeout: config.LLM_TIMEOUT_MS,
    fetch,
  })
  const model = config.LLM_MODEL
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) })
  const guarded = wrap(breaker, timeout(config.LLM_TIMEOUT_MS, TimeoutStrategy.Aggressive))

  /** The messages of a prompt with everything personal masked; throws where something is left. */
  async function prepare(request: { prompt: string; vars: Record<string, string>; parties?: KnownParty[] }) {
    const prompt = await loadPrompt(shelf, request.prompt)
    const mask = createMask(request.parties ?? [], findPersonal)
    const vars = Object.fromEntries(Object.entries(request.vars).map(([name, value]) => [name, mask.hide(value)]))
    const messages: Messages = [
      { role: 'system', content: render(prompt.system, vars) },
      { role: 'user', content: render(prompt.user, vars) },
    ]
    mask.guard(messages.map(({ content }) => content).join('\n'))
    return { prompt, mask, messages, engine: { kind: 'model', model, promptHash: prompt.hash } satisfies Engine }
  }

  async function complete(prompt: Prompt, messages: Messages, signal?: AbortSignal): Promise<string> {
    const reply = await guarded.execute(
      ({ signal: own }) =>
        client.chat.completions.create(
          { model, messages, temperature: prompt.temperature, response_format: { type: 'json_object' } },
          { signal: signal ? AbortSignal.any([own, signal]) : own },
        ),
      signal,
    )
    const content = reply.choices[0]?.message?.content
    if (!content) throw new Error('the model gave an empty choice')
    return content
  }

  return {
    model,
    async ask<T>(request: Ask<T>): Promise<Answer<T>> {
      try {
        const { prompt, mask, messages, engine } = await prepare(request)
        const shape = {
          role: 'system' as const,
          content: `只输出一个 JSON 对象,符合:${JSON.stringify(z.toJSONSchema(request.schema, { io: 'input', unrepresentable: 'any' }))}`,
        }
        const asked = [messages[0]!, shape, messages[1]!]
        const first = await complete(prompt, asked, request.signal)
        const problems = judge(first, request, mask)
        if (problems.value !== undefined) return { value: problems.value, engine }
        // One repair: a small model often mends what it is told is wrong.
        const repair = `上面的输出不合格:${problems.wrong.join(';')}。请改正后重新只输出 JSON。`
        const second = await complete(
          prompt,
          [...asked, { role: 'assistant', content: first }, { role: 'user', content: mask.hide(repair) }],
          request.signal,
        )
        const mended = judge(second, request, mask)
        if (mended.value !== undefined) return { value: mended.value, engine }
        return await builtin(request, mended.wrong.join(';'))
      } catch (error) {
        log.warn({ prompt: request.prompt, reason: reasonOf(error) }, 'model unavailable')
        return builtin(request, reasonOf(error))
      }
    },

    async *stream(request) {
      let spoken = false
      try {
        const { prompt, mask, messages, engine } = await prepare(request)
        // The breaker alone: cockatiel's timeout ends its signal once the call has answered, and the stream with it.
        const chunks = await breaker.execute(() =>
          client.chat.completions.create(
            { model, messages, temperature: prompt.temperature, stream: true },
            { signal: request.signal },
          ),
        )
        const words = restoring(mask)
        let finished = false
        for await (const chunk of withIdleLimit(chunks, config.LLM_TIMEOUT_MS)) {
          finished ||= Boolean(chunk.choices[0]?.finish_reason)
          const text = words.take(chunk.choices[0]?.delta?.content ?? '')
          if (!text) continue
          spoken = true
          yield { text, engine }
        }
        const rest = words.rest()
        if (rest) yield { text: rest, engine }
        if (!spoken && !rest) throw new Error('the model said nothing')
        // A proxy may end a broken stream politely: without its last word it is broken all the same.
        if (!finished) throw new Error('the stream was cut')
      } catch (error) {
        log.warn({ prompt: request.prompt, reason: reasonOf(error), spoken }, 'model stream broke off')
        if (spoken) throw error
        yield { text: await request.fallback(), engine: { kind: 'builtin' } }
      }
    },

    agent: createModelAgent({ config, shelf, log, findPersonal, fetch }),

    embed: config.EMBEDDING_MODEL
      ? {
          model: config.EMBEDDING_MODEL,
          async run(texts) {
            const masked = texts.map((text) => createMask([], findPersonal).hide(text))
            const reply = await guarded.execute(({ signal }) =>
              client.embeddings.create({ model: config.EMBEDDING_MODEL!, input: masked }, { signal }),
            )
            return reply.data.map(({ embedding }) => embedding)
          },
        }
      : undefined,
  }
}

/** The answer with placeholders restored, if it has the shape and code finds nothing wrong with it. */
function judge<T>(content: string, request: Ask<T>, mask: Mask): { value?: T; wrong: string[] } {
  const json = /\{[\s\S]*\}/.exec(content.replaceAll(/```(json)?/g, ''))?.[0]
  if (!json) return { wrong: ['不是 JSON'] }
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch {
    return { wrong: ['JSON 不完整'] }
  }
  const parsed = request.schema.safeParse(restoreAll(raw, mask))
  if (!parsed.success) return { wrong: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  const wrong = request.check?.(parsed.data) ?? []
  return wrong.length > 0 ? { wrong } : { value: parsed.data, wrong }
}

function restoreAll(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask.restore(value)
  if (Array.isArray(value)) return value.map((item) => restoreAll(item, mask))
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restoreAll(item, mask)]))
  }
  return value
}

const builtin = async <T>(request: Ask<T>, refused: string): Promise<Answer<T>> => ({
  value: await request.fallback(),
  engine: { kind: 'builtin' },
  refused,
})

/** Never the message itself: an endpoint may echo what it was sent. */
const reasonOf = (error: unknown): string =>
  error instanceof OpenAI.APIError
    ? `${error.name} ${error.status ?? ''}`.trim()
    : error instanceof Error
      ? error.name
      : 'unknown'

/** Ends a stream that says nothing for too long. */
async function* withIdleLimit<T>(source: AsyncIterable<T>, limitMs: number): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const idle = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the model hangs')), limitMs)
      })
      const next = await Promise.race([iterator.next(), idle]).finally(() => clearTimeout(timer))
      if (next.done) return
      yield next.value
    }
  } finally {
    iterator.return?.(undefined)?.catch?.(() => {})
  }
}
