const most = 4_000

/**
 * The same reading of the same words, kept: a case's records are read many times over while facts, terms and rules look at
 * them. Pure functions only; the oldest answers are dropped.
 */
export function remembered<T>(
  read: (text: string, ...rest: string[]) => T[],
): (text: string, ...rest: string[]) => T[] {
  const known = new Map<string, T[]>()
  return (text, ...rest) => {
    const key = [...rest, text].join('\u0000')
    const held = known.get(key)
    if (held) return held
    const answer = read(text, ...rest)
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(key, answer)
    return answer
  }
}
