import { useRef, useState } from 'react'
import { call, type Progress } from '../api.ts'
import { plainly } from '../words.ts'

const way = ['登记', '分派', '调解', '协议', '履行', '办结'] as const
/** How far along the way a status stands. */
const place: Partial<Record<Progress['status'], number>> = {
  draft: 0,
  registered: 0,
  screening: 1,
  emergency: 1,
  assigned: 1,
  returned: 1,
  accepted: 2,
  investigating: 2,
  mediating: 2,
  suspended: 2,
  agreed_written: 3,
  agreed_oral: 3,
  effective: 3,
  confirm_pending: 3,
  confirm_withdrawn: 3,
  confirmed: 3,
  confirm_dismissed: 3,
  performing: 4,
  breached: 4,
  enforcement: 4,
  payment_order: 4,
  performed: 4,
  followed_up: 5,
  closed: 5,
  archived: 5,
}

/** 查进度: the stage and the next step, for whoever knows the receipt and the phone's last four digits. */
export function ProgressScreen({ onLeave }: { onLeave(): void }) {
  const [receipt, setReceipt] = useState('')
  const [tail, setTail] = useState('')
  const [found, setFound] = useState<Progress>()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const second = useRef<HTMLInputElement>(null)
  const ask = async () => {
    const code = receipt.replaceAll(/\s/g, '').toUpperCase()
    if (!code) return setFault('请写回执号,在回执单的正中间,HY 开头')
    if (!/^\d{4}$/.test(tail)) {
      second.current?.focus()
      return setFault('请写登记手机号的最后四位数字')
    }
    setBusy(true)
    setFault(undefined)
    try {
      setFound(await call('get', '/api/v1/progress', { query: { receipt: code, phoneTail: tail } }))
    } catch (error) {
      setFound(undefined)
      setFault(plainly(error))
    } finally {
      setBusy(false)
    }
  }
  const at = found && place[found.status]
  return (
    <div className="talking">
      <div className="bar-top">
        <button type="button" className="end" onClick={onLeave}>
          ✕ 回首页
        </button>
      </div>
      <h1>查办到哪一步了</h1>
      {found ? (
        <section className="found" aria-live="polite" data-testid="progress">
          {at !== undefined && (
            <ol className="way">
              {way.map((step, i) => (
                <li
                  key={step}
                  className={i < at ? 'done' : i === at ? 'now' : ''}
                  aria-current={i === at ? 'step' : undefined}
                >
                  {step}
                </li>
              ))}
            </ol>
          )}
          <p className="stage">{found.stage}</p>
          <p>{found.next === '—' ? '这件事已经办完。' : `接下来:${found.next}`}</p>
          <p className="small">
            {new Date(found.updatedAt).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' })} 更新 · 回执号{' '}
            {found.receipt}
          </p>
          <button type="button" className="big" onClick={onLeave}>
            看好了,清除
          </button>
        </section>
      ) : (
        <form
          className="contact"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            ask()
          }}
        >
          <label>
            受理回执号
            <input
              value={receipt}
              onChange={(event) => setReceipt(event.target.value)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={24}
              placeholder="HY 开头"
            />
          </label>
          <label>
            手机号最后四位
            <input
              ref={second}
              value={tail}
              onChange={(event) => setTail(event.target.value.replaceAll(/\D/g, ''))}
              autoComplete="off"
              inputMode="numeric"
              maxLength={4}
            />
          </label>
          {fault && (
            <p role="alert" className="fault">
              {fault}
            </p>
          )}
          <button type="submit" className="big" disabled={busy}>
            {busy ? '正在查…' : '查一查'}
          </button>
        </form>
      )}
    </div>
  )
}
