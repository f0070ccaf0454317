import { Button, Card, Flex, Popconfirm, Space, Table, Tabs } from 'antd'
import { useState } from 'react'
import { DepartmentForm, type DepartmentRow } from '../parts/department-form.tsx'
import { Fault } from '../parts/fault.tsx'
import { Mark } from '../parts/mark.tsx'
import { TeamForm, type TeamRow } from '../parts/team-form.tsx'
import { useTable } from '../parts/use-table.ts'
import { useWords } from '../parts/use-words.ts'

/** 部门队伍: what residents are told of each department, and the teams that mediate. */
export default function DirectoryPage() {
  return (
    <Card title="部门和队伍">
      <Tabs
        items={[
          { key: 'departments', label: '部门', children: <Departments /> },
          { key: 'teams', label: '队伍', children: <Teams /> },
        ]}
      />
    </Card>
  )
}

function Departments() {
  const { rows, error, isLoading, saving, replace } = useTable<DepartmentRow>('departments')
  const [at, setAt] = useState<number>()
  if (error) return <Fault error={error} />
  return (
    <>
      <Table<DepartmentRow>
        size="small"
        rowKey="code"
        loading={isLoading}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 720 }}
        columns={[
          { title: '部门', width: 170, render: (_, { name }) => <strong>{name}</strong> },
          {
            title: '',
            width: 64,
            render: (_, { presence }) => <Mark>{presence === 'resident' ? '常驻' : '轮驻'}</Mark>,
          },
          { title: '管什么', dataIndex: 'duties' },
          { title: '电话', width: 130, render: (_, { phone }) => phone ?? <Mark tone="gold">还没填</Mark> },
          { title: '办公时间', dataIndex: 'hours', width: 180 },
          {
            title: '',
            width: 60,
            render: (_, row) => (
              <Button size="small" onClick={() => setAt(rows.indexOf(row))}>
                改
              </Button>
            ),
          },
        ]}
      />
      <DepartmentForm
        row={at === undefined ? undefined : rows[at]}
        saving={saving}
        onClose={() => setAt(undefined)}
        onSave={(row) =>
          replace(at!, row)
            .then(() => setAt(undefined))
            .catch(() => undefined)
        }
      />
    </>
  )
}

const blank = (): TeamRow => ({
  code: '',
  name: '',
  skills: [],
  streets: [],
  dialects: ['普通话'],
  women: false,
  visits: false,
  trained: [],
  capacity: 10,
  members: [],
  assumed: false,
})

function Teams() {
  const words = useWords()
  const { rows, error, isLoading, saving, add, replace, remove } = useTable<TeamRow>('teams')
  const [editing, setEditing] = useState<{ at?: number; row: TeamRow }>()
  if (error) return <Fault error={error} />
  return (
    <Flex vertical gap={12}>
      <Space>
        <Button onClick={() => setEditing({ row: blank() })}>加一支队伍</Button>
      </Space>
      <Table<TeamRow>
        size="small"
        rowKey="code"
        loading={isLoading}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 720 }}
        columns={[
          {
            title: '队伍',
            width: 170,
            render: (_, { name, assumed }) => (
              <>
                <strong>{name}</strong> {assumed && <Mark tone="gold">待核实</Mark>}
              </>
            ),
          },
          { title: '专长', render: (_, { skills }) => skills.map(words.skill).join('、') },
          { title: '街道', render: (_, { streets }) => streets.join('、') || '全区' },
          { title: '队员', render: (_, { members }) => members.map(({ name }) => name).join('、') || '—' },
          { title: '最多', width: 64, dataIndex: 'capacity' },
          {
            title: '',
            width: 110,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setEditing({ at: rows.indexOf(row), row })}>
                  改
                </Button>
                <Popconfirm
                  title={`撤掉${row.name}?`}
                  okText="撤掉"
                  cancelText="不撤"
                  onConfirm={() => remove(rows.indexOf(row))}
                >
                  <Button size="small">删</Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
      <TeamForm
        row={editing?.row}
        saving={saving}
        onClose={() => setEditing(undefined)}
        onSave={(row) => {
          const kept =
            editing?.at === undefined
              ? add({ ...row, code: `team_${Date.now().toString(36)}` })
              : replace(editing.at, row)
          return kept.then(() => setEditing(undefined)).catch(() => undefined)
        }}
      />
    </Flex>
  )
}
