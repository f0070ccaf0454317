import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'

/**
 * Writes the Word templates of knowledge/forms as they are shipped. A bureau edits the files themselves; this is run only
 * to begin anew: `node src/cli/make-forms.ts`. The fields between braces are those drafting/docx.ts fills in.
 */
const song = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' }
const fang = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' }
const hei = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' }

type Style = { size?: number; bold?: boolean; font?: typeof song; color?: string }
const run = (text: string, { size = 28, bold = false, font = fang, color }: Style = {}) =>
  new TextRun({ text, size, bold, font, color })
const body = { line: 480, lineRule: 'exact' as const }
const line = (
  text: string,
  style?: Style,
  options: Partial<ConstructorParameters<typeof Paragraph>[0] & object> = {},
) => new Paragraph({ children: [run(text, style)], spacing: body, ...options })
const tag = (text: string) => line(text, { size: 2 }, { spacing: { line: 20, lineRule: 'exact' } })

const header = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [run('{mark}', { size: 18, font: song, color: '8C2B2B' })],
      }),
    ],
  })
const footer = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
            size: 18,
            font: song,
          }),
        ],
      }),
    ],
  })
const page = {
  page: { size: { width: 11906, height: 16838 }, margin: { top: 1871, bottom: 1701, left: 1587, right: 1474 } },
}

const title = (text: string, size = 44) =>
  line(
    text,
    { size, bold: true, font: song },
    { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 240 } },
  )
const number = () => line('{number}', { size: 28 }, { alignment: AlignmentType.RIGHT })

/** Sections with their headings and lines, then the places for signatures and the day. */
const prose = () => [
  tag('{#sections}'),
  tag('{#heading}'),
  line('{heading}', { font: hei }, { spacing: { ...body, before: 160 }, keepNext: true }),
  tag('{/heading}'),
  tag('{#lines}'),
  line('{text}', {}, { indent: { firstLine: 560 }, alignment: AlignmentType.LEFT }),
  tag('{/lines}'),
  tag('{/sections}'),
]
const signing = () => [
  line('', {}, { spacing: { line: 240 } }),
  tag('{#signatures}'),
  line('{label}:', {}, { spacing: { line: 720, lineRule: 'exact' }, keepNext: true, keepLines: true }),
  tag('{/signatures}'),
  line('{date}', {}, { alignment: AlignmentType.RIGHT, spacing: { ...body, before: 240 } }),
]

const cell = (text: string, width: number, bold = false) =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 80, bottom: 80, left: 100, right: 100 },
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, { size: 24, bold })] })],
  })
/** A table of so many columns: heads in `heads`, cells in `a`, `b`, `c` … of each row. */
const table = (widths: number[]) => [
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: widths.map((width, i) => cell(`{head${'abcdefgh'[i]}}`, width, true)),
      }),
      new TableRow({
        cantSplit: true,
        children: widths.map((width, i) =>
          cell(`${i === 0 ? '{#rows}' : ''}{${'abcdefgh'[i]}}${i === widths.length - 1 ? '{/rows}' : ''}`, width),
        ),
      }),
    ],
  }),
]

const layouts: Record<string, () => (Paragraph | Table)[]> = {
  prose: () => [title('{title}'), number(), ...prose(), ...signing()],
  table4: () => [title('{title}'), number(), ...table([10, 50, 20, 20]), ...prose(), ...signing()],
  table8: () => [title('{title}'), number(), ...table([6, 17, 10, 11, 12, 10, 23, 11]), ...prose(), ...signing()],
  cover: () => [
    line('', {}, { spacing: { before: 1200 } }),
    title('{committee}', 40),
    title('{title}', 60),
    line('', {}, { spacing: { before: 600 } }),
    tag('{#sections}'),
    tag('{#lines}'),
    line('{text}', { size: 30 }, { indent: { left: 900 }, spacing: { line: 640, lineRule: 'exact' } }),
    tag('{/lines}'),
    tag('{/sections}'),
    tag('{#signatures}'),
    line('{label}:', { size: 30 }, { indent: { left: 900 }, spacing: { line: 640, lineRule: 'exact' } }),
    tag('{/signatures}'),
    line('{date}', { size: 30 }, { alignment: AlignmentType.CENTER, spacing: { before: 400 } }),
  ],
}

/** The whole file in one: each document begins on a page of its own, under a bookmark the catalogue points to. */
layouts.dossier = () => [
  tag('{#documents}'),
  tag('{@start}'),
  number(),
  tag('{@table}'),
  ...prose(),
  ...signing(),
  tag('{/documents}'),
]

/** Which layout each form begins with. */
export const layoutOf: Record<string, string> = {
  cover: 'cover',
  catalogue: 'table4',
  application: 'prose',
  registration: 'prose',
  notice: 'prose',
  identity: 'prose',
  investigation: 'prose',
  evidence: 'table8',
  record: 'prose',
  agreement: 'prose',
  oralAgreement: 'prose',
  performance: 'prose',
  followUp: 'prose',
  confirmation: 'prose',
  termination: 'prose',
  note: 'prose',
  backCover: 'cover',
  wayOut: 'prose',
  dossier: 'dossier',
}

const folder = fileURLToPath(new URL('../../knowledge/forms/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [form, layout] of Object.entries(layoutOf)) {
  const document = new Document({
    creator: 'Heyi 和议',
    title: form,
    features: { updateFields: form === 'dossier' },
    sections: [
      {
        properties: page,
        headers: { default: header() },
        footers: { default: footer() },
        children: layouts[layout]!(),
      },
    ],
  })
  writeFileSync(join(folder, `${form}.docx`), await Packer.toBuffer(document))
}
