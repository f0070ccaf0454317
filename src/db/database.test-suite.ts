import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, cases } from './index.ts'

const row = (serial: number) => ({
  id: `case_${serial}`,
  number: `（2026）测字第${serial}号`,
  year: 2026,
  serial,
  receipt: `R${serial}`,
  title: '甲与乙漏水纠纷',
  statement: '楼上漏水 😀 “引号” \\ 与 % 号',
  status: 'registered',
  redFlags: ['vulnerable'],
  receivedAt: new Date('2026-11-23T01:02:03.004Z'),
  createdAt: new Date(),
  updatedAt: new Date(),
})

/** What both databases promise: the same rows, times, numbers, vectors and transactions. */
export function databaseSuite(name: string, open: () => Promise<Connection>): void {
  describe(`the database on ${name}`, () => {
    let connection: Connection
    beforeAll(async () => {
      connection = await open()
    })
    afterAll(() => connection?.close())

    test('gives back a row as it was put in', async () => {
      await connection.db.insert(cases).values(row(1))
      const [found] = await connection.db.select().from(cases).where(eq(cases.id, 'case_1'))
      expect(found).toMatchObject({ ...row(1), createdAt: expect.any(Date), updatedAt: expect.any(Date) })
    })

    test('keeps nothing of a transaction that failed', async () => {
      const failing = connection.db.transaction(async (tx) => {
        await tx.insert(cases).values(row(2))
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect(await connection.db.select().from(cases).where(eq(cases.serial, 2))).toEqual([])
    })

    test('refuses a second case with the same number', async () => {
      await expect(connection.db.insert(cases).values({ ...row(1), id: 'case_other' })).rejects.toThrow()
    })

    test('compares vectors and bits', async () => {
      const result = await connection.rows<{ cosine: number; hamming: number }>(
        "select '[1,0]'::halfvec <=> '[0,1]'::halfvec as cosine, (B'1010' <~> B'0110')::float8 as hamming",
      )
      expect(result[0]).toEqual({ cosine: 1, hamming: 2 })
    })

    test('binds parameters of raw statements', async () => {
      expect(
        await connection.rows('select $1::text as t, $2::int[] as n', ["'; drop table cases; --", [1, 2]]),
      ).toEqual([{ t: "'; drop table cases; --", n: [1, 2] }])
      expect(await connection.db.select({ n: sql<number>`count(*)::int` }).from(cases)).toEqual([{ n: 1 }])
    })
  })
}
