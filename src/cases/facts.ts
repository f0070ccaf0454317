import { z } from 'zod'
import type { Context } from '../context.ts'
import { type Correction, findCorrections, findValues, settleCorrections, type Value } from './corrections.ts'
import { type Identity, readIdentities } from './identity.ts'
import { type Names, readNames } from './names.ts'
import { findAmounts } from './quantities.ts'
import { type Audience, type CaseFile, type CaseRecord, getCaseFile, visibleTo } from './read.ts'
import { narrow, sentencesOf } from './sentences.ts'
import { findSettlement, type Settlement } from './settlement.ts'

/** One thing a record says: an amount in fen, a day, a number or words, with who said it and how it stands. 事实 */
export const Fact = z.object({
  key: z.string(),
  kind: z.enum(['amount', 'day', 'house', 'account', 'percent', 'measure']),
  value: z.union([z.number(), z.string()]),
  text: z.string(),
  quote: z.string(),
  recordId: z.string(),
  at: z.string(),
  speaker: z.object({
    kind: z.enum(['party', 'mediator', 'third']),
    partyId: z.string().optional(),
    label: z.string(),
  }),
  rank: z.enum(['formal', 'statement', 'hearsay']),
  /** What the speaker does with it: states it, claims it, offers it, or it was settled. */
  stance: z.enum(['states', 'claims', 'offers', 'settles']),
  status: z.enum(['agreed', 'disputed', 'single', 'corrected']),
  supersededBy: z.string().optional(),
})
export type Fact = z.infer<typeof Fact>

/** Values of one matter that do not fit together, each with its source. 矛盾 */
export const Conflict = z.object({
  key: z.string(),
  values: z.array(z.object({ text: z.string(), quote: z.string(), recordId: z.string(), by: z.string() })),
  /** The record that settled it, where one did. */
  resolvedBy: z.string().optional(),
})
export type Conflict = z.infer<typeof Conflict>

/** Everything read from the records that one audience may see. */
export type Reading = {
  file: CaseFile
  records: CaseRecord[]
  names: Names
  identities: Identity[]
  corrections: Correction[]
  settlement: Settlement
  facts: Fact[]
  conflicts: Conflict[]
}

const formalBy =
  /记录|笔录|认定书|鉴定|检测|闭水|验[车房收]单|台账|流水|对账|登记|勘[查验]|核查|核实|核对|出警|票据|清单|查询|回单|合同|协议|更正|证明|报告|公证|监察|来函|函件|更名|信息|复测/
const chatty = /微信|电话|来电|口述|聊天|语音|补充|走访|夜访|上门|转单/
const hearsay = /听说|听人|听别人|好像|据说|大概|可能|估计|都说|应该有|记不清|传言/
const claims = /要求|主张|索赔|诉求|请求|要(?:他|她|他们|对方|求|赔|退)|索要|报价|应(?:当)?赔|总共要|想要|要个/
const offers = /愿意|最多|可以出|只肯|只愿|提出|同意先|先给|肯出|出到|顶多|顶天|意思一下|建议|方案/
const bothSides =
  /(?:双方|各方|三方|两家|三人|均|都|一致|当面)[^。]{0,10}(?:确认|认可|无异议|无误|核对|承认|认账|签字)|无异议|核对无误/

/** How formal a sentence is: 调解、勘验、票据等记录 outrank what a side says, which outranks what one has heard. */
export function rankOf(record: CaseRecord, sentence: string): Fact['rank'] {
  if (hearsay.test(sentence) && !/经(?:核实|查|核对)/.test(sentence)) return 'hearsay'
  if (record.party)
    return formalBy.test(record.by) && !chatty.test(record.by) && !/补充/.test(record.by) ? 'formal' : 'statement'
  if (chatty.test(record.by) && !/(?:核实|记录|笔录|认定|更正)/.test(record.by)) return 'statement'
  return formalBy.test(record.by) || /^(?:经(?:查|核实|核对|调查)|查明|现场)/.test(record.text) ? 'formal' : 'statement'
}

/** Reads a case for an audience: facts, corrections, conflicts, identities and the settlement. Pure. */
export function readFacts(file: CaseFile, audience: Audience = 'shared'): Reading {
  const records = visibleTo(file.records, audience).map((record) => ({
    ...record,
    by: narrow(record.by),
    text: narrow(record.text),
  }))
  const names = readNames(file.parties, records)
  const corrections = settleCorrections(findCorrections(records), records)
  const settlement = findSettlement(records, names)
  const identities = readIdentities(names, records, file.receivedAt, corrections)
  const raw = records.flatMap((record) => factsOf(record, names, settlement))
  const facts = weigh(raw, corrections, findCorrections(records))
  return { file, records, names, identities, corrections, settlement, facts, conflicts: conflictsOf(facts) }
}

/** The fact table of a case as an audience may see it. Throws `not_found`, `forbidden`. */
export async function getFacts(
  ctx: Context,
  caseId: string,
  audience: Audience = 'shared',
): Promise<{ items: Fact[]; conflicts: Conflict[]; parties: Identity[] }> {
  const { facts, conflicts, identities } = readFacts(await getCaseFile(ctx, caseId), audience)
  return { items: facts, conflicts, parties: identities }
}

function factsOf(record: CaseRecord, names: Names, settlement: Settlement): Fact[] {
  const text = narrow(record.text)
  const speakerParty = record.party ?? names.find(record.by).find(({ party }) => party.role !== 'agent')?.party.id
  const document = !record.party && formalBy.test(record.by)
  const speaker: Fact['speaker'] =
    speakerParty && !document
      ? { kind: 'party', partyId: speakerParty, label: record.by }
      : { kind: /调解|网格|社区|综治|窗口|前台|社工|民警/.test(record.by) ? 'mediator' : 'third', label: record.by }
  const agreed = settlement.clauses
    .filter(({ recordIds }) => recordIds.includes(record.id))
    .map((clause) => clause.text)
  return sentencesOf(text).flatMap((sentence) =>
    findValues(sentence.text, record.at).map((value): Fact => {
      const segment = segmentOf(sentence.text, value)
      const settled = agreed.some((clause) => clause.includes(value.raw) && sentence.text.includes(clause.slice(0, 8)))
      return {
        key: keyOf(sentence.text, value),
        kind: value.kind,
        value: value.kind === 'amount' ? Number(value.key) : value.key,
        text: value.raw,
        quote: sentence.text.slice(0, 300),
        recordId: record.id,
        at: record.at,
        speaker,
        rank: rankOf(record, sentence.text),
        stance: settled ? 'settles' : claims.test(segment) ? 'claims' : offers.test(segment) ? 'offers' : 'states',
        status: settled || bothSides.test(sentence.text) ? 'agreed' : 'single',
      }
    }),
  )
}

const segmentOf = (sentence: string, { start, end }: Value): string => {
  const from =
    Math.max(
      sentence.lastIndexOf(',', start - 1),
      sentence.lastIndexOf(',', start - 1),
      sentence.lastIndexOf(';', start - 1),
    ) + 1
  const to = /[,;]/.exec(sentence.slice(end))?.index
  return sentence.slice(from, to === undefined ? sentence.length : end + to)
}

const noun =
  /(?:[\p{Script=Han}]{0,3}(?:费用|费|押金|定金|订金|保证金|本金|利息|借款|货款|尾款|存款|流转费|工资|工钱|报酬|租金|房租|房款|价款|退款|赔偿金|补偿金|违约金|滞纳金|补助|余额|损失|债务|彩礼|报价|余款|金额|款|钱))/gu
const deed = /(欠|垫|还|退|赔|付|借|扣|减|收|花|要|出|拿)[^\p{Script=Han}]{0,2}[\p{Script=Han}]{0,4}$/u

/** What a value is about, in the record's own word: 押金, 修复费用, 面积; what was done with it where no noun stands near. */
function keyOf(sentence: string, { kind, start, end }: Value): string {
  if (kind === 'day') return '日期'
  if (kind === 'house') return '房号'
  if (kind === 'account') return '账户尾号'
  const before = sentence.slice(Math.max(0, start - 14), start).replace(/^.*[。;]/, '')
  const word =
    [...before.matchAll(noun)].at(-1)?.[0] ??
    (kind === 'measure' ? /([\p{Script=Han}]{2,4})(?:是|为|约|有|:)?\s*$/u.exec(before)?.[1] : undefined)
  if (word)
    return word.replace(
      /^.*(?:[的了是和与及其该另共付退交还欠收要约给把元]|赔偿|要求|一共|每月|支付)(?=\p{Script=Han}{2})/u,
      '',
    )
  const after = sentence.slice(end, end + 8)
  if (kind === 'amount' && /^的?(?:[\p{Script=Han}]{0,2}(?:押金|工资|费|货款|借款))/u.test(after))
    return /^的?([\p{Script=Han}]{0,2}(?:押金|工资|费|货款|借款))/u.exec(after)![1]!
  return kind === 'amount' ? (deed.exec(before)?.[1] ?? '金额') : kind === 'percent' ? '比例' : '数量'
}

/** Sets what each fact is worth beside the others: corrected, agreed by both sides, disputed, or one voice only. */
function weigh(facts: Fact[], sure: Correction[], all: Correction[]): Fact[] {
  const out = facts.map((fact) => ({ ...fact }))
  for (const fact of out) {
    const by = sure.find(
      ({ wrong, kind, at, recordId }) =>
        wrong && kind === fact.kind && wrong.key === String(fact.value) && (at > fact.at || recordId === fact.recordId),
    )
    if (by && fact.status !== 'agreed') Object.assign(fact, { status: 'corrected', supersededBy: by.recordId })
  }
  for (const correction of all.filter(({ wrong, kind }) => !wrong && kind === 'amount')) {
    const own = out.find((fact) => fact.recordId === correction.recordId && String(fact.value) === correction.right.key)
    const earlier = out.findLast(
      (fact) =>
        fact.kind === 'amount' &&
        fact.at < correction.at &&
        fact.status === 'single' &&
        String(fact.value) !== correction.right.key &&
        sameVoice(fact, own) &&
        (fact.key === own?.key || fact.key === '金额' || own?.key === '金额' || /[欠要]/.test(fact.key)),
    )
    if (earlier) Object.assign(earlier, { status: 'corrected', supersededBy: correction.recordId })
  }
  const open = out.filter(
    ({ status, kind }) => status !== 'corrected' && (kind === 'amount' || kind === 'measure' || kind === 'percent'),
  )
  for (const group of Map.groupBy(open, ({ key, kind }) => `${kind}:${key}`).values()) {
    for (const fact of group) {
      // The same voice, later, about the same thing: the later word stands.
      const later = group.findLast(
        (other) =>
          other.at > fact.at &&
          sameVoice(other, fact) &&
          other.value !== fact.value &&
          other.stance === 'states' &&
          fact.stance === 'states' &&
          fact.rank !== 'formal' &&
          !/金额|费用|款|钱|^.$/.test(fact.key),
      )
      if (later && fact.status === 'single') Object.assign(fact, { status: 'corrected', supersededBy: later.recordId })
      const formal = group.findLast(
        (other) => other.rank === 'formal' && other.at >= fact.at && other.value !== fact.value,
      )
      if (formal && fact.rank === 'hearsay') Object.assign(fact, { status: 'corrected', supersededBy: formal.recordId })
    }
    const standing = group.filter(({ status, stance }) => status !== 'corrected' && stance !== 'offers')
    const voices = (value: Fact['value']) =>
      new Set(standing.filter((fact) => fact.value === value).map(({ speaker }) => speaker.partyId ?? speaker.kind))
        .size
    const values = new Set(standing.map(({ value }) => value))
    for (const fact of standing) {
      if (fact.status === 'agreed') continue
      if (voices(fact.value) > 1) fact.status = 'agreed'
      else if (
        values.size > 1 &&
        standing.some((other) => other.value !== fact.value && !sameVoice(other, fact) && other.status !== 'agreed')
      )
        fact.status = 'disputed'
    }
  }
  return out
}

const sameVoice = (a: Fact, b?: Fact): boolean =>
  Boolean(b) && (a.speaker.partyId ?? a.speaker.label) === (b!.speaker.partyId ?? b!.speaker.label)

function conflictsOf(facts: Fact[]): Conflict[] {
  const source = ({ text, quote, recordId, speaker }: Fact) => ({ text, quote, recordId, by: speaker.label })
  const disputed = [
    ...Map.groupBy(
      facts.filter(({ status }) => status === 'disputed'),
      ({ key, kind }) => `${kind}:${key}`,
    ).values(),
  ]
    .filter((group) => new Set(group.map(({ value }) => value)).size > 1)
    .map((group) => ({ key: group[0]!.key, values: group.map(source) }))
  const corrected = facts
    .filter(({ status, supersededBy }) => status === 'corrected' && supersededBy)
    .map((fact) => {
      const right = facts.find(
        (other) => other.recordId === fact.supersededBy && other.kind === fact.kind && other.value !== fact.value,
      )
      return {
        key: fact.key,
        values: right ? [source(fact), source(right)] : [source(fact)],
        resolvedBy: fact.supersededBy,
      }
    })
  return [...disputed, ...corrected]
}

/** Sums that no reader may find as agreed: superseded, disputed, claimed or offered, and not settled anywhere. */
export function unsettledSums({ facts }: Pick<Reading, 'facts'>): Set<number> {
  const good = new Set(
    facts
      .filter(({ kind, status, stance }) => kind === 'amount' && (status === 'agreed' || stance === 'settles'))
      .map(({ value }) => value),
  )
  return new Set(
    facts
      .filter(
        ({ kind, value, status, stance }) =>
          kind === 'amount' &&
          !good.has(value) &&
          (status === 'corrected' || status === 'disputed' || stance === 'claims' || stance === 'offers'),
      )
      .map(({ value }) => value as number),
  )
}

/** Sentences of the shared records that tell what happened on good ground: formal records and what both sides confirm. */
export type Proven = { text: string; recordId: string; at: string; by: string; both: boolean }

export function provenSentences({ records, facts, settlement, corrections, file }: Reading): Proven[] {
  const barred = unsettledSums({ facts })
  const terms = settlement.clauses.map(({ text }) => text)
  const superseded = new Set(facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return records
    .filter(({ id, by }) => !settlement.replaced.includes(id) && id !== file.records[0]?.id && !/群|聊天/.test(by))
    .flatMap((record) =>
      sentencesOf(narrow(record.text))
        .flatMap(({ text }) => text.split(/(?<=[;])/).map((part) => part.trim().replace(/[;。]+$/, '')))
        .filter((text) => text.length >= 8)
        .filter((text) => rankOf(record, text) === 'formal' || (bothSides.test(text) && !record.party))
        .filter(
          (text) =>
            !procedural.test(text) &&
            !claims.test(text) &&
            !offers.test(text) &&
            !quoted.test(text) &&
            !talk.test(text),
        )
        .filter((text) => !terms.some((term) => overlap(text, term)))
        .filter((text) =>
          findAmounts(text).every(({ fen, approx }) => !approx && !barred.has(fen) && !superseded.has(fen)),
        )
        .filter(
          (text) => !corrections.some(({ recordId, sentence }) => recordId === record.id && sentence.includes(text)),
        )
        .map((text) => ({ text, recordId: record.id, at: record.at, by: record.by, both: bothSides.test(text) })),
    )
}

const procedural =
  /^(?:时间|地点|参加人|主持人|记录人|当事人|调解员|结果)[:]|到场|列席|签(?:字|名)确认?$|核对无误$|达成|同意|协商|调解|作废|证号|身份证|尾号|信用代码|打电话|通话|委托书|不纳入|撤回|放弃|无关|^\S{0,6}签字/
const quoted = /(?:称|说|表示|认为|反映|解释|强调|坚持|自述|质问|答应|希望)/
const talk = /[?!]|我|你|吧|呢|啊|嘛/
const overlap = (text: string, term: string): boolean =>
  term.includes(text) || text.includes(term) || (text.length >= 10 && term.includes(text.slice(0, 10)))
