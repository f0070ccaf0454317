import { type Day, dayInWords, findDays } from '../reading/days.ts'
import { findAmounts, readNumeral, yuanOf } from '../reading/quantities.ts'

/** 一笔一半, 每期同样多: instalments that are alike; of 一半 there are two. */
const alike =
  /[,、;]?(?:一[笔次期]一半|一半一半|(?:各|每)(?:[笔次期])?(?:各)?(?:付|还|退|给|转)?(?:一半|一样多|同样多|相同)|平均(?:分|付)?|均分|等额|对半(?:分|付)?)(?=[,;。]|$)/
const counted = /分(?:成|为|作)?([两二三四五六七八九十\d]+)(?:笔|次|期)/
const rest = '(?:剩下|余下|其余|另外?|剩余)(?:的)?'
/** What stands behind the day of an instalment that is told as a half, or as one of several. */
const part = new RegExp(
  `^(?<when>之?前|以前|当天|当日)?(?<verb>(?:再|各|先)?(?:付|退|还|给|转|打|赔)?(?:清|掉|给)?)(?:(?<half>(?:${rest})?一半)|一[笔次期])(?=[,、;。]|$)`,
)
const bareDay = /^(?<when>之?前|以前)?(?=[,、;。]|$)/

/** 退7200元,分两笔,9月10日一笔、10月10日一笔,一笔一半: each instalment with its sum, where the whole is told and divides evenly. */
export function inHalves(text: string, at: string): string {
  const sums = findAmounts(text).filter(({ rate }) => !rate)
  const [whole] = sums
  const days = findDays(text, at, 'future').filter(({ kind }) => kind === 'day')
  const count = readNumeral(counted.exec(text)?.[1] ?? '')
  if (sums.length !== 1 || days.length < 2 || (count !== undefined && count !== days.length)) return text
  if (whole!.end > days[0]!.start || whole!.fen % days.length !== 0) return text
  const told = alike.exec(text)
  const parts = days.map((day) => ({ day, groups: partBehind(text, day, told !== null && count !== undefined) }))
  if (parts.some(({ groups }) => !groups)) return text
  const halves = parts.length === 2 && parts.every(({ groups }) => groups!.half)
  if (!halves && !told) return text
  if (/一半|对半/.test(told?.[0] ?? '') && parts.length !== 2) return text
  const each = yuanOf(whole!.fen / days.length)
  const written = parts.toReversed().reduce((out, { day, groups }) => {
    const { length, when = '', verb = '' } = groups!
    return `${out.slice(0, day.start)}${dayInWords(day.on!)}${when}${verb}${each}${out.slice(day.end + length)}`
  }, text)
  return written.replace(alike, '')
}

function partBehind(text: string, day: Day, bare: boolean) {
  const behind = text.slice(day.end)
  const match = part.exec(behind) ?? (bare ? bareDay.exec(behind) : null)
  const { when, verb, half } = match?.groups ?? {}
  return match ? { length: match[0].length, when, verb, half } : undefined
}
