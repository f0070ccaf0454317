import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Radio } from 'antd'
import { call, type Registered } from '../api.ts'
import { plainly } from '../words.ts'

type Fields = {
  statement: string
  applicant: string
  phone?: string
  idNumber?: string
  address?: string
  respondent: string
  respondentPhone?: string
  respondentAddress?: string
  respondentKind: 'person' | 'organization'
}

/** Registers what was said as a case, with both sides entered once for every later document. */
export function OpenCaseForm({
  open,
  statement,
  disputeType,
  conversationId,
  onClose,
  onOpened,
}: {
  open: boolean
  statement: string
  disputeType?: string
  /** The talk it was told in: its files become evidence. */
  conversationId?: string
  onClose(): void
  onOpened(opened: Registered): void
}) {
  const [form] = Form.useForm<Fields>()
  const register = useMutation({
    mutationFn: (fields: Fields) => {
      const body = registration(fields, disputeType)
      return conversationId
        ? call('post', '/api/v1/conversations/:id/register', { params: { id: conversationId }, body })
        : call('post', '/api/v1/cases', { body })
    },
    onSuccess: onOpened,
  })
  return (
    <Modal
      title="登记案件"
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="登记"
      cancelText="取消"
      confirmLoading={register.isPending}
      destroyOnHidden
    >
      {register.error && <Alert type="error" title={plainly(register.error)} style={{ marginBottom: 12 }} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(fields) => register.mutate(fields)}
        initialValues={{ statement, respondentKind: 'person' }}
      >
        <Form.Item name="statement" label="诉求与经过" rules={[{ required: true, message: '请写下发生了什么' }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item name="applicant" label="申请人姓名" rules={[{ required: true, message: '请填申请人' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label="申请人电话" rules={[{ required: true, message: '留个电话,查进度要用' }]}>
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item name="idNumber" label="申请人证件号">
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="address" label="申请人住址">
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="respondentKind" label="对方是">
          <Radio.Group
            options={[
              { value: 'person', label: '个人' },
              { value: 'organization', label: '单位' },
            ]}
          />
        </Form.Item>
        <Form.Item name="respondent" label="对方姓名或名称" rules={[{ required: true, message: '请填对方' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="respondentPhone" label="对方电话">
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item name="respondentAddress" label="对方住址">
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const registration = (fields: Fields, disputeType?: string) => ({
  statement: fields.statement,
  disputeType,
  parties: [
    {
      role: 'applicant' as const,
      name: fields.applicant,
      phone: fields.phone || undefined,
      idNumber: fields.idNumber || undefined,
      address: fields.address || undefined,
    },
    {
      role: 'respondent' as const,
      name: fields.respondent,
      kind: fields.respondentKind,
      phone: fields.respondentPhone || undefined,
      address: fields.respondentAddress || undefined,
    },
  ],
})
