const figure = '(?<![\\d.])\\d{2,7}(?:\\.\\d{1,2})?(?![\\d.%×*xX]|个|天|年|月|日|号|室|亩|㎡)'
const unit = '(?:元|块)?'
const word = '[\\p{Script=Han}()\\s]{0,8}?'
const chain = new RegExp(
  `${word}(${figure})${unit}((?:\\s*[+＋－−–-]\\s*${word}${figure}${unit}){1,9})\\s*[,;]?\\s*(?:[=＝]|(?:总|共|合|拢)+计?|一共|总共|加起来|得|计)(?:是|为|:)?\\s*(${figure})`,
  'gu',
)
const term = new RegExp(`([+＋－−–-])\\s*${word}(${figure})`, 'gu')
/** 减已付1000,还3200: the reckoning goes on from what it came to. */
const onward = new RegExp(
  `${unit}[。,;\\s]*(?:再|另)?(减|扣|抵|加)${word}(${figure})${unit}[,;\\s]*(?:[=＝]|[\\p{Script=Han}]{1,5}?)(?:是|为|:)?(${figure})`,
  'uy',
)

const fenOf = (said: string): number => Math.round(Number(said) * 100)

/** A reckoning in shorthand that is right: where it stands, the places of its figures, what it comes to step by step (in fen). */
export type Chain = { start: number; end: number; figures: { start: number; end: number }[]; results: number[] }

/** The reckonings of a text (药320+车费80,总400。减已付100,还300) that add up; its figures are sums, with their unit or without. */
export function chainsIn(text: string): Chain[] {
  return [...text.matchAll(chain)].flatMap((match): Chain[] => {
    const [whole, first, rest, result] = match as unknown as [string, string, string, string]
    const terms = [...rest.matchAll(term)].map(([, sign, said]) => ({ said: said!, plus: /[+＋]/.test(sign!) }))
    const sum = terms.reduce((all, { said, plus }) => all + (plus ? 1 : -1) * fenOf(said), fenOf(first))
    if (sum !== fenOf(result)) return []
    const figures: Chain['figures'] = []
    const take = (said: string, from: number): number => {
      const start = text.indexOf(said, from)
      figures.push({ start, end: start + said.length })
      return start + said.length
    }
    let place = match.index
    for (const said of [first, ...terms.map((it) => it.said), result]) place = take(said, place)
    const results = [sum]
    let from = match.index + whole.length
    for (;;) {
      onward.lastIndex = from
      const next = onward.exec(text)
      if (!next) break
      const [, sign, part, left] = next as unknown as [string, string, string, string]
      const held = results.at(-1)! + (sign === '加' ? 1 : -1) * fenOf(part)
      if (held !== fenOf(left)) break
      place = take(left, take(part, from))
      from = onward.lastIndex
      results.push(held)
    }
    return [{ start: match.index, end: from, figures, results }]
  })
}

/** A text whose shorthand reckonings have their unit. */
export const withReckonedUnits = (text: string): string =>
  chainsIn(text)
    .flatMap(({ figures }) => figures)
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (out, { end }) => (/^(?:元|块)/.test(out.slice(end)) ? out : `${out.slice(0, end)}元${out.slice(end)}`),
      text,
    )
