import { Bubble, Sender } from '@ant-design/x'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Flex } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type Conversation, call, download } from '../api.ts'
import { plainly, when } from '../words.ts'
import { Mark } from './mark.tsx'

const speakers: Record<string, string> = { user: '来访人', assistant: '接待助手', person: '工作人员' }

/** A resident's talk as it goes on; whoever has taken it over speaks here, the assistant is silent meanwhile. */
export function TalkView({
  talk,
  onChanged,
  hint,
}: {
  talk: Conversation
  onChanged(talk: Conversation): void
  hint?: boolean
}) {
  const { message } = App.useApp()
  const [draft, setDraft] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const count = talk.messages.length
  useEffect(() => {
    if (count > 0 && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [count])
  const params = { id: talk.id }
  const failed = (error: Error) => message.error(plainly(error))
  const say = useMutation({
    mutationFn: (text: string) => call('post', '/api/v1/conversations/:id/messages', { params, body: { text } }),
    onSuccess: (after) => {
      setDraft('')
      onChanged(after)
    },
    onError: failed,
  })
  const turn = useTurnOver(talk, onChanged)
  return (
    <div className="talk" data-testid="talk">
      <Flex justify="space-between" align="center" gap={8} wrap>
        {talk.takenBy ? (
          <Mark tone="gold">{talk.takenBy} 已接管,助手不说话</Mark>
        ) : (
          <Mark tone="green">接待助手在应答</Mark>
        )}
        <Button type={talk.takenBy ? 'default' : 'primary'} onClick={() => turn.mutate()} loading={turn.isPending}>
          {talk.takenBy ? '交还助手' : '接管'} {hint && <kbd>T</kbd>}
        </Button>
      </Flex>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="talk-list" ref={list} role="log" aria-label="对话" tabIndex={0}>
        {talk.messages.map(({ id, role, text, createdAt }) => (
          <Bubble
            key={id}
            placement={role === 'user' ? 'start' : 'end'}
            header={
              <span className="muted">
                {speakers[role]} {when(createdAt).slice(-5)}
              </span>
            }
            content={text}
            contentRender={(content) => <div className="pre">{content}</div>}
            style={{ marginBottom: 10 }}
          />
        ))}
      </div>
      {talk.attachments.length > 0 && (
        <Flex gap={6} wrap>
          {talk.attachments.map(({ id, name, size }) => (
            <Button
              key={id}
              size="small"
              onClick={() => download(`/api/v1/attachments/${id}/file`, name).catch(failed)}
            >
              {name} {Math.ceil(size / 1024)}KB
            </Button>
          ))}
        </Flex>
      )}
      {talk.takenBy && (
        <Sender
          value={draft}
          onChange={setDraft}
          onSubmit={(text) => text.trim() && say.mutate(text)}
          loading={say.isPending}
          placeholder="直接对来访人说(Enter 发送)"
          autoSize={{ minRows: 1, maxRows: 4 }}
        />
      )}
    </div>
  )
}

/** Takes a talk over, or gives it back. */
export function useTurnOver(talk: Conversation | undefined, onChanged: (talk: Conversation) => void) {
  const { message } = App.useApp()
  return useMutation({
    mutationFn: () =>
      talk!.takenBy
        ? call('post', '/api/v1/conversations/:id/release', { params: { id: talk!.id } })
        : call('post', '/api/v1/conversations/:id/takeover', { params: { id: talk!.id } }),
    onSuccess: (after) => {
      message.success(after.takenBy ? '已接管,现在由您说话' : '已交还助手')
      onChanged(after)
    },
    onError: (error) => message.error(plainly(error)),
  })
}
