import type { Done } from '../api.ts'

/** A way to answer with one touch; without a text it leads to the writing. */
export type Reply = { label: string; text?: string }

const person: Reply = { label: '找工作人员', text: '转人工' }

/** The ways to answer what stands open, so that nobody has to write more than they must. */
export function repliesTo(
  { stage, asks }: Pick<Done, 'stage' | 'asks'>,
  begun: boolean,
  subtypeWord: (code: string) => string,
): Reply[] {
  if (!begun) return [person]
  if (stage === 'registered') return [person]
  if (stage === 'referred') return [{ label: '还是想在这里登记', text: '登记' }, person]
  if (asks?.kind === 'summary' || stage === 'confirming')
    return [{ label: '对,没错', text: '对' }, { label: '有不对的,我来改' }, person]
  if (asks?.kind === 'subtype')
    return [
      ...asks.options.map((code) => ({ label: subtypeWord(code), text: subtypeWord(code) })),
      { label: '都不是', text: '都不是' },
      person,
    ]
  if (asks?.kind === 'door')
    return [
      { label: '是的', text: '是的' },
      { label: '不是', text: '不是' },
      { label: '不清楚', text: '不清楚' },
      person,
    ]
  if (asks?.kind === 'fact')
    return [
      ...(asks.key === 'safety' ? [{ label: '现在安全', text: '现在安全,没有人受伤' }] : []),
      { label: '不清楚', text: '不清楚' },
      { label: '就这些,没有了', text: '就这些' },
      person,
    ]
  return [person]
}
