import aliases from '../knowledge/aliases.yaml'
import departments from '../knowledge/departments.yaml'
import matters from '../knowledge/matters.yaml'
import clausesModel from '../knowledge/models/clauses.bin'
import intakeModel from '../knowledge/models/intake.bin'
import termsModel from '../knowledge/models/terms.bin'
import params from '../knowledge/params.yaml'
import plainWords from '../knowledge/plain-words.yaml'
import roster from '../knowledge/roster.yaml'
import taxonomy from '../knowledge/taxonomy.yaml'
import teams from '../knowledge/teams.yaml'
import titles from '../knowledge/titles.yaml'
import versions from '../knowledge/versions.yaml'
import chatIntake from '../prompts/chat/intake.md'
import chatResearch from '../prompts/chat/research.md'
import draftingFacts from '../prompts/drafting/facts.md'
import intakeAssess from '../prompts/intake/assess.md'
import summaryCase from '../prompts/summary/case.md'
import summaryPlain from '../prompts/summary/plain.md'
import { hasModel, readConfig } from './config.ts'
import type { Shelf, Tray } from './context.ts'
import type { Queue } from './db/index.ts'
import { openPostgres } from './db/postgres.ts'
import { AppError } from './errors.ts'
import { createApp } from './http/index.ts'
import { builtinOnly, openaiLlm } from './llm/index.ts'
import { createLog } from './log.ts'
import { findPersonal } from './text/index.ts'

type Env = {
  HYPERDRIVE: { connectionString: string }
  ASSETS: { fetch(request: Request): Promise<Response> }
}

const texts: Record<string, string> = {
  'knowledge/aliases.yaml': aliases,
  'knowledge/departments.yaml': departments,
  'knowledge/matters.yaml': matters,
  'knowledge/params.yaml': params,
  'knowledge/plain-words.yaml': plainWords,
  'knowledge/roster.yaml': roster,
  'knowledge/taxonomy.yaml': taxonomy,
  'knowledge/teams.yaml': teams,
  'knowledge/titles.yaml': titles,
  'knowledge/versions.yaml': versions,
  'prompts/chat/intake.md': chatIntake,
  'prompts/chat/research.md': chatResearch,
  'prompts/drafting/facts.md': draftingFacts,
  'prompts/intake/assess.md': intakeAssess,
  'prompts/summary/case.md': summaryCase,
  'prompts/summary/plain.md': summaryPlain,
}

const models: Record<string, typeof intakeModel> = {
  'knowledge/models/clauses.bin': clausesModel,
  'knowledge/models/intake.bin': intakeModel,
  'knowledge/models/terms.bin': termsModel,
}

const missing = (path: string) => new AppError('not_found', `Not in the Worker's bundle: ${path}`)
const shelf: Shelf = {
  list: (prefix) => Object.keys(texts).filter((path) => path.startsWith(prefix)),
  text: (path) => {
    const text = texts[path]
    if (text === undefined) throw missing(path)
    return text
  },
  bytes: (path) => {
    const model = models[path]
    if (!model) throw missing(path)
    return new Uint8Array(model)
  },
}

/** Jobs run in the Node service that shares the database; this entry sends none. */
const noQueue: Queue = {
  ready: () => Promise.resolve(),
  send: () => Promise.reject(new AppError('precondition', '这个入口不受理后台任务,请在中心的服务上操作')),
  find: () => Promise.resolve(undefined),
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

/** Cloudflare: the same app, with a database client for each request. */
export default {
  async fetch(request: Request, env: Env, execution: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    const config = readConfig({ ...stringsOf(env), HOST: '0.0.0.0' })
    if (!config.ADMIN_API_KEY) return new Response('ADMIN_API_KEY is not set', { status: 503 })
    const connection = openPostgres(env.HYPERDRIVE.connectionString, { connections: 5 })
    const log = createLog(config.LOG_LEVEL)
    const llm = hasModel(config)
      ? openaiLlm({ config: { ...config, LLM_MODEL: config.LLM_MODEL! }, shelf, log, findPersonal })
      : builtinOnly()
    const tray: Tray = { db: connection.db, queue: noQueue, llm, now: () => new Date(), log, config, shelf }
    const app = createApp({ tray, peer: (c) => c.req.header('cf-connecting-ip') ?? 'unknown', ready: () => true })
    app.get('*', (c) => env.ASSETS.fetch(c.req.raw))
    const response = await app.fetch(request)
    // A stream is still being written when the answer is handed over: the client closes once it is idle.
    execution.waitUntil(closeAfter(response, connection.close))
    return response
  },
}

const stringsOf = (env: object): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

async function closeAfter(response: Response, close: () => Promise<void>): Promise<void> {
  if (response.headers.get('content-type')?.includes('event-stream')) return
  await close()
}
