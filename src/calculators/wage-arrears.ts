import { z } from 'zod'
import { exact, sum } from './exact.ts'
import { countField, fenField, flagField, labelField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const Pay = z.strictObject({
  worker: labelField('劳动者').default('劳动者'),
  period: labelField('月份或工期'),
  dueFen: fenField('应发'),
  paidFen: fenField('实发').default(0),
})

export const WageArrearsInput = z
  .strictObject({
    pays: z.array(Pay).min(1, '至少填一笔').max(2000).meta({ title: '应发与实发' }),
    workers: countField('欠薪总人数', { min: 1, description: '不填按名单计' }).optional(),
    construction: z
      .strictObject({ ownerUnpaidFen: fenField('建设单位未结工程款').optional() })
      .optional()
      .meta({ title: '工程建设领域' }),
    orderOverdue: flagField('监察责令后逾期未付').default(false),
  })
  .refine((it) => it.pays.reduce((left, pay) => left + pay.dueFen - pay.paidFen, 0) >= 0, '实发合计多于应发合计')
export type WageArrearsInput = z.input<typeof WageArrearsInput>
type Input = z.output<typeof WageArrearsInput>

/** Wages owed: what was due less what was paid, line by line (劳动合同法30 85;农民工工资条例29 30). 欠薪 */
export const wageArrears = defineCalculator({
  name: 'wageArrears',
  title: '拖欠工资',
  input: WageArrearsInput,
  compute(input, sheet) {
    sheet.cite(articles('laborContract', 30, 85))
    for (const { worker, period, dueFen, paidFen } of input.pays)
      sheet.amount(`${worker} ${period}`, `应发−实发 = ${formatYuan(dueFen)}−${formatYuan(paidFen)}`, dueFen - paidFen)
    const owed = sheet.subtotalFen
    const range = `${formatYuan(exact(owed).div(2))}至${formatYuan(owed)}`
    if (input.orderOverdue)
      sheet.warn(`责令限期支付后逾期不付的,劳动者可另请求加付50%至100%赔偿金(${range}),不计入合计`)
    else sheet.remark('加付50%至100%赔偿金只在劳动监察责令限期支付后逾期不付时才有,调解中仅作提示')
    if (input.construction) construction(input.construction.ownerUnpaidFen, owed, sheet)
    crimeLine(input, sheet)
  },
})

function construction(ownerUnpaidFen: number | undefined, owed: number, sheet: Worksheet) {
  sheet.cite(articles('migrantPay', 29, 30))
  sheet.remark('分包单位直接负责,总包单位先行清偿后再追偿')
  if (ownerUnpaidFen === undefined) return
  const advance = Math.min(ownerUnpaidFen, owed)
  const formula = `欠薪与未结工程款取小 = min(${formatYuan(owed)}, ${formatYuan(ownerUnpaidFen)})`
  sheet.step('建设单位垫付上限', formula, formatYuan(advance))
}

/** The line where unpaid wages may be a crime: a province's own amounts, else the lower ends of the national ranges. */
function crimeLine({ pays, workers }: Input, sheet: Worksheet) {
  const owedTo = new Map<string, { fen: number; periods: number }>()
  for (const { worker, dueFen, paidFen } of pays) {
    const so = owedTo.get(worker) ?? { fen: 0, periods: 0 }
    owedTo.set(worker, { fen: so.fen + dueFen - paidFen, periods: so.periods + (dueFen > paidFen ? 1 : 0) })
  }
  const local = sheet.hint('wage_crime_thresholds')
  const figures = typeof local === 'object' ? local : { one_worker: 5000, many_workers: 30_000 }
  const [one, many] = [(figures.one_worker ?? 5000) * 100, (figures.many_workers ?? 30_000) * 100]
  const total = sum([...owedTo.values()].map((it) => it.fen)).toNumber()
  const single = [...owedTo.values()].some((it) => it.periods >= 3 && it.fen >= one)
  if (!single && !((workers ?? owedTo.size) >= 10 && total >= many)) return
  sheet.cite([...articles('unpaidWagesCrime', 3), ...articles('criminal', '276-1')])
  const whose = local ? '本地数额标准' : '全国幅度的低档(5千元、3万元)†,以本省标准为准'
  sheet.warn(`欠薪数额已达拒不支付劳动报酬罪的数额线(按${whose});还须经有关部门责令支付仍不支付,请联系人社监察`)
}
