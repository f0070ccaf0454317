import { SoundOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popover, Segmented, Select, Switch } from 'antd'
import { useState } from 'react'
import { type Case, type CaseRecord, call, type Summary } from '../api.ts'
import { useSpeech } from '../hall/use-speech.ts'
import { plainly, when } from '../words.ts'
import { DeadlineLine } from './deadline-line.tsx'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'

type Length = 'line' | 'half' | 'full'
type Props = {
  file: Case
  records: CaseRecord[]
  agreementId?: string
  onOpen(key: string): void
  onRecord(id: string): void
}

/** 小结: a case in three lengths and in plain words, each sentence with its records, for one audience. */
export function SummaryView({ file, records, agreementId, onOpen, onRecord }: Props) {
  const [length, setLength] = useState<Length>('half')
  const [plain, setPlain] = useState(false)
  const [audience, setAudience] = useState('shared')
  const summary = useQuery({
    queryKey: ['summary', file.id, length, plain, audience, records.length],
    queryFn: () =>
      call('post', '/api/v1/cases/:id/summary', { params: { id: file.id }, body: { length, plain, audience } }),
  })
  return (
    <Flex vertical gap={14} data-testid="summary">
      <Flex gap={12} wrap align="center">
        <Segmented
          value={length}
          onChange={setLength}
          options={[
            { value: 'line', label: '一句话' },
            { value: 'half', label: '半页' },
            { value: 'full', label: '全文' },
          ]}
        />
        <Select
          value={audience}
          onChange={setAudience}
          aria-label="给谁看"
          style={{ minWidth: 150 }}
          options={[
            { value: 'shared', label: '双方都可以看' },
            { value: 'mediator', label: '只给调解员看' },
            ...file.parties.map(({ id, name }) => ({ value: id, label: `给${name}看` })),
          ]}
        />
        <span>
          <Switch size="small" checked={plain} onChange={setPlain} aria-label="听得懂版本" /> 听得懂版本
        </span>
      </Flex>
      {audience === 'mediator' && <Mark tone="purple">含背对背内容,不要给当事人看</Mark>}
      <Loaded of={summary}>
        {(data) => (
          <>
            <Sentences sentences={data.sentences} records={records} long={length === 'full'} />
            {plain && <PlainClauses data={data} file={file} agreementId={agreementId} audience={audience} />}
            {data.news && (data.news.added.length > 0 || data.news.dropped.length > 0) && (
              <Alert
                type="info"
                title={`${when(data.news.since)}之后有变化`}
                description={[
                  ...data.news.added.map(({ text }) => `新增:${text}`),
                  ...data.news.dropped.map((text) => `不再这样说:${text}`),
                ].join(' ')}
              />
            )}
            {length !== 'line' && <Standing data={data} onRecord={onRecord} />}
            {data.next && (
              <div>
                <h3 className="small">下一个期限</h3>
                <DeadlineLine next={data.next} onOpen={onOpen} />
              </div>
            )}
            <span className="muted">
              {data.engine.kind === 'model' ? `由模型 ${data.engine.model} 组织文字` : '由程序依记录生成'}
              ;点句子看它所依的记录。
            </span>
          </>
        )}
      </Loaded>
    </Flex>
  )
}

function Sentences({
  sentences,
  records,
  long,
}: {
  sentences: Summary['sentences']
  records: CaseRecord[]
  long: boolean
}) {
  const { can, speaking, speak, stop } = useSpeech()
  const whole = sentences.map(({ text }) => text).join('')
  return (
    <div>
      {can && (
        <Button
          size="small"
          icon={<SoundOutlined />}
          onClick={() => (speaking ? stop() : speak(whole))}
          style={{ marginBottom: 8 }}
        >
          {speaking ? '停下' : '朗读'}
        </Button>
      )}
      <div style={{ lineHeight: 2 }} data-testid="summary-text">
        {sentences.map(({ text, recordIds }) => (
          <Popover
            key={text}
            trigger={['hover', 'focus', 'click']}
            styles={{ root: { maxWidth: 'min(420px, 94vw)' } }}
            content={records
              .filter(({ id }) => recordIds.includes(id))
              .map((record) => (
                <div key={record.id} style={{ marginBottom: 8 }}>
                  <span className="muted">
                    {when(record.at)} {record.by}
                  </span>
                  <div className="pre">{record.text}</div>
                </div>
              ))}
          >
            <span tabIndex={recordIds.length > 0 ? 0 : undefined} className={`clause ${long ? 'own-line' : ''}`}>
              {text}
            </span>
          </Popover>
        ))}
      </div>
    </div>
  )
}

/** Each clause as it stands and in plain words; who was read it and understood is kept. */
function PlainClauses({
  data,
  file,
  agreementId,
  audience,
}: {
  data: Summary
  file: Case
  agreementId?: string
  audience: string
}) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { can, speak } = useSpeech()
  const understood = useMutation({
    mutationFn: ({ clause, party }: { clause: number; party: string }) =>
      call('post', '/api/v1/cases/:id/understood', {
        params: { id: file.id },
        body: { party, documentId: agreementId!, clauses: [clause] },
      }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['summary', file.id] })
      queries.invalidateQueries({ queryKey: ['timeline', file.id] })
    },
    onError: (failure) => message.error(plainly(failure)),
  })
  if (!data.clauses?.length) return null
  const listeners = file.parties.filter(
    ({ id, role }) =>
      ['applicant', 'respondent', 'third'].includes(role) &&
      (audience === 'shared' || audience === 'mediator' || audience === id),
  )
  return (
    <div data-testid="plain-clauses">
      <h3 className="small">一条一条说给当事人听</h3>
      {data.clauses.map((clause) => (
        <div key={clause.clause} className="checked">
          <div style={{ fontSize: 17, lineHeight: 1.8 }}>
            {clause.clause}、{clause.plain}{' '}
            {can && (
              <button
                type="button"
                className="go"
                aria-label={`朗读第${clause.clause}条`}
                onClick={() => speak(clause.plain)}
              >
                <SoundOutlined /> 朗读
              </button>
            )}
          </div>
          <details>
            <summary className="muted">协议原文</summary>
            {clause.official}
          </details>
          {agreementId && (
            <Flex gap={8} wrap align="center" style={{ marginTop: 4 }}>
              {listeners.map(({ id, name }) => {
                const told = clause.understood.find(({ party }) => party === id)
                return told ? (
                  <Mark key={id} tone="green">
                    {name}听懂了 {told.at}
                  </Mark>
                ) : (
                  <Button
                    key={id}
                    size="small"
                    disabled={understood.isPending}
                    onClick={() => understood.mutate({ clause: clause.clause, party: id })}
                  >
                    {name}说听懂了
                  </Button>
                )
              })}
            </Flex>
          )}
        </div>
      ))}
    </div>
  )
}

function Standing({ data, onRecord }: { data: Summary; onRecord(id: string): void }) {
  const lists: [string, string, Summary['agreed']][] = [
    ['双方一致', 'green', data.agreed],
    ['有争议', 'red', data.disputed],
    ['还没有证据', 'gold', data.unproven],
  ]
  return (
    <div className="sides">
      {lists
        .filter(([, , items]) => items.length > 0)
        .map(([title, tone, items]) => (
          <div key={title}>
            <h3 className="small">
              <Mark tone={tone}>{title}</Mark> {items.length}项
            </h3>
            <ul className="rows">
              {items.map(({ text, recordIds }) => (
                <li key={text}>
                  {text}{' '}
                  {recordIds[0] && (
                    <button type="button" className="go" onClick={() => onRecord(recordIds[0]!)}>
                      记录
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
      {data.missing.length > 0 && (
        <div>
          <h3 className="small">
            <Mark>还缺</Mark>
          </h3>
          <div>{data.missing.join('、')}</div>
        </div>
      )}
    </div>
  )
}
