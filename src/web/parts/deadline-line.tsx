import type { Summary } from '../api.ts'
import { day, daysAway } from '../words.ts'
import { Mark } from './mark.tsx'
import { RefLinks } from './ref-links.tsx'

/** The next day that counts in a case. */
export function DeadlineLine({ next, onOpen }: { next: NonNullable<Summary['next']>; onOpen(key: string): void }) {
  const tone = next.daysLeft < 0 ? 'red' : next.daysLeft <= 3 ? 'orange' : 'grey'
  return (
    <span>
      <b>{day(next.on)}</b> {next.what} <Mark tone={tone}>{daysAway(next.daysLeft)}</Mark>{' '}
      <RefLinks refs={next.basis} open={{ passage: onOpen }} />
    </span>
  )
}
