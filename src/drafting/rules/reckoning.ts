import { findAmounts, readNumeral, readSums, yuanOf } from '../../cases/index.ts'
import { withoutCapitals } from './clause.ts'
import { isFacts } from './facts.ts'
import { finding, type Rule } from './rule.ts'

const number = '(\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百]{1,4})'
/** 每亩950元, 每个月5200元: what one of a measure costs; 5200元/月, 950元一亩. */
const priced = /每(?:个|[1一])?([\p{Script=Han}㎡]{1,3}?)(?:工资|租金|房租)?(?:按|为|是|计|付|补|给|价|单价)*$/u
const per = /^(?:\/|一|每)(?:个)?(平方米|[\p{Script=Han}㎡])/u
/** Words by which a sum is more or less than a price times a number. */
const otherwise = /[折减扣免优惠补另]|加(?!工)|税|已|不足|部分|封顶|上限|%|百分之|成(?!本)/
const inTotal = /(?:合计|共计|总计|总共|一共|共|计|合|即|为|=|欠付?|应付)[^,。;\d]{0,6}$/

/** 流转面积7.2亩、每亩950元,共6480元: a price times a number that does not give the sum named behind them; undefined where it does or where it is no such reckoning. */
function productGap(written: string): { expected: number; found: number } | undefined {
  for (const text of withoutCapitals(written).split(/[。;]/)) {
    if (otherwise.test(text) || (text.match(/每/g)?.length ?? 0) > 1) continue
    const sums = findAmounts(text)
    const prices = sums.flatMap((sum) => {
      const unit =
        priced.exec(text.slice(0, sum.start))?.[1] ??
        per.exec(text.slice(sum.end))?.[1] ??
        (/月(?:工资|租金|租|薪|息)[^,\d]{0,2}$/.test(text.slice(0, sum.start)) ? '月' : undefined)
      return unit ? [{ sum, unit }] : []
    })
    const [price] = prices
    if (!price || prices.length > 1) continue
    const counts = countsOf(text, price.unit)
    const totals = sums.filter(
      ({ start, fen }) => start > price.sum.end && fen !== price.sum.fen && inTotal.test(text.slice(0, start)),
    )
    const [count] = counts
    const total = totals.at(-1)
    if (counts.length !== 1 || !count || !total || total.approx) continue
    const expected = Math.round(price.sum.fen * count)
    if (Math.abs(expected - total.fen) >= 100 && !sums.some(({ fen }) => Math.abs(fen - expected) < 100))
      return { expected, found: total.fen }
  }
  return undefined
}

/** How many of a measure a text names: 7.2亩, 三个月, 12天; not 10月 of a date, nor 每亩. */
function countsOf(text: string, unit: string): number[] {
  const counted =
    unit === '月' ? '个月' : unit === '年' ? '年(?!度|\\d)' : /^[日天]$/.test(unit) ? '[日天](?!前|内|起)' : unit
  const found = [...text.matchAll(new RegExp(`(?<![\\d.年月第每一])${number}(?:个(?!月))?${counted}(?!前|内|起)`, 'g'))]
  const numbers = found.map(([, n]) => (/\d/.test(n!) ? Number(n) : readNumeral(n!.replace('两', '二'))))
  return [...new Set(numbers.filter((n) => n !== undefined && n > 0 && n < 10_000))] as number[]
}

/** D05, D23: a price times a number gives the sum that is written; in the terms it makes the sum doubtful, in the facts the telling. 民诉解释356、358(五) */
export const products: Rule = ({ clauses, rest }) =>
  [...clauses, ...rest.filter((it) => isFacts(it) && it.item.label === 'person')].flatMap((clause) => {
    const gap = productGap(clause.text)
    return gap
      ? [
          finding(
            isFacts(clause) ? 'D23' : 'D05',
            'block',
            clause.where,
            `按所写的数量和单价算得${yuanOf(gap.expected)},与${yuanOf(gap.found)}不符`,
            '核对数量、单价和总额',
          ),
        ]
      : []
  })

/** D05: what is written of the performance names the sums of the terms, or parts that make one up. 民诉解释358(五) */
export const performed: Rule = ({ clauses, rest }) => {
  const sumsOf = (text: string, at: string) => readSums(text, at).filter(({ role }) => role !== 'deducted')
  const terms = clauses.flatMap(({ text, at }) => sumsOf(text, at).map(({ fen }) => fen))
  if (terms.length === 0) return []
  return rest
    .filter(({ where, item }) => where.startsWith('履行') && item.label === 'person')
    .flatMap(({ where, text, at }) => {
      const sums = sumsOf(text, at)
      const strange = sums.find(({ fen, approx }) => !approx && !terms.includes(fen))
      const together = sums.reduce((sum, { fen }) => sum + fen, 0)
      if (!strange || terms.includes(together) || /违约金|滞纳金|逾期|利息|费用|每/.test(text)) return []
      // 首期5000元…: the parts of a sum whose whole stands in the terms, as far as they are told.
      if (sums.length > 1 ? sums.some(({ fen }) => terms.includes(fen)) : /首|期|先|余|其中|部分/.test(text)) return []
      return [
        finding(
          'D05',
          'block',
          where,
          `履行方式里的${yuanOf(strange.fen)}与协议内容的数额对不上`,
          '前后写成同一个数额,或写明是其中哪一笔',
        ),
      ]
    })
}
