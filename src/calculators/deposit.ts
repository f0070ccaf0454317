import { z } from 'zod'
import { exact, least, plain } from './exact.ts'
import { choiceField, fenField, flagField, labelField, percentField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const Earnest = z.strictObject({
  kind: z.literal('earnest').meta({ title: '定金' }),
  priceFen: fenField('合同标的额'),
  paidFen: fenField('已交金额'),
  breach: choiceField('违约方', { receiver: '收款方', giver: '付款方' }),
  agreedAsEarnest: flagField('写明是定金', '写“订金、押金、留置金”而未约定定金性质的填否').default(true),
  unperformedPercent: percentField('未履行部分比例').default(100),
})
const Penalty = z.strictObject({
  kind: z.literal('penalty').meta({ title: '违约金' }),
  agreedFen: fenField('约定违约金'),
  lossFen: fenField('实际损失'),
})
const Security = z.strictObject({
  kind: z.literal('security').meta({ title: '押金' }),
  depositFen: fenField('押金'),
  deductions: z
    .array(
      z.strictObject({
        label: labelField('扣款事由'),
        amountFen: fenField('扣款金额'),
        proven: flagField('有证据(交接单、报价等)').default(true),
        normalWear: flagField('正常损耗').default(false),
      }),
    )
    .max(100)
    .default([])
    .meta({ title: '扣款' }),
})

export const DepositInput = z.discriminatedUnion(
  'kind',
  [Earnest, Penalty, Security],
  '须为 earnest(定金)、penalty(违约金)或 security(押金)',
)
export type DepositInput = z.input<typeof DepositInput>

/** Earnest money, agreed damages or a security deposit: what goes back to whom (民法典585~588 710;合同编通则解释65 67 68). 定金、违约金与押金 */
export const deposit = defineCalculator({
  name: 'deposit',
  title: '定金、违约金与押金',
  input: DepositInput,
  compute(input, sheet) {
    if (input.kind === 'earnest') return earnest(input, sheet)
    return input.kind === 'penalty' ? penalty(input, sheet) : security(input, sheet)
  },
})

function earnest(input: z.output<typeof Earnest>, sheet: Worksheet) {
  sheet.cite([...articles('civilCode', 586, 587, 588), ...articles('contracts', 67, 68)])
  const paid = exact(input.paidFen)
  if (!input.agreedAsEarnest) {
    sheet.amount('退还已交款', '没有约定定金性质,不适用定金罚则,按预付款处理', paid)
    sheet.warn('写“订金、押金、留置金”等而没有约定定金性质的,不能主张双倍返还或没收;有实际损失的另行主张')
    return
  }
  const effective = least(paid, exact(input.priceFen).times(20).div(100).round(0, 0))
  const excess = paid.minus(effective)
  sheet.step(
    '有效定金',
    `已交与标的额20%取小 = min(${formatYuan(paid)}, ${formatYuan(input.priceFen)}×20%)`,
    formatYuan(effective),
  )
  const share = exact(input.unperformedPercent).div(100)
  const ratio = input.unperformedPercent === 100 ? '' : `×未履行${plain(input.unperformedPercent)}%`
  const kept = effective.minus(effective.times(share))
  if (input.breach === 'receiver')
    sheet.amount(
      '双倍返还定金',
      `有效定金×2${ratio} = ${formatYuan(effective)}×2${ratio}`,
      effective.times(2).times(share),
    )
  else sheet.step('没收定金', `有效定金${ratio} = ${formatYuan(effective)}${ratio}`, formatYuan(effective.times(share)))
  sheet.amount('退还超额部分(视为预付款)', `已交−有效定金 = ${formatYuan(paid)}−${formatYuan(effective)}`, excess)
  if (kept.gt(0)) sheet.warn(`已履行部分对应的定金${formatYuan(kept)}抵作价款或收回,不计入本表合计`)
  sheet.remark('既约定定金又约定违约金的,只能选一种')
}

function penalty({ agreedFen, lossFen }: z.output<typeof Penalty>, sheet: Worksheet) {
  sheet.cite([...articles('civilCode', 584, 585), ...articles('contracts', 65)])
  const reference = exact(lossFen).times('1.3')
  sheet.step('调整参考线', `实际损失×1.3 = ${formatYuan(lossFen)}×1.3`, formatYuan(reference))
  const formula = `约定与参考线取小 = min(${formatYuan(agreedFen)}, ${formatYuan(reference)})`
  sheet.amount('违约金参考', formula, least(exact(agreedFen), reference))
  if (reference.lt(agreedFen))
    sheet.warn('约定违约金超过损失的百分之三十,一般视为过高;违约方可请求减少,恶意违约的一般不减')
  if (agreedFen < lossFen) sheet.warn(`约定违约金低于实际损失,守约方可请求增加,以${formatYuan(lossFen)}为限`)
}

function security({ depositFen, deductions }: z.output<typeof Security>, sheet: Worksheet) {
  sheet.cite(articles('civilCode', 496, 710))
  let left = sheet.amount('押金', '已交押金', depositFen)
  for (const { label, amountFen, proven, normalWear } of deductions) {
    if (normalWear || !proven) {
      sheet.step(`不扣:${label}`, normalWear ? '正常损耗不赔' : '扣款方没有证据', formatYuan(0))
      continue
    }
    const taken = Math.min(amountFen, left)
    if (taken < amountFen) sheet.warn(`${label}超过押金余额${formatYuan(amountFen - taken)},超出部分另行协商`)
    left -= taken
    sheet.amount(`减:${label}`, `已证实扣减,以押金余额为限 = ${formatYuan(amountFen)}`, -taken)
  }
  sheet.step('应退', '押金−已证实扣减', formatYuan(left))
  sheet.remark('扣款由扣款方举证(比对交房、还房验收单);格式条款没有提示说明的不成为合同内容')
}
