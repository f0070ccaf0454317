import { readNumeral } from '../reading/quantities.ts'
import { type Aloud, reckonedAloud } from './aloud.ts'
import { act, notReached } from './cues.ts'
import { followed } from './followed.ts'
import { grantedIn } from './granted.ts'
import { startsList } from './opener.ts'
import { reckonedInProse } from './reckoned.ts'
import { type Labelled, PLAIN, piecesOf, SURE } from './terms.ts'
import { bargainedOn, isDated, isTalk, leadersIn, othersAfter, saysSum, type Turn, turnsOf } from './turns.ts'

/** A piece of a talk: whose turn it belongs to; what was asked, where the piece only answers; the sum that it settles by itself; whether it goes on with the term before it; who is to do it, where that is not who says it. */
export type Heard = Labelled & { voice?: string; topic?: string; total?: number; joins?: boolean; subject?: string }

/** As sure as a piece is that the course of the talk makes a term. */
const SETTLED = 0.9

const closes =
  /(?:双方|三方|各方|大家|各人|[两三四五]人)[^。]{0,6}(?:确认|点头|同意|没意见|签字|按印)|就这样|就这么(?:定|办)|讲好|说定|写上|念了一遍|其他没有|没有?别的|别的没了/
const adjourned = /没谈拢|谈不拢|未达成|再[讲说谈议](?:$|[。!])|下次|改天|回去(?:商量|考虑|想)|不谈了|走程序|去法院/
/** 老屋今天不谈,户口的事以后再讲: one matter left for later, not the talk. */
const leavesOneOut =
  /(?:的(?:事|钱|问题|部分)[\p{Script=Han}]{0,2}|老屋|房子|这[个件桩块笔])[^,。;]{0,4}(?:今[天日朝]不谈|以后|另外|下次)[^,。;]{0,2}再?[讲说谈议]/u
/** 付到小雨满18周岁: until when something is paid. */
const untilWhen = /[付给打]到[^,。;?]{1,14}(?:岁|毕业|为止|年底|月底?|成年|那[天年])/
/** 爹那只手表我想要: what somebody wishes to have, and words that give it. */
const wishedFor = /^([^,。?]{2,20}?)(?:我|我们)(?:就)?(?:想要|想留|要留|想拿|要拿)(?:着|个念想)?[。!]?$/
const givesIt = /^(?:好|行|可以|那就?)?[,]?(?:都)?(?:给你|归你|你拿|拿去|让你拿)/
const howPaid = /尾号|卡|折子|账户|支付宝|微信|现金|银行|农商|工行|农行|建行|中行|邮[政储]|信用社|转账/
const claims = /要求|主张|我要(?!写)|起码|至少|最少(?=[\d一二三四五六七八九])|最多|顶多|只肯|只能/
/** Days, acres and pieces are no sums. */
const counted = /\d(?:天|个?工|亩|张|斤|平|次|户|小时)/
const otherwise = /拖|逾期|超过|违约|不按|如果|要是|万一|再(?:有|犯|漏|拖)/
/** What is asked for a plain yes, and what is asked openly. */
const wish =
  /[,]?(?:对伐|对不对|是伐|好伐|(?:两边|双方|大家|你们|各家|[两三四][方家个]人?)?(?:都)?(?:认(?:可|账|不认)?(?=吗)|没(?:争议|异议)|没意见|有没有意见|有意见|(?:这[一两三四几]?[样条点项笔个]?)?有(?:没有)?(?:什么)?(?:争议|异议|意见|问题)吗?)|行不行|行吗|好不好|好吗|可以吗|可不可以|怎么样|同意吗|要不要得|对吧|是吧|吧|吗|呢)?[?]$/
const open = /谁|什么|啥|怎么(?!样[?]$)|哪|多少|几[月号天次趟个]|凑|(?:呢|^[\p{Script=Han}]{1,6})[?]$/u

const holdsList = (text: string): boolean => text.split('\n').filter((line) => startsList.test(line)).length > 1

/** Whether a record's text is a talk, and no list stands in it. */
export const isTalkOf = (text: string): boolean =>
  !holdsList(text) && isTalk(turnsOf(piecesOf(text).map((it) => it.text)))

/**
 * The pieces of a talk as somebody hears them who has listened to its end. A sum stands that was said last and granted, or
 * that the instalments make up; days and accounts stand that nobody gainsaid; a question is no term, but what it asks for is
 * part of the answer. Where the talk came to nothing, nothing is added.
 */
export function heard(
  text: string,
  pieces: readonly Labelled[],
  isParty: (voice: string) => boolean = () => false,
): Heard[] {
  const said = pieces.map((it) => it.text)
  const leaders = leadersIn(turnsOf(said), isParty)
  const turns = turnsOf(said, (voice) => leaders.has(voice))
  const isTerm = (i: number) => pieces[i]!.term >= SURE
  if (!isTalk(turns)) {
    const prose = reckonedInProse(turns, isTerm)
    if (prose.size === 0 || [...prose.keys()].every(isTerm)) return [...pieces]
    return pieces.map((piece, i) => {
      const sums = prose.get(i)
      return sums && piece.outside < SURE
        ? { ...piece, term: Math.max(piece.term, SETTLED), text: sums.words, joins: sums.joins }
        : piece
    })
  }
  const end = pieces.slice(-3).map((it) => it.text)
  const closed = pieces.some((it) => closes.test(it.text))
  const came = closed || pieces.some(({ term }) => term >= PLAIN)
  const settled =
    came && !end.some((words) => (adjourned.test(words) && !leavesOneOut.test(words)) || notReached.test(words))
  // Where the terms stand in a list, what was said before it is no term.
  const { stands, total } = settled && !holdsList(text) ? standing(turns, pieces) : { stands: new Set<number>() }
  const aloud = settled && !holdsList(text) ? reckonedAloud(turns, isTerm) : new Map<number, Aloud>()
  const granted = settled && !holdsList(text) ? grantedIn(turns, (i) => isTerm(i) || stands.has(i)) : undefined
  const told = pieces.map((piece, i): Heard => {
    const { voice, words } = turns[i]!
    const aside = words === piece.text && /\n/.test(text.slice(pieces[i - 1]?.end ?? 0, piece.start))
    const spoken = { ...piece, voice: aside ? undefined : voice || undefined }
    const sums = aloud.get(i)
    if (sums && piece.outside < SURE && !(piece.term >= SURE && !sums.joins))
      return {
        ...spoken,
        ...(sums.byAll && { voice: undefined }),
        term: SETTLED,
        text: sums.words,
        joins: sums.joins,
      }
    if (granted?.falls.has(i)) return { ...spoken, term: 0 }
    if (piece.outside < SURE && granted?.stands.has(i)) {
      const words = granted.words.get(i)
      return {
        ...spoken,
        term: Math.max(piece.term, SETTLED),
        ...(words && { text: words }),
        topic: granted.topics.get(i),
      }
    }
    if (granted?.topics.has(i)) return { ...spoken, topic: granted.topics.get(i) }
    if (!stands.has(i) || piece.outside >= SURE) return spoken
    // 12600: a figure alone says what the sum is, not what is done.
    return {
      ...spoken,
      term: SETTLED,
      total:
        i === total?.at && aloud.size === 0 && !/[付赔退还给转补打交扣减抵含修拆搬担]/.test(words)
          ? total.sum
          : undefined,
    }
  })
  const asked = withQuestions(told, turns, { settled, closed: settled && closed })
  return settled && !holdsList(text) ? followed(asked, turns) : asked
}

/** Turns that nobody gainsaid beside the terms found: the sum agreed on last, when and how it is paid, what follows if it is not. */
function standing(
  turns: readonly Turn[],
  pieces: readonly Labelled[],
): { stands: Set<number>; total?: { at: number; sum: number } } {
  const found = new Set<number>()
  const terms = turns.filter((_, i) => pieces[i]!.term >= SURE)
  const each = (holds: (turn: Turn, i: number) => boolean) => turns.flatMap((turn, i) => (holds(turn, i) ? [i] : []))
  const speaks = ({ role, said, words }: Turn) =>
    (role === 'side' || role === 'chair') && said !== 'asks' && !/[?]$/.test(words) && !claims.test(words)
  const refused = (i: number) => {
    const [reply] = othersAfter(turns, i)
    return reply?.said === 'no' || (bargainedOn(turns, i) && !besideEachOther(turns[i]!.words, reply?.words ?? ''))
  }
  const granted = (i: number) => othersAfter(turns, i)[0]?.said === 'yes' && !bargainedOn(turns, i)
  const named = each((turn, i) => turn.sums.length > 0 && speaks(turn) && !refused(i) && !counted.test(turn.words))
  const isNew = (i: number) => !saysSum(terms, turns[i]!)

  const gainsaid = turns.findLastIndex((turn, i) => turn.sums.length > 0 && !isDated(turn) && refused(i))
  const lump = named.findLast(
    (i) =>
      i > gainsaid && !isDated(turns[i]!) && !bears.test(turns[i]!.words) && (granted(i) || turns[i]!.said === 'yes'),
  )
  const goesOn = (i: number) => (othersAfter(turns, i)[0]?.sums.length ?? 0) === 0
  for (const i of named)
    if (i > gainsaid && isDated(turns[i]!) && isNew(i) && (!terms.some(isDue) || goesOn(i))) found.add(i)
  const dues = turns.filter((turn, i) => isDue(turn) && (found.has(i) || pieces[i]!.term >= SURE))
  const whole = each((turn) => speaks(turn) && !isDated(turn) && turn.sums.some((sum) => addUpTo(dues, sum))).at(-1)
  if (whole !== undefined && isNew(whole)) found.add(whole)
  if (lump !== undefined && isNew(lump) && (whole === undefined || !saysSum([turns[whole]!], turns[lump]!)))
    found.add(lump)
  // 我们出三成,3600: each says what they bear, and nobody says no.
  for (const i of named)
    if (
      i > gainsaid &&
      turns[i]!.role === 'side' &&
      turns[i]!.said !== 'no' &&
      bears.test(turns[i]!.words) &&
      isNew(i) &&
      (owns.test(turns[i]!.words) || owns.test(othersAfter(turns, i)[0]?.words ?? ''))
    )
      found.add(i)
  // 8月1号到8月15号,可以: who grants a wish names its days.
  for (const i of each(
    (turn, i) => turn.said === 'yes' && turn.role === 'side' && isDated(turn) && turn.sums.length === 0 && !refused(i),
  ))
    if (/\d/.test(turns[i]!.words)) found.add(i)
  // 第一个和第三个周末吧。—周六早上几点?: who asks for the details has granted the rest.
  for (const i of each((turn) => turn.role === 'side' && isDated(turn) && turn.sums.length === 0 && speaks(turn)))
    if (/(?:几点|哪里|哪儿|什么地方|谁[来去接送])[^?]{0,6}[?]$/.test(othersAfter(turns, i)[0]?.words ?? ''))
      found.add(i)
  const from = Math.max(gainsaid, lump ?? 0)
  // 打我工商银行卡,尾号6620: an account nobody has told yet.
  for (const i of each((turn, i) => speaks(turn) && !refused(i) && tellsHow(turn))) {
    const tail = tailIn(turns[i]!.words)
    if (tail && !terms.some(({ words }) => words.includes(tail))) found.add(i)
  }
  if (!terms.some(({ words }) => howPaid.test(words)))
    for (const i of each((turn, i) => i > from && speaks(turn) && !refused(i) && tellsHow(turn))) found.add(i)
  // 付到小雨满18周岁。—嗯,18岁: who says the figure again grants it.
  const echoed = (i: number) => {
    const [reply] = othersAfter(turns, i)
    const figures = turns[i]!.words.match(/\d+/g) ?? []
    return (
      reply?.said !== 'no' && figures.some((it) => new RegExp(`^嗯?[,]?(?:就)?${it}(?!\\d)`).test(reply?.words ?? ''))
    )
  }
  for (const i of each((turn, i) => speaks(turn) && untilWhen.test(turn.words) && (granted(i) || echoed(i))))
    found.add(i)
  for (const i of each(
    (turn, i) =>
      turn.role === 'side' &&
      granted(i) &&
      !claims.test(turn.words) &&
      ((i > from && otherwise.test(turn.words)) || (promises.test(turn.words) && isDated(turn) && promised(turns, i))),
  ))
    found.add(i)
  const at = lump !== undefined && found.has(lump) ? lump : whole
  return { stands: found, total: at === undefined ? undefined : { at, sum: turns[at]!.sums[0]! } }
}

const tailIn = (words: string): string | undefined => /尾号\D{0,3}(\d{4})/.exec(words)?.[1]
const tenths = (words: string): number | undefined => readNumeral(/([一二两三四五六七八九\d])成/.exec(words)?.[1] ?? '')
/** 我们担一成 and 那边六成 divide one sum; 七成 and 八成 bargain over it. */
const besideEachOther = (a: string, b: string): boolean => {
  const [mine, theirs] = [tenths(a), tenths(b)]
  return mine !== undefined && theirs !== undefined && mine !== theirs && mine + theirs <= 10
}
/** 认, 好, 可以的: said of a share. */
const owns =
  /^(?:那|也|嗯|哦)?[,]?(?:我?认|可以|同意|没意见)(?:的|账|这个数)?(?=[,。!]|$)|[,](?:可以|行|好|成|认)(?:的|吧|了)?[。!]?$/
const bears =
  /[一二两三四五六七八九十\d]成|[%％]|一半|各半|自己(?:来)?(?:担|承担|负担|出|认|付)|(?:公司|学校|物业|店里|厂里|我们?家?)(?:出|担|承担|负担)/

/** 那5月31号,鱼起光,水放干,塘交还社里: an act with its day, which the other side grants in so many words. */
const promises = /交还|交给|搬|拆|修|清|还给|归还|恢复|装|换|锯|砍|道歉|办|开具|出具|撤|删|停|移|腾|做好|弄好/
const promised = (turns: readonly Turn[], i: number): boolean =>
  /^(?:那就?)?(?:好|可以|行|成|同意|要得|没问题|就)/.test(othersAfter(turns, i)[0]?.words ?? '')

const isDue = (turn: Turn): boolean => turn.sums.length > 0 && isDated(turn)
/** An account, a card, the way the money goes. */
const tellsHow = ({ words }: Turn): boolean => howPaid.test(words) && /转|打|付|给|汇|退|卡|尾号|折/.test(words)
/** Whether the instalments make up the sum. */
const addUpTo = (dues: readonly Turn[], sum: number): boolean => {
  const parts = dues.flatMap(({ sums }) => sums)
  return parts.length > 1 && Math.abs(parts.reduce((total, part) => total + part, 0) - sum) < 1
}

/** Questions stand for nothing by themselves: a wish that was granted is a term, an open question the head of its answer. */
function withQuestions(
  pieces: readonly Heard[],
  turns: readonly Turn[],
  { settled, closed }: { settled: boolean; closed: boolean },
): Heard[] {
  const result = pieces.map((piece) => ({ ...piece }))
  turns.forEach(({ words, role, sums, voice }, i) => {
    const mine = result[i]!
    // What is reckoned aloud stands as it was told.
    if (mine.joins !== undefined) return
    if (closed && bothMust.test(words) && turns[i + 1]?.said !== 'no') {
      Object.assign(mine, {
        term: Math.max(mine.term, SETTLED),
        text: words.replace(/^还有[^,，]{0,4}[,，]/, ''),
        voice: undefined,
      })
      return
    }
    if (closed && role === 'chair' && toBeWritten.test(words)) {
      Object.assign(mine, {
        term: Math.max(mine.term, SETTLED),
        text: words.replace(toBeWritten, ''),
        voice: undefined,
      })
      return
    }
    const answer = turns[i + 1]
    const reply = result[i + 1]
    const thingWished = wishedFor.exec(words)?.[1]
    if (settled && role === 'side' && thingWished && reply && answer?.voice !== voice && givesIt.test(answer!.words)) {
      Object.assign(reply, { topic: thingWished, term: Math.max(reply.term, SETTLED) })
      return
    }
    if (!/[?]$|呢$/.test(words)) return
    const asked = words.split(/(?<=[。;!])/).at(-1)!
    if (mine.term < SURE || sums.length === 0) mine.term = 0
    if (!answer || !reply || answer.voice === voice) return
    const topic = asked.replace(wish, '').replace(/[,]?对(?:伐|不对)$/, '')
    // 尾款甲2985、乙2130,对伐?—两户:对
    const all =
      (answer.role === 'all' || /^[两二三四五六][户家方人]/.test(answer.voice)) &&
      answer.said === 'yes' &&
      /\d{3}/.test(asked)
    const grants =
      answer.said === 'yes' ||
      (/[没有](?:什么)?(?:争议|意见|异议|问题)/.test(asked) &&
        /^(?:没有?|无)(?:(?:争议|意见|异议|问题)的?)?(?:[,。]|$)/.test(answer.words)) ||
      owns.test(answer.words) ||
      echoes(topic, answer.words) ||
      (/不用|不要|不再|免/.test(topic) && /^(?:不用|不要|不|对|嗯|是)/.test(answer.words))
    const binds = act.test(topic) || (closed && role === 'chair' && topic.length >= 8)
    const matter = /^(?:还有[,，]?)?(.{6,}?)[,，](?:这个?|那个?)?(?:钱|费用|事情?)?怎么(?:说|算|办|弄|处理)[?]$/.exec(
      asked,
    )
    if (matter && reply.term >= SURE) {
      reply.topic = matter[1]!
      return
    }
    // 和面机谁的?—我买的,6月30号前搬走; 押金6000呢?—我接着租,算我的—没意见
    const thing = /^([^,]{2,12}?)(?:(?:是|归|算)?谁(?:的|管|出)?|呢)[?]?$/.exec(asked)?.[1]
    const granted = turns[i + 2]?.said === 'yes' && /归|算(?:我|你|他|她)|我(?:接|留|拿|出)/.test(answer.words)
    if (thing && (reply.term >= SURE || (role === 'chair' && closed && granted))) {
      Object.assign(reply, { topic: thing, term: Math.max(reply.term, SETTLED) })
      return
    }
    // 再漏呢?—一年里再漏我来修
    const asksAgain = /再[^,]{1,4}呢[?]$/.test(asked) && /我|免费|负责/.test(answer.words) && act.test(answer.words)
    if (settled && asksAgain && answer.role === 'side' && answer.said !== 'no' && !/[?]$/.test(answer.words)) {
      reply.term = Math.max(reply.term, SETTLED)
      return
    }
    if (!open.test(asked)) {
      if (grants && (pieces[i]!.term >= SURE || all || (binds && topic.length >= 6 && !ofTheTalk.test(topic)))) {
        Object.assign(mine, { term: Math.max(pieces[i]!.term, SETTLED), text: topic })
        if (!act.test(answer.words.replace(/^(?:不用|不要|不)/, ''))) reply.term = 0
      }
      return
    }
    const counts = /几([趟次天个回])|多少/.exec(topic)
    const number = /(?:至少|起码|最少)?[\d一二两三四五六七八九十]+(?:元|块|个月|[趟次天个回])?/.exec(answer.words)
    const when = /到?(?:什么时候|哪一?天|几[号月]|多久)/.exec(topic)
    const day = /到?(?:\d{4}年|[今明]年|下?个?月|\d{1,2}月)[^,。]{0,10}/.exec(answer.words)
    const fills = (said: string, asked: string) =>
      Object.assign(mine, { term: SETTLED, text: topic.replace(asked, said), voice: undefined })
    if (closed && counts && number && role === 'chair' && (!counts[1] || number[0].includes(counts[1])))
      fills(number[0], counts[0])
    else if (closed && when && day && topic.length > when[0].length + 1 && act.test(topic)) fills(day[0], when[0])
    else if (mine.term >= SURE && sums.length > 0 && /[,，][^,，]*$/.test(asked))
      // 那26000加1800,27800,什么时候付?: the sum stands, the question does not.
      mine.text = mine.text.replace(/[,，][^,，]*$/, '')
    else if (reply.term >= SURE && !/谁|什么|啥|怎么|哪|多少|几|凑|别的|还有/.test(topic)) reply.topic = topic
  })
  return result
}

/** 双方都不要去学校门口吵: what the chair lays upon both, and nobody gainsays. */
const bothMust =
  /(?:双方|两边|大家|你们|两家)(?:都|均)?(?:不要|不得|不许|不能|不再|别|要|须|应)(?![\u4e00-\u9fa5]{0,4}[?])/

/** 那1000算进去的?—算进去啊: who says the verb again says yes. */
function echoes(asked: string, answer: string): boolean {
  const verb = asked.replace(/[的吧吗呢啊了?]+$/, '').slice(-3)
  return verb.length === 3 && /^\p{Script=Han}+$/u.test(verb) && answer.startsWith(verb)
}

const toBeWritten = /^(?:那就?|就)?(?:写(?:上|明|进去|清楚)?|记上)[,:]?(?=\S{4})/
/** 看过了吧, 同意调解吧: questions about the talk itself. */
const ofTheTalk = /调解|听|(?:要|想|有)[^,]{0,3}[说讲]的|[说讲](?:完|清|吧)|看(?:过|了)|没意见|收到|清楚|记得|对不对/
