import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { plainly, statusWords, when } from '../words.ts'

/** The likeliest are enough to decide by. */
const shown = 5

/** 疑似重复: registrations that may be the same matter, with reasons; merged only by a person who says why, and undone as easily. */
export function Duplicates({ caseId, onMerged }: { caseId: string; onMerged(into: string): void }) {
  const { message, notification } = App.useApp()
  const queries = useQueryClient()
  const [into, setInto] = useState<{ caseId: string; number: string }>()
  const [reason, setReason] = useState('')
  const params = { id: caseId }
  const { data } = useQuery({
    queryKey: ['duplicates', caseId],
    queryFn: () => call('post', '/api/v1/cases/:id/duplicates', { params }),
  })
  const undo = useMutation({
    mutationFn: () => call('post', '/api/v1/cases/:id/unmerge', { params, body: { reason: '并错了,撤销' } }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      message.success('已撤销并案')
    },
    onError: (error) => message.error(plainly(error)),
  })
  const merge = useMutation({
    mutationFn: (keep: string) => call('post', '/api/v1/cases/:id/merge', { params, body: { into: keep, reason } }),
    onSuccess: async (file) => {
      setInto(undefined)
      setReason('')
      await queries.invalidateQueries()
      const key = `merge-${caseId}`
      notification.success({
        key,
        title: `已并入 ${file.number}`,
        description: '原来的登记、记录和证据都还在,从主案里可以看到。',
        duration: 20,
        actions: (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(key)
              undo.mutate()
            }}
          >
            并错了,撤销
          </Button>
        ),
      })
      onMerged(file.id)
    },
  })
  if (!data || data.items.length === 0) return null
  return (
    <>
      <Alert
        type="warning"
        showIcon
        data-testid="duplicates"
        title={`90天内可能登记过同一件事(${data.items.length}件),请核对后决定并不并`}
        description={
          <Flex vertical gap={10}>
            {data.items.slice(0, shown).map((it) => (
              <div key={it.caseId}>
                <Flex justify="space-between" gap={8} wrap>
                  <span>
                    <Link className="in-text" to={`/cases/${it.caseId}`}>
                      {it.number}
                    </Link>{' '}
                    {it.title}
                    <span className="muted">
                      {' '}
                      {statusWords[it.status] ?? it.status} · {when(it.receivedAt)}
                    </span>
                  </span>
                  <Button size="small" onClick={() => setInto(it)}>
                    并入这件
                  </Button>
                </Flex>
                <div className="muted">
                  相像 {Math.round(it.score * 100)}%:{it.reasons.join('、')}
                </div>
              </div>
            ))}
            {data.items.length > shown && <span className="muted">另有{data.items.length - shown}件相像程度更低</span>}
          </Flex>
        }
      />
      <Modal
        open={Boolean(into)}
        title={`并入 ${into?.number ?? ''}`}
        onCancel={() => setInto(undefined)}
        onOk={() => into && merge.mutate(into.caseId)}
        okText="并案"
        cancelText="再看看"
        okButtonProps={{ disabled: reason.trim().length === 0 }}
        confirmLoading={merge.isPending}
      >
        {merge.error && <Alert type="error" title={plainly(merge.error)} style={{ marginBottom: 12 }} />}
        <p>这件登记会停在「已作废」,由主案继续办理;并错了可以撤销。</p>
        <Input.TextArea
          aria-label="并案理由"
          placeholder="为什么是同一件事,比如:同一户漏水,前天电话登记过"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          autoSize={{ minRows: 2 }}
        />
      </Modal>
    </>
  )
}
