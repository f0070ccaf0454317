import { useCallback, useEffect, useRef, useState } from 'react'
import { type Assessment, attach, type Conversation, call, type Done, Failure, say } from '../api.ts'
import { plainly } from '../words.ts'

export type Said = Pick<Conversation['messages'][number], 'id' | 'role' | 'text'>
type Dangers = Assessment['redFlags']

const pollEvery = 4_000

/** On a person's own phone the tab remembers which talk is theirs, so that a reload does not lose it; a kiosk remembers nothing. */
export const ownTalk = {
  name: 'heyi-talk',
  get: (kiosk: boolean) => (kiosk ? undefined : (sessionStorage.getItem(ownTalk.name) ?? undefined)),
  set: (id: string) => sessionStorage.setItem(ownTalk.name, id),
  forget: () => sessionStorage.removeItem(ownTalk.name),
}

/** A resident's talk; asked anew every few seconds, since staff may speak in it or register it. */
export function useTalk(kiosk: boolean, onAnswer: (text: string) => void) {
  const [said, setSaid] = useState<Said[]>([])
  const [id, setId] = useState(() => ownTalk.get(kiosk))
  const [standing, setStanding] = useState<Pick<Done, 'stage' | 'asks' | 'receipt'>>({ stage: 'hearing' })
  const [taken, setTaken] = useState(false)
  const [files, setFiles] = useState<string[]>([])
  const [dangers, setDangers] = useState<Dangers>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const alive = useRef(new AbortController())
  useEffect(() => {
    const mine = new AbortController()
    alive.current = mine
    return () => mine.abort()
  }, [])

  /** Reads the talk as it stands. */
  const look = useCallback(async () => {
    if (!id) return
    const talk = await call('get', '/api/v1/conversations/:id', { params: { id } }).catch((error: unknown) => {
      // A talk that is no longer there is not asked for again.
      if (error instanceof Failure && error.code === 'not_found') {
        ownTalk.forget()
        setId(undefined)
      }
    })
    if (!talk || alive.current.signal.aborted) return
    setTaken(talk.takenBy !== undefined)
    setSaid(talk.messages.map(({ id: key, role, text }) => ({ id: key, role, text })))
    setStanding({ stage: talk.stage, asks: talk.asks, receipt: talk.receipt })
  }, [id])
  // After a reload the talk is there at once.
  useEffect(() => {
    if (id && said.length === 0 && !busy) look()
  }, [id, said.length, busy, look])
  useEffect(() => {
    if (!id || busy) return
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), pollEvery)
    return () => clearInterval(timer)
  }, [id, busy, look])

  /** Says something and shows the answer as it comes; false where it did not arrive. */
  const send = async (message: string): Promise<boolean> => {
    setBusy(true)
    setFault(undefined)
    const before = said
    const heard: Said = { id: `u${before.length}`, role: 'user', text: message }
    setSaid([...before, heard])
    let reply = ''
    let alarms: Dangers | undefined
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
          if (!kiosk) ownTalk.set(data.conversationId)
          setStanding({ stage: data.stage, asks: data.asks, receipt: data.receipt })
          // Where the assistant goes on asking, a person has looked at the danger and given the talk back.
          if (alarms) setDangers(data.asks ? [] : alarms)
        }
      }
      if (reply) onAnswer(reply)
      return true
    } catch (error) {
      if ((error as Error).name === 'AbortError') return true
      setSaid(before)
      setFault(plainly(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  /** Hands in a file. */
  const hand = async (file: File): Promise<void> => {
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
  return { said, begun: id !== undefined, standing, taken, files, dangers, busy, fault, send, hand }
}
