import { StreamableHTTPTransport } from '@hono/mcp'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { tools } from '../tools/index.ts'
import { toAppError } from './errors.ts'
import type { Env } from './middleware.ts'

/** Messages in one batch. */
const batch = 20

/**
 * MCP without a session: a server and a transport for each request, offering the tools the caller may use. `opening` is the
 * limit on registrations, which each registration of a batch counts against.
 */
export function mountMcp(app: OpenAPIHono<Env>, opening: MiddlewareHandler<Env>): void {
  app.post('/mcp', async (c) => {
    // Broken JSON is the transport's to refuse.
    const body: unknown = await c.req.json().catch(() => undefined)
    if (Array.isArray(body) && (body.length === 0 || body.length > batch))
      return c.json(refusal(`Invalid Request: a batch holds 1 to ${batch} messages.`), 400)
    for (const message of Array.isArray(body) ? body : [body]) if (opens(message)) await opening(c, async () => {})
    const transport = new StreamableHTTPTransport({ sessionIdGenerator: undefined, enableJsonResponse: true })
    const server = serverFor(c.get('ctx'))
    await server.connect(transport)
    try {
      return (await transport.handleRequest(c)) ?? c.body(null, 202)
    } catch (error) {
      // The protocol's own refusals come with an answer in its own shape.
      if (error instanceof HTTPException) return error.getResponse()
      throw error
    }
  })
  // Without a session there is no stream to open and nothing to end.
  app.all('/mcp', (c) =>
    c.json({ jsonrpc: '2.0', error: { code: -32000, message: 'Method not allowed: send POST.' }, id: null }, 405, {
      allow: 'POST',
    }),
  )
}

const refusal = (message: string) => ({ jsonrpc: '2.0', error: { code: -32600, message }, id: null })

const opens = (message: unknown): boolean =>
  (message as { params?: { name?: unknown } } | null | undefined)?.params?.name === 'open_case'

function serverFor(ctx: Context): McpServer {
  const server = new McpServer({ name: 'heyi', version: '1' })
  for (const { name, title, description, destructive, permission, input, run } of tools) {
    if (!may(ctx, permission)) continue
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input.shape,
        annotations: { readOnlyHint: !destructive, destructiveHint: destructive },
      },
      async (args: unknown) => {
        try {
          return { content: [{ type: 'text' as const, text: JSON.stringify(await run(ctx, args as never)) }] }
        } catch (error) {
          const { code, message } = toAppError(error)
          return { isError: true, content: [{ type: 'text' as const, text: `${code}: ${message}` }] }
        }
      },
    )
  }
  return server
}
