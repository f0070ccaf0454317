import { beijingDay, type Reading } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { currentTable } from '../directory/index.ts'
import { findSubtype, type Hit, loadTaxonomy, searchKnowledge } from '../knowledge/index.ts'
import { formatNumeral } from '../text/index.ts'

/** An article a draft may name: nothing else may. */
export type OfferedArticle = { key: string; name: string }

/** What the library offers for this dispute on the day it was brought. */
export type Offered = {
  /** 纠纷类型 in words: 漏水. */
  cause?: string
  /** 纠纷类型 as the statistics count it: 邻里纠纷. */
  category?: string
  /** Named in the draft. */
  articles: OfferedArticle[]
  /** The day whose law counts. */
  asOf: string
  /** Past agreements and playbooks shown beside it. */
  beside: Hit[]
  /** One-year loan prime rates by their first day, in percent. */
  lpr: { effective: string; value: number }[]
}

const mostArticles = 5

/** The governing articles of the dispute's kind (those the search also finds come first), in force on the day it was brought. */
export async function retrieve(ctx: Context, { file }: Reading): Promise<Offered> {
  const subtype = file.disputeType ? findSubtype(ctx, file.disputeType) : undefined
  const asOf = beijingDay(file.receivedAt)
  const question = `${subtype?.name ?? ''} ${file.statement}`.slice(0, 1_000)
  const [laws, beside] = await Promise.all([
    searchKnowledge(ctx, { q: question, kinds: ['law'], asOf, dispute: file.disputeType, limit: 30 }),
    searchKnowledge(ctx, { q: question, kinds: ['agreement', 'playbook'], dispute: file.disputeType, limit: 5 }),
  ])
  const rank = new Map(laws.hits.map(({ key }, i) => [key, i]))
  // An agreement rests on civil rules: what is a crime or an offence is not for the parties to settle (确认规定4).
  const basis = (subtype?.basis ?? []).filter(
    (key) => key.startsWith('law:') && !/^law:(?:刑法|治安管理处罚法)/.test(key),
  )
  const chosen = basis.toSorted((a, b) => (rank.get(a) ?? 99) - (rank.get(b) ?? 99)).slice(0, mostArticles)
  const inOrder = basis.filter((key) => chosen.includes(key))
  return {
    cause: subtype?.name,
    category: subtype && loadTaxonomy(ctx).types.find(({ type }) => type === subtype.subtype.split('.')[0])?.name,
    articles: inOrder.map((key) => ({ key, name: articleName(key) })),
    asOf,
    beside: beside.hits,
    lpr: (await currentTable(ctx, 'params')).items.find(({ name }) => name === 'lpr_1y')?.table ?? [],
  }
}

/** How a key is written in a document: law:民法典#1165 → 《中华人民共和国民法典》第一千一百六十五条. */
export function articleName(key: string): string {
  const [, law = '', article = '', sub] = /^law:([^#@]+)(?:@[^#]+)?#(\d+)?(?:-(\d+))?/.exec(key) ?? []
  const national = /^(?:民法典|[\p{Script=Han}]+法)$/u.test(law) && !/办法$/.test(law)
  return `《${national ? '中华人民共和国' : ''}${law}》${article ? `第${formatNumeral(Number(article))}条${sub ? `之${formatNumeral(Number(sub))}` : ''}` : ''}`
}
