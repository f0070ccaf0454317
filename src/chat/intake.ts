import { addRecord, getCase } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { type Assessment, correctCase, dangerOf, doorsOf, findRedFlags } from '../intake/index.ts'
import { type Heard, hear } from './heard.ts'
import { nextQuestion } from './next.ts'
import { assistant, readContact, registerTalk } from './registration.ts'
import type { State } from './state.ts'
import type { History, Part } from './turn.ts'
import { understand } from './understand.ts'
import {
  consentWords,
  declined,
  handOff,
  receiptWords,
  referralWords,
  smallTalk,
  summaryWords,
  understood,
} from './words.ts'

/** Below both of these a first telling is not taken for a dispute: its own kind's share, and the nearest known sentence. */
const unclear = { confidence: 0.45, likeness: 0.27 }

/**
 * The window's side of a conversation: hears, confirms what it understood, asks the question that changes most, and ends in
 * a registered case or a referral. A stopping danger is answered by the hand-off card alone, in fixed words: no model speaks
 * over it, nothing is registered over it.
 */
export async function* intakeTurn(
  ctx: Context,
  { conversationId, message, state, earlier }: History,
): AsyncGenerator<Part> {
  const before = earlier.findLast(({ assessment }) => assessment)?.assessment
  const heard = hear(ctx, state, message, before?.disputes[0]?.subtype)
  const told = heard.state.account.length > 0
  const assessment = told ? await understand(ctx, heard.state) : undefined
  const alarms = alarmsOf(ctx, heard.state, assessment, message)
  const isTalk = heard.kind === 'talk' || (state.account.length === 0 && !isTelling(assessment, message))
  const contacting = state.stage === 'contact' && heard.kind !== 'corrected'
  if (assessment && !contacting && (alarms.length > 0 || !isTalk)) yield { event: 'assessment', data: assessment }
  if (alarms.length > 0) {
    yield* alarm(ctx, heard.state, alarms)
    return
  }
  if (state.stage === 'registered') return yield* afterRegistration(ctx, heard, message)
  if (contacting && (!isTalk || readContact(message)))
    return yield* takeContact(ctx, { conversationId, message, heard, state })
  if (isTalk || !assessment) {
    // What tells no dispute leaves no trace in the telling.
    const question = standing(state)
    yield say(
      [smallTalk(ctx, heard.kind === 'talk' ? heard.act : 'unsure', message), question].filter(Boolean).join('\n'),
    )
    yield keep(heard.act === 'human' && heard.kind === 'talk' ? { ...state, wantsPerson: true } : state)
    return
  }
  if (state.stage === 'referred' && (heard.kind === 'done' || /登记/.test(message)))
    return yield* askContact({ ...state, stage: 'contact' })
  if (state.pending?.kind === 'summary' && (heard.kind === 'yes' || heard.kind === 'done'))
    return yield* confirmed(ctx, state, assessment)
  if (heard.kind === 'denied') {
    yield say('哪里不对?请直接告诉我对的是什么,比如「不是物业,是楼上」。')
    yield keep(state)
    return
  }
  yield* goOn(ctx, heard, assessment, message)
}

/** Says what was understood and asks the next question, or sums up once nothing important is open. */
async function* goOn(ctx: Context, heard: Heard, assessment: Assessment, message: string): AsyncGenerator<Part> {
  const { state, kind } = heard
  const question =
    kind === 'done' || state.stage === 'confirming' ? undefined : await nextQuestion(ctx, assessment, state)
  if (!question) {
    const intro = kind === 'corrected' ? `${understood(ctx, assessment, { corrected: true })}\n` : ''
    yield say(`${intro}${summaryWords(ctx, assessment)}`)
    yield keep({ ...state, stage: 'confirming', pending: { kind: 'summary' } })
    return
  }
  const first = state.asked.length === 0
  const words = [
    ...(first || kind === 'corrected'
      ? [understood(ctx, assessment, { corrected: kind === 'corrected' })]
      : ['好的,记下了。']),
    question.text,
    ...(first ? ['如果我理解得不对,您直接说一声就行。'] : []),
  ].join('\n')
  const stream = ctx.llm.stream({ prompt: 'chat/intake', vars: { said: message, reply: words }, fallback: () => words })
  for await (const { text, engine } of stream) {
    yield { event: 'engine', data: engine }
    yield say(text)
  }
  yield keep({
    ...state,
    stage: 'hearing',
    pending: question.pending,
    question: question.text,
    asked: [...state.asked, question.mark],
  })
}

/** The summary is right: on to the contact, or to the door that is the right one. */
async function* confirmed(ctx: Context, state: State, assessment: Assessment): AsyncGenerator<Part> {
  if (assessment.mediable.ok !== false) return yield* askContact({ ...state, stage: 'contact' })
  const doors = await doorsOf(ctx, assessment.disputes[0]!.subtype)
  yield say(referralWords(doors, assessment.departments, assessment.mediable))
  yield keep({ ...state, stage: 'referred', pending: undefined })
}

async function* askContact(state: State): AsyncGenerator<Part> {
  yield say(consentWords(false))
  yield keep({ ...state, stage: 'contact', pending: { kind: 'contact' } })
}

type Contacting = { conversationId: string; message: string; heard: Heard; state: State }

/** Registers once name and number are given after the notice was read; a refusal registers nothing. */
async function* takeContact(ctx: Context, { conversationId, message, heard, state }: Contacting): AsyncGenerator<Part> {
  if (heard.kind === 'denied' || heard.kind === 'no' || /不(?:同意|愿意|想|要|留|登记)/.test(message)) {
    yield say(declined(ctx))
    yield keep({ ...state, stage: 'confirming', pending: { kind: 'summary' } })
    return
  }
  const contact = readContact(message)
  if (!contact) {
    yield say(consentWords(true))
    yield keep(state)
    return
  }
  // The contact is no part of the telling.
  const assessment = await understand(ctx, state)
  const file = await registerTalk(ctx, conversationId, { state, assessment, contact })
  const doors = await doorsOf(ctx, assessment.disputes[0]!.subtype)
  if (!file) {
    yield say('这件事已经登记过了,请用受理回执号查进度。')
    return
  }
  yield say(receiptWords(ctx, file, doors, assessment.departments.primary.code))
  yield keep({ ...state, stage: 'registered', pending: undefined, caseId: file.id, receipt: file.receipt })
}

/** What is said after the registration goes into the case's records. */
async function* afterRegistration(ctx: Context, { kind, act, state }: Heard, message: string): AsyncGenerator<Part> {
  const receipt = `您的受理回执号是 ${state.receipt},凭它和手机后四位查进度。`
  if (kind === 'telling' || kind === 'corrected') {
    await addRecord(assistant(ctx), {
      caseId: state.caseId!,
      at: ctx.now().toISOString(),
      by: '申请人补充(接待对话)',
      text: message,
    })
    yield say(`已经记到这件案子里了。${receipt}`)
  } else yield say(kind === 'talk' ? `${smallTalk(ctx, act, message)}\n${receipt}` : receipt)
  yield keep({ ...state, wantsPerson: state.wantsPerson || act === 'human' })
}

/** Dangers that stop the flow: all that was told, or only what is new once a person has looked and given the talk back. */
function alarmsOf(
  ctx: Context,
  state: State,
  assessment: Assessment | undefined,
  message: string,
): Assessment['redFlags'] {
  const flags = state.cleared || !assessment ? findRedFlags(ctx.shelf, message) : assessment.redFlags
  return flags.filter(({ stop }) => stop === 'stop')
}

async function* alarm(ctx: Context, state: State, alarms: Assessment['redFlags']): AsyncGenerator<Part> {
  const codes = alarms.map(({ code }) => code)
  yield say(handOff(alarms, state.warned))
  if (state.caseId) {
    const { redFlags: known, danger = 2 } = await getCase(assistant(ctx), state.caseId)
    // Known in doubt is not known for certain.
    if (codes.some((code) => !known.includes(code)) || dangerOf(codes) < danger)
      await correctCase(assistant(ctx), {
        caseId: state.caseId,
        field: 'redFlags',
        after: [...new Set([...known, ...codes])],
        reason: '登记后的对话里出现新的危险信号',
      })
  }
  yield { event: 'state', data: { state: { ...state, warned: true, pending: undefined }, danger: dangerOf(codes) } }
}

/** Whether a first message tells of a dispute at all: in Chinese, and like something that has been told before. */
const isTelling = (assessment: Assessment | undefined, message: string): boolean =>
  assessment !== undefined &&
  (assessment.redFlags.length > 0 ||
    (/\p{Script=Han}/u.test(message) &&
      (assessment.disputes[0]!.confidence >= unclear.confidence ||
        (assessment.why.neighbours[0]?.likeness ?? 0) >= unclear.likeness)))

/** What stands open, said again after something beside the matter. */
function standing({ pending, question }: State): string | undefined {
  if (pending?.kind === 'summary') return '上面理的对不对?'
  if (pending?.kind === 'contact') return consentWords(true)
  return pending && question
}

const say = (text: string): Part => ({ event: 'message.delta', data: { text } })
const keep = (state: State): Part => ({ event: 'state', data: { state } })
