import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useOnline } from '../parts/use-online.ts'
import { ProgressScreen } from './progress.tsx'
import { TalkScreen } from './talk.tsx'
import { useIdle } from './use-idle.ts'
import { ownTalk } from './use-talk.ts'
import './hall.css'

type Screen = 'start' | 'talk' | 'progress'
const second = 1_000
const numbers = [
  { number: '110', word: '报警' },
  { number: '120', word: '急救' },
  { number: '119', word: '火警' },
  { number: '12356', word: '心里难受' },
]

/**
 * 居民端: a phone's page and, under /hall/kiosk, the one in the hall. Large type, one thing at a time. At the
 * kiosk what a person tells lives in this page's memory only; on a phone the tab remembers the talk over a reload. Leaving, or
 * going away, takes it off the screen and out of the memory.
 */
export default function Hall() {
  const kiosk = useLocation().pathname.startsWith('/hall/kiosk')
  const online = useOnline()
  const [screen, setScreen] = useState<Screen>(() => (ownTalk.get(kiosk) ? 'talk' : 'start'))
  /** Each person begins anew: nothing mounted outlives a round. */
  const [round, setRound] = useState(0)
  const leave = useCallback(() => {
    ownTalk.forget()
    setRound((it) => it + 1)
    setScreen('start')
    scrollTo(0, 0)
  }, [])
  const { left, stay } = useIdle({
    on: screen !== 'start',
    after: kiosk ? 90 * second : 30 * 60 * second,
    grace: 30 * second,
    onIdle: leave,
  })
  useEffect(() => {
    document.title = '居民服务 · 综治中心'
    // Nor does the browser's own store of pages bring a talk back.
    const back = (event: PageTransitionEvent) => event.persisted && leave()
    addEventListener('pageshow', back)
    return () => removeEventListener('pageshow', back)
  }, [leave])
  return (
    <div className="hall">
      <nav className="help" aria-label="紧急电话">
        <span>有危险先求助</span>
        {numbers.map(({ number, word }) =>
          kiosk ? (
            <span key={number} className="number">
              <b>{number}</b> {word}
            </span>
          ) : (
            <a key={number} className="number" href={`tel:${number}`}>
              <b>{number}</b> {word}
            </a>
          ),
        )}
      </nav>
      {!online && (
        <div role="alert" className="offline">
          网络断了,您说的话暂时送不出去。着急的事请直接找窗口工作人员。
        </div>
      )}
      <main key={round}>
        {screen === 'start' && <Start kiosk={kiosk} onGo={setScreen} />}
        {screen === 'talk' && <TalkScreen kiosk={kiosk} onLeave={leave} onActive={stay} />}
        {screen === 'progress' && <ProgressScreen onLeave={leave} />}
      </main>
      {left !== undefined && (
        <div className="veil" role="alertdialog" aria-modal="true" aria-labelledby="still">
          <div className="sheet">
            <h2 id="still">您还在吗?</h2>
            <p>{left}秒后会清除您说的内容,回到首页。</p>
            <button type="button" className="big" onClick={stay}>
              我还在
            </button>
            <button type="button" className="big plain-button" onClick={leave}>
              我走了,清除
            </button>
          </div>
        </div>
      )}
    </div>
  )
}

function Start({ kiosk, onGo }: { kiosk: boolean; onGo(screen: Screen): void }) {
  return (
    <div className="start">
      <h1>您好,遇到难事了?</h1>
      <p>跟我说说,我帮您找对人。不收费。</p>
      <button type="button" className="big tall" onClick={() => onGo('talk')}>
        说说我的事
      </button>
      <button type="button" className="big tall plain-button" onClick={() => onGo('progress')}>
        查办到哪一步了
      </button>
      <p className="small">
        {kiosk ? '不方便操作,请叫身边的工作人员帮您。' : '不方便打字,可以直接到综治中心窗口来说。'}
        <br />
        窗口时间:工作日 9:00–11:30、13:30–17:00
      </p>
    </div>
  )
}
