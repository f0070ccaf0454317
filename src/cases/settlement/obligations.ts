import { z } from 'zod'
import { beijingDay, findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { readNumeral } from '../reading/quantities.ts'
import { isPast, owedSums, readSums, type Sum, withoutCapitals } from '../reading/sums.ts'
import {
  alreadyDone,
  alreadyPaid,
  borneElsewhere,
  coversAll,
  isEquation,
  methodOf,
  pays,
  refrains,
  settledElsewhere,
  withoutKept,
  withoutOccasions,
  works,
} from './duties.ts'

/** What someone owes under an agreement, as its clause says it. Money in fen, `dueOn` a day, `due` the words where it is no single day. 履行义务 */
export const Obligation = z.object({
  clause: z.number().int(),
  debtorId: z.string().optional(),
  creditorId: z.string().optional(),
  act: z.string(),
  amountFen: z.number().int().optional(),
  dueOn: z.string().optional(),
  due: z.string().optional(),
  method: z.string().optional(),
  account: z.string().optional(),
  /** Done before the agreement was written. */
  settled: z.boolean().default(false),
})

export type Obligation = z.infer<typeof Obligation>

/** What each clause obliges whom to: payments with their days, and acts. Clauses later in the list fill in how the earlier ones are paid. */
export function readObligations(written: string[], at: string, names: Names): Obligation[] {
  const clauses = written.map(withoutCapitals)
  const sides = names.all.filter(({ party }) => ['applicant', 'respondent', 'third'].includes(party.role))
  const found: Obligation[] = []
  const paying = clauses.map((text) => pays.test(text))
  clauses.forEach((text, clause) => {
    const called = names.find(text)
    const method =
      methodOf(text) ??
      clauses.map((other, i) => (i > clause || !paying[clause] ? methodOf(other) : undefined)).find(Boolean) ??
      clauses
        .map((other) =>
          speaksForAll(other, at) || (asBefore.test(text) && coversAll(other, at)) ? methodOf(other) : undefined,
        )
        .find(Boolean)
    const sums = readSums(text, at)
    const owed = owedSums(sums, text)
    const dated = owed.filter(({ due }) => due)
    // 都在12月18日前转到…账户, said of the sums before it, gives them its day.
    const covering = hasDay(text, at)
      ? undefined
      : (clauses.slice(clause + 1).find((other) => coversAll(other, at)) ??
        clauses
          .slice(0, clause)
          .findLast((other) => speaksForAll(other, at) || (asBefore.test(text) && coversAll(other, at))))
    const paidLater =
      dated.length === 0 && !hasDay(text, at) && !covering && settledElsewhere(owed, clauses.slice(clause + 1), at)
    if (
      pays.test(withoutKept(text)) &&
      owed.length > 0 &&
      !paidLater &&
      !isEquation(
        text,
        at,
        clauses.filter((_, i) => i !== clause),
      ) &&
      !borneElsewhere(
        text,
        at,
        clauses.filter((_, i) => i !== clause),
      ) &&
      !(refrains.test(text) && !/支付|赔|退|还|付|补偿|[交缴](?:清|\d)/.test(text))
    ) {
      for (const sum of owed) {
        const debtors = payersOf(text, sum, called)
        const creditor =
          payeeOf(text, sum, called, debtors) ??
          (debtors.length === 0 ? holderAfter(text, sum, called) : undefined) ??
          (sides.length === 2 ? sides.find(({ party }) => !debtors.includes(party.id))?.party.id : undefined)
        // What is due on a day to come is open, whatever was paid of the rest.
        const toCome = sum.due?.on !== undefined && sum.due.on > beijingDay(at)
        const settled =
          !toCome &&
          ((owed.length === 1 && alreadyPaid.test(text.slice(sum.start))) ||
            doneOn(text, sum, at) ||
            (!onceGot.test(text) &&
              /(?:当场|当日|当天|现场|已)(?:[^,;。]{0,10})(?:付清|结清|收到|履行|支付|退|转账|给付)/.test(text) &&
              (/收到|付清|结清/.test(text) ||
                (/当场/.test(text) && findDays(text, at, 'future').every(({ on }) => !on || on <= beijingDay(at))))) ||
            handedOver(text, sum, at))
        // 各、每人 multiply a debt; several who owe it together owe it once.
        const bearing = debtors.length > 1 && !/各|每人|分别/.test(text) ? debtors.slice(0, 1) : debtors
        for (const debtorId of bearing.length > 0 ? bearing : [undefined]) {
          for (const { half, ...due } of spread(sum, covering ?? text, at)) {
            found.push({
              clause,
              debtorId,
              creditorId: creditor,
              act: clip(text),
              amountFen: half && sum.fen % 2 === 0 ? sum.fen / 2 : sum.fen,
              ...due,
              method,
              account: accountOf(text, clauses, creditor, names),
              settled,
            })
          }
        }
      }
    } else if (
      works.test(withoutOccasions(text)) &&
      !/^(?:任何?一期|逾期|如|若)|再次|质保|保修/.test(text) &&
      sums.length === 0
    ) {
      const day = findDays(text, at, 'future').find(({ kind }) => kind === 'day' || kind === 'term')
      found.push({
        clause,
        debtorId: called[0]?.party.id,
        act: clip(text),
        dueOn: day?.on,
        due: day?.on ? undefined : day?.raw,
        settled: !day && alreadyDone(text),
      })
    }
  })
  return found
}

/** 当场拿现金给了, 三人点过; 当场微信转2000元,乙收到: told of a sum without a day of its own. */
function handedOver(text: string, sum: Sum, at: string): boolean {
  const from = Math.max(text.lastIndexOf(';', sum.start - 1), text.lastIndexOf('。', sum.start - 1)) + 1
  const part = /^[^;。]*/.exec(text.slice(from))![0]
  return (
    !sum.due &&
    !onceGot.test(part) &&
    findDays(part, at, 'future').every(({ on }) => on === undefined || on <= beijingDay(at)) &&
    /(?:当场|当面|现场)[^,;。]{0,14}(?:给|付|交|转|退|还|拿)(?:了|过|清|讫)|(?:当场|当面|现场)[^;。]*(?:收下|点清|点过|收到|收讫)/.test(
      part,
    )
  )
}

/** 收到全部照片当天付清: on a day to come. */
const onceGot = /(?:收到|收齐|拿到|验收|交付|交还|送到|做好|修好|装好|完工|到货|交)[^,;。]{0,12}(?:当天|当日|当场|那天)/

/** 两家的钱都在12月18日前转到…: said before the sums that it speaks for. */
const speaksForAll = (text: string, at: string): boolean =>
  coversAll(text, at) && /的钱|都|均|一律|上述|以上/.test(text)
/** …,时间、账号不变: as the clauses before say it. */
const asBefore = /(?:时间|日期|期限|账号|账户|方式)[^,;。]{0,6}(?:不变|照旧|照原来)/

const hasDay = (text: string, at: string): boolean =>
  findDays(text, at, 'future').some(({ kind, on }) => kind === 'term' || (kind === 'day' && on! >= beijingDay(at)))

/** 11月20日现金付清,戎某点过: what was paid on a day that lies behind, or on the day of the talk itself. */
function doneOn(text: string, sum: Sum, at: string): boolean {
  const from = Math.max(...[',', ';', '。'].map((sign) => text.lastIndexOf(sign, sum.start - 1))) + 1
  const rest = /^[^;。]*/.exec(text.slice(from))![0]
  const days = findDays(rest, at, 'future').filter(({ kind }) => kind === 'day')
  // 其中1600元已于11月4日现金付给甲,余款…12月31日前: done by its own day, whatever is due later.
  const own = sum.due?.on !== undefined && sum.due.on <= beijingDay(at)
  if (own && /已经?(?:于|在)?[^,;。]{0,24}[付给转退还打交收垫]/.test(rest.split(/[,;。]/)[0]!)) return true
  return (
    days.length > 0 &&
    days.every(({ on }) => on! <= beijingDay(at)) &&
    /[付给转退还打交收点](?:清|掉|了|过|完|讫)|已经?[付给转退还打交收]|当面(?:给|交|付)/.test(rest)
  )
}

/** The days a sum falls due: each month named, each instalment counted, or one. */
function spread(sum: Sum, text: string, at: string): { dueOn?: string; due?: string; half?: boolean }[] {
  const { due } = sum
  const series = seriesOf(sum, text, at)
  if (series) return series
  if (sum.dues) return sum.dues.map(({ on }) => ({ dueOn: on }))
  if (!due) {
    const only = findDays(text, at, 'future').filter(
      (day) =>
        (day.kind === 'day' || day.kind === 'term') &&
        !/(?:自|从)$/.test(text.slice(0, day.start)) &&
        !isPast(day, text, at),
    )
    // 4月30日前付一半,6月30日前付另一半
    if (only.length === 2 && only.every(({ on }) => on) && /一半[^。;]*(?:另|余下|剩下)?(?:外)?的?一半/.test(text))
      return only.map(({ on }) => ({ dueOn: on, half: true }))
    const again = findDays(text, at, 'future').find(({ kind }) => kind === 'recurring')
    return [only[0]?.on ? { dueOn: only[0].on } : { due: only[0]?.raw ?? again?.raw }]
  }
  if (due.kind === 'recurring') {
    const date = /([\d一二三四五六七八九十]+)[日号]/.exec(due.raw)?.[1]
    const day = date ? readNumeral(date) : undefined
    const months = findDays(text, at, 'future').filter(({ kind }) => kind === 'month')
    const pad = (n: number) => String(n).padStart(2, '0')
    if (sum.times > 1 && day) return months.slice(0, sum.times).map(({ on }) => ({ dueOn: `${on}-${pad(day)}` }))
    const count = /分([一二两三四五六七八九十\d]+)(?:期|次|笔)/.exec(text)?.[1]
    const first =
      months[0]?.on ??
      findDays(text, at, 'future')
        .find(({ kind }) => kind === 'day')
        ?.on?.slice(0, 7)
    if (count && day && first) {
      const [y, m] = first.split('-').map(Number) as [number, number]
      return Array.from({ length: Math.min(120, readNumeral(count)!) }, (_, i) => ({
        dueOn: `${y + Math.floor((m - 1 + i) / 12)}-${pad(((m - 1 + i) % 12) + 1)}-${pad(day)}`,
      }))
    }
    return [{ due: due.raw }]
  }
  return [due.on ? { dueOn: due.on } : { due: due.raw }]
}

/** 分四期,每期35000元:12月31日、1月31日、…: as many days as instalments. */
function seriesOf({ start }: Sum, text: string, at: string): { dueOn: string }[] | undefined {
  const count = readNumeral(/分([一二两三四五六七八九十\d]+)(?:期|次|笔)/.exec(text)?.[1] ?? '')
  if (!count || !/每(?:一)?(?:期|次|笔)[^,;。\d]{0,6}$/.test(text.slice(0, start))) return undefined
  const days = findDays(text, at, 'future').flatMap(({ kind, on }) => (kind === 'day' && on ? [on] : []))
  return days.length === count ? days.map((dueOn) => ({ dueOn })) : undefined
}

type Calls = ReturnType<Names['find']>

function payersOf(text: string, sum: Sum, all: Calls): string[] {
  // 还有50000元…转到麻俊杰卡上: whose card it goes to is no payer; and who pays the rest is who pays the whole.
  const holder = holderAfter(text, sum, all)
  const called = all.filter(({ party }) => party.id !== holder)
  const segment = text.slice(0, sum.start).search(/[^,;。]*$/)
  const rest = /^(?:还有|剩下|剩余|余下|余款|其余|另外)/.test(text.slice(segment, sum.start))
  const opening = rest && !called.some(({ start, end }) => start >= segment && end <= sum.start)
  const before = called.filter(({ end }) => end <= (opening ? text.search(/[,;。]/) : sum.start))
  const verb = [...text.slice(0, sum.start).matchAll(new RegExp(pays.source, 'g'))].findLast((m) =>
    before.some(({ end }) => end <= m.index),
  )
  const from = verb ? before.filter(({ end }) => end <= verb.index) : before
  if (from.length === 0) return []
  const receives = (it: Calls[number]) => /(?:给|向|退|付|还|赔|赔偿|支付)$/.test(text.slice(0, it.start))
  const payer = from.toReversed().find((it) => !receives(it)) ?? from[0]!
  const joined = from.filter(
    (it) =>
      it.end <= payer.start &&
      /^[、和与及]+$/.test(text.slice(it.end, payer.start).replaceAll(/[\p{Script=Han}A-Za-z]{2,}/gu, '')),
  )
  return [...new Set([...joined, payer].map(({ party }) => party.id))]
}

/** Whose account a sum goes to, where its own sentence says so behind it. */
function holderAfter(text: string, sum: Sum, called: Calls): string | undefined {
  const rest = /^[^;。]*/.exec(text.slice(sum.end))![0]
  return called.find(
    ({ start, end }) =>
      start >= sum.end &&
      end <= sum.end + rest.length &&
      /(?:转到|转入|打到|打入|汇到|汇入|存入|转账至|付至|转给|打给|付给|交给|[,;。](?:都|全|均|一律)?[打转汇存])$/.test(
        text.slice(sum.end, start),
      ),
  )?.party.id
}

function payeeOf(text: string, sum: Sum, called: Calls, debtors: string[]): string | undefined {
  const other = called.filter(({ party }) => !debtors.includes(party.id))
  const segment = text.slice(0, sum.start).search(/[^,;。]*$/)
  const after = other.find(
    ({ start }) => start >= sum.end && /^[^,;。]{0,8}(?:给|向)$/.test(text.slice(sum.end, start)),
  )
  return (
    after ??
    other.findLast(({ start, end }) => start >= segment && end <= sum.start) ??
    other.findLast(({ end }) => end <= sum.start)
  )?.party.id
}

/** The end of the creditor's account: the one that stands after their name, else the only one the clauses give. */
function accountOf(text: string, clauses: string[], creditor: string | undefined, names: Names): string | undefined {
  const found = [text, ...clauses.filter((other) => other !== text)].flatMap((clause) =>
    [...clause.matchAll(/(?:尾号|末四位|后四位)[^\d]{0,6}(\d{4})/g)].map((match) => ({
      tail: match[1]!,
      owner: names.find(clause.slice(0, match.index)).at(-1)?.party.id,
    })),
  )
  const own = found.find(({ owner }) => owner !== undefined && owner === creditor)
  return own?.tail ?? (new Set(found.map(({ tail }) => tail)).size === 1 ? found[0]!.tail : undefined)
}

const clip = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text)
