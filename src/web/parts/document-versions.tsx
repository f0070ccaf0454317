import { useQuery } from '@tanstack/react-query'
import { Flex, Select } from 'antd'
import { useState } from 'react'
import { call, type Reply } from '../api.ts'
import { when } from '../words.ts'
import { placed } from './content.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'

type Change = NonNullable<Reply<'get', '/api/v1/documents/:id/versions'>['difference']>['lines'][number]

/** Any two versions line by line: what came, what went, who wrote it and since when. */
export function DocumentVersions({ id, version }: { id: string; version: number }) {
  const [asked, setAsked] = useState<{ from?: number; to?: number }>({})
  const [whole, setWhole] = useState(false)
  const to = asked.to ?? version
  const from = asked.from ?? Math.max(1, to - 1)
  const versions = useQuery({
    queryKey: ['versions', id, from, to],
    queryFn: () => call('get', '/api/v1/documents/:id/versions', { params: { id }, query: { from, to } }),
    placeholderData: (before) => before,
  })
  return (
    <Loaded of={versions}>
      {({ items, difference }) => {
        const options = items.map((it) => ({ value: it.version, label: `第${it.version}版 · ${it.author}` }))
        const changed = difference?.lines.filter(({ kind }) => kind !== 'kept') ?? []
        const shown = whole ? (difference?.lines ?? []) : changed
        return (
          <section className="sheet" data-testid="versions">
            {items.length > 1 && (
              <Flex gap={10} wrap align="center">
                <Select
                  value={from}
                  options={options}
                  onChange={(value) => setAsked({ from: value, to })}
                  aria-label="从哪一版"
                />
                <span>对比</span>
                <Select
                  value={to}
                  options={options}
                  onChange={(value) => setAsked({ from, to: value })}
                  aria-label="到哪一版"
                />
                {difference && (
                  <span className="muted">
                    新增{difference.added}行,删去{difference.removed}行,未动{difference.kept}行
                  </span>
                )}
                <button type="button" className="go" onClick={() => setWhole(!whole)}>
                  {whole ? '只看改动' : '看全文'}
                </button>
              </Flex>
            )}
            {items.length === 1 && <p className="muted">还只有一版,修改后可以在这里对比。</p>}
            {items.length > 1 && changed.length === 0 && <p className="muted">这两版没有差别。</p>}
            <div className="changes">
              {placed(shown).map(({ it: change, at }) => (
                <ChangedLine key={at} change={change} />
              ))}
            </div>
            <p className="muted">
              {items.map((it) => `第${it.version}版 ${it.author} ${when(it.updatedAt)}`).at(-1)}
              ;机器写的与人写的分开标注,人改过的话以后各版仍认得出。
            </p>
          </section>
        )
      }}
    </Loaded>
  )
}

function ChangedLine({ change: { kind, place, text, parts, by, author, since } }: { change: Change }) {
  const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
  return (
    <div className={`change ${kind}`} data-change={kind}>
      <span className="change-sign" aria-hidden="true">
        {kind === 'added' ? '+' : kind === 'removed' ? '−' : ''}
      </span>
      <div>
        <div className="muted">
          {place} ·{' '}
          <Mark tone={by === 'person' ? 'blue' : 'grey'}>{by === 'person' ? (author ?? '人工') : '机器'}</Mark> 第
          {since}版起
        </div>
        <Tag>
          {parts
            ? placed(parts).map(({ it: part, at }) => (part.kind === 'kept' ? part.text : <b key={at}>{part.text}</b>))
            : text}
        </Tag>
      </div>
    </div>
  )
}
