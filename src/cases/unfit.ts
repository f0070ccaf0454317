import { bothSides, type Reading, rankOf } from './facts.ts'
import type { CaseRecord } from './read.ts'
import { near, windows } from './reading/misspelt.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'

// What no document tells among the facts: labels and rows, who came, hearsay, and names and door numbers put right elsewhere.

/** 姓名 工天 单价 应得, 甲 58 320 18560: the cells of a table written with spaces or bars, which tell nothing without their heads. */
const row = /^[^\s=÷×+]{1,12}(?:[ \t]+[^\s,;。=÷×+]{1,24}){3,}(?=[,;]|$)/
/** 某经纪部 甲某 8月25日: who signed a paper, and when. */
const signature = /^[\p{Script=Han}()]{2,20}[ \t]+(?:[\p{Script=Han}]{2,4}[ \t]*)?(?:\d{4}年)?\d{1,2}月\d{1,2}日$/u
const barred = /\S\s*[|]\s*\S/
/** 退5150 → 支付宝原路退: a note of what is to be done. */
const arrow = /→|->|=>|⇒/
/** 看合同3份、回单8张: that papers were looked at says not what is in them. */
const papersOnly =
  /^(?:查?看|翻看|查阅|查验?|核对?|收到?|交来?|带来?)(?:了|过)?[^,;。\d]{0,6}\d+[份张页本](?:[、和][^,;。\d]{0,8}\d+[份张页本])*$/
/** 茅某、汤某和双方父亲到: who came. */
const came =
  /^[^\d]*(?:[、和]|双方)[^\d,]*(?:到(?:会|场|齐)?|来|在)$|同来的|(?<![送拿])带(?:着)?[\p{Script=Han}]{2,5}(?:一起)?来(?!电)|读给[他她]?[^,。]{0,3}听/u
/** 每月两百左右, 在66000到70000之间: no figure at all. */
const about =
  /(?:[\d十百千万])(?:元|块)?(?:钱)?(?:左右|上下|不到|出头)|\d(?:元|块)?(?:到|至|[-~—])\d+(?:元|块)?之间|(?:谁|怎么|随便)[^,。;]{0,6}都(?:行|可以|好)/
/** Who tells of what he has seen or had of his own, beside the matter, and belongs to no side. */
const bystander =
  /邻居|邻里|隔壁|老乡|工友|路过|顺路|来坐|串门|闲[聊谈话]|旁边|[另别][外]?一?[个户位家名]|同(?:团|事|行|村)|(?:来|顺便|顺带)[讲说谈聊]|\d{3,4}室?\s*老\p{Script=Han}/u
/** How somebody's mind and body are: nobody's business in a paper. */
export const bodily = /阿尔茨海默|帕金森|痴呆|失智|脑子(?:清|糊|好|还|不)|神志|走路不|腿脚|耳背|眼睛不好|识字|文盲|记性/

/** 双方情绪平和, 就这样定: how it went at the table, and who stands in for whom. */
const atTheTable =
  /^[^\d]*(?:权利义务|回避|意见(?:趋于|达成)?(?:统一|一致)|就这样(?:定|办)|没意见["”]?$|点头|静了|吵|推举|拟通知|追加|作为第三人)|特别授权|来(?:办|访)|陪来|到窗口|^被?(?:调查|询问)人[:]|拉[^,。;]{0,8}群|介绍[来去]的/
/** 1568-330=1238元: a reckoning without what it reckons. */
const bareSum = /^\d[\d.]*(?:元)?\s*[-－+×÷/*][^\p{Script=Han}]*元?[。]?$/u
/** 自己记的本子上…: what somebody counted alone; a telephone number. */
const ownOrPrivate = /自己(?:记|写|算|报|数|量|估)的?(?!愿)|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/

/** Whether a sentence tells no fact: a row or label, who came, what is no figure. */
export const noFact = (text: string, { by }: CaseRecord): boolean =>
  row.test(text) ||
  signature.test(text) ||
  barred.test(text) ||
  (arrow.test(text) && !/银行|流水|回单|转账/.test(by)) ||
  papersOnly.test(text) ||
  came.test(text) ||
  (atTheTable.test(text) && !/法定代理人|监护人/.test(text)) ||
  bareSum.test(text) ||
  ownOrPrivate.test(text) ||
  (about.test(text) && !bothSides.test(text))

/** [图片], 【某公司 结算确认】: what stands before the words, or instead of them. */
export const withoutLabels = (text: string): string =>
  text
    .replaceAll(/\[(?:图片|照片|截图|聊天截图|语音|文件|视频|链接|转账)\]/g, '')
    .replace(/^【[^】]*】\s*[:]?\s*/, '')
    .trim()

/** 隔壁老某 来坐坐: what somebody outside tells in passing is hearsay, whatever its sums happen to come to. */
export const isHearsay = (record: CaseRecord, text: string, { names }: Pick<Reading, 'names'>): boolean =>
  record.party === undefined &&
  bystander.test(record.by) &&
  names.find(record.by).length === 0 &&
  rankOf(record, text) !== 'formal'

/** 登记在她名下 with nobody named before: whoever reads it alone can't tell who she is. */
export const namesNobody = (text: string, { names }: Pick<Reading, 'names'>): boolean => {
  const pronoun = /(?<![其吉])[他她](?![人们])/.exec(text)
  return pronoun !== null && !(names.find(text)[0] && names.find(text)[0]!.start < pronoun.index)
}

/** Which of several words holds: what was first put down is a slip. */
const slipCue =
  /[写登记录填报说看听打抄念喊叫认]错|错了|搞错|弄错|有误|误[写登记录报]|更正|笔误|口误|为准|应为|应是|实为|实际[为是]|不是|没有|改[为成过正]|才[是对]|[写登记录填报叫]成|自己写|[房产]证|执照|户口|身份证|查档/

const doorUnits = '幢|栋|号楼|单元|弄|室'
const doors = new RegExp(`(\\d+|[A-Za-z]\\d*)\\s*(${doorUnits})`, 'g')
const quoted = /[“"「『]([^”"」』]{2,16})[”"」』]/g
const doorsIn = (text: string) => [...text.matchAll(doors)].map(([, n, unit]) => ({ n: n!, unit: unit! }))
const quotedIn = (text: string) => [...text.matchAll(quoted)].map(([, word]) => word!)

/** Two words alike but for one place, a letter or a number: 春和苑3幢, 春和苑15幢. */
const alike = (a: string, b: string): boolean => {
  if (a === b) return false
  const [x, y] = [a, b].map((it) => it.replaceAll(/\d+/g, '#')) as [string, string]
  return x === y || (a.length > 2 && near(a, b))
}

/**
 * Whether a door number or quoted name of a sentence is given otherwise where somebody says that it was put down wrongly, in
 * the same record or a later one, and neither the terms nor a later record keep it.
 */
export function renamedLater(
  text: string,
  record: CaseRecord,
  { records, settlement }: Pick<Reading, 'records' | 'settlement'>,
): boolean {
  const [own, words] = [doorsIn(text), quotedIn(text)]
  if (own.length === 0 && words.length === 0) return false
  const terms = settlement.clauses.map((clause) => narrow(clause.text)).join('\n')
  const later = records
    .filter(({ at }) => at >= record.at)
    .flatMap((other) => {
      const sentences = sentencesOf(narrow(other.text))
      return sentences.map(({ text: said }, i) => ({
        said,
        // 她写错了,以证为准 may stand in the sentence behind.
        cue: slipCue.test(`${other.by},${said},${sentences[i + 1]?.text ?? ''}`),
      }))
    })
    .filter(({ said }) => said !== text && !text.includes(said))
  const holds = (value: string) => terms.includes(value)
  return (
    own.some(
      ({ n, unit }) =>
        !holds(n + unit) &&
        later.some(({ said, cue }) => {
          const theirs = doorsIn(said).filter((it) => it.unit === unit)
          return cue && theirs.some((it) => it.n !== n) && (said.includes('没有') || theirs.every((it) => it.n !== n))
        }),
    ) ||
    words.some(
      (word) =>
        !holds(word) &&
        (quotedIn(terms).some((it) => alike(word, it)) ||
          later.some(({ said, cue }) => cue && quotedIn(said).some((it) => alike(word, it)))),
    )
  )
}

/**
 * 老板自己写名字是“甲某发”,看执照是甲某宝: of two names alike in one sentence, that which somebody wrote beside that of a paper.
 * A sentence that has the first is not told.
 */
export function writtenOtherwise(text: string): boolean {
  const said =
    /(?:[写填报登说叫][^,;。“"「]{0,8}(?:是|成|为|作)?)[“"「]?(\p{Script=Han}{2,5})[”"」]?[,;、][^。;]{0,14}?(?:执照|身份证|户口簿|户口本|证件?|证书|系统)[^,;。]{0,6}?(?:是|为|写的是|叫)[“"「]?(\p{Script=Han}{2,5})/gu
  return [...text.matchAll(said)].some(([, wrote, paper]) =>
    windows(wrote!, paper!.length).some((word) => near(word, paper!)),
  )
}
