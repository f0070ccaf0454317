import { z } from 'zod'
import { groundOf, widen } from '../cases/index.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../llm/index.ts'
import type { Content, Item } from './content.ts'
import { fillForm } from './forms/index.ts'
import type { Form } from './forms/names.ts'
import type { Gathered } from './gather.ts'
import { formInput } from './input.ts'
import type { Offered } from './retrieve.ts'

export type Compose = { form: Form; gathered: Gathered; offered: Offered }

/** Puts what was gathered into the form. Code chooses every fact, article and sum; a model may only word what happened. */
export async function compose(
  ctx: Context,
  { form, gathered, offered }: Compose,
): Promise<{ content: Content; engine: Engine }> {
  const input = await formInput(ctx, gathered, offered, form)
  const content = fillForm(form, input)
  const { items, engine } = await wordFacts(
    ctx,
    content.sections.find(({ key }) => key === 'facts')?.items ?? [],
    gathered,
  )
  return {
    content: setForPrint({
      ...content,
      sections: content.sections.map((section) => (section.key === 'facts' ? { ...section, items } : section)),
    }),
    engine,
  }
}

const Worded = z.object({
  sentences: z
    .array(z.object({ text: z.string().min(2).max(800), from: z.array(z.number().int()).min(1) }))
    .min(1)
    .max(40),
})

/** The facts section in a model's words where there is one; what it adds, drops or changes in figures, days and names sends it back. */
async function wordFacts(
  ctx: Context,
  items: Item[],
  { reading, terms }: Gathered,
): Promise<{ items: Item[]; engine: Engine }> {
  if (!ctx.llm.model || items.length === 0) return { items, engine: { kind: 'builtin' } }
  const ground = groundOf(reading, terms)
  const facts = items.map(({ text }) => text).join('\n')
  const { value, engine } = await ctx.llm.ask({
    prompt: 'drafting/facts',
    vars: { facts: items.map(({ text }, i) => `[${i + 1}] ${text}`).join('\n') },
    schema: Worded,
    parties: reading.file.parties,
    fallback: () => ({ sentences: items.map(({ text }, i) => ({ text, from: [i + 1] })) }),
    check: ({ sentences }) => {
      const text = sentences.map((it) => it.text).join('\n')
      return [
        ...sentences.flatMap(({ from }) => from.filter((n) => !items[n - 1]).map((n) => `没有第${n}条事实`)),
        ...ground.missingIn(text, reading.file.updatedAt).map(({ raw }) => `没有出处:${raw}`),
        // Only figures of these facts: a claim that stands in the records is grounded, yet nothing that was agreed.
        ...[...text.matchAll(/\d[\d.]*/g)]
          .filter(([figure]) => !facts.includes(figure))
          .map(([figure]) => `不在所给事实里:${figure}`),
        ...(/《[^》]+》第|应当承担|全部责任在|违法/.test(text) && !/应当承担|全部责任/.test(facts)
          ? ['写了法条或责任判断']
          : []),
      ]
    },
  })
  if (engine.kind === 'builtin') return { items, engine }
  return {
    items: value.sentences.map(
      ({ text, from }): Item => ({
        text,
        label: 'model',
        refs: [...new Set(from.flatMap((n) => items[n - 1]?.refs ?? []))],
      }),
    ),
    engine,
  }
}

/** Signs as a Chinese document sets them. */
const setForPrint = (content: Content): Content => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    heading: widen(section.heading),
    items: section.items.map((item) => ({ ...item, text: widen(item.text) })),
  })),
  signatures: content.signatures.map(({ who, label }) => ({ who, label: widen(label) })),
})
