import { parse } from 'yaml'
import { z } from 'zod'
import type { Shelf } from './context.ts'

const read = new WeakMap<Shelf, Map<string, Map<z.ZodType, unknown>>>()

/** A YAML table of knowledge/ against its schema, read once a shelf (rooms may read one table each by their own schema, which they keep); throws naming the file and the field. */
export function readTable<T>({ shelf }: { shelf: Shelf }, name: string, schema: z.ZodType<T>): T {
  const tables = read.get(shelf) ?? new Map<string, Map<z.ZodType, unknown>>()
  read.set(shelf, tables)
  const held = tables.get(name) ?? new Map<z.ZodType, unknown>()
  tables.set(name, held)
  if (!held.has(schema)) {
    const path = `knowledge/${name}.yaml`
    const parsed = schema.safeParse(parse(shelf.text(path), { schema: 'core' }))
    if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
    held.set(schema, parsed.data)
  }
  return held.get(schema) as T
}
