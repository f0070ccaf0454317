import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { jobProgress } from '../db/index.ts'
import { AppError } from '../errors.ts'
import type { ImportProgress } from '../knowledge/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { findJob, handlers, submitImport } from './index.ts'

const missing = (path: string): never => {
  throw new AppError('not_found', path)
}
const law = (n: number) => ({
  name: `${n}.md`,
  bytes: new TextEncoder().encode(
    `# 第${n}号法\n\n2019年5月1日 通过\n\n<!-- INFO END -->\n\n第一条 规则${n}。\n\n第二条 本法自2019年6月1日起施行。\n`,
  ),
})

describe('an import as a job', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await testContext({ shelf: { list: () => [], text: missing, bytes: missing } })
  })
  afterAll(() => ctx.close())

  test('tells how far it has come while it runs, and what it did when it is done', async () => {
    const seen: ImportProgress[] = []
    // What is written while the work goes on is what a question in that moment is answered with.
    const insert = ctx.db.insert.bind(ctx.db)
    const watching = Object.assign(Object.create(ctx.db) as typeof ctx.db, {
      insert: (table: typeof jobProgress) => {
        const into = insert(table)
        if (table !== jobProgress) return into
        const values = into.values.bind(into)
        into.values = ((row: typeof jobProgress.$inferInsert) => {
          seen.push(row.progress as ImportProgress)
          return values(row)
        }) as typeof into.values
        return into
      },
    })
    const { id, state } = await submitImport(
      ctx,
      Array.from({ length: 90 }, (_, n) => law(n)),
    )
    expect(state).toBe('created')
    expect(await findJob(ctx, id)).toMatchObject({ id, state: 'created' })
    await ctx.queue.start(handlers({ ...ctx, db: watching }))
    await vi.waitFor(async () => expect((await findJob(ctx, id)).state).toBe('completed'), {
      timeout: 20_000,
      interval: 100,
    })
    expect(await findJob(ctx, id)).toMatchObject({
      output: { laws: 90, articles: 180, skipped: 0, failed: [] },
      progress: undefined,
    })
    expect([...new Set(seen.map((p) => p.step))]).toEqual(['read', 'store', 'index'])
    expect(seen.every((p) => p.total > 0 && p.done <= p.total)).toBe(true)
    expect(await ctx.db.select().from(jobProgress)).toEqual([])
  })

  test('is for the admin alone, and needs a file', async () => {
    const mediator = { ...ctx, actor: testActor('mediator') }
    await expect(submitImport(mediator, [law(1)])).rejects.toMatchObject({ code: 'forbidden' })
    await expect(submitImport(ctx, [])).rejects.toMatchObject({ code: 'invalid' })
  })
})
