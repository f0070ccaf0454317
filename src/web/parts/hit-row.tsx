import { Flex, Tag } from 'antd'
import type { Hit } from '../api.ts'
import { Highlighted } from './highlighted.tsx'
import { kindWords } from './law-words.ts'

const SHOWN = 150

/** One thing found: where it stands, our 要旨 and the official words told apart. */
export function HitRow({
  hit,
  question,
  current,
  onOpen,
}: {
  hit: Hit
  question: string
  current: boolean
  onOpen(): void
}) {
  const opens = hit.key.includes('#')
  const name = `${hit.title} ${hit.article ?? ''}`
  return (
    <li className={`hit ${current ? 'current' : ''}`} data-testid="hit">
      <Flex gap={8} wrap align="center">
        {opens ? (
          <button type="button" className="hit-title" onClick={onOpen} aria-current={current || undefined}>
            {name}
          </button>
        ) : (
          <span className="hit-title">{name}</span>
        )}
        {hit.kind !== 'law' && <Tag>{kindWords[hit.kind]}</Tag>}
        {hit.heading && <span className="muted small">{hit.heading}</span>}
      </Flex>
      {hit.note && <div className="note">{hit.note}</div>}
      {hit.gist && <Words label="要旨" tone="gist" text={hit.gist} question={question} />}
      {hit.text !== hit.gist && (
        <Words
          label={hit.official ? '官方文本' : hit.kind === 'law' ? '要旨' : undefined}
          tone={hit.official ? 'official' : hit.kind === 'law' ? 'gist' : 'plain'}
          text={hit.text.replaceAll(/(^|\n)- /g, '$1· ')}
          question={question}
        />
      )}
    </li>
  )
}

function Words({ label, tone, text, question }: { label?: string; tone: string; text: string; question: string }) {
  return (
    <div className={`words ${tone}`}>
      {label && <span className="label">{label}</span>}
      <Highlighted text={text} question={question} limit={SHOWN} />
    </div>
  )
}
