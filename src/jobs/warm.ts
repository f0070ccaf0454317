import type { Context } from '../context.ts'
import { assess } from '../intake/index.ts'
import { checkCitations, searchKnowledge } from '../knowledge/index.ts'
import { builtinOnly } from '../llm/index.ts'

/**
 * Does once, after a start, what the first visitor would otherwise wait for: the tables are opened, the names of the laws
 * read, the code compiled. Nothing is written and no model is asked; other requests get their turn between the steps.
 */
export async function warmUp(system: Context): Promise<void> {
  const ctx = { ...system, llm: builtinOnly() }
  const steps = [
    () => assess(ctx, { text: '楼上漏水把我家天花板泡了,找他他不理' }),
    () => checkCitations(ctx, { text: '《中华人民共和国民法典》第一千一百六十五条' }),
    () => searchKnowledge(ctx, { q: '楼上漏水把我家天花板泡了,谁来赔?' }),
  ]
  for (const step of steps) {
    // A failure here is the first visitor's to see, with a request to answer.
    await step().catch((error) => ctx.log.warn({ reason: (error as Error).message }, 'warm-up'))
    await new Promise((resolve) => setTimeout(resolve))
  }
}
