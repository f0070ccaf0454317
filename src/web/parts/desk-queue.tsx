import { Button, Empty, Flex, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import type { Desk } from '../api.ts'
import { flagWords, statusWords, tierWords, waited } from '../words.ts'
import { Mark } from './mark.tsx'
import { useWords } from './use-words.ts'

export type Item = Desk['queue']['items'][number]
export type Talk = Desk['talks'][number]
export type Selected = { kind: 'case' | 'talk'; id: string }

export const tierTones: Record<string, string> = { auto: 'green', sample: 'gold', review: 'red' }

/** The queue: talks in danger, then cases in danger, then what a person must judge, then the oldest. */
export function DeskQueue({
  talks,
  items,
  now,
  selected,
  onSelect,
  loading,
  more,
  empty,
}: {
  talks: Talk[]
  items: Item[]
  now: number
  selected?: Selected
  onSelect(it: Selected): void
  loading: boolean
  empty: string
  more?: { busy: boolean; load(): void }
}) {
  const words = useWords()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const current = (kind: Selected['kind'], id: string) => selected?.kind === kind && selected.id === id
  if (loading) return <Skeleton active paragraph={{ rows: 6 }} />
  if (talks.length + items.length === 0) return <Empty description={empty} />
  return (
    <div className="queue" ref={list} data-testid="queue">
      {talks.map(({ id, danger, wantsPerson, takenBy, updatedAt }) => (
        <button
          type="button"
          key={id}
          className={danger < 2 ? 'item danger' : 'item'}
          aria-current={current('talk', id)}
          onClick={() => onSelect({ kind: 'talk', id })}
        >
          <Flex justify="space-between" gap={6}>
            <strong>{danger < 2 ? '对话里有危险' : '来访人找工作人员'}</strong>
            <span className="wait">{waited(updatedAt, now)}</span>
          </Flex>
          <Flex gap={4} wrap>
            {danger < 2 && <Mark tone="red">先保安全</Mark>}
            {wantsPerson && <Mark tone="gold">要人工</Mark>}
            {takenBy && <Mark tone="green">{takenBy}已接管</Mark>}
          </Flex>
        </button>
      ))}
      {items.map((it) => (
        <button
          type="button"
          key={it.id}
          className={it.danger < 2 ? 'item danger' : 'item'}
          aria-current={current('case', it.id)}
          onClick={() => onSelect({ kind: 'case', id: it.id })}
          data-case={it.id}
        >
          <Flex justify="space-between" gap={6}>
            <strong className="clip">{it.title}</strong>
            <span className="wait">{waited(it.receivedAt, now)}</span>
          </Flex>
          <Flex gap={4} wrap>
            {it.danger < 2 &&
              it.redFlags.slice(0, 2).map((code) => (
                <Mark key={code} tone="red">
                  {flagWords[code] ?? code}
                </Mark>
              ))}
            <Mark tone={tierTones[it.tier ?? 'review']}>{tierWords[it.tier ?? 'review']}</Mark>
            <Mark>
              {it.disputeType
                ? words.subtype(it.disputeType)
                : it.assessed
                  ? `像是${words.subtype(it.assessed.subtype)}`
                  : '类型未定'}
            </Mark>
            {it.status !== 'registered' && <Mark tone="green">{statusWords[it.status]}</Mark>}
            {it.returns > 0 && <Mark tone="gold">退过{it.returns}次</Mark>}
          </Flex>
        </button>
      ))}
      {more && (
        <Button block onClick={more.load} loading={more.busy}>
          再看后面的
        </Button>
      )}
    </div>
  )
}
