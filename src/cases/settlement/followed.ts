import { valuesOf } from './course.ts'
import type { Heard } from './dialogue.ts'
import { lettersOf } from './granted.ts'
import { SURE } from './terms.ts'
import { isDated, othersAfter, type Turn } from './turns.ts'

/** As sure as a piece is that the course of the talk makes a term. */
const SETTLED = 0.9
const NEAR = 4

/** How far a talk goes on from what was asked: what it was about, who is to do it, what only says again what another turn says. */
export function followed(pieces: readonly Heard[], turns: readonly Turn[]): Heard[] {
  const result = pieces.map((piece) => ({ ...piece }))
  owedThenWhen(result, turns)
  forbidden(result, turns)
  askedAfter(result, turns)
  whoBears(result, turns)
  echoes(result, turns)
  promised(result, turns)
  setOff(result, turns)
  apologies(result, turns)
  payees(result, turns)
  return result
}

/** The sides of a talk, each by the voice it speaks with. */
const sidesOf = (turns: readonly Turn[]): string[] => [
  ...new Set(turns.flatMap(({ role, voice }) => (role === 'side' && !/[、和与]/.test(voice) ? [voice] : []))),
]
const isTerm = (piece: Heard | undefined): boolean => piece !== undefined && piece.term >= SURE
const asks = ({ words }: Turn): boolean => /[?]$/.test(words)
const speaks = (turn: Turn | undefined): turn is Turn =>
  turn !== undefined && (turn.role === 'side' || turn.role === 'all') && turn.said !== 'no' && !asks(turn)
const refusedNext = (turns: readonly Turn[], i: number): boolean => othersAfter(turns, i)[0]?.said === 'no'
const settle = (piece: Heard, more: Partial<Heard> = {}): void => {
  Object.assign(piece, { term: Math.max(piece.term, SETTLED), ...more })
}

const askedWhen = /(?:什么时候|啥时候|哪一?天|几时|几[号月])(?:能|可以|来|会)?(给|付|还|退|补|赔|结|打)[^?,]{0,4}[?]$/
/** What a sum is for, told in the breath before it: 三个月, 药费. */
const whatFor = /^(?:是|就是|一共|总共)?([^,]{0,6}(?:月|款|费|租|租金|工资|工钱|利息|定金|押金))$/

/** 是三个月,4500,我弄错了。—什么时候给?—6月20号: who owns up to a sum and says by when owes it. */
function owedThenWhen(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((asked, q) => {
    const verb = askedWhen.exec(asked.words)?.[1]
    const [owner, answer] = [turns[q - 1], turns[q + 1]]
    if (
      !verb ||
      asked.sums.length > 0 ||
      isTerm(result[q - 1]) ||
      owner?.role !== 'side' ||
      owner.sums.length !== 1 ||
      !speaks(owner) ||
      !speaks(answer)
    )
      return
    if (answer.voice !== owner.voice || asked.voice === owner.voice || !isDated(answer) || refusedNext(turns, q + 1))
      return
    if (/要求|最多|顶多|只肯|只能|要(?:你|他|她)/.test(owner.words)) return
    const parts = owner.words.split(/[,。;]/)
    const at = parts.findIndex((part) => part.includes(String(owner.sums[0])))
    const matter = at > 0 ? whatFor.exec(parts[at - 1]!)?.[1]?.replace(/^是/, '') : undefined
    settle(result[q - 1]!, { text: `${verb === '给' ? '付' : verb}${owner.sums[0]}元${matter ? `(${matter})` : ''}` })
    settle(result[q + 1]!, { joins: true, topic: undefined })
  })
}

const forbids =
  /(?:不许|不准|不得|不能再|不要再|别再|别(?=在|把|让|来|去|跟|给|碰|动|喝|抽|打|骂|发|提|往|到|乱))[^,。;?]{2,}/
const assures = /^(?:那|好|行|嗯|可以)*[,]?我?(?:保证|答应|做得到|办得到|一定|会的|晓得了?|知道了|听你的|放心|不会)/

/** 带孩子的时候不许喝酒。—我保证: what is forbidden and granted binds the one who grants it, not the one who asks. */
function forbidden(result: Heard[], turns: readonly Turn[]): void {
  if (sidesOf(turns).length !== 2) return
  turns.forEach((turn, i) => {
    const reply = turns[i + 1]
    if (turn.role !== 'side' || reply?.role !== 'side' || reply.voice === turn.voice || asks(turn) || asks(reply))
      return
    if (!forbids.test(turn.words) || /(?:^|[,。;])(?:那|以后)?我|不要再[变改]/.test(turn.words)) return
    const mutual = /^我(?:们)?也不/.test(reply.words)
    const grants = mutual || assures.test(reply.words) || (reply.said === 'yes' && lettersOf(reply.words) <= NEAR)
    if (!grants || reply.said === 'no') return
    settle(result[i]!, { subject: reply.voice })
    if (mutual) settle(result[i + 1]!)
  })
}

const noThing = /谁|什么|啥|怎么|哪|几|凑|别的|还有没|吗|吧|对|行|好|同意|意见|可以|清|是不|记|不|先|还是|就|定|听/
const thing =
  /^(?:那|还有|再|另外)*[,]?(?:(?<of>\p{Script=Han}{1,8}?\d{0,6})(?:的事情?|这[块头个桩件])?呢|(?<bare>(?:(?![提给付退赔扣要会能加减补打转拿算讲说认剩])\p{Script=Han}){2,6}))[?]$/u
const takesOn =
  /(?:^|[,\s])(?:那|好|行)?我(?:们)?(?:这边|公司|店里|社里)?(?:来|自己)?(?:出|付|赔|认|承担|负担|负责|掏|修|办|退)|[^我](?:承担|负担|自理)(?:[,。]|$)/
const onlyAsks = /要求|最多|顶多|只肯|考虑|再说|再讲|起码|至少/

/** 狗证?—5月31号之前去办掉; 看孩子呢?—(…)—每个月第二个周六: what was asked about stays with what is settled on it. */
function askedAfter(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((asked, q) => {
    const matter = asked.words.split(/(?<=[。;!])/).at(-1)!
    const { of, bare } = thing.exec(matter)?.groups ?? {}
    const topic = of ?? bare
    const answer = turns[q + 1]
    if (
      !topic ||
      noThing.test(topic) ||
      turns.some(({ voice }) => voice.includes(topic)) ||
      (asked.role !== 'chair' && asked.role !== 'side')
    )
      return
    if (!answer || answer.voice === asked.voice) return
    const give = (i: number) => {
      const piece = result[i]!
      if (!piece.topic && !piece.joins && !piece.text.includes(topic)) piece.topic = topic
    }
    if (isTerm(result[q + 1])) {
      give(q + 1)
      return
    }
    if (speaks(answer) && !refusedNext(turns, q + 1) && !onlyAsks.test(answer.words) && answers(q, topic)) {
      settle(result[q + 1]!, { topic, ...(answer.role === 'all' && { voice: undefined }) })
      return
    }
    // Bargained over at first: what it came to, before the next question.
    let i = q + 1
    while (of && asked.role === 'chair' && i < turns.length && !isTerm(result[i]) && turns[i]!.role === 'side') i++
    const bargained = i > q + 1 && turns.slice(q + 1, i).some(({ said }) => said === 'no')
    if (bargained && turns[i]?.role === 'side' && isTerm(result[i])) give(i)
  })

  /** A day to do it by, who takes it on, all of them together, or a reckoning the other goes on from. */
  function answers(q: number, topic: string): boolean {
    const turn = turns[q + 1]!
    const values = valuesOf(turn)
    if (turns[q]!.role === 'chair')
      return (
        turn.role === 'all' ||
        takesOn.test(turn.words) ||
        (values.some(({ kind }) => kind === 'day') && doing.test(turn.words))
      )
    const next = othersAfter(turns, q + 1)[0]
    const reckons = turn.sums.length > 1 && /[扣抵减]/.test(turn.words) && /\d/.test(topic)
    return reckons && (next?.said === 'yes' || /^那/.test(next?.words ?? ''))
  }
}
const doing = /办|交|修|拆|搬|清|装|换|删|撤|送|还|给|写|发|拿|补|弄|做/

const whoDoes = /([\p{Script=Han}]{2,6}?)(?:是|归|由|算)?谁(?:来)?(出|付|承担|负担|掏|管)/u

/** 运费谁出—(…)—好,我出: what somebody takes upon themselves. */
function whoBears(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((asked, q) => {
    const [, said, verb] = whoDoes.exec(asked.words.split(/[,。;\s]/).findLast((it) => /谁/.test(it)) ?? '') ?? []
    const matter = said?.replace(/^(?:那|这|退|可以)+/, '')
    if (!matter || matter.length < 2) return
    const own = new RegExp(`(?:^|[,，\\s好行])我(?:们)?(?:这边|公司|店里)?(?:来)?${verb}`)
    for (let i = q + 1; i <= Math.min(q + 3, turns.length - 1); i++) {
      if (!speaks(turns[i]) || !own.test(turns[i]!.words) || refusedNext(turns, i)) continue
      if (!turns[i]!.words.includes(matter)) settle(result[i]!, { topic: matter })
      return
    }
  })
}

const pays = /[赔付出退给补扣抵转还]/
const namesThing = /^(?:那|我的?|这)?([\p{Script=Han}]{2,5}?)(?:是|花了?)?\d{2,}/u

/** 网上同款260。—260就260。—行,260我赔: who says what is done with a sum says it for those who only named it. */
function echoes(result: Heard[], turns: readonly Turn[]): void {
  const sumOf = (i: number) => {
    const sums = [
      ...new Set(turns[i]!.words.match(/(?<![\d.])\d{2,7}(?:\.\d{1,2})?(?![\d.年月日号点天个次户%])/g) ?? []),
    ]
    return isDated(turns[i]!) || sums.length !== 1 ? undefined : sums[0]
  }
  turns.forEach((turn, i) => {
    const key = isTerm(result[i]) && turn.role === 'side' && !pays.test(turn.words) ? sumOf(i) : undefined
    if (key === undefined || lettersOf(turn.words) > 6 || result[i]!.joins || result[i]!.total) return
    const told = turns.findIndex(
      (other, j) =>
        j !== i &&
        Math.abs(j - i) <= NEAR &&
        other.role === 'side' &&
        isTerm(result[j]) &&
        pays.test(other.words) &&
        sumOf(j) === key,
    )
    if (told < 0) return
    result[i]!.term = 0
    const first = turns.findIndex(
      (other, k) =>
        k < Math.min(i, told) &&
        k >= Math.min(i, told) - NEAR &&
        namesThing.test(other.words) &&
        sumOf(k) !== undefined,
    )
    const name = first < 0 ? undefined : namesThing.exec(turns[first]!.words)![1]
    if (
      name &&
      !/[我你他她要退赔付给出最少多]/.test(name) &&
      !result[told]!.topic &&
      lettersOf(turns[told]!.words) <= 3
    )
      result[told]!.topic = name
  })
}

/** 楼道里要拴绳子。—一定拴: what was asked for stands before the promise to do it. */
function promised(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((turn, i) => {
    const verb = /^我?(?:们)?(?:一定|肯定|保证)(?:会)?(\p{Script=Han})/u.exec(turn.words)?.[1]
    const prior = turns[i - 1]
    if (!verb || turn.role !== 'side' || prior?.role !== 'side' || prior.voice === turn.voice || !isTerm(result[i]))
      return
    const wish = /^(?:那|还有?|以后)*([^,。;?]{4,14})[。!]?$/.exec(prior.words)?.[1]
    if (wish && !/我/.test(wish) && new RegExp(`(?:要|得|必须)[^,。;不]{0,4}${verb}`).test(wish) && !result[i]!.topic)
      result[i]!.topic = wish
  })
}

const net =
  /(?:抵一抵|一抵|相抵|互抵|抵掉|抵下来)(?:下来|之?后)?[,]?(?:那)?(?=[^,。;?]{0,10}(?:净付|再付|实付|还付|付|给|补)[^,。;?]{0,6}\d)/
const atOnce = /^(?:那|好|行)?[,]?(?:现在|马上|这就|当场)(?:就)?(?:给|付|转)/

/** 抵一抵,甲净付366。—现在就给: what the chair sets off, and is paid at once. */
function setOff(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((turn, i) => {
    const reply = turns[i + 1]
    if (turn.role !== 'chair' || isTerm(result[i]) || asks(turn) || !net.test(turn.words)) return
    if (reply?.role !== 'side' || !atOnce.test(reply.words)) return
    const words = turn.words
      .replace(net, '相抵后')
      .replace(/(净付|再付|实付|还付|付|给|补)(?=[^,。;?]{0,6}\d)/, '当场$1')
    settle(result[i]!, { text: words.replace(/[。;]+$/, ''), voice: undefined })
    result[i + 1]!.term = 0
  })
}

const sorry = /^(?:[\p{Script=Han}]{1,4}[,])?(?:真)?(?:对不起|对不住|抱歉|不好意思)/u
const heardIt = /听到|收到|接受|算了|没关系|没事|原谅|过去了|不计较|^好|^行/

/** 对不起,以前是我没当回事。—好,听到了: an apology spoken and taken is done. */
function apologies(result: Heard[], turns: readonly Turn[]): void {
  turns.forEach((turn, i) => {
    const reply = turns[i + 1]
    if (turn.role !== 'side' || !sorry.test(turn.words) || asks(turn) || valuesOf(turn).length > 0) return
    if (reply?.role !== 'side' || reply.voice === turn.voice || !heardIt.test(reply.words) || reply.said === 'no')
      return
    settle(result[i]!, { text: '已当场向你道歉', topic: undefined })
  })
}

const ownAccount = /尾号\D{0,3}\d{4}|(?:打|转|汇)(?:到|进|给)?我/
/** 还是原来那张农行,尾号8253。以后每月10号前1500照旧: who is paid into an account pays nothing into it. */
function payees(result: Heard[], turns: readonly Turn[]): void {
  const sides = sidesOf(turns)
  const paid = new Set(
    turns.flatMap(({ role, voice, words }) =>
      role === 'side' && ownAccount.test(words) && !/(?:打|转|汇|付|退|给)(?:到|进|给)?[你她他]/.test(words)
        ? [voice]
        : [],
    ),
  )
  const [payee] = paid
  const payer = sides.filter((voice) => voice !== payee)
  if (paid.size !== 1 || payer.length !== 1) return
  turns.forEach((turn, i) => {
    const bare =
      turn.sums.length > 0 && /照旧|照原来|照付|不变|继续|每月|每年/.test(turn.words) && !/我/.test(turn.words)
    if (turn.voice === payee && isTerm(result[i]) && bare && othersAfter(turns, i)[0]?.said === 'yes')
      result[i]!.subject = payer[0]
  })
}
