import { useQuery } from '@tanstack/react-query'
import { Alert, Flex, Spin, Table } from 'antd'
import { call } from '../api.ts'
import { Mark } from './mark.tsx'

const statusColors: Record<string, [string, string]> = {
  agreed: ['green', '双方一致'],
  disputed: ['red', '有争议'],
  single: ['default', '一方所述'],
  corrected: ['orange', '已更正'],
}

/** 事实表: who said what, and how it stands. */
export function FactsTable({ caseId }: { caseId: string }) {
  const { data, error } = useQuery({
    queryKey: ['facts', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/facts', { params: { id: caseId } }),
  })
  if (error) return <Alert type="error" title={error.message} />
  if (!data) return <Spin />
  return (
    <Flex vertical gap={12}>
      {data.conflicts.map((conflict) => (
        <Alert
          key={`${conflict.key}${conflict.values.map(({ recordId }) => recordId).join()}`}
          type={conflict.resolvedBy ? 'info' : 'warning'}
          showIcon
          title={`说法不一:${conflict.values.map(({ text, by }) => `${by}“${text}”`).join(' / ')}${conflict.resolvedBy ? '(后来已更正)' : ''}`}
        />
      ))}
      <Table
        size="small"
        rowKey={(fact) => `${fact.recordId}${fact.key}${fact.quote}${fact.text}`}
        dataSource={data.items}
        pagination={data.items.length > 20 ? { pageSize: 20 } : false}
        scroll={{ x: 560 }}
        columns={[
          { title: '内容', dataIndex: 'text' },
          { title: '原话', dataIndex: 'quote', ellipsis: true },
          { title: '谁说的', render: (_, fact) => fact.speaker.label },
          {
            title: '状态',
            render: (_, { status }) => {
              const [color, word] = statusColors[status] ?? ['default', status]
              return <Mark tone={color}>{word}</Mark>
            },
          },
        ]}
      />
    </Flex>
  )
}
