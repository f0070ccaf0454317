import { Bubble, Prompts, Sender, Sources, Welcome } from '@ant-design/x'
import { App, Button, Card, Empty, Segmented, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { type Assessment, type Citation, say } from '../api.ts'
import { AssessmentCard } from '../parts/assessment-card.tsx'
import { OpenCaseForm } from '../parts/open-case.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'
import { plainly } from '../words.ts'

type Said = { key: string; role: 'user' | 'ai'; text: string; citations: Citation[]; tools: string[] }

const examples = [
  { key: '1', label: '楼上漏水', description: '楼上卫生间漏水,把我家吊顶泡坏了,他说不是他家的事' },
  { key: '2', label: '押金不退', description: '租了辆电瓶车,说好押金退五百,还车的时候说有划痕只退一百' },
  { key: '3', label: '工资没发', description: '园区里的厂子三个月没发工资了,老板电话也打不通' },
]

/** 受理对话: a talk beside its live assessment. */
export default function IntakePage() {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [mode, setMode] = useState<'intake' | 'research'>('intake')
  const [said, setSaid] = useState<Said[]>([])
  const [draft, setDraft] = useState('')
  const [busy, setBusy] = useState(false)
  const [conversationId, setConversationId] = useState<string>()
  const [assessment, setAssessment] = useState<Assessment>()
  const [passage, setPassage] = useState<string>()
  const [opening, setOpening] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (said.length > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [said])

  const restart = (next: 'intake' | 'research') => {
    setMode(next)
    setSaid([])
    setAssessment(undefined)
    setConversationId(undefined)
  }

  const send = async (text: string) => {
    if (!text.trim() || busy) return
    setDraft('')
    setBusy(true)
    const key = String(Date.now())
    const answer: Said = { key: `${key}a`, role: 'ai', text: '', citations: [], tools: [] }
    const show = () =>
      setSaid((all) => [...all.filter((it) => it.key !== answer.key), { ...answer, citations: [...answer.citations] }])
    setSaid((all) => [...all, { key, role: 'user', text, citations: [], tools: [] }])
    show()
    try {
      for await (const { event, data } of say({ message: text, conversationId, mode })) {
        if (event === 'message.delta') answer.text += data.text
        if (event === 'citation') answer.citations.push(data)
        if (event === 'tool') answer.tools.push(data.name)
        if (event === 'assessment') setAssessment(data)
        if (event === 'done') setConversationId(data.conversationId)
        if (event === 'error') message.error(data.message)
        show()
      }
    } catch (error) {
      setSaid((all) => all.filter((it) => it.key !== answer.key))
      message.error(plainly(error))
    } finally {
      setBusy(false)
    }
  }

  const account = said.filter(({ role }) => role === 'user').map(({ text }) => text)
  return (
    <div className={mode === 'intake' ? 'columns' : undefined}>
      <Card
        styles={{ body: { padding: 16 } }}
        title="受理对话"
        extra={
          <Space>
            <Segmented
              value={mode}
              onChange={restart}
              options={[
                { value: 'intake', label: '受理' },
                { value: 'research', label: '查法条' },
              ]}
            />
            <Button size="small" onClick={() => restart(mode)}>
              新对话
            </Button>
          </Space>
        }
      >
        <div className="chat">
          <div className="chat-list" aria-live="polite">
            {said.length === 0 && (
              <>
                <Welcome
                  variant="borderless"
                  title={mode === 'intake' ? '您好,慢慢说,发生了什么事?' : '想查什么规定?用平常的话问就行。'}
                  description={
                    mode === 'intake'
                      ? '我会记下您说的话,帮您找到对口的部门。遇到危险请先拨 110。'
                      : '回答里的每处依据都能点开看原文。'
                  }
                />
                {mode === 'intake' && (
                  <Prompts
                    vertical
                    items={examples}
                    onItemClick={({ data }) => setDraft(String(data.description))}
                    style={{ marginTop: 12 }}
                  />
                )}
              </>
            )}
            {said.map(({ key, role, text, citations, tools }) => (
              <Bubble
                key={key}
                placement={role === 'user' ? 'end' : 'start'}
                content={text || ' '}
                loading={role === 'ai' && !text && busy}
                contentRender={(content) => <div className="pre">{content}</div>}
                style={{ marginBottom: 12 }}
                footer={
                  citations.length > 0 && (
                    <Sources
                      title={`引用 ${citations.length} 处`}
                      defaultExpanded
                      items={citations.map(({ n, key: source, title, official }) => ({
                        key: source,
                        title: `[${n}] ${title}${official ? '' : '(要旨)'}`,
                      }))}
                      onClick={({ key: source }) => setPassage(String(source))}
                    />
                  )
                }
                header={
                  tools.length > 0 ? <span className="muted">查了:{[...new Set(tools)].join('、')}</span> : undefined
                }
              />
            ))}
            <div ref={end} />
          </div>
          <Sender
            value={draft}
            onChange={setDraft}
            onSubmit={send}
            loading={busy}
            placeholder={mode === 'intake' ? '请说说是什么事、跟谁、想怎么解决(Enter 发送)' : '例如:楼上漏水该谁赔'}
            autoSize={{ minRows: 1, maxRows: 5 }}
          />
        </div>
      </Card>
      {mode === 'intake' &&
        (assessment ? (
          <AssessmentCard assessment={assessment} onOpenCase={() => setOpening(true)} />
        ) : (
          <Card size="small" title="研判">
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="说出来之后,这里会显示类型、对口部门和要补充的事实"
            />
          </Card>
        ))}
      <PassageDrawer passageKey={passage} onClose={() => setPassage(undefined)} />
      {assessment && (
        <OpenCaseForm
          open={opening}
          statement={account.join('\n')}
          disputeType={assessment.disputes[0]?.subtype}
          conversationId={conversationId}
          onClose={() => setOpening(false)}
          onOpened={(opened) => {
            message.success(`已登记,受理回执号 ${opened.receipt}`)
            // What may be the same matter is settled at the desk, before anything else is done.
            navigate(opened.duplicates.length > 0 ? `/desk?case=${opened.id}` : `/cases/${opened.id}`)
          }}
        />
      )}
    </div>
  )
}
