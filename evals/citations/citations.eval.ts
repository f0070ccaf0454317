import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { wholeLibrary } from './library.ts'
import { type Form, readForms, report, scoreForms } from './score.ts'

const forms = ['forms.jsonl', 'held-out.jsonl'].map((name) => ({ name, forms: readForms(name) }))
const corpus = process.env.CI ? undefined : corpusFolder()

// Seconds once the archive has been imported for it, a minute the first time: by hand, never in CI.
describe.skipIf(!corpus)('citations, with the whole archive imported', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await wholeLibrary(corpus!)
  })
  afterAll(() => ctx.close())

  it.each(forms)('are all read right: $name', async ({ name, forms }) => {
    const scored = await scoreForms(ctx, forms)
    console.log(report(`the whole archive, ${name}`, scored))
    expect(scored.filter((s) => !s.right).length).toBe(0)
  })
})

/** Without the texts nothing in force can be confirmed; a number beyond a law's end is known where versions.yaml knows the end. */
const fromCardsAlone = ({ status }: Form['citations'][number]): string[] => {
  if (status === 'ok' || status === 'misquoted') return ['unverified']
  return status === 'unknown_article' ? ['unknown_article', 'unverified'] : [status]
}

describe('citations, with our cards alone', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await testContext()
    await loadKnowledge(ctx)
  })
  afterAll(() => ctx.close())

  it.each(forms)('are all read right: $name', async ({ name, forms }) => {
    const scored = await scoreForms(ctx, forms, fromCardsAlone)
    console.log(report(`cards alone, ${name}`, scored))
    expect(scored.filter((s) => !s.right).length).toBe(0)
  })
})
