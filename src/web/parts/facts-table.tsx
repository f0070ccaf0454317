import { useQuery } from '@tanstack/react-query'
import { Alert, Empty, Flex, Segmented, Table } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { factWords, rankWords, stanceWords } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'

/** 事实表: who said what, and how it stands; contradictions first, with both sources. */
export function FactsTable({ caseId, onRecord }: { caseId: string; onRecord(id: string): void }) {
  const [status, setStatus] = useState('all')
  const facts = useQuery({
    queryKey: ['facts', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/facts', { params: { id: caseId } }),
  })
  return (
    <Loaded of={facts}>
      {({ items, conflicts }) => {
        const shown = items.filter((fact) => status === 'all' || fact.status === status)
        const count = (code: string) => items.filter((fact) => fact.status === code).length
        return (
          <Flex vertical gap={12} data-testid="facts">
            {conflicts.map((conflict) => (
              <Alert
                key={`${conflict.key}${conflict.values.map(({ recordId }) => recordId).join()}`}
                type={conflict.resolvedBy ? 'info' : 'warning'}
                showIcon
                title={conflict.resolvedBy ? '说法不一,后来已更正' : '说法不一'}
                description={
                  <ul className="plain">
                    {conflict.values.map(({ text, by, quote, recordId }) => (
                      <li key={`${recordId}${text}`}>
                        <b>{text}</b> “{quote}”{' '}
                        <button type="button" className="go" onClick={() => onRecord(recordId)}>
                          {by}
                        </button>
                      </li>
                    ))}
                  </ul>
                }
              />
            ))}
            <div className="views">
              <Segmented
                value={status}
                onChange={setStatus}
                options={[
                  { value: 'all', label: `全部 ${items.length}` },
                  ...Object.entries(factWords).map(([value, [label]]) => ({
                    value,
                    label: `${label} ${count(value)}`,
                  })),
                ]}
              />
            </div>
            <Table
              size="small"
              rowKey={(fact) => `${fact.recordId}${fact.key}${fact.quote}${fact.text}`}
              dataSource={shown}
              pagination={shown.length > 20 ? { pageSize: 20 } : false}
              scroll={{ x: 720 }}
              locale={{ emptyText: <Empty description="记录里还没有读出金额、日期这样的事实" /> }}
              columns={[
                { title: '内容', dataIndex: 'text', width: 140, render: (text) => <b>{text}</b> },
                { title: '原话', dataIndex: 'quote' },
                {
                  title: '谁说的',
                  width: 190,
                  render: (_, fact) => (
                    <button type="button" className="go" onClick={() => onRecord(fact.recordId)}>
                      {fact.speaker.label}
                    </button>
                  ),
                },
                {
                  title: '性质',
                  width: 110,
                  render: (_, { rank, stance }) => `${rankWords[rank]}·${stanceWords[stance]}`,
                },
                {
                  title: '状态',
                  width: 96,
                  render: (_, fact) => {
                    const [word, tone] = factWords[fact.status] ?? [fact.status, 'grey']
                    return <Mark tone={tone}>{word}</Mark>
                  },
                },
              ]}
            />
          </Flex>
        )
      }}
    </Loaded>
  )
}
