import { z } from 'zod'
import { type Exact, exact, least, plain } from './exact.ts'
import { choiceField, fenField, flagField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

export const FeesInput = z
  .strictObject({
    route: choiceField('途径', {
      mediation: '人民调解',
      confirmation: '司法确认',
      laborArbitration: '劳动仲裁',
      laborSuit: '劳动争议诉讼',
      suit: '财产案件诉讼',
      paymentOrder: '支付令',
      execution: '申请执行',
      preservation: '财产保全',
    }),
    amountFen: fenField('请求金额', '诉讼、支付令、执行、保全须填').optional(),
    halved: flagField('简易程序、调解结案或撤诉(减半)').default(false),
  })
  .refine((it) => it.amountFen !== undefined || !(it.route in tariffed), '该途径须填请求金额')
export type FeesInput = z.input<typeof FeesInput>

type Tier = { upToYuan: number; percent: string }
type Tariff = { firstFen: number; firstUpToYuan: number; tiers: Tier[] }

/** 诉讼费用交纳办法13: property cases. */
const suit: Tariff = {
  firstFen: 5000,
  firstUpToYuan: 10_000,
  tiers: tiersOf(
    [100_000, '2.5'],
    [200_000, '2'],
    [500_000, '1.5'],
    [1_000_000, '1'],
    [2_000_000, '0.9'],
    [5_000_000, '0.8'],
    [10_000_000, '0.7'],
    [20_000_000, '0.6'],
    [Infinity, '0.5'],
  ),
}
/** 诉讼费用交纳办法14: execution. */
const execution: Tariff = {
  firstFen: 5000,
  firstUpToYuan: 10_000,
  tiers: tiersOf([500_000, '1.5'], [5_000_000, '1'], [10_000_000, '0.5'], [Infinity, '0.1']),
}
/** 诉讼费用交纳办法14: preservation, five thousand yuan at most. */
const preservation: Tariff = { firstFen: 3000, firstUpToYuan: 1000, tiers: tiersOf([100_000, '1'], [Infinity, '0.5']) }
const PRESERVATION_MOST_FEN = 500_000

const tariffed = { suit, paymentOrder: suit, execution, preservation }
const free = {
  mediation: ['人民调解不收费', articles('mediation', 4)],
  confirmation: ['司法确认不收费', articles('confirmation', 11)],
  laborArbitration: ['劳动争议仲裁不收费', articles('laborArbitration', 53)],
} as const

/** What each way costs: mediation, confirmation and labour arbitration nothing, courts by tariff (诉讼费用交纳办法13~16). 费用 */
export const fees = defineCalculator({
  name: 'fees',
  title: '各途径费用',
  input: FeesInput,
  compute({ route, amountFen = 0, halved }, sheet) {
    if (route === 'mediation' || route === 'confirmation' || route === 'laborArbitration') {
      const [words, keys] = free[route]
      sheet.cite(keys)
      sheet.amount('费用', words, 0)
      return
    }
    if (route === 'laborSuit') {
      sheet.cite(articles('courtFees', 13))
      sheet.amount('案件受理费', halved ? '每件10元÷2' : '每件10元', halved ? 500 : 1000)
      return
    }
    sheet.cite(articles('courtFees', route === 'suit' ? 13 : 14))
    const full = byTariff(tariffed[route], amountFen, sheet)
    if (route === 'suit') courtSuit(full, amountFen, halved, sheet)
    if (route === 'paymentOrder') sheet.amount('支付令申请费', `财产案件受理费÷3 = ${formatYuan(full)}÷3`, full.div(3))
    if (route === 'execution') {
      sheet.amount('执行申请费', '按执行金额分段累计', full)
      sheet.remark('执行申请费由被执行人负担,申请人不预交')
    }
    if (route === 'preservation')
      sheet.amount('保全申请费', '按保全金额分段累计,最多5000元', least(full, exact(PRESERVATION_MOST_FEN)))
  },
})

function courtSuit(full: Exact, amountFen: number, halved: boolean, sheet: Worksheet) {
  if (halved) sheet.cite(articles('courtFees', 15, 16))
  sheet.amount('案件受理费', halved ? `${formatYuan(full)}÷2` : '按请求金额分段累计', halved ? full.div(2) : full)
  const line = sheet.hint('small_claims_line')
  if (typeof line !== 'number' || exact(line).times(100).lt(amountFen)) return
  sheet.cite(articles('civilProcedure', 165))
  sheet.remark(`请求金额在小额诉讼标的线${plain(line)}元以内,简单金钱给付案件可能一审终审`)
}

function tiersOf(...rows: [number, string][]): Tier[] {
  return rows.map(([upToYuan, percent]) => ({ upToYuan, percent }))
}

/** A tariff climbed tier by tier. */
function byTariff({ firstFen, firstUpToYuan, tiers }: Tariff, amountFen: number, sheet: Worksheet): Exact {
  const amount = exact(amountFen).div(100)
  let total = exact(firstFen)
  let from = firstUpToYuan
  sheet.step(`${firstUpToYuan}元以内`, '定额', formatYuan(firstFen))
  for (const { upToYuan, percent } of tiers) {
    if (amount.lte(from)) break
    const upTo = amount.gt(upToYuan === Infinity ? amount : upToYuan) ? exact(upToYuan) : amount
    const part = upTo.minus(from).times(percent)
    sheet.step(`超过${from}元部分`, `(${plain(upTo)}−${from})×${percent}%`, formatYuan(part))
    total = total.plus(part)
    from = upToYuan
  }
  return total
}
