/** What an amount is for one of; `total` where nothing is said. */
export type AmountUnit =
  | 'total'
  | 'perMonth'
  | 'perDay'
  | 'perYear'
  | 'perHour'
  | 'perWeek'
  | 'perSquareMetre'
  | 'perSquareMetreMonth'
  | 'perMu'
  | 'perMuYear'
  | 'perPerson'
  | 'perTime'
  | 'perPiece'

const UNIT_OF: [RegExp, AmountUnit][] = [
  [/^(?:个?月|月份)$/, 'perMonth'],
  [/^(?:天|日|晚|夜)$/, 'perDay'],
  [/^年$/, 'perYear'],
  [/^(?:个?小时|个?钟头|时)$/, 'perHour'],
  [/^(?:周|星期|礼拜)$/, 'perWeek'],
  [/^(?:平方米|平方|平米|平|㎡|m²|m2)$/, 'perSquareMetre'],
  [/^亩$/, 'perMu'],
  [/^(?:人|个人|位|户)$/, 'perPerson'],
  [/^(?:次|趟|回|节|课时|堂)$/, 'perTime'],
  [/^(?:斤|公斤|件|个|只|台|辆|张|套|间|吨|度|米|份|学期|季度?|本|瓶|箱)$/, 'perPiece'],
]
const MEASURES =
  '个?月|天|日|晚|夜|年|个?小时|个?钟头|周|星期|礼拜|平方米|平方|平米|平|㎡|m²|m2|亩|个?人|户|次|趟|节|课时|堂|公斤|斤|件|个|只|台|辆|套|间|吨|度|米|学期|季度?'
const SLASH_AFTER = new RegExp(`\\s*(?:/|每)\\s*(${MEASURES})(?:\\s*(?:[·.•/*]|每)\\s*(月|年|天|日))?`, 'yu')
const ONE_AFTER =
  /\s*一(个月|天|日|晚|年|个?小时|个?钟头|周|个?星期|个?礼拜|平方米|平方|平米|平|亩|个?人|户|次(?!性)|趟|节|公斤|斤|件|个(?!季)|只|台|辆|套|吨|度)/uy
const EACH_BEFORE = new RegExp(
  `(?:每(?:一|个)?(${MEASURES})|(?:((?<![课工小])时|[月日年周])(?:租金?|薪|工资|付|息|供|房租|费用?|还款?|缴)))(?:的?\\d{1,2}[日号](?:之?前|以前)?)?[^，。；,;！？\\n\\d]{0,8}$`,
  'u',
)
const EACH_TWICE = /每(平方米?|平米|㎡|亩)\s*(?:建筑面积)?\s*每(月|年)[^，。；,;！？\n\d]{0,6}$/u
const ONE_BEFORE =
  /(?<![\d一二三四五六七八九十两几第])一(个月|天|年|个?小时|平方米|平方|平|亩|个?人|次(?!性)|晚)(?:才|就|要|是|只|给|收|付|租金|工资|大概|约|还)?\s*$/u
const PERIOD_NOUN_BEFORE = /(?:月租金?|月薪|月工资|底薪|基本工资)[^，。；,;！？\n\d]{0,6}$/u

/** The unit an amount at [start, end) is said for, and where the amount with its unit ends. */
export function unitAround(text: string, start: number, end: number): { unit: AmountUnit; end: number } {
  SLASH_AFTER.lastIndex = end
  const slash = SLASH_AFTER.exec(text)
  if (slash) return { unit: doubled(unitOf(slash[1]!), slash[2]), end: end + slash[0].length }
  ONE_AFTER.lastIndex = end
  const one = ONE_AFTER.exec(text)
  if (one) return { unit: unitOf(one[1]!), end: end + one[0].length }
  const before = text.slice(Math.max(0, start - 20), start)
  const twice = EACH_TWICE.exec(before)
  if (twice) return { unit: doubled(unitOf(twice[1]!), twice[2]), end }
  const each = EACH_BEFORE.exec(before)
  if (each) return { unit: unitOf(each[1] ?? each[2]!), end }
  const oneBefore = ONE_BEFORE.exec(before)
  if (oneBefore) return { unit: unitOf(oneBefore[1]!), end }
  if (PERIOD_NOUN_BEFORE.test(before)) return { unit: 'perMonth', end }
  return { unit: 'total', end }
}

function unitOf(measure: string): AmountUnit {
  return UNIT_OF.find(([pattern]) => pattern.test(measure))?.[1] ?? 'perPiece'
}

function doubled(unit: AmountUnit, second: string | undefined): AmountUnit {
  if (second === '月' && unit === 'perSquareMetre') return 'perSquareMetreMonth'
  if (second === '年' && unit === 'perMu') return 'perMuYear'
  return unit
}

/** Words of money: whoever says a bare 两千 next to one of them means yuan. */
export const MONEY_CUE =
  /钱|款|费|租|押金|定金|订金|工资|薪|彩礼|赔|付|欠|借|还|收|交|给|花|价|退|汇|转账?|打[了过给]|账|存|扣|罚|息|余额|充值?|补偿|报酬|奖金|本金|金额|损失|损|缴|垫|贷|红包|礼金|要价|开价|卖|买|投资|入股|保证金|转让/u

/** 1200/月, 八百一亩: the unit right behind says that the number is a sum. */
export const UNIT_RIGHT_BEHIND =
  /\s*(?:\/(?:个?月|天|日|年|个?小时|平方米|平方|平米|平|㎡|亩|人|次|晚)|一(?:个月|亩|平(?!方公里)|个?小时|晚(?!上)))/y

/** A money word that directly leads to a bare number: 工资8000, 欠我5000, 押金500. */
export const BARE_CUE_BEFORE =
  /(?:工资|月薪|日薪|时薪|周薪|年薪|底薪|薪水|报酬|押金|定金|订金|租金|房租|月租|货款|欠款|借款|本金|彩礼|赔偿金?|补偿金?|损失|余额|物业费|医药费|医疗费|护理费|误工费|生活费|抚养费|赡养费|流转费|报价|总价|价格|总计|合计|共计|总共|一共|统共|拢共|加起来|金额|三金|五金|转账|汇款|付款|收款|到账|工程款|保证金|学费|车费|利息|违约金|罚款|奖金|提成|红包|充值?|折旧|折价|预支|垫付|预付|水电|水费|电费|燃气|换锁|误工|营养|护理|餐补|补贴|补助|差价|[款费钱租价薪酬金共]|欠|赔|付|退|借|还|收|交|给|花|转|垫|要|扣|缴|出到|出价|愿意出|能出|只出|打了|打过|打给)(?:了|清|掉|孩子|小孩|老人|家里|父母|爸妈|房东|老板|公司|对方|我|他|她|您|你|我们|他们|给|的|是|为|共|计|约|大概|只|还|费|款|钱|足|出|掉|过|走|到|:|：)*\s*$/u

/** 最多500: a bound on something; money where the sentence speaks of money. */
export const BOUND_BEFORE = /(?:最多|顶多|至多|至少|起码|最少|不超过|不低于|要)(?:也)?(?:要|是|给|只)?\s*$/u

/** 是7800不是8000, 改成540, 22平就是9240: one number put in the place of another. */
export const CORRECTED_BEFORE =
  /(?:不是|而是|就是|应该是|应当是|应是|实际是|改成|改为|写成|记成|算成|当成|变成|说好?|是)\s*$/u

/** 2000收到过的, 16800我认: what is done with money, right behind a bare number that opens a clause. */
export const PAID_AFTER =
  /^(?:我认|(?:也|已经?|都)?(?:收到|付|还|退|打|转)(?:过|了|给|清|的)|那[个笔]|不够|太[多少高贵]|顶天|拿不出|够了|都给)/u

/** Talk of rooms, where a bare number is a door: 不是502是501. */
export const ROOM_NEARBY = /[室幢栋楼号门]|单元|住户|邻居/u

/** What people count by ten thousands that is no money. */
export const COUNTED_BY_MYRIADS =
  /^(?:点击|粉丝|用户|播放|阅读|流量|大军|群众|居民|业主|学生|观众|工人|农民|名|步|公里|里|平|亩|字|股|吨|度|块(?:砖|瓦))/u

/** What may stand right behind a bare large number that nobody counts things with: an end, a mark, 左右, 一个月. */
export const SUM_ENDS =
  /\s*(?:$|[，。；,;！？!?、）)\n]|今年|明年|下个?月|[月年]底|清明|春节|元旦|过年|(?:十[一二]|[一二三四五六七八九]|1[0-2]|[1-9])月(?!份?的)|左右|上下|出头|光景|不到|以上(?![\u4e00-\u9fa5])|了|吧|呢|啊|就|才|都|也|不|没|还|是|的(?!时|人|房|业|工)|顶天|一(?:个月|天|年|个?小时|晚|亩|平|个人|趟|次))/y

/** What a number counts when it is no money: 300人, 3楼, 98.5平方米, 第3条, 30%. */
export const FOLLOWED_BY_MEASURE =
  /\s*(?:多|余|来|几)?(?:美[元金]|欧元|日元|港[元币]|韩元|英镑|个|人|名|位|户|次|天|日|号|月|年|岁|周|星期|礼拜|小时|钟头?|分|秒|点|时|平|㎡|m|M|亩|斤|公斤|公里|公|克|千|吨|升|米|里|厘|毫|层|楼|幢|栋|单元|室|条|款|项|页|份|套|间|张|台|辆|部|只|头|件|棵|株|度|倍|成|折|%|％|‰|路|弄|组|村|班|届|期|批|章|字|家|方|立方|瓦|种|本|瓶|箱|桶|袋|双|把|根|面|扇|道|处|场|回|趟|遍|声|步|节(?![省约余])|课时|学时|堂|比|分之|多个|百分|之|座|桌|箱|包|支|粒|片|盒|排|列|队|群|股|元旦|[/:.-]\d|[A-Za-z])/y

/** 每个月4500: the unit of time alone leads to a sum. */
export const EACH_CUE_BEFORE =
  /(?:每(?:一|个)?(?:月|年|天|日|周|星期|小时|钟头|平方米?|亩|人|户|次|期|节|趟|晚)|(?<![第十百千万上下])一(?:个?(?:月|小时|钟头|星期|礼拜)|天|年|人|次|晚|户|亩|平))(?:给|付|赔|补|收|扣|还|交|出|是|才|就|要|只|的)?\s*$/u
