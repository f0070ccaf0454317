import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { warmUp } from './warm.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

/** The context with a log that remembers its warnings. */
const listening = () => {
  const warned: unknown[] = []
  const log = { ...ctx.log, warn: (fields: unknown) => warned.push(fields) }
  return { warned, ctx: { ...ctx, log } as unknown as TestContext }
}

test('goes through every step without a complaint, and asks no model', async () => {
  const { warned, ctx: heard } = listening()
  const asked = () => {
    throw new Error('a model was asked')
  }
  await warmUp({ ...heard, llm: { ...ctx.llm, ask: asked as never } })
  expect(warned).toEqual([])
})

test('a step that fails is told in the log and does not keep the others from their turn', async () => {
  const { warned, ctx: heard } = listening()
  const gone = () => {
    throw new AppError('not_found', 'gone')
  }
  await warmUp({ ...heard, shelf: { list: () => [], text: gone, bytes: gone } })
  expect(warned).toContainEqual({ reason: 'gone' })
})
