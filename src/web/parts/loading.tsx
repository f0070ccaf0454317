import { Alert, Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { plainly } from '../words.ts'

type Asked<T> = { data: T | undefined; error: Error | null; refetch(): unknown }

/** What was asked for once it is there; before that a wheel, and a failure in plain words with another try. */
export function Loaded<T>({ of, children }: { of: Asked<T>; children(data: T): ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  if (of.error)
    return (
      <Alert
        type="error"
        showIcon
        title={plainly(of.error)}
        action={
          <Button size="small" onClick={() => of.refetch()}>
            再试一次
          </Button>
        }
      />
    )
  return <Spin style={{ display: 'block', margin: '40px auto' }} />
}
