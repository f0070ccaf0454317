import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, openEncoder, quantise, type Table, writeTables } from './encoder.ts'
import { ngramCodes } from './tokens.ts'

/** A table in which every n-gram of the words points its own way. */
function tableOf(words: string): Table {
  const codes = [...new Set(ngramCodes(words))]
  const rows = new Int8Array(codes.length * DIMENSIONS)
  codes.forEach((code, i) => {
    rows[i * DIMENSIONS + (code % DIMENSIONS)] = 100
  })
  return { codes: Uint32Array.from(codes), scales: new Float32Array(codes.length).fill(0.01), rows }
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
const nothing = tableOf('')

describe('the encoder', () => {
  const encoder = openEncoder(writeTables(tableOf('楼上漏水赔偿借钱不还'), nothing))

  it('gives unit vectors, nearer for more shared words, and nothing for words it does not know', () => {
    const document = encoder.embedDocument({ title: '', heading: [], text: '楼上漏水要赔偿' })
    const [near, far] = [encoder.embedQuery('漏水赔偿'), encoder.embedQuery('借钱不还')]
    expect(cosine(near, near)).toBeCloseTo(1, 5)
    expect(cosine(near, document)).toBeGreaterThan(cosine(far, document))
    expect(encoder.embedQuery('🙂?!').every((x) => x === 0)).toBe(true)
  })

  it('reads a query by its own rows where training gave it some', () => {
    const own = tableOf('漏水')
    own.rows.fill(0)
    own.rows.fill(50, 7, 8)
    const parted = openEncoder(writeTables(tableOf('漏水'), own))
    expect(parted.embedQuery('漏')).not.toEqual(parted.embedDocument({ title: '', heading: [], text: '漏' }))
  })

  it('tells its tables from others, and refuses what is no table', () => {
    const same = writeTables(tableOf('楼上漏水'), nothing)
    expect(openEncoder(same).fingerprint).toBe(openEncoder(same.slice()).fingerprint)
    expect(openEncoder(same).fingerprint).not.toBe(openEncoder(writeTables(tableOf('借钱'), nothing)).fingerprint)
    expect(() => openEncoder(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).toThrow('not a table')
  })

  it('keeps directions when vectors become whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }), (xs) => {
        const v = Float32Array.from(xs)
        const whole = Float32Array.from(quantise(v))
        const length = (a: Float32Array) => Math.sqrt(cosine(a, a))
        if (length(v) > 1e-6) expect(cosine(v, whole) / (length(v) * length(whole))).toBeGreaterThan(0.999)
      }),
    )
  })
})
