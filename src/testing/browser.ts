import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Context } from '../context.ts'
import { createApp } from '../http/index.ts'
import { loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testContext } from './context.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const shots = join(root, 'test-results')

/** A Chromium that starts here: the system's, else the one shipped in a package. */
async function findChromium(): Promise<Browser | undefined> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const installed = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].filter(existsSync)
  for (const executablePath of installed) {
    const found = await chromium.launch({ executablePath, args }).catch(() => undefined)
    if (found) return found
  }
  try {
    const { default: shipped } = await import('@sparticuz/chromium')
    return await chromium.launch({ executablePath: await shipped.executablePath(), args: [...shipped.args, ...args] })
  } catch {
    return undefined
  }
}

/** The browser of this test file; undefined, said loudly, where none can run. */
export const browser = await findChromium()
if (!browser) {
  const words = 'NO CHROMIUM CAN RUN HERE: the workbench was not looked at (apt-get install chromium fonts-noto-cjk).'
  if (process.env.CI === 'true') throw new Error(words)
  console.warn(`\n${'!'.repeat(80)}\n${words}\n${'!'.repeat(80)}\n`)
}

export type Served = { ctx: TestContext; address: string; close(): Promise<void> }

/** The whole service with its built pages on a free port. */
export async function serveWorkbench(overrides: Partial<Context> = {}): Promise<Served> {
  // The browser tells the real time: the service must live in it too.
  const ctx = await testContext({ now: () => new Date(), ...overrides })
  await loadKnowledge(ctx)
  const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  app.use('/*', serveStatic({ root: join(root, 'dist/web') }))
  app.get('/*', serveStatic({ root: join(root, 'dist/web'), path: 'index.html' }))
  return new Promise((done) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      done({
        ctx,
        address: `http://127.0.0.1:${port}`,
        close: async () => {
          server.close()
          await ctx.close()
        },
      }),
    )
  })
}

/** A page of its own, with whatever went wrong in it. */
export async function openPage(
  viewport: { width: number; height: number },
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  // Without movement: a button pressed while its dialog still grows may have moved away before it is let go.
  const context = await browser!.newContext({ viewport, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  return { page, faults }
}
