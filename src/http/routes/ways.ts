import { GetWayOut, WayOut, wayOut } from '../../drafting/index.ts'
import { endpoint } from '../endpoint.ts'

export const wayEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/way-out',
    summary: '出路包:走哪条路、期限、材料、到哪里办;文件在 way-out/file?format=docx|md|html',
    query: GetWayOut.omit({ caseId: true }),
    out: WayOut,
    run: (ctx, { params, query }) => wayOut(ctx, { ...query, caseId: params.id! }),
  }),
] as const
