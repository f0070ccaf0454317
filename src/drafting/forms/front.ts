import { beijingDay, type CaseDocument, dayInWords } from '../../cases/index.ts'
import { missing, placeholdersIn } from '../placeholder.ts'
import { completenessOf, lackingIn } from './completeness.ts'
import { called, causeOf, type Filler, field, part, places, printed, rows } from './parts.ts'

/** 卷宗封面 */
export const cover: Filler = ({ gathered: { reading }, offered, committee, today, documents }) => {
  const { file } = reading
  const from = dayInWords(beijingDay(file.receivedAt))
  // It ends with the agreement, or with the notice that it failed.
  const failed = documents.find(({ form }) => form === 'termination')?.updatedAt
  const settled = reading.settlement.clauses.at(-1)?.at
  const ended = file.outcome === 'terminated' ? (failed ?? settled) : (settled ?? failed)
  return {
    sections: [
      part('committee', '', [printed(committee, 'cover')]),
      part('cover', '', [
        field(
          '卷名',
          `${[called(reading, 'applicant'), called(reading, 'respondent')].filter(Boolean).join('与')}${causeOf(offered)}`,
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

/** 卷内目录: page numbers are filled in when the file is bound (the one-file dossier does it by itself). */
export const catalogue: Filler = (input) => {
  const places = completenessOf(input)
  const listed = places.flatMap(({ form, name, state, documents }): { name: string; form: string; remark: string }[] =>
    form === 'catalogue'
      ? []
      : state === 'bound'
        ? [{ name: form === 'cover' ? '人民调解卷宗' : name, form, remark: '' }]
        : documents.map((document) => ({ name, form, remark: remarkOn(document) })),
  )
  const lacking = lackingIn(places)
  const drafts = places.filter(({ state }) => state === 'draft').map(({ name }) => name)
  return {
    sections: [
      rows(
        ['序号', '文书名称', '页号', '备注'],
        listed.map(({ name, form, remark }, i) => ({
          cells: [String(i + 1), name, '', remark],
          refs: [`form:${form}`],
          label: 'template' as const,
        })),
      ),
      part('lacking', '', [
        printed(lacking.length > 0 ? `尚缺:${lacking.join('、')}。` : '必备文书齐全。', 'catalogue'),
        ...(drafts.length > 0 ? [printed(`仍是草稿:${drafts.join('、')}。`, 'catalogue')] : []),
      ]),
    ],
    signatures: [],
    date: '',
  }
}

/** How far a document is: signed, to be signed, or still with so much open. */
function remarkOn({ status, text }: CaseDocument): string {
  if (status === 'signed') return '已签署'
  if (status === 'confirmed') return '已确认,待签署'
  const open = new Set(placeholdersIn(text)).size
  return open > 0 ? `草稿,待补充${open}处` : '草稿'
}

/** 卷宗情况说明 */
export const note: Filler = (input) => {
  const lacking = lackingIn(completenessOf(input))
  const { reading } = input.gathered
  const replaced = reading.settlement.replaced.length
  return {
    sections: [
      part('note', '', [
        printed(`缺页情况:${lacking.length > 0 ? `尚缺${lacking.join('、')}。` : '无缺页。'}`, 'note'),
        field(
          '补正情况',
          reading.corrections.length > 0
            ? `案件记录有${reading.corrections.length}处更正,文书已按更正后的内容填写。`
            : undefined,
          [...new Set(reading.corrections.map(({ recordId }) => recordId))],
        ),
        field('移送情况', undefined),
        field(
          '特殊情况',
          replaced > 0 ? `先前的调解方案已由后来的取代(${replaced}份记录)。` : undefined,
          reading.settlement.replaced,
        ),
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
