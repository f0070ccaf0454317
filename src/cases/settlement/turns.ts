import { readNumeral } from '../reading/quantities.ts'

/** A piece of a record as a turn of talk. */
export type Turn = {
  /** As the label names the speaker; empty where nobody in particular speaks. */
  voice: string
  /** Who leads the talk, one of the sides, all together, nobody in particular. */
  role: 'chair' | 'side' | 'all' | 'nobody'
  /** Without the label. */
  words: string
  /** What the words do to what was said before. */
  said: 'yes' | 'no' | 'asks' | undefined
  /** The round figures said: what is bargained over. */
  sums: readonly number[]
}

const label = /^(?:[问答](?=[(]))?[(]?([^,。:;!?\d()]{1,12})[)]?(?:[(][^)]{0,12}[)])?[:]\s*/
const chair = /^(?:问|调|主持|书记|支书|主任|民警|社工|网格|记录|法官|律师|仲裁|组长|我$|湾嫂|老娘舅|司法)/
const together = /^(?:双方|大家|众|合|各方|两[人方家个]|[三四五六]人|[三四]方|都)/

const yes =
  /^(?:那|也|嗯|哦|噢|唉|好好)?[,]?(?:好(?![像几多])|可以|行(?!不行)|中(?![午间介])|对(?!面|方|不起)|是的|没问题|没意见|同意|认可|认了|成(?!都)|要得|得(?:,|。|$)|OK|ok|👌|够了|依你|听你|就这样|就这么|就按|写上|收到)|(?:大家|都)通过了?|(?<!不)答应(?:了|的)|我认[,。]|^(\d{3,6}|[一二两三四五六七八九][百千万]+[一二两三四五六七八九百千]*)就\1|[,](?:可以|行|好的?|成)(?:吧|了)?(?:[,。]|$)/u
const no =
  /不(?:行|同意|肯|答应|够|要紧|接受|认(?!识)|可能|干|能接受)|没门|太[少多低高]|免谈|(?:^|[,。])不[,。!]|谁[认出付]|凭(?:啥|什么)|做不到|没(?:有)?(?:那么|这么)多|谈不拢|算了吧/

function stanceOf(words: string): Turn['said'] {
  if (/太[少多低高]/.test(words)) return 'no'
  if (yes.test(words)) return 'yes'
  if (no.test(words)) return 'no'
  return /[?]$/.test(words) ? 'asks' : undefined
}

/** A figure without 元 or 块 that no measure, number of a door, an account or a day makes something else of. */
export const spokenFigure =
  /(?<![\d.号楼室幢尾第年:/]|(?<!个)月)(?:\d{1,3}(?:,\d{3})+|\d{4,7}|(?<=^|[^\p{Script=Han}]|[给付还赔退补出减扣加收要是到按算计共余剩约打前])\d{3})(?![\d.%年月日号天个元块角分万千百]|[、和至到—-]+(?:19|20)\d\d(?:[两三四]?年|度)|[两三四]年|,\d{3}(?!\d)|\s*(?:元|块|[乘×]|那张|这张|的?卡|折|尾|平|亩|斤|工|单元|室|幢|张|户|次))/gu
const spelt = /\d+(?:\.\d+)?万(?:\d+千?)?|[一二两三四五六七八九](?:[百千万][零一二两三四五六七八九百千]*)/g
/** Whether what stands before a figure says that it is no sum. */
export const numbersSomething = (before: string): boolean =>
  /(?:尾号|卡号|账号|电话|手机|号码|编号|公里)(?:[^,。]{0,3}|[^,。]{0,4},(?:应该?)?是)$/.test(before)

const figuresOf = (words: string): number[] =>
  [...words.replaceAll(/元|块/g, ' ').matchAll(spokenFigure), ...words.matchAll(spelt)].flatMap(({ 0: raw, index }) =>
    numbersSomething(words.slice(0, index)) ? [] : (readNumeral(raw.replaceAll(',', '')) ?? []),
  )

/** The pieces of a record as turns, each with the voice that was heard last. */
export function turnsOf(pieces: readonly string[]): Turn[] {
  let voice = ''
  return pieces.map((piece) => {
    const found = label.exec(piece)
    if (found) voice = found[1]!
    const words = found ? piece.slice(found[0].length) : piece
    const role = chair.test(voice) ? 'chair' : together.test(voice) ? 'all' : voice ? 'side' : 'nobody'
    return { voice, role, words, said: stanceOf(words), sums: figuresOf(words) }
  })
}

/** Whether any of the turns says one of the figures of `turn`. */
export const saysSum = (turns: readonly Turn[], { sums }: Turn): boolean =>
  turns.some((other) => sums.some((sum) => other.sums.includes(sum)))

/** What others say after a turn, and before it. */
export const othersAfter = (turns: readonly Turn[], i: number): Turn[] =>
  turns.slice(i + 1).filter(({ voice }) => voice !== turns[i]!.voice)
const othersBefore = (turns: readonly Turn[], i: number): Turn[] =>
  turns.slice(0, i).filter(({ voice }) => voice !== turns[i]!.voice)

/** A day, a time, an instalment: a sum for it is no answer to a sum for the whole. */
export const isDated = ({ words }: Turn): boolean => dated.test(words)
const dated =
  /\d[月号日]|月[底初末]|年[底前内]|每[月年季周次]|[天日]内|以前|之前|验收|签[字好]|当[天场]|今[天日晚]|明[天日]|现在|第[一二三]次|头一次|分[两三四]次|[几一二三]期|一个月[一二两三四]次|第[一二三四]个?(?:周|星期|礼拜)|周[一二三四五六日末]/

/** Whether the next to speak names another figure instead. */
export function bargainedOn(turns: readonly Turn[], i: number): boolean {
  const reply = othersAfter(turns, i)[0]
  return (
    reply !== undefined &&
    reply.said !== 'yes' &&
    reply.sums.length > 0 &&
    !saysSum([reply], turns[i]!) &&
    isDated(reply) === isDated(turns[i]!)
  )
}

/**
 * How the talk goes on around each piece of a record: granted, refused, bargained on, said again. What two people settle by
 * word of mouth is seldom said in one sentence; it is what was said last and not gainsaid.
 */
export function talkMarks(pieces: readonly string[]): string[][] {
  const turns = turnsOf(pieces)
  if (new Set(turns.map(({ voice }) => voice).filter(Boolean)).size < 2) return pieces.map(() => [])
  const count = (rest: readonly Turn[], said: Turn['said']) => Math.min(3, rest.filter((it) => it.said === said).length)
  const lastNo = turns.findLastIndex(({ said }) => said === 'no')
  const lastSum = turns.findLastIndex(({ sums }) => sums.length > 0)
  return turns.map((turn, i) => {
    const [after, before] = [othersAfter(turns, i), othersBefore(turns, i)]
    const [reply] = after
    const prior = turns[i - 1]
    const sums =
      turn.sums.length === 0
        ? []
        : [
            saysSum(after, turn) && 'sum said again by another',
            saysSum(before, turn) && 'sum of another taken up',
            after.some(({ sums }) => sums.length > 0) &&
              !saysSum([after.find(({ sums }) => sums.length > 0)!], turn) &&
              'other sum follows',
            i === lastSum && 'last sum',
            bargainedOn(turns, i) && 'bargained on',
          ]
    const marks = [
      `voice ${turn.role}`,
      `says ${turn.said}`,
      `reply ${reply?.said} ${reply?.role ?? ''}`,
      prior && prior.voice !== turn.voice && `answers ${prior.said} ${prior.role}`,
      i > lastNo && 'after the last no',
      `noes to come ${count(turns.slice(i + 1), 'no')}`,
      `yeses to come ${count(turns.slice(i + 1), 'yes')}`,
      ...sums,
    ].filter((it) => typeof it === 'string')
    return [...marks, ...(turn.sums.length > 0 ? marks.map((it) => `sum, ${it}`) : [])].map((it) => `talk: ${it}`)
  })
}
