import {
  findAmounts,
  findDays,
  impliedPeople,
  lacksDay,
  lacksMethod,
  readObligations,
  readSums,
  saysSomeday,
} from '../../cases/index.ts'
import { placeholdersIn } from '../placeholder.ts'
import { leftAlone, withoutCapitals } from './clause.ts'
import { leavesSumOpen } from './money.ts'
import { finding, type Rule } from './rule.ts'

const noDay =
  /^[^,。;]{0,20}(?:只要|如果?|若|一旦)?[^,。;]{0,8}(?:逾期|晚(?:一)?天|迟延|拖一天)[^。;]*(?:违约金|滞纳金|利息|另外赔)|^[^,。;]{0,20}(?:不|没有?|未)(?:能)?(?:按[时期约])?[^,。;]{1,6}(?:的)?,[^,。;]{0,4}(?:每)?(?:逾期|晚|拖|迟延|超)[^。;]*(?:违约金|滞纳金|另外赔)|不作处理|(?:自行|自己)(?:决定|选择)[^。]{0,20}(?:办理|起诉|主张)/

/** 10月15日前付8000元,剩余12000元随后付: what is left after a payment with a day, and that has none itself. */
function undatedRest(text: string, at: string): string | undefined {
  const sums = readSums(text, at)
  const first = sums.find(({ due, role }) => due && role !== 'rest')?.start
  if (first === undefined) return undefined
  const bare = withoutCapitals(text)
  return sums
    .filter(({ role, due, dues, start }) => role === 'rest' && start > first && !due && !dues)
    .map(({ start, end }) => {
      const from = Math.max(...[',', ';', '。', ':'].map((sign) => bare.lastIndexOf(sign, start - 1))) + 1
      const next = sums.find((sum) => sum.start > end)
      return bare.slice(from, next ? Math.max(end, bare.lastIndexOf(',', next.start)) : undefined).split(/[;。]/)[0]!
    })
    .find(
      (part) =>
        findDays(part, at, 'future').length === 0 &&
        /付|退|还|给|赔|补|结|转|打|汇/.test(part) &&
        // 按净利润80000元、两成的比例计算: by what a sum is reckoned, and not a sum that is owed.
        !/(?:按|以|依|据)[^;。]*(?:计算|比例|为基数|核算|折算)/.test(part) &&
        !/同时|[同当该次]日|当[场天]|已|每|分[一二两三四五六七八九十\d]+[期次笔]|届时|期满|放弃|免|不(?:再|予|用)|抵|作为|完成后|验收|时(?=[,付退支结一])/.test(
          part,
        ),
    )
}

/** 年底有余钱时: a day that comes only if there is money. */
export const ifAble =
  /(?:(?<![没所])有(?:了|余|闲)?钱|有余力|手头(?:宽裕|松动|有)|宽裕)(?:些|一点|了)*(?:的?时候?|之?后|再|就|的话)/

const beside =
  /^(?:[^,。;]{0,12}(?:费|费用|支出|开支|材料|人工)[^,。;]{0,8}(?:全部|均|都)?(?:由[^,。;]{1,20}(?:承担|负担|出|支付)|[^,。;]{0,8}自(?:理|负|行承担|己出))|[^,。;]{0,16}(?:质保|保修|包修|维保|保用)(?:期)?[^,。;]{0,14})$/
/** 更换道闸杆,费用由甲承担,质保一年 → 更换道闸杆: who bears the cost of an act and how long it is warranted gives the act no day. */
const actItself = (text: string): string => {
  const pieces = text.split(/(?<=[,;。])/)
  const left = pieces.filter((piece) => !beside.test(piece.replace(/[,;。]$/, '')))
  const act = left.length > 0 ? left.join('').replace(/,$/, '。') : text
  return act.replaceAll(/换(?:成|上|新|掉|装)|疏通|修补|修缮|装[好上]|移装/g, '更换')
}

/** 是现金还是转账,以后再商量: how it is paid is open, not by when. */
const ofMeans =
  /(?:现金|转账|微信)还是|付到哪|打到哪|怎么(?:付|给|转)|(?:支付|付款|给付)方式|(?:账[户号]|卡号|收款人|户名|地[点址])[^,。;]{0,6}(?:以后|日后|之后|过后|另行?|再|届时|待)/

/** 至迟不超过11月15日: a last day that holds whatever comes before it. */
const bounded = (text: string, at: string): boolean =>
  findDays(text, at, 'future').some(
    ({ kind, start }) =>
      kind === 'day' && /(?:至迟|最迟|最晚|不[得]?[晚迟]于|不超过|不过)[于在]?$/.test(text.slice(0, start)),
  )

/** D06: a day by which each thing is done. 民诉解释358(五) */
export const deadlines: Rule = ({ clauses, rest, says }) => {
  const plan = rest.filter(({ where }) => where.startsWith('履行'))
  return clauses.flatMap((clause, i) => {
    const { where, text, at } = clause
    const vague = says('D06', clause)
    // What happens if somebody is late, and what the agreement leaves alone, have no day of their own.
    if (noDay.test(text) || text.split(/[。;]/).filter(Boolean).every(leftAlone)) return []
    const afford = ifAble.exec(text)?.[0]
    if (afford && !/[日号月底](?:之|以)?前|提前|最迟|至迟|不(?:晚|迟)于|不超过|无论|不论/.test(text))
      return [finding('D06', 'block', where, `履行期限不明确(“${afford}”)`, '写明具体日期,如“于2026年12月31日前”')]
    // 农闲的11月底以前 names a day all the same.
    // Of a sum still to be found out the day may be certain: that is rule D05's.
    // 至迟不超过11月15日 is certain, whatever is said of the pains taken before it.
    const dated =
      findDays(leavesSumOpen(text) ? text : vague.words, at, 'future').some(({ kind }) => kind === 'day') ||
      bounded(text, at)
    const ofTheWay = ofMeans.test(vague.words) && findDays(text, at, 'future').some(({ kind }) => kind === 'day')
    if (vague.found && !dated && !ofTheWay)
      return [
        finding(
          'D06',
          'block',
          where,
          `履行期限不明确(“${vague.words.slice(0, 40)}”)`,
          '写明具体日期,如“于2026年12月31日前”',
        ),
      ]
    // 先付2000元…,剩下的过了年慢慢给: a part may lack the day that another part has.
    const undated = text
      .split(/[;。]|,(?=剩|余|其余|另)/)
      .find((part) => /\d元|剩|余款/.test(part) && saysSomeday(part, at))
    if (undated)
      return [
        finding(
          'D06',
          'block',
          where,
          `履行期限不明确(“${undated.slice(0, 40)}”)`,
          '写明具体日期,如“于2026年12月31日前”',
        ),
      ]
    const bareRest = undatedRest(text, at)
    if (bareRest)
      return [
        finding('D06', 'block', where, `余下的款项没有写明履行期限(“${bareRest.slice(0, 40)}”)`, '写明余款的付款日期'),
      ]
    // 分四次还清,每次5000元: how often and how much, and not when.
    const parts = /分[一二两三四五六七八九十\d]+[次期笔](?:[^。;]{0,12})[付还退给清][^。;]{0,12}每[次期笔]/.exec(
      text,
    )?.[0]
    if (
      parts &&
      findDays(text, at, 'future').length === 0 &&
      !/每(?:隔|个|[一二两三半\d])?[月周年季天日]|[一二两三四五六七八九十\d]+(?:天|日|周|个?月)/.test(text)
    )
      return [finding('D06', 'block', where, `各期的履行期限没有写明(“${parts.slice(0, 40)}”)`, '逐期写明付款日期')]
    const others = clauses.filter((_, j) => j !== i).map((it) => it.text)
    if (!lacksDay(text, at, others) && !lacksDay(actItself(text), at, others)) return []
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

/** Who pays told by what they are to the case, or one for each. */
const told =
  /双方|各|每人|[两二三四五几]人|[两三四]家|子女|夫妻|父女|公司|单位|学校|物业|门诊|医院|保险|店|合作社|房东|方(?:承担|支付|负担)/

/** 打到他卡上: an account whose owner only the talk knew. */
const whose = /(?<![其吉])(?:他|她)(?![们人])(?:的|本人|名下)?[^,。;]{0,6}(?:卡|账户|账号|微信|支付宝|存折|尾号)/

/** D07: who pays, and whom, where a clause of a record names too few people and no other clause tells. 民诉解释358(五) */
export const payers: Rule = ({ clauses, reading }) => {
  const { names } = reading
  const sides = names.all.filter(({ party }) => ['applicant', 'respondent', 'third'].includes(party.role))
  const implied = impliedPeople(
    clauses.map(({ text }) => text),
    clauses.map(({ at }) => at),
    names,
  )
  return clauses.flatMap(({ where, text, at, item }, i) => {
    const called = new Set(names.find(text).map(({ party }) => party.id)).size
    const unnamed = item.label === 'record' && whose.exec(text)
    if (unnamed) return [finding('D07', 'warn', where, `“${unnamed[0]}”说的是谁不清楚`, '核对记录,写明收款人的全名')]
    if (item.label !== 'record' || called > 1 || told.test(text)) return []
    const owed = readObligations([text], at, names).filter(
      (it) => it.amountFen !== undefined && !it.settled && (it.dueOn ?? it.due),
    )
    const { payer, payee } = implied[i]!
    if (owed.length > 0 && called === 0 && !payer && !(payee && sides.length === 2))
      return [finding('D07', 'warn', where, '没有写明由谁付款', '核对记录,写明付款人和收款人的全名')]
    return owed.length > 0 && called === 1 && sides.length > 2 && !payer && !payee
      ? [finding('D07', 'warn', where, '没有写明付款人或收款人', '核对记录,写明付款人和收款人的全名')]
      : []
  })
}

/** D07: how it is paid, and what exactly is done. 民诉解释358(五) */
export const methods: Rule = ({ clauses, rest, says }) => {
  const plan = rest.filter(({ where }) => where.startsWith('履行'))
  const stated = clauses.some(({ text }) =>
    /转账|转入|汇入|汇至|转至|付至|打入|打到|存入|微信|支付宝|现金|对公|尾号|原路|原(?:支付|付款|充值)?(?:渠道|路径)/.test(
      text,
    ),
  )
  return clauses.flatMap((clause, i) => {
    const { where, text } = clause
    const out = []
    const line = plan.find((it) => it.text.startsWith(`第${i + 1}条,`))
    const told = line && /方式:/.test(line.text) && !/【待补充[^】]*方式/.test(line.text)
    if (lacksMethod(text) && !told && !(stated && /^(?:其中|余款)/.test(text)) && !stated)
      out.push(finding('D07', 'block', where, '没有写明付款方式', '写明现金、转账(户名、账号后四位)或其他方式'))
    if (/(?:指定|告知|提供)的?(?:银行)?(?:账[户号]|卡)/.test(text) && !/尾号|末四位|\d{4}[,。)]/.test(text))
      out.push(finding('D07', 'warn', where, '收款账户没有写明', '写明户名、开户行和账号后四位'))
    const unclear = says('D07', clause)
    // A sum that is not definite is rule D05's.
    if (unclear.found && !leavesSumOpen(text))
      out.push(
        finding(
          'D07',
          'warn',
          where,
          `给付的标的、标准或方式不明确(“${unclear.words.slice(0, 40)}”)`,
          '写明是哪一处(哪一件)、做到什么标准、由谁验收,付款的写明方式和账户',
        ),
      )
    return out
  })
}

/** 每月付1000元,同时每月看望一次: both in one clause, unless it says that one does not hang on the other. */
const mixed = (text: string): boolean =>
  /道歉|赔礼|赔(?:个)?不是|看望|探望|探视|陪伴|陪着|关心|关爱|沟通|回(?:家|来|去)[^,。;]{0,4}看/.test(text) &&
  /支付|给付|付给|赔偿|补偿|[转汇打交][入给到]|给[^,。;]{0,10}[费元钱]/.test(text) &&
  !/不论|无论|不管|不以|不影响|另(?:行|列|立|条)|(?:道歉|看望|探望)[^,。;]{0,4}(?:已|完毕)/.test(text)

/** D24: what cannot be enforced (道歉、看望) stands apart from money. 民580 */
export const unenforceable: Rule = ({ clauses, says }) =>
  clauses
    .filter((clause) => findAmounts(clause.text).length > 0 && (says('D24', clause).found || mixed(clause.text)))
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
