import { z } from 'zod'
import { type Permission, requireRole } from '../auth/index.ts'
import { AddRecord, addRecord, getCase, getSchedule, OpenCase } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { GetWayOut, wayOut } from '../drafting/index.ts'
import { AssessInput, assess, registerCase } from '../intake/index.ts'
import {
  CheckCitations,
  checkCitations,
  GetPassage,
  getPassage,
  SearchKnowledge,
  searchKnowledge,
} from '../knowledge/index.ts'
import { SummariseCase, summariseCase } from '../summary/index.ts'

/** A verb as agents and MCP may call it. `destructive`: a person is asked first. */
export type Tool = {
  name: string
  title: string
  description: string
  permission: Permission
  destructive: boolean
  input: z.ZodObject
  run(ctx: Context, input: never): Promise<unknown>
}

const tool = <I extends z.ZodObject>(
  spec: Omit<Tool, 'input' | 'run'> & { input: I; run(ctx: Context, input: z.input<I>): Promise<unknown> },
): Tool => ({
  ...spec,
  run: async (ctx, input) => {
    requireRole(ctx, spec.permission)
    return spec.run(ctx, input)
  },
})

/** What agents and MCP may call: the rooms' own verbs, nothing else. */
export const tools: readonly Tool[] = [
  tool({
    name: 'assess_dispute',
    title: '研判纠纷',
    description: '把群众的口述判断为纠纷类型、对口部门、红旗和缺失事实。',
    permission: 'intake.assess',
    destructive: false,
    input: AssessInput as never as z.ZodObject<{ text: z.ZodString }>,
    run: (ctx, input) => assess(ctx, input),
  }),
  tool({
    name: 'search_knowledge',
    title: '检索法条与往期协议',
    description: '按口语或法律用语检索法条、调解协议、调解方案;asOf 为事件发生日。',
    permission: 'knowledge.read',
    destructive: false,
    input: SearchKnowledge,
    run: (ctx, input) => searchKnowledge(ctx, input),
  }),
  tool({
    name: 'get_passage',
    title: '看一条法条或条款',
    description: '按键取一条法条、协议条款或方案,连同上下文和版本。',
    permission: 'knowledge.read',
    destructive: false,
    input: GetPassage as never as z.ZodObject<{ key: z.ZodString }>,
    run: (ctx, input) => getPassage(ctx, input),
  }),
  tool({
    name: 'check_citations',
    title: '核对法条引用',
    description: '核对一段文字里的每处法条引用:是否存在、当时是否有效、引文是否一致。',
    permission: 'knowledge.read',
    destructive: false,
    input: CheckCitations as never as z.ZodObject<{ text: z.ZodString }>,
    run: (ctx, input) => checkCitations(ctx, input),
  }),
  tool({
    name: 'get_case',
    title: '看一个案件',
    description: '取一个案件的登记信息和当前可做的步骤。',
    permission: 'case.read',
    destructive: false,
    input: z.strictObject({ caseId: z.string() }),
    run: (ctx, { caseId }) => getCase(ctx, caseId),
  }),
  tool({
    name: 'summarise_case',
    title: '案情小结',
    description:
      '按读者讲清一个案件:一致、争议、孤证、矛盾、缺什么、下一个期限;audience 为 shared、mediator 或当事人 id。',
    permission: 'case.read',
    destructive: false,
    input: SummariseCase,
    run: (ctx, input) => summariseCase(ctx, input),
  }),
  tool({
    name: 'get_obligations',
    title: '履行计划',
    description: '协议签署后每一期的到期日、已付、未付、逾期和累计余额。',
    permission: 'case.read',
    destructive: false,
    input: z.strictObject({ caseId: z.string() }),
    run: (ctx, { caseId }) => getSchedule(ctx, caseId),
  }),
  tool({
    name: 'way_out',
    title: '出路包',
    description: '调解不成或不履行时走哪条路:为什么、期限、材料、到哪里办、法律援助。',
    permission: 'case.read',
    destructive: false,
    input: GetWayOut,
    run: (ctx, input) => wayOut(ctx, input),
  }),
  tool({
    name: 'open_case',
    title: '登记案件',
    description: '登记一件纠纷,得到卷号和受理回执号。',
    permission: 'case.open',
    destructive: true,
    input: OpenCase,
    run: (ctx, input) => registerCase(ctx, input),
  }),
  tool({
    name: 'add_record',
    title: '添加记录',
    description: '给案件添加一条谈话或书面记录。',
    permission: 'case.record',
    destructive: true,
    input: AddRecord,
    run: (ctx, input) => addRecord(ctx, input),
  }),
]
