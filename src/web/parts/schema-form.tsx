import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { placed } from './content.ts'
import {
  blank,
  hintOf,
  isMoney,
  isPercent,
  kindsOf,
  optionsOf,
  type Raw,
  type RawObject,
  type Schema,
  tagOf,
} from './schema.ts'

type Props = { schema: Schema; value: Raw; onChange(value: Raw): void }
type FieldProps = Props & { name: string; needed: boolean }

/** A form made from what the service says it takes: its words, its units, its choices. */
export function SchemaForm({ schema, value, onChange, name = '' }: Props & { name?: string }) {
  if (schema.oneOf) return <Kinds schema={schema} value={value} onChange={onChange} name={name} />
  const held = (value ?? {}) as RawObject
  return Object.entries(schema.properties ?? {})
    .filter(([, field]) => field.const === undefined)
    .map(([key, field]) => (
      <Field
        key={key}
        name={name ? `${name}.${key}` : key}
        schema={field}
        needed={schema.required?.includes(key) ?? false}
        value={held[key]}
        onChange={(next) => onChange({ ...held, [key]: next })}
      />
    ))
}

/** One of several kinds, each with its own fields. */
function Kinds({ schema, value, onChange, name }: Props & { name: string }) {
  const kinds = kindsOf(schema.oneOf!)
  const tag = tagOf(schema.oneOf!)
  const chosen = (value as RawObject | undefined)?.[tag]
  const kind = kinds.find((it) => it.value === chosen)?.kind
  return (
    <>
      <Form.Item label={schema.title ? '怎么算' : '情形'} htmlFor={`${name}.${tag}`}>
        <Select
          id={`${name}.${tag}`}
          value={chosen}
          options={kinds}
          onChange={(next) => onChange(blank(kinds.find((it) => it.value === next)!.kind))}
        />
      </Form.Item>
      {kind && <SchemaForm schema={kind} value={value} onChange={onChange} name={name} />}
    </>
  )
}

function Field(props: FieldProps) {
  const { schema } = props
  if (schema.type === 'array') return <Rows {...props} />
  if (schema.type === 'object' || schema.oneOf) return <Group {...props} />
  return <Leaf {...props} />
}

/** Fields that belong together; where they may be left out, ticked first. */
function Group({ name, schema, needed, value, onChange }: FieldProps) {
  const on = needed || value !== undefined
  return (
    <fieldset className={on ? 'group' : 'group off'}>
      <legend>
        {needed ? (
          schema.title
        ) : (
          <Checkbox checked={on} onChange={(event) => onChange(event.target.checked ? blank(schema) : undefined)}>
            {schema.title}
          </Checkbox>
        )}
      </legend>
      {on && <SchemaForm schema={schema} value={value} onChange={onChange} name={name} />}
    </fieldset>
  )
}

function Rows({ name, schema, value, onChange }: FieldProps) {
  const rows = (value as Raw[] | undefined) ?? []
  const item = schema.items!
  const put = (at: number, next: Raw) => onChange(rows.map((row, i) => (i === at ? next : row)))
  const title = schema.title ?? item.title ?? '各项'
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      {hintOf(schema) && <p className="muted">{hintOf(schema)}</p>}
      {placed(rows).map(({ it: row, at }) => (
        <div key={at} className="row">
          <div>
            {item.type === 'object' ? (
              <SchemaForm schema={item} value={row} onChange={(next) => put(at, next)} name={`${name}.${at}`} />
            ) : (
              <Leaf
                name={`${name}.${at}`}
                schema={{ ...item, title: `${item.title ?? title} ${at + 1}` }}
                needed
                value={row}
                onChange={(next) => put(at, next)}
              />
            )}
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`去掉${title}第${at + 1}项`}
            onClick={() => onChange(rows.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        style={{ marginBottom: 12 }}
        onClick={() => onChange([...rows, blank(item)])}
      >
        加一项{title}
      </Button>
    </fieldset>
  )
}

function Leaf({ name, schema, needed, value, onChange }: FieldProps) {
  const hint = hintOf(schema)
  if (schema.type === 'boolean')
    return (
      <Form.Item extra={hint}>
        <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {schema.title}
        </Checkbox>
      </Form.Item>
    )
  const unit = isMoney(schema) ? '元' : isPercent(schema) ? '%' : undefined
  return (
    <Form.Item label={schema.title} required={needed} htmlFor={name} extra={hint}>
      {schema.enum ? (
        <Select
          id={name}
          value={value as string}
          allowClear={!needed}
          options={optionsOf(schema)}
          onChange={onChange}
        />
      ) : schema.format === 'date' ? (
        <Input
          id={name}
          type="date"
          min="1900-01-01"
          max="2099-12-31"
          value={(value as string) ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      ) : schema.type === 'string' ? (
        <Input
          id={name}
          value={(value as string) ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      ) : (
        <InputNumber
          id={name}
          style={{ width: '100%' }}
          min={schema.minimum}
          max={unit === '元' ? (schema.maximum ?? 0) / 100 : schema.maximum}
          precision={unit === '元' ? 2 : schema.type === 'integer' ? 0 : undefined}
          suffix={unit}
          value={value as number | undefined}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
    </Form.Item>
  )
}
