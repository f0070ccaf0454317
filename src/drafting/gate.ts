import type { Finding } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { type CitationStatus, checkCitations } from '../knowledge/index.ts'

const wrong: Partial<Record<CitationStatus, [message: string, fix: string]>> = {
  unknown_law: ['没有这部法律', '核对法律名称,或删去这处引用'],
  unknown_article: ['这部法律没有这一条', '到“检索”核对条文号'],
  repealed: ['这部法律那时已失效', '改引当时有效的法律'],
  not_yet_in_force: ['这部法律那时还没有施行', '改引当时有效的法律'],
  misquoted: ['引文与官方文本不一致', '按官方文本改正引文,或改为转述'],
}

/** 引用闸门: every citation of a text against the library, as of the day the matter was brought. A law whose text is not held is no finding. */
export async function citationGate(ctx: Context, text: string, asOf: string): Promise<Finding[]> {
  const { citations } = await checkCitations(ctx, { text, asOf })
  return citations.flatMap(({ quote, status, difference }) => {
    const [message, fix] = wrong[status] ?? []
    return message
      ? [
          {
            rule: 'CITE',
            level: 'block' as const,
            where: quote,
            message: `“${quote}”:${message}${difference ? `(${difference.slice(0, 120)})` : ''}`,
            fix: fix!,
          },
        ]
      : []
  })
}
