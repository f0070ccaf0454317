import { Button, Card, Checkbox, Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useEffect } from 'react'
import { flagWords } from '../words.ts'
import { useCodes } from './use-words.ts'

type Member = {
  name: string
  gender: 'female' | 'male'
  dialects: string[]
  skills?: string[]
  trained?: string[]
  village?: string
  employer?: string
  relatives?: string[]
  capacity?: number
}
/** A row of the teams as the contract has it. */
export type TeamRow = {
  code: string
  name: string
  skills: string[]
  streets: string[]
  dialects: string[]
  women: boolean
  visits: boolean
  trained: string[]
  capacity: number
  members: Member[]
  assumed: boolean
}

const must = [{ required: true, message: '这一项要填' }]
const tags = (label: string) => <Select mode="tags" open={false} suffixIcon={null} aria-label={label} />
const flags = Object.entries(flagWords).map(([value, label]) => ({ value, label }))

/** A team with its members: what it is good at, whom it must keep away from. */
export function TeamForm({
  row,
  saving,
  onClose,
  onSave,
}: {
  row?: TeamRow
  saving: boolean
  onClose(): void
  onSave(row: TeamRow): void
}) {
  const { types, subtypes } = useCodes()
  const [form] = Form.useForm<TeamRow>()
  useEffect(() => {
    if (!row) return
    form.resetFields()
    form.setFieldsValue(row)
  }, [row, form])
  return (
    <Modal
      title="队伍"
      open={row !== undefined}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving}
      width={720}
      forceRender
    >
      <Form name="team" form={form} layout="vertical" onFinish={(fields) => row && onSave(whole(row, fields))}>
        <Form.Item name="name" label="队名" rules={must}>
          <Input />
        </Form.Item>
        <Form.Item name="skills" label="专长">
          <Select mode="multiple" options={[...types, ...subtypes]} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="streets" label="常去的街道(不填就是全区)">
            {tags('常去的街道')}
          </Form.Item>
          <Form.Item name="dialects" label="方言">
            {tags('方言')}
          </Form.Item>
        </div>
        <div className="pair">
          <Form.Item name="trained" label="受过训练">
            <Select mode="multiple" options={flags} />
          </Form.Item>
          <Form.Item name="capacity" label="同时最多办几件" rules={must}>
            <InputNumber min={1} max={200} />
          </Form.Item>
        </div>
        <Flex gap={24}>
          <Form.Item name="women" valuePropName="checked">
            <Checkbox>有女性成员</Checkbox>
          </Form.Item>
          <Form.Item name="visits" valuePropName="checked">
            <Checkbox>可以上门</Checkbox>
          </Form.Item>
        </Flex>
        <Form.List name="members">
          {(fields, { add, remove }) => (
            <Flex vertical gap={10}>
              {fields.map(({ key, name }) => (
                <Card
                  key={key}
                  size="small"
                  title={`队员 ${name + 1}`}
                  extra={
                    <Button size="small" onClick={() => remove(name)}>
                      移出
                    </Button>
                  }
                >
                  <div className="pair">
                    <Form.Item name={[name, 'name']} label="姓名" rules={must}>
                      <Input />
                    </Form.Item>
                    <Form.Item name={[name, 'gender']} label="性别" rules={must}>
                      <Radio.Group
                        options={[
                          { value: 'female', label: '女' },
                          { value: 'male', label: '男' },
                        ]}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'dialects']} label="会说的话">
                      {tags('会说的话')}
                    </Form.Item>
                    <Form.Item name={[name, 'trained']} label="受过训练(不填按队伍)">
                      <Select mode="multiple" options={flags} />
                    </Form.Item>
                    <Form.Item name={[name, 'village']} label="住哪个村、社区(同村要留意)">
                      <Input />
                    </Form.Item>
                    <Form.Item name={[name, 'employer']} label="工作单位(涉及要回避)">
                      <Input />
                    </Form.Item>
                    <Form.Item name={[name, 'relatives']} label="近亲属姓名(涉及要回避)">
                      {tags('近亲属姓名')}
                    </Form.Item>
                    <Form.Item name={[name, 'capacity']} label="最多办几件">
                      <InputNumber min={1} max={99} />
                    </Form.Item>
                  </div>
                </Card>
              ))}
              <Button onClick={() => add({ dialects: ['普通话'], capacity: 6 })}>加一位队员</Button>
            </Flex>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}

/** The row with what was typed in it; what a person left empty is not sent. */
const whole = (row: TeamRow, fields: TeamRow): TeamRow => ({
  ...row,
  ...fields,
  // Looked at by a person: assumed no longer.
  assumed: false,
  members: (fields.members ?? []).map((member) => ({
    ...member,
    dialects: member.dialects ?? [],
    village: member.village || undefined,
    employer: member.employer || undefined,
  })),
})
