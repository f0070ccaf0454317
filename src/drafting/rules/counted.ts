import { findAmounts, readSums, yuanOf } from '../../cases/index.ts'
import { withoutCapitals } from './clause.ts'
import { type Checked, finding, type Rule } from './rule.ts'

type Clauses = Checked['clauses']
const found = (where: string, message: string) =>
  finding('D25', 'warn', where, message, '写明应付、已付(抵扣)和实付各多少,同一笔只算一次')

/** D25: what is taken off, set off or paid as part of a sum is counted once, and counted right. §6 */
export const counted: Rule = (checked) => [
  ...paidAgain(checked.clauses),
  ...wrongRest(checked.clauses),
  ...takenOffAgain(checked),
  ...takenOffNowhere(checked),
  ...partAgain(checked.clauses),
  ...setOffAndReturned(checked),
]

/** 共计11000元,其中3000元已垫付;再支付11000元: what was paid is told, and paid again. */
function paidAgain(clauses: Parameters<Rule>[0]['clauses']): ReturnType<Rule> {
  return clauses.flatMap(({ where, text: written }) => {
    const text = withoutCapitals(written)
    const sums = findAmounts(text)
    const whole = sums.find(({ start }) => /(?:共计|合计|总共|一共|总计)[^,。;\d]{0,4}$/.test(text.slice(0, start)))
    const done = sums.find(
      ({ start, end }) =>
        whole && start > whole.end && /^[^,。;]{0,4}(?:已|由)[^。;]{0,24}[付交垫]/.test(text.slice(end)),
    )
    const again = sums.find(
      ({ start }) => done && start > done.end && /(?:再|另行?|还(?:应|须)?)[^,。;\d]{0,30}$/.test(text.slice(0, start)),
    )
    return whole && done && again && again.fen + done.fen > whole.fen
      ? [found(where, `已付${yuanOf(done.fen)}又再付${yuanOf(again.fen)},合起来超过总额${yuanOf(whole.fen)}`)]
      : []
  })
}

/** 应付9000元,扣除2500元后支付7500元: what is left is not the one less the other. */
function wrongRest(clauses: Clauses): ReturnType<Rule> {
  return clauses.flatMap(({ where, text: written, at }) => {
    const text = withoutCapitals(written)
      .split(/[。;]/)
      .find((s) => taking.test(s))
    if (!text || /每|%|百分之|折|利息|违约金|分[一二两三四五六七八九十\d]+[期次笔]|其中/.test(text)) return []
    const sums = readSums(text, at)
    const off = sums.filter(({ start, role }) => role === 'deducted' || taken.test(text.slice(0, start)))
    const [whole, rest, ...others] = sums.filter((sum) => !off.includes(sum))
    if (!whole || !rest || others.length > 0 || off.length === 0) return []
    if (!off.every(({ start }) => start > whole.start && start < rest.start)) return []
    if (!/(?:付|退|还|给|赔|余|剩|得|差)[^,。;\d]{0,24}$/.test(text.slice(0, rest.start))) return []
    const left = off.reduce((sum, { fen }) => sum - fen, whole.fen)
    return left === rest.fen
      ? []
      : [found(where, `${yuanOf(whole.fen)}扣除以后应为${yuanOf(left)},写作${yuanOf(rest.fen)}`)]
  })
}
const taking = /扣除|扣减|减去|减掉|扣掉|扣去|抵扣|抵掉|冲抵|折抵/
const taken =
  /(?:扣除|扣减|减去|减掉|扣掉|扣去|抵扣|抵掉|冲抵|折抵)(?!后)[^,。;\d]{0,24}(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[^,。;\d]{0,8}$/

/** Facts and records, sentence by sentence. */
const told = ({ reading, rest }: Checked): string[] =>
  [...reading.records, ...rest.filter(({ where }) => where === '纠纷主要事实')].flatMap(({ text }) =>
    text.split(/[。;\n]/),
  )

/** 应退12000元,已退3000元,还应退9000元; in the terms 应退9000元,再减去已退的3000元: what is left loses once more what it had lost. */
function takenOffAgain(checked: Checked): ReturnType<Rule> {
  const sentences = told(checked).map((s) => ({ s, fen: findAmounts(s).map((it) => it.fen) }))
  return checked.clauses.flatMap(({ where, text: written, at }) => {
    const text = withoutCapitals(written)
    const sums = readSums(text, at)
    const off = sums.filter(({ start, role }) => role === 'deducted' || taken.test(text.slice(0, start)))
    return sums
      .filter((sum) => !off.includes(sum))
      .flatMap((base) => off.map((less) => ({ base, less })))
      .filter(({ base, less }) => base.start < less.start && base.fen > less.fen)
      .filter(({ base, less }) =>
        sentences.some(
          ({ s, fen }) =>
            fen.includes(base.fen + less.fen) &&
            fen.includes(less.fen) &&
            fen.includes(base.fen) &&
            /还(?:应|需|须|要|欠|剩|有)|尚欠|尚应|仍欠|下欠|余|剩/.test(s),
        ),
      )
      .slice(0, 1)
      .map(({ base, less }) =>
        found(where, `${yuanOf(base.fen)}已经是扣除${yuanOf(less.fen)}以后的数额,这里又扣了一次`),
      )
  })
}

const agreedOff =
  /^[^,。;\d]{0,16}(?:从|在)?[^,。;\d]{0,10}(?:减[掉去除]|扣[掉除减去]|抵[掉扣]|冲抵|冲减|不(?:再|用)(?:付|给|算))/
/** 退货的2500元从货款里减掉, and the terms pay the whole: what was to be taken off is not. */
function takenOffNowhere(checked: Checked): ReturnType<Rule> {
  const { clauses } = checked
  const terms = clauses.map(({ text }) => withoutCapitals(text)).join('\n')
  const paid = new Set(findAmounts(terms).map(({ fen }) => fen))
  return told(checked).flatMap((sentence) => {
    const sums = findAmounts(sentence).filter(({ rate }) => !rate)
    const off = sums.find(
      ({ start, end }) =>
        agreedOff.test(sentence.slice(end)) &&
        !/不(?:同意|肯|愿|应|能|从)|没有?(?:谈|说)|如果|要求|主张/.test(
          sentence.slice(0, start).split(',').at(-1)! + agreedOff.exec(sentence.slice(end))![0],
        ),
    )
    const whole = off && sums.find((sum) => sum !== off && sum.fen > off.fen && paid.has(sum.fen))
    const place = whole && clauses.find(({ text }) => findAmounts(text).some(({ fen }) => fen === whole.fen))
    return off && whole && place && !paid.has(off.fen) && !paid.has(whole.fen - off.fen)
      ? [found(place.where, `记录里同意扣减的${yuanOf(off.fen)},协议仍按${yuanOf(whole.fen)}全数支付`)]
      : []
  })
}

const item = /([\p{Script=Han}]{1,8}(?:费|金|款|补助|损失))/u
/** 医疗费、误工费合计8600元; 另行支付上述误工费2400元: a part of a sum is paid once more by itself. */
function partAgain(clauses: Clauses): ReturnType<Rule> {
  const wholes = clauses.flatMap(({ where, text }) => {
    const listed =
      /((?:[\p{Script=Han}]{2,8}[、和及与])+[\p{Script=Han}]{2,8}?)(?:等)?(?:各项)?(?:损失|费用)?(?:合计|共计|总计|共)/u.exec(
        withoutCapitals(text),
      )
    return listed ? [{ where, parts: listed[1]!.split(/[、和及与]/).map((part) => part.slice(-3)) }] : []
  })
  return clauses.flatMap(({ where, text: written }) => {
    const text = withoutCapitals(written)
    return findAmounts(text).flatMap(({ start, fen }) => {
      const piece = /[^,。;]*$/.exec(text.slice(0, start))![0]
      const name = item.exec(piece.match(/[\p{Script=Han}]+$/u)?.[0] ?? '')?.[1]?.slice(-3)
      const again =
        /另(?:行|外)?|再|还(?:应|须|要)|同时|并/.test(piece) && !/后续|今后|将来|超出|不足|剩余|余下/.test(piece)
      const whole = name && again && wholes.find((it) => it.where !== where && it.parts.includes(name))
      return whole ? [found(where, `${name}${yuanOf(fen)}已经算在${whole.where}的合计里,又另付一次`)] : []
    })
  })
}

const deposit = /押金|定金|订金|保证金|预付款|预收款|意向金|借支|存款|余额/
/** 房租3000元用押金3000元抵掉, and 退还押金3000元: what was set off is given back too. */
function setOffAndReturned(checked: Checked): ReturnType<Rule> {
  const spoken = (fits: (piece: string, after: string) => boolean) =>
    checked.clauses.flatMap(({ where, text: written }) => {
      const text = withoutCapitals(written)
      return findAmounts(text).flatMap(({ start, end, fen }) => {
        const piece = /[^,。;]*$/.exec(text.slice(0, start))![0]
        const thing = deposit.exec(piece.slice(-12))?.[0]
        return thing && fits(piece, text.slice(end)) ? [{ where, fen, thing }] : []
      })
    })
  const off = spoken((piece, after) => /抵|冲/.test(piece) || /^(?:\([^)]*\))?[^,。;\d]{0,8}(?:抵|冲|折)/.test(after))
  const back = spoken(
    (piece, after) =>
      /退|返还|归还/.test(piece) && !/不(?:再|予)?退/.test(piece) && !/^[^,。;]{0,4}(?:抵|不退)/.test(after),
  )
  return back.flatMap(({ where, fen, thing }) => {
    const used = off.find((it) => it.thing === thing)
    const held = Math.max(
      0,
      ...told(checked).flatMap((s) =>
        findAmounts(s).flatMap((sum) =>
          new RegExp(`${thing}[^,。;\\d]{0,6}$`).test(s.slice(0, sum.start)) ? [sum.fen] : [],
        ),
      ),
    )
    return used && fen + used.fen > (held || used.fen)
      ? [found(where, `${thing}已用${yuanOf(used.fen)}抵扣,又退还${yuanOf(fen)}`)]
      : []
  })
}
