import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { findAmounts, readNumeral } from '../reading/quantities.ts'
import { act } from './cues.ts'
import { pays } from './duties.ts'
import type { Clause } from './find.ts'
import { inHalves } from './halves.ts'

/**
 * The clauses of a talk as a list of terms: a bare assent, a heading, a question left over and the talk about the writing itself
 * are none; an answer that only says when and how belongs to the payment that was asked about.
 */
export function tidied(clauses: readonly Clause[], names: Names): Clause[] {
  const kept: Clause[] = []
  const marked = withoutMarks(inParts(clauses, names)).map((it) => ({
    ...it,
    text: inHalves(withoutHaggling(it.text), it.at),
  }))
  for (const clause of marked) {
    if (saysNothing(clause, names) || onlyRepeatsDay(clause, marked, names)) continue
    const to = answers(clause, kept, names)
    if (to === undefined) kept.push(clause)
    else
      kept[to] = {
        ...kept[to]!,
        text: `${kept[to]!.text.replace(/[,;。]+$/, '')},${whenOf(clause, names) ?? whenOf(withoutReason(clause, names), names)}`,
      }
  }
  // 钱6月15日给 before what it comes to.
  return kept.filter((clause, i) => {
    const words = whenOf(clause, names)
    const next = words === undefined ? -1 : kept.findIndex((other, j) => j > i && isOpen(other))
    if (next < 0) return true
    kept[next] = { ...kept[next]!, text: `${kept[next]!.text.replace(/[,;。]+$/, '')},${words}` }
    return false
  })
}

/** 甲讲12月10日再弄,乙嫌晚,讲到12月3日前调好 → 12月3日前调好, by whom it was said first: what was found too late, too little or too much is no term. */
function withoutHaggling(text: string): string {
  const pieces = text.split(/(?<=,)/)
  const at = pieces.findIndex(
    (piece, i) =>
      i > 0 &&
      /^[^,;。\d]{0,10}(?:嫌|觉得|说|讲)(?:太)?(?:晚|迟|早|多|少|贵|高|低|长|短|远)了?[,]$/.test(piece) &&
      /\d/.test(pieces[i - 1]!) &&
      /\d/.test(pieces[i + 1] ?? ''),
  )
  if (at < 0) return text
  const who = /^(\p{Script=Han}{2,8}?)(?:讲|说|提|要|想)/u.exec(pieces[at - 1]!)?.[1] ?? ''
  const then = pieces[at + 1]!.replace(
    /^(?:最后|后来|于是|就)?(?:讲|谈|说|商量|定|改|让|提)?(?:好|定|成|妥)?(?:到|在|为)?(?=[^,;。]{0,3}\d)/,
    '',
  )
  return [...pieces.slice(0, at - 1), `${who}${then}`, ...pieces.slice(at + 2)].join('')
}

/** 分两次,每次一半:8月31日退2100元;9月30日再退同样数目: the parts that a clause counts stay in it, each with its sums. */
function inParts(clauses: readonly Clause[], names: Names): Clause[] {
  const out: Clause[] = []
  for (const clause of clauses) {
    const prior = out.at(-1)
    const part = prior && nextPart(prior, clause, names)
    if (part === undefined) out.push(clause)
    else out[out.length - 1] = { ...prior!, text: `${prior!.text.replace(/[,;。]+$/, '')};${part}` }
  }
  return out
}

function nextPart(prior: Clause, { text: said, at, recordIds }: Clause, names: Names): string | undefined {
  // Who pays again is who paid the part before.
  const [first] = names.find(said)
  const text = first?.start === 0 ? said.slice(first.end) : said
  const count = readNumeral(/分(?:成|为)?([两二三四五六七八九十\d]+)(?:次|笔|期)/.exec(prior.text)?.[1] ?? '') ?? 0
  const days = findDays(prior.text, at, 'future').filter(({ kind }) => kind === 'day')
  const [day] = findDays(text, at, 'future')
  const goesOn = days.length > 0 && days.length < count && day?.start === 0 && day.kind === 'day'
  if (!goesOn || prior.recordIds.join() !== recordIds.join()) return undefined
  const again = /(?:再|又)?([退付给还赔转补打])同样(?:的)?(?:数目|数额|金额|数字|钱|多)/.exec(text)
  if (!again) return /再|余下|剩下|剩余|其余|另一半|付清|结清/.test(text) ? said : undefined
  const sums = new RegExp(`${again[1]}[^;。]*$`).exec(prior.text.slice(days.at(-1)!.end))?.[0].replace(/[,;。]+$/, '')
  return sums ? text.replace(again[0], `再${sums}`) : said
}

const letters = '甲乙丙丁戊己庚辛'
const sign = /^(?:[-•·*→>＞▪◆■●○√☆★]+|经协商[:,]|[(]?(?:\d{1,2}|[a-h]|[一二三四五六七八九十]{1,2})[)]|[①-⑳])\s*(?=\S)/u
/** Words of the record that lead into what was agreed. */
const leadsIn =
  /^(?:(?:经(?:过)?[^,。;:]{0,6}(?:调解|协商|劝说|做工作)|最后|最终|后来|现|于是)[,]?)*(?:双方|各方|三方|几方|两家|三家|大家|两[方人]|三人|当事人|双方当事人)?(?:自愿|一致|共同|均|都|当场)*(?:达成(?:了)?(?:如下|以下|下列|一致|的)*(?:调解)?(?:协议|意见|方案|约定)?(?:如下)?[:,]|(?:意见|想法)(?:统一|一致)了?[:,]|(?:谈|说|讲|商量)(?:到一起|好|定|妥|拢|成)(?:去)?了?[:,]|改(?:成|为)[:])\s*(?=\S{4})/
/** 两边都让一步,定退3000元: how they came to it. */
const gaveWay = /^(?:双方|两[边家方]|各方|三方|大家)(?:都|各|各自|互相)?[让退]了?一步[,](?=\S{4})/
/** …,什么时候退, …,对不对: what was asked behind what was said. */
const askedAtEnd =
  /[,](?:(?:那|钱)?(?:什么时候|啥时候|哪天|几时|怎么)[^,;。:\d]{1,4}|对不对|对吧|对伐|是不是|可不可以|行不行)[?]?$/
/** - …, →…, 第一,…, 甲、… 乙、…, 经调解,双方达成如下协议:…: how the lines of a list are counted and led into. */
function withoutMarks(clauses: readonly Clause[]): Clause[] {
  const mark = new RegExp(`^([${letters}])、(?![${letters}])`)
  const used = new Set(clauses.flatMap(({ text }) => mark.exec(text)?.[1] ?? []))
  const counted = /^第[一二三四五六七八九十][,、:]\s*/
  const several = clauses.filter(({ text }) => counted.test(text)).length > 1
  // A 万小军…, B 吊顶…
  const lettered = /^[A-H]\s+(?=[\p{Script=Han}\d])/u
  const byLetter = new Set(clauses.flatMap(({ text }) => lettered.exec(text)?.[0] ?? [])).size > 1
  return clauses.map((clause) => {
    let text = clause.text
    for (let before = ''; before !== text; ) {
      before = text
      text = text.replace(sign, '').replace(gaveWay, '').replace(leadsIn, '')
    }
    text = text.replace(askedAtEnd, '').replace(/^(?:能不能|可不可以|能否)(?=分)/, '')
    if (several) text = text.replace(counted, '')
    if (byLetter) text = text.replace(lettered, '')
    return { ...clause, text: used.size > 1 ? text.replace(mark, '') : text }
  })
}

/** 好,就5月31号: a day granted that the clause asked for says already. */
function onlyRepeatsDay(clause: Clause, all: readonly Clause[], names: Names): boolean {
  const { text, at } = clause
  const days = findDays(text, at, 'future')
  const [day] = days
  if (days.length !== 1 || !day?.on || names.find(text).length > 1) return false
  const bare = text.slice(0, day.start) + text.slice(day.end)
  const rest = names.find(bare).reduceRight((out, { start, end }) => out.slice(0, start) + out.slice(end), bare)
  return (
    /^[,那就好行]*$/.test(rest) &&
    all.some((other) => other !== clause && findDays(other.text, other.at, 'future').some(({ on }) => on === day.on))
  )
}

const nothing = [
  // A head without a sum only leads into what follows.
  /^[^,。;]{0,24}如下[:。]?$/,
  /^(?:经[^,。;]{0,10},)?[^,。;]{0,10}达成(?:如下|以下)(?:调解)?协议[:。]?$/,
  /^【[^】]*】$/,
  /(?:哪里|哪儿|什么时候|多少|怎么(?:付|办|算|给))[?]?$/,
  /^(?:都|也|均|那就?)*(?:同意|可以|行|好的?|认可|知道了|没(?:有)?(?:问题|意见))$/,
  /^(?:其他|其它|别的|其余|另外)?(?:都|也)?没(?:有)?(?:了|别的了?)$/,
  /^(?:双方|[两二三四五]人|大家|各方|各人)?(?:都|均|当场|当面)*(?:签(?:字|名)|点头|参加|到场)(?:了|确认)?$/,
  /^(?:那|就)*照这(?:个|样)?(?:写|定|办)(?:协议|进去|上)?$/,
]

function saysNothing({ text, at }: Clause, names: Names): boolean {
  if (/^[^\d]{0,30}[:]$/.test(text)) return true
  // 29日来签字, 约6月23日签字: when the paper is signed is no term.
  if (
    /^(?:约|定|说好|改)?(?:于|在)?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号](?:[上下]午)?(?:再)?(?:来|到[^,。;]{1,6})?签(?:字|名|署|协议)?$/.test(
      text,
    )
  )
    return true
  // 双方下周来补签
  if (
    /^(?:双方|各方|两[边家方人]|当事人)?(?:约好?|说好|定)?(?:于|在)?(?:下(?:周|个?礼拜|个?星期|个?月)[一二三四五六日天]?|改[天日]|过[两几]天|明[天日]|后天|回头|下次|另行|另日)(?:再)?(?:过?来|到[^,;。]{1,6})?补?签(?:字|名|署|协议)?$/.test(
      text,
    )
  )
    return true
  if (/^[^,;。]{0,6}(?:一开始|起初|起先|开头|原先)(?:只肯|只愿|要|想|提|不肯|坚持)/.test(text)) return true
  if (
    /(?:没有?|未|忘)(?:带|存|记)(?:银行)?(?:卡|账)号?$|(?:卡号?|账号)[^,;。\d]{0,8}(?:没有?|未|忘)(?:带|存|记)$/.test(
      text,
    )
  )
    return true
  // 现金还是转账: what was left open.
  if (/(?:现金|转账|微信|支付宝|银行)还是(?:现金|转账|微信|支付宝|银行)[?]?$/.test(text)) return true
  // 怎么交(刷卡还是转账)当场没说到: what nobody settled.
  if (
    /^[^,;。:]{0,6}(?:怎么|如何|哪天|几时|什么时候|多少|用什么)[^,;。]{0,20}(?:[,;]?(?:当场|今天|双方|大家|这次)?(?:都|也)?(?:没有?|未|还没)(?:说|讲|谈|提|定|商量|约定)(?:到|好|起|及|妥|明|下来|拢)?)[。]?$/.test(
      text,
    )
  )
    return true
  if (/(?:尾号|卡号|账号|名字)[^,。;]{0,2}(?:打|写|报|说|记|弄)错/.test(text)) return true
  if (findAmounts(text).length > 0 || findDays(text, at, 'future').length > 0) {
    // 12月10日前付、付到哪里: a question is left of what was asked.
    return /(?:哪里|哪儿)[?]?$/.test(text) && !/[,;。]/.test(text)
  }
  const called = names.find(text)
  let rest = text
  for (const { raw } of called)
    if (rest.replace(/^[、和与,]+/, '').startsWith(raw)) rest = rest.replace(/^[、和与,]+/, '').slice(raw.length)
  // 左、卞二人参加
  return nothing.some((it) => it.test(rest)) || /^[\p{Script=Han}、]{1,8}[两二三四五]人(?:都|均)?参加$/u.test(text)
}

const how =
  /^(?:[,、]|一次性?|分[一二两三四五六]次|全部|都|就|再|付掉|付清|付给|付|支付|给|退|还清|还|转账|对公转账|银行转账|转|打|现金|微信|支付宝|走|原路|按|原?(?:支付|付款)?渠道|到|您|你|退回|返还|银行卡|\s)*$/
const occasion = /^[^,。;\d]{2,10}(?:那天|当天|当日)/

/** What a clause says of when and how alone, without who says it; undefined where it says more. */
function whenOf({ text, at }: Clause, names: Names): string | undefined {
  if (findAmounts(text).length > 0) return undefined
  const called = names.find(text)
  const first = called[0]?.start === 0 ? called[0] : undefined
  const words = text.slice(first?.end ?? 0).replace(/^(?:这笔)?[钱款]/, '')
  const lead = /^[,]?(?:在|于|最迟|最晚)*/.exec(words)![0]
  const day = findDays(words, at, 'future').find(
    ({ start, kind }) => start === lead.length && (kind === 'day' || kind === 'term'),
  )
  const behind = day ? words.slice(day.end).replace(/^(?:之前|以前|前)/, '') : occasionOf(words)
  if (behind === undefined) return undefined
  const rest = names.find(behind).reduceRight((out, { start, end }) => out.slice(0, start) + out.slice(end), behind)
  return how.test(rest) ? words.replace(/^[,]/, '') : undefined
}

const occasionOf = (words: string): string | undefined => {
  const said = occasion.exec(words)?.[0]
  return said && act.test(said) ? words.slice(said.length) : undefined
}

/** 学校走流程慢,11月30日前 without why it takes so long. */
function withoutReason(clause: Clause, names: Names): Clause {
  const first = names.find(clause.text)[0]
  const reason = first?.start === 0 ? /^([^,。;\d]{1,8}),/.exec(clause.text.slice(first.end)) : undefined
  return reason && !act.test(reason[1]!)
    ? { ...clause, text: clause.text.slice(0, first!.end) + clause.text.slice(first!.end + reason[0].length) }
    : clause
}

/** A payment without a day. */
const isOpen = ({ text, at }: Clause): boolean =>
  pays.test(text) &&
  findAmounts(text).some(({ rate }) => !rate) &&
  findDays(text, at, 'future').every(({ kind }) => kind === 'month')

/** The payment without a day that a clause of when and how answers: the one of whoever speaks, else the last. */
function answers(clause: Clause, before: readonly Clause[], names: Names): number | undefined {
  const plain = whenOf(clause, names) !== undefined
  if (!plain && whenOf(withoutReason(clause, names), names) === undefined) return undefined
  const open = before.flatMap((it, i) =>
    it.recordIds.some((id) => clause.recordIds.includes(id)) && isOpen(it) ? [i] : [],
  )
  const speaker = names.find(clause.text)[0]
  const own = open.findLast(
    (i) => speaker?.start === 0 && names.find(before[i]!.text)[0]?.party.id === speaker.party.id,
  )
  return own ?? (plain ? open.at(-1) : undefined)
}
