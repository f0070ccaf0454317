import { type Features, mixed, namedFeatures, textFeatures } from '../../text/index.ts'
import { chat } from '../settlement/remarks.ts'
import { asks, isReason, sameValue, stays } from '../settlement/spoken.ts'
import { agrees, refuses } from '../settlement/stance.ts'
import { ordinalIn } from '../settlement/standing.ts'
import type { Scene, Seen } from './bits.ts'

/** What a stretch of later words does: nothing, proposes in vain, says yes, holds, drops a term. */
export const roles = ['other', 'proposed', 'yes', 'holds', 'drops'] as const
export type Role = (typeof roles)[number]

const cues: [string, RegExp][] = [
  ['changes', /改|换|变|调|推|延|拖|缓|提前|加|减|少|多|再/],
  ['drops', /不要|不用|免|取消|算了|拿掉|删|去掉|作废|别写|不写|不提/],
  ['could', /能不能|可不可以|能否|行不行|想|希望|要求|提出|问|最好/],
  ['then', /^(?:那|就|那就)/],
  ['but', /^(?:但|不过|只是)/],
  ['further', /另|再加|还要|也要|并|外加|加一条|补一条|以后|今后|如果|要是|一期|超过|逾期|晚一天/],
  ['yes', /^(?:好|行|可以|嗯|同意|没问题|成|中|对|OK|ok|收到|要得)/],
  ['said yes', /(?:同意|答应|认可|没意见|无异议|没问题|可以|说好|点头|愿意)/],
  ['no', /不行|不同意|不肯|不答应|没(?:有)?(?:答应|同意|肯|松口)|拒绝|不接受|说好的|讲好的|照原来|按原来/],
  ['past', /了$|过$|已|昨天|刚/],
  ['both', /双方|两[人家边]|各方|三方|都/],
  ['calls', /来电|打给|打电话|回电|电话|核实|转告|微信/],
  ['ill', /气|难|紧|没钱|贵|忙|病|住院|辛苦|谢/],
]

/** The cues a text gives, by name. */
export const cuesIn = (text: string): string[] => cues.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))

function marksOf(scene: Scene, i: number): string[] {
  const { bits, clauses } = scene
  const bit = bits[i]!
  const flags = cuesIn(bit.text)
  const standing = clauses.flatMap(({ values }) => values)
  const kinds = [...new Set(bit.values.map(({ kind }) => kind))]
  for (const kind of kinds) {
    const own = bit.values.filter((it) => it.kind === kind)
    const stood = standing.filter((it) => it.kind === kind)
    const old = own.filter((it) => stood.some((was) => sameValue(was, it)))
    flags.push(
      `has ${kind}`,
      `${kind} ${old.length === own.length ? 'as it stands' : stood.length > 0 ? 'new' : 'of no clause'}`,
    )
  }
  if (kinds.length === 0) flags.push('no value')
  if (
    kinds.some((kind) =>
      bit.values.some(
        (it) =>
          it.kind === kind && !standing.some((was) => sameValue(was, it)) && standing.some((was) => was.kind === kind),
      ),
    )
  )
    flags.push('new value of a standing kind')
  const most = Math.max(0, ...clauses.map(({ pairs }) => [...bit.pairs].filter((it) => pairs.has(it)).length))
  flags.push(`shares ${Math.min(3, most)}`)
  if (asks.test(bit.text) || /[?吗]$/.test(bit.text)) flags.push('asks')
  if (isReason(bit.text)) flags.push('reason')
  if (stays(bit.text)) flags.push('stays')
  if (agrees(bit.text)) flags.push('agrees')
  if (refuses(bit.text)) flags.push('refuses')
  if (ordinalIn(bit.text) !== undefined) flags.push('ordinal')
  flags.push(bit.mediates ? 'told by who mediates' : bit.who ? 'a side' : 'somebody')
  return flags
}

/** The rest of a turn, the turns of others after it, and whether they take up or counter what a stretch says. */
function courseOf({ bits }: Scene, i: number): string[] {
  const bit = bits[i]!
  const turn = bits.filter((it) => it.turn === bit.turn)
  const after = bits.filter((it) => it.turn > bit.turn && it.who !== bit.who)
  const nextTurn = after[0]?.turn
  const reply = after.filter((it) => it.turn === nextTurn)
  const text = reply.map((it) => it.text).join(',')
  const out: string[] = []
  const at = turn.indexOf(bit)
  out.push(at === 0 ? 'first of turn' : at === turn.length - 1 ? 'last of turn' : 'within turn')
  if (reply.length === 0) out.push('no reply')
  else {
    out.push(`reply ${refuses(text) ? 'no' : agrees(text) ? 'yes' : /[?吗]$/.test(text) ? 'asks' : 'other'}`)
    const again = bit.values.some((it) => reply.some(({ values }) => values.some((v) => sameValue(v, it))))
    const other = bit.values.some((it) =>
      reply.some(({ values }) => values.some((v) => v.kind === it.kind && !sameValue(v, it))),
    )
    if (again) out.push('reply repeats value')
    if (other) out.push('reply names another value')
  }
  const later = bits.slice(i + 1)
  if (bit.values.length > 0) {
    const again = later.find((it) => it.values.some((v) => bit.values.some((own) => sameValue(own, v))))
    const other = later.find(
      (it) =>
        it.turn > bit.turn &&
        it.values.some((v) => bit.values.some((own) => own.kind === v.kind && !sameValue(own, v))),
    )
    out.push(again ? `value said again ${again.who === bit.who ? 'by same' : 'by other'}` : 'value not said again')
    out.push(other ? 'other value of the kind later' : 'last value of the kind')
  }
  const rest = turn
    .slice(at + 1)
    .map((it) => it.text)
    .join(',')
  if (rest && agrees(rest)) out.push('turn goes on yes')
  if (rest && refuses(rest)) out.push('turn goes on no')
  const whole = bits.filter((it) => it.record === bit.record)
  const yes = whole.some((it) => it.turn > bit.turn && it.who !== bit.who && agrees(it.text))
  const no = whole.some((it) => it.turn > bit.turn && it.who !== bit.who && refuses(it.text))
  out.push(`others later ${yes ? 'yes' : ''} ${no ? 'no' : ''}`)
  const told = whole.slice(whole.indexOf(bit) + 1)
  const firstYes = told.findIndex(
    (it) => /同意|答应|认可|没意见|无异议|没问题|可以|说好|点头|说行|好的/.test(it.text) && !refuses(it.text),
  )
  const firstNo = told.findIndex(
    (it) => refuses(it.text) || /不肯|没肯|不松口|没松口|不同意|没同意|不答应|没答应|说好的|照原来/.test(it.text),
  )
  out.push(
    firstYes < 0 && firstNo < 0
      ? 'nothing told'
      : firstNo < 0 || (firstYes >= 0 && firstYes < firstNo)
        ? `yes told ${firstYes < 4}`
        : `no told ${firstNo < 4}`,
  )
  out.push(
    chat.test(bit.record.by)
      ? 'chat'
      : /补充|协议|说明|更正|补正/.test(bit.record.by)
        ? 'supplement'
        : /调解|笔录|会议|碰头/.test(bit.record.by)
          ? 'session'
          : 'note',
  )
  return out
}

/** Features of each stretch by itself. */
export function roleFeatures(scene: Scene): Features[] {
  const { bits } = scene
  const marks = bits.map((_, i) => marksOf(scene, i))
  return bits.map((bit, i) => {
    const same = (j: number) => bits[j] && bits[j]!.turn === bit.turn
    const reply = bits.find((it) => it.turn > bit.turn && it.who !== bit.who)
    const course = courseOf(scene, i)
    const own = marks[i]!
    return mixed([
      [textFeatures(bit.plain, 3), 1],
      [textFeatures(same(i - 1) ? bits[i - 1]!.plain.slice(-12) : '', 2, 'p'), 0.4],
      [textFeatures(same(i + 1) ? bits[i + 1]!.plain.slice(0, 12) : '', 2, 'n'), 0.4],
      [textFeatures(reply?.plain.slice(0, 10) ?? '', 2, 'r'), 0.4],
      [
        namedFeatures([
          ...own,
          ...course,
          ...own.flatMap((a) => course.map((b) => `${a} & ${b}`)),
          ...own.flatMap((a) => own.filter((b) => a < b).map((b) => `${a}+${b}`)),
        ]),
        1.3,
      ],
      [
        namedFeatures([
          ...(marks[i - 1] ?? ['start']).map((it) => `before ${it} ${same(i - 1)}`),
          ...(marks[i + 1] ?? ['end']).map((it) => `after ${it} ${same(i + 1)}`),
        ]),
        0.6,
      ],
    ])
  })
}

/** The same among the verdicts around. */
export function roleFeaturesAgain(
  { bits }: Scene,
  features: readonly Features[],
  first: readonly Float32Array[],
): Features[] {
  const bucket = (i: number) => {
    const it = first[i]
    if (!it) return 'none'
    const best = it.reduce((top, x, j) => (x > it[top]! ? j : top), 0)
    return `${best}${it[best]! > 0.7 ? '!' : ''}`
  }
  return features.map((own, i) => {
    const bit = bits[i]!
    const reply = bits.findIndex((it) => it.turn > bit.turn && it.who !== bit.who)
    const turn = bits[i - 1]?.turn === bit.turn
    const after = bits[i + 1]?.turn === bit.turn
    const yes = bits.some((it, j) => it.turn > bit.turn && first[j]![2]! > 0.5)
    // How soon somebody else says yes, or no, and what is held or proposed between.
    const rest = bits.flatMap((it, j) => (j > i && it.record === bit.record ? [{ it, j }] : []))
    const other = (it: Seen) => it.who !== bit.who || bit.mediates
    const firstYes = rest.find(({ it, j }) => other(it) && first[j]![2]! > 0.4)
    const firstNo = rest.find(
      ({ it }) =>
        other(it) && (refuses(it.text) || /不肯|没肯|不松口|没松口|没答应|说好的|讲好的|照原来/.test(it.text)),
    )
    const between = (to: number) =>
      rest.filter(({ j }) => j < to && (first[j]![1]! > 0.4 || first[j]![3]! > 0.4)).length
    const near = (n: number) => (n < 2 ? 'next' : n < 4 ? 'soon' : 'far')
    const outcome =
      !firstYes && !firstNo
        ? 'open'
        : firstYes && (!firstNo || firstYes.j < firstNo.j)
          ? `yes ${near(firstYes.j - i)} ${Math.min(2, between(firstYes.j))}`
          : `no ${near(firstNo!.j - i)} ${Math.min(2, between(firstNo!.j))}`
    const inTurn = bits.flatMap((it, j) => (it.turn === bit.turn ? [first[j]!] : []))
    const turnHeld = Math.round(3 * Math.max(...inTurn.map((it) => it[3]!)))
    const turnYes = inTurn.some((it) => it[2]! > 0.5)
    const replies = bits.flatMap((it, j) => (reply >= 0 && it.turn === bits[reply]!.turn ? [first[j]!] : []))
    const replyYes = Math.round(3 * Math.max(0, ...replies.map((it) => it[2]!)))
    const replyHeld = Math.round(3 * Math.max(0, ...replies.map((it) => it[3]!)))
    const replyAsks = Math.round(3 * Math.max(0, ...replies.map((it) => it[1]!)))
    return mixed([
      [own, 1],
      [
        namedFeatures([
          `self ${bucket(i)}`,
          `held ${Math.round(4 * first[i]![3]!)}`,
          `back ${bucket(i - 1)} ${turn}`,
          `next ${bucket(i + 1)} ${after}`,
          `self ${bucket(i)} back ${bucket(i - 1)} next ${bucket(i + 1)}`,
          `reply ${bucket(reply)}`,
          `self ${bucket(i)} reply ${bucket(reply)}`,
          `yes later ${yes}`,
          `self ${bucket(i)} yes later ${yes}`,
          `outcome ${outcome}`,
          `self ${bucket(i)} outcome ${outcome}`,
          `outcome ${outcome} ${bit.mediates}`,
          `turn held ${turnHeld}`,
          `turn yes ${turnYes}`,
          `self ${bucket(i)} turn ${turnHeld} ${turnYes}`,
          `reply yes ${replyYes} held ${replyHeld} asks ${replyAsks}`,
          `self ${bucket(i)} reply yes ${replyYes} held ${replyHeld} asks ${replyAsks}`,
        ]),
        1.2,
      ],
    ])
  })
}
