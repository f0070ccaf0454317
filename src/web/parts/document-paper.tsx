import { EditOutlined } from '@ant-design/icons'
import { Fragment } from 'react'
import type { CaseDocument, Finding } from '../api.ts'
import { sourceWords } from '../words.ts'
import {
  anchorOf,
  type Content,
  contentOf,
  type Item,
  placed,
  placeholder,
  type Section,
  type Spot,
  spotsOf,
} from './content.ts'
import { Mark } from './mark.tsx'
import { type Opening, RefLinks } from './ref-links.tsx'

type Props = {
  document: CaseDocument
  open: Opening
  /** The item a click elsewhere led to. */
  marked?: string
  /** Absent where the text may not be changed. */
  onEdit?(spot: Spot, text: string): void
  onFill?(spot: Spot, words: string): void
}

/** The text as on paper; beside each line where it comes from, coloured by what was found in it, a person's words told apart. */
export function DocumentPaper({ document, open, marked, onEdit, onFill }: Props) {
  const content = contentOf(document)
  const found = findingsBySpot(content, document.findings)
  return (
    <article className="paper" data-testid="paper">
      <h2>{content.title}</h2>
      <p className="paper-number">编号:{content.number}</p>
      {content.sections.map((section) => (
        <Fragment key={section.key}>
          {section.heading && <h3>{section.heading}</h3>}
          {isTable(section) ? (
            <PaperTable section={section} />
          ) : (
            section.items.map((item, at) => {
              const spot = { key: section.key, at }
              const anchor = anchorOf(spot)
              return (
                <Line
                  key={anchor}
                  item={item}
                  anchor={anchor}
                  number={section.numbered ? at + 1 : undefined}
                  level={found.get(anchor)}
                  marked={marked === anchor}
                  open={open}
                  onEdit={onEdit && (() => onEdit(spot, item.text))}
                  onFill={onFill && ((words) => onFill(spot, words))}
                />
              )
            })
          )}
        </Fragment>
      ))}
      <div className="paper-signatures">
        {content.signatures.map(({ who, label }) => (
          <div key={who}>{label}:</div>
        ))}
        {content.date.trim() && <div>{content.date.trim()}</div>}
      </div>
    </article>
  )
}

function findingsBySpot(content: Content, findings: Finding[]): Map<string, Finding['level']> {
  const found = new Map<string, Finding['level']>()
  for (const finding of findings) {
    for (const spot of spotsOf(content, finding)) {
      const anchor = anchorOf(spot)
      if (found.get(anchor) !== 'block') found.set(anchor, finding.level)
    }
  }
  return found
}

const isTable = ({ items }: Section) => items.length > 0 && items.every(({ text }) => text.includes('\t'))

function PaperTable({ section: { items } }: { section: Section }) {
  const [head, ...rows] = items.map(({ text }) => text.split('\t'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard too
    <section className="paper-table" tabIndex={0} aria-label="表格">
      <table>
        <thead>
          <tr>
            {head!.map((cell) => (
              <th key={cell}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed(rows).map(({ it: cells, at }) => (
            <tr key={at}>
              {placed(cells).map(({ it: cell, at: column }) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type LineProps = {
  item: Item
  anchor: string
  number?: number
  level?: Finding['level']
  marked: boolean
  open: Opening
  onEdit?(): void
  onFill?(words: string): void
}

function Line({ item, anchor, number, level, marked, open, onEdit, onFill }: LineProps) {
  const person = item.label === 'person'
  const classes = ['clause', person && 'person', marked && 'marked'].filter(Boolean).join(' ')
  return (
    <div className="line">
      <p className={classes} id={anchor} data-level={level} tabIndex={-1}>
        {number !== undefined && `${number}、`}
        {placed(item.text.split(placeholder)).map(({ it: part, at }) =>
          placeholder.test(part) ? (
            onFill ? (
              <button type="button" key={at} className="gap" onClick={() => onFill(part)}>
                {part}
              </button>
            ) : (
              <span key={at} className="gap">
                {part}
              </span>
            )
          ) : (
            part
          ),
        )}
      </p>
      <div className="line-source">
        <Mark tone={person ? 'blue' : 'grey'}>{sourceWords[item.label] ?? item.label}</Mark>
        <RefLinks refs={item.refs} open={open} />
        {onEdit && (
          <button type="button" className="go quiet" aria-label="修改这一条" title="修改这一条" onClick={onEdit}>
            <EditOutlined />
          </button>
        )}
      </div>
    </div>
  )
}
