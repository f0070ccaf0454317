import type { CaseRecord } from '../read.ts'
import { findDays } from './days.ts'
import { pairsOf } from './pairs.ts'
import { findAmounts } from './quantities.ts'
import { unreckoned } from './reckonings.ts'
import { narrow, sentencesOf } from './sentences.ts'

export const valueKinds = ['amount', 'day', 'house', 'account', 'percent', 'measure'] as const
export type ValueKind = (typeof valueKinds)[number]

/** Something exact in a text that can be right or wrong. `key` compares equal for equal values, however written. */
export type Value = { kind: ValueKind; key: string; raw: string; start: number; end: number }

/** A record says that a value was wrong, or replaces what its speaker said before. 更正 */
export type Correction = {
  kind: ValueKind
  wrong?: Value
  right: Value
  recordId: string
  at: string
  by: string
  sentence: string
}

/** Every exact value of a text: money, days, house numbers, ends of account numbers, shares, measures. */
export function findValues(text: string, at: string, toward: 'future' | 'past' = 'past'): Value[] {
  const amounts = findAmounts(text).map((a) => ({
    kind: 'amount' as const,
    key: String(a.fen),
    raw: a.raw,
    start: a.start,
    end: a.end,
  }))
  const days = findDays(text, at, toward)
    .filter(({ on }) => on)
    .map((d) => ({ kind: 'day' as const, key: d.on!, raw: d.raw, start: d.start, end: d.end }))
  const found: Value[] = [...amounts, ...days]
  // Places already read, so that a long text is read once.
  const taken = new Uint8Array(text.length)
  for (const { start, end } of found) taken.fill(1, start, end)
  const add = (kind: ValueKind, pattern: RegExp, keyOf: (raw: string) => string) => {
    for (const match of text.matchAll(pattern)) {
      const raw = match[1]!
      const start = match.index + match[0].indexOf(raw)
      if (taken.subarray(start, start + raw.length).includes(1)) continue
      taken.fill(1, start, start + raw.length)
      found.push({ kind, key: keyOf(raw), raw, start, end: start + raw.length })
    }
  }
  if (/尾号|末四位|后四位|卡号|账号|账户|存折/.test(text)) {
    add('account', /(?:尾号|末四位|后四位|尾数)[^\d,。]{0,8}(\d{4})(?!\d)/g, (raw) => raw)
    if (/尾号|末四位|后四位/.test(text)) add('account', /(?<![\d.年月-])(\d{4})(?![\d年元块.])/g, (raw) => raw)
  }
  add('house', /(?<![\d.])(\d{3,4})(?=室)/g, (raw) => raw)
  add(
    'house',
    /(?:单元|幢|栋|号楼|楼上|楼下|家|住|他|她|房号|门牌)(?:是|为|在|住|的)?(?:[(])?(?:\d+[幢栋])?(\d{3,4})(?![\d元块年.])/g,
    (raw) => raw,
  )
  if (/房号|门牌|楼层|室|单元|幢/.test(text))
    add('house', /(?:不是|是|应为|应是|错写成|写成)(\d{3,4})(?![\d元块年.%])/g, (raw) => raw)
  // 5幢302: building and door as one, beside the door alone.
  for (const match of text.matchAll(/(?<!\d)(\d{1,3})(?:幢|栋|号楼)(?:\d{1,2}单元)?-?(\d{3,4})(?!\d)/g))
    found.push({
      kind: 'house',
      key: `${match[1]}幢${match[2]}`,
      raw: match[0],
      start: match.index,
      end: match.index + match[0].length,
    })
  if (/地址|门牌|住址|户口簿/.test(text))
    add('house', /(?<![\d月])(\d{1,4}号)(?!楼|线|路|院|前|之前|晚|上午|下午|铺)/g, (raw) => raw)
  add('percent', /(?<![\d.])(\d+(?:\.\d+)?%|百分之[一二三四五六七八九十百零]+)/g, (raw) => raw)
  add(
    'measure',
    /(?<![\d.])((?:\d+(?:\.\d+)?)\s*(?:平方米|平米|平|㎡|亩|个月|天|节|工|公分|厘米|毫米|公里|米|吨|斤|台|件))/g,
    (raw) => raw.replaceAll(/\s/g, '').replace(/平米|平方米|㎡/, '平'),
  )
  return found.sort((a, b) => a.start - b.start)
}

const cue =
  /更正|已改|户口簿|[报讲念听抄输]成|[,;(](?:而)?非|说错|记错|写错|搞错|弄错|算错|听错|看错|打错|录错|口误|笔误|有误|误写|误记|误录|误登|不是|并非|应为|应是|应该是|实为|实际[是为]|其实是|改为|改成|改到|变更为|更改|为准|记岔|糊涂|不对|估算|忘记|忘了|漏|不准|重打|勘误|[写报记说念录搞弄]反|颠倒|按旧|另外[一别]|无关/
const wrongBefore =
  /(?:不是|并非|(?<![\p{Script=Han}])(?:而)?非|误[录写记登]?[为成]?|[写报讲说念听抄输打录记]成了?|错写[为成]|错记[为成]|原(?:写|报|说|定)?[为是]?|[报写填记登](?:记)?的[^,。;]{0,6}|此前(?:所)?[报说称]?的?|之前(?:所)?[报说称]?的?)[“"「『]?$/u
const wrongAfter =
  /^[”"」』]?(?:元|室)?(?:的)?(?:系|是|属)?(?:口误|误[记写报算]|按[^,。;]{0,6}(?:估|老|旧)|另外[一别]|笔误|有误|估算|写错|说错|记错|错了|作废|的笔误|不准|不对)|^[”"」』]?(?:元|室|号)?(?:应(?![由当付支给得退还收缴交向于在归按])|改|更正|实际|其实|变更)(?:该)?(?:为|是|成|到)?/

/** What the records correct, in the order of time. A value is wrong where its sentence says so; a plain new value leaves `wrong` open. */
export function findCorrections(records: CaseRecord[]): Correction[] {
  return records.flatMap((record) => {
    const text = narrow(record.text)
    const sentences = sentencesOf(text)
    const tells =
      (sentence: string) =>
      ({ wrong, right }: { wrong?: Value; right: Value }): Correction => ({
        kind: right.kind,
        wrong,
        right,
        recordId: record.id,
        at: record.at,
        by: record.by,
        sentence,
      })
    return sentences.flatMap((sentence, i) => {
      if (!cue.test(sentence.text)) return []
      const bare = bareSums(sentence.text, record.at)
      if (bare.length > 0) {
        // 7440是老数字,按今年算 tells the right sum in the sentence before or after, where not in its own.
        const own = findValues(sentence.text, record.at, 'past').filter(({ kind }) => kind === 'amount')
        const beside = [sentences[i - 1], sentences[i + 1]].flatMap((other) =>
          other ? findValues(other.text, record.at, 'past').filter(({ kind }) => kind === 'amount') : [],
        )
        const pairs = correctionsIn(
          sentence.text,
          [...own, ...bare].toSorted((a, b) => a.start - b.start),
        ).filter(({ wrong }) => wrong)
        const lone = bare.filter((it) => isWrong(sentence.text, it) && !pairs.some(({ wrong }) => wrong === it))
        const mends = lone.flatMap((wrong) => {
          const right = beside.find(({ key }) => key !== wrong.key)
          return right ? [{ wrong, right }] : []
        })
        if (pairs.length + mends.length > 0) return [...pairs, ...mends].map(tells(sentence.text))
      }
      const next = /说错|记错|写错|搞错|弄错|算错|有误|更正/.test(sentence.text) ? sentences[i + 1]?.text : undefined
      let values = findValues(sentence.text, record.at, 'past')
      let spoken = sentence.text
      if (values.length === 0 && next) {
        spoken = next
        values = findValues(next, record.at, 'past')
      }
      return correctionsIn(spoken, values).map(tells(sentence.text))
    })
  })
}

/** Numbers without 元 that may stand for sums, where no unit, door or number of a card stands beside them. */
export function bareNumbers(text: string): Value[] {
  return [
    ...text.matchAll(
      /(?<![\d.A-Za-z第])(\d{3,8}(?:\.\d{1,2})?)(?![\d.])(?!\s*(?:室|号|幢|栋|楼|年|月|日|平|㎡|亩|天|个|人|%|次|节|课时|米|斤|公里|条|-))/g,
    ),
  ].map(({ 1: raw, index }) => ({
    kind: 'amount' as const,
    key: String(Math.round(Number(raw) * 100)),
    raw: `${raw}元`,
    start: index,
    end: index + raw!.length,
  }))
}

/** Bare numbers beside words of error: 笔录"5073.40"系笔误, 合计86000元,不是89000. */
function bareSums(sentence: string, at: string): Value[] {
  const known = findValues(sentence, at, 'past')
  return unreckoned(sentence, bareNumbers(sentence)).filter(
    (value) =>
      !known.some((it) => it.start < value.end && it.end > value.start) &&
      isWrong(sentence, value) &&
      !/尾号|账号|卡号|房号|单元|[室幢栋]|电话号|手机|证号/.test(sentence),
  )
}

/** Whether a sentence calls one of its values wrong: 写成600元, 不是600元, 600元系笔误. */
const isWrong = (sentence: string, { start, end }: Value): boolean =>
  wrongBefore.test(sentence.slice(Math.max(0, start - 24), start)) || wrongAfter.test(sentence.slice(end, end + 24))

function correctionsIn(sentence: string, all: Value[]): { wrong?: Value; right: Value }[] {
  const values = unreckoned(sentence, all)
  const wrong = new Set(values.filter((v) => isWrong(sentence, v)))
  const right = values.filter((v) => !wrong.has(v))
  const paired = [...wrong].flatMap((old) => {
    const same = right.filter((v) => v.kind === old.kind && v.key !== old.key)
    const nearest = same.toSorted((a, b) => Math.abs(a.start - old.start) - Math.abs(b.start - old.start))[0]
    return nearest ? [{ wrong: old, right: nearest }] : []
  })
  const used = new Set(paired.map((pair) => pair.right))
  // 不是 alone denies; without a word of error a lone value corrects nothing.
  const declares =
    /更正|错|误|[写报记说念录搞弄]反|颠倒|应为|应是|应该是|实为|实际|其实|改为|改成|改到|变更为|为准|记岔|不对|糊涂|忘记|忘了|漏了|漏算|没算|不准|是\S{1,12}不是|[报讲念听抄输]成|,(?:而)?非/.test(
      sentence,
    )
  const open = declares ? right.filter((v) => !used.has(v)).map((v) => ({ wrong: undefined, right: v })) : []
  return [...paired, ...open]
}

/** Numbers that look alike: equally long, one or two places differ. A slip of the pen, not another thing. */
export const alike = (a: string, b: string): boolean =>
  a !== b && a.length === b.length && [...a].filter((c, i) => c !== b[i]).length <= 2

/**
 * Pairs of wrong and right values that hold in the whole case: those said outright, and house or account numbers that
 * a correction gives anew where an earlier record had one like it.
 */
export function settleCorrections(corrections: Correction[], records: CaseRecord[]): Correction[] {
  const sure = corrections.filter(({ wrong }) => wrong)
  const open = corrections.filter(
    ({ wrong, kind, right }) =>
      !wrong && !right.key.includes('幢') && (kind === 'house' || kind === 'account' || kind === 'measure'),
  )
  const rightKeys = new Set(corrections.map(({ right }) => `${right.kind}:${right.key}`))
  const inferred = open.flatMap((correction) => {
    if (sure.some(({ right }) => right.kind === correction.kind && right.key === correction.right.key)) return []
    const earlier = records
      .filter(({ at, id }) => at <= correction.at && id !== correction.recordId)
      .flatMap((record) =>
        findValues(narrow(record.text), record.at)
          .filter((v) => v.kind === correction.kind)
          .map((v) => ({ ...v, before: narrow(record.text).slice(Math.max(0, v.start - 10), v.start) })),
      )
      .filter(
        (v) =>
          (correction.kind === 'measure' ? sameMeasure(v, correction) : alike(v.key, correction.right.key)) &&
          !rightKeys.has(`${v.kind}:${v.key}`),
      )
    // The same last digits further up: 602 → 601 beside 502 → 501.
    const old = earlier.toSorted(
      (a, b) => distance(a.key, correction.right.key) - distance(b.key, correction.right.key),
    )[0]
    return old ? [{ ...correction, wrong: old }] : []
  })
  return [...sure, ...inferred]
}

/** 雨棚伸出围墙约60公分 and 雨棚伸出围墙是45公分 measure one thing: same unit, like words before. */
function sameMeasure(v: Value & { before: string }, { right, sentence }: Correction): boolean {
  const unit = (key: string) => key.replace(/[\d.]+/, '')
  const said = sentence.slice(Math.max(0, sentence.indexOf(right.raw) - 10), sentence.indexOf(right.raw))
  const pairs = pairsOf(said)
  return (
    v.key !== right.key &&
    unit(v.key) === unit(right.key) &&
    [...pairsOf(v.before)].filter((pair) => pairs.has(pair)).length >= 2
  )
}

const distance = (a: string, b: string): number =>
  [...a].filter((c, i) => c !== b[i]).length * 10 + Math.abs(Number(a) - Number(b)) / 10_000
