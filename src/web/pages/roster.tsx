import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Input, Popconfirm, Skeleton, Space, Table, Tabs } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { Fault } from '../parts/fault.tsx'
import { Mark } from '../parts/mark.tsx'
import { RosterForm, type RosterRow } from '../parts/roster-form.tsx'
import { useTable } from '../parts/use-table.ts'
import { useWords } from '../parts/use-words.ts'
import { halfWords, rosterWords, slotWords } from '../words.ts'

type Row = RosterRow & { at: number }
const today = () => new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })
const dayWords = (days: number[] = []) => days.map((day) => '一二三四五六日'[day - 1]).join('、')
const halvesWords = (halves: string[] = []) =>
  halves.length === 2 ? '全天' : halves.map((it) => halfWords[it]).join('、')

/** 坐班: who sits on a day; the ordinary week; leave, extra duty and swaps. */
export default function RosterPage() {
  const words = useWords()
  const { rows, error, isLoading, saving, add, replace, remove } = useTable<RosterRow>('roster')
  const [editing, setEditing] = useState<{ at?: number; row: Partial<RosterRow> & Pick<RosterRow, 'kind'> }>()
  const all: Row[] = rows.map((row, at) => ({ ...row, kind: row.kind ?? 'shift', at }))
  const names = (codes: string[]) => codes.map(words.department).join('、')
  const tools = (row: Row) => (
    <Space>
      <Button size="small" onClick={() => setEditing({ at: row.at, row })}>
        改
      </Button>
      <Popconfirm title="删掉这一行?" okText="删掉" cancelText="不删" onConfirm={() => remove(row.at)}>
        <Button size="small">删</Button>
      </Popconfirm>
    </Space>
  )
  const start = (kind: RosterRow['kind']) => setEditing({ row: { kind, from: today(), to: today() } })
  if (error) return <Fault error={error} />
  if (isLoading) return <Skeleton active />
  return (
    <Card title="坐班">
      <Tabs
        items={[
          { key: 'day', label: '看一天', children: <Day /> },
          {
            key: 'changes',
            label: `请假·换班·加驻 ${all.filter(({ kind }) => kind !== 'shift').length}`,
            children: (
              <Flex vertical gap={12}>
                <Space wrap>
                  <Button type="primary" onClick={() => start('leave')}>
                    记请假
                  </Button>
                  <Button onClick={() => start('swap')}>记换班</Button>
                  <Button onClick={() => start('extra')}>临时加驻</Button>
                </Space>
                <Table<Row>
                  size="small"
                  rowKey="at"
                  dataSource={all.filter(({ kind }) => kind !== 'shift').toReversed()}
                  scroll={{ x: 640 }}
                  pagination={{ pageSize: 20, hideOnSinglePage: true }}
                  locale={{ emptyText: <span className="muted">没有请假、换班和加驻</span> }}
                  columns={[
                    { title: '类别', width: 90, render: (_, { kind }) => rosterWords[kind] },
                    { title: '部门', render: (_, row) => names(row.departments) },
                    {
                      title: '时间',
                      render: (_, { kind, from, to, halves, give, take }) =>
                        kind === 'swap'
                          ? `${slotWords(give!)} → ${slotWords(take!)}`
                          : `${from}${to === from ? '' : ` 至 ${to}`} ${halvesWords(halves)}`,
                    },
                    { title: '谁', render: (_, { person, people }) => person ?? people?.join('、') ?? '—' },
                    { title: '原因', dataIndex: 'reason' },
                    { title: '', width: 110, render: (_, row) => tools(row) },
                  ]}
                />
              </Flex>
            ),
          },
          {
            key: 'week',
            label: '每周常班',
            children: (
              <Flex vertical gap={12}>
                <Space>
                  <Button onClick={() => setEditing({ row: { kind: 'shift', days: [1, 2, 3, 4, 5] } })}>
                    加一个班次
                  </Button>
                </Space>
                <Table<Row>
                  size="small"
                  rowKey="at"
                  dataSource={all.filter(({ kind }) => kind === 'shift')}
                  scroll={{ x: 640 }}
                  pagination={false}
                  columns={[
                    { title: '部门', render: (_, row) => names(row.departments) },
                    { title: '周', width: 130, render: (_, { days }) => dayWords(days) },
                    { title: '半天', width: 80, render: (_, { halves }) => halvesWords(halves) },
                    { title: '每班件数', width: 90, dataIndex: 'capacity' },
                    { title: '人员', render: (_, { people }) => people?.join('、') ?? '—' },
                    { title: '', width: 110, render: (_, row) => tools(row) },
                  ]}
                />
              </Flex>
            ),
          },
        ]}
      />
      <RosterForm
        row={editing?.row}
        saving={saving}
        onClose={() => setEditing(undefined)}
        onSave={async (row) => {
          const kept = editing?.at === undefined ? add(row) : replace(editing.at, row)
          // A refusal has been told already; the form stays open with what was typed.
          await kept.then(() => setEditing(undefined)).catch(() => undefined)
        }}
      />
    </Card>
  )
}

/** Who sits on a day, half by half, with the gaps first. */
function Day() {
  const [on, setOn] = useState(today)
  const { data, error } = useQuery({
    queryKey: ['roster-day', on],
    queryFn: () => call('get', '/api/v1/roster/today', { query: { on } }),
  })
  return (
    <Flex vertical gap={12}>
      <Input
        type="date"
        aria-label="哪一天"
        value={on}
        onChange={(event) => event.target.value && setOn(event.target.value)}
        style={{ width: 170 }}
      />
      {error && <Fault error={error} />}
      {data && !data.workingDay && <span className="muted">这一天不是工作日</span>}
      {data?.gaps.map((gap) => (
        <div key={gap.department + gap.half}>
          <Mark tone={gap.soon ? 'red' : 'gold'}>缺岗</Mark> {halfWords[gap.half]} {gap.name}({gap.reason})
        </div>
      ))}
      {data && data.sittings.length === 0 && <Empty description="这一天没有人坐班" />}
      {(['am', 'pm'] as const).map((half) => {
        const sitting = data?.sittings.filter((it) => it.half === half) ?? []
        if (sitting.length === 0) return null
        return (
          <div key={half}>
            <strong>
              {sitting[0]!.hours} {data?.half === half && '(现在)'}
            </strong>
            <div className="sitters">
              {sitting.map((it) => (
                <Mark key={it.department} tone={it.taken < it.capacity ? 'green' : 'gold'}>
                  {it.name} {it.taken}/{it.capacity} {it.people.join('、')}
                </Mark>
              ))}
            </div>
          </div>
        )
      })}
    </Flex>
  )
}
