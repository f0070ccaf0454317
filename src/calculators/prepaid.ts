import { z } from 'zod'
import { daysBetween } from './days.ts'
import { type Exact, exact, greatest, plain } from './exact.ts'
import { choiceField, countField, dayField, fenField, flagField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const Used = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('balance').meta({ title: '充值金额' }),
    bonusFen: fenField('赠送金额').default(0),
    usedFen: fenField('已消费(卡面金额)'),
    usedAtListFen: fenField('已消费按打折前价', '不填同卡面金额').optional(),
  }),
  z
    .strictObject({
      by: z.literal('times').meta({ title: '次卡' }),
      totalTimes: countField('总次数(含赠送)', { min: 1 }),
      usedTimes: countField('已用次数'),
      listPriceFen: fenField('打折前单次价'),
    })
    .refine((it) => it.usedTimes <= it.totalTimes, '已用次数多于总次数'),
  z
    .strictObject({
      by: z.literal('unlimited').meta({ title: '不限次' }),
      fromOn: dayField('开始日'),
      throughOn: dayField('到期日(含)'),
      stoppedOn: dayField('停止服务日或解除日', '该日起不再有服务'),
    })
    .refine((it) => it.fromOn <= it.throughOn, '到期日早于开始日'),
])

export const PrepaidInput = z
  .strictObject({
    paidFen: fenField('实付金额'),
    cause: choiceField('退款原因', { merchant: '经营者原因(关店、搬迁、停止服务等)', consumer: '消费者原因' }),
    used: Used.meta({ title: '使用情况' }),
    madeOn: dayField('合同成立日(付款日)').optional(),
    endedOn: dayField('合同解除日', '利息起算').optional(),
    untilOn: dayField('利息算到').optional(),
    requestedOn: dayField('提出退款日', '核对七日无理由').optional(),
    boughtBefore: flagField('订立合同时已获得过相同商品或服务').default(false),
  })
  .refine(
    (it) => !it.untilOn || (it.madeOn && it.endedOn && it.endedOn <= it.untilOn),
    '算利息须填合同成立日与解除日,且不晚于算到之日',
  )
export type PrepaidInput = z.input<typeof PrepaidInput>
type Input = z.output<typeof PrepaidInput>
type Unlimited = Extract<Input['used'], { by: 'unlimited' }>
type Counted = Exclude<Input['used'], Unlimited>

/** What is left on a prepaid card, and interest from the end of the contract (预付式消费解释14~22). 预付卡 */
export const prepaid = defineCalculator({
  name: 'prepaid',
  title: '预付卡退款',
  input: PrepaidInput,
  compute(input, sheet) {
    sheet.cite(articles('prepaid', 15))
    const refund =
      input.used.by === 'unlimited' ? unlimited(input, input.used, sheet) : counted(input, input.used, sheet)
    if (input.untilOn) interest(input, refund, sheet)
    coolingOff(input, sheet)
    sheet.remark('赠品是否折价返还按诚信原则综合认定(预付式消费解释21);对消费者更有利的约定从其约定')
  },
})

function counted(input: Input, used: Counted, sheet: Worksheet): number {
  const [formula, spent] = input.cause === 'merchant' ? atDiscount(input.paidFen, used) : atListPrice(used)
  sheet.cite(articles('prepaid', input.cause === 'merchant' ? 18 : 19))
  sheet.step('已兑付价款', formula, formatYuan(spent))
  const left = exact(input.paidFen).minus(spent)
  if (left.lt(0)) {
    sheet.cite(articles('prepaid', 20))
    const discounted = atDiscount(input.paidFen, used)[1]
    sheet.warn(
      discounted.lte(input.paidFen) ? '按打折前价超出预付款的部分,经营者不得要求补足' : '已消费超出预付款,没有余额可退',
    )
  }
  return sheet.amount(
    '应退预付款',
    `实付−已兑付价款 = ${formatYuan(input.paidFen)}−${formatYuan(spent)}`,
    greatest(left, exact(0)),
  )
}

function atDiscount(paidFen: number, used: Counted): [string, Exact] {
  if (used.by === 'times') {
    const spent = exact(paidFen).times(used.usedTimes).div(used.totalTimes)
    return [`实付×已用÷总次数 = ${formatYuan(paidFen)}×${used.usedTimes}÷${used.totalTimes}`, spent]
  }
  const face = exact(paidFen).plus(used.bonusFen)
  const spent = face.eq(0) ? exact(0) : exact(used.usedFen).times(paidFen).div(face)
  return [`已消费×实付÷(实付+赠送) = ${formatYuan(used.usedFen)}×${formatYuan(paidFen)}÷${formatYuan(face)}`, spent]
}

function atListPrice(used: Counted): [string, Exact] {
  if (used.by === 'times')
    return [
      `已用次数×打折前单价 = ${used.usedTimes}×${formatYuan(used.listPriceFen)}`,
      exact(used.listPriceFen).times(used.usedTimes),
    ]
  return ['已消费按打折前价', exact(used.usedAtListFen ?? used.usedFen)]
}

function unlimited({ paidFen, cause }: Input, used: Unlimited, sheet: Worksheet): number {
  sheet.cite(articles('prepaid', 22))
  const whole = daysBetween(used.fromOn, used.throughOn) + 1
  const left = Math.min(whole, Math.max(0, daysBetween(used.stoppedOn, used.throughOn) + 1))
  if (cause === 'consumer') sheet.warn('消费者因自身原因在期限内没有使用的部分不退;这里只退解除后的剩余期限')
  const formula = `实付×剩余天数÷全部天数 = ${formatYuan(paidFen)}×${left}÷${whole}`
  return sheet.amount('应退预付款', formula, exact(paidFen).times(left).div(whole))
}

function interest({ cause, madeOn, endedOn, untilOn }: Input, refundFen: number, sheet: Worksheet) {
  sheet.cite(articles('prepaid', 16, 17))
  const name = cause === 'merchant' ? 'lpr_1y' : 'deposit_rate_1y'
  const rate = sheet.figure(name, madeOn)
  const base = sheet.figure('day_count_base')
  const length = daysBetween(endedOn!, untilOn!)
  const words = cause === 'merchant' ? '一年期LPR' : '一年定期存款基准利率'
  const formula = `应退×合同成立时${words}×天数÷${plain(base)} = ${formatYuan(refundFen)}×${plain(rate)}%×${length}÷${plain(base)}`
  sheet.amount('利息', formula, exact(refundFen).times(rate).times(length).div(base.times(100)))
}

const COOLING_OFF_DAYS = 7

function coolingOff({ madeOn, requestedOn, boughtBefore, paidFen }: Input, sheet: Worksheet) {
  if (!madeOn || !requestedOn) return
  sheet.cite(articles('prepaid', 14))
  const inTime = daysBetween(madeOn, requestedOn) <= COOLING_OFF_DAYS
  if (!inTime) return
  if (boughtBefore) sheet.warn('付款七日内提出,但订立合同时已获得过相同商品或服务,不适用七日无理由退款')
  else sheet.warn(`付款七日内提出,可请求返还预付款本金(实付${formatYuan(paidFen)},扣已兑付部分)`)
}
