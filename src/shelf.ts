import { parse } from 'yaml'
import { z } from 'zod'
import type { Shelf } from './context.ts'

const read = new WeakMap<Shelf, Map<string, unknown>>()

/** A YAML table of knowledge/ against its schema, read once a shelf; throws naming the file and the field. */
export function readTable<T>({ shelf }: { shelf: Shelf }, name: string, schema: z.ZodType<T>): T {
  const held = read.get(shelf) ?? new Map<string, unknown>()
  read.set(shelf, held)
  if (!held.has(name)) {
    const path = `knowledge/${name}.yaml`
    const parsed = schema.safeParse(parse(shelf.text(path), { schema: 'core' }))
    if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
    held.set(name, parsed.data)
  }
  return held.get(name) as T
}
