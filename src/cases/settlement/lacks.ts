import { findDays } from '../reading/days.ts'
import { findAmounts, readNumeral } from '../reading/quantities.ts'
import { owedSums, readSums, withoutCapitals } from '../reading/sums.ts'
import {
  afterSetOff,
  alreadyDone,
  alreadyPaid,
  borneElsewhere,
  isEquation,
  methodOf,
  ongoing,
  pays,
  refrains,
  settledElsewhere,
  withoutKept,
  withoutOccasions,
  works,
} from './duties.ts'
import { brought, endsInDated, netOf } from './netted.ts'
import { paidOffElsewhere } from './paid-off.ts'

const takenOff = /从[^,。;]{1,10}(?:里|中|内)?(?:直接)?(?:扣|抵|冲减)/

/** 违约金从尾款里扣: paid by another payment being less; not where what is left of it is paid in the same clause. */
export function isTakenOff(said: string): boolean {
  const text = said.replaceAll(/\([^()]*\)/g, '')
  return takenOff.test(text) && afterSetOff(text) === undefined
}

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

/** 退3948元 where another clause says 一共退5598元 and by when, or sets it off: the day is told there. */
function summedElsewhere(text: string, at: string, others: string[]): boolean {
  const sums = findAmounts(text).map(({ fen }) => fen)
  return (
    sums.length > 0 &&
    others.some((other) => {
      const theirs = findAmounts(other).map(({ fen }) => fen)
      const whole =
        /(?:一共|总共|合计|共计?|总计|统共|拢共|[加合]起来)[^,。;\d]{0,6}\d/.test(other) &&
        Math.max(...theirs) > Math.max(...sums)
      if (findDays(other, at, 'future').length === 0) {
        // 合起来5750元,扣掉已付1000元 beside 剩2000元8月10日前转.
        const rest = others.some(
          (it) => /^(?:余|剩|其中)/.test(it) && findDays(it, at, 'future').some(({ kind }) => kind === 'day'),
        )
        return whole && rest
      }
      return whole || (setsOff.test(other) && theirs.some((fen) => sums.includes(fen)))
    })
  )
}

const onTheSpot = /当场[^,;。]{0,4}(?:付|给|转|交|结清)|收讫|已(?:当场|当面)?付清/

/** 退1800元, 退465元, 抵280元 where another clause pays what they come to by its day: rows of one reckoning. */
function leadsTo(text: string, at: string, others: string[]): boolean {
  const own = readSums(text, at)
    .filter(({ due, role }) => !due && role !== 'total')
    .map(({ fen }) => fen)
  const bare = others.flatMap((other) =>
    findDays(other, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term')
      ? []
      : readSums(other, at).map(({ fen }) => fen),
  )
  const ending = others.filter(
    (other) =>
      findDays(other, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term') &&
      /实[付退收得]|实际|合计|共|净|还[要应需]|再付|[加合]起来|[两二三四五六][笔样项]/.test(other),
  )
  const results = ending.flatMap((other) => readSums(other, at).map(({ fen }) => fen))
  // 屏幕800元从里面扣,净付44572元: what the clause with the day takes off belongs to the reckoning.
  bare.push(
    ...ending.flatMap((other) =>
      isTakenOff(other) || /(?:里|中|内)(?:面|头)?(?:直接)?扣/.test(other)
        ? readSums(other, at).flatMap(({ fen, due }) => (due ? [] : [fen]))
        : [],
    ),
  )
  if (own.length === 0 || own.length + bare.length > 9 || bare.length === 0 || results.length === 0) return false
  const [first] = own as [number]
  const totals = bare.reduce((all, fen) => all.flatMap((total) => [total, total + fen, total - fen]), [first])
  return results.some((fen) => fen !== first && totals.some((total) => Math.abs(total) === fen))
}

/** 余款尽快付清: the sum is told elsewhere. */
const speaksOfRest = (other: string): boolean =>
  /余款|余额|剩(?:下|余)|尾款|该款|此款|上述|这笔/.test(other) && findAmounts(other).length === 0

/** 退3260元, 另补偿8500元 beside 加起来11760元,6月15日前: parts of a sum that another clause names and pays by its day or days. */
function partOfDated(text: string, at: string, others: string[]): boolean {
  const owed = (words: string) =>
    owedSums(readSums(words, at), words).reduce((all, { fen, times }) => all + fen * times, 0)
  const hasDay = (words: string) =>
    findDays(words, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term' || kind === 'recurring')
  const own = owed(text)
  const open = others.filter((other) => !hasDay(other)).map(owed)
  return (
    own > 0 &&
    others.some((other) => {
      if (!hasDay(other)) return false
      const sums = readSums(other, at)
      // 分5期还,每期8000元
      const count =
        readNumeral(/(?:分|共|[给还付])([一二两三四五六七八九十\d]+)(?:期|次|笔|个月)/.exec(other)?.[1] ?? '') ?? 1
      const wholes = new Set([
        owed(other),
        ...sums.map(({ fen }) => fen * count),
        ...sums.filter(({ due }) => !due).map(({ fen }) => fen),
      ])
      // 退伙款38000元 beside 抵3000元,实付35000元.
      const taken = sums.filter(({ role }) => role === 'deducted').map(({ fen }) => fen)
      if (taken.some((fen) => wholes.has(own - fen))) return true
      if (count > 1 && sums.some(({ fen }) => fen * count === own)) return true
      return addTo(open.filter((fen) => fen > 0).slice(0, 8), own).some((fen) => fen !== own && wholes.has(fen))
    })
  )
}

/** 都在签字后七天内付清, 取了当场转: one clause says by when everything is paid. */
const paysAll =
  /(?:都|均|全部|各自|分别)(?:在|于|是)?[^,;。]{0,14}(?:付清|结清|付给?|转给?|打给?)|(?:取了|拿到|到账)[^,;。]{0,3}当场(?:付|给|转)/
const dayForAll = (other: string, at: string): boolean =>
  paysAll.test(other) &&
  findAmounts(other).length === 0 &&
  (/当场/.test(other) || findDays(other, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term'))

/** 这些10月31日前都要弄好, 以上都在月底前做完: one clause says by when all that is to be done is done. */
const doneByAll = (other: string, at: string): boolean =>
  findAmounts(other).length === 0 &&
  /^(?:以上|上述|上面|前面|这|那)(?:这|那)?(?:些|几[样件项桩条]|[两三四五][样件项桩条]|的?(?:事|活|工程)?)?[^,;。]{0,20}(?:弄|做|办|修|搞|完成|完工|搬|清|拆|装|改|落实)/.test(
    other,
  ) &&
  /都|均|全部|一起|一并/.test(other) &&
  findDays(other, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term')

/** 甲28000元,乙18000元 beside 甲给过8000元,剩20000元,月底前付: what was paid and a rest with its day make up each of them. */
function paidInPart(text: string, at: string, others: string[]): boolean {
  const own = owedSums(readSums(text, at), text).filter(({ due }) => !due)
  const withDay = others.filter((other) => findDays(other, at, 'future').length > 0)
  const rests = new Set(withDay.flatMap((other) => readSums(other, at).map(({ fen }) => fen)))
  const told = new Set(others.flatMap((other) => readSums(other, at).map(({ fen }) => fen)))
  // 赔1800元 beside 欠2376元 and 两个数一抵,补576元,12月5日前.
  const offsets = others
    .filter((other) => withDay.includes(other) || /相抵后[^,;。]*当场/.test(other))
    .filter((other) => /一抵|相抵|互抵|两抵|冲抵/.test(other))
    .flatMap((other) => readSums(other, at))
  const isMet = (fen: number) =>
    [...told].some((paid) => paid < fen && rests.has(fen - paid)) ||
    offsets.some((rest) => told.has(fen + rest.fen) || told.has(fen - rest.fen))
  return own.length > 0 && own.every(({ fen }) => isMet(fen))
}

/** 魏小满:应发…,实付…: who a row of a table is about. */
const rowOf = /^(\p{Script=Han}{2,4}):(?=.*\d元)/u

/** 魏、江两人6月30日一次付清: by when whoever a row is about is paid, told of several together. */
function datedByName(text: string, at: string, others: string[]): boolean {
  const name = rowOf.exec(text)?.[1]
  if (!name) return false
  const called = new RegExp(`${name}|(?<!\\p{Script=Han})${name[0]}(?=[、和与及两三四]|\\d)`, 'u')
  return others.some((other) =>
    other
      .split(/[;。]/)
      .some(
        (part) =>
          findAmounts(part).length === 0 &&
          /付清|结清|付掉|付完|还清|发清|一次(?:性)?[付发]/.test(part) &&
          called.test(part) &&
          findDays(part, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term'),
      ),
  )
}

/** 以上实付合计20160元 where each of the rows has its day. */
function totalOfDated(text: string, at: string, others: string[]): boolean {
  const rows = /^以上[^,;。\d]{0,6}合计/.test(text) ? others.filter((other) => rowOf.test(other)) : []
  return (
    rows.length > 1 &&
    rows.every(
      (row) =>
        !lacksDay(
          row,
          at,
          others.filter((other) => other !== row),
        ),
    )
  )
}

/** 后面的修复自己另找地方,费用自理: what somebody does for themselves, at their own cost. */
const forOneself =
  /^(?:后面|后续|以后|今后|将来|之后|日后)[^;。]*(?:费用|花费|开销|钱)(?:都|均|由[^,;。]{1,8})?(?:自理|自己(?:出|付|承担|负担)|自行(?:承担|负担))[,;。]?$/

/** Whatever some of the parts come to beside the first. */
const addTo = (parts: number[], first: number): number[] =>
  parts.reduce((all, part) => all.flatMap((sum) => [sum, sum + part]), [first])

/** 供货商的8700元由丙去还: what is owed to somebody outside is told between the sides, its day is not theirs to set. */
const owedOutside = (text: string): boolean =>
  /\d元(?:\([^)]*\))?[^,;。\d]{1,8}(?:去|负责|自己去?)(?:还|结|付|交)(?:清|掉)?(?:[,;。]|$)/.test(text)

const setsOff = /相抵|抵(?:扣|掉|付|销)|冲抵/

const someday =
  /有空(?:了|时|的时候|就|再)?|抽空|得空|过(?:些|几)天|过(?:一)?阵子|尽快|尽早|早点|抓紧|赶紧|方便(?:了|时|的时候|就)|(?:手头|手里)?(?:宽裕|有钱|松)了|农闲|慢慢(?:给|还|付|结)|(?:陆续|随后|分批|分次|逐步|逐渐)(?:再|地)?(?:分批|分次|陆续)?(?:给|还|付|退|赔|结|补)|(?:过了?|等)年(?:以)?后?(?=再|分|慢|给|还)/

/** 有空就弄, 尽快: said of a day, and none. */
export const saysSomeday = (text: string, at: string): boolean =>
  someday.test(text) && findDays(text, at, 'future').length === 0

/** Whether a clause asks for an act or payment that needs a day, and names none. Rule D06. */
export function lacksDay(said: string, at: string, others: string[] = []): boolean {
  const text = withoutKept(withoutCapitals(said))
  if (someday.test(text) && findDays(text, at, 'future').length === 0)
    return /改|弄/.test(text) || pays.test(text) || works.test(text)
  const [sum, ...more] = readSums(text, at)
  if (!sum && alreadyDone(text)) return false
  if (sum && more.length === 0 && alreadyPaid.test(text.slice(sum.start))) return false
  if (endsInDated(text, at, others)) return false
  if (
    (!(netOf.test(text) && others.every((other) => findDays(other, at, 'future').length === 0)) &&
      /不(?:予|再)(?:退|付|支付|赔|还)|抵扣|抵顶|抵掉|抵销|相抵|冲抵|随[^,。;]{0,8}一并|[跟和同与][^,。;]{0,10}[元款钱份租费][^,。;]{0,3}一(?:道|起|块|并)[付给退还转打]|[跟和同与随][^,。;]{1,10}一(?:道|起|块|并)(?:寄|快递|送)|扣(?:掉|除|了)?[。;]?$|一并(?:支付|付清|归还)|从[^,。;]{1,10}(?:里|中|内)?(?:直接)?(?:扣|抵|冲减)/.test(
        text,
      )) ||
    onlyReckons(text, at, others) ||
    summedElsewhere(text, at, others) ||
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
  // The clause that says 过几天付 of the same sum, or of what is left, is the one to ask at.
  if (others.some((other) => saysSomeday(other, at) && (saysSameSum(text, other) || speaksOfRest(other)))) return false
  if (paidOffElsewhere(text, at, others)) return false
  if (isEquation(text, at, others) || partOfDated(text, at, others) || owedOutside(text)) return false
  if (datedByName(text, at, others) || totalOfDated(text, at, others)) return false
  // 150元给现金 beside 这礼拜五晚上拿到甲家.
  if (sum && /现金|现钞/.test(text) && others.some((other) => brought(other, at))) return false
  // 术后效果与门诊部无关: no duty.
  if (!sum && /[与跟和][^,;。]{1,24}(?:无关|没关系)[。]?$/.test(text)) return false
  if (!sum && forOneself.test(text)) return false
  if (sum && (others.some((other) => dayForAll(other, at)) || paidInPart(text, at, others))) return false
  if (leadsTo(text, at, others)) return false
  // 其中6000元于…前付 and 上述款项于…前付清 give the day of a sum named before them.
  const dated =
    /(?:以上|上述|上列|前述|[两三四]项|[两三四]笔|各项)[^,。;]{0,8}(?:合计|共|款)|^合计|其中|余款|首期|第一[期笔]|先[付退还]|上述|前述|上款|上(?:面|列)(?:这)?[几两三]?[笔项]|[该此]款|款项|退款|还款|赔款|付款/
  if (others.some((other) => dated.test(other) && (findDays(other, at, 'future').length > 0 || onTheSpot.test(other))))
    return false
  // 第二笔款到账时交还: the day is that of a payment another clause tells.
  if (
    /[款钱](?:项)?(?:全部)?(?:到账|付清|结清|付完|退清)(?:之?[时后]|当[天日]|那天)/.test(text) &&
    others.some((other) => pays.test(other) && findDays(other, at, 'future').length > 0)
  )
    return false
  // 这些12月5日前都要弄好: what is to be done, told before, has its day.
  if (!sum && others.some((other) => doneByAll(other, at))) return false
  // 塘交好那天付: the day is that of an act of its own.
  if (
    /(?:[交还验搬修做办取送装]|清塘|清场|清空|拆除|腾空|腾退|过户)(?:[^,。;]{0,4}(?:好|完|掉|毕|收))?(?:的)?(?:那天|当天|当日)/.test(
      text,
    ) &&
    others.some((other) => works.test(other) && findDays(other, at, 'future').some(({ kind }) => kind === 'day'))
  )
    return false
  if (
    /当场|即时|(?:现在|马上|这)就?(?:转|付|给|打|扫)|[当同该次那]日|那[天时]|届时|今天|[当同]天|同一天|现场|已经?(?:支付|付清|履行|收到|退还|结清|交付|归还|返还|交还|取回|搬离|修好|拆除)|立即|签(?:订|字|署)(?:时|当日|当天|之日)|同时/.test(
      said,
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
    /连带责任|保证责任|(?:各半|按比例|凭票)(?:负担|承担|结算|报销)?|按[^,。;]{0,14}(?:核定|规定|要求)[^,。;]{0,4}(?:办理|缴纳|执行)|(?:费|费用|支出)[^,。;]{0,12}由[^,。;]{1,12}(?:承担|负担)[。]?$/.test(
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
    ) ||
    /(?:再次|再有|又)[^,]{0,8}(?:的|时)[,]/.test(bare) ||
    // 施工弄坏外墙、管线的,…修好: what may yet happen.
    /^[^,;。]{0,16}(?:弄|碰|损|打|压|砸|撞|搞|挖|刮)[坏断破][^,;。]{0,16}的,/.test(bare)
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

const onBill =
  /凭[^,;。]{0,8}(?:票|单据|凭证)[^;。]*(?:承担|负担|报销|支付)[^;。]{0,8}(?:最多|不超过|上限|限额|以内|为限)|(?:最多|不超过|累计)[^;。]{0,40}凭[^,;。]{0,8}(?:票|单据|凭证)/
/** 供应商9600元由甲付清, 工料费付给木作店: who is paid is no party, and how is between them. */
const toOutsider =
  /^(?:欠)?(?:供应商|供货商|厂家|房东|外欠|货款)|(?:付给|结给|还给)(?:\p{Script=Han}{1,6}(?:店|厂|商|行|师傅))(?:[,;。]|$)/u

/** 账号晚点发你: the account is still to be told. */
export const opensAccount =
  /(?:卡号?|账号|账户)[^。;\d]{0,12}(?:晚点|回头|会后|以后|之后|到时候?|另(?:外|行)?|再|改天|过后|明天|回去)[^,;。\d]{0,6}(?:发|报|给|补|提供|告知|告诉|说)/

/** Whether how a clause is paid is no matter of the agreement: it goes to somebody outside, or against what is owed the other way. */
export const paidNowhere = (text: string, at: string, others: string[]): boolean =>
  !methodOf(text) &&
  (toOutsider.test(text) ||
    // 余58200元三人平分,每人19400元 beside the clauses that pay each.
    (findDays(text, at, 'future').every(({ kind }) => kind === 'month') &&
      /平分|均分|每人|各得|一人一份/.test(text) &&
      onlyReckons(text, at, others)) ||
    (findDays(text, at, 'future').every(({ kind }) => kind === 'month') &&
      others.some((other) => setsOff.test(other) && saysSameSum(text, other))))

/** 净退56700元 where other clauses pay it off, each on its day: how is told there. */
export const paidByOthers = (text: string, at: string, others: string[]): boolean =>
  others.some((other) => methodOf(other)) &&
  findDays(text, at, 'future').every(({ kind }) => kind === 'month') &&
  (settledElsewhere(owedSums(readSums(text, at), text), others, at) || paidOffElsewhere(text, at, others))

const saysSameSum = (text: string, other: string): boolean =>
  findAmounts(other).some(({ fen }) => findAmounts(text).some((it) => it.fen === fen))

/** Whether a clause pays money and says not how. Rule D07. */
export const lacksMethod = (text: string, others: string[] = []): boolean =>
  // A surety promises, a total counts what other clauses pay; what is reimbursed up to a limit is paid on its bill.
  !onBill.test(text) &&
  !toOutsider.test(text) &&
  !owedOutside(text) &&
  !/连带(?:清偿)?责任|保证责任/.test(text) &&
  !(/合计|共计|总计/.test(text) && others.some((other) => methodOf(other))) &&
  !others.some((other) => setsOff.test(other) && saysSameSum(text, other)) &&
  pays.test(withoutKept(text)) &&
  findAmounts(withoutKept(text)).some(({ rate }) => !rate) &&
  !methodOf(text) &&
  !isTakenOff(text) &&
  !/当场|已|抵|不(?:予|再)?(?:退|付|支付|赔|还)/.test(text)
