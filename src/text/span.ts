/** Half-open range of UTF-16 offsets in the raw text. */
export type Span = { start: number; end: number }

/** A place in a text and the person's own words there: `quote` is always `raw.slice(start, end)`. */
export type Mention = Span & { quote: string }

/** True when two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Keeps, of spans that overlap, the longest (the earlier one on a tie), in reading order. */
export function keepLongest<T extends Span>(spans: readonly T[]): T[] {
  const byLength = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  const taken = new Uint8Array(spans.reduce((most, { end }) => Math.max(most, end), 0))
  const kept = byLength.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}
