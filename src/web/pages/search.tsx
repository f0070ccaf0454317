import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Empty, Grid, Spin } from 'antd'
import { useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { HitRow } from '../parts/hit-row.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'
import { PassageView } from '../parts/passage-view.tsx'
import { type Filters, SearchForm } from '../parts/search-form.tsx'

/** 检索: the question and what is open stand in the address, so that a link brings back the same page. */
export default function SearchPage() {
  const [search, setSearch] = useSearchParams()
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992
  const at = (name: string) => search.get(name) ?? ''
  const filters: Filters = {
    q: at('q'),
    kinds: at('kinds'),
    dispute: at('dispute'),
    authority: at('authority'),
    asOf: at('asOf'),
  }
  const open = at('key') || undefined
  const change = (fields: Partial<Filters> & { key?: string }) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      for (const [key, value] of Object.entries(fields)) value ? next.set(key, value) : next.delete(key)
      return next
    })
  const { q, asOf } = filters
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', filters],
    queryFn: () => call('get', '/api/v1/knowledge/search', { query: { ...filters, limit: 20 } }),
    enabled: q.length > 0,
    placeholderData: (before) => before,
  })
  const passage = { asOf: asOf || undefined, question: q, onOpen: (key: string) => change({ key }) }
  const results = (
    <div aria-live="polite" aria-busy={isFetching}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {isFetching && !data && <Spin aria-label="正在找" />}
      {q && data?.hits.length === 0 && (
        <Empty description="没有找到。换个说法,或者放宽范围再试试" styles={{ image: { height: 60 } }} />
      )}
      {q && (
        <ol className="hits" style={{ opacity: isFetching ? 0.6 : 1 }}>
          {data?.hits.map((hit) => (
            <HitRow
              key={hit.key}
              hit={hit}
              question={q}
              current={hit.key === open}
              onOpen={() => change({ key: hit.key })}
            />
          ))}
        </ol>
      )}
    </div>
  )
  return (
    <Card title="检索">
      <SearchForm filters={filters} onChange={(fields) => change({ ...fields, ...('q' in fields && { key: '' }) })} />
      {wide && open ? (
        <div className={q ? 'reading' : 'alone'} style={{ marginTop: 16 }}>
          {q && results}
          <aside className="pane" aria-label="原文与上下文">
            <PassageView passageKey={open} {...passage} />
          </aside>
        </div>
      ) : (
        <div style={{ marginTop: 16 }}>{results}</div>
      )}
      {!wide && <PassageDrawer passageKey={open} {...passage} onClose={() => change({ key: '' })} />}
    </Card>
  )
}
