import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addRecord, advanceCase, getCase, listDocuments, openCase } from '../cases/index.ts'
import { browser, openPage, root, type Served, serveWorkbench, shots } from './browser.ts'

const leak = parse(readFileSync(join(root, 'src/testing/cases/leak.yaml'), 'utf8')) as {
  said: string
  subtype: string
  parties: { role: 'applicant' | 'respondent'; name: string; phone: string; idNumber: string; address: string }[]
  records: { at: string; by: string; text: string; visibility?: 'shared' | 'caucus'; party?: string }[]
}
const widths = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } }

let served: Served
beforeAll(async () => {
  if (!browser) return
  mkdirSync(shots, { recursive: true })
  served = await serveWorkbench()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const chinese = (on: string) => on.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** The leak case with what its records say, in mediation; the settlement lets the payment hang on money to come. */
async function mediated(): Promise<string> {
  const { ctx } = served
  const file = await openCase(ctx, { statement: leak.said, disputeType: leak.subtype, parties: leak.parties })
  for (const { at, by, text, visibility, party } of leak.records.slice(0, -1))
    await addRecord(ctx, {
      caseId: file.id,
      at,
      by,
      text,
      visibility,
      party: file.parties.find(({ role }) => role === party)?.id,
    })
  await addRecord(ctx, {
    caseId: file.id,
    at: new Date().toISOString(),
    by: '调解员沈桂芬(调解记录)',
    text: `双方到场,调解员告知权利义务。双方自愿达成如下协议:一、周立波于${chinese(dayIn(10))}前完成501室卫生间防水重做,由物业旁站,完工后做24小时闭水复验。二、周立波有钱后再向陈桂英支付吊顶、墙面维修费3500元,转账至陈桂英尾号6621的银行卡。双方再无其他争议。`,
  })
  for (const step of [
    { action: 'screen' },
    { action: 'assign', department: 'property_ptc' },
    { action: 'accept' },
    { action: 'mediate', mediator: '沈桂芬' },
  ] as const)
    await advanceCase(ctx, { caseId: file.id, ...step })
  return file.id
}

/** The page at both widths as it stands, without sideways scrolling and without serious barriers. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, size] of Object.entries(widths)) {
    await page.setViewportSize(size)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(shots, `drafting-${name}-${width}.png`), fullPage: true })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(over, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0)
    const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a', 'wcag2aa']).analyze()
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html]),
      name,
    ).toEqual([])
  }
  await page.setViewportSize(widths.wide)
}

const step = async (page: Page, name: RegExp) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

test.skipIf(!browser)(
  'an agreement is drafted, mended where a check found something, compared, confirmed, signed, paid and performed',
  async () => {
    const caseId = await mediated()
    const { page, faults } = await openPage(widths.wide)
    page.setDefaultTimeout(60_000)
    await page.goto(`${served.address}/cases/${caseId}`)
    await page.getByTestId('draft-agreement').click()
    await page.waitForURL(/\/documents\/doc_/)
    const documentId = page.url().split('/').at(-1)!

    // The sentence opens its record; the basis opens its article.
    await page
      .getByTestId('paper')
      .getByRole('button', { name: /沈桂芬/ })
      .first()
      .click()
    await page.getByTestId('record').waitFor()
    await page.keyboard.press('Escape')
    await page
      .getByTestId('paper')
      .getByRole('button', { name: /《民法典》第/ })
      .first()
      .click()
    await page.getByTestId('passage').waitFor()
    await page.keyboard.press('Escape')

    // The finding leads to its clause, and the clause is mended there.
    expect(await page.getByTestId('confirm').isDisabled()).toBe(true)
    await look(page, 'document')
    const finding = page.locator('[data-finding=D06]').filter({ hasText: '有钱' }).first()
    await finding.getByRole('button', { name: /协议内容第\d条/ }).click()
    await page.locator('.clause.marked').waitFor()
    await finding.getByRole('button', { name: '改这一条' }).click()
    const clause = page.getByRole('textbox', { name: '修改这一条' })
    await clause.fill((await clause.inputValue()).replace(/有钱后?再/, `于${chinese(dayIn(20))}前`))
    await page.getByRole('button', { name: '保存为新的一版' }).click()
    await page.getByText('第2版', { exact: true }).waitFor()
    await page.getByTestId('confirm').filter({ hasText: '确认文本' }).waitFor()

    await page.getByText('版本 2').click()
    await page
      .locator('[data-change=added]')
      .filter({ hasText: chinese(dayIn(20)) })
      .first()
      .waitFor()
    await page.locator('[data-change=removed]').filter({ hasText: '有钱' }).first().waitFor()
    await look(page, 'versions')
    for (const [view, name] of [
      ['司法确认', 'precheck'],
      ['往期协议', 'precedents'],
      ['中立体检', 'balance'],
    ] as const) {
      await page.locator('.views').getByText(view).click()
      await page.getByTestId(name).waitFor()
      await look(page, name)
    }
    await page.locator('.views').getByText('往期协议').click()
    await page.getByTestId('precedents').getByRole('button', { name: '照着加一条' }).first().click()
    await page.getByRole('dialog').getByRole('textbox').fill('周立波在防水完工后三日内将施工照片交物业留存备查。')
    await page.getByRole('button', { name: '保存为新的一版' }).click()
    await page.getByText('第3版', { exact: true }).waitFor()

    await page.getByTestId('confirm').click()
    await page.getByText('已确认', { exact: true }).first().waitFor()
    const saved = page.waitForEvent('download')
    await page.getByTestId('download').click()
    expect((await saved).suggestedFilename()).toMatch(/\.docx$/)

    await page.getByRole('link', { name: '回到案件' }).click()
    await step(page, /^(达成书面协议|达成协议)$/)
    await step(page, /^签署$/)
    await page.getByText('协议生效', { exact: true }).first().waitFor()
    const [document] = await listDocuments(served.ctx, caseId)
    expect(document).toMatchObject({ id: documentId, status: 'signed' })

    for (const [tab, name, ready] of [
      ['小结', 'summary', 'summary-text'],
      ['事实', 'facts', 'facts'],
      ['卷宗', 'dossier', 'dossier'],
      ['出路', 'ways', 'way-out'],
      ['履行', 'schedule', 'schedule'],
    ] as const) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
      await page.getByTestId(ready).waitFor()
      await look(page, name)
    }

    // Part of the sum, the rest, then what is to be done.
    await page.getByTestId('left').getByText('3,500元').waitFor()
    await page.getByRole('button', { name: '登记付款(先到期的先抵)' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('金额(元)').fill('4000')
    await dialog.getByLabel('凭什么说明').fill('转账回单尾号0931')
    await dialog.getByRole('button', { name: /登\s*记/ }).click()
    await dialog.getByText(/多出/).waitFor()
    await dialog.getByLabel('金额(元)').fill('1500')
    await dialog.getByRole('button', { name: /登\s*记/ }).click()
    await page.getByTestId('left').getByText('2,000元').waitFor()
    await page
      .locator('[data-obligation=partPaid]')
      .getByRole('button', { name: /登记第\d条的履行/ })
      .click()
    await dialog.getByLabel('凭什么说明').fill('转账回单尾号0932')
    await dialog.getByRole('button', { name: /登\s*记/ }).click()
    await page.getByTestId('left').getByText('0元', { exact: true }).waitFor()
    while ((await page.locator('[data-obligation=due]').count()) > 0) {
      const open = await page.locator('[data-obligation=due]').count()
      await page
        .locator('[data-obligation=due]')
        .first()
        .getByRole('button', { name: /登记第\d条的履行/ })
        .click()
      await dialog.getByLabel('凭什么说明').fill('物业现场验收,闭水复验合格')
      await dialog.getByRole('button', { name: /登\s*记/ }).click()
      await expect.poll(() => page.locator('[data-obligation=due]').count(), { timeout: 60_000 }).toBeLessThan(open)
    }
    await look(page, 'paid')
    await step(page, /^履行完毕$/)
    await page.getByText('履行完毕', { exact: true }).first().waitFor()
    expect((await getCase(served.ctx, caseId)).status).toBe('performed')
    expect(faults.filter((it) => !/status of 422/.test(it))).toEqual([])
    await page.close()
  },
  400_000,
)

test.skipIf(!browser)(
  'a calculation asks for the figure that is missing, shows its steps, and becomes a record and a clause of an agreement',
  async () => {
    const caseId = await mediated()
    const { page, faults } = await openPage(widths.wide)
    page.setDefaultTimeout(60_000)
    await page.goto(`${served.address}/calculators/loan?case=${caseId}`)
    await page.getByLabel('借条金额').fill('50000')
    await page.getByLabel('合同成立日').fill('2025-06-01')
    await page.getByLabel('约定还款日').fill('2026-05-01')
    await page.getByLabel('利息算到').fill('2026-11-01')
    await page.getByRole('button', { name: /计\s*算$/ }).click()
    await page.getByTestId('missing-param').waitFor()
    await look(page, 'calculator-missing')
    await page.getByTestId('missing-param').getByRole('spinbutton').fill('3')
    await page.getByRole('button', { name: '按这个数算' }).click()
    await page.getByTestId('calculation').getByText('本次录入').first().waitFor()
    await page.getByTestId('calculation').getByText('756.16元').first().waitFor()
    await look(page, 'calculator')

    await page.getByRole('button', { name: '写入协议' }).click()
    const dialog = page.getByRole('dialog')
    for (const [label, field, name] of [
      ['谁付', 'debtor', '周立波'],
      ['付给谁', 'creditor', '陈桂英'],
    ] as const) {
      await dialog.getByLabel(label, { exact: true }).click()
      await page
        .locator(`.ant-select-dropdown:has(#into_${field}_list) .ant-select-item-option`)
        .filter({ hasText: name })
        .click()
    }
    await dialog.getByLabel('哪天前付清').fill(dayIn(30))
    await dialog.getByTestId('clause-preview').getByText('伍万零柒佰伍拾陆元壹角陆分').waitFor()
    await look(page, 'into-agreement')
    await dialog.getByRole('button', { name: /写\s*入/ }).click()
    await page.getByRole('link', { name: /打开协议书/ }).click()
    await page.getByTestId('paper').getByText('50756.16元').first().waitFor()
    const [document] = await listDocuments(served.ctx, caseId)
    expect(document?.findings.filter(({ message }) => message.includes('50756'))).toEqual([])
    expect(faults.filter((it) => !/status of 422/.test(it))).toEqual([])
    await page.close()
  },
  400_000,
)

test.skipIf(!browser)(
  'every calculator is a form with Chinese labels, and the templates show what each document is printed from',
  async () => {
    const { page, faults } = await openPage(widths.wide)
    await page.goto(`${served.address}/calculators`)
    const names = page.getByRole('navigation', { name: '计算器' }).getByRole('button')
    await names.first().waitFor()
    expect(await names.count()).toBe(16)
    for (const name of await names.allTextContents()) {
      await names.filter({ hasText: name }).first().click()
      await page.locator('.fields .ant-card-head-title').getByText(name, { exact: true }).waitFor()
      const labels = await page.getByTestId('calculator-form').locator('label, legend').allTextContents()
      expect(
        labels.filter((label) => label.trim() && !/[\u4e00-\u9fa5]/.test(label)),
        name,
      ).toEqual([])
    }
    await page.goto(`${served.address}/calculators/injury`)
    await page.getByText('残疾赔偿', { exact: true }).click()
    await page.getByText('误工费', { exact: true }).click()
    await look(page, 'calculator-injury')
    await page.goto(`${served.address}/templates`)
    await page.locator('[data-template=agreement]').waitFor()
    await look(page, 'templates')
    await page
      .locator('[data-template=agreement] input[type=file]')
      .setInputFiles({ name: '坏.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('no word file') })
    await page.getByText(/没有采用/).waitFor()
    expect(faults.filter((it) => !/status of 400/.test(it))).toEqual([])
    await page.close()
  },
  400_000,
)
