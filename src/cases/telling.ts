import type { Reading } from './facts.ts'
import type { CaseRecord } from './read.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'

// How a sentence of a record is told among the facts of a document: whole, with its subject, without what is nobody's business.

/** 一、核对情况:…, 【查明】…, 核对:…: the heading of what follows. */
const heading =
  /^(?:[一二三四五六七八九十]、|\d{1,2}[.、](?!\d)|[(][一二三四五六七八九十\d]{1,2}[)])?\s*(?:【?(?:经?(?:核对|核实|核算|查明|查清|复核)|基本|核定|对账|有关|主要)(?:的)?(?:情况|事实|结果)?(?:如下)?】?\s*[:]|【(?:查明|核实|核对)[^】]*】|基本(?:情况|事实)[:,])\s*/
export const withoutHeading = (text: string): string => text.replace(heading, '')

/** A sentence that begins without what it is about: 没写利息, 还有3天, 以此为准. */
const headless =
  /^(?:没有?|未|不(?!动产)|还有|另有?|以此|以后|共计?|合计|总计|减|加|扣|余|剩下?|其余|其中|也|都|均|又|再|就|才|已|仍|且|并|但|而|或|按|照|这|那|该|此|他|她|它|前者|后者|现在|目前|当时|后来|同时|包含|到目前|写的?是|说是|来的是|来人|由此|算下来)/
/** What somebody at the window noted in passing: how a call went, whom a dog is called after, who fetched which paper. */
const trivial =
  /接电话|电话(?:里|中)|未谈成|没谈成|约(?:下周|再|\d{1,2}号)|陪同|拄拐|复印件\d*[份张]?$|截图$|各一份$|狗叫|小名|讲清楚|已告知|转告|登记(?:成|写|填)|填的?是|敲门|自报|口述|让先调解|(?:双方|各方|三方)[^,。]{0,8}签[名字](?:[,。]|$)(?![^。]*\d)/
/** A family's private matters that no agreement needs. */
const school =
  /(?:[\p{Script=Han}]{1,8}(?:小学|中学|初中|高中|幼儿园|学校)|城?[东南西北]?[一二三四五六七八九]小(?!时)|[一二三四五六七八九\d]年级|[一二三四五六七八九\d)]+班(?![组长次])|大班|中班|小班)/u
const child = /孩子|小孩|儿子|女儿|就读|读|学生|年级|班|伤者|出生|岁/

/** Pieces of a sentence about a child's school or class, or of who it is kept from, go; the rest stays where it still says something. */
export function withoutPrivate(text: string, { names, file, identities }: Reading): string {
  const minor =
    identities.some(({ age }) => age !== undefined && age < 18) || /孩子|小孩|未成年|读书/.test(file.statement)
  if (!minor || !school.test(text) || !child.test(text)) return text
  // A school that is a party, or where it happened, is named.
  const bare = (piece: string) => names.all.reduce((out, { name }) => out.replaceAll(name, ''), piece)
  return text
    .split(/(?<=[,;])/)
    .filter((piece) => !school.test(bare(piece)))
    .join('')
    .replace(/[,;]+$/, '')
}

/** Whether a sentence can stand alone among the facts. */
export const standsAlone = (text: string): boolean => !headless.test(text) && !trivial.test(text)

const unit = '元|块|㎡|平方米?|平米?|亩|个月|月|天|节|次|张|块|台|件|笔|米|公斤|吨|期|人'
const measured = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${unit})`, 'g')
const mends =
  /[录写记算弄搞看数漏]错|错了|误(?!工)|不是|实[欠际为有]|实际|改为|应为|更正|复核|核[对实定]|复[量测验秤]|重新|不算|以[^,。]{0,10}为准|查到|调出|产权证/

const figuresIn = (text: string): { n: string; unit: string }[] =>
  [...text.matchAll(measured)].map(([, n, of]) => ({ n: n!, unit: of === '平方米' || of === '平方' ? '㎡' : of! }))

/**
 * A figure that a later check gave otherwise: the later record speaks of a mistake, a check or what it really is, has the same
 * unit with another value near the words of the first, and does not repeat the first (but as what it is not).
 */
export function putRight(text: string, record: CaseRecord, { records }: Reading): boolean {
  const own = figuresIn(text)
  if (own.length === 0) return false
  const ofOneSide = record.party !== undefined || /登记|窗口|受理|递交|提交|交来|自报|清单|对账单/.test(record.by)
  if (!ofOneSide) return false
  const later = records.filter(({ at, id }) => at >= record.at && id !== record.id)
  return own.some(({ n, unit: of }) =>
    later.some((other) =>
      sentencesOf(narrow(other.text)).some(({ text: sentence }) => {
        if (!mends.test(`${other.by},${sentence}`)) return false
        const theirs = figuresIn(sentence).filter((it) => it.unit === of)
        const repeated = new RegExp(
          `(?<!(?:不是|非|原|前面的?|误写)[^,。]{0,4})(?<![\\d.])${n.replace('.', '\\.')}(?![\\d.])`,
        )
        if (theirs.length === 0 || later.some((it) => repeated.test(narrow(it.text)))) return false
        return theirs.some((it) => it.n !== n && (alike(it.n, n) || new RegExp(`(?:不是|非)${n}`).test(sentence)))
      }),
    ),
  )
}

/** 116.5 and 106.5, 22 and 20, 88400 and 86400: of one size. */
const alike = (a: string, b: string): boolean => {
  const [x, y] = [Number(a), Number(b)]
  return Math.abs(x - y) / Math.max(x, y) < 0.34
}
