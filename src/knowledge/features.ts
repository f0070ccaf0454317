import { bigrams } from '../text/index.ts'
import { type Asked, askedNames, type Place } from './asked.ts'
import type { Candidate, Scores } from './gather.ts'
import { runs } from './tokens.ts'

/** How common a term is: in how many of how many passages it stands. */
export type Commonness = { total: number; of(term: string): number | undefined }

/** Names of what the reranker weighs, in the order of `features`' columns. */
export const featureNames = [
  'words',
  'wordsShare',
  'wordsRank',
  'meaning',
  'meaningGap',
  'meaningRank',
  'ownWords',
  'ownWordsShare',
  'ownMeaning',
  'ownMeaningGap',
  'carded',
  'fused',
  'fusedRank',
  'beside',
  'nearby',
  'lawShare',
  'lawBest',
  'lawMeaning',
  'chapterShare',
  'chapterMeaning',
  'authority',
  'prior',
  'chapterPrior',
  'articlePrior',
  'length',
  'queryLength',
  'queryRarity',
  'queryLay',
  'covered',
  'coveredText',
  'coveredTitle',
  'coveredHeading',
  'coveredLay',
  'coveredGist',
  'run',
  'runLay',
  'titleSaid',
  'titleLength',
  'first',
  'closing',
  'penal',
  'order',
  'density',
  ...askedNames,
] as const

const WIDTH = featureNames.length
const LAY_WORDS = /吗|呢|怎么|咋|怎样|能不能|可不可以|能否|是否|谁|啥|什么|多少|如何|我|他|她|人家|的话/g
const TOP = 50
const MANY_TERMS = 48

/** What is learned besides the trees: how often each law, chapter and article governs lay questions. */
export type Priors = Readonly<Record<string, number>>

type Placed = { law: string | null; title: string; heading: readonly string[]; item: string | null }

/** The name a chapter's prior goes by: the law and the number of the innermost division. */
export function chapterPlace({ law, title, heading }: Placed): string {
  return `${law ?? title}/${heading.map((h) => h.split(' ')[0]).join('/')}`
}

/** The name an article's prior goes by. */
export function articlePlace({ law, title, item }: Placed): string {
  return `${law ?? title}#${item}`
}

/** The place of a passage among the questions asked before. */
export function placeOf(row: Placed): Place {
  return { article: articlePlace(row), chapter: chapterPlace(row), law: row.law ?? row.title }
}

/** One row of numbers a candidate, for candidates sorted by their fused score. */
export function features(
  query: string,
  candidates: readonly Candidate[],
  common: Commonness,
  priors: Priors,
  asked: Asked,
): Float32Array {
  const out = new Float32Array(candidates.length * WIDTH)
  const terms = weighTerms(query, common)
  const words = runs(query).join('')
  const lists = {
    words: ranksOf(candidates, (c) => c.official.words),
    meaning: ranksOf(candidates, (c) => c.official.meaning),
  }
  const best = bestOf(candidates)
  const company = companyOf(candidates)
  const layWords = (query.match(LAY_WORDS)?.length ?? 0) / Math.max(words.length, 1)
  candidates.forEach((c, i) => {
    const row = (c.passage ?? c.card)!
    const text = c.passage?.text ?? c.card?.text ?? ''
    const title = row.law ?? row.title
    const heading = row.heading.join('，')
    const kin = company(c)
    const said = terms.coverage(text, title, heading)
    const lay = c.card?.lay ?? []
    const values = [
      c.official.words,
      share(c.official.words, best.official.words),
      lists.words(i),
      c.official.meaning,
      best.official.meaning - c.official.meaning,
      lists.meaning(i),
      c.own.words,
      share(c.own.words, best.own.words),
      c.own.meaning,
      best.own.meaning - c.own.meaning,
      c.card ? 1 : 0,
      c.score,
      Math.log1p(i),
      kin.beside,
      kin.nearby,
      kin.lawShare,
      kin.lawBest,
      kin.lawMeaning,
      kin.chapterShare,
      kin.chapterMeaning,
      row.authority,
      priors[title] ?? 0,
      priors[chapterPlace(row)] ?? 0,
      priors[articlePlace(row)] ?? 0,
      Math.log1p(text.length),
      Math.log1p(words.length),
      terms.rarity,
      layWords,
      said.any,
      said.text,
      said.title,
      said.heading,
      Math.max(0, ...lay.map((l) => terms.likeness(l))),
      c.card ? terms.covered(c.card.text) : 0,
      longestRun(words, text),
      Math.max(0, ...lay.map((l) => longestRun(words, l))),
      title.length > 2 && words.includes(title) ? 1 : 0,
      title.length,
      row.item === '1' ? 1 : 0,
      /附则/.test(row.heading.at(-1) ?? '') ? 1 : 0,
      /法律责任|罚则/.test(row.heading.at(-1) ?? '') ? 1 : 0,
      Number.parseInt(row.item ?? '0', 10) || 0,
      said.text / Math.log(8 + text.length),
      ...asked(placeOf(row)),
    ]
    out.set(values, i * WIDTH)
  })
  return out
}

const share = (x: number, best: number) => (best > 0 ? x / best : 0)

function bestOf(candidates: readonly Candidate[]): { official: Scores; own: Scores } {
  const best = { official: { words: 0, meaning: 0 }, own: { words: 0, meaning: 0 } }
  for (const c of candidates)
    for (const face of ['official', 'own'] as const)
      for (const by of ['words', 'meaning'] as const) best[face][by] = Math.max(best[face][by], c[face][by])
  return best
}

function ranksOf(candidates: readonly Candidate[], score: (c: Candidate) => number): (i: number) => number {
  const order = candidates.map((_, i) => i).sort((a, b) => score(candidates[b]!) - score(candidates[a]!))
  const ranks = new Float32Array(candidates.length)
  order.forEach((i, rank) => {
    ranks[i] = score(candidates[i]!) > 0 ? Math.log1p(rank) : 10
  })
  return (i) => ranks[i]!
}

/** How the candidates of the same law, chapter and neighbourhood fare: a rule seldom answers alone. */
function companyOf(candidates: readonly Candidate[]) {
  const byLaw = new Map<string, { c: Candidate; at: number; rank: number }[]>()
  const chapter = (c: Candidate) => `${(c.passage ?? c.card)!.law}\n${(c.passage ?? c.card)!.heading.join('\n')}`
  const chapters = new Map<string, { sum: number; meanings: number[] }>()
  const laws = new Map<string, number>()
  let total = 0
  candidates.forEach((c, rank) => {
    const row = (c.passage ?? c.card)!
    const law = row.law ?? row.title
    const list = byLaw.get(law) ?? byLaw.set(law, []).get(law)!
    list.push({ c, at: row.ordinal, rank })
    const held = chapters.get(chapter(c)) ?? chapters.set(chapter(c), { sum: 0, meanings: [] }).get(chapter(c))!
    held.meanings.push(c.official.meaning)
    if (rank < TOP) {
      held.sum += c.score
      laws.set(law, (laws.get(law) ?? 0) + c.score)
      total += c.score
    }
  })
  const topMean = (xs: number[]) => {
    const top = [...xs].sort((a, b) => b - a).slice(0, 3)
    return top.reduce((s, x) => s + x, 0) / 3
  }
  const lawMeaning = new Map([...byLaw].map(([law, list]) => [law, topMean(list.map((x) => x.c.official.meaning))]))
  const chapterMeaning = new Map([...chapters].map(([key, { meanings }]) => [key, topMean(meanings)]))
  return (c: Candidate) => {
    const row = (c.passage ?? c.card)!
    const law = row.law ?? row.title
    const list = byLaw.get(law)!
    let beside = 0
    let nearby = 0
    for (const other of list) {
      const distance = Math.abs(other.at - row.ordinal) / 100
      if (other.c === c || distance > 3) continue
      nearby = Math.max(nearby, other.c.score)
      if (distance <= 1) beside = Math.max(beside, other.c.score)
    }
    const key = chapter(c)
    return {
      beside,
      nearby,
      lawShare: share(laws.get(law) ?? 0, total),
      lawBest: Math.log1p(list[0]!.rank),
      lawMeaning: lawMeaning.get(law)!,
      chapterShare: share(chapters.get(key)!.sum, total),
      chapterMeaning: chapterMeaning.get(key)!,
    }
  }
}

/** The query's terms with their rarity, and how much of that weight a text covers. */
function weighTerms(query: string, { total, of }: Commonness) {
  const weights = new Map<string, number>()
  let sum = 0
  for (const term of new Set(bigrams(query))) {
    const frequency = of(term)
    // A term the index does not keep is either in nearly every passage or in none.
    const weight = frequency === undefined ? 0.5 : Math.log(1 + total / (frequency + 1))
    weights.set(term, weight)
    sum += weight
  }
  const known = [...weights]
  const places = new Map(known.map(([term], i) => [term, i]))
  const pairsOnly = known.length > MANY_TERMS && known.every(([term]) => term.length === 2)
  // A story has hundreds of terms: it is quicker to go through the text's pairs than to look for each term in it.
  const mark = (text: string, which: Uint8Array) => {
    if (!pairsOnly) for (let i = 0; i < known.length; i++) which[i] = text.includes(known[i]![0]) ? 1 : 0
    else
      for (let at = 0; at + 2 <= text.length; at++) {
        const i = places.get(text.slice(at, at + 2))
        if (i !== undefined) which[i] = 1
      }
  }
  const found = (text: string) => {
    let matched = 0
    let count = 0
    const which = new Uint8Array(known.length)
    mark(text, which)
    for (let i = 0; i < known.length; i++) {
      if (!which[i]) continue
      matched += known[i]![1]
      count++
    }
    return { matched, count, which }
  }
  // The same law and the same chapter come back again and again among the candidates of one question.
  const seen = new Map<string, ReturnType<typeof found>>()
  const remembered = (text: string) => seen.get(text) ?? seen.set(text, found(text)).get(text)!
  return {
    rarity: weights.size ? sum / weights.size : 0,
    /** Shares of the query's weight that stand in the text, the title, the heading, and in any of them. */
    coverage: (text: string, title: string, heading: string) => {
      if (sum === 0) return { text: 0, title: 0, heading: 0, any: 0 }
      const [t, n, h] = [found(text), remembered(title), remembered(heading)]
      let any = 0
      for (let i = 0; i < known.length; i++) if (t.which[i] || n.which[i] || h.which[i]) any += known[i]![1]
      return { text: t.matched / sum, title: n.matched / sum, heading: h.matched / sum, any: any / sum }
    },
    covered: (text: string) => (sum > 0 ? found(text).matched / sum : 0),
    /** Coverage both ways: how much of the phrase is in the query counts as well. */
    likeness: (phrase: string) => {
      const { matched, count } = found(phrase)
      if (count === 0) return 0
      const back = Math.min(1, count / Math.max(1, phrase.length - 1))
      const there = matched / sum
      return (2 * there * back) / (there + back)
    },
  }
}

/** Length of the longest stretch of characters that stands in both. */
function longestRun(a: string, b: string): number {
  let best = 0
  const shorter = a.length < 200 ? a : a.slice(0, 200)
  for (let i = 0; i + best < shorter.length; i++) {
    while (i + best < shorter.length && b.includes(shorter.slice(i, i + best + 1))) best++
  }
  return best
}
