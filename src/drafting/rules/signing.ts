import { grantsSigning, type Reading } from '../../cases/index.ts'
import { findPeople } from '../../text/index.ts'
import { kinOrStaff, misspelt, respelt } from './identity.ts'
import { type Checked, finding, type Rule } from './rule.ts'

const signing = ['applicant', 'respondent', 'guarantor']
const called: Record<string, string> = { applicant: '申请人', respondent: '被申请人', guarantor: '保证人' }

/** (外出未签名), (公章日后补盖): a place of which the text itself says that nobody signed there. */
const unsigned =
  /(?:未|没有?|无人|还没|尚未|不肯|不愿|不能|拒绝?)[^,;()]{0,4}(?:签|盖|按|到|来)|[待补](?:签|盖|按)|空(?:白|缺|着)|缺席|以后[^,;()]{0,8}(?:签|盖)/

/** D01 in a draft: the places for every party's, the mediator's and the recorder's signature and for the seal are there. 人民调解法29 */
export const places: Rule = ({ content, text, reading }) => {
  // The register of an oral agreement is signed by the mediator alone (人民调解法30).
  const oral = content.form === 'oralAgreement'
  const signed = content.signatures.filter(({ label }) => !unsigned.test(label))
  const labels = signed.map(({ label }) => label).join('\n')
  const names = reading.identities.map(({ name }) => name)
  // 申请人(签名): with one on that side, its role says whose place it is.
  const byRole = (role: string) =>
    reading.identities.filter((it) => it.role === role).length <=
    signed.filter(({ label }) => label.replaceAll(/\([^)]*\)|[:\s]/g, '') === called[role]).length
  // A name in an older spelling is rule D04's to find: the place is there.
  const spelt = new Map(reading.names.all.map(({ party, wrong }) => [party.id, wrong]))
  const absent = reading.identities
    .filter(
      ({ role, kind, age }) => !oral && signing.includes(role) && !(kind === 'person' && age !== undefined && age < 18),
    )
    .filter(({ name, partyId }) => ![name, ...(spelt.get(partyId) ?? [])].some((called) => labels.includes(called)))
    .filter(({ name, role }) => !misspelt(labels, name, names) && !respelt(labels, name) && !byRole(role))
    .map(({ name }) => name)
  if (!/调解员/.test(labels)) absent.push('人民调解员')
  const seal = signed.some(
    ({ label }) =>
      /(?<![指手捺按])印(?!刷)|章/.test(label) &&
      (/调解委员会|调委会|调解组织|调解中心/.test(label) ||
        (!/申请人|[甲乙丙]方|见证|居(?:民)?委|村(?:民)?委|单位|派出所/.test(label) &&
          !names.some((name) => label.includes(name)))),
  )
  if (!seal) absent.push('人民调解委员会印章')
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

const mandateWord = '(?:委托书?|授权(?:委托书|手续|书)?|委托手续|代理权)'
const absent = '(?:没有?|未|无|缺|忘(?:记|了)?|拿不出|不能|尚未|还没|不持|不具)'
/** No paper of authority, or one that does not reach to signing. */
const unmandated = new RegExp(
  [
    `${absent}[^,。;?]{0,12}${mandateWord}`,
    `${mandateWord}[^。;]{0,8}(?:有没有|有无|呢)?[?]?[^,。;]{0,2}(?:没有|没带|未带|未提交|没拿|缺)`,
    '一般(?:授权|代理)',
    `(?:只|仅|就)(?:写|载明|注明|授权|委托)[^。;]{0,18}(?:参加|到场|旁听|转达|了解|协商|陈述|递交|送|取)`,
  ].join('|'),
)
/** Somebody acts in another's place: 代签, 替父亲签, 妻子代为到场. */
const acts = new RegExp(
  `代(?:为)?签|替[^,。;]{1,8}签|(?<![的之])${kinOrStaff}[^,。;、]{0,8}(?:代(?:为|替|表)|替)[^,。;]{0,10}(?:签|到场|参加|出面|处理|调解)`,
)
const refuses = /不(?:能|得|准|可|予)(?:以)?[^,。;]{0,4}(?:代|签)|未经|(?:没有?|未|不)(?:让|由|予)?[^,。;]{0,6}代?签/

/** 请他旁听, 只作为在场人, 不代表公司表态: who sits by and speaks for nobody. */
const lookingOn =
  /旁听|在场人|见证人?|陪(?:同|着|伴)?[^,。;]{0,8}(?:来|到)|不(?:是)?(?:代表|参与|参加|发表)[^。;]{0,10}(?:表态|意见|调解|协商|签|公司|单位|家)/

/**
 * Where the records tell that somebody acted for a party without the authority to sign, and nothing later mends it: a special
 * mandate handed in, the party coming to sign itself, its statutory representative. The words that tell it. 民165、171
 */
export function unauthorised({ reading, clauses, rest }: Checked): string | undefined {
  const { records } = reading
  const told = records.flatMap(({ text, by }) =>
    text.split(/[。;\n]|(?<=[?])(?=[\p{Script=Han}]{5})/u).map((sentence) => ({ sentence, by })),
  )
  // 陆小伟没有到场,也没有委托书: somebody who is no party, and whom nobody stands in for.
  // 父母在外地,没有到场也没有委托别人: kin who stay away send nobody in a party's place.
  const stayedAway = (s: string) =>
    new RegExp(`(?:${kinOrStaff}|父母|[\\p{Script=Han}]{2,3})[^。;]{0,12}没有?(?:到场|来|参加)`, 'u').test(s) &&
    /没有?(?:写过|办过?|出具)?(?:任何)?[^,。;]{0,2}委托/.test(s) &&
    !/代(?:为|替|签|表)|替|受|授权|持/.test(s)
  const beside = (s: string) =>
    stayedAway(s) ||
    (lookingOn.test(s) && !/代(?:为|替|签)|替|受[^,。;]{0,8}委托|(?:只|仅|就)(?:写|载明|授权|委托)/.test(s)) ||
    (/没(?:有)?(?:到场|来|参加)|未(?:到|参加)/.test(s) &&
      findPeople(s).length > 0 &&
      reading.names.find(s).length === 0 &&
      !/代|替|受/.test(s))
  const lacking = (s: string) => unmandated.test(s) && !/不需要|无需|不必/.test(s) && !beside(s)
  const acting = (s: string) => acts.test(s) && !refuses.test(s)
  const at = told.findLastIndex(({ sentence }) => lacking(sentence))
  const since = at >= 0 ? at : told.findIndex(({ sentence }) => acting(sentence))
  if (since < 0) return undefined
  const mends = (s: string) => grantsSigning(s) || comesItself(s, reading) || /法定代理人|监护人/.test(s)
  const after = told.slice(at >= 0 ? at : 0).map(({ sentence }) => sentence)
  if (after.some(mends)) return undefined
  if ([...clauses, ...rest].some(({ text }) => grantsSigning(text) || /法定代理人|监护人/.test(text))) return undefined
  return told[since]!.sentence.trim()
}

/** Whether a sentence tells that a party itself, or the head of a company, comes, signs or confirms. */
function comesItself(sentence: string, { names, identities }: Reading): boolean {
  const heads = identities.flatMap(({ name, legalRepresentative }) => [name, legalRepresentative ?? name])
  return (
    (names.find(sentence).length > 0 ||
      heads.some((name) => sentence.includes(name)) ||
      /法定代表人|负责人|经营者|店主/.test(sentence)) &&
    /本人[^。;]{0,20}(?:到|来|签|同意|确认)|亲自|亲笔|(?:由|经)(?:其|他|她)本人|(?:补|重新|当面)签|追认/.test(
      sentence,
    ) &&
    !/没(?:有)?(?:来|到)|未到|不在|没有?本人|非本人|不是本人/.test(sentence)
  )
}

const sitting =
  /到(?:场|会|庭|访|窗口|中心)|参加|出席|与会|来(?![自电])|代(?:表|理|办|签|为(?!(?:领|收|付|缴|保管)))|委托|授权|签|谈|商|调解|全权|说定|讲定|承诺|答应|同意/
/** Whether a record tells of somebody at this mediation: 由班组长甲带到工地 and 提出由他代领 tell of one who was at work. */
const sat = (
  { name, authority, recordIds }: { name: string; authority: string; recordIds: string[] },
  records: Checked['reading']['records'],
) =>
  authority !== 'untold' ||
  records
    .filter(({ id }) => recordIds.includes(id))
    .some(
      ({ by, text }) =>
        by.includes(name) ||
        text
          .split(/[。;\n]/)
          .some(
            (s) => s.includes(name) && sitting.test(s.replaceAll(/[^,]*(?:没有?|未|不)(?:同意|答应|签)[^,]*/g, '')),
          ),
    )

/** Whoever the records name as coming for a party, and what is missing of their mandate. */
function standIns({ reading }: Checked): { level: 'block' | 'warn'; message: string }[] {
  const { identities, records } = reading
  return identities.flatMap(
    ({ name, standIn, legalRepresentative }): { level: 'block' | 'warn'; message: string }[] => {
      if (!standIn || !sat(standIn, records)) return []
      const { authority, recordIds } = standIn
      if (lawfulGuardians(reading, name).includes(standIn.name)) return []
      const from = records.findIndex(({ id }) => recordIds.includes(id))
      const later = records.slice(from).flatMap(({ text }) => text.split(/[。;\n]/))
      const own = later.some(
        (s) =>
          (s.includes(name) || (legalRepresentative && s.includes(legalRepresentative))) && comesItself(s, reading),
      )
      if (authority === 'special' || own) return []
      if (authority === 'general')
        return [
          {
            level: 'warn',
            message: `${standIn.name}只有一般授权,协议须由${name}${legalRepresentative ? '法定代表人' : '本人'}签名`,
          },
        ]
      if (authority === 'filed')
        return [
          {
            level: 'warn',
            message: `记录没有写明${standIn.name}的授权权限,签字前核对授权委托书是否载明可代为签订协议`,
          },
        ]
      return [{ level: 'block', message: `没有看到${standIn.name}代${name}参加调解的授权委托书` }]
    },
  )
}

/** D02: who acts or signs for a party needs a mandate, and to sign an agreement a special one (特别授权). 民165、171 */
export const mandate: Rule = (checked) => {
  const { reading, content, rest, clauses } = checked
  const { identities, records, names } = reading
  const found = (message: string, level: 'block' | 'warn' = 'block') =>
    finding('D02', level, '当事人', message, '补充载明可代为签订调解协议的特别授权委托书,或由本人签名')
  const out = identities
    .filter(({ role }) => role === 'agent')
    .flatMap(({ name, partyId }) => {
      const details = names.all.find(({ party }) => party.id === partyId)?.party.details ?? {}
      const said = [
        ...Object.values(details),
        ...records.filter(({ text }) => text.includes(name)).map(({ text }) => text),
      ]
      if (said.some((text) => text.split(/[。;]/).some(grantsSigning))) return []
      return [
        found(
          said.some((text) => /一般授权|一般代理/.test(text))
            ? `${name}只有一般授权,不能代签协议`
            : `没有看到${name}的授权委托书`,
        ),
      ]
    })
  if (out.length > 0) return out
  const words = unauthorised(checked)
  if (words) return [found(`代人参加调解或签名的没有特别授权(“${words.slice(0, 40)}”)`)]
  const told = standIns(checked)
  if (told.length > 0) return told.map(({ message, level }) => found(message, level))
  // 由立民 is a name.
  const nameless = (text: string) => names.all.reduce((out, { name }) => out.replaceAll(name, '某'), text)
  const label = content.signatures.find(({ label: it }) => /代签|代为签|由[^)]{1,12}签/.test(nameless(it)))
  const mandated = [...records, ...clauses, ...rest].some(
    ({ text }) => grantsSigning(text) || /法定代理人|监护人/.test(text),
  )
  return label && !mandated ? [found(`签章处“${label.label}”由他人代签,没有看到特别授权`)] : []
}

/** 没有精神病 is none; 阿尔茨海默病,…没有办过监护手续 is one. */
const isIncapable = (sentence: string): boolean => {
  const found = incapable.exec(sentence)
  return found !== null && !/(?:不是|没有?|未见|排除|并非|无)[^,。;]{0,8}$/.test(sentence.slice(0, found.index))
}
const incapable =
  /阿尔茨海默|老年痴呆|失智|认不得(?:人|自己|家|儿|女)|神志不清|神智不清|精神(?:病|分裂|障碍|残疾)|智力(?:残疾|障碍)|痴呆|老糊涂|阿尔茨海默|无民事行为能力|限制民事行为能力|植物人|昏迷|认知(?:功能)?障碍|(?:小)?脑萎缩|意识(?:不清|丧失)|(?:脑子|头脑|人)糊涂|糊涂得厉害|(?:转头|转身|转眼)就忘/

const handsIn = /^的?[^,。;]{1,6}(?:提供|交来|递交|出示|拿来|带来|提交)/
/** The party of whom a sentence says that its mind fails; none where it speaks of someone's kin. */
function subjectOf(sentence: string, names: Parameters<Rule>[0]['reading']['names']): string | undefined {
  const at = incapable.exec(sentence)!.index
  const called = names.find(sentence)
  const before = called.findLast(({ end }) => end <= at)
  // 甲的儿子提供了诊断证明:…: who hands the paper in is not the one it speaks of.
  const between = sentence.slice(before?.end ?? 0, at).replace(handsIn, '')
  if (
    /邻居|隔壁|别人|人家|对门|亲戚|同事|(?:父|母|爸|妈|爷|奶|公|婆|老伴|妻|丈夫|兄|弟|姐|妹|儿子|女儿|伯|叔|舅|姑|姨)/.test(
      between,
    )
  )
    return undefined
  return (before ?? called.find(({ start }) => start >= at))?.party.id
}

const grants = /(?<!没有|[没未不])(?:到场|同意|签|认可|追认|委托)/

/** Whom a court or a committee named as guardian of a grown-up, by the records, and who came and signed: no mandate is asked of them. 民24、28、31 */
function lawfulGuardians({ records, names }: Reading, name: string): string[] {
  const told = records
    .flatMap(({ text }) => text.split(/[。;\n]/))
    .map((s) => names.all.reduce((out, it) => (it.name === name ? out : out.replaceAll(it.name, '某')), s))
  const own = '(?:法定代理人|监护人)'
  const of = told.flatMap((s) =>
    [
      ...s.matchAll(
        new RegExp(`${own}(?:[、,]${own})*[是为:由]?([\\p{Script=Han}]{2,4}?)(?=[,。;、(]|到|作|参|签|代|均|$)`, 'gu'),
      ),
      ...s.matchAll(
        new RegExp(`(?:^|[,:由])([\\p{Script=Han}]{2,4}?)(?:作为|系|是|为)${literal(name)}的?${own}`, 'gu'),
      ),
      ...s.matchAll(/指定(?:其)?(?:[\p{Script=Han}]{2}?)?([\p{Script=Han}]{2,3})(?:为|担任)[^,。;]{0,4}监护人/gu),
    ].map(([, who]) => who!),
  )
  const appointed = told.some(
    (s) => s.includes(name) && /监护/.test(s) && /判决|裁定|指定|法院|民政|居(?:民)?委|村(?:民)?委/.test(s),
  )
  const came = (who: string) =>
    told.some((s) => s.includes(who) && grants.test(s) && !/没有?(?:到|来|参加)|未(?:到|参加)/.test(s))
  return appointed ? of.filter(came) : []
}
const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** D03: a minor or a person without full capacity acts through a statutory representative. 民19–23、144、145 */
export const capacity: Rule = ({ reading, text, content }) => {
  const labels = content.signatures.map(({ label }) => label).join('\n')
  const { identities, records, names } = reading
  const guardians = identities.filter(({ role }) => role === 'guardian')
  const represented = (name: string) =>
    (guardians.length > 0 || /法定代理人|监护人/.test(labels)) &&
    (text.includes('法定代理人') || text.includes('监护人')) &&
    text.includes(name)
  // 儿子卜伟没有到场,老人自己按了指印: a guardian the records know of, who took no part.
  const guardianAway =
    guardians.length > 0 &&
    guardians.every(({ name }) => {
      const told = records.flatMap(({ text: t }) => t.split(/[,。;\n]/)).filter((s) => s.includes(name))
      return told.some((s) => /没有?(?:到场|来|参加)|未(?:到场|参加)/.test(s)) && !told.some((s) => grants.test(s))
    })
  return identities
    .filter(({ kind, role }) => kind === 'person' && ['applicant', 'respondent', 'third', 'guarantor'].includes(role))
    .flatMap(({ name, age, partyId }) => {
      const minor = age !== undefined && age < 18
      const ill = records.some((record) =>
        record.text.split(/[。\n]/).some((sentence) => isIncapable(sentence) && subjectOf(sentence, names) === partyId),
      )
      if ((!minor && !ill) || (represented(name) && !guardianAway)) return []
      if (!minor && lawfulGuardians(reading, name).length > 0) return []
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
