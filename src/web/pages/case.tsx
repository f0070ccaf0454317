import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Descriptions, Flex, Space, Spin, Tabs, Timeline } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { AdvanceBar } from '../parts/advance-bar.tsx'
import { DeadlineLine } from '../parts/deadline-line.tsx'
import { DossierView } from '../parts/dossier-view.tsx'
import { Duplicates } from '../parts/duplicates.tsx'
import { FactsTable } from '../parts/facts-table.tsx'
import { Mark } from '../parts/mark.tsx'
import { Match } from '../parts/match.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'
import { RecordDrawer } from '../parts/record-drawer.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { ScheduleView } from '../parts/schedule-view.tsx'
import { SummaryView } from '../parts/summary-view.tsx'
import { useWords } from '../parts/use-words.ts'
import { WayOutView } from '../parts/way-out-view.tsx'
import { actionWords, eventWords, plainly, roleWords, slotWords, statusWords, when } from '../words.ts'

/** Whatever is shown of a case and goes stale with a step or a record. */
const shown = [
  'case',
  'records',
  'timeline',
  'documents',
  'summary',
  'facts',
  'completeness',
  'obligations',
  'proofs',
  'reminders',
  'way-out',
]
/** The agreement both sides have before them comes first. */
const atHand = ['signed', 'confirmed', 'draft']

/** One case: who, what was said, the summary, the facts, the file, what is owed, the ways out, the timeline. */
export default function CasePage() {
  const { id = '' } = useParams()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const params = { id }
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const [passage, setPassage] = useState<string>()
  const [recordId, setRecordId] = useState<string>()
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
  const refresh = () => Promise.all(shown.map((key) => queries.invalidateQueries({ queryKey: [key, id] })))
  const draft = useMutation({
    mutationFn: () => call('post', '/api/v1/cases/:id/documents', { params, body: { form: 'agreement' } }),
    onSuccess: (document) => {
      navigate(`/documents/${document.id}`)
      refresh()
    },
    onError: (error) => message.error(plainly(error)),
  })
  const line = useQuery({
    queryKey: ['summary', id, 'next'],
    queryFn: () => call('post', '/api/v1/cases/:id/summary', { params, body: { length: 'line' } }),
  })
  if (file.isLoading) return <Spin />
  if (!file.data) return <Alert type="error" title={file.error ? plainly(file.error) : '没有找到这个案件'} />
  const agreement = documents.data?.items
    .filter(({ form, status }) => form === 'agreement' && status !== 'void')
    .toSorted((a, b) => atHand.indexOf(a.status) - atHand.indexOf(b.status))[0]
  const { title, number, receipt, status, disputeType, parties, departmentCode, booking, mediator } = file.data
  const nameOf = new Map(parties.map((party) => [party.id, party.name]))
  return (
    <Flex vertical gap={16}>
      <Duplicates caseId={id} onMerged={(into) => navigate(`/cases/${into}`)} />
      <Card
        title={title}
        extra={
          <Space wrap>
            <Link to={`/calculators?case=${id}`}>计算器</Link>
            <Button
              type="primary"
              onClick={() => draft.mutate()}
              loading={draft.isPending}
              data-testid="draft-agreement"
            >
              起草协议书
            </Button>
          </Space>
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
            ...(line.data?.next
              ? [
                  {
                    key: 'next',
                    label: '下一个期限',
                    children: <DeadlineLine next={line.data.next} onOpen={setPassage} />,
                  },
                ]
              : []),
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
          activeKey={search.get('tab') ?? 'records'}
          onChange={(tab) => setSearch(tab === 'records' ? {} : { tab }, { replace: true })}
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
              children: (
                <SummaryView
                  file={file.data}
                  records={records.data?.items ?? []}
                  agreementId={agreement?.id}
                  onOpen={setPassage}
                  onRecord={setRecordId}
                />
              ),
            },
            { key: 'team', label: '调解员', children: <Match file={file.data} onChosen={refresh} /> },
            { key: 'facts', label: '事实', children: <FactsTable caseId={id} onRecord={setRecordId} /> },
            {
              key: 'documents',
              label: `卷宗 ${documents.data?.items.length ?? ''}`,
              children: <DossierView caseId={id} onDrafted={refresh} />,
            },
            { key: 'performance', label: '履行', children: <ScheduleView file={file.data} onDone={refresh} /> },
            {
              key: 'ways',
              label: '出路',
              children: <WayOutView file={file.data} onOpen={setPassage} onRecord={setRecordId} />,
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
      <PassageDrawer passageKey={passage} onClose={() => setPassage(undefined)} />
      <RecordDrawer caseId={id} recordId={recordId} onClose={() => setRecordId(undefined)} />
    </Flex>
  )
}
