import { Alert, Button, InputNumber, Space } from 'antd'
import { useState } from 'react'
import type { Failure } from '../api.ts'

export type ParamRow = { name: string; label?: string; unit?: string; value?: number | Record<string, number> | null }
export type Overrides = Record<string, number | Record<string, number>>

/** A figure of place or year that the centre has not filled in: said by name, and asked for this once. */
export function MissingParam({
  failure,
  params,
  onGive,
}: {
  failure: Failure
  params: ParamRow[]
  onGive(given: Overrides): void
}) {
  const [value, setValue] = useState<number>()
  const [name = '', part] = failure.details?.param?.split('.') ?? []
  const row = params.find((it) => it.name === name)
  const held = row?.value && typeof row.value === 'object' ? row.value : {}
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="missing-param"
      title={`还缺一个参数:${row?.label ?? name}${part ? `(${part})` : ''}`}
      description={
        <>
          <p>
            {failure.message.replaceAll(/\([a-z_.0-9]+\)/g, '')}。也可以先填一个数只用于这一次,结果里会标明“本次录入”。
          </p>
          <Space.Compact>
            <InputNumber
              min={0}
              value={value}
              onChange={(next) => setValue(next ?? undefined)}
              suffix={row?.unit}
              aria-label={row?.label ?? name}
              style={{ minWidth: 180 }}
            />
            <Button
              type="primary"
              disabled={value === undefined}
              onClick={() => onGive({ [name]: part ? { ...held, [part]: value! } : value! })}
            >
              按这个数算
            </Button>
          </Space.Compact>
        </>
      }
    />
  )
}
