import type { CaseRecord } from '../read.ts'
import { kin } from '../reading/agents.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import type { Around } from './amend.ts'
import type { Clause } from './find.ts'
import { clauseNumbered } from './reshape.ts'
import { stretchAround, stretchesOf } from './spoken.ts'

/** A bank by its name, full or short. */
export const bank =
  /(?:工商|农业|建设|交通|招商|邮政储蓄|邮储|杭州|浙商|中信|民生|浦发|兴业|光大|平安|宁波|农商|农村商业|中国)银行|农商行|[工建农中招]行|信用社/

// 微信群, 微信上说 and 加微信 are no way to pay.
const wallet = '微信(?:转账|支付|红包|收款)?(?![群号上里聊说通名讲发])|支付宝(?:转账|支付)?(?![号上里])'
const means = `${wallet}|现金(?:支付|交付|付)?|对公(?:转账)?|(?:银行|网银|手机银行)?转账|打卡(?![里上机])|银行卡|刷卡|汇款|支票`
/** 对公一分转不出去: how it does not go is no new way. */
const noWay = '(?![^,。;]{0,8}(?:不出|不了|不成|没法|不能|转不|付不))'
const changed = new RegExp(
  `(?:改|换|变更?|调整)(?:成|为|到|用|走|以|由)?(?:我的?|他的?|她的?|对方)?(?:用|走|以|通过)?(${means})${noWay}|(?:不用|不要|别[用走转]|不走|停用)[^,。;]{0,8},[^,。;]{0,6}?(?:用|走|以|转|打|付|给)?(${means})${noWay}|(?:销户|注销|挂失|冻结|限额|不能用|丢)[^,。;]{0,4},[^,。;]{0,6}?(${means})${noWay}`,
)
/** Whether a text speaks of another way of paying. */
export const changesMeans = (text: string): boolean => changed.test(text)

const inWords = (said: string): string =>
  /微信/.test(said)
    ? '微信转账'
    : /支付宝/.test(said)
      ? '支付宝转账'
      : /现金/.test(said)
        ? '现金支付'
        : /对公/.test(said)
          ? '对公转账'
          : /支票|刷卡|汇款/.test(said)
            ? said
            : '银行转账'

const byAccount = new RegExp(
  `(?:(?:以|用|通过)?(?:转账?|打|汇|存|付)款?(?:[入到至给进在])?)[^,;。]{0,20}?(?:${bank.source}|账户|账号|卡|折)[^,;。]{0,10}?尾号[:]?\\d{4}[)]?(?:的?(?:账户|账号|卡|折))?`,
)
const byName = new RegExp(`(?:以|用|通过)?(?:${means})`)
type Way = { clause: Clause; start: number; raw: string }

/** Where clauses that pay say how: an account with its number, or the bare way. */
function waysIn(clauses: Clause[]): Way[] {
  return clauses.flatMap((clause) => {
    const pays = findAmounts(clause.text).length > 0 || /付|款|钱|费|转|打|汇/.test(clause.text)
    return pays
      ? stretchesOf(clause.text).flatMap(({ text, start }): Way[] => {
          const match = byAccount.exec(text) ?? byName.exec(text)
          return match ? [{ clause, start: start + match.index, raw: match[0] }] : []
        })
      : []
  })
}

/** 支付宝不用了,改成微信: the way of paying in the clause that the change speaks of, with the account that went with it. */
export function swapMeans(clauses: Clause[], change: string, record: CaseRecord, around: Around): boolean {
  const { superseded } = around
  const match = changed.exec(change)
  const said = match?.[1] ?? match?.[2] ?? match?.[3]
  // Where it now goes to is told by the number of an account.
  if (/尾号|末四位|后四位/.test(change)) return swapForAccount(clauses, change, record, around)
  if (!match || !said || /卡号|账号/.test(change)) return false
  const fresh = inWords(said)
  const ways = waysIn(clauses).filter(({ raw }) => inWords(raw) !== fresh || /尾号/.test(raw))
  const pairs = pairsOf(change.replace(match[0], ' '))
  const about = ({ clause }: Way) => [...pairsOf(clause.text)].filter((pair) => pairs.has(pair)).length
  const before = change.slice(0, match.index + 1)
  const named = ways.filter(({ raw }) => new RegExp(kindOf(raw)).test(before))
  const among = named.length > 0 ? named : ways
  const most = Math.max(0, ...among.map(about))
  const meant = most > 0 ? among.filter((way) => about(way) === most) : among
  const several = new Set(meant.map(({ clause }) => clause)).size > 1
  if (meant.length === 0 || (several && !(named.length > 0 && most === 0))) return false
  for (const { clause, start, raw } of meant.toReversed()) {
    const account = /尾号[:]?(\d{4})/.exec(raw)?.[1]
    if (account) superseded?.push({ kind: 'account', key: account, recordId: record.id, at: record.at })
    clause.text = clause.text.slice(0, start) + fresh + clause.text.slice(start + raw.length)
    if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  }
  return true
}

/** Whether clauses say how something is paid. */
export const saysHow = (clauses: Clause[]): boolean => waysIn(clauses).length > 0

const numbered = new RegExp(
  `(?:(?<verb>(?:转账?|打|汇|存|付)款?[入到至给进在]?|用|走)(?<holder>[^,;。\\d]{0,12}?))?(?<bank>${bank.source})(?<sort>卡|存折|账户|账号)?[,(]?(?:的)?(?:卡|账户|账号)?(?:尾号|末四位|后四位)[^\\d,。]{0,4}(?<n>\\d{4})`,
)
/** 原路退回某某支付宝: the way something came. */
const byOrigin = /原路(?:退回|退还|返还|退|返)?(?:到|至|给)?[^,;。\d]{0,16}/
const ownWords = /本人|自己|名下|[我他她的]/g

/** 支付宝限额,改为转到她本人招商银行卡,尾号3307: an account in the place of a way that has none, or of somebody else's. */
function swapForAccount(
  clauses: Clause[],
  change: string,
  record: CaseRecord,
  { names, records, superseded }: Around,
): boolean {
  const match = numbered.exec(change)
  if (!match || !/改|换|变更|调整/.test(change)) return false
  const { verb = '转到', holder = '', bank: at, sort = '', n } = match.groups as Record<string, string | undefined>
  const before = change.slice(0, match.index)
  const article = clauseNumbered(clauses, change, records)
  const among = article ? [article] : clauses
  const all = waysIn(among).flatMap((way) => originOf(way) ?? [way])
  // Whose account it is now, without who is paid anyway.
  const whose = (lead: string) =>
    (names?.find(holder) ?? [])
      .reduce(
        (out, { raw: name, name: full }) => (lead.includes(full) || lead.includes(name) ? out.replace(name, '') : out),
        holder,
      )
      .replaceAll(ownWords, '')
  const bare = all.filter(({ raw }) => !/尾号/.test(raw))
  const named = bare.filter(({ raw }) => new RegExp(kindOf(raw)).test(before))
  const [way, another] = named.length > 0 ? named : bare.length === all.length ? bare : []
  const lead = way ? way.clause.text.slice(0, way.start) : ''
  if (way && !another && !whose(lead)) {
    const { clause, start, raw } = way
    const to = /(?:转账?|打|汇|存|付)款?[入到至给进在](?<payee>[^,;。]{0,12})$/.exec(lead)
    const account = `${at}${sort ? sort.replace('账号', '账户') : '账户'}(尾号${n})`
    clause.text =
      lead +
      (to ? account : `银行转账(${account})`) +
      clause.text.slice(start + raw.length).replace(/^(?:转账|转|打|支付|付)?(?=[给到])/, (said) => (to ? said : ''))
    if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
    return true
  }
  // Somebody else's account takes the place of the whole way, with the name of who held the old one.
  const held = all.filter(({ raw }) =>
    (names?.find(before) ?? []).some(({ name, raw: called }) => raw.includes(name) || raw.includes(called)),
  )
  const [old, more] = held.length > 0 ? held : all
  if (!old || more || !whose('') || !verb) return false
  const owner = names?.find(old.raw)[0]?.name ?? ''
  const kinOnly = new RegExp(kin).test(holder)
  const unnamed = (names?.find(holder) ?? []).reduce((out, { raw: called }) => out.replace(called, ''), holder)
  const nameless = kinOnly && unnamed.replaceAll(new RegExp(kin, 'g'), '').replaceAll(ownWords, '').length < 2
  const to = holder.replace(/^[他她其](?=.*\p{Script=Han}{2})/u, owner).replace(/的$/, '的')
  const tail = /尾号[:]?(\d{4})/.exec(old.raw)?.[1]
  if (tail && tail !== n) superseded?.push({ kind: 'account', key: tail, recordId: record.id, at: record.at })
  const { clause, start, raw } = old
  const into = /[入到至给进]$/.test(verb) ? verb : `${verb.replace(/款$/, '')}到`
  // Whose account it is has to be asked; the old one no longer holds.
  const put = nameless ? '转到【待补充:变更后的收款账户】' : `${into}${to}${at}${sort}(尾号${n})`
  clause.text = `${clause.text.slice(0, start)}${put}${clause.text.slice(start + raw.length)}`
  if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  return true
}

/** A way that is the one something came by, with whose it was. */
function originOf({ clause, start }: Way): Way | undefined {
  const stretch = stretchAround(clause.text, { start })
  const match = byOrigin.exec(stretch.text)
  return match ? { clause, start: stretch.start + match.index, raw: match[0] } : undefined
}

/** The words by which a way of paying is called: 卡 for an account. */
const kindOf = (raw: string): string =>
  /尾号|打卡|银行卡/.test(raw) ? '卡|折|账户|银行|转账' : (/微信|支付宝|现金|对公|支票/.exec(raw)?.[0] ?? '转账|银行')
