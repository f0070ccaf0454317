import { parse } from 'yaml'
import { z } from 'zod'
import type { Shelf } from './context.ts'

/** A reading of the shelf's files, made when it is first asked for and kept as long as the shelf. */
export function onceAShelf<T>(read: (shelf: Shelf) => T): (shelf: Shelf) => T {
  const held = new WeakMap<Shelf, { value: T }>()
  return (shelf) => {
    const made = held.get(shelf) ?? { value: read(shelf) }
    held.set(shelf, made)
    return made.value
  }
}

/** What a file says; undefined where the file is not carried along, as on a Worker. */
export function ifCarried<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if ((error as { code?: string }).code !== 'not_found') throw error
    return undefined
  }
}

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
