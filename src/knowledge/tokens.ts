const NOT_A_WORD = /[^\p{Script=Han}a-z0-9]+/u

/** Runs of Chinese characters, letters and digits, width and case folded; punctuation and marks separate them. */
export function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(NOT_A_WORD).filter(Boolean)
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
