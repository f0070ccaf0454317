import { useSyncExternalStore } from 'react'

const watch = (changed: () => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** Whether the browser thinks there is a network. */
export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine)
