import { addDays, addWorkingDays, nextWorkingDay } from '../../calculators/index.ts'
import { readNumeral } from '../reading/quantities.ts'

/** What an agreement says of the rest of a debt once an instalment is missed. Nothing but its own words bring that about. 加速到期 */
export type Acceleration = {
  /** Clause from 0, and its words. */
  clause: number
  quote: string
  /** True where the rest falls due by itself; false where the creditor must ask for it. */
  automatic: boolean
  /** Instalments that must be missed, one after the other. */
  missed: number
  graceDays: number
  /** Grace counted in working days. */
  working: boolean
}

const whole =
  /(?:剩余|其余|余下|未到期|未付|全部|所有|尚欠|余款|另一[次期笔]|各期)[^,;。]{0,14}(?:到期|一次性|一并|立即|提前)|(?:一次性?|立即|提前)[^,;。]{0,10}(?:[付还退结]清|支付|清偿|偿还|归还|退还|履行)[^,;。]{0,6}(?:剩余|其余|全部|余下|未付|余款|各期)|(?:剩余|其余|余下|未付|全部|余款)[^,;。]{0,10}(?:[付还退结]清|支付|清偿|偿还|归还|退还)/
const missing =
  /逾期|晚付|(?:未|没有?)(?:按|能按|如)[^,;。]{0,6}(?:期|时|约)|不按(?:期|时|约)|任何?一期|任意一期|拖延|未付|未支付/
// 可就全部余款申请支付令 says where to go, not that the rest must be asked for first.
const asked = /要求|主张|请求/
// 就全部未付款申请支付令 is a way to go, not a new day.
const another = /支付令|司法确认|起诉|诉讼|强制执行|申请执行/
// 按未付金额支付违约金 adds to a debt, and brings nothing due.
const added = /违约金|利息|滞纳金|每日|日息|%|‰|万分之/

/** Reads the clauses for one by which the rest of the debt falls due at once; undefined where none says so. */
export function readAcceleration(clauses: string[]): Acceleration | undefined {
  for (const [clause, text] of clauses.entries()) {
    const at = missing.exec(text)
    if (!at) continue
    const then = text.slice(at.index)
    const all = whole.exec(then)
    if (!all || added.test(all[0]) || (another.test(then) && !/到期|一次性|提前/.test(all[0]))) continue
    const grace =
      /(?:超过|逾期|满|达)(?:超过|满|达)?[^,;。\d一二三四五六七八九十]{0,4}(\d{1,3}|[一二两三四五六七八九十]{1,3})个?(工作)?[日天]/.exec(
        then,
      )
    const run = /连续([两二三四五六\d])[期次个]/.exec(text)
    return {
      clause,
      quote: text,
      automatic: !asked.test(then),
      missed: run ? (readNumeral(run[1]!) ?? 2) : 1,
      graceDays: grace ? (readNumeral(grace[1]!) ?? 0) : 0,
      working: Boolean(grace?.[2]),
    }
  }
  return undefined
}

/** The last day something due on a day may be done: a day off moves it to the next working day. 民法典203 */
export const lastDayOf = (dueOn: string): string => nextWorkingDay(dueOn)

/**
 * The day on which the clause takes hold, given the days of the instalments and which of them are unpaid; undefined while it
 * has not. `today` is a day in Beijing.
 */
export function takesHold(
  { missed, graceDays, working }: Acceleration,
  instalments: { dueOn: string; open: boolean }[],
  today: string,
): string | undefined {
  let run = 0
  for (const { dueOn, open } of instalments.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))) {
    run = open ? run + 1 : 0
    if (run < missed) continue
    const last = lastDayOf(dueOn)
    const from = addDays(working ? addWorkingDays(last, graceDays) : addDays(last, graceDays), 1)
    return from <= today ? from : undefined
  }
  return undefined
}
