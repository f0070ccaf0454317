import { bothSides, type Reading } from './facts.ts'
import type { CaseRecord } from './read.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'
import { bodily } from './unfit.ts'

// How a sentence of a record is told among the facts of a document: whole, with its subject, without what is nobody's business.

/** 一、核对情况:…, 【查明】…, 核对:…: the heading of what follows. */
const heading =
  /^(?:[一二三四五六七八九十]、|\d{1,2}[.、](?!\d)|[(][一二三四五六七八九十\d]{1,2}[)])?\s*(?:【?(?:经?(?:核对|核实|核算|查明|查清|复核)|基本|核定|对账|有关|主要)(?:的)?(?:情况|事实|结果)?(?:如下)?】?\s*[:]|【(?:查明|核实|核对)[^】]*】|基本(?:情况|事实)[:,])\s*/
/** 二、争议:…, 三、调解结果: what no longer belongs to the facts found. */
const otherHeading = /^(?:[一二三四五六七八九十]、|【)[^:,]{0,12}(?:争议|陈述|主张|意见|过程|结果|协议|调解)/

/** Sentences without the heading above them; `found`: they stand under a heading of what was found or checked. */
export function underHeadings<T extends { text: string }>(sentences: T[]): { text: string; found: boolean }[] {
  let found = false
  return sentences.map(({ text }) => {
    const bare = text.replace(heading, '')
    if (bare !== text) found = /基本|查明|事实|核|对账/.test(text.slice(0, text.length - bare.length))
    else if (otherHeading.test(text)) found = false
    return { text: bare, found }
  })
}

/** A sentence that begins without what it is about: 没写利息, 还有3天, 以此为准. */
const headless =
  /^(?:没有?|未|不(?!动产)|还有|另(?!有|\d|外?[^,]{0,3}处)|以此|以后|共(?!计)|减(?!去)|加|扣(?!除)|余|剩下?|其余|其中|也|都|均|又|再|就|才|已|仍|且|并|但|而|或|这|那|该|此|他|她|它|前者|后者|现在|目前|当时|后来|同时|包含|到目前|写的?是|说是|来的是|来人|由此|算下来)/
/** What somebody at the window noted in passing: how a call went, whom a dog is called after, who fetched which paper. */
const trivial =
  /接电话|电话(?:里|中)|未谈成|没谈成|约(?:下周|再|\d{1,2}号)|陪同|拄拐|复印件\d*[份张]?$|截图$|各一份$|狗叫|小名|讲清楚|已告知|转告|登记(?:成|写|填)|填的?是|敲门|自报|口述|让先调解|情绪|让掉|基础上谈|退一步|收回了?$|另外登记|分开办|余额充足|^交[:]|估(?:费用|计|摸)|自估|另要|都有$|同申请书|小人[:]|可调[至到]|代理人[^,。]{0,6}[(]/
/** A family's private matters that no agreement needs. */
const school =
  /(?:[\p{Script=Han}]{1,8}(?:小学|中学|初中|高中|幼儿园|学校)|城?[东南西北]?[一二三四五六七八九]小(?!时)|[一二三四五六七八九\d]年级|[一二三四五六七八九\d)]+班(?![组长次])|大班|中班|小班)/u
const pupil = /年级|[一二三四五六七八九\d)]班|[大中小]班|就读/
const child = /孩子|小孩|儿子|女儿|就读|读|学生|年级|班|伤者|出生|岁/

/** Illness, a record of crime and the like: personal matters that no agreement names (个保28). */
export const sensitive =
  /艾滋|HIV|梅毒|乙肝|丙肝|[乙丙]型(?:病毒性)?肝炎|肺结核|精神分裂|精神病史|精神(?:类|科)?疾病|心理疾病|抑郁症?|躁狂|双相|焦虑症|性病|淋病|流产|堕胎|不孕|不育|癌|肿瘤|前科|服刑|刑满|(?:曾|被)[^,。;]{0,8}判(?:处|刑)|坐过?牢|犯罪记录|吸毒|戒毒|同性恋|婚外情|出轨|宗教信仰/

/** Pieces of a sentence about a child's school or class, or of who it is kept from, go; the rest stays where it still says something. */
export function withoutPrivate(said: string, { names, file, identities }: Reading): string {
  const isPrivate = (words: string) => sensitive.test(words) || bodily.test(words)
  const text = isPrivate(said)
    ? said
        .split(/(?<=[,;])/)
        .filter((piece) => !isPrivate(piece))
        .join('')
        .replace(/[,;]+$/, '')
    : said
  const minor =
    identities.some(({ age }) => age !== undefined && age < 18) || /孩子|小孩|未成年|读书/.test(file.statement)
  if (!school.test(text) || !(minor ? child : pupil).test(text)) return text
  // A school that is a party, or where it happened, is named.
  const bare = (piece: string) => names.all.reduce((out, { name }) => out.replaceAll(name, ''), piece)
  return text
    .split(/(?<=[,;])/)
    .filter((piece) => !school.test(bare(piece)))
    .join('')
    .replace(/[,;]+$/, '')
}

/** 登记时把幢号写成8幢, 88㎡是旧表套错的, 修理厂初报7150元不认: how it was once put down by mistake, or what nobody accepted. */
const mistaken =
  /(?:写|登|登记|填|录|录入|报|算|看|听|量|抄|打|套|认|念|加|记|数|漏)(?:了)?(?:成|错)|(?:听|看|记|念|写|报|抄|讲|说)(?:岔|颠倒|倒|反)了|误(?:写|记|录|登|报|算|抄|作|认)|(?:系|是|为)(?:目测|估计|口误|笔误|旧[账数表])|有误(?!差)|初报|不(?:予)?认(?:可)?(?!识|真|为)|(?:算法|说法|讲法|数字|数目|金额)[^,;]{0,10}(?:改(?:过来|掉|正)?|纠正|更正)(?:过来|了)*$|^(?:[^,;]{0,24}已(?:经)?(?:改|更正|改正|改过来)(?:了)?|更正)$/
const rightAfter = /(?:更正|改正|改|应|实际|实|现)(?:当|该)?[为是]/
const token = /\d+(?:\.\d+)?\s*(?:[\p{Script=Han}㎡%‰]|(?=$))/gu

/** A sentence without what it tells of a mistake, and without the other pieces that have the mistaken value. */
export function withoutMistakes(text: string): string {
  const bare = text.replaceAll(/\(([^()]*)\)/g, (whole, inner: string) =>
    mistaken.test(inner) || (/更正$/.test(inner) && !rightAfter.test(inner)) ? '' : whole,
  )
  const pieces = bare.split(/(?<=[,;])/)
  const told = (piece: string) => piece.replace(/[,;。]$/, '').trim()
  const wrong = pieces.filter((piece) => mistaken.test(told(piece)) && !rightAfter.test(piece))
  if (wrong.length === 0) return bare
  // 把3幢写成8幢: what follows is wrong, what goes before is not.
  const values = wrong.flatMap(
    (piece) =>
      (/[写记填录报算看听量抄打套认念]成|误[写记录登报]为/.exec(piece)
        ? piece.split(/成|误[写记录登报]为/).at(-1)!
        : piece
      ).match(token) ?? [],
  )
  const kept = pieces.filter((piece) => !wrong.includes(piece) && !values.some((value) => holdsValue(piece, value)))
  const headed =
    kept[0] === pieces[0] ||
    (kept[0] !== undefined && standsAlone(told(kept[0])) && !/^(?:经?查|核|是|系|为|算)/.test(kept[0]))
  return headed ? kept.join('').replace(/[,;]+$/, '') : ''
}

const holdsValue = (piece: string, value: string): boolean => {
  const at = piece.indexOf(value)
  return at >= 0 && !/[\d.]/.test(piece[at - 1] ?? '')
}

/** 孩子8岁, 母亲陶敏, 这两天请假: who a child is and who came with it stands with the parties. */
const ofPeople =
  /^(?:(?:伤者|孩子|小孩|申请人|老人|司机)?\p{Script=Han}{0,4}[,、]?(?:今年)?\d{1,2}岁|[^,;]{0,8}\d{4}年\d{1,2}月(?:\d{1,2}日)?出?生|(?:父亲|母亲|爸爸|妈妈|伤者)\p{Script=Han}{2,4}(?:代来|代为申请|陪同)?|[^,;]{0,6}请假)$/u

/** Whether a sentence can stand alone among the facts: it has what it is about, and is no note in passing. */
export const standsAlone = (text: string): boolean =>
  (!headless.test(text) || bothSides.test(text) || /^(?:这|那)[^,。]{0,12}(?:议定|认可|确认)/.test(text)) &&
  !trivial.test(text) &&
  // 双方在单子上签名: that they signed says not what.
  !/^[^\d]*(?:双方|各方|三方)[^,。\d]{0,8}签[名字][^\d]*$|^[^\d,]*(?:都|均)已?签(?:了|过)?[名字]?(?:了|过)?$/.test(
    text,
  ) &&
  !text.split(/[,;]/).every((piece) => ofPeople.test(piece.trim()))

const unit = '元|块|㎡|平方米?|平米?|亩|个月|天|节|次|张|块|台|件|笔|米|公斤|吨|期|人'
const measured = new RegExp(`(?<![\\d.])(\\d+(?:\\.\\d+)?)\\s*(?:(${unit})|(?=[,。;、]|$))`, 'g')
/** Words of a mistake or of how it really is. */
const mistake = /[录写记算弄搞看数漏]错|错了|不是|实欠|应为|改为|更正|复[量测验秤]|不算|以[^,。]{0,10}为准|产权证/

/** Figures with their units; a bare one of three digits and more is money. */
const figuresIn = (text: string): { n: string; unit: string }[] =>
  [...text.matchAll(measured)].flatMap(([, n, of]) => {
    const unit = of === '平方米' || of === '平方' || of === '平' ? '㎡' : (of ?? (Number(n) >= 100 ? '元' : ''))
    return unit ? [{ n: n!, unit: unit === '块' && Number(n) >= 100 ? '元' : unit }] : []
  })

/**
 * A figure that a later check gave otherwise: the later record speaks of a mistake or of what it really is, has the same
 * unit with another value near the words of the first, and does not repeat the first (but as what it is not).
 */
export function putRight(text: string, record: CaseRecord, { records }: Reading): boolean {
  const own = figuresIn(text)
  if (own.length === 0) return false
  const ofOneSide =
    record.party !== undefined ||
    (/登记(?:台|窗口)?$|窗口|受理|递交|提交|交来|自报|对账单/.test(record.by) &&
      !/不动产|工商|票据|查询/.test(record.by))
  if (!ofOneSide) return false
  const later = records.filter(({ at, id }) => at >= record.at && id !== record.id)
  return own.some(({ n, unit: of }) =>
    later.some((other) =>
      sentencesOf(narrow(other.text)).some(({ text: sentence }) => {
        if (!mistake.test(`${other.by},${sentence}`)) return false
        const theirs = figuresIn(sentence).filter((it) => it.unit === of)
        const repeated = new RegExp(
          `(?<!(?:不是|非|原|前面的?|误写)[^,。]{0,4})(?<![\\d.])${n.replace('.', '\\.')}(?![\\d.])`,
        )
        if (theirs.length === 0 || later.some((it) => repeated.test(narrow(it.text)))) return false
        const [subject, right] = [subjectOf(text, n), theirs.find((it) => it.n !== n)]
        // 地面临停 26800 and 地面临停应为28600: one thing by its name.
        if (subject && right && rightly.test(sentence) && subjectOf(sentence, right.n) === subject) return true
        return theirs.some((it) => it.n !== n && (digitOff(it.n, n) || new RegExp(`(?:不是|非)${n}`).test(sentence)))
      }),
    ),
  )
}

const rightly = /应为|应是|实为|实际为|更正为|改为/
/** The word a figure is told of: 地面临停 26800, 地面临停应为28600. */
const subjectOf = (text: string, n: string): string | undefined =>
  new RegExp(
    `([\\p{Script=Han}]{2,8}?)(?:应为|应是|实为|实际为|更正为|改为|[为是计:])?\\s*${n.replace('.', '\\.')}(?![\\d.])`,
    'u',
  ).exec(text)?.[1]

/** 116.5 and 106.5, 88400 and 86400: a digit apart. */
const digitOff = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((c, i) => c !== b[i]).length === 1

/** 当时…, 其中…: what goes on from the half before it, where that half is told. */
const goesOn = /^(?:当时|同时|其余|其中|未)/
/** What of a record can be told, in its order. */
export const tellable = (parts: string[]): string[] =>
  parts.filter(
    (part, i) => standsAlone(part) || (i > 0 && goesOn.test(part) && !trivial.test(part) && standsAlone(parts[i - 1]!)),
  )

const deed = /^(?:[\p{Script=Han}]{0,4})?(?:借条|欠条|借据|合同|协议书?|租赁单|认定书|付款截图|价目|收费单|订单)/u
/** Interest taken in advance, or less handed over than written: what the paper says is not what was lent. */
const advance = /先(?:算|扣|收)[^,。]{0,4}(?:利息|息)|砍头|到手|实际(?:到账|收到|借)/

/**
 * What a paper shown at the window says (合同:…全款8888元已付, 借条:…80000元), where the one who brought it and, of a loan, the
 * other side too name the same sums in their own words.
 */
export function shownByPaper(
  text: string,
  record: CaseRecord,
  { records, file }: Reading,
  sums: (text: string) => number[],
): boolean {
  if (record.party || !deed.test(text)) return false
  const own = sums(text)
  if (own.length === 0) return true
  const role = (id?: string) => file.parties.find((party) => party.id === id)?.role
  const ofSide = (side: string) =>
    new Set(records.filter(({ party }) => role(party) === side).flatMap((it) => sums(it.text)))
  const theirs = ofSide('respondent')
  const ours = new Set([...ofSide('applicant'), ...sums(narrow(file.statement))])
  const loan = /借/.test(text.slice(0, 6))
  if (loan && records.some((it) => advance.test(it.text))) return false
  return loan
    ? own.every((fen) => ours.has(fen) && theirs.has(fen))
    : own.some((fen) => ours.has(fen) || theirs.has(fen))
}

/** 借条:2024年3月8日,今借到甲人民币80000元,借款人乙 → 2024年3月8日,乙向甲借款80000元,出具借条. */
export const loanTold = (text: string): string =>
  text.replace(
    /^(?:借条|借据)[^:]{0,6}[:]([^,]*\d日),?今?(?:向|借到|从)(\p{Script=Han}{2,4}?)(?:处)?(?:借(?:到|款)?)?(?:人民币|现金)*([\d.]+万?元)(?:整)?,?(?:借款人|立据人)[:]?(\p{Script=Han}{2,4})$/u,
    '$1,$4向$2借款$3,出具借条',
  )

/** 可退6200,外加券; 七千五退不起,七千二可以: what is still bargained over, whatever it happens to add up to. */
export const bargains =
  /(?:^|[,;])(?:最多|顶多|顶天|至多)?可(?:以)?(?:退|赔|付|补|给|出|减|免|让)|[付退赔给出拿]不(?:起|出)|外加|(?:\d|[一二两三四五六七八九][百千万](?:[零一二两三四五六七八九百千万])*)(?:元|块)?(?:也|倒|就|还)?(?:可以|行(?!业|政|驶|道|人|车|李)|肯|不行|不肯|太[多少高低])(?=[,。;]|$)/

/** 三人自己记的工:…: what follows is what somebody counted for themselves. */
const selfCounted =
  /(?:自己|自行|单方|个人)(?:记|算|写|报|列|估|量|点|数|称|统计)(?:下来|出来)?的?[^,。;\d]{0,6}[:]\s*$/

/** What of a record's sentences is told by more than whoever counted it, and is no bare head of what follows. */
export function withoutOwnCount<T extends { text: string }>(sentences: T[]): T[] {
  const from = sentences.findIndex(({ text }) => selfCounted.test(text))
  return (from < 0 ? sentences : sentences.slice(0, from)).filter(({ text }) => !/[:]\s*$/.test(text))
}

const quotedWord = '[“"「『]([\\p{Script=Han}A-Za-z]{2,10})[”"」』]'
const calledWrong = new RegExp(
  `${quotedWord}(?:[^,。;]{0,4}(?:有误|(?:是|写|打|登|录|报|记|叫)?错)|(?:系|是)(?:误写|误记|误登|笔误|口误|曾用))|(?:误写|误登|误记|误录|(?:写|登记|录|打|听|叫|报|记)(?:成|错成?))(?:了|为|是)?${quotedWord}|(?:不是|并非)${quotedWord}`,
  'gu',
)

/** Words that a record says were put down wrongly (“凌海博”有误), but the names of parties, which are mended: a sentence that has one is not told. */
export const declaredWrong = ({ records, names }: Reading): string[] => {
  const found = records.flatMap(({ text }) => [...text.matchAll(calledWrong)].flatMap((it) => it.slice(1)))
  const mended = names.all.flatMap(({ name, wrong, party }) => [name, party.name, ...wrong])
  return [...new Set(found.filter((word) => word !== undefined && !mended.includes(word)))]
}
