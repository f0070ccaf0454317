import { asClause, beijingDay, dayInWords, findAmounts, mended, sentencesOf } from '../../cases/index.ts'
import type { Item } from '../content.ts'
import { missing } from '../placeholder.ts'
import { roleName } from './parties.ts'
import {
  type Filler,
  type FormInput,
  field,
  papers,
  part,
  places,
  printed,
  rows,
  saidBy,
  sessions,
  unsettled,
} from './parts.ts'

const labelled = (text: string | undefined, label: string): string | undefined =>
  new RegExp(`${label}[:]\\s*([^。;\\n]{2,40})`).exec(text ?? '')?.[1]

/** 人民调解调查记录 */
export const investigation: Filler = ({ gathered: { reading } }) => {
  const found = papers(reading)
  const last = found.at(-1)
  return {
    sections: [
      part('head', '', [
        field('时间', last && dayInWords(beijingDay(last.at)), last ? [last.id] : []),
        field('地点', labelled(last?.text, '地点|地址'), last ? [last.id] : []),
        field('参加人', labelled(last?.text, '参加人'), last ? [last.id] : []),
        field('被调查人', undefined),
      ]),
      part(
        'body',
        '调查内容',
        found.length > 0
          ? found.map(
              (record): Item => ({
                text: `${record.by}(${dayInWords(beijingDay(record.at))}):${contentOf(reading, record)}`,
                label: 'record',
                refs: [record.id],
              }),
            )
          : [{ text: missing('调查内容'), label: 'template', refs: [] }],
      ),
    ],
    signatures: places('被调查人(签名)', '调查人(签名)', '记录人(签名)'),
  }
}

/** A record's sentences, mended by what later records correct. */
const contentOf = (
  reading: FormInput['gathered']['reading'],
  record: { id: string; at: string; text: string },
): string => {
  const back = new Set(reading.facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return sentencesOf(record.text)
    .map(({ text }) => text)
    .filter((text) => findAmounts(text).every(({ fen }) => !back.has(fen)))
    .map((text) => mended(text, record.at, reading, record.id))
    .join('')
}

/** 证据材料 */
export const evidence: Filler = ({ gathered: { reading } }) => ({
  sections: [
    rows(
      ['序号', '名称', '来源', '提交人', '日期', '原件核对', '证明对象', '编号'],
      papers(reading).map((record, i) => ({
        cells: [
          String(i + 1),
          record.by,
          '案件记录',
          record.party ? reading.names.of(record.party) : '调解组织调取',
          beijingDay(record.at),
          '待核对',
          (sentencesOf(record.text)[0]?.text ?? '').slice(0, 24),
          record.id.slice(-6),
        ],
        refs: [record.id],
      })),
    ),
    part('note', '', [printed('原件与复印件由调解员当面核对后签注。', 'evidence')]),
  ],
  signatures: places('提交人(签名)', '核对人(签名)'),
})

/** 人民调解记录: one for each session; this is the last. */
export const record: Filler = ({ gathered: { reading }, offered }) => {
  const { file, identities, settlement } = reading
  const session = sessions(reading).at(-1)
  const refs = session ? [session.id] : []
  const said = identities
    .filter(({ role }) => role === 'applicant' || role === 'respondent')
    .flatMap(({ partyId, name }): Item[] => {
      const words = saidBy(reading, partyId)
      return words ? [{ text: `${name}:${words.text}。`, label: 'statement', refs: words.refs }] : []
    })
  const result: Item[] =
    settlement.clauses.length > 0
      ? [
          printed('达成协议,内容如下:', 'record'),
          ...settlement.clauses.map(
            (clause, i): Item => ({
              text: `${i + 1}. ${asClause(clause.text, clause.at, reading)}。`,
              label: 'record',
              refs: clause.recordIds,
            }),
          ),
        ]
      : [
          {
            text: '未达成协议。已告知当事人可以依法通过仲裁、行政、司法等途径解决。',
            label: 'template',
            refs: ['law:人民调解法#26'],
          },
        ]
  const checked = papers(reading).map(
    (paper): Item => ({
      text: `出示并核对:${paper.by}(${dayInWords(beijingDay(paper.at))})。`,
      label: 'record',
      refs: [paper.id],
    }),
  )
  return {
    sections: [
      part('head', '', [
        field('时间', session && dayInWords(beijingDay(session.at)), refs),
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
        field('人民调解员', file.mediator, [file.id]),
        printed('已将当事人的权利义务和调解的性质、效力告知各方,各方表示知悉并同意调解。', 'record'),
      ]),
      part(
        'statements',
        '各方陈述',
        said.length > 0 ? said : [{ text: missing('各方陈述'), label: 'template', refs: [] }],
      ),
      ...(checked.length > 0 ? [part('checked', '核实与质证', checked)] : []),
      part('result', `调解结果(${offered.cause ?? '民间'}纠纷)`, result),
    ],
    signatures: places('当事人(签名、盖章或按指印)', '参加人(签名)', '人民调解员(签名)', '记录人(签名)'),
    date: session ? dayInWords(beijingDay(session.at)) : undefined,
  }
}

/** 终止调解告知书: why it ended, and where one may go. 人民调解法26 */
export const termination: Filler = ({ gathered: { reading }, committee }) => {
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
      part('head', '', [
        field('卷号', file.number, [file.id]),
        field('受理日期', dayInWords(beijingDay(file.receivedAt)), [file.id]),
        field('案件来源', '当事人申请', [file.id]),
      ]),
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
    ],
    signatures: places('人民调解员(签名)', `${committee}(印章)`, '当事人(签收)'),
  }
}
