import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'

/** What one person says in one breath, in a chat or a record of its own; `who` is empty where nobody's side is known. */
export type Remark = { who: string; mediates: boolean; text: string; record: CaseRecord }

const label = /^([^,。:;!?\d\s]{1,12}(?:\([^)]{1,10}\))?)[:]\s*/

/** The turns of a record, in order: lines with their speaker, or the whole as its author's word. */
export function remarksOf(record: CaseRecord, names: Names, records: CaseRecord[]): Remark[] {
  const text = narrow(record.text)
  const lines = text.split('\n').flatMap((line) => line.split(/(?<=[。!?])(?=[^,。:;!?\d\s]{2,8}[:])/))
  const speakers = lines.map((line) => label.exec(line.trim())?.[1])
  // 裘某打来:… is told by who writes it down.
  const known = speakers.filter(
    (it) =>
      it && !/(?:打来|来电|来说|反映|提出|表示|回电)$/.test(it) && (names.find(it).length > 0 || mediator.test(it)),
  )
  const own = whoIs(record.by, names, records, record.party)
  if (known.length < 1 || (known.length < 2 && lines.length < 2)) return [{ ...own, text, record }]
  let voice = own
  return lines.flatMap((line): Remark[] => {
    const said = line.trim()
    const name = label.exec(said)?.[1]
    if (name) voice = whoIs(name, names, records)
    const words = name ? said.replace(label, '') : said
    return words ? [{ ...voice, text: words, record }] : []
  })
}

const mediator =
  /调解|调委|湾嫂|笔录|记录|补记|备注|网格|社区|村委|居委|司法所|综治|主持|书记|主任|社工|民警|妇联|窗口|登记|物调|消调/
export const chat = /微信|短信|邮件|电话|来电|回电|补电|语音/

/** Whose side a label is on: a party by any of its names, who comes for one, or nobody's. */
function whoIs(by: string, names: Names, records: CaseRecord[], party?: string): { who: string; mediates: boolean } {
  const called = names.find(by.replace(/\([^)]*\)/g, ''))[0]
  if (party ?? (called && !/记录|笔录|备注|补记/.test(by))) return { who: party ?? called!.party.id, mediates: false }
  // 葛律师 邮件(抄送调解员): who gets a copy does not write it.
  const author = by.replace(/[(（][^)）]*[)）]/g, '') || by
  const name =
    author
      .replaceAll(/[@\s]|微信群?|短信|邮件|来函|电话|来电|补电|群/g, ' ')
      .trim()
      .split(/\s+/)
      .at(-1) ?? by
  const beside = (words: RegExp) =>
    records.some(({ by: other, text }) =>
      [`${other}`, ...narrow(text).split(/[。;\n]/)].some((line) => {
        const at = line.indexOf(name)
        return at >= 0 && words.test(line.slice(Math.max(0, at - 8), at + name.length + 4))
      }),
    )
  if (mediator.test(author) && !(chat.test(author) && !/记录|笔录/.test(author))) return { who: by, mediates: true }
  if (name.length > 1 && beside(/主持|调解员|湾嫂|调委|记录人|社工|网格员/)) return { who: name, mediates: true }
  const side = name.length > 1 ? sideOf(name, names, records) : undefined
  if (side) return { who: side, mediates: false }
  return { who: name, mediates: !chat.test(by) && names.find(by).length === 0 && !/[\p{Script=Han}]{2,3}$/u.test(by) }
}

const comesFor =
  /代理|授权|委托|律师|女儿|儿子|丈夫|妻子|老公|老婆|父|母|妈|爸|监护|店长|经理|法务|人事|主管|会计|财务|校长/

/** Whom somebody comes for: 公司委托律师某某 in a label, 某某(公司代理律师), 女儿方丽 beside 糜金花, 委托代理人施磊 beside the company. */
function sideOf(name: string, names: Names, records: CaseRecord[]): string | undefined {
  const lines = records.flatMap(({ by, text }) => [by, ...narrow(text).split(/[。\n]/)])
  for (const line of lines) {
    const at = line.indexOf(name)
    if (at < 0 || !comesFor.test(line)) continue
    const told = /^[(]([^)]*)[)]/.exec(line.slice(at + name.length))?.[1]
    const own = told && comesFor.test(told) ? names.find(told)[0] : undefined
    const before = line.slice(0, at)
    // Who stands before another's name with a title of their own has their side told by it.
    const near = names.find(before.slice(Math.max(0, before.search(/[^、,;]*$/)))).at(-1)
    const side = own ?? near ?? names.find(before).at(-1) ?? names.find(line)[0]
    if (side) return side.party.id
  }
  return undefined
}
