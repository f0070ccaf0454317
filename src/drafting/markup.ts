import { type Content, lineOf } from './content.ts'
import type { Annex } from './docx.ts'

/** The document as Markdown, with the source of every sentence where an annex is given. */
export function toMarkdown(content: Content, annex?: Annex): string {
  const parts = [`# ${content.title}`, '', `编号：${content.number}`]
  for (const section of content.sections) {
    if (section.heading) parts.push('', `## ${section.heading}`)
    parts.push('')
    if (section.key === 'table') {
      const rows = section.items.map(({ text }) => `| ${text.split('\t').join(' | ')} |`)
      parts.push(
        ...rows.slice(0, 1),
        `|${' - |'.repeat(section.items[0]?.text.split('\t').length ?? 1)}`,
        ...rows.slice(1),
      )
    } else parts.push(...section.items.map((item, i) => `${lineOf(section, item, i)}${section.numbered ? '' : '\n'}`))
  }
  parts.push('', ...content.signatures.map(({ label }) => `${label}：\n`), content.date.trim())
  if (annex) {
    const [, ...lines] = annex.lines
    parts.push('', '---', '### 附:每句话的来源', '', annex.note, '')
    parts.push(...lines.map(([n, place, sentence, label, refs]) => `${n}. [${label}] ${place}:${sentence}(${refs})`))
  }
  return `${parts.join('\n')}\n`
}

/** What a source is called for a reader. 来源 */
export const sourceNames: Record<string, string> = {
  law: '法律',
  agreement: '往期协议',
  playbook: '调解方案',
  statement: '当事人陈述',
  record: '调解记录',
  calculation: '计算',
  template: '模板',
  model: '模型措辞',
  person: '人工修改',
}

const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The document as a page of its own, with no script and nothing from elsewhere. */
export function toHtml(content: Content, annex?: Annex): string {
  const sections = content.sections.map((section) => {
    const heading = section.heading ? `<h2>${plain(section.heading)}</h2>` : ''
    if (section.key === 'table') {
      const [head, ...rows] = section.items.map(({ text }) => text.split('\t'))
      return `${heading}<table><thead><tr>${head?.map((cell) => `<th>${plain(cell)}</th>`).join('') ?? ''}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${plain(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`
    }
    return (
      heading +
      section.items.map((item, i) => `<p data-source="${item.label}">${plain(lineOf(section, item, i))}</p>`).join('')
    )
  })
  const signatures = content.signatures.map(({ label }) => `<p class="sign">${plain(label)}：</p>`).join('')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${plain(content.title)}</title><style>body{max-width:44em;margin:3em auto;padding:0 1em;font:16px/2 "Noto Serif CJK SC",serif}h1{text-align:center}h2{font-size:1em}p{text-indent:2em;margin:.2em 0}.number,.date{text-align:right}.sign{text-indent:0;margin:1em 0}table{border-collapse:collapse;width:100%}td,th{border:1px solid #555;padding:.3em}</style><h1>${plain(content.title)}</h1><p class="number">${plain(content.number)}</p>${sections.join('')}${signatures}<p class="date">${plain(content.date)}</p>${annex ? annexHtml(annex) : ''}</html>\n`
}

function annexHtml({ note, lines: [heads = [], ...rows] }: Annex): string {
  const cells = (line: string[], tag: string) => line.map((cell) => `<${tag}>${plain(cell)}</${tag}>`).join('')
  return `<h2>附录：每句话的来源</h2><p>${plain(note)}</p><table><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`
}
