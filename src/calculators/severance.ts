import { z } from 'zod'
import { addDays, addMonths, wholeMonths } from './days.ts'
import { exact, greatest, least, plain, sum } from './exact.ts'
import { choiceField, dayField, exactlyOne, fenField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const CONTRACT_LAW_ON = '2008-01-01'

export const SeveranceInput = z
  .strictObject({
    kind: choiceField('情形', { ordinary: '经济补偿N', noNotice: '未提前三十日通知N+1', unlawful: '违法解除2N' }),
    hiredOn: dayField('入职日'),
    leftOn: dayField('解除或终止日', '最后在职的一天,含当日'),
    averageWageFen: fenField('离职前十二个月平均应得工资', '含奖金津贴;与逐月工资二选一').optional(),
    wagesFen: z
      .array(fenField('月应得工资'))
      .min(1)
      .max(12)
      .optional()
      .meta({ title: '离职前逐月应得工资', description: '不满十二个月按实际月数;单位:分' }),
    lastMonthWageFen: fenField('上一个月工资', 'N+1 时必填').optional(),
  })
  .refine((it) => exactlyOne(it, 'averageWageFen', 'wagesFen'), '平均工资与逐月工资须且只须填一项')
  .refine((it) => it.hiredOn <= it.leftOn, '解除日早于入职日')
  .refine((it) => it.kind !== 'noNotice' || it.lastMonthWageFen !== undefined, 'N+1 须填上一个月工资')
export type SeveranceInput = z.input<typeof SeveranceInput>
type Input = z.output<typeof SeveranceInput>

/** Months of pay for a time of service: a year is one, six months or more one, less than six a half (劳动合同法47). */
export function serviceMonths(hiredOn: string, leftOn: string): number {
  const end = addDays(leftOn, 1)
  const months = wholeMonths(hiredOn, end)
  const years = Math.floor(months / 12)
  if (months % 12 >= 6) return years + 1
  return addMonths(hiredOn, years * 12) < end ? years + 0.5 : years
}

/** Pay on dismissal: N, N+1 or 2N, with the cap for high wages (劳动合同法46 47 87;实施条例20 25 27). 解除补偿 */
export const severance = defineCalculator({
  name: 'severance',
  title: '解除或终止劳动合同补偿',
  input: SeveranceInput,
  compute(input, sheet) {
    sheet.cite([...articles('laborContract', 46, 47), ...articles('laborContractRules', 27)])
    const { base, capped } = baseWage(input, sheet)
    const unlawful = input.kind === 'unlawful'
    const split = input.hiredOn < CONTRACT_LAW_ON && !unlawful
    if (split) {
      sheet.cite(articles('laborContract', 97))
      sheet.warn('2008-01-01前入职:此前的年限按当时规定分段另算,请转人工;本表只算2008-01-01起的部分')
    }
    const from = split ? CONTRACT_LAW_ON : input.hiredOn
    const served = input.leftOn < from ? 0 : serviceMonths(from, input.leftOn)
    const n = capped ? Math.min(12, served) : served
    sheet.step(
      '补偿月数',
      `${from}至${input.leftOn};满1年计1,满6个月不满1年计1,不满6个月计0.5${capped ? ';高薪最多12' : ''}`,
      `${n}个月`,
    )
    const formula = `基数×月数 = ${formatYuan(base)}×${n}`
    if (unlawful) {
      sheet.cite([...articles('laborContract', 87), ...articles('laborContractRules', 25)])
      sheet.amount('违法解除赔偿金', `${formula}×2`, base.times(n).times(2))
      sheet.remark('赔偿金与经济补偿不并得;年限自用工之日起连续计算')
      return
    }
    sheet.amount('经济补偿', formula, base.times(n))
    if (input.kind === 'noNotice') {
      sheet.cite([...articles('laborContract', 40), ...articles('laborContractRules', 20)])
      sheet.amount('代通知金', '上一个月工资', input.lastMonthWageFen!)
      sheet.remark('代通知金只用于劳动合同法第四十条且未提前三十日书面通知的解除')
    }
  },
})

/** The wage that counts: not under the minimum wage, and three times the city's average where it is over that. */
function baseWage({ averageWageFen, wagesFen, leftOn }: Input, sheet: Worksheet) {
  const months = wagesFen?.length ?? 12
  const wage = wagesFen ? sum(wagesFen).div(months) : exact(averageWageFen!)
  const shown = wagesFen ? `${wagesFen.map((it) => formatYuan(it)).join('+')}÷${months}` : '离职前十二个月应得工资平均'
  const floor = sheet.yuan('minimum_wage_per_month', leftOn)
  const ceiling = sheet.yuan('city_average_wage_per_month', leftOn).times(3)
  const capped = wage.gt(ceiling)
  sheet.step('月工资', shown, formatYuan(wage))
  const base = least(greatest(wage, floor), greatest(ceiling, floor))
  const bounds = `不低于最低工资${formatYuan(floor)},高于三倍职工月平均工资${formatYuan(ceiling)}的按三倍`
  sheet.step('补偿基数', bounds, formatYuan(base))
  if (capped) sheet.warn(`月工资${formatYuan(wage)}高于本市职工月平均工资三倍,基数按三倍,年限最多十二年`)
  if (wage.lt(floor)) sheet.warn(`平均工资${formatYuan(wage)}低于最低工资,按最低工资${plain(floor.div(100))}元计`)
  return { base, capped }
}
