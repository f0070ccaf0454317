import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { directoryTables } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { readTable } from '../shelf.ts'
import { type RowOf, rowsOf, type TableName, tables } from './tables.ts'

export type Table<N extends TableName> = { items: RowOf<N>[] /** 0 while it is still the file's. */; version: number }

/** A table as it stands: the centre's own edit, or the file of knowledge/. */
export async function getTable<N extends TableName>(ctx: Context, name: N): Promise<Table<N>> {
  requireRole(ctx, 'directory.read')
  return currentTable(ctx, name)
}

/** The same for a verb that has checked its own right. */
export async function currentTable<N extends TableName>(ctx: Context, name: N): Promise<Table<N>> {
  const [edit] = await ctx.db.select().from(directoryTables).where(eq(directoryTables.name, name))
  if (edit) return { items: edit.rows as RowOf<N>[], version: edit.version }
  return { items: fileTable(ctx, name), version: 0 }
}

const files = Object.fromEntries(
  Object.entries(tables).map(([name, { row, field }]) => [name, z.looseObject({ [field]: z.array(row as z.ZodType) })]),
) as unknown as Record<TableName, z.ZodType<Record<string, unknown>>>

/** A table as the program ships it. */
export function fileTable<N extends TableName>(ctx: Pick<Context, 'shelf'>, name: N): RowOf<N>[] {
  return readTable(ctx, name, files[name])[tables[name].field] as RowOf<N>[]
}

/** Replaces a table, whole. Throws `invalid` for a row that is not of its form and for an emptied table, `conflict` where another edit came first. */
export async function putTable<N extends TableName>(
  ctx: Context,
  name: N,
  edit: { items: unknown; ifVersion?: number },
): Promise<Table<N>> {
  requireRole(ctx, 'directory.edit')
  const rows = rowsOf(name).parse(edit.items)
  const { version } = await currentTable(ctx, name)
  if (edit.ifVersion !== undefined && edit.ifVersion !== version)
    throw new AppError('conflict', '这张表刚被改过,请先看最新的', { version })
  const change = { rows, version: version + 1, editedBy: ctx.actor.label, editedAt: ctx.now() }
  const kept = await ctx.db
    .insert(directoryTables)
    .values({ name, ...change })
    .onConflictDoUpdate({
      target: directoryTables.name,
      set: change,
      setWhere: sql`${directoryTables.version} = ${version}`,
    })
    .returning({ version: directoryTables.version })
  if (kept.length === 0) throw new AppError('conflict', '这张表刚被改过,请先看最新的')
  return getTable(ctx, name)
}
