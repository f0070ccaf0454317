import { foldDialect } from './dialect.ts'

/** Number of places that hashed features share. */
export const width = 1 << 15
/** The same for features of many kinds, where few texts must teach much. */
export const wide = 1 << 18

/** A text as the places its features fall on, and their weights. */
export type Features = { places: Uint32Array; weights: Float32Array }

/** Characters that carry the matter: letters, digits and ideographs, dialect and typing errors folded. */
export const letters = (raw: string): string => plain(foldDialect(raw).text)

/** The same of a text that is folded already. */
export const plain = (folded: string): string =>
  folded
    .toLowerCase()
    .replaceAll(/\d+/g, '0')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Characters and pairs of them of a raw text. */
export const featuresOf = (raw: string): Features => gramsOf(letters(raw))

/**
 * Characters and pairs of them, hashed; a repeated one counts by its logarithm, the weights' squares sum to 1. Longer
 * n-grams did not carry over to other people's sentences. `named` are further features that stand for themselves, their
 * weights' squares summing to `share`².
 */
export function gramsOf(text: string, named: ReadonlySet<string> = new Set(), share = 0): Features {
  const counts = new Map<number, number>()
  for (let n = 1; n <= 2; n++) {
    for (let i = 0; i + n <= text.length; i++) {
      const gram = text.slice(i, i + n)
      if (gram.includes(' ')) continue
      const place = hash(gram, width)
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
  }
  const weights = Float32Array.from(counts.values(), (count) => Math.log1p(count))
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  const all = new Map([...counts.keys()].map((place, i) => [place, weights[i]! * scale]))
  const each = named.size > 0 ? share / Math.sqrt(named.size) : 0
  for (const name of named) {
    const place = hash(name, width)
    all.set(place, (all.get(place) ?? 0) + each)
  }
  return { places: Uint32Array.from(all.keys()), weights: Float32Array.from(all.values()) }
}

/** The same for n-grams up to `longest` on `wide` places, in a space of their own where `space` is given: what stands before a piece is not what stands in it. */
export function textFeatures(text: string, longest: number, space = ''): Features {
  const grams = new Set<string>()
  for (let n = 1; n <= longest; n++)
    for (let i = 0; i + n <= text.length; i++) grams.add(`${space}\u0000${text.slice(i, i + n)}`)
  return namedFeatures(grams)
}

/** Features that stand for themselves, on `wide` places, all of the same weight, their squares summing to 1. */
export function namedFeatures(names: Iterable<string>): Features {
  const places = new Set([...names].map((name) => hash(name, wide)))
  const weight = places.size > 0 ? 1 / Math.sqrt(places.size) : 0
  return { places: Uint32Array.from(places), weights: new Float32Array(places.size).fill(weight) }
}

/** Several kinds of features as one, each kind with its say. */
export function mixed(kinds: readonly (readonly [Features, number])[]): Features {
  const all = new Map<number, number>()
  for (const [{ places, weights }, say] of kinds)
    places.forEach((place, i) => {
      all.set(place, (all.get(place) ?? 0) + weights[i]! * say)
    })
  return { places: Uint32Array.from(all.keys()), weights: Float32Array.from(all.values()) }
}

/** FNV-1a over UTF-16 units, mixed once more so that neighbouring n-grams do not crowd, folded to the table's width. */
function hash(gram: string, size: number): number {
  let h = 0x811c9dc5
  for (let i = 0; i < gram.length; i++) h = Math.imul(h ^ gram.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 12)) & (size - 1)
}
