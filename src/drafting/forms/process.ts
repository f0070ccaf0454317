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
  const about = (label: string, what: string) => labelled(record?.text, label) ?? missing(`被调查人的${what}`)
  return {
    text: name
      ? `被调查人:${name},${[
          ['性别', '性别'],
          ['民族', '民族'],
          ['年龄', '年龄'],
          ['职业|职务', '职业'],
          ['联系方式|联系电话|电话', '联系方式'],
          ['单位或住址|住址|单位', '单位或住址'],
          ['与当事人(?:的)?关系', '与当事人关系'],
        ]
          .map(([label, what]) => about(label!, what!))
          .join(',')}`
      : `被调查人:${missing('被调查人')}`,
    label: name ? 'record' : 'template',
    refs: record ? [record.id] : [],
  }
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
  return sentencesOf(record.text)
    .map(({ text }) => text)
    .filter((text) => findAmounts(text).every(({ fen }) => !back.has(fen)))
    .map((text) => mended(text, record.at, reading, record.id))
    .join('')
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
          (sentencesOf(record.text)[0]?.text ?? '').slice(0, 40),
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
