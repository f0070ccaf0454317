import { slug } from './agreements.ts'
import { markdownSections } from './sections.ts'

/** A court's typical case (典型案例), cut at its headings. */
export type Precedent = { key: string; title: string; sections: { heading: string; text: string }[] }

/** Whether a text is told as a typical case. */
export function looksLikePrecedent(path: string, text: string): boolean {
  return (
    /^#+\s*(基本案情|案例|裁判(要旨|理由|结果)|典型意义|案情(简介|回顾)?|法官说法|适用解析)/m.test(text) ||
    /(^|\/)案例\//.test(path)
  )
}

/** Reads a typical case; throws when it has no text. */
export function parsePrecedent(path: string, text: string): Precedent {
  const sections = markdownSections(text.replace(/<!--[\s\S]*?-->/g, '').replace(/^---[\s\S]*?\n---/, ''))
    .filter((s) => s.lines.length > 0)
    .map((s, i) => ({ heading: s.heading || `第${i + 1}部分`, text: s.lines.join('\n') }))
  if (sections.length === 0) throw new Error('没有正文')
  const title = slug(path)
  return { key: `precedent:${title}`, title, sections }
}
