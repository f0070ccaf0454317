import type { Names } from '../reading/names.ts'
import { yuanOf } from '../reading/quantities.ts'
import type { Clause } from '../settlement/find.ts'
import {
  calledOld,
  type Spoken,
  sameValue,
  spokenValues,
  stays,
  stretchAround,
  stretchesOf,
} from '../settlement/spoken.ts'
import { ordinalIn, standingIn } from '../settlement/standing.ts'
import { mapped, pick, put, surely, unit } from './places.ts'
import { inFull, isGone, stated, type Told, withoutReasons } from './statement.ts'
import { isStep, moved } from './steps.ts'

/** 三个人共450,这笔也加给您: a sum on top of what stands. */
const onTop = /(?:也|再|另外?|一起|一并)(?:一起|一并)?(?:加|算)(?:给|上|进|到)|加给/
const way =
  /微信(?![群里上号])|支付宝|现金|现钱|转账|柜台|扫码|二维码|对公|银行卡|工资卡|社保卡|存折|刷卡|承兑|原路|支票|(?<!门禁|房|电)卡(?![片住])|账户|[工农建中招交]行|信用社/
const instead =
  /(?:不|别)(?:付|给|要|用|退|赔|折|换|装|做|修|送|去|缩|搬|再|必|还)|算了|免|抵|代替|顶替|换成|改(?:成|为)?(?:退|修|换|送|做|由)|自己|归|一次性|一次付|一笔|合成/
const said =
  /[的了是在和与就那这还把将给你他她它我们也都再又先后前到为由从向对让要会能可以行好吧吗呢哦嗯么啊呀,。;:!?、\s\d元块号日月年第期笔每说讲定钱款付打转收发点时只最多]|改(?:成|为|到|在)?|推迟|延[到至期]?|提前|换|补偿|工资|财务|一起|之?前|以前|分|剩下?|余下|尾款|头|安排|争取|保证|肯定/g

/** A clause as it stands after what was told of it, one after the other. */
export function rewritten(clause: Clause, told: readonly Told[], names: Names): string {
  const { at } = told.at(-1)!.record
  const whole = stated(told, names)
  const words = withoutReasons(whole, clause, at)
  const olds = spokenValues(clause.text, clause.at)
  const values = monthly(spokenValues(words, at), words, olds).filter(
    ({ raw, start, key }) => !(/^一/.test(raw) && /同$/.test(words.slice(0, start))) && !key.startsWith('f:'),
  )
  const news = values.filter(
    (it, i) =>
      !olds.some(
        (old) => sameValue(old, it) || (it.kind === 'day' && it.key.length === 7 && old.key.startsWith(it.key)),
      ) &&
      !values.slice(0, i).some((other) => sameValue(other, it)) &&
      !stays(stretchAround(words, it).text) &&
      !calledOld(words.slice(0, it.start), words.slice(it.end)) &&
      !isGone(words, it) &&
      !(
        it.kind === 'day' &&
        ((it.key.length === 10 && it.key < at.slice(0, 10)) ||
          /^(?:[之以]?[前后])?(?:的)?(?:调解)?(?:记录|笔录|协议|那份|约定|谈|说|讲|定)/.test(words.slice(it.end)))
      ),
  )
  const ones = onesShare(clause, told, words, values, at, names)
  if (ones) return ones
  const shares = inShares(clause, words, at)
  if (shares) return shares
  const parted = rowsAnew(clause, words, at) ?? splitRow(clause, words, at) ?? inParts(clause, words, values, at)
  if (parted) return parted
  const many = olds.filter(({ kind }) => ['amount', 'day', 'account', 'cycle'].includes(kind)).length >= 3
  if (many && news.length > 0 && !atOnce.test(whole) && !partsWhole(clause, values)) {
    const piece = pieceByPiece(clause, whole, words, news, at, names)
    if (piece) return piece
  }
  const shifted = moved(words, clause, at)
  const beside = news.filter((it) => !isStep(it, words))
  const [sum, ...others] = beside.filter(({ kind }) => kind === 'amount')
  const total =
    sum && others.length === 0 && onTop.test(words) ? pick(standingIn([clause]), 'amount', words) : undefined
  if (total) {
    const fen = Number(total.value.key) + Number(sum!.key)
    return put(clause, [{ old: total.value, fresh: { ...sum!, key: String(fen), raw: yuanOf(fen) } }])
  }
  if (shifted && beside.every((it) => sameValue(it, shifted.fresh))) return put(clause, [shifted])
  const residue = residueOf(words, clause, names)
  // 我卡号报错了,是建行2030: one of several, by who says so.
  const voice = told.length === 1 && told[0]!.speaker ? names.of(told[0]!.speaker) : ''
  const named = names.find(words).length > 0 ? '' : voice
  const pairs = beside.length > 0 ? mapped(clause, beside, words, values, whole, at, named) : undefined
  const turns = instead.test(whole)
  if (pairs && residue.length <= (turns ? 1 : 8)) return put(clause, pairs)
  if (pairs && !turns) {
    // What is told beside the new values goes with them, where it is a deed of its own.
    const further = stretchesOf(words).filter(
      ({ text, start, end }) =>
        !beside.some((it) => it.start >= start && it.start < end) &&
        deed.test(residueOf(text, clause, names)) &&
        !filler.test(text),
    )
    const own = stretchesOf(words)
      .filter(({ start, end }) => beside.some((it) => it.start >= start && it.start < end))
      .map(({ text }) => residueOf(text, clause, names))
      .join('')
    if (own.length <= 8) return [put(clause, pairs), ...further.map(({ text }) => inFull(text, at, olds))].join(',')
  }
  // What only says again what stands changes nothing.
  if (news.length === 0 && (residue.length === 0 || (values.length > 0 && !turns && !deed.test(residue))))
    return clause.text
  const swapped = news.length === 0 ? anotherDoes(clause, whole, names) : undefined
  if (swapped) return swapped
  const kinds = new Set(values.map(({ kind }) => kind))
  const full = inFull(words, at, olds)
  const hasWay = way.test(words) && way.test(clause.text)
  const split = share.test(words) && share.test(clause.text)
  const shared =
    own.test(told.map(({ text }) => text).join()) && /各|每人|[两三四]人|[两三四]家|轮流|双方/.test(clause.text)
  const likes = (a: Spoken, b: Spoken) => a.kind === b.kind && (a.kind !== 'measure' || unit(a) === unit(b))
  const further = !turns && !split && !beside.some((it) => olds.some((old) => likes(old, it)))
  if (shared || (further && !hasWay)) return `${clause.text},${full}`
  // Told anew: what the clause has besides stays where the new words say nothing of its kind.
  const money = turns && !kinds.has('amount') && !hasWay
  const [head, ...rest] = stretchesOf(clause.text)
  const holds = (text: string) => {
    const own = spokenValues(text, clause.at)
    if ((hasWay && way.test(text)) || (split && share.test(text))) return false
    return (
      own.length > 0 &&
      own.every(({ kind }) => !kinds.has(kind)) &&
      !(own.some(({ kind }) => kind === 'account') && (turns || hasWay))
    )
  }
  const kept = money ? [] : rest.filter(({ text }) => holds(text)).map(({ text }) => text)
  const lead = !money && head && holds(head.text) ? [head.text] : []
  const subject =
    lead.length > 0 || names.find(full.slice(0, 12)).length > 0 ? '' : (names.find(clause.text)[0]?.raw ?? '')
  return [...lead, `${subject}${full}`, ...kept].join(',')
}
/** 以后每个月都放到15号: a day that comes back, where such stands. */
const monthly = (values: Spoken[], words: string, olds: Spoken[]): Spoken[] => {
  const cycles = olds.filter(({ key }) => key.startsWith('m:'))
  const days = olds.filter(({ kind, key }) => kind === 'day' && key.length === 10)
  const comes = cycles.length > 0 && (/每个?月/.test(words) || days.length === 0)
  return values.map((it) =>
    comes && it.kind === 'day' && /^\d{1,2}[号日]$/.test(it.raw)
      ? { ...it, kind: 'cycle', key: `m:${Number(it.key.slice(-2))}`, raw: `每月${it.raw}` }
      : it,
  )
}
const atOnce =
  /一次(?:性)?(?:付|给|还|结|清|转)|一把|一笔(?:付|给|还|清)|分[两二三四五六七八九十\d]+(?:次|期|笔)|不分|合(?:成|在|并)一/
/** In a clause of many values each stretch that is told puts its own in the place it speaks of; what finds none is told behind. */
function pieceByPiece(
  clause: Clause,
  whole: string,
  words: string,
  news: Spoken[],
  at: string,
  names: Names,
): string | undefined {
  const olds = spokenValues(clause.text, clause.at)
  const all = stretchesOf(words)
  let current = clause
  const left: string[] = []
  let done = 0
  const places = new Map<string, number>()
  let about = ''
  for (const { text: said, start, end } of all) {
    // 最后一笔也给我提前,11月15号: what it is of stands in the stretch before.
    const text = about && ordinalIn(said) === undefined ? `${about},${said}` : said
    about = ordinalIn(said) !== undefined && spokenValues(said, at).length === 0 ? said : ''
    const own = news.filter((it) => it.start >= start && it.start < end)
    if (own.length === 0) {
      if (
        !about &&
        deed.test(residueOf(text, clause, names)) &&
        !filler.test(text) &&
        spokenValues(text, at).length === 0
      )
        left.push(text)
      continue
    }
    const here = monthly(spokenValues(text, at), text, olds)
    const mine = here.filter((it) => own.some((v) => v.key === it.key && v.kind === it.kind) && !isStep(it, text))
    const step = moved(text, current, at)
    if (step && mine.every((it) => sameValue(it, step.fresh))) {
      current = { ...current, text: put(current, [step]) }
      done++
      continue
    }
    const shared = onesOwn.test(text)
    const pairs = mine.length > 0 && !shared ? mapped(current, mine, text, here, whole, at) : undefined
    const plain = pairs?.every(({ old }) => surely(current, old, text))
    if (pairs && plain) {
      // 5月31日先还25000元,6月…每月10000元, of one sum: told anew, not put in its place one after the other.
      for (const { old } of pairs) places.set(old.kind, (places.get(old.kind) ?? 0) + 1)
      if ([...places].some(([kind, n]) => n > olds.filter((it) => it.kind === kind).length)) return undefined
      current = { ...current, text: put(current, pairs) }
      done++
    } else left.push(text)
  }
  if (done === 0) return undefined
  return [current.text, ...left.map((it) => inFull(it, at, olds))].join(',')
}
/** 每人每月付500元, and 我每月给300 of one of them: told beside what holds for the others. */
function onesShare(
  clause: Clause,
  told: readonly Told[],
  words: string,
  values: readonly Spoken[],
  at: string,
  names: Names,
): string | undefined {
  const [one] = told
  const speaker = told.length === 1 ? one!.speaker : undefined
  if (!speaker || !/每人|每户|每家|各/.test(clause.text) || /都|每人|各|大家|一律|统一|[两三四]家/.test(words))
    return undefined
  if (values.length === 0 || !names.find(clause.text).some(({ party }) => party.id === speaker)) return undefined
  const name = names.of(speaker)
  return `${clause.text},${words.includes(name) ? '' : name}${inFull(words, at, spokenValues(clause.text, clause.at))}`
}

/** 赔6000元, and 分三次,每次2000元,每月月底: how the whole is paid stands behind it, in the place of its day. */
function inShares(clause: Clause, words: string, at: string): string | undefined {
  const olds = spokenValues(clause.text, clause.at)
  const [whole, ...more] = olds.filter(({ kind }) => kind === 'amount')
  const told = spokenValues(words, at)
  const [share, ...others] = told.filter(({ kind, key }) => kind === 'amount' && key !== whole?.key)
  if (
    !whole ||
    more.length > 0 ||
    !share ||
    others.length > 0 ||
    !/每|各|分[两二三四五六七八九十\d]+[次期笔]/.test(words)
  )
    return undefined
  if (Number(whole.key) % Number(share.key) !== 0 || Number(whole.key) === Number(share.key)) return undefined
  const due = told.some(({ kind }) => kind === 'day' || kind === 'cycle')
  const kept = stretchesOf(clause.text)
    .map(({ text }) => text)
    .filter(
      (text) =>
        !due ||
        !spokenValues(text, clause.at).some(({ kind }) => kind === 'day') ||
        spokenValues(text, clause.at).some(({ kind }) => kind === 'amount'),
    )
  return [...kept, inFull(words, at, olds)].join(',')
}

/** 12月底、1月底、2月底各3000元, and 12月底给4000,1月底2000,2月底3000: a row of days and sums told anew, each day with its sum. */
function rowsAnew(clause: Clause, words: string, at: string): string | undefined {
  const told = stretchesOf(words).filter(({ text }) => {
    const kinds = spokenValues(text, at).map(({ kind }) => kind)
    return kinds.filter((it) => it === 'day').length === 1 && kinds.filter((it) => it === 'amount').length === 1
  })
  if (told.length < 2) return undefined
  const days = standingIn([clause]).filter(({ value }) => value.kind === 'day' && value.key.length === 10)
  const sums = standingIn([clause]).filter(({ value, whole }) => value.kind === 'amount' && !whole)
  const gap = (from: number, to: number) => clause.text.slice(from, to)
  const joint = /^(?:之?前|以前)?[、,和及;]?$/
  const last = days.findIndex(
    ({ value }, i) => i > 0 && (i === days.length - 1 || !joint.test(gap(value.end, days[i + 1]!.value.start))),
  )
  const [first, end] = [days[0]?.value, days[last]?.value]
  const each =
    end &&
    sums.find(
      ({ value }) =>
        value.start >= end.end && /^(?:之?前|以前)?(?:各|均|每[次期笔])[^,。;\d]{0,6}$/.test(gap(end.end, value.start)),
    )
  const row = days.filter(({ place }) => place)
  const span =
    last > 0 &&
    first &&
    each &&
    days.slice(1, last + 1).every(({ value }, i) => joint.test(gap(days[i]!.value.end, value.start)))
      ? { start: first.start, end: each.value.end }
      : row.length > 1
        ? {
            start: stretchAround(clause.text, row[0]!.value).start,
            end: stretchAround(clause.text, row.at(-1)!.value).end,
          }
        : undefined
  // A day of the row that is told again says that the row is meant.
  const again = told.some(({ text }) =>
    spokenValues(text, at).some((it) => it.kind === 'day' && days.some(({ value }) => sameValue(value, it))),
  )
  if (!span || (!again && told.length !== days.length)) return undefined
  const amounts = (values: readonly Spoken[]) =>
    values.reduce((all, { kind, key }) => all + (kind === 'amount' ? Number(key) : 0), 0)
  const whole = each
    ? Number(each.value.key) * (last + 1)
    : amounts(sums.filter(({ place }) => place).map(({ value }) => value))
  if (amounts(told.flatMap(({ text }) => spokenValues(text, at))) !== whole) return undefined
  const parts = told.map(({ text }) => text).join(',')
  return (
    clause.text.slice(0, span.start) +
    inFull(parts, at, spokenValues(clause.text, clause.at)) +
    clause.text.slice(span.end)
  )
}

/** 第二笔7000元改为两次付,…前付3000元,…前付4000元: the n-th of a row in parts; the row as it was where they do not make it up. */
function splitRow(clause: Clause, words: string, at: string): string | undefined {
  const n = ordinalIn(words)
  const rows = standingIn([clause]).filter(({ place, value }) => place && value.kind === 'amount')
  const row = n === undefined ? undefined : rows.at(n > 0 ? n - 1 : n)
  if (!row || rows.length < 2 || !/[两二三四2-4](?:次|笔|期)|分/.test(words)) return undefined
  const sums = spokenValues(words, at).filter(({ kind, key }) => kind === 'amount' && key !== row.value.key)
  if (sums.length < 2) return undefined
  if (sums.reduce((all, { key }) => all + Number(key), 0) !== Number(row.value.key)) return clause.text
  const { start, end } = stretchAround(clause.text, row.value)
  const from = stretchesOf(words).findIndex((it) => sums[0]!.start < it.end)
  const parts = stretchesOf(words)
    .slice(from)
    .map(({ text }) => text)
    .join(',')
  return clause.text.slice(0, start) + inFull(parts, at, []) + clause.text.slice(end)
}

/** Whether what is told has several days for one, with sums of their own. */
function partsWhole(clause: Clause, values: readonly Spoken[]): boolean {
  const distinct = (all: readonly Spoken[], kind: Spoken['kind']) =>
    new Set(
      all.flatMap((it) =>
        it.kind === kind && (kind !== 'day' || it.key.length === 10 || it.key.startsWith('--'))
          ? [it.key.slice(kind === 'day' ? -2 : 0)]
          : [],
      ),
    ).size
  const olds = spokenValues(clause.text, clause.at)
  return distinct(olds, 'day') === 1 && distinct(values, 'day') > 1 && distinct(values, 'amount') > 0
}
/** 7700元,9月25日前付清 and 25号前先付4000,余下的10月10日付: the whole stays, and is paid as told. */
function inParts(clause: Clause, words: string, values: readonly Spoken[], at: string): string | undefined {
  const olds = spokenValues(clause.text, clause.at)
  const sums = olds.filter(({ kind }) => kind === 'amount')
  if (!partsWhole(clause, values) || sums.length === 0) return undefined
  const day = olds.find(({ kind }) => kind === 'day')!
  const before = clause.text.slice(0, day.start).replace(/(?:应?于|在|,)$/, '')
  const after = clause.text
    .slice(day.end)
    .replace(/^(?:之?前|以前|当[天日])?(?:一次性?|全部)?(?:付清|结清|还清|给清|支付完毕)?/, '')
  const [head, ...rest] = [before, after].map((it) => it.replaceAll(/^[,;]+|[,;]+$/g, '')).filter(Boolean)
  const told = inFull(words, at, olds)
  // The sum may stand behind its day.
  return sums.some(({ start }) => start > day.start)
    ? [`${before}${after}`.replaceAll(/,{2,}/g, ','), told].join(',')
    : [head, told, ...rest].join(',')
}
const onesOwn = /自己的|[他她]那[份笔]|各自/

const own = /我(?:的|那)|我自己/
/** Who bears how much of it. */
const share = /对半|平摊|均摊|平分|各半|一半|[一二三四五六七八九]成|\d%|[两三四]个?人分|都\S{1,4}来?出/

/** 生活费归志明出,数目日子不动: the same deed by another. */
function anotherDoes(clause: Clause, words: string, names: Names): string | undefined {
  const [first] = names.find(clause.text)
  if (!first || first.start > 2) return undefined
  const who = names
    .find(words)
    .filter(
      ({ start, end, party }) =>
        party.id !== first.party.id &&
        (/(?:归|由|换|改)$/.test(words.slice(0, start)) ||
          /^(?:来|去)?(?:出|付|负责|管|陪|做|接)/.test(words.slice(end))),
    )
  const [one, another] = new Set(who.map(({ name }) => name))
  return one && !another ? clause.text.slice(0, first.start) + one + clause.text.slice(first.end) : undefined
}
const deed = /[修换拆搬装接送还退赔给撤删交领取陪住洗弄做铺垫贴写寄签刷补种挖清移停让]/
const filler = /错|误|核|笔误|抄|看|查|同意|认可|确认|无异议|告知|通知|回家|讲|说|商量|银行卡核对|不动|不变|照旧/

function residueOf(words: string, clause: Clause, names: Names): string {
  let out = words
  for (const { start, end } of spokenValues(words, clause.at).toReversed())
    out = `${out.slice(0, start)} ${out.slice(end)}`
  for (const { raw } of names.find(out)) out = out.replaceAll(raw, ' ')
  const own = new Set([...clause.text])
  return [...out.replaceAll(said, '')].filter((c) => !own.has(c)).join('')
}
