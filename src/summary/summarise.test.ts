import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, openCase } from '../cases/index.ts'
import type { Ask, Llm } from '../llm/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { summariseCase } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

async function leak() {
  const file = await openCase(ctx, {
    statement: '楼上漏水,我家502吊顶泡坏了,要求赔9000元。',
    disputeType: 'neighbor.leak',
    receivedAt: '2026-10-08',
    parties: [
      { role: 'applicant', name: '林秋月' },
      { role: 'respondent', name: '周明华' },
    ],
  })
  const [applicant, respondent] = file.parties.map(({ id }) => id)
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-10-09',
    by: '林秋月',
    text: '房号说错了,不是502,是501。',
    party: applicant,
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-10-20',
    by: '背对背',
    text: '周明华私下说最多出8765元。',
    visibility: 'caucus',
    party: respondent,
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-05',
    by: '调解记录',
    text: '双方达成协议:周明华于2026年11月30日前赔偿林秋月6500元,微信转账。',
  })
  return { file, applicant: applicant!, respondent: respondent! }
}

test('every sentence rests on records, and a corrected door number is not told as a fact', async () => {
  const { file } = await leak()
  for (const length of ['line', 'half', 'full'] as const) {
    const summary = await summariseCase(ctx, { caseId: file.id, length })
    expect(summary.sentences.every(({ recordIds }) => recordIds.length > 0)).toBe(true)
    expect(summary.text).toContain('6500元')
    expect(summary.text).not.toContain('502')
  }
  const { conflicts, agreed } = await summariseCase(ctx, { caseId: file.id })
  expect(conflicts.some(({ values, resolvedBy }) => resolvedBy && values.some(({ text }) => text === '502'))).toBe(true)
  expect(agreed[0]!.text).toContain('6500元')
})

test('what was said in confidence reaches its speaker and the mediator only', async () => {
  const { file, applicant, respondent } = await leak()
  const told = async (audience: string) =>
    JSON.stringify(await summariseCase(ctx, { caseId: file.id, length: 'full', audience }))
  expect(await told('shared')).not.toContain('8765')
  expect(await told(applicant)).not.toContain('8765')
  expect(await told(respondent)).toContain('8765')
  expect(await told('mediator')).toContain('8765')
  await expect(told('party_of_another_case')).rejects.toMatchObject({ code: 'invalid' })
})

test('the plain version says who pays whom how much until when, and 您 to its reader', async () => {
  const { file, respondent } = await leak()
  const { text } = await summariseCase(ctx, { caseId: file.id, plain: true, audience: respondent })
  expect(text).toContain('您要在2026年11月30日前给林秋月6500元')
})

test('a model that adds a sum, a name or an article is not believed', async () => {
  const { file } = await leak()
  const say = (text: string): Llm => ({
    ...ctx.llm,
    model: 'test',
    ask: async <T>({ check, fallback, schema }: Ask<T>) => {
      const answer = schema.parse({ sentences: [{ text, from: [1] }] })
      return check?.(answer).length
        ? { value: await fallback(), engine: { kind: 'builtin' as const } }
        : { value: answer, engine: { kind: 'model' as const, model: 'test' } }
    },
  })
  for (const lie of [
    '周明华答应赔7777元。',
    '周明华的姐姐王秀兰愿意代付。',
    '依据《民法典》第一千一百六十五条应当赔偿。',
    '2031年3月3日到期。',
  ]) {
    const summary = await summariseCase({ ...ctx, llm: say(lie) }, { caseId: file.id })
    expect(summary.text).not.toContain(lie.slice(0, 8))
    expect(summary.engine.kind).toBe('builtin')
  }
  const fair = await summariseCase({ ...ctx, llm: say('周明华同意赔林秋月6500元。') }, { caseId: file.id })
  expect(fair.engine).toEqual({ kind: 'model', model: 'test' })
})
