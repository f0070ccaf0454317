import { findAmounts, findDays, readNumeral, yuanOf } from '../../cases/index.ts'
import { lacking, withoutCapitals } from './clause.ts'
import { takenBack } from './money.ts'
import { yearlyRates } from './rates.ts'
import { type Checked, finding, type Rule } from './rule.ts'

/** Money or goods that left a trace on their way. */
const transfer =
  /流水|转账|转给|转了|汇给|打给|打到|汇款|回单|取款|微信(?:转|付|收)|支付宝|银行卡|送货单|发货单|签收|验收单|发票|对账单|入账/
/** A paper that says money was lent. */
const paper = /借条|借据|欠条|收条|收据|凭证|凭据|票据|合同/
/** 请提供流水, 月底前转账: what is asked for or still to come. */
const notYet =
  /(?:请|要求|让|叫|问)[^,]{0,10}(?:提供|出示|提交)|问(?:起|到|他|她|有没有|有无)?[^,]{0,4}(?:转账|凭证|流水|单据|票据|收条)|(?:同意|约定|商定|协议|归还|还清|前|分期|一次性)[^,]*(?:转账|汇|转入)/
/** From here on a sentence tells what was agreed for the time to come. */
const agreed = /(?:谈|说|讲|商|议|约|敲|协商|商量)(?:定|妥|好|拢|成)(?!的)|达成|同意[^,]{0,4}(?=于|在|分)/
/** Parties of one mind who want a paper and nothing else. */
const eager =
  /(?:全部|都|一口|当场)(?:都)?(?:承认|认可|认账|认了)|(?:没有|无)(?:任何)?(?:争议|异议|争执)|不争|意见[^,。]{0,4}一致|说法一致|只要(?:求)?(?:出|盖|办)|(?:赶快|尽快|马上|多久|早点)[^,。]{0,8}(?:盖章|确认|办|出)|(?:别的|其他|另外)[^,。]{0,4}(?:债主|债权人)|查封|拍卖|被执行|执行案|(?:同样|相似|类似)[^,。]{0,6}(?:借条|欠条|案)|(?:讲|说|答)不(?:出|清|上)|不(?:肯|愿|愿意)(?:说|讲|回答)|说不明白|回答不一|前后(?:不一|矛盾)/
const near =
  /夫妻|妻子|丈夫|老公|老婆|父|母|爸|妈|兄|弟|姐|妹|儿子|女儿|亲戚|亲属|表[哥弟姐妹叔]|堂|叔|伯|舅|姑|姨|侄|甥|岳|婿|媳|连襟|妯娌|亲家|同学|朋友|股东|法定代表人|关联|合伙/
const large = 10_000_000

/** The records and what the text itself tells, sentence by sentence. */
const sentencesTold = ({ reading, rest }: Checked): string[] =>
  [
    ...reading.records.flatMap(({ by, text }) => [by, text]),
    ...rest.filter(({ where }) => where === '纠纷主要事实').map(({ text }) => text),
  ].flatMap((text) => text.split(/[。;!?\n]/))

/** D12: large sums without a trace of money or goods, which nobody disputes: possibly a sham. 借18;刑307之一;民154 */
export const sham: Rule = (checked) => {
  const { clauses, reading } = checked
  if (clauses.length === 0) return []
  const told = sentencesTold(checked)
  // 转账 in what was agreed for the time to come is no trace of what was handed over then.
  const pieces = told
    .flatMap((sentence) => sentence.split(agreed)[0]!.split(/[,;]/))
    .filter((piece) => !notYet.test(piece))
  const shown = (what: RegExp) => pieces.some((piece) => what.test(piece) && !lacking.test(piece))
  // 合同没有写税费 speaks of what a paper says, not of a paper that is not there.
  const ofPaper = (piece: string) => piece.replace(/(?:里|上|中)?(?:没有|没|未|不)(?:写|约定|提|注明|载明)/, '')
  const denied = pieces.some((piece) => (transfer.test(piece) || paper.test(piece)) && lacking.test(ofPaper(piece)))
  const traced = shown(transfer) || (shown(paper) && !denied)
  const loan = reading.file.disputeType === 'contract.private_loan'
  const lent = clauses.filter(({ text }) => /借款|欠款|本金|债务|往来款|货款|设备款|款/.test(text))
  const sum = Math.max(
    0,
    ...(lent.length > 0 ? lent : clauses).flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)),
  )
  const related = told.some((sentence) => near.test(sentence)) || sameFamily(checked)
  const undisputed = reading.conflicts.every(({ resolvedBy }) => resolvedBy)
  const odd = told.some((sentence) => eager.test(sentence))
  // A loan leaves a trace; of another debt somebody must have looked for one and found none.
  const doubtful = loan ? related || undisputed : denied && odd
  if (traced || sum < large || !doubtful) return []
  return [
    finding(
      'D12',
      'block',
      '纠纷主要事实',
      '大额款项没有交付凭证,双方又无争议,有虚假调解的风险',
      '核对转账流水、资金(货物)来源和用途,报主管审查后再出协议',
    ),
  ]
}

const sameFamily = ({ reading }: Checked): boolean => {
  const people = reading.identities.filter(({ kind }) => kind === 'person').map(({ name }) => name)
  return people.length >= 2 && new Set(people.map((name) => name[0])).size === 1
}

/** The one-year LPR in force on a day, percent; undefined before the table. */
const lprOn = (lpr: { effective: string; value: number }[], on: string): number | undefined =>
  lpr.findLast(({ effective }) => effective <= on)?.value

/** D13: interest above four times the LPR of the contract's day, interest on interest, interest kept back from the principal. 借25–29 */
export const usury: Rule = (checked) => {
  const { clauses, reading, offered } = checked
  return clauses.flatMap(({ where, text: written }) => {
    const text = withoutCapitals(written)
    const out = []
    if (
      /利滚利|复利|砍头息|(?:利息|息)[^。;]{0,14}(?:计入|转为?|并入|滚入|加入|算入|作为)[^,。;]{0,6}本金|(?:预先?|先行?|提前)扣(?:除|下|掉|收)?[^,。;]{0,6}利息/.test(
        text,
      ) &&
      !/不(?:得|再|予)?(?:计|算|收|并|滚)?[^,。;]{0,6}(?:复利|利滚利|计入本金)/.test(text)
    )
      out.push(
        finding('D13', 'block', where, '出现复利或预扣利息', '本金按实际到手数计,利息不得计入本金再计息超过上限'),
      )
    const kept = keptBack(checked, text)
    if (kept)
      out.push(
        finding(
          'D13',
          'block',
          where,
          `借款本金写作${yuanOf(kept.written)},而记录里实际交付的是${yuanOf(kept.handed)}`,
          '预先扣除的利息不计入本金,按实际出借数写(借26)',
        ),
      )
    if (
      (!loanFee.test(text) &&
        !/利息|利率|(?<!休|信|消|作|子|栖)息|资金占用|占用费|月\d+(?:\.\d+)?[分厘%]|分利|每[万千百]元|[万千百0]元?[块元]?(?:每|一)个?[天日月]/.test(
          text,
        )) ||
      /违约金|滞纳金/.test(text)
    )
      return out
    const signed = /(?:20\d{2})-\d{2}-\d{2}/.exec(
      reading.facts
        .filter(({ kind, quote }) => kind === 'day' && /借/.test(quote))
        .map(({ value }) => String(value))
        .toSorted()[0] ?? '',
    )?.[0]
    const base = lprOn(offered.lpr, signed ?? reading.file.receivedAt.slice(0, 10))
    if (base === undefined) return out
    // 每拖一天加收百分之一: what delay costs is rule D19's, unless it is called interest.
    const penal = (raw: string) =>
      text.split(/[。;]/).some((s) => s.includes(raw) && /逾期|拖|晚|迟|超期/.test(s) && !/息|利率|占用/.test(s))
    const rates = yearlyRates(text).filter(({ raw }) => !penal(raw) && !takenBack(text.slice(text.indexOf(raw))))
    const costs = [...rates, ...customary(text), ...charged(text, clauses), ...charges(checked, text, signed)]
    for (const { raw, yearly } of costs) {
      // A day counted more or less makes no usury.
      if (yearly > base * 4 + 0.1)
        out.push(
          finding(
            'D13',
            'block',
            where,
            `“${raw}”折合年利率${Number(yearly.toFixed(2))}%,超过合同成立时一年期LPR(${base}%)的四倍`,
            `降到${Number((base * 4).toFixed(2))}%以内`,
          ),
        )
    }
    return out
  })
}

/** 利息按一分八计, 两分利: hundredths without a word of the time are meant by the month, as is the custom. */
function customary(text: string): { raw: string; yearly: number }[] {
  const share = '([一二两三四五六七八九十\\d.]+(?:分|厘)[一二三四五六七八九半\\d]?)'
  const found = new RegExp(
    `(?<![年月日天])(?:利息|息|利率)[^,。;\\d年月日天]{0,4}?${share}(?!之)|(?<![年月日天息按]{1,2})${share}(?:的)?(?:利息?|息)(?!率)`,
  ).exec(text)
  return found ? yearlyRates(`月息${(found[1] ?? found[2])!.replace('半', '五')}`) : []
}

/** 利息9000元 on a principal over the days a clause names, or over a number of months: the yearly percent it comes to. */
function charged(text: string, clauses: Checked['clauses']): { raw: string; yearly: number }[] {
  const sums = findAmounts(text).filter(({ rate }) => !rate)
  const interest = sums.find(({ start }) => /利息[^,。;\d]{0,8}$/.test(text.slice(0, start)))
  const principals = [text, ...clauses.map((it) => withoutCapitals(it.text))].flatMap((it) =>
    findAmounts(it).filter(({ start }) => /(?:本金|借款)[^,。;\d]{0,8}$/.test(it.slice(0, start))),
  )
  if (!interest || !principals[0]) return []
  // 利息每月1500元, 每月付利息1500元
  const monthly = /每个?月[^,。;\d]{0,10}$/.test(text.slice(0, interest.start))
  if (monthly) return [{ raw: `每月利息${interest.raw}`, yearly: ((interest.fen * 12) / principals[0].fen) * 100 }]
  const before = text.slice(0, interest.start)
  const [from, to] = findDays(before, `${before.slice(0, 4)}-01-01`, 'past')
    .filter(({ kind, on, explicitYear }) => kind === 'day' && on && explicitYear)
    .slice(-2)
  const span = /([一二两三四五六七八九十\d]+)个?(月|年)(?:的)?利息[^,。;\d]{0,8}$/.exec(before)
  const days =
    from && to && /[至到-]/.test(before.slice(from.end, to.start))
      ? (Date.parse(to.on!) - Date.parse(from.on!)) / 86_400_000 + 1
      : span
        ? (readNumeral(span[1]!.replace('两', '二')) ?? 0) * (span[2] === '月' ? 365 / 12 : 365)
        : 0
  if (days < 25) return []
  return [{ raw: `利息${interest.raw}`, yearly: (interest.fen / principals[0].fen) * (365 / days) * 100 }]
}

/** What a lender takes beside the interest, whatever it is called; the cost of a lawsuit is none of it. 借29 */
const loanFee =
  /(?:管理|服务|手续|咨询|顾问|中介|介绍|居间|平台|好处|辛苦|感谢|保证|担保|资金|占用)费|好处|红包|谢礼|酬谢|报酬|分红/
/** 借款30000元, 利息3000元, 管理费3600元: all that is paid beside the principal over the time it was lent, as a yearly percent. */
function charges({ reading }: Checked, text: string, lentOn: string | undefined): { raw: string; yearly: number }[] {
  if (reading.file.disputeType !== 'contract.private_loan' && !/借款|本金|出借|借的/.test(text)) return []
  const sums = findAmounts(text).filter(({ rate }) => !rate)
  const pieceAt = ({ start, end }: (typeof sums)[number]) =>
    /[^,。;、]*$/.exec(text.slice(0, start))![0] + /^[^,。;、]*/.exec(text.slice(end))![0]
  const principal = sums.find((sum) => /本金|借款|借|欠款/.test(pieceAt(sum)) && !loanFee.test(pieceAt(sum)))
  const beside = sums.filter(
    (sum) =>
      sum !== principal &&
      (loanFee.test(pieceAt(sum)) || /利息/.test(pieceAt(sum))) &&
      !/每(?:个)?[月年日天期]$|已|扣|(?:共计?|合计|总计)$/.test(text.slice(Math.max(0, sum.start - 3), sum.start)),
  )
  if (!principal || !beside.some((sum) => loanFee.test(pieceAt(sum)))) return []
  const days = findDays(text, reading.file.receivedAt, 'future').filter(({ kind, on }) => kind === 'day' && on)
  const from = lentOn ?? days[0]?.on
  const until = days
    .map(({ on }) => on!)
    .toSorted()
    .at(-1)
  const span = from && until ? (Date.parse(until) - Date.parse(from)) / 86_400_000 : 0
  if (span < 25) return []
  const paid = beside.reduce((all, { fen }) => all + fen, 0)
  return [
    {
      raw: beside.map((sum) => pieceAt(sum).slice(0, 12) + sum.raw).join('、'),
      yearly: (paid / principal.fen) * (365 / span) * 100,
    },
  ]
}

const handedOver =
  /(?:实际|实|真正|只|仅|当天|当日|直接)?(?:到手|到账|收到|拿到|转账?|转给|转了|交付|支付|出借|给了?|付了?)[^,。;\d]{0,10}$|(?:到手|到账)(?:只有|仅)?[^,。;\d]{0,4}$/

/** A principal as written where the records say that less was handed over and the rest kept back for interest (砍头息). */
function keptBack(checked: Checked, text: string): { written: number; handed: number } | undefined {
  if (!/本金|借款/.test(text)) return undefined
  const owed = findAmounts(text).filter(({ rate, capitals }) => !rate && !capitals)
  const told = sentencesTold(checked).filter((s) => /借|本金|扣|到手|到账|利息|转/.test(s))
  if (!told.some((s) => /扣|砍头|到手|先(?:收|付|拿)[^,]{0,6}利息/.test(s) && !/没有?扣|未扣|不扣/.test(s)))
    return undefined
  const amounts = told.flatMap((s) =>
    findAmounts(s).map(({ fen, start }) => {
      const before = /[^,。;]*$/.exec(s.slice(0, start))![0]
      return { fen, handed: handedOver.test(before) && !/扣[^\d]*$/.test(before) }
    }),
  )
  const handed = amounts.find(
    ({ fen, handed: given }) =>
      given &&
      !owed.some((sum) => sum.fen === fen) &&
      owed.some((sum) => amounts.some((kept) => kept.fen > 0 && kept.fen + fen === sum.fen)),
  )
  const written = handed && owed.find((sum) => amounts.some((kept) => kept.fen + handed.fen === sum.fen))
  return written && { written: written.fen, handed: handed.fen }
}
