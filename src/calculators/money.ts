import nzh from 'nzh'
import { AppError } from '../errors.ts'
import { exact, toFen } from './exact.ts'

/** Integer fen of yuan as typed (number or text, at most two places); throws `invalid` otherwise. */
export function fen(yuan: number | string): number {
  const text = String(yuan).replaceAll(',', '').trim()
  if (!/^-?\d+(\.\d{1,2})?$/.test(text)) throw new AppError('invalid', `不是金额:${text.slice(0, 40)}`)
  return toFen(exact(text).times(100))
}

/** Money with thousands separators and two places: 892400 → 8,924.00元; fractions of a fen are rounded for showing. */
export function formatYuan(amountFen: Parameters<typeof toFen>[0]): string {
  const [whole = '0', cents] = exact(toFen(amountFen)).div(100).toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}元`
}

/** Money in Chinese capitals as on a receipt: 892400 → 捌仟玖佰贰拾肆元整; amounts that end in jiao take no 整. 大写金额 */
export function toCapitals(amountFen: number): string {
  if (!Number.isSafeInteger(amountFen)) throw new AppError('invalid', '大写金额须为整数分')
  return nzh.cn.toMoney(exact(amountFen).div(100).toFixed(), { outSymbol: false })
}
