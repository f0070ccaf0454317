import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { browser, openPage as open, root, type Served, serveWorkbench, shots } from './browser.ts'

let address: string
let served: Served | undefined
beforeAll(async () => {
  if (!browser) return
  mkdirSync(shots, { recursive: true })
  served = await serveWorkbench()
  address = served.address
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const leak = parse(readFileSync(join(root, 'src/testing/cases/leak.yaml'), 'utf8')) as {
  said: string
  parties: { name: string; phone: string; idNumber: string; address: string }[]
  records: { at: string; by: string; text: string; visibility?: string }[]
}

const openPage = (width: number, height: number): Promise<{ page: Page; faults: string[] }> => open({ width, height })

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
