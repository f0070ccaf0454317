import { AssessInput, Assessment, assess } from '../../intake/index.ts'
import { endpoint } from '../endpoint.ts'

export const intakeEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/v1/intake/assess',
    summary: '研判:类型、部门、红旗、事实、追问',
    body: AssessInput,
    out: Assessment,
    run: (ctx, { body }) => assess(ctx, body),
  }),
] as const
