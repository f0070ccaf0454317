import { foldName, type LawNames, type NameFinder, nameFinder } from './names.ts'

/** A text with its widths folded and its blanks and marks of emphasis left out; `at` leads each character back to its place. */
export type Plain = { text: string; at: number[] }

/** A document named in a text: a law of a known title, a law nobody knows, or something that is no law at all. */
export type Mention = {
  start: number
  end: number
  /** As written, without brackets and 中华人民共和国. */
  name: string
  kind: 'law' | 'unknown' | 'other'
  law?: string
  /** A short everyday name that is only taken for a law where an article follows at once. */
  weak?: boolean
}

const SAME: Record<string, string> = { 條: '条', 項: '项', 編: '编', 笫: '第', '<': '〈', '>': '〉' }
const LEFT_OUT = /[ \t\r\u00a0\u3000\u200b-\u200f\ufeff*_`]/

/** Folds a text for reading; line breaks stay, for they part what is not one sentence. */
export function plainOf(text: string): Plain {
  const at: number[] = []
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const raw = text[i]!
    if (LEFT_OUT.test(raw)) continue
    const folded = raw > '\u007f' ? raw.normalize('NFKC') : raw
    const c = folded.length === 1 ? folded : raw
    out += SAME[c] ?? c
    at.push(i)
  }
  at.push(text.length)
  return { text: out, at }
}

const STATE = '中华人民共和国'
const LONGEST_TITLE = 150
/** What a title may end with that is a law to whoever reads it. */
const LAW_KIND =
  /(?:法典|法|条例|规定|办法|解释|规则|细则|决定|意见|批复|通知|安排|解答)(?:\((?:试行|暂行|[一二三四五六七八九十]{1,3})\))?$/
/** Papers of a company, a household, a village: their articles are not the law's. */
const PAPER =
  /(?:合同|协议|约定|规约|公约|章程|规章|制度|手册|守则|须知|承诺书?|保证书?|纪要|通知书?|公告|告示|判决书?|裁定书?|裁决书?|调解书|认定书|决定书|报告|方案|清单|附件|附录|条款|保险单|保单|备忘录|意向书|借条|欠条|收据|说明|指引|计划|订单|标书|授权书|委托书|遗嘱|家规|村规|民约|班规|校规|店规|文件|预案)书?$/
const IN_HOUSE =
  /公司(?!法)|集团|有限|单位|员工|职工(?!带薪)|小区|业主|村民|本村|本校|学生|考勤|薪酬|绩效|奖惩|工资发放|报销|宿舍|食堂|车间|门店|入住|装修|会员|课时|议事/
const PUBLIC = /^(?:中华人民共和国|国务院|最高人民|全国|.{2,8}(?:省|市|自治区|自治州|自治县)(?!.{0,6}公司))/
const OWNER =
  /(?:公司|单位|我司|集团|工厂|本厂|厂里|酒店|饭店|物业|学校|医院|村委会|居委会|业委会|业主大会|被告|原告|甲方|乙方|雇主|老板|房东|小区|本村|村里|店里|银行|平台|商家|机构)(?:制定|通过|发布|出台|修订|订立|张贴)?的?$/

/** Whether a title nobody knows would be a law's; a contract's, a company's or a book's is not. */
function kindOf(name: string, before: string): 'unknown' | 'other' {
  const bare = name.replace(/\((?:\d{4}|[^()]{0,12}版|[一二三四五六七八九十]{1,3})[^()]*\)$/, '')
  if (PUBLIC.test(name) && (LAW_KIND.test(bare) || LAW_KIND.test(name))) return 'unknown'
  if (PAPER.test(bare) || !(LAW_KIND.test(bare) || LAW_KIND.test(name))) return 'other'
  if (/(?<!办)法$|法典$/.test(bare)) return 'unknown'
  return IN_HOUSE.test(bare) || OWNER.test(before) ? 'other' : 'unknown'
}

/** Names of the law's own kind that go on after the name: 物业管理条例实施细则 is another law. */
const GOES_ON =
  /^(?:(?:的|关于)?(?:实施|施行|执行)(?:条例|细则|办法|规定|意见)|的?(?:若干问题的?)?(?:司法)?解释(?!权|为|成|说|道|到|清|了|过|是|得|不|,|。)(?:\([一二三四五]\)|[一二三四五](?=第|\d))?|修正案(?:\([一二三四五六七八九十]+\))?)/
/** 民法院, 合同法律关系, 消法人: the characters belong to a longer word. */
const WORD_GOES_ON = /^[院庭官人定律学制治务典警医宝系条院校]/
const REGION = /(?:^|[^\u4e00-\u9fa5]|[据照按依和及与、])?([\u4e00-\u9fa5]{2,6}(?:省|市|自治区|自治州|县|区))$/

/** （以下简称《建工解释》）: a name the text itself gives. */
const GIVES_NAME = /^\((?:以下|下)?(?:统|简)?称(?:为)?[:：]?[《“"「]?([^()《》“”"「」,。]{2,20})[》”"」]?\)/
/** 《条例》, 《解释》: no law by itself, unless the text has said which. */
const NO_NAME = /^(?:本|该)?(?:若干)?(?:条例|解释|规定|办法|安排|规则|决定|意见|通知|细则)$/

/** A text being read: its plain words, the names of the laws, and the names it has given itself so far. */
type Reading = { text: string; bare: Bare; find: NameFinder; names: LawNames; given: Map<string, Mention> }

/** Every law a text names, and every titled paper in it, in order. */
export function findMentions({ text }: Plain, names: LawNames): Mention[] {
  const reading = { text, bare: withoutMarks(text), find: nameFinder(names), names, given: new Map<string, Mention>() }
  const out: Mention[] = []
  for (let i = 0; i < text.length; i++) {
    const titled = text[i] === '《' ? inBrackets(reading, i) : undefined
    const mention = titled ?? named(reading, i) ?? givenName(reading, i)
    if (!mention) continue
    out.push(mention)
    const name = GIVES_NAME.exec(text.slice(mention.end, mention.end + 40))?.[1]
    if (name) reading.given.set(foldName(name), mention)
    i = Math.max(i, mention.end - 1)
  }
  return out
}

function givenName({ text, given }: Reading, at: number): Mention | undefined {
  for (const [name, { kind, law }] of given)
    if (text.startsWith(name, at)) return { start: at, end: at + name.length, name, kind, law, weak: true }
  return undefined
}

/** The text without brackets and line breaks, and the way there (`to`) and back (`from`). */
type Bare = { text: string; from: number[]; to: number[] }

function withoutMarks(text: string): Bare {
  let out = ''
  const from: number[] = []
  const to: number[] = []
  for (let i = 0; i < text.length; i++) {
    to.push(out.length)
    if (text.startsWith(STATE, i)) {
      for (let k = 1; k < STATE.length; k++) to.push(out.length)
      i += STATE.length - 1
      continue
    }
    if (/[《》〈〉“”"「」\n]/.test(text[i]!)) continue
    out += text[i]
    from.push(i)
  }
  to.push(out.length)
  from.push(text.length)
  return { text: out, from, to }
}

function inBrackets({ text, bare, find, names, given }: Reading, open: number): Mention | undefined {
  const close = closing(text, open)
  if (close < 0) return undefined
  const longer = find(bare.text, bare.to[open + 1]!)
  if (longer) {
    const end = bare.from[bare.to[open + 1]! + longer.name.length - 1]! + 1
    // 《民法典》婚姻家庭编的解释（一） is another law than 《民法典》.
    if (end > close + 1) return { start: open, end, name: longer.name, kind: 'law', law: longer.law }
  }
  const inner = text.slice(open + 1, close).replaceAll('\n', '')
  const name = inner.replaceAll(STATE, '')
  const plain = foldName(name)
    .replace(/\((?:(?:19|20)\d{2}|以下简称|下称|简称)[^()]*\)$/, '')
    .replace(/(?<=典)[·.:：]?[\u4e00-\u9fa5]{1,5}编$/, '')
  const own = given.get(plain)
  if (own) return { ...own, start: open, end: close + 1 }
  const law = names.get(plain) ?? names.get(plain.replace(/^最高(?:人民法院|法院|院|法)(?:的|关于)?/, ''))
  const place = { start: open, end: close + 1 }
  if (law) return { ...place, name, kind: 'law', law }
  return {
    ...place,
    name: name.replaceAll('〈', '《').replaceAll('〉', '》'),
    kind: NO_NAME.test(plain) ? 'other' : kindOf(foldName(inner), text.slice(Math.max(0, open - 8), open)),
  }
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < Math.min(text.length, open + LONGEST_TITLE); i++) {
    if (text[i] === '《') depth++
    else if (text[i] === '》' && --depth === 0) return i
  }
  return -1
}

function named({ text, bare, find, names }: Reading, at: number): Mention | undefined {
  if (bare.from[bare.to[at]!] !== at) return undefined
  const found = find(bare.text, bare.to[at]!)
  if (!found) return undefined
  let end = bare.from[bare.to[at]! + found.name.length - 1]! + 1
  const wide = text.slice(at, end)
  if (count(wide, '《') > count(wide, '》')) {
    if (text[end] !== '》') return undefined
    end++
  }
  const rest = text.slice(end, end + 24)
  if (/法$/.test(found.name) && WORD_GOES_ON.test(rest)) return undefined
  let start = at
  if (text.endsWith(STATE, start) || text.slice(0, start).endsWith(STATE)) start -= STATE.length
  const more = GOES_ON.exec(rest)?.[0] ?? ''
  const region = found.law.endsWith('条例') ? REGION.exec(text.slice(Math.max(0, at - 8), at))?.[1] : undefined
  const longer = more ? names.get(foldName(`${found.law}${more}`)) : undefined
  if (longer) return { start, end: end + more.length, name: `${found.name}${more}`, kind: 'law', law: longer }
  if (more || region) {
    const name = `${region ?? ''}${found.name}${more}`
    return { start: start - (region?.length ?? 0), end: end + more.length, name, kind: 'unknown' }
  }
  const name = text.slice(at, end)
  return { start, end, name, kind: 'law', law: found.law, weak: found.name.length < 3 }
}

const count = (text: string, c: string) => text.split(c).length - 1

const LEADING =
  /^.*(?:根据|依据|依照|按照|参照|适用|违反|符合|援引|引用|属于|出现|发生|执行|行使|撤销|触犯|构成|参见|见|按|以及|以|及|和|与|由|据|依|违|用|看|、|。|;|:|,|“|”|"|\(|\)|《|》|\n)/s
const NO_LAW =
  /(?:司法|方法|办法|合法|违法|依法|非法|执法|立法|守法|做法|说法|看法|想法|用法|写法|设法|算法|手法|无法|没法|书法|国法|家法|疗法|语法|魔法)$/
const UNNAMED = /([\u4e00-\u9fa5]{2,30}(?:法典|法|条例|解释(?:\([一二三四五]\))?|规定|办法|细则|规则))(?:之|的|中|里)?$/

/** The name of a law nobody knows, written without brackets just before an article: 楼道安宁条例第2条. */
export function unnamedBefore(before: string): Omit<Mention, 'end'> | undefined {
  const state = before.lastIndexOf(STATE)
  const tail =
    state >= 0 && before.length - state < 45 ? before.slice(state + STATE.length) : before.replace(LEADING, '')
  const name = UNNAMED.exec(tail)?.[1]
  if (!name || NO_LAW.test(name) || PAPER.test(name)) return undefined
  if (/^(?:有关|相关|上述|前述|该|本|其|此|法律|双方|什么|这|那|哪|国家|现行)/.test(name)) return undefined
  // 规定, 办法 and the like are everyday words too: only a name that says whose they are is taken for a law.
  if (/(?:规定|办法|细则|规则|解释)(?:\(.\))?$/.test(name) && !(PUBLIC.test(name) || /^关于/.test(name)))
    return undefined
  if (/的|了|是|我|你|他|们/.test(name.slice(0, -3)) && state < 0 && !/^关于|实施/.test(name)) return undefined
  const start = before.length - UNNAMED.exec(tail)![0].length - (state >= 0 ? STATE.length : 0)
  return { start, name, kind: kindOf(name, before.slice(0, before.length - name.length)) }
}

/** Whether what stands just before an article is a contract, a rule of the house or the like: 合同第5条, 按约定第三条. */
export function paperBefore(before: string): boolean {
  return PAPER.test(before.replace(/\([^()]{0,20}\)$/, '').replace(/(?:当)?(?:之|的|中|里|内|上)$/, ''))
}
