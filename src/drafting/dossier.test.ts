import { unzipSync } from 'fflate'
import { convertToHtml, extractRawText } from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, advanceCase, openCase } from '../cases/index.ts'
import { createApp } from '../http/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import {
  caseDossier,
  confirmDocument,
  type DossierState,
  documentFile,
  dossierState,
  draftDocument,
  type Form,
} from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

/** A child hurt by a company's worker: three parties, a company, an agent, a minor with a parent, two sessions. */
async function childCase() {
  const file = await openCase(ctx, {
    statement: '我儿子在小区被顺达物业的电动车撞倒,医药费3260元,要求赔偿8000元。',
    disputeType: 'damage.child_injury',
    receivedAt: '2026-10-08',
    parties: [
      { role: 'applicant', name: '许诺', idNumber: '330106201510193318', details: { ethnicity: '汉族' } },
      {
        role: 'guardian',
        name: '许晓东',
        idNumber: '330106198602178428',
        phone: '13857112204',
        address: '杭州市钱塘区文海苑501室',
      },
      {
        role: 'respondent',
        name: '杭州顺达物业管理有限公司',
        kind: 'organization',
        phone: '0571-88123456',
        address: '杭州市钱塘区金沙大道88号',
        details: { legalRepresentative: '王建国' },
      },
      {
        role: 'respondent',
        name: '周明华',
        idNumber: '330104197503120020',
        phone: '13606518830',
        address: '杭州市钱塘区文海苑601室',
        details: { ethnicity: '汉族', occupation: '保洁员' },
      },
      { role: 'agent', name: '何佳', idNumber: '330104199001232443' },
    ],
  })
  const say = (at: string, by: string, text: string, party?: string) =>
    addRecord(ctx, { caseId: file.id, at, by, text, party })
  await say('2026-10-09', '接警登记', '钱塘派出所移送:10月6日17时许,周明华骑电动三轮车将许诺碰倒。')
  await say('2026-10-10', '医院诊断证明', '许诺左前臂挫伤,医药费3260元。', file.parties[1]!.id)
  await say('2026-10-11', '授权委托书', '何佳持顺达物业授权委托书,特别授权,可代为签订调解协议。')
  await say('2026-10-12', '周明华', '孩子突然跑出来,我已经刹车了。', file.parties[3]!.id)
  await say(
    '2026-10-15',
    '现场勘查笔录',
    '地点:文海苑3幢门前。参加人:许晓东、周明华。被调查人:吕红,女,汉族,45岁,住文海苑2幢301室。问:车速快吗?答:不快,孩子从花坛后跑出。',
  )
  await say(
    '2026-10-20',
    '调解记录',
    '地点:文海社区调解室。参加人:社区民警李强。许晓东要求8000元,物业公司提出4000元,双方分歧较大,未达成一致。',
  )
  await say(
    '2026-11-05',
    '调解记录',
    '地点:文海社区调解室。双方自愿达成如下协议:1.杭州顺达物业管理有限公司赔偿许诺5260元,分两期支付:2026年11月30日前支付3000元,2026年12月31日前支付2260元,均转入许晓东工商银行尾号6688的账户;2.物业公司于2026年12月15日前在3幢门前安装减速带。',
  )
  return file
}
const draft = (caseId: string, form: Form) => draftDocument(ctx, { caseId, form })
const item = ({ items }: DossierState, form: Form) => items.find((it) => it.form === form)!
const sign = async (file: Awaited<ReturnType<typeof childCase>>) => {
  for (const step of [
    { action: 'screen' as const },
    { action: 'assign' as const, department: 'property_ptc' },
    { action: 'accept' as const },
    { action: 'mediate' as const, mediator: '何调解' },
    { action: 'agree' as const },
    {
      action: 'sign' as const,
      signatures: [
        ...file.parties.map(({ id }) => ({ who: id })),
        ...['mediator', 'recorder', 'seal'].map((who) => ({ who })),
      ],
    },
  ])
    await advanceCase(ctx, { caseId: file.id, ...step })
}

test('the file is measured against the catalogue: what is there, what is missing and when it must be, who signs, what is open', async () => {
  const file = await childCase()
  const before = await dossierState(ctx, file.id)
  expect(before.items.map(({ position, form }) => [position, form])[9]).toEqual([10, 'agreement'])
  expect(before.items).toHaveLength(17)
  expect([before.complete, item(before, 'cover').state, item(before, 'note').state]).toEqual([
    false,
    'bound',
    'optional',
  ])
  expect(before.lacking).toEqual([
    '人民调解申请书或人民调解受理登记表',
    '当事人权利义务告知书',
    '当事人身份证明、授权委托书',
    '证据材料',
    '人民调解记录(应有2份,现有0份)',
    expect.stringContaining('人民调解协议书'),
  ])
  expect(item(before, 'identity').when).toContain('授权委托书')
  expect(item(before, 'followUp')).toMatchObject({
    mandatory: true,
    state: 'later',
    when: expect.stringContaining('分期'),
  })
  // A minor does not sign: the parent does, and says how they are related.
  expect(item(before, 'notice').signers[0]).toEqual({
    who: file.parties[1]!.id,
    label: expect.stringContaining('法定代理人许晓东'),
  })

  const registration = await draft(file.id, 'registration')
  const agreement = await draft(file.id, 'agreement')
  const sessions = [await draft(file.id, 'record'), await draft(file.id, 'record')]
  expect(sessions.map(({ text }) => /时间：(\S+)/.exec(text)?.[1])).toEqual(['2026年11月5日', '2026年10月20日'])
  const half = await dossierState(ctx, file.id)
  expect(half.lacking).not.toContainEqual(expect.stringContaining('申请书'))
  expect(item(half, 'application').mandatory).toBe(false)
  expect(item(half, 'record')).toMatchObject({ state: 'draft', wanted: 2, documents: [{}, {}] })
  expect(item(half, 'agreement').signers.map(({ signed }) => signed)).not.toContain(true)
  expect(item(half, 'agreement').open).toEqual(expect.arrayContaining([expect.stringContaining('统一社会信用代码')]))

  for (const form of ['notice', 'identity', 'evidence'] as const)
    await confirmDocument(ctx, (await draft(file.id, form)).id)
  for (const { id } of [registration, agreement, ...sessions]) await confirmDocument(ctx, id)
  expect((await dossierState(ctx, file.id)).complete).toBe(false)
  await sign(file)
  const after = await dossierState(ctx, file.id)
  expect([after.lacking, after.complete]).toEqual([[], true])
  expect(item(after, 'agreement').signers.every(({ signed }) => signed)).toBe(true)
})

test('where mediation failed the notice of it is wanted, and no agreement; a red flag asks for a visit', async () => {
  const file = await openCase(ctx, {
    statement: '楼上漏水',
    parties: [
      { role: 'applicant', name: '林秋月' },
      { role: 'respondent', name: '周明华' },
    ],
  })
  for (const step of [
    { action: 'screen' as const },
    { action: 'assign' as const, department: 'property_ptc' },
    { action: 'accept' as const },
    { action: 'terminate' as const, reason: '谈不拢' },
  ])
    await advanceCase(ctx, { caseId: file.id, ...step })
  const state = await dossierState(ctx, file.id)
  expect(item(state, 'termination')).toMatchObject({ mandatory: true, state: 'missing' })
  expect(item(state, 'agreement')).toMatchObject({ mandatory: false, state: 'optional' })
})

test('the bound file holds each session, counts its pages by fields, and tells in the catalogue what is still a draft', async () => {
  const file = await childCase()
  for (const form of ['application', 'record', 'record', 'agreement'] as const) await draft(file.id, form)
  const { bytes } = await caseDossier(ctx, file.id, 'docx')
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
  expect([...xml.matchAll(/w:name="document\d+"/g)]).toHaveLength(7)
  const pages = [...xml.matchAll(/ PAGEREF (document\d+) /g)].map((match) => match[1])
  expect(new Set(pages).size).toBe(6)
  expect(xml).toContain(' NUMPAGES ')
  const text = (await extractRawText({ buffer: Buffer.from(bytes) })).value
  expect(text).toContain('尚缺：当事人权利义务告知书')
  expect(text.match(/人民调解记录\n/g)!.length).toBeGreaterThanOrEqual(2)
  expect(text).toContain('草稿，待补充')
  expect(text).not.toContain('待补充:本卷页数')
  const zip = unzipSync((await caseDossier(ctx, file.id, 'zip')).bytes)
  expect(Object.keys(zip).filter((name) => name.includes('人民调解记录'))).toHaveLength(2)
  expect(new TextDecoder().decode(zip['完整性.txt'])).toMatch(/尚缺：.*\n仍是草稿：.*人民调解协议书/)
})

test.each<[Form, RegExp[]]>([
  [
    'application',
    [
      /申请人：许诺，[男女]，汉族，\d+周岁，/,
      /被申请人：周明华，[男女]，汉族，\d+周岁，保洁员，联系电话13606518830，住杭州市/,
      /纠纷简要情况/,
      /当事人申请事项/,
      /自愿申请人民调解/,
      /法定代理人许晓东/,
    ],
  ],
  [
    'registration',
    [
      /日期：2026年10月8日/,
      /经钱塘派出所移送（委托），经当事人同意/,
      /纠纷类型：/,
      /案件来源：③委托移送：钱塘派出所/,
      /纠纷简要情况/,
      /备注/,
      /登记人（签名）/,
      /印章/,
    ],
  ],
  [
    'identity',
    [
      /当事人身份/,
      /户口簿或出生医学证明/,
      /营业执照/,
      /代理人：何佳/,
      /何佳的代理事项和权限：.*特别授权/,
      /代理期限/,
      /委托人（签名或盖章）/,
    ],
  ],
  [
    'investigation',
    [
      /时间：/,
      /地点：文海苑3幢门前/,
      /参加人：许晓东/,
      /被调查人：吕红，女，汉族，45岁，.*文海苑2幢301室/,
      /问：车速快吗/,
      /答：不快/,
      /逐页/,
      /被调查人（签名/,
      /调查人（签名）/,
      /记录人（签名）/,
    ],
  ],
  [
    'evidence',
    [
      /序号\s*名称\s*来源\s*提交人\s*日期\s*原件\/复印件核对\s*证明对象\s*哈希/,
      /医院诊断证明\s*当事人提交\s*许晓东\s*2026-10-10\s*待核对\s*许诺左前臂挫伤.*\s*[0-9a-f]{16}/,
    ],
  ],
  [
    'record',
    [
      /时间：/,
      /地点：文海社区/,
      /当事人：/,
      /参加人：/,
      /人民调解员：/,
      /告知情况/,
      /各方陈述/,
      /核实与质证/,
      /调解结果/,
      /达成协议/,
      /当事人|申请人许诺的法定代理人/,
      /记录人（签名）/,
    ],
  ],
  [
    'oralAgreement',
    [/申请人：许诺/, /主要事实、争议事项/, /调解协议内容/, /履行方式、时限/, /人民调解员（签名）/, /印章/],
  ],
  [
    'performance',
    [
      /付款人：杭州顺达物业管理有限公司/,
      /收款人：许诺/,
      /金额：3000元（大写：叁仟元整）/,
      /日期：/,
      /对应条款：协议第1条/,
      /收款人（签名）/,
    ],
  ],
  [
    'followUp',
    [
      /当事人：/,
      /调解协议编号：/,
      /回访事由/,
      /回访时间/,
      /回访方式/,
      /回访情况/,
      /满意度/,
      /激化隐患/,
      /诉讼/,
      /处理意见/,
      /回访人（签名）/,
    ],
  ],
  [
    'confirmation',
    [
      /申请人：许诺/,
      /请求确认.*（2026）钱综人调字第\d+号/,
      /事实与达成经过/,
      /恶意串通/,
      /许诺的送达地址和电话：杭州市.*法定代理人许晓东/,
      /附件清单/,
      /此致/,
      /申请人许诺的法定代理人/,
    ],
  ],
  [
    'termination',
    [
      /终止原因/,
      /可以走的途径/,
      /卷号：/,
      /受案日期：/,
      /结案日期：/,
      /案件来源：/,
      /处理结果：/,
      /人民调解员（签名）/,
      /印章/,
    ],
  ],
  ['note', [/缺页情况/, /补正情况/, /移送情况/, /特殊情况/, /说明人/, /立卷人（签名）/, /检查人（签名）/]],
  [
    'cover',
    [
      /钱塘区综合人民调解委员会/,
      /人民调解卷宗/,
      /卷名：许诺与杭州顺达物业管理有限公司、周明华损害赔偿纠纷/,
      /卷号：/,
      /人民调解员：/,
      /调解日期：.*起至.*止/,
      /立卷人/,
      /立卷日期/,
      /保管期限/,
      /备注/,
    ],
  ],
  ['backCover', [/本卷页数/, /立卷人/, /检查人/, /日期/]],
])('the form %s has the fields of domain.md 4 in their order, in its Word file too', async (form, fields) => {
  const file = await childCase()
  const document = await draft(file.id, form)
  const { bytes } = await documentFile(ctx, document.id, 'docx')
  const words = (await extractRawText({ buffer: Buffer.from(bytes) })).value
  let at = 0
  for (const field of fields) {
    const found = field.exec(words.slice(at))
    expect(found, `${form}: ${field} after ${words.slice(Math.max(0, at - 30), at)}`).not.toBeNull()
    at += found!.index + 1
  }
  expect((await convertToHtml({ buffer: Buffer.from(bytes) })).messages.filter(({ type }) => type === 'error')).toEqual(
    [],
  )
})

test('a session without agreement says why and that it goes on; where nobody mediated yet nothing is claimed', async () => {
  const file = await childCase()
  await draft(file.id, 'record')
  const first = await draft(file.id, 'record')
  expect(first.text).toMatch(/本次未达成协议，各方同意再次调解。\n未达成的原因：/)
  expect(first.text).not.toContain('5260')
  const bare = await openCase(ctx, { statement: '漏水', parties: [{ role: 'applicant', name: '赵六' }] })
  expect((await draft(bare.id, 'record')).text).toContain('【待补充:调解结果】')
})

test('the person an inquiry asked stands in its form with a telephone, and nowhere else', async () => {
  const file = await childCase()
  const text = '被调查人:吕红,女,电话13700000009。问:车速快吗?答:不快。'
  await addRecord(ctx, { caseId: file.id, at: '2026-11-06', by: '询问笔录', text })
  const inquiry = await draft(file.id, 'investigation')
  expect(inquiry.text).toMatch(/被调查人：吕红，女，.*13700000009/)
  expect(inquiry.findings.filter(({ level }) => level === 'block')).toEqual([])
  const list = await draft(file.id, 'evidence')
  expect(list.text).not.toContain('13700000009')
})

test('completeness is for staff, and a case that is not there is not found', async () => {
  await expect(dossierState({ ...ctx, actor: testActor('citizen') }, 'case_x')).rejects.toMatchObject({
    code: 'forbidden',
  })
  const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  const response = await app.request('/api/v1/cases/case_x/completeness', { headers: { host: 'localhost' } })
  expect(response.status).toBe(404)
})
