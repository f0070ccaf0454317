import { Tooltip } from 'antd'
import type { CaseDocument } from '../api.ts'
import { sourceWords } from '../words.ts'

/** The text as on paper; each line carries where it comes from, and the colour of what was found in it. */
export function DocumentPaper({ document, onOpen }: { document: CaseDocument; onOpen(key: string): void }) {
  const lines = document.text.split('\n').map((line, at) => ({ line, at }))
  return (
    <article className="paper" data-testid="paper">
      {lines.map(({ line, at }) => (
        <Line key={at} line={line} first={at === 0} document={document} onOpen={onOpen} />
      ))}
    </article>
  )
}

function Line({
  line,
  first,
  document,
  onOpen,
}: {
  line: string
  first: boolean
  document: CaseDocument
  onOpen(key: string): void
}) {
  if (!line.trim()) return null
  if (first) return <h2>{line}</h2>
  const bare = line.replace(/^\s*(?:\d+[.、．]|[（(]?[一二三四五六七八九十]+[)）]?、?)\s*/, '')
  const source = document.sources.find(
    ({ sentence }) => sentence && (sentence === line || sentence === bare || line.includes(sentence)),
  )
  if (!source && line.length <= 24 && !/[。；]$/.test(line)) return <h3>{line}</h3>
  const finding = document.findings.find(
    ({ where }) => where.length >= 4 && (line.includes(where) || where.includes(bare)),
  )
  const laws = source?.refs.filter((ref) => /^(law|agreement|playbook):/.test(ref)) ?? []
  return (
    <p className={`clause ${finding?.level ?? ''}`} style={{ marginBlock: 2 }}>
      {finding ? <Tooltip title={`${finding.message} ${finding.fix}`}>{line}</Tooltip> : line}
      {source && <span className="source">{sourceWords[source.label] ?? source.label}</span>}
      {laws.map((ref) => (
        <button
          key={ref}
          type="button"
          className="source"
          style={{ border: 0, background: 'none', color: '#1d6b5c', cursor: 'pointer', padding: 0 }}
          onClick={() => onOpen(ref)}
        >
          {ref.replace(/^\w+:/, '')}
        </button>
      ))}
    </p>
  )
}
