import { normalize } from './normalize.ts'

/** A folded text and, for each of its characters, the raw offset it came from. */
export type Folded = { text: string; origin(i: number): number }

/**
 * Local words (萧绍 speech) and slips of writing with what they stand for. A word that means something else in other
 * company carries that company as a lookaround. 定金 and 订金 are never exchanged: the law treats them differently.
 */
const ENTRIES: [pattern: string, plain: string][] = [
  // kin and people
  ['倪子', '儿子'],
  ['囡囡|囡', '女儿'],
  ['老倌', '丈夫'],
  ['(?<=我|我家|我的|自己|自家)老太婆', '妻子'],
  ['阿爹|爹爹', '父亲'],
  ['姆妈', '母亲'],
  ['爷娘|爹娘', '父母'],
  ['小人(?!物|之|得志)', '小孩'],
  ['隔壁邻舍|邻舍', '邻居'],
  ['阿拉', '我们'],
  ['侬', '你'],
  ['伊拉', '他们'],
  ['伊(?=讲|说|不|勿|就|要|屋里|家|老|也|拿|打|骂|欠)', '他'],
  // days
  ['旧年|上年(?!度)', '去年'],
  ['开年', '明年'],
  ['今朝', '今天'],
  ['昨日子', '昨天'],
  ['前日子', '前天'],
  ['明朝', '明天'],
  ['后日', '后天'],
  ['夜里头?', '晚上'],
  ['日里头?(?!程)', '白天'],
  ['上半日|上昼', '上午'],
  ['下半日|下昼', '下午'],
  ['辰光', '时候'],
  ['老早(?!饭)', '以前'],
  ['一歇歇|一歇', '一会儿'],
  // money and work
  ['钞票|铜钿', '钱'],
  ['药钿', '药费'],
  ['工钿', '工资'],
  ['饭钿', '饭钱'],
  ['房钿', '房租'],
  ['做生活', '干活'],
  ['毛估估', '大约'],
  // things and doings
  ['屋里厢?(?!的?灯|面)', '家'],
  ['事体', '事情'],
  ['格么', '那么'],
  ['(?<![中媒简评推引])介(?=[多大长贵久远早晚难好坏高])', '这么'],
  ['要伐', '好吗'],
  ['(?<![砍采步讨北征口])伐(?=$|[?？。!！,，;；\\s])', '吗'],
  ['晓得', '知道'],
  ['拨(?=[我他她你伊侬拉人])(?!打)', '给'],
  ['(?<=[我你他她伊侬])同(?=[我你他她伊侬隔房物老])(?!意|样|时|事|学)', '跟'],
  ['(?<![演宣听开])讲(?![究座理师义台课堂解述稿坛])', '说'],
  ['搞不灵清|弄不灵清', '弄不清'],
  ['灵清', '清楚'],
  ['寻相骂|相骂', '吵架'],
  ['打相打', '打架'],
  ['困觉', '睡觉'],
  ['呒没|呒有|呒得', '没有'],
  ['勿(?=[是要肯会来去还付给好同晓知])', '不'],
  ['交关', '很多'],
  ['(?<![野])蛮(?=[多大好长久贵])', '很'],
  ['落雨', '下雨'],
  ['啥西|啥体', '什么'],
  ['作孽', '可怜'],
  ['吃不消', '受不了'],
  // slips of writing
  ['压金', '押金'],
  ['房冬', '房东'],
  ['电平车|电瓶车|电动单车', '电动自行车'],
  [
    '(?<=申请|要求|来|给|司法|人民|找人|帮忙|帮|进行|主持|接受|同意|不)调节(?![阀器温气情水光体])|调节(?=员|委|中心|协议|书(?!籍)|室|一下|成功|不成|失败)',
    '调解',
  ],
  ['仲才|仲载|仲栽', '仲裁'],
  ['安接|安揭|按接', '按揭'],
  ['工商(?=认定|赔偿?|鉴定|保险|待遇|伤残)|(?<=算|是|认定|报)工商(?!局|户|所|银)', '工伤'],
  ['善养(?=老人|父母|费|义务|我|爹|娘|问题)', '赡养'],
  ['抚养(?=老人|父母|爹娘)', '赡养'],
  ['物页|物叶', '物业'],
  ['彩理|财礼', '彩礼'],
  ['陪偿|赔尝|培偿', '赔偿'],
  ['(?<=要|来|不|肯|他|她|我|该)陪(?=钱|我|多少|款|\\d|[一二三四五六七八九两几])(?!我[去来到看])', '赔'],
  ['起述|启诉', '起诉'],
  ['合通|和同(?=到期|书|没|签|上)', '合同'],
  ['帐(?=单|户|号|目|款)|(?<=付|结|转|欠|算|到)帐', '账'],
  ['漏谁', '漏水'],
  ['工姿|公资', '工资'],
  ['老动(?=合同|仲裁|局|监察)', '劳动'],
  ['脱欠|托欠', '拖欠'],
]
const PATTERN = new RegExp(ENTRIES.map(([pattern]) => `(${pattern})`).join('|'), 'gu')

let last: { raw: string; folded: Folded } | undefined

/**
 * Puts local words and usual slips into standard words, for classification and search only: a person's own words stay
 * what is stored and quoted. `origin` leads back to the raw text; a replaced word leads to where it began.
 */
export function foldDialect(raw: string): Folded {
  if (last?.raw === raw) return last.folded
  const n = normalize(raw)
  let text = ''
  let at = 0
  /** Where each stretch of the folded text begins, in it and in the normalized one. */
  const stretches: { from: number; to: number; replaced: boolean }[] = []
  const copy = (end: number) => {
    if (end > at) {
      stretches.push({ from: text.length, to: at, replaced: false })
      text += n.text.slice(at, end)
    }
    at = end
  }
  for (const m of n.text.matchAll(PATTERN)) {
    copy(m.index)
    stretches.push({ from: text.length, to: at, replaced: true })
    text += ENTRIES[m.slice(1).findIndex((group) => group !== undefined)]![1]
    at = m.index + m[0].length
  }
  copy(n.text.length)
  const length = text.length
  const origin = (i: number) => {
    if (i >= length) return n.raw.length
    let stretch = stretches[0]
    for (const next of stretches) {
      if (next.from > i) break
      stretch = next
    }
    if (!stretch) return n.origin(i)
    return n.origin(stretch.to + (stretch.replaced ? 0 : i - stretch.from))
  }
  const folded = { text, origin }
  last = { raw, folded }
  return folded
}
