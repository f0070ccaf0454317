import { useCallback, useEffect, useRef, useState } from 'react'
import { type Assessment, attach, type Conversation, call, type Done, say } from '../api.ts'
import { useWords } from '../parts/use-words.ts'
import { flagWords, plainly } from '../words.ts'
import { Contact } from './contact.tsx'
import { Receipt } from './receipt.tsx'
import { repliesTo } from './replies.ts'
import { useSpeech } from './use-speech.ts'

type Said = Pick<Conversation['messages'][number], 'id' | 'role' | 'text'>
const accepted = 'image/*,.pdf,.docx,audio/*,.amr,.m4a'
const pollEvery = 4_000

/** A resident's talk: the question that stands now in large type, the ways to answer it, and what was said before behind a fold. */
export function TalkScreen({ kiosk, onLeave, onActive }: { kiosk: boolean; onLeave(): void; onActive(): void }) {
  const [agreed, setAgreed] = useState(false)
  if (!agreed) return <Notice onAgree={() => setAgreed(true)} onLeave={onLeave} />
  return <Talk kiosk={kiosk} onLeave={onLeave} onActive={onActive} />
}

/** What is told before a word is kept (个人信息保护法17). */
function Notice({ onAgree, onLeave }: { onAgree(): void; onLeave(): void }) {
  return (
    <div className="start">
      <h1>开始之前,跟您说清楚</h1>
      <ul className="promise">
        <li>您说的话会记下来,只给处理这件事的工作人员看。</li>
        <li>现在不用留姓名、电话和证件号。要登记时再问您。</li>
        <li>您可以随时停下,不说也没关系。</li>
      </ul>
      <button type="button" className="big" onClick={onAgree}>
        知道了,开始说
      </button>
      <button type="button" className="big plain-button" onClick={onLeave}>
        不了,我去窗口
      </button>
    </div>
  )
}

const opening = '您慢慢说:和谁、什么时候、在哪里、怎么回事?照平常说话的样子讲就行。'

function Talk({ kiosk, onLeave, onActive }: { kiosk: boolean; onLeave(): void; onActive(): void }) {
  const words = useWords()
  const speech = useSpeech()
  const [said, setSaid] = useState<Said[]>([])
  const [id, setId] = useState<string>()
  const [standing, setStanding] = useState<Pick<Done, 'stage' | 'asks' | 'receipt'>>({ stage: 'hearing' })
  const [takenBy, setTakenBy] = useState<string>()
  const [files, setFiles] = useState<string[]>([])
  const [dangers, setDangers] = useState<Assessment['redFlags']>([])
  const [draft, setDraft] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const [aloud, setAloud] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const alive = useRef(new AbortController())
  useEffect(() => {
    const mine = new AbortController()
    alive.current = mine
    return () => mine.abort()
  }, [])

  const { speak } = speech
  const answered = said.findLast(({ role }) => role !== 'user')
  const answer = said.at(-1)?.role === 'user' ? undefined : answered
  const receipt = standing.receipt

  const send = async (text: string) => {
    const message = text.trim()
    if (!message || busy) return
    setBusy(true)
    setFault(undefined)
    speech.stop()
    const before = said
    const heard: Said = { id: `u${before.length}`, role: 'user', text: message }
    setSaid([...before, heard])
    setDraft('')
    let reply = ''
    let alarms: Assessment['redFlags'] = []
    try {
      for await (const { event, data } of say({ message, conversationId: id, mode: 'intake' }, alive.current.signal)) {
        if (event === 'message.delta') {
          reply += data.text
          setSaid([...before, heard, { id: `a${before.length}`, role: 'assistant', text: reply }])
        }
        if (event === 'assessment') alarms = data.redFlags.filter(({ stop }) => stop === 'stop')
        if (event === 'error') throw new Error(data.message)
        if (event === 'done') {
          setId(data.conversationId)
          setStanding({ stage: data.stage, asks: data.asks, receipt: data.receipt })
        }
      }
      setDangers(alarms)
      if (aloud && reply) speak(reply)
    } catch (error) {
      if ((error as Error).name === 'AbortError') return
      // What was typed is not lost.
      setSaid(before)
      setDraft(message)
      setFault(plainly(error))
    } finally {
      setBusy(false)
    }
  }

  const hand = async (file: File) => {
    if (!id) return
    setBusy(true)
    setFault(undefined)
    try {
      const { name } = await attach(id, file)
      setFiles((all) => [...new Set([...all, name])])
      await look()
    } catch (error) {
      setFault(plainly(error))
    } finally {
      setBusy(false)
    }
  }

  /** Reads the talk anew: a member of staff may have spoken, or registered it. */
  const look = useCallback(async () => {
    if (!id) return
    const talk = await call('get', '/api/v1/conversations/:id', { params: { id } }).catch(() => undefined)
    if (!talk || alive.current.signal.aborted) return
    setTakenBy(talk.takenBy)
    setSaid(talk.messages.map(({ id: key, role, text }) => ({ id: key, role, text })))
    setStanding((it) => ({ ...it, stage: talk.stage, receipt: talk.receipt }))
  }, [id])
  useEffect(() => {
    if (!id || busy) return
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), pollEvery)
    return () => clearInterval(timer)
  }, [id, busy, look])

  // Words that come in are a sign of life, and begin at the top.
  const count = said.length
  useEffect(() => {
    if (count === 0) return
    onActive()
    top.current?.scrollIntoView({ block: 'start' })
  }, [count, onActive])

  const asksContact = standing.stage === 'contact' && !takenBy
  const earlier = said.slice(0, answer ? -1 : undefined)
  const mine = earlier.findLast(({ role }) => role === 'user')
  const older = earlier.filter((it) => it !== mine)
  const replies = takenBy || busy ? [] : repliesTo(standing, said.length > 0, words.subtype)
  return (
    <div className="talking" ref={top}>
      <div className="bar-top">
        {/* Whoever is in danger, or has a receipt, leaves at a touch; a talk in the middle is not lost by a slip of the hand. */}
        <button
          type="button"
          className="end"
          onClick={() => (said.length === 0 || receipt || dangers.length > 0 ? onLeave() : setLeaving(true))}
        >
          ✕ 结束并清除
        </button>
        {speech.can && (
          <label className="switch">
            <input type="checkbox" checked={aloud} onChange={(event) => setAloud(event.target.checked)} />
            自动朗读
          </label>
        )}
      </div>
      {leaving && (
        <div className="veil" role="alertdialog" aria-modal="true" aria-labelledby="leaving">
          <div className="sheet">
            <h2 id="leaving">还没有登记,要结束吗?</h2>
            <p>结束后,您说的内容会从这里清除,下次要重新说。</p>
            <button type="button" className="big" onClick={() => setLeaving(false)}>
              接着说
            </button>
            <button type="button" className="big plain-button" onClick={onLeave}>
              结束并清除
            </button>
          </div>
        </div>
      )}
      {dangers.length > 0 && <Danger flags={dangers} kiosk={kiosk} />}
      {receipt && <Receipt receipt={receipt} words={said.findLast(({ text }) => text.includes(receipt))?.text} />}
      {older.length > 0 && (
        <details className="older">
          <summary>看前面说过的({older.length}句)</summary>
          {older.map(({ id: key, role, text }) => (
            <p key={key} className={role === 'user' ? 'mine' : 'theirs'}>
              {text}
            </p>
          ))}
        </details>
      )}
      {mine && <p className="mine">{mine.text}</p>}
      <div className="question" aria-live="polite" data-testid="question">
        {takenBy && <span className="by">{takenBy}(工作人员)正在和您说话</span>}
        <p>
          {answer?.text || (said.length === 0 ? opening : busy ? '正在看您说的…' : '已经送到,工作人员马上看,请稍等。')}
        </p>
        {speech.can && (answer || said.length === 0) && (
          <button
            type="button"
            className="speak"
            onClick={() => (speech.speaking ? speech.stop() : speak(answer?.text ?? opening))}
          >
            {speech.speaking ? '■ 停止朗读' : '▶ 读给我听'}
          </button>
        )}
      </div>
      {fault && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      {asksContact && !busy ? (
        <Contact onGive={(contact) => send(contact)} onRefuse={() => send('不同意')} />
      ) : (
        <>
          {replies.length > 0 && (
            <div className="replies">
              {replies.map(({ label, text }) => (
                <button
                  type="button"
                  key={label}
                  className="reply"
                  onClick={() => (text ? send(text) : box.current?.focus())}
                >
                  {label}
                </button>
              ))}
            </div>
          )}
          <form
            className="composer"
            onSubmit={(event) => {
              event.preventDefault()
              send(draft)
            }}
          >
            <textarea
              ref={box}
              aria-label="您要说的话"
              placeholder={said.length === 0 ? '比如:楼上漏水,把我家吊顶泡坏了' : '在这里写'}
              rows={3}
              maxLength={5_000}
              autoComplete="off"
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                send(draft)
              }}
            />
            <button type="submit" className="big" disabled={busy || !draft.trim()}>
              {busy ? '请稍等…' : '说完了,送出'}
            </button>
          </form>
          {id && (
            <div className="files">
              <button type="button" className="reply" disabled={busy} onClick={() => picker.current?.click()}>
                ＋ 交照片、文件、录音
              </button>
              <input
                ref={picker}
                type="file"
                hidden
                aria-label="选文件"
                accept={accepted}
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  event.target.value = ''
                  if (file) hand(file)
                }}
              />
              {files.length > 0 && <span>已交:{files.join('、')}</span>}
            </div>
          )}
        </>
      )}
    </div>
  )
}

/** Somebody may be in danger: the numbers first, and that a person is coming. */
function Danger({ flags, kiosk }: { flags: Assessment['redFlags']; kiosk: boolean }) {
  const life = flags.filter(({ code }) => code !== 'fake_mediation')
  if (life.length === 0) return null
  return (
    <div className="danger-card" role="alert" data-testid="danger">
      <strong>先顾好安全({life.map(({ code }) => flagWords[code]).join('、')})</strong>
      <div className="calls">
        {[
          ['110', '报警'],
          ['120', '急救'],
          ['119', '火警'],
        ].map(([number, word]) =>
          kiosk ? (
            <span key={number}>
              <b>{number}</b> {word}
            </span>
          ) : (
            <a key={number} href={`tel:${number}`}>
              <b>{number}</b> {word}
            </a>
          ),
        )}
      </div>
      <p>{kiosk ? '请马上叫身边的工作人员。' : ''}值班长已经收到,会尽快联系您。</p>
    </div>
  )
}
