import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useEffect, useRef } from 'react'
import { rosterWords } from '../words.ts'
import { useCodes } from './use-words.ts'

type Slot = { on: string; half: string }
/** A row of the roster as the contract has it. */
export type RosterRow = {
  kind: 'shift' | 'leave' | 'extra' | 'swap'
  departments: string[]
  days?: number[]
  halves?: string[]
  capacity?: number
  people?: string[]
  person?: string
  from?: string
  to?: string
  give?: Slot
  take?: Slot
  reason?: string
}

const week = '一二三四五六日'.split('').map((name, i) => ({ value: i + 1, label: `周${name}` }))
const halfDays = [
  { value: 'am', label: '上午' },
  { value: 'pm', label: '下午' },
]
const must = [{ required: true, message: '这一项要填' }]
/** Said without aria-required, which a group of boxes may not carry. */
const some = [
  {
    validator: async (_: unknown, value?: unknown[]) => {
      if (!value?.length) throw new Error('至少选一个')
    },
  },
]
const day = <Input type="date" />

/** One row of the roster: an ordinary shift, leave, extra duty, or a swap. */
export function RosterForm({
  row,
  saving,
  onClose,
  onSave,
}: {
  row?: Partial<RosterRow> & Pick<RosterRow, 'kind'>
  saving: boolean
  onClose(): void
  onSave(row: RosterRow): void
}) {
  const codes = useCodes()
  const [form] = Form.useForm<RosterRow>()
  useEffect(() => {
    if (!row) return
    form.resetFields()
    form.setFieldsValue({ halves: ['am', 'pm'], capacity: 4, ...row })
  }, [row, form])
  // What it was stays while the dialog closes.
  const last = useRef(row)
  if (row) last.current = row
  const kind = last.current?.kind
  return (
    <Modal
      title={`${rosterWords[kind ?? 'shift']}`}
      open={row !== undefined}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving}
      forceRender
    >
      <Form name="roster" form={form} layout="vertical" onFinish={(fields) => kind && onSave(clean(kind, fields))}>
        <Form.Item
          name="departments"
          label={kind === 'swap' ? '哪个部门换班(跟别的部门对换时选两个,先选让出的)' : '部门'}
          rules={must}
        >
          <Select
            mode="multiple"
            maxCount={kind === 'swap' ? 2 : undefined}
            options={codes.departments}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {kind === 'shift' && (
          <Form.Item name="days" label="每周哪几天" rules={some}>
            <Checkbox.Group options={week} />
          </Form.Item>
        )}
        {(kind === 'leave' || kind === 'extra') && (
          <div className="pair">
            <Form.Item name="from" label="从哪天" rules={must}>
              {day}
            </Form.Item>
            <Form.Item name="to" label="到哪天" rules={must}>
              {day}
            </Form.Item>
          </div>
        )}
        {kind === 'swap' &&
          (['give', 'take'] as const).map((side) => (
            <div className="pair" key={side}>
              <Form.Item name={[side, 'on']} label={side === 'give' ? '让出哪天' : '换到哪天'} rules={must}>
                {day}
              </Form.Item>
              <Form.Item name={[side, 'half']} label="半天" rules={must}>
                <Select options={halfDays} />
              </Form.Item>
            </div>
          ))}
        {kind !== 'swap' && (
          <Form.Item name="halves" label="半天" rules={some}>
            <Checkbox.Group options={halfDays} />
          </Form.Item>
        )}
        {(kind === 'shift' || kind === 'extra') && (
          <>
            <Form.Item name="capacity" label="每半天最多接几件" rules={must}>
              <InputNumber min={0} max={99} />
            </Form.Item>
            <Form.Item name="people" label="谁来坐班(可不填;写一个名字按回车)">
              <Select mode="tags" open={false} suffixIcon={null} />
            </Form.Item>
          </>
        )}
        {kind === 'leave' && (
          <Form.Item name="person" label="谁请假(不填就是整个部门不来)">
            <Input maxLength={60} />
          </Form.Item>
        )}
        {kind !== 'shift' && (
          <Form.Item name="reason" label="原因">
            <Input maxLength={200} placeholder="如:培训、外出调解" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

/** Fields a person left empty are not sent. */
const clean = (kind: RosterRow['kind'], fields: RosterRow): RosterRow => ({
  ...(Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as RosterRow),
  kind,
})
