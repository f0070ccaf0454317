import { governed, keeps, piecesOf, sentencesIn } from './clause.ts'
import { finding, type Rule } from './rule.ts'

/** A rule that asks each clause whether it settles what no agreement can settle. */
const perClause =
  (rule: string, message: string, fix: string, offends: (text: string) => string | undefined): Rule =>
  ({ clauses }) =>
    clauses.flatMap(({ where, text }) => {
      const words = offends(text)
      return words ? [finding(rule, 'block', where, `${message}(“${words.slice(0, 40)}”)`, fix)] : []
    })

const tie = '(?:婚姻|夫妻关系|父子关系|母子关系|父女关系|母女关系|亲子|亲生|收养|领养|监护|亲属关系|血缘|家庭关系)'
const ended = new RegExp(
  `(?:解除|终止|断绝|脱离|变更|撤销|恢复|指定|推选|选定|否认|剥夺|取消|确认|认定|承认|认可|确定|不是|不存在|没有)[^,。;]{0,16}?${tie}|${tie}[^,。;]{0,4}(?:人|权|资格|职责|关系)?[^,。;]{0,12}?(?:变更|解除|终止|无效|有效|成立|不存在|不成立|改由|转由|转给|转移|归属?|就此断|断绝|由[^,。;]{1,12}(?:担任|变))|(?:双方|二人|两人|夫妻|自愿|同意|协议|即日起?|今日起?|自[^,。;]{1,10}起)[^,。;]{0,8}离婚(?!登记|后|之日|时|前|协议|证|诉讼|手续)|(?:断绝|脱离)[^,。;]{0,10}关系`,
)
const settledBefore =
  /申请(?:人民法院|法院)?[^,。;]{0,6}(?:确定|指定|变更|认定|撤销)|(?:法院|居委会|村委会|民政部门)[^,。;]{0,10}(?:确定|指定|认定|判决)|不作处理|婚约|(?:办理|登记)[^,。;]{0,6}离婚|离婚(?:登记|判决)|解除(?:婚姻|夫妻)关系(?:之?[后时]|的)|(?:已经?|早已|于[^,。;]{4,12}(?:判决|登记|依法))[^,。;]{0,10}(?:解除|认定|指定|确认|离婚)|(?:判决|裁定|民政)[^,。;]{0,10}(?:认定|指定|确认|解除)|待[^,。;]{0,6}离婚|经[^,。;]{0,8}监护人(?:确认|同意)/

/** D09: marriage, parentage, adoption and guardianship are not made or unmade by mediation. 确认规定4;民诉解释355(三) */
export const status: Rule = perClause(
  'D09',
  '协议写入了身份关系的确认或解除',
  '删去此条;身份关系到民政部门或法院办理,这里只写抚养、赡养、财产的给付',
  (text) =>
    sentencesIn(text)
      .filter((sentence) => !settledBefore.test(sentence))
      .flatMap((sentence) => piecesOf(sentence))
      .find((piece) => ended.test(piece.text) && !keeps.test(piece.text))?.text,
)

const immovable =
  '(?:房屋|房产|房子|平房|楼房|住房|住宅|公寓|商住楼|厂房|老屋|老房子?|祖屋|祖宅|宅基地?|土地|承包地|自留地|菜地|林地|山林|鱼塘|水面|果园|院子|院墙|道地|车位|车库|储藏室|店面|店铺|商铺|铺面|不动产|地块|\\d+(?:室|号房|号楼|幢|号地块))'
const intangible = '(?:商标|专利|著作权|版权|软著|域名|肖像|技术成果|股权|股份|配方|作品|图纸)'
const title = '(?:所有权|产权|物权|权属|使用权|居住权|经营权|承包权|署名权)'
const belongs = new RegExp(
  [
    `(?:${immovable}|${intangible}|${title})[^。;]{0,24}?(?:归属于?|归(?!还)|属于?|判给|分给|划归|划给|由|为)[^,。;]{1,16}?(?:所有|享有|继承|取得|独有|共有|拥有)`,
    `(?:${immovable}|${intangible}|${title})(?:的)?[^,。;]{0,14}?(?:归属于?|归(?!还)|属于)[\\p{Script=Han}A-Za-z]{2,10}(?=[,。;]|$)`,
    `(?:确认|认定|承认|认可|明确)[^,。;]{0,24}?(?:${title}|权利人|是[^,。]{1,10}的(?:房|地|宅))`,
    `(?:享有|拥有|取得)[^,。;]{0,20}(?:${title}|著作权|版权|商标权|专利权)`,
    `${intangible}(?:权)?(?:归(?!还)|属于?)`,
  ].join('|'),
  'u',
)

/** D10: ownership and intellectual property are not declared in an agreement. 民诉解释355(五) */
export const ownership: Rule = perClause(
  'D10',
  '协议直接确认了物权或知识产权的归属',
  '改为“某某配合办理登记(过户)”等给付义务,或引导诉讼确权',
  (text) => {
    const found = belongs.exec(text)
    return found &&
      !/另行协商|不处理|不涉及|争议[^,。]{0,6}不|配合[^。;]{0,20}(?:登记|过户)|(?:费用?|税费|押金|租金|收益|工程款|赔偿款|补偿款)[^,。;]{0,6}(?:归|由)/.test(
        text,
      )
      ? found[0]
      : undefined
  },
)

const punished =
  '刑事责任|刑责|刑罚|刑事处罚|刑事拘留|刑拘|案底|刑事案件|刑事立案|取保候审|量刑|行政处罚|行政责任|行政拘留|治安处罚|治安拘留|拘留|处罚决定|行政罚款|罚单|吊销|记分|扣分'
const fined =
  /(?:公安|派出所|交警|城管|执法|环保|生态环境|市监|市场监管|消防|卫健|卫生|部门|机关|政府|行政)[^,。;]{0,14}(?:罚款|处罚|罚单|立案)/
const lifted = /撤销|免除|免予|免于|不予|不再|不追究|不执行|减轻|从轻|取消|作废|不作|销案|不立案|不处罚|不罚|一笔勾销/
const recognised =
  /(?:认定|确认|视为|视同|属于|属|算作|算是?|构成|是|评定为|定为|按)[^,。;]{0,10}(?:工伤|因工(?:受伤|死亡|负伤)|职业病)(?!(?:保险)?(?:[一二三四五六七八九十]级)?(?:伤残)?(?:待遇|赔偿|补助|标准|医疗))|(?:工伤|职业病)(?:成立|属实)|(?:伤残|残疾|劳动能力)(?:等级)?[^,。;]{0,6}(?:为|是|定为|评定为|按)?[一二三四五六七八九十]级|(?:构成|评定为|定为|确认为|认定为|确认[^,。;]{0,8})[一二三四五六七八九十]级(?:伤残|残疾)/
const byOffice =
  /决定书?|鉴定(?:意见|结论|书|所|机构|中心|委员会)|(?:人社|社保|劳动能力|主管|行政)[^,。;]{0,8}(?:认定|鉴定|确认|决定)|申请|经[^,。;]{0,12}(?:认定|鉴定)|依据|根据|按照/

/** D18: punishment, work-injury recognition and other acts of office are no matter of an agreement. 民诉解释355(一) */
export const office: Rule = perClause(
  'D18',
  '写入了应由司法或行政机关决定的事项',
  '删去;需要认定、处罚的由主管机关依法处理',
  (text) =>
    piecesOf(text).find(({ text: piece }) => {
      if (keeps.test(piece)) return false
      if ((new RegExp(punished).test(piece) || fined.test(piece)) && lifted.test(piece)) return true
      if (governed(piece, '(?:不(?:予|再|被|受|要求)?|放弃|免|撤销)', punished, 14)) return true
      if (recognised.test(piece) && !byOffice.test(piece)) return true
      return /(?:行政|国家)赔偿/.test(piece) && /支付|赔偿金|给付|承担/.test(piece)
    })?.text,
)

const special = [
  /(?:属于?|为|系|是|已)[^,。;]{0,4}(?:无|限制)民事行为能力/,
  /(?:认定|确认|宣告|视为|判定|同意)[^,。;]{0,14}(?:无|限制)民事行为能力/,
  /(?:宣告|认定|确认|视为)[^,。;]{0,10}(?:失踪|死亡)(?!赔偿|补偿|原因|时间|日期)/,
  /破产(?!前|传闻|风险)[^,。;]{0,14}(?:财产|清算|重整|和解|债权|程序|分配|受偿|管理人|费用|设备)|申请破产|宣告破产/,
  /公示催告|督促程序|选民资格|认定财产无主|无主财产/,
  /(?:汇票|支票|本票|提单|仓单|存单|票据|股票)[^。;]{0,16}(?:宣告|失效|无效|除权|作废)/,
  /(?:拍卖|变卖)[^,。;]{0,10}(?:抵押物|质押物|留置物|担保物)|实现担保物权/,
]

/** D21: what belongs to other special proceedings: a court does not confirm it. 民诉解释355(四) */
export const excluded: Rule = perClause(
  'D21',
  '涉及其他特别程序、公示催告或破产事项,法院不受理确认',
  '移出协议,按相应程序办理',
  (text) =>
    piecesOf(text).find(
      ({ text: piece }) =>
        special.some((pattern) => pattern.test(piece)) &&
        !/(?:法院|判决|裁定)[^,。;]{0,12}(?:已|认定|宣告|确认)|已(?:经|由|被)[^,。;]{0,10}(?:法院|判决|裁定)|未(?:进入|申请)|听说|传言/.test(
          piece,
        ),
    )?.text,
)
