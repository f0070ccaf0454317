import { couldBeName } from '../../text/index.ts'
import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow } from '../reading/sentences.ts'
import { rowAsWords } from './bills.ts'
import { act } from './cues.ts'
import { type Heard, heard } from './dialogue.ts'
import { ANSWER, lettersOf } from './granted.ts'
import { lineOf, withRowsBetween } from './rows.ts'
import { withQuestionMarks } from './talk.ts'
import { type Labelled, PLAIN, readTerms, SURE, type TermModel } from './terms.ts'
import { numbersSomething, spokenFigure } from './turns.ts'

/** Terms as a record tells them, in order, and what it leaves outside; in the record's words, each with its subject. */
export type Told = { terms: Term[]; outside: Term[] }
/** The words of a term, and where in the record's text they begin. */
export type Term = { words: string; start: number }

/** Whether a text has the words a term needs. */
const binds = (text: string): boolean => (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 3

/** 两家都点头,还互相加了微信; 给个准日子: tells of the talk, or asks for something to be told. */
const aside =
  /^(?:双方|两[家人边方]|[三四]人|大家|各[方人家])(?:都|均)(?:点头|没意见|同意|签字)[^\d]{0,12}$|^[^,。;\d]{0,20}给个?(?:准|确切)?(?:日子|数|话|说法|回音|时间)[。!]?$/

/** What a mediator's record says was agreed; undefined where it holds no term. */
export function agreedIn(model: TermModel, record: CaseRecord, names: Names): Told | undefined {
  const text = withQuestionMarks(narrow(record.text))
  const parties = names.all.flatMap(({ name, party }) => [name, party.name])
  const told = readTerms(model, { by: record.by, text, at: record.at }, [...new Set(parties)])
  const isParty = (voice: string) => partyCalled(voice, names) !== undefined
  const pieces = withRowsBetween(text, wholeLists(text, heard(text, told, isParty)), names)
  if (!pieces.some(({ term }) => term >= PLAIN)) return undefined
  const found: Told = { terms: [], outside: [] }
  let open: { line: number; numbered: boolean } | undefined
  pieces.forEach((piece, i) => {
    // A head without a sum only leads into what follows.
    const leads = /[:]$/.test(piece.text) && findAmounts(piece.text).length === 0 && !dueHead(piece.text, record.at)
    const isTerm = piece.term >= SURE && !leads
    if (!isTerm && piece.outside < SURE) {
      open = undefined
      return
    }
    const line = lineOf(text, piece.start)
    const numbered = startsItem.test(piece.text)
    const words = spoken(piece, pieces.slice(0, i), names).replace(/(?<=每[天月年人户件]\d{1,6}元)[:]$/, '')
    if ((!binds(words) || aside.test(words)) && !piece.joins) return
    const last = found.terms.at(-1)
    const before = last?.words
    if (!isTerm) found.outside.push({ words, start: piece.start })
    else if (before !== undefined && piece.joins) last!.words = `${before.replace(/[。;,?]$/, '')},${words}`
    else if (before !== undefined && piece.voice && whenOnly.test(words) && lacksWhen(before))
      last!.words = `${before.replace(/[。;,]$/, '')},${words}`
    else if (
      before !== undefined &&
      open &&
      !numbered &&
      ((/[:]$/.test(before) && !findAmounts(before).some(({ rate }) => rate)) || (open.numbered && open.line === line))
    )
      last!.words = `${before}${words}`
    else found.terms.push({ words, start: piece.start })
    open = isTerm ? { line, numbered: numbered || (open?.line === line && open.numbered) } : undefined
  })
  return found.terms.length > 0 ? found : undefined
}

/** 5月22日上午9点某甲把下列东西交给某乙:…: a head that says who does what by when. */
const dueHead = (text: string, at: string): boolean =>
  act.test(text) && findDays(text, at, 'future').some(({ kind, on }) => kind === 'day' && on && on > at.slice(0, 10))

/** 12月10日前,对公转账: an answer that only says when and how, and a sum before it that says neither. */
const whenOnly =
  /^(?:\d{4}年)?\d{1,2}月\d{1,2}[日号][之以]?前[^\d]{0,14}$|^[\p{Script=Han}]{1,6}[日天月]内[^\d]{0,14}$/u
const lacksWhen = (term: string): boolean => /\d元/.test(term) && !/[日号月年天]/.test(term)

const FEWEST = 3
const MOSTLY = 0.6
/** Lines that each name what they are about, or are counted off, are a list more plainly than those under mere marks. */
const HALF = 0.5
const turnedDown = /不同意|不答应|没(?:有)?答应|不肯|没谈拢|未达成|[?]$/

/** Of a list whose items are mostly terms, every item is one that is not turned down or left outside: who writes a list writes one thing. */
function wholeLists(text: string, pieces: readonly Heard[]): Heard[] {
  const result = [...pieces]
  let items: number[][] = []
  const close = () => {
    const agreed = items.filter((item) => item.some((i) => pieces[i]!.term >= SURE)).length
    const share = items.every(([i]) => headed.test(pieces[i!]!.text) || counted.test(pieces[i!]!.text)) ? HALF : MOSTLY
    if (items.length >= FEWEST && agreed >= share * items.length)
      for (const i of items.flat()) {
        const { outside, text: words } = pieces[i]!
        if (outside < SURE && !turnedDown.test(words)) result[i] = { ...pieces[i]!, term: 1 }
      }
    items = []
  }
  // A line without a head among lines that have one.
  const goesOn = (i: number) =>
    items.every(([first]) => headed.test(pieces[first!]!.text)) &&
    pieces.slice(i + 1, i + 4).some(({ text: words, start }) => headed.test(words) && text[start - 1] === '\n')
  let line = 0
  pieces.forEach((piece, i) => {
    const mine = lineOf(text, piece.start)
    if (startsItem.test(piece.text) || (mine !== line && headed.test(piece.text))) items.push([i])
    else if (items.length > 0 && (mine === line || goesOn(i))) items.at(-1)!.push(i)
    else close()
    line = mine
  })
  close()
  return result
}

/** ①, 1、: one after the other, whoever counts them off means all of them; 一、 may head a chapter. */
const counted = /^\s*(?:[①-⑳]|[(]?\d{1,2}(?:[、)]|[.](?!\d)))/
/** 暑假——7月10日到24日跟妈妈: a line that begins with what it is about. */
const headed = /^\p{Script=Han}{2,8}——(?=\S)/u

const startsItem =
  /^\s*(?:[-•·*+—→>＞▪◆■●○]+|\d{1,2}(?:[、)](?!\d{1,2}(?:、|[日号天]|月(?!\d|[至到起份—~-])|[一二三四五六两]?个月))|[.](?!\d)|[.](?=\d{4}年|\d{1,2}月|\d{3,}))|[(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|[A-Ha-h][.、)]|第[一二三四五六七八九十\d]{1,3}[条项][,:、\s]*|[一二三四五六七八九]是|其[一二三四五][,、]?)\s*/
const voice = /^(?:(?:答|复|回|问)\s*)?[(]?([\p{Script=Han}A-Za-z]{1,8})[)]?(?:\([^)]{0,8}\))?[:]\s*/u
const lead =
  /^(?:最后|最终|现|今|经[^,。]{0,10}[,])?(?:大家|双方|各方|三方|四方|两家|几方|两人|三人)?(?:都|均|一致|当场|自愿)*(?:同意|确认|约定|商定|谈定|讲好|说好|说定|讲定|认可)[,:]\s*/

/** A piece in its own words: without its number and its speaker's label; who speaks, or who the list is about, by name. */
function spoken(piece: Heard, before: readonly Heard[], names: Names): string {
  if (piece.total) return `双方确认总额为${piece.total}元`
  let words = rowAsWords(piece.text.replace(startsItem, ''), names)
  // Who types puts a space where a comma stands: 好 我出.
  if (piece.voice) words = words.replace(/^((?:[^:]{1,12}:\s*)?(?:好的?|行|可以|嗯|哦|OK|ok))\s+(?=\S)/, '$1,')
  const label = voice.exec(words)
  const by = label?.[1] ?? piece.voice
  const speaker = by ? partyCalled(by, names) : undefined
  if (
    label &&
    (speaker ||
      piece.voice ||
      /^(?:[问答]|复|回|调|主持|定|结果|约定|双方|[两二三四五六]人|[两三四]家|大家)/.test(words))
  )
    words = words.slice(label[0].length)
  if (label || piece.voice) words = inMonthSaid(daysInFull(words), before)
  words = words.replace(lead, '').replace(assent, '').replace(turnsTo, '')
  if (label || piece.voice) words = withUnits(withoutRefused(words)).replaceAll(judged, '')
  if (speaker) words = words.replaceAll(/我(?:们(?:市场|学校|医院)?)?(?:公司|店|厂|单位)?(?![国省市们])/g, speaker)
  // 小郎,那几天你要住外面: who is called by name is meant.
  const vocative = speaker ? names.find(words)[0] : undefined
  const addressed =
    vocative?.start === 0 && vocative.name !== speaker && /^[,]/.test(words.slice(vocative.end)) && /你/.test(words)
  if (addressed) words = words.slice(vocative.end + 1)
  if (speaker)
    words = words.replaceAll(
      /[你您](?!们)/g,
      (addressed ? vocative.name : (otherSide(speaker, names) ?? answered(piece, before, names))) ?? '你',
    )
  // 狗以后要牵绳, said by whoever was bitten: what is asked of somebody binds the one asked, not the one who asks.
  const asked = speaker !== undefined && demands.test(words) && !/我|自己|本人/.test(piece.text)
  const subject = leftOpen.test(words)
    ? undefined
    : piece.subject
      ? partyCalled(piece.subject, names)
      : asked
        ? otherSide(speaker, names)
        : (speaker ?? subjectOf(before, names))
  if (asked) words = words.replace(turning, '')
  const own = names.find(words.split(/[,;]/)[0]!).length > 0
  const verb = payment.exec(words)?.index ?? words.length
  const called = names.find(words)
  // 900元,每月打给妈: who speaks of paying somebody pays.
  const pays = speaker && called.length > 0 && called.every(({ name, start }) => name !== speaker && start > verb)
  const bare = (pays || (!own && called.length === 0)) && !conditional.test(words)
  // 视频:星期三晚上七点半: an answer of when and how much alone is nobody's act.
  const values =
    piece.topic !== undefined && lettersOf(words) <= ANSWER && !act.test(words) && !/办[掉好完]/.test(words)
  // 以后别在群里提甲: who is bound is told, though another is named.
  const bound = piece.subject && subject && !words.includes(subject)
  const whole =
    subject && (bare || bound) && !values && !piece.joins && !bySomebody.test(words) && !together.test(words)
      ? `${subject}${words}`
      : words
  const other = speaker ? otherSide(speaker, names) : undefined
  // 那我的押金呢? was asked by the other side.
  const topic = piece.topic?.replace(/^那/, '').replaceAll(/我/g, other ?? '我')
  if (other) return named(whole.replaceAll(/[你您]们(家)?/g, `${other}$1`))
  return named(whole)

  function named(words: string): string {
    return topic && !words.includes(topic) ? `${topic}:${words}` : words
  }
}

/** 到时候凭票再商量: binds nobody yet. */
const leftOpen = /^[^,。;]{0,12}(?:再商量|另外谈|再谈|另谈|另行协商|另说|再说|今[天日朝]不谈)(?:[,。]|$)/

/** 但是、还 before what is asked for. */
const turning = /^(?:但是?|不过|而且|另外|还有?)[,]?(?=\S{4})/
const demands =
  /^(?:但是?|不过|而且|另外|还有?|以后|那)*[^,。;]{0,6}?(?:要|得|必须|应该|不能|不许|不准|不要)(?!求|紧|是|了)[^,。;?]{0,6}(?:[给跟向同]|牵|关|修|弄|拆|搬|清|道歉|说|停|装|换|办|保证)/
/** 剩下的家长承担: said of somebody by what they are. */
const bySomebody = /(?:家长|监护人|父母|患者|业主|租客|房客|房东|学生|老板)(?:自己|自行|来)?(?:承担|负担|出|付|认)/
/** 三人原来提的利息不要了: said of all of them. */
const together = /^(?:[两二三四五六](?:个?人|家(?![具电里])|方)|双方|各方|大家|几方)/
const payment = /[付赔退还给转补打汇]/
/** 哪一期拖过15天,…: what follows from it does not fall on whoever asks for it. */
const conditional = /^(?:哪|如果|要是|万一|逾期|拖|超过)/
/** 那、好的、行 before what is said at the table. */
const assent =
  /^(?:(?:那么?就?(?=[每第\d])|那么?(?![天个边些里时笔次年月份块])|嗯|哦|行|好的?|可以|成|对(?![半面方公了])|OK)(?:吧|的|啊)?[,、]?)+(?=\S.{3})/
/** 9000元可以,分两笔也可以: what is said yes to stands without the yes. */
const judged = /(?<=[元次笔期天号日点半])(?:也|都|就)?(?:可以|行|没意见|没问题|OK|ok)(?:的|吧|了)?(?=[,。;]|$)/g
/** 对了,…; 就这样,…; 那我归拢一下:…: what only turns to the next point, or sums up. */
const turnsTo =
  /^(?:(?:对了|就这样|就这么(?:定|办)|还有|另外|再就是)[,:]?\s*(?=\S{6})|(?:那就?)?(?:我|我们)?(?:来|再)?(?:归拢|理|捋|小结|总结|汇总|归纳|重复|确认)一?(?:下|遍)(?:[,:]|——)\s*)+/
/** 11月10和12月10 → 11月10日和12月10日; 下个礼拜天,10月25号: the day that is told in full is meant. */
const daysInFull = (words: string): string =>
  words
    .replaceAll(/(?<!\d)((?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9]))(?=[和、,。;到]|$)/g, '$1日')
    .replaceAll(/(\d{1,2}|[一二三四五六七八九十]{1,2})月[底初末中],(?=\d{1,2}[号日])/g, '$1月')
    .replaceAll(/(?:[这下]个?)?(?:周|星期|礼拜)[一二三四五六日天][,\s]*(?=\d{1,2}月\d{1,2}[号日])/g, '')

const RECENT = 8
/** 7月31日解除—电脑我31号交回: a bare day that was said with its month a moment ago is that day. */
const inMonthSaid = (words: string, before: readonly Heard[]): string =>
  words.replaceAll(
    /(?<![\d月年第尾.每下上这本个])([12]?\d|3[01])[号日](?![楼线铺店院车])/g,
    (raw: string, day: string) => {
      const said = before
        .slice(-RECENT)
        .flatMap(({ text }) => [...text.matchAll(/(?<!\d)(\d{1,2})月(\d{1,2})(?!\d)/g)])
        .filter((it) => it[2] === day)
      const months = new Set(said.map((it) => it[1]))
      return months.size === 1 ? `${[...months][0]}月${raw}` : raw
    },
  )

/** 5000给不了,四千八: a figure turned down in the same breath as another is offered is no part of the term. */
function withoutRefused(words: string): string {
  const parts = words.split(/(?<=[,;])/)
  const kept = parts.filter((part) => !turnsDown.test(part))
  return kept.some((part) => /\d|[一二两三四五六七八九][百千万]/.test(part)) ? kept.join('') : words
}
const turnsDown =
  /^(?![^,;]*(?:剩|余|一下|一次|一时|现在|马上))[^,;]{0,6}(?:\d{2,}|[一二两三四五六七八九][百千万])[^,;]{0,4}(?:给不[了起]|拿不出|不(?:行|可能|同意|肯|接受|答应)|做不到|太[多高少低])[了的]?[,;]$/

/** 12600,那减掉我垫的5000: bare figures at the table are sums. */
const withUnits = (words: string): string =>
  reckoned(
    words.replaceAll(spokenFigure, (raw, at: number) => (numbersSomething(words.slice(0, at)) ? raw : `${raw}元`)),
  )

/** 26000元加1800元,27800元 → …,合计27800元: what a sum at the table comes to is named as such. */
const reckoned = (words: string): string =>
  words.replaceAll(/(\d+)元(加|减|扣掉?)(\d+)元,(?=(\d+)元)/g, (said, a: string, sign: string, b: string, c: string) =>
    Number(a) + (sign === '加' ? 1 : -1) * Number(b) === Number(c) ? `${said}${sign === '加' ? '合计' : '剩'}` : said,
  )

/** Whom 你 means where two sides talk. */
function otherSide(speaker: string, names: Names): string | undefined {
  const others = names.all.filter(
    ({ name, party }) => name !== speaker && ['applicant', 'respondent', 'third'].includes(party.role),
  )
  return others.length === 1 ? others[0]!.name : undefined
}

/** Whom somebody answers where more than two talk: the party that spoke last before. */
function answered({ voice: own }: Heard, before: readonly Heard[], names: Names): string | undefined {
  const last = before.findLast(({ voice: other }) => other && other !== own)?.voice
  return last ? partyCalled(last, names) : undefined
}

/** The one party that the line leading into a list is about: 庞学礼答应的:. */
function subjectOf(before: readonly Labelled[], names: Names): string | undefined {
  const head = before.findLast(({ text }) => /(?:[:]|——)$/.test(text))
  // 最后定下来(甲、乙当面核过): who looked on is not who it is about.
  const found = head ? names.find(head.text.replaceAll(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length))) : []
  const called = [...new Set(found.map(({ name }) => name))]
  // 裘阿大: alone begins what that person says, not a list.
  const onlyName = found.some(({ start, end }) => start === 0 && /^[:]$/.test(head!.text.slice(end)))
  return called.length === 1 && !onlyName ? called[0] : undefined
}

const atTheTable = /^(?:调|问|民警|书记|主任|社工|记录|主持|法官|律师|双方|大家|众|合|各方)/

/** 宁 → 宁海潮: a label of a letter or two, where only one party's name begins so; one that fits nobody speaks for the only company. */
function partyCalled(label: string, names: Names): string | undefined {
  const found = names.find(label)
  if (found.length > 0) return found[0]!.name
  if (label.length > 2 || atTheTable.test(label)) return undefined
  const like = names.all.filter(({ name }) => name.startsWith(label))
  const companies = names.all.filter(({ party }) => party.kind === 'organization')
  // A person's name that fits no party is nobody's voice here.
  const one = like.length > 0 ? like : couldBeName(label) ? [] : companies
  return one.length === 1 ? one[0]!.name : undefined
}
