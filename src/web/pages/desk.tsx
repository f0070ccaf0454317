import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Segmented, Switch } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { DeskCase } from '../parts/desk-case.tsx'
import { DeskQueue, type Item, type Selected } from '../parts/desk-queue.tsx'
import { DeskReminders, DeskRoster } from '../parts/desk-side.tsx'
import { DeskTalk } from '../parts/desk-talk.tsx'
import { Fault } from '../parts/fault.tsx'
import { leaderOf } from '../parts/hand-off.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'

type Filter = 'all' | 'danger' | 'review' | 'sample' | 'auto'
const keeps: Record<Filter, (it: Item) => boolean> = {
  all: () => true,
  danger: ({ danger }) => danger < 2,
  review: ({ tier }) => tier !== 'auto' && tier !== 'sample',
  sample: ({ tier }) => tier === 'sample',
  auto: ({ tier }) => tier === 'auto',
}
const pageSize = 50
const wide = () => matchMedia('(min-width: 901px)').matches

/** 受理台: who waits, dangers on top; the one at hand beside it; who sits here today. Live by asking again and again. */
export default function DeskPage() {
  const now = useNow()
  const [params, setParams] = useSearchParams()
  const [filter, setFilter] = useState<Filter>('all')
  const [keysOn, setKeysOn] = useState(() => localStorage.getItem('heyi-keys') !== 'off')
  const desk = useInfiniteQuery({
    queryKey: ['desk'],
    queryFn: ({ pageParam }) => call('get', '/api/v1/desk', { query: { limit: pageSize, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ queue }) => queue.next,
    refetchInterval: 5_000,
  })
  const first = desk.data?.pages[0]
  const all = useMemo(() => {
    // A case may move from one page to the next between two asks.
    const seen = new Map(desk.data?.pages.flatMap(({ queue }) => queue.items).map((it) => [it.id, it]))
    return [...seen.values()]
  }, [desk.data])
  const items = all.filter(keeps[filter])
  const talks = (first?.talks ?? []).filter(({ danger }) => filter === 'all' || (filter === 'danger' && danger < 2))
  const places: Selected[] = [
    ...talks.map(({ id }) => ({ kind: 'talk' as const, id })),
    ...items.map(({ id }) => ({ kind: 'case' as const, id })),
  ]
  const [caseId, talkId] = [params.get('case'), params.get('talk')]
  const chosen: Selected | undefined = caseId
    ? { kind: 'case', id: caseId }
    : talkId
      ? { kind: 'talk', id: talkId }
      : undefined
  const selected = chosen
  const select = (it?: Selected, replace = false) => setParams(it ? { [it.kind]: it.id } : {}, { replace })
  // On a wide screen the first in line lies open, and stays open when another comes before it.
  const head = places[0]
  useEffect(() => {
    if (!chosen && head && wide()) select(head, true)
  })
  const at = places.findIndex((it) => it.kind === selected?.kind && it.id === selected.id)
  const go = (step: number) => {
    const next = places[Math.min(places.length - 1, Math.max(0, at + step))]
    if (next) select(next)
  }
  const next = () => select(places[at + 1] ?? places[at - 1])
  useKeys({ j: () => go(1), arrowdown: () => go(1), k: () => go(-1), arrowup: () => go(-1) }, keysOn)

  // A filter looks through everything that waits, page by page.
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = desk
  useEffect(() => {
    if (filter !== 'all' && items.length < pageSize && hasNextPage && !isFetchingNextPage) fetchNextPage()
  }, [filter, items.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const inDanger = (first?.counts.danger ?? 0) + (first?.talks.filter(({ danger }) => danger < 2).length ?? 0)
  useEffect(() => {
    document.title = inDanger > 0 ? `(${inDanger}件危险)受理台` : '受理台 · 和议'
    return () => {
      document.title = '和议 · 调解工作台'
    }
  }, [inDanger])

  const { counts, corrected, roster } = first ?? {}
  const lost = desk.error !== null && first === undefined
  const tell = (word: string, n?: number) => `${word} ${n ?? ''}`
  return (
    <div className={chosen ? 'desk chosen' : 'desk'}>
      <h1 className="hidden">受理台</h1>
      <div role="status" className={inDanger > 0 ? 'alarm' : 'hidden'} data-testid="alarm">
        {inDanger > 0 && (
          <>
            <strong>{inDanger} 件有危险,请先处置</strong>
            <span className="numbers">
              <b>110</b> <b>120</b> <b>119</b> 心理 <b>12356</b>
            </span>
            <span>值班长:{leaderOf(roster)}</span>
          </>
        )}
      </div>
      {desk.error && <Fault error={desk.error} stale={first !== undefined} onRetry={() => desk.refetch()} />}
      <Flex gap={12} wrap align="center" justify="space-between" className="desk-head" hidden={lost}>
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          aria-label="只看"
          options={[
            { value: 'all', label: tell('在等', counts?.waiting) },
            { value: 'danger', label: tell('危险', first && inDanger) },
            { value: 'review', label: tell('人工', counts?.review) },
            { value: 'sample', label: tell('抽查', counts?.sample) },
            { value: 'auto', label: tell('自动', counts?.auto) },
          ]}
        />
        <Flex gap={16} align="center" wrap className="muted">
          {corrected && (
            <span data-testid="corrected">
              近{corrected.days}天更正率{' '}
              <strong>
                {(corrected.share * 100).toFixed(1)}%({corrected.corrected}/{corrected.cases})
              </strong>
            </span>
          )}
          <span className="keys">
            <Switch
              size="small"
              checked={keysOn}
              aria-label="快捷键"
              onChange={(on) => {
                localStorage.setItem('heyi-keys', on ? 'on' : 'off')
                setKeysOn(on)
              }}
            />{' '}
            快捷键 <kbd>J</kbd>
            <kbd>K</kbd>上下 <kbd>A</kbd>接受 <kbd>C</kbd>更正 <kbd>T</kbd>接管 <kbd>R</kbd>登记 <kbd>M</kbd>匹配
          </span>
        </Flex>
      </Flex>
      <div className="desk-columns" hidden={lost}>
        <div className="desk-list">
          <Card size="small" title="在等的人">
            <DeskQueue
              talks={talks}
              items={items}
              now={now}
              selected={selected}
              onSelect={select}
              loading={desk.isPending || (places.length === 0 && isFetchingNextPage)}
              empty={filter === 'all' ? '没有人在等,喝口水吧' : '这一类没有人在等'}
              more={hasNextPage ? { busy: isFetchingNextPage, load: () => fetchNextPage() } : undefined}
            />
          </Card>
          {first && <DeskReminders reminders={first.reminders} />}
          {roster && <DeskRoster roster={roster} />}
        </div>
        <section className="desk-work" aria-label="手上的这一件">
          {chosen && (
            <Button className="back" onClick={() => select()}>
              ← 回到队列
            </Button>
          )}
          {selected?.kind === 'case' && (
            <DeskCase
              key={selected.id}
              id={selected.id}
              roster={roster}
              keysOn={keysOn}
              onDone={next}
              onSelect={(id) => select({ kind: 'case', id })}
            />
          )}
          {selected?.kind === 'talk' && (
            <DeskTalk
              key={selected.id}
              id={selected.id}
              roster={roster}
              keysOn={keysOn}
              onRegistered={(id) => select({ kind: 'case', id })}
            />
          )}
          {!selected && first && (
            <Card>
              <span className="muted">从队列里选一件。来访人也可以直接在「受理对话」里由您代录。</span>
            </Card>
          )}
        </section>
      </div>
    </div>
  )
}
