import { useEffect, useRef, useState } from 'react'
import { useWords } from '../parts/use-words.ts'
import { Contact } from './contact.tsx'
import { Danger } from './danger.tsx'
import { Notice } from './notice.tsx'
import { Receipt } from './receipt.tsx'
import { repliesTo } from './replies.ts'
import { useSpeech } from './use-speech.ts'
import { ownTalk, useTalk } from './use-talk.ts'

const accepted = 'image/*,.pdf,.docx,audio/*,.amr,.m4a'

/** A resident's talk: the question that stands now in large type, the ways to answer it, and what was said before behind a fold. */
export function TalkScreen({ kiosk, onLeave, onActive }: { kiosk: boolean; onLeave(): void; onActive(): void }) {
  const [agreed, setAgreed] = useState(() => ownTalk.get(kiosk) !== undefined)
  if (!agreed) return <Notice onAgree={() => setAgreed(true)} onLeave={onLeave} />
  return <Talk kiosk={kiosk} onLeave={onLeave} onActive={onActive} />
}

const opening = '您慢慢说:和谁、什么时候、在哪里、怎么回事?照平常说话的样子讲就行。'

function Talk({ kiosk, onLeave, onActive }: { kiosk: boolean; onLeave(): void; onActive(): void }) {
  const words = useWords()
  const speech = useSpeech()
  const [aloud, setAloud] = useState(false)
  const { speak } = speech
  const talk = useTalk(kiosk, (answer) => aloud && speak(answer))
  const { said, standing, taken, files, dangers, busy, fault } = talk
  const [draft, setDraft] = useState('')
  const [leaving, setLeaving] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const answered = said.findLast(({ role }) => role !== 'user')
  const answer = said.at(-1)?.role === 'user' ? undefined : answered
  const receipt = standing.receipt

  const send = async (text: string) => {
    const message = text.trim()
    if (!message || busy) return
    speech.stop()
    setDraft('')
    // What was typed is not lost.
    if (!(await talk.send(message))) setDraft(message)
  }

  // Words that come in are a sign of life, and begin at the top.
  const count = said.length
  useEffect(() => {
    if (count === 0) return
    onActive()
    top.current?.scrollIntoView({ block: 'start' })
  }, [count, onActive])

  const asksContact = standing.stage === 'contact' && !taken
  const earlier = said.slice(0, answer ? -1 : undefined)
  const mine = earlier.findLast(({ role }) => role === 'user')
  const older = earlier.filter((it) => it !== mine)
  const replies = taken || busy ? [] : repliesTo(standing, said.length > 0, words.subtype)
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
        {taken && <span className="by">工作人员正在和您说话</span>}
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
          {talk.begun && (
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
                  if (file) talk.hand(file)
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
