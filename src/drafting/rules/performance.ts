import { findDays, lacksDay, lacksMethod } from '../../cases/index.ts'
import { placeholdersIn } from '../placeholder.ts'
import { finding, type Rule, wordingRule } from './rule.ts'

const vague =
  /尽快|尽早|早日|及时(?:支付|付|还|退|赔|履行|归还|修)|适时|择(?:日|期|机)|有钱(?:了)?(?:再|就|时|后)|手头(?:宽裕|有钱|松)|宽裕(?:了|时|后|再)|经济(?:好转|条件允许)|条件(?:允许|成熟|具备)(?:时|后|再)?|过(?:段|阵|些)(?:时间|日子|天)|以后(?:再|慢慢)|慢慢(?:还|付)|近期|(?:年后|节后|月内)?再说|另行(?:约定|通知|确定)(?:时间|日期|期限)|时间另(?:定|行)|(?:具体)?(?:时间|日期|期限)(?:待定|再定|另定|由双方再)/

/** D06: a day by which each thing is done. 民诉解释358(五) */
export const deadlines: Rule = ({ clauses, rest }) => {
  const plan = rest.filter(({ where }) => where.startsWith('履行'))
  return clauses.flatMap(({ where, text, at }, i) => {
    const found = vague.exec(text)
    if (found)
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
    if (
      /(?:修好|修复|整改|恢复|处理好|弄好|解决)(?:问题)?[。]?$/.test(text) &&
      text.length < 24 &&
      !/标准|验收|复验|不漏|原状|合格|照明/.test(text)
    )
      out.push(finding('D07', 'warn', where, '修复或整改的标准不明确', '写明范围、标准和由谁验收'))
    return out
  })
}

/** D08: performance hung on what may never happen. 民诉解释358(五);款项9 */
export const conditions: Rule = wordingRule('D08', 'block', {
  pattern:
    /(?:等|待|等到|待到|在|须|需|只要|除非)[^,。;]{0,16}(?:工程款|货款|款项|补偿款|拆迁款|贷款|房子|房屋|客户|甲方|上级|政府|银行|子女|家里|老婆|父母|家属|股东|生意)[^,。;]{0,12}(?:到账|到位|下来|回款|结算|卖(?:掉|出)|同意|批(?:准|下来)|好转|回来|支付)(?:后|了|时|再|之后|以后)?|(?:视|看)(?:情况|经营状况|收入情况)(?:而定|再定|支付)?/,
  message: '履行附了不确定的条件',
  fix: '改为确定的日期;条件确有必要的写明最晚日期和不成就时怎么办',
})

/** D24: what cannot be enforced (道歉、看望) stands apart from money. 民580 */
export const unenforceable: Rule = ({ clauses }) =>
  clauses
    .filter(({ text }) => /道歉|看望|探望|和睦|尊重|孝敬|关心/.test(text) && /\d+(?:\.\d+)?元/.test(text))
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
