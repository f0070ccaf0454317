import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Form, Input, InputNumber, Modal, Select } from 'antd'
import nzh from 'nzh'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Calculation, type Case, call } from '../api.ts'
import { day, documentStatusWords, plainly, refWords, today, yuan } from '../words.ts'
import { contentOf, withTerm } from './content.ts'

type Props = { title: string; result: Calculation; caseId?: string }
type Fields = {
  caseId: string
  reader: string
  record: string
  documentId: string
  debtor: string
  creditor: string
  what: string
  amount: number
  dueOn: string
  method: string
}

/** Takes a result into a case: as a record its facts are read from, and as a clause of an agreement. */
export function UseResult({ title, result, caseId }: Props) {
  const [target, setTarget] = useState<'record' | 'term'>()
  const sums = sumsOf(title, result)
  return (
    <Flex gap={8} wrap style={{ marginTop: 12 }}>
      <Button onClick={() => setTarget('record')}>写入事实表</Button>
      <Button type="primary" disabled={sums.length === 0} onClick={() => setTarget('term')}>
        写入协议
      </Button>
      {target && (
        <IntoCase
          key={target}
          title={title}
          result={result}
          caseId={caseId}
          term={target === 'term'}
          onClose={() => setTarget(undefined)}
        />
      )}
    </Flex>
  )
}

function IntoCase({ title, result, caseId, term, onClose }: Props & { term: boolean; onClose(): void }) {
  const { message, notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const chosen = Form.useWatch('caseId', form) ?? caseId
  const sums = sumsOf(title, result)
  const cases = useQuery({
    queryKey: ['cases', 'choose'],
    queryFn: () => call('get', '/api/v1/cases', { query: { limit: 100 } }),
  })
  const file = cases.data?.items.find(({ id }) => id === chosen)
  const documents = useQuery({
    queryKey: ['documents', chosen],
    queryFn: () => call('get', '/api/v1/cases/:id/documents', { params: { id: chosen! } }),
    enabled: Boolean(chosen),
  })
  const agreements =
    documents.data?.items.filter(
      (it) => it.form === 'agreement' && (it.status === 'draft' || it.status === 'confirmed'),
    ) ?? []
  const into = useMutation({
    mutationFn: async (fields: Fields) => {
      await call('post', '/api/v1/cases/:id/records', {
        params: { id: fields.caseId },
        body: {
          at: new Date().toISOString(),
          by: `调解员(计算器:${title})`,
          text: fields.record,
          ...(fields.reader === 'shared' || term
            ? { visibility: 'shared' }
            : { visibility: 'caucus', party: fields.reader }),
        },
      })
      if (!term) return undefined
      const draft =
        agreements.find(({ id }) => id === fields.documentId) ??
        (await call('post', '/api/v1/cases/:id/documents', {
          params: { id: fields.caseId },
          body: { form: 'agreement' },
        }))
      return call('patch', '/api/v1/documents/:id', {
        params: { id: draft.id },
        body: { content: { sections: withTerm(contentOf(draft).sections, clauseOf(fields, file)) } },
        ifMatch: draft.version,
      })
    },
    onSuccess: (document, fields) => {
      queries.invalidateQueries()
      if (document)
        notification.success({
          title: '已写入协议',
          description: <Link to={`/documents/${document.id}`}>打开协议书第{document.version}版</Link>,
          duration: 0,
        })
      else
        notification.success({
          title: '已写入案件记录',
          description: <Link to={`/cases/${fields.caseId}?tab=facts`}>看事实表</Link>,
        })
      onClose()
    },
    onError: (failure) => message.error(plainly(failure)),
  })
  return (
    <Modal
      open
      title={term ? '写入协议' : '写入事实表'}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="写入"
      cancelText="取消"
      confirmLoading={into.isPending}
    >
      <Form
        form={form}
        name="into"
        layout="vertical"
        onFinish={(fields) => into.mutate(fields)}
        initialValues={{
          caseId,
          reader: 'shared',
          record: recordOf(title, result),
          documentId: 'new',
          ...sums[0],
          method: '银行转账',
        }}
      >
        {cases.error && <Alert type="error" title={plainly(cases.error)} />}
        <Form.Item name="caseId" label="哪个案件" rules={[{ required: true, message: '请选案件' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={cases.isLoading}
            placeholder="按案件名或卷号找"
            options={cases.data?.items.map((it) => ({ value: it.id, label: `${it.title} ${it.number}` }))}
          />
        </Form.Item>
        {term && file && <Term file={file} sums={sums} agreements={agreements} />}
        <Form.Item name="record" label={term ? '同时记入记录,金额才有出处' : '记什么'} rules={[{ required: true }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        {!term && file && (
          <Form.Item name="reader" label="给谁看">
            <Select
              options={[
                { value: 'shared', label: '双方都可以看' },
                ...file.parties.map(({ id, name }) => ({ value: id, label: `背对背,只和${name}说过` })),
              ]}
            />
          </Form.Item>
        )}
        {term && <Preview file={file} />}
      </Form>
    </Modal>
  )
}

type Sum = { what: string; amount: number }

function Term({
  file,
  sums,
  agreements,
}: {
  file: Case
  sums: Sum[]
  agreements: { id: string; version: number; status: string }[]
}) {
  const form = Form.useFormInstance<Fields>()
  const people = file.parties.map(({ name }) => ({ value: name, label: name }))
  return (
    <>
      <Form.Item name="documentId" label="写进哪一份">
        <Select
          options={[
            ...agreements.map(({ id, version, status }) => ({
              value: id,
              label: `人民调解协议书 第${version}版(${documentStatusWords[status]?.[0]})`,
            })),
            { value: 'new', label: '新起草一份协议书' },
          ]}
        />
      </Form.Item>
      <div className="two">
        <Form.Item name="debtor" label="谁付" rules={[{ required: true, message: '请选谁付' }]}>
          <Select options={people} />
        </Form.Item>
        <Form.Item
          name="creditor"
          label="付给谁"
          dependencies={['debtor']}
          rules={[
            { required: true, message: '请选付给谁' },
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value && value === getFieldValue('debtor')) throw new Error('不能付给自己')
              },
            }),
          ]}
        >
          <Select options={people} />
        </Form.Item>
      </div>
      {sums.length > 1 && (
        <Form.Item label="取哪个数">
          <Select
            aria-label="取哪个数"
            defaultValue={0}
            onChange={(at) => form.setFieldsValue(sums[at]!)}
            options={sums.map(({ what, amount }, value) => ({
              value,
              label: `${what} ${yuan(Math.round(amount * 100))}`,
            }))}
          />
        </Form.Item>
      )}
      <div className="two">
        <Form.Item name="what" label="什么钱" rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="amount" label="双方商定的金额(元)" rules={[{ required: true }]}>
          <InputNumber min={0.01} precision={2} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="dueOn" label="哪天前付清" rules={[{ required: true, message: '没有期限的条款不能强制履行' }]}>
          <Input type="date" min={today()} />
        </Form.Item>
        <Form.Item name="method" label="怎么付" rules={[{ required: true, message: '如:银行转账、现金' }]}>
          <Input placeholder="如:转账至尾号6621的银行卡" />
        </Form.Item>
      </div>
    </>
  )
}

function Preview({ file }: { file?: Case }) {
  const form = Form.useFormInstance<Fields>()
  const fields = Form.useWatch([], form) as Fields | undefined
  return fields?.debtor && fields.creditor && fields.dueOn && fields.amount ? (
    <Alert
      type="info"
      title="协议里会写"
      description={<span data-testid="clause-preview">{clauseOf(fields, file)}</span>}
    />
  ) : (
    <span className="muted">填好后先看看协议里会怎么写。</span>
  )
}

/** The clause as an agreement says it: who pays whom what for what by when and how. */
const clauseOf = ({ debtor, creditor, what, amount, dueOn, method }: Fields, _file?: Case): string => {
  const capitals = nzh.cn.toMoney(String(Math.round(amount * 100) / 100), { outSymbol: false })
  return `${debtor}于${day(dueOn)}前一次性向${creditor}支付${what}${Math.round(amount * 100) / 100}元（大写：${capitals}），付款方式：${method}。`
}

/** The sums a result offers, the total first. */
function sumsOf(title: string, { items, totalFen }: Calculation): Sum[] {
  const parts = items.flatMap(({ label, amountFen }) =>
    amountFen && amountFen > 0 ? [{ what: label, amount: amountFen / 100 }] : [],
  )
  if (totalFen === undefined || totalFen <= 0) return parts
  return parts.length === 1 && parts[0]!.amount * 100 === totalFen
    ? parts
    : [{ what: title, amount: totalFen / 100 }, ...parts]
}

/** The result as a record: its items and sum, on what law and with whose figures; never as something agreed. */
function recordOf(title: string, { items, totalFen, basis, params }: Calculation): string {
  const told = items.flatMap(({ label, amountFen, day: on }) =>
    amountFen !== undefined ? [`${label}${yuan(amountFen)}`] : on ? [`${label}:${day(on)}`] : [],
  )
  return [
    `${title},计算结果仅供协商参考:${told.join(';')}${totalFen !== undefined && told.length > 1 ? `;合计${yuan(totalFen)}` : ''}。`,
    basis.length > 0 ? `依据${basis.map(refWords).join('、')}。` : '',
    params.some(({ source }) => source === '本次录入') ? '其中有参数为本次录入,须核对。' : '',
  ].join('')
}
