import { findAmounts, readObligations, readSums, yuanOf } from '../../cases/index.ts'
import { withoutCapitals } from './clause.ts'
import { finding, type Rule } from './rule.ts'

const handed =
  /已(?:经|先)?[^,。;\d]{0,14}[交缴垫付发]|补?发(?:了|过|放了)|(?:抵|折|冲)(?:给|作|掉|顶|账|扣|了|\d)|作价|垫付|预付|付(?:过|了|给)?|支付|转账|转给|转了|打给|汇(?:给|款)?|收到|收取|退(?:了|过|还|回|款)?|还(?:了|过|款)|归还|交(?:了|过|给)/
const formal = /收条|收据|回单|流水|凭证|票据|发票|对账|明细|核对|记录|笔录/
/** One side's word, or what is still to come. */
const claimed = /称|说|认为|要求|主张|愿意|打算|希望|如果|准备/
const notPaid =
  /没|未(?!成年)|应(?:当|该|付|退)|同意|将|尚欠|欠|每月|约定|总(?:价|额|损失|计|工程|共)|合计|报价|租金标准|(?:于|在)?\d+年?[^,。]{0,8}前(?:付|支付|退|还|归还|赔)/

/** 付另一批竹筐的,与本次货款无关: paid for something else. */
const ofAnother =
  /(?:与|跟|和|同)(?:本|此|这|该|上述)[^,。;]{0,12}(?:无关|没有?关系|不相干)|(?:付|还|抵|转|交|结)(?:的)?(?:是|清)?[^,。;]{0,6}(?:另(?:外)?(?:一|[两三几])?[批笔单]|别的|其他的?)|(?:不|并非|没)(?:属于|是|算)(?:本|此|这|该)/
/** 8月20日已经退了5000元,甲承认收到: what was done, and no word of what becomes of it. */
const onlyTells = (s: string): boolean =>
  /已(?:经)?[^,。;\d]{0,14}(?:付|退|还|交|转|给)(?:了|过)/.test(s) &&
  !/再|另|余|剩|尚|还(?:应|须|要|需|欠)|[抵扣减]|包[含括]|不(?:算|退|用|必)|前(?:付|退|还|转|支付|一次)|同意|说定|商定/.test(
    s,
  )
const stillOwed =
  /(?:尚欠|还欠|仍欠|下欠|结欠|余欠|还剩|还应?(?:付|还|退)|仍(?:应|需|须)(?:付|还|退)|余额|余款|剩余)[^,。;\d]{0,8}$/

const leftOpen =
  /(?:没有?|未|还没|尚未)[^,。;]{0,8}(?:谈|说|讲|约定|商定|明确|定|写|提|算)|怎么算|(?:是否|是不是|要不要|算不算)[^,。;]{0,8}(?:包含|包括|扣|抵|算)/

/** 该2500元包含在上述9200元之内: what was paid is part of the sum, and the terms have to say so. */
const withinTotal = /(?:包含|包括|计|算)(?:在|入|进)[^,。;]{0,14}(?:之?内|总额|里|当中|之中|合计)/

/** D25: money already paid is neither forgotten nor counted twice; a transfer says who bears its taxes. */
export const paidBefore: Rule = ({ clauses, reading }) => {
  const { records, names, settlement } = reading
  if (clauses.length === 0) return []
  const debtors = new Set(
    readObligations(
      clauses.map((it) => it.text),
      clauses[0]!.at,
      names,
    ).flatMap(({ debtorId, amountFen }) => (debtorId && amountFen ? [debtorId] : [])),
  )
  const pays = (who: string | undefined) => who !== undefined && (debtors.size === 0 || debtors.has(who))
  const sides = names.all.filter(({ party }) => party.role === 'respondent' || party.role === 'applicant')
  // 已付的20000元怎么算,当时没有讲: spoken of where it was settled, and not settled.
  const spoken = settlement.clauses
    .flatMap(({ text: t }) => t.split(/[。;]/))
    .filter((s) => !leftOpen.test(s) && !withinTotal.test(s) && !onlyTells(s))
  const settled = new Set(spoken.flatMap((s) => findAmounts(s).map(({ fen }) => fen)))
  const last = settlement.clauses
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  // 2025年8月到2026年9月的利息: what was paid for another span is no part of it.
  const interestOfItsOwn = clauses.some(({ text: t }) => /[月日年][^,。;]{0,4}[到至][^,。;]{0,16}利息/.test(t))
  const paid = records
    .filter(({ at }) => !last || at <= last)
    .flatMap((record) =>
      record.text
        .split(/[。;\n]/)
        .filter(
          (s) =>
            !claimed.test(s) &&
            !addsUp(s) &&
            !ofAnother.test(s) &&
            handed.test(s) &&
            (formal.test(`${record.by}${s}`) || /收到|认可|确认|双方|承认/.test(s)) &&
            !/借/.test(s),
        )
        // The sum that was handed over stands in the piece that says so.
        .flatMap((s) =>
          s
            .split(',')
            .filter(
              (piece) =>
                handed.test(piece) &&
                !notPaid.test(piece) &&
                !(/利息|月息/.test(piece) && interestOfItsOwn) &&
                pays(payer(piece, names) ?? payer(s, names)),
            ),
        )
        .flatMap((piece) => findAmounts(piece).filter(({ rate }) => !rate)),
    )
  const due = clauses.flatMap(({ text: t, at }) => readSums(t, at)).filter(({ role }) => role !== 'deducted')
  const all = new Set(records.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  const told = clauses.map((it) => withoutCapitals(it.text)).join('\n')
  const counted =
    /再(?:付|退|支付|赔|还)|另(?:行)?(?:支付|付)|余款|剩余|尚欠|下欠|抵(?:扣|去|掉)|扣除|扣减|已(?:经)?(?:付|支付|垫付|退|还|预付)|除[^,。]{0,12}外|不含|差额/.test(
      told,
    )
  // 核对流水后认可尚欠180000元: who said later what is left had counted what was paid.
  const left = new Map(
    records.flatMap(({ text, at }) =>
      findAmounts(text).flatMap(({ fen, start }) => (stillOwed.test(text.slice(0, start)) ? [[fen, at] as const] : [])),
    ),
  )
  const lastPaid = records
    .filter(({ text }) => paid.some(({ raw }) => text.includes(raw)))
    .map(({ at }) => at)
    .toSorted()[0]
  const netted = due.some(({ fen }) => left.has(fen) && (!lastPaid || left.get(fen)! >= lastPaid))
  const named = new Set(findAmounts(told).map(({ fen }) => fen))
  const forgotten = [...new Map(paid.map((it) => [it.fen, it])).values()]
    .filter(
      ({ fen }) =>
        sides.length >= 2 &&
        !counted &&
        !netted &&
        !settled.has(fen) &&
        !named.has(fen) &&
        !due.some((sum) => all.has(sum.fen + fen)) &&
        due.some((sum) => sum.fen > fen),
    )
    .slice(0, 2)
    .map(({ fen }) =>
      finding(
        'D25',
        'warn',
        '协议内容',
        `记录提到已付${yuanOf(fen)},协议没有写明是否已经扣除`,
        '写明已付款项是否包含在总额内,以及还应实付多少',
      ),
    )
  return [...forgotten, ...untaxed(clauses), ...unborne(clauses, records)]
}

/** 退1280元,补1200元,合计2480元: parts of what was agreed, none of them paid before. */
function addsUp(sentence: string): boolean {
  const sums = findAmounts(sentence).map(({ fen }) => fen)
  return (
    sums.length > 2 &&
    /合计|共计|总共|一共/.test(sentence) &&
    sums.slice(0, -1).reduce((all, fen) => all + fen, 0) === sums.at(-1)
  )
}

/** Who paid, as a sentence tells it: 收到甲…, 甲向乙转账…, 乙认可收到, 乙承认甲还过. */
function payer(sentence: string, names: Parameters<Rule>[0]['reading']['names']): string | undefined {
  const called = names.find(sentence)
  const took = called.find(({ end }) =>
    /^(?:本人|也|均|已|当场|确实|表示|认可|确认|承认|签收)*收(?:到|取|了|过)/.test(sentence.slice(end)),
  )
  const sides = names.all.filter(({ party }) => party.role === 'respondent' || party.role === 'applicant')
  const other = sides.filter(({ party }) => party.id !== took?.party.id)
  const takenFrom = took && called.some(({ start }) => start > took.end)
  if (took && other.length === 1 && !takenFrom) return other[0]!.party.id
  const source = called.find(
    ({ start, end }) => /[从自]$/.test(sentence.slice(0, start)) && /^[^,。;]{0,6}收/.test(sentence.slice(end)),
  )
  if (source) return source.party.id
  const owns = called.find(
    ({ start, end }, i) =>
      /^(?:[^,。;]{0,2})(?:承认|认可|确认|认)$/.test(sentence.slice(called[i - 1]?.end ?? start, start)) &&
      /^[^,。;]{0,10}(?:还|付|转|垫|交|支付|归还)/.test(sentence.slice(end)),
  )
  if (owns) return owns.party.id
  const by = /由([^,。;]{2,16}?)(?:垫付|支付|预付|交|付)/.exec(sentence)?.[1]
  const named = by && names.find(by)[0]?.party.id
  if (named) return named
  const received = /收到|收取|收(?:了|过)/.exec(sentence)
  return (
    received && called.find(({ start }) => start >= received.index)
      ? called.find(({ start }) => start >= received.index)
      : called[0]
  )?.party.id
}

const cost =
  /(?:检测|鉴定|评估|勘验|维修|修理|检修|公证|翻译|拖车|停车|施救|运输|运|搬运|清运|安装|拆装|快递|邮寄|登记|过户|手续)费(?!率)/
const nobodyBears =
  /谁(?:来)?(?:出|付|承担|负担|掏)|(?:没有?|未|还没)[^,。;]{0,8}(?:谈|说|讲|约定|商定|明确|定|写)[^,。;]{0,10}(?:由谁|负担|承担|这笔|费)|(?:负担|承担|由谁)[^,。;]{0,8}(?:没有?|未)(?:谈|说|讲|约定|商定|明确|定|写)|(?:费用?|钱)[^,。;]{0,6}以后再(?:讲|说|谈|议)/

/** A cost the records tell of, of which they say that nobody settled who bears it, and of which the terms say nothing. */
function unborne(clauses: Parameters<Rule>[0]['clauses'], records: Parameters<Rule>[0]['reading']['records']) {
  const written = clauses.map(({ text }) => text).join('\n')
  const open = records
    .filter(({ text }) => nobodyBears.test(text))
    .flatMap(({ text }) => text.match(new RegExp(cost, 'g')) ?? [])
    .find((what) => !written.includes(what) && !/费用[^,。;]{0,10}(?:承担|负担)/.test(written))
  return open ? [finding('D25', 'warn', '协议内容', `${open}由谁承担没有写明`, `写明${open}由谁负担,或各自承担`)] : []
}

/** A house or car changes hands and nobody is named who bears the taxes and fees. */
function untaxed(clauses: Parameters<Rule>[0]['clauses']) {
  const moved = clauses.find(
    ({ text }) =>
      /(?:过户|转移登记|变更登记|产权登记|更名手续)/.test(text) &&
      !/不(?:再|予)?(?:办理)?过户|已(?:经)?过户/.test(text),
  )
  const borne = clauses.some(({ text }) => /(?:税|过户费|登记费|手续费|费用|规费)/.test(text))
  return moved && !borne
    ? [
        finding(
          'D25',
          'warn',
          moved.where,
          '办理过户没有写明税费由谁承担',
          '写明契税、增值税、个人所得税和登记费各由谁负担',
        ),
      ]
    : []
}
