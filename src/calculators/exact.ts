import Big from 'big.js'
import { AppError } from '../errors.ts'

/** Exact decimals: forty places and half-up, so that no sum of money ever meets a binary fraction. */
export const Exact = Big()
Exact.DP = 40
Exact.RM = 1
export type Exact = Big

/** An exact decimal of a number as it was typed. */
export const exact = (value: Big | number | string): Exact => new Exact(value)

/**
 * Whole fen of an exact amount, rounded half-up (分项四舍五入到分).
 * The first rounding folds back thirds that a division cut off. Throws `invalid` where the amount is too large to count exactly.
 */
export function toFen(amount: Big | number): number {
  const whole = exact(amount).round(20).round(0, 1)
  if (whole.abs().gt(Number.MAX_SAFE_INTEGER)) throw new AppError('invalid', '金额过大,无法精确到分')
  return whole.toNumber()
}

/** The lesser of exact amounts. */
export const least = (...amounts: Exact[]): Exact => amounts.reduce((a, b) => (b.lt(a) ? b : a))
/** The greater of exact amounts. */
export const greatest = (...amounts: Exact[]): Exact => amounts.reduce((a, b) => (b.gt(a) ? b : a))
/** The sum of exact amounts. */
export const sum = (amounts: (Exact | number)[]): Exact => amounts.reduce<Exact>((a, b) => a.plus(b), exact(0))
/** A decimal as people write it, at most so many places: 12.4, 0.0175. */
export const plain = (value: Big | number, places = 6): string => exact(value).round(places).toFixed()
