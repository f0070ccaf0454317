import { openShelf } from '../../cli/shelf.ts'
import { readFacts } from '../facts.ts'
import type { CaseFile, CaseRecord, Party } from '../read.ts'

/** The day on which the records of these tests were made. */
export const at = '2026-11-05T09:00:00+08:00'
export const onShelf = { shelf: openShelf() }

export const party = (id: string, role: string, name: string, more: Partial<Party> = {}): Party => ({
  id,
  role,
  name,
  kind: 'person',
  details: {},
  ...more,
})
export const firm = (id: string, role: string, name: string, legalRepresentative?: string): Party =>
  party(id, role, name, { kind: 'organization', details: legalRepresentative ? { legalRepresentative } : {} })

/** A record both sides may read. */
export const said = (id: string, by: string, text: string, more: Partial<CaseRecord> = {}): CaseRecord => ({
  id,
  at,
  by,
  text,
  visibility: 'shared',
  createdAt: at,
  ...more,
})

export const people = [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')]

/** What both sides may read in a case with these records. */
export const read = (records: CaseRecord[], parties: Party[] = people, more: Partial<CaseFile> = {}) =>
  readFacts(
    onShelf,
    {
      id: 'case',
      number: 'n',
      receipt: 'r',
      title: 't',
      statement: 's',
      status: 'mediating',
      redFlags: [],
      receivedAt: at,
      version: 1,
      createdAt: at,
      updatedAt: at,
      parties,
      actions: [],
      records,
      ...more,
    } as CaseFile,
    'shared',
  )
