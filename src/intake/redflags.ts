import type { Shelf } from '../context.ts'
import { foldDialect, sentences } from '../text/index.ts'
import { modelsOf } from './classify.ts'
import { type FlagCode, type FlagRule, flags, rules } from './danger-rules.ts'
import { featuresOf } from './features.ts'
import { scores, sigmoid } from './linear.ts'

export type RedFlag = {
  code: FlagCode
  quote: string
  action: string
  stop: 'stop' | 'pause' | 'refer' | 'assess' | 'parallel'
}

/** Told of somebody else's story: a film, the news, hearsay that does not concern the speaker. */
const fiction =
  /电影|电视剧|小说|恐怖片|戏里|剧里|短剧|新闻(里|上|说)|网上(那个|看到)|(?:跟|和|与)(?:我们?|咱们?)(?:家)?没(?:有)?关系|不是那种事|打比方|开玩笑(?:的|说)/
/** Long over, and said to be. */
const over =
  /小时候|早就(?:和好|好了|没事|过去)|已经和好|当年|年轻的时候|(?:很多|十几|二十|三十)年前|以前[^。;；]{0,12}(?:现在|今年)(?:没有|不|好)/
const denied =
  /(?:从来|并|也|都|倒|绝对|肯定|根本)?(?:没有?|不会|不是|未曾|不曾|别|没想过?|没有过?)[^，,。;；!！?？]{0,6}$/
const supposed = /(?:要是|如果|假如|万一|若是|倘若)[^。;；]{0,20}$/

type Found = { code: FlagCode; start: number; end: number }

/**
 * Dangers of domain.md 7 in a text: rules read clause by clause, and a trained model, the union of both.
 * A threat of the other side counts; a film, a thing denied, or a thing long over does not.
 */
export function findRedFlags(shelf: Shelf, raw: string): RedFlag[] {
  const { text, origin } = foldDialect(raw)
  const found = new Map<FlagCode, RedFlag>()
  for (const { code, start, end } of [...ruled(text), ...learned(shelf, text)]) {
    if (!found.has(code)) found.set(code, { code, quote: raw.slice(origin(start), origin(end)), ...flags[code] })
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code))
}

/** The codes the rules alone find in a text. */
export const ruledCodes = (raw: string): FlagCode[] => [
  ...new Set(ruled(foldDialect(raw).text).map(({ code }) => code)),
]

function ruled(text: string): Found[] {
  return rules.flatMap((rule) =>
    rule.patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)]
        .map((match) => ({ code: rule.code, start: match.index, end: match.index + match[0].length }))
        .filter(({ start, end }) => counts(text, start, end, rule)),
    ),
  )
}

const order = Object.keys(flags) as FlagCode[]

function counts(text: string, start: number, end: number, rule: FlagRule): boolean {
  const sentenceStart =
    Math.max(...['。', '！', '!', '？', '?', '\n'].map((mark) => text.lastIndexOf(mark, start - 1))) + 1
  const nextEnd = text.slice(end).search(/[。！!？?\n]/)
  const sentence = text.slice(sentenceStart, nextEnd < 0 ? text.length : end + nextEnd)
  const before = text.slice(sentenceStart, start)
  const clauseBefore = before.slice(Math.max(...['，', ',', ';', '；'].map((mark) => before.lastIndexOf(mark))) + 1)
  if (rule.except?.test(sentence)) return false
  if (fiction.test(sentence)) return false
  if (over.test(sentence) && !rule.evenPast) return false
  if (denied.test(clauseBefore) && !rule.evenDenied) return false
  return !(supposed.test(before) && !rule.evenSupposed)
}

/** What the trained model sees in a sentence or the whole: it learned on whole sentences, and a clause alone lacks what would speak against. */
function learned(shelf: Shelf, text: string): Found[] {
  const { danger } = modelsOf(shelf)
  const parts = [...sentences(text), { start: 0, end: text.length, quote: text }].filter(
    ({ quote }) => quote.length >= 6,
  )
  return parts.flatMap(({ start, end, quote }) => {
    if (fiction.test(text) || over.test(quote) || /没有?|不会|从来/.test(quote)) return []
    const raw = scores(danger, featuresOf(quote))
    return danger.labels.flatMap((label, i) => {
      const code = label as FlagCode
      return sigmoid(raw[i]!) >= flags[code].surety ? [{ code, start, end }] : []
    })
  })
}
