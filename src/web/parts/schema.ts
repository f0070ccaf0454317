/** What a calculator asks for, as the service describes it (JSON Schema). */
export type Schema = {
  type?: string
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  oneOf?: Schema[]
  enum?: string[]
  const?: string
  default?: unknown
  minimum?: number
  maximum?: number
  minItems?: number
  format?: string
}
export type Raw = string | number | boolean | undefined | Raw[] | { [key: string]: Raw }
export type RawObject = { [key: string]: Raw }

export const isMoney = ({ type, description }: Schema) => type === 'integer' && /单位:分$/.test(description ?? '')
export const isPercent = ({ description }: Schema) => /单位:%$/.test(description ?? '')

/** The words of a description that help a person: not the unit, not the codes, not the title once more. */
export function hintOf({ title, description = '', enum: codes }: Schema): string | undefined {
  if (codes) return undefined
  const words = description.replace(/;?单位:[分%]$/, '')
  return words && words !== title ? words : undefined
}

/** value=label;value=label, as the service writes the choices of a field. */
export const optionsOf = ({ enum: codes = [], description = '' }: Schema) => {
  const words = new Map(description.split(';').map((pair) => pair.split('=') as [string, string]))
  return codes.map((value) => ({ value, label: words.get(value) ?? value }))
}

/** The field that tells the kinds of a choice apart. */
export const tagOf = (kinds: Schema[]): string =>
  Object.entries(kinds[0]?.properties ?? {}).find(([, { const: is }]) => is !== undefined)?.[0] ?? 'kind'

export const kindsOf = (kinds: Schema[]) => {
  const tag = tagOf(kinds)
  return kinds.map((kind) => {
    const { const: value = '', title } = kind.properties?.[tag] ?? {}
    return { value, label: title ?? value, kind }
  })
}

/** What stands in a form before anybody wrote in it: what must be given, and what the service would take by itself. */
export function blank(schema: Schema): Raw {
  if (schema.oneOf) return blank(schema.oneOf[0]!)
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
        const needed = schema.required?.includes(key) ?? false
        const nested = field.type === 'object' || field.oneOf || field.type === 'array'
        const value = field.const ?? (nested && !needed ? (field.type === 'array' ? [] : undefined) : blank(field))
        return value === undefined ? [] : [[key, value]]
      }),
    )
  if (schema.type === 'array') return (schema.minItems ?? 0) > 0 ? [blank(schema.items!)] : []
  if (isMoney(schema)) return undefined
  return schema.default as Raw
}

/** What is sent: money in fen, nothing that was left empty. */
export function wire(schema: Schema, raw: Raw): unknown {
  if (raw === undefined || raw === '' || raw === null) return undefined
  if (schema.oneOf) {
    const tag = tagOf(schema.oneOf)
    const chosen = (raw as RawObject)[tag]
    const kind = schema.oneOf.find((it) => it.properties?.[tag]?.const === chosen)
    return kind ? wire(kind, raw) : undefined
  }
  if (schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
      const value = field.const ?? wire(field, (raw as RawObject)[key])
      return value === undefined ? [] : [[key, value] as const]
    })
    return Object.fromEntries(entries)
  }
  if (schema.type === 'array') {
    const items = (raw as Raw[]).map((it) => wire(schema.items!, it)).filter((it) => it !== undefined)
    return items.length > 0 ? items : undefined
  }
  return isMoney(schema) ? Math.round(Number(raw) * 100) : raw
}
