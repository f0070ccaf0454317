import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { call, download, type Proof } from '../api.ts'
import { day, plainly, yuan } from '../words.ts'
import { Mark } from './mark.tsx'

/** The receipts of a case; one that was wrong is struck out and stays to be seen. */
export function ProofList({ caseId, onDone }: { caseId: string; onDone(): void }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const failed = (failure: Error) => {
    message.error(plainly(failure))
  }
  const { data } = useQuery({
    queryKey: ['proofs', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/proofs', { params: { id: caseId } }),
  })
  const strike = useMutation({
    mutationFn: (receipt: string) =>
      call('post', '/api/v1/proofs/:receipt/void', { params: { receipt }, body: { reason } }),
    onSuccess: onDone,
    onError: failed,
  })
  if (!data?.items.length) return null
  return (
    <div>
      <h3 className="small">凭证</h3>
      <ul className="rows" data-testid="proofs">
        {data.items.map((proof) => (
          <li key={proof.id}>
            <span style={proof.voided && { textDecoration: 'line-through' }}>
              {day(proof.doneOn)} {proof.payer}
              {proof.payee ? ` → ${proof.payee}` : ''} {proof.amountFen !== undefined && <b>{yuan(proof.amountFen)}</b>}{' '}
              {proof.method}{' '}
              <span className="muted">
                第{proof.clause}条 · {proof.note}
              </span>
            </span>{' '}
            {proof.voided && <Mark tone="red">已作废:{proof.voided.reason}</Mark>}
            <Files files={proof.files} onFail={failed} />
            {!proof.voided && (
              <Popconfirm
                title="作废这张凭证"
                description={
                  <Input
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                    placeholder="为什么作废"
                    aria-label="为什么作废"
                  />
                }
                okText="作废"
                cancelText="取消"
                okButtonProps={{ disabled: !reason.trim(), danger: true }}
                onConfirm={() => strike.mutate(proof.receipt)}
                onOpenChange={() => setReason('')}
              >
                <Button size="small" type="text">
                  作废
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const Files = ({ files, onFail }: { files: Proof['files']; onFail(failure: Error): void }) =>
  files.map(({ id, name }) => (
    <button
      key={id}
      type="button"
      className="go"
      style={{ marginRight: 8 }}
      onClick={() => download(`/api/v1/proof-files/${id}`, name).catch(onFail)}
    >
      {name}
    </button>
  ))
