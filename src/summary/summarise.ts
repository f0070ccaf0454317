import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import {
  Conflict,
  getCaseFile,
  groundOf,
  lacksDay,
  lacksMethod,
  type Reading,
  readFacts,
  widen,
  yuanOf,
} from '../cases/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findSubtype } from '../knowledge/index.ts'
import { Engine } from '../llm/index.ts'
import { plainOutcome } from './plain.ts'
import { chronicle, established, opening, outcome, positions, type Told } from './sentences.ts'

const Tied = z.object({ text: z.string(), recordIds: z.array(z.string()) })

/** A case told in one page: sentences with their records, and what is agreed, disputed, said by one side only, contradictory, missing. */
export const Summary = z.object({
  text: z.string(),
  sentences: z.array(Tied),
  agreed: z.array(Tied),
  disputed: z.array(Tied),
  unproven: z.array(Tied),
  conflicts: z.array(Conflict),
  missing: z.array(z.string()),
  engine: Engine,
})
export type Summary = z.infer<typeof Summary>

export const SummariseCase = z.strictObject({
  caseId: z.string(),
  length: z.enum(['line', 'half', 'full']).default('half'),
  /** Words anyone understands (听得懂版本). */
  plain: z.boolean().default(false),
  /** mediator, shared, or a party's id. */
  audience: z.string().default('shared'),
})
export type SummariseCase = z.input<typeof SummariseCase>

/**
 * Tells a case as one audience may hear it: what was said in confidence reaches nobody but the mediator and whose words they are.
 * Throws `not_found`, `invalid` for an audience that is no party of the case.
 */
export async function summariseCase(ctx: Context, input: SummariseCase): Promise<Summary> {
  requireRole(ctx, 'case.read')
  const { caseId, length, plain, audience } = SummariseCase.parse(input)
  const file = await getCaseFile(ctx, caseId)
  if (!['mediator', 'shared'].includes(audience) && !file.parties.some(({ id }) => id === audience)) {
    throw new AppError('invalid', 'audience 应是 mediator、shared 或本案当事人的 id', { field: 'audience' })
  }
  const reading = readFacts(file, audience)
  const cause = file.disputeType ? findSubtype(ctx, file.disputeType)?.name : undefined
  const told = tell(reading, { length, plain, audience, cause })
  const { value, engine } = await worded(ctx, reading, told, { length, plain })
  const sentences = value.map(({ text, recordIds }) => ({ text: widen(text), recordIds }))
  return {
    text: sentences.map(({ text }) => text).join(length === 'full' ? '\n' : ''),
    sentences,
    ...tableOf(reading),
    engine,
  }
}

type Telling = { length: 'line' | 'half' | 'full'; plain: boolean; audience: string; cause?: string }

function tell(reading: Reading, { length, plain, audience, cause }: Telling): Told[] {
  const ending = outcome(reading)
  if (length === 'line') {
    const [first] = ending
    const begun = opening(reading, cause)
    return [
      {
        text: `${begun.text.replace(/[。]$/, '')};${first!.text}`,
        recordIds: [...new Set([...begun.recordIds, ...first!.recordIds])],
      },
    ]
  }
  if (plain)
    return [
      opening(reading, cause),
      ...(length === 'full' ? positions(reading, 1) : []),
      ...plainOutcome(reading, audience),
    ]
  if (length === 'half')
    return [opening(reading, cause), ...positions(reading, 2), ...established(reading, 6), ...ending]
  return [opening(reading, cause), ...chronicle(reading), ...ending]
}

/** A model may make the sentences flow; figures, days, names and the records behind them stay what code found. */
async function worded(
  ctx: Context,
  reading: Reading,
  told: Told[],
  { length, plain }: Pick<Telling, 'length' | 'plain'>,
) {
  if (!ctx.llm.model || length === 'line') return { value: told, engine: { kind: 'builtin' } as Engine }
  const ground = groundOf(reading)
  const at = reading.file.updatedAt
  const Answer = z.object({
    sentences: z
      .array(z.object({ text: z.string().min(1).max(600), from: z.array(z.number().int()) }))
      .min(1)
      .max(80),
  })
  const { value, engine } = await ctx.llm.ask({
    prompt: plain ? 'summary/plain' : 'summary/case',
    vars: { sentences: told.map(({ text }, i) => `[${i + 1}] ${text}`).join('\n') },
    schema: Answer,
    parties: reading.file.parties,
    fallback: () => ({ sentences: told.map(({ text }, i) => ({ text, from: [i + 1] })) }),
    check: ({ sentences }) => [
      ...sentences.flatMap(({ text, from }) =>
        from.length === 0 || from.some((n) => !told[n - 1]) ? [`来源编号不对:${text.slice(0, 20)}`] : [],
      ),
      ...sentences.flatMap(({ text }) => ground.missingIn(text, at).map(({ raw }) => `没有出处:${raw}`)),
      ...sentences.filter(({ text }) => /《[^》]+》第/.test(text)).map(() => '总结里不引用法条'),
    ],
  })
  return {
    value: value.sentences.map(({ text, from }) => ({
      text,
      recordIds: [...new Set(from.flatMap((n) => told[n - 1]?.recordIds ?? []))],
    })),
    engine,
  }
}

/** Agreed, disputed, one voice only, contradictory, missing. */
function tableOf(reading: Reading): Pick<Summary, 'agreed' | 'disputed' | 'unproven' | 'conflicts' | 'missing'> {
  const { facts, conflicts, settlement, names } = reading
  const amounts = facts.filter(({ kind, key }) => kind === 'amount' && key.length > 1)
  const said = (status: string) =>
    [
      ...Map.groupBy(
        amounts.filter((fact) => fact.status === status && fact.stance !== 'settles'),
        ({ key, value }) => `${key}${value}`,
      ).values(),
    ].map((group) => ({
      text: `${group[0]!.key}${yuanOf(group[0]!.value as number)}(${[...new Set(group.map(({ speaker }) => (speaker.partyId ? names.of(speaker.partyId) : speaker.label)))].join('、')})`,
      recordIds: [...new Set(group.map(({ recordId }) => recordId))],
    }))
  return {
    agreed: [
      ...settlement.clauses.map(({ text, recordIds }) => ({ text: names.exact(text), recordIds })),
      ...said('agreed'),
    ],
    disputed: said('disputed'),
    unproven: said('single'),
    conflicts,
    missing: missingOf(reading),
  }
}

/** What still has to be asked before the case can be settled and signed. */
function missingOf({ identities, settlement }: Reading): string[] {
  const people = identities.flatMap(({ name, kind, role, idNumber, creditCode, phone, address }) =>
    role === 'witness'
      ? []
      : [
          ...(kind === 'person' && !idNumber ? [`${name}的居民身份证号`] : []),
          ...(kind === 'organization' && !creditCode ? [`${name}的统一社会信用代码`] : []),
          ...(phone ? [] : [`${name}的联系电话`]),
          ...(address ? [] : [`${name}的住址`]),
        ],
  )
  const terms = settlement.clauses.flatMap(({ text, at }, i) => [
    ...(lacksDay(
      text,
      at,
      settlement.clauses.filter((_, j) => j !== i).map((it) => it.text),
    )
      ? [`第${i + 1}条的履行期限`]
      : []),
    ...(lacksMethod(text) &&
    !settlement.clauses.some((other) => other.text !== text && /转|汇|微信|支付宝|现金|尾号/.test(other.text))
      ? [`第${i + 1}条的支付方式`]
      : []),
  ])
  return [...(settlement.clauses.length === 0 ? ['双方一致的协议内容'] : terms), ...people]
}
