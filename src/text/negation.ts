import { normalize } from './normalize.ts'
import type { Span } from './span.ts'

/** How something said stands to the facts. 语气 */
export type Polarity = 'asserted' | 'negated' | 'hypothetical' | 'past' | 'reported'

/** The stance of a stretch of text, with every cue that was found; `polarity` is the one that counts most. */
export type Stance = {
  polarity: Polarity
  negated: boolean
  /** 如果, 怕, 会不会, a question: it is not said that it is so. */
  hypothetical: boolean
  /** 以前, 曾经: it was so and need not be now. */
  past: boolean
  /** Whose words they are, where someone else's are told: 他说 → 他. */
  reportedBy?: string
  cues: string[]
}

const NEGATORS =
  '并没有|没有|没能|没法|没曾|从没|从未|未曾|未能|尚未|并未|并非|不是|不曾|不会|不能|不敢|不肯|不愿意?|不想|不同意|不打算|不用|不必|不再|不让|拒绝|拒不|否认|排除|无法|无须|无需|没|未|不|勿|别|甭|莫|无'
const NEGATOR = new RegExp(NEGATORS, 'gu')
/** Words that hold a negator and deny nothing, or that deny and turn back: 不得不还 is 要还. */
const NOT_NEGATING =
  /不得不|不能不|不会不|不可不|不但|不仅|不光|不只|不止|不管|不论|无论|不过|不料|不得已|不久|不断|不时|不一会|不知不觉|差不多|了不得|来不及|对不起|不好意思|不如|不锈钢|不动产|没完没了|没事找事|无理取闹|无故|无端|无缘无故|莫名其妙|特别|别人|别的|别处|别墅|区别|个别|级别|性别|告别|分别|识别|未来|未成年|未婚|未必不|不对劲|不停|不住(?=地|骂|打)|忍不住|受不了|吃不消|不像话|不讲理|不安|毫不犹豫|不顾|不小心|没想到|不曾想|不知道为什么|没几天|没多久|没过多久|没两天|动不动|时不时|要不是|说不定/gu
const ALTERNATIVE =
  /(?!动不动|时不时)([\p{Script=Han}])[没不]\1|有没有|是不是|能不能|会不会|要不要|可不可以|行不行|对不对|好不好/gu
const QUESTION_END = /(?:[吗么伐]|(?<!什么)呢)?[?？]|[吗伐](?=[。，！!]|$)/u
const CONDITION =
  /如果|假如|假使|假设|要是|要不是|倘若|若是|若(?=[不未再他你我是逾])|万一|一旦|只要|除非|的话|否则|不然|免得|以防|省得|防止|避免|可能|也许|说不定|会不会|是不是|有没有|能不能|要不要|恐怕|担心|怕(?=他|她|你|我|被|再|会|万一|出)|害怕|生怕|假定|比如|例如|差点|险些|差一点|打算|想要|希望|建议|要求|请求|应当|应该|最好|争取|准备|计划|考虑/gu
/** Conditions that reach over a comma: 如果他再来，就…. */
const REACHING = /如果|假如|假使|假设|要是|倘若|若是|若(?=[不未再他你我是逾])|万一|一旦|只要|除非/u
const FORMER =
  /以前|从前|过去|曾经|曾(?=[\p{Script=Han}])|早年|早先|当年|前几年|那时候?|小时候|原先|原来|之前|老早|上次|上回|(?:\d+|[一二三四五六七八九十两几]+)年前|年轻的?时候/gu
const STILL = /现在(?:还|也|又)|至今|到现在|还在|仍然?|一直|又|再次|最近|今天|今朝|昨天|刚刚|刚才|正在/u
const SPEAKER =
  /(?:^|[，。；：、“”\s]|听|据|当时|后来)?([\p{Script=Han}]{1,8}?)(?:都|又|还|也|一直|总|老是|就|却|反而|跟我|对我|和我|向我|告诉我|当面|电话里|微信上?|口头)*(?:说|讲|称|表示|认为|声称|宣称|坚称|反映|主张|否认|承认|答应|威胁|扬言|告诉|辩称|提出|陈述|听说|传)(?:过|了|是|道|的是)?[，：:“]?/gu
const SELF = /^(?:我|我们|本人|自己|咱|咱们|申请人|阿拉)$/
const OTHERS =
  /(?:他|她|他们|她们|对方|人家|别人|邻居|医生|民警|警察|律师|老板娘?|房东|物业|公司|单位|甲方|乙方|被申请人|楼上|楼下|妈妈?|爸爸?|老公|老婆|儿子|女儿|师傅|阿姨|先生|女士|经理|某|同事|工友|村里|社区|店家|商家|听)$/
/** 听说, 扬言 without a speaker: someone's words all the same. */
const RUMOUR = /听说|据说|据传|传言|听人讲|扬言|放话|声称|威胁(?:说|要|称)/u
const MARKS = /[，,；;。！!？?\n：:]/u

/**
 * Tells whether what stands at `span` is asserted, denied, supposed, over, or told as someone else's words. Cues are
 * looked for in its clause; conditions and speakers reach over commas within the sentence.
 */
export function polarity(raw: string, span: Span): Stance {
  const n = normalize(raw)
  const { text } = n
  const start = indexOf(n.origin, text.length, span.start)
  const end = Math.max(start, indexOf(n.origin, text.length, span.end))
  const clauseStart = lastMark(text, start, MARKS)
  const sentenceStart = lastMark(text, start, /[。！!？?；;\n]/u)
  const clauseEnd = nextMark(text, end, MARKS)
  const before = text.slice(clauseStart, start)
  const after = text.slice(end, clauseEnd)
  const own = text.slice(start, end)
  const sentenceBefore = text.slice(sentenceStart, start)
  const cues: string[] = []
  const note = (cue: string | undefined) => {
    if (cue) cues.push(cue)
    return cue !== undefined
  }

  const around = before.slice(-12) + own + after.slice(0, 6)
  const alternative = cueOver(
    around,
    ALTERNATIVE,
    Math.min(before.length, 12),
    Math.min(before.length, 12) + own.length,
  )
  const question = QUESTION_END.exec(text.slice(end, clauseEnd + 1))?.[0]
  const condition = lastOf(before, CONDITION)
  const reaching = REACHING.exec(sentenceBefore.slice(-40))?.[0]
  const trailing = /^[^，。；]{0,6}的话/u.exec(text.slice(end, clauseEnd))?.[0]
  const hypothetical = [note(alternative), note(question), note(condition ?? reaching), note(trailing)].some(Boolean)

  const negators = negatorsBefore(before, own)
  for (const cue of negators) cues.push(cue)
  const deniedAfter =
    /^(?:的(?:事|情况|说法|行为)?)?(?:并)?(?:不属实|不存在|没有(?:发生|这回事|的事)|是假的|不成立)/u.exec(after)?.[0]
  if (deniedAfter) cues.push(deniedAfter)
  // 不是没打: two denials say yes.
  const negated = !alternative && (negators.length % 2 === 1) !== Boolean(deniedAfter)

  const former =
    lastOf(before.slice(-24), FORMER) ??
    (/[，,]/.test(text[clauseStart - 1] ?? '') ? lastOf(sentenceBefore.slice(-30), FORMER) : undefined)
  const past = note(former) && !STILL.test(before + own + after)

  const speaker =
    speakerOf(sentenceBefore, text.slice(sentenceStart, clauseEnd)) ?? (RUMOUR.test(before) ? '旁人' : undefined)
  if (speaker) cues.push(`${speaker}说`)
  const polarity: Polarity = hypothetical
    ? 'hypothetical'
    : negated
      ? 'negated'
      : past
        ? 'past'
        : speaker
          ? 'reported'
          : 'asserted'
  return { polarity, negated, hypothetical, past, ...(speaker ? { reportedBy: speaker } : {}), cues }
}

/** Denials that reach the span: in its clause before it, not cut off by another verb's end, and not part of other words. */
function negatorsBefore(before: string, own: string): string[] {
  const reach = before.slice(-14)
  const harmless = [...reach.matchAll(NOT_NEGATING)].map((m) => [m.index, m.index + m[0].length] as const)
  const found: string[] = []
  for (const m of reach.matchAll(NEGATOR)) {
    const [from, to] = [m.index, m.index + m[0].length]
    if (harmless.some(([a, b]) => from >= a && to <= b)) continue
    // 不给钱还打人: a word that begins something new ends the denial.
    if (
      /还(?![钱款给清])|又|反而|却|但|可是|就|而且|并且|所以|然后|了(?=[\p{Script=Han}]{2})|结果|于是|就是/u.test(
        reach.slice(to),
      )
    )
      continue
    found.push(m[0])
  }
  // The span itself may begin with its denial (没打); then it is what was asked about, not denied.
  return own ? found : []
}

function cueOver(text: string, pattern: RegExp, start: number, end: number): string | undefined {
  for (const m of text.matchAll(pattern)) if (m.index < end && m.index + m[0].length >= start) return m[0]
  return undefined
}

function lastOf(text: string, pattern: RegExp): string | undefined {
  let last: string | undefined
  for (const m of text.matchAll(pattern)) last = m[0]
  return last
}

function speakerOf(before: string, sentence: string): string | undefined {
  let speaker: string | undefined
  for (const m of before.matchAll(SPEAKER)) {
    const who = m[1]!.replace(/^(?:但是?|可是?|然后|后来|结果|当时|听|据|因为|所以)/u, '')
    if (SELF.test(who) || /我$/.test(who)) speaker = undefined
    else if (OTHERS.test(who) || /^[\p{Script=Han}]{2,4}$/u.test(who)) speaker = who || undefined
    else speaker = OTHERS.exec(who)?.[0]
  }
  return sentence ? speaker : undefined
}

function lastMark(text: string, from: number, marks: RegExp): number {
  for (let i = from - 1; i >= 0; i--) if (marks.test(text[i]!)) return i + 1
  return 0
}

function nextMark(text: string, from: number, marks: RegExp): number {
  for (let i = from; i < text.length; i++) if (marks.test(text[i]!)) return i
  return text.length
}

/** Index in the folded text of a raw offset. */
function indexOf(origin: (i: number) => number, length: number, offset: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const mid = (low + high) >> 1
    if (origin(mid) < offset) low = mid + 1
    else high = mid
  }
  return low
}
