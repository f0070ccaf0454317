import { widen } from '../cases/index.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../llm/index.ts'
import { composeAgreement } from './agreement.ts'
import type { Content } from './content.ts'
import type { Form } from './forms.ts'
import type { Gathered } from './gather.ts'
import type { Offered } from './retrieve.ts'

export type Compose = { form: Form; gathered: Gathered; offered: Offered }

/** Puts what was gathered into the form. Code chooses every fact, article and sum; a model may only word what happened. */
export async function compose(
  ctx: Context,
  { form, gathered, offered }: Compose,
): Promise<{ content: Content; engine: Engine }> {
  const committee = ctx.config.CENTRE_NAME
  void form
  return { content: setForPrint(composeAgreement(gathered, offered, committee)), engine: { kind: 'builtin' } }
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
