import type { Context } from '../context.ts'
import { fileTable } from '../directory/index.ts'
import { type Assessment, assess } from '../intake/index.ts'
import { findSubtype } from '../knowledge/index.ts'
import type { History, Part } from './turn.ts'

/** So much of what was said is weighed at once; the newest words stay whole. */
const window = 6_000

/**
 * The window's side of a conversation: assesses everything said so far, says what was understood, and asks what matters next.
 * A stopping danger is answered by the hand-off card alone, in fixed words: no model speaks over it.
 */
export async function* intakeTurn(ctx: Context, { message, earlier }: History): AsyncGenerator<Part> {
  const said = [...earlier.filter(({ role }) => role === 'user').map(({ text }) => text), message].join('\n')
  const assessment = await assess(ctx, { text: said.slice(-window) })
  yield { event: 'assessment', data: assessment }
  const urgent = assessment.redFlags.filter(({ stop }) => stop === 'stop')
  if (urgent.length > 0) {
    yield { event: 'message.delta', data: { text: handOff(urgent) } }
    return
  }
  const words = reply(ctx, assessment, earlier.length === 0)
  const stream = ctx.llm.stream({
    prompt: 'chat/intake',
    vars: { said: said.slice(-window), reply: words },
    fallback: () => words,
  })
  for await (const { text, engine } of stream) {
    yield { event: 'engine', data: engine }
    yield { event: 'message.delta', data: { text } }
  }
}

/** 转接卡: what to do now, and who takes over. */
function handOff(urgent: Assessment['redFlags']): string {
  const actions = [...new Set(urgent.map(({ action }) => action))]
  return [
    '您说的情况关系到人身安全或需要马上有人处理,我先把它放在最前面:',
    ...actions.map((action) => `· ${action}`),
    '报警 110 · 急救 120 · 火警 119',
    '我们的值班长会马上联系您。您现在在安全的地方吗?',
  ].join('\n')
}

function reply(ctx: Context, assessment: Assessment, first: boolean): string {
  const [dispute] = assessment.disputes
  const names = assessment.disputes.map(({ subtype }) => findSubtype(ctx, subtype)?.name ?? subtype)
  const departments = new Map(fileTable(ctx, 'departments').map(({ code, name }) => [code, name]))
  const { primary, supporting } = assessment.departments
  const helpers = supporting
    .map((code) => departments.get(code))
    .filter(Boolean)
    .join('、')
  const lines = [
    assessment.tier === 'review' && dispute!.confidence < 0.7
      ? `我听下来,可能是「${names.join('」和「')}」方面的事,还不太确定,会请工作人员再看一下。`
      : `我听明白了:这是「${names.join('」和「')}」方面的事${names.length > 1 ? ',分开登记会更清楚' : ''}。`,
    assessment.mediable.ok === false
      ? `这件事不适合在这里调解:${assessment.mediable.reason}。建议:${assessment.mediable.route}。`
      : `由${primary.name}负责${helpers ? `,${helpers}配合` : ''}。`,
    ...(assessment.mediable.ok === 'partly'
      ? [`请留意:${assessment.mediable.reason};${assessment.mediable.route}。`]
      : []),
    ...assessment.redFlags.map(({ action }) => `提醒:${action}。`),
  ]
  if (assessment.questions.length > 0) {
    lines.push(
      first ? '为了办得快一点,想再问您:' : '还想请您说说:',
      ...assessment.questions.map((question, i) => `${i + 1}. ${question}`),
    )
  }
  lines.push('如果我理解得不对,您直接说一声就行。')
  return lines.join('\n')
}
