import { z } from '@hono/zod-openapi'
import { requireRole } from '../../auth/index.ts'
import {
  currentTable,
  getTable,
  putTable,
  RosterDay,
  RosterOn,
  rosterOn,
  rowsOf,
  type TableName,
  tables,
} from '../../directory/index.ts'
import { loadTaxonomy } from '../../knowledge/index.ts'
import { endpoint } from '../endpoint.ts'

const shape = <N extends TableName>(name: N) =>
  z.object({ items: z.array(tables[name].row as z.ZodType), version: z.number().int() })

const read = <const N extends TableName>(name: N, summary: string) =>
  endpoint({ method: 'get', path: `/api/v1/${name}`, summary, out: shape(name), run: (ctx) => getTable(ctx, name) })
const replace = <const N extends TableName>(name: N, summary: string) =>
  endpoint({
    method: 'put',
    path: `/api/v1/${name}`,
    summary: `${summary}(整表替换)`,
    body: z.strictObject({ items: rowsOf(name) }),
    out: shape(name),
    run: (ctx, { body, ifMatch }) => putTable(ctx, name, { items: body.items, ifVersion: ifMatch }),
  })

const Words = z.object({
  types: z.record(z.string(), z.string()),
  subtypes: z.record(z.string(), z.string()),
  departments: z.record(z.string(), z.string()),
  facts: z.record(z.string(), z.string()),
})

export const directoryEndpoints = [
  read('departments', '部门'),
  replace('departments', '部门'),
  read('teams', '队伍'),
  replace('teams', '队伍'),
  read('roster', '坐班'),
  replace('roster', '坐班'),
  endpoint({
    method: 'get',
    path: '/api/v1/roster/today',
    summary: '今日坐班(大屏):在岗、缺岗,以及所问部门现在或最近的班次',
    query: RosterOn,
    out: RosterDay,
    run: (ctx, { query }) => rosterOn(ctx, { ...query, departments: query.departments?.join(',') }),
  }),
  read('params', '参数'),
  replace('params', '参数'),
  endpoint({
    method: 'get',
    path: '/api/v1/taxonomy/words',
    summary: '编码对应的中文名',
    out: Words,
    run: async (ctx) => {
      requireRole(ctx, 'intake.assess')
      const { types, facts } = loadTaxonomy(ctx)
      const { items } = await currentTable(ctx, 'departments')
      return {
        types: Object.fromEntries(types.map(({ type, name }) => [type, name])),
        subtypes: Object.fromEntries(
          types.flatMap(({ subtypes }) => subtypes.map(({ subtype, name }) => [subtype, name])),
        ),
        departments: Object.fromEntries(items.map(({ code, name }) => [code, name])),
        facts: Object.fromEntries(facts.map(({ key, name }) => [key, name])),
      }
    },
  }),
] as const
