import { mentionAt, normalize } from './normalize.ts'
import type { Mention } from './span.ts'
import { keepLongest } from './span.ts'
import { lastWordBefore, wordEndsAt, wordFrom, wordsOf } from './words.ts'

export type OrganizationKind =
  | 'company'
  | 'shop'
  | 'property'
  | 'village'
  | 'owners'
  | 'government'
  | 'court'
  | 'police'
  | 'mediation'
  | 'bank'
  | 'insurer'
  | 'hospital'
  | 'school'

/** An organization named, or only spoken of (`generic`: 公司, 物业, 村委会). 单位 */
export type OrganizationMention = Mention & { name: string; kind: OrganizationKind; generic: boolean }

const KINDS: [OrganizationKind, string][] = [
  [
    'property',
    '物业服务有限公司|物业管理有限公司|物业服务公司|物业管理公司|物业公司|物业服务中心|物业中心|物业管理处|物业处|物业',
  ],
  ['insurer', '财产保险股份有限公司|保险股份有限公司|保险有限公司|保险公司'],
  ['bank', '股份有限公司银行|农村商业银行|商业银行|银行|信用社|分行|支行'],
  ['village', '股份经济合作社|经济联合社|经济合作社|专业合作社|合作社|村民委员会|村委会?|居民委员会|居委会?|村民小组'],
  ['owners', '业主委员会|业委会|物业管理委员会|物管会'],
  [
    'mediation',
    '人民调解委员会|调解委员会|调委会|综治中心|社会治理中心|矛调中心|调解中心|调解室|仲裁委员会|仲裁院|仲裁委',
  ],
  ['court', '人民法院|人民法庭|法院|法庭|人民检察院|检察院'],
  ['police', '公安分局|公安局|派出所|交警大队|交警中队|交警队'],
  [
    'company',
    '股份有限公司|有限责任公司|有限公司|分公司|集团公司|集团|劳务公司|公司|合伙企业|工厂|加工厂|厂|项目部|工程队|施工队|建筑队|事务所',
  ],
  ['hospital', '人民医院|中医院|医院|卫生院|卫生服务中心|诊所|门诊部|口腔门诊'],
  ['school', '幼儿园|小学|中学|高中|大学|学院|学校|培训机构|培训学校|培训中心|驾校'],
  [
    'shop',
    '美容院|健身房|健身中心|健身会所|会所|理发店|美发店|专卖店|旗舰店|租车行|车行|饭店|酒店|宾馆|餐馆|餐厅|超市|商行|商店|商场|经营部|门市部|工作室|网店|药店|药房|门店|店铺|店|旅行社|农家乐|民宿',
  ],
  [
    'government',
    '人民政府|街道办事处|街道办|管理委员会|管委会|监察大队|人力资源和社会保障局|人社局|司法所|司法局|市场监督管理局|市监局|住建局|民政局|信访局|执法局|公证处|法律援助中心|妇联|工会|消保委|消协|消费者协会|局',
  ],
]
/** A tail of one character or of a common word stands only behind a name of its own. */
const NEEDS_NAME = /^(?:厂|店|局|集团|分行|支行|学院|大学|高中|会所|餐厅|餐馆|工程队)$/
const SUFFIX = new RegExp(
  KINDS.flatMap(([, words]) => words.split('|'))
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
)
const kindOf = new Map(
  KINDS.flatMap(([kind, words]) =>
    words.split('|').flatMap((word) =>
      word.endsWith('?')
        ? ([
            [word.slice(0, -1), kind],
            [word.slice(0, -2), kind],
          ] as const)
        : [[word, kind] as const],
    ),
  ),
)

const STOP = new Set(
  '起原 原 放 把 转入 存入 汇入 打到 打入 打给 交到 送到 转到 转给 汇到 均 均转入 元 日起 开始 上午 下午 晚上 早上 中午 想去 想 去了 缴纳 按时 按期 一次性 到场 三方 就把 把钥匙 钥匙 直接 转 存 汇 免收 同意 这事 那事 账户 收款 本人 对公 每月 每年 当月 继续 拖欠 提供 承担 出具 返还 协助 配合 在 是 的 了 和 与 跟 同 到 去 向 给 对 被 由 我 你 他 她 我们 你们 他们 咱们 把 叫 叫做 从 于 找 告 及 以及 进 说 讲 称 就 也 都 还 让 请 要 有 没有 没 不 这 那 这家 那家 这个 那个 该 本 贵 某 每 各 个 家 一 一家 两家 几家 一个 哪家 哪个 打 打给 联系 投诉 起诉 入职 离职 离开 受雇 承包 经营 通过 经 开 开了 办 上班 工作 干活 做 单位 老板 经理 申请人 被申请人 甲方 乙方 丙方 对方 双方 当事人 被告 原告 第三人 或 或者 但 但是 因 因为 所以 后来 现在 以前 当时 已经 曾 曾经 只 只有 为 代表 作为 来 来到 问 叫来 报 报给 跑 跑去 跑到 送 送到 住 住在 位于 用 让 使 使得 用人 附近 楼下 楼上 隔壁 小区 里 里面 外面 上 下 前 后 新 旧 老 大 小 其他 别的 别 全 全部 所有 另 另外 另一家 地方 当地 他家 我家 你家 自己 拿 拿到 交 交给 付 付给 支付 欠 欠了 退 赔 签 签了 认为 觉得 知道 反映 要求 请求 催 处理 调解 帮 帮忙 替 责令 出面 到了 跟着 由于 如果 不管 无论 比如 例如 即 系 名为 名叫 委托 聘请 聘用 雇佣 起 至 等 看 看到 听 听说 据 根据 按 按照 向着 面对 被告人 原审 通知 换 审理 关于 审 协议 适用 选聘 补 补了 加盟 罢免 不服 大家 想 去接 接 成立 时候 小时 分钟 月 合同 签了 裁决 仲裁 人家 抢 私活 前期 人 读 女儿 儿子 事 这事 昨天 今天 明天 去年 今年 装修 买 卖 关 送去 带 群里 总'.split(
    ' ',
  ),
)
const NAME_LIMIT = 24

/** Finds organizations: registered names by their tail back to where the name begins, and general words for them. */
export function findOrganizations(raw: string): OrganizationMention[] {
  const n = normalize(raw)
  const { text } = n
  const words = wordsOf(text)
  const found: OrganizationMention[] = []
  for (const m of text.matchAll(SUFFIX)) {
    const suffix = m[0]
    const end = m.index + suffix.length
    const start = kindOf.get(suffix) === 'bank' ? bankStart(text, words, m.index) : nameStart(text, words, m.index)
    const generic = start === m.index
    const name = text.slice(start, end)
    if (generic && (NEEDS_NAME.test(suffix) || !standsAlone(words, m.index, end))) continue
    if (!generic && NEEDS_NAME.test(suffix) && !wordEndsAt(words, end)) continue
    // 结局, 小店: one word of the dictionary is no name.
    if (suffix.length === 1 && wordFrom(words, start)?.end === end) continue
    if (/^[\d一二三四五六七八九十]+$/.test(text.slice(start, m.index))) continue
    found.push({ ...mentionAt(n, start, end), name, kind: kindOf.get(suffix) ?? 'company', generic })
  }
  return keepLongest(found)
}

/** Walks back word by word from the tail to the first word that cannot be part of the name. */
function nameStart(text: string, words: ReturnType<typeof wordsOf>, tail: number): number {
  let start = tail
  for (let i = lastWordBefore(words, tail); i >= 0; i--) {
    const word = words[i]!
    const piece = text.slice(word.start, Math.min(word.end, start))
    if (tail - word.start > NAME_LIMIT || STOP.has(piece) || !/^[\p{Script=Han}A-Za-z0-9（）()·&]+$/u.test(piece)) break
    if (/^[)）]$/.test(piece) && !/[（(][^（()）]{1,8}$/.test(text.slice(Math.max(0, word.start - 9), word.start)))
      break
    // A verb with its grammar, a number with its measure or a relative day ends the name on the left.
    if (/[了着过的们在]$|^[我你他她]/.test(piece) || /^(?:今|昨|明|去|前)[天年]$|^\d+[元月日天]?$/.test(piece)) break
    start = word.start
  }
  // A bracket opened by nobody, or a name that begins with one, is none of the name.
  while (start < tail && /[（()）·&]/.test(text[start]!)) start++
  return start
}

const BANK =
  /(?:中国|(?:中国)?(?:农业|工商|建设|人民|交通|招商|民生|浦发|中信|光大|华夏|兴业|平安|广发|邮政储蓄|邮储|进出口|农业发展)|浙商|宁波|温州|台州|泰隆|稠州|民泰|绍兴|嘉兴|湖州|金华|杭州(?:联合)?|上海|北京|南京|江苏|徽商|网商|微众|(?:(?![至到入在往由向从的转存汇去])[\u4e00-\u9fa5]{1,2}[山州杭兴波海阳江城南北东西安门湖溪水华乌义暨虞昌康庆平]|[萧余杭临桐富建淳][山杭州安庐阳德])?农(?:村?(?:商业?|合作)|商))$/u

/** 陈建国农业银行卡: in front of a bank stands, as a rule, who holds the account. */
function bankStart(text: string, words: ReturnType<typeof wordsOf>, tail: number): number {
  const bank = BANK.exec(text.slice(Math.max(0, tail - 8), tail))
  return bank ? tail - bank[0].length : nameStart(text, words, tail)
}

function standsAlone(words: ReturnType<typeof wordsOf>, start: number, end: number): boolean {
  return (
    (wordEndsAt(words, end) || wordFrom(words, start) !== undefined) &&
    (words[lastWordBefore(words, start)]?.end ?? 0) <= start
  )
}
