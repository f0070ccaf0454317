import { Drawer } from 'antd'
import { PassageView } from './passage-view.tsx'

/** A passage opened over the page: on a phone, and beside a document. */
export function PassageDrawer({
  passageKey,
  asOf,
  question,
  onOpen,
  onClose,
}: {
  passageKey?: string
  asOf?: string
  question?: string
  onOpen?: (key: string) => void
  onClose(): void
}) {
  return (
    <Drawer
      open={Boolean(passageKey)}
      onClose={onClose}
      title="原文与上下文"
      size={560}
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      {passageKey && <PassageView passageKey={passageKey} asOf={asOf} question={question} onOpen={onOpen} />}
    </Drawer>
  )
}
