import { finding, type Rule, wordingRule } from './rule.ts'

/** D09: marriage, parentage, adoption and guardianship are not made or unmade by mediation. 确认规定4;民诉解释355(三) */
export const status: Rule = wordingRule('D09', 'block', {
  pattern:
    /(?:双方|二人|夫妻|自愿|同意|决定|协议)[^,。;]{0,6}(?:离婚|解除婚姻关系|解除夫妻关系)(?!登记|后|之日|时|前|协议|证)|解除(?:婚姻|夫妻|收养|监护|亲子|父子|母子|父女|母女)关系|(?:确认|认定|承认)[^,。;]{0,14}(?:亲子关系|亲生|婚姻关系|收养关系|(?:父子|母子|父女|母女)关系|婚姻(?:有效|无效))|(?:断绝|脱离)[^,。;]{0,8}关系|(?:变更|撤销|指定|确定)[^,。;]{0,8}(?:监护人|监护权|监护关系)|监护权归|宣告(?:失踪|死亡|无民事行为能力)/,
  unless: /办理离婚登记后|离婚登记之日起|待(?:双方)?离婚/,
  message: '协议写入了身份关系的确认或解除',
  fix: '删去此条;身份关系到民政部门或法院办理,这里只写抚养、赡养、财产的给付',
})

const thing =
  '(?:房屋|房产|房子|住房|老屋|老房子|宅基地|土地|承包地|林地|车位|车库|店面|商铺|不动产|产权|所有权|使用权|居住权|商标(?:权)?|专利(?:权)?|著作权|版权|股权|\\d+(?:室|号房)|院子|自留地)'
/** D10: ownership and intellectual property are not declared in an agreement. 民诉解释355(五) */
export const ownership: Rule = wordingRule('D10', 'block', {
  pattern: new RegExp(
    `${thing}[^,。;]{0,16}(?:归|属于|归属(?:于)?|属|判给|分给|划归|由)[^,。;]{1,14}(?:所有|享有|继承|取得|独有|共有)|${thing}[^,。;]{0,10}(?:归|归属于?)[\\p{Script=Han}]{2,4}(?:[,。;]|$)|(?:确认|认定)[^,。;]{0,20}(?:所有权|产权|权属|使用权|是[^,。]{1,10}的)`,
    'u',
  ),
  unless: /另行协商|不处理|配合办理.{0,12}(?:登记|过户)/,
  message: '协议直接确认了物权或知识产权的归属',
  fix: '改为“某某配合办理登记(过户)”等给付义务,或引导诉讼确权',
})

/** D11: what belongs to others is not disposed of. 民诉解释358(二);民301 */
export const outsiders: Rule = ({ clauses, reading }) => {
  const known = reading.names.all
  return clauses.flatMap(({ where, text }) => {
    const named = [
      ...text.matchAll(
        /(?:由|责成|要求)(?:其|他|她|[\p{Script=Han}]{2,4}的)?(父亲|母亲|父母|儿子|女儿|丈夫|妻子|哥哥|弟弟|姐姐|妹妹|亲戚|朋友|子女|兄弟|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康施洪樊庞][\p{Script=Han}]{1,2}?)(?:(?:于|在)[^,。;]{4,16}(?:前|内|日))?(?:代为|负责|一并|共同|直接)?(?:支付|偿还|归还|赔偿|承担|还清|付清)/gu,
      ),
    ].find(
      ([, who]) =>
        !known.some(({ name }) => name.includes(who!) || who!.includes(name)) &&
        !/双方|各方|公司|单位|物业|社区|保险|平台|合作社|医院|车行|学校|店|本人|其中|各自|甲方|乙方|当事|申请|被申|厂|村|对方|业主|租客|房东/.test(
          who!,
        ),
    )
    if (named)
      return [
        finding(
          'D11',
          'block',
          where,
          `给没有参加调解的人(${named[1]})设定了义务`,
          '请该人作为当事人或第三人参加并签名,或删去',
        ),
      ]
    if (
      /(?:处分|处置|出售|变卖|抵押|过户|转让|抵偿|抵给)[^,。;]{0,16}(?:他人|案外人|第三人|父母|儿子|女儿|兄弟|姐妹|村集体|集体|其他继承人|前妻|前夫)(?:名下|所有|的)|(?:父母|案外人|第三人|他人|村集体|集体|前妻|前夫|儿子|女儿)(?:名下|所有)的?[^,。;]{0,12}(?:房|车|地|款|存款|财产)[^,。;]{0,12}(?:归|抵|给|过户|出售|转让|赔)/.test(
        text,
      )
    ) {
      return [finding('D11', 'block', where, '处分了案外人的财产或权利', '权利人到场同意并签名,或删去此条')]
    }
    return []
  })
}

/** D12: large sums between near relations without a trace, which nobody disputes: possibly a sham. 借18;刑307之一 */
export const sham: Rule = ({ clauses, reading }) => {
  const { file, records } = reading
  if (file.disputeType !== 'contract.private_loan') return []
  const said = records.map(({ text }) => text).join('\n')
  const traced = /流水|转账|借条|欠条|收条|汇款|回单|凭证|合同|微信(?:转|付)|支付宝/.test(said)
  const near = /夫妻|父子|母子|兄弟|姐妹|亲戚|表弟|表哥|堂|岳父|女婿|儿媳|姐夫|小舅子|同学|朋友/.test(said)
  const sum = Math.max(
    0,
    ...clauses.flatMap(({ text }) =>
      [...text.matchAll(/(\d+(?:\.\d+)?)(万)?元/g)].map((m) => Number(m[1]) * (m[2] ? 1e4 : 1)),
    ),
  )
  const undisputed = reading.conflicts.every(({ resolvedBy }) => resolvedBy)
  if (traced || sum < 100_000 || !(near || undisputed)) return []
  return [
    finding(
      'D12',
      'block',
      '纠纷主要事实',
      '大额借款没有交付凭证,双方又无争议,有虚假调解的风险',
      '核对转账流水、资金来源和用途,报主管审查后再出协议',
    ),
  ]
}

/** D14: liability for bodily harm, intent or gross negligence, and the right to complain or testify, are not waived. 民506、143、153 */
export const waivers: Rule = wordingRule('D14', 'block', {
  pattern:
    /(?:不得|不准|不许|放弃|不能|保证不|承诺不)[^,。;]{0,10}(?:报警|报案|举报|控告|作证|信访|起诉|诉讼|仲裁|投诉)|不再[^,。;]{0,6}(?:报警|报案|控告|作证)|(?:放弃|不再|不予)[^,。;]{0,8}(?:追究)?[^,。;]{0,6}(?:刑事(?:责任|控告|自诉)?)|(?:伤亡|伤残|死亡|人身(?:伤害|损害)|意外|生死|任何(?:后果|伤害))[^,。;]{0,16}(?:概不负责|不负责|自负|自行承担|与[^,。]{1,10}无关|不承担(?:任何)?责任|免除责任)|免除[^,。;]{0,16}(?:人身|故意|重大过失|伤亡)[^,。;]{0,8}责任|后果自负|放弃一切权利|撤(?:案|回报案|销案件)/,
  message: '免除了不能免除的责任,或限制了报案、作证、起诉的权利',
  fix: '删去;可写“就本协议已处理的民事赔偿事项不再另行主张”',
})

/** D15: payments the law does not protect. 民153;借13;土管62 */
export const unlawful: Rule = wordingRule('D15', 'block', {
  pattern:
    /赌(?:债|博|资|款)|青春损失费|分手费|封口费|保密费|包养|嫖|好处费|回扣|行贿|代孕|私了费|撤案费|违(?:法|章)建筑?[^,。;]{0,8}(?:买卖|转让|出售|租)|(?:买卖|转让|出售)[^,。;]{0,8}(?:违建|违章建筑|宅基地|小产权)|宅基地[^,。;]{0,10}(?:卖给|转让给|出售给)/,
  message: '给付的原因不受法律保护',
  fix: '删去此条,并核实款项的真实原因',
})

/** D16: what nobody can give up: support of parents and children, social insurance, the minimum wage. 老19;民26、1067;劳48;社保60 */
export const inalienable: Rule = wordingRule('D16', 'block', {
  pattern:
    /(?:放弃|不要|不分)[^,。;]{0,8}(?:继承|遗产|家产)[^。;]{0,16}(?:不(?:再)?(?:承担|负担|履行|尽|管|赡养|养)|免除[^,。]{0,6}赡养)|(?:不再|不用|无需|免除|不)(?:承担|负担|履行|尽|支付|付|管)[^,。;]{0,10}(?:赡养|抚养费|抚养|扶养|养老)|(?:放弃|不再(?:主张|要求|索要)|不要)[^,。;]{0,8}(?:抚养费|赡养费|赡养)|(?:自愿|同意|承诺)?(?:放弃|不(?:再)?(?:缴纳|参加|购买|办理|补缴|要求(?:补)?缴)|免除)[^,。;]{0,10}(?:社保|社会保险|养老保险|工伤保险|公积金)|社保[^,。;]{0,8}(?:折现|折算|补贴代替|自理|自行承担)|低于最低工资|(?:生老病死|生养死葬)[^,。;]{0,6}(?:互不|不管|无关)/,
  message: '放弃了依法不能放弃的权利或义务',
  fix: '删去;赡养、抚养、社会保险和最低工资不能以协议免除',
})

/** D18: punishment, work-injury recognition and other acts of office are no matter of an agreement. 民诉解释355(一) */
export const office: Rule = wordingRule('D18', 'block', {
  pattern:
    /(?:不(?:予|再|被)?|免(?:予|于|除)?)(?:追究)?(?:[^,。;]{0,8}的)?(?:刑事|行政)(?:责任|处罚|拘留)|(?:撤销|免除|减轻|从轻|不予)[^,。;]{0,8}(?:处罚|拘留|立案|刑罚)|(?:认定|确认|视)(?:为|构成|是)?[^,。;]{0,8}(?:工伤|因工)|(?:构成|评定为|定为|确认)[^,。;]{0,6}[一二三四五六七八九十]级(?:伤残|残疾)|行政赔偿|国家赔偿/,
  message: '写入了应由司法或行政机关决定的事项',
  fix: '删去;需要认定、处罚的由主管机关依法处理',
})

/** D20: confirmation is asked for by both, within thirty days, at a court of 民诉205. */
export const confirmation: Rule = ({ clauses }) =>
  clauses.flatMap(({ where, text }) => {
    if (!/司法确认/.test(text)) return []
    const span = /(\d+|[一二三四五六七八九十]+)(?:个)?(日|天|月|年)内/.exec(text)
    const days = span ? Number(span[1]) * (span[2] === '月' ? 30 : span[2] === '年' ? 365 : 1) : undefined
    if ((days !== undefined && days > 30) || /半年内|一年内|随时(?:可以)?申请|两个月|三个月|六十日|九十日/.test(text))
      return [
        finding('D20', 'block', where, '司法确认须在协议生效后30日内申请', '改为“自协议生效之日起三十日内共同申请”'),
      ]
    if (
      /(?:由|可由)?(?:(?:申请人|被申请人|任何一方|一方|单方)[^,。;]{0,6}(?:单独|单方|自行|可以|可|有权)|(?:可以|可|有权)?(?:单独|单方|自行))[^,。;]{0,4}(?:向[^,。;]{0,12})?申请司法确认/.test(
        text,
      )
    )
      return [finding('D20', 'block', where, '司法确认须双方共同申请', '改为双方共同申请')]
    if (/仲裁委|劳动仲裁|公安|司法局|高级人民法院|最高人民法院/.test(text))
      return [
        finding(
          'D20',
          'block',
          where,
          '申请司法确认的机关不对',
          '改为当事人住所地、标的物所在地或调解组织所在地的基层人民法院',
        ),
      ]
    return []
  })

/** D21: what a court does not take up for confirmation. 民诉解释355(四) */
export const excluded: Rule = wordingRule('D21', 'block', {
  pattern: /破产(?:清算|重整|和解|债权|程序)?|公示催告|督促程序|选民资格|认定财产无主/,
  message: '涉及其他特别程序、公示催告或破产事项,法院不受理确认',
  fix: '移出协议,按相应程序办理',
})

/** D17: signs that it was not freely wished for: one side controlled, or nothing in return. 民147–151 */
export const unfree: Rule = ({ clauses, reading }) => {
  const said = reading.records.map(({ text }) => text).join('\n')
  const pressed =
    /(?:被迫|不签(?:字)?就|逼(?:着|我|他|她)(?:签|写)|威胁|扣(?:着|押)?(?:人|身份证)|不让走|限制[^,。]{0,4}自由)/.exec(
      said,
    )
  return pressed && clauses.length > 0
    ? [
        finding(
          'D17',
          'warn',
          '全文',
          `记录里有违背自愿的迹象(“${pressed[0]}”)`,
          '单独核实当事人是否自愿,必要时重新调解',
        ),
      ]
    : []
}
