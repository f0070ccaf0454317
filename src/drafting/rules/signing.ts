import { validCreditCode, validIdNumber } from '../../cases/index.ts'
import { finding, type Rule } from './rule.ts'

const signing = ['applicant', 'respondent', 'guarantor']

/** D01 in a draft: the places for every party's, the mediator's and the recorder's signature and for the seal are there. 人民调解法29 */
export const places: Rule = ({ content, text, reading }) => {
  // The register of an oral agreement is signed by the mediator alone (人民调解法30).
  const oral = content.form === 'oralAgreement'
  const labels = content.signatures.map(({ label }) => label).join('\n')
  const absent = reading.identities
    .filter(
      ({ role, kind, age }) => !oral && signing.includes(role) && !(kind === 'person' && age !== undefined && age < 18),
    )
    .filter(({ name }) => !labels.includes(name))
    .map(({ name }) => name)
  if (!/调解员/.test(labels)) absent.push('人民调解员')
  if (!/印章|盖章/.test(labels.replaceAll(/\(签名、盖章或按指印\)/g, ''))) absent.push('人民调解委员会印章')
  return absent.length > 0 && !absent.every((name) => text.includes(`${name}(签名`))
    ? [
        finding(
          'D01',
          'block',
          '签章处',
          `缺少签章位:${absent.join('、')}`,
          '补上签名(盖章、按指印)的位置和调委会印章的位置',
        ),
      ]
    : []
}

/** D02: who acts for a party needs a mandate, and to sign an agreement a special one (特别授权). 民165、171 */
export const mandate: Rule = ({ reading }) => {
  const { identities, records, names } = reading
  return identities
    .filter(({ role }) => role === 'agent')
    .flatMap(({ name, partyId }) => {
      const details = names.all.find(({ party }) => party.id === partyId)?.party.details ?? {}
      const said = `${Object.values(details).join(' ')} ${records
        .filter(({ text }) => text.includes(name))
        .map(({ text }) => text)
        .join(' ')}`
      if (/特别授权|全权|代为(?:承认|签订|签署|和解|调解)|可代为/.test(said)) return []
      const general = /一般授权|一般代理/.test(said)
      return [
        finding(
          'D02',
          'block',
          '当事人',
          general ? `${name}只有一般授权,不能代签协议` : `没有看到${name}的授权委托书`,
          '补充载明可代为签订调解协议的特别授权委托书,或由本人签名',
        ),
      ]
    })
}

const incapable =
  /精神(?:病|分裂|障碍|残疾)|智力(?:残疾|障碍)|痴呆|老糊涂|阿尔茨海默|无民事行为能力|限制民事行为能力|植物人|昏迷/

/** D03: a minor or a person without full capacity acts through a statutory representative. 民19–23、144、145 */
export const capacity: Rule = ({ reading, text }) => {
  const { identities, records, names } = reading
  const guardians = identities.filter(({ role }) => role === 'guardian')
  const represented = (name: string) =>
    guardians.length > 0 && (text.includes('法定代理人') || text.includes('监护人')) && text.includes(name)
  return identities
    .filter(({ kind, role }) => kind === 'person' && ['applicant', 'respondent', 'third', 'guarantor'].includes(role))
    .flatMap(({ name, age, partyId }) => {
      const minor = age !== undefined && age < 18
      const ill = records.some((record) =>
        record.text
          .split(/[。\n]/)
          .some(
            (sentence) =>
              incapable.test(sentence) &&
              !/不是|没有|未见|排除/.test(sentence) &&
              names.find(sentence).some(({ party }) => party.id === partyId),
          ),
      )
      if ((!minor && !ill) || represented(name)) return []
      return [
        finding(
          'D03',
          'block',
          '当事人',
          minor ? `${name}未满18周岁,协议须由法定代理人参加并签名` : `记录提到${name}可能不具备完全民事行为能力`,
          '列明法定代理人(监护人)并由其签名,注明关系',
        ),
      ]
    })
}

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
  for (const { name, wrong } of names.all) {
    for (const old of wrong.filter((spelling) => spelling !== name && text.includes(spelling))) {
      const where = [...clauses, ...rest].find((it) => it.text.includes(old))?.where ?? '全文'
      out.push(finding('D04', 'block', where, `“${old}”已更正为“${name}”`, `全文改为“${name}”`))
    }
  }
  for (const { name } of names.all.filter(({ party }) => party.kind === 'person')) {
    for (const clause of clauses) {
      const near = misspelt(
        clause.text,
        name,
        names.all.map((other) => other.name),
      )
      if (near)
        out.push(
          finding('D04', 'block', clause.where, `“${near}”与当事人“${name}”只差一字`, `核对证件,统一写作“${name}”`),
        )
    }
  }
  return out
}

/** A word of the clause that is one letter off a party's name: same family name, same length, nobody else's name. */
function misspelt(text: string, name: string, all: string[]): string | undefined {
  if (name.length < 3 || text.includes(name)) return undefined
  for (let i = 0; i + name.length <= text.length; i++) {
    const word = text.slice(i, i + name.length)
    if (
      word[0] !== name[0] ||
      all.some((other) => text.slice(Math.max(0, i - 3), i + name.length + 3).includes(other)) ||
      !/^\p{Script=Han}+$/u.test(word)
    )
      continue
    if ([...word].filter((c, j) => c !== name[j]).length === 1) return word
  }
  return undefined
}

/** D22: wages go to the worker's own account, and whoever signs for a company may do so. 农资11;民171 */
export const paidToWorker: Rule = ({ clauses, reading }) => {
  const labour = /^labor\./.test(reading.file.disputeType ?? '') || /工资|欠薪|劳动报酬/.test(reading.file.statement)
  const out = labour
    ? clauses
        .filter(({ text }) =>
          /(?:包工头|班组长?|工头|带班|劳务队长|领队|代领人|介绍人)[^,。;]{0,12}(?:账户|银行卡|卡|代领|代收|统一发放|转发|名下)|(?:付给|支付给|转给|打给|交给|付至)(?:包工头|班组长?|工头|带班|劳务队长|领队|代领人)|以[^,。]{1,12}(?:抵|顶)[^,。]{0,6}工资/.test(
            text,
          ),
        )
        .map(({ where }) =>
          finding(
            'D22',
            'block',
            where,
            '工资付给了劳动者本人以外的人,或以物抵付',
            '改为逐人列明、直接付到劳动者本人账户',
          ),
        )
    : []
  const { names, records, settlement } = reading
  const sealed = records
    .filter(({ id }) => settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
    .map(({ text }) => text)
    .join('\n')
  for (const { party, name } of names.all.filter(({ party }) => party.kind === 'organization')) {
    const acting =
      /(?:公司|单位|车行|店|厂|物业)(?:的)?(?:项目)?(?:经理|主管|会计|员工|班长|店长|工作人员|前台|财务)[\p{Script=Han}]{0,4}(?:到场|参加|代表|表示同意|签)/u.exec(
        sealed,
      )
    if (acting && party.role !== 'applicant' && !/授权|委托|法定代表人|负责人|经营者/.test(sealed)) {
      out.push(
        finding(
          'D22',
          'block',
          '当事人',
          `代表${name}到场的人没有看到授权`,
          '补充授权委托书(特别授权)或由法定代表人签名',
        ),
      )
    }
  }
  return out
}
