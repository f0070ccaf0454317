import { diffArrays, diffChars } from 'diff'
import { z } from 'zod'
import { CaseDocument, listVersions, pairsOf } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { Content, placeOf } from './content.ts'

/** A line of a version: where it stands, whether the machine or a person wrote it, and since which version it stands so. */
export const Line = z.object({
  section: z.string(),
  /** 协议内容第2条; for what is no clause the heading it stands under. */
  place: z.string(),
  text: z.string(),
  by: z.enum(['machine', 'person']),
  /** The person, where one wrote it. */
  author: z.string().optional(),
  since: z.number().int(),
})
export type Line = z.infer<typeof Line>

const Part = z.object({ kind: z.enum(['kept', 'added', 'removed']), text: z.string() })
/** A line of the comparison. `parts` marks the letters that differ where a line was reworded rather than replaced. */
export const Change = Line.extend({ kind: z.enum(['kept', 'added', 'removed']), parts: z.array(Part).optional() })
export type Change = z.infer<typeof Change>

export const Versions = z.object({
  /** Every version as it was, oldest first. */
  items: z.array(CaseDocument),
  /** The lines of `to`. */
  lines: z.array(Line),
  difference: z
    .object({
      from: z.number().int(),
      to: z.number().int(),
      added: z.number().int(),
      removed: z.number().int(),
      kept: z.number().int(),
      lines: z.array(Change),
    })
    .optional(),
})
export type Versions = z.infer<typeof Versions>

export const CompareVersions = z.strictObject({
  documentId: z.string(),
  from: z.coerce.number().int().min(1).optional(),
  to: z.coerce.number().int().min(1).optional(),
})
export type CompareVersions = z.input<typeof CompareVersions>

/**
 * Every version of a document, and two of them line by line (by default the newest and the one before it): what was added,
 * removed and kept, the person's lines apart from the machine's. Throws `not_found` for a version that is not there.
 */
export async function compareVersions(ctx: Context, input: CompareVersions): Promise<Versions> {
  const asked = CompareVersions.parse(input)
  const items = await listVersions(ctx, asked.documentId)
  const written = linesOfAll(items)
  const newest = items.at(-1)!.version
  const to = asked.to ?? newest
  const from = asked.from ?? Math.max(1, to - 1)
  for (const version of [from, to]) {
    if (!written.has(version)) throw new AppError('not_found', `这份文书没有第${version}版`, { version })
  }
  const lines = written.get(to)!
  if (from === to && asked.from === undefined) return { items, lines }
  const changes = changesBetween(written.get(from)!, lines)
  const count = (kind: Change['kind']) => changes.filter((it) => it.kind === kind).length
  return {
    items,
    lines,
    difference: { from, to, added: count('added'), removed: count('removed'), kept: count('kept'), lines: changes },
  }
}

const keyOf = ({ section, text }: Pick<Line, 'section' | 'text'>): string => `${section}\u0000${text}`

/** The lines of each version; a line that stood before keeps its writer and its first version. */
function linesOfAll(items: CaseDocument[]): Map<number, Line[]> {
  const written = new Map<number, Line[]>()
  let before = new Map<string, Line>()
  for (const { version, content, author } of items) {
    const lines = linesOf(Content.parse(content)).map(({ person, ...line }): Line => {
      const stood = before.get(keyOf(line))
      if (stood) return { ...line, by: stood.by, author: stood.author, since: stood.since }
      // Headings and places for signatures carry no label: after the draft only a person changes them.
      const own = person ?? version > 1
      return { ...line, by: own ? 'person' : 'machine', ...(own && { author }), since: version }
    })
    before = new Map(lines.map((line) => [keyOf(line), line]))
    written.set(version, lines)
  }
  return written
}

type Bare = Pick<Line, 'section' | 'place' | 'text'> & { person?: boolean }

function linesOf(content: Content): Bare[] {
  const lines: Bare[] = [{ section: 'title', place: '标题', text: content.title }]
  for (const section of content.sections) {
    if (section.heading) lines.push({ section: section.key, place: '标题', text: section.heading })
    lines.push(
      ...section.items.map((item, i) => ({
        section: section.key,
        place: placeOf(section, i),
        text: item.text,
        person: item.label === 'person',
      })),
    )
  }
  for (const { label } of content.signatures) lines.push({ section: 'signatures', place: '签章处', text: label })
  if (content.date.trim()) lines.push({ section: 'date', place: '日期', text: content.date.trim() })
  return lines
}

// Two texts that have nothing in common need not be compared letter by letter.
const mostEdits = 3_000

function changesBetween(from: Line[], to: Line[]): Change[] {
  const runs = diffArrays(from, to, { comparator: (a, b) => keyOf(a) === keyOf(b), maxEditLength: mostEdits }) ?? [
    { value: from, added: false, removed: true, count: from.length },
    { value: to, added: true, removed: false, count: to.length },
  ]
  // Kept lines are given as the newer version has them.
  const newer = to.values()
  const changes = runs.flatMap(({ value, added, removed }) =>
    value.map(
      (line): Change =>
        removed ? { ...line, kind: 'removed' } : { ...newer.next().value!, kind: added ? 'added' : 'kept' },
    ),
  )
  return markParts(changes)
}

/** Within a run of removed and added lines, those that say nearly the same are one line reworded. */
function markParts(changes: Change[]): Change[] {
  const paired = new Set<Change>()
  for (const [i, gone] of changes.entries()) {
    if (gone.kind !== 'removed' || gone.text.length > 2_000) continue
    for (let j = i + 1; j < changes.length && changes[j]!.kind !== 'kept'; j++) {
      const come = changes[j]!
      if (come.kind !== 'added' || paired.has(come) || come.section !== gone.section || come.text.length > 2_000)
        continue
      if (alike(gone.text, come.text) < 0.4) continue
      const parts = diffChars(gone.text, come.text).map(({ value, added, removed }) => ({
        kind: added ? ('added' as const) : removed ? ('removed' as const) : ('kept' as const),
        text: value,
      }))
      gone.parts = parts.filter(({ kind }) => kind !== 'added')
      come.parts = parts.filter(({ kind }) => kind !== 'removed')
      paired.add(come)
      break
    }
  }
  return changes
}

/** How much two lines share, 0 to 1. */
function alike(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size)
}
