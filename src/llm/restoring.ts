import type { Mask } from './deidentify.ts'

/** Puts originals back into words that come in pieces: what follows an open bracket waits for its end. */
export function restoring(mask: Mask): { take(piece: string): string; rest(): string } {
  let held = ''
  return {
    take(piece) {
      held += piece
      const open = /[[［【][^\]］】]{0,12}$/.exec(held)
      const ready = open ? held.slice(0, open.index) : held
      held = held.slice(ready.length)
      return mask.restore(ready)
    },
    rest() {
      const last = mask.restore(held)
      held = ''
      return last
    },
  }
}
