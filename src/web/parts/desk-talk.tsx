import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Card, Flex, Skeleton } from 'antd'
import { useState } from 'react'
import { call, type Desk } from '../api.ts'
import { AssessmentCard } from './assessment-card.tsx'
import { Fault } from './fault.tsx'
import { HandOff } from './hand-off.tsx'
import { OpenCaseForm } from './open-case.tsx'
import { TalkView, useTurnOver } from './talk-view.tsx'
import { useKeys } from './use-keys.ts'

/** A talk at the desk, live, with its assessment beside it: taken over, given back, or registered. */
export function DeskTalk({
  id,
  roster,
  keysOn,
  onRegistered,
}: {
  id: string
  roster?: Desk['roster']
  keysOn: boolean
  onRegistered(caseId: string): void
}) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [opening, setOpening] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['talk', id],
    queryFn: () => call('get', '/api/v1/conversations/:id', { params: { id } }),
    refetchInterval: 3_000,
  })
  const changed = (after: NonNullable<typeof data>) => {
    queries.setQueryData(['talk', id], after)
    queries.invalidateQueries({ queryKey: ['desk'] })
  }
  const turn = useTurnOver(data, changed)
  useKeys({ t: () => turn.mutate(), r: () => data && !data.caseId && setOpening(true) }, keysOn && Boolean(data))
  if (error) return <Fault error={error} />
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />
  const assessment = data.messages.findLast((it) => it.assessment)?.assessment
  const dangers = assessment?.redFlags.filter(({ stop }) => stop === 'stop') ?? []
  const told = data.messages.filter(({ role, text }) => role === 'user' && !text.startsWith('[附件]'))
  return (
    <div className="work" data-testid="desk-talk">
      <Flex justify="space-between" gap={8} wrap className="work-head">
        <h2>{dangers.length > 0 ? '对话里有危险' : '来访人的对话'}</h2>
      </Flex>
      {dangers.length > 0 && (
        <HandOff flags={dangers.map(({ code }) => code)} told={assessment?.redFlags} roster={roster} />
      )}
      <div className="work-columns">
        <Card size="small" title="对话">
          <TalkView talk={data} onChanged={changed} hint />
        </Card>
        {assessment ? (
          <AssessmentCard
            assessment={assessment}
            onOpenCase={data.caseId ? undefined : () => setOpening(true)}
            hint
            dangersShown
          />
        ) : (
          <Card size="small" title="研判">
            <span className="muted">还没有说到具体的事</span>
          </Card>
        )}
      </div>
      <OpenCaseForm
        open={opening}
        conversationId={id}
        statement={told.map(({ text }) => text).join('\n')}
        disputeType={assessment?.tier === 'review' ? undefined : assessment?.disputes[0]?.subtype}
        onClose={() => setOpening(false)}
        onOpened={(opened) => {
          message.success(`已登记,受理回执号 ${opened.receipt}`)
          queries.invalidateQueries()
          onRegistered(opened.id)
        }}
      />
    </div>
  )
}
