import { Alert } from 'antd'
import type { Assessment, Desk } from '../api.ts'
import { flagWords } from '../words.ts'

/** 转接卡 for staff: who to call, who takes over, and what is done first. */
export function HandOff({
  flags,
  told,
  roster,
}: {
  flags: string[]
  /** The same dangers with the words that told of them. */
  told?: Assessment['redFlags']
  roster?: Desk['roster']
}) {
  const known = new Map(told?.map((flag) => [flag.code as string, flag]))
  return (
    <Alert
      type="error"
      data-testid="hand-off"
      title={<strong>先保安全,再谈事情</strong>}
      description={
        <>
          <div className="numbers">
            <b>110</b> 报警 <b>120</b> 急救 <b>119</b> 火警 <b>12356</b> 心理援助
          </div>
          <div>
            值班长:<strong>{leaderOf(roster)}</strong>,1分钟内接管
          </div>
          <ul className="plain">
            {flags.map((code) => (
              <li key={code}>
                <strong>{flagWords[code] ?? code}</strong>
                {known.get(code) && <>「{known.get(code)!.quote}」</>}
                <div>{known.get(code)?.action ?? '由工作人员标记:先处置,处置完再往下办'}</div>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}

/** Whoever sits for the comprehensive committee leads the duty. */
export function leaderOf(roster?: Desk['roster']): string {
  const sitting = roster?.sittings.find(({ department, present }) => department === 'comprehensive' && present)
  if (sitting && sitting.people.length > 0) return sitting.people.join('、')
  return sitting ? '综合调解委员会当班人员' : '综合调解委员会(现在不在班,打值班电话)'
}
