const NOT_A_WORD = /[^\p{Script=Han}a-z0-9]+/u

/** Runs of Chinese characters, letters and digits, width and case folded; punctuation and marks separate them. */
export function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(NOT_A_WORD).filter(Boolean)
}

/** Terms of lexical search: every pair of neighbouring characters, and single characters that stand alone. */
export function bigrams(text: string): string[] {
  const out: string[] = []
  for (const run of runs(text)) {
    if (run.length === 1) out.push(run)
    for (let i = 0; i + 1 < run.length; i++) out.push(run.slice(i, i + 2))
  }
  return out
}

/** Code of a one- or two-character n-gram as the encoder's tables hold it: the second character below, the first above. */
export function ngramCodes(text: string): number[] {
  const out: number[] = []
  for (const run of runs(text)) {
    for (let i = 0; i < run.length; i++) {
      const c = run.charCodeAt(i)
      out.push(c)
      if (i + 1 < run.length) out.push(c * 65536 + run.charCodeAt(i + 1))
    }
  }
  return out
}
