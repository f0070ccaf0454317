import type { CaseRecord } from '../read.ts'
import { pairsOf } from '../reading/pairs.ts'
import type { Clause } from './find.ts'
import { stretchesOf } from './spoken.ts'

// Plain words that a later record puts right (装在东侧,不是西侧), and names in quotation marks that are new (群改名为「…」).

const word = '[\\p{Script=Han}A-Za-z]{2,12}?'
const stop = '(?=[,。;!?\\s]|$)'
const denied = new RegExp(`(?<now>[\\p{Script=Han}]{2,14}),(?:而|并)?不是(?<old>${word})${stop}`, 'gu')
const deniedFirst = new RegExp(`不是(?<old>${word}),?(?:而是|是|应[为是])(?<now>${word})${stop}`, 'gu')
const miswritten = new RegExp(`[把将](?<now>${word})(?:错|误)?[写记打抄]成了?(?<old>${word})${stop}`, 'gu')
const renamed = /(?:改名|更名|改叫|改称)(?:为|成|叫|作)?[“"「『]([^”"」』]{2,30})[”"」』]/u

/** Two words of one kind: as long as each other, with a letter in common at the same place (东侧, 西侧). */
const alike = (a: string, b: string): boolean =>
  a !== b && a.length === b.length && [...a].some((letter, i) => letter === b[i])

type Pair = { old: string; now: string }
/** The longest end of what is denied that stands in the clauses, and its counterpart of the same length. */
function pairOf(texts: string[], old: string, now: string, atEnd: boolean): Pair | undefined {
  for (let i = 0; i + 2 <= old.length; i++) {
    const gone = old.slice(i)
    if (!texts.some((text) => text.includes(gone))) continue
    const put = now.length >= gone.length ? now.slice(-gone.length) : now
    if (alike(gone, put)) return { old: gone, now: put }
    if (!atEnd && i === 0 && !/\d/.test(now)) return { old: gone, now }
  }
  return undefined
}

function pairsIn(change: string, texts: string[]): Pair[] {
  const found = (pattern: RegExp, atEnd: boolean) =>
    [...change.matchAll(pattern)].flatMap(({ groups }) => pairOf(texts, groups!.old!, groups!.now!, atEnd) ?? [])
  const first = found(deniedFirst, false)
  return first.length > 0 ? first : [...found(miswritten, false), ...found(denied, true)]
}

/** Whether a text puts plain words or a name right. */
export const rewords = (text: string): boolean =>
  renamed.test(text) || [denied, deniedFirst, miswritten].some((it) => text.search(it) >= 0)

/** Writes what is right where the wrong words stand: in the only place, or in the one whose clause the change speaks of. */
export function reword(clauses: Clause[], change: string, record: CaseRecord): boolean {
  const told = renamed.exec(change)?.[1]
  const name = told && quotedLike(clauses, told)
  const pairs = [
    ...pairsIn(
      change,
      clauses.map(({ text }) => text),
    ),
    ...(name ? [{ old: name, now: told }] : []),
  ]
  let done = false
  for (const { old, now } of pairs) {
    const about = pairsOf(change)
    const places = clauses
      .flatMap((clause) =>
        stretchesOf(clause.text)
          .filter(({ text }) => text.includes(old))
          .map((it) => ({ clause, ...it, held: [...pairsOf(it.text)].filter((pair) => about.has(pair)).length })),
      )
      .toSorted((a, b) => b.held - a.held)
    const most = places[0]?.held
    const meant = old === name ? places : places.filter(({ held }) => held === most)
    if (meant.length === 0 || (meant.length > 1 && old !== name)) continue
    for (const { clause, start, text } of meant.toSorted((a, b) => b.start - a.start)) {
      clause.text = clause.text.slice(0, start) + text.replaceAll(old, now) + clause.text.slice(start + text.length)
      if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
    }
    done = true
  }
  return done
}

/** The name in quotation marks that a new one is most like; none where two are. */
function quotedLike(clauses: Clause[], told: string): string | undefined {
  const pairs = pairsOf(told)
  const names = new Set(
    clauses.flatMap(({ text }) => [...text.matchAll(/[“"「『]([^”"」』]{2,30})[”"」』]/g)].map(([, it]) => it!)),
  )
  const [best, next] = [...names]
    .map((it) => ({ it, held: [...pairsOf(it)].filter((pair) => pairs.has(pair)).length }))
    .toSorted((a, b) => b.held - a.held)
  return best && best.held > 0 && best.held > (next?.held ?? 0) && best.it !== told ? best.it : undefined
}
