import type { Context } from '../context.ts'
import { ifCarried, onceAShelf } from '../shelf.ts'
import type { Fields } from './bm25.ts'
import { DIMENSIONS, type Encoder, normalise, openEncoder } from './encoder.ts'

const TABLES = 'knowledge/models/encoder.bin'
const TEXTS_AT_ONCE = 64
const LONGEST_TEXT = 2000

/** Whatever turns texts into vectors here. A vector is only ever compared with others of the same `name`. */
export type Embedder = {
  name: string
  embedQuery(text: string): Promise<Float32Array>
  embedDocuments(documents: readonly Fields[]): Promise<Float32Array[]>
}

/** The configured endpoint's vectors, else the built-in encoder's; undefined where there is neither (a Worker without an endpoint). */
export function embedderOf(ctx: Pick<Context, 'llm' | 'shelf'>): Embedder | undefined {
  if (ctx.llm.embed) return endpointEmbedder(ctx.llm.embed)
  const encoder = encoderOf(ctx.shelf)
  if (!encoder) return undefined
  return {
    name: encoder.fingerprint,
    embedQuery: async (text) => encoder.embedQuery(text),
    embedDocuments: async (documents) => documents.map((d) => encoder.embedDocument(d)),
  }
}

const encoderOf = onceAShelf((shelf): Encoder | undefined => ifCarried(() => openEncoder(shelf.bytes(TABLES))))

/** An endpoint's vectors, of whatever length, folded into the library's own: one column and one index serve every model. */
function endpointEmbedder(endpoint: NonNullable<Context['llm']['embed']>): Embedder {
  const run = async (texts: string[]) => (await endpoint.run(texts)).map((v) => folded(v))
  return {
    name: `endpoint:${endpoint.model}`,
    embedQuery: async (text) => (await run([text.slice(0, LONGEST_TEXT)]))[0]!,
    async embedDocuments(documents) {
      const texts = documents.map(({ title, heading, text, lay = [] }) =>
        [title, ...heading, text, ...lay].join('\n').slice(0, LONGEST_TEXT),
      )
      const out: Float32Array[] = []
      for (let i = 0; i < texts.length; i += TEXTS_AT_ONCE) out.push(...(await run(texts.slice(i, i + TEXTS_AT_ONCE))))
      return out
    },
  }
}

/**
 * A vector of any length as a unit vector of ours, by a fixed random projection: each of its numbers is added to or taken
 * from every one of ours, by signs that depend on the two places only. Cosines survive to within about a tenth.
 */
export function folded(vector: readonly number[]): Float32Array {
  const out = new Float32Array(DIMENSIONS)
  vector.forEach((x, i) => {
    let state = (i + 1) * 0x9e3779b1
    for (let k = 0; k < DIMENSIONS; k++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      out[k]! += state & 0x10000 ? x : -x
    }
  })
  return normalise(out)
}
