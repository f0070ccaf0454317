import { type ParamOverrides, type ParamRow, paramTable } from './params.ts'

const row = (name: string, value: number | Record<string, number>): ParamRow => ({
  name,
  value,
  source: '演示值',
  year: 2025,
})

/** Demonstration figures (not statistics), so that worked examples can be checked. */
const rows: ParamRow[] = [
  row('disposable_income_per_year', 80_000),
  row('consumption_per_year', 50_000),
  row('average_wage_per_month', 10_000),
  row('industry_wage_per_year', 73_000),
  row('city_average_wage_per_month', 10_000),
  row('minimum_wage_per_month', 2490),
  row('province_average_wage_per_month', 8000),
  row('national_disposable_income_per_year', 54_188),
  row('deposit_rate_1y', 1.5),
  row('compulsory_insurance', {
    death_disability: 180_000,
    medical: 18_000,
    property: 2000,
    death_disability_no_fault: 18_000,
    medical_no_fault: 1800,
    property_no_fault: 100,
  }),
  row('meal_allowance_per_day', 100),
  row('carer_per_day', 180),
  row('nutrition_per_day', 30),
  row('fault_shares', {
    main: 70,
    equal: 50,
    minor: 30,
    motor_vs_nonmotor_main: 80,
    motor_vs_nonmotor_equal: 60,
    motor_vs_nonmotor_minor: 40,
  }),
  row('day_count_base', 365),
  row('delay_interest_counts_due_day', 0),
  {
    name: 'lpr_1y',
    source: '演示表',
    validThrough: '2027-12-31',
    table: [
      { effective: '2019-08-20', value: 4.25 },
      { effective: '2020-04-20', value: 3.85 },
      { effective: '2024-10-21', value: 3.1 },
      { effective: '2025-05-20', value: 3 },
    ],
  },
]

/** The demonstration figures, with those of a request laid over them. */
export const demoParams = (overrides: ParamOverrides = {}) => paramTable(rows, overrides)
