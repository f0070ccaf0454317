import {
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
import { partyItems, roleName } from './parties.ts'
import { type Filler, type FormInput, field, labelled, papers, part, places, printed, rows } from './parts.ts'

const asked = /(?:^|[\n。;])\s*(?:问|答)[:]/

/** Records of someone being asked or something being looked at. */
const inquiries = (reading: Reading): CaseRecord[] => {
  const found = papers(reading)
  const own = found.filter(({ by, text }) => /调查|询问|走访|勘|查看|核查|笔录/.test(by) || asked.test(text))
  return own.length > 0 ? own : found
}

/** The person a record of an inquiry asked, with the fields of the form. 被调查人 */
function askedPerson(reading: Reading, record?: CaseRecord): Item {
  const name = labelled(record?.text, '被调查人(?:姓名)?|被询问人')?.replace(/[,、(].*$/, '')
  const known = reading.identities.find((it) => it.name === name || (!name && it.partyId === record?.party))
  if (known) {
    const [item] = partyItems([known], { whole: true })
    return { ...item!, text: `被调查人:${item!.text.replace(/^[^:]+:/, '')},系本案${roleName(known.role)}` }
  }
  return {
    text: name ? `被调查人:${name},${personFields(record!.text).join(',')}` : `被调查人:${missing('被调查人')}`,
    label: name ? 'record' : 'template',
    refs: record ? [record.id] : [],
  }
}

/** What a record says of the person it asked, labelled or in a row (女,汉族,45岁), in the form's order. */
function personFields(text: string): string[] {
  const row = /(?:被调查人(?:姓名)?|被询问人)[:][^。\n]*/.exec(text)?.[0] ?? ''
  const fields: [what: string, labels: string, bare?: RegExp][] = [
    ['性别', '性别', /(?<=[,、(])[男女](?=[,、)。]|$)/],
    ['民族', '民族', /[\p{Script=Han}]{1,5}族(?=[,、)。]|$)/u],
    ['年龄', '年龄', /\d{1,3}(?:周)?岁/],
    ['职业', '职业|职务'],
    ['联系方式', '联系方式|联系电话|电话|手机', /1[3-9]\d{9}/],
    ['单位或住址', '单位或住址|工作单位|住址|单位|住(?=S)', /(?<=住)[^,、。]{3,30}/],
    ['与当事人关系', '与当事人(?:的)?关系', /系?(?:本案)?[^,、。]{0,8}的(?:邻居|同事|亲属|亲戚|朋友|员工)/],
  ]
  return fields.map(([what, labels, bare]) => {
    const said = labelled(text, labels)?.replace(/[,、].*$/, '') ?? bare?.exec(row)?.[0]
    return said ? (what === '与当事人关系' ? `与当事人关系:${said}` : said) : missing(`被调查人的${what}`)
  })
}

/** 人民调解调查记录 */
export const investigation: Filler = ({ gathered: { reading } }) => {
  const found = inquiries(reading)
  const last = found.at(-1)
  const refs = last ? [last.id] : []
  return {
    sections: [
      part('head', '', [
        field('时间', labelled(last?.text, '时间') ?? (last && dayInWords(beijingDay(last.at))), refs),
        field('地点', labelled(last?.text, '地点|地址'), refs),
        field('参加人', labelled(last?.text, '参加人|在场人'), refs),
        askedPerson(reading, last),
      ]),
      part(
        'body',
        '调查内容',
        found.length > 0
          ? found.flatMap((record): Item[] => [
              {
                text: `${record.by}(${dayInWords(beijingDay(record.at))}):`,
                label: 'record',
                refs: [record.id],
              },
              ...contentOf(reading, record)
                .split(/(?=(?:问|答)[:])/)
                .filter((text) => text.trim())
                .map((text): Item => ({ text: text.trim(), label: 'record', refs: [record.id] })),
            ])
          : [{ text: missing('调查内容'), label: 'template', refs: [] }],
      ),
      part('pages', '', [printed('以上记录经被调查人核对无误,逐页签名或按指印。', 'investigation')]),
    ],
    signatures: places('被调查人(签名,逐页)', '调查人(签名)', '记录人(签名)'),
  }
}

/** A record's sentences, mended by what later records correct. */
const contentOf = (
  reading: FormInput['gathered']['reading'],
  record: { id: string; at: string; text: string },
): string => {
  const back = new Set(reading.facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return (
    sentencesOf(record.text)
      .map(({ text }) => text)
      .filter((text) => findAmounts(text).every(({ fen }) => !back.has(fen)))
      // What the head of the form says is not said again.
      .filter((text) => !/^(?:时间|地点|参加人|在场人|被调查人|被询问人|调查人|记录人)(?:姓名)?[:]/.test(text))
      .map((text) => mended(text, record.at, reading, record.id))
      .join('')
  )
}

const CELL = 40
/** As many clauses of a sentence as a cell of the table holds, none of them cut. */
const wholeClauses = (text: string): string => {
  const parts = text.split(/(?<=[,;])/)
  let told = parts[0]!
  for (const part of parts.slice(1)) {
    if (told.length + part.length > CELL) return `${told.replace(/[,;]$/, '')}……`
    told += part
  }
  return told
}

/** 证据材料 */
export const evidence: Filler = ({ gathered: { reading }, fingerprints }) => ({
  sections: [
    rows(
      ['序号', '名称', '来源', '提交人', '日期', '原件/复印件核对', '证明对象', '哈希'],
      papers(reading).map((record, i) => ({
        cells: [
          String(i + 1),
          record.by,
          record.party ? '当事人提交' : '调解组织调取',
          record.party ? reading.names.of(record.party) : '调解组织',
          beijingDay(record.at),
          '待核对',
          wholeClauses(
            sentencesOf(record.text).find(({ text }) => !/^(?:时间|地点|参加人|被调查人|记录人|问)[:]/.test(text))
              ?.text ?? '',
          ),
          fingerprints?.get(record.id)?.slice(0, 16) ?? '',
        ],
        refs: [record.id],
      })),
    ),
    part('note', '', [
      printed(
        '原件与复印件由调解员当面核对后签注。哈希为案件记录原文的 SHA-256 前16位,用于核对记录未被改动。',
        'evidence',
      ),
    ]),
  ],
  signatures: places('提交人(签名)', '核对人(签名)'),
})
