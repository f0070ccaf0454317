import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Flex, Popconfirm } from 'antd'
import { useState } from 'react'
import { type Case, call, type Schedule } from '../api.ts'
import { day, daysAway, owedWords, plainly, reminderWords, yuan } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'
import { type Change, ChangeForm } from './obligation-form.tsx'
import { ProofForm } from './proof-form.tsx'
import { ProofList } from './proof-list.tsx'

type Row = Schedule['items'][number]

/** 履行: what is owed under the signed agreement, instalment by instalment, with balances, proofs, reminders and what was agreed later. */
export function ScheduleView({ file, onDone }: { file: Case; onDone(): void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [paying, setPaying] = useState<Row | 'any'>()
  const [changing, setChanging] = useState<Change>()
  const params = { id: file.id }
  const schedule = useQuery({
    queryKey: ['obligations', file.id],
    queryFn: () => call('get', '/api/v1/cases/:id/obligations', { params }),
  })
  const refresh = () => {
    for (const key of ['obligations', 'proofs', 'reminders', 'way-out'])
      queries.invalidateQueries({ queryKey: [key, file.id] })
    onDone()
  }
  const accelerate = useMutation({
    mutationFn: () =>
      call('post', '/api/v1/cases/:id/obligations/accelerate', {
        params,
        body: { reason: '债权人依协议要求剩余款项全部到期' },
      }),
    onSuccess: refresh,
    onError: (failure) => message.error(plainly(failure)),
  })
  const nameOf = (id?: string) => file.parties.find((party) => party.id === id)?.name ?? '未写明'
  return (
    <Loaded of={schedule}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty description="协议签署以后,这里列出每一期要履行的" />
        ) : (
          <Flex vertical gap={16} data-testid="schedule">
            {data.totals.map((it) => (
              <div key={`${it.debtorId}${it.creditorId}`}>
                <b>
                  {nameOf(it.debtorId)}付给{nameOf(it.creditorId)}
                </b>
                <div className="figures">
                  <span>
                    应付<b>{yuan(it.owedFen)}</b>
                  </span>
                  <span>
                    已付<b>{yuan(it.paidFen)}</b>
                  </span>
                  {it.waivedFen > 0 && (
                    <span>
                      免除<b>{yuan(it.waivedFen)}</b>
                    </span>
                  )}
                  <span>
                    未付<b data-testid="left">{yuan(it.leftFen)}</b>
                  </span>
                  {it.overdueFen > 0 && (
                    <span className="danger">
                      其中逾期<b>{yuan(it.overdueFen)}</b>
                    </span>
                  )}
                </div>
              </div>
            ))}
            <Reminders caseId={file.id} onDone={refresh} />
            {data.acceleration && (
              <Alert
                type={data.acceleration.since && !data.acceleration.takenOn ? 'warning' : 'info'}
                title={`第${data.acceleration.clause}条:${data.acceleration.quote}`}
                description={
                  data.acceleration.takenOn
                    ? `剩余款项已于${day(data.acceleration.takenOn)}全部到期`
                    : data.acceleration.since
                      ? `${day(data.acceleration.since)}起条件已出现`
                      : '约定的条件还没有出现'
                }
                action={
                  data.acceleration.since &&
                  !data.acceleration.takenOn && (
                    <Popconfirm
                      title="登记债权人要求剩余款项全部到期?"
                      okText="登记"
                      cancelText="取消"
                      onConfirm={() => accelerate.mutate()}
                    >
                      <Button size="small">要求全部到期</Button>
                    </Popconfirm>
                  )
                }
              />
            )}
            <ol className="rows">
              {data.items.map((row, i, all) => (
                <Obligation
                  key={row.id}
                  row={row}
                  told={all[i - 1]?.clause === row.clause && all[i - 1]?.act === row.act}
                  nameOf={nameOf}
                  onPay={() => setPaying(row)}
                  onChange={(kind) => setChanging({ row, kind })}
                />
              ))}
            </ol>
            <Flex gap={8} wrap>
              <Button type="primary" onClick={() => setPaying('any')}>
                登记付款(先到期的先抵)
              </Button>
              {data.items
                .filter(
                  ({ state, debtorId }, i, all) =>
                    state === 'overdue' &&
                    debtorId &&
                    all.findIndex((it) => it.state === 'overdue' && it.debtorId === debtorId) === i,
                )
                .map((row) => (
                  <Button key={row.id} onClick={() => setChanging({ row, kind: 'demand' })}>
                    登记催告{nameOf(row.debtorId)}
                  </Button>
                ))}
            </Flex>
            <ProofList caseId={file.id} onDone={refresh} />
            {paying !== undefined && (
              <ProofForm
                file={file}
                schedule={data}
                paying={paying}
                onClose={() => setPaying(undefined)}
                onDone={refresh}
              />
            )}
            {changing && (
              <ChangeForm caseId={file.id} change={changing} onClose={() => setChanging(undefined)} onDone={refresh} />
            )}
          </Flex>
        )
      }
    </Loaded>
  )
}

function Obligation({
  row,
  told,
  nameOf,
  onPay,
  onChange,
}: {
  row: Row
  /** Its clause stands above already. */
  told: boolean
  nameOf(id?: string): string
  onPay(): void
  onChange(kind: 'postpone' | 'waive'): void
}) {
  const [word, tone] = owedWords[row.state]!
  const open = !['paid', 'done', 'waived'].includes(row.state)
  return (
    <li data-obligation={row.state}>
      <Flex justify="space-between" gap={10} wrap>
        <span>
          <Mark tone={tone}>{word}</Mark> <b>{row.dueOn ? day(row.dueOn) : (row.due ?? '没有写期限')}</b>{' '}
          {open && row.daysLeft !== undefined && (
            <span className={row.daysLeft < 0 ? 'danger' : 'muted'}>{daysAway(row.daysLeft)}</span>
          )}{' '}
          {row.acceleratedOn && <Mark tone="orange">提前到期</Mark>}
        </span>
        <span>
          {row.amountFen !== undefined && (
            <>
              <b>{yuan(row.amountFen)}</b>{' '}
              <span className="muted">
                已付{yuan(row.paidFen)},这一期还差{yuan(row.leftFen ?? 0)},累计未付{yuan(row.balanceFen ?? 0)}
              </span>
            </>
          )}
        </span>
      </Flex>
      <div>
        <span className="muted">第{row.clause}条</span> {told ? <span className="muted">同上</span> : row.act}
      </div>
      <Flex justify="space-between" gap={10} wrap align="center">
        <span className="muted">
          {nameOf(row.debtorId)}
          {row.creditorId ? ` → ${nameOf(row.creditorId)}` : ''}
          {row.method ? ` · ${row.method}` : ''}
          {row.proof ? ` · 凭证:${row.proof}` : ''}
        </span>
        {open && (
          <Flex gap={6} wrap>
            <Button size="small" type="primary" ghost onClick={onPay} aria-label={`登记第${row.clause}条的履行`}>
              {row.amountFen === undefined ? '登记已做' : '登记付款'}
            </Button>
            <Button size="small" onClick={() => onChange('postpone')}>
              展期
            </Button>
            <Button size="small" onClick={() => onChange('waive')}>
              免除
            </Button>
          </Flex>
        )}
      </Flex>
    </li>
  )
}

function Reminders({ caseId, onDone }: { caseId: string; onDone(): void }) {
  const { message } = App.useApp()
  const { data } = useQuery({
    queryKey: ['reminders', caseId],
    queryFn: () => call('get', '/api/v1/reminders', { query: { caseId } }),
  })
  const close = useMutation({
    mutationFn: (id: string) => call('post', '/api/v1/reminders/:id/close', { params: { id } }),
    onSuccess: onDone,
    onError: (failure) => message.error(plainly(failure)),
  })
  return data?.items.map(({ id, kind, text }) => {
    const [word] = reminderWords[kind]!
    return (
      <Alert
        key={id}
        type={kind === 'soon' ? 'info' : kind === 'today' ? 'warning' : 'error'}
        showIcon
        title={`${word}:${text}`}
        action={
          <Button size="small" loading={close.isPending} onClick={() => close.mutate(id)}>
            已处理
          </Button>
        }
      />
    )
  })
}
