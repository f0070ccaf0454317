import type { Citation } from './memory.ts'
import type { Part } from './turn.ts'

/**
 * Reads [1], 【2】 or ［3］ out of words that come in pieces: a known number becomes `[n]` and sends its citation, once;
 * an unknown one is left out, so that nothing can be cited that was not found.
 */
export function markers(known: Citation[]): { take(piece: string): Generator<Part>; rest(): Generator<Part> } {
  const sent = new Set<number>()
  let held = ''
  function* read(text: string): Generator<Part> {
    let last = 0
    for (const match of text.matchAll(/\s?[[【［]\s*(\d{1,3})\s*[\]】］]/g)) {
      const n = Number(match[1])
      const citation = known.find((it) => it.n === n)
      const words = text.slice(last, match.index) + (citation ? `[${n}]` : '')
      last = match.index + match[0].length
      if (words) yield { event: 'message.delta', data: { text: words } }
      if (citation && !sent.has(n)) {
        sent.add(n)
        yield { event: 'citation', data: citation }
      }
    }
    if (last < text.length) yield { event: 'message.delta', data: { text: text.slice(last) } }
  }
  return {
    *take(piece) {
      held += piece
      const open = /\s?[[【［]\s*\d{0,3}\s*$/.exec(held)
      const ready = open ? held.slice(0, open.index) : held
      held = held.slice(ready.length)
      yield* read(ready)
    },
    *rest() {
      yield* read(held)
      held = ''
    },
  }
}
