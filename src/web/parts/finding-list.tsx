import { Alert, Button, Flex, Popconfirm, Space } from 'antd'
import type { CaseDocument, Finding } from '../api.ts'
import { anchorOf, contentOf, type Spot, spotsOf } from './content.ts'

type Props = {
  document: CaseDocument
  open: boolean
  onJump(spot: Spot): void
  onMend(spot: Spot, text: string): void
  onEdit(spot: Spot, text: string): void
}

/** What the check found, worst first: to its clause, with its mend, applied by a click where no judgement is needed. */
export function FindingList({ document, open, onJump, onMend, onEdit }: Props) {
  const content = contentOf(document)
  const textAt = ({ key, at }: Spot) => content.sections.find((it) => it.key === key)?.items[at]?.text
  const findings = document.findings.toSorted((a, b) => a.level.localeCompare(b.level))
  if (findings.length === 0) return <span className="muted">没有发现问题</span>
  return (
    <Flex vertical gap={10}>
      {findings.map((finding) => {
        const spots = spotsOf(content, finding)
        const [spot] = spots
        const text = spot && textAt(spot)
        return (
          <Alert
            key={`${finding.rule}${finding.where}${finding.message}`}
            type={finding.level === 'block' ? 'error' : 'warning'}
            data-finding={finding.rule}
            title={
              <>
                <b>{finding.level === 'block' ? '须改正' : '请留意'}</b> {finding.message}
              </>
            }
            description={
              <Flex vertical gap={6}>
                <span>{finding.fix}</span>
                <Space wrap size={6}>
                  {spot && (
                    <Button size="small" onClick={() => onJump(spot)}>
                      {finding.where}
                    </Button>
                  )}
                  {!spot && <span className="muted">{finding.where}</span>}
                  {open && spot && text && <Apply finding={finding} text={text} spot={spot} onMend={onMend} />}
                  {open && spots.length === 1 && text && (
                    <Button size="small" onClick={() => onEdit(spot!, text)} data-testid={`edit-${anchorOf(spot!)}`}>
                      改这一条
                    </Button>
                  )}
                </Space>
                <span className="muted rule">规则 {finding.rule}</span>
              </Flex>
            }
          />
        )
      })}
    </Flex>
  )
}

function Apply({
  finding: { mend },
  text,
  spot,
  onMend,
}: {
  finding: Finding
  text: string
  spot: Spot
  onMend(spot: Spot, text: string): void
}) {
  if (mend?.kind === 'replace' && text.includes(mend.from))
    return (
      <Button size="small" type="primary" onClick={() => onMend(spot, text.replaceAll(mend.from, mend.to))}>
        改为“{mend.to}”
      </Button>
    )
  if (mend?.kind === 'remove')
    return (
      <Popconfirm
        title="删去这一条?"
        description="旧的一版还在,可以随时对比。"
        okText="删去"
        cancelText="不删"
        onConfirm={() => onMend(spot, '')}
      >
        <Button size="small" type="primary" danger>
          删去这一条
        </Button>
      </Popconfirm>
    )
  return null
}
