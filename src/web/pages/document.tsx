import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Input, Segmented, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { BalanceView } from '../parts/balance-view.tsx'
import { type Asked, ClauseForm } from '../parts/clause-form.tsx'
import { anchorOf, type Spot, withTerm, withText } from '../parts/content.ts'
import { DocumentActions } from '../parts/document-actions.tsx'
import { DocumentPaper } from '../parts/document-paper.tsx'
import { DocumentVersions } from '../parts/document-versions.tsx'
import { FindingList } from '../parts/finding-list.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'
import { PrecedentView } from '../parts/precedent-view.tsx'
import { PrecheckView } from '../parts/precheck-view.tsx'
import { RecordDrawer } from '../parts/record-drawer.tsx'
import type { Opening } from '../parts/ref-links.tsx'
import { useDocument } from '../parts/use-document.ts'
import { dayAndMonth, plainly } from '../words.ts'

type View = 'text' | 'versions' | 'precheck' | 'balance' | 'precedents'

/** One document: the text with its sources beside it and what was found, to mend, compare, confirm and take away. */
export default function DocumentPage() {
  const { id = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const { data, error, save, confirm, verify, change } = useDocument(id)
  const [editing, setEditing] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const [passage, setPassage] = useState<string>()
  const [record, setRecord] = useState<string>()
  const [marked, setMarked] = useState<string>()
  const file = useQuery({
    queryKey: ['case', data?.caseId],
    queryFn: () => call('get', '/api/v1/cases/:id', { params: { id: data!.caseId } }),
    enabled: Boolean(data),
  })
  const records = useQuery({
    queryKey: ['records', data?.caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/records', { params: { id: data!.caseId } }),
    enabled: Boolean(data),
  })
  const view = (search.get('view') ?? 'text') as View
  const show = (next: View) => setSearch(next === 'text' ? {} : { view: next }, { replace: true })
  useEffect(() => {
    if (view === 'text' && marked)
      document.getElementById(marked)?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [view, marked])
  if (error) return <Alert type="error" showIcon title={plainly(error)} />
  if (!data) return <Spin style={{ display: 'block', marginTop: 80 }} />

  const open = data.status === 'draft' || data.status === 'confirmed'
  const agreement = data.form === 'agreement' || data.form === 'oralAgreement'
  const jump = (spot: Spot) => {
    setMarked(undefined)
    show('text')
    setTimeout(() => setMarked(anchorOf(spot)))
  }
  const opening: Opening = {
    passage: setPassage,
    record: setRecord,
    recordWords: (recordId) => {
      const found = records.data?.items.find((it) => it.id === recordId)
      return found && `${found.by.replace(/\(.*\)$/, '')} ${dayAndMonth(found.at)}`
    },
    clause: (n) => jump({ key: 'terms', at: n - 1 }),
  }
  const put = (spot: Spot, text: string) => change((sections) => withText(sections, spot, text))
  const edit = (spot: Spot, text: string) => setAsked({ title: '修改这一条', text, save: (next) => put(spot, next) })
  const fill = (spot: Spot, gap: string) =>
    setAsked({
      title: gap.replace(/^【待补充[::]|】$/g, ''),
      hint: '填上双方商定的内容,会写进这一处空白。',
      text: '',
      save: (words) =>
        change((sections) => sections.map((it) => (it.key === spot.key ? filled(it, spot.at, gap, words) : it))),
    })
  const insert = (text: string) =>
    setAsked({
      title: '照着加一条',
      hint: '先问过双方,再按他们说定的人名、金额和日期改好;没有说定的不要写。',
      text,
      save: (next) => change((sections) => withTerm(sections, next)),
    })
  const replaceWord = (sentence: string, from: string, to: string) =>
    change((sections) =>
      sections.map((section) => ({
        ...section,
        items: section.items.map((item) =>
          narrow(item.text).includes(narrow(sentence)) ? { ...item, text: item.text.replace(from, to) } : item,
        ),
      })),
    )
  const views: { value: View; label: string }[] = [
    { value: 'text', label: '文书' },
    { value: 'versions', label: `版本 ${data.version}` },
    ...(agreement
      ? [
          { value: 'precheck' as const, label: '司法确认' },
          { value: 'precedents' as const, label: '往期协议' },
        ]
      : []),
    { value: 'balance', label: '中立体检' },
  ]
  return (
    <div className="columns document">
      <div className="document-main">
        <div className="views">
          <Segmented options={views} value={view} onChange={show} aria-label="看什么" />
        </div>
        {data.status === 'draft' && view === 'text' && (
          <Alert
            type="warning"
            banner
            title="草稿 · 须调解员确认"
            action={
              data.findings.length > 0 && (
                <a className="to-findings" href="#findings">
                  检查出 {data.findings.length} 处
                </a>
              )
            }
            style={{ marginBottom: 12 }}
          />
        )}
        {view === 'versions' && <DocumentVersions key={data.version} id={id} version={data.version} />}
        {view === 'precheck' && <PrecheckView caseId={data.caseId} documentId={id} open={opening} />}
        {view === 'balance' && <BalanceView id={id} open={opening} onReplace={open ? replaceWord : undefined} />}
        {view === 'precedents' && <PrecedentView id={id} open={opening} onInsert={open ? insert : undefined} />}
        {view === 'text' &&
          (editing === undefined ? (
            <DocumentPaper
              document={data}
              open={opening}
              marked={marked}
              onEdit={open ? edit : undefined}
              onFill={open ? fill : undefined}
            />
          ) : (
            <Card title="改全文">
              <Input.TextArea
                value={editing}
                onChange={(event) => setEditing(event.target.value)}
                autoSize={{ minRows: 20 }}
                aria-label="文书文本"
                style={{ lineHeight: 1.9 }}
              />
            </Card>
          ))}
      </div>
      <div className="document-side">
        <DocumentActions
          document={data}
          file={file.data}
          editing={editing !== undefined}
          busy={{ confirm: confirm.isPending, save: save.isPending, verify: verify.isPending }}
          onConfirm={() => confirm.mutate()}
          onVerify={() => verify.mutate()}
          onEdit={(on) => {
            show('text')
            setEditing(on ? data.text : undefined)
          }}
          onSave={() =>
            editing !== undefined && save.mutate({ text: editing }, { onSuccess: () => setEditing(undefined) })
          }
        />
        <Card
          size="small"
          title={`检查${data.findings.length > 0 ? ` ${data.findings.length} 处` : ''}`}
          id="findings"
          data-testid="findings"
        >
          <FindingList document={data} open={open} onJump={jump} onMend={put} onEdit={edit} />
        </Card>
      </div>
      <ClauseForm asked={asked} saving={save.isPending} onClose={() => setAsked(undefined)} />
      <PassageDrawer passageKey={passage} onClose={() => setPassage(undefined)} />
      <RecordDrawer caseId={data.caseId} recordId={record} onClose={() => setRecord(undefined)} />
    </div>
  )
}

const filled = <S extends { items: { text: string }[] }>(section: S, at: number, gap: string, words: string): S => ({
  ...section,
  items: section.items.map((item, i) => (i === at ? { ...item, text: item.text.replace(gap, words.trim()) } : item)),
})

/** Signs of one width, as the checks read them. */
const narrow = (text: string) =>
  text.replaceAll('，', ',').replaceAll('：', ':').replaceAll('；', ';').replaceAll('（', '(').replaceAll('）', ')')
