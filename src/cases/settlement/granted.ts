import { isUngranted } from './aloud.ts'
import { answersValues, sameSaid, valuesOf } from './course.ts'
import { act } from './cues.ts'
import { reached } from './talk.ts'
import { isDated, othersAfter, type Turn } from './turns.ts'

/** Turns that stand as terms beside those the reader found, turns that only say again what another holds; what of a turn stands, and what it answers. */
export type Granted = {
  stands: Set<number>
  falls: Set<number>
  words: Map<number, string>
  topics: Map<number, string>
}

const asksBack = /[?]$/
const NEAR = 6
const ECHO = 6
/** No more than this is said beside the figures by an answer of when and how much. */
export const ANSWER = 12
const saysYes =
  /^(?:[….,那也嗯哦噢唉哎行好可以的吧啊成对中就按]|没问题|没意见|同意)+|(?:也|都)?(?:可以|行|没意见|没问题|同意)(?:的|了|吧)?$/g
/** 什么时候?, 哪天付、付到哪里? */
const asksWhen = /(?:什么时候|啥时候|哪一?天|几时|几[号月点])[^?]{0,10}[?]$/

const refuses = /^[^,。;]{0,4}(?:不(?:行|同意|肯|答应|接受|可能)|没门|凭什么|谁[认出付])|没谈拢|谈不拢/
/** What the course of a talk grants: what an echo says yes to, what answers a question of when, what is told of a talk that nobody gainsaid. */
export function grantedIn(turns: readonly Turn[], isTerm: (i: number) => boolean): Granted {
  const stands = new Set<number>()
  const falls = new Set<number>()
  const words = new Map<number, string>()
  const topics = new Map<number, string>()
  const values = turns.map(valuesOf)
  const states = ({ words, said, role }: Turn) =>
    (role === 'side' || role === 'chair') && said !== 'no' && !asksBack.test(words)
  // 寒假七天,暑假十五天—可以,七天加十五天: a yes that only repeats leaves the words to whoever said them first.
  turns.forEach((turn, i) => {
    if (!isTerm(i) || values[i]!.length === 0 || act.test(turn.words) || lettersOf(turn.words) > ECHO) return
    const held = turns.flatMap((other, j) =>
      j < i &&
      j >= i - NEAR &&
      other.voice !== turn.voice &&
      states(other) &&
      lettersOf(other.words) > lettersOf(turn.words) &&
      answersValues(values[i]!, values[j]!) === 'again'
        ? [j]
        : [],
    )
    const all = held.flatMap((j) => values[j]!)
    if (!values[i]!.every((it) => all.some((other) => sameSaid(it, other)))) return
    // What was said in one breath with it is said yes to as well.
    const speech = (j: number) => turns.slice(j, i).every(({ voice }) => voice === turns[j]!.voice)
    turns.forEach((other, j) => {
      if (held.includes(j) || (j < i && j >= i - NEAR && speech(j) && states(other) && values[j]!.length > 0))
        stands.add(j)
    })
    falls.add(i)
  })
  // 那我付你5250—反了,是5550: a sum that is turned down with another, and never said again.
  turns.forEach((turn, i) => {
    if (!isTerm(i) || turn.role !== 'side' || isDated(turn)) return
    const sums = values[i]!.filter(({ kind }) => kind === 'sum')
    const reply = turns.findIndex(({ voice }, j) => j > i && voice !== turn.voice)
    const countered =
      reply > 0 && turns[reply]!.said === 'no' && answersValues(sums, values[reply]!) === 'other' && sums.length === 1
    const again = turns.some((_, j) => j > i && answersValues(sums, values[j]!) === 'again')
    if ((countered && !again) || isUngranted(turns, i)) falls.add(i)
  })
  // 退9000,分两笔—可以: a sum that is said yes to, and that no other follows.
  turns.forEach((turn, i) => {
    let end = i
    while (turns[end + 1]?.voice === turn.voice) end++
    const reply = turns[end + 1]
    const sums = values[i]!.filter(({ kind }) => kind === 'sum')
    const followed = turns.some((_, j) => j > i && answersValues(sums, values[j]!) === 'other')
    if (
      sums.length > 0 &&
      turn.role === 'side' &&
      states(turn) &&
      reply?.said === 'yes' &&
      !asksBack.test(turns[end]!.words) &&
      !followed
    )
      stands.add(i)
  })
  turns.forEach((turn, i) => {
    const reply = turns[i + 1 + turns.slice(i + 1).findIndex(({ voice }) => voice !== turn.voice)]
    if (turn.role !== 'side' || asksBack.test(turn.words) || !reply || reply.voice === turn.voice) return
    // 不行,还是1200,每月10号前—那就照旧,1200; 公开的不行,当面道个歉—当面也行: what is offered behind a no, and taken.
    const offered = turn.said === 'no' ? behindNo(turn.words) : undefined
    const again = answersValues(values[i]!, valuesOf(reply)) === 'again'
    // 8月10号?—不行,8月15号跟工资一起—打我工资卡: who goes on to how it is paid has granted when.
    const goesOn = reply.said !== 'no' && how.test(reply.words) && values[i]!.some(({ kind }) => kind === 'day')
    if (
      offered &&
      (reply.said === 'yes' || goesOn || (again && yields.test(reply.words))) &&
      !asksBack.test(reply.words)
    ) {
      stands.add(i)
      words.set(i, offered)
    }
    // 每月第一个星期六,早上九点来接—好: a day with its hour.
    const kinds = new Set(values[i]!.map(({ kind }) => kind))
    if (turn.said !== 'no' && reply.said === 'yes' && kinds.has('day') && kinds.has('time')) stands.add(i)
  })
  // 我田里的立柱要拔掉,36根。—5月31日前拔光: what is asked for is what the answer does; 塘埂不好叫我修的—塘埂社里修.
  turns.forEach((turn, i) => {
    const prior = turns[i - 1]
    if (!prior || turn.role !== 'side' || prior.role !== 'side' || prior.voice === turn.voice || !states(turn)) return
    if (othersAfter(turns, i)[0]?.said === 'no' || asksBack.test(prior.words)) return
    const asked = askedDeed.exec(prior.words)?.[1]
    const answers = values[i]!.some(({ kind }) => kind === 'day') || /我/.test(turn.words)
    const comes = /你来/.test(prior.words) && /我[^,。]{0,6}来/.test(turn.words)
    if (((asked && turn.words.includes(asked)) || comes) && answers && (isTerm(i) || stands.has(i))) stands.add(i - 1)
    const spared = sparedDeed.exec(prior.words)?.[1]
    if (spared && new RegExp(`${takesOn}${spared}`).test(turn.words)) stands.add(i)
  })
  // 冰柜两台店里留下,给我4000。—2200。—2600吧: what is bargained over was named where the first sum was.
  turns.forEach((turn, i) => {
    if (!(isTerm(i) || stands.has(i) || turn.role === 'chair') || !isBareSum(turn, values[i]!)) return
    let first = i - 1
    while (
      first > 0 &&
      isBareSum(turns[first]!, values[first]!) &&
      answersValues(values[first]!, values[i]!) === 'other'
    )
      first--
    const matter = first >= 0 && first < i - 1 ? turns[first]! : undefined
    if (matter?.role !== 'side' || answersValues(values[first]!, values[i]!) !== 'other') return
    const named = matter.words
      .split(/[,;。]/)
      .find((part) => thing.test(part) && goesTo.test(part) && !wants.test(part))
    if (named) topics.set(i, named)
  })
  // 带了现金,你点点。—2056,收到: how it was paid belongs to the receipt.
  turns.forEach((turn, i) => {
    const prior = turns[i - 1]
    if (turn.role === 'side' && prior?.role === 'side' && prior.voice !== turn.voice && isTerm(i))
      if (received.test(turn.words) && values[i]!.some(({ kind }) => kind === 'sum') && handsOver.test(prior.words))
        topics.set(i, '当场以现金支付')
  })
  // 平时要跟她视频。—星期三晚上七点半: a wish is the head of the answer that only says when.
  turns.forEach((turn, i) => {
    const prior = turns[i - 1]
    const wished =
      prior && prior.voice !== turn.voice && !asksBack.test(prior.words) ? wish.exec(prior.words)?.[1] : undefined
    if (
      wished &&
      turn.role === 'side' &&
      values[i]!.length > 0 &&
      values[i - 1]!.length === 0 &&
      lettersOf(turn.words) <= ANSWER &&
      !act.test(turn.words) &&
      (isTerm(i) || stands.has(i))
    )
      topics.set(i, wished)
  })
  // 什么时候付?—甲:月底前。—乙:11月30日前: each answers for itself.
  turns.forEach((turn, i) => {
    if (!asksWhen.test(turn.words)) return
    for (let j = i + 1; j < turns.length && turns[j]!.role === 'side' && turns[j]!.voice !== turn.voice; j++) {
      const days = values[j]!.filter(({ kind }) => kind === 'day')
      // Who asked, or answered, and names another day a moment later: that one is meant.
      const moved = turns.some(
        ({ voice, said }, k) =>
          k > j &&
          k <= j + 2 &&
          (voice === turn.voice || voice === turns[j]!.voice) &&
          said !== 'yes' &&
          answersValues(days, values[k]!) === 'other',
      )
      if (days.length > 0 && states(turns[j]!) && !moved && othersAfter(turns, j)[0]?.said !== 'no') stands.add(j)
    }
  })
  // 谈妥了:甲:…。乙:…: what each says to be done, in a talk where nobody says no.
  const told = turns.slice(0, 2).some(({ words, role }) => role === 'nobody' && reached.test(words))
  if (told && turns.every(({ words }) => !refuses.test(words)))
    turns.forEach((turn, i) => {
      if (
        turn.role === 'side' &&
        states(turn) &&
        (act.test(turn.words) || values[i]!.length > 0 || /我/.test(turn.words))
      )
        stands.add(i)
    })
  return { stands, falls, words, topics }
}

const deed = '[拆拔修换装清搬锯砍删拉洗铺补]'
const askedDeed = new RegExp(`(?:要|得|必须|你来?)[^,。;不]{0,4}(${deed})`)
const sparedDeed = new RegExp(`不(?:好|能|要|该|用)?叫?我们?(?:来|去)?(${deed})`)
const takesOn = '(?:我们?|社里|村里|公司|店里|厂里|家里|这边)(?:来|去|自己|负责|出钱)?'
/** A sum and little else: 各让一步,2600. */
const isBareSum = (turn: Turn, values: readonly { kind: string }[]): boolean =>
  turn.role !== 'nobody' && values.length === 1 && values[0]!.kind === 'sum' && lettersOf(turn.words) <= 7
const thing = /^\p{Script=Han}[^\d]{4,}$/u
const goesTo = /收[去下走回]|归|留[下给]|接手|转让|让给|拿[去走]|搬走|修|拆/
const wants = /[我你您他她要不全都多少太]/
const received = /收到|收讫|点过|到账/
const handsOver = /现金[^?]*$/
const how = /^(?:那)?(?:就)?(?:打|转|汇)(?:到|进|我|给)/
const yields = /那就|照旧|算了|依你|听你|也行|也可以/
const wish =
  /^((?:平时|以后|放假|周末|过年|过节)?(?:我)?(?:要|想)(?!不)[^,。;]{3,14}|(?:平时|以后|放假|周末|过年|过节)(?:我)?(?:要|想)[^,。;]{2,14})[。!]?$/
/** The words from where something is offered instead. */
function behindNo(said: string): string | undefined {
  const parts = said.split(/(?<=[,;])/)
  const from = parts.findIndex(
    (part, i) =>
      i > 0 &&
      !refusing.test(part) &&
      (act.test(part) || /\d{1,2}月\d{1,2}[号日]/.test(part) || /还是[^,]{0,8}\d|\d{3}/.test(part)),
  )
  return from > 0 && refusing.test(parts[0]!) ? parts.slice(from).join('') : undefined
}
const refusing = /不(?:行|同意|肯|答应|接受|可能|干)|太[少多低高]|没门/

/** How much is said beside a yes, figures and measures. */
export const lettersOf = (words: string): number =>
  [
    ...words
      .replaceAll(saysYes, '')
      .replaceAll(
        /[\d.]+[号日月点天次元块]?|[一二两三四五六七八九十百千万半]+(?:号|日|月|点|天|次|个月|元|块|成)?|[^\p{Script=Han}]/gu,
        '',
      ),
  ].length
