import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Card, Flex, Input, Select, Spin } from 'antd'
import { useState } from 'react'
import { type Case, call, type Matches } from '../api.ts'
import { factorWords, plainly } from '../words.ts'
import { Fault } from './fault.tsx'
import { Mark } from './mark.tsx'

type Wishes = { dialect?: string; gender?: 'female' | 'male'; street?: string }
type Choice = { team: string; mediator: string }

/** 队伍匹配: the first three with their scores and reasons for and against; the parties' own choice goes before any score. */
export function Match({ file, onChosen }: { file: Case; onChosen(): void }) {
  const { message } = App.useApp()
  const [wishes, setWishes] = useState<Wishes>({})
  const [by, setBy] = useState('申请人')
  const [reason, setReason] = useState('')
  const params = { id: file.id }
  const { data, error } = useQuery({
    queryKey: ['match', file.id, wishes],
    queryFn: () => call('post', '/api/v1/cases/:id/match', { params, body: tidy(wishes) }),
  })
  const teams = useQuery({ queryKey: ['teams'], queryFn: () => call('get', '/api/v1/teams') })
  const choose = useMutation({
    mutationFn: (choice: Choice) =>
      call('post', '/api/v1/cases/:id/match', {
        params,
        body: { ...tidy(wishes), choice: { ...choice, by, reason: reason.trim() || undefined } },
      }),
    onSuccess: ({ chosen }) => {
      message.success(`已选定${chosen?.mediator}${chosen?.companion ? `,由${chosen.companion}一同参加` : ''}`)
      onChosen()
    },
    onError: (failure) => message.error(plainly(failure)),
  })
  const nameOf = (code: string) => teamsOf(teams.data).find((it) => it.code === code)?.name ?? code
  return (
    <Flex vertical gap={12} data-testid="match">
      {file.mediator && (
        <Alert type="success" showIcon title={`已选定:${nameOf(file.teamCode ?? '')} ${file.mediator}`} />
      )}
      <Flex gap={8} wrap>
        <Input
          style={{ width: 130 }}
          aria-label="方言"
          placeholder="方言,如萧山话"
          onBlur={(event) => setWishes({ ...wishes, dialect: event.target.value })}
        />
        <Select
          style={{ width: 130 }}
          aria-label="希望男女调解员"
          allowClear
          placeholder="男女不限"
          value={wishes.gender}
          onChange={(gender) => setWishes({ ...wishes, gender })}
          options={[
            { value: 'female', label: '希望女性' },
            { value: 'male', label: '希望男性' },
          ]}
        />
        <Input
          style={{ width: 150 }}
          aria-label="街道"
          placeholder="街道,如河庄街道"
          onBlur={(event) => setWishes({ ...wishes, street: event.target.value })}
        />
      </Flex>
      {error && <Fault error={error} />}
      {!data && !error && <Spin />}
      <Flex gap={8} wrap align="center">
        <span className="muted">谁选的</span>
        <Select
          style={{ width: 120 }}
          aria-label="谁选的"
          value={by}
          onChange={setBy}
          options={['申请人', '被申请人', '双方', '工作人员'].map((value) => ({ value, label: value }))}
        />
        <Input
          style={{ flex: 1, minWidth: 160 }}
          aria-label="选择的理由"
          placeholder="理由(可不填)"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Flex>
      <div className="matches">
        {data?.matches.map((it, i) => (
          <Candidate
            key={it.team.code}
            place={i + 1}
            candidate={it}
            taken={file.mediator === it.mediator.name}
            onChoose={() => choose.mutate({ team: it.team.code, mediator: it.mediator.name })}
            busy={choose.isPending}
          />
        ))}
      </div>
      {data && data.matches.length === 0 && <Alert type="warning" title="没有合适的队伍,请报综合调解委员会安排" />}
      {data && data.avoided.length > 0 && (
        <div className="muted">
          须回避:
          {data.avoided
            .map((it) => `${nameOf(it.team)}${it.mediator ? ` ${it.mediator}` : ''}(${it.reason})`)
            .join(';')}
        </div>
      )}
      <Flex gap={8} align="center" wrap>
        <span>当事人另选</span>
        <Select
          style={{ minWidth: 220, flex: 1 }}
          aria-label="当事人另选"
          placeholder="从全部调解员里选,当事人自己的选择优先"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          onChange={(value: string | null) => {
            const [team, mediator] = (value ?? '').split('\n')
            if (team && mediator) choose.mutate({ team, mediator })
          }}
          options={teamsOf(teams.data).flatMap(({ code, name, members }) =>
            members.map((member) => ({ value: `${code}\n${member.name}`, label: `${member.name}(${name})` })),
          )}
        />
      </Flex>
    </Flex>
  )
}

type Team = { code: string; name: string; members: { name: string }[] }
const teamsOf = (table?: { items: unknown[] }) => (table?.items ?? []) as Team[]
const tidy = ({ dialect, gender, street }: Wishes) => ({
  dialect: dialect?.trim() || undefined,
  gender,
  street: street?.trim() || undefined,
})

function Candidate({
  place,
  candidate,
  taken,
  onChoose,
  busy,
}: {
  place: number
  candidate: Matches['matches'][number]
  taken: boolean
  onChoose(): void
  busy: boolean
}) {
  const { team, mediator, score, parts, companion } = candidate
  return (
    <Card
      size="small"
      title={`${place}. ${mediator.name} · ${team.name}`}
      extra={<strong>{score}分</strong>}
      data-testid="candidate"
    >
      <div className="bars">
        {parts.map(({ factor, points, words }) => (
          <div key={factor + words} className="bar" title={words}>
            <span>{factorWords[factor] ?? factor}</span>
            <span className="track">
              <span
                className={points < 0 ? 'fill minus' : 'fill'}
                style={{ width: `${Math.min(100, (Math.abs(points) / 30) * 100)}%` }}
              />
            </span>
            <span>{points > 0 ? `+${points}` : points}</span>
          </div>
        ))}
      </div>
      <ul className="plain">
        {candidate.for.map((words) => (
          <li key={words}>
            <Mark tone="green">合适</Mark> {words}
          </li>
        ))}
        {candidate.against.map((words) => (
          <li key={words}>
            <Mark tone="gold">留意</Mark> {words}
          </li>
        ))}
      </ul>
      {companion && <div className="muted">由受训女性 {companion} 一同参加</div>}
      <Button
        block
        style={{ marginTop: 10 }}
        type={place === 1 ? 'primary' : 'default'}
        loading={busy}
        disabled={taken}
        onClick={onChoose}
      >
        {taken ? '已选定' : `选${mediator.name}`}
      </Button>
    </Card>
  )
}
