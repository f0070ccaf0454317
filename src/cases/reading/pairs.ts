/** Neighbouring Han letters of a text: what two wordings share when they speak of one thing. */
export const pairsOf = (text: string): Set<string> => {
  const letters = [...text.replaceAll(/[^\p{Script=Han}]/gu, '')]
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter))
}
