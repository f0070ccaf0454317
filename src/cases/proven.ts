import { bothSides, claims, offers, type Reading, rankOf } from './facts.ts'
import type { CaseRecord } from './read.ts'
import { findValues } from './reading/corrections.ts'
import { findAmounts } from './reading/quantities.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'
import { countedAgain, exactFigure, recounted, takenDown } from './recounted.ts'
import type { Clause } from './settlement/find.ts'
import { agreementStart, startsList } from './settlement/opener.ts'
import { isStale } from './stale.ts'
import {
  bargains,
  declaredWrong,
  loanTold,
  putRight,
  shownByPaper,
  tellable,
  underHeadings,
  withoutMistakes,
  withoutOwnCount,
  withoutPrivate,
} from './telling.ts'
import { isHearsay, namesNobody, noFact, renamedLater, withoutLabels, writtenOtherwise } from './unfit.ts'
import { unsettledSums, voiceIn } from './weigh.ts'

/** Sentences of the shared records that tell what happened on good ground: formal records and what both sides confirm. */
export type Proven = { text: string; recordId: string; at: string; by: string; both: boolean }

export function provenSentences(reading: Reading): Proven[] {
  const { records, facts, settlement, corrections, file, names } = reading
  const settled = settlement.clauses
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  const barred = unsettledSums({ facts })
  const wrongWords = declaredWrong(reading)
  /** Sums spoken where it was settled. */
  const session = records
    .filter(({ id }) => settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
    .flatMap(({ text }) => findAmounts(narrow(text)).map(({ fen }) => fen))
  // 89600-5600=84000元: the terms build on every number of the reckoning.
  const named = new Set(
    settlement.clauses.flatMap(({ text }) => [
      ...findAmounts(text).map(({ fen }) => fen),
      ...[...text.matchAll(/(?<![\d.])(\d{2,}(?:\.\d{1,2})?)(?=\s*元?\s*[-+=])/g)].map(([, n]) =>
        Math.round(Number(n) * 100),
      ),
    ]),
  )
  const terms = settlement.clauses.map(({ text }) => text)
  // Sums of the facts: those both sides confirm, those the terms build on, and vouchers nothing later replaces.
  const provenSums = (text: string, record: CaseRecord, both: boolean): boolean => {
    const sums = [
      ...findAmounts(text).filter(({ rate }) => !rate),
      // 48天×260=12480: what a reckoning comes to is a sum, with its unit or without.
      ...[...text.matchAll(/[×xX*][^=,;。]{1,12}=(\d{3,}(?:\.\d{1,2})?)(?![\d.元万])/g)].map(([, n]) => ({
        fen: Math.round(Number(n) * 100),
      })),
    ]
    // 那2000元确实是鱼苗款: a sum that turned out to be for something else is beside the matter.
    if (sums.length > 0 && elsewhere.test(text) && sums.every(({ fen }) => !named.has(fen))) return false
    if (
      sums.length === 0 ||
      both ||
      sums.every(({ fen }) => named.has(fen)) ||
      explains(text, record, settlement.clauses, session)
    )
      return true
    return (
      /票|病历|收据|回单|认定|流水|转账|维修单|结算单|凭证/.test(record.by) &&
      !/初稿|汇总|初步|草/.test(record.by) &&
      !records.some(
        (later) =>
          later.at > record.at &&
          /复核|核对|更正|重新核/.test(`${later.by}${later.text.slice(0, 30)}`) &&
          findAmounts(later.text).length > 0,
      )
    )
  }
  // What a voice itself took back later: a sentence whose figures nobody repeats is not told.
  const mends = Map.groupBy(
    records.filter(({ by, text }) => tookBack.test(`${by}${text}`)),
    ({ by }) => voiceIn(by),
  )
  const annulled = records.filter(({ by, text }) => annulsPaper.test(`${by},${text}`))
  /** Figures of a paper its own author put out of force, unless the new one has them too. */
  const outOfForce = (text: string, record: CaseRecord): boolean =>
    annulled.some(
      (later) =>
        later.at > record.at &&
        sameAuthor(later.by, record.by, names) &&
        (text.match(exactFigure) ?? []).some(
          (it) => !later.text.includes(it) && !terms.some((term) => term.includes(it)),
        ),
    )
  const gone = (text: string, at: string): boolean =>
    findValues(text, at).some((value) =>
      settlement.superseded.some(({ kind, key }) => kind === value.kind && key === value.key),
    )
  const takenBack = (text: string, record: CaseRecord): boolean => {
    const later = mends.get(voiceIn(record.by))?.filter(({ at }) => at > record.at) ?? []
    const figures = later.length > 0 ? text.match(figure) : null
    if (!figures) return false
    const stands = new Set(
      [...later.map((other) => other.text), ...terms].flatMap((other) => other.match(figure) ?? []),
    )
    return figures.every((it) => !stands.has(it))
  }
  const superseded = new Set(facts.filter(({ status }) => status === 'corrected').map(({ value }) => value))
  return records
    .filter(
      ({ id, by, at }) =>
        // What somebody looked at and found stands, whatever was then agreed anew.
        (!settlement.replaced.includes(id) || looked.test(by)) &&
        id !== file.records[0]?.id &&
        !/群|聊天/.test(by) &&
        (settled === undefined || at <= settled),
    )
    .flatMap((record) => {
      const signed = bothSides.test(record.text) || countersigned.test(`${record.by},${record.text}`)
      const settles = settlement.clauses.some(({ recordIds }) => recordIds.includes(record.id))
      const sentences = underHeadings(
        sentencesOf(withoutVoices(narrow(record.text).slice(0, startOfTerms(record, settlement.clauses)))),
      )
      // What a record of those who mediate sets down as found, both sat by; a paper shown says what it says.
      const foundHere = sentences.flatMap(({ text, found }) => (found && !record.party ? [text] : [])).join('\n')
      const turnedDown = sentences.findLastIndex(({ text }) => refused.test(text))
      const proposed = sentences
        .slice(0, turnedDown + 1)
        .filter(({ text }) => /\d{3,}/.test(text) && !bothSides.test(text))
      const certain = (text: string) =>
        signed || foundHere.includes(text) || shownByPaper(text, record, reading, sumsOf)
      const parts = withTotals(withoutOwnCount(sentences))
        .filter(({ text }) => !wrongWords.some((word) => text.includes(word)))
        .filter(
          ({ text }) =>
            !settles ||
            foundHere.includes(text) ||
            grounded.test(text) ||
            explains(text, record, settlement.clauses, session),
        )
        .map((it) => ({ ...it, text: withoutLabels(it.text) }))
        .filter(({ text }) => !noFact(text, record) && !writtenOtherwise(text) && !isHearsay(record, text, reading))
        .filter(({ text }) => !unsure.test(text) && !takenBack(text, record))
        .filter(({ text }) => !proposed.some((it) => it.text === text))
        .filter(({ text }) => !attendance.test(text) && !told(text, names) && !names.misspells(text))
        .flatMap(({ text }) => partsOf(text).map((part) => withoutPrivate(withoutMistakes(part), reading)))
      return (
        tellable(parts)
          .map((text) =>
            text.replace(/^(?:答\(双方\)[:]|双方[:])/, '双方确认').replace(/^(?:核|查|经核|经查|核实|查明)[:]/, ''),
          )
          .filter((text) => signed || bothSides.test(text) || !putRight(text, record, reading))
          .filter((text) => !isStale(text, record, reading) && !renamedLater(text, record, reading))
          .filter((text) => !namesNobody(text, reading) && rankOf(record, text) !== 'hearsay')
          // 他不让看就没付: what one side tells of the other is its word, whatever paper came with it.
          .filter((text) => !(record.party && /[他她]/.test(text)))
          .filter((text) => text.length >= 8 && (text.match(/"/g) ?? []).length % 2 === 0)
          .filter(
            (text) =>
              rankOf(record, text) === 'formal' ||
              (bothSides.test(text) && !record.party) ||
              (explains(text, record, settlement.clauses, session) &&
                (record.party !== undefined || findAmounts(text).every(({ fen }) => !superseded.has(fen)))),
          )
          .filter(
            (text) =>
              !(procedural.test(text) && !explains(text, record, settlement.clauses, session)) &&
              !claims.test(text) &&
              !reckoned.test(text) &&
              !offers.test(text) &&
              !bargains.test(text) &&
              !quoted.test(text) &&
              !talk.test(text),
          )
          .filter((text) => !terms.some((term) => overlap(text, term)))
          .filter((text) => !gone(text, record.at) && !outOfForce(text, record) && !recounted(text, record, terms))
          .filter((text) => !countedAgain(text, record, terms, records) && !takenDown(text, record, terms, records))
          .filter(
            (text) =>
              findAmounts(text).every(({ fen, approx }) => !approx && !superseded.has(fen) && !barred.has(fen)) ||
              explains(text, record, settlement.clauses, session),
          )
          .filter(
            (text) => !corrections.some(({ recordId, sentence }) => recordId === record.id && sentence.includes(text)),
          )
          .filter((text) => !startsList.test(text) && !roughly(text, record, records, corrections))
          .filter((text) => provenSums(text, record, certain(text) || bothSides.test(text)))
          .filter((text) => certain(text) || !flow.test(text) || findAmounts(text).some(({ fen }) => named.has(fen)))
          .map((text) => loanTold(withoutWrong(text, record, corrections)).replace(/[,;、]+$/, ''))
          .filter((text) => text.length >= 6)
          .map((text) => ({ text, recordId: record.id, at: record.at, by: record.by, both: bothSides.test(text) }))
      )
    })
}

const elsewhere =
  /(?:那|这)(?:笔|个)?\d[\d.]*(?:元|块)?(?:钱)?(?:确实|其实)?(?:是|系|属|算)[^,;。\d]{1,8}(?:款|钱|费)(?:[,;。]|$)|两回事|另一回事|(?:与|跟|和)[^,;。]{1,8}(?:无关|不搭界|没关系)/

/** The halves of a sentence that are told apart. */
const partsOf = (text: string): string[] =>
  text
    .replaceAll(/\([^)]*(?:自述|自称|先报|[多虚]报|剔除|原|误|颠倒|录入|小名|绰号|外号|人称)[^)]*\)/g, '')
    .split(
      ownedWhole.test(text) ? /(?!)/ : /(?<=[;])|(?<=,)(?=经[^,。]{0,10}(?:算|核|查|对)[^,]{0,4},|(?:核对|算)下来)/,
    )
    .map((part) => part.trim().replace(/[;。]+$/, ''))
/** What both sides own up to at its end they own up to as a whole; 甲开头要3万,经核对… is a reckoning apart from what was asked for. */
const ownedWhole = /[,;](?:双方|各方|三方)(?:都|均)?(?:对此)?(?:无异议|认可|没意见|确认无误)[。]?$/
const looked = /查看|查勘|勘[查验]|检测|鉴定|认定|巡查|现场|闭水|产权/
const sumsOf = (text: string): number[] => findAmounts(narrow(text)).flatMap(({ fen, rate }) => (rate ? [] : [fen]))
const figure = /(?<![\d.])\d{3,}(?:\.\d+)?(?![\d年])/g
const tookBack = /说错|记错|写错|搞错|弄错|算错|看错|录错|打错|录入反|有误|更正|勘误|笔误|口误|重算|复核|不对|记岔|翻到/
const annulsPaper =
  /(?:前面|原来?的?|上次|上一|之前|先前|第一[次份]|旧)[^,。;]{0,8}(?:作废|录错|算错|写错|不算)|作废|重算/
/** 请的会计 老诸 and 会计 老诸 更正 are one author, a company by any of its names too. */
function sameAuthor(a: string, b: string, names: Reading['names']): boolean {
  const parties = new Set(names.find(a).map(({ party }) => party.id))
  const words = new Set(
    a.split(/[\s,]+/).filter((word) => word.length > 1 && !/更正|微信|电话|重算|复核|记录/.test(word)),
  )
  return (
    voiceIn(a) === voiceIn(b) ||
    names.find(b).some(({ party }) => parties.has(party.id)) ||
    b.split(/[\s,]+/).some((word) => words.has(word))
  )
}
/** A paper that both sides put their names to. */
const countersigned = /(?:双方|两家|各方|三方)(?:都|均|已)?(?:盖章|签字|签名|签收|签认|签的?|对账)/
/** 三家都没点头: a figure put forward before was turned down. */
const refused =
  /(?:都|均|双方|各方|三方|[两三]家|一方|对方)(?:都|均)?(?:没有?|未|不)(?:点头|谈拢|谈成|同意|答应|接受|松口)|没有?谈[拢成妥]|谈不[拢成]|谈崩|未达成(?:一致)?|不欢而散/
/** What a first look leaves open. */
const unsure = /待核|待查|待确认|未核实|再核|再去?(?:查|问)一?[下遍次]|初看|初步|疑似|存疑/
/** In the record that settles the case, only what it says was checked or both sides own up to tells what happened. */
const grounded =
  /经?(?:核|查)(?:实|对|明|算)?|登记|鉴定|认定|检测|勘验|双方|各方|三方|都认|认可|确认|票据|合同|书证|领证/

/** Where the terms begin in a record: at the words that lead into them, or at the first of them. */
function startOfTerms(record: CaseRecord, clauses: Clause[]): number {
  const text = narrow(record.text)
  const first = clauses
    .filter(({ recordIds }) => recordIds.includes(record.id))
    .map((clause) => text.indexOf(clause.text.slice(0, 18)))
    .filter((place) => place >= 0)
  return Math.min(agreementStart(record), ...first)
}

/** A talk written down line by line (甲:… 乙:…) is what was said; a line of what both own up to or the mediator checked stays. */
const withoutVoices = (text: string): string => {
  const lines = text.split('\n')
  const voiced = (line: string) =>
    /^\s*[^,。:\d]{1,8}[:]/.test(line) &&
    !bothSides.test(line) &&
    !/^[^:]{0,8}(?:查明|核|确认|双方|认定|事实|时间|地点)/.test(line)
  return lines.filter(voiced).length < 3 ? text : lines.filter((line) => !voiced(line)).join('\n')
}

/** 钣金2480元;代步480元。共2960元: a sum that stands alone belongs to what it adds up. */
const withTotals = (sentences: { text: string }[]): { text: string }[] =>
  sentences.reduce<{ text: string }[]>((out, { text }) => {
    const last = out.at(-1)
    if (
      last &&
      /^(?:以上)?(?:共计?|合计|总计|一共|总共)[^,。;]{0,4}\d[\d.]*元[。;]?$/.test(text) &&
      !/[:]$/.test(last.text)
    )
      last.text = `${last.text.replace(/[。;]+$/, '')},${text}`
    else out.push({ text })
    return out
  }, [])

/** Who came, when and where: no matter of fact of the dispute. */
const attendance =
  /^[问答](?:\((?!双方)[^)]*\))?[:]|来人|代办人|(?:手机|电话)(?:号码?)?1\d{2}|证件|户口簿|^(?:时间|地点|到场(?:人员)?|参加(?:人|人员)?|出席|在场|主持人|记录人|当事人|调解员|第[一二三四五六]次调解)\s*[:,]/
/** 约20棵 in a first look, where a later record counts 17棵; a figure that a correction mends is told in its mended form. */
function roughly(
  text: string,
  { at }: CaseRecord,
  records: CaseRecord[],
  corrections: Reading['corrections'],
): boolean {
  const mended = findValues(text, at, 'past').some((value) =>
    corrections.some((it) => it.wrong && it.kind === value.kind && it.wrong.key === value.key && it.at > at),
  )
  if (mended) return false
  return [...text.matchAll(/(?:约|大约|粗[量估]|估计)[^,。;\d]{0,4}(\d+(?:\.\d+)?)([\p{Script=Han}㎡]{1,2})/gu)].some(
    ([, n, unit]) =>
      records.some(
        (later) =>
          later.at > at &&
          [...later.text.matchAll(new RegExp(`(\\d+(?:\\.\\d+)?)${unit}`, 'g'))].some(([, other]) => other !== n),
      ),
  )
}

/** Money that went to and fro before: told where both sides confirm it or the terms build on it. */
const flow = /已(?:经)?(?:付|支付|还|退|报销|垫付|领取|交)|付过|还过|报销|垫付|代收|预付/

/** 为4月30日,非4月29日: the wrong value is not told again. */
function withoutWrong(text: string, { id, at }: CaseRecord, corrections: Reading['corrections']): string {
  const wrong = findValues(text, at, 'past').filter((value) =>
    corrections.some((it) => it.recordId === id && it.wrong && it.kind === value.kind && it.wrong.key === value.key),
  )
  if (wrong.length === 0) return text
  let place = 0
  return text
    .split(/(?<=[,;])/)
    .filter((piece) => {
      const from = place
      place += piece.length
      return !wrong.some(({ start }) => start >= from && start < place)
    })
    .join('')
    .replace(/[,;]+$/, '')
}

/** What one asks for or works out for oneself in a paper. */
const reckoned =
  /请(?:按|求|予|依)|精神(?:损失|抚慰)|(?:按|照)[^,。;]{1,14}(?:算|计算)(?!得)|没来登记|未(?:来)?登记|(?:本案|本次)[^,。]{0,4}(?:不|无关)/
/** 李红补充:…, 周某说明:…: one side's word in another's record. */
const told = (text: string, names: Reading['names']): boolean => {
  // 都到了、受邀参加的有: who sat at the table.
  if (
    /(?:都|均)?(?:到场|到了|在场|(?<!不[用要]|再|不)来了|都在|都到)(?:[,。;]|$)|受邀|列席|视频(?:参加|接入)/.test(text)
  )
    return true
  const lead = /^([^,。:]{2,16}?)(?:补充|说明|反映|口述|来电|回复|答复|陈述|讲|称|说|留言|表示|认为)?[:]/.exec(text)
  return lead !== null && names.find(lead[1]!).length > 0 && !/账|单|收据|证|鉴定|核/.test(lead[1]!)
}

/** 存款179000元减去丧葬费18500元,剩160500元 before 各53500元: sums that lead by addition, subtraction or equal shares to what was settled. */
function explains(text: string, record: CaseRecord, clauses: Clause[], session: number[]): boolean {
  const sums = clauses.flatMap((clause) => findAmounts(clause.text)).map(({ fen }) => fen)
  if (clauses.some((clause) => findAmounts(text).some(({ fen }) => fen === wholeOf(clause)))) return true
  if (!/减|扣|加|剩|余|共|合计|计|即|差|除|提取|折|承担|各/.test(text)) return false
  const shares = /各|每|[股人户份期]/.test(text) ? 12 : 1
  const ends = new Set(sums.flatMap((fen) => Array.from({ length: shares }, (_, n) => fen * (n + 1))))
  const own = findAmounts(text).filter(({ approx, rate }) => !approx && !rate)
  if (own.length === 0) return false
  const said = own.map(({ fen }) => fen)
  const around = record.party ? said : [...said, ...session]
  return said.some((fen) =>
    around.some((other) => other !== fen && (ends.has(fen + other) || ends.has(Math.abs(fen - other)))),
  )
}

/** What the sums of a clause add up to. */
const wholeOf = ({ text }: Clause): number =>
  findAmounts(text)
    .filter(({ rate }) => !rate)
    .reduce((sum, { fen }) => sum + fen, 0)

const procedural =
  /^(?:时间|地点|参加人|主持人|记录人|当事人|调解员|结果)[:]|到场|列席|旁听|主持|面对面|请示|[未没再]签|签(?:字|名)确认?$|核对无误$|达成|(?<!双方|各方|三方|均)同意|协商|(?:经|在|参加|接受|组织|主持|申请|进行|本次|再次)[^,。]{0,6}调解|调解(?:员)?(?:主持|宣读|告知|询问|释明|结果|过程|建议|方案|室|中)|作废|证号|身份证|尾号|信用代码|打电话|通话|委托书|不纳入|撤回|放弃|无关|^\S{0,6}签字/
const quoted =
  /(?:称|说|(?<![上前所陈详口])述|讲(?![好定妥明清])|承认|表示|认为|反映|解释|强调|坚持|自述|质问|答应|希望)/
const talk = /不对|不准|有误|错了|[?!]|我|你|吧|呢|啊|嘛/
const overlap = (row: string, clause: string): boolean => {
  const [text, term] = [row, clause].map((it) => it.replaceAll(/[|→,;\s]/g, '')) as [string, string]
  return sameWords(text, term)
}
const sameWords = (text: string, term: string): boolean =>
  term.includes(text) || text.includes(term) || (text.length >= 10 && term.includes(text.slice(0, 10)))
