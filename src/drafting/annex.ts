import { beijingDay, type CaseDocument, type CaseFile, dayInWords, getCaseFile, visibleTo } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { Content, placeOf } from './content.ts'
import type { Annex } from './docx.ts'
import { type Form, formNames } from './forms/names.ts'
import { sourceNames } from './markup.ts'
import { articleName } from './retrieve.ts'

/** 来源附录 of a version: every sentence with its kind of source and, in words, what it rests on. Only what both sides may read is named. */
export async function annexOf(ctx: Context, document: CaseDocument): Promise<Annex> {
  const file = await getCaseFile(ctx, document.caseId)
  const { sections } = Content.parse(document.content)
  const sentences = sections.flatMap((section) =>
    section.items.map((item, i) => [
      placeOf(section, i),
      item.text.replaceAll('\t', ' '),
      sourceNames[item.label] ?? item.label,
      item.refs.map((ref) => refInWords(ref, file)).join(';') || (item.label === 'person' ? '人工改写' : '—'),
    ]),
  )
  const { engine } = document
  return {
    note: `${document.number} 第${document.version}版,${document.author},${dayInWords(beijingDay(document.updatedAt))}。${engine.kind === 'model' ? `事实部分由模型 ${engine.model ?? ''} 组织文字,数字、日期、姓名、条文由程序核对。` : '由程序依记录生成。'}`,
    lines: [['序号', '位置', '文书中的话', '来源', '依据'], ...sentences.map((cells, i) => [String(i + 1), ...cells])],
  }
}

/** What a reference is called for a reader; one that nobody may name to both sides is not. */
export function refInWords(ref: string, file: CaseFile): string {
  if (ref.startsWith('law:')) return articleName(ref)
  if (ref.startsWith('form:')) return `《${formNames[ref.slice(5) as Form] ?? ref.slice(5)}》格式`
  if (ref.startsWith('clause:')) return `协议内容第${ref.slice(7)}条`
  if (ref === 'request:terms') return '起草时写明的条款'
  if (ref === file.id) return '案件登记'
  const party = file.parties.find(({ id }) => id === ref)
  if (party) return `当事人登记(${party.name})`
  const record = visibleTo(file.records, 'shared').find(({ id }) => id === ref)
  if (record) return `${record.by}(${dayInWords(beijingDay(record.at))})`
  return /^rec_/.test(ref) ? '记录' : ref
}
