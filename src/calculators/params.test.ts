import { expect, test } from 'vitest'
import type { AppError } from '../errors.ts'
import { MissingParam, type ParamRow, paramTable } from './params.ts'

const rows: ParamRow[] = [
  { name: 'carer_per_day', label: '护工日价', value: null, source: '本地' },
  { name: 'day_count_base', value: 365, year: 2025, source: '旧', effectiveFrom: '2015-01-01' },
  { name: 'day_count_base', value: 360, year: 2026, source: '新', effectiveFrom: '2026-01-01' },
  {
    name: 'lpr_1y',
    source: '拆借中心',
    validThrough: '2025-11-20',
    table: [
      { effective: '2024-10-21', value: 3.1 },
      { effective: '2025-05-20', value: 3 },
    ],
  },
]
const missing = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error as AppError
  }
  throw new Error('nothing was missing')
}

test('the value of the day counts, with its source and year', () => {
  const table = paramTable(rows)
  expect(table.paramAt('day_count_base', '2025-12-31')).toMatchObject({ value: 365, source: '旧' })
  expect(table.paramAt('day_count_base', '2026-01-01')).toMatchObject({ value: 360, year: 2026, overridden: false })
  expect(table.paramAt('day_count_base').value).toBe(360)
  expect(table.paramAt('lpr_1y', '2025-05-19').value).toBe(3.1)
  expect(table.paramAt('lpr_1y', '2025-05-20').value).toBe(3)
})

test('what is not on file is refused by name', () => {
  const table = paramTable(rows)
  const error = missing(() => table.paramAt('carer_per_day'))
  expect(error).toBeInstanceOf(MissingParam)
  expect(error).toMatchObject({ code: 'precondition', details: { param: 'carer_per_day' } })
  expect(error.message).toContain('护工日价')
  expect(missing(() => table.paramAt('lpr_1y', '2025-11-21')).message).toContain('2025-11-20')
  expect(missing(() => table.paramAt('lpr_1y', '2024-10-20')).code).toBe('precondition')
  expect(missing(() => table.paramAt('nutrition_per_day')).details).toEqual({ param: 'nutrition_per_day' })
  expect(missing(() => table.paramAt('day_count_base', '2014-12-31')).message).toContain('没有2014-12-31的值')
})

test('a figure given with the request wins and is shown as such', () => {
  const table = paramTable(rows, { carer_per_day: 200, lpr_1y: [{ effective: '2026-01-20', value: 2.9 }] })
  expect(table.paramAt('carer_per_day')).toEqual({ value: 200, source: '本次录入', year: null, overridden: true })
  expect(table.paramAt('lpr_1y', '2026-02-01').value).toBe(2.9)
  expect(missing(() => table.paramAt('lpr_1y', '2026-01-19')).code).toBe('precondition')
})

test('an unknown name or a negative figure is bad input', () => {
  expect(missing(() => paramTable(rows, { nonsense: 1 } as never)).code).toBe('invalid')
  expect(missing(() => paramTable(rows, { carer_per_day: -1 })).code).toBe('invalid')
})
