import { addDays, addMonths, addWorkingDays } from '../../calculators/index.ts'
import { beijingDay, findDays } from '../reading/days.ts'
import { readNumeral } from '../reading/quantities.ts'
import type { Obligation } from '../settlement/obligations.ts'

/** When something owed falls due: a day, or the words where no day can be told; `every` where it comes back without an end. */
export type Occurrence = { dueOn?: string; due?: string; every?: 'month' | 'year' }

const AHEAD = { month: 12, year: 3 }
const MOST = 360
const pad = (n: number) => String(n).padStart(2, '0')
const endOfMonth = (month: string) => addDays(addMonths(`${month}-01`, 1), -1)

/**
 * The days an obligation falls due, counted from the day of signing: a term of days or working days ends on its last day,
 * a duty that comes back is spread out (a year ahead where it has no end), 验收合格后5日内 stays words: nobody knows its day yet.
 */
export function occurrencesOf(
  { act, dueOn, due }: Pick<Obligation, 'act' | 'dueOn' | 'due'>,
  signedAt: string,
): Occurrence[] {
  if (dueOn) return [{ dueOn: dueOn.length === 7 ? endOfMonth(dueOn) : dueOn }]
  if (!due) return [{}]
  const back = /^每?(?:个?月|年|季)|每(?:个?月|年)|按月|逐月|当月/.test(due) ? recurring(act, due, signedAt) : undefined
  if (back) return back
  const signedOn = beijingDay(signedAt)
  const told = act.slice(Math.max(0, act.indexOf(due)), act.indexOf(due) + due.length + 16)
  // Days counted from an event that is still to come end nobody knows when.
  if (/验收|完工|竣工|复验|收到|办理|出具|认定|鉴定|确认之?日|交付|搬离/.test(told)) return [{ due }]
  const span = /(\d{1,3}|[一二两三四五六七八九十]{1,3})个?(工作)?(日|天|周|星期|个月|月)(?:之)?内/.exec(told)
  if (!span) return /签|当[日天场]|即时|立即/.test(due) && !/验收/.test(due) ? [{ dueOn: signedOn }] : [{ due }]
  const count = readNumeral(span[1]!) ?? 0
  if (span[2]) return [{ dueOn: addWorkingDays(signedOn, count) }]
  if (span[3]!.endsWith('月')) return [{ dueOn: addMonths(signedOn, count) }]
  return [{ dueOn: addDays(signedOn, span[3] === '日' || span[3] === '天' ? count : count * 7) }]
}

/** 每月5日前, from the month named or the next such day, to the month named or without an end. */
function recurring(act: string, due: string, signedAt: string): Occurrence[] | undefined {
  const signedOn = beijingDay(signedAt)
  const day = /(?:(\d{1,2})|([一二三四五六七八九十]{1,3}))[日号]/.exec(due)
  const inMonth = day ? (day[1] ? Number(day[1]) : readNumeral(day[2]!)) : /底|末/.test(due) ? 31 : undefined
  const everyYear = /年/.test(due)
  const named = everyYear ? /(\d{1,2})月/.exec(due)?.[1] : undefined
  if (!inMonth || (everyYear && !named)) return undefined
  const months = findDays(act, signedAt, 'future').filter(({ on }) => on)
  const opens = months.find(({ end }) => /^(?:份)?(?:起|开始)/.test(act.slice(end)))?.on
  const closes = months.find(
    ({ start, end }) =>
      /(?:至|到)$/.test(act.slice(0, start)) && /^(?:份)?(?:底|末)?(?:止|为止|,|。|$)/.test(act.slice(end)),
  )?.on
  const from = opens && opens.length === 7 ? `${opens}-01` : (opens ?? signedOn)
  const last = closes && closes.length === 7 ? endOfMonth(closes) : closes
  const step = everyYear ? 12 : 1
  const start = everyYear ? `${from.slice(0, 4)}-${pad(Number(named))}-01` : `${from.slice(0, 7)}-01`
  const days: string[] = []
  for (let i = 0; days.length < (last ? MOST : AHEAD[everyYear ? 'year' : 'month']) && i < MOST; i++) {
    const on = dayOfMonth(addMonths(start, i * step), inMonth)
    if (last && on > last) break
    if (on >= from && on >= signedOn) days.push(on)
  }
  const every = last ? undefined : everyYear ? ('year' as const) : ('month' as const)
  return days.map((on) => ({ dueOn: on, due, every }))
}

const dayOfMonth = (first: string, day: number): string => {
  const last = endOfMonth(first.slice(0, 7))
  const on = `${first.slice(0, 7)}-${pad(day)}`
  return on > last ? last : on
}

/** The next day of a duty that comes back, after its latest one; 31 stays the month's last day. */
export const nextOccurrence = (latest: string, every: 'month' | 'year', due: string): string => {
  const day = Number(/(\d{1,2})[日号]/.exec(due)?.[1] ?? (/底|末/.test(due) ? 31 : latest.slice(8)))
  return dayOfMonth(`${addMonths(`${latest.slice(0, 7)}-01`, every === 'year' ? 12 : 1)}`, day)
}

/** What shows that it was done: asked for at the window, and named in the schedule. 凭证 */
export function proofWanted({ act, amountFen, method }: Pick<Obligation, 'act' | 'amountFen' | 'method'>): string {
  if (amountFen !== undefined) {
    if (method && /现金/.test(method)) return '收款人签名的收条'
    if (method && /微信|支付宝/.test(method)) return '转账截图和收款人确认'
    return '转账回单或收款人签名的收条'
  }
  if (/闭水|验收|复验|检测/.test(act)) return '验收(复验)记录,双方签名'
  if (/修|做|拆|清|换|整改|恢复|安装/.test(act)) return '完工照片和双方签名的确认'
  if (/交|还|移交|搬|腾/.test(act)) return '交接清单,双方签名'
  if (/道歉/.test(act)) return '道歉书或调解员见证记录'
  return '权利人签名的确认或调解员核实记录'
}
