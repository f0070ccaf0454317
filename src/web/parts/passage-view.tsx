import { LinkOutlined, SelectOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Flex, Spin, Tabs, Tag } from 'antd'
import { lazy, Suspense } from 'react'
import { call, type Hit, type Reply } from '../api.ts'
import { CiteIntoDraft } from './cite-into-draft.tsx'
import { Highlighted } from './highlighted.tsx'
import { kindWords, permalink } from './law-words.ts'
import './passage.css'

const VersionCompare = lazy(() => import('./version-compare.tsx').then((m) => ({ default: m.VersionCompare })))

type Passage = Reply<'get', '/api/v1/knowledge/passage'>

/** A passage in its place: 要旨 and official words told apart, its neighbours in the chapter, its versions, and what can be done with it. */
export function PassageView({
  passageKey,
  asOf,
  question = '',
  onOpen,
}: {
  passageKey: string
  asOf?: string
  question?: string
  onOpen?: (key: string) => void
}) {
  const { data, error, isLoading } = useQuery({
    queryKey: ['passage', passageKey, asOf],
    queryFn: () => call('get', '/api/v1/knowledge/passage', { query: { key: passageKey, asOf } }),
  })
  if (isLoading) return <Spin aria-label="正在打开" />
  if (error || !data) return <Empty description={error?.message ?? '没有找到这一段,可能已改名,请重新检索'} />
  const { passage, versions } = data
  const others = data.neighbours.length > 0
  return (
    <Flex vertical gap={14} data-testid="passage">
      <div>
        <h2 className="passage-title">
          {passage.title} {passage.article}
        </h2>
        <Flex gap={4} wrap align="center">
          <Tag>{kindWords[passage.kind]}</Tag>
          {passage.kind === 'law' && <Standing passage={passage} />}
          <span className="muted small">{passage.heading}</span>
        </Flex>
      </div>
      {passage.note && <Alert type="warning" showIcon title={passage.note} />}
      <Body passage={passage} question={question} />
      <Actions passage={passage} asOf={asOf} />
      {(others || versions.length > 1) && (
        <Tabs
          items={[
            ...(others ? [{ key: 'around', label: '前后条文', children: <Around data={data} onOpen={onOpen} /> }] : []),
            ...(versions.length > 1
              ? [
                  {
                    key: 'versions',
                    label: `版本对照(${versions.length})`,
                    children: (
                      <Suspense fallback={<Spin />}>
                        <VersionCompare key={passage.key} versions={versions} shown={passage.key} />
                      </Suspense>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Flex>
  )
}

function Standing({ passage: { effectiveOn, repealedOn } }: { passage: Hit }) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  if (repealedOn && repealedOn <= today) return <span className="standing past">{repealedOn} 起不再适用</span>
  return effectiveOn ? <span className="standing">{effectiveOn} 起施行</span> : null
}

function Body({ passage, question }: { passage: Hit; question: string }) {
  const law = passage.kind === 'law'
  const gist = passage.gist ?? (law && !passage.official ? passage.text : undefined)
  return (
    <>
      {gist && (
        <section className="block gist" aria-label="要旨">
          <div className="label">要旨 · 我们自己的话,不是法律原文</div>
          <div className="pre">
            <Highlighted text={gist} question={question} />
          </div>
        </section>
      )}
      {passage.official ? (
        <section className="block official" aria-label="官方文本">
          <div className="label">官方文本</div>
          <div className="pre">
            <Highlighted text={passage.text} question={question} />
          </div>
        </section>
      ) : law ? (
        <div className="muted small">本库还没有导入这部法律的官方文本。正式引用前,请到国家法律法规数据库核对原文。</div>
      ) : (
        <div className="pre">
          <Highlighted text={passage.text} question={question} />
        </div>
      )}
    </>
  )
}

function Actions({ passage, asOf }: { passage: Hit; asOf?: string }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard
      .writeText(permalink(passage.key, asOf))
      .then(() => message.success('链接已复制,以后打开还是这一条'))
      .catch(() => message.info('这里不能直接复制,请复制地址栏里的链接'))
  return (
    <Flex gap={8} wrap>
      {passage.law && passage.article && <CiteIntoDraft law={passage.law} article={passage.article} />}
      <Button icon={<LinkOutlined />} onClick={copy}>
        复制链接
      </Button>
      {passage.kind === 'law' && (
        <Button
          icon={<SelectOutlined />}
          href={passage.url ?? 'https://flk.npc.gov.cn/'}
          target="_blank"
          rel="noreferrer"
        >
          国家法律法规数据库
        </Button>
      )}
    </Flex>
  )
}

/** The neighbours in their order, with the open one between them. */
function Around({ data: { passage, neighbours }, onOpen }: { data: Passage; onOpen?: (key: string) => void }) {
  const number = (article?: string) => article ?? ''
  const before = neighbours.findIndex((n) => n.place === 'after')
  const at = before < 0 ? neighbours.length : before
  const rows = [
    ...neighbours.slice(0, at),
    { key: passage.key, article: passage.article, heading: passage.heading, text: passage.text, here: true },
    ...neighbours.slice(at),
  ]
  return (
    <ol className="around">
      {rows.map((row) => (
        <li key={row.key} className={'here' in row ? 'here' : undefined} aria-current={'here' in row || undefined}>
          {onOpen && !('here' in row) ? (
            <button type="button" className="link" onClick={() => onOpen(row.key)}>
              {number(row.article) || row.heading}
            </button>
          ) : (
            <strong>{number(row.article) || row.heading}</strong>
          )}
          <div className="pre">{row.text}</div>
        </li>
      ))}
    </ol>
  )
}
