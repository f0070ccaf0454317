import { useQuery } from '@tanstack/react-query'
import { Button, Flex, Select } from 'antd'
import { useState } from 'react'
import { type Comparison, call } from '../api.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'
import type { Opening } from './ref-links.tsx'
import { useWords } from './use-words.ts'

type Props = { id: string; open: Opening; onInsert?(text: string): void }

/** 往期协议: what past agreements of this kind usually regulate and this one does not, and each clause beside its like. */
export function PrecedentView({ id, open, onInsert }: Props) {
  const comparison = useQuery({
    queryKey: ['precedents', id],
    queryFn: () => call('get', '/api/v1/documents/:id/precedents', { params: { id } }),
  })
  const words = useWords()
  const [key, setKey] = useState<string>()
  return (
    <Loaded of={comparison}>
      {({ missing, precedents, clauses }) => {
        const past = precedents.find((it) => it.key === key) ?? precedents[0]
        return (
          <section className="sheet" data-testid="precedents">
            <h3>往期协议通常还约定</h3>
            {missing.length === 0 && <p className="muted">常见的事项这份都约定了。</p>}
            {missing.map((it) => (
              <MissingMatter key={it.matter} matter={it} open={open} onInsert={onInsert} />
            ))}
            <h3>逐条对照</h3>
            {precedents.length === 0 && <p className="muted">库里还没有相近的协议。</p>}
            {past && (
              <>
                <Select
                  value={past.key}
                  onChange={setKey}
                  aria-label="哪一份往期协议"
                  style={{ width: '100%' }}
                  options={precedents.map(({ key, title, subtypes }) => ({
                    value: key,
                    label: `${title}(${subtypes.map(words.subtype).join('、')})`,
                  }))}
                />
                <p className="muted">{past.facts}</p>
                <Beside past={past} clauses={clauses} open={open} />
              </>
            )}
          </section>
        )
      }}
    </Loaded>
  )
}

function MissingMatter({
  matter,
  open,
  onInsert,
}: { matter: Comparison['missing'][number] } & Pick<Props, 'open' | 'onInsert'>) {
  const offers = [...matter.examples, ...(matter.playbook ? [matter.playbook] : [])]
  return (
    <div className="checked change">
      <Flex gap={8} wrap align="center">
        <b>{matter.name}</b>
        {matter.regulate > 0 && (
          <Mark>
            {matter.of}份里{matter.regulate}份有
          </Mark>
        )}
        <span>问一问双方:{matter.ask}?</span>
      </Flex>
      <ul className="rows">
        {offers.map(({ key, text }) => (
          <li key={key}>
            {text}{' '}
            <button type="button" className="go" onClick={() => open.passage(key)}>
              {key.startsWith('playbook:') ? '调解方案' : '出处'}
            </button>
            {onInsert && (
              <Button size="small" onClick={() => onInsert(text)}>
                照着加一条
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Beside({
  past,
  clauses,
  open,
}: {
  past: Comparison['precedents'][number]
  clauses: Comparison['clauses']
  open: Opening
}) {
  return (
    <div className="beside">
      <b>往期协议</b>
      <b>这一份</b>
      {past.clauses.map(({ key, text, beside }) => {
        const own = clauses.find(({ n }) => n === beside)
        return [
          <div key={key}>
            {text}{' '}
            <button type="button" className="go" onClick={() => open.passage(key)}>
              出处
            </button>
          </div>,
          own ? (
            <div key={`${key}own`}>
              <button type="button" className="go" onClick={() => open.clause(own.n)}>
                第{own.n}条
              </button>{' '}
              {own.text}
            </div>
          ) : (
            <div key={`${key}own`} className="muted">
              没有相应的约定
            </div>
          ),
        ]
      })}
    </div>
  )
}
