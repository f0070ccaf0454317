import { checkCitations, loadKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { wholeLibrary } from '../citations/library.ts'
import { readForms } from '../citations/score.ts'
import { machine, type Timing, timed, writeTable } from './measure.ts'

const PAGES = 200
/** Characters of a page of a legal document (A4, 小四, about 38 lines). */
const PAGE = 1200

/** What stands between two citations in a document. */
const PROSE =
  '经调解,双方对上述事实没有异议。申请人陈述,自去年十月起卫生间顶棚多处渗水,墙面起皮,先后三次与楼上住户商量均未谈成;被申请人表示愿意请人检修管道,但认为顶棚装修折旧应当一并考虑。'

/** Time of the citation gate for a page of a document, over the whole archive and over the cards alone. */
export async function bench(): Promise<void> {
  const texts = readForms('forms.jsonl').map((f) => f.text)
  const kinds = [
    ['a document', pagesOf(texts, PROSE)],
    ['nothing but citations', pagesOf(texts, '')],
  ] as const
  const lines: string[] = []
  const folder = corpusFolder()
  const cards = await testContext()
  await loadKnowledge(cards)
  for (const [library, ctx] of [
    ['our cards alone', cards],
    ...(folder ? [['the whole archive', await wholeLibrary(folder)] as const] : []),
  ] as const) {
    for (const [kind, pages] of kinds) {
      let citations = 0
      const timing = await timed(pages, async (text) => {
        citations += (await checkCitations(ctx, { text })).citations.length
      })
      lines.push(lineOf(kind, library, timing, citations / pages.length))
    }
    await ctx.close()
  }
  writeTable('citations', tableOf(lines))
}

/** Pages of written forms with prose between them. */
function pagesOf(texts: readonly string[], prose: string): string[] {
  return Array.from({ length: PAGES }, (_, n) => {
    let page = ''
    for (let i = n * 7; page.length < PAGE; i++) page += `${prose}${texts[i % texts.length]}\n`
    return page.slice(0, PAGE)
  })
}

const lineOf = (kind: string, library: string, { p50, p95 }: Timing, citations: number) =>
  `| ${kind} | ${library} | ${citations.toFixed(0)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} |`

const tableOf = (lines: readonly string[]) =>
  [
    `The citation gate over pages of ${PAGE} characters, on PGlite (${machine()}).`,
    '',
    '| page | library | citations | p50 ms | p95 ms |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
