import { beijingDay, type Day, findDays } from './days.ts'
import { type Amount, findAmounts, readNumeral } from './quantities.ts'
import { remembered } from './remember.ts'

type Role = 'part' | 'total' | 'deducted' | 'rest' | 'instalment' | 'named'
/** A sum in a clause with the part it plays. */
export type Sum = Amount & { role: Role; times: number; due?: Day; dues?: Day[] }

/** 6500元(大写:陆仟伍佰元整) → 6500元: the capitals say nothing more. */
export const withoutCapitals = (text: string): string => text.replaceAll(/\(大写:[^)]*\)/g, '')

/** The sums of a clause, each with the part it plays in it. */
export const readSums: (text: string, at: string) => Sum[] = remembered((raw, at) => sumsIn(withoutCapitals(raw), at!))

function sumsIn(text: string, at: string): Sum[] {
  const days = findDays(text, at, 'future').filter((day, i, all) => !beginsTerm(day, all[i + 1], text))
  const amounts = findAmounts(text).filter(({ rate }) => !rate)
  const doubled = (a: Amount, i: number) =>
    a.capitals && amounts[i - 1]?.fen === a.fen && a.start - amounts[i - 1]!.end <= 6
  const sums = amounts
    .filter((a, i) => !doubled(a, i))
    .map((amount): Sum => {
      const before = text.slice(Math.max(0, amount.start - 14), amount.start)
      const last = /[^,;。、]*$/.exec(before)![0]
      const segmentStart = Math.max(0, ...[...text.slice(0, amount.start).matchAll(/[,;:。]/g)].map((m) => m.index + 1))
      const segmentEnd = amount.end + (/[,;:。]/.exec(text.slice(amount.end))?.index ?? text.length - amount.end)
      const near = days.filter(
        (d) => d.start >= segmentStart && d.end <= segmentEnd && !isPast(d, text, at) && !endsSpan(text, d),
      )
      const own =
        near.findLast((d) => d.end <= amount.start && d.kind !== 'month' && !tellsPast.test(text.slice(d.end))) ??
        near.find((d) => d.end <= amount.start && d.kind !== 'month') ??
        near.find((d) => d.kind !== 'month') ??
        dayBehind(text, segmentEnd, days, amounts)
      const paidBefore =
        amounts.length > 1 && /[付给转还退打交](?:掉|了|过)(?:现金|他|她|对方)?[^,;。\p{Script=Han}]{0,4}$/u.test(last)
      // 两样抵掉还差3590元: what is left behind what was taken off.
      const left = /(?:还[差剩欠]|尚欠|仍欠)[^,;。\d]{0,3}$/.test(last)
      const role: Role =
        (!left && paidBefore) ||
        (!left &&
          /(?:扣除|扣|抵扣|减免|减让|减(?![到至为])|已经?(?:支付|付|垫付|还|退|发(?!生)|收到?)|垫付|预支|免收|抵|(?:给|付|转|交|退)的)(?:了|的|其)?[^,;。]{0,8}$/.test(
            last,
          )) ||
        (/(?:其余|剩下|余下|剩余)的?$/.test(last) &&
          /^[^;。\d]{0,24}不(?:再)?[退还](?:了)?(?:[,;。]|$)/.test(text.slice(amount.end))) ||
        /^[^,;。]{0,12}(?:不要了|不再要|不退|不还|免了|免除|放弃|算了|不收了?)(?:[,;。]|$)/.test(text.slice(amount.end))
          ? 'deducted'
          : /(?:余款|剩余|下余|余额|余|尚欠|还欠|仍欠|结欠|下欠|还[差剩有要]|剩下?|(?<![从自由])尾款|实[付退收得]|实际支付|即|净)[^,;。]{0,8}$|^(?:计|合)?为$/.test(
                last,
              )
            ? 'rest'
            : /(?:合计|共计|总计|总额|总共|一共|共)[^,;。]{0,6}$/.test(last) ||
                /^(?:\(大写[^)]*\))?[,]?(?:分[一二两三四五六七八九十\d]+(?:期|次|笔))/.test(text.slice(amount.end))
              ? 'total'
              : own &&
                  /(?:首|第[一二三四五六七八九十\d]|末|余|每|分[一二两三四五六七八九十\d]+(?:期|次|笔)|其中|先)/.test(
                    text,
                  )
                ? 'instalment'
                : 'part'
      // 余款5000元于…各付2500元: the rest is what the parts make up, not a part itself.
      const parted = role === 'rest' && amounts.some((other) => other.start > amount.end && other.end <= segmentEnd)
      // 9月30日前、10月31日前各付15000元: one sum for each of the days.
      const each = /各(?:自)?(?:付|还|支付|退|分|得|转|打|给付)?[^,;。\d]{0,6}$/.test(last)
      const chain = each ? chainOf(text, near, amount.start) : []
      const months = near.filter((d) => d.kind === 'month').length
      const shares = /各(?:付|还|支付|退|分|得|转|打)?[^,;。\d]{0,6}$/.test(last) && months > 1 ? months : 1
      return {
        ...amount,
        role: role === 'rest' && own && shares > 1 ? 'instalment' : role,
        times: Math.max(shares, chain.length),
        ...(chain.length > 1 && { dues: chain }),
        due: parted ? undefined : own,
      }
    })
  // 付甲26000元,付乙3800元,8月5日前到账: one day behind several payments is the day of each.
  for (let i = sums.length - 2; i >= 0; i--) {
    const [sum, next] = [sums[i]!, sums[i + 1]!]
    const alike = !sum.due && sum.role === 'part' && next.role === 'part' && next.due && next.due.start > next.end
    if (
      alike &&
      /^[,、](?:再|另)?(?:支付|付给?|给|退还?|赔偿?|转给?)[^,;。\d]{1,20}$/.test(text.slice(sum.end, next.start))
    )
      sums[i] = { ...sum, due: next.due }
  }
  return sums
}

/** 签协议之日(10月22日)起十日内: from when a term runs, not when it ends. */
const beginsTerm = ({ end }: Day, next: Day | undefined, text: string): boolean =>
  next?.kind === 'term' && /^[)]?(?:之日|当[天日])?(?:起|后)(?:的)?$/.test(text.slice(end, next.start))

/** 截至2026年9月15日已经发生的: the end of what is counted, no day to pay by. */
const endsSpan = (text: string, { start }: Day): boolean => /截(?:至|止到?)$/.test(text.slice(0, start))

/** 2025年7月1日出借的本金: a day that tells of what happened, not of when to pay. */
const tellsPast = /^(?:所|出?借|签订|转账|转给|收到|购买|发生|入职|起|至|到|的)/

/** The days joined by 、 or 和 that end right before a sum. */
function chainOf(text: string, near: Day[], start: number): Day[] {
  const before = near.filter(({ kind, end }) => kind === 'day' && end <= start)
  const from = before.findLastIndex(
    (day, i) => i > 0 && !/^(?:之?前|以前)?[、和及与]$/.test(text.slice(before[i - 1]!.end, day.start)),
  )
  return from < 0 ? before : before.slice(from)
}

/** …3240元,11月30日前付: the day that follows in the next half-sentence, where that half speaks of paying and of no other sum or deed. */
function dayBehind(text: string, end: number, days: Day[], amounts: Amount[]): Day | undefined {
  if (text[end] !== ',') return undefined
  const rest = text.slice(end + 1)
  const stop = end + 1 + (/[,;:。]/.exec(rest)?.index ?? rest.length)
  const day = days.find((d) => d.start > end && d.end <= stop && d.kind !== 'month')
  if (!day || amounts.some((a) => a.start > end && a.end <= stop)) return undefined
  const around = text.slice(end + 1, day.start) + text.slice(day.end, stop)
  return /^(?:(?:由|在|于|都|均|最迟|须|一次性|签|本|此|该|款|钱)*)(?:之?前|以前|内|之内|为?止)?(?:[^,;。]{0,6}?(?:付|转|打|汇|退|还|给|结清|交(?![房付还接])|存|到账|微信|支付宝|现金|原路)[^,;。]*)?$/.test(
    around,
  )
    ? day
    : undefined
}

/** 4451.04元打八五折,收3783.38元: the lesser sum behind a share of the first is what is owed. */
const discounted = (sums: Sum[], text: string): Sum | undefined => {
  const [whole, part] = sums
  return sums.length === 2 &&
    part!.fen < whole!.fen &&
    /(?:[一二三四五六七八九半\d.]|打)折|折(?:扣|让|后)|[%％]|[一二三四五六七八九\d]成|百分之/.test(
      text.slice(whole!.end, part!.start),
    )
    ? part
    : undefined
}

/** 6960元,扣260元,退6700元: the sum that the others of a clause lead to by adding and taking away; it alone is owed. */
function resultOf(sums: Sum[], text: string): Sum | undefined {
  if (sums.length < 3 || sums.length > 8) return undefined
  const at = sums.findIndex((result, i) => {
    const before = sums.slice(0, i)
    if (i < 2 || i > 6 || before.some(({ due }) => due && due !== result.due)) return false
    const [first, ...others] = before.map(({ fen }) => fen) as [number, ...number[]]
    const totals = others.reduce((all, fen) => all.flatMap((total) => [total + fen, total - fen]), [first])
    return totals.includes(result.fen) || (others.length === 1 && others[0]! - first === result.fen)
  })
  // 15800+3100+960=19860元,扣2000元,实付17860元: one reckoning goes on from the other.
  if (at < 0) return undefined
  // 共14600元,承担八成11680元,减已付5000元,还付6680元: it goes on from a share of the whole.
  const share = discounted(sums.slice(at, at + 2), text) ? resultOf(sums.slice(at + 1), text) : undefined
  return resultOf(sums.slice(at), text) ?? share ?? sums[at]
}

/** 2024年3月10日的借款, 利息算至2026年3月9日: a day gone by that dates a debt or ends a span, and by which nothing is to be done. */
export const isPast = ({ on, kind, end }: Day, text: string, at: string): boolean =>
  kind === 'day' &&
  on !== undefined &&
  on < beijingDay(at) &&
  !/^(?:[^,。;]{0,4}时)?(?:之?前|以前|内|当[天日]|付|支付|退|还|交|转|已)/.test(text.slice(end))

/** Instalments of one clause (or of the clause after it) that do not add up to the sum they pay off; undefined where they do or where there are none. Rule D05. */
export function sumGap(raw: string, at: string, owed: number[] = []): { expected: number; found: number } | undefined {
  const text = withoutCapitals(raw)
  const sums = readSums(text, at)
  const totals = sums.filter(({ role }) => role === 'total' || role === 'rest')
  const plan = /分([一二两三四五六七八九十\d]+)(?:期|次|笔)/.exec(text)
  const each = /每(?:期|月|次|笔|季度?|年)/.test(text)
  const dated = sums.filter(({ due, role }) => due && role !== 'deducted' && role !== 'total')
  const subtotals = sums.filter(({ start }) => /小计[^,;。\d]{0,4}$/.test(text.slice(0, start)))
  const components = (subtotals.length > 1 ? subtotals : sums).filter(
    ({ role, end, start }) =>
      role === 'part' &&
      // 2025年借的30000元,还本金30000元: what was lent is named, and paid back, once.
      !/(?:借|欠)(?:给|了|的|走|到)?[^,;。\d]{0,4}$/.test(text.slice(0, start)) &&
      totals[0] &&
      end < totals[0].start &&
      // 本金以实际到账的46000元为准: named to say which, not to be paid besides.
      !/^[^,。;]{0,2}(?:为准|计(?=[,;。]))/.test(text.slice(end)) &&
      // 每月300元的管理费3600元: the price of a month is no part beside what the months come to.
      !/每(?:个)?[\p{Script=Han}]{1,2}$/u.test(text.slice(0, start)) &&
      (totals[0].start - start < (subtotals.length > 1 ? 400 : 80) || !/[。;]/.test(text.slice(end, totals[0].start))),
  )
  if (totals[0]?.role === 'total' && components.length >= 2) {
    const found = components.reduce((sum, { fen }) => sum + fen, 0)
    const dayed = sums.filter(({ role, end }) => role === 'instalment' && end < totals[0]!.start)
    const withDayed = dayed.reduce((sum, { fen }) => sum + fen, found)
    if (found !== totals[0].fen && withDayed !== totals[0].fen && !sums.some(({ role }) => role === 'deducted'))
      return { expected: totals[0].fen, found }
  }
  // 共计5400元,其中物业费4320元、公摊水电费1180元: parts may leave a rest, and not go beyond the whole.
  const within = /其中(?!已)/.exec(text)
  const of = within && sums.findLast(({ end }) => end <= within.index)
  if (within && of && /^[,(]?$/.test(text.slice(of.end, within.index).replace(/\([^)]*\)/g, ''))) {
    // Behind the parts it goes on to the day and the way; 转入甲…25000元,转入乙…25000元 are parts all the same.
    const sentence = text
      .replace(/\([^)]*\)/g, (bracket) => ' '.repeat(bracket.length))
      .slice(within.index)
      .search(/[;。]|[,](?![^,]*、)(?=[^,]*(?:转|付|前|于))(?![^,另再余]*\d元(?:[,;。]|$))|[,](?=[^,]*(?:另|再|余))/)
    const end = sentence < 0 ? text.length : within.index + sentence
    const parts = sums.filter(
      ({ start, end: to, role, due }) => start > within.index && to <= end && role === 'part' && !due,
    )
    const found = parts.reduce((sum, { fen }) => sum + fen, 0)
    if (parts.length > 1 && found > of.fen) return { expected: of.fen, found }
  }
  const whole = [
    ...totals.map(({ fen }) => fen),
    ...sums
      .filter(
        ({ role, due, start }) =>
          role === 'part' && !due && !/每(?:一)?(?:期|次|笔)[^,;。\d]{0,6}$/.test(text.slice(0, start)),
      )
      .map(({ fen }) => fen),
    ...owed,
  ]
  // 第一笔10000元…;余款每月付2500元,共六期: what is paid once and what is paid again and again make up the whole.
  const count = readNumeral(/共([一二两三四五六七八九十\d]+)(?:期|个月|次)/.exec(text)?.[1] ?? '')
  const again = sums.find(({ due }) => due?.kind === 'recurring')
  const total = totals.find(({ role }) => role === 'total')
  if (count && again && total && !plan) {
    const once = dated.filter((sum) => sum !== again && sum.due?.kind !== 'recurring' && sum.role !== 'rest')
    const found = again.fen * count + once.reduce((all, { fen, times }) => all + fen * times, 0)
    return found === total.fen ? undefined : { expected: total.fen, found }
  }
  if (plan && each) {
    const n = readNumeral(plan[1]!)!
    const part =
      sums.find(({ start }) => /每(?:一)?(?:期|次|笔)[^,;。\d]{0,6}$/.test(text.slice(0, start))) ??
      sums.find(({ due, fen }) => due?.kind === 'recurring' && fen !== whole[0]) ??
      sums.find(({ role, fen }) => role === 'instalment' && fen !== whole[0])
    const last = sums.find(
      ({ start, role }) => role !== 'total' && /(?:最后一期|末期|最后一笔)[^,;]*$/.test(text.slice(0, start)),
    )
    if (part && whole[0] !== undefined && !last && part.fen * n !== whole[0])
      return { expected: whole[0], found: part.fen * n }
    return undefined
  }
  // 欠15600元,10月付5000元,11月付5000元…: no word of instalments, and yet one sum and the days on which its parts are paid.
  // 余款15000元1月10日付 at the end is a part like the others where its sum is said; 余款1月10日付清 leaves nothing to add up.
  const rest = sums.at(-1)?.role === 'rest' && sums.at(-1)!.due
  const parted =
    dated.length >= 2 &&
    sums[0]?.role === 'part' &&
    !sums[0].due &&
    sums.length === dated.length + 1 &&
    (rest || !/余|剩/.test(text)) &&
    !/[每各减免]|放弃|不再|[抵扣已另]|利息|违约金/.test(text)
  if (dated.length >= 2 && (plan || parted) && whole.length > 0) {
    const found = dated.reduce((sum, { fen, times }) => sum + fen * times, 0)
    // A rest that is itself one of the parts is no whole.
    const wholes = parted ? [sums[0]!.fen] : whole
    if (!wholes.includes(found) && new Set(dated.map(({ fen }) => fen)).size + dated.length > 2)
      return { expected: wholes[0]!, found }
  }
  return undefined
}

/** 实交7200元, 单价150元: what was paid before, or what a piece costs, beside what is owed. */
const paidBefore = /(?:[实已原][交缴]|原价|单价)[^,;。\d]{0,2}$/

/** The sums a clause makes someone owe: its instalments, else what is left, else its total, else each sum. */
export function owedSums(all: Sum[], text = ''): Sum[] {
  const words = withoutCapitals(text)
  const sums = all.filter(({ start }) => !paidBefore.test(words.slice(0, start)))
  const result = resultOf(sums, text) ?? discounted(sums, text)
  if (result && !sums.some((sum) => sum.start > result.start && sum.due)) return [result]
  const named = (role: Role) => sums.filter((sum) => sum.role === role)
  const dated = sums.filter(({ due, role }) => due && role !== 'deducted' && role !== 'total')
  if (dated.length > 0) return dated
  if (named('rest').length > 0) return named('rest').slice(-1)
  if (named('total').length > 0) return named('total').slice(-1)
  return sums.filter(({ role }) => role === 'part' || role === 'instalment')
}
