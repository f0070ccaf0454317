import { solarOf } from '../../text/index.ts'
import { readNumeral } from './quantities.ts'
import { remembered } from './remember.ts'

/**
 * A day named in a text, resolved to the calendar (Beijing), with its place. `month` where only the month is known,
 * `term` a span counted from the signing (签订之日起10日内), `recurring` a day that comes back (每月10日).
 */
export type Day = {
  start: number
  end: number
  raw: string
  kind: 'day' | 'month' | 'term' | 'recurring'
  /** YYYY-MM-DD, or YYYY-MM of a month; absent for a term and a recurring day. */
  on?: string
  /** Days of a term. */
  days?: number
  explicitYear: boolean
}

const num = '(?:(?<!\\d)\\d{1,2}|[一二三四五六七八九十两]{1,3})'
// 26年12月: a year in two digits stands right before its month.
const yearWord =
  '(?:\\d{4}|[二一][〇零一二三四五六七八九]{3}|(?<![\\d.])2\\d(?=年\\d{1,2}月))年|今年|本年|明年|去年|旧年|前年'
/** What is done by or on a day: 12.1开好, 5月二十之前交. */
const byADay =
  '(?:日|号|之?前|以前|起|晚上?|早上|上午|下午|中午|付|退|还|交|送(?!一)|寄|开(?!间)|搬|拉|拿|打|转|汇|结|修|装|给|各[付还退打转给交]|来|去|先|一把|一次性?[付结清还给]|全部[付结还]|一[笔期次半]|到(?:店|场|货|账|期|岗|家|村|位))'
const md = '(?<m>1[0-2]|0?[1-9])[./](?<d>3[01]|[12]\\d|0?[1-9])(?!\\d|[./]\\d)'
const stretchEnds = '(?=\\s*(?:[),;。!?、]|\\n|$))'
/** 单价12.10付: a sum with its noun, no day; 1/2付 is a half. */
const noSum = '(?<![价计共息率薪¥￥约第每]\\s*)'
const noShare = '(?!(?:1\\/[2-9]|2\\/[35]|3\\/[45])(?!\\d|之?前|以前|[日号]))'
/** 12.10 付8000, (到11.22), 11.20送到店, (11/27): a day in figures alone, where only a day can stand. */
const short: [Day['kind'], RegExp][] = [
  new RegExp(`(?<![\\d.])${noSum}${noShare}${md}(?=(?:[、和]\\d{1,2}[./]\\d{1,2})*\\s?${byADay})`, 'g'),
  new RegExp(
    `(?<=(?:^|[(,;。\\s付交结截做住租推延限续用期拖顺止])[到至于]|→\\s?|最[迟晚]|截止)${noShare}${md}${stretchEnds}`,
    'gm',
  ),
  /(?<=[(])(?<m>1[0-2]|0?[1-9])\/(?<d>3[01]|[12]\d|0?[1-9])(?=[)])/g,
  // 7.15:2000元, 7.15 2000: at the head of its stretch, before a sum.
  new RegExp(`(?<=(?:^|[,;。])\\s*)${noShare}${md}(?=(?:\\s*:\\s*|\\s+)\\d{3,}(?:元|块|[,;。\\s]|$))`, 'gm'),
].map((pattern) => ['day', pattern])

const patterns: [Day['kind'] | 'relative' | 'lunar', RegExp][] = [
  ['recurring', new RegExp(`(?:每个?月|每年|每季度?|按月|逐月|当月)(?:的)?(?:(?:${num})月)?(?:${num})[日号]`, 'g')],
  ['recurring', /每个?月(?:月)?(?:底|初|末)|按月/g],
  ['term', /签(?:字|订|署|约)(?:的)?(?:当天|当日|之日(?!起)|时|完)/g],
  [
    'lunar',
    /(?:农历|阴历|旧历|古历)(?<y>今年|明年|\d{4}年)?(?<lm>正|冬|腊|十[一二]|[一二三四五六七八九十])月(?<ld>初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)/g,
  ],
  [
    'term',
    /(?:(?:自|从|在)?(?:本)?(?:协议|签字|签订|签署|签约|生效|达成|验收合格|返工验收合格|完工|确认|验收|收齐|收到|拿到|竣工|开票|交接|做好|修好|装好|搬离|搬走|办好|出院)(?:[^,。;，；]{0,8}?(?:后|起|之日起|好|完)))?(?:的)?(?<!\d)(?:\d{1,3}|[一二三四五六七八九十两]{1,3})个?(?:工作)?(?:日|天|周|星期|个月|月)(?:[之以]?内|里(?:面|头)?(?!程))/g,
  ],
  ['term', /(?<!\d)\d{1,3}个?小时[之以]?内/g],
  ['day', new RegExp(`(?<y>${yearWord})?\\s*(?<m>${num})月(?:份)?\\s*(?<d>${num})[日号]`, 'g')],
  ['day', /(?<!\d)(?<y>\d{4})[-./](?<m>\d{1,2})[-./](?<d>\d{1,2})(?!\d)/g],
  ['day', /(?<![\d.-])(?<m>1[0-2]|0?[1-9])-(?<d>3[01]|[12]\d|0?[1-9])(?=之?前|以前)/g],
  ...short,
  // 四月三十之前, 下月十五: told in words, a day goes without 日 where nothing is counted by it; 八月十五 is a feast of the moon.
  [
    'day',
    new RegExp(
      `(?<y>${yearWord})?(?<m>(?:下|本|这)个?月|(?:十[一二]|[一二三四五六七八九十])月)(?<!八月(?=十五))(?<d>(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?))(?![日号])(?=${byADay}|[我你他她]|[,;。!?、)\\s]|$)`,
      'g',
    ),
  ],
  [
    'day',
    new RegExp(
      `(?<y>${yearWord})?(?<m>本月|这个月|当月|下个?月|上个?月|${num}月)(?:份)?(?<d>月?底|末|月末|${num}[日号])`,
      'g',
    ),
  ],
  [
    'relative',
    /(?<y>今年|本年|明年|去年)?(?:年底|年末)|(?<y2>\d{4}年)(?:年底|底|末)|(?<y3>今年|明年)?(?:(?<![\p{Script=Han}](?<![在到于至从过年是等、和的]))(?:元旦|国庆|五一)(?=节|前|后|假|长假|期间|当[天日]|那|时|上|放|左右|之前|以前|[,。;、]|$)节?|春节|过年|除夕|大年三十|劳动节|清明节|端午节?|中秋节?|重阳节?|元宵节?)/gu,
  ],
  [
    'relative',
    /(?<![每逢第个双单])(?<!第[一二三四]个?)(?:下下|下|上|这|本)?个?(?<![每逢第]个?)(?:周|星期|礼拜)[一二三四五六日天](?![上下]?半?年|不|都|也|休|照常)/g,
  ],
  ['relative', /大后天|后天|明天|明日|今天|今日|今朝|今(?=晚|早|夜)|明(?=晚|早)|昨天|昨日|前天|月底|本月底/g],
  [
    'relative',
    /(?<![\d年月第尾号.·楼])(?<d>\d{1,2}|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?)[号日](?=之?前|以前|前|晚|上午|下午|到|付|给|转|止|微信|支付宝|现金|当面|已|还(?!是)|退|打|收)/g,
  ],
  ['month', new RegExp(`(?<y>${yearWord})?(?<m>${num})月份?(?![底末初日号\\d内]|[二三]?十)`, 'g')],
]

const pad = (n: number) => String(n).padStart(2, '0')
const iso = (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}`
const lastDay = (y: number, m: number) => new Date(Date.UTC(y, m, 0)).getUTCDate()
const shift = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The day in Beijing of an ISO time. */
export const beijingDay = (at: string): string => {
  const held = daysOf.get(at)
  if (held !== undefined) return held
  const moment = Date.parse(at)
  const day = Number.isNaN(moment) ? '' : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
  if (daysOf.size >= 4_000) daysOf.delete(daysOf.keys().next().value!)
  daysOf.set(at, day)
  return day
}
const daysOf = new Map<string, string>()

/** Every day named in a text. A day without its year is the nearest one `toward` the future or the past of `at` (an ISO time). */
export const findDays = (text: string, at: string, toward: 'future' | 'past' = 'past'): Day[] =>
  readDays(text, beijingDay(at), toward)

const readDays = remembered<Day>((text, today, toward) => daysIn(text, today!, toward as 'future' | 'past'))

function daysIn(text: string, today: string, toward: 'future' | 'past'): Day[] {
  const found: Day[] = []
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [start, raw] = [match.index, match[0]]
      if (found.some((day) => start < day.end && start + raw.length > day.start)) continue
      const place = { start, end: start + raw.length, raw, explicitYear: /\d{4}|^2\d年|[二一][〇零一]/.test(raw) }
      if (kind === 'relative' && comesBack(text, start, raw)) continue
      if (kind === 'recurring') found.push({ ...place, kind })
      else if (kind === 'term' && !/(?:内|里|里面|里头)$/.test(raw)) found.push({ ...place, kind, days: 0 })
      else if (kind === 'term' && raw.includes('小时'))
        found.push({ ...place, kind, days: Math.ceil(Number.parseInt(raw, 10) / 24) })
      else if (kind === 'term') {
        const n = readNumeral(
          /(\d{1,3}|[一二三四五六七八九十两]{1,3})个?(?:工作)?(?:日|天|周|星期|个月|月)(?:[之以]?内|里(?:面|头)?)$/.exec(
            raw,
          )![1]!,
        )!
        const unit = /(周|星期|月)(?:[之以]?内|里(?:面|头)?)$/.exec(raw)?.[1]
        found.push({ ...place, kind, days: unit === '月' ? n * 30 : unit ? n * 7 : n })
      } else {
        const before = found
          .filter((day) => day.explicitYear && day.on && day.end <= start && !endsSpan(text, day))
          .at(-1)
        const behind = text.slice(start + raw.length)
        const done =
          (kind === 'relative' && match.groups?.d !== undefined && isPast.test(behind)) ||
          (kind === 'day' && alreadyDone.test(behind))
        const year = before && !isNear(match, today, text.slice(before.end, start), before.on!) ? before.on : undefined
        const on = resolve(kind, match, today, done ? 'past' : toward, done ? undefined : year)
        if (on) found.push({ ...place, kind: kind === 'month' ? 'month' : 'day', on })
      }
    }
  }
  // 11月7日这个星期六, 12月5日(周六): the weekday only says the day again.
  return withoutDoubles(
    found.sort((a, b) => a.start - b.start),
    text,
  ).filter(
    (day, i) =>
      !(
        i > 0 &&
        /(?:周|星期|礼拜)[一二三四五六日天]$/.test(day.raw) &&
        /^[(（]?(?:这个|那个|即|,)?$/.test(text.slice(found[i - 1]!.end, day.start))
      ),
  )
}

/** Within so many days a day in a sentence of its own lies ahead of the record, whatever year was told before. */
const SOON = 60
/** Another part of what was told before goes on in its year: 2027年6月30日付一半;余下的12月20日付. */
const goesOn = /第[一二三四五六七八九十\d]|余|剩|其余|另一|另外一半|再|最后|尾款|末|后一?[期笔]|之后|下半/

/** 2027年1月15日前转…;欠的水电11月25日前去缴掉, in a record of November 2026: a matter of its own, and a day soon to come. */
function isNear({ groups = {} }: RegExpExecArray, today: string, between: string, before: string): boolean {
  const m = readNumeral((groups.m ?? '').replace('月', ''))
  const d = readNumeral((groups.d ?? '').replace(/[日号]$/, ''))
  const own = /[;。\n]([^;。\n]*)$/.exec(between)?.[1]
  if (!m || !d || groups.y || own === undefined || !/\p{Script=Han}{2}/u.test(own) || goesOn.test(own)) return false
  const on = iso(Number(today.slice(0, 4)), m, d)
  return on < before && on >= today && on <= shift(today, SOON)
}

/** 2027年2月5号过年前, 3天内(到11月22日): a feast or a term beside its day says no day of its own. */
function withoutDoubles(days: Day[], text: string): Day[] {
  return days.flatMap((day, i) => {
    const [before, after] = [days[i - 1], days[i + 1]]
    // 3天内(到11月22日): the day in the bracket says when the term ends.
    if (day.kind === 'term' && after?.kind === 'day' && ofTerm.test(text.slice(day.end, after.start))) return []
    if (before && besideFeast(before, day, text)) return []
    return after && besideFeast(day, after, text)
      ? [{ ...day, end: after.end, raw: text.slice(day.start, after.end) }]
      : [day]
  })
}
const ofTerm = /^[(](?:即|也就是|就是)?(?:到|至|截至|最[迟晚])?$/
const besideFeast = (day: Day, feast: Day, text: string): boolean =>
  day.kind === 'day' &&
  /\d[日号]?$/.test(day.raw) &&
  /^(?:春节|过年|除夕|大年三十|元旦|国庆|五一|中秋|端午)/.test(feast.raw) &&
  day.on !== undefined &&
  feast.on !== undefined &&
  text.slice(day.end, feast.start).trim() === '' &&
  Math.abs(Date.parse(day.on) - Date.parse(feast.on)) < 21 * 86_400_000

/** 用到2027年5月31日: how long something lasts says nothing of the year that the next day lies in. */
const endsSpan = (text: string, { start, end }: Pick<Day, 'start' | 'end'>): boolean =>
  /(?:[到至]|截止|为止)$/.test(text.slice(Math.max(0, start - 2), start)) || /^(?:为)?止/.test(text.slice(end))

/** 18号微信付掉1000元: what was done on the day says that it lies behind. */
const isPast = /^[^,;。]{0,12}?(?:[付给转退还打交收垫][掉了过的完清]|已经?[付给转退还打交收垫])/

/** 9月3日已垫付的5000元, told behind a day to come: it is none of the days to come. */
const alreadyDone = /^[^,;。\d付支退还给转打交前内起]{0,6}已经?[^,;。\d]{0,4}[付支给转退还打交收垫领]/

/** 每月第二个星期六接,星期天送回: a weekday beside one that comes back comes back too, unless 下 or 这 names one of them. */
const comesBack = (text: string, start: number, raw: string): boolean =>
  /^(?:周|星期|礼拜)/.test(raw) &&
  /(?:每|第[一二三四五])[^。]{0,40}(?:周|星期|礼拜)[^。]*$/.test(text.slice(Math.max(0, start - 80), start))

function resolve(
  kind: string,
  match: RegExpExecArray,
  today: string,
  toward: 'future' | 'past',
  before?: string,
): string | undefined {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const groups = match.groups ?? {}
  const raw = match[0]
  if (kind === 'lunar') return lunar(groups, year, today, toward)
  if (kind === 'relative') return relative(raw, groups, today, toward)
  const m = monthOf(groups.m!, month)
  if (m === undefined || m < 1 || m > 12) return undefined
  const word = groups.m!
  let y = groups.y ? yearOf(groups.y, year) : undefined
  if (y === undefined && /^下/.test(word)) y = month === 12 ? year + 1 : year
  if (y === undefined && /^上/.test(word)) y = month === 1 ? year - 1 : year
  if (y === undefined && /月$/.test(word) && !/\d|[一二三四五六七八九十]/.test(word)) y = year
  const dayText = groups.d ?? ''
  if (kind === 'month') {
    const behind = match.input.slice(match.index + raw.length)
    y ??= before && forMonth.test(behind) ? yearBeside(m, before) : nearest(m, 28, today, toward, before)
    return `${y}-${pad(m)}`
  }
  const end = /底|末/.test(dayText)
  const d = end ? 28 : readNumeral(dayText.replace(/[日号]$/, ''))
  if (d === undefined || d < 1 || d > 31) return undefined
  y ??= nearest(m, d, today, toward, before)
  if (!end && d > lastDay(y, m)) return undefined
  return iso(y, m, end ? lastDay(y, m) : d)
}

/** The year a month and day without one most likely means: the year of a fuller day before it, else the nearest in the direction. */
function nearest(m: number, d: number, today: string, toward: 'future' | 'past', before?: string): number {
  const year = Number(today.slice(0, 4))
  if (before) {
    const [y, bm] = before.split('-').map(Number) as [number, number]
    if (toward === 'past' || y >= year) return m >= bm || toward === 'past' ? y : y + 1
  }
  const slack = toward === 'future' ? -100 : 45
  if (toward === 'future') return iso(year, m, d) >= shift(today, slack) ? year : year + 1
  return iso(year, m, d) <= shift(today, slack) ? year : year - 1
}

/** 10月份工资, 12月的房租: what is paid of a month, mostly once it is over. */
const forMonth =
  /^份?的?[^,;。\d]{0,6}?(?:工资|薪水|薪酬|奖金|绩效|提成|房租|租金|水电|电费|水费|物业费|管理费|抚养费|赡养费|生活费|社保|账单)/

/** 2026年11月15日发放10月份工资: of the year in which the month lies nearest to the day beside it, the earlier of two. */
function yearBeside(m: number, day: string): number {
  const [y, beside] = day.split('-').map(Number) as [number, number]
  return m - beside >= 6 ? y - 1 : beside - m > 6 ? y + 1 : y
}

const yearOf = (word: string, year: number): number | undefined => {
  if (/今年|本年/.test(word)) return year
  if (/明年/.test(word)) return year + 1
  if (/去年|旧年/.test(word)) return year - 1
  if (/前年/.test(word)) return year - 2
  const said = readNumeral(word.replace('年', ''))
  return said !== undefined && said < 100 ? 2000 + said : said
}
const monthOf = (word: string, month: number): number | undefined => {
  if (/本月|这个月|当月/.test(word)) return month
  if (/下/.test(word)) return month === 12 ? 1 : month + 1
  if (/上/.test(word)) return month === 1 ? 12 : month - 1
  return readNumeral(word.replace('月', ''))
}

const lunarMonths: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 }
/** 农历九月初九 in the sun's calendar, nearest in the direction. */
function lunar(
  groups: Record<string, string | undefined>,
  year: number,
  today: string,
  toward: 'future' | 'past',
): string | undefined {
  const m = lunarMonths[groups.lm!] ?? readNumeral(groups.lm!)
  const d = readNumeral(groups.ld!.replace('初', '').replace('廿', '二十'))
  if (!m || !d) return undefined
  const named = groups.y ? yearOf(groups.y, year) : undefined
  const days = (named === undefined ? [year - 1, year, year + 1] : [named]).flatMap(
    (y) => solarOf({ year: y, month: m, day: d }) ?? [],
  )
  return toward === 'future' ? days.find((day) => day >= today) : days.filter((day) => day <= today).at(-1)
}

// Festivals of the lunar calendar by year; a year outside the table stays unresolved rather than guessed.
const lunarNewYear: Record<number, string> = {
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
}
const fixedFeasts: [RegExp, string][] = [
  [/元旦/, '01-01'],
  [/五一|劳动节/, '05-01'],
  [/国庆/, '10-01'],
]

const moonFeasts: [RegExp, number, number][] = [
  [/端午/, 5, 5],
  [/中秋/, 8, 15],
  [/重阳/, 9, 9],
]

function relative(
  raw: string,
  groups: Record<string, string | undefined>,
  today: string,
  toward: 'future' | 'past',
): string | undefined {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const plain: Record<string, number> = {
    今天: 0,
    今日: 0,
    今朝: 0,
    今: 0,
    明: 1,
    明天: 1,
    明日: 1,
    后天: 2,
    大后天: 3,
    昨天: -1,
    昨日: -1,
    前天: -2,
  }
  if (plain[raw] !== undefined) return shift(today, plain[raw])
  if (/月底/.test(raw)) return iso(year, month, lastDay(year, month))
  const week = /(下下|下|上|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])/.exec(raw)
  if (week) {
    const target = '一二三四五六日'.indexOf(week[2] === '天' ? '日' : week[2]!)
    const here = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
    const weeks =
      { 下下: 2, 下: 1, 上: -1 }[week[1] ?? ''] ?? (!week[1] && target < here && toward === 'future' ? 1 : 0)
    return shift(today, target - here + weeks * 7)
  }
  if (groups.d && !groups.m) {
    const d = readNumeral(groups.d)!
    const here = Number(today.slice(8))
    const step = toward === 'future' && d < here ? 1 : toward === 'past' && d > here ? -1 : 0
    const [y, m] = [year + Math.floor((month - 1 + step) / 12), ((month + 11 + step) % 12) + 1]
    return d <= lastDay(y, m) ? iso(y, m, d) : undefined
  }
  const y = groups.y
    ? yearOf(groups.y, year)!
    : groups.y2
      ? Number(groups.y2.slice(0, 4))
      : groups.y3
        ? yearOf(groups.y3, year)!
        : undefined
  if (/底|末/.test(raw)) return iso(y ?? year, 12, 31)
  const feast = fixedFeasts.find(([word]) => word.test(raw))?.[1]
  const choose = (dayOf: (y: number) => string | undefined) => {
    if (y !== undefined) return dayOf(y)
    const candidates = [year - 1, year, year + 1].map(dayOf).filter((day): day is string => day !== undefined)
    return toward === 'future'
      ? candidates.find((day) => day >= today)
      : candidates.filter((day) => day <= today).at(-1)
  }
  if (feast) return choose((n) => `${n}-${feast}`)
  if (/春节|过年/.test(raw)) return choose((n) => lunarNewYear[n] && `${n}-${lunarNewYear[n]}`)
  if (/除夕|大年三十/.test(raw)) return choose((n) => lunarNewYear[n] && shift(`${n}-${lunarNewYear[n]}`, -1))
  const moon = moonFeasts.find(([word]) => word.test(raw))
  if (moon) return choose((n) => solarOf({ year: n, month: moon[1], day: moon[2] }))
  if (/元宵/.test(raw)) return choose((n) => lunarNewYear[n] && shift(`${n}-${lunarNewYear[n]}`, 14))
  return undefined
}

/** A day as the forms write it: 2026-11-30 → 2026年11月30日. */
export const dayInWords = (on: string): string => {
  const [y, m, d] = on.split('-').map(Number)
  return d ? `${y}年${m}月${d}日` : `${y}年${m}月`
}
