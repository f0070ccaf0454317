import { useQueries, useQuery } from '@tanstack/react-query'
import { Alert, Card, Empty, Flex } from 'antd'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Mark } from '../parts/mark.tsx'
import { documentStatusWords, formWords, plainly, when } from '../words.ts'

/** 文书: the documents of the cases worked on last. */
export default function DocumentsPage() {
  const cases = useQuery({
    queryKey: ['cases', 'recent'],
    queryFn: () => call('get', '/api/v1/cases', { query: { limit: 30 } }),
  })
  const lists = useQueries({
    queries: (cases.data?.items ?? []).map(({ id }) => ({
      queryKey: ['documents', id],
      queryFn: () => call('get', '/api/v1/cases/:id/documents', { params: { id } }),
    })),
  })
  const titles = new Map(cases.data?.items.map(({ id, title }) => [id, title]))
  const documents = lists
    .flatMap(({ data }) => data?.items ?? [])
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  return (
    <Card title="文书" extra={<Link to="/templates">文书模板</Link>}>
      {cases.error && <Alert type="error" title={plainly(cases.error)} />}
      {cases.data && lists.every(({ isFetched }) => isFetched) && documents.length === 0 && (
        <Empty description="还没有文书,打开一个案件就可以起草" />
      )}
      <Flex vertical>
        {documents.map(({ id, caseId, form, number, status, version, updatedAt, findings }) => {
          const [word, color] = documentStatusWords[status] ?? [status, 'default']
          const blocking = findings.filter(({ level }) => level === 'block').length
          return (
            <Link
              key={id}
              to={`/documents/${id}`}
              style={{ padding: '12px 4px', borderBottom: '1px solid #eef1f0', color: 'inherit' }}
            >
              <Flex justify="space-between" gap={12} wrap>
                <span>
                  <strong>{formWords[form] ?? form}</strong> <Mark tone={color}>{word}</Mark>
                  {blocking > 0 && <Mark tone="red">{blocking} 处须改</Mark>}
                  <span className="muted">{titles.get(caseId)}</span>
                </span>
                <span className="muted">
                  {number} · 第{version}版 · {when(updatedAt)}
                </span>
              </Flex>
            </Link>
          )
        })}
      </Flex>
    </Card>
  )
}
