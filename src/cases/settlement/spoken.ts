import { bareNumbers, findValues, type Value, type ValueKind } from '../reading/corrections.ts'
import { findDays } from '../reading/days.ts'
import { findAmounts, readNumeral } from '../reading/quantities.ts'
import { findCycles, sameCycle } from './cycles.ts'

/** A value as somebody says it in passing: also a number without 元, a day without its month (24号), a time of day. */
export type Spoken = Omit<Value, 'kind'> & { kind: ValueKind | 'time' | 'weekday' | 'cycle' | 'code' }

const changeable = new Set(['amount', 'day', 'account', 'percent', 'measure', 'time'])
/** Whatever stands between two commas, or between two blanks of a chat. */
export type Stretch = { text: string; start: number; end: number }

/** The stretches of a text between its stops, in order. */
export function stretchesOf(text: string): Stretch[] {
  return [...text.matchAll(/[^,;。!?\n\s]+/g)].map(({ 0: words, index }) => ({
    text: words,
    start: index,
    end: index + words.length,
  }))
}

/** The stretch a value stands in. */
export const stretchAround = (text: string, { start }: Pick<Spoken, 'start'>): Stretch =>
  stretchesOf(text).find((it) => it.start <= start && start < it.end) ?? { text, start: 0, end: text.length }

const clock =
  /(?<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?\s*(?:(?<![\d.:])(?<h>\d{1,2})(?:[点时](?!间|候)(?:钟|整|(?<half>半)|(?<m>\d{1,2})分?)?|:(?<mm>[0-5]\d)(?!\d))|(?<=早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)(?<w>[一二两三四五六七八九十]{1,2})点(?:钟|整|(?<whalf>半))?|(?<![有提这那几第差些说讲下上])(?<b>[二两三四五六七八九]|十[一二]?)点(?:钟|整|(?<bhalf>半)|(?=[,。;!?\s前后之以接送来到去走我可行太赶改开关下上吧打]|$))(?![意建要说明内]))/gu

/** Times of day, with their part of the day where it is said; `key` in minutes, with `?` where morning and evening are both meant. */
function findTimes(text: string): Spoken[] {
  return [...text.matchAll(clock)].flatMap((match) => {
    const { part, h, half, m, mm, w, whalf, b, bhalf } = match.groups as Record<string, string | undefined>
    const hour = h !== undefined ? Number(h) : readNumeral((w ?? b!).replace('两', '二'))
    if (hour === undefined || hour > 24) return []
    const late = part !== undefined && /中午|下午|傍晚|晚|夜/.test(part) && hour < 12 && !(part === '中午' && hour > 9)
    const minutes = (hour + (late ? 12 : 0)) * 60 + (half || whalf || bhalf ? 30 : Number(m ?? mm ?? 0))
    const start = match.index + match[0].length - match[0].trimStart().length
    return [
      {
        kind: 'time' as const,
        key: `${minutes}${part === undefined && hour <= 12 ? '?' : ''}`,
        raw: match[0].trim(),
        start,
        end: match.index + match[0].length,
      },
    ]
  })
}

/** Whether two values are one: a time without its part of the day is either of two, a bare day that day of any month. */
export function sameValue(a: Spoken, b: Spoken): boolean {
  if (a.kind !== b.kind) return false
  if (a.key === b.key) return true
  if (a.kind === 'cycle') return sameCycle(a.key, b.key)
  if (a.kind === 'day' && (a.key.startsWith('--') || b.key.startsWith('--'))) return a.key.slice(-2) === b.key.slice(-2)
  if (a.kind !== 'time' || !(a.key.endsWith('?') || b.key.endsWith('?'))) return false
  return Number.parseInt(a.key, 10) % 720 === Number.parseInt(b.key, 10) % 720
}

/** The values of a text that a later word may change, in order. */
export function spokenValues(text: string, at: string): Spoken[] {
  const times = findTimes(text)
  const weekdays = [...text.matchAll(/(?<![上下这本]个?)(?<!日[(（,]?)(?:周|星期|礼拜)([一二三四五六日天])/g)].map(
    ({ 0: raw, 1: day, index }): Spoken => ({
      kind: 'weekday',
      key: day === '天' ? '日' : day!,
      raw,
      start: index,
      end: index + raw.length,
    }),
  )
  const cycles = findCycles(text)
  const known: Spoken[] = findValues(text, at, 'future').filter(
    ({ kind, start }) =>
      changeable.has(kind) && ![...weekdays, ...cycles].some((it) => it.start <= start && start < it.end),
  )
  const taken = (start: number, end: number, among: Spoken[]) => among.some((it) => it.start < end && it.end > start)
  const held = [
    ...known.filter(({ start, end, kind }) => kind === 'account' || !taken(start, end, times)),
    ...times,
    ...weekdays,
    ...cycles,
  ]
  const bareDays = [...text.matchAll(/(?<![\d月年第尾.])(\d{1,2})[号日](?!楼|线|铺|店|院|车|电|地|仓)/g)]
    .filter(({ 0: raw, 1: n, index }) => Number(n) <= 31 && n !== '0' && !taken(index, index + raw.length, held))
    .map(
      ({ 0: raw, 1: n, index }): Spoken => ({
        kind: 'day',
        key: `--${n!.padStart(2, '0')}`,
        raw,
        start: index,
        end: index + raw.length,
      }),
    )
  const spans = [
    ...text.matchAll(
      /(?<![\d第每.])([一二两三四五六七八九十]{1,2}|半)(年半?|个半?月|天|周|星期|成半?|次|趟|节|件|块(?=[砖玻板地])|台|张|盏)(?![内里前后之]|以内|(?<=次)性?[付结还给清退打转支])/g,
    ),
  ]
    .filter(({ 0: raw, index }) => !taken(index, index + raw.length, held))
    .map(({ 0: raw, index }): Spoken => ({ kind: 'measure', key: raw, raw, start: index, end: index + raw.length }))
  const digits = [
    ...text.matchAll(
      /(?<![\d.第每])(\d{1,4})\s*(年(?!\d|[初底末内])|次|趟|[块盏张株棵扇片樘只根袋箱桶盆套把辆头](?!钱))/g,
    ),
  ]
    .filter(({ 0: raw, index }) => !taken(index, index + raw.length, held))
    .map(({ 0: raw, index }): Spoken => ({ kind: 'measure', key: raw, raw, start: index, end: index + raw.length }))
  const codes = [...text.matchAll(code)]
    .filter(({ 0: raw, index }) => /\d/.test(raw) && /[A-Za-z]/.test(raw) && !taken(index, index + raw.length, held))
    .map(
      ({ 0: raw, index }): Spoken => ({
        kind: 'code',
        key: raw.toUpperCase(),
        raw,
        start: index,
        end: index + raw.length,
      }),
    )
  const tails = [...text.matchAll(afterBank)]
    .filter(({ 0: raw, index }) => !taken(index, index + raw.length, held))
    .map(({ 0: raw, index }): Spoken => ({ kind: 'account', key: raw, raw, start: index, end: index + raw.length }))
  const all = [...held, ...bareDays, ...spans, ...digits, ...codes, ...tails]
  const sums = /尾号|卡号|账号/.test(text)
    ? []
    : bareNumbers(text).filter(({ start, end }) => !taken(start, end, all) && !inPhone(text, start, end))
  return [...all, ...sums].toSorted((a, b) => a.start - b.start)
}

/** 浙A7K21F, B2-171: the number of a plate, a place to park, an order. */
const code = /(?<![A-Za-z\d-])(?=[A-Za-z\d-]{4,20}(?![A-Za-z\d]))[A-Za-z\d]+(?:-[A-Za-z\d]+)*/g

/** 打工行7712: four figures behind a bank or a card are its number, no sum. */
const afterBank =
  /(?<=(?:银行|[工农建中招交]行|农商行?|邮储|信用社|卡|存折)(?:卡|账户)?|(?:卡号|账号)[^,。;\d]{0,8}[,]?(?:应?[是为]|改成|换成|:)\s*)\d{4}(?![\d元块年.号])/g

const inPhone = (text: string, start: number, end: number): boolean =>
  end - start > 8 ||
  /[A-Za-z\d]$/.test(text.slice(0, start)) ||
  /(?:电话|手机|微信号)[^,]{0,4}$/.test(text.slice(0, start))

/** What stays as it is, in its speaker's words: 10月底4000不变, 照17000. */
export const stays = (words: string): boolean =>
  /不变|不动|照旧|照样|照(?:原来|协议|之前)|不改|没变|仍(?:然)?(?:为|是|按)|还是(?:原来|照|按)|维持|保持|^照\s*\d/.test(
    words,
  )

/** Why somebody asks, not what for: 8月10号才结得到, 18点太晚了. */
export const isReason = (words: string): boolean =>
  /因为|由于|毕竟|才(?:能|结|发|到|有|来)|封账|关账|没(?:有|到)|赶不|来不及|要等|不够|太[晚早远多少紧赶长短大小高低贵]|挂失|注销|停用|老(?:卡|折)/.test(
    words,
  )

/** Words by which a sentence plainly changes something. */
export const strongCue =
  /(?:改|变更|调整|更正|更改|推迟|提前|延期|延后|顺延|延长|延|推|拖|缓|挪|换|宽限|增加|减少|降|减|加|提高)(?:到|至|为|成|在|用|由|去|付|打|转)|改(?=[\p{Script=Han}]{0,3}\d|下|每个?[月周星季天]|第[一二三四五]|周[一二三四五六日末]|星期|礼拜|[上下]午|早上|晚上|[上下]个?月)|[推拖缓挪]后[到至]?|应(?:当|该)?(?:为|是)|实为|(?:最后|最终|重新|现在?|今天)[^,。]{0,6}(?:敲?定|[谈说讲](?:好|妥|成|定|过))(?:为|到|在|成)?|申请(?=\d{1,2}(?:月\d{1,2})?[号日])|晚(?=[到至][^,。;]{0,4}\d)|以(?=[^,。;]{0,6}\d[^,。;]{0,8}为准)|写的(?:都|也)?是(?=[^,。;]{0,4}\d)/u
/** 更正:甲应得5700元: what follows is said anew. */
export const putsRight = /(?:更正|补正|改正|勘误)[:]/
/** 那个租金算错了,…: what follows without another word of change is said anew. */
export const miscounted = /[算看写记抄](?:错|岔|漏)了?(?=[,;])/
/** 一共2400,不是2000: what stands behind it is the old value. */
export const denies = /不是(?=[^,。是]{0,6}\d)/
/** Words that in a talk of a change tell what follows from it. */
export const weakCue =
  /那?就(?:是|给|付|退|赔|收|按|算|扣|转)|那?就(?=\d)|那(?:给|付|退|赔|收|还|是)(?=[^,。]{0,4}\d)|(?:还|只)剩|剩下?|余下|实[付退给]|合计|总[共数计]|一共|共计?|最后一?[期次笔]|第[一二三四五六]?[期次笔]|首[期付]|尾款|末期/
export const asks =
  /行不行|[行好中]伐|可以伐|来事伐|可不可以|能不能|行吗|可以吗|好不好|好吗|成不成|同意吗|(?:可以|行|好)不[?]?$/

/** Whether a text says that something is changed, and to what. */
export const saysChange = (text: string, at: string): boolean =>
  (strongCue.test(text) || putsRight.test(text) || miscounted.test(text) || asks.test(text) || denies.test(text)) &&
  spokenValues(text, at).length > 0

/** 变更第一条:…, 第二条改为:…: the clause in other words. */
export const toldAnew =
  /(?:(?:变更|修改|调整|改)[^,。:]{0,8}第(?:[一二三四五六七八九十]|\d{1,2})[条项款]|第(?:[一二三四五六七八九十]|\d{1,2})[条项款][^,。:]{0,6}(?:变更|修改|调整|改)(?:为|成)?)[^,。:]{0,4}[:]\s*([^。!?]{10,})/u

/** Money of a text that somebody says was paid, as against what is to be paid. */
export const tellsPayment = (text: string): boolean =>
  /(?:已|刚|先|今天|昨天)[^,。]{0,6}(?:付|转|打|还|给|退|交)|(?:付|转|打|还|退|交)(?:了|掉|过|清|好了|来了|出去)|到账|收到[^,。]{0,8}\d/.test(
    text,
  ) &&
  (findAmounts(text).length > 0 || bareNumbers(text).length > 0 || findDays(text, '2026-01-01T00:00:00Z').length > 0)

/** An item given up: 道歉那条就不用了, 第三条取消. */
export const dropsItem = /不要了|不写了?|不再写|取消|删[掉去除]|去掉|[划拿撤]掉|免了|不用了|不列了?|不[扣收算]了/
/** 尾号…那张卡挂失了,新卡尾号…; 陪同的由奶奶改为姑姑; 地点改到…. */
export const changesOther =
  /新(?:的)?(?:卡|账户|账号|折)|挂失|注销|老(?:卡|折)|(?:尾号|账户|账号|卡号)|地点|地方|[改换]由|由[^,。\d]{1,6}[改换](?:为|成|由)|(?:改|换|挪)(?:到|成|在|去)[^,。\d]{2,16}(?:接|送|交|碰头|见面|汇合|取|领|拿|还|付|办)/

/** 第1条写成“再付600元”系笔误: what the record itself says by mistake. */
export const isSlip = (before: string, after: string): boolean =>
  /(?:[写记抄录打]成了?|误[写记录登算]?[为成])[“"「『]?[^,。\d]{0,6}$/.test(before) ||
  /^(?:元|[前日号])?[”"」』]?(?:之?前)?(?:系|是|属)?(?:笔误|误[写记录算]|[写抄记算录]错|有误)/.test(after)
/** 由1800元改为2160元, 不是1800: an old value beside the new one; 由公司加到1800元 names who bears it. */
export const calledOld = (before: string, after: string): boolean =>
  /(?:不是|(?<![除是无])(?:而|并)?非|原来?(?:是|为|定|的|写)?|本来(?:是)?|之前(?:是|的)|(?:由|从)(?![^,。\d]*[改加减降提调增延推换变](?:到|成|为|至|付)))[^,。\d]{0,6}$/.test(
    before,
  ) ||
  /^(?:元|块)?(?:应|要)?(?:改|调整?|变更?|更正)(?:到|成|为|至)?\d/.test(after) ||
  isSlip(before, after)
