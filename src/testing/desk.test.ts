import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCase, listCorrections } from '../cases/index.ts'
import { talk } from '../chat/index.ts'
import { browser, type Served } from './browser.ts'
import { desktop, inspect, key, openCentre, openPage, phone, register, shoot } from './centre.ts'

let served: Served
beforeAll(async () => {
  if (browser) served = await openCentre()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

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
    await register(served.ctx, '租房押金三千,房东到期了不退', '李大宝')
    const suicide = await register(
      served.ctx,
      '厂里欠我工资,我真不想活了,想从楼上跳下去',
      '王小兰',
      '杭州某某制衣有限公司',
    )
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
    const first = await register(served.ctx, '楼上卫生间漏水,把我家卧室墙皮泡掉了', '方阿姨', '钱小军')
    const { page, faults } = await openPage(desktop)
    const again = await register(served.ctx, '楼上漏水,卧室墙皮掉了,要他修', '方阿姨', '钱小军')
    await page.goto(`${served.address}/desk?case=${again.id}`)
    await page.getByTestId('duplicates').getByText(first.number).waitFor()
    await inspect(page, 'desk-duplicates')
    await page.locator('.ant-segmented-item', { hasText: '危险' }).click()
    await page.getByText('这一类没有人在等').waitFor()
    await page.locator('.ant-segmented-item', { hasText: '在等' }).click()
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

    await register(served.ctx, '健身房关门了,卡里还有两千块钱不退', '孙阿姨', '杭州某某健身有限公司')
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
    for (let i = 0; i < 51; i++)
      await register(served.ctx, '租房押金三千,房东到期了不退', `住户${i}号`, `房东${i}`, `138000020${10 + i}`)
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
    await page.reload()
    const lines = page.locator('[data-case]')
    await page.getByRole('button', { name: '再看后面的' }).click()
    await page.getByRole('button', { name: '再看后面的' }).waitFor({ state: 'detached' })
    expect(await lines.count()).toBeGreaterThanOrEqual(51)
    const at = () => page.locator('.item').evaluateAll((all) => all.findIndex((it) => it.ariaCurrent === 'true'))
    const before = await at()
    await page.keyboard.press('j')
    await expect.poll(at).toBe(before + 1)
    await page.context().setOffline(true)
    await page.getByText('网络断了').waitFor()
    await page.getByTestId('queue').getByRole('button').first().waitFor()
    await shoot(page, 'desk-offline')
    await page.close()
  },
  180_000,
)
