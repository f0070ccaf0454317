import type { DateReading, DateRule, Said } from './date-reading.ts'
import { DATE_RULES } from './date-rules.ts'
import type { Normalized } from './normalize.ts'
import { mentionAt, normalize } from './normalize.ts'
import type { Mention, Span } from './span.ts'
import { keepLongest } from './span.ts'

/**
 * A day, month, year or period as someone said it. `on` is the day; `from` and `to` are the first and last day of a
 * longer time. `yearAssumed`: the year was not said. `approx` with no day at all: the words give none. 日期
 */
export type DateMention = Mention &
  DateReading & {
    lunar: boolean
    approx: boolean
    relative: boolean
    /** 前 before · 截至 by (that day included) · 后 after · 起 from (that day included). */
    bound?: 'before' | 'by' | 'after' | 'from'
  }

const BEFORE = /\s*(?:之前|以前|前(?![面台任妻夫提期往来后]))/y
const AFTER = /\s*(?:之后|以后|过后|后(?![来面期续果悔天年半者补门]))/y
const FROM = /(?:之日)?(?:开始|起(?![诉来草重]))/y
const BY = /\s*(?:为止|止)/y
const ABOUT = /\s*(?:前后|左右|上下|光景|那几天|那阵子)/y
const BY_BEFORE = /(?:截至|截止到?|最迟|最晚|不晚于|不迟于|不得晚于)(?:到|在|于)?\s*$/
const ABOUT_BEFORE = /(?:大概|大约|约|差不多|好像)(?:是|在)?\s*$/
const FROM_BEFORE = /(?:自|从|打)\s*$/
const JOIN = /^\s*(?:开始|起)?(?:一直)?\s*(?:到|至|直到|-|~|—+|–)\s*$/
const UNTIL_NOW = /\s*(?:开始|起)?(?:一直)?(?:至今|以来|到现在|到如今|到今天|到今朝|到目前)/y
const FUTURE =
  /将|还清|付清|结清|支付|归还|给付|付给|打给|完成|交付|搬离|搬走|腾退|开庭|到期|下次|保证|承诺|履行|前(?:付|还|给|搬|修|交|退)|之前(?:付|还|给|搬|修|交|退)|要(?:付|还|给|来|去)|会(?:付|还|给|来)/
/** 11月30日再来, 15号前还: what is yet to be done, right behind the day. */
const NEXT_STEP = /^\s*(?:之?前|以前)?(?:再|来|去|给|还|付|交|搬|修|到中心|调解|见面)(?!了|过|的)/
const PAST =
  /[了过曾已]|[修给借买签漏装打]的|当时|约定|说好|原来|本来|原定|开始|起|以来|一直|没有|没(?:给|付|还|退|来)|至今|入职|离职|发生|签订|出生|结婚|借|拖欠|欠/

type Candidate = Span & { rule: DateRule; rank: number; groups: Record<string, string | undefined> }

/** Finds days and periods and resolves them against the day they were said on (`asOf`, YYYY-MM-DD, Beijing). */
export function findDates(raw: string, { asOf }: { asOf: string }): DateMention[] {
  const n = normalize(raw)
  const candidates: Candidate[] = []
  for (const [rank, rule] of DATE_RULES.entries()) {
    for (const m of n.text.matchAll(rule.pattern)) {
      if (m[0].length === 0) continue
      // Whether a rule has a reading at all does not hang on the words around it.
      if (!rule.read(m.groups ?? {}, { asOf, yearKnown: false, tense: 'open' })) continue
      const length = m[0].replace(/[的\s]+$/, '').length
      candidates.push({ start: m.index, end: m.index + length, rule, rank, groups: m.groups ?? {} })
    }
  }
  const found: DateMention[] = []
  let previous: { mention: DateMention; end: number; start: number } | undefined
  for (const candidate of keepLongest(candidates.sort((a, b) => a.rank - b.rank))) {
    const reading = candidate.rule.read(candidate.groups, saidBefore(n, candidate, previous, asOf))
    if (!reading) continue
    const next = withBounds(n, candidate, reading)
    const joined = previous && join(n, previous, next)
    if (joined) {
      found[found.length - 1] = joined.mention
      previous = joined
    } else {
      found.push(next.mention)
      previous = next
    }
    const open = untilNow(n, previous, asOf)
    if (open) {
      found[found.length - 1] = open.mention
      previous = open
    }
  }
  return found
}

type Placed = { mention: DateMention; start: number; end: number }

/** What was said just before, in the same sentence or close by, and whether the clause looks back or ahead. */
function saidBefore(n: Normalized, at: Span, previous: Placed | undefined, asOf: string): Said {
  const clause = clauseAround(n.text, at)
  const future = FUTURE.test(clause)
  const past = PAST.test(clause)
  const ahead = future || NEXT_STEP.test(n.text.slice(at.end, at.end + 8))
  const tense = ahead && !past ? 'future' : past ? 'past' : 'open'
  const between = previous ? n.text.slice(previous.end, at.start) : ''
  const near = previous && (between.length <= 12 || (between.length <= 60 && !/[。！？\n]/.test(between)))
  const day = previous?.mention.on ?? previous?.mention.from
  if (!near || !day || previous.mention.deadline || previous.mention.recurring) return { asOf, yearKnown: false, tense }
  return {
    asOf,
    on: day,
    yearKnown: !previous.mention.yearAssumed,
    due: /before|by/.test(previous.mention.bound ?? ''),
    tense,
  }
}

function clauseAround(text: string, at: Span): string {
  const left = Math.max(0, at.start - 16)
  const before = text
    .slice(left, at.start)
    .split(/[，。；！？\n,;]/)
    .at(-1)!
  const after = text.slice(at.end, at.end + 20).split(/[，。；！？\n,;]/)[0]!
  return `${before}|${after}`
}

function withBounds(n: Normalized, { start, end }: Span, reading: DateReading): Placed {
  const { text } = n
  let bound: DateMention['bound']
  let approx = Boolean(reading.approx)
  let stop = end
  const eat = (pattern: RegExp) => {
    pattern.lastIndex = stop
    const m = pattern.exec(text)
    if (m) stop += m[0].length
    return Boolean(m)
  }
  const before = text.slice(Math.max(0, start - 6), start)
  if (!reading.deadline) {
    if (eat(ABOUT)) approx = true
    else if (eat(BEFORE)) bound = 'before'
    else if (eat(AFTER)) bound = 'after'
    else if (eat(BY)) bound = 'by'
    else if (eat(FROM)) bound = 'from'
    if (BY_BEFORE.test(before)) bound = 'by'
    if (ABOUT_BEFORE.test(before)) approx = true
  }
  const mention: DateMention = {
    ...mentionAt(n, start, stop),
    ...reading,
    lunar: Boolean(reading.lunar),
    approx,
    relative: Boolean(reading.relative),
    ...(bound ? { bound } : {}),
  }
  return { mention, start, end: stop }
}

/** 从5月到8月, 2025年3月1日至2026年2月28日: two days with a joining word are one period. */
function join(n: Normalized, a: Placed, b: Placed): Placed | undefined {
  if (b.start < a.end) return undefined
  const between = n.text.slice(a.end, b.start)
  const tail = a.mention.bound === 'from' ? n.text.slice(a.end - 2, b.start).replace(/^.*(?:始|起)/, '') : between
  if (!JOIN.test(tail) || (a.mention.bound && a.mention.bound !== 'from')) return undefined
  const from = a.mention.on ?? a.mention.from
  const to = b.mention.on ?? b.mention.to
  if (
    !from ||
    !to ||
    from > to ||
    a.mention.recurring ||
    b.mention.recurring ||
    a.mention.deadline ||
    b.mention.deadline
  )
    return undefined
  const { on: _, bound: __, ...rest } = b.mention
  return placed(n, a.start, b.end, {
    ...rest,
    from,
    to,
    precision: 'period',
    lunar: a.mention.lunar || b.mention.lunar,
    approx: a.mention.approx || b.mention.approx,
    relative: a.mention.relative || b.mention.relative,
    ...(a.mention.yearAssumed ? { yearAssumed: true } : {}),
  })
}

/** 去年10月至今: open to the day it was said on. */
function untilNow(n: Normalized, a: Placed, asOf: string): Placed | undefined {
  UNTIL_NOW.lastIndex = a.mention.bound === 'from' ? Math.max(a.start, a.end) : a.end
  const m = UNTIL_NOW.exec(n.text)
  const from = a.mention.on ?? a.mention.from
  const since = a.mention.bound === 'from' && FROM_BEFORE.test(n.text.slice(Math.max(0, a.start - 2), a.start))
  if (!m || !from || from > asOf) return since ? a : undefined
  const { on: _, bound: __, ...rest } = a.mention
  return placed(n, a.start, a.end + m[0].length, { ...rest, from, to: asOf, precision: 'period' })
}

function placed(n: Normalized, start: number, end: number, fields: Omit<DateMention, keyof Mention>): Placed {
  return { mention: { ...fields, ...mentionAt(n, start, end) }, start, end }
}
