import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCase, listCases } from '../cases/index.ts'
import { sayAsPerson, takeOver } from '../chat/index.ts'
import { getDesk } from '../intake/index.ts'
import { browser, type Served } from './browser.ts'
import { desktop, inspect, openCentre, openPage, phone, register } from './centre.ts'

let served: Served
beforeAll(async () => {
  if (browser) served = await openCentre()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

/** Says something at the residents' side and waits until the answer is whole. */
async function tell(page: Page, words: string): Promise<void> {
  await page.getByLabel('您要说的话').fill(words)
  await page.getByRole('button', { name: '说完了,送出' }).click()
  await settled(page)
}
async function settled(page: Page): Promise<void> {
  await page.getByRole('button', { name: '请稍等…' }).waitFor({ state: 'detached' })
}

test.skipIf(!browser)(
  'a resident’s talk on the phone becomes a case on the desk, and the receipt tells its progress',
  async () => {
    const { page, faults } = await openPage(phone, 'resident')
    await page.goto(`${served.address}/hall`)
    await page.getByRole('button', { name: '说说我的事' }).waitFor()
    await inspect(page, 'hall-phone-start')
    await page.getByRole('button', { name: '说说我的事' }).click()
    await inspect(page, 'hall-phone-notice')
    await page.getByRole('button', { name: '知道了,开始说' }).click()
    await inspect(page, 'hall-phone-opening')
    await tell(page, '楼上502卫生间漏水,把我家客厅吊顶泡坏了,找他他不理')
    await page.getByTestId('question').getByText('漏水').waitFor()
    await inspect(page, 'hall-phone-question')
    await page.getByLabel('选文件').setInputFiles({ name: '漏水.png', mimeType: 'image/png', buffer: png })
    await page.getByText('已交:漏水.png').waitFor()
    await page.getByLabel('选文件').setInputFiles({ name: '坏.exe', mimeType: 'image/png', buffer: Buffer.from('MZ') })
    await page.getByRole('alert').getByText('只收图片').waitFor()
    // A reload on the phone loses nothing.
    await page.reload()
    await page.getByText('楼上502卫生间漏水').first().waitFor({ state: 'attached' })
    // One question after the other, each answered by a touch, until the sum is put before the person.
    const right = page.getByRole('button', { name: '对,没错' })
    for (let asked = 0; (await right.count()) === 0; asked++) {
      expect(asked).toBeLessThan(10)
      await page
        .getByRole('button', { name: /^(不是|不清楚)$/ })
        .first()
        .click()
      await settled(page)
    }
    await inspect(page, 'hall-phone-summary')
    await page.getByRole('button', { name: '✕ 结束并清除' }).click()
    await page.getByRole('button', { name: '接着说' }).click()
    await page.getByRole('button', { name: '对,没错' }).click()
    await page.getByLabel('您的姓名').fill('章小满')
    await page.getByLabel('您的手机号').fill('138')
    await page.getByLabel(/我同意/).check()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('电话好像不对').waitFor()
    await page.getByLabel('您的手机号').fill('138 0000 1234')
    await inspect(page, 'hall-phone-contact')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByTestId('receipt').waitFor()
    await inspect(page, 'hall-phone-receipt')
    const receipt = (await page.getByTestId('receipt').locator('.code').innerText()).replaceAll(' ', '')
    const file = (await listCases(served.ctx, { limit: 50 })).items.find((it) => it.receipt === receipt)!
    expect(file).toMatchObject({ status: 'registered', parties: [{ name: '章小满', phone: '13800001234' }] })
    // The tab knows which talk is this person's, not a word of it; leaving, it knows nothing.
    expect(await page.evaluate(() => Object.values({ ...localStorage, ...sessionStorage }))).toEqual([
      expect.stringMatching(/^conv_/),
    ])
    await page.getByRole('button', { name: '✕ 结束并清除' }).click()
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    await page.getByRole('button', { name: '查办到哪一步了' }).click()
    await page.getByLabel('受理回执号').fill(receipt.toLowerCase())
    await page.getByLabel('手机号最后四位').fill('0000')
    await page.getByRole('button', { name: '查一查' }).click()
    await page.getByRole('alert').getByText('没有找到').waitFor()
    await page.getByLabel('手机号最后四位').fill('1234')
    await page.getByRole('button', { name: '查一查' }).click()
    await page.getByTestId('progress').getByText('已登记').waitFor()
    await inspect(page, 'hall-phone-progress')
    // A refusal is an answer to the browser too: 400 for the file, 404 for the wrong number.
    expect(faults.filter((it) => !/status of 40[04]/.test(it))).toEqual([])
    await page.close()

    const desk = await openPage(desktop)
    await desk.page.goto(`${served.address}/desk?case=${file.id}`)
    await desk.page.getByTestId('desk-case').getByText('吊顶泡坏了').first().waitFor()
    await desk.page.getByTestId('talk').getByText('楼上502').waitFor()
    await desk.page.getByTestId('doors').getByText('物调委').first().waitFor()
    await inspect(desk.page, 'desk-case')
    await desk.page.keyboard.press('a')
    await desk.page.getByText(/已派给物调委/).waitFor()
    expect(await getCase(served.ctx, file.id)).toMatchObject({ status: 'assigned', departmentCode: 'property_ptc' })
    expect(desk.faults).toEqual([])
    await desk.page.close()
  },
  180_000,
)

test.skipIf(!browser)(
  'the kiosk clears a talk when nobody is there any more, reads aloud and stops, and answers danger with the numbers',
  async () => {
    // A key that was typed in here gives a resident no more rights.
    const { page, faults } = await openPage(desktop)
    const rights: (string | undefined)[] = []
    page.on('request', (request) => rights.push(request.headers().authorization))
    await page.addInitScript(() => {
      const spoken: string[] = []
      Object.assign(window, { spoken })
      speechSynthesis.speak = (words) => void spoken.push(words.text)
      speechSynthesis.cancel = () => void spoken.push('■')
    })
    await page.goto(`${served.address}/hall/kiosk`)
    await page.getByRole('button', { name: '说说我的事' }).waitFor()
    await inspect(page, 'hall-kiosk-start')
    await page.getByRole('button', { name: '说说我的事' }).click()
    await page.getByRole('button', { name: '知道了,开始说' }).click()
    await tell(page, '他正拿着刀堵在我家门口砸门')
    await page.getByTestId('danger').getByText('110').waitFor()
    await inspect(page, 'hall-kiosk-danger')
    await page.setViewportSize(phone)
    await inspect(page, 'hall-phone-danger')
    await page.setViewportSize(desktop)
    await page.getByRole('button', { name: '读给我听' }).click()
    await page.getByRole('button', { name: '停止朗读' }).click()
    const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
    expect(spoken.join('')).toContain('110')
    expect(spoken.at(-1)).toBe('■')

    // Staff take the talk over: their words come by themselves, the assistant offers nothing.
    const { id } = (await getDesk(served.ctx)).talks.find(({ danger }) => danger === 0)!
    await takeOver(served.ctx, id)
    await sayAsPerson(served.ctx, { conversationId: id, text: '我是值班调解员,警察已经在路上了' })
    await page.clock.runFor(5_000)
    await page.getByTestId('question').getByText('警察已经在路上了').waitFor()
    await inspect(page, 'hall-kiosk-taken')

    await page.clock.runFor(100_000)
    await page.getByRole('alertdialog').getByText('您还在吗?').waitFor()
    await inspect(page, 'hall-kiosk-idle')
    await page.getByRole('button', { name: '我还在' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await page.getByTestId('danger').waitFor()
    await page.clock.runFor(125_000)
    await page.getByRole('button', { name: '说说我的事' }).waitFor()
    expect(await page.content()).not.toContain('砸门')
    expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([
      'heyi-key',
    ])
    await page.getByRole('button', { name: '说说我的事' }).click()
    await page.getByRole('button', { name: '知道了,开始说' }).click()
    expect(await page.content()).not.toContain('砸门')
    await page.getByRole('button', { name: '✕ 结束并清除' }).click()

    const { receipt } = await register(served.ctx, '邻居家的狗天天半夜叫,睡不好', '何大妈')
    await page.getByRole('button', { name: '查办到哪一步了' }).click()
    await page.getByLabel('受理回执号').fill(receipt)
    await page.getByLabel('手机号最后四位').fill('1234')
    await page.getByRole('button', { name: '查一查' }).click()
    await page.getByTestId('progress').getByText('已登记').waitFor()
    await inspect(page, 'hall-kiosk-progress')
    await page.clock.runFor(125_000)
    await page.getByRole('button', { name: '说说我的事' }).waitFor()
    expect(await page.content()).not.toContain(receipt)
    expect(rights.filter(Boolean)).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  },
  180_000,
)

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
