import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, InputNumber, Modal } from 'antd'
import { call, type Schedule } from '../api.ts'
import { plainly, today, yuan } from '../words.ts'

export type Change = { row: Schedule['items'][number]; kind: 'postpone' | 'waive' | 'demand' }
type Fields = { dueOn?: string; amount?: number; reason: string; sentOn?: string; method?: string }
const titles = { postpone: '双方同意展期', waive: '债权人同意免除', demand: '登记催告' }

/** What the parties agree on after signing, or that a debtor was asked to perform. */
export function ChangeForm({
  caseId,
  change,
  onClose,
  onDone,
}: {
  caseId: string
  change: Change
  onClose(): void
  onDone(): void
}) {
  const [form] = Form.useForm<Fields>()
  const save = useMutation({
    mutationFn: async ({ dueOn, amount, reason, sentOn, method }: Fields): Promise<unknown> => {
      const { row, kind } = change
      if (kind === 'demand')
        return call('post', '/api/v1/cases/:id/obligations/demands', {
          params: { id: caseId },
          body: { debtorId: row.debtorId!, sentOn: sentOn!, method: method!, note: reason || undefined },
        })
      return call('patch', '/api/v1/obligations/:id', {
        params: { id: row.id },
        body: {
          reason,
          ...(kind === 'postpone'
            ? { dueOn }
            : { waive: row.amountFen === undefined ? true : Math.round(amount! * 100) }),
        },
      })
    },
    onSuccess: () => {
      onDone()
      onClose()
    },
  })
  const demand = change.kind === 'demand'
  return (
    <Modal
      open
      title={titles[change.kind]}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="登记"
      cancelText="取消"
      confirmLoading={save.isPending}
    >
      {save.error && <Alert type="error" title={plainly(save.error)} style={{ marginBottom: 12 }} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(fields) => save.mutate(fields)}
        initialValues={{ amount: (change.row.leftFen ?? 0) / 100, sentOn: today() }}
      >
        {change.kind === 'postpone' && (
          <Form.Item name="dueOn" label="改到哪一天" rules={[{ required: true, message: '请选日期' }]}>
            <Input type="date" min={today()} />
          </Form.Item>
        )}
        {change.kind === 'waive' && change.row.amountFen !== undefined && (
          <Form.Item
            name="amount"
            label="免除多少(元)"
            extra={`这一期还差${yuan(change.row.leftFen ?? 0)}`}
            rules={[{ required: true }]}
          >
            <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
          </Form.Item>
        )}
        {demand && (
          <>
            <Form.Item name="sentOn" label="哪天催告的" rules={[{ required: true }]}>
              <Input type="date" max={today()} />
            </Form.Item>
            <Form.Item name="method" label="怎么催的" rules={[{ required: true, message: '如:电话、书面通知' }]}>
              <Input placeholder="如:电话、上门、书面通知" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="reason"
          label={demand ? '对方怎么说' : '怎么商定的'}
          rules={[{ required: !demand, message: '请写哪天、怎么商定的' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
