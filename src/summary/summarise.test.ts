import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, advanceCase, getTimeline, openCase } from '../cases/index.ts'
import { summaries } from '../db/index.ts'
import { createApp } from '../http/index.ts'
import type { Ask, Llm } from '../llm/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { signedCase } from '../testing/signed.ts'
import { recordUnderstanding, summariseCase } from './index.ts'

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

const told = ({ sentences }: { sentences: { text: string }[] }) => sentences.map(({ text }) => text)

test('a new record adds what it changes, says what is new, and leaves the summary equal to a fresh one', async () => {
  const { file, respondent } = await leak()
  const input = { caseId: file.id, length: 'full' as const, audience: 'mediator' }
  const first = await summariseCase(ctx, input)
  expect(first.news).toBeUndefined()
  const again = await summariseCase(ctx, input)
  expect(again.news).toMatchObject({ recordIds: [], added: [], dropped: [] })
  const record = await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-18',
    by: '周明华',
    text: '施工队要过了年才有空,我担心来不及修。',
    party: respondent,
  })
  const { news, ...later } = await summariseCase(ctx, input)
  expect(news!.recordIds).toEqual([record.id])
  expect(news!.added.map(({ recordIds }) => recordIds)).toEqual([[record.id]])
  expect(news!.added[0]!.text).toContain('施工队要过了年才有空')
  expect(news!.dropped).toEqual([])
  // A telling kept by nobody: another length of the same case begins anew, as the database does without the kept row.
  await ctx.db.delete(summaries)
  const { news: none, ...fresh } = await summariseCase(ctx, input)
  expect(none).toBeUndefined()
  expect(later).toEqual(fresh)
})

test('a correction drops what was told before, and the news says so', async () => {
  const { file, applicant } = await leak()
  const input = { caseId: file.id, length: 'full' as const }
  await summariseCase(ctx, input)
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-19',
    by: '林秋月',
    text: '前面说要求赔9000元说错了,是要求赔8000元。',
    party: applicant,
  })
  const { news, text } = await summariseCase(ctx, input)
  expect(news!.dropped.join()).toContain('9000')
  expect(text).not.toContain('9000')
})

test('with a model only what is new is asked for; what still stands keeps its wording', async () => {
  const { file, respondent } = await leak()
  const asked: string[][] = []
  const model = {
    ...ctx,
    llm: {
      ...ctx.llm,
      model: 'test',
      ask: async <T>({ vars, schema }: Ask<T>) => {
        const lines = vars.sentences!.split('\n')
        asked.push(lines)
        return {
          value: schema.parse({
            sentences: lines.map((line, i) => ({ text: `据记载,${line.replace(/^\[\d+\] /, '')}`, from: [i + 1] })),
          }),
          engine: { kind: 'model' as const, model: 'test', promptHash: 'h' },
        }
      },
    } as Llm,
  }
  const input = { caseId: file.id, length: 'full' as const }
  const first = await summariseCase(model, input)
  await summariseCase(model, input)
  expect(asked).toHaveLength(1)
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-18',
    by: '周明华',
    text: '施工队要过了年才有空,我担心来不及修。',
    party: respondent,
  })
  const later = await summariseCase(model, input)
  expect(asked).toHaveLength(2)
  expect(asked[1]).toHaveLength(1)
  expect(told(later).filter((text) => told(first).includes(text))).toHaveLength(told(first).length)
  expect(later.engine).toEqual({ kind: 'model', model: 'test', promptHash: 'h' })
})

test('what is kept is kept per audience: the timeline tells to whom, never what', async () => {
  const { file, respondent } = await leak()
  for (const audience of ['mediator', 'shared', respondent])
    await summariseCase(ctx, { caseId: file.id, audience, length: 'full' })
  const rows = await ctx.db.select().from(summaries).where(eq(summaries.caseId, file.id))
  expect(
    rows
      .filter(({ told }) => JSON.stringify(told).includes('8765'))
      .map(({ audience }) => audience)
      .toSorted(),
  ).toEqual(['mediator', respondent].toSorted())
  const timeline = (await getTimeline(ctx, file.id)).filter(({ event }) => event === 'case.summarised')
  expect(timeline).toHaveLength(3)
  expect(JSON.stringify(timeline)).not.toContain('8765')
})

test('the next day that counts: how long mediation takes, then the instalments and the thirty days', async () => {
  const { file } = await leak()
  for (const step of [
    { action: 'screen' },
    { action: 'assign', department: 'property_ptc' },
    { action: 'accept' },
  ] as const)
    await advanceCase(ctx, { caseId: file.id, ...step })
  const mediating = await summariseCase(ctx, { caseId: file.id })
  expect(mediating.next).toMatchObject({ on: '2026-12-23', daysLeft: 30 })
  const signed = await signedCase(ctx, { clauses: ['周明华于2026年12月31日前赔偿林秋月3000元,转账'] })
  const soon = await summariseCase(ctx, { caseId: signed.caseId })
  expect(soon.next).toMatchObject({
    on: '2026-12-23',
    what: '双方共同申请司法确认',
    basis: ['law:人民调解法#33', 'law:民事诉讼法#205'],
  })
  const late = await summariseCase(
    { ...ctx, now: () => new Date('2027-02-01T10:00:00+08:00') },
    { caseId: signed.caseId },
  )
  expect(late.next).toMatchObject({ on: '2026-12-31', what: '履行协议第1条,还有3000元', daysLeft: -32 })
})

test('clause by clause in plain words: legal words explained, sums and days kept, who owes not turned round', async () => {
  const clauses = [
    '周明华于2026年12月31日前赔偿林秋月3000元,银行转账至林秋月尾号4417的账户,双方互不追究',
    '周明华确认欠林秋月12000元,自2026年12月起每月15日前支付2000元,分六期付清,银行转账',
    '任何一期逾期超过10日的,周明华按未付金额的日万分之三向林秋月支付违约金',
    '周明华于2026年12月15日前重做主卫防水,闭水复验合格为止',
  ]
  const { caseId, documentId, parties } = await signedCase(ctx, { clauses })
  const reader = parties[1]!.id
  const summary = await summariseCase(ctx, { caseId, plain: true, audience: reader })
  const [pays, owes, late, works] = summary.clauses!
  expect(summary.clauses!.map(({ clause }) => clause)).toEqual([1, 2, 3, 4])
  expect(pays!.plain).toBe(
    '您要在2026年12月31日前给林秋月3000元，转到尾号4417的账户。另外，双方互不追究（谁也不再找谁）。',
  )
  expect(owes!.plain).toMatch(/^您确认欠林秋月12000元/)
  expect(late!.plain).toContain('逾期（过了说好的日子还没做）')
  expect(late!.plain).toContain('违约金（没照办要另外多付的钱）')
  expect(late!.plain).toContain('万分之三')
  expect(works!.plain).toContain('2026年12月15日')
  expect(summary.text).toContain('第4条')

  await recordUnderstanding(ctx, { caseId, party: reader, documentId, clauses: [1, 4] })
  const after = await summariseCase(ctx, { caseId, plain: true, audience: reader })
  expect(after.clauses!.map(({ understood }) => understood.map(({ party }) => party))).toEqual([
    [reader],
    [],
    [],
    [reader],
  ])
  await expect(recordUnderstanding(ctx, { caseId, party: reader, documentId, clauses: [5] })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(
    recordUnderstanding({ ...ctx, actor: testActor('lawyer') }, { caseId, party: reader, documentId, clauses: [1] }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect((await getTimeline(ctx, caseId)).map(({ event }) => event)).toContain('agreement.understood')
})

test('words of a caucus reach no reader of another audience over any door, and no role that does not mediate', async () => {
  const { file, applicant, respondent } = await leak()
  const app = createApp({
    tray: { ...ctx, config: { ...ctx.config, ADMIN_API_KEY: 'k' } },
    peer: () => 'test',
    ready: () => true,
  })
  const call = (path: string, body?: unknown, key = 'k') =>
    app.request(path, {
      method: body ? 'POST' : 'GET',
      headers: {
        host: 'localhost',
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: body ? JSON.stringify(body) : undefined,
    })
  const words = async (response: Response | Promise<Response>) => (await response).text()
  const summary = `/api/v1/cases/${file.id}/summary`
  for (const length of ['line', 'half', 'full'])
    for (const plain of [true, false]) {
      // First those who may hear it, so that something kept could leak.
      expect(await words(call(summary, { length: 'full', audience: respondent }))).toContain('8765')
      for (const audience of ['shared', applicant])
        expect(await words(call(summary, { length, plain, audience }))).not.toContain('8765')
    }
  const tool = (audience: string) =>
    call('/mcp', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'summarise_case', arguments: { caseId: file.id, length: 'full', audience } },
    })
  expect(await words(tool('mediator'))).toContain('8765')
  for (const audience of ['shared', applicant]) expect(await words(tool(audience))).not.toContain('8765')
  for (const path of ['timeline', 'way-out', 'obligations', 'documents', 'facts', 'records?audience=shared'])
    expect(await words(call(`/api/v1/cases/${file.id}/${path}`)), path).not.toContain('8765')
  expect((await call(summary, { audience: 'shared' }, '')).status).toBe(403)
  for (const role of ['intake', 'lawyer', 'department'] as const) {
    const other = { ...ctx, actor: testActor(role) }
    expect(JSON.stringify(await summariseCase(other, { caseId: file.id, length: 'full' }))).not.toContain('8765')
    for (const audience of ['mediator', respondent])
      await expect(summariseCase(other, { caseId: file.id, audience })).rejects.toMatchObject({ code: 'forbidden' })
  }
})
