import type { z } from 'zod'
import type { Endpoints } from '../http/index.ts'

type Method = Endpoints['method']
type Of<M extends Method, P> = Extract<Endpoints, { method: M; path: P }>
type Path<M extends Method> = Extract<Endpoints, { method: M }>['path']
/** What a call answers with. */
export type Reply<M extends Method, P extends string> =
  Of<M, P> extends { out: infer O } ? (O extends z.ZodType ? z.output<O> : never) : never
type Body<M extends Method, P extends string> =
  Of<M, P> extends { body?: infer B } ? (B extends z.ZodType ? z.input<B> : never) : never

export type Case = Reply<'get', '/api/v1/cases/:id'>
export type CaseRecord = Reply<'post', '/api/v1/cases/:id/records'>
export type CaseDocument = Reply<'get', '/api/v1/documents/:id'>
export type Assessment = Reply<'post', '/api/v1/intake/assess'>
export type Desk = Reply<'get', '/api/v1/desk'>
export type Conversation = Reply<'get', '/api/v1/conversations/:id'>
export type Registered = Reply<'post', '/api/v1/cases'>
export type Doors = Reply<'get', '/api/v1/cases/:id/departments'>
export type Matches = Reply<'post', '/api/v1/cases/:id/match'>
export type Progress = Reply<'get', '/api/v1/progress'>
export type Finding = CaseDocument['findings'][number]
export type Precheck = Reply<'get', '/api/v1/cases/:id/precheck'>
export type DossierState = Reply<'get', '/api/v1/cases/:id/completeness'>
export type Comparison = Reply<'get', '/api/v1/documents/:id/precedents'>
export type Summary = Reply<'post', '/api/v1/cases/:id/summary'>
export type Schedule = Reply<'get', '/api/v1/cases/:id/obligations'>
export type Proof = Reply<'get', '/api/v1/cases/:id/proofs'>['items'][number]
export type WayOut = Reply<'get', '/api/v1/cases/:id/way-out'>
export type FormTemplate = Reply<'get', '/api/v1/templates'>['items'][number]
export type Calculation = Reply<'post', '/api/v1/calculators/:name'>
export type Hit = Reply<'get', '/api/v1/knowledge/search'>['hits'][number]
export type Citation = { n: number; key: string; title: string; quote: string; official: boolean; url?: string }

/** A failure in the service's own words. */
export class Failure extends Error {
  readonly code: string
  readonly details?: {
    needs?: string[]
    missing?: string[]
    findings?: { message: string }[]
    param?: string
    fields?: unknown[]
  }
  constructor({ code, message, details }: { code: string; message: string; details?: Failure['details'] }) {
    super(message)
    this.code = code
    this.details = details
  }
}

type Input<B> = {
  params?: Record<string, string>
  query?: Record<string, string | number | undefined>
  body?: B
  ifMatch?: number
}

/** Makes a call of the contract; throws `Failure`. */
export async function call<M extends Method, P extends Path<M>>(
  method: M,
  path: P,
  input: Input<Body<M, P>> = {},
): Promise<Reply<M, P>> {
  const filled = (path as string).replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  )
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  )
  const response = await send(`${filled}${query.size > 0 ? `?${query}` : ''}`, {
    method: method.toUpperCase(),
    headers: {
      ...authorization(),
      ...(input.body !== undefined && { 'content-type': 'application/json' }),
      ...(input.ifMatch !== undefined && { 'if-match': String(input.ifMatch) }),
    },
    body: input.body === undefined ? undefined : JSON.stringify(input.body),
  })
  if (!response.ok) throw await failureOf(response)
  return (await response.json()) as Reply<M, P>
}

/** A request whose failure to arrive is a `Failure` like any other. */
const send = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(path, init).catch((cause: Error) => {
    if (cause.name === 'AbortError') throw cause
    throw new Failure({ code: 'offline', message: '连不上服务,请看看网络,过一会儿再试' })
  })

/** The key a person typed in, kept for this tab only. */
export const keyOf = {
  get: () => sessionStorage.getItem('heyi-key') ?? '',
  set: (key: string) => sessionStorage.setItem('heyi-key', key),
}
/** Never at the residents' side: there nobody has more rights than a resident. */
export const authorization = (): Record<string, string> =>
  keyOf.get() && !location.pathname.startsWith('/hall') ? { authorization: `Bearer ${keyOf.get()}` } : {}

async function failureOf(response: Response): Promise<Failure> {
  const body = (await response.json().catch(() => undefined)) as
    | { error?: ConstructorParameters<typeof Failure>[0] }
    | undefined
  return new Failure(body?.error ?? { code: 'internal', message: '服务没有回应,请稍后再试' })
}

export type Done = Pick<Conversation, 'stage' | 'receipt' | 'asks'> & {
  conversationId: string
  messageId: string
  engine: { kind: string; model?: string }
}
export type ChatEvent =
  | { event: 'message.delta'; data: { text: string } }
  | { event: 'citation'; data: Citation }
  | { event: 'assessment'; data: Assessment }
  | { event: 'tool'; data: { name: string; status: string } }
  | { event: 'done'; data: Done }
  | { event: 'error'; data: { code: string; message: string } }

/** Says something and yields the answer as it comes. */
export async function* say(
  body: { message: string; conversationId?: string; mode: string },
  signal?: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const response = await send('/api/v1/chat', {
    method: 'POST',
    signal,
    headers: { ...authorization(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok || !response.body) throw await failureOf(response)
  let held = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    held += value
    const blocks = held.split('\n\n')
    held = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const data = [...block.matchAll(/^data: (.*)$/gm)].map((match) => match[1]).join('\n')
      if (event && data) yield { event, data: JSON.parse(data) } as ChatEvent
    }
  }
}

/** Hands a file in, with the caller's rights. */
export async function upload(method: 'POST' | 'PUT', path: string, file: File, ifMatch?: number): Promise<unknown> {
  const form = new FormData()
  form.append('file', file)
  const headers = { ...authorization(), ...(ifMatch !== undefined && { 'if-match': String(ifMatch) }) }
  const response = await send(path, { method, headers, body: form })
  if (!response.ok) throw await failureOf(response)
  return response.json()
}

/** Hands a file in with a conversation. */
export async function attach(conversationId: string, file: File): Promise<Conversation['attachments'][number]> {
  const answer = await upload('POST', `/api/v1/conversations/${encodeURIComponent(conversationId)}/attachments`, file)
  return (answer as { attachment: Conversation['attachments'][number] }).attachment
}

/** Fetches a file with the caller's rights and hands it to the browser. */
export async function download(path: string, name: string): Promise<void> {
  const response = await send(path, { headers: authorization() })
  if (!response.ok) throw await failureOf(response)
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
