import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { parseNumeral } from '../text/index.ts'
import { NUMERAL } from './numerals.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Front matter of knowledge/laws/*.md; several files may carry cards of one title. */
export const LawFile = z.object({
  title: z.string().min(2),
  short: z.union([z.string(), z.array(z.string())]).optional(),
  issuer: z.string().optional(),
  adopted: Day.optional(),
  effective: Day.optional(),
  repealed: Day.optional(),
  estimated: z.boolean().optional(),
  source: z.string().optional(),
})
export type LawFile = z.infer<typeof LawFile>

/** What an article says in our own words (要旨), with the words people say at the window. */
export type LawCard = {
  law: string
  /** As written: 第一千一百六十五条. */
  no: string
  /** Last part of the key: 1165, 253-1, 一. */
  article: string
  gist: string
  lay: string[]
  /** Dispute subtype codes the article serves. */
  for: string[]
  /** True where no text was at hand to check the card against. */
  unverified: boolean
}

export type CardFile = { law: LawFile; cards: LawCard[] }

const HEADING = new RegExp(`^第(${NUMERAL}|\\d+)条(?:之(${NUMERAL}|\\d+))?$`)
const ITEM_HEADING = new RegExp(`^(${NUMERAL})、?$`)

/** Splits `---` front matter from the body of a Markdown file; throws when there is none. */
export function frontMatter(text: string): { head: unknown; body: string } {
  const m = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text)
  if (!m) throw new Error('缺少开头的 --- 前置信息')
  // Days stay text: YAML's own date type would shift them into a time zone.
  return { head: parseYaml(m[1]!, { schema: 'core' }), body: m[2]!.replaceAll('\r\n', '\n') }
}

/** Reads a card file; throws with the card's heading when a field is missing or unknown. */
export function parseCards(text: string): CardFile {
  const { head, body } = frontMatter(text)
  const law = LawFile.parse(head)
  const cards = body
    .split(/^## +/m)
    .slice(1)
    .map((section) => parseCard(law.title, section))
  const twice = cards.find((c, i) => cards.findIndex((d) => d.article === c.article) < i)
  if (twice) throw new Error(`${law.title}${twice.no} 有两张卡片`)
  return { law, cards }
}

function parseCard(law: string, section: string): LawCard {
  const [headline = '', ...rest] = section.split('\n')
  const no = headline.trim()
  const fields = new Map<string, string>()
  for (const line of rest) {
    if (!line.trim()) continue
    const m = /^(gist|lay|for|unverified):\s*(.*)$/.exec(line.trim())
    if (!m) throw new Error(`${law}${no}：读不懂这一行「${line.trim().slice(0, 30)}」`)
    if (fields.has(m[1]!)) throw new Error(`${law}${no}：${m[1]} 写了两次`)
    fields.set(m[1]!, m[2]!.trim())
  }
  const gist = fields.get('gist')
  if (!gist) throw new Error(`${law}${no}：缺 gist`)
  return {
    law,
    no: no.replace(/、$/, ''),
    article: articleKey(no) ?? fail(`${law}：标题「${no}」不是第N条`),
    gist,
    lay: list(fields.get('lay') ?? '', /[；;]/),
    for: list((fields.get('for') ?? '').replace(/^\[|\]$/g, ''), /[,，、]/),
    unverified: fields.get('unverified') === 'true',
  }
}

function list(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((s) => s.trim())
    .filter(Boolean)
}

function fail(message: string): never {
  throw new Error(message)
}

/** 第一千一百六十五条 → 1165, 第二百五十三条之一 → 253-1, 一、 → 一; undefined for anything else. */
export function articleKey(no: string): string | undefined {
  const m = HEADING.exec(no.trim())
  if (m) {
    const sub = m[2] ? parseNumeral(m[2]) : undefined
    return sub ? `${parseNumeral(m[1]!)}-${sub}` : String(parseNumeral(m[1]!))
  }
  return ITEM_HEADING.exec(no.trim())?.[1]
}
