import { z } from 'zod'
import { exact, greatest } from './exact.ts'
import { choiceField, fenField, flagField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator } from './worksheet.ts'

const FRAUD_FLOOR_FEN = 50_000
const FOOD_FLOOR_FEN = 100_000

export const PunitiveInput = z.strictObject({
  kind: choiceField('情形', { fraud: '欺诈(退一赔三)', food: '不符合食品安全标准(退一赔十)' }),
  priceFen: fenField('价款或费用'),
  lossFen: fenField('损失', '食品可选三倍损失').default(0),
  refund: flagField('合计中计入退还价款').default(false),
})
export type PunitiveInput = z.input<typeof PunitiveInput>

/** Damages beyond the loss: threefold for fraud, tenfold price or threefold loss for food, each with a floor (消费者权益保护法55;食品安全法148). 惩罚性赔偿 */
export const punitive = defineCalculator({
  name: 'punitive',
  title: '惩罚性赔偿',
  input: PunitiveInput,
  compute({ kind, priceFen, lossFen, refund }, sheet) {
    const price = exact(priceFen)
    if (kind === 'fraud') {
      sheet.cite(articles('consumer', 55))
      const formula = `max(价款×3, 500元) = max(${formatYuan(priceFen)}×3, ${formatYuan(FRAUD_FLOOR_FEN)})`
      sheet.amount('增加赔偿', formula, greatest(price.times(3), exact(FRAUD_FLOOR_FEN)))
      sheet.remark('以经营者有欺诈行为为前提,是否欺诈由证据认定')
    } else {
      sheet.cite(articles('foodSafety', 148))
      const formula = `max(价款×10, 损失×3, 1000元) = max(${formatYuan(priceFen)}×10, ${formatYuan(lossFen)}×3, ${formatYuan(FOOD_FLOOR_FEN)})`
      sheet.amount('增加赔偿', formula, greatest(price.times(10), exact(lossFen).times(3), exact(FOOD_FLOOR_FEN)))
      sheet.remark('经营者须明知不符合食品安全标准;标签、说明书瑕疵不影响安全且不误导的除外')
    }
    if (refund) sheet.amount('退还价款', '退货退款', price)
    else sheet.remark(`另可请求退还价款${formatYuan(priceFen)}`)
    if (lossFen > 0) sheet.remark(`实际损失${formatYuan(lossFen)}另可请求赔偿`)
  },
})
