import { z } from 'zod'
import { type Balance, balanceOf, type Finding, getCaseFile, getDocument, type Reading, words } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { Content, placeOf } from './content.ts'
import { readForCheck } from './verify.ts'

const printedLabels = ['template', 'law', 'calculation']
const linesOf = (content: Content) =>
  content.sections.flatMap((section) =>
    section.items.map(({ text, label }, i) => ({
      where: placeOf(section, i),
      text,
      printed: printedLabels.includes(label),
    })),
  )

/** 中立体检 of a document against the case as it stands now. Throws `not_found`. */
export async function documentBalance(ctx: Context, documentId: string): Promise<Balance> {
  const document = await getDocument(ctx, documentId)
  const reading = readForCheck(ctx, await getCaseFile(ctx, document.caseId))
  return balanceOf(reading, linesOf(Content.parse(document.content)))
}

export const WeighText = z.strictObject({ caseId: z.string(), text: words(50_000) })
export type WeighText = z.input<typeof WeighText>

/** The same for any text about a case: a summary, a draft made elsewhere. Throws `not_found`. */
export async function textBalance(ctx: Context, input: WeighText): Promise<Balance> {
  const { caseId, text } = WeighText.parse(input)
  const reading = readForCheck(ctx, await getCaseFile(ctx, caseId))
  const lines = text.split('\n').filter((line) => line.trim())
  return balanceOf(
    reading,
    lines.map((line, i) => ({ where: `第${i + 1}行`, text: line })),
  )
}

/** Forms in which both sides are to find themselves; an application is one side's own. */
const shared = ['agreement', 'oralAgreement', 'record', 'termination', 'investigation']

/** What a person should look at before a text goes to both sides: words that take sides, and a text that leans. */
export function neutralityFindings(content: Content, reading: Reading): Finding[] {
  const { loaded, lean } = balanceOf(reading, linesOf(content))
  const warn = (where: string, message: string, fix: string): Finding => ({
    rule: 'NEUTRAL',
    level: 'warn',
    where,
    message,
    fix,
  })
  return [
    ...loaded.map(({ word, where, reason, suggestion, name }) =>
      warn(where, `“${word}”带有偏向${name ? `(说的是${name})` : ''}:${reason}`, suggestion),
    ),
    ...(lean && shared.includes(content.form)
      ? [warn('全文', `行文偏向${lean.names}:${lean.why.join(';')}`, '补上另一方的主要陈述,或改用中性的说法')]
      : []),
  ]
}
