import { beijingDay, type Day, findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { yuanOf } from '../reading/quantities.ts'
import { readSums, type Sum, withoutCapitals } from '../reading/sums.ts'
import { impliedPeople } from './implied.ts'
import { opensAccount } from './lacks.ts'
import { type Obligation, readObligations } from './obligations.ts'
import { asClause, inFull, mayBe, type Wording } from './wording.ts'

/** Who pays and who is paid where a clause does not say it itself: what the other clauses say of all of them. */
type Around = { names: Names; at: string; sides: string[]; payer?: string; payee?: string }

/**
 * The clauses of one agreement made exact, in the words a court confirms: 甲应于…前向乙支付…元, by which means; whatever else a
 * clause says stays behind it. One whose payer or payee nobody can tell, or whose duties would read otherwise, keeps its words.
 */
export function asClauses(
  clauses: readonly { text: string; at: string; from?: 'record' | 'request' }[],
  wording: Wording,
): string[] {
  const { names } = wording
  const written = clauses.map(({ text, at }) => asClause(text, at, wording))
  const sides = names.all
    .filter(({ party }) => ['applicant', 'respondent', 'third'].includes(party.role))
    .map(({ party }) => party.id)
  const people = impliedPeople(
    written,
    clauses.map(({ at }) => at),
    names,
  )
  return written.map((text, i) => {
    const around = { names, at: clauses[i]!.at, sides, ...people[i]! }
    const said = toOther(withoutCapitals(text), around)
    // What a person wrote, and what cannot be told again as it stands, is not touched.
    if (clauses[i]!.from === 'request' || again(withoutCapitals(text), around) !== text) return text
    const later = accountLater(said, names)
    if (later) return later
    const words =
      (isOfficial(said, around) ? undefined : (paymentOf(said, around) ?? reckonedOf(said, around))) ??
      withDuty(said, around)
    return words || said !== withoutCapitals(text) ? again(words ?? said, around) : text
  })
}

/** 乙7月15日前打给他: of two sides, the one who does not pay. */
function toOther(text: string, { names, sides }: Around): string {
  const called = names.find(text)
  const [first] = called
  const other = names.all.find(({ party }) => party.id !== first?.party.id && sides.includes(party.id))
  if (!first || !other || sides.length !== 2 || called.some(({ party }) => party.id !== first.party.id)) return text
  return text.replaceAll(
    /(?<=(?:[打付转还退赔汇交]给|[给向]|[打转汇]到|退回|转|打))(他|她|对方|你|您)(?![们的人])/g,
    (said, word: string, place: number) =>
      first.start < place && (/对方|你|您/.test(word) || mayBe(word, other)) ? other.name : said,
  )
}

/** 账号陈某晚点发你 → 陈某另行提供收款账号: who tells later where the money goes. */
function accountLater(text: string, names: Names): string | undefined {
  const [called, ...others] = names.find(text)
  if (!called || others.length > 0 || !opensAccount.test(text) || /[;。]|\d/.test(text)) return undefined
  const rest = text.slice(0, called.start) + text.slice(called.end)
  return /^[,的]?(?:[银行卡账户号今天没未有带了忘记]*[,])?(?:[银行]*(?:卡号?|账号|账户))?[^,;。]{0,12}$/.test(rest)
    ? `${called.name}另行提供收款账号`
    : undefined
}

/** 甲于12月1日前赔偿乙…: begins as a document does, and names both. */
const isOfficial = (text: string, { names }: Around): boolean => {
  const [first, ...others] = names.find(text)
  return (
    first?.start === 0 &&
    /^应?于\d/.test(text.slice(first.end)) &&
    others.some(({ party }) => party.id !== first.party.id)
  )
}

const again = (words: string, { names, at }: Around): string => names.show(inFull(names.hide(words), at))

type Token =
  | { kind: 'name'; start: number; end: number; id: string }
  | { kind: 'day'; start: number; end: number; words: string; day: Day }
  | { kind: 'sum'; start: number; end: number; sum: Sum }
  | { kind: 'account'; start: number; end: number; words: string }

const bank = '[\\p{Script=Han}]{1,6}?(?:银行|农商行|信用社|[工农建交招中]行)'
const account = new RegExp(
  `(?:的|本人的?|自己的?|名下的?)?(?<bank>${bank})?的?(?:那张)?(?<what>工资卡|银行卡|一卡通|对公账户|账户|存折|折子|卡)?[,( ]?(?:卡|账户)?尾号(?:是|为|:)?(?<tail>\\d{4})[)]?(?:的)?(?:卡|账户)?(?:上|里)?`,
  'gu',
)

const small =
  '[,:、 →]|的|都|均|就|再|先|还(?=要|应|需)|另外?|应该?|须|要|于|在|以|用|通过|本人|最迟|最晚|一次性?|分[两二三四五六]次|分[两二三四五六]期|向|由|把|钱|款|账|上|里|之前|以前|前|同意|答应|承诺|愿意|可以|好'
const verb = '支付|付清|付掉|付给|付|给付|给|转账|转|打|汇|退还|退清|退|归还|返还|偿还|还清|还|赔偿|赔|补偿|补付'
const means = '对公|微信|支付宝|现金|银行|原路'
const gapWords = new RegExp(`^(?:${verb}|${small}|${means}|[到至入进回])*`, 'u')
const purpose =
  /^(?:剩(?:下|余)?|余下?|第[一二三四五六][笔期次]|首期|头一期|[\p{Script=Han}]{0,8}(?:费用?|押金|定金|本金|借款|货款|尾款|损失|工资|租金|房租|抚养费|补偿金|赔偿金))$/u
const until = /^(?:之前|以前|前)/

/** The words of a stretch as names, days, sums, accounts and what stands between them. */
function tokensOf(text: string, { names, at }: Around): Token[] {
  const called = names.find(text)
  const within = (start: number, end: number, others: { start: number; end: number }[]) =>
    others.some((it) => start < it.end && end > it.start)
  const tokens: Token[] = called.map(({ start, end, party }) => ({ kind: 'name', start, end, id: party.id }))
  const unnamed = called.reduce(
    (out, { start, end }) => out.slice(0, start) + '#'.repeat(end - start) + out.slice(end),
    text,
  )
  for (const match of unnamed.matchAll(account)) {
    const [start, end] = [match.index, match.index + match[0].length]
    const { bank: at, what, tail } = match.groups!
    if (!within(start, end, tokens))
      tokens.push({
        kind: 'account',
        start,
        end,
        words: `${at?.replace(/^[打转汇付存退到入给至]+/, '') ?? ''}${what ?? '账户'}(尾号${tail})`,
      })
  }
  for (const sum of readSums(text, at))
    if (!within(sum.start, sum.end, tokens)) tokens.push({ kind: 'sum', start: sum.start, end: sum.end, sum })
  for (const day of findDays(text, at, 'future')) {
    if (within(day.start, day.end, tokens)) continue
    const before = until.exec(text.slice(day.end))?.[0] ?? ''
    tokens.push({
      kind: 'day',
      start: day.start,
      end: day.end + before.length,
      words: `${day.raw.replace(/里(?:面|头)?$/, '内')}${before && '前'}`,
      day,
    })
  }
  return tokens.toSorted((a, b) => a.start - b.start)
}

type Payment = { pairs: { sum: Sum; when: string; on?: string }[]; total?: Sum; what: string }

/** A clause that says nothing but who pays whom what, when and how, told as a document tells it; what follows it stays behind. */
function paymentOf(text: string, around: Around): string | undefined {
  const pieces = text.split(/(?<=,)/)
  for (let n = pieces.length; n > 0; n--) {
    const head = pieces.slice(0, n).join('').replace(/,$/, '')
    const rest = pieces.slice(n).join('')
    if (/\d元|\d日|[;。]/.test(rest) || /^(?:[其如若但]|余|剩|逾期)/.test(rest)) continue
    const words = toldAs(head, around)
    if (words) return rest ? `${words}${around.names.find(rest)[0]?.start === 0 ? '。' : ','}${rest}` : words
  }
  return undefined
}

const stillPays = /^(?:再|还(?:应|要|需要?)?|实|应)(?:付|支付|退|赔)/

/** 甲6200元,含垫付的1200元,再付5000元,12月18日前: the reckoning stays, what is still to be paid follows it as a sentence of its own. */
function reckonedOf(text: string, around: Around): string | undefined {
  const { names, at } = around
  const pieces = text.split(/(?<=,)/)
  const from = pieces.findIndex((piece, i) => i > 0 && stillPays.test(piece))
  const head = pieces.slice(0, from).join('').replace(/,$/, '')
  if (from < 1 || /[;。]/.test(text) || !/\d元/.test(head) || findDays(head, at, 'future').length > 0) return undefined
  const rest = pieces
    .slice(from)
    .join('')
    .replace(/^(?:再|还|实|应)(?:应|要|需要?)?/, '')
  const first = names.find(head)[0]
  const subject = first?.start === 0 && names.find(rest).length === 0 ? first.name : ''
  const words = toldAs(`${subject}${rest}`, around)
  if (!words) return undefined
  const whole = `${head}。${words}`
  const [alone, together] = [words, whole].map((it) => readObligations([it], at, names)) as [Obligation[], Obligation[]]
  return together.length === alone.length &&
    alone.every((it, i) => it.amountFen === together[i]!.amountFen && it.dueOn === together[i]!.dueOn)
    ? whole
    : undefined
}

function toldAs(text: string, around: Around): string | undefined {
  if (/[;。]|已|[付给转退还打][了过]|各|共同|收讫|当场|扣|抵|减/.test(text)) return undefined
  const tokens = tokensOf(text, around)
  if (!tokens.some(({ kind }) => kind === 'sum')) return undefined
  const gaps = tokens.map(({ start }, i) => text.slice(tokens[i - 1]?.end ?? 0, start))
  const tail = text.slice(tokens.at(-1)!.end)
  let what = ''
  for (const [i, gap] of [...gaps, tail].entries()) {
    const left = gap.slice(gapWords.exec(gap)![0].length)
    if (!left) continue
    if (tokens[i]?.kind !== 'sum' || what || !purpose.test(left)) return undefined
    what = /^(?:剩|余下?$)/.test(left) ? '剩余' : left
  }
  const payment = pairsOf(tokens, what)
  const people = payment && peopleOf(tokens, gaps, text, around)
  if (!payment || !people) return undefined
  const words = sentenceOf(payment, people, { text, tokens, names: around.names })
  return words && reads(words, payment, people, around) ? words : undefined
}

/** Each sum with its day: the one before it, else the one behind it. */
function pairsOf(tokens: Token[], what: string): Payment | undefined {
  const days = tokens.filter((it) => it.kind === 'day')
  const sums = tokens.filter((it) => it.kind === 'sum')
  if (days.some(({ day }) => day.kind !== 'day' && day.kind !== 'term')) return undefined
  const whole = sums.length === days.length + 1 && sums.length > 2 ? sums[0]!.sum : undefined
  const parts = whole ? sums.slice(1) : sums
  if (parts.length !== days.length || parts.some(({ sum }) => sum.role === 'deducted' || sum.approx)) return undefined
  if (whole && whole.fen !== parts.reduce((all, { sum }) => all + sum.fen, 0)) return undefined
  const order = tokens.filter((it) => it.kind === 'day' || (it.kind === 'sum' && it.sum !== whole))
  if (order.some((it, i) => i > 1 && it.kind !== order[i - 2]!.kind)) return undefined
  return {
    pairs: parts.map(({ sum }, i) => ({ sum, when: days[i]!.words, on: days[i]!.day.on })),
    total: whole,
    what,
  }
}

const receives = /(?:给|向|转|打|汇|付|退|还|赔|到|至|入|进)[款了]?$/
type People = { debtor: string; creditor: string }

/** Who pays whom, where it is certain: as the clause puts the names, else as the clauses around it do. */
function peopleOf(tokens: Token[], gaps: string[], text: string, around: Around): People | undefined {
  const { sides } = around
  const called = tokens.flatMap((it, i) => (it.kind === 'name' ? [{ ...it, gap: gaps[i]!, next: tokens[i + 1] }] : []))
  const ids = [...new Set(called.map(({ id }) => id))]
  const paid = new Set(
    called
      .filter(({ gap, next }) => receives.test(gap) || (next?.kind === 'account' && gap !== ''))
      .map(({ id }) => id),
  )
  const other = (id: string) => (sides.length === 2 ? sides.find((it) => it !== id) : undefined)
  const known = (debtor?: string, creditor?: string): People | undefined =>
    debtor && creditor && debtor !== creditor && sides.includes(creditor) ? { debtor, creditor } : undefined
  if (ids.length === 2) {
    const [owed] = readObligations([text], around.at, around.names)
    const marked = ids.filter((id) => paid.has(id))
    const creditor = marked.length === 1 ? marked[0]! : marked.length === 0 ? owed?.creditorId : undefined
    if (!creditor || !ids.includes(creditor)) return undefined
    return known(
      ids.find((id) => id !== creditor),
      creditor,
    )
  }
  if (ids.length > 2) return undefined
  const [only] = ids
  if (!only) {
    const creditor = around.payee ?? (around.payer && other(around.payer))
    return known(around.payer ?? (creditor && other(creditor)), creditor)
  }
  if (paid.has(only)) return known(around.payer ?? other(only), only)
  // 舒某退款1980元 in a list that somebody else performs: whose money it is stands first there.
  if (around.payer && around.payer !== only) return undefined
  return called[0]!.start === 0 ? known(only, around.payee ?? other(only)) : undefined
}

const verbs: [RegExp, string][] = [
  [/退还?/, '退还'],
  [/返还/, '返还'],
  [/偿还/, '偿还'],
  [/归还|(?<![返偿退])还(?!要|应|需|有)/, '归还'],
  [/赔偿?/, '赔偿'],
  [/补偿/, '补偿'],
]

function sentenceOf(
  { pairs, total, what }: Payment,
  { debtor, creditor }: People,
  { text, tokens, names }: { text: string; tokens: Token[]; names: Names },
): string | undefined {
  const bare = tokens.toReversed().reduce((out, { start, end }) => `${out.slice(0, start)}#${out.slice(end)}`, text)
  const meant = verbs.filter(([said]) => said.test(bare.replaceAll(/原路退回?|退到|退回/g, '')))
  if (meant.length > 1) return undefined
  const does = meant[0]?.[1] ?? (/退/.test(bare) ? '退还' : '支付')
  const accounts = tokens.filter((it) => it.kind === 'account')
  if (accounts.length > 1) return undefined
  const way = /微信|支付宝|现金|(?:银行|对公)(?=转)/.exec(bare)?.[0] ?? (/转账/.test(bare) ? '转账' : undefined)
  const how = /原路/.test(bare)
    ? `,${way ?? ''}原路退回`
    : way === '现金'
      ? ',以现金支付'
      : way && !(accounts[0] && /银行|对公|转账/.test(way))
        ? `,以${/^(?:银行|对公)$/.test(way) ? `${way}转账` : way}方式支付`
        : ''
  const into = accounts[0] ? `,转入${names.of(creditor)}${accounts[0].words}` : ''
  const once = /一次/.test(bare) ? '一次性' : ''
  const [first, ...later] = pairs
  const money = ({ sum }: Payment['pairs'][number]) => yuanOf(sum.fen)
  const whom = `向${names.of(creditor)}`
  const times = /分[一二两三四五六七八九十]+[次期笔]/.exec(bare)?.[0]
  const each = pairs.map((it) => `于${it.when}${does}${money(it)}`).join(',')
  const parts = total
    ? `应${whom}${does}${what}${yuanOf(total.fen)}${times ? `,${times}支付` : ''}:${each}`
    : times
      ? `应${times}${whom}${does}${what}:${each}`
      : `应于${first!.when}${whom}${once}${does}${what}${money(first!)}${later.map((it) => `,于${it.when}${does}${money(it)}`).join('')}`
  return `${names.of(debtor)}${parts}${how}${into}`
}

/** Whether the duties of the words are those meant. */
function reads(words: string, { pairs }: Payment, { debtor, creditor }: People, { names, at }: Around): boolean {
  const owed = readObligations([words], at, names)
  return (
    owed.length === pairs.length &&
    owed.every(
      (it, i) =>
        it.debtorId === debtor &&
        it.creditorId === creditor &&
        it.amountFen === pairs[i]!.sum.fen &&
        it.dueOn === pairs[i]!.on,
    )
  )
}

const notYet =
  /^(?:起|开始|[至到—~、和及]|晚|早|[上下中]午|\d+[点时:]|的|已|刚|当|签|确认|放弃|退出|不|无需|可|有权|免|来|也|之间|期间|还没|没有|第)/

/** 甲12月10日前把… → 甲应于12月10日前将…: who has to do something by a day, where the clause begins so. */
function withDuty(text: string, around: Around): string | undefined {
  const { names, at } = around
  const called = names.find(text)
  if (called[0]?.start !== 0) return undefined
  const last = called.findLast((_, i) =>
    called.slice(1, i + 1).every((other, j) => /^[、和与及]$/.test(text.slice(called[j]!.end, other.start))),
  )!
  const behind = text.slice(last.end)
  const lead = /^(?:答应|同意|承诺|愿意|自愿|保证)?[,]?(?:最迟|最晚)?(?:在|于)?/.exec(behind)![0]
  const from = last.end + lead.length
  const day = findDays(text, at, 'future').find(({ start }) => start === from)
  if (day?.kind !== 'day' || !day.on || day.on < beijingDay(at)) return undefined
  const rest = text.slice(day.end)
  const before = /^(?:之前|以前|前)/.exec(rest)?.[0] ?? ''
  const does = rest.slice(before.length).replace(/^[,]?(?:应该?|必须|须|负责|会)?/, '')
  const own = does.split(/[,;。]/)[0]!
  if (notYet.test(does) || !/^\p{Script=Han}/u.test(does) || own.length < 2) return undefined
  if (!before && !/^(?:付|支付|退|还|归还|给|赔|把|将)/.test(does)) return undefined
  if (/[了过](?:[,;。(]|$)|已经?|当场/.test(own) || /,已/.test(does)) return undefined
  // 甲于…前 is how a document says it already.
  const formal = lead === '于'
  const words = formal ? text : `${text.slice(0, last.end)}应于${day.raw}${before && '前'}${does.replace(/^把/, '将')}`
  return sameDuties(text, words, around) ? withCreditor(words, around) : undefined
}

/** …应于12月10日前付2576元 → …前向乙支付2576元, where the clause names nobody else and the one paid is certain. */
function withCreditor(text: string, around: Around): string {
  const { names, sides } = around
  const called = [...new Set(names.find(text).map(({ party }) => party.id))]
  const [debtor] = called
  const payee = around.payee ?? (sides.length === 2 ? sides.find((id) => id !== debtor) : undefined)
  if (called.length !== 1 || !payee || payee === debtor) return text
  const pays = /(?<=于\d{4}年\d{1,2}月\d{1,2}日前?)(付|支付|给|退还?|归还|还|赔偿?)(?=\d[\d.]*元(?:[,;。]|$))/
  if (!pays.test(text) || /[给到入至](?:\p{Script=Han}|$)/u.test(text.replaceAll(/转到|转入|打到|汇入/g, '')))
    return text
  const full: Record<string, string> = { 付: '支付', 给: '支付', 退: '退还', 还: '归还', 赔: '赔偿' }
  const words = text.replace(pays, (said) => `向${names.of(payee)}${full[said] ?? said}`)
  return sameDuties(text, words, around) ? words : text
}

/** Whether two wordings oblige the same people to the same things by the same days. */
function sameDuties(text: string, words: string, { names, at }: Around): boolean {
  const [a, b] = [text, words].map((it) => readObligations([it], at, names)) as [
    ReturnType<typeof readObligations>,
    ReturnType<typeof readObligations>,
  ]
  return (
    a.length === b.length &&
    a.every((it, i) => {
      const now = b[i]!
      return (
        it.amountFen === now.amountFen &&
        it.dueOn === now.dueOn &&
        it.due === now.due &&
        it.settled === now.settled &&
        (it.debtorId ?? now.debtorId) === now.debtorId &&
        (it.creditorId ?? now.creditorId) === now.creditorId
      )
    })
  )
}
