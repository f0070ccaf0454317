import { StreamableHTTPTransport } from '@hono/mcp'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { may } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { tools } from '../tools/index.ts'
import { toAppError } from './errors.ts'
import type { Env } from './middleware.ts'

/** MCP without a session: a server and a transport for each request, offering the tools the caller may use. */
export function mountMcp(app: OpenAPIHono<Env>): void {
  app.all('/mcp', async (c) => {
    const transport = new StreamableHTTPTransport({ sessionIdGenerator: undefined, enableJsonResponse: true })
    const server = serverFor(c.get('ctx'))
    await server.connect(transport)
    return (await transport.handleRequest(c)) ?? c.body(null, 202)
  })
}

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
