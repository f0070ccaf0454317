import { Form, Input, Modal, Radio } from 'antd'

/** A row of the departments as the contract has it. */
export type DepartmentRow = {
  code: string
  name: string
  kind: string
  presence: 'resident' | 'rotating'
  duties: string
  bring: string
  hours: string
  address: string | null
  phone: string | null
  basis: string[]
}

const must = [{ required: true, message: '这一项要填' }]

/** What residents are told of a department: where, when, what to bring. Codes stay as they are: cases stand on them. */
export function DepartmentForm({
  row,
  saving,
  onClose,
  onSave,
}: {
  row?: DepartmentRow
  saving: boolean
  onClose(): void
  onSave(row: DepartmentRow): void
}) {
  const [form] = Form.useForm<DepartmentRow>()
  return (
    <Modal
      title="部门"
      open={row !== undefined}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving}
      destroyOnHidden
    >
      {/* What the row holds is taken once: read anew meanwhile, it does not undo what somebody is typing. */}
      <Form
        key={row?.code}
        name="department"
        form={form}
        initialValues={row}
        preserve={false}
        layout="vertical"
        onFinish={(fields) =>
          row && onSave({ ...row, ...fields, address: fields.address || null, phone: fields.phone || null })
        }
      >
        <Form.Item name="name" label="名称" rules={must}>
          <Input />
        </Form.Item>
        <Form.Item name="duties" label="管什么" rules={must}>
          <Input.TextArea autoSize />
        </Form.Item>
        <Form.Item name="presence" label="驻点">
          <Radio.Group
            options={[
              { value: 'resident', label: '常驻' },
              { value: 'rotating', label: '轮驻' },
            ]}
          />
        </Form.Item>
        <Form.Item name="phone" label="电话">
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="address" label="地址(在中心大厅就不用填)">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="hours" label="办公时间" rules={must}>
          <Input />
        </Form.Item>
        <Form.Item name="bring" label="请当事人带什么" rules={must}>
          <Input.TextArea autoSize />
        </Form.Item>
      </Form>
    </Modal>
  )
}
