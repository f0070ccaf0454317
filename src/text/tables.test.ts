import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packTables, unpackTables } from './tables.ts'

const table = fc.float32Array({
  minLength: 1,
  maxLength: 60,
  noNaN: true,
  noDefaultInfinity: true,
  min: -1000,
  max: 1000,
})

describe('a packed model', () => {
  test('keeps its head, and every weight to within two steps of its table', () => {
    fc.assert(
      fc.property(fc.array(table, { maxLength: 5 }), fc.string(), (tables, name) => {
        const { head, tables: read } = unpackTables<{ name: string }>(packTables({ name }, tables))
        expect(head.name).toBe(name)
        expect(read.map((it) => it.length)).toEqual(tables.map((it) => it.length))
        tables.forEach((it, i) => {
          const step = Math.max(...it.map(Math.abs)) / 127
          it.forEach((x, k) => {
            expect(Math.abs(read[i]![k]! - x)).toBeLessThanOrEqual(1.51 * step + 1e-6)
          })
        })
      }),
    )
  })

  test('read and written again is the same file', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (tables) => {
        const packed = packTables({ labels: ['甲', '乙'] }, tables)
        const { head, tables: read } = unpackTables<{ labels: string[] }>(packed)
        expect(unpackTables(packTables({ labels: head.labels }, read)).tables).toEqual(read)
      }),
    )
  })
})
