import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { amend, amendTogether, type Superseded } from './amend.ts'
import { annuls, keepsRest, partial } from './cues.ts'
import type { Clause } from './find.ts'
import { freshValues } from './fresh.ts'
import { changesMeans } from './means.ts'
import { splits } from './parts.ts'
import { type Balance, balancesIn, type Imbalance, rebalance } from './recount.ts'
import { chat, type Remark, remarksOf } from './remarks.ts'
import { byItsNumber, paysAtOnce, quotesAnew } from './reshape.ts'
import { namesOther, reckonsAnew, restates, restatesTerms } from './restated.ts'
import { rewords } from './reword.ts'
import { inFigures } from './shifts.ts'
import {
  changesOther,
  dropsItem,
  sameValue,
  saysChange,
  spokenValues,
  tellsPayment,
  toldAnew,
  weakCue,
} from './spoken.ts'
import { agreedSince, agrees, agreesIf, confirmed, onCondition, refusedIn, refuses } from './stance.ts'
import { findStanding, standingIn } from './standing.ts'

/** A change somebody asked for, and who stands behind it by now. */
type Asked = {
  turn: Remark
  change: string
  behind: Set<string>
  before: string[]
  answers?: string
  /** Said without a word of change: once the other side agrees, a person has to look at it. */
  faint?: boolean
  /** What it says yes to, under the condition that it names. */
  carries?: Asked[]
}

/** What is asked for and not yet answered, carried from record to record. */
export type Pending = {
  asked: Asked[]
  said: string[]
  settled: boolean
  steps: number[]
  /** What the clauses reckoned when they were agreed, and the sums that later changes named. */
  balances: Balance[]
  named: Set<string>
}
export const nothingAsked = (clauses: Clause[] = []): Pending => ({
  asked: [],
  said: [],
  settled: false,
  steps: [],
  balances: balancesIn(clauses),
  named: new Set(),
})

/** 算了, 没有也行, 知道: the other side lets it be so. */
const letsGo = /算了|也行|也可以|(?<![不没未])同意|没意见|(?<!不)知道/

export type Effects = { superseded: Superseded[]; unplaced: { recordId: string; text: string }[] }

/** Hears one record after the settlement: what both sides stand behind changes the clauses, the rest waits for an answer. */
export function hear(
  clauses: Clause[],
  record: CaseRecord,
  pending: Pending,
  { names, records, superseded, unplaced }: { names: Names; records: CaseRecord[] } & Effects,
): void {
  /** Changes that hold from now on, asked for in one breath or in several. */
  const apply = (held: Asked[], talk: boolean) => {
    const asked = held.flatMap((it) => [...(it.carries ?? []), it])
    const [first] = asked
    if (!first) return
    pending.settled = true
    const { steps } = pending
    const whole = [...new Set(asked.map(({ turn }) => turn.text))].join('\n')
    const texts = [asked.map(({ change }) => change).join('\n'), whole]
    for (const { kind, key } of spokenValues(whole, first.turn.record.at)) if (kind === 'amount') pending.named.add(key)
    const { accounted: placed, torn } = amendTogether(clauses, texts, asked.at(-1)!.turn.record, {
      names,
      superseded,
      steps,
    })
    if (torn) unplaced.push({ recordId: first.turn.record.id, text: first.change })
    for (const { turn, change, before, answers, faint } of asked) {
      if (faint && namesOther(clauses, turn)) unplaced.push({ recordId: turn.record.id, text: change })
      if (faint) continue
      const speaker = turn.mediates ? undefined : turn.who
      const around = { names, before, answers, talk, superseded, steps, placed, records, speaker }
      if (!amend(clauses, change, turn.record, around)) unplaced.push({ recordId: turn.record.id, text: change })
    }
  }
  /** What two sides stand behind by now. */
  const settle = () => {
    apply(
      pending.asked.filter(({ behind }) => behind.size > 1),
      true,
    )
    pending.asked = pending.asked.filter(({ behind }) => behind.size < 2)
  }
  const turns = remarksOf(record, names, records).map((turn) => ({
    ...turn,
    text: inFigures(clauses, byItsNumber(turn.text), record.at, names),
  }))
  if (turns.length === 1 && turns[0]!.mediates) {
    tell(turns[0]!)
    return
  }
  for (const turn of turns) {
    answer(turn)
    settle()
  }
  // A mediator's reckoning of what both had just agreed on stands, unless somebody answers no.
  const reckoned = pending.asked.filter(({ turn }) => turn.mediates && pending.settled && turns.includes(turn))
  apply(reckoned, true)
  pending.asked = pending.asked.filter((it) => !reckoned.includes(it))

  /** A record of who mediates: tells of a change both sides stand behind, or that one asks for. */
  function tell(turn: Remark): void {
    const changes = changesIn(turn)
    const turnedDown = refusedIn(turn.text)
    if (annuls.test(turn.text) && changes.length === 0)
      unplaced.push({
        recordId: turn.record.id,
        text: sentencesOf(turn.text).find(({ text }) => annuls.test(text))!.text,
      })
    if (turnedDown) {
      // 家里不同意,不做保人了。问某某,说没有也行。原第4条取消,其他不变: what the record comes to after a no.
      const concluded = changes.filter((change) => keepsRest.test(change) && !refuses(change))
      const asked = concluded.map((change): Asked => ({ turn, change, behind: new Set(), before: pending.said }))
      const sides = new Set(names.find(turn.text).map(({ party }) => party.id))
      pending.asked = []
      if (sides.size > 1 && letsGo.test(turn.text)) apply(asked, false)
      else pending.asked.push(...asked)
      return
    }
    const behind = confirmed(record, names)
    const both = behind || (pending.asked.length > 0 && agreedSince(turn.text))
    if (both) {
      apply(pending.asked, true)
      pending.asked = []
    }
    const told = changes.map((change): Asked => ({ turn, change, behind: new Set(), before: pending.said }))
    if (both)
      for (const { text } of sentencesOf(turn.text))
        if (!changes.includes(text) && restatesTerms(clauses, text, record, names, pending.steps))
          told.push({ turn, change: text, behind: new Set(), before: pending.said, answers: '' })
    if (behind || (both && told.length > 0)) apply(told, false)
    else pending.asked.push(...told)
  }

  function answer(turn: Remark): void {
    const { who, mediates, text } = turn
    const others = pending.asked.filter((it) => it.turn.who !== who)
    const said = [...pending.said]
    pending.said.push(text)
    if (confirmed(record, names) && turns.length === 1) {
      const changes = changesIn(turn)
      if (!refuses(text))
        apply(
          changes.map((change) => ({ turn, change, behind: new Set<string>(), before: said })),
          false,
        )
      if (changes.length > 0) return
    }
    if (!mediates && refuses(text)) {
      pending.asked = pending.asked.filter((it) => it.turn.who === who)
      pending.settled = false
    }
    const condition = mediates ? undefined : agreesIf(text)
    if (condition && others.length > 0 && spokenValues(condition, record.at).length > 0) {
      pending.asked = pending.asked.filter((it) => !others.includes(it))
      pending.asked.push({
        turn,
        change: condition,
        behind: new Set([who]),
        before: said,
        answers: others.at(-1)!.change,
        carries: others,
      })
      return
    }
    const talk = pending.asked.length > 0 || pending.settled || turns.length > 1 || chat.test(record.by)
    const repeated = others.filter((it) => answersWith(it, turn, true))
    const other = others.some((it) => answersWith(it, turn, false))
    const loose = !mediates && talk && restates(clauses, turn, names)
    const asksWhich = whichOf.test(text)
    const changes =
      !asksWhich && (mayChange(turn, talk, said) || other || loose || reckonsAnew(clauses, turn)) ? [text] : []
    // Another value for the same thing is an answer that takes the place of what was asked.
    const countered = others.filter(
      (it) => answersWith(it, turn, false) || changes.some((change) => counters(clauses, it, change, turn, names)),
    )
    pending.asked = pending.asked.filter((it) => !countered.includes(it))
    if (!mediates && !refuses(text) && (agrees(text) || (changes.length > 0 && weakCue.test(text))))
      for (const it of pending.asked) if (it.turn.who !== who && !keepsOld(clauses, it, turn)) it.behind.add(who)
    if (!mediates && !refuses(text) && !onCondition.test(text)) for (const it of repeated) it.behind.add(who)
    settle()
    const anew = changes.filter(
      (change) => countered.length > 0 || loose || reckonsAnew(clauses, turn) || saysNew(clauses, change, turn, names),
    )
    const isParty = names.all.some(({ party }) => party.id === who)
    if (isParty && anew.length === 0 && !agrees(text) && namesOther(clauses, turn))
      pending.asked.push({ turn, change: text, behind: new Set([who]), before: said, faint: true })
    for (const change of anew)
      pending.asked.push({
        turn,
        change,
        behind: new Set(mediates ? [] : [who]),
        before: said,
        answers: countered.at(-1)?.change ?? (loose ? '' : undefined),
      })
  }
}

/** Wholes that follow from what changed, and what no longer adds up. */
export const recounted = ({ balances, named }: Pending): Imbalance[] => rebalance(balances, named)

/** What nobody has answered, for a person to look at. */
export const unanswered = ({ asked }: Pending): { recordId: string; text: string }[] =>
  asked
    .flatMap((it) => [...(it.carries ?? []), it])
    .filter(({ faint }) => !faint)
    .map(({ turn, change }) => ({ recordId: turn.record.id, text: change }))

function saysNew(clauses: Clause[], change: string, { record }: Remark, names: Names): boolean {
  const fresh = freshValues(change, record, { talk: true })
  if (fresh.length === 0) {
    const tried = structuredClone(clauses)
    return (
      amend(tried, change, record, { names, talk: true }) &&
      tried.map(({ text }) => text).join() !== clauses.map(({ text }) => text).join()
    )
  }
  const all = standingIn(clauses)
  // 最后一笔15000 is new for the last, though another instalment has the same sum.
  return fresh.some(
    ({ fresh: value, words }) => !all.some((it) => sameValue(it.value, value)) || /第|最后|首|尾/.test(words),
  )
}

/** 那就11月15号 says yes to what it repeats; 最多到11月5号 names another day for it. */
function answersWith({ change, turn: asked }: Asked, { text, record }: Remark, same: boolean): boolean {
  if (refuses(text) || asked.mediates) return false
  const fresh = freshValues(change, asked.record, { talk: true }).map((it) => it.fresh)
  const [only] = fresh
  if (!only || fresh.some(({ kind }) => kind !== only.kind)) return false
  const said = spokenValues(text, record.at).filter(({ kind }) => kind === only.kind)
  if (said.length !== 1 || (only.kind === 'amount' && !same && text.length > 8)) return false
  return same ? fresh.some((it) => sameValue(said[0]!, it)) : fresh.every((it) => !sameValue(said[0]!, it))
}

/** 实退是2460还是2500?: who asks which it is asks for no change. */
const whichOf = /是[^,。;!?]*\d[^,。;!?]*还是[^,。;!?]*\d/

/** 2460对的, asked for 2500: a yes to what stands is none to what is new. */
function keepsOld(clauses: Clause[], { change, turn: asked }: Asked, { text, record }: Remark): boolean {
  const fresh = freshValues(change, asked.record, { talk: true }).map((it) => it.fresh)
  const said = spokenValues(text, record.at).filter(({ kind }) => fresh.some((it) => it.kind === kind))
  const all = standingIn(clauses)
  return (
    said.length > 0 &&
    said.every((value) => all.some((it) => sameValue(it.value, value)) && !fresh.some((it) => sameValue(it, value)))
  )
}

/** Whether a turn names another value for what an unanswered one would change. */
function counters(clauses: Clause[], asked: Asked, change: string, turn: Remark, names: Names): boolean {
  const all = standingIn(clauses)
  const said = [...asked.before, asked.change]
  const values = said.flatMap((it) => spokenValues(it, turn.record.at))
  const olds = values.filter(({ kind }) => kind !== 'amount')
  const steps = values.flatMap(({ kind, key }) => (kind === 'amount' ? [Number(key)] : []))
  const aims = (text: string, record: CaseRecord, about?: string) =>
    freshValues(text, record, { talk: true }).map(({ fresh, words, strong }) => {
      const meant = { fresh, strong, names, olds, steps }
      return {
        fresh,
        at:
          findStanding(all, { ...meant, words }) ??
          (about === undefined ? undefined : findStanding(all, { ...meant, words: `${about},${words}` })),
      }
    })
  const theirs = aims(asked.change, asked.turn.record)
  return aims(change, turn.record, asked.change).some(({ fresh, at }) =>
    theirs.some(
      (it) => at && it.at?.value.start === at.value.start && it.at.clause === at.clause && !sameValue(it.fresh, fresh),
    ),
  )
}

/** Sentences of a record by which it changes terms that stand. */
function changesIn({ text, record }: Remark): string[] {
  return sentencesOf(text)
    .map((it) => it.text)
    .filter(
      (s) =>
        (partial.test(s) ||
          saysChange(s, record.at) ||
          dropsItem.test(s) ||
          changesOther.test(s) ||
          changesMeans(s) ||
          quotesAnew(s) ||
          rewords(s) ||
          paysAtOnce(s, record.at) ||
          splits(s, record.at) ||
          toldAnew.test(s)) &&
        !/没有?(?:改|变)|另案|无关/.test(s) &&
        (spokenValues(s, record.at).length > 0 ||
          findDays(s, record.at, 'future').some(({ on }) => on) ||
          dropsItem.test(s) ||
          changesMeans(s) ||
          quotesAnew(s) ||
          rewords(s) ||
          toldAnew.test(s) ||
          changesOther.test(s)),
    )
    .filter((s) => !tellsPayment(s) || saysChange(s, record.at) || paysAtOnce(s, record.at) || splits(s, record.at))
}

/** A turn of a talk that changes something, or that tells what follows from a change. */
function mayChange(turn: Remark, talk: boolean, said: string[]): boolean {
  const { text, record } = turn
  if (changesIn(turn).length > 0) return true
  return (
    talk &&
    weakCue.test(text) &&
    !tellsPayment(text) &&
    said.length > 0 &&
    freshValues(text, record, { talk: true }).some(({ fresh }) => fresh.kind === 'amount')
  )
}

/** Whether a record speaks of changing terms that stand. */
export const changesTerms = (record: CaseRecord): boolean =>
  sentencesOf(narrow(record.text)).some(
    ({ text }) =>
      partial.test(text) &&
      (spokenValues(text, record.at).length > 0 ||
        findDays(text, record.at, 'future').some(({ on }) => on) ||
        /尾号|账户|地点|地方/.test(text)),
  )
