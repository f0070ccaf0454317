import { useMutation } from '@tanstack/react-query'
import { App, Button, Checkbox, Flex, Form, Input, Select } from 'antd'
import { type Case, call } from '../api.ts'

type Fields = { by: string; text: string; caucus?: boolean; party?: string }

/** Adds what was just said or written; a caucus record names whose confidence it is. */
export function RecordForm({ file, onAdded }: { file: Case; onAdded(): void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const caucus = Form.useWatch('caucus', form)
  const add = useMutation({
    mutationFn: ({ by, text, party, caucus }: Fields) =>
      call('post', '/api/v1/cases/:id/records', {
        params: { id: file.id },
        body: { at: new Date().toISOString(), by, text, party, visibility: caucus ? 'caucus' : 'shared' },
      }),
    onSuccess: () => {
      form.resetFields()
      onAdded()
    },
    onError: (error) => message.error(error.message),
  })
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={(fields) => add.mutate(fields)}
      style={{ borderTop: '1px solid #eef1f0', paddingTop: 12 }}
    >
      <Flex gap={12} wrap>
        <Form.Item
          name="by"
          label="谁说的"
          rules={[{ required: true, message: '请填谁说的' }]}
          style={{ minWidth: 180, flex: 1 }}
        >
          <Input placeholder="如:申请人陈阿大、调解员、物业" />
        </Form.Item>
        <Form.Item
          name="party"
          label="当事人"
          style={{ minWidth: 160 }}
          rules={caucus ? [{ required: true, message: '背对背要注明是谁' }] : []}
        >
          <Select allowClear options={file.parties.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      </Flex>
      <Form.Item name="text" label="内容" rules={[{ required: true, message: '请写内容' }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
      <Flex justify="space-between" align="center">
        <Form.Item name="caucus" valuePropName="checked" noStyle>
          <Checkbox>背对背(对方看不到)</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          添加记录
        </Button>
      </Flex>
    </Form>
  )
}
