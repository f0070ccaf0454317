import type { Context } from '../context.ts'
import { type HeldVersion, heldVersions, type KnownLaw, knownLaws } from './versions.ts'

/** How a law stands on a day, as far as the library knows. */
export type Standing =
  | { state: 'held'; version: HeldVersion }
  /** In force, but the wording of that day is not held. */
  | { state: 'not-held'; effectiveOn?: string; nearest?: HeldVersion }
  | { state: 'repealed'; on: string; successor?: string }
  | { state: 'not-yet'; on: string }
  | { state: 'unknown' }

/** How a law (by its title) stands on a day. */
export async function standingOf(ctx: Context, law: string, asOf: string): Promise<Standing> {
  return standingAmong(await heldVersions(ctx.db, [law]), knownLaws(ctx).get(law), asOf)
}

/** The same, where the held wordings are at hand. */
export function standingAmong(held: readonly HeldVersion[], known: KnownLaw | undefined, asOf: string): Standing {
  const version = held.find((v) => v.effectiveOn <= asOf && (!v.repealedOn || v.repealedOn > asOf))
  if (known?.repealed && known.repealed <= asOf)
    return { state: 'repealed', on: known.repealed, successor: known.successor }
  if (version) {
    const stale = version.staleOn && version.staleOn <= asOf
    return stale ? { state: 'not-held', effectiveOn: version.staleOn!, nearest: version } : { state: 'held', version }
  }
  const earliest = [known?.effective ?? firstEffect(held[0]), ...(known?.versions ?? []).map((v) => v.effective)]
    .filter((d) => typeof d === 'string')
    .sort()[0]
  if (earliest === undefined) return known ? { state: 'not-held' } : { state: 'unknown' }
  if (earliest > asOf) return { state: 'not-yet', on: earliest }
  const past = held.filter((v) => v.repealedOn && v.repealedOn <= asOf).at(-1)
  if (past && !held.some((v) => v.effectiveOn > asOf) && !known) return { state: 'repealed', on: past.repealedOn! }
  return { state: 'not-held', effectiveOn: earliest, nearest: past ?? held[0] }
}

/** Where versions.yaml does not say: a first wording starts on its own day; before a later one another was in force since its adoption. */
function firstEffect(first: HeldVersion | undefined): string | undefined {
  if (!first?.adoptedOn || !first.versionOn || first.versionOn <= first.adoptedOn) return first?.effectiveOn
  return first.adoptedOn < first.effectiveOn ? first.adoptedOn : first.effectiveOn
}
