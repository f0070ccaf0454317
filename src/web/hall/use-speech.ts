import { useCallback, useEffect, useState } from 'react'

const synth = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis

/** 朗读 by the browser's own voice; where it has none nothing is offered and nothing fails. */
export function useSpeech(): { can: boolean; speaking: boolean; speak(text: string): void; stop(): void } {
  const [speaking, setSpeaking] = useState(false)
  const stop = useCallback(() => {
    synth?.cancel()
    setSpeaking(false)
  }, [])
  const speak = useCallback(
    (text: string) => {
      if (!synth) return
      stop()
      // Sentence by sentence: some browsers fall silent in the middle of a long text.
      const parts = text.split(/(?<=[。!?;\n])/).filter((part) => /[\p{L}\p{N}]/u.test(part))
      if (parts.length === 0) return
      setSpeaking(true)
      for (const [i, part] of parts.entries()) {
        const words = new SpeechSynthesisUtterance(part)
        words.lang = 'zh-CN'
        words.rate = 0.9
        words.onerror = () => setSpeaking(false)
        if (i === parts.length - 1) words.onend = () => setSpeaking(false)
        synth.speak(words)
      }
    },
    [stop],
  )
  useEffect(() => stop, [stop])
  return { can: synth !== undefined, speaking, speak, stop }
}
