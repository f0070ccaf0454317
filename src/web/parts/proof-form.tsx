import { useMutation } from '@tanstack/react-query'
import { Alert, App, Form, Input, InputNumber, Modal, Select, Upload } from 'antd'
import { type Case, call, type Schedule, upload } from '../api.ts'
import { plainly, today, yuan } from '../words.ts'

type Row = Schedule['items'][number]
type Fields = {
  pair?: string
  amount?: number
  doneOn: string
  payer?: string
  method?: string
  note: string
  file?: { originFileObj?: File }[]
}

/** What shows a payment or an act: on one instalment, or on whatever fell due first. */
export function ProofForm({
  file,
  schedule,
  paying,
  onClose,
  onDone,
}: {
  file: Case
  schedule: Schedule
  paying: Row | 'any'
  onClose(): void
  onDone(): void
}) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const row = paying === 'any' ? undefined : paying
  const money = paying === 'any' || row?.amountFen !== undefined
  const pairs = schedule.totals.filter(({ leftFen }) => leftFen > 0)
  const nameOf = (id?: string) => file.parties.find((party) => party.id === id)?.name ?? '未写明'
  const add = useMutation({
    mutationFn: async ({ pair, amount, doneOn, payer, method, note, file: files }: Fields) => {
      const [debtorId, creditorId] = pair?.split('>') ?? []
      const { items } = await call('post', '/api/v1/cases/:id/proofs', {
        params: { id: file.id },
        body: {
          ...(row
            ? { obligationId: row.id }
            : { debtorId: debtorId || undefined, creditorId: creditorId || undefined }),
          ...(money && { amountFen: Math.round(amount! * 100) }),
          doneOn,
          payer: payer || undefined,
          method: method || undefined,
          note,
        },
      })
      for (const { originFileObj } of files ?? []) {
        if (originFileObj && items[0]) await upload('POST', `/api/v1/proofs/${items[0].receipt}/files`, originFileObj)
      }
    },
    onSuccess: () => {
      message.success('已登记')
      onClose()
    },
    // A proof whose picture was refused stands all the same.
    onSettled: onDone,
  })
  return (
    <Modal
      open
      title={row ? `登记第${row.clause}条的履行` : '登记付款'}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="登记"
      cancelText="取消"
      confirmLoading={add.isPending}
    >
      {add.error && <Alert type="error" title={plainly(add.error)} style={{ marginBottom: 12 }} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(fields) => add.mutate(fields)}
        initialValues={{
          doneOn: today(),
          amount: row?.leftFen === undefined ? undefined : row.leftFen / 100,
          method: money ? '银行转账' : undefined,
          pair: pairs[0] && `${pairs[0].debtorId ?? ''}>${pairs[0].creditorId ?? ''}`,
        }}
      >
        {!row && pairs.length > 1 && (
          <Form.Item name="pair" label="谁付给谁">
            <Select
              options={pairs.map(({ debtorId, creditorId, leftFen }) => ({
                value: `${debtorId ?? ''}>${creditorId ?? ''}`,
                label: `${nameOf(debtorId)}付给${nameOf(creditorId)}(还有${yuan(leftFen)})`,
              }))}
            />
          </Form.Item>
        )}
        {money && (
          <Form.Item
            name="amount"
            label="金额(元)"
            extra={
              row?.leftFen === undefined
                ? '付多少登记多少,不够一期也可以'
                : `这一期还差${yuan(row.leftFen)};只付一部分也可以登记`
            }
            rules={[{ required: true, message: '请填付了多少' }]}
          >
            <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
          </Form.Item>
        )}
        <Form.Item name="doneOn" label={money ? '付款日' : '完成日'} rules={[{ required: true, message: '请选日期' }]}>
          <Input type="date" max={today()} />
        </Form.Item>
        {money && (
          <Form.Item name="method" label="怎么付的">
            <Input placeholder="如:银行转账、微信、现金" />
          </Form.Item>
        )}
        <Form.Item name="payer" label="实际是谁付(做)的" extra="就是义务人自己的,不用填">
          <Input />
        </Form.Item>
        <Form.Item
          name="note"
          label="凭什么说明"
          rules={[{ required: true, message: '请写流水号、收条上的话,或谁在场' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} placeholder="如:转账流水号、收条内容、物业现场验收" />
        </Form.Item>
        <Form.Item
          name="file"
          label="凭证照片或PDF"
          valuePropName="fileList"
          getValueFromEvent={(event: { fileList: unknown }) => event.fileList}
        >
          <Upload beforeUpload={() => false} accept=".pdf,.png,.jpg,.jpeg" maxCount={5} multiple>
            <button type="button" className="go">
              选文件(每个不超过10MB)
            </button>
          </Upload>
        </Form.Item>
      </Form>
    </Modal>
  )
}
