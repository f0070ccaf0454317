import { beijingDay } from '../cases/index.ts'
import type { Context } from '../context.ts'
import type { Form } from './forms/names.ts'
import type { FormInput } from './forms/parts.ts'
import type { Gathered } from './gather.ts'
import type { Offered } from './retrieve.ts'

/** What the forms are filled from: the case as gathered, who draws the document up, and today; for the list of evidence the records' fingerprints. */
export async function formInput(ctx: Context, gathered: Gathered, offered: Offered, form?: Form): Promise<FormInput> {
  const printed = form === 'evidence' ? gathered.reading.records : []
  const prints = await Promise.all(printed.map(async ({ id, text }) => [id, await fingerprint(text)] as const))
  return {
    gathered,
    offered,
    committee: ctx.config.CENTRE_NAME,
    today: beijingDay(ctx.now().toISOString()),
    documents: gathered.documents.filter(({ status }) => status !== 'void'),
    fingerprints: new Map(prints),
  }
}

async function fingerprint(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
