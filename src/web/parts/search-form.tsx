import { useQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Select } from 'antd'
import { call } from '../api.ts'
import { authorityWords, kindWords } from './law-words.ts'

export type Filters = { q: string; kinds: string; dispute: string; authority: string; asOf: string }

const examples = ['楼上漏水把我家吊顶泡坏了', '房东不退押金', '工地干完活不给工资', '民法典1254条']

/** The question and what narrows it. */
export function SearchForm({ filters, onChange }: { filters: Filters; onChange(fields: Partial<Filters>): void }) {
  const disputes = useDisputes()
  const { q, kinds, dispute, authority, asOf } = filters
  return (
    <Flex vertical gap={10}>
      <Input.Search
        key={q}
        defaultValue={q}
        size="large"
        onSearch={(value) => onChange({ q: value.trim() })}
        placeholder="用平常的话问,例如:楼上漏水把我家吊顶泡坏了"
        enterButton="检索"
        allowClear
        aria-label="检索"
      />
      <div className="filters">
        <Select
          value={kinds}
          onChange={(value) => onChange({ kinds: value, ...(value && value !== 'law' && { authority: '' }) })}
          aria-label="找什么"
          options={[{ value: '', label: '全部资料' }, ...options(kindWords)]}
        />
        <Select
          value={authority}
          onChange={(value) => onChange({ authority: value, ...(value && { kinds: 'law' }) })}
          aria-label="效力层级"
          options={[{ value: '', label: '各级法律' }, ...options(authorityWords)]}
        />
        <Select
          value={dispute}
          onChange={(value) => onChange({ dispute: value })}
          aria-label="纠纷类型"
          showSearch={{ optionFilterProp: 'label' }}
          options={[{ value: '', label: '各类纠纷' }, ...disputes]}
        />
        <Input
          type="date"
          value={asOf}
          onChange={(event) => onChange({ asOf: event.target.value })}
          aria-label="事情发生的日子(按当时的法律)"
          title="事情发生的日子:按当时的法律找"
          prefix={<span className="muted">当时</span>}
        />
      </div>
      {!q && (
        <Flex gap={8} wrap align="center">
          <span className="muted">试试:</span>
          {examples.map((example) => (
            <Button key={example} size="small" shape="round" onClick={() => onChange({ q: example })}>
              {example}
            </Button>
          ))}
        </Flex>
      )}
    </Flex>
  )
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Every kind of dispute in words. */
function useDisputes() {
  const { data } = useQuery({
    queryKey: ['words'],
    queryFn: () => call('get', '/api/v1/taxonomy/words'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return options(data?.subtypes ?? {})
}
