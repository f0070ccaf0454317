import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCase, listCases, listCorrections } from '../cases/index.ts'
import { sayAsPerson, takeOver, talk } from '../chat/index.ts'
import { readConfig } from '../config.ts'
import { getDesk, registerCase } from '../intake/index.ts'
import { browser, openPage as open, type Served, serveWorkbench, shots } from './browser.ts'

/** It is Monday, ten in the morning in Beijing, when the tests begin: the window is open. */
const shift = Date.parse('2026-11-30T10:00:00+08:00') - Date.now()
const now = () => new Date(Date.now() + shift)

let served: Served
beforeAll(async () => {
  if (!browser) return
  mkdirSync(shots, { recursive: true })
  served = await serveWorkbench({ now, config: readConfig({ ADMIN_API_KEY: key }) })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const key = 'a-long-admin-key'

/** A page whose browser lives in the service's time; with the key a member of staff has typed in, or as anybody's. */
async function openPage(viewport: { width: number; height: number }, who: 'staff' | 'resident' = 'staff') {
  const opened = await open(viewport, { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await opened.page.clock.install({ time: now() })
  if (who === 'staff') await opened.page.addInitScript((it) => sessionStorage.setItem('heyi-key', it), key)
  return opened
}

const desktop = { width: 1280, height: 860 }
const phone = { width: 390, height: 844 }
/** A picture of the whole page, once what moves has come to rest. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((it) => it.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((it) => it.finished.catch(() => undefined)),
    ),
  )
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Nothing scrolls sideways, and axe finds nothing serious. */
async function inspect(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const grave = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious')
  expect(grave.map(({ id, nodes }) => [name, id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
}

const register = (statement: string, applicant: string, respondent = '周立波') =>
  registerCase(served.ctx, {
    statement,
    parties: [
      { role: 'applicant', name: applicant, phone: '13800001234' },
      { role: 'respondent', name: respondent },
    ],
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
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    await page.getByRole('button', { name: '✕ 结束并清除' }).click()
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
  'danger stands on top with its card, is taken over and given back, and is never accepted unlooked at',
  async () => {
    const citizen = {
      ...served.ctx,
      actor: { kind: 'citizen', id: 'citizen', role: 'citizen', label: '来访群众' },
    } as const
    for await (const _ of talk(citizen, { message: '老公喝了酒就打我,昨天又掐我脖子,我怕' })) {
      // Heard to the end.
    }
    await register('租房押金三千,房东到期了不退', '李大宝')
    const suicide = await register('厂里欠我工资,我真不想活了,想从楼上跳下去', '王小兰', '杭州某某制衣有限公司')
    const { page, faults } = await openPage(desktop)
    await page.goto(`${served.address}/desk`)
    await page.getByTestId('hand-off').waitFor()
    const places = await page.getByTestId('queue').getByRole('button').allInnerTexts()
    expect(places[0]).toContain('对话里有危险')
    expect(places[1]).toContain('王小兰')
    expect(await page.getByTestId('alarm').innerText()).toMatch(/有危险/)
    for (const words of ['110', '120', '119', '值班长', '家庭暴力'])
      expect(await page.getByTestId('hand-off').innerText()).toContain(words)
    await inspect(page, 'desk-danger-talk')
    await page.keyboard.press('t')
    await page.getByTestId('talk').getByText('已接管,助手不说话').waitFor()
    await page.getByPlaceholder(/直接对来访人说/).fill('您好,我是值班调解员,您现在安全吗?')
    await page.keyboard.press('Enter')
    await page.getByTestId('talk').getByText('您现在安全吗').last().waitFor()
    await page.getByRole('button', { name: /交还助手/ }).click()
    await page.getByTestId('talk').getByText('接待助手在应答').waitFor()

    await page.locator(`[data-case=${suicide.id}]`).click()
    await page.getByTestId('hand-off').getByText('轻生').first().waitFor()
    await page.getByTestId('doors').getByRole('radio').first().waitFor()
    await inspect(page, 'desk-danger-case')
    expect(await page.getByTestId('accept').isDisabled()).toBe(true)
    await page.keyboard.press('a')
    await page.getByText('有危险:先确认有人接手').waitFor()
    expect((await getCase(served.ctx, suicide.id)).status).toBe('registered')
    await page.getByText(/值班长已接手,当事人现在安全/).click()
    await page.getByTestId('accept').click()
    await page.getByText(/已派给/).waitFor()
    expect((await getCase(served.ctx, suicide.id)).status).toBe('assigned')
    expect(faults).toEqual([])
    await page.close()
  },
  180_000,
)

test.skipIf(!browser)(
  'a clerk corrects by key with a reason, merges a duplicate knowingly, undoes it, and sets the mediator the parties chose',
  async () => {
    const first = await register('楼上卫生间漏水,把我家卧室墙皮泡掉了', '方阿姨', '钱小军')
    const { page, faults } = await openPage(desktop)
    const again = await register('楼上漏水,卧室墙皮掉了,要他修', '方阿姨', '钱小军')
    await page.goto(`${served.address}/desk?case=${again.id}`)
    await page.getByTestId('duplicates').getByText(first.number).waitFor()
    await inspect(page, 'desk-duplicates')
    await page.getByText(/^抽查/).click()
    await page.getByText('这一类没有人在等').waitFor()
    await page.getByText(/^在等/).first().click()
    await page.getByTestId('duplicates').getByRole('button', { name: '并入这件' }).first().click()
    const merging = page.getByRole('dialog')
    expect(await merging.getByRole('button', { name: /并\s*案/ }).isDisabled()).toBe(true)
    await merging.getByLabel('并案理由').fill('同一户漏水,前天登记过')
    await merging.getByRole('button', { name: /并\s*案/ }).click()
    await page.getByText(`已并入 ${first.number}`).waitFor()
    expect((await getCase(served.ctx, again.id)).mergedInto).toBe(first.id)
    await page.getByRole('button', { name: '并错了,撤销' }).click()
    await page.getByText('已撤销并案').waitFor()
    expect((await getCase(served.ctx, again.id)).status).toBe('registered')

    await page.goto(`${served.address}/desk?case=${again.id}`)
    await page.getByTestId('doors').getByRole('radio').first().waitFor()
    await page.keyboard.press('c')
    const correcting = page.getByRole('dialog')
    await correcting.getByLabel('纠纷类型').fill('服务质量')
    await page.keyboard.press('Enter')
    await correcting.getByLabel('理由(必填)').fill('当面问清了,是物业公共管道')
    await shoot(page, 'desk-correct')
    await correcting.getByLabel('理由(必填)').press('Enter')
    await page.getByText('已更正,前后和理由都记下了').waitFor()
    const [kept] = await listCorrections(served.ctx, again.id)
    expect(kept).toMatchObject({ field: 'disputeType', before: 'neighbor.leak', reason: '当面问清了,是物业公共管道' })
    await page.getByTestId('corrected').getByText(/\(1\//).waitFor()

    await page.keyboard.press('m')
    await page.getByTestId('candidate').first().waitFor()
    await inspect(page, 'desk-match')
    expect(await page.getByTestId('candidate').count()).toBe(3)
    await page.getByTestId('candidate').nth(1).getByRole('button').click()
    await page
      .getByTestId('match')
      .getByText(/已选定/)
      .first()
      .waitFor()
    expect((await getCase(served.ctx, again.id)).mediator).toBeTruthy()
    expect(faults).toEqual([])
    await page.close()
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

    const { receipt } = await register('邻居家的狗天天半夜叫,睡不好', '何大妈')
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

test.skipIf(!browser)(
  'the roster, the departments and the teams are edited; every staff page fits a phone and its reader',
  async () => {
    const { page, faults } = await openPage(desktop)
    await page.goto(`${served.address}/roster`)
    await page.getByLabel('哪一天').fill('2026-12-02')
    await page
      .getByText(/医调委/)
      .first()
      .waitFor()
    await inspect(page, 'roster-day')
    await page.getByRole('tab', { name: /请假/ }).click()
    await page.getByRole('button', { name: '记请假' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: '部门' }).fill('医调委')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await form.getByLabel('从哪天').fill('2026-12-02')
    await form.getByLabel('到哪天').fill('2026-12-02')
    await form.getByLabel('原因').fill('省里培训')
    await inspect(page, 'roster-leave')
    await form.getByRole('button', { name: /保\s*存/ }).click()
    await page.getByRole('cell', { name: '省里培训' }).waitFor()
    await inspect(page, 'roster-changes')
    await page.getByRole('tab', { name: '看一天' }).click()
    await page.getByText(/缺岗/).first().waitFor()
    await page.goto(`${served.address}/directory`)
    await page.getByRole('cell', { name: '综合调解委员会' }).waitFor()
    await inspect(page, 'directory')
    await page
      .getByRole('row', { name: /医调委/ })
      .getByRole('button', { name: '改' })
      .click()
    await page.getByRole('dialog').getByLabel('电话').fill('0571-12345678')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    await page.getByRole('cell', { name: '0571-12345678' }).waitFor()
    await page.getByRole('tab', { name: '队伍' }).click()
    await page
      .getByRole('row', { name: /钱塘湾嫂/ })
      .getByRole('button', { name: '改' })
      .click()
    await page.getByRole('dialog').getByLabel('队名').fill('钱塘湾嫂调解队')
    await inspect(page, 'directory-team')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    await page.getByRole('cell', { name: '钱塘湾嫂调解队' }).waitFor()
    expect(faults).toEqual([])
    await page.close()

    await register('健身房关门了,卡里还有两千块钱不退', '孙阿姨', '杭州某某健身有限公司')
    const small = await openPage(phone)
    for (const path of ['desk', 'roster', 'directory', 'intake', 'cases', 'hall/kiosk']) {
      await small.page.goto(`${served.address}/${path}`)
      await small.page.locator('.ant-card, .start').first().waitFor()
      await small.page.waitForLoadState('networkidle')
      await inspect(small.page, `phone-${path.replace('/', '-')}`)
    }
    await small.page.goto(`${served.address}/desk`)
    await small.page.getByTestId('queue').getByRole('button').first().click()
    await small.page.getByRole('button', { name: '回到队列' }).waitFor()
    await small.page.waitForLoadState('networkidle')
    await inspect(small.page, 'phone-desk-work')
    expect(small.faults).toEqual([])
    await small.page.close()
  },
  180_000,
)

test.skipIf(!browser)(
  'a long queue is paged and walked by key; without a key the desk says what to do, without a network it keeps what it had',
  async () => {
    const stranger = await openPage(desktop, 'resident')
    await stranger.page.goto(`${served.address}/desk`)
    await stranger.page.getByText('这一页给工作人员用').waitFor()
    await inspect(stranger.page, 'desk-no-key')
    await stranger.page.getByRole('button', { name: '填密钥' }).click()
    await stranger.page.getByLabel('密钥', { exact: true }).fill(key)
    await stranger.page.getByRole('button', { name: /保\s*存/ }).click()
    await stranger.page.getByTestId('queue').waitFor()
    await stranger.page.close()
    const { page } = await openPage(desktop)
    await page.goto(`${served.address}/desk`)
    await page.getByTestId('queue').getByRole('button').first().waitFor()
    // More than a page waits: the rest is read on, and J walks down the queue.
    for (let i = 0; i < 51; i++) await register('租房押金三千,房东到期了不退', `住户${i}号`, `房东${i}`)
    await page.reload()
    const lines = page.locator('[data-case]')
    await page.getByRole('button', { name: '再看后面的' }).click()
    await page.getByRole('button', { name: '再看后面的' }).waitFor({ state: 'detached' })
    expect(await lines.count()).toBeGreaterThanOrEqual(51)
    const at = () => page.locator('.item').evaluateAll((all) => all.findIndex((it) => it.ariaCurrent === 'true'))
    const before = await at()
    await page.keyboard.press('j')
    expect(await at()).toBe(before + 1)
    await page.context().setOffline(true)
    await page.getByText('网络断了').waitFor()
    await page.getByTestId('queue').getByRole('button').first().waitFor()
    await shoot(page, 'desk-offline')
    await page.close()
  },
  60_000,
)

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
