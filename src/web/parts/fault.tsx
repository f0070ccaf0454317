import { Alert, Button } from 'antd'
import { Failure } from '../api.ts'
import { plainly } from '../words.ts'

const wish = 'heyi-ask-key'

/** Hears when a page lacks the key; returns how to stop hearing. */
export function onKeyWanted(ask: () => void): () => void {
  addEventListener(wish, ask)
  return () => removeEventListener(wish, ask)
}

/** What went wrong, in words for people, with what can be done about it. */
export function Fault({ error, stale, onRetry }: { error: unknown; stale?: boolean; onRetry?: () => void }) {
  const locked = error instanceof Failure && (error.code === 'forbidden' || error.code === 'unauthorized')
  return (
    <Alert
      type={stale ? 'warning' : 'error'}
      showIcon
      style={{ marginBottom: 12 }}
      title={plainly(error)}
      description={
        locked
          ? '这一页给工作人员用,请先填管理员给的密钥。'
          : stale
            ? '下面是断开之前的情况,连上后会自己更新。'
            : undefined
      }
      action={
        locked ? (
          <Button size="small" onClick={() => dispatchEvent(new Event(wish))}>
            填密钥
          </Button>
        ) : (
          onRetry && (
            <Button size="small" onClick={onRetry}>
              再试
            </Button>
          )
        )
      }
    />
  )
}
