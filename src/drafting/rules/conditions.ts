import { kin } from './cues.ts'
import { ifAble } from './performance.ts'
import { type Checked, finding, type Rule } from './rule.ts'

/** A day that holds whatever becomes of the condition. */
const latest = /(?:至迟|最迟|最晚|不(?:得)?晚于|不(?:得)?迟于|不论|无论|不管)/

/** 退款到账后, 收到上述款项后: the payment this very agreement promises. */
const ownPayment =
  /(?:退款|(?:上述|该|此|前述|全部|赔偿|补偿)款项?|(?<=^|[,;。在于待等])款项?|全款)(?:全部)?(?:到账|付清|收到|结清|履行)(?:之?后|时)|(?:收到|收齐)(?:上述|该|此|全部|前述)[^,。;]{0,6}款项?(?:之?后|时)/g

/** 父母同意的,于…前拆除;不同意的,另行商量: both ends of somebody's leave are told, and one of them binds nobody. */
const onLeave =
  /(?:若|如果?|要是)?(?:同意|点头|批准|答应|愿意)(?:了)?的?[,][^。]*(?:不|没)(?:同意|点头|批准|答应|愿意)的?[,][^。;]{0,12}(?:另行|再(?:说|议|商量|谈)|不(?:算|作)|作罢|拉倒|作废)|但?(?:须|要|得)[^,。;]{1,20}(?:同意|点头|批准)[,][^。]*?不(?:同意|点头|批准)的?[,]?(?:则|就)?不/

/** 店转让出去、收到转让款后五日内: paid out of a sale that may never come. */
const onceSold = /(?:转让|卖|盘|租|售)(?:出去|掉|出)[^,。;]{0,6}[、,]?(?:并|且)?收到[^,。;]{0,8}[款钱][^,。;]{0,4}后/

/** Who pays somebody that is no party: the money may never come. */
const elsewhere =
  /总(?:承)?包|发包|甲方|业主|建设(?:单位|方)|开发商|上[游家]|下[游家]|客户|买家|买方|租户|单位|总部|总公司|集团|政府|财政|街道|村里|银行|保险|理赔|平台|股东|合伙人|投资|融资|贷款|按揭|工程|拆迁|征收|征地|补贴|项目|回款|亲戚|朋友/
/** 收到总包方工程款后, 新一轮融资款到账后: what is paid once somebody outside has paid. */
const oncePaid = [
  /(?:收到|收齐|拿到|取得|领到|要回)(?<from>[^,。;]{1,18}?)(?:款项?|资金|钱|贷款|投资|补贴)(?:之?后|以后|时|再|才|的)/,
  /(?<from>[^,。;]{2,20}?)(?:款项?|资金|钱|贷款|投资|补贴)(?:全部|全额|足额|实际|也)*(?:到账|到位|到手|回笼|收回|要回|拨付|拨下来?|放下来|放款|下来)(?:之?后|以后|时|了?再|才|的|,)/,
]
const excused =
  '(?:不(?:再|用|必|予)?(?:退|付|给|还|赔|修|搬|出|支付|返还|归还|履行)|顺延|延后|往后(?:推|延)|推迟|另行?(?:商|协|议|说)|作罢|算了|拉倒|免(?:付|除))'
/** 儿子不同意的,不退; 当月没有盈利的,该月不付; 妹妹有一个不肯出,他也不出: the end at which nothing is owed. */
const otherEnd = [
  new RegExp(`(?:^|[,;。])(?<when>[^,。;]{1,20}(?:不|没有?|未)[^,。;]{0,12})的,[^,。;]{0,14}${excused}`),
  new RegExp(
    `(?:^|[,;。])(?<when>[^,。;]{1,14}(?:不(?:肯|愿|同意|出|来|批|行)|没有?(?:批|同意|卖|收|钱|盈)|未(?:批|获|能))[^,。;]{0,6}),[^,。;]{0,6}(?:也|就|便)${excused}`,
  ),
  new RegExp(
    `(?:^|[,;。])(?<when>[^,。;]{1,14}(?:不掉|不出去|不了|不到|不下来|不成))(?:的话)?,?(?:[^,。;]{0,6})(?:就|便|则|也)${excused}`,
  ),
]
/** 只要两个妹妹也肯出钱, 如果总部答应: what somebody outside must wish first. */
const onWill = new RegExp(
  `(?<when>(?:只要|只有|除非|要是|如果|若|倘若|等|待)[^,。;]{0,12}(?:${kin}|总部|总公司|集团|股东|房东|业主|领导|上级|银行|村里)[^,。;]{0,10}(?:肯|同意|愿意?|答应|点头|批准|批了|松口))`,
)
/** A piece without any such word hangs on nothing, whatever it resembles. */
const hanging =
  /后|时|如|若|等|待|俟|只要|只有|除非|一旦|要是|假|倘|万一|视|看|取决|凭|的[,(]|的$|的话|才|直到|为条件|为前提|先|允许|同意|愿|肯|情况|能|有|没|不|未|[年季月]底|好/
/** What a party itself does or leaves undone is no chance. */
const ownDoing = /按(?:时|期|约|本|上述)|逾期|违约|履行|配合|提供|开(?:具|票)|交付|验收|符合|属于|造成|发生|超/

/** Words by which performance hangs on chance or on somebody outside; undefined where a party's own doing or a last day decides. */
function hangsOn({ reading }: Checked, written: string): string | undefined {
  if (latest.test(written) || /仍(?:应|须|要|由|需)|照(?:付|退|给)|也(?:应|须|要)(?:付|退|给|支付)/.test(written))
    return undefined
  // 闵某的儿子 is somebody else than 闵某.
  const text = reading.names.all.reduce(
    (out, { name }) => out.replaceAll(`${name}的`, '其').replaceAll(name, 'P'),
    written,
  )
  for (const pattern of oncePaid) {
    const from = pattern.exec(text)
    if (
      from &&
      elsewhere.test(from[0]) &&
      !/P|上述|本协议|该笔/.test(from.groups!.from!.replace(/^.*P(?=[在于待等俟自])/, '')) &&
      !/已(?:经)?[^,。;]{0,4}(?:收到|到账)/.test(from[0])
    )
      return from[0]
  }
  for (const pattern of [...otherEnd, onWill]) {
    const found = pattern.exec(text)
    if (found && !/P/.test(found.groups!.when!) && !ownDoing.test(found.groups!.when!))
      return found[0].replace(/^[,;。]/, '')
  }
  return undefined
}

/** D08: performance hung on what may never happen. 民诉解释358(五);款项9 */
export const conditions: Rule = (checked) =>
  checked.operative.flatMap((clause) => {
    const text = clause.text.replaceAll(ownPayment, '')
    const { found, words } = checked.says('D08', { ...clause, text })
    const last = latest.test(clause.text)
    const hung =
      onLeave.exec(clause.text)?.[0] ??
      (last
        ? undefined
        : (onceSold.exec(clause.text)?.[0] ??
          hangsOn(checked, text) ??
          (found && hanging.test(words) && !ifAble.test(words) ? words : undefined)))
    return hung
      ? [
          finding(
            'D08',
            'block',
            clause.where,
            `履行附了不确定的条件(“${hung.slice(0, 40)}”)`,
            '改为确定的日期;条件确有必要的写明最晚日期和不成就时怎么办',
          ),
        ]
      : []
  })
