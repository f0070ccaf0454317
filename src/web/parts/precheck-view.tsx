import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Flex } from 'antd'
import { call, type Precheck } from '../api.ts'
import { clauseKindWords, countdownWords, day, materialWords, verdictWords } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'
import { type Opening, RefLinks } from './ref-links.tsx'

const alert = { ready: 'success', mend: 'warning', unfit: 'error' } as const
const toned = (words: Record<string, [string, string]>, code: string) => {
  const [word, tone] = words[code] ?? [code, 'grey']
  return <Mark tone={tone}>{word}</Mark>
}

/** 司法确认预检: the agreement as a court would look at it, clause by clause, with the thirty days, the courts and the papers. */
export function PrecheckView({ caseId, documentId, open }: { caseId: string; documentId: string; open: Opening }) {
  const precheck = useQuery({
    queryKey: ['precheck', caseId, documentId],
    queryFn: () => call('get', '/api/v1/cases/:id/precheck', { params: { id: caseId }, query: { documentId } }),
  })
  return (
    <Loaded of={precheck}>
      {(data) => (
        <section className="sheet" data-testid="precheck">
          <Alert
            type={alert[data.verdict]}
            showIcon
            title={verdictWords[data.verdict]?.[0]}
            description={
              data.obstacles.length > 0 && (
                <ul className="plain">
                  {data.obstacles.map((it) => (
                    <li key={it}>{it}</li>
                  ))}
                </ul>
              )
            }
          />
          <Countdown {...data.countdown} open={open} />
          <h3>逐条</h3>
          {data.clauses.map((clause) => (
            <Clause key={clause.position} clause={clause} open={open} />
          ))}
          {data.whole.length > 0 && (
            <>
              <h3>整份协议</h3>
              <Reasons reasons={data.whole} open={open} />
            </>
          )}
          <h3>到哪个法院</h3>
          <ul className="rows">
            {data.courts.map(({ ground, of, place, court, basis }) => (
              <li key={`${ground}${of}${place}`}>
                <b>{court ?? '法院待查'}</b> {ground}
                {of ? `(${of})` : ''} <span className="muted">{place}</span> <RefLinks refs={basis} open={open} />
              </li>
            ))}
          </ul>
          <p className="muted">{data.courtNote}</p>
          <p>
            申请人:{data.applicants.names.join('、')}。{data.applicants.note}{' '}
            <RefLinks refs={data.applicants.basis} open={open} />
          </p>
          <h3>要带的材料</h3>
          <ul className="rows">
            {data.materials.map(({ name, state, detail, basis }) => (
              <li key={name}>
                {toned(materialWords, state)} <b>{name}</b> {detail} <RefLinks refs={basis} open={open} most={1} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Loaded>
  )
}

function Countdown({
  state,
  effectiveOn,
  lastOn,
  day: gone,
  daysLeft,
  note,
  basis,
  open,
}: Precheck['countdown'] & { open: Opening }) {
  return (
    <div className="countdown">
      {toned(countdownWords, state)}
      {effectiveOn && lastOn && (
        <>
          <b className="countdown-days">{daysLeft}天</b>
          <span>
            {day(effectiveOn)}生效,今天是第{gone}天,最晚{day(lastOn)}申请
          </span>
        </>
      )}
      <span className="muted">{note}</span>
      <RefLinks refs={basis} open={open} />
    </div>
  )
}

function Clause({ clause, open }: { clause: Precheck['clauses'][number]; open: Opening }) {
  return (
    <div className={`checked ${clause.verdict}`}>
      <Flex gap={8} wrap align="center">
        {toned(verdictWords, clause.verdict)}
        <Mark>{clauseKindWords[clause.kind]}</Mark>
        <span className="muted">{clause.note}</span>
        <Button size="small" type="link" onClick={() => open.clause(clause.position)}>
          看第{clause.position}条
        </Button>
      </Flex>
      <div>
        {clause.position}、{clause.text}
      </div>
      <Reasons reasons={clause.reasons} open={open} />
    </div>
  )
}

const Reasons = ({ reasons, open }: { reasons: Precheck['whole']; open: Opening }) => (
  <ul className="plain">
    {reasons.map(({ rule, level, message, fix, where, basis }) => (
      <li key={`${rule}${where}${message}`}>
        <Mark tone={level === 'block' ? 'red' : 'gold'}>{rule}</Mark> {message}。{fix}{' '}
        <RefLinks refs={basis} open={open} />
      </li>
    ))}
  </ul>
)
