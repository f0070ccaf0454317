import { findDays } from '../reading/days.ts'

/** What a column of a table tells: who or what a row is about, what is to be done, a figure, a day, whether it was agreed. */
export type Column = {
  kind: 'number' | 'who' | 'matter' | 'deed' | 'claim' | 'consent' | 'day' | 'figure' | 'unit' | 'remark' | 'plain'
  /** The head's own noun, without its unit; empty where it says nothing. */
  label: string
  /** What its bare figures are counted in: 元, 亩, 元/天. */
  unit?: string
}

/** A figure without a unit, whatever stands in brackets behind it: 3,000 · 12万 · 0(已清). */
export const bareFigure = /^(?<sign>[约¥￥-]?)\s*(?<figure>\d[\d,]*(?:\.\d+)?)(?<tens>[万千]?)\s*(?<aside>\(.*\))?$/

const unitInHead = /^(.*?)\s*[(/:]\s*(?:单位[:]?)?((?:万?元|块钱)?(?:\/\S{1,3})?|[\p{Script=Han}㎡%]{1,3})\)?$/u
const counted =
  /(亩|天|工日|工|小时|课时|月|周|年|块|件|套|台|人|户|棵|株|次|片|个|节|斤|公斤|吨|只|趟|桌|间|张|平方米|平米|平方)数$/
const measures: [RegExp, string][] = [
  [/出勤|工日|考勤|天数|误工期|住院期/, '天'],
  [/工时/, '小时'],
  [/课时/, '课时'],
  [/比例|占比|百分比|成数/, '%'],
]
const identifies =
  /卡(?:号|[()]|$)|账号|账户|尾号|[后末]四位|存折|一卡通|折子|(?:电话|手机|身份证)(?:号|$|[(])|证号|证件|编码|号码|户号|房号|室号|门牌|车牌|年龄|岁/
const price = /单价|工价|日工资|日薪|时薪|月薪|月租|月工资|每[天亩月块个工]/
const money =
  /元|款|费|金|钱|欠|付|得|支|工资|薪|补|赔|退|还|租|贴|奖|利息|本钱|[合小总共]计|^(?:总|共|合|一共|总共)$|总[额数]|余|差额|扣|抵|让|额|发|领|借|收|垫|损失|债|缴|交|价|份子|第[一二三四五六七八九十\d]+[期笔次]|[首末尾]期/

/** What the bare figures under a noun are counted in; undefined where the noun does not tell. */
export function unitOf(head: string): string | undefined {
  const noun = head.replace(/\([^)]*\)/g, '')
  if (identifies.test(head)) return undefined
  const count = counted.exec(noun)?.[1]
  if (count) return count === '工' ? '天' : count
  const measure = measures.find(([words]) => words.test(noun))?.[1]
  if (measure) return measure
  if (/每天|日(?:工资|薪)/.test(noun)) return '元/天'
  if (/时薪/.test(noun)) return '元/小时'
  if (/月(?:薪|租|工资)/.test(noun)) return '元/月'
  return money.test(noun) || findDays(noun, '2026-01-01T00:00:00Z', 'future').some(({ kind }) => kind === 'day')
    ? '元'
    : undefined
}

/** 面积(亩) → 面积 counted in 亩; a head without a unit keeps its words. */
function withoutUnit(head: string): { label: string; unit?: string } {
  const [, label, unit] = unitInHead.exec(head) ?? []
  const known =
    unit &&
    /^(?:万?元(?:\/\S+)?|天|工日|工|亩|㎡|平方米?|平米|块|个|月|小时|次|%|斤|公斤|吨|件|套|台|人|只|棵|株|片|节|课时)$/.test(
      unit,
    )
  return label && known ? { label, unit: unit.replace(/^工$/, '天') } : { label: head }
}

const saysYes = /^(?:是|√|✓|✔|☑|Y|OK|ok|对|同意|可以|行|接受|认可|达成|(?:已经?)?谈[妥拢成]|无异议|没意见|一致)$/i
const saysNo =
  /^(?:否|×|✗|✘|✕|╳|x|N|不.{0,4}|没.{0,4}|未.{0,6}|待.{0,3}|保留|有异议|有分歧|分歧|再[议谈说]|另议|拒绝)$/i
const consents = /同意|接受|认可|采纳|达成|意见|表态|态度|谈[妥拢成]/
const who =
  /^(?:谁|户|由谁|哪方|哪家|人员|工人|员工|当事人|户主|业主|农户|各户|名字|责任[人方]|义务[人方]|付款[人方]|负责人|伤者|学员|家长|会员|客户|承租人|继承人|家庭成员|子女)$|姓名|户名|谁/
const deed =
  /约定|怎么(?:处理|办|做|弄)|处理|做(?:什么|啥)|干什么|内容|义务|承担(?!比例)|结果|商定|确定|协商|调解|最[终后]|定下|定的|^(?:双方|两边|大家|调解)?(?:认|议|谈|讲|说|敲|核|审)?定(?:了|数|额|金额)?$|履行(?!期|时|日)|承诺|措施|怎样/
/** A head that names what was settled and nothing else. */
const settledAlone =
  /^(?:双方|两边|大家|调解)?(?:最[终后]|最后)?(?:商|议|认|谈|讲|说|敲|核|审)?定(?:了|下|数|额|的|下来)?(?:金额|数额|数)?$|^(?:最[终后]|最后|结果)(?:的)?(?:数|金额|数额)?$/
const claim =
  /主张|要求|诉求|请求|索赔|报价|开价|申报|原(?:方案|报|定|价|来)|初(?:次|步)|提出|(?:申请人|被申请人|对方|我方|公司)(?:方|意见|答复|认可|愿付|愿意)|答辩|方案[一二三四ABCabc甲乙\d]|[一二三ABC甲乙]方案/
/** 裘阿大意见: what one side alone holds. */
const ownView = /(?:的)?(?:意见|认可|愿[付意]|出价|答复|说法|方案|看法)$/
const time =
  /日期|时间|期限|时限|什么时候|啥时候|几时|何时|日子|[付还退交]款?日|支付日|交付日|到期|截止|几号|哪天|最[晚迟]/

/** 小厉要|店里认|定: what one side asks and the other would give, beside a column of what was settled. */
const asksOrGives = /(?:要|要求|主张|认|认可|认账|自认|同意|接受|肯|愿给|愿出|愿付|开口?|报|出|给|答应|还价)$/

/** Reads what each column of a table tells, from its head and its cells; `isParty` knows the names of the parties. */
export function columnsOf(head: string[], body: string[][], isParty: (words: string) => boolean): Column[] {
  const cellsAt = (n: number) => body.map((row) => row[n] ?? '').filter(Boolean)
  const settled = head.findIndex((words) => settledAlone.test(words))
  const columns = head.map((words, n): Column => {
    const cells = cellsAt(n)
    const { label, unit } = withoutUnit(words)
    const figures = cells.length > 0 && cells.every((cell) => bareFigure.test(cell))
    const answers = cells.length > 0 && cells.every((cell) => saysYes.test(cell) || saysNo.test(cell))
    if (answers && (consents.test(words) || isParty(words) || cells.some((cell) => consents.test(cell))))
      return { kind: 'consent', label }
    if (/^(?:序号?|编号|No\.?|#)$/i.test(words)) return { kind: 'number', label: '' }
    if (/^单位$/.test(words) && cells.every((cell) => /^\P{Nd}{1,3}$/u.test(cell))) return { kind: 'unit', label }
    const oneSided = settled > 0 && n > 0 && n !== settled && words.length <= 8 && asksOrGives.test(words)
    if (oneSided || claim.test(words) || (ownView.test(words) && isParty(words.replace(ownView, ''))))
      return { kind: 'claim', label, unit: figures ? '元' : undefined }
    if (who.test(words) || (n === 0 && cells.length > 0 && cells.filter(isParty).length > cells.length / 2))
      return { kind: 'who', label }
    if (/备注|说明|附注|^注$/.test(words)) return { kind: 'remark', label }
    if (/^(?:期[数次别]?|第几期)$/.test(words)) return { kind: 'matter', label: '期数' }
    const counts = cells.filter((cell) => bareFigure.test(cell)).length > cells.length / 2
    if (deed.test(words))
      return figures || (counts && head.length > 2)
        ? { kind: 'figure', label: '', unit: '元' }
        : { kind: 'deed', label: '' }
    if (time.test(words) && !figures) return { kind: 'day', label }
    // A head that only says that a matter stands below says nothing of it: 事项 over 空鼓返工.
    if (n === 0 && !figures) return { kind: 'matter', label: /^(?:事项|事情|项目|内容|名目)$/.test(words) ? '' : label }
    if (identifies.test(words)) return { kind: 'plain', label }
    const own = unit ?? unitOf(words)
    // A column of money that holds no figure at all says how it is paid.
    if (cells.some((cell) => bareFigure.test(cell) || (own && /^[约¥]?\d/.test(cell))))
      return { kind: 'figure', label, unit: own }
    return { kind: 'plain', label }
  })
  return pricedIn(summed(columns, body), cellsAt)
}

const sumHead = /^(?:合计|小计|总计|共计|总数|一共|总共|总额|总|共|合)$/

/** A total of days is days; years and months whose figures come to a total of some size are money. */
function summed(columns: Column[], body: string[][]): Column[] {
  const at = columns.findIndex(({ kind, label }) => kind === 'figure' && sumHead.test(label))
  const parts = columns.flatMap(({ kind }, n) => (kind === 'figure' && n !== at ? [n] : []))
  const units = new Set(parts.map((n) => columns[n]!.unit))
  if (at < 0 || parts.length === 0 || units.has('元')) return columns
  const figureAt = (row: string[], n: number) =>
    Number(bareFigure.exec(row[n] ?? '')?.groups?.figure?.replaceAll(',', ''))
  const adds = body.every((row) => {
    const total = figureAt(row, at)
    return total >= 100 && Math.abs(parts.reduce((sum, n) => sum + figureAt(row, n), 0) - total) < 0.005
  })
  const unit = adds && units.size === 1 && units.has(undefined) ? '元' : units.size === 1 ? [...units][0] : undefined
  return columns.map((column, n) => (n === at || (unit && parts.includes(n)) ? { ...column, unit } : column))
}

/** 单价 320 beside 天数 46 is 320元/天. */
function pricedIn(columns: Column[], cellsAt: (n: number) => string[]): Column[] {
  const amount = columns.find(({ kind, unit }) => kind === 'figure' && unit && !unit.includes('元') && unit !== '%')
  const units = new Set(columns.flatMap(({ kind }, n) => (kind === 'unit' ? cellsAt(n) : [])))
  const per = amount?.unit ?? (units.size === 1 ? [...units][0] : undefined)
  return columns.map((column) =>
    column.kind === 'figure' && column.unit === '元' && per && price.test(column.label)
      ? { ...column, unit: `元/${per}` }
      : column,
  )
}

/** Whether a row was agreed as far as the columns on consent tell: each of them says yes. */
export const consented = (columns: Column[], row: string[]): boolean =>
  columns.every(({ kind }, n) => kind !== 'consent' || saysYes.test(row[n] ?? ''))

/** Whether words of a head name what rows hold. */
export const isHeadWord = (words: string): boolean =>
  words.length <= 16 &&
  !bareFigure.test(words) &&
  (identifies.test(words) ||
    [
      who,
      deed,
      claim,
      time,
      consents,
      price,
      counted,
      /^(?:项目|事项|名称|科目|品名|序号?|编号|期次|期数|数量|单位|类别|备注|说明|面积)/,
    ].some((it) => it.test(words)) ||
    (unitOf(words) !== undefined && !/\d(?:元|块|万)/.test(words)))

/** A figure with its unit, as a clause says it; words that are no bare figure stay as they are. */
export function withUnit(cell: string, unit: string | undefined): string {
  const groups = bareFigure.exec(cell)?.groups
  if (!groups || !unit) return cell
  const { sign, figure, tens, aside } = groups
  const kept = sign === '约' || sign === '-' ? sign : ''
  const counts = tens && unit.startsWith('万') ? unit.slice(1) : unit
  return `${kept}${figure!.replaceAll(',', '')}${tens}${counts}${aside ?? ''}`
}
