import { useCallback, useEffect, useRef, useState } from 'react'

const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * Watches for a person who has gone away: after so long without a touch it counts down, and then ends.
 * Returns the seconds left while it counts, and a way to say that somebody is still here.
 */
export function useIdle({
  on,
  after,
  grace,
  onIdle,
}: {
  on: boolean
  /** Milliseconds without a touch until the countdown. */
  after: number
  /** Milliseconds of the countdown. */
  grace: number
  onIdle(): void
}): { left?: number; stay(): void } {
  const last = useRef(Date.now())
  const end = useRef(onIdle)
  end.current = onIdle
  const [left, setLeft] = useState<number>()
  const stay = useCallback(() => {
    last.current = Date.now()
    setLeft(undefined)
  }, [])
  useEffect(() => {
    stay()
    if (!on) return
    const timer = setInterval(() => {
      const rest = last.current + after + grace - Date.now()
      if (rest <= 0) {
        stay()
        end.current()
      } else setLeft(rest <= grace ? Math.ceil(rest / 1000) : undefined)
    }, 500)
    for (const sign of signs) addEventListener(sign, stay, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) removeEventListener(sign, stay)
    }
  }, [on, after, grace, stay])
  return { left, stay }
}
