import type { FactKey } from '../knowledge/index.ts'
import type { RedFlag } from './redflags.ts'

type Need = { keys: FactKey[]; missingFacts: string[]; redFlags: RedFlag[]; confidence: number }

/** Most questions a turn (domain.md F1). */
const most = 3
const early = ['claim', 'who_respondent', 'when_event', 'prior_handling', 'amount']

/** What to ask next: safety alone while somebody may be in danger, then what decides the kind, then the rest; money last. */
export function nextQuestions({ keys, missingFacts, redFlags, confidence }: Need): string[] {
  const ask = (key: string) => keys.find((it) => it.key === key)?.ask
  if (redFlags.some(({ stop }) => stop === 'stop' || stop === 'pause')) return [ask('safety')!]
  const own = keys.filter(({ general }) => !general).map(({ key }) => key)
  const order = confidence < 0.7 ? ['claim', 'relation', ...own, ...early] : ['claim', ...own, ...early]
  const ranked = [...new Set([...order, ...missingFacts])].filter((key) => missingFacts.includes(key))
  const careful = redFlags.length > 0 ? ['safety'] : []
  return [...careful, ...ranked].flatMap((key) => ask(key) ?? []).slice(0, most)
}
