import { findDays } from '../reading/days.ts'
import { findAmounts } from '../reading/quantities.ts'
import { readSums } from '../reading/sums.ts'

// What a reckoning ends at, and by which words beside it that is paid.

/** 先拿的600元要抵掉,实际再付4950元: what is still paid once something is set off. */
export const netOf =
  /(?:抵|扣|减)(?:掉|了|除|扣|下|去)?,[^。;]*(?:实际|实付|净付|再付|还(?:应|需|要|得)[付给退])[^,。;\d]{0,14}\d/

/** 剩6400元,扣280元,退6120元 where another clause pays 3000元 and 3120元 by their days: what a reckoning ends at. */
export function endsInDated(text: string, at: string, others: string[]): boolean {
  const sums = findAmounts(text).filter(({ rate }) => !rate)
  const last = sums.length > 1 && /剩|减|扣|计|共|平摊|平分|均分/.test(text) ? sums.at(-1)! : undefined
  if (!last || !/(?:退|付|赔|补|给|还)[^,;。\d]{0,6}$/.test(text.slice(0, last.start))) return false
  return others.some((other) => {
    const dated = readSums(other, at).filter(({ due }) => due)
    return dated.length > 0 && dated.reduce((all, { fen, times }) => all + fen * times, 0) === last.fen
  })
}

/** 这礼拜五晚上乙拿到甲家: by when money told before is brought. */
export const brought = (other: string, at: string): boolean =>
  findAmounts(other).length === 0 &&
  /[^,;。]*(?:拿|送|带)(?:到|去|来|过来|过去)[^,;。\d]{0,12}(?:[家店]|社区|中心|办公室|手[里上]|来)[。]?$/.test(
    other,
  ) &&
  findDays(other, at, 'future').some(({ kind }) => kind === 'day')
