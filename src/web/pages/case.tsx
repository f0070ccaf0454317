import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Descriptions, Flex, Space, Spin, Tabs, Timeline } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { call } from '../api.ts'
import { AdvanceBar } from '../parts/advance-bar.tsx'
import { Duplicates } from '../parts/duplicates.tsx'
import { FactsTable } from '../parts/facts-table.tsx'
import { Mark } from '../parts/mark.tsx'
import { Match } from '../parts/match.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { SummaryView } from '../parts/summary-view.tsx'
import { useWords } from '../parts/use-words.ts'
import { actionWords, eventWords, roleWords, slotWords, statusWords, when } from '../words.ts'

/** One case: who, what was said, the summary, the facts, the timeline, the documents. */
export default function CasePage() {
  const { id = '' } = useParams()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const params = { id }
  const words = useWords()
  const file = useQuery({ queryKey: ['case', id], queryFn: () => call('get', '/api/v1/cases/:id', { params }) })
  const records = useQuery({
    queryKey: ['records', id],
    queryFn: () => call('get', '/api/v1/cases/:id/records', { params }),
  })
  const timeline = useQuery({
    queryKey: ['timeline', id],
    queryFn: () => call('get', '/api/v1/cases/:id/timeline', { params }),
  })
  const documents = useQuery({
    queryKey: ['documents', id],
    queryFn: () => call('get', '/api/v1/cases/:id/documents', { params }),
  })
  const refresh = () =>
    Promise.all(
      ['case', 'records', 'timeline', 'documents', 'summary', 'facts'].map((key) =>
        queries.invalidateQueries({ queryKey: [key, id] }),
      ),
    )
  const draft = useMutation({
    mutationFn: () => call('post', '/api/v1/cases/:id/documents', { params, body: { form: 'agreement' } }),
    onSuccess: async (document) => {
      await refresh()
      navigate(`/documents/${document.id}`)
    },
    onError: (error) => message.error(error.message),
  })
  if (file.isLoading) return <Spin />
  if (!file.data) return <Alert type="error" title={file.error?.message ?? '没有找到这个案件'} />
  const { title, number, receipt, status, disputeType, parties, departmentCode, booking, mediator } = file.data
  const nameOf = new Map(parties.map((party) => [party.id, party.name]))
  return (
    <Flex vertical gap={16}>
      <Duplicates caseId={id} onMerged={(into) => navigate(`/cases/${into}`)} />
      <Card
        title={title}
        extra={
          <Button type="primary" onClick={() => draft.mutate()} loading={draft.isPending} data-testid="draft-agreement">
            起草协议书
          </Button>
        }
      >
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'number', label: '卷号', children: number },
            { key: 'receipt', label: '回执号', children: receipt },
            { key: 'status', label: '状态', children: <Mark tone="green">{statusWords[status] ?? status}</Mark> },
            { key: 'type', label: '类型', children: disputeType ? words.subtype(disputeType) : '未定' },
            {
              key: 'department',
              label: '主办',
              children:
                [departmentCode && words.department(departmentCode), booking && slotWords(booking), mediator]
                  .filter(Boolean)
                  .join(' · ') || '还没有派单',
            },
            ...parties.map((party) => ({
              key: party.id,
              label: roleWords[party.role] ?? party.role,
              children: [party.name, party.phone, party.address].filter(Boolean).join(' · '),
            })),
          ]}
        />
        <AdvanceBar file={file.data} onDone={refresh} />
      </Card>
      <Card>
        <Tabs
          items={[
            {
              key: 'records',
              label: `记录 ${records.data?.items.length ?? ''}`,
              children: (
                <Flex vertical gap={12}>
                  {records.data?.items.map((record) => (
                    <div
                      key={record.id}
                      data-record={record.id}
                      style={{ borderLeft: '3px solid #cfe3dc', paddingLeft: 12 }}
                    >
                      <Space size={6} wrap className="muted">
                        <span>{when(record.at)}</span>
                        <strong>{record.by}</strong>
                        {record.visibility === 'caucus' && (
                          <Mark tone="purple">背对背 · {nameOf.get(record.party ?? '') ?? '保密'}</Mark>
                        )}
                      </Space>
                      <div className="pre">{record.text}</div>
                    </div>
                  ))}
                  <RecordForm file={file.data} onAdded={refresh} />
                </Flex>
              ),
            },
            {
              key: 'summary',
              label: '小结',
              children: <SummaryView caseId={id} records={records.data?.items ?? []} />,
            },
            { key: 'team', label: '调解员', children: <Match file={file.data} onChosen={refresh} /> },
            { key: 'facts', label: '事实', children: <FactsTable caseId={id} /> },
            {
              key: 'documents',
              label: `文书 ${documents.data?.items.length ?? ''}`,
              children: (
                <Flex vertical gap={8}>
                  {documents.data?.items.length === 0 && <span className="muted">还没有文书</span>}
                  {documents.data?.items.map((document) => (
                    <Link key={document.id} to={`/documents/${document.id}`}>
                      {document.form === 'agreement' ? '人民调解协议书' : document.form} · 第{document.version}版 ·{' '}
                      {when(document.updatedAt)}
                    </Link>
                  ))}
                </Flex>
              ),
            },
            {
              key: 'timeline',
              label: '时间线',
              children: (
                <Timeline
                  items={timeline.data?.items.map(({ seq, at, event, actor, details }) => ({
                    key: seq,
                    content: (
                      <>
                        <span className="muted">{when(at)}</span> {eventWords[event] ?? event}{' '}
                        {typeof details.action === 'string' && (actionWords[details.action] ?? details.action)}{' '}
                        <span className="muted">{actor.label}</span>
                      </>
                    ),
                  }))}
                />
              ),
            },
          ]}
        />
      </Card>
    </Flex>
  )
}
