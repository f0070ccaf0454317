import { beijingDay, dayInWords, type Identity, mended, narrow, sentencesOf } from '../../cases/index.ts'
import type { Item } from '../content.ts'
import { missing } from '../placeholder.ts'
import { partyItems, signersOf } from './parties.ts'
import { called, type Filler, type FormInput, field, part, places, printed, saidBy } from './parts.ts'

const asks = /要求|主张|索赔|请求|希望|要(?:他|她|对方|求|赔|退)|讨|还我|退(?:还|给|款)?|赔/
/** 女方只肯退一点点: what the other side does or will not do is complaint, not request, unless a word of asking stands in it. */
const complains = /(?:只|才|就)(?:肯|愿意?|同意|答应|退|赔)|[不没](?:肯|愿意?|同意|答应|退|赔|还)/
const demands = /要求|主张|索赔|请求|希望|要(?:他|她|对方|退|赔|求)/

/** What the applicant asks for, in its latest words. 申请事项 */
function requests({ gathered: { reading } }: FormInput): Item[] {
  const back = new Set(reading.facts.filter(({ status }) => status === 'corrected').map(({ text }) => text))
  const own = reading.records.filter(({ party }) =>
    reading.identities.some((it) => it.role === 'applicant' && it.partyId === party),
  )
  const found = own.flatMap((record) =>
    sentencesOf(record.text)
      .flatMap(({ text }) => text.split(/(?<=[;,])/).filter((words) => asks.test(words) && words.length >= 4))
      .filter((words) => demands.test(words) || !complains.test(words))
      .filter((words) => ![...back].some((value) => words.includes(value)))
      .map((words) => ({
        text: `${mended(words, record.at, reading, record.id).replace(/[。;,!?]+$/, '')}。`,
        label: 'statement' as const,
        refs: [record.id],
      })),
  )
  return found.length > 0 ? found.slice(-5) : [{ text: `${missing('申请事项')}。`, label: 'template', refs: [] }]
}

/** The dispute in brief, as the applicant told it and later mended it. 纠纷简要情况 */
function brief({ gathered: { reading } }: FormInput): Item {
  const applicant = reading.identities.find(({ role }) => role === 'applicant')
  const said = applicant && saidBy(reading, applicant.partyId, 6)
  const first = reading.records[0]
  return said
    ? { text: `${said.text}。`, label: 'statement', refs: said.refs }
    : { text: first ? narrow(first.text) : missing('纠纷简要情况'), label: 'statement', refs: first ? [first.id] : [] }
}

/** 人民调解申请书 */
export const application: Filler = (input) => ({
  sections: [
    part(
      'parties',
      '',
      partyItems(input.gathered.reading.identities, { whole: true }).filter(({ text }) => !text.startsWith('保证人')),
    ),
    part('brief', '纠纷简要情况', [brief(input)]),
    part('requests', '当事人申请事项', requests(input), true),
    part('declaration', '', [
      printed('人民调解委员会已将申请人民调解的相关规定告知我,现自愿申请人民调解。', 'application'),
    ]),
  ],
  signatures: signersOf(input.gathered.reading.identities, ['applicant']),
  date: dayInWords(beijingDay(input.gathered.reading.file.receivedAt)),
})

const sender =
  /([\p{Script=Han}]{2,16}?(?:派出所|公安局|法院|检察院|信访局|司法局|司法所|街道办(?:事处)?|镇政府|村委会|居委会|社区|12345|市场监管局|住建局|人社局|监察大队|妇联|工会))[^。;,]{0,10}(?:移送|委托|委派|转办|转来|转交|移交|交办)/u

/** How the case came: on application, on the committee's own motion, or sent by another office that a record names. 案件来源 */
export function originOf({ gathered: { reading } }: FormInput): { words: string; source: string; refs: string[] } {
  for (const record of reading.records) {
    const from = sender.exec(record.text)?.[1]
    if (from) return { words: `经${from}移送(委托)`, source: `③委托移送:${from}`, refs: [record.id] }
  }
  return reading.identities.some(({ role }) => role === 'applicant')
    ? { words: '依当事人申请', source: '①当事人申请', refs: [] }
    : { words: '人民调解委员会主动调解', source: '②人民调解委员会主动调解', refs: [] }
}

/** 人民调解受理登记表 */
export const registration: Filler = (input) => {
  const { reading } = input.gathered
  const { file } = reading
  const origin = originOf(input)
  return {
    sections: [
      part('registration', '', [
        field('日期', dayInWords(beijingDay(file.receivedAt)), [file.id]),
        {
          text: `${origin.words},经当事人同意,调解${called(reading, 'applicant') || missing('申请人身份')}、${called(reading, 'respondent') || missing('被申请人身份')}之间的纠纷。`,
          label: origin.refs.length > 0 ? 'record' : 'template',
          refs: origin.refs,
        },
        field(
          '纠纷类型',
          input.offered.category && input.offered.cause
            ? `${input.offered.category}(${input.offered.cause})`
            : (input.offered.cause ?? file.disputeType),
          [file.id],
        ),
        {
          text: `案件来源:${origin.source}。`,
          label: origin.refs.length > 0 ? 'record' : 'template',
          refs: origin.refs,
        },
      ]),
      part('brief', '纠纷简要情况', [brief(input)]),
      part('remarks', '备注', [printed('申请调解之日起诉讼时效中断,当事人可凭本表证明。', 'registration')]),
    ],
    signatures: [
      ...signersOf(reading.identities, ['applicant', 'respondent', 'third']),
      ...places('登记人(签名)', `${input.committee}(印章)`),
    ],
    date: dayInWords(beijingDay(file.receivedAt)),
  }
}

/** 当事人权利义务告知书: restated in our own words from 人民调解法 3, 4, 15, 23, 24, 26, 31, 33. */
export const notice: Filler = ({ gathered: { reading } }) => ({
  sections: [
    part('body', '', [
      printed('人民调解委员会是依法设立的调解民间纠纷的群众性组织,调解不收任何费用。', 'notice'),
      printed(
        '调解在双方自愿、平等的基础上进行,不违背法律、法规和国家政策,不因调解而阻止当事人通过仲裁、行政、司法途径维权。',
        'notice',
      ),
    ]),
    part(
      'rights',
      '一、您的权利',
      [
        printed('选择或者接受人民调解员。', 'notice'),
        printed('接受调解、拒绝调解或者要求终止调解。', 'notice'),
        printed('要求调解公开进行或者不公开进行。', 'notice'),
        printed('自主表达意愿、自愿达成调解协议。', 'notice'),
      ],
      true,
    ),
    part(
      'duties',
      '二、您的义务',
      [
        printed('如实陈述纠纷事实。', 'notice'),
        printed('遵守调解现场秩序,尊重人民调解员。', 'notice'),
        printed('尊重对方当事人行使权利。', 'notice'),
      ],
      true,
    ),
    part(
      'effect',
      '三、协议的效力',
      [
        printed('达成的调解协议有法律约束力,双方应当按约定履行。', 'notice'),
        printed(
          '自协议生效之日起三十日内,双方可以共同向有管辖权的人民法院申请司法确认;确认有效后一方不履行的,对方可以申请强制执行。',
          'notice',
        ),
        printed('调解不成的,可以依法通过仲裁、行政、司法等途径解决。', 'notice'),
      ],
      true,
    ),
    part(
      'privacy',
      '四、保密与个人信息',
      [
        printed('人民调解员对您的个人隐私和商业秘密负有保密义务。', 'notice'),
        printed(
          '本中心使用计算机辅助整理记录、检索法律和起草文书,相关内容由调解员人工确认;您的个人信息只用于本次纠纷的处理,您可以查阅、更正。',
          'notice',
        ),
      ],
      true,
    ),
    part('signed', '', [printed('以上内容我已知悉。', 'notice')]),
  ],
  signatures: signersOf(reading.identities, ['applicant', 'respondent', 'third']),
})

/** What shows who a party is. 证件 */
function paperOf({ name, kind, legalRepresentative, age, partyId }: Identity, all: Identity[]): Item[] {
  const guardian =
    kind === 'person' && age !== undefined && age < 18 ? all.find((it) => it.role === 'guardian') : undefined
  const texts =
    kind === 'organization'
      ? [
          `${name}:营业执照(或登记证书)复印件、法定代表人身份证明书${legalRepresentative ? `(${legalRepresentative})` : ''}`,
        ]
      : guardian
        ? [`${name}:户口簿或出生医学证明,证明其与法定代理人${guardian.name}的关系`]
        : [`${name}:居民身份证复印件`]
  return texts.map((text) => ({ text: `${text},与原件核对一致后由核对人签注。`, label: 'template', refs: [partyId] }))
}

/** What is known of an agent's mandate: registered with the party, or told by a record. */
function mandateOf(
  who: string,
  partyId: string,
  { gathered: { reading } }: FormInput,
): { text?: string; refs: string[] } {
  const details = reading.names.all.find(({ party }) => party.id === partyId)?.party.details ?? {}
  const stated = details.mandate ?? details.授权 ?? details.代理权限
  if (stated) return { text: stated, refs: [partyId] }
  for (const record of reading.records) {
    const said = sentencesOf(record.text).find(({ text }) => text.includes(who) && /授权|全权/.test(text))
    if (said)
      return { text: mended(said.text, record.at, reading, record.id).replace(/[。;]+$/, ''), refs: [record.id] }
  }
  return { refs: [] }
}

/** 当事人身份证明、授权委托书 */
export const identity: Filler = (input) => {
  const { identities, names } = input.gathered.reading
  const agents = identities.filter(({ role, agent }) => role === 'agent' || agent)
  return {
    sections: [
      part('parties', '一、当事人身份', partyItems(identities)),
      part(
        'papers',
        '二、证件材料',
        identities.filter(({ role }) => role !== 'witness').flatMap((it) => paperOf(it, identities)),
        true,
      ),
      ...(agents.length > 0
        ? [
            part(
              'mandates',
              '三、委托代理',
              agents.flatMap((agent): Item[] => {
                const details = names.all.find(({ party }) => party.id === agent.partyId)?.party.details ?? {}
                const who = agent.agent ?? agent.name
                const mandate = mandateOf(who, agent.partyId, input)
                return [
                  {
                    text: `代理人:${who}${agent.agent ? `,代理${agent.name}` : ''}`,
                    label: 'record',
                    refs: [agent.partyId, ...agent.recordIds],
                  },
                  field(`${who}的代理事项和权限`, mandate.text, mandate.refs),
                  field(`${who}的代理期限`, details.mandateUntil, [agent.partyId], 'statement'),
                  printed('代为签订调解协议须有委托人的特别授权。', 'identity'),
                ]
              }),
            ),
          ]
        : []),
    ],
    signatures: agents.length > 0 ? places('委托人(签名或盖章)', '受委托人(签名)') : [],
  }
}
