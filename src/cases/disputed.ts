import type { Reading } from './facts.ts'
import { narrow, sentencesOf } from './reading/sentences.ts'

/** What the sides of a case disagree about, by topic and without anybody's figures, and the records that tell it. 争议事项 */
export type Disputed = { topics: string[]; recordIds: string[] }

/** Topics of disputes as a clerk calls them, the words by which parties speak of them, and the kinds of dispute they are topics of. */
const topics: [topic: string, words: RegExp, within?: RegExp][] = [
  ['漏水的原因和修复', /漏水|渗水|滴水|返水|防水/, /neighbor|property|contract\.house|contract\.decoration|housing/],
  ['噪声的控制', /噪[音声]|[太很]吵|吵得|吵闹|咚咚|震动/, /neighbor|environment|property/],
  ['油烟和异味的治理', /油烟|烟道|异味|臭味|净化器/, /neighbor|environment|property/],
  ['污染造成的损失', /粉尘|扬尘|灰尘|污染|污水/, /environment|land|neighbor/],
  ['公共部位的使用', /楼道|过道|公共(?:部位|区域)|占用|堆(?:放|着|在)/, /neighbor|property/],
  ['车位的使用', /车位|占(?:了)?位/, /property|neighbor|contract\.house/],
  ['边界和通行', /围墙|界址|院墙|通行|过路|出路/, /neighbor|housing|land/],
  ['费用的分摊', /分摊|平摊|摊(?:钱|多少)|加装/, /neighbor|property/],
  ['押金的退还', /押金|保证金/, /contract|consumer|business|tourism|housing|property/],
  ['定金的退还', /定金|订金|意向金/, /contract|consumer|housing|business|tourism/],
  ['租金', /房租|租金/, /contract\.house|business|housing/],
  ['水电等费用', /水电|电费|水费|燃气/, /contract\.house|business|property|housing/],
  ['房屋和设施的损坏', /墙(?:面|上|纸)|地板|家具|家电|门锁|沙发/, /contract\.house|neighbor|property/],
  ['物业费', /物业费/, /property/],
  ['滞纳金', /滞纳金/, /property/],
  ['设施的维修', /门禁|单元门|楼道灯|路灯|监控|充电桩/, /property|neighbor|contract\.house/],
  ['借款的本金和已还数额', /借(?:了|给|款|条|的)|还(?:了|过)|没还|欠条/, /private_loan/],
  ['利息', /利息/, /private_loan|contract|business/],
  ['违约金', /违约金/],
  ['担保责任', /担保|作保/, /private_loan|contract|business/],
  ['货款', /货款|送货|对账/, /business|contract\.sales/],
  ['质量', /质量|色差|次品|空鼓|瑕疵|裂|变形|不合格|以次充好|假货/, /business|contract|consumer|housing/],
  ['工期', /工期|完工|延期|误期/, /contract\.decoration|contract/],
  ['尾款', /尾款/, /business|contract|housing/],
  ['退款的数额', /退(?:款|卡|课|费|钱|一半|我|还|回)/, /consumer|internet|tourism|medical|contract|housing/],
  ['手续费', /手续费|退改费/, /consumer|internet|tourism|contract/],
  ['返工、重做等补救', /补拍|返工|重做|重修|重铺/, /contract|consumer/],
  [
    '医疗费',
    /医疗费|医药费|药费|药钿|疫苗|清创|治疗费|住院费|看病/,
    /damage|traffic|medical|family|labor|tourism|consumer/,
  ],
  ['误工费', /误工|请假/, /damage|traffic|medical|labor/],
  ['护理费', /护理|陪护|护工/, /damage|traffic|medical/],
  ['营养费', /营养费/, /damage|traffic|medical/],
  ['精神损害赔偿', /精神(?:费|损|抚慰|补偿|那个|赔)/, /damage|traffic|medical|internet|ip|consumer/],
  ['后续治疗', /后续|疤|复查|祛/, /damage|traffic|medical/],
  ['事故责任的分担', /(?:主|全|次)责|(?:主要|全部|次要|同等)责任|闯红灯|让行/, /traffic|damage/],
  ['车辆损失', /修车|车损|车辆损失/, /traffic|damage|neighbor|property/],
  ['诊疗行为与损害的关系', /误诊|漏诊|手术|器械|输液|术后/, /medical/],
  ['赡养费用的分担', /赡养|养老钱|一人一个月|每家出|三家/, /support/],
  ['老人的居住和照料', /轮流|敬老院|住(?:哪|谁|大儿|小儿)|照(?:顾|料)老/, /support|guardian/],
  [
    '探望的时间和方式',
    /探望|看(?:到|望)?(?:儿子|女儿|孩子|小孩)|见(?:儿子|女儿|孩子)|不让看|过夜/,
    /custody|visit|marital/,
  ],
  ['抚养费', /抚养费/, /family/],
  ['彩礼和嫁妆的返还', /彩礼|三金|嫁妆/, /bride|marital/],
  ['遗产的分配', /遗产|继承/, /family|inherit/],
  ['补偿款的分配', /补偿款|拆迁款|安置(?:费|房|款)|过渡费/, /expropriation|family|land/],
  ['工资', /工资|工钿|工钱|薪/, /labor/],
  ['解除劳动关系的补偿', /经济补偿|2N|N\+1|辞退|不用来|裁(?:员|了|掉)/, /labor/],
  ['未休年休假', /年休?假/, /labor/],
  ['加班费', /加班/, /labor/],
  ['流转费', /流转(?:费|金|款)|承包(?:费|款)|田租/, /land|support/],
  ['面积', /\d亩|面积|平方|㎡/, /land|property|housing|expropriation/],
  ['合伙账目的结算', /合伙|散伙|退伙/, /business|partner/],
  ['充值款的退还', /充值|打赏/, /internet|consumer/],
  [
    '所发内容的删除',
    /帖子|差评|发(?:在|到)?[^,。]{0,6}群|网上发|小红书|朋友圈/,
    /damage\.reputation|internet|ip|consumer|neighbor|tourism/,
  ],
  ['作品的使用', /盗图|图片|商标|插画|照片是我|版权|著作权/, /ip|internet/],
  ['损失的赔偿', /赔|损失/, /neighbor|environment|property|ip|land/],
]
/** Of these a text is silent unless both sides speak of them: they are asked for oftener than they are in dispute. */
const onlyBetweenBoth = new Set(['利息', '违约金', '担保责任', '后续治疗', '所发内容的删除', '面积'])
const MOST = 4
/** What a dispute of a kind is about where its records name no topic. */
const usual: [kind: RegExp, topic: string][] = [
  [/^(?:damage\.reputation|internet\.(?!minor)|ip\.)/, '影响的消除和损失的赔偿'],
  [/^(?:damage|traffic|medical)\./, '责任的承担和赔偿的数额'],
  [/^(?:neighbor|environment)\./, '责任的承担和影响的消除'],
  [/private_loan|sme_payment|contract\.sales|partnership/, '欠款的数额和付款的时间'],
  [/^labor\./, '应付的款项和付款的时间'],
  [/^property_mgmt\./, '费用的交纳和物业服务'],
  [/^land\./, '费用的数额和支付的时间'],
  [/custody|guardian/, '孩子的照料和双方的配合'],
  [/^(?:family|expropriation)\./, '费用或者财产的分担和给付'],
  [/^(?:consumer|internet|tourism|contract|housing_site|business)\./, '合同的履行和款项的结算'],
]

/** 二、争议:墙面粉刷费、水电费: where a record says itself what is in dispute. */
const named = /(?:^|[。;\n、])\s*(?:主要)?(?:争议|分歧)(?:焦点|事项|点|问题)?(?:在于|是|为|有|:)+([^。;\n]{2,60})/

/** The points in dispute: those a record names, those both sides speak of, then what the applicant asks for. */
export function disputedTopics({ records, file, settlement }: Reading): Disputed {
  const role = (partyId?: string) => file.parties.find(({ id }) => id === partyId)?.role
  const heard = records.filter(({ id }) => !settlement.replaced.includes(id))
  const spoken = (side: string) => heard.filter(({ party }) => role(party) === side)
  const kind = file.disputeType ?? ''
  const topicsIn = (text: string) =>
    topics.flatMap(([topic, words, within]) =>
      words.test(text) && (!kind || !within || within.test(kind)) ? [topic] : [],
    )
  const said = (side: string) =>
    topicsIn(
      spoken(side)
        .map(({ text }) => text)
        .join('\n'),
    )
  const asked = topicsIn(narrow(file.statement))
  const ours = new Set([...asked, ...said('applicant')])
  const both = said('respondent').filter((topic) => ours.has(topic))
  const naming = heard.find(({ text }) => named.test(narrow(text)))
  const written = naming ? writtenTopics(named.exec(narrow(naming.text))![1]!, topicsIn, file) : []
  const found = [...written, ...both, ...asked.filter((topic) => !onlyBetweenBoth.has(topic))]
  const all = [...new Set(found)].filter((topic) => !written.some((it) => it !== topic && sameMatter(it, topic)))
  // One item of a bill is not all that a dispute over a hurt is about.
  const few = all.length === 0 || (all.length === 1 && /^(?:damage|traffic|medical)\./.test(kind))
  const general = few && usual.find(([of]) => of.test(kind))?.[1]
  return {
    topics: [...all.slice(0, MOST), ...(general ? [general] : [])],
    recordIds: [
      ...(naming ? [naming.id] : []),
      ...heard.filter((record) => record.id !== naming?.id && role(record.party)).map(({ id }) => id),
    ].slice(0, 6),
  }
}

/** 墙面粉刷费1200元、水电燃气费、门锁 → 墙面粉刷费、水电燃气费、门锁; who says what is told by its topics. */
function writtenTopics(words: string, topicsIn: (text: string) => string[], file: Reading['file']): string[] {
  const pieces = words
    .split(/[、,]|和|及|以及/)
    .map((piece) => piece.replaceAll(/约?[\d.]+(?:元|块|万元?)?/g, '').trim())
    .filter((piece) => piece.length > 1)
  const noun = (piece: string) =>
    piece.length <= 10 &&
    !/[要认说肯给付退赔讲不没还是的]/.test(piece.replace(/(?:退|付|赔|还|不)(?=款|费|偿|息)/g, '')) &&
    !file.parties.some(({ name }) => piece.includes(name))
  return pieces.every(noun) ? pieces : topicsIn(sentencesOf(words)[0]?.text ?? '')
}

/** 水电燃气费 and 水电等费用 are one matter. */
const sameMatter = (a: string, b: string): boolean =>
  topics.some(([topic, words]) => (topic === b && words.test(a)) || (topic === a && words.test(b)))
