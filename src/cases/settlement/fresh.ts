import type { CaseRecord } from '../read.ts'
import { unreckoned } from '../reading/reckonings.ts'
import { sentencesOf } from '../reading/sentences.ts'
import type { Around } from './amend.ts'
import { bank } from './means.ts'
import {
  asks,
  calledOld,
  denies,
  isReason,
  miscounted,
  putsRight,
  type Spoken,
  spokenValues,
  stays,
  stretchAround,
  strongCue,
  weakCue,
} from './spoken.ts'
import { itemAround, type Standing } from './standing.ts'

/** A value that a change names as new: its own words, those that tell what it is of, and whether it is plainly put anew. */
export type Fresh = { fresh: Spoken; words: string; own: string; sentence: string; strong: boolean }

/** The values a change names as the new ones: behind the word of change, without reasons and what stays. */
export function freshValues(change: string, record: CaseRecord, { talk, answers }: Around = {}): Fresh[] {
  return sentencesOf(change).flatMap(({ text }) => {
    const strong = strongCue.exec(text) ?? putsRight.exec(text) ?? miscounted.exec(text)
    const plainly = asks.test(text) || denies.test(text)
    const asked = plainly || answers !== undefined
    const weak = talk ? weakCue.exec(text) : null
    const card = /尾号|卡号|账号/.test(text)
    if (!strong && !asked && !weak && !card) return []
    const cut = strong ? strong.index : 0
    const values = unreckoned(text, spokenValues(text, record.at))
    const cycles = values.filter(({ kind }) => kind === 'cycle')
    return values.flatMap((value): Fresh[] => {
      // 星期六 of 第二个星期六 is no value by itself; 每季度 is a new one only right behind the word of change.
      if (value.kind === 'weekday' && cycles.some(({ start, end }) => start <= value.start && value.start < end))
        return []
      if (value.key.startsWith('f:') && !/[改换变](?:成|为|到)?[^,。\d]{0,2}$/.test(text.slice(0, value.start)))
        return []
      const { start } = stretchAround(text, value)
      const words = itemAround(text, value, values)
      const before = text.slice(0, value.start)
      if (isPrice(text, value, values) || isUnit(text, value)) return []
      if (value.start < cut || stays(words) || isReason(words) || calledOld(before, text.slice(value.end))) return []
      // 就扣200,退4800: what follows from it is said behind the cue.
      const follows = weak && weak.index < value.start && value.kind === 'amount' && /[付退给赔还]/.test(words)
      if (!strong && !asked && value.kind !== 'account' && !weakCue.test(words) && !follows) return []
      const own = strongCue.test(words)
      // The words of the change stand before it: 付款日因故,改到18日.
      const led = strong && !own ? `${stretchAround(text, { start: strong.index }).text},${words}` : words
      const lead =
        (own || !strong) && value.start - start < 8 && start > 0 ? `${lastWords(text.slice(0, start))}${words}` : led
      return [
        {
          fresh: value,
          words: lead,
          own: words,
          sentence: text,
          strong: strong !== null || plainly || value.kind === 'account' || (asked && value.kind !== 'measure'),
        },
      ]
    })
  })
}

/** 一天35,4天140: what one costs, where it makes up what is told behind it. */
const isPrice = (text: string, { kind, key, start, end }: Spoken, values: Spoken[]): boolean =>
  kind === 'amount' &&
  /(?:[一每](?:天|日|个?月|次|趟|节课?|个?小时|亩|平|个|件|块|只)|单价)(?:是|按|收)?$/.test(text.slice(0, start)) &&
  values.some((it) => it.kind === 'amount' && it.start > end && Number(it.key) % Number(key) === 0)

/** 一天35: one of what a price is told of. */
const isUnit = (text: string, { kind, raw, end }: Spoken): boolean =>
  kind === 'measure' && /^一/.test(raw) && /^(?:是|按|收)?\d/.test(text.slice(end))

const lastWords = (text: string): string => {
  const words = /([^,;。!?\s]+)[,;\s]*$/.exec(text)?.[1] ?? ''
  return stays(words) || /\d{3,}|\d[元号日]/.test(words) ? '' : `${words},`
}
/** 建行那张卡丢了,改打工商银行尾号…: the bank named last before the number. */
export const bankBefore = ({ sentence, fresh }: Fresh): string | undefined =>
  [...sentence.slice(0, fresh.start).matchAll(new RegExp(bank, 'g'))].at(-1)?.[0]

/**
 * 电费241.2,水费77.4,合计318.6: what only makes up a sum told behind it is not new itself, unless the clauses have a place
 * for each; the sum is about what its parts are about.
 */
export function withoutSummands(said: Fresh[], placeOf: (it: Fresh) => Standing | undefined): Fresh[] {
  const sums = said.filter(({ fresh }) => fresh.kind === 'amount')
  const whole = sums.find(({ fresh, sentence }, i) => {
    const parts = sums.slice(0, i)
    return (
      parts.length > 1 &&
      /(?:合计|共计?|一共|总共|加起来)[^,。\d]{0,3}$/.test(sentence.slice(0, fresh.start)) &&
      parts.reduce((all, it) => all + Number(it.fresh.key), 0) === Number(fresh.key)
    )
  })
  if (!whole) return said
  const parts = sums.slice(0, sums.indexOf(whole))
  const places = new Set(parts.map((it) => placeOf(it)).map((it) => it && `${it.clause.text}${it.value.start}`))
  if (places.size === parts.length && !places.has(undefined)) return said
  const words = whole.sentence.slice(0, whole.fresh.end).replaceAll(/合计|共计|一共|总共|加起来/g, '')
  return said.flatMap((it) => (parts.includes(it) ? [] : it === whole ? [{ ...it, words }] : [it]))
}
