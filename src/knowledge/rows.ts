import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/index.ts'

/** Rows of a raw statement, the same shape on both drivers. */
export async function rowsOf<T>(db: Database, query: SQL): Promise<T[]> {
  const result = (await db.execute(query)) as unknown
  return Array.isArray(result) ? (result as T[]) : (result as { rows: T[] }).rows
}

/** An array as a parameter that both drivers pass on unread; cast it where it is used. */
export function textArray(values: readonly string[]): SQL {
  return sql`(${`{${values.map((v) => `"${v.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`}::text)::text[]`
}

/** Numbers as an int[] parameter. */
export function intArray(values: Iterable<number>): SQL {
  return sql`(${`{${[...values].join(',')}}`}::text)::int[]`
}

/** Rows as one JSON parameter, to be opened with jsonb_to_recordset. */
export function jsonRows(rows: readonly object[]): SQL {
  return sql`(${JSON.stringify(rows)}::text)::jsonb`
}

/** Rows of a statement as one JSON cell: where hundreds of rows come back, reading them one by one costs more than the query. */
export async function jsonOf<T>(db: Database, query: SQL): Promise<T[]> {
  const [row] = await rowsOf<{ found: string | null }>(
    db,
    sql`select json_agg(found)::text as found from (${query}) found`,
  )
  return row?.found ? (JSON.parse(row.found) as T[]) : []
}
