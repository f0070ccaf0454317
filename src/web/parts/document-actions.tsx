import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Card, Dropdown, Flex, Space } from 'antd'
import { Link } from 'react-router'
import { type Case, type CaseDocument, download } from '../api.ts'
import { documentStatusWords, plainly } from '../words.ts'
import { Mark } from './mark.tsx'
import { PublishForm } from './publish-form.tsx'

type Props = {
  document: CaseDocument
  file?: Case
  editing: boolean
  busy: { confirm: boolean; save: boolean; verify: boolean }
  onConfirm(): void
  onVerify(): void
  onEdit(on: boolean): void
  onSave(): void
}

/** What may be done with a document as it stands: confirm, change, check again, take away as a file. */
export function DocumentActions({ document, file, editing, busy, onConfirm, onVerify, onEdit, onSave }: Props) {
  const blocking = document.findings.filter(({ level }) => level === 'block').length
  const [status, tone] = documentStatusWords[document.status]!
  const open = document.status === 'draft' || document.status === 'confirmed'
  return (
    <Card size="small" title={`第${document.version}版`} extra={<Mark tone={tone}>{status}</Mark>}>
      <Flex vertical gap={10}>
        {editing ? (
          <Space>
            <Button type="primary" loading={busy.save} onClick={onSave}>
              保存为新的一版
            </Button>
            <Button onClick={() => onEdit(false)}>取消</Button>
          </Space>
        ) : (
          <>
            {document.status === 'draft' && (
              <Button
                type="primary"
                block
                disabled={blocking > 0}
                loading={busy.confirm}
                onClick={onConfirm}
                data-testid="confirm"
              >
                {blocking > 0 ? `先改正 ${blocking} 处` : '确认文本'}
              </Button>
            )}
            <div className="two">
              <Button onClick={() => onEdit(true)} disabled={!open}>
                改全文
              </Button>
              <Button onClick={onVerify} loading={busy.verify}>
                再检查一遍
              </Button>
            </div>
          </>
        )}
        <Files document={document} />
        {document.form === 'agreement' && published(document) && <PublishForm id={document.id} file={file} />}
        <Flex justify="space-between" wrap gap={6}>
          <Link to={`/cases/${document.caseId}`}>回到案件</Link>
          <span className="muted">
            {document.engine.kind === 'model' ? `模型 ${document.engine.model}` : '内置引擎'} · {document.author}
          </span>
        </Flex>
      </Flex>
    </Card>
  )
}

const published = ({ status }: CaseDocument) => status === 'confirmed' || status === 'signed'

/** Word with one click; the other forms behind it. */
function Files({ document: { id, number, version } }: { document: CaseDocument }) {
  const { message } = App.useApp()
  const take = (format: string, annex: boolean) =>
    download(
      `/api/v1/documents/${id}/file?format=${format}&annex=${annex}`,
      `${number}-第${version}版${annex ? '-附来源' : ''}.${format}`,
    ).catch((failure: Error) => message.error(plainly(failure)))
  const items = [
    { key: 'docx-true', label: 'Word,附来源附录' },
    { key: 'html-false', label: '网页(HTML)' },
    { key: 'html-true', label: '网页,附来源附录' },
    { key: 'md-false', label: '纯文本(Markdown)' },
    { key: 'md-true', label: '纯文本,附来源附录' },
  ]
  return (
    <Space.Compact block>
      <Button block icon={<DownloadOutlined />} onClick={() => take('docx', false)} data-testid="download">
        下载 Word
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => {
            const [format, annex] = key.split('-')
            take(format!, annex === 'true')
          },
        }}
      >
        <Button aria-label="其他格式和来源附录">其他格式</Button>
      </Dropdown>
    </Space.Compact>
  )
}
