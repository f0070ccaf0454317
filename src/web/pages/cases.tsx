import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Spin } from 'antd'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Fault } from '../parts/fault.tsx'
import { Mark } from '../parts/mark.tsx'
import { useWords } from '../parts/use-words.ts'
import { flagWords, statusWords, when } from '../words.ts'

/** 案件: every case, newest first. */
export default function CasesPage() {
  const { data, error, isLoading, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['cases'],
    queryFn: ({ pageParam }) => call('get', '/api/v1/cases', { query: { limit: 30, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  const words = useWords()
  const cases = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card title="案件">
      {error && <Fault error={error} />}
      {isLoading && <Spin />}
      {data && cases.length === 0 && <Empty description="还没有案件,先到「受理对话」听一听来访人怎么说" />}
      <Flex vertical>
        {cases.map(({ id, number, title, status, disputeType, updatedAt, redFlags }) => (
          <Link
            key={id}
            to={`/cases/${id}`}
            style={{ padding: '12px 4px', borderBottom: '1px solid #eef1f0', color: 'inherit' }}
          >
            <Flex justify="space-between" gap={12} wrap>
              <span>
                <strong>{title}</strong> <Mark>{statusWords[status] ?? status}</Mark>
                {disputeType && <Mark tone="green">{words.subtype(disputeType)}</Mark>}
                {redFlags.map((flag) => (
                  <Mark key={flag} tone="red">
                    {flagWords[flag] ?? flag}
                  </Mark>
                ))}
              </span>
              <span className="muted">
                {number} · {when(updatedAt)}
              </span>
            </Flex>
          </Link>
        ))}
      </Flex>
      {hasNextPage && (
        <Button onClick={() => fetchNextPage()} loading={isFetchingNextPage} style={{ marginTop: 12 }}>
          更多
        </Button>
      )}
    </Card>
  )
}
