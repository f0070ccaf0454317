import { type Case, call } from '../api.ts'
import type { Slot } from './doors.tsx'

type Taking = { department: string; slot?: Slot; why: string; other: boolean; elsewhere: boolean; subtype: string }

/** Takes a case as it is judged: the kind put down where it stood open, then screened, then given to its door. */
export async function take(file: Case, { department, slot, why, other, elsewhere, subtype }: Taking): Promise<Case> {
  const params = { id: file.id }
  const correct = (field: 'disputeType' | 'department', after: string, reason: string) =>
    call('post', '/api/v1/cases/:id/corrections', { params, body: { field, after, reason } })
  if (!file.disputeType) await correct('disputeType', subtype, '受理台确认研判')
  if (other) await correct('department', department, why.trim())
  const step = (action: 'register' | 'screen' | 'clearEmergency') =>
    call('post', '/api/v1/cases/:id/advance', { params, body: { action } })
  let now = file
  if (now.status === 'emergency') now = await step('clearEmergency')
  if (now.status === 'draft') now = await step('register')
  if (now.status === 'registered') now = await step('screen')
  // An emergency may have come over a case that had its department already.
  if (now.status !== 'screening' && now.status !== 'returned') return now
  return call('post', '/api/v1/cases/:id/advance', {
    params,
    body:
      elsewhere && now.status === 'screening'
        ? { action: 'refer', department }
        : { action: 'assign', department, slot },
  })
}
