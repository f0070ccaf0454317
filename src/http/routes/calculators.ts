import { z } from '@hono/zod-openapi'
import { requireRole } from '../../auth/index.ts'
import { Calculation, calculate, calculators, ParamOverrides, paramTable } from '../../calculators/index.ts'
import { currentTable } from '../../directory/index.ts'
import { endpoint } from '../endpoint.ts'

/** A calculator's own inputs, and figures given with the request instead of the centre's. */
const Body = z.looseObject({ params: ParamOverrides.optional() })

export const calculatorEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/calculators',
    summary: '计算器:名称和要填的项',
    out: z.object({
      items: z.array(z.object({ name: z.string(), title: z.string(), input: z.record(z.string(), z.unknown()) })),
    }),
    run: async (ctx) => {
      requireRole(ctx, 'calculator.run')
      const items = Object.values(calculators).map(({ name, title, input }) => ({
        name,
        title,
        input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      }))
      return { items }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/calculators/:name',
    summary: '计算:每一步有公式、代入值和依据',
    body: Body,
    out: Calculation,
    run: async (ctx, { params, body: { params: overrides, ...inputs } }) => {
      requireRole(ctx, 'calculator.run')
      const { items } = await currentTable(ctx, 'params')
      return calculate(params.name!, inputs, paramTable(items, overrides))
    },
  }),
] as const
