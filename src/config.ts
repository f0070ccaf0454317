import { z } from 'zod'
import { AppError } from './errors.ts'

/** One variable of the environment: what it is for, its shape, its default. The README's table is generated from this. */
const setting = <T extends z.ZodType>(doc: string, schema: T) => ({ doc, schema })
const text = z.string().trim()
const optionalText = text.optional().transform((value) => (value === '' ? undefined : value))

export const settings = {
  HOST: setting(
    'Address to listen on. Anything but a loopback address asks for ADMIN_API_KEY.',
    text.default('127.0.0.1'),
  ),
  PORT: setting('Port to listen on.', z.coerce.number().int().min(0).max(65535).default(8787)),
  DATA_DIR: setting('Folder of the embedded database and of uploaded files.', text.default('./data')),
  DATABASE_URL: setting('A PostgreSQL ≥ 15 server with pgvector, in place of the embedded database.', optionalText),
  ADMIN_API_KEY: setting("An admin's key, sent as `Authorization: Bearer KEY`.", optionalText),
  OPENAI_BASE_URL: setting(
    'Address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1.',
    optionalText,
  ),
  OPENAI_API_KEY: setting('Key for that endpoint.', optionalText),
  LLM_MODEL: setting('Model to ask there. Without it the built-in engine does everything.', optionalText),
  EMBEDDING_MODEL: setting('Embedding model of that endpoint, in place of the built-in encoder.', optionalText),
  LLM_TIMEOUT_MS: setting(
    'Longest wait for a model, in milliseconds; then the built-in answer is given.',
    z.coerce.number().int().positive().default(30_000),
  ),
  LOG_LEVEL: setting(
    'trace, debug, info, warn, error or silent.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ),
  CENTRE_NAME: setting(
    'Full name of the mediation committee (人民调解委员会), as printed on documents.',
    text.default('钱塘区综合人民调解委员会'),
  ),
  CENTRE_ADDRESS: setting(
    'Where the centre receives people, as told to residents and printed on referrals.',
    text.default('钱塘区综治中心服务大厅'),
  ),
  CENTRE_SHORT: setting('Its short name inside case numbers, such as （2026）钱综人调字第1号.', text.default('钱综')),
} as const

export type Config = { [K in keyof typeof settings]: z.infer<(typeof settings)[K]['schema']> }

/** Reads every variable from an environment record. Throws `invalid` naming each wrong one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const shape = Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema]))
  const present = Object.fromEntries(
    Object.keys(settings).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  )
  const parsed = z.object(shape).safeParse(present)
  if (parsed.success) return parsed.data as Config
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new AppError('invalid', `Configuration: ${wrong.join('; ')}`)
}

/** Whether a model's endpoint is configured. */
export const hasModel = (config: Config): boolean =>
  Boolean(config.LLM_MODEL && (config.OPENAI_BASE_URL || config.OPENAI_API_KEY))
