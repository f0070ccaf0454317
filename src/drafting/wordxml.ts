const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const fonts = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/>'
const run = (text: string, size: number, more = ''): string =>
  `<w:r><w:rPr>${fonts}${more}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`

/** The title of a document on a new page, under the bookmark the catalogue points to. */
export const startXml = (title: string, i: number): string =>
  `<w:p><w:pPr>${i > 0 ? '<w:pageBreakBefore/>' : ''}<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/></w:pPr><w:bookmarkStart w:id="${1000 + i}" w:name="document${i}"/>${run(title, 44, '<w:b/>')}<w:bookmarkEnd w:id="${1000 + i}"/></w:p>`

/** Says on a page of a template without {mark} that this is a draft. */
export const markXml = (mark: string): string =>
  `<w:p><w:pPr><w:jc w:val="right"/></w:pPr>${run(mark, 18, '<w:color w:val="8C2B2B"/>')}</w:p>`

/** A line whose end is the number of pages of the whole file, filled in by Word on opening. */
export const pagesXml = (label: string): string =>
  `<w:p><w:pPr><w:spacing w:line="480" w:lineRule="exact"/><w:ind w:firstLine="560"/></w:pPr>${run(label, 28)}<w:fldSimple w:instr=" NUMPAGES "><w:r><w:rPr>${fonts}<w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple></w:p>`

/** A little room between a line and a table. */
export const roomXml = '<w:p><w:pPr><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'

/** Of the shipped page, between its margins, in twentieths of a point. */
const textWidth = 8_845

export type Table = { lines: string[][] /** Of 5000 in all. */; widths?: number[]; size?: number; left?: boolean }

/** A ruled table whose first line is repeated on every page; a cell `@3` is the page on which the document of that place begins. */
export function tableXml({ lines, widths, size = 24, left = false }: Table): string {
  const cell = (text: string, i: number, line: string[]) => {
    const width = widths?.[i] ?? Math.floor(5000 / line.length)
    const page = /^@(\d+)$/.exec(text)?.[1]
    const inner = page
      ? `<w:fldSimple w:instr=" PAGEREF document${page} "><w:r><w:rPr>${fonts}<w:sz w:val="${size}"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`
      : run(text, size)
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="pct"/></w:tcPr><w:p><w:pPr><w:jc w:val="${left ? 'left' : 'center'}"/></w:pPr>${inner}</w:p></w:tc>`
  }
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')
  const row = (line: string[], i: number) =>
    `<w:tr><w:trPr><w:cantSplit/>${i === 0 ? '<w:tblHeader/>' : ''}</w:trPr>${line.map(cell).join('')}</w:tr>`
  // Readers differ in what they take the widths from: the grid, or the cells.
  const grid = (lines[0] ?? [])
    .map((_, i, line) => `<w:gridCol w:w="${Math.round(((widths?.[i] ?? 5000 / line.length) / 5000) * textWidth)}"/>`)
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${border}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${lines.map(row).join('')}</w:tbl><w:p/>`
}

/** 来源附录 on a page of its own: each sentence with its kind of source and what it rests on. */
export const annexXml = (note: string, lines: string[][]): string =>
  `<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr>${run('附录：每句话的来源', 32, '<w:b/>')}</w:p><w:p>${run(note, 18)}</w:p>${tableXml({ lines, widths: [350, 850, 2200, 600, 1000], size: 18, left: true })}`
