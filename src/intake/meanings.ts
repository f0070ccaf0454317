import { z } from 'zod'
import { onceAShelf, readTable } from '../shelf.ts'
import { type FlagCode, flagCodes } from './flags.ts'

/** A word of danger, or of what takes the sting out, in a folded text. */
export type Meaning = { concept: string; start: number; end: number }

/** What the rules hold to be a danger: each of `all` said in one sentence or clause, none of `unless`. */
export type Sign = { code: FlagCode; all: string[][]; within: 'sentence' | 'clause'; unless: string[] }

const Table = z.strictObject({
  concepts: z.record(z.string(), z.array(z.string().min(1))),
  signs: z.array(
    z.strictObject({
      code: z.enum(flagCodes as [FlagCode, ...FlagCode[]]),
      all: z.array(z.string()).min(1),
      within: z.enum(['sentence', 'clause']).default('sentence'),
      unless: z.array(z.string()).default([]),
    }),
  ),
})

/** The concept of words that only sound dangerous. */
const HARMLESS = 'saying'

type Lexicon = { words: Map<string, string>; longest: number; signs: Sign[] }
/** knowledge/dangers.yaml, read once; throws naming a sign whose meaning is in no list. */
export const lexiconOf = onceAShelf((shelf): Lexicon => {
  const { concepts, signs } = readTable({ shelf }, 'dangers', Table)
  const words = new Map(Object.entries(concepts).flatMap(([concept, list]) => list.map((word) => [word, concept])))
  const lexicon = {
    words,
    longest: [...words.keys()].reduce((most, { length }) => Math.max(most, length), 0),
    signs: signs.map((sign) => ({ ...sign, all: sign.all.map((either) => either.split('|')) })),
  }
  for (const { code, all, unless } of lexicon.signs)
    for (const concept of [...all.flat(), ...unless])
      if (!concepts[concept]) throw new Error(`knowledge/dangers.yaml: ${code}: no list of ${concept}`)
  return lexicon
})

/** The words of the lexicon in a folded text, the longest at each place, from left to right; 就跳闸 is 跳闸, not 就跳. */
export function findMeanings({ words, longest }: Lexicon, text: string): Meaning[] {
  const lengthAt = (at: number) => {
    let length = Math.min(longest, text.length - at)
    while (length > 0 && !words.has(text.slice(at, at + length))) length--
    return length
  }
  const harmlessAt = (at: number, length: number) => words.get(text.slice(at, at + length)) === HARMLESS
  const found: Meaning[] = []
  for (let i = 0; i < text.length; ) {
    let length = lengthAt(i)
    for (let j = i + 1; j < i + length; j++)
      if (lengthAt(j) >= length && harmlessAt(j, lengthAt(j)) && !harmlessAt(i, length)) length = 0
    if (length > 0) found.push({ concept: words.get(text.slice(i, i + length))!, start: i, end: i + length })
    i += Math.max(1, length)
  }
  return found
}

/** How far apart two meanings may stand and still be read together, in characters. */
const TOGETHER = 30

/** Names of the meanings in a stretch of text, alone and in pairs, in their order: what the trained model sees of them. */
export function meaningNames(meanings: readonly Meaning[]): Set<string> {
  const names = new Set<string>()
  meanings.forEach(({ concept, start }, i) => {
    names.add(`meaning:${concept}`)
    for (const later of meanings.slice(i + 1)) {
      if (later.start - start >= TOGETHER) break
      names.add(`meaning:${concept}>${later.concept}`)
    }
  })
  return names
}
