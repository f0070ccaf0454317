import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { getCaseFile, getDocument, narrow } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import {
  allMatters,
  findPlaybook,
  likeness,
  mattersOf,
  type SimilarAgreement,
  similarAgreements,
} from '../knowledge/index.ts'
import { Content } from './content.ts'

/** How many past agreements speak for what is usual, and how many are shown side by side. */
const ASKED = 8
const SHOWN = 5
/** A matter is usual where this share of like agreements regulate it, and at least two do. */
const USUAL = 0.4

const Example = z.object({ key: z.string(), text: z.string() })

/** A draft beside past agreements: which clause stands beside which, and what they usually regulate that it does not. 先例对照 */
export const Comparison = z.object({
  clauses: z.array(z.object({ n: z.number().int(), text: z.string(), matters: z.array(z.string()) })),
  precedents: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      subtypes: z.array(z.string()),
      facts: z.string(),
      score: z.number(),
      /** Its clauses, each with the draft's clause that regulates the same, where one does. */
      clauses: z.array(
        z.object({
          key: z.string(),
          text: z.string(),
          matters: z.array(z.string()),
          beside: z.number().int().optional(),
          likeness: z.number().optional(),
        }),
      ),
    }),
  ),
  missing: z.array(
    z.object({
      matter: z.string(),
      name: z.string(),
      /** What to ask the parties: never a clause to be put in unasked. */
      ask: z.string(),
      /** Of so many like agreements so many regulate it. */
      of: z.number().int(),
      regulate: z.number().int(),
      examples: z.array(Example),
      /** The playbook's usual clause on it, where there is one. */
      playbook: Example.optional(),
    }),
  ),
})
export type Comparison = z.infer<typeof Comparison>

/**
 * Compares a draft agreement clause by clause with the past agreements most like it. What they regulate and it does not is a
 * question for the parties; nothing is added to the draft. Throws `not_found`, `precondition` for another form.
 */
export async function comparePrecedents(ctx: Context, documentId: string): Promise<Comparison> {
  requireRole(ctx, 'case.read')
  const document = await getDocument(ctx, documentId)
  if (document.form !== 'agreement' && document.form !== 'oralAgreement')
    throw new AppError('precondition', '只有调解协议可以和往期协议对照', { form: document.form })
  const file = await getCaseFile(ctx, document.caseId)
  const { sections } = Content.parse(document.content)
  const told = (key: string) => sections.find((it) => it.key === key)?.items.map(({ text }) => narrow(text)) ?? []
  const terms = told('terms')
  const clauses = terms.map((text, i) => ({ n: i + 1, text, matters: mattersOf(ctx, text) }))
  const q = [file.statement, ...told('facts')].join('\n').slice(0, 2_000)
  const like = await similarAgreements(ctx, {
    q,
    dispute: file.disputeType,
    clauses: terms.filter(Boolean),
    limit: ASKED,
  })
  const held = new Set([
    ...clauses.flatMap(({ matters }) => matters),
    ...told('performance').flatMap((text) => mattersOf(ctx, text)),
  ])
  return {
    clauses,
    precedents: like.slice(0, SHOWN).map(({ terms: past, ...about }) => ({
      ...about,
      clauses: past.map(({ matters = [], ...term }) => ({
        ...term,
        matters,
        ...nearest({ text: term.text, matters }, clauses),
      })),
    })),
    missing: missingFrom(ctx, { held, terms, like, dispute: file.disputeType }),
  }
}

type Clause = Comparison['clauses'][number]

/** The draft's clause that regulates most of the same; of equals the one in likelier words. */
function nearest(term: { text: string; matters: string[] }, clauses: Clause[]): { beside?: number; likeness?: number } {
  const [first] = clauses
    .map(({ n, text, matters }) => ({
      n,
      shared: matters.filter((it) => term.matters.includes(it)).length,
      likeness: likeness(text, term.text),
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || b.likeness - a.likeness)
  return first ? { beside: first.n, likeness: Math.round(first.likeness * 100) / 100 } : {}
}

type Asked = { held: Set<string>; terms: string[]; like: SimilarAgreement[]; dispute?: string }

/** What agreements of the same kind (of its family where there are too few) usually regulate, and the draft does not. */
function missingFrom(ctx: Context, { held, terms, like, dispute }: Asked): Comparison['missing'] {
  const same = like.filter(({ subtypes }) => dispute !== undefined && subtypes.includes(dispute))
  const kin =
    same.length >= 3
      ? same
      : like.filter(
          ({ subtypes }) => dispute === undefined || subtypes.some((it) => it.split('.')[0] === dispute.split('.')[0]),
        )
  const peers = kin.length >= 2 ? kin : like
  const usual = dispute ? findPlaybook(ctx, dispute) : undefined
  const lines = usual?.sections.find(({ anchor }) => anchor === 'clauses')?.lines ?? []
  return allMatters(ctx)
    .filter(({ code }) => !held.has(code))
    .flatMap(({ code, name, ask }) => {
      const regulating = peers.filter(({ terms: past }) => past.some(({ matters }) => matters?.includes(code)))
      const line = lines.find((text) => mattersOf(ctx, text).includes(code))
      const often = regulating.length >= 2 && regulating.length / peers.length >= USUAL
      if (!often && !line) return []
      const examples = regulating
        .flatMap(({ terms: past }) => past.filter(({ matters }) => matters?.includes(code)).slice(0, 1))
        // What the draft says in almost the same words it does regulate, whatever the table made of it.
        .filter(({ text }) => !terms.some((own) => likeness(own, text) > 0.6))
      if (examples.length === 0 && (!line || regulating.length > 0)) return []
      return [
        {
          matter: code,
          name,
          ask,
          of: peers.length,
          regulate: regulating.length,
          examples: examples.slice(0, 3).map(({ key, text }) => ({ key, text })),
          playbook: line && usual ? { key: `${usual.key}#clauses`, text: line.replace(/^- /, '') } : undefined,
        },
      ]
    })
    .toSorted((a, b) => b.regulate - a.regulate)
}
