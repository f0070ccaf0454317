import { readNumeral } from '../reading/quantities.ts'
import type { Spoken } from './spoken.ts'

// What comes back: 每月第一个和第三个周末, 每周二、周四, 每月5号, 每季度. Told apart by the head of its key:
// n the n-th weekends of a month, w days of the week, m a day of the month, f how often.

const week = '(?:周|星期|礼拜)'
const letter = '[一二三四五六日天]'
const joint = '[、和与及跟,]'
const nth = '[一二三四五1-5]'
const nthWeeks = new RegExp(
  `(?<lead>每个?月的?)?(?<list>(?:第${nth}个?${joint}?)+(?:${joint}${nth}个?)*|最后一?个?)(?<unit>周末|双休日|${week}${letter}?)(?!内|里|前|后|起)`,
  'g',
)
const weekdays = new RegExp(
  `每个?${week}(?<days>末|${letter}(?:${joint}?${week}?${letter}(?![个月天次]))*)|${week}${letter}(?:${joint}${week}?${letter}(?![个月天次]))+`,
  'g',
)
const monthly = /每个?月的?(?:(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|月?(?<part>[初底末]))/g
const often =
  /(?:每隔?(?<n>[一二两三四半\d]{0,2})个?(?<unit>天|周|星期|礼拜|月|季度|季|学期|年)|隔(?<other>周|天|月|年))(?![一二三四五六日天末底初第\d])/g

const digits = (list: string): string =>
  [...list.matchAll(/[一二三四五1-5](?!个月)/g)]
    .map(([n]) => '一二三四五'.indexOf(n) + 1 || Number(n))
    .toSorted()
    .join()

/** The patterns of a text, in order. */
export function findCycles(text: string): Spoken[] {
  const found: Spoken[] = []
  const add = (key: string, { 0: raw, index }: RegExpExecArray) => {
    if (found.every(({ start, end }) => index >= end || index + raw.length <= start))
      found.push({ kind: 'cycle', key, raw, start: index, end: index + raw.length })
  }
  for (const match of text.matchAll(nthWeeks)) {
    const { lead, list, unit } = match.groups as { lead?: string; list: string; unit: string }
    const last = list.startsWith('最后')
    const n = last ? '-1' : digits(list)
    // 第一周 is a time that passes, unless a day of it is named, or several are.
    const named = lead !== undefined || n.includes(',') || /末|日|[一二三四五六天]$/.test(unit)
    if (named) add(`n:${n}:${unitOf(unit)}`, match)
  }
  for (const match of text.matchAll(weekdays)) {
    const days = [...match[0].replaceAll(new RegExp(week, 'g'), '').matchAll(/[一二三四五六日天末]/g)].map(([it]) =>
      it === '天' ? '日' : it,
    )
    add(`w:${days.join()}`, match)
  }
  for (const match of text.matchAll(monthly)) {
    const { d, part } = match.groups as { d?: string; part?: string }
    add(`m:${d ? readNumeral(d) : part!.replace('末', '底')}`, match)
  }
  for (const match of text.matchAll(often)) {
    const { n, unit, other } = match.groups as { n?: string; unit?: string; other?: string }
    add(
      `f:${other ? '二' : (n || '一').replace(/[两2]/, '二').replace('1', '一')}${(unit ?? other)!.replace(/星期|礼拜/, '周').replace('季度', '季')}`,
      match,
    )
  }
  return found.toSorted((a, b) => a.start - b.start)
}

const unitOf = (unit: string): string =>
  unit
    .replace(/双休日/, '周末')
    .replace(/星期|礼拜/, '周')
    .replace('天', '日')
    .replace(/^周$/, '')

/** Whether two patterns are one, the one said more fully than the other. */
export function sameCycle(a: string, b: string): boolean {
  const [left, right] = [a.split(':'), b.split(':')]
  return left[0] === right[0] && left[1] === right[1] && (left[2] === right[2] || left[2] === '' || right[2] === '')
}

/** Whether one pattern may stand in the other's place: days of weeks for days of weeks, a day of the month for another. */
export const mayReplace = (fresh: string, old: string): boolean =>
  fresh[0] === old[0] || ('nw'.includes(fresh[0]!) && 'nw'.includes(old[0]!))

/** A new pattern as it is written over an old one: 每月 and what is the n-th stay where the new one does not say. */
export function cycleFor(old: Spoken, fresh: Spoken): string {
  if (fresh.key[0] !== 'n' || old.key[0] !== 'n') return fresh.raw
  const lead = /^每个?月的?/.exec(old.raw)?.[0] ?? ''
  const bare = fresh.raw.replace(/^每个?月的?/, '')
  const [, , unit] = fresh.key.split(':')
  const own = new RegExp(`(?:周末|双休日|${week}${letter}?)$`)
  return lead + (unit ? bare : bare.replace(own, '') + (own.exec(old.raw)?.[0] ?? ''))
}
