import { Alert } from 'antd'
import type { Calculation } from '../api.ts'
import { day, yuan } from '../words.ts'
import { Mark } from './mark.tsx'
import { RefLinks } from './ref-links.tsx'

type Props = { result: Calculation; paramWords(name: string): string; onOpen(key: string): void }

/** A result with how it came about: items, steps with their figures, the law, and whose parameters were used. */
export function CalculationView({ result, paramWords, onOpen }: Props) {
  const { items, totalFen, steps, basis, params, note, warnings = [] } = result
  return (
    <div data-testid="calculation">
      <table className="grid-table">
        <tbody>
          {items.map(({ label, amountFen, day: on }) => (
            <tr key={`${label}${amountFen}${on}`}>
              <th scope="row">{label}</th>
              <td>{amountFen !== undefined ? yuan(amountFen) : on ? day(on) : '见步骤'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {totalFen !== undefined && (
        <p>
          合计{' '}
          <b className="total" data-testid="total">
            {yuan(totalFen)}
          </b>
        </p>
      )}
      {warnings.map((it) => (
        <Alert key={it} type="warning" showIcon title={it} style={{ marginBottom: 8 }} />
      ))}
      <h3 className="small">怎么算出来的</h3>
      <ol className="steps">
        {steps.map(({ label, formula, value }) => (
          <li key={`${label}${formula}`}>
            <b>{label}</b>
            <div className="muted">{formula}</div>
            <div>= {value}</div>
          </li>
        ))}
      </ol>
      <h3 className="small">依据</h3>
      <div className="refs">
        <RefLinks refs={basis} open={{ passage: onOpen }} most={40} />
      </div>
      {params.length > 0 && (
        <>
          <h3 className="small">用到的参数</h3>
          <ul className="rows">
            {params.map(({ name, value, source, year }) => (
              <li key={`${name}${JSON.stringify(value)}`}>
                {paramWords(name)}:<b>{figure(value)}</b>{' '}
                {source === '本次录入' ? <Mark tone="orange">本次录入</Mark> : <span className="muted">{source}</span>}{' '}
                {year !== null && <span className="muted">{year}年</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{note}</p>
    </div>
  )
}

const figure = (value: Calculation['params'][number]['value']) =>
  typeof value === 'number' ? String(value) : Object.values(value).join(' / ')
