import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Flex } from 'antd'
import { Link } from 'react-router'
import { call, type Desk } from '../api.ts'
import { dueWords, halfWords, plainly } from '../words.ts'
import { Mark } from './mark.tsx'

/** 今日坐班: who is missing first, then who is here now, then who comes later today. */
export function DeskRoster({ roster }: { roster: Desk['roster'] }) {
  const here = roster.sittings.filter(({ present }) => present)
  const later = roster.sittings.filter(({ present, half }) => !present && half !== roster.half)
  const half = halfWords[roster.half ?? '']
  return (
    <Card
      size="small"
      title={`今日坐班 ${roster.on.slice(5).replace('-', '月')}日`}
      extra={<Link to="/roster">排班</Link>}
      data-testid="roster"
    >
      <Flex vertical gap={8}>
        {!roster.workingDay && <span className="muted">今天不是工作日</span>}
        {roster.gaps.map((gap) => (
          <div key={gap.department + gap.half}>
            <Mark tone={gap.soon ? 'red' : 'gold'}>{gap.soon ? '马上缺岗' : '缺岗'}</Mark> {halfWords[gap.half]}{' '}
            {gap.name}
            <span className="muted">({gap.reason})</span>
          </div>
        ))}
        <div>
          <strong>{half ? `现在在岗(${half})` : '窗口现在不办公'}</strong>
          <div className="sitters">
            {here.map((it) => (
              <Mark key={it.department} tone={it.taken < it.capacity ? 'green' : 'gold'} title={it.people.join('、')}>
                {it.name} {it.taken}/{it.capacity}
              </Mark>
            ))}
          </div>
        </div>
        {later.length > 0 && (
          <details>
            <summary>今天其他班次 {later.length}</summary>
            <div className="sitters">
              {later.map((it) => (
                <Mark key={it.department + it.half}>
                  {halfWords[it.half]} {it.name}
                </Mark>
              ))}
            </div>
          </details>
        )}
      </Flex>
    </Card>
  )
}

/** 到期提醒: what was promised and falls due, the longest overdue first; taken off the desk once somebody has seen to it. */
export function DeskReminders({ reminders }: { reminders: Desk['reminders'] }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const close = useMutation({
    mutationFn: (id: string) => call('post', '/api/v1/reminders/:id/close', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
    onError: (error) => message.error(plainly(error)),
  })
  if (reminders.length === 0) return null
  return (
    <Card size="small" title={`到期提醒 ${reminders.length}`} data-testid="reminders">
      <div className="reminders">
        {reminders.map(({ id, kind, caseId, number, text, dueOn }) => (
          <div key={id}>
            <Mark tone={kind === 'soon' ? 'gold' : 'red'}>{dueWords[kind]}</Mark> {dueOn}
            <div>{text}</div>
            <Flex justify="space-between" align="center" gap={8}>
              <Link className="in-text" to={`/cases/${caseId}`}>
                {number}
              </Link>
              <Button size="small" loading={close.isPending && close.variables === id} onClick={() => close.mutate(id)}>
                已处理
              </Button>
            </Flex>
          </div>
        ))}
      </div>
    </Card>
  )
}
