import { readNumeral } from '../reading/quantities.ts'
import { isDated, numbersSomething, othersAfter, saysSum, type Turn } from './turns.ts'

/** A piece that belongs to a reckoning: its words with every sum in yuan; whether it goes on from the piece that stands before it; whether it is said for all. */
export type Aloud = { words: string; joins: boolean; byAll?: boolean }

const figure =
  /(?<![\d.A-Za-z号第:/])(?:\d{2,7}(?:\.\d{1,2})?|(?:[一二两三四五六七八九十]{1,3}万|[一二两三四五六七八九][千百])[零一二两三四五六七八九十百千]*(?![零一二两三四五六七八九十百千万]))(?:(?:元|块)|(?![\d.%年月日号天个亩斤平㎡张户次趟人包米室幢节分期工岁点时棵株只把]))/g
/** What stands before a sum that others come to. */
export const result =
  /(?:那就?是?|就是|拢总|拢共|统共|一共|总共|一起|合计|合起来|加起来|共|剩下?|还[差欠剩]|实[付退]|[两三四五六][户家人笔])[退付给是要]?\D{0,3}$/
const bearsIt = /^(?:[^,。;\d]{0,6})?(?:我|我们)(?:来)?(?:认|出|赔|付|担)(?=[,。;]|$)/
/** Asked for or offered: no reckoning. */
export const claims = /要求|主张|提出|索赔|起码|至少|最多|顶多|只肯|开价/
const aside = /[,](?:[^,]{0,6}(?:没话说|没意见|对不对|对伐|对吧|是吧|是不是|是伐|行不行|同意)[^,]{0,3})[?]?$|[?]$/

/** The turn of another just before, if it is the one that is answered. */
const othersBefore = (turns: readonly Turn[], j: number): number[] =>
  j > 0 && turns[j - 1]!.voice !== turns[j]!.voice ? [j - 1] : []

/** 22节2263,要退4937: what a side asks for, until somebody says yes to it or takes the figure up. */
export function isUngranted(turns: readonly Turn[], i: number): boolean {
  const { role, words } = turns[i]!
  if (role !== 'side' || !asksSum.test(words)) return false
  const later = othersAfter(turns, i)
  return later[0]?.said !== 'yes' && !later.some((it) => saysSum([it], turns[i]!))
}
const asksSum = /(?<![还只需])要(?:退|赔|付|给|补)(?!你|您)[^\d,。;]{0,3}\d/

export type Said = { fen: number; start: number; end: number; raw: string }

/** The figures of what somebody says that can be sums, in fen. */
export const saidIn = (words: string): Said[] =>
  [...words.matchAll(figure)].flatMap(({ 0: raw, index }) => {
    const value = readNumeral(raw.replace(/[元块]$/, ''))
    const named =
      numbersSomething(words.slice(0, index)) ||
      (/(?:19|20)\d\d$/.test(raw) && /^年?度|^[、]/.test(words.slice(index + raw.length)))
    return value === undefined || named || (value < 100 && !/[元块]$/.test(raw))
      ? []
      : [{ fen: Math.round(value * 100), start: index, end: index + raw.length, raw }]
  })

/** Whether a sum is what some of those before it come to, added and taken away; two of them at least. */
export const comesTo = (parts: readonly number[], sum: number): boolean => {
  if (parts.length < 2 || parts.length > 7) return false
  let all: { total: number; used: number }[] = parts.map((fen) => ({ total: fen, used: 1 }))
  all = parts.slice(1).reduce(
    (found, fen, i) =>
      found.concat(
        found
          .filter((it) => it.used > 0 && i >= 0)
          .flatMap(({ total, used }) => [
            { total: total + fen, used: used + 1 },
            { total: total - fen, used: used + 1 },
          ]),
      ),
    [{ total: parts[0]!, used: 1 }],
  )
  return all.some(({ total, used }) => used > 1 && total === sum)
}

const outbid = /[多少高低贵][了啦]|太[多少高低贵]|不[行够]/
/** The part of what somebody says that names one sum, with what it does where it does not say so itself. */
const stepIn = (words: string, fen: number, off: boolean): string => {
  const part = words.split(/[,;。]/).findLast((it) => saidIn(it).some((said) => said.fen === fen)) ?? words
  const said = told(part)
  return /^\d[\d.]*元$/.test(said) ? `${off ? '减' : '加'}${said}` : said
}

/** Words with their sums in yuan. */
export const inYuan = (words: string, sums: readonly Said[]): string =>
  sums.toReversed().reduce((out, { start, end, fen }) => `${out.slice(0, start)}${fen / 100}元${out.slice(end)}`, words)

/** 七成, 70%, 七折 in hundredths. */
export const shareIn = (words: string): number | undefined => {
  const [, tenths, percent, fold] = /([一二三四五六七八九])成|(\d{1,2})[%％]|([一二三四五六七八九])折/.exec(words) ?? []
  const tenth = tenths ?? fold
  return tenth ? readNumeral(tenth)! * 10 : percent ? Number(percent) : undefined
}

/** The part of what somebody says that holds sums, in yuan. */
export const told = (words: string): string => {
  const parts = words
    .replace(aside, '')
    .replace(/[。;!?]+$/, '')
    .split(',')
  const held = parts.map((part) =>
    inYuan(part, saidIn(part))
      .replace(/^那?就是?(?=\d)/, '计')
      .replace(/元(?:可以|行|好的?|全(?:额|部)?[退赔付给])$/, '元')
      .replace(/(\p{Script=Han})不\1$/u, '$1'),
  )
  const first = held.findIndex((_, i) => saidIn(parts[i]!).length > 0)
  const from = first > 0 && shareIn(parts[first - 1]!) ? first - 1 : first
  return (
    from < 0
      ? held
      : [...held.slice(0, from).filter((_, i) => /^(?:还有|另外)[^,]{1,6}$/.test(parts[i]!)), ...held.slice(from)]
  ).join(',')
}

/**
 * Sums that are reckoned aloud: one piece whose last sum is what those before it come to (5600,扣386、180,退5034), one that goes
 * on from sums said before it (还有240—那一共5274), the rows before their total. Only what nobody turned down, and only where
 * the reckoning holds.
 */
export function reckonedAloud(
  turns: readonly Turn[],
  isTerm: (i: number) => boolean = () => false,
): Map<number, Aloud> {
  const found = new Map<number, Aloud>()
  const sums = turns.map(({ words }) => saidIn(words))
  const stands = (i: number) =>
    !claims.test(turns[i]!.words) &&
    !isUngranted(turns, i) &&
    turns[i]!.said !== 'no' &&
    othersAfter(turns, i)[0]?.said !== 'no'
  const take = (i: number, joins: boolean) => {
    if (!found.has(i)) found.set(i, { words: told(turns[i]!.words), joins })
  }
  for (const { whole, parts } of sharesAloud(turns, sums, stands)) {
    for (const i of parts) {
      const stretch = turns[i]!.words.split(/[,\s]/).findLast((it) =>
        saidIn(it).some(({ fen }) => fen === sums[i]!.at(-1)!.fen),
      )
      if (!isTerm(i) && !found.has(i) && stretch) found.set(i, { words: told(stretch), joins: false })
    }
    if (!isTerm(whole) && !found.has(whole))
      found.set(whole, {
        words: told(turns[whole]!.words).replaceAll(/(?<=^|[,\s])还(?=\d)/g, '还有'),
        joins: false,
        byAll: true,
      })
  }
  turns.forEach((turn, j) => {
    const { words, voice } = turn
    const own = sums[j]!
    const last = own.at(-1)
    if (!last || !stands(j)) return
    const before = words.slice(0, last.start)
    // 地板600我出, 2300这张单子我认: who bears a sum says so.
    if (turn.role === 'side' && own.length === 1 && bearsIt.test(words.slice(last.end)) && !isDated(turn))
      take(j, false)
    const parts = own.slice(0, -1).map(({ fen }) => fen)
    // 5600,扣水电386、门锁180、补半个月1400,退3634; 4680-1404=3276
    if (own.length > 2 && /[扣减抵加补剩=+退付]/.test(words) && comesTo(parts, last.fen)) take(j, false)
    // 5222这部分我们认;退七成,3655.4元
    const share = own.length === 1 && /[退赔付补担出]/.test(words) ? shareIn(words) : undefined
    const near = sums.slice(Math.max(0, j - 3), j).flat()
    if (share && near.some(({ fen }) => Math.abs(fen * share - last.fen * 100) < 1)) take(j, false)
    // 那两万七加一千九—两万八千九,是吧?—是: what another reckons right away.
    const [prior] = othersBefore(turns, j)
    const reckons =
      own.length === 1 && prior !== undefined && sums[prior]!.length === 2 && othersAfter(turns, j)[0]?.said === 'yes'
    if (own.length > 2 || !(result.test(before) || reckons) || isDated(turn)) return
    // 童家5985;孟家5130;两户11115: rows of one voice before their total.
    const rows: number[] = []
    for (let i = j - 1; i >= 0 && turns[i]!.voice === voice && sums[i]!.length > 0 && rows.length < 6; i--)
      rows.unshift(i)
    if (rows.length > 1 && rows.reduce((all, i) => all + sums[i]!.at(-1)!.fen, 0) === last.fen && rows.every(stands)) {
      for (const i of rows) take(i, false)
      take(j, false)
      return
    }
    const joined = chainTo(j)
    if (!joined || joined.every(isTerm)) return
    take(joined[0]!, false)
    if (reckons && found.has(joined[0]!)) found.set(joined[0]!, { ...found.get(joined[0]!)!, byAll: true })
    const [whole] = sums[joined[0]!]!.slice(-1)
    for (const i of joined.slice(1)) {
      // 三百多了,一百五: of what is said of a step only the figure that the reckoning goes by.
      const step = joined.length > 2 && i === joined[1] && !isTerm(i) && !found.has(i)
      if (step && (outbid.test(turns[i]!.words) || sums[i]!.length === 1))
        found.set(i, {
          words: stepIn(turns[i]!.words, Math.abs(last.fen - whole!.fen), last.fen < whole!.fen),
          joins: true,
        })
      take(i, true)
    }
  })
  return found

  /** 三万八可以,你拿的5000要扣掉—那就33000; …退3634—还有240要退—那一共3874: the pieces that lead to a sum. */
  function chainTo(j: number): number[] | undefined {
    const [first, second] = sums[j]!
    const last = second ?? first!
    for (let a = j - 1; a >= Math.max(0, j - 9); a--) {
      const whole = sums[a]!.at(-1)
      if (!whole || !stands(a) || isDated(turns[a]!)) continue
      const off = Math.abs(last.fen - whole.fen)
      if (off === 0) continue
      // 加房租1400,一共退6134
      if (second) {
        if (off === first!.fen) return [a, j]
        continue
      }
      if (
        sums[a]!.length === 2 &&
        comesTo(
          sums[a]!.map(({ fen }) => fen),
          last.fen,
        )
      )
        return [a, j]
      const by = sums.findIndex((all, i) => i > a && i < j && all.some(({ fen }) => fen === off))
      if (by >= 0 && !isDated(turns[by]!)) return [a, by, j]
    }
    return undefined
  }
}

/**
 * 共20680—甲:我认12000—乙:我8680: what each side takes upon itself, one after the other, where that makes up a sum said
 * before and nobody gainsays it.
 */
function sharesAloud(
  turns: readonly Turn[],
  sums: readonly Said[][],
  stands: (i: number) => boolean,
): { whole: number; parts: number[] }[] {
  const takes = (i: number) => {
    const { role, words, said } = turns[i]!
    const sum = sums[i]!.at(-1)
    return (
      role === 'side' &&
      said !== 'asks' &&
      !isDated(turns[i]!) &&
      stands(i) &&
      sum !== undefined &&
      /我|我们/.test(words) &&
      /(?:我们?|认|出|给|付|担|赔|家|公司|市场|厂|店|物业|学校)(?:就|是|来)*$/.test(words.slice(0, sum.start))
    )
  }
  return turns.flatMap((_, from) => {
    if (!takes(from)) return []
    const parts = [from]
    for (let i = from + 1; i < turns.length && takes(i) && parts.every((j) => turns[j]!.voice !== turns[i]!.voice); i++)
      parts.push(i)
    if (parts.length < 2) return []
    const made = parts.reduce((all, i) => all + sums[i]!.at(-1)!.fen, 0)
    const whole = turns.findLastIndex(
      ({ said }, i) => i < from && i >= from - 10 && said !== 'no' && sums[i]!.some(({ fen }) => fen === made),
    )
    return whole < 0 ? [] : [{ whole, parts }]
  })
}
