import { findPeople } from '../../text/index.ts'
import type { Party } from '../read.ts'
import { alike, type Correction, findValues, type Value } from '../reading/corrections.ts'
import { dayInWords, findDays } from '../reading/days.ts'
import type { Identity } from '../reading/identity.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts, toCapitals, yuanOf } from '../reading/quantities.ts'
import { narrow } from '../reading/sentences.ts'
import { stretchAround } from './spoken.ts'

export type Wording = { names: Names; corrections: Correction[]; identities?: Identity[] }

/**
 * A sentence of a record made exact: wrong values mended by what later records correct, parties under their right names.
 * Sums and days are mended only by a correction that came after the sentence; names, doors and accounts always.
 */
export function mended(text: string, at: string, { names, corrections }: Wording, recordId?: string): string {
  let out = names.hide(narrow(text))
  for (const correction of corrections) {
    const { kind, wrong, right } = correction
    if (!wrong || correction.recordId === recordId) continue
    const lasting = kind === 'house' || kind === 'account'
    if (!lasting && correction.at < at) continue
    for (const value of meantBy(correction, out, at).toReversed())
      out = out.slice(0, value.start) + right.raw + out.slice(value.end)
  }
  return names.exact(names.show(out))
}

/** Where a text says what a correction calls wrong: of several equal sums those that its words are about. */
function meantBy({ kind, wrong, sentence }: Correction, text: string, at: string): Value[] {
  const same = findValues(text, at, 'future').filter((value) => value.kind === kind && value.key === wrong!.key)
  if (kind !== 'amount' || same.length < 2) return same
  const pairs = pairsOf(sentence)
  const like = (value: Value) => [...pairsOf(stretchAround(text, value).text)].filter((pair) => pairs.has(pair)).length
  const most = Math.max(...same.map(like))
  return same.filter((value) => like(value) === most)
}

/** The same sentence as a clause: sums in digits and capitals, days with their year, 他/她 by name, talk around it left out. */
export function asClause(text: string, at: string, wording: Wording): string {
  const { names } = wording
  const words = jointly(mended(bySurname(formal(withoutTalk(narrow(text), names)), names), at, wording), names)
  return names.show(
    inFull(names.hide(withGuardians(withPayer(named(withFamilies(words, names), names), names), wording)), at),
  )
}

/** 赔陈某2100元 where the case has two sides: the other one pays. */
function withPayer(text: string, { all, find }: Names): string {
  const verb = /^(?:应|须)?(?:赔偿?|退还?|返还|支付|付给?|补偿?|还给?|归还|给)(?:给)?/.exec(text)
  const payee = verb && find(text).find(({ start }) => start === verb[0].length)
  const sides = all.filter(({ party }) => ['applicant', 'respondent', 'third'].includes(party.role))
  const other = sides.filter(({ party }) => party.id !== payee?.party.id)
  return payee && sides.length === 2 && other.length === 1 ? `${other[0]!.name}${text}` : text
}

/** Surnames that are words too: 路不再封, 车先付. */
const words = /[金钱车房路水石门花田井池米汤鱼包谷苗柴毛皮盘余计全单和平常相边时易方向高黄白红江河沙山班年党支应须要]/

/** 宣 11月8日前转…, 卜不再拦: the one party that has the surname, as notes in shorthand call it. */
function bySurname(text: string, names: Names): string {
  const people = names.all.filter(({ party }) => party.kind === 'person' && party.role !== 'agent')
  const owned = names.all.filter(({ party }) => party.kind === 'organization' && party.details.legalRepresentative)
  /** The one party whose name, or whose owner's, begins so. */
  const called = (surname: string) => {
    const fits = [
      ...people.filter(({ name }) => name.startsWith(surname)),
      ...owned.filter(({ party }) => String(party.details.legalRepresentative).startsWith(surname)),
    ]
    return fits.length === 1 && !words.test(surname) ? fits[0]!.name : undefined
  }
  // 郎退阮: who pays whom, each by a surname.
  const both = text.replaceAll(
    /(?<=^|[,;。:]\s*)(\p{Script=Han})((?:再)?[付退还赔补](?:给)?)(\p{Script=Han})(?=$|[,;。\s\d])/gu,
    (said, payer: string, verb: string, payee: string) => {
      const [from, to] = [called(payer), called(payee)]
      return from && to && from !== to ? `${from}${verb}${to}` : said
    },
  )
  // 打柏本人工行…, 柏8/25前还工服, 证明给柏, 微信转柏, 费用柏出, 柏卡: whose account it is, who has until when, who is given something.
  const named = both.replaceAll(
    /(?<=[打转汇付存][到入给]?)(\p{Script=Han})(?=(?:本人)?的?(?:(?:工|农|建|交|招|中)行|\p{Script=Han}{2}银行|农商行|邮储|信用社|微信|支付宝|手机号|银行卡|卡|账户|存折))|(?<=^|[,;。:]\s*)(\p{Script=Han})(?=(?:1[0-2]|0?[1-9])(?:[./]|月)\d{1,2}[日号]?(?:之?前|以前))|(?<=[^给]给|(?:微信|支付宝|现金|当场|当面)[转付退])(\p{Script=Han})(?=$|[,;。\s])|(?<=^|[,;。:\s])(\p{Script=Han})(?=卡(?:$|[\s,:上里尾]))|(?<=费用?|钱|款)(\p{Script=Han})(?=出(?:$|[,;。\s]))/gu,
    (surname: string) => called(surname) ?? surname,
  )
  // 祁魏各管各: both by their surnames.
  const joint = named.replaceAll(
    /(?<=^|[,;。:\s])(\p{Script=Han})(\p{Script=Han})(?=(?:两人|两家|两个)?(?:各|互不|一起|共同))/gu,
    (said, first: string, second: string) => {
      const [a, b] = [called(first), called(second)]
      return a && b && a !== b ? `${a}、${b}` : said
    },
  )
  return joint.replaceAll(
    /(?<=^|[,;。:]\s*|\d(?:元)?\s+)(\p{Script=Han})(?:\s+(?=[\d转付还退赔交给把将]|(?:今|明)年|下月|月底|年底)|(?=(?:这边|那边|一方)?(?:不再|不得|经手|负责|当场|保证|自己|自行|每月|同意)))/gu,
    (said, surname: string) => called(surname) ?? said,
  )
}

/** 甲和乙一起还 → 甲和乙共同还, …,找哪个要都行 → …,可以向其中任何一人要求全部清偿: how several owe one debt, as a document says it. */
function jointly(text: string, { find }: Names): string {
  const called = find(text)
  const debtors = called.findIndex(
    ({ end }, i) =>
      called[i + 1] !== undefined && /^(?:和|与|跟|同|、|及)$/.test(text.slice(end, called[i + 1]!.start)),
  )
  if (debtors < 0) return text
  const { end } = called[debtors + 1]!
  const rest = text
    .slice(end)
    .replace(
      /^((?:他们)?(?:[两二三四五]个?人|夫妻(?:两人|俩)?|父子|母子)?)(?:要|应|得|都)?(?:一起|一道|一块儿?|一同)(?=[还付赔退偿归给])/,
      '$1共同',
    )
  return `${text.slice(0, end)}${rest.replace(
    /(?:可以)?[找向问](?:哪个|哪一个|谁|哪一?[方边]|其中(?:任何?)?一[个人方])(?:要|讨|拿)(?:钱)?(?:都|也)(?:行|可以|好)/,
    '可以向其中任何一人要求全部清偿',
  )}`
}

const leadIn =
  /^(?:改为|变更为|调整为|大意|大致|内容|具体|结果|意思|情况|方案|定下来|谈下来)(?:如下|是这样的?|是|为)?(?:——|[:])\s*/

/** 道个歉 → 道歉: what is said at the table, as a document says it. */
const formal = (text: string): string =>
  text
    .replaceAll(/(?<![酒网水茶贴])(?:吧|嘛|呗|啦|哈|呀)(?=[,;。]|$)/g, '')
    .replaceAll(/(?<=[,;。])那(?=[减扣再还])/g, '')
    .replaceAll(/(每个?月的?(?:\d{1,2}[、和])?\d{1,2})号/g, '$1日')
    .replace(/[,;](?:别的|其[他它]|另外)(?:都|也)?没(?:有)?了$/, '')
    .replaceAll(/,(?:可以的?|行|好的?|没问题|同意)(?=,|$)/g, '')
    .replaceAll(/(?:今[日天]|当[日天])(?=签(?:字|订|署)(?:之日)?[后起])/g, '')
    .replaceAll(/道(?:一声|一个|声|个|下|一下)歉/g, '道歉')
    .replaceAll(/赔(?:个|一个)?(?:不是|礼)(?!道歉|金)/g, '赔礼道歉')

/** A clause without the words that lead into it and without what somebody says at its end (屠某:前面的我不管). */
function withoutTalk(text: string, names: Names): string {
  const own = text.replace(leadIn, '').replace(/^\(([^()]*)\)$/, '$1')
  const [first, ...rest] = own.split(/(?<=[。!?])/)
  const speaks = (sentence: string) => {
    const label = /^([^,。:]{1,12})[:]/.exec(sentence.trim())?.[1]
    // 某甲:邮储银行尾号1906 is whose account it is.
    return (
      label !== undefined &&
      !/尾号|\d{3,}|\d[日号]/.test(sentence) &&
      names.find(label).some(({ start, end }) => start === 0 && end === label.length)
    )
  }
  const kept = rest.findIndex(speaks)
  return (first! + (kept < 0 ? rest : rest.slice(0, kept)).join('')).replace(/[。;]+$/, '')
}

/** 由何某负担 → 由何某(小明的法定代理人)负担: who is no party is named with what they are to one. */
function withGuardians(text: string, { identities = [], names }: Wording): string {
  return identities.reduce((out, { guardian, name, age }) => {
    if (!guardian || age === undefined || age >= 18 || names.all.some((it) => it.name === guardian.name)) return out
    const place = out.indexOf(guardian.name)
    const end = place + guardian.name.length
    if (place < 0 || /^[(]/.test(out.slice(end)) || /法定代理人|监护人/.test(text)) return out
    return `${out.slice(0, end)}(${name}的法定代理人)${out.slice(end)}`
  }, text)
}

const whenever = /提前|有事|来不了|临时|生病|遇/
const feast = /春节|过年|除夕|大年三十|清明|端午|中秋|重阳|元宵|国庆|五一|劳动节|元旦/

/** Sums in digits and capitals (nothing in a price per unit), days with their year, counted from `at`. */
export function inFull(text: string, at: string): string {
  const edits: { start: number; end: number; words: string }[] = []
  for (const { start, end, fen, rate, capitals, raw } of findAmounts(text)) {
    if (rate || capitals || raw.startsWith('大写')) continue
    const follows = text.slice(end)
    // 52×350: how many times is no sum.
    if (/\d$/.test(raw) && /^\s*[×xX*]\s*\d/.test(follows)) continue
    const written = /^[\s(,:]*(?:大写|人民币)?[:]?(?:人民币)?[壹贰叁肆伍陆柒捌玖]/.test(follows)
    // 1680元一年: what it is for one of stays.
    const each =
      /(?<=[元块角钱\d])\s*(?:\/|每|一)\s*\p{Script=Han}{1,3}(?:[·.•/*每](?:月|年|天|日))?$/u.exec(raw)?.[0] ?? ''
    edits.push({ start, end, words: `${yuanOf(fen)}${written ? '' : `(大写:${toCapitals(fen)})`}${each}` })
  }
  for (const { start, end, kind, on, raw } of findDays(text, at, 'future')) {
    // 每年12月底付 is no day of one year.
    if (comesBack(text, start)) continue
    // 凭发票,月底结 comes again and again.
    if (recurs(text, { start, end, raw })) continue
    // 礼拜天下午送回 is every Sunday; only 周五前 is a day of its own.
    if (/^(?:周|星期|礼拜)[一二三四五六日天末]$/.test(raw) && !/^(?:之?前|以前)/.test(text.slice(end))) continue
    // 有事提前两天讲,顺延到下一个星期六: the week after whichever it was.
    if (
      /下?一?个?(?:周|星期|礼拜)/.test(raw) &&
      whenever.test(text) &&
      /(?:顺延|推|改|补|挪|延)[到至在]?下?一?$/.test(text.slice(0, start))
    )
      continue
    // 春节到女儿家过: a feast that nothing falls due by is called by its name.
    if (feast.test(raw) && !/^(?:之?前|以前|当[天日]|那[天日]|起)/.test(text.slice(end))) continue
    // 2027年春节前: the year is said once.
    if (feast.test(raw) && on?.startsWith(/(\d{4})年$/.exec(text.slice(0, start))?.[1] ?? 'none'))
      edits.push({ start: start - 5, end, words: dayInWords(on) })
    // A lunar day keeps its own name beside the calendar's.
    else if (kind === 'day' && on && /^[农阴旧古]历/.test(raw))
      edits.push({ start, end, words: `${raw}(${dayInWords(on)})` })
    // 今天不谈 tells of the talk, not of a day.
    else if (/^今[天日朝]$/.test(raw) && /^(?:不|没)/.test(text.slice(end))) continue
    else if (kind === 'day' && on && raw !== dayInWords(on)) edits.push({ start, end, words: dayInWords(on) })
    // 退4月—9月的租金, 3至5月的工资: a span of months told as one; which year its ends are of is not for us to say.
    else if (kind === 'month' && !raw.includes('年') && inSpan(text, start, end)) continue
    else if (kind === 'month' && on && !/每|各/.test(text.slice(Math.max(0, start - 1), start)) && !/\d{4}年/.test(raw))
      edits.push({ start, end, words: dayInWords(on) })
  }
  let out = text
  let limit = text.length
  for (const { start, end, words } of edits.map((edit) => tight(edit, text)).toSorted((a, b) => b.start - a.start)) {
    if (end > limit) continue
    out = out.slice(0, start) + words + out.slice(end)
    limit = start
  }
  // 明天,23号晚上 and 周五(12月4日) name one day twice.
  return out.replaceAll(/(\d{4}年\d{1,2}月\d{1,2}日)(?:,?\1|\(\1\))/g, '$1')
}

/** A value without the space around it, which the next value may begin with. */
const tight = <T extends { start: number; end: number }>(edit: T, text: string): T => {
  const raw = text.slice(edit.start, edit.end)
  return {
    ...edit,
    start: edit.start + raw.length - raw.trimStart().length,
    end: edit.end - raw.length + raw.trimEnd().length,
  }
}

const inSpan = (text: string, start: number, end: number): boolean =>
  /^\s*(?:[—–~、-]+|至|到|和)\s*\d{1,2}月/.test(text.slice(end)) ||
  /(?<![\d年])\d{1,2}月?\s*(?:[—–~、-]+|至|到|和)\s*$/.test(text.slice(0, start))

const comesBack = (text: string, start: number): boolean =>
  /(?:每(?:一)?年(?:的)?|当年(?:的)?)$/.test(text.slice(0, start))

/** 月底 of every month where bills come in again and again. */
const recurs = (text: string, { start, end, raw }: { start: number; end: number; raw: string }): boolean =>
  /^月[底末]$/.test(raw) &&
  !/(?:\d|[一二三四五六七八九十这本下个上])$/.test(text.slice(0, start)) &&
  /^(?:统一|再|来|一次)?(?:结|付|报|算|给|打|清)/.test(text.slice(end)) &&
  /凭|每[月次回]|看病|吃药|医药|报销|报掉|以后|今后|往后|自己(?:要)?出/.test(text)

/** Days of a sentence that tells of the past, with their year; names and the rest as they stand. */
export function datesInFull(text: string, at: string, { hide, show }: Names): string {
  let out = hide(text)
  for (const { start, end, kind, on, raw } of findDays(out, at, 'past').toReversed()) {
    if (kind === 'day' && on && raw !== dayInWords(on) && !comesBack(out, start))
      out = out.slice(0, start) + dayInWords(on) + out.slice(end)
  }
  return show(out)
}

/** 打到她招行卡 → the person last named before, where that is a party; 她去医院 → the only woman of the case, where nobody else is spoken of before. */
function named(raw: string, names: Names): string {
  // 解志明你来看 speaks to him.
  const text = names
    .find(raw)
    .reduceRight((out, { end }) => out.slice(0, end) + out.slice(end).replace(/^你(?=[来去把要])/, ''), raw)
  const people = names.all.filter(({ party }) => party.kind === 'person' && party.role !== 'agent')
  const meant = (pronoun: string) => {
    const fits = people.filter((it) => mayBe(pronoun, it))
    return fits.length === 1 ? fits[0] : undefined
  }
  const own = text.replaceAll(/(?<![其吉])[他她](?![们人])/g, (pronoun, place: number) => {
    const before = text.slice(0, place)
    const called = names.find(before).filter(({ party }) => party.kind === 'person')
    const only = meant(pronoun)
    return only &&
      !spokenOf.test(before) &&
      called.every(({ party }) => party.id === only.party.id) &&
      findPeople(before).every(({ quote }) => called.some(({ raw }) => raw.includes(quote)))
      ? only.name
      : pronoun
  })
  return byAccount(own, names)
}

/** What stands between who pays and the account it goes into: 12月10日前打到, 12月10日付清,打到; not 不要,转. */
const paying =
  /^(?!的)(?:(?!\s*\d+(?:\.\d+)?元)(?:[^,;。不得收领拿]*[付退还赔给结][^,;。不得收领拿]*|\s*(?:\d{4}年)?\d{1,2}月\d{1,2}[日号][^,;。]{0,4}),)?[^,;。]*[打转汇付存退还][到入给至]?$/

/** 新租客说他愿意接着用: somebody who is told of by what they are is meant before any party. */
const spokenOf =
  /(?:承包户|承包人|租户|租客|房客|房东|业主|住户|邻居|同事|工友|师傅|老板|店长|经理|司机|中介|家属|爱人|老婆|老公|丈夫|妻子|儿子|女儿|儿媳|女婿|侄子|外甥|孩子|小孩|学生|老师|医生|厂家|买家|卖家|客户|顾客|亲戚|朋友)[^,;。]{0,4}(?:说|讲|表示|答应|愿意|同意|提出|想|要|肯)[^;。]*$/

/** Whether 他 or 她 may mean a person, as far as the number of their papers tells. */
export const mayBe = (pronoun: string, { party }: { party: Party }): boolean => {
  const sign = party.idNumber?.[16]
  return party.kind === 'person' && (!sign || (Number(sign) % 2 === 1) === (pronoun === '他'))
}

/** 卞家担七成 → 卞子睿一方担七成: the family of the only one so called, where it pays or bears something. */
function withFamilies(text: string, names: Names): string {
  const people = names.all.filter(({ party }) => party.kind === 'person' && party.role !== 'agent')
  return text.replaceAll(
    /(?<=^|[,;。:、由])([\p{Script=Han}])家(?=(?:[一二三四五六七八九]成|一年|[^,;。]{0,3}(?:承担|负担|担|支付|付|赔|出)))/gu,
    (said, surname: string, place: number) => {
      // 骆家驹 is a name.
      if (names.find(text).some(({ start, end }) => start <= place && end > place)) return said
      const fits = people.filter(({ name }) => name.startsWith(surname))
      return fits.length === 1 ? `${fits[0]!.name}一方` : said
    },
  )
}

function byAccount(text: string, names: Names): string {
  const sides = names.all.filter(({ party }) => ['applicant', 'respondent', 'third'].includes(party.role))
  return text.replaceAll(
    /(?<![其吉])(?:他|她|其)(?=(?:的|本人|名下)?[^,。]{0,6}(?:卡|账户|账号|微信|支付宝|存折|尾号))/g,
    (pronoun, place: number) => {
      const said = text.slice(0, place)
      const called = names.find(said).filter(({ party }) => party.kind === 'person' || pronoun === '其')
      const fits = called.filter((it) => pronoun === '其' || mayBe(pronoun, it))
      // 甲:20号,打她卡上, where 甲 is a man: of those not spoken of, the only woman.
      const unsaid = sides.filter(({ party }) => pronoun !== '其' && mayBe(pronoun, { party }))
      if (fits.length === 0 && called.length > 0 && unsaid.length > 0)
        return unsaid.length === 1 ? unsaid[0]!.name : pronoun
      const before = fits.length > 0 ? fits : called
      // 甲的打到他卡尾号4411,乙的打到他卡尾号0937: who stands in the same stretch is meant before anybody else.
      const from = said.search(/[^,;。]*$/)
      const near = before.filter(({ start }) => start >= from)
      const last = near.at(-1) ?? before.at(-1)
      // 乙的300000元转他某行的卡: whose money it is gets it.
      const owner = near.findLast(({ end }) =>
        /^的(?:[^,;。:、]{0,6})?(?:[\d.]+元(?:\([^)]*\))?)?[^,;。]{0,6}?[转打汇付存][到入给至]?$/.test(said.slice(end)),
      )
      if (owner) return owner.name
      // 王某12月10日前打到他卡上: who pays is not who is paid, unless nobody else is spoken of.
      const pays =
        last &&
        pronoun !== '其' &&
        paying.test(said.slice(last.end)) &&
        !/[给向退付还赔偿]$/.test(said.slice(0, last.start))
      if (!pays) return last?.name ?? pronoun
      const others = [...new Set(before.filter(({ party }) => party.id !== last.party.id).map(({ name }) => name))]
      const other = sides.filter(({ party }) => party.id !== last.party.id && mayBe(pronoun, { party }))
      if (others.length > 0) return others.at(-1)!
      // One of several others: a person has to tell.
      if (sides.length > 2) return pronoun
      return other.length === 1 ? other[0]!.name : last.name
    },
  )
}

/** Values of a text that a later record has declared wrong and that still stand in it. */
export const outdated = (text: string, at: string, corrections: Correction[]): Correction[] =>
  corrections.filter(
    ({ wrong, right }) =>
      wrong &&
      findValues(text, at, 'future').some(
        (v) => v.kind === wrong.kind && v.key === wrong.key && (v.key !== right.key || alike(v.key, right.key)),
      ),
  )
