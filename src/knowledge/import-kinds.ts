import { type Agreement, parseAgreement, slug } from './agreements.ts'
import type { ImportFile } from './archive.ts'
import { frontMatter } from './cards.ts'
import { loadCsv, loadText } from './load.ts'
import { maskPersonal } from './mask.ts'
import { type ParsedLaw, parseLaw } from './parse.ts'
import { parsePlaybook } from './playbooks.ts'
import { looksLikePrecedent, parsePrecedent } from './precedents.ts'

/** What a file turned out to be. */
export type Content =
  | { kind: 'law'; law: ParsedLaw }
  | { kind: 'agreement'; agreements: Agreement[] }
  | {
      kind: 'precedent' | 'playbook'
      key: string
      title: string
      subtypes: string[]
      sections: { anchor: string; heading: string; text: string }[]
    }
export type Reading = Content & { name: string; hash: string }

const READABLE = /\.(md|markdown|txt|docx|pdf|csv)$/i

/** Reads a file as what it is: a law, past agreements, a typical case or a playbook. Throws with the reason where it is none. */
export async function readImport(file: ImportFile): Promise<Content> {
  if (!READABLE.test(file.name)) throw new Error('不认识的文件类型（可以是 md、txt、docx、pdf、csv）')
  if (/\.csv$/i.test(file.name)) return { kind: 'agreement', agreements: agreementRows(file.name, await loadCsv(file)) }
  const text = await loadText(file)
  const head = headOf(text)
  if (head && 'subtype' in head && 'year' in head)
    return { kind: 'agreement', agreements: [parseAgreement(file.name, maskPersonal(text))] }
  if (head && 'key' in head) {
    const book = parsePlaybook(text)
    return {
      kind: 'playbook',
      key: book.key,
      title: book.title,
      subtypes: book.subtypes,
      sections: book.sections.map((s) => ({ anchor: s.anchor, heading: s.heading, text: s.lines.join('\n') })),
    }
  }
  if (/人民调解协议书/.test(text.slice(0, 300)) && !/^第一条/m.test(text))
    return { kind: 'agreement', agreements: [agreementText(file.name, maskPersonal(text))] }
  if (looksLikePrecedent(file.name, text)) {
    const { key, title, sections } = parsePrecedent(file.name, text)
    return {
      kind: 'precedent',
      key,
      title,
      subtypes: [],
      sections: sections.map((s, i) => ({ anchor: anchor(s.heading, i, sections), ...s })),
    }
  }
  return { kind: 'law', law: parseLaw(text, file.name) }
}

function anchor(heading: string, i: number, sections: { heading: string }[]): string {
  return sections.findIndex((s) => s.heading === heading) < i ? `${heading}(${i + 1})` : heading
}

function headOf(text: string): Record<string, unknown> | undefined {
  try {
    const { head } = frontMatter(text)
    return head && typeof head === 'object' ? (head as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const COLUMNS: Record<'title' | 'subtype' | 'year' | 'street' | 'facts' | 'terms', RegExp> = {
  title: /^(title|标题|名称|案名)$/i,
  subtype: /^(subtype|子类|纠纷类型|类型)$/i,
  year: /^(year|年份|年度|年)$/i,
  street: /^(street|街道|属地)$/i,
  facts: /^(facts|事实|纠纷事实|主要事实|争议事项)$/i,
  terms: /^(terms|协议|协议内容|条款)$/i,
}

function agreementRows(name: string, rows: Record<string, string>[]): Agreement[] {
  if (rows.length === 0) throw new Error('表里没有数据行')
  const columns = Object.keys(rows[0]!)
  const column = (field: keyof typeof COLUMNS) => columns.find((c) => COLUMNS[field].test(c)) ?? ''
  if (!column('terms')) throw new Error('表里没有「协议内容」一列')
  return rows.map((row, i) => {
    const terms = maskPersonal(row[column('terms')]!)
    const numbered = /(^|\n)\s*\d+\s*[.、．]/.test(terms)
      ? terms
      : terms
          .split(/[；;\n]+/)
          .map((t, n) => `${n + 1}. ${t}`)
          .join('\n')
    return parseAgreement(
      `${slug(name)}-${i + 1}`,
      `${head({
        title: row[column('title')] || `${slug(name)} ${i + 1}`,
        subtype: row[column('subtype')] || 'other',
        year: row[column('year')],
        street: row[column('street')],
      })}## 纠纷主要事实\n${maskPersonal(row[column('facts')] ?? '')}\n## 协议内容\n${numbered}\n`,
    )
  })
}

/** An agreement in the official form without front matter, as a Word file gives it. */
function agreementText(name: string, text: string): Agreement {
  const year = /(20\d{2})\s*年/.exec(text)?.[1]
  const body = text
    .split('\n')
    .map((l) => l.trim())
    .map((l) =>
      /^(?:[一二三四五六]、)?\s*(?:纠纷|当事人|经调解|协议|履行).{0,24}[:：]?$/.test(l)
        ? `## ${l.replace(/[:：]$/, '')}`
        : l,
    )
    .join('\n')
  return parseAgreement(name, head({ title: slug(name), subtype: 'other', year }) + body)
}

function head(fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields).flatMap(([k, v]) => (v ? [`${k}: ${k === 'year' ? v : JSON.stringify(v)}`] : []))
  return `---\n${lines.join('\n')}\n---\n`
}
