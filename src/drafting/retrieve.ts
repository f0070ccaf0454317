import type { Context } from '../context.ts'
import type { Gathered } from './gather.ts'

/** An article a draft may name: nothing else may. */
export type OfferedArticle = { key: string; name: string }
/** What the library offers for this dispute on the day it happened. */
export type Offered = { cause?: string; articles: OfferedArticle[] }

/** The governing articles of the dispute's kind, in force on the day it was brought. */
export async function retrieve(_ctx: Context, _gathered: Gathered): Promise<Offered> {
  return { articles: [] }
}
