import { findAmounts as findMoney, formatCapitals, parseNumeral } from '../../text/index.ts'
import { remembered } from './remember.ts'

/** A sum of money in a text, in fen, with its place. `approx` where the speaker rounded (多、约、大概); `rate` where it is a price for one of something measured. */
export type Amount = {
  start: number
  end: number
  raw: string
  fen: number
  approx: boolean
  rate: boolean
  capitals: boolean
}

/** Every sum of money in a text, in the order they stand; months' wages and ranges are no sums. */
export const findAmounts: (text: string) => Amount[] = remembered((text) =>
  findMoney(text).flatMap(({ start, end, quote, kind, fen, range, approx, upper, unit }) =>
    kind !== 'money' || (fen === undefined && !range)
      ? []
      : [
          {
            start,
            end,
            raw: quote,
            fen: fen ?? range!.toFen,
            approx: approx || fen === undefined,
            rate: /^per(?:SquareMetre|Mu|Hour|Piece)/.test(unit),
            capitals: upper,
          },
        ],
  ),
)

/** Value of a number as spoken or written: 六千八 → 6800; undefined where it is none. */
export const readNumeral = parseNumeral

/** The amount in capitals as on a cheque: 850050 → 捌仟伍佰元零伍角. */
export const toCapitals = formatCapitals

/** Digits as the forms write them: 750000 → 7500元, 248640 → 2486.40元. */
export const yuanOf = (fen: number): string => `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}元`
