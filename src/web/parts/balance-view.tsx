import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Flex, Progress } from 'antd'
import { call } from '../api.ts'
import { roleWords, when } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'
import type { Opening } from './ref-links.tsx'

type Props = { id: string; open: Opening; onReplace?(where: string, from: string, to: string): void }

/** 中立体检: how much of what each side said the text tells, and the words that take sides. */
export function BalanceView({ id, open, onReplace }: Props) {
  const balance = useQuery({
    queryKey: ['neutrality', id],
    queryFn: () => call('get', '/api/v1/documents/:id/neutrality', { params: { id } }),
  })
  return (
    <Loaded of={balance}>
      {({ parties, loaded, lean }) => (
        <section className="sheet" data-testid="balance">
          {lean ? (
            <Alert type="warning" showIcon title={`文字偏向${lean.names}`} description={lean.why.join(';')} />
          ) : (
            <Alert type="success" showIcon title="没有看出偏向" />
          )}
          {loaded.length > 0 && <h3>带偏向的词</h3>}
          {loaded.map(({ word, where, sentence, reason, suggestion, name }) => (
            <div key={`${where}${word}${sentence}`} className="checked change">
              <Flex gap={8} wrap align="center">
                <Mark tone="gold">{word}</Mark> {where} {name && <span className="muted">说的是{name}</span>}
              </Flex>
              <div>“{sentence}”</div>
              <div className="muted">
                {reason};{suggestion}
              </div>
              {onReplace && (
                <Flex gap={6} wrap>
                  {replacements(suggestion).map((to) => (
                    <Button key={to} size="small" onClick={() => onReplace(sentence, word, to)}>
                      {to ? `改为“${to}”` : '删去这个词'}
                    </Button>
                  ))}
                </Flex>
              )}
            </div>
          ))}
          <div className="sides">
            {parties.map(({ partyId, name, role, statements, covered, omitted, share }) => (
              <div key={partyId}>
                <h3>
                  {name} <span className="muted">{roleWords[role]}</span>
                </h3>
                {statements.length === 0 ? (
                  <p className="muted">记录里没有这一方的陈述。</p>
                ) : (
                  <>
                    <Progress
                      percent={Math.round((share ?? 0) * 100)}
                      format={() => `${covered}/${covered + omitted}`}
                      aria-label={`${name}的陈述写进了${covered}句,共${covered + omitted}句`}
                    />
                    <ul className="rows">
                      {statements.map(({ recordId, quote, covered: told, at, by }) => (
                        <li key={`${recordId}${quote}`}>
                          <Mark tone={told ? 'green' : 'grey'}>{told ? '写进了' : '没有写'}</Mark> {quote}{' '}
                          <button type="button" className="go" onClick={() => open.record(recordId)}>
                            {by} {when(at)}
                          </button>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </div>
            ))}
          </div>
          <p className="muted">没有写进的不一定要写:协议只写双方确认的事实,争议写“双方陈述不一致”。</p>
        </section>
      )}
    </Loaded>
  )
}

/** What the suggestion offers in quotes to write instead; the empty word where it says to leave it out. */
const replacements = (suggestion: string): string[] => {
  const quoted = [...suggestion.matchAll(/“([^”]+)”/g)].map((match) => match[1]!)
  return quoted.length > 0 ? quoted : suggestion.startsWith('删去') ? [''] : []
}
