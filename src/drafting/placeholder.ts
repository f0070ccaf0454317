/** What no record has, said openly in the text. */
export const missing = (what: string): string => `【待补充:${what}】`

/** What is still to be filled in, in the order it stands. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/【待补充[:]([^】]+)】/g)].map((match) => match[1]!)
