import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { type Case, call } from '../api.ts'
import { plainly } from '../words.ts'
import { Loaded } from './loading.tsx'

const consentWords = { minor: '涉及未成年人', violence: '涉及家庭暴力', medical: '涉及医疗' }

/** 入先例库: a person reads the masked text, then says so; in tender matters only with every party's consent. */
export function PublishForm({ id, file }: { id: string; file?: Case }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [consent, setConsent] = useState(false)
  const [reason, setReason] = useState('')
  const publication = useQuery({
    queryKey: ['publication', id],
    queryFn: () => call('get', '/api/v1/documents/:id/publication', { params: { id } }),
    enabled: open,
  })
  const keep = (words: string) => ({
    onSuccess: (after: unknown) => {
      queries.setQueryData(['publication', id], after)
      message.success(words)
      setOpen(false)
    },
    onError: (failure: Error) => message.error(plainly(failure)),
  })
  const publish = useMutation({
    mutationFn: (hash: string) =>
      call('post', '/api/v1/documents/:id/publication', {
        params: { id },
        body: {
          hash,
          ...(consent && {
            consent: { parties: file?.parties.map((party) => party.id) ?? [], note: '各方当面同意入先例库' },
          }),
        },
      }),
    ...keep('已入先例库,马上可以检索到'),
  })
  const withdraw = useMutation({
    mutationFn: () => call('post', '/api/v1/documents/:id/publication/withdraw', { params: { id }, body: { reason } }),
    ...keep('已撤下'),
  })
  return (
    <>
      <Button block onClick={() => setOpen(true)}>
        入先例库
      </Button>
      <Modal open={open} title="入先例库:先看脱敏后的文本" footer={null} onCancel={() => setOpen(false)} width={680}>
        <Loaded of={publication}>
          {(it) => (
            <Space orientation="vertical" style={{ width: '100%' }}>
              <b>{it.title}</b>
              <div className="pre muted">{it.facts}</div>
              <ol>
                {it.terms.map((term) => (
                  <li key={term}>{term}</li>
                ))}
              </ol>
              {it.consentFor.length > 0 && (
                <>
                  <Alert
                    type="warning"
                    title={`${it.consentFor.map((why) => consentWords[why]).join('、')},须各方当事人同意`}
                  />
                  <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
                    各方当事人都已同意
                  </Checkbox>
                </>
              )}
              {it.key ? (
                <Space.Compact block>
                  <Input
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                    placeholder="撤下的理由"
                    aria-label="撤下的理由"
                  />
                  <Button
                    danger
                    disabled={!reason.trim()}
                    loading={withdraw.isPending}
                    onClick={() => withdraw.mutate()}
                  >
                    从库里撤下
                  </Button>
                </Space.Compact>
              ) : (
                <Button
                  type="primary"
                  disabled={it.consentFor.length > 0 && !consent}
                  loading={publish.isPending}
                  onClick={() => publish.mutate(it.hash)}
                >
                  看过了,里面没有个人信息,入库
                </Button>
              )}
            </Space>
          )}
        </Loaded>
      </Modal>
    </>
  )
}
