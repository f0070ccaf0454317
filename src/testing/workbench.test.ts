import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createApp } from '../http/index.ts'
import { loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testContext } from './context.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const shots = join(root, 'test-results')

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
    const browser = await chromium.launch({ executablePath, args }).catch(() => undefined)
    if (browser) return browser
  }
  try {
    const { default: shipped } = await import('@sparticuz/chromium')
    return await chromium.launch({ executablePath: await shipped.executablePath(), args: [...shipped.args, ...args] })
  } catch {
    return undefined
  }
}

const browser = await findChromium()
if (!browser) {
  const words = 'NO CHROMIUM CAN RUN HERE: the workbench was not looked at (apt-get install chromium fonts-noto-cjk).'
  if (process.env.CI === 'true') throw new Error(words)
  console.warn(`\n${'!'.repeat(80)}\n${words}\n${'!'.repeat(80)}\n`)
}

let ctx: TestContext
let address: string
let stop: () => void
beforeAll(async () => {
  if (!browser) return
  execFileSync(process.execPath, [join(root, 'src/cli/build-web.ts')], { stdio: 'inherit' })
  mkdirSync(shots, { recursive: true })
  // The browser tells the real time: the service must live in it too.
  ctx = await testContext({ now: () => new Date() })
  await loadKnowledge(ctx)
  const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  app.use('/*', serveStatic({ root: join(root, 'dist/web') }))
  app.get('/*', serveStatic({ root: join(root, 'dist/web'), path: 'index.html' }))
  await new Promise<void>((done) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      address = `http://127.0.0.1:${port}`
      done()
    })
    stop = () => server.close()
  })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  stop?.()
  await ctx?.close()
})

const leak = parse(readFileSync(join(root, 'src/testing/cases/leak.yaml'), 'utf8')) as {
  said: string
  parties: { name: string; phone: string; idNumber: string; address: string }[]
  records: { at: string; by: string; text: string; visibility?: string }[]
}

async function openPage(width: number, height: number): Promise<{ page: Page; faults: string[] }> {
  const context = await browser!.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  return { page, faults }
}

test.skipIf(!browser)(
  'the leak case is walked through all four screens',
  async () => {
    const { page, faults } = await openPage(1280, 860)
    const shoot = (name: string) => page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })

    await page.goto(`${address}/intake`)
    await page.getByPlaceholder(/请说说是什么事/).pressSequentially(leak.said)
    await page.keyboard.press('Enter')
    await page.getByTestId('assessment').getByText('物调委', { exact: true }).waitFor()
    await page.getByTestId('assessment').getByText('漏水', { exact: true }).waitFor()
    await shoot('1-intake')

    const [applicant, respondent] = leak.parties
    await page.getByTestId('open-case').click()
    await page.getByLabel('申请人姓名').fill(applicant!.name)
    await page.getByLabel('申请人电话').fill(applicant!.phone)
    await page.getByLabel('申请人证件号').fill(applicant!.idNumber)
    await page.getByLabel('申请人住址').fill(applicant!.address)
    await page.getByLabel('对方姓名或名称').fill(respondent!.name)
    await page.getByLabel('对方电话').fill(respondent!.phone)
    await page.getByLabel('对方住址').fill(respondent!.address)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /登\s*记/ })
      .click()
    await page.waitForURL(/\/cases\/case_/)

    for (const { by, text } of leak.records.filter(({ visibility }) => visibility !== 'caucus').slice(1)) {
      await page.getByLabel('谁说的').fill(by)
      await page.getByLabel('内容').fill(text)
      await page.getByRole('button', { name: '添加记录' }).click()
      await page
        .locator('[data-record]')
        .filter({ hasText: text.slice(0, 20) })
        .waitFor()
    }
    await shoot('2-case')
    await page.getByRole('tab', { name: '小结' }).click()
    await page.getByTestId('summary').getByText('3500').first().waitFor()
    await shoot('3-summary')

    await page.getByTestId('draft-agreement').click()
    await page.waitForURL(/\/documents\/doc_/)
    await page.getByTestId('paper').getByText('叁仟伍佰元整').first().waitFor()
    await page.getByTestId('findings').waitFor()
    await shoot('4-document')
    const saved = page.waitForEvent('download')
    await page.getByTestId('download').click()
    expect((await saved).suggestedFilename()).toMatch(/\.docx$/)
    await page.getByTestId('confirm').click()
    await page.getByText('已确认').first().waitFor()

    await page.goto(`${address}/search?kinds=law&q=${encodeURIComponent('楼上漏水把我家吊顶泡坏了谁来赔')}`)
    await page.getByTestId('hit').first().waitFor()
    await shoot('5-search')
    await page.getByTestId('hit').first().getByRole('button').click()
    await page
      .getByTestId('passage')
      .getByText(/第.+条/)
      .first()
      .waitFor()
    await shoot('6-passage')
    expect(page.url()).toContain('key=')
    expect(faults).toEqual([])
    await page.close()
  },
  120_000,
)

test.skipIf(!browser)(
  'every screen fits a phone, says who it is to a screen reader, and answers the keyboard',
  async () => {
    const { page, faults } = await openPage(390, 844)
    for (const screen of ['intake', 'cases', 'documents', 'search']) {
      await page.goto(`${address}/${screen}`)
      await page.locator('main .ant-card').first().waitFor()
      await page.screenshot({ path: join(shots, `phone-${screen}.png`) })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, `${screen} scrolls sideways`).toBeLessThanOrEqual(0)
      const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a']).analyze()
      expect(
        violations.filter(({ impact }) => impact === 'critical').map(({ id, nodes }) => [id, nodes[0]?.html]),
      ).toEqual([])
    }
    await page.goto(`${address}/search`)
    await page.getByPlaceholder(/用平常的话问/).focus()
    await page.keyboard.type('押金不退')
    await page.keyboard.press('Enter')
    await page.getByTestId('hit').first().waitFor()
    expect(faults).toEqual([])
    await page.close()
  },
  120_000,
)
