import { Alert, Button, Card, Descriptions, Flex, Progress, Space, Typography } from 'antd'
import type { Assessment } from '../api.ts'
import { flagWords, tierWords } from '../words.ts'
import { Mark } from './mark.tsx'
import { useWords } from './use-words.ts'
import { Why } from './why.tsx'

const tierColors: Record<string, string> = { auto: 'green', sample: 'gold', review: 'red' }

/** What the service understood: disputes, department, dangers, what is known and missing, and why it thinks so. */
export function AssessmentCard({
  assessment,
  onOpenCase,
  hint,
  dangersShown,
}: {
  assessment: Assessment
  onOpenCase?: () => void
  /** Shows the key that registers. */
  hint?: boolean
  /** The hand-off card stands beside it already. */
  dangersShown?: boolean
}) {
  const { disputes, departments, mediable, redFlags, facts, missingFacts, tier, why, engine } = assessment
  const words = useWords()
  const urgent = redFlags.filter(({ stop }) => stop === 'stop')
  const toAssess = redFlags.filter(({ stop }) => stop === 'assess')
  const beside = redFlags.filter(({ stop }) => stop !== 'stop' && stop !== 'assess')
  return (
    <Card
      size="small"
      title="研判"
      extra={
        <Space size={4}>
          <Mark tone={tierColors[tier]}>{tierWords[tier]}</Mark>
          <Mark>{engine.kind === 'model' ? `模型 ${engine.model}` : '内置引擎'}</Mark>
        </Space>
      }
      data-testid="assessment"
    >
      <Flex vertical gap={12}>
        {!dangersShown &&
          urgent.map(({ code, quote, action }) => (
            <Alert key={code} type="error" showIcon title={`${flagWords[code]}:“${quote}”`} description={action} />
          ))}
        {toAssess.map(({ code, quote, action }) => (
          <Alert key={code} type="warning" showIcon title={`${flagWords[code]}:“${quote}”`} description={action} />
        ))}
        {disputes.map(({ subtype, confidence, claim }) => (
          <div key={subtype}>
            <Flex justify="space-between">
              <strong>{words.subtype(subtype)}</strong>
              <span className="muted">{Math.round(confidence * 100)}%</span>
            </Flex>
            <Progress percent={Math.round(confidence * 100)} showInfo={false} size="small" aria-label="把握" />
            <div className="muted">诉求:{claim}</div>
          </div>
        ))}
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'primary', label: '主办', children: <strong>{departments.primary.name}</strong> },
            {
              key: 'supporting',
              label: '配合',
              children: departments.supporting.map(words.department).join('、') || '—',
            },
            {
              key: 'escalation',
              label: '升级',
              children: departments.escalation.map(words.department).join('、') || '—',
            },
            { key: 'reason', label: '理由', children: departments.primary.reason },
            {
              key: 'mediable',
              label: '可否调解',
              children: mediable.ok === true ? '可以调解' : `${mediable.reason}。${mediable.route}`,
            },
          ]}
        />
        {beside.length > 0 && (
          <Space wrap size={4}>
            {beside.map(({ code, quote }) => (
              <Mark key={code} tone="gold" title={quote}>
                {flagWords[code]}
              </Mark>
            ))}
          </Space>
        )}
        {Object.keys(facts).length > 0 && (
          <div>
            <Typography.Text type="secondary">已知</Typography.Text>
            {Object.entries(facts).map(([key, { quote }]) => (
              <div key={key} style={{ overflowWrap: 'anywhere' }}>
                <Mark>{words.fact(key)}</Mark>
                {quote}
              </div>
            ))}
          </div>
        )}
        {missingFacts.length > 0 && <div className="muted">还缺:{missingFacts.map(words.fact).join('、')}</div>}
        <Why why={why} />
        {onOpenCase && (
          <Button type="primary" block onClick={onOpenCase} data-testid="open-case">
            登记为案件 {hint && <kbd>R</kbd>}
          </Button>
        )}
      </Flex>
    </Card>
  )
}
