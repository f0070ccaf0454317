import {
  findAmounts,
  findValues,
  groundOf,
  narrow,
  outdated,
  sensitive,
  validIdNumber,
  yuanOf,
} from '../../cases/index.ts'
import { type Checked, type CheckedClause, finding, type Rule } from './rule.ts'

/** D23: nothing in the text that a later record has corrected. 民诉解释356 */
export const corrected: Rule = ({ clauses, rest, reading }) =>
  [...clauses, ...rest].flatMap(({ where, text, at }) =>
    outdated(text, at, reading.corrections)
      .filter(
        ({ wrong, right, at: correctedAt, kind }) =>
          !(kind === 'amount' || kind === 'day' || kind === 'measure'
            ? agreedLater(reading, wrong!.key, correctedAt)
            : text.includes(right.raw) && kind !== 'account'),
      )
      .map(({ wrong, right }) =>
        finding('D23', 'block', where, `“${wrong!.raw}”已被更正为“${right.raw}”`, `改为“${right.raw}”,或核实更正记录`, {
          kind: 'replace',
          from: wrong!.raw,
          to: right.raw,
        }),
      ),
  )

const agreedLater = ({ settlement }: Checked['reading'], key: string, correctedAt: string): boolean =>
  settlement.clauses.some(
    (clause) =>
      clause.at > correctedAt && findValues(clause.text, clause.at, 'future').some((value) => value.key === key),
  )

/** Whether a sentence tells of the dispute, and not of what was agreed. */
export const isFacts = ({ where }: CheckedClause): boolean => where === '纠纷主要事实'

/** The numbers gate: every sum and day of the text stands in a record, in a term of the request, or follows from them. */
export const grounded: Rule = ({ clauses, rest, reading, terms }) => {
  const ground = groundOf(reading, terms)
  // What somebody writes of the past must stand in the records: that it was agreed to pay a sum does not show that it was owed.
  const told = groundOf(recordsOnly(reading))
  return [...clauses, ...rest]
    .filter(({ item }) => !['template', 'law', 'calculation'].includes(item.label))
    .flatMap((clause) => {
      const { where, text, at, item } = clause
      const past = isFacts(clause) && item.label === 'person'
      return (
        (past ? told : ground)
          .missingIn(text, at)
          .filter(({ kind, raw }) => kind !== 'name' || (past && (miswritten(raw, reading) || unheard(raw, reading))))
          .filter(({ kind, raw }) => !(past && kind === 'amount' && reckoned(raw, text, told, at, reading)))
          // The day on which an agreement is signed, takes effect, or goes to the court is told by nothing before it.
          .filter(({ kind }) => !(kind === 'day' && where === '其他' && /生效|签字|签订|司法确认/.test(text)))
          .map(({ kind, raw }) =>
            finding(
              'D23',
              // A person answers for what they wrote themselves: said, but it does not block.
              item.label === 'person' ? 'warn' : 'block',
              where,
              `${{ amount: '金额', day: '日期', name: '姓名', article: '条文' }[kind]}“${raw}”在记录里找不到出处`,
              '核对记录,或补充说明来源的记录',
            ),
          )
      )
    })
}

/** Whether sums told one after the other in a sentence of a record make up a sum: 票据三张:680元、1240元、930元. */
const addedUp = (fen: number, lists: number[][]): boolean =>
  lists.some((list) =>
    list.some((_, from) =>
      list.some((__, to) => to > from && list.slice(from, to + 1).reduce((a, b) => a + b, 0) === fen),
    ),
  )

/** 4.2亩,每亩800元,共3360元: a price times a number, both of the records, an equal share of a sum, or what several come to. */
function reckoned(
  raw: string,
  text: string,
  told: ReturnType<typeof groundOf>,
  at: string,
  { records }: Checked['reading'],
): boolean {
  const missing = new Set(told.missingIn(text, at).map((it) => it.raw))
  const sums = findAmounts(text).filter(({ fen }) => !missing.has(yuanOf(fen)))
  const lists = records.flatMap((it) => it.text.split(/[。;\n]/).map((s) => findAmounts(s).map(({ fen }) => fen)))
  const owned = findAmounts(text).map(({ fen }) => fen)
  const known = owned.filter((fen) => !missing.has(yuanOf(fen)) || addedUp(fen, lists))
  if (addedUp(findAmounts(raw)[0]!.fen, [...lists, known])) return true
  const shares = /各|每|平均|均摊|均分|平分|一半|对半/.test(text) ? [2, 3, 4, 5, 6, 7, 8] : []
  const numbers = [...[...text.matchAll(/\d+(?:\.\d+)?/g)].map(([n]) => Number(n)), ...shares]
  const fen = findAmounts(raw)[0]?.fen
  return sums.some((sum) => numbers.some((n) => Math.abs(sum.fen * n - fen!) < 1 || Math.abs(fen! * n - sum.fen) < n))
}

/** A name no record has and that is no party's, nor runs into one: 东方建称. */
const unheard = (name: string, { names, records }: Checked['reading']): boolean =>
  names.all.every((it) => !name.includes(it.name) && !it.name.includes(name)) &&
  records.every(({ text }) => !text.includes(name))

/** What the records say and settle, without what was only asked for with the draft. */
const recordsOnly = (reading: Checked['reading']): Checked['reading'] => ({
  ...reading,
  settlement: { ...reading.settlement, clauses: reading.settlement.clauses.filter(({ from }) => from === 'record') },
})

/** A name no record has, one letter off a name that they do have. */
const miswritten = (name: string, { records, names }: Checked['reading']): boolean =>
  name.length > 2 &&
  names.all.every((it) => !name.includes(it.name)) &&
  records.some(({ text }) =>
    [...text.matchAll(new RegExp(`${name[0]}[\\p{Script=Han}]{${name.length - 1}}`, 'gu'))].some(
      ([other]) => [...other].filter((c, i) => c !== name[i]).length === 1,
    ),
  )

/** Nothing said in confidence stands in a text both sides will read. 背对背 */
export const confidences: Rule = ({ clauses, rest, confided }) =>
  [...clauses, ...rest].flatMap(({ where, text, at }) =>
    findValues(text, at, 'future').some(({ kind, key }) => kind === 'amount' && confided.has(key))
      ? [
          finding(
            'CAUCUS',
            'block',
            where,
            '这里有只在背对背谈话里出现过的数额',
            '删去;背对背的内容不能写进双方都看的文书',
          ),
        ]
      : [],
  )

/** What the records say of the settlement that a person must look at before signing. */
export const settlementState: Rule = ({ reading, clauses }) => {
  const { settlement, records } = reading
  const by = (id: string) => {
    const record = records.find((it) => it.id === id)
    return record ? `“${record.by}”(${record.at.slice(0, 10)})` : id
  }
  const at = (clause?: number) => (clause === undefined ? '协议内容' : `协议内容第${clause + 1}条`)
  return [
    ...(settlement.contradicting.length > 0 && clauses.length > 0
      ? [
          finding(
            'D23',
            'warn',
            '协议内容',
            `几份记录的约定不一样:${[...new Set(settlement.contradicting)].map(by).join('、')},现按最后一份起草`,
            '请与双方核对以哪一份为准',
          ),
        ]
      : []),
    ...settlement.unconfirmed.map(({ recordId, text, clause }) =>
      finding(
        'D23',
        'warn',
        at(clause),
        `一方提出变更,还没有看到另一方同意:${by(recordId)}:“${text.slice(0, 60)}”`,
        '向另一方核实后补充记录',
      ),
    ),
    ...settlement.unplaced.map(({ recordId, text, clause }) =>
      finding(
        'D23',
        'warn',
        at(clause),
        `后来的变更没能对上条款里的哪一处:${by(recordId)}:“${text.slice(0, 60)}”`,
        '请核对这处变更,改写相应的条款',
      ),
    ),
    ...settlement.recounted.map(({ clause, was, now, recordIds }) =>
      finding(
        'D23',
        'warn',
        at(clause),
        now === undefined
          ? `${recordIds.map(by).join('、')}改动数额以后,这里的${yuanOf(was)}与各项加起来对不上了`
          : `${recordIds.map(by).join('、')}改动了其中的数额,合起来的${yuanOf(was)}没有人另外说过,按算式写成${yuanOf(now)}`,
        '请与双方核对这笔数额',
      ),
    ),
    ...settlement.leftover.map(({ clause, raw, recordId }) =>
      finding('D23', 'warn', at(clause), `${by(recordId)}已把“${raw}”改掉,这里还写着`, '说的是同一笔的,一并改过来'),
    ),
    ...settlement.rewritten.map(({ recordId, was }) =>
      finding(
        'D23',
        'warn',
        '协议内容',
        `按${by(recordId)}后来谈的改写了整条,原来写的是:“${was.slice(0, 80)}”`,
        '请与双方核对改写后的条款,原来的哪些还有效',
      ),
    ),
    ...settlement.untold.map(({ recordId, text }) =>
      finding(
        'D23',
        'warn',
        '协议内容',
        `${by(recordId)}里的这句没有写进条款:“${text.slice(0, 60)}”`,
        '是双方约定的,请补写一条;不是的,不用改',
      ),
    ),
    ...settlement.orders.map(({ recordId }) =>
      finding(
        'ORDER',
        'warn',
        '记录',
        `${by(recordId)}的记录里有要求直接写进协议的话,没有采用`,
        '协议只写双方同意的内容;确有约定的请补充调解记录',
      ),
    ),
  ]
}

const childTold = /就读|上学|读(?:书|[一二三四五六]年级)|年级|班级|婚生|孩子|女儿|儿子|小孩|学生|幼儿|未成年/
/** A school or class of a child, where the school is no party to the case. */
function schoolOf(text: string, { names }: Checked['reading']): boolean {
  const bare = names.all.reduce((out, { name }) => out.replaceAll(name, ''), text)
  const named = [...bare.matchAll(/([\p{Script=Han}]{2,12})(?:小学|中学|初中|高中|幼儿园|学校)/gu)].some(
    ([, before]) => before!.replace(noSchoolName, '').length >= 2,
  )
  return named || /[一二三四五六七八九\d]+年级|[一二三四五六七八九\d)]+班(?![组长次])/u.test(bare)
}
/** 正在读小学, 升入公办初中: of what kind a school is, and not which. */
const noSchoolName =
  /^.*(?:读(?:于|在)?|上|念|入|升(?:至|到)?|进(?:了)?|[到在于是为的该其去])|(?:公办|民办|公立|私立|普通|重点|本地|当地|附近|同一|农村|乡镇|镇上|县城|城里|外地|寄宿(?:制)?|九年一贯制|一所|某|所)+$/gu

/** D26: other people's numbers, a minor's school, an illness nobody needs to know. 个保6、28、31 */
export const privacy: Rule = ({ clauses, rest, reading }) => {
  const numbers = new Set(reading.identities.flatMap(({ idNumber, phone }) => [idNumber, phone]).filter(Boolean))
  const minor = reading.identities.some(({ age }) => age !== undefined && age < 18)
  const account = (text: string, at: number) => /支付宝|微信|账号|账户/.test(text.slice(Math.max(0, at - 10), at))
  // 订单编号880260718330045127: a paper has its number too, and it is nobody's.
  const ofPaper = (text: string, at: number) =>
    /(?:订单|运单|快递|物流|交易|流水|合同|发票|案件|保单|报警|受理|工单|票据|收据|设备|产品|车架|商品)[^,。;\d]{0,6}$/.test(
      text.slice(Math.max(0, at - 14), at),
    )
  return [...clauses, ...rest].flatMap(({ where, text }) => {
    const out = []
    const others = [...text.matchAll(/(?<!\d)([1-9]\d{16}[\dXx]|1[3-9]\d{9})(?!\d)/g)].filter(
      (m) =>
        !numbers.has(m[1]!.toUpperCase()) &&
        !account(text, m.index) &&
        !(m[1]!.length > 11 && !validIdNumber(m[1]!) && ofPaper(text, m.index)) &&
        (m[1]!.length === 11 || validIdNumber(m[1]!) || where !== '当事人'),
    )
    if (others.length > 0 && where !== '当事人')
      out.push(finding('D26', 'block', where, '写入了当事人以外的人的证件号或电话', '删去与协议无关的个人信息'))
    if ((minor || childTold.test(text)) && schoolOf(text, reading))
      out.push(finding('D26', 'block', where, '写入了未成年人的学校或班级', '删去,只写必要的身份信息'))
    const illness = sensitive.exec(text)
    if (illness)
      out.push(
        finding('D26', 'block', where, `写入了敏感的个人信息(“${illness[0]}”)`, '与协议履行无关的病史等信息应删去'),
      )
    if (
      [...text.matchAll(/(?<![\dA-Za-z])\d{16,19}(?![\dA-Za-z])/g)].some(
        ({ 0: card, index }) => !numbers.has(card) && !validIdNumber(card) && !ofPaper(text, index),
      )
    )
      out.push(finding('D26', 'warn', where, '写入了完整的银行账号', '只写户名、开户行和末四位'))
    return out
  })
}

const loaded = /无赖|老赖|泼妇|骗子|恶意|无理取闹|胡搅蛮缠|蛮不讲理|耍赖|败类|道德败坏|自作自受|活该|撒泼|刁民|敲诈/
/** Neutrality: words that take sides do not belong into the text. */
export const neutrality: Rule = ({ clauses, rest }) =>
  [...clauses, ...rest].flatMap(({ where, text, item }) => {
    const found = item.label === 'template' ? undefined : loaded.exec(text)
    return found ? [finding('NEUTRAL', 'warn', where, `“${found[0]}”带有偏向`, '改用中性的说法')] : []
  })

const citation =
  /《([^》]{2,40})》((?:(?:、|和|及|,)?第[零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)+)/g

/** The citation gate: no article but those offered for this dispute, unless a person put it there (then it is marked). */
export const citations: Rule = ({ clauses, rest, offered }) => {
  const short = (name: string) => narrow(name).replaceAll('中华人民共和国', '')
  const names = new Set(offered.articles.map(({ name }) => short(name)))
  return [...clauses, ...rest].flatMap(({ where, text, item }) =>
    [...text.matchAll(citation)]
      .flatMap(([, law, articles]) =>
        [...articles!.matchAll(/第[零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?/g)].map(
          ([article]) => `《${short(law!)}》${article}`,
        ),
      )
      .filter((name) => !names.has(name))
      .map((name) =>
        finding(
          'CITE',
          item.label === 'person' ? 'warn' : 'block',
          where,
          `“${name}”不在为本案检索到的条文里`,
          '到“检索”核对这一条的现行文本',
        ),
      ),
  )
}
