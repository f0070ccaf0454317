import { describe, expect, test } from 'vitest'
import type { Party } from '../read.ts'
import { firm, party, read as readCase, said } from './records.test-suite.ts'
import { inOwnVoice } from './voices.ts'

const person = (id: string, role: string, name: string, idNumber?: string): Party =>
  party(id, role, name, idNumber ? { idNumber } : {})
const read = (parties: Party[], ...told: [by: string, text: string][]) =>
  readCase(
    told.map(([by, text], i) => said(`r${i}`, by, text)),
    parties,
  )
const [granny, firmB] = [
  person('a', 'applicant', '岑桂英', '330109195503122127'),
  firm('b', 'respondent', '杭州云杉家居有限公司', '骆成'),
]
const pair = [granny, firmB]

describe('who comes for a company, and how far the mandate goes', () => {
  test.each([
    ['调解记录', '到场:岑桂英;云杉公司翁雅琴(售后经理,持盖章的授权委托书,可代签协议)。', '翁雅琴', 'special'],
    ['调解笔录', '云杉家居由门店店长祝小龙来,带来公司的特别授权委托书。', '祝小龙', 'special'],
    ['云杉公司 交材料', '公司授权委托书:法务甄一凡,代理权限为代为调解、承认、和解。', '甄一凡', 'special'],
    ['窗口登记', '云杉公司委派行政主管毛晓倩办理,授权书写明全权处理本次纠纷。', '毛晓倩', 'special'],
    [
      '调解记录(视频)',
      '岑桂英在线;云杉公司客服主管廖敏在中心,授权委托书原件已核,权限含和解、签协议。',
      '廖敏',
      'special',
    ],
    ['调解记录', '参会:岑桂英;公司法务相泽(授权书编号YS-03,权限含承认、变更、放弃)。', '相泽', 'special'],
    ['云杉 人事 章可欣(委托书已传,含签协议)', '公司同意面谈。', '章可欣', 'special'],
    ['调解记录', '云杉公司代理人浙江某律师事务所律师郝建国到场,一般授权。', '郝建国', 'general'],
    ['调解记录', '公司代理人杜小燕到场,授权书只写代为参加调解、转达意见。', '杜小燕', 'general'],
    ['调解记录', '云杉公司项目经理牛立(有授权)、岑桂英到场。', '牛立', 'filed'],
    ['云杉公司 交材料', '授权委托书:售后主管令狐阳,特别授权。', '令狐阳', 'special'],
    ['云杉公司 交材料', '授权委托书:售后主管钟离丹,特别授权。', '钟离丹', 'special'],
    ['调解记录', '云杉公司副经理詹琪(委托书在卷)参加。', '詹琪', 'filed'],
    ['调解记录', '公司来的是店长 卫小平,授权书没带,说明天补。', '卫小平', 'lacking'],
    ['调解记录', '云杉公司安装主管贝磊到场,问他要委托书,他说没有委托书。', '贝磊', 'lacking'],
    ['调解记录', '云杉公司代理人单玉华到场。', '单玉华', 'untold'],
    [
      '调解记录',
      '到会的有岑桂英,云杉公司那边是片区经理司徒浩,手里有公司盖章的委托书,写明能签协议。',
      '司徒浩',
      'special',
    ],
    ['前台', '云杉公司员工纪雪来交材料,授权委托书一份:委托纪雪代为承认、变更、放弃请求,代签协议。', '纪雪', 'special'],
    ['调解笔录', '甲方:岑桂英 乙方:云杉公司(客服经理 郁小蓉,特别授权)', '郁小蓉', 'special'],
    ['调解记录', '云杉公司总部派区域经理练达到场,介绍信只写“前来协商”,没有授权书。', '练达', 'lacking'],
    ['调解记录', '云杉老板出差,来的是会计石美凤,带的授权书没写可以签协议。', '石美凤', 'general'],
    ['调解记录', '祝小龙代表云杉公司签字,授权书编号YS-12。', '祝小龙', 'filed'],
    ['群聊', '祝小龙(云杉公司):授权书我明天带。', '祝小龙', 'lacking'],
    [
      '授权委托书',
      '委托人:杭州云杉家居有限公司;受托人:祝小龙,职务店长;权限:代为参加调解、承认、放弃、变更请求、签订调解协议。',
      '祝小龙',
      'special',
    ],
    ['登记', '云杉公司来的是采购方小芸,委托书写明代为和解、签字。', '方小芸', 'special'],
    ['调解', '岑桂英;云杉公司仓储主管柯立(盖了公章的委托,可以签字)', '柯立', 'special'],
    ['调解记录', '参加:岑桂英;云杉公司安全员时立新(带来授权委托书)。', '时立新', 'filed'],
    ['调解记录', '受云杉公司委托,职员阳光明到场,委托书原件附卷。', '阳光明', 'filed'],
  ])('%s: %s', (by, text, name, authority) => {
    const [, company] = read(pair, [by, text]).identities
    expect(company!.standIn).toMatchObject({ name, authority })
    expect(company!.agent).toBe(authority === 'lacking' || authority === 'untold' ? undefined : name)
  })

  test.each([
    '委托人岑桂英委托何松代为调解、签署协议,特别授权。',
    '委托人岑桂英——英才的英,登记写错了——委托何松代为调解、签署协议,特别授权。',
  ])('a mandate that came by post: %s', (text) => {
    expect(read(pair, ['收到快递', `授权委托书(公证)。${text}`]).identities[0]).toMatchObject({
      agent: '何松',
      standIn: { authority: 'special' },
    })
  })

  test.each([
    [
      [
        ['云杉 苗青青 来电', '我是店长,周三来。'],
        ['登记', '云杉公司的授权委托书传过来了,可代为和解、签协议。'],
      ],
      '苗青青',
      'special',
    ],
    [
      [
        ['调解记录', '云杉公司店长路遥到场,委托书没带。'],
        ['路遥 送材料', '补交授权委托书,特别授权。'],
      ],
      '路遥',
      'special',
    ],
    [
      [
        ['云杉公司 门店店长 车晓明 来中心', '公司委托我来,授权书带了(含代为和解)。'],
        ['调解记录', '到场:岑桂英、云杉公司代理人车晓明。'],
      ],
      '车晓明',
      'special',
    ],
    [
      [
        ['调解记录', '云杉公司经理尚志强到场(一般授权)。'],
        ['电话', '尚志强说改派会计。'],
        ['登记', '云杉公司改派会计姬敏,授权书写明可代为签协议。'],
      ],
      '姬敏',
      'special',
    ],
  ] as [[string, string][], string, string][])('told by several records: %j', (told, name, authority) => {
    expect(read(pair, ...told).identities[1]!.standIn).toMatchObject({ name, authority })
  })

  test.each([
    ['调解记录', '云杉公司法定代表人骆成本人到场。'],
    ['调解记录', '社区副主任金少华参加,村会计毛根土列席。'],
    ['调解记录', '双方说定:公司于11月20日前付9000元,打到班组长祁小明卡上,由祁小明代发。'],
    ['登记', '岑桂英提交图片,授权书编号都在。'],
    ['调解记录', '到场:岑桂英;今后使用须另行书面授权。'],
    ['调解记录', '由双方签字,由公司安排人到现场看过。'],
    ['调解记录', '云杉公司来的是祝经理,委托书没有。'],
    ['走访', '邻居方阿姨说云杉公司的安装工态度不好。'],
  ])('nobody is sent: %s: %s', (by, text) => {
    expect(read(pair, [by, text]).identities.map(({ agent, standIn }) => [agent, standIn?.name])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
})

describe('who comes for a person', () => {
  test.each([
    ['登记', '岑桂英女儿邵玲来办,授权书原件(岑桂英签名、按印,写明可代为协商、签署协议)。', '邵玲', '女儿', 'special'],
    [
      '登记',
      '岑桂英本人没来,儿子邵伟来(电话13700000000),带了岑桂英签字的委托书,可代为调解、签协议、收款。',
      '邵伟',
      '儿子',
      'special',
    ],
    ['登记', '岑桂英委托女婿卓越代为调解,委托书已交(特别授权)。', '卓越', '女婿', 'special'],
    ['调解记录', '岑桂英由侄子岑小军代为参加,问有没有委托书,说没有委托书。', '岑小军', '侄子', 'lacking'],
    [
      '调解记录',
      '岑桂英委托律师闵行健到场,授权委托书载明特别授权:代为承认、放弃、变更请求。',
      '闵行健',
      '律师',
      'special',
    ],
    ['登记', '来人邵小伟,系岑桂英之子,持授权委托书(代为和解、签收)。', '邵小伟', undefined, 'special'],
    ['登记', '代理人:邵小伟,与岑桂英系母子关系,特别授权委托书一份。', '邵小伟', undefined, 'special'],
    ['登记', '邵小伟替他妈岑桂英来谈,没带委托书。', '邵小伟', undefined, 'lacking'],
    ['授权委托书', '岑桂英委托女儿邵玲代理,一般授权,到场陈述、递交材料。', '邵玲', '女儿', 'general'],
    ['调解记录', '岑桂英委托浙江海潮律师事务所农昊律师参加,授权委托书(特别授权)附后。', '农昊', '律师', 'special'],
    ['登记', '邵玲(岑桂英女儿),持岑桂英授权委托书,有权代签协议。', '邵玲', '女儿', 'special'],
  ])('%s: %s', (by, text, name, relation, authority) => {
    const [woman, company] = read(pair, [by, text]).identities
    expect(woman!.standIn).toMatchObject({ name, authority })
    expect(woman!.standIn!.relation).toBe(relation)
    expect(company!.standIn).toBeUndefined()
  })
  test.each(['岑桂英由女儿邵玲陪同到场,本人讲得清楚,自己签字。', '岑桂英的女儿邵玲打电话问材料。'])(
    'only with her: %s',
    (text) => {
      expect(read(pair, ['调解记录', text]).identities[0]!.standIn).toBeUndefined()
    },
  )
})

test('one of several on a side, where the other gave a mandate; a mere spokesman is none', () => {
  const brothers = [person('a', 'applicant', '解大江'), person('c', 'applicant', '解小江'), firmB]
  const agents = (text: string) => read(brothers, ['调解记录', text]).identities.map(({ agent }) => agent)
  expect(agents('云杉公司骆成、解大江(并受解小江特别授权)参加。')).toEqual([undefined, '解大江', undefined])
  expect(agents('解小江书面委托解大江代为签协议。')).toEqual([undefined, '解大江', undefined])
  expect(agents('解大江、解小江到场,两人推解大江说话。')).toEqual([undefined, undefined, undefined])
})

describe('who acts for a child', () => {
  const child = person('a', 'applicant', '樊小鱼', '330109201705124223')
  test.each([
    ['樊小鱼,未满10周岁,由父亲樊志刚代为申请。', '樊志刚', '父亲'],
    ['樊小鱼,9周岁,监护人为母亲郝丽萍(父母离异,随母)。', '郝丽萍', '母亲'],
    ['到场:郝丽萍(樊小鱼之母)、周明。', '郝丽萍', '母亲'],
    ['樊小鱼法定代理人为其母郝丽萍。', '郝丽萍', '母亲'],
    ['代办人郝丽萍,樊小鱼母亲(法定代理人),户口簿已上传。', '郝丽萍', '母亲'],
    ['樊小鱼的爸爸樊志刚(法定代理人)到场,证件已核。', '樊志刚', '父亲'],
    ['郝丽萍作为樊小鱼的法定代理人到场。', '郝丽萍', undefined],
    ['樊小鱼的母亲方慧作为法定代理人到场,方慧代樊小鱼签名。', '方慧', '母亲'],
    ['申请人:樊小鱼(9岁),法定代理人:樊志刚(父亲)。', '樊志刚', '父亲'],
    ['樊小鱼父母离异,由母亲郝丽萍抚养并作为法定代理人参加。', '郝丽萍', '母亲'],
    ['樊小鱼、周明的孩子由各自家长陪同;樊小鱼由其外公郝大年代为参加。', '郝大年', '外公'],
  ])('%s', (text, name, relation) => {
    expect(read([child, person('b', 'respondent', '周明')], ['登记', text]).identities[0]!.guardian).toEqual({
      name,
      relation,
    })
  })
  test('two children, each with its own', () => {
    const other = person('b', 'respondent', '苗一鸣', '330109201609125235')
    const { identities } = read(
      [child, other],
      ['调解记录', '樊小鱼由母亲郝丽萍、苗一鸣由父亲苗长海作为法定代理人到场。'],
    )
    expect(identities.map(({ guardian }) => guardian?.name)).toEqual(['郝丽萍', '苗长海'])
  })
  test('a parent on the other side does not act for the child', () => {
    const father = person('b', 'respondent', '樊志刚')
    const { identities } = read(
      [child, father],
      ['登记', '樊小鱼的父亲樊志刚到场。樊小鱼由母亲郝丽萍作为法定代理人参加。'],
    )
    expect(identities[0]!.guardian).toEqual({ name: '郝丽萍', relation: '母亲' })
  })
})

describe('what is said in a party’s place', () => {
  const told: [string, string][] = [
    ['登记', '岑桂英女儿邵玲来办,授权书写明可代为签协议。云杉公司店长祝小龙,特别授权。'],
    [
      '调解记录',
      '邵玲:都转我妈农行卡,尾号1234。\n祝小龙:我们公司12月10日前付。\n答(邵玲):我微信没有绑卡。\n调解员:我记下了。',
    ],
  ]
  const { records, identities, names } = read(pair, ...told)
  test('is the party’s: 我妈, 我们公司, the label', () => {
    expect(inOwnVoice(records, identities, names)[1]!.text.split('\n')).toEqual([
      '岑桂英:都转岑桂英农行卡,尾号1234。',
      '公司:杭州云杉家居有限公司12月10日前付。',
      '答(岑桂英):岑桂英的代理人邵玲微信没有绑卡。',
      '调解员:我记下了。',
    ])
  })
  test('is the party’s assent, but its own receipt', () => {
    const changed = read(pair, ...told, ['电话记录', '打邵玲,邵玲同意12月20日前付。邵玲确认收到卡号短信。'])
    expect(inOwnVoice(changed.records, changed.identities, changed.names).at(-1)!.text).toBe(
      '打邵玲,岑桂英同意12月20日前付。邵玲确认收到卡号短信。',
    )
  })
  test('a message of an agent is its party’s word', () => {
    expect(read(pair, ...told, ['邵玲 微信', '最少六千。']).records.at(-1)!.party).toBe('a')
  })
})

test('a number beside another person’s name is no party’s', () => {
  const [woman] = read(
    [person('a', 'applicant', '岑桂英'), firmB],
    ['登记', '岑桂英的邻居钟素芬(身份证号33010419850612032X)在旁看到。'],
  ).identities
  expect(woman!.idNumber).toBeUndefined()
})

test('a son who came first and names his mother behind, and sits for her later', () => {
  const { identities } = read(
    pair,
    ['登记', '儿子邵明远来登记,母亲岑桂英,委托书(特别授权)有。'],
    ['调解记录', '出席:邵明远(代岑桂英)、骆成。'],
  )
  expect(identities[0]).toMatchObject({ agent: '邵明远' })
})

test('a card behind a sentence of both sides is that of whom the note begins with, with its bank', () => {
  const sides = [person('a', 'applicant', '柴永福'), person('b', 'respondent', '滕玉兰')]
  const of = (text: string) =>
    read(sides, ['前台 手记', text]).identities.map(({ accountTail, bank }) => [accountTail, bank])
  expect(of('柴永福送菜→滕玉兰的饭馆。要一次付清。卡:农行尾4418')).toEqual([
    ['4418', '农行'],
    [undefined, undefined],
  ])
  expect(of('滕玉兰来电。卡:农行尾4418')[1]).toEqual(['4418', '农行'])
  // Whose it is nobody can tell.
  expect(of('今天柴永福和滕玉兰都在。卡:农行尾4418').flat()).toEqual([undefined, undefined, undefined, undefined])
})

test('a body of owners and its estate company: 物业 is the company, an insurer goes by its brand', () => {
  const parties = [
    firm('a', 'applicant', '钱塘区碧波苑业主委员会'),
    firm('b', 'respondent', '杭州长泰和物业管理有限公司'),
    firm('c', 'third', '海纳恒信财产保险股份有限公司绍兴支公司'),
  ]
  const { identities } = read(parties, [
    '调解记录',
    '业委会:后小平、甄茂林。物业:禹志刚(公司授权委托)。海纳恒信路春生(带授权委托书)。',
  ])
  expect(identities.map(({ agent }) => agent)).toEqual([undefined, '禹志刚', '路春生'])
})
