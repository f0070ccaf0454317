import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../src/context.ts'
import { type CheckedCitation, checkCitations } from '../../src/knowledge/index.ts'

/** The day the forms were written for; a form with a day of its own says so. */
const DAY = '2026-11-28'

/** A written form with every citation in it, as a reader of the law would note them. */
export type Form = {
  group: string
  text: string
  asOf?: string
  citations: Pick<CheckedCitation, 'law' | 'article' | 'status'>[]
}

/** The forms of a file beside this one. */
export function readForms(name: string): Form[] {
  return readFileSync(join(import.meta.dirname, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Form)
}

export type Scored = { form: Form; expected: string[]; read: string[]; right: boolean }

/**
 * Reads each form and compares the verdicts in the order of the text; an article cited twice counts once.
 * `verdict` turns what a form says into what can be known from the library at hand.
 */
export async function scoreForms(
  ctx: Context,
  forms: readonly Form[],
  verdict: (citation: Form['citations'][number]) => string[] = (c) => [c.status],
): Promise<Scored[]> {
  const out: Scored[] = []
  for (const form of forms) {
    const { citations } = await checkCitations(ctx, { text: form.text, asOf: form.asOf ?? DAY })
    const read = [...new Set(citations.map((c) => `${c.law} ${c.article} ${c.status}`))]
    const wanted = form.citations.map((c) => verdict(c).map((status) => `${c.law} ${c.article} ${status}`))
    const right = wanted.length === read.length && wanted.every((any, i) => any.includes(read[i]!))
    out.push({ form, expected: wanted.map((any) => any[0]!), read, right })
  }
  return out
}

/** How many are right, by group, and each that is wrong. */
export function report(title: string, scored: readonly Scored[]): string {
  const groups = Map.groupBy(scored, (s) => s.form.group)
  const right = (list: readonly Scored[]) => list.filter((s) => s.right).length
  return [
    `${title}: ${right(scored)} of ${scored.length} right`,
    ...[...groups].map(([group, list]) => `  ${String(right(list)).padStart(4)} / ${list.length}  ${group}`),
    ...scored
      .filter((s) => !s.right)
      .map(({ form, expected, read }) => {
        const day = form.asOf ? `[${form.asOf}] ` : ''
        return `  ✗ ${day}${form.text.replaceAll('\n', '⏎')}\n      expected ${expected.join('; ') || 'none'}\n      read     ${read.join('; ') || 'none'}`
      }),
  ].join('\n')
}
