import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shelf } from '../context.ts'
import { AppError } from '../errors.ts'
import { builtinOnly } from '../llm/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { folded } from './embedder.ts'
import { loadKnowledge, refreshIndexes, searchKnowledge, staleSegments } from './index.ts'
import { rowsOf } from './rows.ts'

const files: Record<string, string> = {
  'knowledge/laws/民法典.md': `---
title: 民法典
effective: 2021-01-01
---
## 第二百八十八条
gist: 邻居之间用水排水要互相让一步。
lay: 楼上漏水

## 第六百七十六条
gist: 到期不还要付逾期利息。
lay: 欠钱赖账
`,
}
const missing = (path: string): never => {
  throw new AppError('not_found', path)
}
const shelf: Shelf = {
  list: (prefix) => Object.keys(files).filter((p) => p.startsWith(prefix)),
  text: (path) => files[path] ?? missing(path),
  bytes: missing,
}

/** An endpoint whose vectors know two topics, water and money, whatever the words. */
const endpoint = (model: string) => ({
  model,
  run: async (texts: string[]) => texts.map((t) => [/水|潮|湿/.test(t) ? 1 : 0, /钱|还|息|债/.test(t) ? 1 : 0, 0.1]),
})
const broken = { model: 'broken', run: () => Promise.reject(new Error('no answer')) }

describe('an endpoint in place of the built-in encoder', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await testContext({ shelf })
  })
  afterAll(() => ctx.close())
  const withEmbed = (embed: typeof broken | ReturnType<typeof endpoint>) => ({
    ...ctx,
    llm: { ...builtinOnly(), embed },
  })

  it('finds by meaning what shares no word, and re-embeds when the model changes', async () => {
    const first = withEmbed(endpoint('one'))
    await loadKnowledge(first)
    await refreshIndexes(first)
    const { hits } = await searchKnowledge(first, { q: '我家受潮发霉', kinds: ['law'] })
    expect(hits[0]!.key).toBe('law:民法典#288')
    const second = withEmbed(endpoint('two'))
    expect(await staleSegments(second)).toContainEqual({ segment: 'card', total: 2 })
    await refreshIndexes(second)
    expect(await staleSegments(second)).toEqual([])
    const [state] = await rowsOf<{ encoder: string }>(ctx.db, sql`select encoder from segments where segment = 'card'`)
    expect(state!.encoder).toBe('endpoint:two')
    // Vectors of another model are left aside: without a shared word nothing is found.
    expect((await searchKnowledge(first, { q: '受潮发霉', kinds: ['law'] })).hits).toEqual([])
  })

  it('that fails leaves the words to search by', async () => {
    const failing = withEmbed(broken)
    await refreshIndexes(failing)
    expect(await staleSegments(failing)).toContainEqual({ segment: 'card', total: 2 })
    const { hits } = await searchKnowledge(failing, { q: '楼上漏水', kinds: ['law'] })
    expect(hits[0]!.key).toBe('law:民法典#288')
  })
})

describe('folding a vector', () => {
  it('keeps angles between long vectors, nearly', () => {
    const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
      let [ab, aa, bb] = [0, 0, 0]
      for (let i = 0; i < a.length; i++) {
        ab += a[i]! * b[i]!
        aa += a[i]! ** 2
        bb += b[i]! ** 2
      }
      return ab / Math.sqrt(aa * bb)
    }
    const noise = (seed: number) => Array.from({ length: 768 }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233) % 1)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.float({ min: 0, max: 1, noNaN: true }), (seed, mix) => {
        const a = noise(seed)
        const other = noise(seed + 501)
        const b = a.map((x, i) => mix * x + (1 - mix) * other[i]!)
        expect(Math.abs(cosine(folded(a), folded(b)) - cosine(a, b))).toBeLessThan(0.25)
      }),
    )
  })
})
