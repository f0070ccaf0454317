import { z } from 'zod'
import { groundOf, type Reading } from '../cases/index.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../llm/index.ts'
import type { Told } from './sentences.ts'

/** A sentence as the reader gets it, with the found sentences it words. */
export type Worded = { text: string; recordIds: string[]; of: string[] }

/** What was told before and how: sentences whose found words still stand are taken over. */
export type Earlier = { sentences: Worded[]; engine: Engine }

/**
 * A model may make the sentences flow; figures, days, names and the records behind them stay what code found. Of an earlier
 * wording by the same engine whatever still stands is kept, and only the rest is asked for.
 */
export async function worded(
  ctx: Context,
  reading: Reading,
  told: Told[],
  { plain, still, earlier }: { plain: boolean; still: boolean; earlier?: Earlier },
): Promise<{ sentences: Worded[]; engine: Engine }> {
  const own = (it: Told): Worded => ({ ...it, of: [it.text] })
  if (!ctx.llm.model || still) return { sentences: told.map(own), engine: { kind: 'builtin' } }
  const kept =
    earlier?.engine.kind === 'model' && earlier.engine.model === ctx.llm.model ? takenOver(earlier.sentences, told) : []
  const said = new Set(kept.flatMap(({ of }) => of))
  const fresh = told.filter(({ text }) => !said.has(text))
  if (fresh.length === 0) return { sentences: inOrder(kept, told), engine: earlier!.engine }
  const asked = await ask(ctx, reading, fresh, plain)
  const engine = asked.engine.kind === 'builtin' && kept.length > 0 ? earlier!.engine : asked.engine
  return { sentences: inOrder([...kept, ...asked.sentences], told), engine }
}

/** Earlier sentences of which every found sentence is still told the same, on the same records. */
function takenOver(sentences: Worded[], told: Told[]): Worded[] {
  const now = new Map(told.map((it) => [it.text, it.recordIds.join()]))
  return sentences.filter(
    ({ of, recordIds }) =>
      of.length > 0 &&
      of.every((text) => now.has(text)) &&
      of.flatMap((text) => told.find((it) => it.text === text)!.recordIds).every((id) => recordIds.includes(id)),
  )
}

const inOrder = (sentences: Worded[], told: Told[]): Worded[] => {
  const place = new Map(told.map(({ text }, i) => [text, i]))
  const first = ({ of }: Worded) => Math.min(...of.map((text) => place.get(text) ?? told.length))
  return sentences.toSorted((a, b) => first(a) - first(b))
}

async function ask(
  ctx: Context,
  reading: Reading,
  told: Told[],
  plain: boolean,
): Promise<{ sentences: Worded[]; engine: Engine }> {
  const ground = groundOf(reading)
  const at = reading.file.updatedAt
  const Answer = z.object({
    sentences: z
      .array(z.object({ text: z.string().min(1).max(600), from: z.array(z.number().int()) }))
      .min(1)
      .max(80),
  })
  const { value, engine } = await ctx.llm.ask({
    prompt: plain ? 'summary/plain' : 'summary/case',
    vars: { sentences: told.map(({ text }, i) => `[${i + 1}] ${text}`).join('\n') },
    schema: Answer,
    parties: reading.file.parties,
    fallback: () => ({ sentences: told.map(({ text }, i) => ({ text, from: [i + 1] })) }),
    check: ({ sentences }) => [
      ...sentences.flatMap(({ text, from }) =>
        from.length === 0 || from.some((n) => !told[n - 1]) ? [`来源编号不对:${text.slice(0, 20)}`] : [],
      ),
      ...sentences.flatMap(({ text }) => ground.missingIn(text, at).map(({ raw }) => `没有出处:${raw}`)),
      ...sentences.filter(({ text }) => /《[^》]+》第/.test(text)).map(() => '总结里不引用法条'),
    ],
  })
  return {
    sentences: value.sentences.map(({ text, from }) => ({
      text,
      recordIds: [...new Set(from.flatMap((n) => told[n - 1]?.recordIds ?? []))],
      of: from.flatMap((n) => told[n - 1]?.text ?? []),
    })),
    engine,
  }
}
