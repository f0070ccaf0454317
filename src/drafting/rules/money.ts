import { type Amount, findAmounts, readNumeral, readSums, sumGap, toCapitals, yuanOf } from '../../cases/index.ts'
import { withoutCapitals } from './clause.ts'
import { yearlyRates } from './rates.ts'
import { finding, type Rule } from './rule.ts'

/** 6500元(大写:陆仟伍佰元整), 6500元 (人民币陆仟伍佰元整): digits with the capitals beside them. */
const written =
  /([\d,]+(?:\.\d{1,2})?)\s*(万)?元(?:整)?\s*[(,]?\s*(?:人民币|大写|[:\s])+([零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千万亿元圆角分整正]{2,})[)]?/g

/** A sum left to somebody's discretion, to a later day, or to a word like 适当. */
const vagueAmount =
  /(?:数额|金额|多少|标准)[^,。;]{0,6}(?:看着|随意?|由[^,。;]{1,8}(?:决?定|看)|酌情|自行)|酌情(?:补偿|支付|返还|给付)|(?:若干|适当|一定|相应|部分|合理)(?:的)?(?:补偿|赔偿|费用|金额|款项|经济补偿|损失)|(?:金额|数额|费用|赔偿款|多少)(?:另行|以后|再|待|由双方再)(?:协商|商定|确定|商量)|\d+元?(?:左右|上下|以上|至\d+元之间)|(?:支付|付|补偿|赔偿?|退还?|给)[^,。;从由\d]{0,12}\d[\d.]*元?(?:至|到|~)\d[\d.]*元(?:不等)?(?=[,。;(]|$)/

const unsettled =
  /(?:数额|数目|金额|款额|总额|钱数|多少)[^。;]{0,24}(?:再|以后|之后|后|另行?|届时|到时)[^,。;]{0,6}(?:定|商|议|算|谈|说|讲)|(?:算|对|核|查)(?:出来|下来|完)?[^,。;]{0,4}多少[^。;]{0,8}(?:就|便)[^。;]{0,8}(?:付|赔|退|还|给|补)/
/** Whether a sum is left open: to somebody's discretion, to a later count or talk, so that nobody could enforce it. */
export const leavesSumOpen = (text: string): boolean =>
  vagueAmount.test(withoutCapitals(text)) ||
  text
    .split(/[。;]/)
    .some(
      (sentence) =>
        unsettled.test(sentence) &&
        findAmounts(sentence).length === 0 &&
        !/后续|今后|尚未发生|不(?:在|属于?)[^,]{0,6}本/.test(sentence),
    )

/** D05: every sum definite, digits and capitals of one value, parts adding up to the whole. 民诉解释358(五) */
export const sums: Rule = ({ clauses, terms, reading }) => [
  ...clauses.flatMap(({ where, text, at }) => {
    const out = []
    for (const pair of text.matchAll(written)) {
      const fen = Math.round(Number(pair[1]!.replaceAll(/[,]/g, '')) * (pair[2] ? 1e6 : 100))
      const capitals = /^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整正]+$/.test(pair[3]!.replace('圆', '元'))
        ? findAmounts(pair[3]!.replace('圆', '元'))[0]?.fen
        : undefined
      if (capitals !== fen)
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
    if (vagueSum(text, at) || leavesSumOpen(text))
      out.push(finding('D05', 'block', where, '金额不明确', '写明确定的金额(大小写)或可以算出的方法'))
    return out
  }),
  ...(clauses.some(({ text }) => /[¥￥]?0(?:\.00?)?元/.test(text) && findAmounts(text).some(({ fen }) => fen === 0))
    ? [finding('D05', 'block', '协议内容', '出现0元的给付', '删去或写明应付金额')]
    : []),
  ...huge(clauses, reading, terms),
]

/** A sum that is owed and rounded: 大约三千来块. What a clause only recalls, or a share pays later by voucher, may be round. */
const vagueSum = (text: string, at: string): boolean =>
  readSums(text, at).some(
    ({ approx, role, raw, start }) =>
      approx && role !== 'deducted' && !/以内|不超过|以下/.test(`${raw}${text.slice(start, start + raw.length + 4)}`),
  ) && /支付|付|赔|退|还|给/.test(text)

const huge = (clauses: Parameters<Rule>[0]['clauses'], _reading: unknown, _terms: string[]) =>
  clauses.flatMap(({ where, text }) =>
    findAmounts(text)
      .filter(({ fen }) => fen >= 1e12)
      .slice(0, 1)
      .map(({ fen }) => finding('D05', 'warn', where, `金额${yuanOf(fen)}异常大,请核对`, '核对位数和单位')),
  )

const penal = /违约金|滞纳金|罚|逾期|迟延|拖(?!车|欠|把)|惩罚|晚|迟付|超期|(?:未|没有?|不)(?:能)?按(?:时|期|约|上述)/
/** 城管开的罚款: what an authority fined is no penalty between the parties. */
const ofAnOffice =
  /(?:城管|交警|公安|派出所|执法(?:局|队)|市场监管|税务|消防|环保|行政|治安)[^,。;]{0,12}(?:罚|处罚)|(?:开|处|交|缴)的罚/
/** 不再计收滞纳金, 免收违约金: a penalty taken back is none. */
const waived = /(?:不(?:再|予|另)?(?:计|收|付|要求|主张|支付|承担)|免|放弃|取消|减免|无需|不存在)[^,。;]{0,12}$/
/** 原写的每日百分之一滞纳金,双方同意作废: a rate named only to be taken back; not 前款作废, behind another stop. */
export const takenBack = (from: string): boolean =>
  /^[^,。;]*(?:,(?:双方|各方|现|均|已|一致|经协商)[^,。;]{0,8}|,[^,。;]{2,24}?(?:全部|全数|一并|均|都|自愿|同意))?(?:免(?:除|收|予|掉)|放弃|减免|作废|不再(?:执行|适用|计算?|计收)|不(?:执行|适用|作数)|废止|取消)/.test(
    from,
  )
const daily =
  /(?:每(?:逾期|迟延|拖延|晚|拖)?(?:一|1)?|(?:逾期|迟延|拖延|[晚迟][付交还退]?|拖|超期)(?:一|1|每)?|(?<![\d一二三十廿月的号])一)(?:天|日)[^。;\d]{0,12}$/

/** 到期不付的, 另赔…: what falls due only because the debt was not paid. */
const failing =
  /(?:到期|逾期|未按|不按|不能按|没有?按|违约|不履行|反悔|拖欠|(?:不|没)(?:付|还|退))[^。;]{0,20}(?:另|加|再|须|应|自愿|罚|赔)[^。;]{0,12}$|(?:逾期|到期|届时)?(?:不|未|没有?)(?:能)?(?:按[时期约])?(?:付|还|退|支付|归还|履行|付清|还清)的,[^。;,]{0,14}按[^。;,\d]{0,4}$/

const isForfeit = (text: string, { start }: Amount): boolean => {
  const sentence = text.slice(0, start).split(/[。;]/).at(-1)!
  return (
    failing.test(sentence) &&
    !/剩余|余款|全部|未付|尚欠|LPR|利率|原(?:欠|价|债|金|定|来)|减免|让步|为基数/.test(sentence)
  )
}

/** 一次性按未付部分的百分之五支付违约金: the share of the debt forfeited once; undefined where it runs by the day, month or year. */
function shareForfeited(text: string): { raw: string; percent: number } | undefined {
  const sentence = text
    .split(/[。;]/)
    .find((it) => /违约金|罚金|赔偿金|滞纳金/.test(it) && !/[每按][一1]?个?[日天月年]|利率|LPR|[日月年]息/.test(it))
  const match = /(\d+(?:\.\d+)?)%|百分之([一二三四五六七八九十百]+)|([一二三四五六七八九])成(?!立)/.exec(sentence ?? '')
  // 相当于欠款一半的违约金, 等额的违约金
  const part =
    !match &&
    /(?:相当于|按)?[^,。;\d]{0,10}(?:(一半|半数|百分之五十)|等额|同等(?:金额|数额)|全额)的?(?:作为)?[^,。;]{0,6}(?:违约金|罚金|赔偿金|滞纳金)/.exec(
      sentence ?? '',
    )
  if (part) return { raw: part[0], percent: part[1] ? 50 : 100 }
  if (!match) return undefined
  const [raw, digits, words, tenths] = match
  const percent = digits ? Number(digits) : words ? readNumeral(words) : readNumeral(tenths!)! * 10
  return percent === undefined ? undefined : { raw, percent }
}

/** What one breach of a promise without a price may cost before somebody should ask: about a month's wage. */
const aSlip = 1_000_000
/** The month's rent the facts or the records tell of. */
const monthlyRent = (rest: Parameters<Rule>[0]['rest']): number | undefined =>
  rest
    .flatMap(({ text }) =>
      findAmounts(text).filter(({ start }) =>
        /月(?:租金|租|房租)[^,。;\d]{0,4}$|每个?月(?:租金|房租)?[^,。;\d]{0,4}$/.test(text.slice(0, start)),
      ),
    )
    .map(({ fen }) => fen)[0]

/** D19: penalties far above the loss: daily thousandths, sums a day, more than thirty percent of the debt, double and treble. 民585;通则65 */
export const penalty: Rule = ({ clauses, operative, rest, says }) => {
  const owed = clauses
    .map(({ text }) => withoutCapitals(text))
    .filter((text) => !/违约金|罚款|罚金/.test(text))
    .flatMap((text) => findAmounts(text).filter((it) => !isForfeit(text, it)))
  const largest = owed.reduce((most, { fen }) => Math.max(most, fen), 0)
  return operative.flatMap((clause) => {
    const { where, text: written } = clause
    const text = withoutCapitals(written)
    const found = (message: string, fix = '按实际损失约定,一般不超过损失的30%') => [
      finding('D19', 'warn', where, message, fix),
    ]
    const given = (raw: string) => {
      const at = text.indexOf(raw)
      const piece = text.slice(0, at).length - /[^,。;]*$/.exec(text.slice(0, at))![0].length
      const segment = text.slice(piece).split(/[,。;]/)[0]!
      return (
        !waived.test(text.slice(piece, at)) &&
        !/不再|免收|免除|放弃|取消|减免|不予/.test(segment) &&
        !takenBack(text.slice(at))
      )
    }
    const steep = !penal.test(text) ? undefined : yearlyRates(text).find(({ raw, yearly }) => yearly > 24 && given(raw))
    if (steep) return found(`“${steep.raw}”折合年率${Number(steep.yearly.toFixed(1))}%,畸高`)
    const amounts = findAmounts(text)
    // 每月最后一日前付2400元: a day of the month is no rate.
    const perDay = amounts.find(
      ({ start, raw }) =>
        daily.test(text.slice(0, start)) && !/最后一[日天][^,。;]{0,8}$/.test(text.slice(0, start)) && given(raw),
    )
    const lump = /(?:违约金|罚款|罚金|滞纳金)[^,。;]{0,8}?$/
    const amount = amounts.find(
      ({ start, end, raw }) =>
        (lump.test(text.slice(0, start)) || /^(?:\(大写[^)]*\))?(?:的)?(?:违约金|罚款|罚金)/.test(text.slice(end))) &&
        given(raw) &&
        !ofAnOffice.test(/[^,。;]*$/.exec(text.slice(0, start))![0]) &&
        start > text.search(/逾期|违约|不(?:履行|付|缴|还|退|按)|未|如|若|迟延|罚/),
    )
    const forfeit = amounts.find((it) => isForfeit(text, it))
    const base = Math.max(
      largest,
      ...amounts.filter((it) => it !== amount && it !== perDay && it !== forfeit).map(({ fen }) => fen),
    )
    if (perDay && base > 0 && (perDay.fen * 365) / base > 0.24)
      return found(`每逾期一日${yuanOf(perDay.fen)},折合年率${Math.round((perDay.fen * 36_500) / base)}%,畸高`)
    if (amount && base > 0 && amount.fen > base * 0.3) return found(`违约金${yuanOf(amount.fen)}超过给付额的30%`)
    if (forfeit && forfeit !== perDay && base > 0 && forfeit.fen > base * 0.3 && forfeit.fen !== base)
      return found(`不履行时另付${yuanOf(forfeit.fen)},超过给付额的30%`)
    // With nothing owed to measure it by: a whole month's rent for a few days' delay, more than a month's wage for one slip.
    const rent =
      largest === 0 && perDay && /搬|腾|迁|退租|交(?:还|付|回)?房|(?:不|未)搬/.test(text)
        ? monthlyRent(rest)
        : undefined
    if (rent && perDay && perDay.fen * 30 > rent * 3)
      return found(`每逾期一日${yuanOf(perDay.fen)},是租金的${Math.round((perDay.fen * 30) / rent)}倍,畸高`)
    if (
      base === 0 &&
      amount &&
      !perDay &&
      /每(?:发生|违反|违约|出现|再犯)?(?:一|1)?次|一次/.test(text) &&
      amount.fen > aSlip
    )
      return found(`每次${yuanOf(amount.fen)}的违约金没有可比的损失,畸高`)
    const share = shareForfeited(text)
    if (share && share.percent > 30 && given(share.raw))
      return found(`违约金比例${share.percent}%过高`, '一般不超过损失的30%')
    const multiple =
      /(双|加|翻|两|二|三|四|五|十|\d+(?:\.\d+)?)倍[^,。;]{0,8}?(?:支付|赔偿|返还|偿还|给付|承担|计|退)|(?:支付|赔偿|返还|偿还|给付|承担|退还?)[^,。;]{0,10}?(双|加|翻|两|二|三|四|五|十|\d+(?:\.\d+)?)倍|(?:翻|加)倍(?=[,。;]|$)/.exec(
        text,
      )
    // What can be reckoned is decided; a penalty in other words is the reader's.
    const reckoned = amount || (perDay && base > 0) || share || yearlyRates(text).length > 0
    const verdict = says('D19', clause)
    if (!reckoned && verdict.found && given(withoutCapitals(verdict.words)))
      return found(`违约责任可能畸高(“${verdict.words.slice(0, 40)}”)`)
    if (
      multiple &&
      penal.test(text) &&
      !/利率|LPR|基准|报价|定金/.test(
        text.slice(Math.max(0, multiple.index - 24), multiple.index + multiple[0].length),
      ) &&
      given(multiple[0])
    )
      return found('约定加倍支付作为违约责任', '改为按实际损失或约定合理的违约金')
    return []
  })
}
