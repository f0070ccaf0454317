import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Empty, Flex, Form, Input, Select, Spin, Tag } from 'antd'
import { useSearchParams } from 'react-router'
import { call, type Hit } from '../api.ts'
import { PassageDrawer } from '../parts/passage-drawer.tsx'

const kindWords: Record<string, string> = {
  law: '法条',
  agreement: '往期协议',
  playbook: '调解方案',
  precedent: '典型案例',
}

/** 检索: the question and what is open stand in the address, so that a link brings back the same page. */
export default function SearchPage() {
  const [search, setSearch] = useSearchParams()
  const q = search.get('q') ?? ''
  const kinds = search.get('kinds') ?? ''
  const asOf = search.get('asOf') ?? ''
  const open = search.get('key') ?? undefined
  const change = (fields: Record<string, string | undefined>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      for (const [key, value] of Object.entries(fields)) value ? next.set(key, value) : next.delete(key)
      return next
    })
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', q, kinds, asOf],
    queryFn: () => call('get', '/api/v1/knowledge/search', { query: { q, kinds, asOf, limit: 20 } }),
    enabled: q.length > 0,
  })
  return (
    <Card title="检索">
      <Form layout="vertical">
        <Flex gap={12} wrap align="end">
          <Input.Search
            key={q}
            defaultValue={q}
            onSearch={(value) => change({ q: value.trim(), key: undefined })}
            placeholder="用平常的话问,例如:楼上漏水把我家吊顶泡坏了"
            enterButton="检索"
            style={{ flex: 1, minWidth: 240 }}
            aria-label="检索"
          />
          <Select
            value={kinds}
            onChange={(value) => change({ kinds: value })}
            style={{ width: 130 }}
            aria-label="范围"
            options={[
              { value: '', label: '全部' },
              ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Input
            type="date"
            value={asOf}
            onChange={(event) => change({ asOf: event.target.value })}
            style={{ width: 160 }}
            aria-label="事件发生日(按当时的法律)"
            title="事件发生日:按当时的法律"
          />
        </Flex>
      </Form>
      <div style={{ marginTop: 16 }}>
        {error && <Alert type="error" title={error.message} />}
        {isFetching && <Spin />}
        {data?.hits.length === 0 && <Empty description="没有找到,换个说法试试" />}
        {data?.hits.map((hit) => (
          <HitRow key={hit.key} hit={hit} q={q} onOpen={() => change({ key: hit.key })} />
        ))}
      </div>
      <PassageDrawer passageKey={open} onClose={() => change({ key: undefined })} />
    </Card>
  )
}

function HitRow({ hit, q, onOpen }: { hit: Hit; q: string; onOpen(): void }) {
  return (
    <div style={{ padding: '12px 0', borderBottom: '1px solid #eef1f0' }} data-testid="hit">
      <Flex gap={8} wrap align="center">
        <button
          type="button"
          onClick={onOpen}
          style={{
            border: 0,
            background: 'none',
            padding: 0,
            cursor: 'pointer',
            fontSize: 16,
            fontWeight: 600,
            color: '#1d6b5c',
            textAlign: 'left',
          }}
        >
          {hit.title} {hit.article}
        </button>
        <Tag>{kindWords[hit.kind]}</Tag>
        <Tag color={hit.official ? 'blue' : 'green'}>
          {hit.official ? '官方文本' : hit.kind === 'law' ? '要旨' : '资料'}
        </Tag>
        <span className="muted">{hit.heading}</span>
      </Flex>
      {hit.note && <div style={{ color: '#ad6800' }}>{hit.note}</div>}
      <div className="pre">{highlighted(hit.gist ?? hit.text, q)}</div>
    </div>
  )
}

/** Marks pairs of characters that the question has too. */
function highlighted(text: string, q: string) {
  const pairs = new Set(
    Array.from({ length: Math.max(0, q.length - 1) }, (_, i) => q.slice(i, i + 2)).filter((pair) =>
      /^\p{Script=Han}{2}$/u.test(pair),
    ),
  )
  const shown = text.length > 240 ? `${text.slice(0, 240)}…` : text
  const on = Array.from(shown, () => false)
  for (let i = 0; i + 2 <= shown.length; i++) if (pairs.has(shown.slice(i, i + 2))) on.fill(true, i, i + 2)
  const runs: { text: string; marked: boolean; at: number }[] = []
  for (let i = 0; i < shown.length; i++) {
    const last = runs.at(-1)
    if (last && last.marked === on[i]) last.text += shown[i]
    else runs.push({ text: shown[i]!, marked: on[i]!, at: i })
  }
  return runs.map((run) => (run.marked ? <mark key={run.at}>{run.text}</mark> : <span key={run.at}>{run.text}</span>))
}
