import { z } from 'zod'
import type { Context } from '../context.ts'
import { onceAShelf, readTable } from '../shelf.ts'
import { bigrams } from '../text/index.ts'

const Matters = z.strictObject({
  matters: z.array(
    z.strictObject({ code: z.string(), name: z.string(), ask: z.string(), cues: z.array(z.string()).min(1) }),
  ),
})

/** Something a clause may regulate: who pays, until when, what happens if not. 条款事项 */
export type Matter = { code: string; name: string; ask: string }
type Read = Matter & { cues: RegExp[] }

const mattersTable = onceAShelf((shelf): Read[] =>
  readTable({ shelf }, 'matters', Matters).matters.map(({ cues, ...matter }) => ({
    ...matter,
    cues: cues.map((cue) => new RegExp(cue, 'u')),
  })),
)

/** Every matter of knowledge/matters.yaml. */
export const allMatters = (ctx: Pick<Context, 'shelf'>): Matter[] =>
  mattersTable(ctx.shelf).map(({ code, name, ask }) => ({ code, name, ask }))

/** What a clause regulates, by code; a clause may regulate several things at once. */
export function mattersOf(ctx: Pick<Context, 'shelf'>, clause: string): string[] {
  const text = clause
    .normalize('NFKC')
    .replaceAll(/\([^)]*大写[^)]*\)/g, '')
    .replaceAll('；', ';')
    .replaceAll('。', '。')
  return mattersTable(ctx.shelf)
    .filter(({ cues }) => cues.some((cue) => cue.test(text)))
    .map(({ code }) => code)
}

/** How alike two clauses are in their words, 0 to 1; figures and names count like any other word. */
export function likeness(a: string, b: string): number {
  const [mine, theirs] = [new Set(bigrams(a)), new Set(bigrams(b))]
  const both = [...mine].filter((term) => theirs.has(term)).length
  return mine.size + theirs.size === 0 ? 0 : (2 * both) / (mine.size + theirs.size)
}
