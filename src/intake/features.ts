import { foldDialect } from '../text/index.ts'

/** Number of places that hashed character n-grams share. */
export const width = 1 << 15

/** A text as the places its n-grams fall on, and their weights; the weights' squares sum to 1. */
export type Features = { places: Uint16Array; weights: Float32Array }

/** Characters that carry the matter: letters, digits and ideographs, dialect and typing errors folded. */
export const letters = (raw: string): string =>
  foldDialect(raw)
    .text.toLowerCase()
    .replaceAll(/\d+/g, '0')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Characters and pairs of them, hashed: at some twenty sentences a label longer ones only crowd out what carries over; a repeated one counts by its logarithm. */
export function featuresOf(raw: string): Features {
  const text = letters(raw)
  const counts = new Map<number, number>()
  for (let n = 1; n <= 2; n++) {
    for (let i = 0; i + n <= text.length; i++) {
      const gram = text.slice(i, i + n)
      if (gram.includes(' ')) continue
      const place = hash(gram)
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
  }
  const places = Uint16Array.from(counts.keys())
  const weights = Float32Array.from(counts.values(), (count) => Math.log1p(count))
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let i = 0; i < weights.length; i++) weights[i]! *= scale
  return { places, weights }
}

/** FNV-1a over UTF-16 units, mixed once more so that neighbouring n-grams do not crowd, folded to the table's width. */
function hash(gram: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < gram.length; i++) h = Math.imul(h ^ gram.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 12)) & (width - 1)
}
