import { useEffect, useRef } from 'react'

const writing = 'input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox]'

/** Runs what a single key stands for, unless a person is writing, a dialog is open, or Ctrl, Alt or ⌘ is held. */
export function useKeys(keys: Record<string, (() => void) | undefined>, on: boolean): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (event.target instanceof Element && event.target.closest(writing)) return
      if ([...document.querySelectorAll('[role=dialog]')].some((it) => it.checkVisibility())) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
}
