import { pairsOf } from '../reading/pairs.ts'
import type { Clause } from '../settlement/find.ts'
import { type Spoken, sameValue, spokenValues, stretchAround } from '../settlement/spoken.ts'
import { ordinalIn, type Standing, standingIn } from '../settlement/standing.ts'
import { inMonthOf, written } from '../settlement/write.ts'
import { isGone } from './statement.ts'

// Which value of a clause a new one takes the place of.

/** A value and what stands in its place from now on. */
export type Change = { old: Spoken; fresh: Spoken }

/** What a measure counts: 11件 and 10件 are of one kind, 1台 is of another. */
export const unit = ({ key }: Spoken): string => key.replace(/^[\d.一二两三四五六七八九十半]+/, '')

/** The value of a kind that words speak of: the only one, the n-th, the one whose own words are most alike. */
export function pick(all: Standing[], kind: Spoken['kind'], words: string, fresh?: Spoken): Standing | undefined {
  const same = all.filter(({ value }) => value.kind === kind)
  if (new Set(same.map(({ value }) => value.key)).size <= 1) return same[0]
  const n = ordinalIn(words)
  const rows = same.filter(({ whole }) => !whole)
  if (n !== undefined) return rows.at(n > 0 ? n - 1 : n)
  if (kind === 'measure' && fresh) {
    const own = same.filter(({ value }) => unit(value) === unit(fresh))
    if (own.length === 1) return own[0]
  }
  const letters = new Set(words.match(/\p{Script=Han}/gu))
  const pairs = pairsOf(words)
  const scored = same
    .map((it) => ({
      it,
      held:
        [...pairsOf(it.words)].filter((pair) => pairs.has(pair)).length +
        0.3 * new Set((it.words.match(/\p{Script=Han}/gu) ?? []).filter((c) => letters.has(c))).size,
    }))
    .toSorted((a, b) => b.held - a.held)
  if (scored[0]!.held > scored[1]!.held + 0.25) return scored[0]!.it
  if (kind === 'time' && fresh) {
    const clock = (key: string) => Number.parseInt(key, 10) % 720
    return same.toSorted(
      (a, b) => Math.abs(clock(a.value.key) - clock(fresh.key)) - Math.abs(clock(b.value.key) - clock(fresh.key)),
    )[0]
  }
  if (kind === 'amount') return same.find(({ whole }) => whole)
  return undefined
}

/** Which old value each new one replaces; undefined where one has no place, or another's. */
export function mapped(
  clause: Clause,
  all0: Spoken[],
  words: string,
  values: Spoken[],
  whole: string,
  at: string,
  /** Who says so, where the words name nobody. */
  voice = '',
): Change[] | undefined {
  const all = standingIn([clause])
  const out: Change[] = []
  // 是2030,不是2003: the old one is named as such.
  const named = spokenValues(whole, at).flatMap((it) => {
    const gone = isGone(whole, it)
    const digits = it.raw.replace(/\D/g, '')
    const old = gone
      ? all.find(
          ({ value }) =>
            sameValue(value, it) || (value.kind === 'account' && value.raw.endsWith(digits) && digits.length >= 4),
        )
      : undefined
    return old ? [old] : []
  })
  const account = all.filter(({ value }) => value.kind === 'account')
  // 应该是0923: a bare figure is the number of an account, where one is spoken of.
  const news = all0.map(
    (it): Spoken =>
      it.kind === 'amount' &&
      /^\d{4}元?$/.test(it.raw) &&
      account.length > 0 &&
      (it.raw.startsWith('0') || named.some(({ value }) => value.kind === 'account') || /尾号|卡号|账号/.test(whole))
        ? { ...it, kind: 'account', key: it.raw.slice(0, 4), raw: it.raw.slice(0, 4) }
        : it,
  )
  for (const old of named) {
    const it = news.find(({ kind }) => kind === old.value.kind)
    if (it && !out.some(({ fresh }) => fresh === it)) out.push({ old: old.value, fresh: it })
  }
  if (out.length > 0 && out.length === news.length) return out
  if (out.length > 0) out.length = 0
  for (const [kind, several] of Map.groupBy(news, ({ kind }) => kind)) {
    const same = all.filter(
      ({ value }) => value.kind === kind && (kind !== 'measure' || several.some((it) => unit(it) === unit(value))),
    )
    if (same.length === 0) return undefined
    const rows = same.filter(({ whole }) => !whole)
    const anchored = values.filter((it) => it.kind === kind && same.some(({ value }) => sameValue(value, it)))
    // 25号过来住,最多到23号: of several for one the last is meant.
    const one = new Set(same.map(({ value }) => value.key)).size === 1
    const fresh =
      one && several.length > 1 && kind !== 'amount' && !/一半|各|第|分/.test(words) ? several.slice(-1) : several
    const told =
      fresh.length > 1 && rows.length > 1
        ? fresh.filter((it) => ordinalIn(stretchAround(words, it).text.replace('末了', '最后')) !== undefined)
        : []
    if (told.length > 0 && told.length < fresh.length) {
      for (const it of told) {
        const n = ordinalIn(stretchAround(words, it).text.replace('末了', '最后'))!
        const old = rows.at(n > 0 ? n - 1 : n)
        if (old) out.push({ old: old.value, fresh: it })
      }
      continue
    }
    if (fresh.length === 1) {
      const it = fresh[0]!
      const free = same.filter(({ value }) => !anchored.some((a) => sameValue(a, value)))
      const near = stretchAround(words, it).text
      // 分三个月…3000 of 9000: a part takes no whole's place.
      if (
        kind === 'amount' &&
        /每|各|分/.test(words) &&
        same.length === 1 &&
        Number(same[0]!.value.key) % Number(it.key) === 0
      )
        return undefined
      // 9月30日那笔挪到10月8日: the old one told in the same breath.
      const beside = anchored.filter(
        (a) =>
          stretchAround(words, a).start === stretchAround(words, it).start &&
          /^(?:的|前)?(?:那|这)(?:一)?[笔期次]|^(?:之前|前)?(?:的)?(?:[^,;。]{0,6})(?:改|挪|换|推|延|提前)/.test(
            words.slice(a.end),
          ),
      )
      const told = beside.length === 1 ? same.find(({ value }) => sameValue(value, beside[0]!)) : undefined
      const old =
        told ??
        (anchored.length > 0 && same.length > 1
          ? free.length === 1
            ? free[0]
            : (pick(all, kind, near, it) ?? pick(all, kind, voice + words, it))
          : (pick(all, kind, near, it) ?? pick(all, kind, voice + words, it)))
      if (!old) return undefined
      const twins = one || /都|各|每|均/.test(words) ? same.filter(({ value }) => value.key === old.value.key) : [old]
      for (const twin of twins) out.push({ old: twin.value, fresh: it })
    } else if (fresh.length === same.length && anchored.length === 0)
      for (const [i, it] of fresh.entries()) out.push({ old: same[i]!.value, fresh: it })
    else if (fresh.length === rows.length && anchored.length === 0)
      for (const [i, it] of fresh.entries()) out.push({ old: rows[i]!.value, fresh: it })
    else {
      const each = fresh.map((it) => likest(same, stretchAround(words, it).text))
      if (each.some((it) => !it) || new Set(each).size < each.length) return undefined
      for (const [i, it] of each.entries()) out.push({ old: it!.value, fresh: fresh[i]! })
    }
  }
  return out
}

/** The value whose own words share most pairs of letters with some; none where none or two do. */
function likest(all: Standing[], words: string): Standing | undefined {
  const pairs = pairsOf(words)
  const [best, next] = all
    .map((it) => ({ it, held: [...pairsOf(it.words)].filter((pair) => pairs.has(pair)).length }))
    .toSorted((a, b) => b.held - a.held)
  return best && best.held > 0 && best.held > (next?.held ?? 0) ? best.it : undefined
}

/** Whether words speak of a value and no other of its kind: the only one, the n-th, called by its words. */
export function surely(clause: Clause, old: Spoken, words: string): boolean {
  const all = standingIn([clause])
  const same = all.filter(({ value }) => value.kind === old.kind)
  if (
    new Set(same.map(({ value }) => value.key)).size === 1 ||
    ordinalIn(words) !== undefined ||
    /都|均|各|每/.test(words)
  )
    return true
  if (spokenValues(words, clause.at).some((it) => same.some(({ value }) => sameValue(value, it)))) return true
  const pairs = pairsOf(words)
  const held = (it: Standing) => [...pairsOf(it.words)].filter((pair) => pairs.has(pair)).length
  const mine = same.find(({ value }) => value.start === old.start)
  return (
    mine !== undefined &&
    held(mine) > 0 &&
    same.every((it) => it === mine || it.value.key === old.key || held(it) < held(mine))
  )
}

/** A clause with its values replaced. */
export function put(clause: Clause, pairs: Change[]): string {
  let text = clause.text
  let from = Number.POSITIVE_INFINITY
  for (const { old, fresh } of pairs.toSorted((a, b) => b.old.start - a.old.start)) {
    if (old.end > from) continue
    const { words, end } = written({ ...clause, text }, old, inMonthOf(old, fresh))
    text = text.slice(0, old.start) + words + text.slice(end)
    from = old.start
  }
  return text
}
