import { FileAddOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Empty, Flex, Modal, Select, Spin } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type CaseDocument, call } from '../api.ts'
import { citedAs, verdictWords } from './law-words.ts'

type Section = { key: string; heading: string; numbered?: boolean; items: { text: string }[] }

const openStatus = ['draft', 'confirmed']
const formWords: Record<string, string> = { agreement: '人民调解协议书', oralAgreement: '口头协议登记表' }

/** Puts an article among what an open draft rests on, after the gate has looked at it. 引用到文书 */
export function CiteIntoDraft({ law, article }: { law: string; article: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" icon={<FileAddOutlined />} onClick={() => setOpen(true)} data-testid="cite">
        引用到文书
      </Button>
      <Modal
        title="引用到文书"
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        styles={{ body: { paddingTop: 8 } }}
      >
        <Choose law={law} article={article} />
      </Modal>
    </>
  )
}

function Choose({ law, article }: { law: string; article: string }) {
  const queries = useQueryClient()
  const [caseId, setCaseId] = useState<string>()
  const [documentId, setDocumentId] = useState<string>()
  const cases = useQuery({
    queryKey: ['cases', 'open'],
    queryFn: () => call('get', '/api/v1/cases', { query: { limit: 100 } }),
  })
  const documents = useQuery({
    queryKey: ['documents', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/documents', { params: { id: caseId! } }),
    enabled: Boolean(caseId),
  })
  const drafts = (documents.data?.items ?? []).filter(
    ({ form, status }) => formWords[form] && openStatus.includes(status),
  )
  const chosen = drafts.find(({ id }) => id === documentId) ?? (drafts.length === 1 ? drafts[0] : undefined)
  const day = cases.data?.items.find(({ id }) => id === caseId)?.receivedAt?.slice(0, 10)
  const sentence = `另参照${citedAs(law, article)}。`
  const gate = useQuery({
    queryKey: ['gate', sentence, day],
    queryFn: () => call('post', '/api/v1/knowledge/check-citations', { body: { text: sentence, asOf: day } }),
    enabled: Boolean(chosen),
  })
  const verdict = gate.data?.citations[0]
  const fits = verdict?.status === 'ok' || verdict?.status === 'unverified'
  const already = chosen?.text.includes(citedAs(law, article))
  const cite = useMutation({
    mutationFn: (draft: CaseDocument) =>
      call('patch', '/api/v1/documents/:id', {
        params: { id: draft.id },
        body: { content: withBasis(draft, sentence) },
        ifMatch: draft.version,
      }),
    onSuccess: (document) => {
      queries.setQueryData(['document', document.id], document)
      queries.invalidateQueries({ queryKey: ['documents', document.caseId] })
    },
    onError: () => documents.refetch(),
  })
  if (cite.data) return <Done document={cite.data} />
  if (cases.error) return <Alert type="error" title={cases.error.message} />
  if (cases.data?.items.length === 0) return <Empty description="还没有案件。先登记一个案件、起草协议,再来引用" />
  return (
    <Flex vertical gap={12}>
      <Select
        value={caseId}
        onChange={(value) => {
          setCaseId(value)
          setDocumentId(undefined)
        }}
        loading={cases.isLoading}
        placeholder="选一个案件"
        aria-label="案件"
        showSearch={{ optionFilterProp: 'label' }}
        options={cases.data?.items.map(({ id, number, title }) => ({ value: id, label: `${title} · ${number}` }))}
      />
      {caseId && documents.isLoading && <Spin />}
      {caseId && documents.data && drafts.length === 0 && (
        <Alert
          type="info"
          showIcon
          title="这个案件还没有可以改的协议"
          description={<Link to={`/cases/${caseId}`}>去案件里起草一份</Link>}
        />
      )}
      {drafts.length > 1 && (
        <Select
          value={documentId}
          onChange={setDocumentId}
          placeholder="选一份文书"
          aria-label="文书"
          options={drafts.map(({ id, form, version }) => ({ value: id, label: `${formWords[form]} · 第${version}版` }))}
        />
      )}
      {chosen && (
        <>
          <div>
            <div className="muted small">在“依据”部分加上这一句:</div>
            <blockquote className="block official">{sentence}</blockquote>
          </div>
          {gate.isLoading && <Spin aria-label="正在核对" />}
          {verdict && (
            <Alert
              type={verdict.status === 'ok' ? 'success' : fits ? 'warning' : 'error'}
              showIcon
              title={`按收案日 ${day} 核对:${verdictWords[verdict.status]}`}
              description={verdict.difference}
              data-testid="verdict"
            />
          )}
          {chosen.status === 'confirmed' && (
            <Alert type="warning" showIcon title="这份文书已经确认过;加上依据后会回到草稿,需要重新确认" />
          )}
          {cite.error && <Alert type="error" showIcon title={cite.error.message} />}
          {already && <Alert type="info" showIcon title="这份文书里已经有这一条了" />}
          <Button
            type="primary"
            disabled={!fits || already}
            loading={cite.isPending}
            onClick={() => cite.mutate(chosen)}
            data-testid="cite-now"
          >
            加进去
          </Button>
        </>
      )}
    </Flex>
  )
}

/** The content with one more sentence among what it rests on; where it has no such part yet, one before the closing words. */
function withBasis({ content }: CaseDocument, sentence: string) {
  const sections = (content.sections ?? []) as Section[]
  const held = sections.find(({ key }) => key === 'basis')
  if (held) {
    return {
      ...content,
      sections: sections.map((it) => (it === held ? { ...it, items: [...it.items, { text: sentence }] } : it)),
    }
  }
  const part: Section = { key: 'basis', heading: '依据', numbered: false, items: [{ text: sentence }] }
  const closing = sections.findIndex(({ key }) => key === 'closing')
  return { ...content, sections: sections.toSpliced(closing < 0 ? sections.length : closing, 0, part) }
}

function Done({ document }: { document: CaseDocument }) {
  const found = document.findings.filter(({ rule }) => rule === 'CITE')
  return (
    <Flex vertical gap={12} data-testid="cited">
      <Alert type="success" showIcon title={`已加进去,成为第${document.version}版`} />
      {found.map((finding) => (
        <Alert
          key={finding.message}
          type={finding.level === 'block' ? 'error' : 'warning'}
          showIcon
          title={finding.message}
          description={finding.fix}
        />
      ))}
      <Link to={`/documents/${document.id}`}>打开文书看一看</Link>
    </Flex>
  )
}
