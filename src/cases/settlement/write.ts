import type { CaseRecord } from '../read.ts'
import { dayInWords } from '../reading/days.ts'
import { cycleFor } from './cycles.ts'
import type { Clause } from './find.ts'
import { bank } from './means.ts'
import type { Spoken } from './spoken.ts'
import type { Standing } from './standing.ts'

/** Writes a new value over an old one, and names the record that brought it. */
export function write({ clause, value }: Standing, fresh: Spoken, record: CaseRecord, newBank?: string): void {
  const { words, end } = written(clause, value, fresh)
  const before = clause.text.slice(0, value.start)
  const near = before.slice(-16)
  const lead =
    fresh.kind === 'account' && newBank ? before.slice(0, -near.length) + near.replace(bank, newBank) : before
  clause.text = lead + words + clause.text.slice(end)
  if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
}

/** A new value in the place of an old one: a bare day in its month, an hour in its part of the day, no capitals of another sum. */
export function written(clause: Clause, old: Spoken, fresh: Spoken): { words: string; end: number } {
  const after = clause.text.slice(old.end)
  if (fresh.kind === 'amount') {
    const capitals =
      /^\s*[(](?:大写|人民币)?[:]?(?:人民币)?[壹贰叁肆伍陆柒捌玖拾佰仟万零元整正角分]+[)]/.exec(after)?.[0] ?? ''
    const unit =
      /^(?:元|块)/.test(after.slice(capitals.length)) && !/[元块]$/.test(clause.text.slice(old.start, old.end))
    const words = /[元块万千百]|[一二三四五六七八九]/.test(fresh.raw) ? fresh.raw : `${fresh.raw}元`
    return { words: unit ? words.replace(/元$/, '') : words, end: old.end + capitals.length }
  }
  if (fresh.kind === 'cycle') return { words: cycleFor(old, fresh), end: old.end }
  if (fresh.kind === 'day') return { words: dayFor(old.key, fresh), end: old.end }
  if (fresh.kind === 'time') {
    const part = /^\p{Script=Han}+/u.exec(old.raw)?.[0]
    const bare = /^\d/.test(fresh.raw) && fresh.key.endsWith('?')
    return {
      words: part && bare && !/^[一二两三四五六七八九十]/.test(part) ? part + fresh.raw : fresh.raw,
      end: old.end,
    }
  }
  return { words: fresh.raw, end: old.end }
}

const bareDay = /^\d{1,2}[号日]$/
/** 20号前不变: of whatever month. */
export const anyMonth = (value: Spoken): Spoken =>
  value.kind === 'day' && bareDay.test(value.raw) ? { ...value, key: `--${value.key.slice(-2)}` } : value
/** In September, of what is due on 20 October: 改到25号 is the 25th of October, not one that comes before. */
export const inMonthOf = (old: Spoken, fresh: Spoken): Spoken =>
  fresh.kind === 'day' &&
  bareDay.test(fresh.raw) &&
  old.key.length === 10 &&
  fresh.key < old.key &&
  !fresh.key.startsWith('--')
    ? { ...fresh, key: old.key.slice(0, 8) + fresh.key.slice(-2) }
    : fresh

/** 24号 → 28号 stays in the month of the day it replaces. */
const dayFor = (old: string, { key, raw }: Spoken): string =>
  key.startsWith('--')
    ? old.startsWith('--')
      ? raw
      : dayInWords(`${old.slice(0, 8)}${key.slice(-2)}`)
    : dayInWords(key)
