import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { amend, amendTogether, freshValues, type Superseded } from './amend.ts'
import { annuls, partial } from './cues.ts'
import type { Clause } from './find.ts'
import {
  changesOther,
  dropsItem,
  sameValue,
  saysChange,
  spokenValues,
  tellsPayment,
  toldAnew,
  weakCue,
} from './spoken.ts'
import { findStanding, standingIn } from './standing.ts'

/** What one person says in one breath, in a chat or a record of its own; `who` is empty where nobody's side is known. */
type Remark = { who: string; mediates: boolean; text: string; record: CaseRecord }

/** A change somebody asked for, and who stands behind it by now. */
type Asked = { turn: Remark; change: string; behind: Set<string>; before: string[]; answers?: string }

/** What is asked for and not yet answered, carried from record to record. */
export type Pending = { asked: Asked[]; said: string[]; settled: boolean; steps: number[] }
export const nothingAsked = (): Pending => ({ asked: [], said: [], settled: false, steps: [] })

export type Effects = { superseded: Superseded[]; unplaced: { recordId: string; text: string }[] }

const label = /^([^,。:;!?\d\s]{1,12}(?:\([^)]{1,10}\))?)[:]\s*/
const yes =
  /(?:^|[,。;!\s])(?:那|嗯|哦|@\S+\s*|[^,。;!\s]{1,3}(?:说|讲))*(?:都|也)?(?:可以|行(?!不行|吗)|好(?:的|啊|吧|嘞|滴)?(?=[,。;!~\s]|$)|同意|没问题|没意见|无异议|收到|👌|👍|ok|好说|对的|是的|是有|认(?:的|了|可)?(?=[,。;!\s]|$)|答应|中|要得|谢谢|成(?=[,。;!\s]|$)|就这样)|(?:我|我们|公司|妈|爸)(?:也|都|这边)?(?:说)?(?:同意|可以|没意见|没问题|认可?|好)|👌|\[(?:OK|强|握手|好的)\]/iu
const no =
  /不同意|不行|不可以|不接受|不答应|不认(?!识)|没得商量|不改|免谈|拒绝|(?:照|按)(?:原来|协议|说好的|签的|老)(?!的?(?:地方|卡))|不能(?:再)?(?:改|推|拖|变|少)|没(?:有)?(?:答应|同意)|不肯|未(?:同意|答应)/
const asksIt = /[行可好能肯是]不[行可好能肯是](?:以)?|(?:同|愿)不(?:同|愿)意/g
const onCondition = /但是?|不过|除非|前提|条件是|要是|如果|考虑|想想|商量(?:一下|下)|再说|回头/

const refuses = (text: string): boolean => no.test(text.replaceAll(asksIt, ''))
const agrees = (text: string): boolean =>
  !refuses(text) &&
  !onCondition.test(text) &&
  yes.test(text.replaceAll(asksIt, '').replace(/[?]\s*$/, '?')) &&
  !/[吗么]?[?]\s*$/.test(text)

/** Hears one record after the settlement: what both sides stand behind changes the clauses, the rest waits for an answer. */
export function hear(
  clauses: Clause[],
  record: CaseRecord,
  pending: Pending,
  { names, records, superseded, unplaced }: { names: Names; records: CaseRecord[] } & Effects,
): void {
  /** Changes that hold from now on, asked for in one breath or in several. */
  const apply = (asked: Asked[], talk: boolean) => {
    const [first] = asked
    if (!first) return
    pending.settled = true
    const { steps } = pending
    const whole = [...new Set(asked.map(({ turn }) => turn.text))].join('\n')
    const texts = [asked.map(({ change }) => change).join('\n'), whole]
    const placed = amendTogether(clauses, texts, asked.at(-1)!.turn.record, { names, superseded, steps })
    for (const { turn, change, before, answers } of asked) {
      const around = { names, before, answers, talk, superseded, steps, placed }
      if (!amend(clauses, change, turn.record, around)) unplaced.push({ recordId: turn.record.id, text: change })
    }
  }
  /** What two sides stand behind by now. */
  const settle = () => {
    apply(
      pending.asked.filter(({ behind }) => behind.size > 1),
      true,
    )
    pending.asked = pending.asked.filter(({ behind }) => behind.size < 2)
  }
  const turns = remarksOf(record, names, records)
  if (turns.length === 1 && turns[0]!.mediates) {
    tell(turns[0]!)
    return
  }
  for (const turn of turns) {
    answer(turn)
    settle()
  }
  // A mediator's reckoning of what both had just agreed on stands, unless somebody answers no.
  const reckoned = pending.asked.filter(({ turn }) => turn.mediates && pending.settled && turns.includes(turn))
  apply(reckoned, true)
  pending.asked = pending.asked.filter((it) => !reckoned.includes(it))

  /** A record of who mediates: tells of a change both sides stand behind, or that one asks for. */
  function tell(turn: Remark): void {
    const changes = changesIn(turn)
    const turnedDown = refusedIn(turn.text)
    if (annuls.test(turn.text) && changes.length === 0)
      unplaced.push({
        recordId: turn.record.id,
        text: sentencesOf(turn.text).find(({ text }) => annuls.test(text))!.text,
      })
    if (turnedDown) {
      pending.asked = []
      return
    }
    const behind = confirmed(record, names)
    const both = behind || (pending.asked.length > 0 && agreedSince(turn.text))
    if (both) {
      apply(pending.asked, true)
      pending.asked = []
    }
    const told = changes.map((change): Asked => ({ turn, change, behind: new Set(), before: pending.said }))
    if (behind || (both && told.length > 0)) apply(told, false)
    else pending.asked.push(...told)
  }

  function answer(turn: Remark): void {
    const { who, mediates, text } = turn
    const others = pending.asked.filter((it) => it.turn.who !== who)
    const said = [...pending.said]
    pending.said.push(text)
    if (confirmed(record, names) && turns.length === 1) {
      const changes = changesIn(turn)
      if (!refuses(text))
        apply(
          changes.map((change) => ({ turn, change, behind: new Set<string>(), before: said })),
          false,
        )
      if (changes.length > 0) return
    }
    if (!mediates && refuses(text)) {
      pending.asked = pending.asked.filter((it) => it.turn.who === who)
      pending.settled = false
    }
    const talk = pending.asked.length > 0 || pending.settled || turns.length > 1 || chat.test(record.by)
    const repeated = others.filter((it) => answersWith(it, turn, true))
    const other = others.some((it) => answersWith(it, turn, false))
    const loose = !mediates && talk && restates(clauses, turn, names)
    const changes = mayChange(turn, talk, said) || other || loose ? [text] : []
    // Another value for the same thing is an answer that takes the place of what was asked.
    const countered = others.filter(
      (it) => answersWith(it, turn, false) || changes.some((change) => counters(clauses, it, change, turn, names)),
    )
    pending.asked = pending.asked.filter((it) => !countered.includes(it))
    if (!mediates && !refuses(text) && (agrees(text) || (changes.length > 0 && weakCue.test(text))))
      for (const it of pending.asked) if (it.turn.who !== who) it.behind.add(who)
    if (!mediates && !refuses(text) && !onCondition.test(text)) for (const it of repeated) it.behind.add(who)
    settle()
    const anew = changes.filter((change) => countered.length > 0 || loose || saysNew(clauses, change, turn, names))
    for (const change of anew)
      pending.asked.push({
        turn,
        change,
        behind: new Set(mediates ? [] : [who]),
        before: said,
        answers: countered.at(-1)?.change ?? (loose ? '' : undefined),
      })
  }
}

/** What nobody has answered, for a person to look at. */
export const unanswered = ({ asked }: Pending): { recordId: string; text: string }[] =>
  asked.map(({ turn, change }) => ({ recordId: turn.record.id, text: change }))

function saysNew(clauses: Clause[], change: string, { record }: Remark, names: Names): boolean {
  const fresh = freshValues(change, record, { talk: true })
  if (fresh.length === 0) {
    const tried = structuredClone(clauses)
    return (
      amend(tried, change, record, { names, talk: true }) &&
      tried.map(({ text }) => text).join() !== clauses.map(({ text }) => text).join()
    )
  }
  const all = standingIn(clauses)
  // 最后一笔15000 is new for the last, though another instalment has the same sum.
  return fresh.some(
    ({ fresh: value, words }) => !all.some((it) => sameValue(it.value, value)) || /第|最后|首|尾/.test(words),
  )
}

/** 那就11月15号 says yes to what it repeats; 最多到11月5号 names another day for it. */
function answersWith({ change, turn: asked }: Asked, { text, record }: Remark, same: boolean): boolean {
  if (refuses(text) || asked.mediates) return false
  const fresh = freshValues(change, asked.record, { talk: true }).map((it) => it.fresh)
  const [only] = fresh
  if (!only || fresh.some(({ kind }) => kind !== only.kind)) return false
  const said = spokenValues(text, record.at).filter(({ kind }) => kind === only.kind)
  if (said.length !== 1 || (only.kind === 'amount' && !same && text.length > 8)) return false
  return same ? fresh.some((it) => sameValue(said[0]!, it)) : !sameValue(said[0]!, only)
}

/** 水电费账单出来了,是510: another sum for what the clauses call by the same word. */
function restates(clauses: Clause[], { text, record }: Remark, names: Names): boolean {
  if (
    !/(?<!不)是\d|出来了|漏(?:看|算|记)|(?:看|算|记)错|多算|少算|重复算|[算核查]下来|实际/.test(text) ||
    tellsPayment(text)
  )
    return false
  const all = standingIn(clauses)
  return freshValues(text, record, { talk: true, answers: '' }).some(
    ({ fresh, words }) =>
      fresh.kind === 'amount' &&
      findStanding(all, { fresh, words, strong: false, names, olds: [], steps: [] }) !== undefined,
  )
}

/** Whether a turn names another value for what an unanswered one would change. */
function counters(clauses: Clause[], asked: Asked, change: string, turn: Remark, names: Names): boolean {
  const all = standingIn(clauses)
  const said = [...asked.before, asked.change]
  const values = said.flatMap((it) => spokenValues(it, turn.record.at))
  const olds = values.filter(({ kind }) => kind !== 'amount')
  const steps = values.flatMap(({ kind, key }) => (kind === 'amount' ? [Number(key)] : []))
  const aims = (text: string, record: CaseRecord, about?: string) =>
    freshValues(text, record, { talk: true }).map(({ fresh, words, strong }) => {
      const meant = { fresh, strong, names, olds, steps }
      return {
        fresh,
        at:
          findStanding(all, { ...meant, words }) ??
          (about === undefined ? undefined : findStanding(all, { ...meant, words: `${about},${words}` })),
      }
    })
  const theirs = aims(asked.change, asked.turn.record)
  return aims(change, turn.record, asked.change).some(({ fresh, at }) =>
    theirs.some(
      (it) => at && it.at?.value.start === at.value.start && it.at.clause === at.clause && !sameValue(it.fresh, fresh),
    ),
  )
}

/** Sentences of a record by which it changes terms that stand. */
function changesIn({ text, record }: Remark): string[] {
  return sentencesOf(text)
    .map((it) => it.text)
    .filter(
      (s) =>
        (partial.test(s) ||
          saysChange(s, record.at) ||
          dropsItem.test(s) ||
          changesOther.test(s) ||
          toldAnew.test(s)) &&
        !/没有?(?:改|变)|另案|无关/.test(s) &&
        (spokenValues(s, record.at).length > 0 ||
          findDays(s, record.at, 'future').some(({ on }) => on) ||
          dropsItem.test(s) ||
          changesOther.test(s)),
    )
    .filter((s) => !(tellsPayment(s) && !saysChange(s, record.at)))
}

/** A turn of a talk that changes something, or that tells what follows from a change. */
function mayChange(turn: Remark, talk: boolean, said: string[]): boolean {
  const { text, record } = turn
  if (changesIn(turn).length > 0) return true
  return (
    talk &&
    weakCue.test(text) &&
    !tellsPayment(text) &&
    said.length > 0 &&
    freshValues(text, record, { talk: true }).some(({ fresh }) => fresh.kind === 'amount')
  )
}

/** Whether a record says that a change was turned down and not taken up after all. */
function refusedIn(text: string): boolean {
  const bare = text.replaceAll(asksIt, '')
  const last = [...bare.matchAll(new RegExp(no, 'g'))].at(-1)
  return last !== undefined && !agreedSince(bare.slice(last.index + last[0].length))
}
const agreedSince = (text: string): boolean => /同意|答应|认可|没意见|无异议|可以|一致/.test(text) && !refuses(text)

/** 已电话征得某某同意, 两人商量好: the other side stands behind it too. */
const bothBehind =
  /(?:征得|取得|经)[^,。]{1,10}同意|(?:告知|通知|转告)[^。]*(?:知道了|收到|(?<![不未])同意|没意见|无异议|按新)|[,。][^,。]{2,6}(?:在场|在旁|当面)[^。]*当场同意|(?:两[个人家方]|双方|三方)[^,。]{0,6}(?:商量|说|讲|约|谈)(?:好|定|妥)|(?:对方|另一方)[^,。]{0,6}(?:也|亦)?(?:同意|认可|答应)/

/** 三方通话:…岑某、晏某在电话里都说可以: the others are named as saying yes in the author's presence. */
function othersAgree({ by, text, party }: CaseRecord, names: Names): boolean {
  if (!/三方|多方/.test(by) && !/电话里|通话中|当面|当场|在场/.test(text)) return false
  return text
    .split(/[。;\n]/)
    .some(
      (sentence) =>
        names.find(sentence).some((it) => it.party.id !== party) &&
        /(?:都|均|也)?(?:说|讲|表示|回)?(?:可以|同意|没意见|没问题|答应|认可)/.test(sentence) &&
        !refuses(sentence),
    )
}

/** Both sides stand behind a change: a mediator's record says so, or it names both. */
function confirmed(record: CaseRecord, names: Names): boolean {
  const callers = new Set(names.find(record.by).map(({ party }) => party.id))
  if (callers.size > 1 || bothBehind.test(record.text)) return true
  if (othersAgree(record, names)) return true
  if (record.party || names.all.some(({ name, party }) => party.kind === 'person' && record.by.includes(name)))
    return false
  if (/双方|各方|均|都|一致|亦同意|也同意|重新约定|协商|重新谈|又谈|碰头|谈下来/.test(record.text)) return true
  // 某店长问能不能推到18日,当即打给某某,某某同意: one asks, another says yes.
  if (
    /(?:请求|要求|提出|希望|申请|想|问|能不能|可不可以|能否)[^。]*[。?,].*(?<![不未没])(?:同意|答应|没意见|无异议)/s.test(
      record.text,
    )
  )
    return true
  return new Set(names.find(record.text).map(({ party }) => party.id)).size >= 2 && /同意|确认/.test(record.text)
}

/** The turns of a record, in order: lines with their speaker, or the whole as its author's word. */
export function remarksOf(record: CaseRecord, names: Names, records: CaseRecord[]): Remark[] {
  const text = narrow(record.text)
  const lines = text.split('\n').flatMap((line) => line.split(/(?<=[。!?])(?=[^,。:;!?\d\s]{2,8}[:])/))
  const speakers = lines.map((line) => label.exec(line.trim())?.[1])
  const known = speakers.filter((it) => it && (names.find(it).length > 0 || mediator.test(it)))
  const own = whoIs(record.by, names, records, record.party)
  if (known.length < 1 || (known.length < 2 && lines.length < 2)) return [{ ...own, text, record }]
  let voice = own
  return lines.flatMap((line): Remark[] => {
    const said = line.trim()
    const name = label.exec(said)?.[1]
    if (name) voice = whoIs(name, names, records)
    const words = name ? said.replace(label, '') : said
    return words ? [{ ...voice, text: words, record }] : []
  })
}

const mediator =
  /调解|调委|湾嫂|笔录|记录|补记|备注|网格|社区|村委|居委|司法所|综治|主持|书记|主任|社工|民警|妇联|窗口|登记|物调|消调/
const chat = /微信|短信|邮件|电话|来电|回电|补电|语音/

/** Whose side a label is on: a party by any of its names, who comes for one, or nobody's. */
function whoIs(by: string, names: Names, records: CaseRecord[], party?: string): { who: string; mediates: boolean } {
  const called = names.find(by.replace(/\([^)]*\)/g, ''))[0]
  if (party ?? (called && !/记录|笔录|备注|补记/.test(by))) return { who: party ?? called!.party.id, mediates: false }
  // 葛律师 邮件(抄送调解员): who gets a copy does not write it.
  const author = by.replace(/[(（][^)）]*[)）]/g, '') || by
  const name =
    author
      .replaceAll(/[@\s]|微信群?|短信|邮件|来函|电话|来电|补电|群/g, ' ')
      .trim()
      .split(/\s+/)
      .at(-1) ?? by
  const beside = (words: RegExp) =>
    records.some(({ by: other, text }) =>
      [`${other}`, ...narrow(text).split(/[。;\n]/)].some((line) => {
        const at = line.indexOf(name)
        return at >= 0 && words.test(line.slice(Math.max(0, at - 8), at + name.length + 4))
      }),
    )
  if (mediator.test(author) && !(chat.test(author) && !/记录|笔录/.test(author))) return { who: by, mediates: true }
  if (name.length > 1 && beside(/主持|调解员|湾嫂|调委|记录人|社工|网格员/)) return { who: name, mediates: true }
  const side = name.length > 1 ? sideOf(name, names, records) : undefined
  if (side) return { who: side, mediates: false }
  return { who: name, mediates: !chat.test(by) && names.find(by).length === 0 && !/[\p{Script=Han}]{2,3}$/u.test(by) }
}

const comesFor =
  /代理|授权|委托|律师|女儿|儿子|丈夫|妻子|老公|老婆|父|母|妈|爸|监护|店长|经理|法务|人事|主管|会计|财务|校长/

/** Whom somebody comes for: 公司委托律师某某 in a label, 某某(公司代理律师), 女儿方丽 beside 糜金花, 委托代理人施磊 beside the company. */
function sideOf(name: string, names: Names, records: CaseRecord[]): string | undefined {
  const lines = records.flatMap(({ by, text }) => [by, ...narrow(text).split(/[。\n]/)])
  for (const line of lines) {
    const at = line.indexOf(name)
    if (at < 0 || !comesFor.test(line)) continue
    const told = /^[(]([^)]*)[)]/.exec(line.slice(at + name.length))?.[1]
    const own = told && comesFor.test(told) ? names.find(told)[0] : undefined
    const before = line.slice(0, at)
    // Who stands before another's name with a title of their own has their side told by it.
    const near = names.find(before.slice(Math.max(0, before.search(/[^、,;]*$/)))).at(-1)
    const side = own ?? near ?? names.find(before).at(-1) ?? names.find(line)[0]
    if (side) return side.party.id
  }
  return undefined
}

/** Whether a record speaks of changing terms that stand. */
export const changesTerms = (record: CaseRecord): boolean =>
  sentencesOf(narrow(record.text)).some(
    ({ text }) =>
      partial.test(text) &&
      (findAmounts(text).length > 0 ||
        findDays(text, record.at, 'future').some(({ on }) => on) ||
        /尾号|账户|地点|地方/.test(text)),
  )
