import { readNumeral } from '../../cases/index.ts'

const share =
  '(?:百|千|万)分之[\\d.一二三四五六七八九十两零点]+|\\d+(?:\\.\\d+)?\\s*(?:%|‰|‱)|(?<![\\d一二两三四五六七八九十][时点:])(?<![\\d.一二三四五六七八九十两])[\\d.一二三四五六七八九十两]+\\s*(?:分|厘|毛)[一二三四五六七八九\\d]?(?!之|期|别|项|钟|割|公|贝)'
const period =
  '年(?:利率|息|化(?:利?率)?)|月(?:利率|息)|日(?:利率|息)|(?:每|按|以)(?:个)?(?:年|月|日|天|逾期一[日天])|(?:逾期|拖延?|晚付?|迟付?|迟延|超期)(?:一|1)?[日天]|[年月日天](?=[百千万]分之)'
/** 逾期一天,按欠款额的1%: the day of delay stands in one piece, what it costs in the next. */
const delayed =
  '(?:逾期|拖延?|拖欠|晚[付交还退]?|迟[付交还退]?|迟延|超期|超过|延误)(?:付款|支付|履行|交付|返还|归还)?(?:满)?(?:一|1)个?[日天月年](?:的|时|就)?,'
const pattern = new RegExp(
  `(${period}|${delayed})[^,;。%‰元]{0,16}?(${share})|(${share})[^,;。]{0,3}(?:的)?(月息|年息|日息|月利率?|年利率?|日利率?)`,
  'g',
)

const per = '(?:(?:每|一)个?[天日月年])?'
/** 每万元每天15元, 每月每千元20元, 一万块一天十块. */
const priced = new RegExp(
  `(${per})((?:每[一1]?|一|1)[万千百][元块]?|每?10{2,4}元)(?:钱|本金|借款)?(${per})[^,;。\\d一二三四五六七八九十]{0,8}(\\d+(?:\\.\\d+)?|[一二两三四五六七八九十]{1,3})[元块]`,
  'g',
)

/** Yearly percent of every rate a text names; 月息2分 is 24, 日千分之三 is 109.5, 一分五 a month 18. */
export function yearlyRates(text: string): { raw: string; yearly: number }[] {
  const perSum = [...text.matchAll(priced)].flatMap((match) => {
    const [raw, first, of, second, yuan] = match
    const span = /[天日月年]/.exec(first! + second!)?.[0]
    const sum = numberOf(yuan!)
    // 一万元五块: without 每, a rate only where it says for how long.
    if (sum === undefined || (!span && !of!.startsWith('每'))) return []
    const named = /[万千百]/.exec(of!)?.[0] as '万' | '千' | '百' | undefined
    const unit = named ? { 万: 10_000, 千: 1_000, 百: 100 }[named] : Number(/\d+/.exec(of!)![0])
    const times = span === '年' ? 1 : span === '月' ? 12 : 365
    return [{ raw, yearly: ((sum * times) / unit) * 100 }]
  })
  const rates = [...text.matchAll(pattern)].flatMap((match) => {
    const per = match[1] ?? match[4]!
    const times = /年/.test(per) ? 1 : /月/.test(per) ? 12 : 365
    const percent = percentOf(match[2] ?? match[3]!, times)
    return percent === undefined ? [] : [{ raw: match[0], yearly: percent * times }]
  })
  return [...rates, ...perSum]
}

function percentOf(raw: string, times: number): number | undefined {
  const parts = /^(百|千|万)分之(.+)$/.exec(raw)
  if (parts) {
    const value = numberOf(parts[2]!)
    return value === undefined ? undefined : value * { 百: 1, 千: 0.1, 万: 0.01 }[parts[1] as '百' | '千' | '万']
  }
  // 一分五 is one and a half 分.
  const half = /^([^分厘]+)(分|厘)([一二三四五六七八九\d])$/.exec(raw)
  if (half) {
    const [whole, tenth] = [numberOf(half[1]!), numberOf(half[3]!)]
    if (whole === undefined || tenth === undefined) return undefined
    return percentOf(`${whole + tenth / 10}${half[2]}`, times)
  }
  const value = numberOf(raw.replace(/\s*(?:%|‰|‱|分|厘|毛)$/, ''))
  if (value === undefined) return undefined
  if (raw.endsWith('‰')) return value / 10
  if (raw.endsWith('‱')) return value / 100
  // 分 is a hundredth of the principal a month (ten of them a year where the period is a year); 厘 a tenth of 分.
  if (raw.endsWith('分')) return times === 1 ? value * 10 : value
  if (raw.endsWith('厘')) return times === 1 ? value : value / 10
  return value
}

const numberOf = (raw: string): number | undefined =>
  /^\d/.test(raw) ? Number(raw) : readNumeral(raw.replace('两', '二'))
