import { and, desc, eq, max } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { formTemplates } from '../db/index.ts'
import { AppError } from '../errors.ts'
import type { Content } from './content.ts'
import { openTemplate, type Template, toDocx, toDossier, viewOf } from './docx.ts'
import { formNames, forms } from './forms/names.ts'

/** What has a template: each form, and the whole file in one. */
export const templateForms = [...forms, 'dossier'] as const
export type TemplateForm = (typeof templateForms)[number]
const nameOf = (form: TemplateForm): string => (form === 'dossier' ? '卷宗(合订)' : formNames[form])

/** The template of a form as it stands now. 文书模板 */
export const FormTemplate = z.object({
  form: z.enum(templateForms),
  title: z.string(),
  /** shipped: the file that comes with the program; own: the bureau's. */
  origin: z.enum(['shipped', 'own']),
  name: z.string(),
  /** Editions so far; 0 while it is the shipped one. */
  version: z.number().int(),
  size: z.number().int(),
  hash: z.string().optional(),
  fields: z.array(z.string()),
  /** What will not be printed, since the template has no place for it. */
  warnings: z.array(z.string()),
  author: z.string().optional(),
  createdAt: z.string().optional(),
})
export type FormTemplate = z.infer<typeof FormTemplate>

type Row = typeof formTemplates.$inferSelect
type Held = { template: Template; row?: Row }

const shippedPath = (form: TemplateForm) => `knowledge/forms/${form}.docx`
const shipped = (ctx: Context, form: TemplateForm): Template => ({
  name: shippedPath(form),
  bytes: ctx.shelf.bytes(shippedPath(form)),
})

/** The newest edition of each form asked for, or the shipped file. Callers check the right. */
export async function currentTemplates(
  ctx: Context,
  asked: readonly TemplateForm[],
): Promise<(form: string) => Template> {
  const rows = await newest(ctx)
  const held = new Map(asked.map((form) => [form as string, heldAs(ctx, form, rows.get(form)).template]))
  return (form) => held.get(form) ?? shipped(ctx, form as TemplateForm)
}

function heldAs(ctx: Context, form: TemplateForm, row?: Row): Held {
  if (!row?.docx) return { template: shipped(ctx, form), row }
  return { template: { name: row.name, bytes: Uint8Array.from(atob(row.docx), (c) => c.charCodeAt(0)) }, row }
}

async function newest(ctx: Context): Promise<Map<string, Row>> {
  const last = ctx.db
    .select({ form: formTemplates.form, version: max(formTemplates.version).as('last_version') })
    .from(formTemplates)
    .groupBy(formTemplates.form)
    .as('last')
  const rows = await ctx.db
    .select()
    .from(formTemplates)
    .innerJoin(last, and(eq(last.form, formTemplates.form), eq(last.version, formTemplates.version)))
  return new Map(rows.map((row) => [row.form_templates.form, row.form_templates]))
}

const formOf = (form: string): TemplateForm => {
  const parsed = z.enum(templateForms).safeParse(form)
  if (!parsed.success) throw new AppError('not_found', '没有这种文书的模板', { form })
  return parsed.data
}

/** The templates of all forms, in the official order. */
export async function listTemplates(ctx: Context): Promise<FormTemplate[]> {
  requireRole(ctx, 'template.read')
  const rows = await newest(ctx)
  return templateForms.map((form) => view(form, heldAs(ctx, form, rows.get(form))))
}

/** The template of a form, with its file. Throws `not_found` for an unknown form. */
export async function getTemplate(ctx: Context, form: string): Promise<FormTemplate & { bytes: Uint8Array }> {
  requireRole(ctx, 'template.read')
  const which = formOf(form)
  const held = heldAs(ctx, which, (await newest(ctx)).get(which))
  return { ...view(which, held), bytes: held.template.bytes }
}

function view(form: TemplateForm, { template, row }: Held): FormTemplate {
  const { asked } = openTemplate(template)
  const own = row?.docx ? row : undefined
  return {
    form,
    title: nameOf(form),
    origin: own ? 'own' : 'shipped',
    name: own?.name ?? `${form}.docx`,
    version: row?.version ?? 0,
    size: template.bytes.length,
    hash: own?.hash ?? undefined,
    fields: [...asked].toSorted(),
    warnings: lacks(form, asked),
    author: row?.author,
    createdAt: row?.createdAt.toISOString(),
  }
}

const tabled: TemplateForm[] = ['catalogue', 'evidence']
const unsigned: TemplateForm[] = ['cover', 'catalogue', 'backCover']

/** What a template has no place for. */
function lacks(form: TemplateForm, asked: Set<string>): string[] {
  const wanted: [field: string, what: string][] = [
    ['text', '正文'],
    ['number', '卷号'],
    ['mark', '草稿标识(会自动加在文首)'],
    ...(unsigned.includes(form)
      ? []
      : ([
          ['label', '签章位'],
          ['date', '日期'],
        ] as [string, string][])),
    ...(tabled.includes(form) ? ([['a', '表格']] as [string, string][]) : []),
  ]
  return wanted
    .filter(([field]) => !asked.has(field))
    .map(([field, what]) => `模板没有 {${field}},${what}不会按模板打印`)
}

export type NewTemplate = { form: string; name: string; bytes: Uint8Array; ifVersion?: number }

/**
 * Takes a bureau's own template of a form into use. Throws `invalid` for what is no plain Word file (macros, objects, a bomb),
 * and for a template with a field nobody knows, one out of its place, or a broken tag, each named; `conflict` as If-Match says.
 */
export async function putTemplate(ctx: Context, { form, name, bytes, ifVersion }: NewTemplate): Promise<FormTemplate> {
  requireRole(ctx, 'template.edit')
  const which = formOf(form)
  const template = { name: tidyName(name, which), bytes }
  refuseUnfit(template)
  tryOut(which, template)
  return keep(ctx, which, { ...template, docx: base64(bytes), hash: await hashOf(bytes), ifVersion })
}

/** Goes back to the shipped template of a form. */
export async function resetTemplate(
  ctx: Context,
  { form, ifVersion }: { form: string; ifVersion?: number },
): Promise<FormTemplate> {
  requireRole(ctx, 'template.edit')
  const which = formOf(form)
  return keep(ctx, which, { name: `${which}.docx`, docx: null, hash: null, ifVersion })
}

async function keep(
  ctx: Context,
  form: TemplateForm,
  { name, docx, hash, ifVersion }: { name: string; docx: string | null; hash: string | null; ifVersion?: number },
): Promise<FormTemplate> {
  return inTransaction(ctx, async (tx) => {
    const [last] = await tx.db
      .select({ version: formTemplates.version })
      .from(formTemplates)
      .where(eq(formTemplates.form, form))
      .orderBy(desc(formTemplates.version))
      .limit(1)
    const version = last?.version ?? 0
    if (ifVersion !== undefined && ifVersion !== version)
      throw new AppError('conflict', '这个模板刚被换过,请先看最新的', { version })
    const kept = await tx.db
      .insert(formTemplates)
      .values({ form, version: version + 1, name, docx, hash, author: tx.actor.label, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning()
    if (!kept[0]) throw new AppError('conflict', '这个模板刚被换过,请先看最新的', { version: version + 1 })
    return view(form, heldAs(tx, form, kept[0]))
  })
}

const largest = 2 * 1024 * 1024
const largestOpened = 40 * 1024 * 1024
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const refused = (message: string): AppError => new AppError('invalid', message, { field: 'file' })

/** Looks at the file itself, whatever its name says: a Word document of bounded size, without macros, objects or ties to elsewhere. */
function refuseUnfit({ bytes }: Template): void {
  if (bytes.length > largest) throw refused(`模板最大${largest / 1024 / 1024}MB`)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw refused('这不是 Word(.docx)文件;旧的 .doc 请另存为 .docx')
  const names: string[] = []
  let size = 0
  const text = new TextDecoder()
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name)
        size += originalSize
        if (names.length > 2_000 || size > largestOpened) throw refused('文件解压后过大')
        return (
          name === '[Content_Types].xml' ||
          /\.rels$/.test(name) ||
          /^word\/(?:document|header|footer)\d*\.xml$/.test(name)
        )
      },
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw refused('文件损坏,读不出来')
  }
  const types = text.decode(parts['[Content_Types].xml'])
  if (/macroEnabled/i.test(types) || names.some((name) => /vba(?:Project|Data)/i.test(name)))
    throw refused('带宏的文件(.docm)不收,请另存为 .docx')
  if (!types.includes(wordType) || !parts['word/document.xml']) throw refused('这不是 Word(.docx)文件')
  if (names.some((name) => /activeX|embeddings\/|oleObject/i.test(name)))
    throw refused('文件里嵌有对象或控件,请删去后再传')
  for (const [name, part] of Object.entries(parts)) {
    const words = text.decode(part)
    if (name.endsWith('.rels')) {
      const outside = [...words.matchAll(/<Relationship\b[^>]*TargetMode="External"[^>]*>/g)]
      if (outside.some(([tie]) => !/\/hyperlink"/.test(tie)))
        throw refused('文件引用了外部内容(模板、图片或对象),请断开链接后再传')
    } else if (/<w:instrText[^>]*>[^<]*\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b/i.test(words))
      throw refused('文件里有引用外部内容的域,请删去后再传')
  }
}

/** Fills the template once, so that a field out of its place is found now and not at the first printing. */
function tryOut(form: TemplateForm, template: Template): void {
  try {
    const { asked, render } = openTemplate(template)
    if (form === 'dossier') {
      if (!asked.has('documents')) throw refused('合订模板须有 {#documents}…{/documents}')
      toDossier(template, [{ content: sample, draft: true }])
      return
    }
    const astray = new Set<string>()
    render(viewOf(sample, true), astray)
    if (astray.size > 0)
      throw new AppError('invalid', `字段放错了位置:${[...astray].map((tag) => `{${tag}}`).join('、')}`, {
        field: 'file',
        fields: [...astray],
      })
    toDocx(template, { content: sample, draft: true })
  } catch (error) {
    // A template in use that fails is a precondition; one just handed in is the caller's mistake.
    if (error instanceof AppError && error.code === 'precondition')
      throw new AppError('invalid', error.message, { field: 'file', ...error.details })
    throw error
  }
}

const line = (text: string) => ({ text, label: 'template' as const, refs: [] })
const sample: Content = {
  form: 'agreement',
  title: '文书名称',
  number: '卷号',
  committee: '人民调解委员会',
  sections: [
    {
      key: 'table',
      heading: '',
      numbered: false,
      items: [line('一\t二\t三\t四\t五\t六\t七\t八'), line('1\t2\t3\t4\t5\t6\t7\t8')],
    },
    { key: 'body', heading: '标题', numbered: true, items: [line('正文')] },
  ],
  signatures: [{ who: 'mediator', label: '人民调解员(签名)' }],
  date: '年 月 日',
}

const tidyName = (name: string, form: TemplateForm): string =>
  name
    .normalize('NFC')
    .replaceAll(/[\u0000-\u001f\u007f/\\]/g, '')
    .trim()
    .slice(-120) || `${form}.docx`

async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Bytes as base64, in steps: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
