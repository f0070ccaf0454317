import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { findAmounts, readNumeral, yuanOf } from '../reading/quantities.ts'
import { narrow } from '../reading/sentences.ts'

/** What figures of a case are: sums told as such, and numbers of rooms, accounts and years that are none. */
export type Figures = {
  sums: ReadonlySet<number>
  others: ReadonlySet<string>
  rooms: ReadonlyMap<string, string>
  names?: Names
}

const figure = /(?<![\d.A-Za-z/第-]|\d:)\d{3,7}(?:\.\d{1,2})?(?![\d.A-Za-z%-])/g
/** Verbs and nouns of paying, owing and taking off, right before a figure or a short word before it. */
const money =
  /(?:[付退赔补贴垫扣减抵欠剩余得差折收花赊各担摊料]|(?<![给拿移退搬交展找])出|(?<![承确])认|敲定|[讲说谈商]定|[对一]半|[还尚]有|(?<!卖)给|(?<![修寄])还|(?<!提)交|(?<!今)计|共|[抹让降减][到至]|承担|负担|加起来|[费款金钱租薪息资价额损]|(?<![不打按])算|支付)(?:了|出|掉|给|为|是|到|至)?$/
const near = /(?:扣掉?|减掉?|减去|抵掉?|退|赔|补|付|欠|各|剩|用了?|花了?)(?:了|给)?[\p{Script=Han}、]{1,6}$/u
/** What stands behind a figure that counts nothing else. */
const follows =
  /^(?:整)?(?:$|[,;。、():!?+=×]|[—–-](?=\D|$)|[的得给付作算扣减加抵由归退还打转里内承负担]|两[笔家]|三[笔家])/
const counts = /(?:尾号?|卡号|账号|电话|手机|号码|编号|户号|[住在]|室|幢|栋|单元|楼|(?<!月\d{1,2})号|班)(?:是|为|:)?$/
/** 120元\/课时: a price. */
const perUnit = /^\s*(?:\/|每|一(?:个|节|次|亩|天|平|张|件|斤|吨|课|年|月))/
/** 剩58课时按120退: a price too. */
const priced =
  /\d+(?:\.\d+)?(?:课时|[节次亩天个平张件斤吨工米块户])[^,;。\d]{0,4}(?:按|照|×|\*)$|(?:每\p{Script=Han}{0,2}|单价)$/u
/** 2000 is a sum more often than a year. */
const yearlike = /^(?!2000$)(?:19|20)\d\d$/
/** 一家320, 每人59200: for each of those who pay or are paid. */
const each = /(?:[一每各两三四五六七八]|分别)(?:个)?[家户人方](?:各|是|就是|出|付|分|拿|得)?$/
/** 单次超过500的医药费: from which sum on something holds. */
const bound = /(?:超过|不超过|不足|低于|不到|[超满])$/
const costs = /^(?:的|以上的?|以下的?|以内的?)[^,;。\d]{0,8}(?:费|钱|款|开销|开支|支出|账单)/

const numbers = [
  /(?:尾号|末四位|后四位|卡号|账号|电话|手机(?!屏|壳|膜|[修费款钱赔坏])|户号|编号)\D{0,6}(\d{3,})/g,
  /(?<!\d)(\d{3,4})(?=室|号(?!楼)|业主|住户|租户|卫生间|厨房|客厅|主卧|次卧|阳台)/g,
  /(?:[-幢栋]|单元|楼上|楼下|房号|门牌|住)(?:的|是|为)?(\d{3,4})(?!\d|元|块)/g,
]

/** The figures of a case: whatever its records tell in yuan or where only a sum can stand, and what numbers something else. */
export function figuresIn(records: readonly CaseRecord[], names: Names): Figures {
  const texts = records.map(({ text }) => narrow(text))
  const places = names.all.map(({ party }) => narrow(party.address ?? ''))
  const others = new Set(
    [...texts, ...places].flatMap((text) => numbers.flatMap((it) => [...text.matchAll(it)].map(([, said]) => said!))),
  )
  // B2-208, 102室: by the name that tells it apart.
  const rooms = new Map(
    [...texts, ...places].flatMap((text) =>
      [...text.matchAll(/(?<![\dA-Za-z])(?:([A-Z]\d{0,2}-?)(\d{3,4})(?!\d)|(\d{3,4})(?=室))/g)].map(
        ([, prefix, lot, room]): [string, string] => (lot ? [lot, `${prefix}${lot}`] : [room!, `${room}室`]),
      ),
    ),
  )
  const sums = new Set(
    texts.flatMap((text) =>
      findAmounts(text).flatMap(({ fen, rate, end, raw }) =>
        rate || perUnit.test(text.slice(end)) || (/\d$/.test(raw) && others.has(raw)) ? [] : [fen],
      ),
    ),
  )
  for (const text of texts)
    for (const { 0: said, index } of text.matchAll(figure))
      if (plays(text, said, index, { sums, others, rooms, names })) sums.add(fenOf(said))
  return { sums, others, rooms, names }
}

const fenOf = (said: string): number => Math.round(Number(said) * 100)

/** Whether a bare figure plays the part of a sum where it stands. */
function plays(text: string, said: string, at: number, { sums, others, names }: Figures): boolean {
  if (others.has(said) || counts.test(text.slice(0, at))) return false
  // 合计 6900, 三家都认:28000: a space or a colon only sets the figure off.
  const before = text.slice(0, at).replace(/(?<=\p{Script=Han})(?:[:]\s*|\s+)$/u, '')
  if (isLonePayment(text, said, at)) return true
  if (bound.test(before) && costs.test(text.slice(at + said.length))) return true
  const times = /^\s+[一二两三四五六七八九十\d]+[次期]/
  const after = text.slice(at + said.length)
  const called = names !== undefined && calledBefore(before, names)
  if (!(follows.test(after) || times.test(after) || (called && setOff.test(after))) || priced.test(before)) return false
  const paid = money.test(before)
  if (yearlike.test(said))
    return (
      (paid && !/^(?:[、年度]|\p{Script=Han}{1,8}\d{3,})/u.test(after)) ||
      (sums.has(fenOf(said)) && /^的[^,;。]{0,8}(?:发票|收据|款|钱)/.test(after))
    )
  if (paid || near.test(before) || sums.has(fenOf(said))) return true
  if (each.test(before) || called) return true
  // 月底300,下月底300: an instalment behind its day.
  if (
    /(?:\d[日号]前?|月[底末]前?|年底前?|(?<![\d.])(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9])(?:日|号)?前)$/.test(
      before,
    ) &&
    /^(?:$|[,;。、]|\s*[一二两三四五六七八九十\d]+[次期](?:$|[,;。]))/.test(text.slice(at + said.length))
  )
    return true
  // 另外1000给券: what is given is a sum.
  return /(?:^|[,;。]|另外|再|另)$/.test(before) && /^(?:给|付给|退给|赔给|补给)/.test(text.slice(at + said.length))
}

/** 甲 18000 乙 6000: the next name or remark stands behind a space. */
const setOff =
  /^\s+(?![天日月年号个亩斤平㎡张户次趟人包米室幢节分期工岁点时块袋根棵只头条件套台])(?:$|[(→+=-]|\p{Script=Han})/u
/** 纱窗清洗680,当场微信转给…: what is handed over behind the one figure of a text, at the end of what it is for, is that sum. */
function isLonePayment(text: string, said: string, at: number): boolean {
  const noun = /(?:^|[,;。:、])\s*\p{Script=Han}{2,8}$/u.exec(text.slice(0, at))?.[0]
  if (!noun || /[数号编底距长宽高约第]$/.test(noun) || yearlike.test(said)) return false
  if ((text.match(figure) ?? []).length > 1 || findAmounts(text).length > 0) return false
  return /^[,;][^。;]*(?:[转付退赔打汇](?:给|了|到|清|掉)?|收到|收讫|现金|微信|支付宝)/.test(
    text.slice(at + said.length),
  )
}

/** 老章7000, 章4600: what stands behind a party's name, or the surname only one of them has, is its share. */
function calledBefore(before: string, names: Names): boolean {
  const tail = before.slice(before.search(/[^,;。:、\s]*$/))
  if (names.find(tail).some(({ end }) => end === tail.length)) return true
  return /^\p{Script=Han}$/u.test(tail) && names.all.filter(({ name }) => name.startsWith(tail)).length === 1
}

/** 24000给102 → 24000给102室, 208给我用 → 208号给我用: what numbers a room is no sum, though it stands where one can. */
const withoutRooms = (text: string, { sums, others, rooms }: Figures): string =>
  text.replaceAll(/(?<=[给付退赔补])(\d{3,4})元?(?=[,;。]|$)|(?<=^|[,;。])(\d{3,4})元?(?=[给由归])/g, (said, a, b) => {
    const figure: string = a ?? b
    return others.has(figure) && !sums.has(fenOf(figure)) ? (rooms.get(figure) ?? `${figure}号`) : said
  })

/** 欠2025承包款6000: which year's rent it is. */
const withYears = (text: string): string =>
  text.replaceAll(
    /(?<![\d.])(?!2000)(20[0-4]\d)(?=(?!年)\p{Script=Han}{0,6}(?:款|费|租|租金|工资|薪水|利息|账)\d{3,})/gu,
    '$1年',
  )

const equation =
  /(?<![\d.])\d+(?:\.\d+)?(?:元|块)?(?:\([^()=]*\))?(?:\s*[×+-]\s*\p{Script=Han}{0,8}\d+(?:\.\d+)?(?:元|块)?(?:\([^()=]*\))?)+\s*=\s*(\d+(?:\.\d+)?)(?![\d.元块万])/gu
const term = /\s*(?<sign>[×+-])?\s*\p{Script=Han}{0,8}(?<n>\d+(?:\.\d+)?)(?<unit>元|块)?(?:\([^()=]*\))?/uy

/** 800×3=2400, 6000 - 修坝1500(村认) = 4500: where it holds, what it comes to is a sum, and so is what it is reckoned from. */
const inEquations = (text: string): string =>
  text.replaceAll(equation, (said, whole: string) => {
    const sides = said.slice(0, said.lastIndexOf('='))
    const terms: { sign?: string; n: number; unit?: string; end: number }[] = []
    term.lastIndex = 0
    for (let it = term.exec(sides.trimEnd()); it; it = term.exec(sides.trimEnd()))
      terms.push({
        sign: it.groups!.sign,
        n: Number(it.groups!.n),
        unit: it.groups!.unit,
        end: it.index + it[0].search(/\d/) + it.groups!.n!.length,
      })
    const product = terms.some(({ sign }) => sign === '×')
    if (product && terms.length !== 2) return said
    const made = terms.reduce((all, { sign, n }) => (sign === '×' ? all * n : sign === '-' ? all - n : all + n), 0)
    if (terms.length < 2 || Math.abs((product ? terms[0]!.n * terms[1]!.n : made) - Number(whole)) > 0.001) return said
    // Of a product the price is a sum, the number of times is none.
    const [price] = product ? terms.filter(({ n }) => n >= 100) : []
    const ofSums = product ? (price && terms.filter(({ n }) => n >= 100).length === 1 ? [price] : []) : terms
    const written = ofSums
      .filter(({ unit }) => !unit)
      .toReversed()
      .reduce((out, { end }) => `${out.slice(0, end)}元${out.slice(end)}`, sides)
    return `${written}=${said.slice(said.lastIndexOf('=') + 1)}元`
  })

const spelt =
  /(?<=[贴付给出补退赔还欠扣])(?:了)?([一二两三四五六七八九][百千万](?:[零一二两三四五六七八九百千]*))(?=$|[,;。、)])/g

/** A clause whose bare figures are written as the sums they are; numbers of pieces, rooms and days stay. */
export function asMoney(said: string, figures: Figures): string {
  const text = withYears(inEquations(withoutRooms(said, figures)))
  const told = findAmounts(text).filter(({ raw }) => /\D$/.test(raw))
  const inside = (at: number) => told.some(({ start, end }) => at >= start && at < end)
  const known = new Set([...figures.sums, ...wholesOf(text)])
  const bare = [...text.matchAll(figure)].flatMap(({ 0: said, index }) =>
    inside(index) || figures.others.has(said) || yearlike.test(said) || counts.test(text.slice(0, index))
      ? []
      : [fenOf(said)],
  )
  const own = { ...figures, sums: new Set([...known, ...partsOf(bare, known)]) }
  const written = text.replaceAll(figure, (raw, at: number) =>
    !inside(at) && (plays(text, raw, at, own) || isPlainSum(text, raw, at, own)) ? `${raw}元` : raw,
  )
  return written.replaceAll(spelt, (raw, numeral: string, place: number) => {
    if (/(?:肯|最多|顶多|起码|只|想|要)[^,;。]{0,3}$/.test(written.slice(0, place))) return raw
    const value = readNumeral(numeral)
    return value === undefined ? raw : raw.replace(numeral, yuanOf(value * 100))
  })
}

/** What stands behind a figure that counts, measures or numbers something. */
const otherwise =
  /^\s*(?:[天日月年号个亩斤平㎡张户次趟人包米室幢栋楼房节分期工岁点时块袋根棵只头条件套台度本瓶箱升吨克位名层间扇面株盏车桶双盒页字秒页届版路弄座批元角万千百%‰:/~×xX*-]|公里|公斤|公分|厘米|平方|课时|小时|分钟|毫米|[—–至到]\s*\d|(?:的)?(?:业主|住户|租户|租客|邻居|窗|门|卧|厨|卫|阳台|客厅|主卫|主卧|北|南|东|西|入户|那[家户])|型|款式|那个(?:手机|号)|开头|结尾|这个号)/
/** Words of money about a figure. */
const ofMoney = /[付退赔给转打还交补扣减抵收剩欠价费钱款租押薪]|微信|现金|支付宝|余下|尾款/
/** What stands before a figure that numbers something. */
const numbersIt =
  /(?:[A-Za-z#№第型批编票牌证线路版号]|热线|拨打|报|文|字|(?<![\p{Script=Han}])(?:住|在)|(?:行|卡|折|户|账|邮储|信用社)(?:的)?)$/u
/** 剩8340在1月15日前转, 屠国良 3600 12月6日前: in a term a figure that counts, measures and numbers nothing is a sum. */
function isPlainSum(text: string, raw: string, at: number, { others, names }: Figures): boolean {
  const before = text.slice(0, at)
  return (
    !others.has(raw) &&
    !yearlike.test(raw) &&
    !counts.test(before) &&
    !numbersIt.test(before.trimEnd()) &&
    !otherwise.test(text.slice(at + raw.length)) &&
    !priced.test(before) &&
    !/[=超过数表]$|时间[:]?$/.test(before) &&
    (ofMoney.test(before.slice(before.search(/[^,;。:]*$/)) + text.slice(at + raw.length).split(/[,;。]/)[0]!) ||
      (names !== undefined && calledBefore(before.trimEnd(), names)))
  )
}

/** What the sums of a text come to. */
function wholesOf(text: string): number[] {
  const sums = findAmounts(text).filter(({ rate }) => !rate)
  return sums.length > 1 && sums.length < 6 ? [sums.reduce((all, { fen }) => all + fen, 0)] : []
}

/** 7000 and 4600 beside 11600元: what makes up a sum that is told as one are sums too; two of them at least, none a round guess. */
function partsOf(bare: readonly number[], known: ReadonlySet<number>): number[] {
  const all = [...new Set(bare)]
  if (all.length > 8) return []
  const makes = (a: number, b: number) => known.has(a + b) && !known.has(a) && a + b > 0
  const found = all.flatMap((a, i) => all.flatMap((b, j) => (i !== j && makes(a, b) ? [a] : [])))
  const whole = bare.reduce((sum, fen) => sum + fen, 0)
  return bare.length > 1 && known.has(whole) ? [...found, ...bare] : found
}
