import { addDays, addMonths } from '../../calculators/index.ts'
import { dayInWords } from '../reading/days.ts'
import { readNumeral, yuanOf } from '../reading/quantities.ts'
import type { Clause } from '../settlement/find.ts'
import { type Spoken, spokenValues } from '../settlement/spoken.ts'
import { standingIn } from '../settlement/standing.ts'
import { type Change, pick } from './places.ts'

// What is changed by so much: 少200, 往后推5天, 再加一个星期.

const shift =
  /(?<way>推迟|延后|延期|顺延|推后|拖后|往后推|往后|后推|宽限|晚|迟|缓|拖|提前|提早|早|再加|多加)(?:个|了|上)?(?<n>半|[一二两三四五六七八九十]{1,2}|\d{1,2})\s*(?:个)?(?<half>半)?(?<unit>天|日|周|星期|礼拜|月)(?<tail>半)?/
const byMuch =
  /(?<way>少|减|降|便宜|让|扣|多|加|添|补)(?:还|给|付|退|赔|掉|了|去|收|出|拿|一天|[两三]天|[12]个月)?[,\s]*(?<n>\d+(?:\.\d+)?)(?<unit>元|块钱?|天|次|个月|节|斤)?(?![\d年月日号]|块[砖板]|%)/

/** 少200, 往后推5天, 减半: the new value of what is changed by so much. */
export function moved(words: string, clause: Clause, at: string): Change | undefined {
  const all = standingIn([clause])
  const later = shift.exec(words)
  const day = later && pick(all, 'day', words)
  if (later && day?.value.key.length === 10 && !named(words, later.index + later[0].length, at, 'day')) {
    const { way, n, half, unit, tail } = later.groups as Record<string, string | undefined>
    const count =
      (n === '半' ? 0.5 : (readNumeral(n!.replace('两', '二')) ?? 0) + (half || tail ? 0.5 : 0)) *
      (/早|提前/.test(way!) ? -1 : 1)
    const key = dayAfter(day.value.key, count, unit!)
    return { old: day.value, fresh: { kind: 'day', key, raw: dayInWords(key), start: 0, end: 0 } }
  }
  const more = byMuch.exec(words)
  const unit = more?.groups?.unit
  const kind = unit && !/元|块/.test(unit) ? 'measure' : 'amount'
  const old = more && pick(all, kind, words)
  // 12500减3000应为9500 reckons, and takes nothing off.
  if (!more || !old || /\d(?:元|块)?\s*$/.test(words.slice(0, more.index))) return undefined
  const n = Number(more.groups!.n)
  const less = /少|减|降|便宜|让|扣/.test(more.groups!.way!)
  if (kind === 'measure') {
    const was = readNumeral(/^[\d一二两三四五六七八九十半]+/.exec(old.value.key)?.[0]?.replace('两', '二') ?? '')
    if (was === undefined || !old.value.key.endsWith(unit!)) return undefined
    const raw = `${was + (less ? -n : n)}${unit}`
    return { old: old.value, fresh: { kind, key: raw, raw, start: 0, end: 0 } }
  }
  const fen = Number(old.value.key) + (less ? -1 : 1) * Math.round(n * 100)
  return fen > 0 ? { old: old.value, fresh: { kind, key: String(fen), raw: yuanOf(fen), start: 0, end: 0 } } : undefined
}
const named = (words: string, from: number, at: string, kind: Spoken['kind']) =>
  spokenValues(words, at).some((it) => it.kind === kind && it.start >= from)

/** A day so many days, weeks or months after another; 31 August and a month is the last of September. */
function dayAfter(on: string, count: number, unit: string): string {
  if (unit === '月' && Number.isInteger(count)) return addMonths(on, count)
  return addDays(on, Math.round(count * (unit === '月' ? 30 : ['周', '星期', '礼拜'].includes(unit) ? 7 : 1)))
}

/** Whether a value only tells by how much something changes. */
export const isStep = ({ start, end }: Spoken, words: string): boolean => {
  const m = byMuch.exec(words) ?? shift.exec(words)
  return m !== null && start >= m.index && end <= m.index + m[0].length + 1
}
