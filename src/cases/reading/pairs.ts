/** Neighbouring Han letters of a text: what two wordings share when they speak of one thing. */
export const pairsOf = (text: string): Set<string> => {
  const letters = [...text.replaceAll(/[^\p{Script=Han}]/gu, '')]
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter))
}

/** Whether a clause holds most of the words of another. */
export function saysMostOf(clause: string, words: string): boolean {
  const pairs = [...pairsOf(words)]
  const held = pairsOf(clause)
  return pairs.filter((pair) => held.has(pair)).length > 0.5 * pairs.length
}
