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
