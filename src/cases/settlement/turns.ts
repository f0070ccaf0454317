import { readNumeral } from '../reading/quantities.ts'
import { answersValues, valuesOf } from './course.ts'

/** A piece of a record as a turn of talk. */
export type Turn = {
  /** As the label names the speaker; empty where nobody in particular speaks. */
  voice: string
  /** Who leads the talk, one of the sides, all together, nobody in particular. */
  role: 'chair' | 'side' | 'all' | 'nobody'
  /** Without the label. */
  words: string
  /** Whether a label stands before it. */
  labelled: boolean
  /** What the words do to what was said before. */
  said: 'yes' | 'no' | 'asks' | undefined
  /** The round figures said: what is bargained over. */
  sums: readonly number[]
}

const label = /^(?:[问答](?=[(]))?[(]?([^,。:;!?\d()]{1,12})[)]?(?:[(][^)]{0,12}[)])?[:]\s*/
const chair = /^(?:问|调|主持|书记|支书|主任|民警|社工|网格|记录|法官|律师|仲裁|组长|我$|湾嫂|老娘舅|司法)/
const together = /^(?:双方|大家|众|合|各方|两[人方家个]|[三四五六]人|[三四]方|都)/

const yes = new RegExp(
  [
    // 那行, 嗯,好的, ……可以, said first.
    '^(?:那|也|嗯+|哦|噢|唉|哎|行|好|算了|[….,]+)*[,]?(?:好(?![像几多])|可以(?!不)|行(?!不行)|中(?![午间介])|对(?!面|方|不起)|是的|是(?=[,。!]|$)|没问题|没意见|同意|认可|认了|成(?!都)|要得|得(?:,|。|$)|OK|ok|👌|👍|够了|依你|听你|就这样|就这么|就按|写上|收到|作数)',
    '(?:大家|都)通过了?|(?<!不)答应(?:了|的)|我认[,。]',
    // 两千就两千, 15号就15号
    '(\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千万半]+)(?:元|块|[号点天成万])?就\\1',
    // 15号可以, 640我没意见, 利息认
    '(?:[\\d一二两三四五六七八九十百千万半元块号点天次成月日末]|利息)(?:[我也就都这边那]|我们)*(?:可以|行|认|没意见|没问题|OK|ok|要得)(?:的|了|吧|账)?(?:[,。!]|$)',
    // 当面也行
    '^[….]*[^,。;]{1,6}也(?:行|可以|好)[。!]?$',
    '[,](?:可以|行|好|成|要得|没意见|没问题)(?:的|吧|了)?(?:[,。!]|$)',
  ].join('|'),
  'u',
)
const no =
  /不(?:行|同意|肯|答应|够|要紧|接受|认(?!识)|可能|干|能接受)|没门|太[少多低高]|免谈|(?:^|[,。])不[,。!]|谁[认出付]|凭(?:啥|什么)|做不到|没(?:有)?(?:那么|这么)多|谈不拢|算了吧|^(?:反了|不对(?!不对)|[算说记]错了)/

function stanceOf(said: string): Turn['said'] {
  const words = said.replace(/(?:行不行|好不好|可不可以)(?=[?])/, '')
  if (/太[少多低高]/.test(words)) return 'no'
  if (yes.test(words)) return 'yes'
  if (no.test(words)) return 'no'
  return /[?]$/.test(words) ? 'asks' : undefined
}

/** A figure without 元 or 块 that no measure, number of a door, an account or a day makes something else of. */
export const spokenFigure =
  /(?<![\d.楼室幢尾第年:/]|(?<!个)月|(?<!(?<!\d)(?:[12]?\d|3[01]))号)(?:\d{1,3}(?:,\d{3})+|\d{4,7}|(?<=^|[^\p{Script=Han}]|[给付还赔退补出减扣加收要是到按算计共余剩约打前])\d{3})(?![\d.%年月日号天个元块角分万千百]|[、和至到—-]+(?:19|20)\d\d(?:[两三四]?年|度)|[两三四]年|,\d{3}(?!\d)|\s*(?:元|块|[乘×]|那张|这张|的?卡|折|尾|平|亩|斤|工|单元|室|幢|张|户|次))/gu
/** 三百斤, 两千块砖 count things; 一百一棵 is the price of one. */
const spelt =
  /\d+(?:\.\d+)?万(?:\d+千?)?|[一二两三四五六七八九](?:[百千万][零一二两三四五六七八九百千]*)(?![一二两三四五六七八九十百千万]|\s*(?:公?斤|棵|株|亩|个|只|张|把|平|米|公里|里路?|人|户|次|趟|天|年|字|度|吨|件|桶|袋|块(?:砖|瓦|玻|地))|[一每](?:棵|株|亩|个|只|张|把|平|米|人|户|次|趟|天|斤|件|桶|袋|块))/g
/** Whether what stands before a figure says that it is no sum. */
export const numbersSomething = (before: string): boolean =>
  /(?:尾号|卡号|账号|电话|手机|号码|编号|公里)(?:[^,。]{0,3}|[^,。]{0,4},(?:应该?)?是)$/.test(before)

const figuresOf = (words: string): number[] =>
  [...words.replaceAll(/元|块/g, ' ').matchAll(spokenFigure), ...words.matchAll(spelt)].flatMap(({ 0: raw, index }) =>
    numbersSomething(words.slice(0, index)) ? [] : (readNumeral(raw.replaceAll(',', '')) ?? []),
  )

/** The pieces of a record as turns, each with the voice that was heard last; `leads` knows who leads the talk though no office says so. */
export function turnsOf(pieces: readonly string[], leads: (voice: string) => boolean = () => false): Turn[] {
  let voice = ''
  return pieces.map((piece) => {
    const found = label.exec(piece)
    if (found) voice = found[1]!
    const words = found ? piece.slice(found[0].length) : piece
    const role = chair.test(voice) || leads(voice) ? 'chair' : together.test(voice) ? 'all' : voice ? 'side' : 'nobody'
    return { voice, role, words, labelled: found !== null, said: stanceOf(words), sums: figuresOf(words) }
  })
}

/** 裘:什么时候给?: the voices that belong to no party, often ask and promise nothing, in a talk of two parties at least. */
export function leadersIn(turns: readonly Turn[], isParty: (voice: string) => boolean): Set<string> {
  const voices = [...new Set(turns.flatMap(({ role, voice }) => (role === 'side' ? [voice] : [])))]
  const own = (voice: string) => turns.filter((turn) => turn.voice === voice)
  const leads = (voice: string) => {
    const all = own(voice)
    const asking = all.filter(({ words }) => /[?]|念一遍|写下来|先[讲说]|记下|归拢/.test(words)).length
    return asking * 3 >= all.length && all.every(({ words }) => !/我(?:来)?(?:赔|付|出|给|退|认|不肯|不认)/.test(words))
  }
  return voices.filter(isParty).length < 2
    ? new Set()
    : new Set(voices.filter((voice) => !isParty(voice) && leads(voice)))
}

/** A talk taken down has at least so many turns with a label. */
const FEWEST_TURNS = 4
/** Whether turns are a talk of several voices, taken down one after the other. */
export const isTalk = (turns: readonly Turn[]): boolean =>
  turns.filter(({ labelled }) => labelled).length >= FEWEST_TURNS &&
  new Set(turns.flatMap(({ role, voice }) => (role === 'side' ? [voice] : []))).size >= 2

/** Whether any of the turns says one of the figures of `turn`. */
export const saysSum = (turns: readonly Turn[], { sums }: Turn): boolean =>
  turns.some((other) => sums.some((sum) => other.sums.includes(sum)))

/** What others say after a turn, and before it. */
export const othersAfter = (turns: readonly Turn[], i: number): Turn[] =>
  turns.slice(i + 1).filter(({ voice }) => voice !== turns[i]!.voice)

/** A day, a time, an instalment: a sum for it is no answer to a sum for the whole. */
export const isDated = ({ words }: Turn): boolean => dated.test(words)
const dated =
  /(?:十[一二]|[一二三四五六七八九十])月(?:[一二三四五六七八九十]|底)|[一二三四五六七八九十][号日](?![线楼路])|\d[月号日]|月[底初末]|年[底前内]|每[月年季周次]|[天日]内|以前|之前|验收|签[字好]|当[天场]|今[天日晚]|明[天日]|现在|第[一二三]次|头一次|分[两三四]次|[几一二三]期|一个月[一二两三四]次|第[一二三四]个?(?:周|星期|礼拜)|周[一二三四五六日末]/

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

const closing =
  /就这样|就这么|(?:那|都)就?(?:说|讲|谈)(?:好|定|妥)了|说定|讲定|定下来|都?没意见|都点头|签字|念一遍|归拢|小结|总结|理一下|捋一/
const adjourns =
  /没谈拢|谈不拢|未达成|再[讲说谈议](?:$|[。!])|下次|改天|回去(?:商量|考虑|想)|走程序|去法院|想想|考虑|问(?:一下|问)/
const SOON = 5

/**
 * How the talk goes on around each piece of a record: granted, refused, bargained on, said again. What two people settle by
 * word of mouth is seldom said in one sentence; it is what was said last and not gainsaid.
 */
export function talkMarks(pieces: readonly string[]): string[][] {
  const turns = turnsOf(pieces)
  if (!isTalk(turns)) return pieces.map(() => [])
  const values = turns.map(valuesOf)
  const count = (rest: readonly Turn[], said: Turn['said']) => Math.min(3, rest.filter((it) => it.said === said).length)
  const lastNo = turns.findLastIndex(({ said }) => said === 'no')
  const lastOf = (kind: string) => values.findLastIndex((said) => said.some((it) => it.kind === kind))
  const end = turns.slice(-3)
  const whole = [
    end.some(({ words }) => closing.test(words)) && 'closed',
    end.some(({ words }) => adjourns.test(words)) && 'adjourned',
    `end ${turns.at(-1)!.said}`,
  ]
  return turns.map((turn, i) => {
    const later = turns.flatMap((it, j) => (j > i && it.voice !== turn.voice ? [j] : []))
    const before = turns.flatMap((it, j) => (j < i && it.voice !== turn.voice ? [j] : []))
    const reply = turns[later[0] ?? -1]
    const next = turns[later[1] ?? -1]
    const prior = turns[i - 1]
    const own = values[i]!
    const soon = later.filter((j) => j <= i + SOON)
    const firstOf = (what: 'again' | 'other', among: readonly number[]) =>
      among.find((j) => answersValues(own, values[j]!) === what)
    const [again, other] = [firstOf('again', later), firstOf('other', later)]
    const said = [...new Set(own.map(({ kind }) => kind))]
    const yesAt = soon.find((j) => turns[j]!.said === 'yes')
    const noAt = soon.find((j) => turns[j]!.said === 'no')
    const held =
      said.length === 0
        ? ['no value']
        : [
            `next says ${reply ? (answersValues(own, values[later[0]!]!) ?? 'none') : 'nothing'}`,
            again !== undefined && (other === undefined || again < other) && 'value said again by another',
            other !== undefined && (again === undefined || other < again) && `other value follows ${other <= i + 2}`,
            other === undefined && 'no other value follows',
            firstOf('again', before) !== undefined && 'value of another taken up',
            other !== undefined && yesAt !== undefined && yesAt < other && 'granted before another follows',
            ...said.map((kind) => i === lastOf(kind) && `last ${kind}`),
            ...said.map((kind) => `has ${kind}`),
          ]
    const marks = [
      `voice ${turn.role}`,
      `says ${turn.said}`,
      `reply ${reply?.said} ${reply?.role ?? ''}`,
      `next ${next?.said} ${next?.role ?? ''}`,
      prior && prior.voice !== turn.voice && `answers ${prior.said} ${prior.role}`,
      prior && prior.voice !== turn.voice && /[?]$/.test(prior.words) && `answers a question ${own.length > 0}`,
      /[?]$/.test(turn.words) && `asks and hears ${reply?.said}`,
      i > lastNo && 'after the last no',
      yesAt !== undefined && (noAt === undefined || yesAt < noAt) && 'yes comes first',
      noAt !== undefined && (yesAt === undefined || noAt < yesAt) && 'no comes first',
      `noes to come ${count(turns.slice(i + 1), 'no')}`,
      `yeses to come ${count(turns.slice(i + 1), 'yes')}`,
      ...whole,
      ...held,
    ].filter((it) => typeof it === 'string')
    const kept = own.length > 0 ? marks.map((it) => `value, ${it}`) : []
    const pairs = held
      .filter((it) => typeof it === 'string')
      .flatMap((it) => [`${it} & ${turn.said}`, `${it} & reply ${reply?.said}`])
    return [...marks, ...kept, ...pairs].map((it) => `talk: ${it}`)
  })
}
