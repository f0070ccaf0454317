import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ZodError, z } from 'zod'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Env } from './middleware.ts'

/** Code → status: the one table. */
const statusOf = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 422,
  limit: 429,
  internal: 500,
} as const satisfies Record<ErrorCode, number>

/** What went wrong, as an AppError; the unexpected becomes `internal`, and its own words stay in the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ZodError) return invalid(error)
  if (error instanceof HTTPException) {
    if (error.status === 400) return new AppError('invalid', '请求不是合格的 JSON')
    if (error.status === 413) return new AppError('invalid', '内容太大')
    if (error.status === 404) return new AppError('not_found', '没有这个地址')
    if (error.status === 415)
      return new AppError('invalid', '内容请以 application/json 发送', { field: 'Content-Type' })
  }
  if (error instanceof SyntaxError) return new AppError('invalid', '请求不是合格的 JSON')
  return new AppError('internal', '服务出错了,请稍后再试')
}

// What a schema has no words of its own for, in the words of the people who read it.
z.config({ customError: (issue) => problemOf(issue) })

function problemOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return '必填'
  const unit = issue.origin === 'string' ? '个字' : issue.origin === 'array' ? '项' : ''
  switch (issue.code) {
    case 'invalid_type':
      return `类型不对,应是${typeNames[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`
    case 'too_big':
      return `最多${issue.maximum}${unit}`
    case 'too_small':
      return `最少${issue.minimum}${unit}`
    case 'unrecognized_keys':
      return '没有这个字段'
    default:
      return '格式不对'
  }
}

const typeNames: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
}

/** So many wrong fields are named; nobody mends more from one answer. */
const named = 50

/** Names the fields that are wrong, never their values: those may be personal data. */
export function invalid({ issues }: Pick<ZodError, 'issues'>): AppError {
  const fields = issues.slice(0, named).map(({ path, message, ...issue }) => ({
    field: [...path, ...('keys' in issue ? (issue.keys as string[]) : [])].join('.'),
    problem: message,
  }))
  const [first] = fields
  return new AppError('invalid', first ? `${first.field || '请求'}:${first.problem}` : '请求不合格', { fields })
}

export const onError: ErrorHandler<Env> = (thrown, c) => {
  const error = toAppError(thrown)
  const requestId = c.get('requestId') ?? 'unknown'
  const log = c.get('ctx')?.log
  if (error.code === 'internal')
    log?.error({ requestId, error: thrown instanceof Error ? (thrown.stack ?? thrown.name) : String(thrown) }, 'failed')
  const { code, message, details } = error
  return c.json({ error: { code, message, requestId, ...(details && { details }) } }, statusOf[code])
}
