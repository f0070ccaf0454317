import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Empty, Form, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { type Calculation, call, Failure } from '../api.ts'
import { CalculationView } from '../parts/calculation-view.tsx'
import { Loaded } from '../parts/loading.tsx'
import { MissingParam, type Overrides, type ParamRow } from '../parts/missing-param.tsx'
import { PassageDrawer } from '../parts/passage-drawer.tsx'
import { blank, type Raw, type Schema, wire } from '../parts/schema.ts'
import { SchemaForm } from '../parts/schema-form.tsx'
import { UseResult } from '../parts/use-result.tsx'
import { plainly } from '../words.ts'

type Calculator = { name: string; title: string; input: Schema }

/** 计算器: each group a form made from what the service asks for; the result goes into a case. */
export default function CalculatorsPage() {
  const { name } = useParams()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const list = useQuery({
    queryKey: ['calculators'],
    queryFn: () => call('get', '/api/v1/calculators'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded of={list}>
      {({ items }) => {
        const chosen = (items.find((it) => it.name === name) ?? items[0]) as Calculator | undefined
        const go = (to: string) => navigate(`/calculators/${to}${search.size > 0 ? `?${search}` : ''}`)
        if (!chosen) return <Empty description="没有计算器" />
        return (
          <div className="calculator wide">
            <Card size="small" title="计算器">
              <nav className="calculator-list" aria-label="计算器">
                {items.map((it) => (
                  <button
                    key={it.name}
                    type="button"
                    aria-current={it.name === chosen.name}
                    onClick={() => go(it.name)}
                  >
                    {it.title}
                  </button>
                ))}
              </nav>
              <Select
                className="calculator-choice"
                aria-label="选计算器"
                value={chosen.name}
                onChange={go}
                options={items.map((it) => ({ value: it.name, label: it.title }))}
              />
            </Card>
            <Desk key={chosen.name} calculator={chosen} caseId={search.get('case') ?? undefined} />
          </div>
        )
      }}
    </Loaded>
  )
}

function Desk({ calculator: { name, title, input }, caseId }: { calculator: Calculator; caseId?: string }) {
  const [values, setValues] = useState<Raw>(() => blank(input))
  const [overrides, setOverrides] = useState<Overrides>({})
  const [passage, setPassage] = useState<string>()
  const params = useQuery({ queryKey: ['params'], queryFn: () => call('get', '/api/v1/params') })
  const rows = (params.data?.items ?? []) as ParamRow[]
  const paramWords = (code: string) => rows.find((it) => it.name === code)?.label ?? code
  const run = useMutation({
    mutationFn: (given: Overrides): Promise<Calculation> =>
      call('post', '/api/v1/calculators/:name', {
        params: { name },
        body: { ...(wire(input, values) as object), ...(Object.keys(given).length > 0 && { params: given as never }) },
      }),
  })
  const give = (given: Overrides) => {
    setOverrides(given)
    run.mutate(given)
  }
  const missing = run.error instanceof Failure && run.error.details?.param ? run.error : undefined
  return (
    <>
      <Card size="small" title={title} className="fields">
        <Form layout="vertical" onFinish={() => run.mutate(overrides)} data-testid="calculator-form">
          <SchemaForm
            schema={input}
            value={values}
            onChange={(next) => {
              setValues(next)
              if (run.data) run.reset()
            }}
          />
          <Button type="primary" htmlType="submit" loading={run.isPending} block>
            计算
          </Button>
        </Form>
      </Card>
      <Card size="small" title="结果" aria-live="polite">
        {Object.keys(overrides).length > 0 && (
          <Space wrap style={{ marginBottom: 10 }}>
            {Object.entries(overrides).map(([code, value]) => (
              <Tag
                key={code}
                closable
                onClose={() => give(Object.fromEntries(Object.entries(overrides).filter(([it]) => it !== code)))}
              >
                本次录入:{paramWords(code)} {typeof value === 'number' ? value : Object.values(value).join(' / ')}
              </Tag>
            ))}
          </Space>
        )}
        {missing && (
          <MissingParam
            key={missing.details?.param}
            failure={missing}
            params={rows}
            onGive={(given) => give({ ...overrides, ...given })}
          />
        )}
        {run.error && !missing && <Alert type="error" showIcon title={wrong(run.error, input)} />}
        {!run.data && !run.error && <Empty description="填好左边的项,点“计算”" />}
        {run.data && (
          <>
            <CalculationView result={run.data} paramWords={paramWords} onOpen={setPassage} />
            <UseResult title={title} result={run.data} caseId={caseId} />
          </>
        )}
      </Card>
      <PassageDrawer passageKey={passage} onClose={() => setPassage(undefined)} />
    </>
  )
}

/** What is wrong with the input, by the names of the fields on the form. */
function wrong(error: Error, input: Schema): string {
  const names = new Map<string, string>()
  const learn = ({ properties = {}, items, oneOf = [] }: Schema) => {
    for (const [key, field] of Object.entries(properties)) {
      if (field.title) names.set(key, field.title)
      learn(field)
    }
    if (items) learn(items)
    for (const kind of oneOf) learn(kind)
  }
  learn(input)
  return plainly(error).replaceAll(/[a-z]\w+/gi, (word) => names.get(word) ?? word)
}
