import { sql } from 'drizzle-orm'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Context, Shelf } from '../context.ts'
import type { Database } from '../db/index.ts'
import { onceAShelf } from '../shelf.ts'
import { jsonRows, rowsOf, textArray } from './rows.ts'
import { readLibrary } from './shelf.ts'

const Day = z.iso.date()

/** One wording as versions.yaml knows it. */
const KnownVersion = z.strictObject({
  effective: Day,
  /** Day of adoption, which names the wording in an imported file. */
  adopted: Day.optional(),
  repealed: Day.optional(),
  estimated: z.boolean().optional(),
  /** Number of its last article. */
  last: z.number().int().optional(),
  note: z.string().optional(),
})

/** A law as knowledge/ knows it, whether or not its text is held. */
export const KnownLaw = KnownVersion.partial().extend({
  official: z.string().optional(),
  /** The law that took its place. */
  successor: z.string().optional(),
  /** First and last article of the successor that hold its rules now. */
  articles: z.tuple([z.number().int(), z.number().int()]).optional(),
  versions: z.array(KnownVersion).default([]),
})
export type KnownLaw = z.infer<typeof KnownLaw>
export type KnownVersion = z.infer<typeof KnownVersion>

/** Texts that one decision amended on one day, and when it took effect. */
const Batch = z.strictObject({ adopted: Day, authority: z.string(), effective: Day, note: z.string().optional() })
type Batch = z.infer<typeof Batch>

const Versions = z.strictObject({ batches: z.array(Batch).default([]), laws: z.record(z.string(), KnownLaw) })
const Aliases = z.strictObject({ aliases: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })
/** Titles of further laws that exist, whether or not their text is held. */
const Titles = z.strictObject({ titles: z.array(z.string()) })

/** Every law named in knowledge/versions.yaml or by a card file. */
export const knownLaws = ({ shelf }: Pick<Context, 'shelf'>): Map<string, KnownLaw> => lawsOf(shelf)

const lawsOf = onceAShelf((shelf) => {
  const laws = new Map<string, KnownLaw>()
  const files = Map.groupBy(readLibrary(shelf).cards, (f) => f.law.title)
  for (const [title, cards] of files) {
    const heads = cards.map((f) => f.law).sort((a, b) => (a.effective ?? '').localeCompare(b.effective ?? ''))
    const { effective, estimated, adopted } = heads[0]!
    const later = [...new Set(heads.flatMap((h) => h.effective ?? []))].filter((d) => effective && d > effective)
    laws.set(title, {
      effective,
      estimated,
      adopted,
      repealed: heads.at(-1)!.repealed,
      versions: later.map((day) => ({ effective: day })),
    })
  }
  for (const [title, law] of Object.entries(readYaml(shelf, 'versions', Versions)?.laws ?? {}))
    laws.set(title, { ...laws.get(title), ...law })
  return laws
})

/** Short and old titles → the law's title, from aliases.yaml and the cards' `short`. */
export const lawAliases = ({ shelf }: Pick<Context, 'shelf'>): Map<string, string> => aliasesOf(shelf)

const aliasesOf = onceAShelf((shelf) => {
  const out = new Map<string, string>()
  for (const { law } of readLibrary(shelf).cards)
    for (const short of [law.short ?? []].flat()) if (short.length > 1) out.set(short, law.title)
  for (const [title, names] of Object.entries(readYaml(shelf, 'aliases', Aliases)?.aliases ?? {}))
    for (const name of [names].flat()) out.set(name, title)
  return out
})

/** Titles of laws that exist, of which nothing more need be known here: naming one is no mistake. */
export function knownTitles({ shelf }: Pick<Context, 'shelf'>): readonly string[] {
  return readYaml(shelf, 'titles', Titles)?.titles ?? []
}

function readYaml<T>(shelf: Shelf, name: string, schema: z.ZodType<T>): T | undefined {
  const path = `knowledge/${name}.yaml`
  if (!shelf.list('knowledge').includes(path)) return undefined
  const parsed = schema.safeParse(parseYaml(shelf.text(path), { schema: 'core' }))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Number of the last article of the wording in force on a day, where versions.yaml says. */
export function lastArticle(law: KnownLaw | undefined, day: string): number | undefined {
  const wording = law?.versions.findLast((v) => v.effective <= day)
  return wording ? wording.last : law?.last
}

/** One wording of a law whose text is held. */
export type HeldVersion = {
  id: string
  law: string
  adoptedOn: string | null
  versionOn: string | null
  effectiveOn: string
  repealedOn: string | null
  /** From this day a newer wording applies whose text is not held. */
  staleOn: string | null
  estimated: boolean
}

/** The held wordings of laws, oldest first. */
export function heldVersions(db: Database, laws: readonly string[]): Promise<HeldVersion[]> {
  return rowsOf<HeldVersion>(
    db,
    sql`select id, law, adopted_on as "adoptedOn", version_on as "versionOn", effective_on as "effectiveOn",
               repealed_on as "repealedOn", stale_on as "staleOn", estimated
        from law_versions where law in (select unnest(${textArray(laws)})) order by law, effective_on`,
  )
}

/** The batches of versions.yaml. */
export function knownBatches({ shelf }: Pick<Context, 'shelf'>): Batch[] {
  return readYaml(shelf, 'versions', Versions)?.batches ?? []
}

/** The day a wording takes effect: versions.yaml knows best, then the text, then the day of adoption as a guess. */
export function effectOf(
  law: KnownLaw | undefined,
  batches: readonly Batch[],
  parsed: { authority: string; versionOn?: string; effectiveOn?: string; effectiveEstimated: boolean },
): { effectiveOn: string; estimated: boolean } {
  const named =
    law?.versions.find((v) => v.adopted && v.adopted === parsed.versionOn) ??
    (law?.effective && law.adopted && law.adopted === parsed.versionOn ? (law as KnownVersion) : undefined)
  if (named) return { effectiveOn: named.effective, estimated: named.estimated ?? false }
  const batch = batches.find((b) => b.adopted === parsed.versionOn && b.authority === parsed.authority)
  if (batch && parsed.effectiveEstimated) return { effectiveOn: batch.effective, estimated: false }
  return { effectiveOn: parsed.effectiveOn ?? '1949-10-01', estimated: parsed.effectiveEstimated }
}

/**
 * Sets, for the named laws, the day each held wording stops: when the next held one starts, or when the law was
 * repealed; and the day from which it is only the last one we hold, because versions.yaml knows a newer one.
 */
export async function closeVersions(ctx: Context, laws: readonly string[]): Promise<void> {
  const know = knownLaws(ctx)
  const held = await heldVersions(ctx.db, laws)
  const ends = held.map((v, i) => {
    const law = know.get(v.law)
    const next = held[i + 1]?.law === v.law ? held[i + 1]!.effectiveOn : undefined
    const after = (days: (string | undefined)[]) => days.filter((d) => d !== undefined && d > v.effectiveOn).sort()[0]
    const repealed_on = after([next, law?.repealed])
    const stale = after((law?.versions ?? []).map((k) => k.effective))
    return { id: v.id, repealed_on, stale_on: stale && (!repealed_on || stale < repealed_on) ? stale : undefined }
  })
  if (ends.length === 0) return
  await ctx.db.execute(sql`
    with x as (select id, repealed_on, stale_on from jsonb_to_recordset(${jsonRows(ends)}) as r(id text, repealed_on text, stale_on text)),
         changed as (update law_versions v set repealed_on = x.repealed_on, stale_on = x.stale_on from x
                     where v.id = x.id and (v.repealed_on, v.stale_on) is distinct from (x.repealed_on, x.stale_on)
                     returning v.id, v.repealed_on, v.stale_on)
    update passages p set repealed_on = changed.repealed_on, stale_on = changed.stale_on
    from changed where p.version_id = changed.id`)
}
