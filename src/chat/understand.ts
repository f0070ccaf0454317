import type { Context } from '../context.ts'
import { currentTable } from '../directory/index.ts'
import { type Assessment, assess, doorsOf, isDoubt, missingOf } from '../intake/index.ts'
import { findSubtype, loadTaxonomy } from '../knowledge/index.ts'
import { findPersonal } from '../text/index.ts'
import type { State } from './state.ts'

/** So much of what was said is weighed at once; the newest words stay whole. */
const window = 6_000

/** What is understood now: the assessment, with what the person has chosen, excluded and answered put in. */
export async function understand(ctx: Context, state: State): Promise<Assessment> {
  const said = [...state.account, ...Object.values(state.answers)].join('\n').slice(-window)
  const heard = await assess(ctx, { text: said })
  const subtype = state.chosen ?? nextBest(heard, state.excluded)
  const named = subtype === heard.disputes[0]!.subtype ? heard : await under(ctx, heard, subtype, said)
  const answered = (key: string) => state.answers[key] !== undefined
  const facts = { ...named.facts }
  // What somebody answered to a question, or put right, beats what was read from the story before.
  for (const [key, words] of Object.entries(state.answers))
    if (!facts[key] || !words.includes(facts[key].quote)) facts[key] = { value: words, quote: words }
  const departments = state.door ? await throughDoor(ctx, named, state.door) : named.departments
  return {
    ...named,
    facts,
    departments,
    disputes: named.disputes.map((it, i) => (i === 0 ? { ...it, departments } : it)),
    missingFacts: named.missingFacts.filter((key) => !answered(key) && !facts[key]),
  }
}

const nextBest = (heard: Assessment, excluded: string[]): string =>
  [...heard.disputes, ...heard.why.alternatives].find(({ subtype }) => !excluded.includes(subtype))?.subtype ??
  heard.disputes[0]!.subtype

/** The assessment under the kind the person named: its doors, whether it can be mediated, and what must be asked. */
async function under(ctx: Context, heard: Assessment, subtype: string, said: string): Promise<Assessment> {
  const entry = findSubtype(ctx, subtype)
  if (!entry) return heard
  const { doors, mediable } = await doorsOf(ctx, subtype)
  const primary = doors.find(({ part }) => part === 'primary')!
  const departments = {
    primary: { code: primary.code, name: primary.name, reason: primary.reason ?? '', basis: primary.basis },
    supporting: entry.departments.supporting,
    escalation: entry.departments.escalation,
  }
  const stopping = heard.redFlags.some(({ stop }) => stop === 'stop' || stop === 'refer')
  const first = {
    ...heard.disputes[0]!,
    subtype,
    type: subtype.split('.')[0]!,
    // A person's own word, yet a lay one: a clerk looks at it.
    confidence: Math.max(0.7, heard.why.alternatives.find((it) => it.subtype === subtype)?.confidence ?? 0),
    departments,
    mediable: stopping && mediable.ok !== false ? heard.mediable : mediable,
    tier:
      heard.tier === 'review' &&
      heard.redFlags.some((flag) => flag.stop === 'stop' || flag.stop === 'pause' || isDoubt(flag))
        ? 'review'
        : 'sample',
  } as const
  return {
    ...heard,
    disputes: [first, ...heard.disputes.slice(1).filter((it) => it.subtype !== subtype)],
    departments,
    mediable: first.mediable,
    tier: first.tier,
    missingFacts: missingOf(loadTaxonomy(ctx).facts, [entry], heard.facts, said),
  }
}

async function throughDoor(
  ctx: Context,
  { disputes, departments }: Assessment,
  code: string,
): Promise<Assessment['departments']> {
  const { doors } = await doorsOf(ctx, disputes[0]!.subtype)
  const known = doors.find((it) => it.code === code)
  const row = (await currentTable(ctx, 'departments')).items.find((it) => it.code === code)
  if (!row || code === departments.primary.code) return departments
  return {
    primary: { code, name: row.name, reason: known?.reason ?? row.duties, basis: row.basis },
    supporting: [departments.primary.code, ...departments.supporting.filter((it) => it !== code)],
    escalation: departments.escalation.filter((it) => it !== code),
  }
}

/** Words repeated to a person: numbers, cards and the exact door left out, whoever they belong to. */
export function bare(text: string): string {
  return findPersonal(text)
    .filter(({ kind }) => kind !== '姓名' && kind !== '学校')
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, { start, end }) => `${out.slice(0, start)}…${out.slice(end)}`, text)
}
