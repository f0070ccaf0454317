import { useQuery } from '@tanstack/react-query'
import { Alert, Flex, Popover, Segmented, Spin, Switch } from 'antd'
import { useState } from 'react'
import { type CaseRecord, call } from '../api.ts'
import { when } from '../words.ts'
import { Mark } from './mark.tsx'

/** 小结: each sentence opens the records it stands on. */
export function SummaryView({ caseId, records }: { caseId: string; records: CaseRecord[] }) {
  const [length, setLength] = useState<'line' | 'half' | 'full'>('half')
  const [plain, setPlain] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['summary', caseId, length, plain, records.length],
    queryFn: () => call('post', '/api/v1/cases/:id/summary', { params: { id: caseId }, body: { length, plain } }),
  })
  return (
    <Flex vertical gap={12} data-testid="summary">
      <Flex gap={16} wrap align="center">
        <Segmented
          value={length}
          onChange={setLength}
          options={[
            { value: 'line', label: '一句话' },
            { value: 'half', label: '半页' },
            { value: 'full', label: '全文' },
          ]}
        />
        <span>
          <Switch size="small" checked={plain} onChange={setPlain} aria-label="听得懂版本" /> 听得懂版本
        </span>
        {data && <Mark>{data.engine.kind === 'model' ? `模型 ${data.engine.model}` : '内置引擎'}</Mark>}
      </Flex>
      {error && <Alert type="error" title={error.message} />}
      {!data && !error && <Spin />}
      <div style={{ lineHeight: 2 }}>
        {data?.sentences.map(({ text, recordIds }) => (
          <Popover
            key={text}
            trigger={['hover', 'focus']}
            styles={{ root: { maxWidth: 420 } }}
            content={records
              .filter(({ id }) => recordIds.includes(id))
              .map((record) => (
                <div key={record.id} style={{ maxWidth: 400 }}>
                  <span className="muted">
                    {when(record.at)} {record.by}
                  </span>
                  <div className="pre">{record.text}</div>
                </div>
              ))}
          >
            <span tabIndex={recordIds.length > 0 ? 0 : undefined} className="clause">
              {text}
            </span>
          </Popover>
        ))}
      </div>
    </Flex>
  )
}
