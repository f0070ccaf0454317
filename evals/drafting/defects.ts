import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addRecord, type Finding, openCase } from '../../src/cases/index.ts'
import type { Context } from '../../src/context.ts'
import { Content, draftDocument, editDocument } from '../../src/drafting/index.ts'

/**
 * An agreement with one seeded defect (`bad`), or a near miss that must pass. `terms`, `facts`, `closing`, `places` are what a
 * person wrote into the draft; `agreed` is what the draft was asked for (the terms, where it says nothing else).
 */
export type Seed = {
  id: string
  rule: string
  bad: boolean
  subtype: string
  parties: [role: string, name: string, ...more: ('org' | Record<string, string>)[]][]
  records?: [by: string, text: string, at?: string, party?: string][]
  terms?: string[]
  agreed?: string[]
  performance?: string[]
  facts?: string[]
  /** No record tells the facts written here. */
  unrecorded?: boolean
  closing?: string[]
  places?: string[]
  drop?: string[]
  /** A name the finished text is made to bear in place of another. */
  sayParties?: [from: string, to: string][]
  /** Rules that hold of this text besides its own: neither right nor wrong for them. */
  also?: string[]
}

export const seeds = (file: string): Seed[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Seed)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** An identity number that passes its check, so that a text has no defect but the one it was given. */
function idNumberOf(born: string, i: number): string {
  const head = `330104${born.replaceAll('-', '')}${String(210 + i).padStart(3, '0')}`
  return head + '10X98765432'[weights.reduce((sum, weight, k) => sum + weight * Number(head[k]), 0) % 11]
}
function creditCodeOf(i: number): string {
  const head = `91330100MA2ABC${String(10 + i)}X`
  const sum = [...head].reduce((total, c, k) => total + letters.indexOf(c) * (3 ** k % 31), 0)
  return head + letters[(31 - (sum % 31)) % 31]
}

function partyOf([role, name, ...more]: Seed['parties'][number], i: number) {
  const org = more.includes('org')
  const { born = '1980-01-15', ...given } = Object.assign({}, ...more.filter((it) => it !== 'org')) as Record<
    string,
    string
  >
  const { idNumber, creditCode, phone, address, ...details } = given
  return {
    role: role as 'applicant',
    name,
    kind: org ? ('organization' as const) : ('person' as const),
    phone: phone ?? `1380571${String(1000 + i)}`,
    address: address ?? `钱塘区文海苑${i + 1}幢101室`,
    ...(org
      ? { details: { creditCode: creditCode ?? creditCodeOf(i), legalRepresentative: '沈默', ...details } }
      : { idNumber: idNumber ?? idNumberOf(born, i), ...(Object.keys(details).length > 0 && { details }) }),
  }
}

/** What the rules find in a seed, through the verbs a person would use: open, record, draft, edit. */
export async function findIn(ctx: Context, seed: Seed): Promise<Finding[]> {
  const file = await openCase(ctx, {
    statement: `${seed.parties[0]![1]}来访,要求调解与对方的纠纷。`,
    parties: seed.parties.map(partyOf),
    disputeType: seed.subtype,
    receivedAt: '2026-09-01T09:00:00+08:00',
  })
  // What the text tells of the past stands in a record too, unless its absence there is the defect.
  const told: NonNullable<Seed['records']> = seed.facts && !seed.unrecorded ? [['核实记录', seed.facts.join('')]] : []
  for (const [i, [by, text, at, party]] of [...told, ...(seed.records ?? [])].entries()) {
    const id = party && file.parties.find(({ name }) => name === party)?.id
    await addRecord(ctx, {
      caseId: file.id,
      by,
      text,
      at: at ?? `2026-09-0${2 + i}T10:00:00+08:00`,
      ...(id && { party: id }),
    })
  }
  const drafted = await draftDocument(ctx, { caseId: file.id, form: 'agreement', terms: seed.agreed ?? seed.terms })
  const content = Content.parse(drafted.content)
  const item = (text: string) => ({ text, label: 'person' as const, refs: [] })
  const sections = content.sections.map((section) => {
    if (section.key === 'terms' && seed.terms) return { ...section, items: seed.terms.map(item) }
    if (section.key === 'performance' && seed.terms)
      return { ...section, items: (seed.performance ?? ['按上列协议内容履行。']).map(item) }
    if (section.key === 'facts') return { ...section, items: [...section.items, ...(seed.facts ?? []).map(item)] }
    if (section.key === 'closing') return { ...section, items: [...section.items, ...(seed.closing ?? []).map(item)] }
    return section
  })
  const signatures = seed.places
    ? seed.places.map((label, i) => ({ who: `place${i + 1}`, label }))
    : content.signatures.filter(
        ({ label }) =>
          !(seed.drop ?? []).some(
            (word) => label.startsWith(word) || label.endsWith(`(${word})`) || label.endsWith(`（${word}）`),
          ),
      )
  let edited = JSON.stringify({ sections, signatures })
  for (const [from, to] of seed.sayParties ?? []) edited = edited.replaceAll(from, to)
  const { findings } = await editDocument(ctx, { documentId: drafted.id, content: JSON.parse(edited) as unknown })
  return findings
}

/** Rules a program can check (M), beside those that want judgement (L): domain.md section 5. */
export const checkable = new Set([
  'D01',
  'D02',
  'D03',
  'D04',
  'D05',
  'D06',
  'D13',
  'D19',
  'D20',
  'D22',
  'D23',
  'D25',
  'D26',
])

export type Tally = { rule: string; hit: number; missed: string[]; false: string[] }

/** Per rule: seeds it found, seeds it missed, texts it found without cause. */
export function tally(results: { seed: Seed; rules: Set<string> }[]): Tally[] {
  const rules = [...new Set(results.map(({ seed }) => seed.rule))].toSorted()
  return rules.map((rule) => ({
    rule,
    hit: results.filter(({ seed, rules: found }) => seed.rule === rule && seed.bad && found.has(rule)).length,
    missed: results
      .filter(({ seed, rules: found }) => seed.rule === rule && seed.bad && !found.has(rule))
      .map(({ seed }) => seed.id),
    false: results
      .filter(
        ({ seed, rules: found }) => found.has(rule) && !(seed.rule === rule && seed.bad) && !seed.also?.includes(rule),
      )
      .map(({ seed }) => seed.id),
  }))
}

export const recallOf = (rows: Tally[]): number => {
  const hit = rows.reduce((sum, row) => sum + row.hit, 0)
  return hit / (hit + rows.reduce((sum, { missed }) => sum + missed.length, 0))
}
export const precisionOf = (rows: Tally[]): number => {
  const hit = rows.reduce((sum, row) => sum + row.hit, 0)
  return hit / (hit + rows.reduce((sum, row) => sum + row.false.length, 0))
}
