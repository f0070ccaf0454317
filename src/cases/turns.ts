import { readNumeral } from './quantities.ts'

/** A piece of a record as a turn of talk: who says it, and the words without the label. */
type Turn = { voice: string; words: string; sums: Set<number>; said: ReturnType<typeof stanceOf> }

const label = /^(?:[问答](?=[(]))?[(]?([^,。:;!?\d()]{1,12})[)]?(?:[(][^)]{0,12}[)])?[:]\s*/
const chair = /^(?:问|调|主持|书记|支书|主任|民警|社工|网格|记录|法官|律师|仲裁|组长|我$|湾嫂|老娘舅|司法)/
const together = /^(?:双方|大家|众|合|各方|两[人方家个]|[三四五六]人|[三四]方|都)/

const yes =
  /^(?:那|也|嗯|哦|噢|唉|好好)?[,]?(?:好(?![像几多])|可以|行(?!不行)|中(?![午间介])|对(?!面|方|不起)|是的|没问题|没意见|同意|认可|认了|成(?!都)|要得|得(?:,|。|$)|OK|ok|👌|够了|依你|听你|就这样|就这么|就按|写上|收到)/u
const no =
  /不(?:行|同意|肯|答应|够|要紧|接受|认(?!识)|可能|干|能接受)|没门|太[少多低高]|免谈|(?:^|[,。])不[,。!]|谁[认出付]|凭(?:啥|什么)|做不到|没(?:有)?(?:那么|这么)多|谈不拢|算了吧/

const stanceOf = (words: string) =>
  yes.test(words) ? 'yes' : no.test(words) ? 'no' : /[?]$/.test(words) ? 'asks' : undefined

const numeral =
  /(?<![\d.])\d{1,3}(?:,\d{3})+|(?<![\d.])\d{3,7}(?![\d年]|号[楼房]|室|幢)|[一二两三四五六七八九](?:[百千万][零一二两三四五六七八九百千]*)/g
/** The round figures of a text, spelt or in digits: what is bargained over. */
const figuresOf = (words: string): Set<number> =>
  new Set([...words.matchAll(numeral)].flatMap(([raw]) => readNumeral(raw.replaceAll(',', '')) ?? []))

/**
 * How the talk goes on around each piece of a record: granted, refused, bargained on, said again. What two people settle by
 * word of mouth is seldom said in one sentence; it is what was said last and not gainsaid.
 */
export function talkMarks(pieces: readonly string[]): string[][] {
  let voice = ''
  const turns = pieces.map((piece): Turn => {
    const found = label.exec(piece)
    if (found) voice = found[1]!
    const words = found ? piece.slice(found[0].length) : piece
    return { voice, words, sums: figuresOf(words), said: stanceOf(words) }
  })
  const voices = new Set(turns.map((turn) => turn.voice).filter(Boolean))
  if (voices.size < 2) return pieces.map(() => [])
  const roleOf = (it: string) => (chair.test(it) ? 'chair' : together.test(it) ? 'all' : it ? 'side' : 'nobody')
  const lastNo = turns.findLastIndex(({ said }) => said === 'no')
  const lastSum = turns.findLastIndex(({ sums }) => sums.size > 0)
  return turns.map((turn, i) => {
    const after = turns.slice(i + 1).filter((it) => it.voice !== turn.voice)
    const before = turns.slice(0, i).filter((it) => it.voice !== turn.voice)
    const reply = after[0]
    const shares = (others: Turn[]) => others.some(({ sums }) => [...turn.sums].some((sum) => sums.has(sum)))
    const marks = [
      `voice ${roleOf(turn.voice)}`,
      `says ${turn.said}`,
      `reply ${reply?.said} ${reply ? roleOf(reply.voice) : ''}`,
    ]
    const prior = turns[i - 1]
    if (prior && prior.voice !== turn.voice) marks.push(`answers ${prior.said} ${roleOf(prior.voice)}`)
    if (i > lastNo) marks.push('after the last no')
    marks.push(`noes to come ${Math.min(3, turns.slice(i + 1).filter(({ said }) => said === 'no').length)}`)
    marks.push(`yeses to come ${Math.min(3, turns.slice(i + 1).filter(({ said }) => said === 'yes').length)}`)
    if (turn.sums.size > 0) {
      if (shares(after)) marks.push('sum said again by another')
      if (shares(before)) marks.push('sum of another taken up')
      const other = after.find(({ sums }) => sums.size > 0)
      if (other && !shares([other])) marks.push('other sum follows')
      if (i === lastSum) marks.push('last sum')
      if (reply && reply.said !== 'yes' && reply.sums.size > 0 && !shares([reply])) marks.push('bargained on')
    }
    return [...marks, ...(turn.sums.size > 0 ? marks.map((it) => `sum, ${it}`) : [])].map((it) => `talk: ${it}`)
  })
}
