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
  const kept: T[] = []
  for (const span of byLength) if (!kept.some((other) => overlaps(span, other))) kept.push(span)
  return kept.sort((a, b) => a.start - b.start)
}
