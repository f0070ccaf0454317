import type { Context } from '../context.ts'
import { type Hit, searchKnowledge } from '../knowledge/index.ts'
import { tools } from '../tools/index.ts'
import { markers } from './citations.ts'
import type { Citation } from './memory.ts'
import type { History, Part } from './turn.ts'

const offered = 8

/** The lawyer's side: finds passages first, then words them; only a passage that was found can be cited. */
export async function* researchTurn(ctx: Context, { message, earlier }: History): AsyncGenerator<Part> {
  const before = earlier.filter(({ role }) => role === 'user').at(-1)?.text
  // A short follow-up leans on the question before it.
  const question = before && message.length < 15 ? `${before}\n${message}` : message
  const { hits } = await searchKnowledge(ctx, { q: question, limit: offered })
  const citations = hits.map(toCitation)
  const stream = ctx.llm.agent({
    prompt: 'chat/research',
    vars: {
      question,
      passages: hits.map((hit, i) => `[${i + 1}] ${hit.title}${hit.article ?? ''}:${hit.gist ?? hit.text}`).join('\n'),
    },
    tools: tools
      .filter(({ destructive, permission }) => !destructive && permission === 'knowledge.read')
      .map(({ name, description, input, run }) => ({ name, description, input, run: (args: never) => run(ctx, args) })),
    fallback: () => builtinAnswer(hits),
  })
  const reader = markers(citations)
  for await (const event of stream) {
    if (event.type === 'tool') {
      yield { event: 'tool', data: { name: event.name, status: event.status } }
      continue
    }
    yield { event: 'engine', data: event.engine }
    yield* reader.take(event.text)
  }
  yield* reader.rest()
}

const toCitation = (hit: Hit, i: number): Citation => ({
  n: i + 1,
  key: hit.key,
  title: `${hit.title}${hit.article ?? ''}`,
  quote: hit.official ? hit.text : (hit.gist ?? hit.text),
  official: hit.official,
  url: hit.url,
})

/** What the library says, as it stands, each line with its source. */
function builtinAnswer(hits: Hit[]): string {
  if (hits.length === 0) return '知识库里没有找到相关的规定或先例,建议换个说法,或咨询值班律师。'
  const laws = hits
    .map((hit, i) => ({ hit, n: i + 1 }))
    .filter(({ hit }) => hit.kind === 'law')
    .slice(0, 5)
  const others = hits
    .map((hit, i) => ({ hit, n: i + 1 }))
    .filter(({ hit }) => hit.kind !== 'law')
    .slice(0, 3)
  const line = ({ hit, n }: { hit: Hit; n: number }) =>
    `· ${hit.title}${hit.article ?? ''}:${shorten(hit.gist ?? hit.text)}[${n}]`
  return [
    ...(laws.length > 0 ? ['与您问的最相关的规定:', ...laws.map(line)] : []),
    ...(others.length > 0 ? ['可以参考:', ...others.map(line)] : []),
    '以上是检索结果,具体适用请由调解员或律师判断。',
  ].join('\n')
}

const shorten = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text)
