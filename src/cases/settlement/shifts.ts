import { formatNumeral } from '../../text/index.ts'
import { dayInWords } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { readNumeral } from '../reading/quantities.ts'
import { sentencesOf } from '../reading/sentences.ts'
import type { Clause } from './find.ts'
import { type Spoken, sameValue, spokenValues } from './spoken.ts'
import { findStanding, type Standing, standingIn } from './standing.ts'

const shift =
  /(?<way>推迟|延后|延期|顺延|推后|拖后|往后推|往后|晚|迟|缓|提前|提早|早)(?:个)?(?<n>半|[一二两三四五六七八九十]{1,2}|\d{1,2})\s*(?:个)?(?<half>半)?(?<unit>小时|钟头|分钟|刻钟|天|日|周|星期|礼拜|月)(?<tail>半)?(?![前内末底初一二三四五六日天]|[^,。;]{0,2}(?:通知|告知|讲|说|打招呼|联系|告诉|预约))/
const conditional = /每|超过|逾期|如果|要是|若|万一|迟到/

/** 晚一个钟头, 第二笔推迟半个月 → 改到18点, 第二笔改到2026年11月30日: what is told by how much, where the old value is plain. */
export function inFigures(clauses: Clause[], text: string, at: string, names: Names): string {
  return sentencesOf(text).reduceRight((out, { text: sentence, start, end }) => {
    const match = shift.exec(sentence)
    if (!match || conditional.test(sentence)) return out
    const { way, n, half, unit, tail } = match.groups as Record<string, string | undefined>
    const count = n === '半' ? 0.5 : (readNumeral(n!.replace('两', '二')) ?? 0) + (half || tail ? 0.5 : 0)
    const kind = /小时|钟头|分钟|刻钟/.test(unit!) ? 'time' : 'day'
    const rest = sentence.slice(match.index + match[0].length)
    // 推迟一周到9月30日 names the new value itself.
    if (count === 0 || (/^[^,。;]{0,3}[到至]/.test(rest) && spokenValues(rest, at).some((it) => it.kind === kind)))
      return out
    const old = baseOf(clauses, sentence, kind, at, names)
    const raw = old && moved(old.value, /早|提前/.test(way!) ? -count : count, unit!)
    if (!raw) return out
    const said = `${sentence.slice(0, match.index)}改到${raw}${rest}`
    return out.slice(0, start) + said + out.slice(end)
  }, text)
}

/** The standing value somebody means: the one named in the sentence, else the one its words are about. */
function baseOf(
  clauses: Clause[],
  sentence: string,
  kind: 'time' | 'day',
  at: string,
  names: Names,
): Standing | undefined {
  const all = standingIn(clauses)
  const same = all.filter(({ value }) => value.kind === kind)
  const named = spokenValues(sentence, at).filter((it) => it.kind === kind)
  const meant = same.filter(({ value }) => named.some((it) => sameValue(it, value)))
  if (new Set(meant.map(({ value }) => value.key)).size === 1) return meant[0]
  if (meant.length > 0) return undefined
  const fresh: Spoken = { kind, key: '', raw: '', start: 0, end: 0 }
  return findStanding(all, { fresh, words: sentence, olds: [], steps: [], names, strong: true })
}

const minutes: Record<string, number> = { 小时: 60, 钟头: 60, 分钟: 1, 刻钟: 15 }
const days: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7 }

function moved({ kind, key, raw }: Spoken, count: number, unit: string): string | undefined {
  if (kind === 'time') return timeIn(raw, Number.parseInt(key, 10) + count * minutes[unit]!)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(key)) return undefined
  const day = new Date(`${key}T00:00:00Z`)
  if (unit === '月' && count % 1 === 0) {
    const d = day.getUTCDate()
    day.setUTCMonth(day.getUTCMonth() + count)
    // 8月31日 and a month is the last of September.
    if (day.getUTCDate() !== d) day.setUTCDate(0)
  } else day.setUTCDate(day.getUTCDate() + Math.round(count * (unit === '月' ? 30 : days[unit]!)))
  return dayInWords(day.toISOString().slice(0, 10))
}

/** The hour as the old one was written: 下午五点 → 下午六点, 17:30 → 18:30. */
function timeIn(raw: string, at: number): string | undefined {
  if (at <= 0 || at >= 24 * 60) return undefined
  const part = /^(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)/.exec(raw)?.[0]
  const [h, m] = [Math.floor(at / 60), at % 60]
  const late = part && /下午|傍晚|晚|夜/.test(part)
  if (part && (late ? h < 12 : h > 12)) return undefined
  const hour = late && !/1[3-9]|2\d/.test(raw) ? h - 12 || 12 : h
  if (/:\d/.test(raw)) return `${part ?? ''}${hour}:${String(m).padStart(2, '0')}`
  if (m !== 0 && m !== 30 && !/\d/.test(raw)) return undefined
  const words = /\d/.test(raw) ? String(hour) : formatNumeral(hour)
  return `${part ?? ''}${words}点${m === 30 ? '半' : m > 0 ? `${m}分` : ''}`
}
