import { findAmounts, findValues, groundOf, narrow, pairsOf, readSums, type Value } from '../../cases/index.ts'
import { withoutCapitals } from './clause.ts'
import { isFacts } from './facts.ts'
import { type Checked, finding, type Rule } from './rule.ts'

/** What a value is told of: the noun before a sum, whose door it is. */
function subjectOf(text: string, { start, end, kind }: Value, { names }: Checked['reading']): string | undefined {
  const before = text
    .slice(0, start)
    .split(/[,;。]/)
    .at(-1)!
  if (kind === 'amount')
    return /([\p{Script=Han}]{2})(?:共计?|合计|总计|总共|人民币|[为是有了约:]|计)*$/u.exec(before)?.[1]
  if (kind !== 'house') return undefined
  const owner = names.find(before).at(-1) ?? names.find(/^室?(?:是|为|系)?[^,。;]{0,8}/.exec(text.slice(end))![0])[0]
  return owner?.party.id
}

/** The values of a text; 5幢602 is one door, not a 602 beside it. */
const wholeIn = (text: string, at: string): Value[] =>
  findValues(text, at).filter(
    (value, _, all) =>
      !all.some(
        (it) =>
          it !== value &&
          it.kind === value.kind &&
          it.start <= value.start &&
          value.end <= it.end &&
          it.key !== value.key,
      ),
  )

/** D23: a fact somebody wrote that gives another value than the records give of the same thing: another sum of the same name, another's door. 民诉解释356 */
export const misstated: Rule = ({ rest, reading }) => {
  const known = [
    ...reading.records.map(({ text, at }) => ({ text, at })),
    ...reading.names.all.map(({ name, party }) => ({
      text: `${name}家${party.address ?? ''}`,
      at: reading.file.updatedAt,
    })),
  ].flatMap(({ text, at }) =>
    wholeIn(reading.names.hide(narrow(text)), at).map((value) => ({
      ...value,
      of: subjectOf(narrow(text), value, reading),
    })),
  )
  return rest
    .filter((clause) => isFacts(clause) && clause.item.label === 'person')
    .flatMap(({ where, text, at }) =>
      wholeIn(reading.names.hide(text), at).flatMap((value) => {
        const same = known.filter(({ kind }) => kind === value.kind)
        const of = subjectOf(text, value, reading)
        const alike = same.filter((it) => it.of !== undefined && it.of === of)
        const unknown = ['house', 'account', 'percent', 'measure'].includes(value.kind) && same.length > 0
        const wrong =
          alike.length > 0
            ? !alike.some(({ key }) => key === value.key || key.endsWith(value.key) || value.key.endsWith(key))
            : unknown && !same.some(({ key }) => key === value.key)
        if (!wrong) return []
        const right = (alike[0] ?? same[0])!.raw
        return [
          finding(
            'D23',
            'block',
            where,
            `“${value.raw}”与记录里的“${right}”不一致`,
            `核对记录:确为“${right}”的改正,另有依据的补充记录`,
          ),
        ]
      }),
    )
}

const handedOverBefore =
  /已(?:经)?(?:支付|付|交纳?|缴纳?|预付|垫付|收取?|出借|转账?)|(?:所|曾|原)(?:付|交|缴|支付|收|收取|出借|借)|(?:付|交|缴|借)过|(?:借款|本)金|押金|定金|订金|意向金|保证金|预付款/
const inFull = /全额|全数|全部|如数|原数|原价/
/** D23: a clause that gives back or counts a sum of which a formal record gives another figure, where no record gives this one. 民诉解释356 */
export const misnumbered: Rule = ({ clauses, reading }) => {
  const { records, names, facts, settlement } = reading
  const told = records.flatMap(({ text, at, id }) =>
    findValues(names.hide(narrow(text)), at)
      .filter(({ kind }) => kind === 'amount')
      .map((value) => ({ ...value, id, of: subjectOf(narrow(text), value, reading) })),
  )
  const everywhere = new Set(told.map(({ key }) => key))
  const reckonable = groundOf({ ...reading, settlement: { ...settlement, clauses: [] } }, [])
  const proven = (value: (typeof told)[number]) =>
    facts.some(
      (fact) =>
        fact.kind === 'amount' &&
        fact.recordId === value.id &&
        fact.value === Number(value.key) &&
        (fact.rank === 'formal' || fact.status === 'agreed'),
    )
  const settlesWhole = records.some(({ text }) => inFull.test(text))
  return clauses
    .filter(({ item }) => item.label === 'person' || item.refs.includes('request:terms'))
    .flatMap(({ where, text, at }) =>
      findValues(names.hide(withoutCapitals(text)), at)
        .filter(({ kind, key }) => kind === 'amount' && !everywhere.has(key))
        .flatMap((value) => {
          const piece = /[^,;。]*$/.exec(withoutCapitals(text).slice(0, value.start))![0]
          const of = subjectOf(withoutCapitals(text), value, reading)
          const same = told.filter((it) => of !== undefined && it.of === of && proven(it))
          const [right] = same
          const digits = (raw: string) => [...raw.replaceAll(/\D/g, '')].toSorted().join('')
          const slip = same.some(({ raw }) => digits(raw) === digits(value.raw))
          const ofBefore = handedOverBefore.test(piece) && (settlesWhole || /已|所|曾|过|原/.test(piece))
          return right && (slip || ofBefore) && reckonable.missingIn(value.raw, at).length > 0
            ? [
                finding(
                  'D23',
                  'block',
                  where,
                  `“${value.raw}”与记录核实的“${right.raw}”不一致`,
                  `核对记录:确为“${right.raw}”的改正;另行商定的,先补充调解记录`,
                ),
              ]
            : []
        }),
    )
}

/** 7幢302室 and 302室 are one door. */
const keyOf = ({ kind, key }: Value): string => (kind === 'house' ? key.replace(/^.*幢/, '') : key)

/** The values of a clause; whole months say for what or how often is paid, not by when. */
const exactIn = (text: string, at: string): Value[] =>
  findValues(text, at, 'future').filter(({ kind, key }) => !(kind === 'day' && key.length === 7))

/** 离婚协议约定每月1500元, 检测费谁出没有谈出结果: what an earlier paper says, or what nobody settled, was not agreed here. */
const notAgreedHere =
  /(?:离婚协议|合同|判决书?|调解书|裁定书?|遗嘱|章程|规约|原协议)(?:书|上|里|中)?[^,。;]{0,6}(?:约定|载明|写明|写着|规定|确定)|谁(?:来)?(?:出|付|承担|负担|掏)|(?:没有?|未)(?:能)?(?:谈|说|讲|商|定)/
/** 退货的2500元从货款里减掉: what is taken off is not what is paid. */
const takenOff = /^[^,。;]{0,12}(?:减[掉去除]|扣[掉除减]|抵[掉扣]|冲抵|不再付|不用付)/

/** D23: a clause a person wrote that gives another sum, day, door or account than the records settled for the same matter. */
export const otherwise: Rule = ({ clauses, reading, terms }) => {
  const { settlement } = reading
  const given = terms.map((term) => narrow(term)).join('\n')
  // One sum settled and one sum written are the same thing, however the rest is worded.
  const pays = ({ text }: { text: string }) =>
    /[付赔退还给转]/.test(text) && findAmounts(text).some(({ approx }) => !approx)
  const settles = ({ text, at }: { text: string; at: string }) =>
    !readSums(text, at).every(({ role, end }) => role === 'deducted' || takenOff.test(withoutCapitals(text).slice(end)))
  const ofMoney = (all: readonly { text: string }[]) => all.filter(pays).length
  const onlySum = ofMoney(settlement.clauses) === 1 && ofMoney(clauses) === 1
  return clauses
    .filter(({ item }) => item.label === 'person' || item.refs.includes('request:terms'))
    .flatMap(({ where, text, at }) => {
      // What was asked for in so many words goes before the records; where they differ a person must know.
      const level = given.includes(text.replace(/。$/, '')) ? 'warn' : 'block'
      const own = pairsOf(text)
      const [standing] = settlement.clauses
        .map((clause) => {
          const pairs = pairsOf(clause.text)
          return {
            clause,
            like: [...pairs].filter((pair) => own.has(pair)).length / Math.max(1, Math.min(pairs.size, own.size)),
          }
        })
        .toSorted((a, b) => b.like - a.like)
      if (
        !standing ||
        notAgreedHere.test(standing.clause.text) ||
        (standing.like < 0.4 && !(onlySum && pays({ text }) && pays(standing.clause) && settles(standing.clause)))
      )
        return []
      const written = exactIn(text, at)
      const agreed = exactIn(standing.clause.text, standing.clause.at)
      const everywhere = settlement.clauses.flatMap((clause) => exactIn(clause.text, clause.at))
      return (['amount', 'day', 'house', 'account', 'percent'] as const).flatMap((kind) => {
        const keys = (values: typeof written) => new Set(values.filter((v) => v.kind === kind).map(keyOf))
        const [ours, theirs, all] = [keys(written), keys(agreed), keys(everywhere)]
        const months = new Set(everywhere.filter((v) => v.kind === 'day').map(({ key }) => key.slice(0, 7)))
        const fresh = written.find(
          (v) =>
            v.kind === kind &&
            !all.has(keyOf(v)) &&
            !(kind === 'day' && theirs.size === 0 && months.has(v.key.slice(0, 7))),
        )
        const lost = agreed.find((v) => v.kind === kind && !ours.has(keyOf(v)))
        // 每月1500元 and 补付9000元 are two things, one of them the price of a month.
        const monthly = (words: string, { start }: Value) =>
          /每(?:个)?[年月日天周季期次][^,;。]{0,12}$/.test(words.slice(0, start))
        const unlike =
          kind === 'amount' && fresh && lost && monthly(text, fresh) !== monthly(standing.clause.text, lost)
        // A day gone by when it was agreed tells what happened: 于2024年5月20日登记离婚.
        const past = kind === 'day' && lost && lost.key.slice(0, 10) < standing.clause.at.slice(0, 10)
        return fresh && lost && !past && ours.size === theirs.size && !unlike
          ? [
              finding(
                'D23',
                level,
                where,
                `“${fresh.raw}”与记录约定的“${lost.raw}”不一致`,
                `改为“${lost.raw}”;双方确已另行商定的,先补充调解记录`,
              ),
            ]
          : []
      })
    })
}
