import { findAmounts, yuanOf } from '../../cases/index.ts'
import { lacking, withoutCapitals } from './clause.ts'
import { yearlyRates } from './rates.ts'
import { type Checked, finding, type Rule } from './rule.ts'

const trace =
  /流水|转账|转给|转了|汇给|打给|打到|借条|借据|欠条|收条|收据|汇款|回单|凭证|凭据|取款|微信(?:转|付|收)|支付宝|票据|借款合同|银行卡/
const near =
  /夫妻|妻子|丈夫|老公|老婆|父|母|爸|妈|兄|弟|姐|妹|儿子|女儿|亲戚|亲属|表[哥弟姐妹叔]|堂|叔|伯|舅|姑|姨|侄|甥|岳|婿|媳|连襟|妯娌|亲家|同学|朋友|股东|法定代表人|关联|合伙/
const large = 10_000_000

/** The records and what the text itself tells, sentence by sentence. */
const sentencesTold = ({ reading, rest }: Checked): string[] =>
  [
    ...reading.records.flatMap(({ by, text }) => [by, text]),
    ...rest.filter(({ where }) => where !== '当事人').map(({ text }) => text),
  ].flatMap((text) => text.split(/[。;!?\n]/))

/** D12: large sums between near relations without a trace, which nobody disputes: possibly a sham. 借18;刑307之一 */
export const sham: Rule = (checked) => {
  const { clauses, reading } = checked
  const lent = clauses.filter(({ text }) => /借款|欠款|本金|债务/.test(text))
  if (reading.file.disputeType !== 'contract.private_loan' || clauses.length === 0) return []
  const told = sentencesTold(checked)
  // A paper that is there, in words that do not deny it; 转账 in the clause to come is no trace of the loan.
  const traced = told.some(
    (sentence) =>
      !/达成|说定|商定|约定|同意|协商一致/.test(sentence) &&
      sentence
        .split(',')
        .some(
          (piece) =>
            trace.test(piece) &&
            !lacking.test(piece) &&
            !/(?:请|要求|让|叫|问)[^,]{0,10}(?:提供|出示|提交)|(?:同意|约定|商定|协议|归还|还清|前)[^,]*转账/.test(
              piece,
            ),
        ),
  )
  const related = told.some((sentence) => near.test(sentence)) || sameFamily(checked)
  const sum = Math.max(
    0,
    ...(lent.length > 0 ? lent : clauses).flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)),
  )
  const undisputed = reading.conflicts.every(({ resolvedBy }) => resolvedBy)
  if (traced || sum < large || !(related || undisputed)) return []
  return [
    finding(
      'D12',
      'block',
      '纠纷主要事实',
      '大额借款没有交付凭证,双方又无争议,有虚假调解的风险',
      '核对转账流水、资金来源和用途,报主管审查后再出协议',
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
    if (!/利息|利率|息|资金占用|占用费|月\d|分利/.test(text) || /违约金|滞纳金/.test(text)) return out
    const signed = /(?:20\d{2})-\d{2}-\d{2}/.exec(
      reading.facts
        .filter(({ kind, quote }) => kind === 'day' && /借/.test(quote))
        .map(({ value }) => String(value))
        .toSorted()[0] ?? '',
    )?.[0]
    const base = lprOn(offered.lpr, signed ?? reading.file.receivedAt.slice(0, 10))
    if (base === undefined) return out
    for (const { raw, yearly } of yearlyRates(text)) {
      if (yearly > base * 4 + 1e-9)
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

const handedOver =
  /(?:实际|实|真正)(?:只)?(?:到手|到账|收到|拿到|转账?|交付|支付|出借|给|付)[^,。;\d]{0,8}$|(?:到手|到账)(?:只有|仅)?[^,。;\d]{0,4}$/

/** A principal as written where the records say that less was handed over: interest kept back (砍头息). */
function keptBack(checked: Checked, text: string): { written: number; handed: number } | undefined {
  if (!/本金|借款/.test(text)) return undefined
  const owed = findAmounts(text).filter(({ rate, capitals }) => !rate && !capitals)
  for (const sentence of sentencesTold(checked).filter((s) => /借|本金/.test(s) && /扣|实际|到手|到账/.test(s))) {
    const amounts = findAmounts(sentence)
    const handed = amounts.find(({ start }) => handedOver.test(sentence.slice(0, start)))
    const written = handed && amounts.find(({ fen, start }) => fen > handed.fen && start < handed.start)
    if (handed && written && owed.some(({ fen }) => fen === written.fen) && !owed.some(({ fen }) => fen === handed.fen))
      return { written: written.fen, handed: handed.fen }
  }
  return undefined
}
