import { NUMERAL } from './numerals.ts'

/** A part of a Markdown document: its heading, its anchor where one is written `{#name}`, its lines. */
export type Section = { heading: string; anchor?: string; level: number; lines: string[] }

/** Splits Markdown at its headings; what stands before the first one has an empty heading. */
export function markdownSections(body: string): Section[] {
  const out: Section[] = [{ heading: '', level: 0, lines: [] }]
  for (const raw of body.replaceAll('\r\n', '\n').split('\n')) {
    const line = raw.trimEnd()
    const m = /^(#{1,6})\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*$/.exec(line)
    if (m) out.push({ heading: m[2]!, anchor: m[3], level: m[1]!.length, lines: [] })
    else if (line.trim()) out.at(-1)!.lines.push(line.trim())
  }
  return out.filter((s) => s.heading || s.lines.length > 0)
}

const NUMBERED = new RegExp(`^(?:(\\d{1,2})\\s*[.、．)）]|(${NUMERAL})、|第(${NUMERAL})条)\\s*(.*)$`)

/** The numbered terms of a section, each with the lines that follow it; lines before the first are left out. */
export function numberedTerms(lines: readonly string[]): string[] {
  const terms: string[] = []
  for (const line of lines) {
    const m = NUMBERED.exec(line)
    if (m) terms.push(m[4]!.trim())
    else if (terms.length > 0) terms[terms.length - 1] += `\n${line}`
  }
  return terms
}
