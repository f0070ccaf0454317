// In: the facts of a claim (money in fen, days, counts) and the parameters of place and year.
// Out: items with their sum, every step with its formula and figures, the law it rests on, whose figures were used, a note.
import { AppError } from '../errors.ts'
import { deposit } from './deposit.ts'
import { doubleWage } from './double-wage.ts'
import { fees } from './fees.ts'
import { injury } from './injury.ts'
import { lateInterest } from './late-interest.ts'
import { limitation } from './limitation.ts'
import { loan } from './loan.ts'
import { overtime } from './overtime.ts'
import type { ParamTable } from './params.ts'
import { prepaid } from './prepaid.ts'
import { propertyFee } from './property-fee.ts'
import { punitive } from './punitive.ts'
import { severance } from './severance.ts'
import { support } from './support.ts'
import { traffic } from './traffic.ts'
import { wageArrears } from './wage-arrears.ts'
import { workInjury } from './work-injury.ts'
import type { Calculation, Calculator } from './worksheet.ts'

export {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  calendarKnown,
  daysBetween,
  isStatutoryHoliday,
  isWorkingDay,
  nextWorkingDay,
  workingDaysIn,
} from './days.ts'
export { DepositInput } from './deposit.ts'
export { DoubleWageInput } from './double-wage.ts'
export { FeesInput } from './fees.ts'
export { InjuryInput } from './injury.ts'
export { LateInterestInput } from './late-interest.ts'
export { LimitationInput } from './limitation.ts'
export { type Period, periods, unlimited } from './limitation-kinds.ts'
export { LoanInput } from './loan.ts'
export { fen, formatYuan, toCapitals } from './money.ts'
export { OvertimeInput } from './overtime.ts'
export type { ParamName, ParamReading, ParamRow, ParamTable, ParamValue } from './params.ts'
export { MissingParam, ParamOverrides, paramNames, paramTable } from './params.ts'
export { PrepaidInput } from './prepaid.ts'
export { PropertyFeeInput } from './property-fee.ts'
export { PunitiveInput } from './punitive.ts'
export { SeveranceInput } from './severance.ts'
export { SupportInput } from './support.ts'
export { TrafficInput } from './traffic.ts'
export { WageArrearsInput } from './wage-arrears.ts'
export { WorkInjuryInput } from './work-injury.ts'
export type { Calculator } from './worksheet.ts'
export { Calculation, DISCLAIMER } from './worksheet.ts'

/** Every calculator by its name, in the order of the contract. 计算器 */
export const calculators = {
  injury,
  traffic,
  severance,
  doubleWage,
  overtime,
  wageArrears,
  loan,
  support,
  deposit,
  propertyFee,
  prepaid,
  punitive,
  workInjury,
  lateInterest,
  fees,
  limitation,
} as const
export type CalculatorName = keyof typeof calculators

/** Runs a calculator by name; throws `not_found` for an unknown name, `invalid` for bad input, `precondition` for a missing parameter. */
export function calculate(name: string, input: unknown, params: ParamTable): Calculation {
  if (!Object.hasOwn(calculators, name)) throw new AppError('not_found', `没有这个计算器:${name.slice(0, 40)}`)
  const calculator: Pick<Calculator, 'run'> = calculators[name as CalculatorName]
  return calculator.run(input, params)
}
