import { findPeople } from '../../text/index.ts'
import { type Checked, finding, type Rule } from './rule.ts'

const kin =
  '(?:父亲|母亲|父母|爸爸?|妈妈?|儿子|女儿|丈夫|妻子|老公|老婆|配偶|哥哥|弟弟|姐姐|妹妹|兄弟|姐妹|子女|孩子|孙子|孙女|侄子|侄女|外甥|叔叔|舅舅|姑姑|亲戚|朋友|同事|老乡|岳父|岳母|公公|婆婆|女婿|儿媳|姐夫|妹夫|嫂子|弟媳|小舅子|大舅子|连襟|表[哥弟姐妹]|堂[哥弟姐妹]|姑父|姨夫|叔公|邻居|工友|师傅|房客|前妻|前夫|女友|男友|合伙人|股东|员工)'
const collective =
  /(?:[\p{Script=Han}]{0,6}(?:村|组|社区))?(?:村里|队里|组里|公家|村集体|集体|村委会?|村民小组|经济合作社|全体业主|全体村民|业委会|业主委员会|小区公共|公共部位)/u
const estate =
  '(?:房屋?|房产|房子|车位|车|面包车|轿车|电动车|地|田|店面|商铺|存款|款|财产|股份|股权|份额|遗产|池塘|山林|仓库|厂房|绿地|收益|晒谷场|晒场|空地|场地|道路|水塘|河埠|祠堂)'
const disposes =
  /(?:归|过户|抵(?!扣)|卖|转让|转给|转到|分给|平分|均分|处分|处置|抵押|质押|出租|租给|承包|使用|出售|赠|交给|划给|清偿|偿还|作价|领取|所有)/

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
const owes =
  '(?:代为|负责|一并|共同|直接|承担|自愿|同意|应当?|须|再|另行)*(?:支付|偿还|归还|赔偿|承担|还清|付清|返还|退还|交付|腾退|搬离|拆除|修复|补偿|给付|担保|出资)'
const when = '(?:(?:于|在|应?自)[^,。;]{2,18}(?:前|内|日|起))?'

/** D11: what belongs to others is not disposed of, and nobody is bound who does not sign. 民诉解释358(二);民301 */
export const outsiders: Rule = (checked) => {
  const { clauses, reading } = checked
  const partyWords = reading.names.all.map(({ name }) => literal(name)).join('|')
  const out = clauses.flatMap(({ where, text }) => {
    const who = [...strangers(checked, text).map(literal), kin]
    const person = `(?:${who.join('|')})`
    const bound = new RegExp(
      `(?:^|[,;。]|由|责成|要求|让)(?:(?:其|他|她|${partyWords})(?:的)?)?(${person})[^,。;]{0,3}?${when}${owes}`,
      'u',
    ).exec(text)
    // 由其儿子代为送达、作为法定代理人 and the like bind the party, not the helper.
    if (bound && !/代(?:理|领|收|签)|法定代理|监护|陪同|协助|出具|作证|见证/.test(bound[0]))
      return [
        finding(
          'D11',
          'block',
          where,
          `给没有参加调解的人(${bound[1]})设定了义务`,
          '请该人作为当事人或第三人参加并签名,或删去',
        ),
      ]
    const others = new RegExp(
      `(?:${person}[\\p{Script=Han}]{0,3}?|案外人|第三人|他人|其他(?:继承人|共有人|合伙人))(?:名下|所有|持有|的)的?[^,。;]{0,14}?${estate}`,
      'u',
    ).exec(text)
    if (
      others &&
      disposes.test(text) &&
      !/(?:名下|的)(?:银行|账户|卡|微信|支付宝)/.test(
        others[0] + text.slice(others.index + others[0].length, others.index + others[0].length + 4),
      )
    )
      return [
        finding('D11', 'block', where, `处分了案外人的财产或权利(“${others[0]}”)`, '权利人到场同意并签名,或删去此条'),
      ]
    const common = new RegExp(`${collective.source}(?:所有|名下|共有)?的?[^,。;]{0,12}?${estate}`, 'u').exec(text)
    const present = reading.names.all.some(({ name }) => /合作社|村|居委|业委|业主委员会/.test(name))
    if (common && disposes.test(text) && !present)
      return [
        finding(
          'D11',
          'block',
          where,
          `处分了集体或业主共有的财产(“${common[0]}”)`,
          '由村集体(业主大会)依法决定并到场签章,或删去此条',
        ),
      ]
    return []
  })
  return [...out, ...absentHeirs(checked)]
}

/** An estate shared out while an heir the case names takes no part. 民1130 */
function absentHeirs(checked: Checked) {
  const { clauses, text, reading } = checked
  const shared = clauses.find(({ text: t }) =>
    /遗产|遗留|遗下|继承|生前|父亲的|母亲的|老(?:伯|人|太)[^,。]{0,4}(?:名下|存款|房)/.test(t),
  )
  if (!shared) return []
  const told = [text, ...reading.records.map((record) => record.text)].join('\n')
  const listed = [
    ...told.matchAll(
      /(?:子女|继承人|儿女|兄弟姐妹|姐弟|兄妹|姐妹|兄弟)[^。;\n、]{0,14}?[:为是有,]?((?:[\p{Script=Han}]{2,4}[、和及]){1,}[\p{Script=Han}]{2,4}?)(?=[,。;\n)(]|[一二两三四五六七八九]人|均|都|共|$)/gu,
    ),
  ]
    .flatMap(([, names]) => names!.split(/[、和及]/))
    .filter((name) => name.length >= 2)
  const absent = [...new Set(listed)].filter(
    (name) =>
      !isParty(checked, name) &&
      !new RegExp(`${literal(name)}[^。;\n]{0,20}(?:放弃继承|已(?:故|去世|死亡|过世)|先于|委托|公证)`).test(told) &&
      listed.some((other) => isParty(checked, other)),
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
  '包工头|带队(?:的|人)?|班组长?|班长|工头|带班|领班|劳务队长|队长|领队|代领人|介绍人|老乡|组长|主管|店长|中间人|代班'
const labour = /工资|薪|劳动报酬|工钱|劳务费|人工费|工时费|补偿金|待遇/

/** D22: wages go to the worker's own account, and whoever signs for a company may do so. 农资11;民171 */
export const paidToWorker: Rule = (checked) => {
  const { clauses, reading } = checked
  const { names, records, settlement, file, identities } = reading
  const dispute = /^labor\./.test(file.disputeType ?? '') || /工资|欠薪|劳动报酬/.test(file.statement)
  const out = dispute
    ? clauses.flatMap(({ where, text }) => {
        if (!labour.test(text) && !/支付|付/.test(text)) return []
        const payee = wageTaker(checked, text)
        const inKind =
          /(?:以|用|将|把)[^,。]{1,24}(?:抵|顶|折抵|冲抵)[^,。]{0,8}(?:工资|薪|报酬|工钱)|(?:抵|顶)(?:作|给|付|做)?[^,。]{0,8}(?:工资|工钱|欠薪)/.exec(
            text,
          )
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
  const sealed = records
    .filter(({ id }) => settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
    .map(({ text }) => text)
    .join('\n')
  for (const { party, name } of names.all.filter((it) => it.party.kind === 'organization')) {
    const acting =
      /(?:公司|单位|车行|店|厂|物业)(?:的)?(?:项目)?(?:经理|主管|会计|员工|班长|店长|工作人员|前台|财务)[\p{Script=Han}]{0,4}(?:到场|参加|代表|表示同意|签)/u.exec(
        sealed,
      )
    const speaks = identities.some(({ agent, partyId }) => agent && partyId === party.id)
    if (
      dispute &&
      acting &&
      !speaks &&
      party.role !== 'applicant' &&
      !/授权|委托|法定代表人|负责人|经营者/.test(sealed)
    )
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
  return out
}

/** Who takes a worker's pay where it is not the worker: a foreman, a stranger, a party on the paying side. */
function wageTaker(checked: Checked, written: string): string | undefined {
  const workers = checked.reading.names.all.filter(({ party }) => party.role === 'applicant').map(({ name }) => name)
  const text = workers.reduce((out, name) => out.replaceAll(name, '本人'), written)
  const takers = [
    ...checked.reading.names.all.filter(({ party }) => party.role !== 'applicant').map(({ name }) => literal(name)),
    ...strangers(checked, text)
      .filter((name) => !workers.some((worker) => name.includes(worker)))
      .map(literal),
    kin,
    `(?:${foremen})[\\p{Script=Han}]{0,3}?`,
  ]
  const who = `((?![\\p{Script=Han}]{0,8}本人)[\\p{Script=Han}]{0,6}?(?:${takers.join('|')}))`
  const found = [
    new RegExp(
      `(?:转入|汇入|打入|存入|转到|打到|汇到|汇至|转至|付至|转账至|转账给|汇给|转给|打给|付给|支付给|交给|交由|交到|发给|支付至|付到|委托|通过|经)${who}(?=[^,。;]{0,12}(?:账户|账号|卡|微信|支付宝|代|手|统一|转|收|发|现金|处|账上|,|。|$))`,
      'u',
    ),
    new RegExp(`由${who}[^,。;]{0,8}(?:代领|代收|统一(?:领取|发放|收)|转交|转发|转付|领取|发放|发给|签收)`, 'u'),
  ]
    .map((pattern) => pattern.exec(text))
    .find((match) => match && !/不(?:再|得|经|由|通过)?[^,。;]{0,4}$/.test(text.slice(0, match.index)))
  return found?.[1]
}
