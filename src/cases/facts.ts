import { z } from 'zod'
import type { Context } from '../context.ts'
import { laterModelOf } from './later/reader.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { type Audience, type CaseFile, type CaseRecord, getCaseFile } from './read.ts'
import { type Correction, findCorrections, findValues, settleCorrections, type Value } from './reading/corrections.ts'
import { type Identity, readIdentities } from './reading/identity.ts'
import { authorIn } from './reading/labels.ts'
import { type Names, readNames } from './reading/names.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'
import { inOwnVoice, withActing } from './reading/voices.ts'
import { findSettlement, type Settlement } from './settlement/find.ts'
import { termModelOf } from './settlement/terms.ts'
import { asSeenBy, isShielded } from './shield.ts'
import { weigh } from './weigh.ts'

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
  /定损|核[定损算]|评估|测产|丈量|踏勘|查勘|巡查|清点|(?:[单表函]|凭证)$|记录|笔录|认定书|鉴定|检测|闭水|验[车房收]单|台账|流水|对账|登记|勘[查验]|核查|核实|核对|核验|出警|票据|清单|查询|回单|合同|协议|更正|证明|报告|公证|监察|来函|函件|更名|信息|复测|(?:维修|结算|验收|签收|送货|交接|报价|验车|验房|检测|出库|入库|工资|考勤)(?:单|表)|发票|收据|收条|征迁办|指挥部|住建|市监|人社|派出所|交警|社保|不动产|税务|质监|执法|街道办|居委|村委|村调|物业(?!公司客服)|银行|医院|工程部|病历|诊断|借条|欠条/
/** What a party hands in, beside what it says. 书证 */
const paper =
  /[单表证]$|[单表](?=[^\p{Script=Han}]|核)|合同|协议|凭证|票据|回单|发票|收据|收条|流水|台账|病历|借条|欠条|证明|报告|认定书|鉴定|照片|截图|执照|函|验[车房收]|记录$|清单|转账|公证|登记/u
const chatty = /微信|电话|来电|口述|聊天|语音|补充|走访|夜访|上门|转单/
const hearsay = /听说|有人[讲说传]|听邻居|隔壁|听人|听别人|好像|据说|大概|可能|估计|都说|应该有|记不清|传言/
export const claims =
  /(?:原|起初|当初|先前)(?:称|说|报|讲)|开头|起先|一开始|最初|(?:一定|非得?|坚持|开口)要|要\s*\d|要(?:扣|减|补|加|收)[^,。;]{0,6}\d|让到|降下?来|加上去|要求|主张|索赔|诉求|请求|要(?:他|她|他们|对方|求|赔|退)|索要|报价|应(?:当)?赔|总共要|想要|要个/
export const offers = /愿意|最多|可以出|只肯|只愿|提出|同意先|先给|肯出|出到|顶多|顶天|意思一下|建议|方案/
export const bothSides =
  /(?:双方|各方|三方|两家|三人|均|都|一致|当面)[^。]{0,10}(?:确认|认可|无异议|无误|核对|承认|认账|签字|点头|没意见|认了)|无异议|核对无误/

/** How formal a sentence is: 调解、勘验、票据等记录 outrank what a side says, which outranks what one has heard. */
export function rankOf(record: CaseRecord, sentence: string): Fact['rank'] {
  if (hearsay.test(sentence) && !/经(?:核实|查|核对)/.test(sentence)) return 'hearsay'
  // A list one side drew up of what it wants is its word, whatever it is called.
  if (
    /发来|扣款|报价|单方|手(?:写|抄|记)(?!的?(?:借|欠|收|协议|合同))|自(?:写|列|记|算|制|拟|述|报|己写)/.test(record.by)
  )
    return 'statement'
  if (record.party)
    return paper.test(record.by) && !chatty.test(record.by) && !/补充/.test(record.by) ? 'formal' : 'statement'
  if (chatty.test(record.by) && !/(?:核实|(?<![电通]话)记录|笔录|认定|更正)/.test(record.by)) return 'statement'
  return formalBy.test(record.by) || /^(?:经(?:查|核实|核对|调查)|查明|现场)/.test(record.text) ? 'formal' : 'statement'
}

/** Reads a case for an audience: facts, corrections, conflicts, identities and the settlement. Pure. */
export function readFacts({ shelf }: Pick<Context, 'shelf'>, file: CaseFile, audience: Audience = 'shared'): Reading {
  const seen = asSeenBy(file, audience)
  const readable = seen.records.map((record) => ({
    ...record,
    by: narrow(record.by),
    text: narrow(record.text),
  }))
  const names = readNames(seen.parties, readable)
  const told = readable.map((record) => ({ ...record, party: record.party ?? speakerOf(record, names) }))
  const corrections = settleCorrections(findCorrections(told), told)
  const known = readIdentities(names, told, file.receivedAt, corrections)
  const heard = withActing(names, known)
  const records = told.map((record, i) => ({
    ...record,
    // 电话补记 湛某、褚某: what two sides say together is not the word of one.
    party:
      readable[i]!.party ??
      (heard.sides(authorIn(record.by)).size > 1 ? undefined : record.party) ??
      spokenForBy(record, known),
  }))
  const models = { terms: termModelOf(shelf), later: laterModelOf(shelf) }
  const settlement = findSettlement(models, inOwnVoice(records, known, names), heard)
  const shielded = isShielded(file) && audience !== 'mediator'
  const identities = known.map((identity) =>
    shielded && identity.kind === 'person' && identity.partyId !== audience ? { ...identity, shielded } : identity,
  )
  const raw = records.flatMap((record) => factsOf(record, names, settlement))
  const { facts, conflicts } = weigh(raw, corrections, findCorrections(records))
  return { file, records, names, identities, corrections, settlement, facts, conflicts }
}

const notAVoice =
  /调解|笔录|记录|核对|核实|核查|勘|笔录|窗口|前台|社区|网格|物业(?!公司)|派出所|单$|表$|书$|复印件|流水|法人信息|约谈|背对背/

/** The party for which the agent or guardian whom a label names speaks (葛敏 微信). */
function spokenForBy({ by: label }: CaseRecord, identities: Identity[]): string | undefined {
  const by = authorIn(label)
  if (notAVoice.test(by)) return undefined
  const fits = identities.filter(({ standIn, guardian }) =>
    [standIn?.name, guardian?.name].some((name) => name && by.includes(name)),
  )
  return fits.length === 1 ? fits[0]!.partyId : undefined
}

/** The party a record's label names as its speaker (申请人、王阿姨微信); none where it is a paper, or the words of who mediates. */
function speakerOf({ by: label }: CaseRecord, names: Names): string | undefined {
  const by = authorIn(label)
  if (notAVoice.test(by)) return undefined
  const called = new Set(names.find(by).map(({ party }) => party.id))
  return called.size === 1 ? [...called][0] : undefined
}

/** The fact table of a case as an audience may see it. Throws `not_found`, `forbidden`. */
export async function getFacts(
  ctx: Context,
  caseId: string,
  audience: Audience = 'shared',
): Promise<{ items: Fact[]; conflicts: Conflict[]; parties: Identity[]; ledger?: Ledger }> {
  const reading = readFacts(ctx, await getCaseFile(ctx, caseId), audience)
  const { facts, conflicts, identities } = reading
  return { items: facts, conflicts, parties: identities, ledger: readLedger(reading) }
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
  return sentencesOf(text).flatMap((sentence) => {
    const [rank, both] = [rankOf(record, sentence.text), bothSides.test(sentence.text)]
    return findValues(sentence.text, record.at).map((value): Fact => {
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
        rank,
        stance: settled ? 'settles' : claims.test(segment) ? 'claims' : offers.test(segment) ? 'offers' : 'states',
        status: settled || both ? 'agreed' : 'single',
      }
    })
  })
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
