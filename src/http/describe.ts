import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { Proof } from '../cases/index.ts'
import { Attached, Citation, Pending, Talk } from '../chat/index.ts'
import { dossierFormats, FormTemplate, formats, routes, templateForms } from '../drafting/index.ts'
import { Assessment } from '../intake/index.ts'
import { Failure } from './endpoint.ts'
import type { Env } from './middleware.ts'

type Registered = Parameters<OpenAPIHono<Env>['openAPIRegistry']['registerPath']>[0]

const failure = {
  default: {
    description: 'A failure in the one shape of all failures',
    content: { 'application/json': { schema: Failure } },
  },
}
const id = z.object({ id: z.string() })
const form = z.object({ form: z.enum(templateForms) })
const binary = z.string().openapi({ format: 'binary' })
const file = (types: string[]) => ({
  200: { description: 'The file', content: Object.fromEntries(types.map((type) => [type, { schema: binary }])) },
  ...failure,
})
const json = (description: string, schema: z.ZodType) => ({ description, content: { 'application/json': { schema } } })

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** One server-sent event of the chat, by its name. */
const ChatEvents = z
  .union([
    z.object({ event: z.literal('message.delta'), data: z.object({ text: z.string() }) }),
    z.object({ event: z.literal('citation'), data: Citation }),
    z.object({ event: z.literal('assessment'), data: Assessment }),
    z.object({ event: z.literal('tool'), data: z.object({ name: z.string(), status: z.string() }) }),
    z.object({
      event: z.literal('done'),
      data: z.object({
        conversationId: z.string(),
        messageId: z.string(),
        engine: z.object({
          kind: z.enum(['builtin', 'model']),
          model: z.string().optional(),
          promptHash: z.string().optional(),
        }),
        stage: z.enum(['hearing', 'confirming', 'contact', 'registered', 'referred']),
        asks: Pending.optional(),
        receipt: z.string().optional(),
      }),
    }),
    z.object({ event: z.literal('error'), data: z.object({ code: z.string(), message: z.string() }) }),
  ])
  .openapi('ChatEvent')

/** Streams, files and foreign protocols: put on the app by hand, and into the document here. */
const others: Registered[] = [
  {
    method: 'post',
    path: '/api/v1/chat',
    summary: '对话(server-sent events)',
    tags: ['chat'],
    request: { body: { required: true, content: { 'application/json': { schema: Talk } } } },
    responses: {
      200: { description: 'Events in the order they happen', content: { 'text/event-stream': { schema: ChatEvents } } },
      ...failure,
    },
  },
  {
    method: 'post',
    path: '/api/v1/conversations/{id}/attachments',
    summary: '交一个附件(图片、PDF、docx、录音,10MB 以内)',
    tags: ['conversations'],
    request: {
      params: id,
      body: { required: true, content: { 'multipart/form-data': { schema: z.object({ file: binary }) } } },
    },
    responses: { 201: json('Kept, with what the window says to it', Attached), ...failure },
  },
  {
    method: 'get',
    path: '/api/v1/attachments/{id}/file',
    summary: '附件原件',
    tags: ['attachments'],
    request: { params: id },
    responses: file(['application/octet-stream']),
  },
  {
    method: 'get',
    path: '/api/v1/documents/{id}/file',
    summary: '文书文件',
    tags: ['documents'],
    request: {
      params: id,
      query: z.object({
        format: z.enum(formats).default('docx'),
        annex: z.enum(['true', 'false']).optional(),
        version: z.coerce.number().int().optional(),
      }),
    },
    responses: file([docx, 'text/markdown', 'text/html']),
  },
  {
    method: 'get',
    path: '/api/v1/cases/{id}/dossier',
    summary: '卷宗',
    tags: ['cases'],
    request: { params: id, query: z.object({ format: z.enum(dossierFormats).default('docx') }) },
    responses: file([docx, 'application/zip']),
  },
  {
    method: 'get',
    path: '/api/v1/cases/{id}/way-out/file',
    summary: '出路包文件',
    tags: ['cases'],
    request: {
      params: id,
      query: z.object({
        format: z.enum(formats).default('docx'),
        route: z.enum(routes).optional(),
        party: z.string().optional(),
      }),
    },
    responses: file([docx, 'text/markdown', 'text/html']),
  },
  {
    method: 'post',
    path: '/api/v1/proofs/{receipt}/files',
    summary: '给凭证附一个文件(PDF、PNG、JPEG,10MB 以内)',
    tags: ['proofs'],
    request: {
      params: z.object({ receipt: z.string() }),
      body: { required: true, content: { 'multipart/form-data': { schema: z.object({ file: binary }) } } },
    },
    responses: { 201: json('The receipt with its files', z.object({ items: z.array(Proof) })), ...failure },
  },
  {
    method: 'get',
    path: '/api/v1/proof-files/{id}',
    summary: '凭证附件原件',
    tags: ['proofs'],
    request: { params: id },
    responses: file(['application/pdf', 'image/png', 'image/jpeg']),
  },
  {
    method: 'get',
    path: '/api/v1/templates/{form}/file',
    summary: '一种文书现用的模板文件',
    tags: ['templates'],
    request: { params: form },
    responses: file([docx]),
  },
  {
    method: 'put',
    path: '/api/v1/templates/{form}',
    summary: '换用本局的模板(.docx,2MB 以内)',
    tags: ['templates'],
    request: {
      params: form,
      body: {
        required: true,
        content: { 'multipart/form-data': { schema: z.object({ file: binary }) }, [docx]: { schema: binary } },
      },
    },
    responses: { 200: json('In use from now on', FormTemplate), ...failure },
  },
  {
    method: 'post',
    path: '/api/v1/knowledge/import',
    summary: '导入法律、协议、案例、方案;立即返回任务',
    tags: ['knowledge'],
    request: {
      body: { required: true, content: { 'multipart/form-data': { schema: z.object({ files: z.array(binary) }) } } },
    },
    responses: { 202: json('The job that reads them', z.object({ id: z.string(), state: z.string() })), ...failure },
  },
  {
    method: 'post',
    path: '/v1/chat/completions',
    summary: "OpenAI's shape: models heyi-intake and heyi-research",
    tags: ['v1'],
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.looseObject({
              model: z.string().optional(),
              stream: z.boolean().optional(),
              messages: z.array(z.looseObject({ role: z.string() })),
            }),
          },
        },
      },
    },
    responses: {
      200: {
        description: 'A completion, or its chunks as server-sent events',
        content: { 'application/json': { schema: z.looseObject({}) }, 'text/event-stream': { schema: z.string() } },
      },
      ...failure,
    },
  },
  {
    method: 'get',
    path: '/v1/models',
    summary: "OpenAI's list of models",
    tags: ['v1'],
    responses: { 200: json('The models', z.looseObject({})), ...failure },
  },
  {
    method: 'post',
    path: '/mcp',
    summary: 'Model Context Protocol over HTTP, without a session',
    tags: ['mcp'],
    request: { body: { required: true, content: { 'application/json': { schema: z.looseObject({}) } } } },
    responses: { 200: json('JSON-RPC', z.looseObject({})), ...failure },
  },
  ...(['/healthz', '/readyz'] as const).map(
    (path): Registered => ({
      method: 'get',
      path,
      summary: path === '/healthz' ? '服务活着' : '服务可用(数据库和知识库就绪)',
      tags: ['service'],
      responses: { 200: json('OK', z.object({ status: z.string() })), ...failure },
    }),
  ),
]

/** Puts what no endpoint table holds into the OpenAPI document. */
export function describeOthers(app: OpenAPIHono<Env>): void {
  for (const path of others) app.openAPIRegistry.registerPath(path)
}
