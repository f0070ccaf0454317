import { ofAnother, type Reading, validCreditCode, validIdNumber } from '../../cases/index.ts'
import { type Checked, finding, type Rule } from './rule.ts'

/** Kin and staff by what they are to a party. */
export const kinOrStaff =
  '(?:丈夫|妻子|老公|老婆|配偶|爱人|儿子|女儿|女婿|儿媳|父亲|母亲|哥哥|弟弟|姐姐|妹妹|外甥|侄子|侄女|表[哥弟姐妹]|[大二三四小老][哥姐弟妹]|亲戚|朋友|邻居|同事|老乡|店员|员工|职员|经理|主管|会计|店长|班长|组长|司机|文员|前台|资料员|促销员|销售|工作人员|项目负责人)'

/** D04: identity whole and of one piece: names as on the papers, numbers that pass their check, nobody on both sides. */
export const identity: Rule = ({ reading, text, clauses, rest }) => {
  const { identities, names } = reading
  const out = identities.flatMap(({ name, kind, role, idNumber, creditCode }) => {
    if (role === 'witness') return []
    if (kind === 'person' && idNumber && !validIdNumber(idNumber))
      return [finding('D04', 'block', '当事人', `${name}的居民身份证号校验不通过`, '对照证件原件更正证号')]
    if (kind === 'organization' && creditCode && !validCreditCode(creditCode))
      return [finding('D04', 'warn', '当事人', `${name}的统一社会信用代码校验不通过`, '对照营业执照更正')]
    if (kind === 'person' && !idNumber)
      return [finding('D04', 'warn', '当事人', `缺${name}的居民身份证号`, '签署前核对证件并补上')]
    return []
  })
  for (const role of ['applicant', 'respondent']) {
    if (!identities.some((it) => it.role === role))
      out.push(
        finding(
          'D04',
          'block',
          '当事人',
          role === 'applicant' ? '没有登记申请人' : '没有登记被申请人',
          '补登当事人后再起草',
        ),
      )
  }
  const sides = identities.filter(({ role }) => role === 'applicant' || role === 'respondent')
  for (const [i, a] of sides.entries()) {
    const twin = sides
      .slice(i + 1)
      .find((b) => a.name === b.name && (a.idNumber === b.idNumber || !a.idNumber || !b.idNumber))
    if (twin)
      out.push(finding('D04', 'block', '当事人', `${a.name}登记了两次`, '合并重复的当事人,或核对是否同名的另一人'))
    const sameNumber = sides.slice(i + 1).find((b) => a.idNumber && a.idNumber === b.idNumber && a.name !== b.name)
    if (sameNumber)
      out.push(finding('D04', 'block', '当事人', `${a.name}与${sameNumber.name}登记了同一个证号`, '对照证件更正'))
  }
  out.push(...seenOtherwise(reading), ...calledOtherwise(reading))
  for (const { name, wrong } of names.all) {
    for (const old of wrong.filter((spelling) => spelling !== name && text.includes(spelling))) {
      const where = [...clauses, ...rest].find((it) => it.text.includes(old))?.where ?? '全文'
      out.push(finding('D04', 'block', where, `“${old}”已更正为“${name}”`, `全文改为“${name}”`))
    }
  }
  for (const { name, party } of names.all) {
    const other = party.kind === 'organization' ? respelt(text, name) : undefined
    if (other && !reading.records.some((record) => record.text.includes(other)))
      out.push(finding('D04', 'block', '全文', `“${other}”与登记的“${name}”不一致`, '对照营业执照,统一写作登记的名称'))
    // A company or a person a letter apart whom the records know beside the parties is another one.
    const elsewhere = (word: string) =>
      reading.records.some((record) =>
        party.kind === 'organization' ? record.text.includes(word) : besideOthers(record.text, word, names),
      )
    for (const clause of clauses) {
      const near = misspelt(
        clause.text,
        name,
        names.all.map((other) => other.name),
      )
      if (near && !elsewhere(near))
        out.push(
          finding('D04', 'block', clause.where, `“${near}”与当事人“${name}”只差一字`, `核对证件,统一写作“${name}”`),
        )
    }
  }
  return out
}

const checkedPaper = /身份证|证件|证号|户口簿|执照|信用代码|原件|登记|核验|核对|查看/
/** A number on the papers the records tell of that is not the registered one: identity number, credit code, head of a company. */
function seenOtherwise({ identities, records, names }: Checked['reading']): ReturnType<Rule> {
  const out: ReturnType<Rule> = []
  const differs = (name: string, what: string, seen: string, registered: string) =>
    out.push(
      finding('D04', 'block', '当事人', `${name}的${what}登记为${registered},而核验记录是${seen}`, '对照证件原件更正'),
    )
  for (const { text, by } of records) {
    for (const sentence of text.split(/[。;\n]/)) {
      if (!checkedPaper.test(`${by}${sentence}`)) continue
      const called = names.find(sentence)
      const ownerOf = (at: number, kind: string) => {
        const fits = called.filter(({ party }) => party.kind === kind)
        const party = (fits.findLast(({ end }) => end <= at) ?? fits[0])?.party
        return identities.find(({ partyId }) => partyId === party?.id)
      }
      for (const { 0: seen, index } of sentence.matchAll(/(?<![\dA-Za-z])[\dA-Z]{17}[\dA-Zx](?![\dA-Za-z])/g)) {
        const person = /^\d{17}[\dXx]$/.test(seen)
        if (person && ofAnother(sentence, index, names)) continue
        const owner = ownerOf(
          index,
          person && !/信用代码|执照/.test(sentence.slice(0, index)) ? 'person' : 'organization',
        )
        const registered = owner?.kind === 'person' ? owner.idNumber : owner?.creditCode
        if (owner && registered && registered !== seen.toUpperCase())
          differs(owner.name, owner.kind === 'person' ? '居民身份证号' : '统一社会信用代码', seen, registered)
      }
      const head =
        /(?:执照|登记|工商)[^。;]{0,30}法定代表人(?:是|为|一栏[是为]?|:)+([\p{Script=Han}]{2,3}?)(?=[,。;、)(]|$|而|不|已)/u.exec(
          sentence,
        )
      const owner = head && ownerOf(head.index, 'organization')
      if (owner?.legalRepresentative && owner.legalRepresentative !== head![1] && !/原|变更前|曾/.test(sentence))
        differs(owner.name, '法定代表人', head![1]!, owner.legalRepresentative)
    }
  }
  return out
}

/** 营业执照名称为“…”, 字号是“…”, 没有“…”这家企业: what the papers call a company that is registered here by another name. */
const onPaper = /(?:名称|字号|店名|企业名|户名)(?:一栏)?[^,。;“"]{0,4}?[是为系:][“"「]?([\p{Script=Han}()]{3,30})/u
const noSuch =
  /(?:没有|无|查无|不存在|查不到|未查到)[^,。;“"「]{0,4}?[“"「]?([\p{Script=Han}()]{4,30}?)[”"」]?(?:的|这[家个]|此)[^,。;]{0,6}(?:企业|公司|登记|主体|单位|店|户)/u
function calledOtherwise({ identities, records }: Checked['reading']): ReturnType<Rule> {
  const companies = identities.filter(({ kind }) => kind === 'organization')
  return records.flatMap(({ text }) =>
    text.split(/[。;\n]/).flatMap((sentence) => {
      const gone = noSuch.exec(sentence)?.[1]
      const missing = companies.find(({ name }) => gone?.includes(name))
      if (missing)
        return [finding('D04', 'block', '当事人', `核验记录查无“${missing.name}”`, '按营业执照(登记)写明真正的主体')]
      const paper = onPaper.exec(sentence)
      const seen = paper?.[1]
      // What a contract or a sign calls it proves nothing, and a company may have changed its name since.
      if (!seen || !/执照|登记/.test(sentence.slice(0, paper.index + 2)) || /变更|更名|改名|曾用/.test(text)) return []
      // The paper is that of the company the sentence speaks of, or of the only one there is.
      const named = companies.filter(({ name }) => sentence.includes(name))
      const [of] = named.length > 0 ? named : companies
      const known = (name: string) => name.includes(seen) || seen.includes(name)
      return of && (named.length > 0 || companies.length === 1) && !identities.some(({ name }) => known(name))
        ? [
            finding(
              'D04',
              'block',
              '当事人',
              `${of.name}的执照上写作“${seen}”`,
              '对照营业执照更正名称,个体工商户写字号和经营者',
            ),
          ]
        : []
    }),
  )
}

/** 扈大勇、扈小红、扈小兰三人; 扈小兰没来: named in one list with a party, or as somebody who stayed away. */
const besideOthers = (text: string, word: string, names: Reading['names']): boolean =>
  text
    .split(/[。;\n]/)
    .some(
      (sentence) =>
        sentence.includes(word) &&
        ((names.find(sentence).some(({ raw }) => raw !== word) &&
          new RegExp(`、${word}|${word}[、和与]`).test(sentence)) ||
          new RegExp(`${word}[^,。;]{0,4}(?:没有?来|没有?到|未到|没有?参加|不在)`).test(sentence)),
    )

const paidInto = /(?:转|汇|打|存|付)(?:入|到|至|给|进)$/

/** A word of the clause that is one letter off a party's name: same family name, same length, nobody else's name. */
export function misspelt(text: string, name: string, all: string[]): string | undefined {
  if (name.length < 3) return undefined
  // Beside the right name only who is paid is looked at: 转入甘晓兰…账户.
  const beside = text.includes(name)
  for (let i = 0; i + name.length <= text.length; i++) {
    const word = text.slice(i, i + name.length)
    if (
      word[0] !== name[0] ||
      all.some((other) => text.slice(Math.max(0, i - 3), i + name.length + 3).includes(other)) ||
      !/^\p{Script=Han}+$/u.test(word)
    )
      continue
    // Brothers and sisters are a letter apart: 温玉成、温玉林, 弟弟温玉贵.
    const generation = all.some((other) => other !== name && other.slice(0, -1) === name.slice(0, -1))
    if (generation && word.slice(0, -1) === name.slice(0, -1)) continue
    if (new RegExp(`${kinOrStaff}$`).test(text.slice(Math.max(0, i - 3), i))) continue
    if (beside && (word.at(-1) !== name.at(-1) || !paidInto.test(text.slice(Math.max(0, i - 4), i)))) continue
    if ([...word].filter((c, j) => c !== name[j]).length === 1) return word
  }
  return undefined
}

/** A company's name in a text with a word more or less within it: 云帆包装材料有限公司 for 云帆包装有限公司; not its branch, nor its short form. */
export function respelt(text: string, name: string): string | undefined {
  if (!/(?:公司|合作社|中心|工厂|商店)$/.test(name)) return undefined
  for (let cut = 4; cut <= name.length - 2; cut++) {
    const [head, tail] = [name.slice(0, cut), name.slice(cut)]
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
      const rest = text.slice(at + cut, at + cut + tail.length + 4)
      const more = rest.indexOf(tail)
      if (more > 0 && /^\p{Script=Han}+$/u.test(rest.slice(0, more)) && !/分$|公司/.test(rest.slice(0, more)))
        return head + rest.slice(0, more + tail.length)
      for (let less = 1; less <= 4 && tail.length - less >= 4; less++) {
        if (rest.startsWith(tail.slice(less)) && !rest.startsWith(tail)) return head + tail.slice(less)
      }
    }
  }
  return undefined
}
