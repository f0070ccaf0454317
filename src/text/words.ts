/** A word of the text as the platform's dictionary cuts it: offsets in the text given. */
export type Word = { start: number; end: number; text: string }

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
let last: { text: string; words: Word[] } | undefined

/** Cuts a text into words with the dictionary that comes with the runtime (ICU). */
export function wordsOf(text: string): Word[] {
  if (last?.text === text) return last.words
  const words: Word[] = []
  for (const { segment, index } of segmenter.segment(text)) {
    words.push({ start: index, end: index + segment.length, text: segment })
  }
  last = { text, words }
  return words
}

/** Index of the last word that begins before `offset`, or -1. Words stand in order, so this takes logarithmic time. */
export function lastWordBefore(words: readonly Word[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (words[mid]!.start < offset) low = mid + 1
    else high = mid
  }
  return low - 1
}

/** True when a word ends exactly at `offset`. */
export function wordEndsAt(words: readonly Word[], offset: number): boolean {
  return words[lastWordBefore(words, offset)]?.end === offset
}

/** The word that begins exactly at `offset`, if one does. */
export function wordFrom(words: readonly Word[], offset: number): Word | undefined {
  const word = words[lastWordBefore(words, offset) + 1]
  return word?.start === offset ? word : undefined
}
