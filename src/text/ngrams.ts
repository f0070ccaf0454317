/** A run of letters and digits (a word or number), or a run of Chinese characters. */
const RUN = /[a-z0-9]+|\p{Script=Han}+|[^\x00-\x7f\p{Script=Han}\P{L}]+/gu

/** Runs of the folded text: Chinese characters together, a number or a Latin word as one. */
function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(RUN) ?? []
}

/**
 * Terms of `n` neighbouring characters; a shorter run is one term, a number or Latin word always is. Width and case are
 * folded, marks separate. Order is the text's, repeats are kept.
 */
export function ngrams(text: string, n: number): string[] {
  const out: string[] = []
  for (const run of runs(text)) {
    if (run.length <= n || run.charCodeAt(0) < 0x80) out.push(run)
    else for (let i = 0; i + n <= run.length; i++) out.push(run.slice(i, i + n))
  }
  return out
}

/** Terms of lexical search: every pair of neighbouring Chinese characters, numbers and Latin words whole. */
export function bigrams(text: string): string[] {
  return ngrams(text, 2)
}

/** Share of a's n-character shingles that b has too, 0 to 1: how much of `a` is a copy of `b`. */
export function shingleOverlap(a: string, b: string, n: number): number {
  const mine = new Set(shingles(a, n))
  if (mine.size === 0) return 0
  const theirs = new Set(shingles(b, n))
  let both = 0
  for (const shingle of mine) if (theirs.has(shingle)) both++
  return both / mine.size
}

/** Shingles run over marks and spaces: punctuation does not make a copy original. */
function shingles(text: string, n: number): string[] {
  const plain = runs(text).join('')
  const out: string[] = []
  for (let i = 0; i + n <= plain.length; i++) out.push(plain.slice(i, i + n))
  return out
}
