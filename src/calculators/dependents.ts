import { ageOf, compensationYears } from './compensation-years.ts'
import { type Exact, exact, least, plain, sum } from './exact.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import type { Worksheet } from './worksheet.ts'

type Dependent = { name: string; kind: 'minor' | 'incapable'; supporters: number; age?: number; bornOn?: string }

/**
 * Living expenses of those the victim supported: a minor to 18, others by the years of compensation, each by the victim's
 * own share among the supporters; in each year all of them together get no more than one person's yearly consumption
 * (人身损害解释16 17). 被扶养人生活费
 */
export function dependents(
  people: Dependent[],
  { on, statsOn, percent, into }: { on: string; statsOn?: string; percent: Exact; into: string },
  sheet: Worksheet,
) {
  sheet.cite(articles('injury', 16, 17))
  const yearly = sheet.yuan('consumption_per_year', statsOn)
  const shares = people.map((it) => {
    const age = ageOf(it, on)
    if (it.kind === 'minor' && age >= 18) sheet.warn(`${it.name}已满18周岁,按未成年人不计年限`)
    const years = it.kind === 'minor' ? Math.max(0, 18 - age) : compensationYears(age)
    return { ...it, years, perYear: yearly.times(percent).div(100).div(it.supporters), due: exact(0) }
  })
  const ends = [...new Set(shares.map((it) => it.years))].toSorted((a, b) => a - b)
  let from = 0
  for (const end of ends.filter((year) => year > 0)) {
    const active = shares.filter((it) => it.years >= end)
    const together = sum(active.map((it) => it.perYear))
    const capped = least(together, yearly)
    for (const it of active)
      it.due = it.due.plus(
        it.perYear
          .times(end - from)
          .times(capped)
          .div(together.eq(0) ? 1 : together),
      )
    const years = end - from === 1 ? `第${end}年` : `第${from + 1}—${end}年`
    sheet.step(`${years}每年合计`, `Σ人均消费支出×系数÷扶养人数,不超过${formatYuan(yearly)}`, formatYuan(capped))
    if (together.gt(yearly))
      sheet.warn(
        `${years}各被扶养人年赔偿额合计${formatYuan(together)},超过人均消费支出,按比例压到${formatYuan(yearly)}`,
      )
    from = end
  }
  for (const it of shares) {
    const formula = `人均消费支出×年限×系数÷扶养人数 = ${formatYuan(yearly)}×${it.years}×${plain(percent)}%÷${it.supporters}`
    sheet.amount(`被扶养人生活费(并入${into}赔偿金):${it.name}`, formula, it.due)
  }
}
