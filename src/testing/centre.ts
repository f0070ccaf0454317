import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { registerCase } from '../intake/index.ts'
import { openPage as open, type Served, serveWorkbench, shots } from './browser.ts'

/** It is Monday, ten in the morning in Beijing, when the tests begin: the window is open. */
const shift = Date.parse('2026-11-30T10:00:00+08:00') - Date.now()
const now = () => new Date(Date.now() + shift)

export const key = 'a-long-admin-key'

/** The centre with a key set up: staff have it, residents have not. */
export function openCentre(): Promise<Served> {
  mkdirSync(shots, { recursive: true })
  return serveWorkbench({ now, config: readConfig({ ADMIN_API_KEY: key }) })
}

/** A page whose browser lives in the service's time; with the key a member of staff has typed in, or as anybody's. */
export async function openPage(viewport: { width: number; height: number }, who: 'staff' | 'resident' = 'staff') {
  const opened = await open(viewport, { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await opened.page.clock.install({ time: now() })
  if (who === 'staff') await opened.page.addInitScript((it) => sessionStorage.setItem('heyi-key', it), key)
  return opened
}

export const desktop = { width: 1280, height: 860 }
export const phone = { width: 390, height: 844 }

/** Waits until what moves has come to rest. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((it) => it.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((it) => it.finished.catch(() => undefined)),
    ),
  )

/** A picture of the whole page. */
export async function shoot(page: Page, name: string): Promise<void> {
  await atRest(page)
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Nothing scrolls sideways, and axe finds nothing serious. */
export async function inspect(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  // A button on its way from grey to blue has the contrast of neither.
  await atRest(page)
  const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const grave = violations.filter(({ impact }) => impact === 'critical' || impact === 'serious')
  expect(grave.map(({ id, nodes }) => [name, id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
}

/** A dispute as the window registers it. */
export const register = (
  ctx: Context,
  statement: string,
  applicant: string,
  respondent = '周立波',
  phone = '13800001234',
) =>
  registerCase(ctx, {
    statement,
    parties: [
      { role: 'applicant', name: applicant, phone },
      { role: 'respondent', name: respondent },
    ],
  })
