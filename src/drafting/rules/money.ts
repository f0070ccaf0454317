import { findAmounts, readSums, sumGap, toCapitals, yuanOf } from '../../cases/index.ts'
import { finding, type Rule } from './rule.ts'

/** D05: every sum definite, digits and capitals of one value, parts adding up to the whole. 民诉解释358(五) */
export const sums: Rule = ({ clauses, terms, reading }) => [
  ...clauses.flatMap(({ where, text, at }) => {
    const out = []
    for (const pair of text.matchAll(
      /([\d,]+(?:\.\d{1,2})?)\s*(万)?元(?:整)?\s*[(](?:人民币)?(?:大写)?[:]?(?:人民币)?([零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+)[)]/g,
    )) {
      const fen = Math.round(Number(pair[1]!.replaceAll(/[,]/g, '')) * (pair[2] ? 1e6 : 100))
      const capitals = findAmounts(pair[3]!.replace('圆', '元'))[0]?.fen
      if (capitals !== undefined && capitals !== fen)
        out.push(
          finding(
            'D05',
            'block',
            where,
            `大小写不一致:${yuanOf(fen)}与“${pair[3]}”`,
            `大写改为${toCapitals(fen)},或更正小写`,
          ),
        )
    }
    const owed = clauses
      .filter((other) => other.where !== where)
      .flatMap((other) =>
        readSums(other.text, other.at)
          .filter(({ role }) => role === 'rest' || role === 'total')
          .map(({ fen }) => fen),
      )
    const gap = sumGap(text, at, /其中|余款|首期|第一[期笔]/.test(text) ? owed : [])
    if (gap)
      out.push(
        finding(
          'D05',
          'block',
          where,
          `分项合计${yuanOf(gap.found)},与总额${yuanOf(gap.expected)}不符`,
          '核对各期(项)金额与总额',
        ),
      )
    if (
      /(?:若干|适当|一定|相应|部分|合理)(?:的)?(?:补偿|赔偿|费用|金额|款项|经济补偿|损失)|(?:金额|数额|费用|赔偿款|多少)(?:另行|以后|再|待|由双方再)(?:协商|商定|确定|商量)|\d+元?(?:左右|上下|以上|至\d+元之间)/.test(
        text,
      )
    ) {
      out.push(finding('D05', 'block', where, '金额不明确', '写明确定的金额(大小写)或可以算出的方法'))
    }
    return out
  }),
  ...(clauses.some(({ text }) => /[¥￥]?0(?:\.00?)?元/.test(text) && findAmounts(text).some(({ fen }) => fen === 0))
    ? [finding('D05', 'block', '协议内容', '出现0元的给付', '删去或写明应付金额')]
    : []),
  ...huge(clauses, reading, terms),
]

const huge = (clauses: Parameters<Rule>[0]['clauses'], _reading: unknown, _terms: string[]) =>
  clauses.flatMap(({ where, text }) =>
    findAmounts(text)
      .filter(({ fen }) => fen >= 1e12)
      .slice(0, 1)
      .map(({ fen }) => finding('D05', 'warn', where, `金额${yuanOf(fen)}异常大,请核对`, '核对位数和单位')),
  )

/** The one-year LPR in force on a day, percent; undefined before the table. */
const lprOn = (lpr: { effective: string; value: number }[], on: string): number | undefined =>
  lpr.findLast(({ effective }) => effective <= on)?.value

const rate =
  /(年(?:利率|息|化)?|月(?:利率|息)?|日(?:利率|息)?|每(?:年|月|日|天))[^,。;\d%分厘]{0,10}(\d+(?:\.\d+)?)\s*(%|%|分|厘)|(?:按|以)?(年|月|日|每日|每天|每月|每年)[^,。;\d%]{0,4}(百|千|万)分之([\d.一二三四五六七八九十]+)/g
const han: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** Yearly percent of every rate a text names; 月息2分 is 24, 日千分之三 is 109.5. */
export function yearlyRates(text: string): { raw: string; yearly: number }[] {
  return [...text.matchAll(rate)].map((match) => {
    const period = match[1] ?? match[4]!
    const times = /年/.test(period) ? 1 : /月/.test(period) ? 12 : 365
    if (match[5]) {
      const parts = { 百: 1, 千: 0.1, 万: 0.01 }[match[5] as '百' | '千' | '万']
      return { raw: match[0], yearly: (han[match[6]!] ?? Number(match[6])) * parts * times }
    }
    const value = Number(match[2])
    // 分 is a hundredth of the principal a month (ten of them a year where the period is a year); 厘 a tenth of 分.
    const percent =
      match[3] === '分'
        ? times === 1
          ? value * 10
          : value
        : match[3] === '厘'
          ? times === 1
            ? value
            : value / 10
          : value
    return { raw: match[0], yearly: percent * times }
  })
}

/** D13: interest above four times the LPR of the contract's day, interest on interest, interest kept back from the principal. 借25–29 */
export const usury: Rule = ({ clauses, reading, offered }) =>
  clauses.flatMap(({ where, text }) => {
    const out = []
    if (/利滚利|利息(?:计入|转为|并入)本金|复利|砍头息|预先扣除利息|先扣(?:除)?利息/.test(text))
      out.push(
        finding('D13', 'block', where, '出现复利或预扣利息', '本金按实际到手数计,利息不得计入本金再计息超过上限'),
      )
    if (!/利息|利率|息|资金占用/.test(text) || /违约金|滞纳金/.test(text)) return out
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

/** D19: penalties far above the loss: daily thousandths, more than thirty percent of the debt, double and treble. 民585;通则65 */
export const penalty: Rule = ({ clauses }) => {
  const largest = Math.max(
    0,
    ...clauses.flatMap(({ text }) => (/违约金|罚款|罚金/.test(text) ? [] : findAmounts(text).map(({ fen }) => fen))),
  )
  return clauses.flatMap(({ where, text }) => {
    if (!/违约金|滞纳金|罚息|逾期|罚款|罚金|赔偿金/.test(text)) return []
    const steep = yearlyRates(text).find(({ yearly }) => yearly > 24 && !/利率|利息/.test(text.slice(0, 0)))
    if (steep)
      return [
        finding(
          'D19',
          'warn',
          where,
          `“${steep.raw}”折合年率${Number(steep.yearly.toFixed(1))}%,畸高`,
          '按实际损失约定,一般不超过损失的30%',
        ),
      ]
    const lump = /(?:违约金|罚款|罚金)[^,。;]{0,8}?$/
    const amount = findAmounts(text).find(
      ({ start, end }) =>
        lump.test(text.slice(0, start)) || /^(?:\(大写[^)]*\))?(?:的)?(?:违约金|罚款|罚金)/.test(text.slice(end)),
    )
    const base = Math.max(
      largest,
      ...findAmounts(text)
        .filter((it) => it !== amount)
        .map(({ fen }) => fen),
    )
    if (amount && base > 0 && amount.fen > base * 0.3)
      return [
        finding(
          'D19',
          'warn',
          where,
          `违约金${yuanOf(amount.fen)}超过给付额的30%`,
          '按实际损失约定,一般不超过损失的30%',
        ),
      ]
    const share = /(\d+)%的?(?:违约金|罚金)|(?:违约金|罚金)[^,。;\d]{0,8}(\d+)%/.exec(text)
    if (share && Number(share[1] ?? share[2]) > 30)
      return [finding('D19', 'warn', where, `违约金比例${share[1] ?? share[2]}%过高`, '一般不超过损失的30%')]
    if (/(?:双倍|加倍|两倍|三倍|\d倍|翻倍)(?:支付|赔偿|返还|偿还|给付|承担)/.test(text))
      return [finding('D19', 'warn', where, '约定加倍支付作为违约责任', '改为按实际损失或约定合理的违约金')]
    return []
  })
}

/** D25: money already paid is neither forgotten nor counted twice. */
export const paidBefore: Rule = ({ clauses, text, reading }) => {
  const { records, names, settlement } = reading
  if (clauses.length === 0) return []
  const settledIn = new Set(settlement.clauses.flatMap(({ recordIds }) => recordIds))
  const sides = names.all.filter(({ party }) => party.role === 'respondent' || party.role === 'applicant')
  const paid = records
    .filter(({ id }) => !settledIn.has(id))
    .flatMap((record) =>
      record.text
        .split(/[。;\n]/)
        .filter(
          (s) =>
            /(?:已经?|先|前面|之前)?(?:垫付?|付|还|给|转|支付|退)(?:过|了)/.test(s) &&
            /收到|认可|确认|收条|流水|双方|凭证|票据|发票/.test(s) &&
            !/没|未|要求/.test(s),
        )
        .flatMap((s) => findAmounts(s).map((amount) => ({ ...amount, recordId: record.id }))),
    )
  const total = clauses
    .flatMap(({ text: t, at }) => readSums(t, at))
    .filter(({ role }) => role === 'total' || role === 'part')
  return [...new Map(paid.map((it) => [it.fen, it])).values()]
    .filter(
      ({ fen }) =>
        sides.length >= 2 && total.some((sum) => sum.fen > fen) && !text.includes(yuanOf(fen).replace('元', '')),
    )
    .slice(0, 2)
    .map(({ fen }) =>
      finding(
        'D25',
        'warn',
        '协议内容',
        `记录提到已付${yuanOf(fen)},协议没有写明是否已经扣除`,
        '写明已付款项是否包含在总额内,以及还应实付多少',
      ),
    )
}
