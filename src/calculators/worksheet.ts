import { z } from 'zod'
import { AppError } from '../errors.ts'
import { type Exact, exact, sum, toFen } from './exact.ts'
import { formatYuan } from './money.ts'
import { MissingParam, type ParamName, type ParamReading, type ParamTable } from './params.ts'

const Figure = z.union([z.number(), z.record(z.string(), z.number())])

/** What every calculator answers: parts, their sum, how each came about, on what law and with whose figures. 计算结果 */
export const Calculation = z.object({
  items: z.array(z.object({ label: z.string(), amountFen: z.int().optional(), day: z.iso.date().optional() })),
  totalFen: z.int().optional(),
  steps: z.array(z.object({ label: z.string(), formula: z.string(), value: z.string() })),
  basis: z.array(z.string()),
  params: z.array(z.object({ name: z.string(), value: Figure, source: z.string(), year: z.int().nullable() })),
  note: z.string(),
  warnings: z.array(z.string()).optional(),
})
export type Calculation = z.infer<typeof Calculation>

/** Said under every result. */
export const DISCLAIMER = '仅供协商参考,非裁判结论'

/** The sheet a calculator writes on: each line keeps its formula with the figures put in. 计算稿 */
export type Worksheet = ReturnType<typeof openSheet>

/** An empty sheet over a table of parameters. */
export function openSheet(params: ParamTable) {
  const items: Calculation['items'] = []
  const steps: Calculation['steps'] = []
  const basis = new Set<string>()
  const used = new Map<string, Calculation['params'][number]>()
  const remarks = new Set<string>()
  const warnings = new Set<string>()
  let summed = true

  const keep = (name: ParamName, { value, source, year }: ParamReading) => {
    used.set(JSON.stringify([name, value]), { name, value, source, year })
    return value
  }
  const read = (name: ParamName, day?: string, part?: string): Exact => {
    const value = keep(name, params.paramAt(name, day))
    const figure = typeof value === 'number' ? (part === undefined ? value : undefined) : part && value[part]
    if (typeof figure !== 'number') throw new MissingParam(part ? `${name}.${part}` : name)
    return exact(figure)
  }
  return {
    /** An amount that counts toward the total: rounded half-up to the fen, with its step. Returns the fen. */
    amount(label: string, formula: string, amountFen: Exact | number): number {
      const rounded = toFen(amountFen)
      items.push({ label, amountFen: rounded })
      steps.push({ label, formula, value: formatYuan(rounded) })
      return rounded
    },
    /** A day as a result. */
    day(label: string, formula: string, day: string) {
      items.push({ label, day })
      steps.push({ label, formula, value: day })
    },
    /** A result without amount or day, such as «not limited». */
    finding(label: string, formula: string, value: string) {
      items.push({ label })
      steps.push({ label, formula, value })
    },
    step(label: string, formula: string, value: string) {
      steps.push({ label, formula, value })
    },
    /** A parameter as it stands (rates in percent, counts). */
    figure: read,
    /** A parameter in yuan, as exact fen. */
    yuan: (name: ParamName, day?: string, part?: string): Exact => read(name, day, part).times(100),
    /** A parameter where the result does not hang on it; undefined where the centre has none. */
    hint(name: ParamName, day?: string) {
      const found = params.findParam(name, day)
      return found && keep(name, found)
    },
    cite(keys: string[]) {
      for (const key of keys) basis.add(key)
    },
    remark: (text: string) => void remarks.add(text),
    warn: (text: string) => void warnings.add(text),
    /** The items are alternatives or days, so no sum is shown. */
    withoutTotal() {
      summed = false
    },
    get subtotalFen() {
      return sum(items.map((item) => item.amountFen ?? 0)).toNumber()
    },
    answer(): Calculation {
      const amounts = items.flatMap(({ amountFen }) => (amountFen === undefined ? [] : [amountFen]))
      const total = summed && amounts.length > 0 ? { totalFen: toFen(sum(amounts)) } : {}
      return {
        items,
        ...total,
        steps,
        basis: [...basis],
        params: [...used.values()],
        note: [DISCLAIMER, ...remarks].join(';'),
        ...(warnings.size > 0 && { warnings: [...warnings] }),
      }
    },
  }
}

export type Calculator<S extends z.ZodType = z.ZodType> = {
  name: string
  /** Chinese title of the form. */
  title: string
  input: S
  run(input: unknown, params: ParamTable): Calculation
}

/** Makes a calculator of a schema and the sums over it; `run` throws `invalid` for bad input, `precondition` for a missing parameter. */
export function defineCalculator<S extends z.ZodType>(
  plan: Omit<Calculator<S>, 'run'> & { compute(input: z.output<S>, sheet: Worksheet): void },
): Calculator<S> {
  const { name, title, input, compute } = plan
  return {
    name,
    title,
    input,
    run(raw, params) {
      const sheet = openSheet(params)
      compute(parse(input, raw), sheet)
      return sheet.answer()
    },
  }
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message, ...issue }) => ({
    field: [...path, ...('keys' in issue ? (issue.keys as string[]) : [])].join('.'),
    problem: message,
  }))
  throw new AppError('invalid', fields[0] ? `${fields[0].field || '输入'}:${fields[0].problem}` : '输入不合格', {
    fields,
  })
}
