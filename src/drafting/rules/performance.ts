import { findAmounts, findDays, lacksDay, lacksMethod } from '../../cases/index.ts'
import { placeholdersIn } from '../placeholder.ts'
import { finding, type Rule } from './rule.ts'

const vague =
  /农闲|空闲|有空|得空|抽空|方便(?:的)?(?:时|的时候)|天(?:气)?好(?:了|的时候)|过几天|改天|哪天|(?:什么时候|何时|哪天|几时)[^,。;]{0,10}(?:付|还|再|由|商量|定)|(?:时间|日期|期限)[^,。;]{0,8}再(?:商量|商议|协商)|尽快|尽早|早日|及时(?:支付|付|还|退|赔|履行|归还|修)|适时|择(?:日|期|机)|有钱(?:了)?(?:再|就|时|后)|手头(?:宽裕|有钱|松)|宽裕(?:了|时|后|再)|经济(?:好转|条件允许)|条件(?:允许|成熟|具备)(?:时|后|再)?|过(?:段|阵|些)(?:时间|日子|天)|以后(?:再|慢慢)|慢慢(?:还|付)|近期|(?:年后|节后|月内)?再说|另行(?:约定|通知|确定)(?:时间|日期|期限)|时间另(?:定|行)|(?:具体)?(?:时间|日期|期限)(?:待定|再定|另定|由双方再)/

/** D06: a day by which each thing is done. 民诉解释358(五) */
export const deadlines: Rule = ({ clauses, rest }) => {
  const plan = rest.filter(({ where }) => where.startsWith('履行'))
  return clauses.flatMap(({ where, text, at }, i) => {
    const found = vague.exec(text)
    // 农闲的11月底以前 names a day all the same.
    if (found && !findDays(text, at, 'future').some(({ kind }) => kind === 'day'))
      return [finding('D06', 'block', where, `履行期限不明确(“${found[0]}”)`, '写明具体日期,如“于2026年12月31日前”')]
    const others = clauses.filter((_, j) => j !== i).map((it) => it.text)
    if (!lacksDay(text, at, others)) return []
    const line = plan.find((it) => it.text.startsWith(`第${i + 1}条,`))
    if (
      line &&
      !/【待补充/.test(line.text.split('方式')[0]!) &&
      (findDays(line.text, at, 'future').length > 0 || /签订时已履行|每月/.test(line.text))
    )
      return []
    const later = clauses
      .slice(i + 1)
      .some(
        (it) =>
          /其中|余款|首期|第一[期笔]|上述(?:款项|费用)|该款/.test(it.text) &&
          findDays(it.text, at, 'future').length > 0,
      )
    return later ? [] : [finding('D06', 'block', where, '没有写明履行期限', '补上履行的日期')]
  })
}

const repairs =
  /修(?:好|复|理|缮|补|一下|掉)|维修|整改|处理(?:好|掉|干净)|弄好|搞好|解决(?:好|掉)|恢复|更?换(?!算|句|言|届)|返工|重(?:做|装)|补(?:发|送|寄)|做好/
/** Words that say which thing, how well, or who looks at it. */
const specified =
  /标准|验收|复验|检验|检测|试验|闭水|不(?:再)?(?:漏|渗|滴|响|超过|低于)|以[^,。;]{2,20}为准|恢复(?:通行|畅通|使用|供)|拆|清|原状|原样|原貌|合格|正常|通电|通水|畅通|型号|品牌|规格|尺寸|款式|同款|同类|同等|同品|新品|全新|正品|\d+(?:\.\d+)?\s*(?:米|厘米|毫米|公分|分贝|平|㎡|℃|度|年|个月|小时)|质保|保修|清单|方案|图纸|照片|报价单|合同|附件|签字确认|到场|旁站|查看|查验|确认|防水层|照明|同意的/
const withoutDays = (text: string): string =>
  text.replaceAll(
    /(?:于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?(?:之?前|起|内)?|\d+(?:个)?(?:工作日|日|天|个月)(?:之?内|以内)/g,
    '',
  )

/** Whether a clause has something mended or changed and says neither which nor how well. */
const unspecified = (text: string): boolean => {
  const bare = withoutDays(text.replaceAll(/\([^)]*\)/g, ''))
  return (
    repairs.test(bare) &&
    !specified.test(bare) &&
    findAmounts(bare).length === 0 &&
    !/换锁|更换账|不得|不再|免费返修|再次/.test(bare) &&
    (bare.length < 26 || /(?:好一点|像样|差不多|尽量|适当|合理|满意)/.test(bare))
  )
}

/** D07: how it is paid, and what exactly is done. 民诉解释358(五) */
export const methods: Rule = ({ clauses, rest }) => {
  const plan = rest.filter(({ where }) => where.startsWith('履行'))
  const stated = clauses.some(({ text }) =>
    /转账|转入|汇入|汇至|转至|付至|打入|打到|存入|微信|支付宝|现金|对公|尾号|原路/.test(text),
  )
  return clauses.flatMap(({ where, text }, i) => {
    const out = []
    const line = plan.find((it) => it.text.startsWith(`第${i + 1}条,`))
    const told = line && /方式:/.test(line.text) && !/【待补充[^】]*方式/.test(line.text)
    if (lacksMethod(text) && !told && !(stated && /^(?:其中|余款)/.test(text)) && !stated)
      out.push(finding('D07', 'block', where, '没有写明付款方式', '写明现金、转账(户名、账号后四位)或其他方式'))
    if (unspecified(text))
      out.push(
        finding(
          'D07',
          'warn',
          where,
          '修复、更换或整改的标的和标准不明确',
          '写明是哪一处(哪一件)、做到什么标准、由谁验收',
        ),
      )
    return out
  })
}

const hung =
  /(?:^|[,;。])(?:[^,;。]{0,12}?)((?:等到?|待到?|一旦|如果|如能|若能|倘若|假如|要是|只要|除非|直到|视|看|取决于|须经|需经|经|须|需|俟|何时|什么时候)[^,;。]{2,30}|[^,;。]{2,30}(?:之后|以后|后|时|的话|为前提|为条件|为准))/g
/** Events nobody bound by the agreement can bring about by keeping it. */
const uncertain =
  /到账|到位|拨(?:款|下|付)|回款|收回|收到(?:货款|工程款|进度款|尾款|补偿款|拆迁款|保险金|赔款)|结算|结清甲方|卖(?:掉|出|了)|售出|出售后|租(?:出|掉)|转让出去|盘出去|转出去|同意|点头|批(?:准|下来|复|了)|审批|通过审|放款|贷款|开工|复工|盈利|赚(?:到|了)?钱|好转|宽裕|有钱|有了钱|发(?:了)?工资|找到(?:工作|买家|租客|下家)|生意|经营(?:状况|情况)|收入情况|效益|情况而定|胜诉|判(?:决|下来)|拆迁|征收|理赔|报销下来|上级|总公司|总部|董事会|股东会|开发商|甲方|发包方|业主方|收成|行情|好坏|脱手|出手|成交|中标|办下来|批下来|考上|毕业|结婚|生意好|赢|成功|顺利|业绩|利润|营业额|销量|能否|是否|政府|银行|子女|儿女|家里人|老婆|家属|行情|中奖/
/** What the parties do themselves, or what only tells who pays when the other fails. */
const within =
  /逾期|未按|不履行|违约|不能按期|验收|交付|交还|归还|返还|搬离|腾退|提供(?:发票|账户|账号)|开具|签(?:字|订|署|收)|生效|收(?:到|取)?(?:上述|该|本)|完工|到期|年满|受理|期满|扣除|抵|协商|再次|复发|需要时|发生后/
const fixed = /(?:至迟|最迟|最晚|不(?:得)?晚于|不(?:得)?迟于|但[^,。]{0,6}(?:最迟|至迟|不晚)|不论|无论|不管)/

/** D08: performance hung on what may never happen. 民诉解释358(五);款项9 */
export const conditions: Rule = ({ clauses, reading }) =>
  clauses.flatMap(({ where, text }) => {
    if (fixed.test(text) || /互不|各不|双方(?:均|都)?同意(?!后)/.test(text.slice(0, 12))) return []
    const found = [...text.matchAll(hung)]
      .map((match) => match[1]!.replaceAll(/(?:双方|各方|三方|均|都|一致|自愿)[^,。;]{0,2}同意/g, ''))
      .find(
        (words) =>
          uncertain.test(words) &&
          !(within.test(words) && !/款|到账|拨|批|卖|租(?:出|掉)/.test(words)) &&
          !ownDeed(words, reading),
      )
    return found
      ? [
          finding(
            'D08',
            'block',
            where,
            `履行附了不确定的条件(“${found.slice(0, 40)}”)`,
            '改为确定的日期;条件确有必要的写明最晚日期和不成就时怎么办',
          ),
        ]
      : []
  })

/** A party's own deed under the agreement, or a day it names: 甲于11月5日收到退款后. */
const ownDeed = (words: string, { names, file }: Parameters<Rule>[0]['reading']): boolean =>
  findDays(words, file.updatedAt, 'future').some(({ kind, on }) => on !== undefined && kind === 'day') ||
  (/^(?:[^,。]{0,4})?(?:收到|交回|交还|搬离|验收|退款)/.test(words) &&
    names.find(words).length > 0 &&
    !/甲方|工程款|拨|批/.test(words))

/** D24: what cannot be enforced (道歉、看望) stands apart from money. 民580 */
export const unenforceable: Rule = ({ clauses }) =>
  clauses
    .filter(
      ({ text }) =>
        /道歉|致歉|赔(?:个)?(?:不是|礼)|认错|检讨|看望|探望|探视|陪(?:同|伴|老人|母亲|父亲|吃饭|聊天)|回(?:家|来|去)(?:看|住|探)|和睦|尊重|孝敬|孝顺|关心|关爱|沟通|消除影响|恢复名誉/.test(
          text,
        ) &&
        findAmounts(text).length > 0 &&
        !/(?:已|当场)[^,。;]{0,12}(?:道歉|致歉|赔礼)/.test(text),
    )
    .map(({ where }) =>
      finding(
        'D24',
        'warn',
        where,
        '道歉、看望等行为与金钱给付写在同一条',
        '分成两条,金钱义务单列,便于申请司法确认和执行',
      ),
    )

/** What is still open in the text: each one said, at the place it stands. */
export const placeholders: Rule = ({ clauses, rest }) =>
  [...clauses, ...rest].flatMap(({ where, text }) =>
    placeholdersIn(text).map((what) =>
      /履行期限/.test(what)
        ? finding('D06', 'block', where, `还没有约定:${what}`, '与双方商定后补上')
        : /支付方式|收款账户/.test(what)
          ? finding('D07', 'block', where, `还没有约定:${what}`, '与双方商定后补上')
          : /协议内容/.test(what)
            ? finding(
                'TERMS',
                'block',
                where,
                '记录里没有找到双方达成一致的内容',
                '补充调解记录,或在起草时写明协议条款',
              )
            : finding('PLACEHOLDER', 'warn', where, `待补充:${what}`, '向当事人核实后补上'),
    ),
  )
