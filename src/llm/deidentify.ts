import { AppError } from '../errors.ts'
import type { KnownParty } from './types.ts'

/** Masks texts with stable placeholders, and puts the originals back into what comes out of the model. 脱敏 */
export type Mask = {
  hide(text: string): string
  restore(text: string): string
  /** Throws `internal` while something of a known party is still in the text: the call is refused. */
  guard(text: string): void
}

/** Something personal found in a text, by whoever reads texts (`text/`). */
export type Personal = { start: number; end: number; kind: string }

/** Builds the mask of one call. `find` names further personal data in a text besides what is known of the parties. */
export function createMask(parties: KnownParty[], find: (text: string) => Personal[]): Mask {
  const placeholders = new Map<string, string>()
  const originals = new Map<string, string>()
  const counts = new Map<string, number>()
  const placeholderFor = (original: string, kind: string) => {
    const key = `${kind}:${squeeze(original)}`
    const known = placeholders.get(key)
    if (known) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const placeholder = `[${kind}${count}]`
    placeholders.set(key, placeholder)
    originals.set(placeholder, original)
    return placeholder
  }
  const known = parties.flatMap((party) => knownTexts(party)).sort((a, b) => b.text.length - a.text.length)

  return {
    hide(text) {
      let hidden = text
      for (const { text: secret, kind } of known) {
        hidden = hidden.replaceAll(loose(secret), () => placeholderFor(secret, kind))
      }
      const found = find(hidden).filter(({ start, end }) => !/^\[[^\]]*\]$/.test(hidden.slice(start, end)))
      return splice(hidden, found, (quote, kind) => placeholderFor(quote, kind))
    },
    restore: (text) =>
      text.replaceAll(
        /[[［【]\s*([^\][［］【】\d\s]{1,8})\s*(\d+)\s*[\]］】]/g,
        (raw, kind, n) => originals.get(`[${kind}${n}]`) ?? raw,
      ),
    guard(text) {
      const leaked = known.find(({ text: secret }) => loose(secret).test(text))
      if (leaked)
        throw new AppError('internal', `A model call was refused: ${leaked.kind} of a known party is still in it`)
    },
  }
}

function knownTexts({ name, idNumber, phone, address }: KnownParty): { text: string; kind: string }[] {
  const all: [string | null | undefined, string][] = [
    [name, '姓名'],
    [idNumber, '证号'],
    [phone, '电话'],
    [address, '地址'],
  ]
  return all.flatMap(([text, kind]) => (text && squeeze(text).length >= 2 ? [{ text, kind }] : []))
}

const squeeze = (text: string) => text.normalize('NFKC').replaceAll(/[\s\-‐–—·・]/g, '')

/** Matches a secret however it is spaced, dashed or widened: 138 0000-1234, 陈 阿 大, １３８…. */
function loose(secret: string): RegExp {
  const letters = [...squeeze(secret)].map((letter) => {
    const wide = /[!-~]/.test(letter) ? String.fromCodePoint(letter.codePointAt(0)! + 0xfee0) : letter
    const escaped = letter.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return wide === letter ? escaped : `[${escaped.length > 1 ? `\\${letter}` : escaped}${wide}]`
  })
  return new RegExp(letters.join('[\\s\\-‐–—·・]*'), 'giu')
}

function splice(text: string, found: Personal[], replace: (quote: string, kind: string) => string): string {
  let result = ''
  let last = 0
  for (const { start, end, kind } of [...found].sort((a, b) => a.start - b.start)) {
    if (start < last) continue
    result += text.slice(last, start) + replace(text.slice(start, end), kind)
    last = end
  }
  return result + text.slice(last)
}
