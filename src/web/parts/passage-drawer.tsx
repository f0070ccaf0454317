import { useQuery } from '@tanstack/react-query'
import { Alert, Drawer, Empty, Flex, Spin, Tag, Typography } from 'antd'
import { call } from '../api.ts'

/** A passage in its place: its text or 要旨, its neighbours, its versions. */
export function PassageDrawer({ passageKey, onClose }: { passageKey?: string; onClose(): void }) {
  return (
    <Drawer
      open={Boolean(passageKey)}
      onClose={onClose}
      title="原文与上下文"
      size={560}
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      {passageKey && <PassageView passageKey={passageKey} />}
    </Drawer>
  )
}

export function PassageView({ passageKey }: { passageKey: string }) {
  const { data, error, isLoading } = useQuery({
    queryKey: ['passage', passageKey],
    queryFn: () => call('get', '/api/v1/knowledge/passage', { query: { key: passageKey } }),
  })
  if (isLoading) return <Spin />
  if (error || !data) return <Empty description={error?.message ?? '没有找到'} />
  const { passage, neighbours, versions } = data
  return (
    <Flex vertical gap={14} data-testid="passage">
      <div>
        <Typography.Title level={4} style={{ margin: 0 }}>
          {passage.title} {passage.article}
        </Typography.Title>
        <span className="muted">{passage.heading}</span>
      </div>
      {passage.note && <Alert type="warning" showIcon title={passage.note} />}
      {passage.gist && (
        <div>
          <Tag color="green">要旨</Tag>
          <div className="pre">{passage.gist}</div>
        </div>
      )}
      {(passage.official || passage.text !== passage.gist) && (
        <div>
          <Tag color={passage.official ? 'blue' : 'default'}>
            {passage.official ? '官方文本' : passage.kind === 'law' ? '要旨' : '内容'}
          </Tag>
          <div className="pre">{passage.text}</div>
        </div>
      )}
      {passage.url && (
        <a href={passage.url} target="_blank" rel="noreferrer">
          到国家法律法规数据库核对原文
        </a>
      )}
      {versions.length > 1 && (
        <div>
          <Typography.Text strong>版本</Typography.Text>
          {versions.map((version) => (
            <div key={version.key}>
              <Tag color={version.inForce ? 'green' : 'default'}>{version.inForce ? '当时有效' : '其他版本'}</Tag>
              {version.effectiveOn} 施行{version.repealedOn ? `,${version.repealedOn} 失效` : ''}
              {version.estimated ? '(日期为估计)' : ''}
            </div>
          ))}
        </div>
      )}
      {neighbours.length > 0 && (
        <div>
          <Typography.Text strong>前后条文</Typography.Text>
          {neighbours.map((neighbour) => (
            <div key={neighbour.key} style={{ marginTop: 8 }}>
              <strong>{neighbour.article ?? neighbour.heading}</strong>
              <div className="pre muted">{neighbour.text}</div>
            </div>
          ))}
        </div>
      )}
    </Flex>
  )
}
