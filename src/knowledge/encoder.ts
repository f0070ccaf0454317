import type { Fields } from './bm25.ts'
import { ngramCodes } from './tokens.ts'

/** Dimensions of the built-in encoder's vectors. */
export const DIMENSIONS = 256
const MAGIC = 0x48594531
const MOST_DOCUMENT_CODES = 1200

/**
 * A static encoder: a text's vector is the sum of its character n-grams' rows. Documents use the shared rows; a query
 * uses its own row where training gave it one, because lay words and statutory words differ in meaning.
 */
export type Encoder = {
  /** Changes with the tables. */
  fingerprint: string
  embedQuery(text: string): Float32Array
  embedDocument(fields: Fields): Float32Array
}

/** Rows as int8 with one scale each. */
export type Table = { codes: Uint32Array; scales: Float32Array; rows: Int8Array }

/** Weights of a document's parts against its text. */
export const PART_WEIGHTS = { title: 1, heading: 1, lay: 1 }

/** Opens the encoder's tables (knowledge/models/encoder.bin); throws when they are of another make. */
export function openEncoder(bytes: Uint8Array): Encoder {
  const { shared, query, fingerprint } = readTables(bytes)
  const sharedRow = rowIndex(shared)
  const queryRow = rowIndex(query)
  return {
    fingerprint,
    embedQuery(text) {
      const sum = new Float32Array(DIMENSIONS)
      for (const code of ngramCodes(text)) {
        const own = queryRow.get(code)
        if (own !== undefined) addRow(sum, query, own, 1)
        else {
          const row = sharedRow.get(code)
          if (row !== undefined) addRow(sum, shared, row, 1)
        }
      }
      return normalise(sum)
    },
    embedDocument(fields) {
      const sum = new Float32Array(DIMENSIONS)
      for (const [code, weight] of documentCodes(fields)) {
        const row = sharedRow.get(code)
        if (row !== undefined) addRow(sum, shared, row, weight)
      }
      return normalise(sum)
    },
  }
}

/** The n-grams of a document with their weights: damped counts over its parts. */
export function documentCodes(fields: Fields): Map<number, number> {
  const counts = new Map<number, number>()
  const add = (text: string, weight: number) => {
    for (const code of ngramCodes(text).slice(0, MOST_DOCUMENT_CODES))
      counts.set(code, (counts.get(code) ?? 0) + weight)
  }
  add(fields.text, 1)
  add(fields.title, PART_WEIGHTS.title)
  for (const h of fields.heading) add(h, PART_WEIGHTS.heading)
  for (const phrase of fields.lay ?? []) add(phrase, PART_WEIGHTS.lay)
  for (const [code, count] of counts) counts.set(code, 1 + Math.log(Math.max(count, 1)))
  return counts
}

function rowIndex(table: Table): Map<number, number> {
  const index = new Map<number, number>()
  table.codes.forEach((code, i) => {
    index.set(code, i)
  })
  return index
}

function addRow(sum: Float32Array, table: Table, row: number, weight: number): void {
  const scale = table.scales[row]! * weight
  const at = row * DIMENSIONS
  for (let i = 0; i < DIMENSIONS; i++) sum[i]! += table.rows[at + i]! * scale
}

/** Scales a vector to length one, in place; a zero vector stays zero. */
export function normalise(v: Float32Array): Float32Array {
  let square = 0
  for (const x of v) square += x * x
  if (square > 0) {
    const inverse = 1 / Math.sqrt(square)
    for (let i = 0; i < v.length; i++) v[i]! *= inverse
  }
  return v
}

/** A unit vector as whole numbers −127…127: half the text to send, and cosine does not mind the scale. */
export function quantise(v: Float32Array): number[] {
  let largest = 0
  for (const x of v) largest = Math.max(largest, Math.abs(x))
  if (largest === 0) return [...v]
  return Array.from(v, (x) => Math.round((x / largest) * 127))
}

/** Writes tables as encoder.bin: magic, dimensions, then for each table its size, codes, scales and rows. */
export function writeTables(shared: Table, query: Table): Uint8Array {
  const size = (t: Table) => 4 + t.codes.length * 8 + t.rows.length
  const out = new Uint8Array(8 + size(shared) + size(query))
  const view = new DataView(out.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, DIMENSIONS, true)
  let at = 8
  for (const table of [shared, query]) {
    view.setUint32(at, table.codes.length, true)
    at += 4
    table.codes.forEach((c, i) => {
      view.setUint32(at + i * 4, c, true)
    })
    at += table.codes.length * 4
    table.scales.forEach((s, i) => {
      view.setFloat32(at + i * 4, s, true)
    })
    at += table.scales.length * 4
    out.set(new Uint8Array(table.rows.buffer, table.rows.byteOffset, table.rows.length), at)
    at += table.rows.length
  }
  return out
}

function readTables(bytes: Uint8Array): { shared: Table; query: Table; fingerprint: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 8 || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== DIMENSIONS)
    throw new Error('encoder.bin is not a table of this encoder')
  let at = 8
  const next = (): Table => {
    const n = view.getUint32(at, true)
    at += 4
    const codes = new Uint32Array(n)
    for (let i = 0; i < n; i++) codes[i] = view.getUint32(at + i * 4, true)
    at += n * 4
    const scales = new Float32Array(n)
    for (let i = 0; i < n; i++) scales[i] = view.getFloat32(at + i * 4, true)
    at += n * 4
    const rows = new Int8Array(bytes.buffer, bytes.byteOffset + at, n * DIMENSIONS)
    at += n * DIMENSIONS
    return { codes, scales, rows }
  }
  const shared = next()
  const query = next()
  return { shared, query, fingerprint: checksum(bytes) }
}

/** FNV-1a over every 64th byte and the length: tells one training from another, guards against nothing. */
function checksum(bytes: Uint8Array): string {
  let h = 0x811c9dc5 ^ bytes.length
  for (let i = 0; i < bytes.length; i += 64) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  return (h >>> 0).toString(16)
}
