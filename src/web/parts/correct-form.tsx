import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Assessment, type Case, call } from '../api.ts'
import { flagWords, plainly } from '../words.ts'
import { useCodes } from './use-words.ts'

const reasons = ['当面问清了', '听错了意思', '分错了部门', '当事人更正', '漏了危险信号', '不是危险']

/** 更正: another kind, another department, other dangers, and why; each change is kept with before and after. */
export function CorrectForm({
  file,
  assessment,
  department,
  open,
  onClose,
  onDone,
}: {
  file: Case
  assessment?: Assessment
  /** The department that stands now, as registered or suggested. */
  department?: string
  open: boolean
  onClose(): void
  onDone(): void
}) {
  const codes = useCodes()
  const before = { disputeType: file.disputeType ?? file.assessed?.subtype, department, redFlags: file.redFlags }
  const [change, setChange] = useState<Partial<typeof before>>({})
  const [reason, setReason] = useState('')
  const now = { ...before, ...change }
  const changed = (field: keyof typeof before) =>
    JSON.stringify(now[field]) !== JSON.stringify(file[field === 'department' ? 'departmentCode' : field])
  const save = useMutation({
    mutationFn: async () => {
      for (const field of ['redFlags', 'disputeType', 'department'] as const) {
        const after = now[field]
        if (change[field] === undefined || after === undefined || !changed(field)) continue
        await call('post', '/api/v1/cases/:id/corrections', { params: { id: file.id }, body: { field, after, reason } })
      }
    },
    onSuccess: () => {
      setChange({})
      setReason('')
      onDone()
    },
  })
  const nothing = Object.keys(change).length === 0
  return (
    <Modal
      title="更正研判"
      open={open}
      onCancel={onClose}
      okText="保存更正"
      cancelText="取消"
      okButtonProps={{ disabled: nothing || reason.trim().length === 0 }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      destroyOnHidden
    >
      {save.error && <Alert type="error" title={plainly(save.error)} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <Form.Item label="纠纷类型" htmlFor="correct-type">
          <Select
            id="correct-type"
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            value={now.disputeType}
            onChange={(disputeType) => setChange({ ...change, disputeType })}
            options={codes.subtypes}
          />
          <div style={{ marginTop: 6 }}>
            {assessment?.why.alternatives.map(({ subtype }) => (
              <button
                type="button"
                key={subtype}
                className="chip"
                aria-pressed={now.disputeType === subtype}
                onClick={() => setChange({ ...change, disputeType: subtype })}
              >
                {codes.subtypes.find(({ value }) => value === subtype)?.label ?? subtype}
              </button>
            ))}
          </div>
        </Form.Item>
        <Form.Item
          label="主办部门"
          htmlFor="correct-department"
          extra={
            change.disputeType !== undefined && change.department === undefined
              ? '换了类型,部门会按新类型重新建议;要指定请在这里选'
              : undefined
          }
        >
          <Select
            id="correct-department"
            showSearch={{ optionFilterProp: 'label' }}
            value={now.department}
            onChange={(next) => setChange({ ...change, department: next })}
            options={codes.departments}
          />
        </Form.Item>
        <Form.Item label="危险信号" htmlFor="correct-flags">
          <Select
            id="correct-flags"
            mode="multiple"
            value={now.redFlags}
            onChange={(redFlags) => setChange({ ...change, redFlags })}
            options={Object.entries(flagWords).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="理由(必填)" htmlFor="correct-reason" style={{ marginBottom: 0 }}>
          <Input
            id="correct-reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => !nothing && reason.trim() && save.mutate()}
            placeholder="写一句为什么,回车保存"
          />
          <div style={{ marginTop: 6 }}>
            {reasons.map((words) => (
              <button type="button" key={words} className="chip" onClick={() => setReason(words)}>
                {words}
              </button>
            ))}
          </div>
        </Form.Item>
      </Form>
    </Modal>
  )
}
