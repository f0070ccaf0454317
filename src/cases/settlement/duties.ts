import { beijingDay, findDays } from '../reading/days.ts'
import { findAmounts, readNumeral } from '../reading/quantities.ts'
import { readSums, type Sum } from '../reading/sums.ts'

// The words by which a clause obliges somebody, and those by which it does not.
export const pays =
  /交(?!通|接|房|警|流|还|易)|支付|付给|付清|付|赔偿|赔|退还|退款|退|返还|归还|还清|还给|偿还|还|补偿|补足|补|给付|给|转账|转给|转|打给|打到|汇|存入|缴纳|缴|交纳|承担|结清|垫付|分给|出|收(?=[^,;。到取费款]{0,3}\d)|[打转汇](?=[^,;。]{0,30}(?:卡|账户|账号|存折|折子|微信|支付宝|尾号))/

export const refrains =
  /不得|不再(?![渗漏滴响返])|不能|停止|不打(?!折)|不跳|禁止|互不|各不|放弃|撤回|免收|减免|作废|解除|终止|取消|撤销|不收|了结|有权|可以?申请|到期|逾期|质保|保修|再次|除外|不影响|不作为|互相独立/

export const works =
  /修复|修好|维修|重新[做铺刷装砌粉]|返修|返工|重做|更换|拆除|清理|清运|搬离|搬出|搬走|腾退|腾空|恢复|铺设|安装|整改|交付|交还|交给|交到|移交|归还|返还|道歉|办理|出具|补办|补齐|公示|检测|复验|锯|砍|剪(?=掉|除|去|短|枝)|移走|移至|移到|移开|挪|铲|填平|封堵|撤下|删除|撤除|发布|送回|送还|交回|还回|寄回|取走|拿走|运走|搬到|归位|关闭|停用|拔除|重贴|粉刷|加装|移交/

export const ongoing =
  /随手|每天|每日|每月|每周|每年|以后|今后|随时|长期|平时|时段|至次日|终身|按时|(?:两家|双方|大家|各方|各家|谁)(?:都|均|也)?不[得再准许能]?[放堆占停种养晒搭挡拦倒丢]/

/** 赔120元,已微信转; 转给乙120元,乙点了收款 */
export const alreadyPaid =
  /^[^;。]{0,16}?已经?(?:用|以|由)?(?:微信|支付宝|现金|银行|当面|当场)?[转付给退还赔汇](?:[了清讫过好掉完]|账)?(?:[,;。]|$)|^[\d.]+元(?:\([^)]*\))?,[^,;。]{0,10}(?:点了收款|收款|收到|收讫|收了)(?:了)?(?:[,;。]|$)/

/** 当面道歉,已经道了; (已道歉); 钥匙已交: an act done before the agreement was written, and nothing left of it. */
export const alreadyDone = (text: string): boolean =>
  done.test(text) && !/[,;。](?:余|剩|还有|另|以后|今后)|\d[日号]之?(?:前|以前|内)/.test(text)
const done =
  /(?:^|[,;。(])[^,;。()]{0,14}(?:已经?(?:都|全部|向[^,;。()]{1,8})?(?:道(?:了|过)|道过?歉|赔过?礼|[\p{Script=Han}]{1,3}(?:了|过|好|掉|完|清)|交[还回]|归还|退[还回]|返还|[送寄收取]回|搬离|搬走|拆除|撤下|删除|办理|移交|交付|收到|收讫|履行|完成|兑现|道歉|赔礼|交|收|还|退|赔|付|给|转|做|办)|(?:当场|当面|现场)(?:向[^,;。()]{1,8})?(?:[\p{Script=Han}]{1,2}(?:了|过)(?:歉|礼|不是)?))(?=[),;。]|$)/u

const equation = /^[^,;。=＝]*\d[^,;。=＝]*[-－+＋×xX*][^,;。=＝]*[=＝]\s*\d[\d.]*元?(?:\([^)]*\))?$/
/** 修车8600元-保险已付2000元=6600元 beside clauses that pay by their day: it only reckons what they pay. */
export const isEquation = (text: string, at: string, others: string[]): boolean =>
  equation.test(text) &&
  others.some(
    (other) =>
      findAmounts(other).length > 0 &&
      findDays(other, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term' || kind === 'recurring'),
  )

/** 从赔款中抵扣,抵扣后实付2364元,银行转账: what is still paid once the rest is set off; undefined where nothing is. */
export const afterSetOff = (text: string): string | undefined =>
  /(?:抵扣?|扣除?|冲抵|相抵|减)(?:掉|了)?(?:之?后|完)[^。;]*(?:实付|净付|再付|应付|支付|还(?:应|需|要|得)?[付给])[^。;\d]{0,6}\d.*$/s.exec(
    text,
  )?.[0]

/** How a clause pays: what is still to be paid before what is paid already. */
export const methodOf = (text: string): string | undefined =>
  methodIn((afterSetOff(text) ?? '').replace(/^抵扣/, '')) ||
  (/已/.test(text) && methodIn(text.replaceAll(/[^,;。]*已[^,;。]*/g, ''))) ||
  methodIn(text)

const methodIn = (text: string): string | undefined =>
  /扫[^,;。]{0,10}码|微信|支付宝|现金|银行转账|转账|转入|汇给|转给|打给|打入|打到|汇入|汇至|汇到|汇款|转至|付至(?=[^,;。]{0,14}(?:[账户卡行]|尾号))|存至|存入|原路(?:退|返)(?:还|回)?|原(?:支付|付款|充值|缴费)(?:渠道|路径|途径|方式|账号)|原(?:渠道|路径|途径)(?=[^,;。]{0,4}(?:退|返))|对公|转到|付到(?=[^,;。]{0,14}(?:[账户卡行]|尾号))|账上|尾号|网银|刷卡|支票|汇票|抵扣|直付|(?:同一|上述|前述|该|原)(?:收款)?账户|账户|账号|卡号|卡[上里]|打(?=[^,;。]{0,30}(?:卡|存折|折子))|存折|折子/.exec(
    text,
  )?.[0]

/** 都在签字后七天内付清, 9月23日之前微信原路退给甲: a payment on a day to come that names neither its sum nor what it is for. */
function paysAlone(text: string, at: string): boolean {
  const [segment] = text.split(/[,;。]/) as [string]
  const day = findDays(segment, at, 'future').find(
    ({ kind, on }) => kind === 'term' || (kind === 'day' && on! > beijingDay(at)),
  )
  if (!day || /[\d钱款费金租]/.test(segment.slice(0, day.start))) return false
  const behind = segment.slice(day.end)
  return (
    (/(?:都|均|各自|一律|全部)/.test(segment.slice(0, day.start)) &&
      /^[^\d]{0,6}(?:付|给|结|还|转|退)(?:清|完|掉|齐)/.test(behind)) ||
    /^(?:之?前|以前|[之以]?内)?(?:用|走|以|通过)?(?:微信|支付宝|现金|银行转账|原路)(?:原路|转账|当面)?[退付还给转打][^\d]{0,6}$/.test(
      behind,
    )
  )
}

/** 都在5月20日前把款转到…账户: a clause with a day and a way of paying, and no sum of its own, speaks for the sums before it. */
export const coversAll = (text: string, at: string): boolean =>
  findAmounts(text).length === 0 &&
  !/修|拆|搬|(?<![付结还给转缴交])清(?!偿)|送|开票|发票/.test(text.split(/[,;]/)[0]!) &&
  (/(?:把|将|该|此|上述|前述|以上|各自|全部)?(?:款|钱|费用)[^,;。]{0,18}(?:转|打|汇|付|存|交)|(?:转|打|汇|存)(?:[到入至给][^,;。]{0,30}|[^,;。]{0,30})(?:账户|账号|卡|尾号|存折|微信|支付宝)/.test(
    text,
  ) ||
    /(?:[两二三四几]|各|上述|以上|前述|这些)[笔项份家]?(?:款项?|钱)?(?:都|均|一并|一起)?(?:[在于](?!各)|最迟|是(?=\d))/.test(
      text,
    ) ||
    paysAlone(text, at) ||
    /(?:支付宝|微信|现金|银行卡?|手机号)[^。;]{0,60}(?:当[天场]|同时|就)(?:就)?(?:转|付|给|打)|当场(?:支付宝|微信|现金|银行)?(?:转账|支付|付清|付款)|(?:支付宝|微信)(?:转账|转|打)?(?:到|给|至)/.test(
      text,
    )) &&
  findDays(text, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term')

/** Whether other clauses say by which days these sums are paid: the same sum with a day, its instalments, or 其中…、余款…. */
export function settledElsewhere(owed: Sum[], others: string[], at: string): boolean {
  if (owed.length === 0) return false
  const dated = others.map((other) =>
    readSums(other, at).filter(({ due, role }) => due && role !== 'deducted' && role !== 'total'),
  )
  if (others.some((other, i) => /其中|余款|首期|第一[期笔]/.test(other) && dated[i]!.length > 0)) return true
  const whole = owed.reduce((sum, { fen }) => sum + fen, 0)
  if (dated.some((sums, i) => sums.length > 0 && paidOver(sums, others[i]!, at) === whole)) return true
  return (
    owed.every(
      ({ fen }) =>
        dated.flat().some((sum) => sum.fen === fen) ||
        // 共赔29800元 where another clause pays two people 26000元 and 3800元.
        dated.some((sums) => sums.length > 1 && sums.reduce((all, sum) => all + sum.fen * sum.times, 0) === fen),
    ) ||
    dated.some((sums) => sums.reduce((sum, { fen, times }) => sum + fen * times, 0) === whole && sums.length > 0) ||
    dated.flat().reduce((sum, { fen, times }) => sum + fen * times, 0) === whole ||
    others.some((other) =>
      readSums(other, at).some(({ fen, due, role }) => due && role === 'total' && fen === whole),
    ) ||
    others.some((other) => coversAll(other, at))
  )
}

/** 头一笔12月20日还5500元,明年1月到6月每月20日还6000元: what the instalments of a clause come to, each month of a span counted. */
function paidOver(sums: Sum[], text: string, at: string): number {
  const months = findDays(text, at, 'future').filter(({ kind, on }) => kind === 'month' && on)
  const [from, to] = months
  const between = from && to && text.slice(from.end, to.start)
  const span =
    between !== undefined && /^(?:份|起|开始|,)*(?:到|至|[—–~-]+)(?:次年|明年)?$/.test(between)
      ? monthOf(to!.on!) - monthOf(from!.on!) + 1
      : 0
  const told = readNumeral(
    /(?:共|分|连续|连着|还|付)([一二两三四五六七八九十\d]{1,3})(?:期|次|个月)|([一二两三四五六七八九十\d]{1,3})个月(?:还|付)?[完清]/
      .exec(text)
      ?.slice(1)
      .find(Boolean) ?? '',
  )
  const count = span > 0 ? span : (told ?? 1)
  return sums.reduce((all, { fen, times, due }) => all + fen * (due?.kind === 'recurring' ? count : times), 0)
}

const monthOf = (on: string): number => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7))

/** 付清以前平车不搬走: what is left undone. */
const undone =
  /(?:(?<!要|得)不|别|未|无需)(?:得|再|能|准|许|可)?(?=搬|拆|换|移|挪|取|拿|运|锯|砍|剪|关|停|清|装|改|办)[搬拆换移挪取拿运锯砍剪关停清装改办][走离出掉除用装理]?/g
/** 搬离日、返还款项 name an occasion or a thing, not an act that is owed. */
export const withoutOccasions = (text: string): string =>
  text
    .replaceAll(undone, '')
    .replaceAll(
      /(?:搬离|搬出|腾退|交付|返还|归还|验收|修复|完工|办理|安装)(?:之?日|款|后|时|的|之?前|以前|那天|当天|完|好)/g,
      '',
    )

/** 由甲承担60元 where another clause takes it off the sum: it says who bears it, and is no payment of its own. */
export const borneElsewhere = (text: string, at: string, others: string[]): boolean => {
  const owed = /承担/.test(text) ? readSums(text, at) : []
  return (
    owed.length > 0 &&
    owed.every(({ fen }) =>
      others.some((other) => readSums(other, at).some((sum) => sum.role === 'deducted' && sum.fen === fen)),
    )
  )
}

/** 1299元的净化器归季家,不用还 and 480元由郁某自己承担 pay nobody anything. */
export const withoutKept = (text: string): string =>
  text
    // 其余15000元抵作磨损,不退: what stays where it is.
    .replaceAll(/[^,;。]*\d元(?:\([^)]*\))?[^,;。]*,不(?:再|予)?退(?:了|还)?(?=[,;。]|$)/g, '')
    .replaceAll(/(?:垫付|支付|预付|代付|代领|代收|付|交|缴|领|收)了?的(?=\p{Script=Han})/gu, '')
    .replaceAll(/(?:不用|无需|不必|不须)[^,;。\d]{0,6}?(?:返还|归还|退还|还|付|退|赔|给)/g, '')
    .replaceAll(/(?:不再|不)(?:要求|主张)?(?:返还|归还|退还|还|付|退|赔|给)/g, '')
    // 168000元的发票开给乙, 1000元代金券: paper is given, no money.
    .replaceAll(
      /[^,;。]*(?:开具?|提供|补开)[^,;。]*(?:发票|收据|票据)[^,;。]*|[^,;。]*(?:发票|收据|票据)[^,;。]*[开给交][^,;。]*/g,
      '',
    )
    .replaceAll(/[^,;。]*(?:发票|红字)[^,;。]*,[^,;。]{0,44}开[给具好][^,;。]*/g, '')
    .replaceAll(/[^,;。]*\d元(?:\([^)]*\))?的?(?:给|送|发)?的?\p{Script=Han}{0,4}券[^,;。]*/gu, '')
    // 押金8400元转成乙的押金: whom it is held for.
    .replaceAll(
      /[^,;。]*(?:押金|保证金|定金)[^,;。]*\d元(?:\([^)]*\))?[^,;。]*(?:转成|转为|转作|过到|算作)[^,;。]*/g,
      '',
    )
    // 收到13000元后3天内送到: a sum that something waits for.
    .replaceAll(/(?:收到|拿到|收齐)\d[\d.]*万?元(?:\([^)]*\))?(?=[之以]?后)/g, '收到款')
    // 押金以后退下来也是乙的: whose it is.
    .replaceAll(/[^,;。]*\d元(?:\([^)]*\))?[^,;。]*(?:是|算|归)\p{Script=Han}{1,6}的(?=[,;。]|$)/gu, '')
    .replaceAll(
      /[^,;。]*\d元?(?:\([^)]*\))?[^,;。]*(?:自己|自行|本人)(?:去)?(?:认(?:了|下)?|承担|负担|出|担|付|还|报(?!给)|理赔|申领|申请|去?[领拿取])[^,;。]*/g,
      '',
    )
    .replaceAll(/[^,;。]*\d元(?:\([^)]*\))?的?(?!款|钱)\p{Script=Han}{1,8}(?:归|留给|归还给?)[^,;。]*/gu, '')
