import { findAmounts } from '../reading/quantities.ts'

// The words by which records tell that something was agreed, changed, refused or left open.
export const notReached =
  /未(?:能)?(?:达成|谈成|谈拢|谈妥|协商一致)|没(?:有|能)?(?:达成|谈拢|谈妥|谈成|谈好)|不同意|不一致|达不成|谈不拢|谈崩|分歧|择日再|下次再|再(?:作|做)?考虑|同意(?:由|接受|参加|到|来|先)[^。,]{0,8}(?:调解|鉴定|检测|查看|核对)|(?:是否|能否|可否|要不要|行不行|好不好)[^。]{0,6}[?]?$/
export const told = /(?:称|(?<![劝听据])说(?![来好定去妥])|表示|认为|主张|反映|声称|自述|口述|坚持)[^。]{0,16}$/
export const partial =
  /其(?:他|余|它)(?:内容|条款|事项|部分|的)?(?:均|都)?(?:保持)?不变|第[一二三四五六七八九十\d]+[条款项笔期](?:的)?[^。]{0,24}(?:改|更正|变更|调整|应为|推迟|延)|[推拖缓挪](?:后)?[到至]|(?:地点|地方)[^,。;]{0,6}(?:改|换|挪|变更)(?:到|成|为|在)|按(?:新|这张|现在的)[^,。;]{0,6}(?:写|算|付|打|转)|(?:换成|改用|现在用的?)[^,。;]{0,10}(?:卡|账户|账号|尾号)|补充(?:协议|约定)|仅(?:将|对)|(?:改|变更|调整|推迟|延期|提前|顺延)(?:到|至|为|成)/
export const replaces =
  /作废|重新(?:协商|达成|约定|谈)|以(?:本次|此次|这次|今天|今日|本协议|这份)[^。]{0,6}为准|取代|替代|推翻|变更原|原(?:方案|协议)[^。]{0,6}(?:不再|取消)/
/** The whole of what stood before is out of force. */
export const annuls =
  /作废|以(?:本次|此次|这次|今天|今日|本协议|这份)[^。]{0,6}为准|取代|替代|推翻|原(?:方案|协议)[^。]{0,6}(?:不再|取消)/
export const keepsRest =
  /(?:其[他余它]|别的|剩下的|另外几)(?:[^,。]{0,8})(?:不变|照旧|不动|照(?:原来|[^,。]{0,6}讲的)|按原)|第[一二三四五六七八九十]条[^,。]{0,4}(?:不变|照旧)|(?:没有?|未)(?:提|讲|说|谈|变|改|涉及)(?:到)?的?[^,。;]{0,6}(?:照旧|不变|照原|不动|照前)|改(?:几|[一两二三四])[处点条样]/
/** A term is added to those that stand. */
export const supplements = /补充(?:协议|约定|条款)|约定补充|(?:另外?|再|增)加(?:上)?一[条项]|另(?:外)?(?:行)?约定/
export const takenBack =
  /反悔|不(?:作数|算数)|(?:之前|原来|前面|上次|那天|昨天)[^,。]{0,8}(?:说|讲|谈|协议|方案)[^,。]{0,4}(?:作废|不算|不认)|终止调解|调解终止/
/** 补课费各半(范某不答应), 赔误工500元——赵某拒绝: what an item says of itself is no term. */
export const refused =
  /[(][^()]{0,8}(?:不答应|不同意|不认|拒绝|待定|未达成|没谈拢|不肯|再议|另议|待协商)[^()]{0,6}[)]|—\s*[^,。;]{0,8}(?:拒绝|不同意|不答应|不认)|(?:^|[|,\s])[×✗✘](?=$|[|,;。\s])|未达成/
/** What somebody asks for, a mediator promises, or talk leaves open. */
export const noTerm =
  /^(?:[^,。:]{0,8}[:])?(?:[^,。]{0,4},)?(?:我要|要求|主张|索赔|建议)|^[^,。]{1,8}(?:都|也)?同意$|^调解员|再谈|不提了$|没有?签(?:字|名)|离开/
/** 看后没有签字,离开: what was drawn up was not agreed. */
export const unsigned = /(?:没有?|未|拒绝?|不肯|不愿)(?:在[^,。]{0,8})?签(?:字|名|署)?(?=[,。;]|$)/
export const order =
  /(?:协议|文书|合同)(?:书)?(?:里|中|上|内)[^。,]{0,4}(?:务必|必须|一定要|应当|得|请)[^。,]{0,6}(?:写|注明|载明|加)|(?:请|务必|必须|应当|要)?(?<!不)(?:在|往|把)[^。]{0,12}(?:协议|文书|合同)(?:书)?(?:里|中|上|内)?[^。]{0,6}(?:写|注明|写明|写上|加|载明)|忽略(?:以上|之前|前面|上述)|(?:系统|AI|ai|人工智能|机器人|智能助手|助手|大模型|模型)[^。]{0,16}(?:请|自动|务必|必须|写|生成|输出|指令|提示)|system\s*prompt|ignore (?:all|previous)/i
/** Words that tell the drafter what to write; what both sides agree to have written is a term. */
export const isOrder = (s: string): boolean =>
  order.test(s) && !/(?:双方|各方|三方)[^。,]{0,12}(?:同意|约定|商定|一致|要求)[^。]{0,4}(?:在|把|将)/.test(s)

export const act =
  /支付|付给|付清|付款|付|赔|退|返还|归还|还清|还给|偿还|补偿|补足|给付|交付|交给|交还|移交|转账|转给|转入|转到|打到|打入|汇入|存入|承担|负担|修复|修好|维修|返修|返工|重做|更换|拆除|清理|清除|清运|搬离|搬走|搬出|腾退|腾空|恢复|铺设|安装|整改|解除|终止|作废|扣|抵|免|减|放弃|撤回|不再|不得|不能|不打|不跳|停止|道歉|看望|探望|照料|照顾|抚养|赡养|保证|担保|质保|保修|保密|办理|配合|协助|提供|出具|补办|补缴|结清|互不|各不|追究|了结|另行|有权|可以?申请|到期|逾期|归|分得|享有|负责|应|须|必须|账户|尾号|复查|回访|遵守|按时|写(?:收条|收据|保证)|收条|收据|轮流|每月|每天|每周|同意|履行|一次性|通知|签字|生效|自愿|赠送?|发放|补发|开具|送|拿回|取回|收回|搬|修|拆|还|给|交|安装|装好|打烊|补|剪|移|挪|关闭|停用|换|洗|检测|做好|办结|不在|不放|不养|缴|再无|无争议|复诊|登记|过户|签订|移除|降低|控制/
export const ending =
  /^(?:以上|上述)?(?:内容|条款|笔录|记录)?[^。]{0,8}(?:核对|宣读|阅读|看过)[^。]{0,8}(?:无误|属实|一致)|(?:无误|属实)[,]?(?:签(?:字|名)|确认)|^(?:当事人|调解员|记录人|参加人|见证人)?(?:签名|签字|盖章)|^(?:记录人|调解员|主持人|时间|地点|参加人)[:]|^调解结束|^(?:备注|附件|附)[:]/
export const outsideCue =
  /不在[^。,]{0,10}(?:处理|解决|涉及|讨论)|另行(?:处理|解决|主张)[^。]{0,8}不在|(?:未(?:能)?达成一致|未谈拢|没谈拢|没有谈拢|存在分歧)|不(?:纳入|写入|列入|包含在)|(?:本|该)协议(?:不|未)(?:处理|涉及|包含)|与(?:本|该)(?:协议|案|次)[^。]{0,4}无关|留待|暂不处理/
export const opening =
  /^(?:最后|最终|经调解|经协商|现)?[,]?(?:双方|各方|三方|三人|两家)?(?:自愿|一致|均|都|当场)?(?:谈|讲|说|商量|协商|商)(?:妥|拢|成|定|好)(?:了)?[:,]\s*/
export const undecided =
  /(?:再|另|以后|回去|回头|到时)[^。]{0,12}(?:定|商量|说|考虑|答复|研究)(?:$|[。,])|待定|没定|未定|未确定|没有确定|还没说好/
export const opinion =
  /^(?:[^,。]{0,10}(?:要求|主张|提出|认为|表示|称|解释|希望|坚持|辩称|强调|说明|抱怨|反映))|报价|建议(?:的)?方案/
export const marker =
  /(?:^|[\n;。:,]\s*)(?:(?:\d{1,2}(?:[、)](?!\d{1,2}(?:、|[日号天]))|[.．](?!\d)|[.．](?=\d{1,2}月|\d{3,})))|(?:[A-H][.、)](?![A-Za-z\d]))|(?:第(?:\d{1,2}|[一二三四五六七八九十]{1,2})条(?![款的约所内第规、和]))|(?:[一二三四五六七八九十]{1,3}、)|(?:[一二三四五六七八九]是)|(?:其[一二三四五])|(?:[(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)])|[①-⑳]|(?:第[一二三四五六七八九十]{1,2}(?:(?:条|项)?[,、:]|(?:条|项)\s+)))\s*/g

/** …,她的卡号今天没有带,说以后再告诉公司: what was left open is no term. */
export const withoutOpenEnds = (text: string): string => {
  const pieces = text.split(/(?<=,)/)
  const open = pieces.findIndex(
    (piece, i) => i > 0 && /没(?:有)?带|以后再|回头|回去再|再(?:告诉|提供|报|商量|定)|记不[清得]/.test(piece),
  )
  const from = open > 0 && pieces.slice(open).every((piece) => findAmounts(piece).length === 0) ? open : pieces.length
  // 她的卡号今天没有带: the subject stands in the same or the piece before.
  return pieces.slice(0, from).join('')
}

/** A claim given up, without the figure it never reached; a sum that is paid in the same sentence stays. */
export function bareWaiver(s: string): string {
  let out = s
  for (const { start, end } of findAmounts(s).toReversed()) {
    const piece = s.slice(Math.max(s.lastIndexOf(',', start), s.lastIndexOf(';', start)) + 1, start)
    if (!/(?:付|赔|退|返|还|给|补|转|交)[^,;]{0,20}$/.test(piece) || /撤回|放弃/.test(piece))
      out = out.slice(0, start) + out.slice(end)
  }
  return out.replace(/[。;]+$/, '')
}

/** 卞家担七成3402,再付2402: a bare figure behind a word of paying or reckoning, at the end of its stretch, is a sum. */
export const withYuan = (text: string): string =>
  text.replaceAll(
    /(?<=[成剩余欠付退赔计共给补减扣担])\d{3,7}(?:\.\d{1,2})?(?=[,;。、)]|$)(?!、(?:19|20)\d\d[两三]?年)/g,
    '$&元',
  )

/** Words that turn a sentence of a settlement from what was agreed to something else. */
export const turnsAside = [notReached, noTerm, opinion, outsideCue, refused, undecided]
