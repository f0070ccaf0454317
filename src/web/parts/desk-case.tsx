import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Checkbox, Flex, Input, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Case, call, type Desk } from '../api.ts'
import { flagWords, plainly, roleWords, slotWords, statusWords, tierWords, when } from '../words.ts'
import { CaseTalk } from './case-talk.tsx'
import { CorrectForm } from './correct-form.tsx'
import { tierTones } from './desk-queue.tsx'
import { DoorList, type Slot, SlotChoice } from './doors.tsx'
import { Duplicates } from './duplicates.tsx'
import { Fault } from './fault.tsx'
import { HandOff } from './hand-off.tsx'
import { Mark } from './mark.tsx'
import { Match } from './match.tsx'
import { take } from './take-case.ts'
import { useKeys } from './use-keys.ts'
import { useWords } from './use-words.ts'
import { Why } from './why.tsx'

/** One case at the desk: what was said, what it was judged to be and why, and the next step at one key. */
export function DeskCase({
  id,
  roster,
  keysOn,
  onDone,
  onSelect,
}: {
  id: string
  roster?: Desk['roster']
  keysOn: boolean
  onDone(): void
  onSelect(caseId: string): void
}) {
  const words = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const params = { id }
  const file = useQuery({ queryKey: ['case', id], queryFn: () => call('get', '/api/v1/cases/:id', { params }) })
  const doors = useQuery({
    queryKey: ['doors', id],
    queryFn: () => call('get', '/api/v1/cases/:id/departments', { params }),
  })
  const statement = file.data?.statement
  const heard = useQuery({
    queryKey: ['assess', id, statement],
    enabled: Boolean(statement),
    queryFn: () => call('post', '/api/v1/intake/assess', { body: { text: statement! } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [correcting, setCorrecting] = useState(false)
  const [matching, setMatching] = useState(false)
  const [picked, setPicked] = useState<string>()
  const [slot, setSlot] = useState<Slot>()
  const [why, setWhy] = useState('')
  const [safe, setSafe] = useState(false)
  const refresh = () =>
    Promise.all(
      ['case', 'doors', 'desk', 'match', 'duplicates', 'timeline'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    )
  const suggested = file.data?.departmentCode ?? doors.data?.doors[0]?.code
  const department = picked ?? suggested
  const door = doors.data?.doors.find(({ code }) => code === department)
  const other = department !== suggested
  const elsewhere = doors.data?.mediable.ok === false
  const accept = useMutation({
    mutationFn: () =>
      take(file.data!, { department: department!, slot, why, other, elsewhere, subtype: doors.data!.subtype }),
    onSuccess: async ({ booking }) => {
      const where = door?.name ?? department
      message.success(booking ? `已派给${where},约在${slotWords(booking)}` : `已${elsewhere ? '转到' : '派给'}${where}`)
      await refresh()
      onDone()
    },
    onError: async (error) => {
      message.error(plainly(error))
      await refresh()
    },
  })
  const actions = new Set(file.data?.actions.map(({ action }) => action))
  const waits = ['draft', 'registered', 'screening', 'returned', 'emergency'].includes(file.data?.status ?? '')
  const danger = file.data?.danger ?? (file.data?.status === 'emergency' ? 0 : undefined)
  const ready =
    waits && department !== undefined && (danger !== 0 || safe) && (!other || why.trim() !== '') && !accept.isPending
  useKeys(
    {
      a: () =>
        ready
          ? accept.mutate()
          : waits &&
            message.warning(danger === 0 && !safe ? '有危险:先确认有人接手、当事人安全' : '先写一句为什么换部门'),
      c: () => setCorrecting(true),
      m: () => setMatching(!matching),
    },
    keysOn && Boolean(file.data),
  )
  if (file.error) return <Fault error={file.error} />
  if (!file.data) return <Skeleton active paragraph={{ rows: 8 }} />
  const { data } = file
  return (
    <div className="work" data-testid="desk-case">
      <Flex justify="space-between" gap={8} wrap className="work-head">
        <div>
          <h2>{data.title}</h2>
          <span className="muted">
            <Link className="in-text" to={`/cases/${id}`}>
              {data.number}
            </Link>{' '}
            · {when(data.receivedAt)} 登记
          </span>
        </div>
        <Space wrap>
          <Mark tone={tierTones[data.tier ?? 'review']}>{tierWords[data.tier ?? 'review']}</Mark>
          <Mark tone="green">{statusWords[data.status]}</Mark>
          {waits && (
            <>
              <Button
                type="primary"
                size="large"
                disabled={!ready}
                loading={accept.isPending}
                onClick={() => accept.mutate()}
                data-testid="accept"
              >
                {elsewhere ? '转到' : '派给'}
                {door?.name ?? '…'} <kbd>A</kbd>
              </Button>
              <Button size="large" onClick={() => setCorrecting(true)} data-testid="correct">
                更正 <kbd>C</kbd>
              </Button>
            </>
          )}
        </Space>
      </Flex>
      {danger !== undefined && <HandOff flags={data.redFlags} told={heard.data?.redFlags} roster={roster} />}
      {waits && danger === 0 && (
        <Checkbox checked={safe} onChange={(event) => setSafe(event.target.checked)}>
          值班长已接手,当事人现在安全(勾上才能派单)
        </Checkbox>
      )}
      <Duplicates caseId={id} onMerged={onSelect} />
      <div className="work-columns">
        <Flex vertical gap={12}>
          <Card size="small" title="来访人说的">
            <div className="pre">{marked(data.statement, heard.data?.why.words ?? [])}</div>
            <div className="muted" style={{ marginTop: 8 }}>
              {data.parties.map(({ id: party, role, name, phone }) => (
                <div key={party}>
                  {roleWords[role] ?? role}:{name} {phone}
                </div>
              ))}
            </div>
          </Card>
          <CaseTalk caseId={id} />
          <Card
            size="small"
            className="later"
            title="队伍和调解员"
            extra={
              <Button size="small" onClick={() => setMatching(!matching)} aria-expanded={matching}>
                {matching ? '收起' : '看匹配'} <kbd>M</kbd>
              </Button>
            }
          >
            {matching ? (
              <Match file={data} onChosen={refresh} />
            ) : (
              <span className="muted">{data.mediator ? `已选定 ${data.mediator}` : '还没有选;当事人自己选的优先'}</span>
            )}
          </Card>
        </Flex>
        <Flex vertical gap={12}>
          <Card size="small" title="研判" data-testid="judged">
            <Flex justify="space-between" align="baseline" gap={8}>
              <strong className="kind">
                {data.disputeType
                  ? words.subtype(data.disputeType)
                  : doors.data
                    ? `像是「${words.subtype(doors.data.subtype)}」`
                    : '…'}
              </strong>
              {data.assessed && <span className="muted">把握 {Math.round(data.assessed.confidence * 100)}%</span>}
            </Flex>
            {data.disputeType && data.assessed && data.disputeType !== data.assessed.subtype && (
              <div className="muted">原判:{words.subtype(data.assessed.subtype)}(已更正)</div>
            )}
            {data.redFlags.length > 0 && (
              <Flex gap={4} wrap style={{ marginTop: 4 }}>
                {data.redFlags.map((code) => (
                  <Mark key={code} tone={danger === 0 ? 'red' : 'gold'}>
                    {flagWords[code] ?? code}
                  </Mark>
                ))}
              </Flex>
            )}
            {heard.data && <Why why={heard.data.why} onPick={() => setCorrecting(true)} />}
            {heard.data && heard.data.missingFacts.length > 0 && (
              <div className="muted">还没问到:{heard.data.missingFacts.slice(0, 5).map(words.fact).join('、')}</div>
            )}
          </Card>
          <Card size="small" title={waits ? '交给谁' : '已交给'}>
            <Flex vertical gap={10}>
              {doors.error && <Fault error={doors.error} />}
              {doors.data && <DoorList doors={doors.data} chosen={department} onChoose={setPicked} />}
              {waits && !elsewhere && <SlotChoice door={door} slot={slot} onSlot={setSlot} />}
              {waits && other && (
                <Input
                  aria-label="为什么换部门"
                  placeholder="为什么换部门(会记下来)"
                  value={why}
                  onChange={(event) => setWhy(event.target.value)}
                />
              )}
              {!waits && (
                <span>
                  {statusWords[data.status]}
                  {data.booking && `,约在${slotWords(data.booking)}`}
                </span>
              )}
              {actions.has('raiseEmergency') && danger !== undefined && data.status !== 'emergency' && (
                <Emergency file={data} onDone={refresh} />
              )}
            </Flex>
          </Card>
        </Flex>
      </div>
      <CorrectForm
        key={`${id}${data.version}`}
        file={data}
        assessment={heard.data}
        department={suggested}
        open={correcting}
        onClose={() => setCorrecting(false)}
        onDone={async () => {
          setCorrecting(false)
          setPicked(undefined)
          await refresh()
          message.success('已更正,前后和理由都记下了')
        }}
      />
    </div>
  )
}

function Emergency({ file, onDone }: { file: Case; onDone(): void }) {
  const { message } = App.useApp()
  const raise = useMutation({
    mutationFn: () =>
      call('post', '/api/v1/cases/:id/advance', {
        params: { id: file.id },
        body: { action: 'raiseEmergency', reason: '受理台发现人身危险,转值班长处置' },
      }),
    onSuccess: onDone,
    onError: (error) => message.error(plainly(error)),
  })
  return (
    <Button danger loading={raise.isPending} onClick={() => raise.mutate()}>
      转紧急处置
    </Button>
  )
}

/** The statement with the words that decided, marked. */
function marked(text: string, words: string[]) {
  const found = words.filter((word) => word.length > 1 && text.includes(word))
  if (found.length === 0) return text
  const cut = new RegExp(`(${found.map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})`)
  let at = 0
  return text.split(cut).map((part, i) => {
    at += part.length
    return i % 2 === 1 ? <mark key={at}>{part}</mark> : part
  })
}
