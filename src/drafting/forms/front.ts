import { beijingDay, dayInWords } from '../../cases/index.ts'
import { missing } from '../placeholder.ts'
import { formNames, forms, mandatory } from './names.ts'
import { called, type Filler, type FormInput, field, part, places, printed, rows } from './parts.ts'

/** 卷宗封面 */
export const cover: Filler = ({ gathered: { reading }, offered, committee, today }) => {
  const { file } = reading
  const from = dayInWords(beijingDay(file.receivedAt))
  const ended = reading.settlement.clauses.at(-1)?.at
  return {
    sections: [
      part('cover', '', [
        printed(`人民调解委员会:${committee}`, 'cover'),
        field(
          '卷名',
          `${[called(reading, 'applicant'), called(reading, 'respondent')].filter(Boolean).join('与')}${offered.cause ?? '民间'}纠纷`,
          [file.id],
        ),
        field('卷号', file.number, [file.id]),
        field('人民调解员', file.mediator, [file.id]),
        field(
          '调解日期',
          `${from}起${ended ? `至${dayInWords(beijingDay(ended))}止` : `至${missing('调解结束日期')}止`}`,
          [file.id],
        ),
        field('立卷人', undefined),
        field('立卷日期', dayInWords(today), [], 'template'),
        field('保管期限', undefined),
        printed('备注:', 'cover'),
      ]),
    ],
    signatures: [],
    date: '',
  }
}

/** What the file holds and what it lacks, in the official order. 完整性检查 */
export function completeness({ documents }: Pick<FormInput, 'documents'>): {
  held: (typeof forms)[number][]
  lacking: string[]
} {
  const held = forms.filter((form) => documents.some((it) => it.form === form && it.status !== 'void'))
  const automatic = ['cover', 'catalogue', 'backCover']
  const lacking = mandatory
    .filter((group) => !group.some((form) => held.includes(form) || automatic.includes(form)))
    .map((group) => group.map((form) => formNames[form]).join('或'))
  return { held, lacking }
}

/** 卷内目录: page numbers are filled in when the file is bound (the one-file dossier does it by itself). */
export const catalogue: Filler = (input) => {
  const { held, lacking } = completeness(input)
  const listed = forms
    .filter((form) => held.includes(form) || form === 'cover' || form === 'backCover')
    .filter((form) => form !== 'catalogue')
  const remark = (form: string) => {
    const document = input.documents.find((it) => it.form === form)
    return !document
      ? ''
      : document.status === 'signed'
        ? '已签署'
        : document.status === 'confirmed'
          ? '已确认,待签署'
          : '草稿'
  }
  return {
    sections: [
      rows(
        ['序号', '文书名称', '页号', '备注'],
        listed.map((form, i) => ({
          cells: [String(i + 1), formNames[form], '', remark(form)],
          refs: [`form:${form}`],
          label: 'template' as const,
        })),
      ),
      part(
        'lacking',
        '',
        lacking.length > 0
          ? [printed(`尚缺:${lacking.join('、')}。`, 'catalogue')]
          : [printed('必备文书齐全。', 'catalogue')],
      ),
    ],
    signatures: [],
    date: '',
  }
}

/** 卷宗情况说明 */
export const note: Filler = (input) => {
  const { lacking } = completeness(input)
  return {
    sections: [
      part('note', '', [
        printed(`缺页、补正情况:${lacking.length > 0 ? `尚缺${lacking.join('、')}。` : '无缺页。'}`, 'note'),
        field('移送情况', undefined),
        field('特殊情况', undefined),
        field('说明人', undefined),
      ]),
    ],
    signatures: places('立卷人(签名)', '检查人(签名)'),
  }
}

/** 封底 */
export const backCover: Filler = ({ gathered: { reading }, today }) => ({
  sections: [
    part('back', '', [
      field('卷号', reading.file.number, [reading.file.id]),
      field('本卷页数', undefined),
      field('立卷人', undefined),
      field('检查人', undefined),
      field('日期', dayInWords(today), [], 'template'),
    ]),
  ],
  signatures: [],
  date: '',
})
