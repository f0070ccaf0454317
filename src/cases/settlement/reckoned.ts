import { type Aloud, claims, comesTo, inYuan, result, type Said, saidIn, shareIn, told } from './aloud.ts'
import { isDated, type Turn } from './turns.ts'

/** 到手75000算。还过的20000算还本。叉车抵15000。还差40000: sentences that lead to a sum which a term then speaks of. */
export function reckonedInProse(turns: readonly Turn[], isTerm: (i: number) => boolean): Map<number, Aloud> {
  const found = new Map<number, Aloud>()
  const sums = turns.map(({ words }) => saidIn(words))
  turns.forEach(({ words }, j) => {
    const last = sums[j]![0]
    if (!last || sums[j]!.length > 1 || !result.test(words.slice(0, last.start)) || isDated(turns[j]!)) return
    const again = turns.some((_, i) => i > j && isTerm(i) && sums[i]!.some(({ fen }) => fen === last.fen))
    for (let a = j - 2; again && a >= Math.max(0, j - 4); a--) {
      const rows = Array.from({ length: j - a }, (_, i) => a + i)
      if (rows.some((i) => sums[i]!.length === 0 || claims.test(turns[i]!.words) || isDated(turns[i]!))) return
      const [first, ...others] = rows.map((i) => sums[i]![0]!.fen) as [number, ...number[]]
      const totals = others.reduce((all, fen) => all.flatMap((sum) => [sum + fen, sum - fen]), [first])
      if (!totals.includes(last.fen)) continue
      for (const i of [...rows, j]) found.set(i, { words: told(turns[i]!.words), joins: i > a })
      return
    }
  })
  for (const rows of rowsThatHold(turns, sums, isTerm))
    for (const i of rows) {
      const words = inYuan(turns[i]!.words, sums[i]!).replace(/[。;]+$/, '')
      found.set(i, { words: words.replace(/^[-—－]+\s*/, '减').replace(/^[+=＋＝]\s*/, ''), joins: i > rows[0]! })
    }
  // 1568-330=1238元。—沈:1238,行: an equation whose end somebody says yes to, and its payment on the spot.
  turns.forEach(({ words }, i) => {
    const end = sums[i]!.at(-1)
    const yes = turns.findIndex(
      ({ said, role }, j) =>
        j > i && j <= i + 3 && role === 'side' && said === 'yes' && sums[j]!.some(({ fen }) => fen === end?.fen),
    )
    const parts = sums[i]!.slice(0, -1).map(({ fen }) => fen)
    if (!end || yes < 0 || !/[=＝等]/.test(words) || parts.length < 2 || !comesTo(parts, end.fen)) return
    if (turns.slice(yes, yes + 3).some(({ said }) => said === 'no')) return
    found.set(i, { words: inYuan(words, sums[i]!).replace(/[。;]+$/, ''), joins: false })
    const paid = turns.findIndex(
      (it, j) => j > yes && j <= yes + 3 && paidOnTheSpot.test(it.words) && sums[j]!.some(({ fen }) => fen === end.fen),
    )
    if (paid > 0) found.set(paid, { words: turns[paid]!.words, joins: false })
  })
  const part = partLeftOut(turns, sums, isTerm)
  if (part !== undefined && !found.has(part)) found.set(part, { words: turns[part]!.words, joins: false })
  return found
}

const paidOnTheSpot = /(?:转|付|给)(?:给|了)?[^,;。]{0,8}\d+元?[^。]{0,12}(?:收款|收到|收了|收讫|点清|点了)/
const rest = /(?:共|合计|小计|总计|实[付退得收]|[还应][付差欠剩要应退赔]|剩下?|余额?|净|[=＝])[^,;。\d]{0,6}$/
const off = /减|扣|抵|已[付给垫收退]|^[,\s]*[-—－]/
const granted =
  /(?:双方|两边|各方|三方|大家|都)[^。]{0,6}(?:按这个|照这个|就按|同意|没意见|认可|无异议|确认|点头|没有异议)/

/**
 * 医疗费9380 / 护理费3200 / 共12580 / 承担八成=10064 / 减已付5000 / 还付5064: rows of one sum each that lead to the last of
 * them, every step of which holds, where a term then speaks of that sum, its instalments make it up or all say yes to it.
 */
function rowsThatHold(turns: readonly Turn[], sums: readonly Said[][], isTerm: (i: number) => boolean): number[][] {
  const isRow = (i: number) => (sums[i]?.length ?? 0) > 0 && !claims.test(turns[i]!.words) && !isDatedRow(turns[i]!)
  const found: number[][] = []
  for (let from = 0; from < turns.length; from++) {
    if (!isRow(from)) continue
    let to = from
    while (isRow(to + 1) && to - from < 12) to++
    const rows = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    const last = sums[to]!.at(-1)!.fen
    const after = turns.slice(to + 1, to + 6)
    const sumsAfter = sums.slice(to + 1, to + 6).filter((_, i) => isTerm(to + 1 + i))
    const again = sumsAfter.some((all) => all.some(({ fen }) => fen === last))
    const parted = sumsAfter.some((all) => all.length > 1 && all.reduce((sum, { fen }) => sum + fen, 0) === last)
    const head = `${turns[from]!.voice}:${turns[from - 1]?.words ?? ''}`
    const agreed = again || parted || after.slice(0, 2).some(({ words }) => granted.test(words))
    const steps = rows.flatMap((i) =>
      sums[i]!.map(({ fen, start }, n) => ({
        fen,
        before: turns[i]!.words.slice(n ? sums[i]![n - 1]!.end : 0, start),
      })),
    )
    if (rows.length > 1 && steps.length > 3 && agreed && !claims.test(head) && stepsHold(steps)) found.push(rows)
    from = to
  }
  return found
}

/** 9月工资(20天): a row may name a month; a day to pay by makes it an instalment. */
const isDatedRow = ({ words }: Turn): boolean => /\d[日号]|月[底初末]|年[底前]|[天日]内|之?前[,付给]/.test(words)

/** Whether each sum is added to or taken off what stood before, or is what that comes to; the last one is. */
function stepsHold(steps: readonly { before: string; fen: number }[]): boolean {
  let total = 0
  let whole = false
  for (const { before, fen } of steps) {
    const share = shareIn(before)
    whole = true
    if (share && Math.abs(total * share - fen * 100) < 100) total = fen
    else if (total > 0 && rest.test(before) && !off.test(before)) {
      if (total !== fen) return false
    } else {
      total += off.test(before) ? -fen : fen
      whole = false
    }
  }
  return whole
}

/**
 * 店家认赔1800,…;郭某认欠2376。两个数一抵,郭某补576: the one sentence among the terms whose sum a reckoning of the terms needs.
 */
function partLeftOut(
  turns: readonly Turn[],
  sums: readonly Said[][],
  isTerm: (i: number) => boolean,
): number | undefined {
  const at = turns.findIndex(
    ({ words }, i) => isTerm(i) && sums[i]!.length > 0 && /(?:一抵|相抵|抵掉|抵扣|冲抵|互抵|两抵)/.test(words),
  )
  if (at < 0) return undefined
  const result = sums[at]![0]!.fen
  const wholes = sums.slice(Math.max(0, at - 3), at).flatMap((all, i) => (isTerm(Math.max(0, at - 3) + i) ? all : []))
  const fits = turns.flatMap((turn, i) =>
    i < at &&
    i >= at - 3 &&
    !isTerm(i) &&
    sums[i]!.length === 1 &&
    !claims.test(turn.words) &&
    wholes.some(({ fen }) => Math.abs(fen - sums[i]![0]!.fen) === result)
      ? [i]
      : [],
  )
  return fits.length === 1 ? fits[0] : undefined
}
