import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { call } from '../api.ts'
import { TalkView } from './talk-view.tsx'

/** The talk a case came from, live. */
export function CaseTalk({ caseId }: { caseId: string }) {
  const queries = useQueryClient()
  const params = { id: caseId }
  const talks = useQuery({
    queryKey: ['talks', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/conversations', { params }),
  })
  const id = talks.data?.items[0]?.id
  const talk = useQuery({
    queryKey: ['talk', id],
    enabled: id !== undefined,
    queryFn: () => call('get', '/api/v1/conversations/:id', { params: { id: id! } }),
    refetchInterval: 4_000,
  })
  if (!talk.data) return null
  return (
    <Card size="small" className="later" title="来的对话">
      <TalkView talk={talk.data} onChanged={(after) => queries.setQueryData(['talk', id], after)} />
    </Card>
  )
}
