import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { call } from '../api.ts'
import { when } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'

/** The record a sentence stands on, as it was taken. */
export function RecordDrawer({ caseId, recordId, onClose }: { caseId: string; recordId?: string; onClose(): void }) {
  const records = useQuery({
    queryKey: ['records', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/records', { params: { id: caseId } }),
    enabled: Boolean(recordId),
  })
  return (
    <Drawer
      open={Boolean(recordId)}
      onClose={onClose}
      title="记录原文"
      size={520}
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <Loaded of={records}>
        {({ items }) => {
          const record = items.find(({ id }) => id === recordId)
          if (!record) return <p className="muted">这条记录在案件登记里,或您没有权限看。</p>
          return (
            <div data-testid="record">
              <p className="muted">
                {when(record.at)} <strong>{record.by}</strong>{' '}
                {record.visibility === 'caucus' && <Mark tone="purple">背对背,对方看不到</Mark>}
              </p>
              <div className="pre">{record.text}</div>
            </div>
          )
        }}
      </Loaded>
    </Drawer>
  )
}
