import type { Context } from '../context.ts'
import { type Act, actOf, findRedFlags, isDoubt } from '../intake/index.ts'
import { findSubtype, loadTaxonomy } from '../knowledge/index.ts'
import { findAmounts, findDates, findPeople, findRoles } from '../text/index.ts'
import { amended, readAmendment, readDenial } from './amend.ts'
import { type State, told } from './state.ts'

/** What a message does in the conversation, and the state with it put in. */
export type Heard = {
  /** telling: the account or an answer grew · corrected: something was put right · denied: wrong, but not said what · talk: nothing told */
  kind: 'telling' | 'corrected' | 'denied' | 'talk' | 'yes' | 'no' | 'done'
  act: Act
  state: State
}

const small: Act[] = ['human', 'greeting', 'thanks', 'centre', 'abuse', 'order', 'idle']
/** From so much belief on a message is taken for talk; a danger in it always goes first. */
const sure = 0.5
/** What follows a question is most likely its answer, and an answer is often a few words that tell nothing by themselves. */
const sureAfterQuestion = 0.9
const fewWords = 15

/** Reads a message in the light of what was asked: a correction, an answer, a yes or no, more of the telling, or just talk. */
export function hear(ctx: Context, state: State, message: string, understoodAs?: string): Heard {
  const { act, confidence } = actOf(ctx.shelf, message)
  const danger = findRedFlags(ctx.shelf, message).some(
    (flag) => flag.stop === 'stop' || (flag.stop === 'assess' && !isDoubt(flag)),
  )
  const is = (...wanted: Act[]) => !danger && confidence >= sure && wanted.includes(act)
  const answers = confidence < sureAfterQuestion || (act === 'idle' && message.length <= fewWords)
  const isTalk = is(...small) && !(state.pending && answers)
  const begun = state.account.length > 0
  const fixed = begun ? corrected(ctx, state, message, understoodAs) : undefined
  if (fixed) return { kind: 'corrected', act, state: { ...fixed, pending: undefined } }
  const { pending } = state
  if (pending?.kind === 'subtype') {
    const chosen = choiceOf(ctx, pending.options, message)
    if (chosen) return { kind: 'telling', act, state: { ...state, chosen, pending: undefined } }
    if (/都不|不是/.test(message) || is('no'))
      return {
        kind: 'telling',
        act,
        state: { ...told(state, message), excluded: [...state.excluded, ...pending.options], pending: undefined },
      }
  }
  if (is('done')) return { kind: 'done', act, state }
  if (pending?.kind === 'fact') {
    if (is('unsure')) return { kind: 'telling', act, state: { ...state, pending: undefined } }
    if (!isTalk)
      return {
        kind: 'telling',
        act,
        state: { ...state, answers: { ...state.answers, [pending.key]: message }, pending: undefined },
      }
  }
  if (pending?.kind === 'door' && is('yes', 'no', 'unsure')) {
    const door = act === 'yes' ? pending.department : state.door
    return { kind: 'telling', act, state: { ...state, door, pending: undefined } }
  }
  if (is('yes')) return { kind: 'yes', act, state }
  if (is('no')) return { kind: begun ? 'denied' : 'no', act, state }
  if (isTalk || is('unsure')) return { kind: 'talk', act, state }
  return { kind: 'telling', act, state: { ...told(state, message), pending: undefined } }
}

/**
 * 不是物业,是楼上: a sum, day or name said wrongly is put right in the telling; a kind named wrongly is ruled out; whoever is
 * meant instead becomes the other side. What else was told stays as it was said.
 */
function corrected(ctx: Context, state: State, message: string, understoodAs?: string): State | undefined {
  const names = understoodAs ? namesOf(ctx, understoodAs) : []
  const named = (words: string) => names.some((name) => name.includes(words) || words.includes(name))
  const said = [...state.account, ...Object.values(state.answers)]
  const amendment = readAmendment(message, (words) => named(words) || said.some((part) => part.includes(words)))
  if (!amendment) {
    const denial = readDenial(message)
    return denial && denial.length >= 4 ? told(state, denial) : undefined
  }
  const { wrong, right } = amendment
  if (isValue(wrong)) {
    return {
      ...state,
      account: amended(state.account, amendment),
      answers: Object.fromEntries(
        Object.entries(state.answers).map(([key, words]) => [key, words.replaceAll(wrong, right)]),
      ),
    }
  }
  const excluded = named(wrong) && understoodAs ? [...state.excluded, understoodAs] : state.excluded
  const chosen = kindNamed(ctx, right) ?? (state.chosen && excluded.includes(state.chosen) ? undefined : state.chosen)
  const other = findRoles(right).length > 0 ? { ...state.answers, who_respondent: right } : state.answers
  return { ...told(state, `是${right}`), answers: other, excluded, chosen }
}

/** Something that stands for itself: a sum, a day, a number, a person. */
const isValue = (words: string): boolean =>
  findAmounts(words).length > 0 ||
  /\d|^[一二三四五六七八九十百千万两零]+/.test(words) ||
  findDates(words, { asOf: '2026-01-01' }).length > 0 ||
  findPeople(words).length > 0

/** The words by which a person may mean a kind: its own, its type's. */
function namesOf(ctx: Context, subtype: string): string[] {
  const type = loadTaxonomy(ctx).types.find((it) => it.type === subtype.split('.')[0])
  return [findSubtype(ctx, subtype)?.name, type?.name].filter((it) => it !== undefined)
}

/** The kind a person names by its name. */
const kindNamed = (ctx: Context, words: string): string | undefined =>
  loadTaxonomy(ctx)
    .types.flatMap(({ subtypes }) => subtypes)
    .find(({ name }) => name === words)?.subtype

function choiceOf(ctx: Context, options: string[], message: string): string | undefined {
  const plain = message.trim()
  const at = /^(?:第?[1一]|前(?:一|面)|①)/.test(plain) ? 0 : /^(?:第?[2二]|后(?:一|面)|②)/.test(plain) ? 1 : -1
  if (at >= 0) return options[at]
  return options.find((subtype) => plain.includes(findSubtype(ctx, subtype)?.name ?? '\u0000'))
}
