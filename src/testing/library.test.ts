import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRecord, openCase } from '../cases/index.ts'
import { draftDocument } from '../drafting/index.ts'
import { importKnowledge } from '../knowledge/index.ts'
import { formatNumeral } from '../text/index.ts'
import { browser, openPage, type Served, serveWorkbench, shots } from './browser.ts'

// Two wordings under a real title; what is tested is the screen, not the law.
const wording = (title: string, header: string[], articles: [number, string][]) =>
  `# ${title}\n\n${header.join('\n\n')}\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n${articles
    .map(([n, text]) => `第${formatNumeral(n)}条 ${text}`)
    .join('\n\n')}\n`
const rule = (day: string) => `双方达成调解协议的，自协议生效之日起${day}内，可以共同申请司法确认。`
const files = {
  '民事诉讼法(2021-12-24).md': wording(
    '中华人民共和国民事诉讼法',
    ['1991年4月9日 第七届全国人民代表大会第四次会议通过', '2021年12月24日 修正', '2022年1月1日 施行'],
    [1, 2, 3, 4, 5, 6].map((n) => [n, n === 4 ? rule('二十日') : `旧文本的第${n}件事，应当依照规定办理。`]),
  ),
  '民事诉讼法(2023-09-01).md': wording(
    '中华人民共和国民事诉讼法',
    ['1991年4月9日 第七届全国人民代表大会第四次会议通过', '2023年9月1日 修正', '2024年1月1日 施行'],
    [1, 2, 3, 4, 5, 6].map((n) => [n, n === 4 ? rule('三十日') : `新文本的第${n}件事，应当依照规定办理。`]),
  ),
}
const imported = Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))

let served: Served
beforeAll(async () => {
  if (!browser) return
  mkdirSync(shots, { recursive: true })
  served = await serveWorkbench()
  await importKnowledge(served.ctx, { files: imported })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const desktop = { width: 1280, height: 860 }
const phone = { width: 390, height: 844 }

/** Nothing scrolls sideways, and axe finds nothing serious. */
async function inspect(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const grave = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious')
  expect(grave.map(({ id, nodes }) => [name, id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
}

/** A leak case with an agreement that could be confirmed. */
async function draft(): Promise<{ title: string; documentId: string }> {
  const { ctx } = served
  const file = await openCase(ctx, {
    statement: '楼上602漏水,我家502吊顶泡坏了。',
    disputeType: 'neighbor.leak',
    parties: [
      { role: 'applicant', name: '林秋月', idNumber: '330104198209173310', address: '文海苑3幢1单元502室' },
      { role: 'respondent', name: '周明华', idNumber: '330104197503120020', address: '文海苑3幢1单元602室' },
    ],
  })
  const text =
    '双方到场。双方自愿达成如下协议:周明华于2027年11月30日前赔偿林秋月修复费用6500元,转账至林秋月建设银行尾号4417的账户。'
  await addRecord(ctx, { caseId: file.id, at: new Date().toISOString(), by: '调解记录', text })
  const { id } = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  return { title: file.title, documentId: id }
}

describe.skipIf(!browser)('检索', () => {
  test('finds, narrows, opens an article among its neighbours, and tells 要旨 from official words', async () => {
    const { page, faults } = await openPage(desktop)
    await page.goto(`${served.address}/search`)
    await inspect(page, 'library-1-empty')
    await page.getByRole('button', { name: '房东不退押金' }).click()
    await page.getByTestId('hit').first().waitFor()
    expect(await page.locator('mark').count()).toBeGreaterThan(0)
    expect(page.url()).toContain('q=')
    await inspect(page, 'library-2-hits')

    await page.getByLabel('效力层级').click()
    await page.getByTitle('司法解释').click()
    await page.waitForURL(/authority=interpretation/)
    await page.getByTestId('hit').filter({ hasText: '最高人民法院' }).first().waitFor()
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-testid=hit] .hit-title')].every((it) =>
        it.textContent?.startsWith('最高人民'),
      ),
    )

    await page.goto(`${served.address}/search?kinds=law&q=${encodeURIComponent('民诉法第4条 申请司法确认')}`)
    await page.getByTestId('hit').first().getByRole('button').click()
    const passage = page.getByTestId('passage')
    await passage.getByRole('heading', { name: '民事诉讼法 第四条' }).waitFor()
    expect(await passage.getByLabel('官方文本', { exact: true }).textContent()).toContain('三十日')
    await inspect(page, 'library-3-passage')
    await passage.getByRole('button', { name: '第五条' }).click()
    await passage.getByRole('heading', { name: '民事诉讼法 第五条' }).waitFor()
    await page.goBack()
    await passage.getByRole('heading', { name: '民事诉讼法 第四条' }).waitFor()

    await passage.getByRole('tab', { name: /版本对照/ }).click()
    const versions = page.getByTestId('versions')
    await versions.locator('ins').first().waitFor()
    expect([await versions.locator('del').textContent(), await versions.locator('ins').textContent()]).toEqual([
      '二',
      '三',
    ])
    await inspect(page, 'library-4-versions')
    expect(faults).toEqual([])
    await page.close()
  }, 120_000)

  test('an address brings the same article back after a reload and after the texts were brought in again', async () => {
    const { page, faults } = await openPage(desktop)
    await page.goto(`${served.address}/search?key=${encodeURIComponent('law:民事诉讼法#4')}`)
    await page.getByTestId('passage').getByText('三十日').first().waitFor()
    await importKnowledge(served.ctx, { files: imported })
    await page.reload()
    await page.getByTestId('passage').getByText('三十日').first().waitFor()
    await page.goto(`${served.address}/search?key=${encodeURIComponent('law:民事诉讼法#4')}&asOf=2022-06-01`)
    await page.getByTestId('passage').getByText('二十日').first().waitFor()
    await page.goto(`${served.address}/search?key=${encodeURIComponent('law:民事诉讼法#999')}`)
    await page.getByText('知识库里没有').waitFor()
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
    await page.close()
  }, 120_000)

  test('puts an article among what a draft rests on, after the gate has looked at it', async () => {
    const { title, documentId } = await draft()
    const { page, faults } = await openPage(desktop)
    await page.goto(`${served.address}/search?key=${encodeURIComponent('law:民事诉讼法#4')}`)
    await page.getByTestId('cite').click()
    await page.getByLabel('案件').click()
    await page.getByLabel('案件').fill(title)
    await page.keyboard.press('Enter')
    await page.getByTestId('verdict').getByText('引用无误').waitFor()
    await inspect(page, 'library-5-cite')
    await page.getByTestId('cite-now').click()
    await page.getByTestId('cited').waitFor()
    await page.getByRole('link', { name: '打开文书看一看' }).click()
    await page.waitForURL(new RegExp(documentId))
    await page.getByTestId('paper').getByText('《中华人民共和国民事诉讼法》第四条').waitFor()
    expect(faults).toEqual([])
    await page.close()
  }, 120_000)

  test('fits a phone: the article opens over the list, versions stand one below the other', async () => {
    const { page, faults } = await openPage(phone)
    await page.goto(`${served.address}/search?kinds=law&q=${encodeURIComponent('民诉法第4条 申请司法确认')}`)
    await page.getByTestId('hit').first().waitFor()
    await inspect(page, 'library-phone-1-hits')
    await page.getByTestId('hit').first().getByRole('button').click()
    await page.getByTestId('passage').getByLabel('官方文本', { exact: true }).waitFor()
    await page.waitForFunction(() => document.getAnimations().every((it) => it.playState !== 'running'))
    await inspect(page, 'library-phone-2-passage')
    await page.getByRole('tab', { name: /版本对照/ }).click()
    await page.getByTestId('versions').locator('ins').first().waitFor()
    const sides = await page.getByTestId('versions').locator('section').all()
    const boxes = await Promise.all(sides.map((it) => it.boundingBox()))
    expect(boxes[1]!.y).toBeGreaterThanOrEqual(boxes[0]!.y + boxes[0]!.height)
    await inspect(page, 'library-phone-3-versions')
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('key'))
    expect(faults).toEqual([])
    await page.close()
  }, 120_000)
})
