import { findPeople } from '../../text/index.ts'
import { kin } from './cues.ts'
import { type Checked, finding, type Rule } from './rule.ts'
import { unauthorised } from './signing.ts'

const collective =
  /(?:[\p{Script=Han}]{0,6}(?:村|组|社区))?(?:村里|队里|组里|公家|村集体|集体(?!股份|股权|分红)|村委会?|村民小组|合作(?:社|联社)|全体业主|全体村民|业委会|业主大会|业主委员会|小区公共|公共(?:部位|收益))/u
const third = /案外人|第三人|他人|其他(?:的)?(?:继承人|共有人|合伙人|兄弟|姐妹|子女|姊妹)/

/** Whether a name is a party's, or stands for one. */
const isParty = ({ reading }: Checked, name: string): boolean =>
  reading.names.all.some(
    (it) =>
      it.name.includes(name) ||
      name.includes(it.name) ||
      oneOff(it.name, name) ||
      it.wrong.includes(name) ||
      [it.party.details.legalRepresentative].includes(name),
  ) || reading.identities.some(({ agent, legalRepresentative }) => agent === name || legalRepresentative === name)

/** A party's name with one letter wrong is rule D04's to find. */
const oneOff = (a: string, b: string): boolean =>
  a.length === b.length && a.length > 2 && [...a].filter((c, i) => c !== b[i]).length === 1

/** People a text names who are no party to the case. */
const strangers = (checked: Checked, text: string): string[] => [
  ...new Set(
    findPeople(text)
      .map(({ quote }) => quote)
      .filter((name) => name.length >= 2 && !isParty(checked, name)),
  ),
]

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** 已故父亲, 父亲俞金水遗留的: the dead own nothing that could be taken from them. */
const withoutDead = (text: string): string =>
  text.replaceAll(
    /(?:已故|被继承人|先)(?:的)?[\p{Script=Han}]{1,6}?(?=遗|名下|的|留)|[\p{Script=Han}]{1,6}(?=遗留|遗下|留下的?遗|生前|的遗产|遗产)/gu,
    '',
  )
/** Somebody's house, money or share changes hands. */
const holds = /名下|所有的|(?:份额|那(?:一)?份)/
const disposed = /卖|转让|转给|过户|抵(?!扣)|归|分给|出租|租给|赠|放弃|交给|作价|清偿|偿还/

/** 父母名下的房屋, 由老婆偿还: kin with something of their own, or with a duty. */
const possessed = new RegExp(`${kin}[\\p{Script=Han}]{0,3}?(?:名下|所有|的)|(?:由|让|叫|责成)${kin}`, 'u')
/** 侄子苍小明名下的面包车: kin with a name, whose thing it is. */
const kinOwns = new RegExp(`${kin}[\\p{Script=Han}]{0,4}?名下`, 'u')

/** Who stands outside the agreement and is spoken of in a clause: a name, kin, the village, all owners; undefined where nobody does. */
function outsider(checked: Checked, written: string): string | undefined {
  const text = withoutDead(written)
  const [stranger] = strangers(checked, text)
  const common = collective.exec(text)?.[0]
  const present = checked.reading.names.all.some(({ name }) => /合作社|村|居委|业委|业主委员会/.test(name))
  // 由三名子女均分 and 母亲滑金仙 speak of the parties themselves; 其儿子, 周明华的妻子 of others.
  const called = checked.reading.names.all.map(({ name }) => literal(name)).join('|')
  const relation = new RegExp(`(?:其|他|她|我|${called}|本人|自己|家)的?(${kin})(?!${called})`, 'u').exec(text)?.[1]
  return stranger ?? third.exec(text)?.[0] ?? (present ? undefined : common) ?? relation ?? possessed.exec(text)?.[0]
}

/** 由王小明于…前支付: who is made to pay or do something and takes no part; helping a party (代领、陪同) binds nobody. */
function boundOutside(checked: Checked, text: string): string | undefined {
  const called = checked.reading.names.all.map(({ name }) => literal(name)).join('|')
  const who = [...strangers(checked, text).map(literal), `(?:(?:${called}|其|他|她)的?)${kin}`].join('|')
  const found = new RegExp(
    `(?:^|[,;。]|由|责成)(${who})[\\p{Script=Han}]{0,4}?(?:(?:于|在)[^,。;]{2,18}(?:前|内|日))?(?:[^,。;代陪协助]{0,4}|代为?)(?:支付|偿还|归还|赔偿|还清|付清|返还|退还|交付|搬离|拆除|修复|出资)`,
    'u',
  ).exec(text)
  if (found) return found[1]
  // 由某某合作社拨付: a body that is no party is made to pay; an insurer pays by its own contract.
  const body =
    /由((?!该|本|其|用人|双方)[\p{Script=Han}]{2,16}?(?:公司|合作社|村委会|村民委员会|居委会|业委会|学校|医院|协会|商会|总部|门店))(?:(?!由)[^,。;]){0,24}(?:支付|拨付|付给|付清|赔偿|赔付|偿还|归还|垫付|拨给|划拨)/u.exec(
      text,
    )?.[1]
  return body && !/保险|财险|人寿/.test(body) && !isParty(checked, body) ? body : undefined
}

/** 从村集体公益金里出: money of the village or of all owners, where neither is a party. */
function commonPurse({ reading }: Checked, text: string): string | undefined {
  if (reading.names.all.some(({ name }) => /合作社|村|居委|业委|业主委员会|物业/.test(name))) return undefined
  const found =
    /(?:[\p{Script=Han}]{0,8}(?:村|合作(?:社|联社)|集体|小区|业主))[\p{Script=Han}]{0,6}?(?:公益金|公积金|集体资金|分红|红利|公共收益|维修资金|(?:租|征地|补偿|安置)[^,。;]{0,6}[金款]|收益|收入|经费|账(?:户|上)|公款)[^,。;]{0,8}(?:划|列支|支出|支付|付|出(?=[,。;\d]|$)|拨)/u.exec(
      text,
    )
  return found && !/不(?:得|从|由|用)[^,。;]{0,4}$/.test(text.slice(0, found.index)) ? found[0] : undefined
}

/** D11: what belongs to others is not disposed of, and nobody is bound who does not sign. 民诉解释358(二);民301 */
export const outsiders: Rule = (checked) => {
  const { operative, says } = checked
  const out = operative.flatMap((clause) => {
    const { found, words, share } = says('D11', clause)
    const { text } = clause
    // Who takes a worker's pay for them is rule D22's to find.
    if (isLabour(checked) && wageTaker(checked, text)) return []
    const alive = withoutDead(text)
    const owner =
      strangers(checked, alive).find((name) => holds.test(alive.split(name)[1]?.slice(0, 6) ?? '')) ??
      kinOwns.exec(alive)?.[0]
    const spoken = found ? (outsider(checked, words) ?? (share > 0.5 ? outsider(checked, text) : undefined)) : undefined
    const who =
      spoken ?? (disposed.test(text) ? owner : undefined) ?? boundOutside(checked, text) ?? commonPurse(checked, text)
    return who
      ? [
          finding(
            'D11',
            'block',
            clause.where,
            `处分了案外人的财产,或给没有参加调解的人设定了义务(${who}:“${words.slice(0, 40)}”)`,
            '请该人作为当事人或第三人参加并签名,或删去此条',
          ),
        ]
      : []
  })
  return [...out, ...(out.length > 0 ? [] : ownedByOthers(checked)), ...absentHeirs(checked)]
}

/** 浙A7K5P2的所有人是柯建明: a thing by its number whose owner is no party, and which a clause gives away. */
function ownedByOthers(checked: Checked) {
  const owners = checked.reading.records.flatMap(({ text }) =>
    text.split(/[。;\n]/).flatMap((sentence) => {
      const said = /(?:所有人|登记人|车主|产权人|权利人|登记在)(?:是|为|系|:)?([^,。;]{2,20})/.exec(sentence)
      const [who] = said ? strangers(checked, said[1]!) : []
      const code = /[\p{Script=Han}]?[A-Z][A-Z\d]{4,6}|\d{1,3}[幢栋](?:\d单元)?\d{3,4}/u.exec(sentence)?.[0]
      return who && code ? [{ who, code, sentence }] : []
    }),
  )
  return owners.flatMap(({ who, code }) => {
    const clause = checked.clauses.find(({ text }) => text.includes(code) && /抵|交付|过户|转让|归|卖|给/.test(text))
    const agrees = checked.reading.records.some(({ text }) =>
      new RegExp(`${literal(who)}[^。;]{0,20}(?<!(?:没有?|未|不)[^,。;]{0,6})(?:同意|到场|签)`).test(text),
    )
    return clause && !agrees
      ? [
          finding(
            'D11',
            'block',
            clause.where,
            `处分了案外人的财产(${code}的所有人是${who},没有参加调解)`,
            '请该人作为当事人或第三人参加并签名,或删去此条',
          ),
        ]
      : []
  })
}

/** An estate shared out while an heir the case names takes no part. 民1130 */
function absentHeirs(checked: Checked) {
  const { clauses, text, reading } = checked
  const told = [text, ...reading.records.map((record) => record.text)].join('\n')
  const inherited = /继承|遗产|遗留|遗嘱|去世|过世|已故|病故|子女有|兄弟姐妹/.test(told)
  const shared = clauses.find(
    ({ text: t }) =>
      /遗产|遗留|遗下|继承|生前|父亲的|母亲的|老(?:伯|人|太)[^,。]{0,4}(?:名下|存款|房)/.test(t) ||
      (inherited && /各得|各分|平分|均分|对半|分割|分得|一半|归/.test(t)),
  )
  if (!shared) return []
  const listed = [
    ...told.matchAll(
      /(?:子女|继承人|儿女|兄弟姐妹|姐弟|兄妹|姐妹|兄弟)[^。;\n、]{0,14}?[:为是有,]?((?:[\p{Script=Han}]{2,4}[、和及]){1,}[\p{Script=Han}]{2,4}?)(?=[,。;\n)(]|[一二两三四五六七八九]人|均|都|共|$)/gu,
    ),
  ]
    .concat([
      // 生有甲、乙、丙三个子女
      ...told.matchAll(
        /[有生育]((?:[\p{Script=Han}]{2,4}?[、和及]){1,}[\p{Script=Han}]{2,4}?)(?:等)?[两二三四五六七八]?[个名位]?(?:子女|儿女|儿子|女儿|兄弟|姐妹|继承人)/gu,
      ),
    ])
    .flatMap(([, names]) => names!.split(/[、和及]/))
    // 子女就是甲、乙, 儿子丙: the word before a party's name is none of it.
    .map((name) => checked.reading.names.find(name).find(({ end }) => end === name.length)?.name ?? name)
    .filter((name) => name.length >= 2)
  // Brothers and sisters are named in one list: there a letter makes another person.
  const among = (name: string) => checked.reading.names.all.some((it) => it.name === name)
  const joins = (name: string) => (listed.some(among) && !among(name) ? false : isParty(checked, name))
  // 还有妹妹甲: an heir told of by what they are to the others, one letter from their names.
  const family = checked.reading.names.all.filter(({ party }) => party.kind === 'person').map(({ name }) => name)
  const named = inherited
    ? [
        ...told.matchAll(
          /(?:还有|另有|另外|以及|及|和|[、,:是])(?:一?[个位名])?(?:亲)?(?:大|小|二|三|长|次|幼)?(?:妹妹|弟弟|哥哥|姐姐|女儿|儿子|[妹弟哥姐女子兄])([\p{Script=Han}]{2,3}?)(?=[,。;、\n(]|嫁|住|在|没|未|也|都|不|已|从|长|常|多|远|$)/gu,
        ),
      ]
        .map(([, name]) => name!)
        .filter((name) =>
          family.some((other) => other !== name && other.length === name.length && other[0] === name[0]),
        )
    : []
  listed.push(...named)
  // 谈某的份额留存原账户,本协议不作处分: what belongs to the absent is left as it is.
  const leftAlone = (name: string) =>
    clauses.some(({ text: t }) =>
      new RegExp(
        `${literal(name)}[^。;]{0,8}(?:份额|那(?:一)?份|部分)[^。;]{0,16}(?:不动|不作(?:处分|处理)|不处[分理]|保留|留存|暂存|预留|另行)`,
      ).test(t),
    )
  const absent = [...new Set(listed)].filter(
    (name) =>
      ((named.includes(name) && !among(name)) || !joins(name)) &&
      !leftAlone(name) &&
      !new RegExp(
        `${literal(name)}[^。;\n]{0,20}(?:(?<!(?:没有?|未|不)[^,。;]{0,8})(?:放弃|委托)|已(?:故|去世|死亡|过世)|先于|公证)`,
      ).test(told) &&
      (named.includes(name) || listed.some((other) => isParty(checked, other))),
  )
  return absent.length > 0
    ? [
        finding(
          'D11',
          'block',
          shared.where,
          `分割遗产时,继承人${absent.join('、')}没有参加,也没有放弃`,
          '通知该继承人参加或提交放弃继承的书面声明',
        ),
      ]
    : []
}

const foremen =
  '劳务(?:分包|派遣)?(?:公司|单位|队)|分包(?:单位|公司|商|方)|班组(?!长)|包工头|带队(?:的|人)?|班组长?|班长|工头|带班|领班|劳务队长|队长|领队|代领人|介绍人|老乡|组长|主管|店长|中间人|代班'
const labour = /工资|薪|劳动报酬|工钱|劳务费|人工费|工时费|补偿金|待遇/

/** 以瓷砖作价抵付, 拿店里的货顶工资: something else than money; what was paid ahead may be set off. */
const inGoods =
  /(?:以|用|将|把|拿)(?![^,。;]{0,24}(?:借支|预支|已付|垫付|预付|借款))[^,。;]{1,24}?(?:作价|折价|折抵|冲抵|抵付|抵偿|抵给|抵(?=[^扣])|顶)[^,。;]{0,8}/

/** 以购物卡支付: what is spent in a shop is no money. */
const inVouchers =
  /(?:以|用|发放?|折成)[^,。;]{0,4}(?:购物卡|购物券|消费[券卡]|代金券|提货[券卡]|油卡|礼品卡|储值卡|充值卡|实物|货物|产品)[^,。;]{0,6}(?:支付|发放|给付|抵|结算|结清|折|工资|代替)/

const isLabour = ({ reading: { file } }: Checked): boolean =>
  /^labor\./.test(file.disputeType ?? '') || /工资|欠薪|劳动报酬/.test(file.statement)

/** D22: wages go to the worker's own account, and whoever signs for a company may do so. 农资11;民171 */
export const paidToWorker: Rule = (checked) => {
  const { clauses, reading } = checked
  const { names } = reading
  const dispute = isLabour(checked)
  const out = dispute
    ? clauses.flatMap(({ where, text }) => {
        if (!labour.test(text) && !/支付|付/.test(text)) return []
        const payee = wageTaker(checked, text)
        const inKind = labour.test(text) ? (inGoods.exec(text) ?? inVouchers.exec(text)) : null
        return payee || inKind
          ? [
              finding(
                'D22',
                'block',
                where,
                payee ? `工资付给了劳动者本人以外的人(${payee})` : `以物抵付工资(“${inKind![0].slice(0, 24)}”)`,
                '改为逐人列明、直接付到劳动者本人账户',
              ),
            ]
          : []
      })
    : []
  const company = names.all.find(({ party }) => party.kind === 'organization' && party.role !== 'applicant')
  const words = dispute && company ? (unauthorised(checked) ?? unproven(checked, company)) : undefined
  return words
    ? [
        ...out,
        finding(
          'D22',
          'block',
          '当事人',
          `代表${company!.name}的人没有看到授权(“${words.slice(0, 40)}”)`,
          '补充授权委托书(特别授权)或由法定代表人签名',
        ),
      ]
    : out
}

const attends =
  /(?:公司|单位|车行|店|厂|物业|企业)(?:的)?[\p{Script=Han}]{0,4}(?:经理|主管|会计|员工|班长|组长|店长|工作人员|前台|财务|资料员|文员|人事|行政|老师)[\p{Script=Han}]{0,4}(?:到场|到会|参加|代表|表示同意|签)/u

/** Somebody of a company sat at the table where it was settled, and no record says by what authority. */
function unproven({ reading }: Checked, { party }: Checked['reading']['names']['all'][number]): string | undefined {
  const { records, settlement, identities } = reading
  const sealed = records.filter(({ id }) => settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
  if (identities.some(({ agent, partyId }) => agent && partyId === party.id)) return undefined
  if (sealed.some(({ text }) => /授权|委托|法定代表人|负责人|经营者/.test(text))) return undefined
  return sealed.map(({ text }) => attends.exec(text)?.[0]).find(Boolean)
}

/** Who takes a worker's pay where it is not the worker: a foreman, a stranger, a party on the paying side. */
function wageTaker(checked: Checked, written: string): string | undefined {
  const workers = checked.reading.names.all.filter(({ party }) => party.role === 'applicant').map(({ name }) => name)
  // 此前误付到包工头账户的款项由公司追回: what went astray before is told, and not to be paid so.
  const text = workers
    .reduce((out, name) => out.replaceAll(name, '本人'), written)
    .split(/(?<=[,;。])/)
    .filter((piece) => !/误[付转打汇发]|此前|之前|曾|追回|追讨/.test(piece))
    .join('')
  const takers = [
    ...checked.reading.names.all.filter(({ party }) => party.role !== 'applicant').map(({ name }) => literal(name)),
    ...strangers(checked, text)
      .filter((name) => !workers.some((worker) => name.includes(worker)))
      .map(literal),
    kin,
    `(?:${foremen})[\\p{Script=Han}]{0,3}?`,
  ]
  const who = `((?![\\p{Script=Han}]{0,8}本人(?!(?:的)?(?:${kin}|${foremen})))[\\p{Script=Han}]{0,6}?(?:${takers.join('|')}))`
  const found = [
    new RegExp(
      `(?:转入|汇入|打入|存入|转到|打到|汇到|汇至|转至|付至|转账至|转账给|汇给|转给|打给|付给|支付给|交给|交由|交到|发给|支付至|付到|委托|通过|经)${who}(?=[^,。;]{0,12}(?:账户|账号|卡|微信|支付宝|代|手|统一|转|收|发|现金|处|账上|,|。|$))`,
      'u',
    ),
    // Whoever it is by whose hands it goes: 交由甲转交, 由甲发放.
    /(?:交由|由|经|通过|委托)((?!本人|公司|单位|银行|法院|总(?:承)?包|调委|人社|监察|劳动|街道)[\p{Script=Han}]{2,4}?(?<!公司|单位|财务|人事|会计))(?:转交|转付|代领|代收|转发|代转|(?:再|统一|分别|逐人)?(?:发放|发给|分发))/u,
    // 转入某某劳务服务部账户: a firm's account, whose ever it is.
    /(?:转入|汇入|打入|存入|划入|转到|打到|汇到|汇至|转至|付至|转账至|支付至|付到|打给|汇给|转给|付给)((?![^,。;]{0,12}(?:本人|银行|信用社|法院|人社|监察|专用账户))[\p{Script=Han}]{2,16}(?:服务部|经营部|门市部|工作室|服务社|商行|公司|中心|店|队|厂|合作社))(?=[^,。;]{0,30}(?:账户|账号|卡|,|。|$))/u,
    new RegExp(`由${who}[^,。;]{0,8}(?:代领|代收|统一(?:领取|发放|收)|转交|转发|转付|领取|发放|发给|签收)`, 'u'),
  ]
    .map((pattern) => pattern.exec(text))
    .find((match) => match && !/不(?:再|得|经|由|通过)?[^,。;]{0,4}$/.test(text.slice(0, match.index)))
  return found?.[1]
}
