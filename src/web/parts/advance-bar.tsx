import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { type Case, call, Failure } from '../api.ts'
import { actionWords, plainly } from '../words.ts'
import { useCodes } from './use-words.ts'

type Step = Case['actions'][number]
type Body = {
  action: never
  reason?: string
  route?: string
  department?: string
  mediator?: string
  oral?: true
  signatures?: { who: string }[]
}
const labels: Record<string, string> = {
  reason: '理由',
  route: '去处(告知当事人到哪里办)',
  department: '派给',
  mediator: '调解员',
}

/** The steps that may be taken now; one that needs words asks for them first. */
export function AdvanceBar({ file, onDone }: { file: Case; onDone(): void }) {
  const [step, setStep] = useState<Step>()
  const [form] = Form.useForm()
  const codes = useCodes()
  const advance = useMutation({
    mutationFn: ({ action, needs }: Step) => {
      const fields = form.getFieldsValue()
      const body: Body = {
        ...fields,
        action: action as never,
        ...(needs.includes('oral') && { oral: true }),
        ...(needs.includes('signatures') && {
          signatures: [
            ...file.parties.map(({ id }) => ({ who: id })),
            { who: 'mediator' },
            { who: 'recorder' },
            { who: 'seal' },
          ],
        }),
      }
      return call('post', '/api/v1/cases/:id/advance', { params: { id: file.id }, body })
    },
    onSuccess: () => {
      setStep(undefined)
      form.resetFields()
      onDone()
    },
  })
  const asked = step?.needs.filter((field) => labels[field]) ?? []
  return (
    <>
      <Space wrap style={{ marginTop: 12 }}>
        {file.actions.map((it) => (
          <Button
            key={`${it.action}-${it.to}`}
            size="small"
            danger={it.action === 'raiseEmergency'}
            onClick={() => setStep(it)}
          >
            {actionWords[it.action] ?? it.action}
            {it.needs.includes('oral') ? '(口头)' : ''}
          </Button>
        ))}
      </Space>
      <Modal
        open={Boolean(step)}
        title={step && (actionWords[step.action] ?? step.action)}
        onCancel={() => {
          setStep(undefined)
          advance.reset()
        }}
        onOk={() => form.submit()}
        okText="确定"
        cancelText="取消"
        confirmLoading={advance.isPending}
      >
        {advance.error && (
          <Alert
            type="error"
            style={{ marginBottom: 12 }}
            title={plainly(advance.error)}
            description={advance.error instanceof Failure && advance.error.details?.missing?.join('、')}
          />
        )}
        {step?.needs.includes('signatures') && (
          <p>
            请确认都已签名或按印:{file.parties.map(({ name }) => name).join('、')}、调解员、记录人,并已加盖调委会印章。
          </p>
        )}
        <Form form={form} layout="vertical" onFinish={() => step && advance.mutate(step)}>
          {asked.map((field) => (
            <Form.Item
              key={field}
              name={field}
              label={labels[field]}
              rules={[{ required: true, message: '这一项必填' }]}
            >
              {field === 'department' ? (
                <Select showSearch={{ optionFilterProp: 'label' }} options={codes.departments} />
              ) : (
                <Input />
              )}
            </Form.Item>
          ))}
        </Form>
      </Modal>
    </>
  )
}
