import type { CaseRecord } from '../read.ts'
import { saysMostOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { chainsIn } from './chains.ts'
import { act, isOrder, turnsAside } from './cues.ts'
import { pays } from './duties.ts'
import type { Clause } from './find.ts'
import { agreementStart, startsList } from './opener.ts'
import type { Region } from './region.ts'
import { reckonedLines } from './stacked.ts'
import { placeOf } from './table-terms.ts'
import { type Piece, piecesOf } from './terms.ts'

/** What is told beside the terms found. */
const aside = [
  ...turnsAside,
  /[?]$|要求|主张|提出|原来|本来|起初|一开始|称|说|表示|认为|希望|建议|想要?|到场|在场|参加|宣读|签[字名]|代理人|授权|同样(?:的)?(?:数|金额|钱)|我|你|吧[,。;]/,
]
const account = /(?:尾号?|末四位|后四位)\D{0,4}\d{4}(?!\d)|(?:账号|卡号)\D{0,4}\d{8,}/
/** 付法:…, 收款:…: a heading that says what stands behind it is for. */
const SHORT = 4

/** Words of doing and of leaving undone beside those that any term has. */
const deed = /不[许准得能让]|装|缩|改|挪|接|放|留|配|开|收/

/** 9/25、10/25前 各6000: a day and what is paid on it. */
const instalment = /\d(?:日|号)?(?:之?前|以前)\s*各?(?:付)?\d{3,7}(?:元|块)?[。,;]?$/

/** 哪一期晚了五天,后面的一次付清: what follows where an instalment is not paid. */
const overdue =
  /^(?:若|如|如果|要是|只要)?(?:哪|任何?|其中|有)(?:有)?一?[期笔次][^,。;]{2,20},[^。;]{0,16}(?:一次|一道|一起|一并|全部?|都)[^,。;]{0,6}(?:付|还|给|到期|要)/

/** 借支单在付款当天作废退还: a deed that goes with the payment told before it. */
const onPayment =
  /^[^,;。]{2,16}(?:付款|付清|收款|收到(?:钱|款项?|全款)|到账|结清|退款|拿到钱)(?:的)?(?:当[天日]|之日|同时|那天|后|时)[,]?[^,;。]{0,10}(?:作废|退还|归还|交还|交给|交回|还给|撕|销毁|撤|删|出具|开)/

/** 会计算了账:, 列了一下: before a reckoning. */
const reckoner = /^[^,。;:\d]{0,8}(?:列|算|核|对)[^,。;:\d]{0,4}[:]/
/** 以后真要做,凭票再谈; 不在这3000元里头: left outside, for a later day. */
const forLater =
  /(?:以后|今后|将来|日后|后续)[^。;?]{0,20}(?:再|另行?|另外)(?:谈|议|商量|协商|处理|算)|不(?:在|算在|包括在|包含在)(?:这|本|该|上述)[^,。;]{0,10}(?:里头?|里面|之内|以内)(?=[,。;]|$)/
const onesWord = /要求|主张|提出|称|说|表示|认为|坚持|[?]/

type Held = Piece & { by?: Clause }

/**
 * A region with further terms of its record, in prose, that stand among those found: what the same sentence says before or
 * goes on to say in parts of its own (12月5日付3000元;1月5日付2000元), the reckoning that a term builds on, the account, and
 * what is left for later.
 */
export function completed(region: Region, record: CaseRecord): Region {
  const { text } = record
  const clauses = [...region.clauses, ...region.outside]
  const pieces = piecesOf(text).map((piece): Held => ({ ...piece, by: holderOf(piece, clauses) }))
  const first = pieces.findIndex(({ by }) => by)
  if (first < 0) return region
  const last = pieces.findLastIndex(({ by }) => by)
  const further: Clause[] = []
  const add = (words: string): Clause => {
    const clause: Clause = { text: bare(words), recordIds: [record.id], at: record.at, from: 'record' }
    further.push(clause)
    return clause
  }
  // What is reckoned before the words that lead into the terms is how it came to them.
  const opened = agreementStart(record)
  const from = opened < text.length ? opened : 0
  for (const { start, end, results } of [...chainsIn(text), ...reckonedLines(text)]) {
    if (start < from) continue
    const over = pieces.filter((piece) => piece.start < end && piece.end > start)
    const next = pieces[pieces.indexOf(over.at(-1)!) + 1]
    // 还3200元。11月8日前转…: what is paid behind it is what it comes to.
    const paid = next?.by && pays.test(next.text) && sumsOf(next.text).length === 0
    // 合计1890元 before 已付500元,余1390元 is what these two come to.
    const told = results.some((fen) =>
      clauses.some(({ text: said }) => sumsOf(said).includes(fen) || sumsOf(said).reduce((a, b) => a + b, 0) === fen),
    )
    if (over.length === 0 || !(paid || told) || !over.every(fits)) continue
    const clause = add(
      over
        .map((piece) => bare(piece.text))
        .join(',')
        .replace(reckoner, ''),
    )
    for (const piece of over) piece.by = clause
  }
  for (const [i, piece] of pieces.entries()) {
    if (!fits(piece)) continue
    const [before, next] = [pieces[i - 1], pieces[i + 1]]
    const binds = act.test(piece.text) || deed.test(piece.text) || instalment.test(piece.text)
    if (binds && before?.by && /;$/.test(before.text))
      piece.by = joined(before.by, `${bare(before.by.text)};${bare(piece.text)}`)
    else if (binds && next?.by && !startsList.test(next.text) && /;$/.test(piece.text))
      piece.by = joined(next.by, `${bare(piece.text)};${next.by.text}`)
    else if (i > first && i < last && account.test(piece.text)) piece.by = add(piece.text)
    else if (before?.by && !text.slice(before.end, piece.start).includes('\n') && onPayment.test(piece.text))
      piece.by = add(piece.text)
    else if (i > first && overdue.test(piece.text)) piece.by = add(piece.text)
  }
  const outside = pieces.flatMap(({ text: words, by }, i): Clause[] =>
    !by && i > first && forLater.test(words) && !onesWord.test(words)
      ? [{ text: bare(words), recordIds: [record.id], at: record.at, from: 'record' }]
      : [],
  )
  const place = (clause: Clause) => pieces.find(({ by }) => by === clause)?.start ?? placeOf(clause, text)
  return {
    clauses:
      further.length === 0 ? region.clauses : [...region.clauses, ...further].sort((x, y) => place(x) - place(y)),
    outside: [...region.outside, ...outside],
  }
}

/** 付法: before what is to be done. */
const heading = /^[^,。;:\d]{1,6}:\s*/
const withoutUnits = (words: string): string => words.replaceAll(/[元\s→,]/g, '')
const bare = (words: string): string => words.replace(/[。;,\s]+$/, '')
const sumsOf = (words: string): number[] => findAmounts(words).map(({ fen }) => fen)

function joined(clause: Clause, text: string): Clause {
  clause.text = text
  return clause
}

/** The clause that says what a piece says, or part of it. */
const holderOf = ({ text: words }: Piece, clauses: readonly Clause[]): Clause | undefined =>
  clauses.find(({ text: said }) => {
    const [own, theirs] = [sumsOf(words), sumsOf(said)]
    return (
      said.includes(bare(words)) ||
      (words.length > 2 * SHORT && withoutUnits(said).includes(withoutUnits(bare(words).replace(heading, '')))) ||
      (saysMostOf(said, words) && own.every((fen) => theirs.includes(fen))) ||
      (saysMostOf(words, said) && theirs.every((fen) => own.includes(fen)))
    )
  })

/** Whether a piece that no clause says may be a term. */
const fits = ({ text, by }: Held): boolean =>
  !by && text.length > SHORT && !startsList.test(text) && !isOrder(text) && !aside.some((it) => it.test(text))
