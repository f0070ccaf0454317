import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Flex, Input, Space, Spin } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { type CaseDocument, call, download } from '../api.ts'
import { DocumentPaper } from '../parts/document-paper.tsx'
import { Mark } from '../parts/mark.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'

/** One document: the text with its findings and sources beside it, to mend, confirm and download. */
export default function DocumentPage() {
  const { id = '' } = useParams()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [editing, setEditing] = useState<string>()
  const [passage, setPassage] = useState<string>()
  const { data, error } = useQuery({
    queryKey: ['document', id],
    queryFn: () => call('get', '/api/v1/documents/:id', { params: { id } }),
  })
  const keep = (document: CaseDocument) => queries.setQueryData(['document', id], document)
  const failed = (failure: Error) => message.error(failure.message)
  const save = useMutation({
    mutationFn: (text: string) =>
      call('patch', '/api/v1/documents/:id', { params: { id }, body: { content: { text } }, ifMatch: data?.version }),
    onSuccess: (document) => {
      keep(document)
      setEditing(undefined)
    },
    onError: failed,
  })
  const confirm = useMutation({
    mutationFn: () => call('post', '/api/v1/documents/:id/confirm', { params: { id } }),
    onSuccess: (document) => {
      keep(document)
      message.success('已确认')
    },
    onError: failed,
  })
  if (error) return <Alert type="error" title={error.message} />
  if (!data) return <Spin />
  const blocking = data.findings.filter(({ level }) => level === 'block')
  return (
    <div className="columns">
      <div>
        {data.status === 'draft' && (
          <Alert type="warning" banner title="草稿 · 须调解员确认" style={{ marginBottom: 12 }} />
        )}
        {editing === undefined ? (
          <DocumentPaper document={data} onOpen={setPassage} />
        ) : (
          <Card title="修改文本">
            <Input.TextArea
              value={editing}
              onChange={(event) => setEditing(event.target.value)}
              autoSize={{ minRows: 20 }}
              aria-label="文书文本"
              style={{ lineHeight: 1.9 }}
            />
          </Card>
        )}
      </div>
      <Flex vertical gap={16}>
        <Card size="small" title="操作">
          <Flex vertical gap={10}>
            <Space wrap>
              <Mark>第{data.version}版</Mark>
              <Mark tone={data.status === 'draft' ? 'default' : 'green'}>
                {{ draft: '草稿', confirmed: '已确认', signed: '已签署', void: '作废' }[data.status]}
              </Mark>
              <Mark>{data.engine.kind === 'model' ? `模型 ${data.engine.model}` : '内置引擎'}</Mark>
            </Space>
            {editing === undefined ? (
              <>
                <Button
                  type="primary"
                  block
                  disabled={blocking.length > 0 || data.status !== 'draft'}
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate()}
                  data-testid="confirm"
                >
                  {blocking.length > 0 ? `先改正 ${blocking.length} 处` : '确认文本'}
                </Button>
                {data.status !== 'signed' && (
                  <Button block onClick={() => setEditing(data.text)}>
                    修改
                  </Button>
                )}
              </>
            ) : (
              <Space>
                <Button type="primary" loading={save.isPending} onClick={() => save.mutate(editing)}>
                  保存为新的一版
                </Button>
                <Button onClick={() => setEditing(undefined)}>取消</Button>
              </Space>
            )}
            <Button
              block
              onClick={() => download(`/api/v1/documents/${id}/file?format=docx`, `${data.number}.docx`).catch(failed)}
              data-testid="download"
            >
              下载 Word
            </Button>
            <Link to={`/cases/${data.caseId}`}>回到案件</Link>
          </Flex>
        </Card>
        <Card
          size="small"
          title={`检查 ${data.findings.length === 0 ? '没有发现问题' : `${data.findings.length} 处`}`}
          data-testid="findings"
        >
          <Flex vertical gap={10}>
            {data.findings.map((finding) => (
              <Alert
                key={`${finding.rule}${finding.where}${finding.message}`}
                type={finding.level === 'block' ? 'error' : 'warning'}
                showIcon
                title={`${finding.rule} ${finding.message}`}
                description={
                  <>
                    <div className="muted">{finding.where}</div>
                    {finding.fix}
                  </>
                }
              />
            ))}
          </Flex>
        </Card>
      </Flex>
      <PassageDrawer passageKey={passage} onClose={() => setPassage(undefined)} />
    </div>
  )
}
