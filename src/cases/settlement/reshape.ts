import type { CaseRecord } from '../read.ts'
import { dayInWords, findDays } from '../reading/days.ts'
import { pairsOf } from '../reading/pairs.ts'
import { narrow } from '../reading/sentences.ts'
import type { Around } from './amend.ts'
import type { Clause } from './find.ts'
import { dropsItem, type Spoken, sameValue, spokenValues, toldAnew } from './spoken.ts'
import { ordinalIn, standingIn } from './standing.ts'

const ordinals = '一二三四五六七八九十'
/** 第三条: the clause that a change names by its number. */
export function clauseNumbered(clauses: Clause[], change: string, records: CaseRecord[] = []): Clause | undefined {
  const article = /第([一二三四五六七八九十]|\d{1,2})[条项款]/.exec(change)?.[1]
  return article ? clauseAt(clauses, ordinals.indexOf(article) + 1 || Number(article), records) : undefined
}

const itemHead =
  /(?:^|[\n;。])\s*(?:第?(\d{1,2}|[一二三四五六七八九十])(?:[条项]|[、.)](?!\d))|[(](\d{1,2}|[一二三四五六七八九十])[)]|([①-⑩]))[,:、\s]*/g
/** The n-th clause as the record numbers it: rows of a table and what was found beside the list do not count. */
function clauseAt(clauses: Clause[], n: number, records: CaseRecord[]): Clause | undefined {
  const holder = records.find(({ id }) => id === clauses[0]?.recordIds[0])
  const text = holder ? narrow(holder.text) : ''
  const heads = [...text.matchAll(itemHead)]
  const numberOf = ([, plain, inside, ring]: RegExpMatchArray) =>
    ring ? '①②③④⑤⑥⑦⑧⑨⑩'.indexOf(ring) + 1 : ordinals.indexOf((plain ?? inside)!) + 1 || Number(plain ?? inside)
  const i = heads.findLastIndex((head) => numberOf(head) === n)
  if (i < 0) return clauses[n - 1]
  const item = pairsOf(text.slice(heads[i]!.index + heads[i]![0].length, heads[i + 1]?.index))
  const [best, next] = clauses
    .map((clause) => ({
      clause,
      held: [...pairsOf(clause.text)].filter((pair) => item.has(pair)).length / Math.max(1, pairsOf(clause.text).size),
    }))
    .toSorted((a, b) => b.held - a.held)
  return best && best.held > 0.5 && best.held > (next?.held ?? 0) ? best.clause : undefined
}

/** 第(4)项记错,…。该项改为:…: what only points back is called by the number it points to. */
export function byItsNumber(text: string): string {
  const plain = text.replaceAll(/第\s*[(]\s*([一二三四五六七八九十]|\d{1,2})\s*[)]\s*(?=[条项款点])/g, '第$1')
  let last = ''
  // 第一条日期抄错。…以5月24日为准: what was wrong is named first, and put right in the next sentence.
  return plain
    .replaceAll(
      /(第(?:[一二三四五六七八九十]|\d{1,2})[条项款][^,。;!\d]{0,12}(?:[抄写记打录搞弄]错|有误|不对|笔误)[^,。;!\d]{0,4})[。;!]\s*/g,
      '$1,',
    )
    .split(/(?<=[。;!\n])/)
    .map((sentence) => {
      const said = last
        ? sentence.replace(
            /(?:该|此|这一?|那一?|上述|前述)(?:条|项|款)(?=[^,。:]{0,8}(?:改|更正|变更|修改|调整|删|取消|作废))/,
            last,
          )
        : sentence
      last = [...sentence.matchAll(/第(?:[一二三四五六七八九十]|\d{1,2})[条项款]/g)].at(-1)?.[0] ?? last
      return said
    })
    .join('')
}

const open = '[“"「『]'
const shut = '[”"」』]'
const quoted = new RegExp(
  `${open}([^“”"「」『』]{1,60})${shut}(?:一?[字词句]样?|字样|的?表述|的?内容)?(?:有误|错误|系?笔误|写错)?[,]?(?:应|均|都|统一)?(?:该)?(?:更正|改|修改|变更|替换)?(?:为|成|是)${open}([^“”"「」『』]{1,60})${shut}`,
  'g',
)
const struck = new RegExp(
  `(?:删除|删去|删掉|去掉|划去|划掉)[^“"「『,。]{0,8}${open}([^“”"「」『』]{1,60})${shut}|${open}([^“”"「」『』]{1,60})${shut}(?:一?[字词句]样?|字样|的?表述|的?内容)?[^,。“"]{0,4}(?:删除|删去|删掉|去掉|划去|划掉)`,
  'g',
)
/** Whether a text changes words that it quotes. */
export const quotesAnew = (text: string): boolean => [quoted, struck].some((words) => text.search(words) >= 0)
/** 将“…”改为“…”, 删去“…”: words in quotation marks as they stand, in the clause named or wherever they are. */
export function requote(
  clauses: Clause[],
  change: string,
  record: CaseRecord,
  { superseded, records }: Around,
): boolean {
  const edits = [
    ...[...change.matchAll(quoted)].map(({ 1: old, 2: now, index }) => ({ old: old!, now: now!, index })),
    ...[...change.matchAll(struck)].map(({ 1: a, 2: b, 0: { length }, index }) => ({
      old: (a ?? b)!,
      now: '',
      index: index + length,
    })),
  ]
  let done = 0
  for (const { old, now, index } of edits) {
    // The number nearest before it is the one meant: 第2条“…”改为“…”,第3条“…”删去.
    const number = [...change.slice(0, index).matchAll(/第(?:[一二三四五六七八九十]|\d{1,2})[条项款]/g)].at(-1)?.[0]
    const article = number ? clauseNumbered(clauses, number, records) : undefined
    const holds = (article ? [article] : clauses).filter(({ text }) => text.includes(old))
    if (holds.length > 0) done++
    for (const clause of holds) {
      const gone = spokenValues(old, clause.at)
      clause.text = clause.text.replaceAll(old, now).replaceAll(/[,、;](?=[,、;。])|^[,、;]|[,、;]$/g, '')
      if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
      for (const value of gone)
        if (!spokenValues(now, clause.at).some((it) => sameValue(it, value)))
          superseded?.push({ kind: value.kind, key: value.key, recordId: record.id, at: record.at })
    }
  }
  return edits.length > 0 && done === edits.length
}

const placeMoved =
  /(?:地点|地方|处)[^,。;]{0,6}(?:改|换|挪|变更)(?:到|成|为|在|至)([\p{Script=Han}\dA-Za-z]{2,24}?)(?:了|吧)?(?=[,。;!?\s]|行不行|可以吗|$)|(?:改|换|挪)(?:到|成|在|去)([\p{Script=Han}\dA-Za-z]{2,16}?)(?=接|送|交(?!通)|碰头|见面|当面|签|汇合|会面|取|领(?!导)|拿|还|付|办(?![公事])|结)/u
/** Where something is handed over, fetched or met: 到某处接, 在某处交. */
const placeIn =
  /(?<=(?:地点|地方)(?:就|都)?(?:定|约|选|放|设)?(?:在|是|为|:))([\p{Script=Han}\dA-Za-z]{2,16}?)(?=[,;。]|$)|(?<=[到在至])([\p{Script=Han}\dA-Za-z]{2,16}?)(?=接|送|交(?!通)|领(?!导)|取|碰头|见面|当面|签|汇合|会面|付|还|办(?![公事])|结)/gu

/** 交接地点改到村委大厅: the place in each clause that names one the change speaks of, or in the only clause with a place. */
export function movePlace(clauses: Clause[], change: string, record: CaseRecord): boolean {
  const moved = placeMoved.exec(change)
  const place = moved?.[1] ?? moved?.[2]
  if (!moved || !place || spokenValues(place, record.at).length > 0 || findDays(place, record.at).length > 0)
    return false
  const pairs = pairsOf(change.slice(0, moved.index))
  const found = clauses.flatMap((clause) =>
    [...clause.text.matchAll(placeIn)]
      .map(({ 1: told, 2: before, index }) => ({ clause, old: (told ?? before)!, index, told: told !== undefined }))
      .filter(({ old }) => !/^[期时账位]|\d[年月日号点时]|[前后内]$|卡|账户|账号|尾号|微信|支付宝/.test(old)),
  )
  const told = found.filter((it) => it.told)
  const called = found.filter(({ old }) => [...pairsOf(old)].some((pair) => pairs.has(pair)))
  // 接送地点改到…: where the clauses themselves speak of a place, it is that one.
  const named = called.length > 0 || told.length !== 1 ? called : told
  const one = new Set(found.map(({ old }) => old)).size === 1
  const meant = named.length > 0 ? named : one ? found : []
  for (const { clause, old, index } of meant.toReversed()) {
    clause.text = clause.text.slice(0, index) + place + clause.text.slice(index + old.length)
    if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  }
  return meant.length > 0
}

const who = '([\\p{Script=Han}]{1,6}?)'
const swapped = new RegExp(
  `(?:由|从)${who}(?:来|负责)?(?:改|换)(?:为|成|由|到)${who}(?=[来去接送修做付收办交出代负,。;!?\\s]|$)|不(?:是|由)${who}[来去][^,。]{0,4},?(?:改|换)?(?:由|成)${who}(?=[来去接送修做付收办交出代负,。;!?\\s]|$)|${who}(?:没空|不在|来不了|去不了|出差|生病|走不开)[^,。]{0,4},(?:改|换)(?:由|成)${who}(?=[来去接送修做付收办交出代负,。;!?\\s]|$)`,
  'u',
)
/** 接孩子由奶奶改为外婆: the person in every clause that says it of the same thing. */
export function swapPerson(clauses: Clause[], change: string, record: CaseRecord, { names }: Around): boolean {
  const [old, now] =
    swapped
      .exec(change)
      ?.slice(1)
      .filter((it) => it !== undefined) ?? []
  if (!old || !now || spokenValues(`${old}${now}`, record.at).length > 0) return false
  const exact = (word: string) => names?.find(word)[0]?.name ?? word
  const meant = clauses.filter(({ text }) => text.includes(old) || text.includes(exact(old)))
  const pairs = pairsOf(change.replaceAll(old, ' ').replaceAll(now, ' '))
  const best = meant
    .map((clause) => ({ clause, score: [...pairsOf(clause.text)].filter((pair) => pairs.has(pair)).length }))
    .toSorted((a, b) => b.score - a.score)
  const chosen = best.length === 1 || (best[0] && best[0].score > (best[1]?.score ?? 0)) ? best[0]?.clause : undefined
  if (!chosen) return false
  // Who owes money is not changed by a word about who comes.
  const at = [...chosen.text.matchAll(new RegExp(`${old}|${exact(old)}`, 'g'))]
  if (at.length !== 1) return false
  chosen.text = chosen.text.slice(0, at[0]!.index) + now + chosen.text.slice(at[0]!.index + at[0]![0].length)
  if (!chosen.recordIds.includes(record.id)) chosen.recordIds.push(record.id)
  return true
}

const dropped = `(?:就|都|也)?(?:${dropsItem.source})(?:[,。;!了吧\\s]|行不行|可以吗|$)`
const byNumber = new RegExp(`第([一二三四五六七八九十]|\\d{1,2})[条项款](?:的约定|内容)?${dropped}`, 'u')
const byWords = new RegExp(`([^,。;!?\\s]{2,14}?)(?:(?:那|这)一?(?:条|项|款|个)|的事|的约定)?${dropped}`, 'u')

const bySum = new RegExp(`(\\d{2,7}(?:\\.\\d{1,2})?)元?的?[那这]?一?[笔项条块]?(?:钱|款|费)?${dropped}`, 'u')

/** 道歉那条拿掉, 利息我不要了, 380那笔不扣了: the clause by its number, its words or its sum, or the one stretch of it; nothing where two fit. */
export function takeOut(
  clauses: Clause[],
  change: string,
  record: CaseRecord,
  { superseded, records }: Around,
): boolean {
  if (!dropsItem.test(change)) return false
  const number = byNumber.exec(change)?.[1]
  const words = byWords
    .exec(change)?.[1]
    ?.replace(/^.*(?:同意|约定|确认|决定|商量好)/, '')
    .replaceAll(/[我你他她]们?|公司|[那这]?[\d.]+元?|那?个?钱$/g, '')
  const numbered = number && clauseNumbered(clauses, `第${number}条`, records)
  const sum = bySum.exec(change)?.[1]
  const only =
    sum &&
    clauses.filter(({ text, at }) => {
      const sums = spokenValues(text, at).filter(({ kind }) => kind === 'amount')
      return sums.length > 0 && sums.every(({ key }) => Number(key) === Math.round(Number(sum) * 100))
    })
  if (only && only.length === 1 && clauses.length > 1) {
    clauses.splice(clauses.indexOf(only[0]!), 1)
    return true
  }
  const place = number ? (numbered ? clauses.indexOf(numbered) : undefined) : words && clauseOf(clauses, words)
  const clause = typeof place === 'number' ? clauses[place] : undefined
  if (!clause) return false
  const parts = clause.text.split(/(?<=[,;、])/)
  const pairs = [...pairsOf(words ?? '')]
  const about = parts.filter((part) => pairs.some((pair) => pairsOf(part).has(pair)))
  const leave = (gone: string) => {
    const standing = standingIn(clauses)
    for (const value of spokenValues(gone, clause.at))
      if (value.kind === 'amount' && !standing.some((it) => sameValue(it.value, value)))
        superseded?.push({ kind: value.kind, key: value.key, recordId: record.id, at: record.at })
  }
  const sumsOf = (text: string) => spokenValues(text, record.at).filter(({ kind }) => kind === 'amount').length
  if (number || sumsOf(clause.text) <= (about[0] === parts[0] ? 1 : 0)) {
    if (clauses.length < 2) return false
    clauses.splice(place as number, 1)
    leave(clause.text)
    return true
  }
  if (about.length !== 1 || about[0] === parts[0] || sumsOf(about[0]!) !== 1) return false
  const left = parts
    .filter((part) => part !== about[0])
    .join('')
    .replace(/[,;、]+$/, '')
  // 逾期未付的,另付违约金200元 without its end binds nobody.
  if (/(?:的|时|后|者)$/.test(left) && /^(?:如|若|逾期|任何|到期|未|不)/.test(left)) {
    if (clauses.length < 2) return false
    clauses.splice(place as number, 1)
    leave(clause.text)
    return true
  }
  clause.text = parts
    .filter((part) => part !== about[0])
    .join('')
    .replace(/、(?=合计|共|总)/, ',')
    .replace(/[,;、]+$/, '')
  leave(about[0]!)
  if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  return true
}

/** The one clause that holds most of the words. */
function clauseOf(clauses: Clause[], words: string): number | undefined {
  const pairs = [...pairsOf(words)]
  const held = clauses.map(({ text }) => {
    const own = pairsOf(text)
    return pairs.filter((pair) => own.has(pair)).length
  })
  const best = Math.max(...held)
  return best > 0 && best >= pairs.length / 2 && held.filter((n) => n === best).length === 1
    ? held.indexOf(best)
    : undefined
}

const anew =
  /(?:改|换|变|定)(?:成|为|到)([^。!?]*?(?:一次性?(?:付|结|给|还|退|赔|打|转)|分[两二三四五六七八九\d]{1,2}[期次笔])[^。!?]*)/u
const withoutTail =
  /[,;\s]*(?:行不行|可以吗|好不好|行吗|(?:其他|其余|别的)[^,。]{0,6}(?:不变|照旧|不动|照原来)|就这样)[^,。]*$/

/** 改成一次性付3000元,月底付清: how a sum is paid is told anew, and takes the place of the old rows; who pays whom and where to stays. */
export function recast(clauses: Clause[], change: string, record: CaseRecord, { names, superseded }: Around): boolean {
  const clauseAnew = toldAnew.exec(change)
  if (clauseAnew && clauses.length === 1) {
    const [clause] = clauses
    const stood = spokenValues(clause!.text, clause!.at)
    clause!.text = clauseAnew[1]!
      .replace(withoutTail, '')
      .replace(/[;,][^;,]{0,6}第[^;,。]{1,4}条[^;,]{0,6}不变.*$/, '')
    clause!.recordIds.push(record.id)
    const kept = spokenValues(clause!.text, clause!.at)
    for (const value of stood)
      if (!kept.some((it) => sameValue(it, value)))
        superseded?.push({ kind: value.kind, key: value.key, recordId: record.id, at: record.at })
    return true
  }
  const told = anew
    .exec(change)?.[1]
    ?.replace(withoutTail, '')
    .replace(/[,;\s]+$/, '')
  if (!told || ordinalIn(change) !== undefined || spokenValues(told, record.at).every(({ kind }) => kind !== 'amount'))
    return false
  const all = standingIn(clauses)
  const rows = [
    ...new Set(all.filter(({ place, value }) => place && value.kind === 'amount').map(({ clause }) => clause)),
  ]
  const paying = [...new Set(all.filter(({ value }) => value.kind === 'amount').map(({ clause }) => clause))]
  const clause = rows.length === 1 ? rows[0] : paying.length === 1 ? paying[0] : undefined
  if (!clause) return false
  const sides = [...new Set(names?.find(clause.text).map(({ name }) => name))]
  const lead =
    names && names.find(told).length > 0 ? '' : sides.length > 1 ? `${sides[0]}向${sides[1]}` : (sides[0] ?? '')
  // What follows the last sum and day stays: where to, and what else was promised.
  const parts = clause.text.split(/[,;]/)
  const valued = (part: string) => spokenValues(part, clause.at).some(({ kind }) => kind === 'amount' || kind === 'day')
  const rest = parts.slice(parts.findLastIndex(valued) + 1).filter((part) => !told.includes(part))
  const stood = all.filter((it) => it.clause === clause && (it.value.kind === 'amount' || it.value.kind === 'day'))
  const days = spokenValues(told, record.at).filter(({ kind }) => kind === 'day')
  let dated = told
  for (const day of days.toReversed())
    if (!day.key.startsWith('--')) dated = dated.slice(0, day.start) + dayInWords(day.key) + dated.slice(day.end)
  // 合计9900元 stays where the new rows make it up.
  const sums = spokenValues(told, record.at).filter(({ kind }) => kind === 'amount')
  const made = sums.reduce((sum, { key }) => sum + Number(key), 0)
  const whole = sums.length > 1 ? stood.findLast(({ value, place }) => !place && Number(value.key) === made) : undefined
  const head = whole ? `${clause.text.slice(0, whole.value.end)},` : lead
  clause.text = [`${head}${dated}`, ...rest].join(',')
  clause.recordIds.push(record.id)
  const kept = spokenValues(clause.text, clause.at)
  for (const { value } of stood)
    if (!kept.some((it) => sameValue(it, value)))
      superseded?.push({ kind: value.kind, key: value.key, recordId: record.id, at: record.at })
  return true
}

const atOnce = /(?:一次性?|一把|一口气|一笔头|一下子)(?:地|全部|都)?(?:把钱|把[^,。;]{0,6})?(?:付|给|退|还|结|打|转|赔)/
/** The one sum and the one day of words by which everything is paid at once; by how much less is no sum of theirs. */
function onceIn(change: string, at: string): { sum: Spoken; day: Spoken } | undefined {
  if (!atOnce.test(change)) return undefined
  const values = spokenValues(change, at)
  const sums = values.filter(
    ({ kind, start }) => kind === 'amount' && !/(?:少|多|减|让|便宜)[^,。;\d]{0,3}$/.test(change.slice(0, start)),
  )
  const days = values.filter(({ kind, key }) => kind === 'day' && key.length === 10 && !key.startsWith('--'))
  const [sum, day] = [sums[0], days[0]]
  return sum && day && [...sums, ...days].every((it) => sameValue(it, sum) || sameValue(it, day))
    ? { sum, day }
    : undefined
}
/** Whether a text tells that everything is paid at once, how much and when. */
export const paysAtOnce = (text: string, at: string): boolean => onceIn(text, at) !== undefined

/** 一把付清,44000,11月20号前: one payment in the place of the one row of instalments; who pays whom and where to stays. */
export function payAtOnce(clauses: Clause[], change: string, record: CaseRecord, { superseded }: Around): boolean {
  const once = onceIn(change, record.at)
  const all = standingIn(clauses)
  const [clause, another] = new Set(
    all.filter(({ place, value }) => place && value.kind === 'amount').map((it) => it.clause),
  )
  if (!once || !clause || another) return false
  const own = all.filter((it) => it.clause === clause)
  const rows = own.filter(({ place }) => place)
  const made = rows.reduce((sum, { value }) => sum + (value.kind === 'amount' ? Number(value.key) : 0), 0)
  const whole = own.find(({ value, place }) => !place && Number(value.key) === made && value.kind === 'amount')
  const first = Math.min(...rows.map(({ value }) => value.start))
  const last = rows.reduce((a, b) => (a.value.end > b.value.end ? a : b)).value.end
  const rest = clause.text.slice(last).replace(/^(?:元|之?前|以前|付清|支付|付|退|还|给|转账|转)*/, '')
  const between = whole ? clause.text.slice(whole.value.end, first).replace(/^元/, '') : ''
  // What stands between the whole and its rows beside the way of counting them is told again by a person.
  if (
    /[\p{Script=Han}]{2,}/u.test(
      between.replaceAll(/分[两二三四五六七八九\d]{1,2}[期次笔]|支付|付清?|[退还给]|其中|第一[期次笔]/g, ''),
    )
  )
    return false
  const sum = once.sum.raw.replace(/(?<=\d)$/, '元')
  const head = whole
    ? `${clause.text.slice(0, whole.value.start)}${sum},${dayInWords(once.day.key)}前一次性付清`
    : `${clause.text.slice(0, first)}${dayInWords(once.day.key)}前一次性付清${sum}`
  const stood = own.filter(({ value }) => value.kind === 'amount' || value.kind === 'day')
  clause.text = head + rest
  if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  const kept = spokenValues(clause.text, clause.at)
  for (const { value } of stood)
    if (!kept.some((it) => sameValue(it, value)))
      superseded?.push({
        kind: value.kind,
        key: value.key,
        recordId: record.id,
        at: record.at,
        now: value.kind === 'day' ? once.day : once.sum,
      })
  return true
}
