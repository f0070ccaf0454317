import { z } from 'zod'
import { beijingDay, findDays } from './days.ts'
import type { Names } from './names.ts'
import { findAmounts, readNumeral } from './quantities.ts'
import { isPast, owedSums, readSums, type Sum, withoutCapitals } from './sums.ts'

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

const pays =
  /交(?!通|接|房|警|流|还|易)|支付|付给|付清|付|赔偿|赔|退还|退款|退|返还|归还|还清|还给|偿还|还|补偿|补足|补|给付|给|转账|转给|转|打给|打到|汇|存入|缴纳|缴|交纳|承担|结清|垫付|分给|出|收(?=[^,;。到取费款]{0,3}\d)|[打转汇](?=[^,;。]{0,30}(?:卡|账户|账号|存折|折子|微信|支付宝|尾号))/
const refrains =
  /不得|不再|不能|停止|不打|不跳|禁止|互不|各不|放弃|撤回|免收|减免|作废|解除|终止|取消|撤销|不收|了结|有权|可以?申请|到期|逾期|质保|保修|再次|除外|不影响|不作为|互相独立/
const works =
  /修复|修好|维修|返修|返工|重做|更换|拆除|清理|清运|搬离|搬出|搬走|腾退|腾空|恢复|铺设|安装|整改|交付|交还|交给|交到|移交|归还|返还|道歉|办理|出具|补办|补齐|公示|检测|复验|锯|砍|剪(?=掉|除|去|短|枝)|移走|移至|移到|移开|挪|铲|填平|封堵|撤下|删除|撤除|发布|送回|送还|交回|还回|寄回|取走|拿走|运走|搬到|归位|关闭|停用|拔除|重贴|粉刷|加装|移交/
const ongoing = /每天|每日|每月|每周|每年|以后|今后|随时|长期|平时|时段|至次日|终身|按时/

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
      clauses.map((other, i) => (i > clause || !paying[clause] ? methodOf(other) : undefined)).find(Boolean)
    const sums = readSums(text, at)
    const owed = owedSums(sums, text)
    const dated = owed.filter(({ due }) => due)
    // 都在12月18日前转到…账户, said of the sums before it, gives them its day.
    const covering = hasDay(text, at) ? undefined : clauses.slice(clause + 1).find((other) => coversAll(other, at))
    const paidLater =
      dated.length === 0 && !hasDay(text, at) && !covering && settledElsewhere(owed, clauses.slice(clause + 1), at)
    if (
      pays.test(withoutKept(text)) &&
      owed.length > 0 &&
      !paidLater &&
      !borneElsewhere(
        text,
        at,
        clauses.filter((_, i) => i !== clause),
      ) &&
      !(refrains.test(text) && !/支付|赔|退|还|付|补偿/.test(text))
    ) {
      for (const sum of owed) {
        const debtors = payersOf(text, sum, called)
        const creditor =
          payeeOf(text, sum, called, debtors) ??
          (sides.length === 2 ? sides.find(({ party }) => !debtors.includes(party.id))?.party.id : undefined)
        const settled =
          (owed.length === 1 && alreadyPaid.test(text.slice(sum.start))) ||
          doneOn(text, sum, at) ||
          (/(?:当场|当日|当天|现场|已)(?:[^,;。]{0,10})(?:付清|结清|收到|履行|支付|退|转账|给付)/.test(text) &&
            (/收到|付清|结清/.test(text) ||
              (/当场/.test(text) && findDays(text, at, 'future').every(({ on }) => !on || on <= beijingDay(at)))))
        // 各、每人 multiply a debt; several who owe it together owe it once.
        const bearing = debtors.length > 1 && !/各|每人|分别/.test(text) ? debtors.slice(0, 1) : debtors
        for (const debtorId of bearing.length > 0 ? bearing : [undefined]) {
          for (const due of spread(sum, covering ?? text, at)) {
            found.push({
              clause,
              debtorId,
              creditorId: creditor,
              act: clip(text),
              amountFen: sum.fen,
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
        settled: false,
      })
    }
  })
  return found
}

/** 赔120元,已微信转 */
const alreadyPaid =
  /^[^;。]{0,16}?已经?(?:用|以|由)?(?:微信|支付宝|现金|银行|当面|当场)?[转付给退还赔汇](?:[了清讫过好]|账)?(?:[,;。]|$)/

const hasDay = (text: string, at: string): boolean =>
  findDays(text, at, 'future').some(({ kind, on }) => kind === 'term' || (kind === 'day' && on! >= beijingDay(at)))

/** 11月20日现金付清,戎某点过: what was paid on a day that lies behind, or on the day of the talk itself. */
function doneOn(text: string, sum: Sum, at: string): boolean {
  const from = Math.max(...[',', ';', '。'].map((sign) => text.lastIndexOf(sign, sum.start - 1))) + 1
  const rest = /^[^;。]*/.exec(text.slice(from))![0]
  const days = findDays(rest, at, 'future').filter(({ kind }) => kind === 'day')
  return (
    days.length > 0 &&
    days.every(({ on }) => on! <= beijingDay(at)) &&
    /[付给转退还打交收点](?:清|掉|了|过|完|讫)|已经?[付给转退还打交收]|当面(?:给|交|付)/.test(rest)
  )
}

/** The days a sum falls due: each month named, each instalment counted, or one. */
function spread(sum: Sum, text: string, at: string): { dueOn?: string; due?: string }[] {
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

function payersOf(text: string, sum: Sum, called: Calls): string[] {
  const before = called.filter(({ end }) => end <= sum.start)
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

const methodOf = (text: string): string | undefined =>
  /微信|支付宝|现金|银行转账|转账|转入|汇给|转给|打给|打入|打到|汇入|汇至|汇到|汇款|转至|付至|存至|存入|原路(?:退|返)(?:还|回)?|对公|转到|付到|账上|尾号|网银|刷卡|支票|汇票|抵扣|直付|(?:同一|上述|前述|该|原)(?:收款)?账户|账户|账号|卡[上里]|打(?=[^,;。]{0,30}(?:卡|存折|折子))|存折|折子/.exec(
    text,
  )?.[0]
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

/** 都在5月20日前把款转到…账户: a clause with a day and a way of paying, and no sum of its own, speaks for the sums before it. */
const coversAll = (text: string, at: string): boolean =>
  findAmounts(text).length === 0 &&
  !/修|拆|搬|清|送|开票|发票/.test(text.split(/[,;]/)[0]!) &&
  (/(?:把|将|该|此|上述|前述|以上|各自|全部)?(?:款|钱|费用)[^,;。]{0,18}(?:转|打|汇|付|存|交)|(?:转|打|汇|存)(?:[到入至给][^,;。]{0,30}|[^,;。]{0,30})(?:账户|账号|卡|尾号|存折|微信|支付宝)/.test(
    text,
  ) ||
    /(?:[两二三四几]|各|上述|以上|前述|这些)[笔项份家]?(?:款项?|钱)?(?:都|均|一并|一起)?(?:在|于|最迟)/.test(text)) &&
  findDays(text, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term')

/** Whether other clauses say by which days these sums are paid: the same sum with a day, its instalments, or 其中…、余款…. */
function settledElsewhere(owed: Sum[], others: string[], at: string): boolean {
  if (owed.length === 0) return false
  const dated = others.map((other) =>
    readSums(other, at).filter(({ due, role }) => due && role !== 'deducted' && role !== 'total'),
  )
  if (others.some((other, i) => /其中|余款|首期|第一[期笔]/.test(other) && dated[i]!.length > 0)) return true
  const whole = owed.reduce((sum, { fen }) => sum + fen, 0)
  return (
    owed.every(({ fen }) => dated.flat().some((sum) => sum.fen === fen)) ||
    dated.some((sums) => sums.reduce((sum, { fen, times }) => sum + fen * times, 0) === whole && sums.length > 0) ||
    dated.flat().reduce((sum, { fen, times }) => sum + fen * times, 0) === whole ||
    others.some((other) =>
      readSums(other, at).some(({ fen, due, role }) => due && role === 'total' && fen === whole),
    ) ||
    others.some((other) => coversAll(other, at))
  )
}

/** 搬离日、返还款项 name an occasion or a thing, not an act that is owed. */
const withoutOccasions = (text: string): string =>
  text.replaceAll(
    /(?:搬离|搬出|腾退|交付|返还|归还|验收|修复|完工|办理|安装)(?:之?日|款|后|时|的|之?前|以前|那天|当天|完|好)/g,
    '',
  )

/** 由甲承担60元 where another clause takes it off the sum: it says who bears it, and is no payment of its own. */
const borneElsewhere = (text: string, at: string, others: string[]): boolean => {
  const owed = /承担/.test(text) ? readSums(text, at) : []
  return (
    owed.length > 0 &&
    owed.every(({ fen }) =>
      others.some((other) => readSums(other, at).some((sum) => sum.role === 'deducted' && sum.fen === fen)),
    )
  )
}

/** 1299元的净化器归季家,不用还 and 480元由郁某自己承担 pay nobody anything. */
const withoutKept = (text: string): string =>
  text
    .replaceAll(/(?:垫付|支付|预付|代付|代领|代收|付|交|缴|领|收)了?的(?=\p{Script=Han})/gu, '')
    .replaceAll(/(?:不用|无需|不必|不须|不再)(?:返还|归还|退还|还|付|退|赔|给)/g, '')
    .replaceAll(
      /[^,;。]*\d元?(?:\([^)]*\))?[^,;。]*(?:自己|自行|本人)(?:去)?(?:认(?:了|下)?|承担|负担|出|担|付|还)[^,;。]*/g,
      '',
    )
    .replaceAll(/[^,;。]*\d元(?:\([^)]*\))?的?(?!款|钱)\p{Script=Han}{1,8}(?:归|留给|归还给?)[^,;。]*/gu, '')

/** 违约金从尾款里扣: paid by another payment being less. */
export const takenOff = /从[^,。;]{1,10}(?:里|中|内)?(?:直接)?(?:扣|抵|冲减)/

/** 一年内再漏的免费修, 质保两年, 验收之日起保修五年: a warranty has its own term. */
const warrants =
  /(?:保修|质保|包修|维保|保用)(?!金|费|款)|(?:后|起|日起)[^,。;]{0,6}[一二两三四五六七八九十半\d]+(?:年|个月|天|日)之?内[^。;]*(?:再|又|出现|发生|如|若)[^。;]*(?:免费|无偿|负责|包)[^,。;]{0,6}[修换补返]/

const reckoned = /剩|减去?|扣掉|合计|共计|一共|总共|一人一份|平分|均分|各得|承担/
/** 修复费一共4500元,甲承担3000元,乙承担1500元 where another clause says by when one of the shares is paid: it only reckons. */
const onlyReckons = (text: string, at: string, others: string[]): boolean => {
  const sums = reckoned.test(text) ? findAmounts(text).map(({ fen }) => fen) : []
  return (
    sums.length > 1 &&
    others.some(
      (other) =>
        findDays(other, at, 'future').some(({ kind }) => kind === 'day') &&
        findAmounts(other).some(({ fen }) => sums.includes(fen)),
    )
  )
}

/** Whether a clause asks for an act or payment that needs a day, and names none. Rule D06. */
export function lacksDay(said: string, at: string, others: string[] = []): boolean {
  const text = withoutKept(said)
  const [sum, ...more] = readSums(text, at)
  if (sum && more.length === 0 && alreadyPaid.test(text.slice(sum.start))) return false
  if (
    /不(?:予|再)(?:退|付|支付|赔|还)|抵扣|抵顶|冲抵|随[^,。;]{0,8}一并|一并(?:支付|付清|归还)|从[^,。;]{1,10}(?:里|中|内)?(?:直接)?(?:扣|抵|冲减)/.test(
      text,
    ) ||
    onlyReckons(text, at, others) ||
    borneElsewhere(text, at, others)
  )
    return false
  if (
    settledElsewhere(
      owedSums(readSums(text, at), text).filter(({ due }) => !due),
      others,
      at,
    )
  )
    return false
  // 其中6000元于…前付 and 上述款项于…前付清 give the day of a sum named before them.
  const dated =
    /(?:以上|上述|上列|前述|[两三四]项|[两三四]笔|各项)[^,。;]{0,8}(?:合计|共|款)|^合计|其中|余款|首期|第一[期笔]|先[付退还]|上述|前述|[该此]款|款项|退款|还款|赔款|付款/
  if (others.some((other) => dated.test(other) && findDays(other, at, 'future').length > 0)) return false
  if (
    /当场|即时|[当同该次]日|届时|今天|[当同]天|同一天|现场|已经?(?:支付|付清|履行|收到|退还|结清|交付|归还|返还|交还|取回|搬离|修好|拆除)|立即|签(?:订|字|署)(?:时|当日|当天|之日)|同时/.test(
      text,
    )
  )
    return false
  const days = findDays(text, at, 'future').filter(({ kind }) => kind !== 'month' || /前|底|内|起/.test(text))
  if (
    days.length > 0 ||
    /每个?(?:月|年|周|季|天|日|次|星期|礼拜|学期)|元(?:\([^)]*\))?(?:一|\/)(?:个?月|年|季)|按月|终身/.test(text)
  )
    return false
  const bare = text.replaceAll(/\([^)]*\)/g, '')
  if (
    /连带责任|保证责任|(?:各半|按比例|凭票)(?:负担|承担|结算|报销)?|按[^,。;]{0,14}(?:核定|规定|要求)[^,。;]{0,4}(?:办理|缴纳|执行)|(?:费|费用|支出)[^,。;]{0,12}由[^,。;]{1,12}(?:承担|负担)$/.test(
      bare,
    ) &&
    !/支付|赔偿|退还|返还[^款]/.test(bare)
  )
    return false
  // 单笔超过2000元的 is a threshold, not a debt.
  const threshold = /(?:超过|超出|不超过|高于|低于|满|每)[^,。;\d]{0,4}$/
  const owes =
    pays.test(bare) &&
    readSums(bare, at).some(({ role, start }) => role !== 'deducted' && !threshold.test(bare.slice(0, start)))
  const condition =
    /^(?:如|若|只要|一旦|凡|任何?一期|逾期|重做后|返工部分|再次)|^[^,。;]{0,16}(?:到期|逾期|未按|不按|不付|未付|不履行|违约|反悔|再犯)[^,。;]{0,14}的?,/.test(
      bare,
    ) || /(?:再次|再有|又)[^,]{0,8}(?:的|时)[,]/.test(bare)
  if (owes)
    return (
      !(
        refrains.test(bare) &&
        /减免|免收|放弃|撤回|抵扣|取消|撤销|作废|免除/.test(bare) &&
        !/支付|付|赔|退/.test(bare)
      ) && !condition
    )
  if (warrants.test(bare)) return false
  return works.test(withoutOccasions(bare)) && !ongoing.test(bare) && !refrains.test(bare) && !condition
}

/** Whether a clause pays money and says not how. Rule D07. */
export const lacksMethod = (text: string): boolean =>
  pays.test(withoutKept(text)) &&
  findAmounts(text).some(({ rate }) => !rate) &&
  !methodOf(text) &&
  !takenOff.test(text) &&
  !/当场|已|抵|不(?:予|再)?(?:退|付|支付|赔|还)/.test(text)
