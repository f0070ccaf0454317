import {
  asClauses,
  beijingDay,
  type CaseRecord,
  dayInWords,
  findAmounts,
  mended,
  type Reading,
  sentencesOf,
} from '../../cases/index.ts'
import type { Item } from '../content.ts'
import { missing } from '../placeholder.ts'
import { subjectOf } from './completeness.ts'
import { originOf } from './opening.ts'
import { roleName, signersOf } from './parties.ts'
import {
  causeOf,
  type Filler,
  type FormInput,
  field,
  labelled,
  papers,
  part,
  places,
  printed,
  saidBy,
  sessions,
  unsettled,
} from './parts.ts'

/** The session a record is drawn up for: the latest that has none yet, else the latest. */
function sessionFor({ gathered: { reading }, documents }: FormInput): CaseRecord | undefined {
  const held = new Set(documents.filter(({ form }) => form === 'record').map(subjectOf))
  const all = sessions(reading)
  return all.findLast(({ id }) => !held.has(id)) ?? all.at(-1)
}

/** 人民调解记录: one for each session. */
export const record: Filler = (input) => {
  const { reading } = input.gathered
  const { file, identities, settlement } = reading
  const session = sessionFor(input)
  const latest = session?.id === sessions(reading).at(-1)?.id
  const refs = session ? [session.id] : []
  const said = identities
    .filter(({ role }) => role === 'applicant' || role === 'respondent' || role === 'third')
    .flatMap(({ partyId, name }): Item[] => {
      const words = saidBy(reading, partyId)
      return words ? [{ text: `${name}:${words.text}。`, label: 'statement', refs: words.refs }] : []
    })
  const checked = papers(reading)
    .filter(({ at }) => !session || latest || at <= session.at)
    .map(
      (paper): Item => ({
        text: `出示并核对:${paper.by}(${dayInWords(beijingDay(paper.at))})。`,
        label: 'record',
        refs: [paper.id],
      }),
    )
  const course = session ? courseOf(reading, session) : []
  return {
    sections: [
      part('head', '', [
        field('时间', labelled(session?.text, '时间') ?? (session && dayInWords(beijingDay(session.at))), refs),
        field('地点', labelled(session?.text, '地点'), refs),
        field(
          '当事人',
          identities
            .filter(({ role }) => ['applicant', 'respondent', 'third', 'agent', 'guardian'].includes(role))
            .map(({ name, role }) => `${roleName(role)}${name}`)
            .join('、'),
          [file.id],
        ),
        field('参加人', labelled(session?.text, '参加人') ?? '无', refs),
        field('人民调解员', file.mediator ?? labelled(session?.text, '(?:人民)?调解员'), [file.id, ...refs]),
        printed('告知情况:已将当事人的权利义务和调解的性质、效力告知各方,各方表示知悉并同意调解。', 'record'),
      ]),
      part(
        'statements',
        '各方陈述',
        said.length > 0 ? said : [{ text: missing('各方陈述'), label: 'template', refs: [] }],
      ),
      ...(checked.length > 0 ? [part('checked', '核实与质证', checked)] : []),
      ...(course.length > 0 ? [part('course', '调解过程', course)] : []),
      part('result', `调解结果(${causeOf(input.offered)})`, resultOf(reading, settlement, session)),
    ],
    signatures: [
      ...signersOf(identities, ['applicant', 'respondent', 'third']),
      ...places('参加人(签名)', '人民调解员(签名)', '记录人(签名)'),
    ],
    date: session ? dayInWords(beijingDay(session.at)) : undefined,
  }
}

/** What was said and done in a session, without its heading and its terms. */
function courseOf(reading: Reading, session: CaseRecord): Item[] {
  const terms = reading.settlement.clauses.map(({ text }) => text)
  const orders = new Set(reading.settlement.orders.map(({ text }) => text))
  return sentencesOf(session.text)
    .filter(
      ({ text }) => !/^(?:时间|地点|参加人|当事人|(?:人民)?调解员|记录人|主持人)[:]/.test(text) && !orders.has(text),
    )
    .filter(({ text }) => !/达成[^。]{0,10}协议|协议如下|同意如下|核对无误/.test(text))
    .filter(({ text }) => !terms.some((term) => text.includes(term.slice(0, 10))))
    .filter(({ text }) => text.length >= 6)
    .slice(0, 20)
    .map(({ text }) => ({
      text: `${mended(text, session.at, reading, session.id).replace(/[。;]+$/, '')}。`,
      label: 'record',
      refs: [session.id],
    }))
}

/** How a session ended: with these terms, without agreement and why, or to be gone on with. */
function resultOf(reading: Reading, settlement: Reading['settlement'], session?: CaseRecord): Item[] {
  const all = sessions(reading)
  const latest = session?.id === all.at(-1)?.id
  const terms = settlement.clauses.filter(({ recordIds }) => latest || (session && recordIds.includes(session.id)))
  if (terms.length > 0)
    return [
      printed('达成协议,内容如下:', 'record'),
      ...asClauses(terms, reading).map(
        (text, i): Item => ({ text: `${i + 1}. ${text}。`, label: 'record', refs: terms[i]!.recordIds }),
      ),
    ]
  // Of the sentence that says so the part without sums: what was claimed or offered was not agreed.
  const why =
    session &&
    sentencesOf(session.text)
      .flatMap(({ text }) => (failing.test(text) ? text.split(/[,;]/) : []))
      .filter((words) => failing.test(words) && findAmounts(words).length === 0)
      .join(',')
  const reason: Item[] =
    why && session
      ? [
          {
            text: `未达成的原因:${mended(why, session.at, reading, session.id).replace(/[。]+$/, '')}。`,
            label: 'record',
            refs: [session.id],
          },
        ]
      : []
  if (!session) return [{ text: missing('调解结果'), label: 'template', refs: [] }]
  if (!latest) return [printed('本次未达成协议,各方同意再次调解。', 'record'), ...reason]
  return [
    ...reason,
    {
      text: '未达成协议。已告知当事人可以依法通过仲裁、行政、司法等途径解决。',
      label: 'template',
      refs: ['law:人民调解法#26'],
    },
  ]
}

const failing = /未(?:能)?达成|没(?:有)?谈(?:拢|成|妥)|拒绝|不同意|不愿(?:意)?(?:再)?调解|终止|分歧/

/** 终止调解告知书: why it ended, and where one may go. 人民调解法26 */
export const termination: Filler = (input) => {
  const { reading } = input.gathered
  const { records, file } = reading
  const why = records.findLast(({ text }) =>
    /未(?:能)?达成|没(?:有)?谈(?:拢|成|妥)|拒绝|不同意|不愿(?:意)?(?:再)?调解|终止/.test(text),
  )
  const sentence =
    why &&
    sentencesOf(why.text).find(
      ({ text }) => /未(?:能)?达成|没(?:有)?谈|拒绝|不同意|不愿|终止/.test(text) && !unsettled(reading, text),
    )?.text
  const labour = file.disputeType?.startsWith('labor.')
  return {
    sections: [
      part('reason', '一、终止原因', [
        sentence
          ? { text: mended(sentence, why!.at, reading, why!.id), label: 'record', refs: [why!.id] }
          : { text: '经调解,双方未能达成一致,调解终止。', label: 'template', refs: ['form:termination'] },
      ]),
      part(
        'routes',
        '二、可以走的途径',
        [
          ...(labour
            ? [
                {
                  text: '劳动争议可以向劳动人事争议仲裁委员会申请仲裁,时效一般为一年,自知道或者应当知道权利被侵害之日起算。',
                  label: 'law' as const,
                  refs: ['law:劳动争议调解仲裁法#27'],
                },
              ]
            : []),
          {
            text: '可以依法向有管辖权的人民法院提起诉讼,一般民事权利的诉讼时效为三年。',
            label: 'law',
            refs: ['law:民法典#188'],
          },
          printed(
            '涉及行政管理事项的,可以向主管部门反映或者依法申请行政复议;符合条件的可以申请法律援助。',
            'termination',
          ),
        ],
        true,
      ),
      part('closing', '', [printed('申请调解之日起诉讼时效已经中断,请注意重新计算的期间。', 'termination')]),
      part('register', '三、结案登记', [
        field('卷号', file.number, [file.id]),
        field('受案日期', dayInWords(beijingDay(file.receivedAt)), [file.id]),
        field('结案日期', why && dayInWords(beijingDay(why.at)), why ? [why.id] : []),
        field('案件来源', originOf(input).source, [file.id, ...originOf(input).refs]),
        field('处理结果', '调解不成,终止调解', [file.id]),
      ]),
    ],
    signatures: [
      ...places('人民调解员(签名)', `${input.committee}(印章)`),
      ...signersOf(reading.identities, ['applicant', 'respondent']).map(({ who, label }) => ({
        who,
        label: label.replace(/\([^)]*\)$/, '(签收)'),
      })),
    ],
  }
}
