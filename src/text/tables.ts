import { gunzipSync, gzipSync } from 'fflate'

/** A weight of fewer steps than this hardly says anything, and is left out: the file is a third smaller. */
const LEAST = 2

/**
 * A small model as a file: a JSON head with its length before it, then its tables as whole numbers −127…127, most of
 * them 0; gzipped. Reading a file and writing it again gives the same bytes.
 */
export function packTables(head: object, tables: readonly Float32Array[]): Uint8Array {
  const scales = tables.map((table) => table.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / 127 || 1)
  const sizes = tables.map((table) => table.length)
  const headBytes = new TextEncoder().encode(JSON.stringify({ ...head, scales, sizes }))
  const bytes = new Uint8Array(4 + headBytes.length + sizes.reduce((sum, size) => sum + size, 0))
  new DataView(bytes.buffer).setUint32(0, headBytes.length)
  bytes.set(headBytes, 4)
  let at = 4 + headBytes.length
  tables.forEach((table, i) => {
    const codes = Int8Array.from(table, (x) => {
      const code = Math.round(x / scales[i]!)
      return Math.abs(code) < LEAST ? 0 : code
    })
    bytes.set(new Uint8Array(codes.buffer), at)
    at += table.length
  })
  return gzipSync(bytes, { level: 9, mtime: 0 })
}

/** The head and the tables of a packed file, the tables in the order they were packed in. */
export function unpackTables<Head>(packed: Uint8Array): { head: Head; tables: Float32Array[] } {
  const bytes = gunzipSync(packed)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head & {
    scales: number[]
    sizes: number[]
  }
  let at = 4 + length
  const tables = head.sizes.map((size, i) => {
    const codes = new Int8Array(bytes.buffer, bytes.byteOffset + at, size)
    at += size
    return Float32Array.from(codes, (x) => x * head.scales[i]!)
  })
  return { head, tables }
}
