import type { ReactNode } from 'react'

/** A small label whose colour keeps to the contrast a tired eye needs (WCAG AA). */
export function Mark({ tone = 'grey', title, children }: { tone?: string; title?: string; children: ReactNode }) {
  return (
    <span className={`mark mark-${tone}`} title={title}>
      {children}
    </span>
  )
}
