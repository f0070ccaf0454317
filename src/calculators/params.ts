import { z } from 'zod'
import { AppError } from '../errors.ts'

/** Every figure that differs by place or year and that a calculator may ask for; amounts in yuan, rates in percent. 参数 */
export const paramNames = [
  'disposable_income_per_year',
  'consumption_per_year',
  'average_wage_per_month',
  'industry_wage_per_year',
  'city_average_wage_per_month',
  'minimum_wage_per_month',
  'province_average_wage_per_month',
  'national_disposable_income_per_year',
  'lpr_1y',
  'deposit_rate_1y',
  'compulsory_insurance',
  'meal_allowance_per_day',
  'carer_per_day',
  'nutrition_per_day',
  'solatium_by_grade',
  'fault_shares',
  'wage_crime_thresholds',
  'small_claims_line',
  'day_count_base',
  'delay_interest_counts_due_day',
] as const
export type ParamName = (typeof paramNames)[number]

const Rate = z.strictObject({ effective: z.iso.date(), value: z.number().nonnegative() })
const Figures = z.record(z.string().max(60), z.number().nonnegative())

/** Figures given with a request instead of the centre's own: a number, named numbers, or a table by day. 本次录入 */
export const ParamOverrides = z.partialRecord(
  z.enum(paramNames),
  z.union([z.number().nonnegative(), Figures, z.array(Rate).min(1).max(400)]),
)
export type ParamOverrides = z.input<typeof ParamOverrides>

/** A row of the table of parameters; null until a centre fills it in. */
export type ParamRow = {
  name: string
  label?: string
  value?: number | Record<string, number> | null
  year?: number | null
  source: string
  effectiveFrom?: string | null
  validThrough?: string
  table?: { effective: string; value: number }[]
}

export type ParamValue = number | Record<string, number>
export type ParamReading = { value: ParamValue; source: string; year: number | null; overridden: boolean }

export type ParamTable = {
  /** The value in force on a day (the newest without one); throws `precondition` naming the parameter where there is none. */
  paramAt(name: ParamName, day?: string): ParamReading
  /** The same, undefined where there is none. */
  findParam(name: ParamName, day?: string): ParamReading | undefined
}

/** A failure that names the parameter a centre has to fill in (422). */
export class MissingParam extends AppError {
  constructor(param: string, label = param, why = '还没有录入') {
    super('precondition', `缺少参数「${label}」(${param}):${why},请录入后再算`, { param })
    this.name = 'MissingParam'
  }
}

/** Reads a centre's rows by name and day; overrides win and are shown as 本次录入. Throws `invalid` for a name nobody knows. */
export function paramTable(rows: ParamRow[], overrides: ParamOverrides = {}): ParamTable {
  const given = parseOverrides(overrides)
  const findParam: ParamTable['findParam'] = (name, day) => {
    const override = given[name]
    if (override !== undefined) {
      const value = Array.isArray(override) ? rateOn(override, day)?.value : override
      return value === undefined ? undefined : { value, source: '本次录入', year: null, overridden: true }
    }
    return rows
      .filter((row) => row.name === name && (!day || !row.effectiveFrom || row.effectiveFrom <= day))
      .toSorted((a, b) => (b.effectiveFrom ?? '').localeCompare(a.effectiveFrom ?? ''))
      .map((row) => readRow(row, day))
      .find((reading) => reading !== undefined)
  }
  return {
    findParam,
    paramAt: (name, day) => {
      const found = findParam(name, day)
      if (found) return found
      const row = rows.find((it) => it.name === name)
      throw new MissingParam(name, row?.label ?? name, whyMissing(row, day))
    },
  }
}

function parseOverrides(overrides: ParamOverrides) {
  const parsed = ParamOverrides.safeParse(overrides)
  if (parsed.success) return parsed.data
  const at = parsed.error.issues[0]
  throw new AppError('invalid', `参数不合格:${at?.path.join('.') || ('keys' in at! ? at.keys : '')}`, {
    fields: parsed.error.issues.map((it) => ({ field: ['params', ...it.path].join('.'), problem: it.message })),
  })
}

const rateOn = (table: { effective: string; value: number }[], day?: string) =>
  table
    .filter((rate) => !day || rate.effective <= day)
    .toSorted((a, b) => b.effective.localeCompare(a.effective))
    .at(0)

function readRow(row: ParamRow, day?: string): ParamReading | undefined {
  const { source, year = null, validThrough } = row
  if (day && validThrough && day > validThrough) return undefined
  if (!row.table)
    return row.value === null || row.value === undefined
      ? undefined
      : { value: row.value, source, year, overridden: false }
  const rate = rateOn(row.table, day)
  if (!rate) return undefined
  return {
    value: rate.value,
    source: `${source}(${rate.effective}起)`,
    year: Number(rate.effective.slice(0, 4)),
    overridden: false,
  }
}

function whyMissing(row: ParamRow | undefined, day?: string): string {
  if (row?.validThrough && day && day > row.validThrough) return `表只录到${row.validThrough},没有${day}的值`
  if (row?.table) return `表里没有${day}的值`
  if (row?.effectiveFrom && day && row.effectiveFrom > day) return `只录了${row.effectiveFrom}起的值,没有${day}的值`
  return '还没有录入'
}
