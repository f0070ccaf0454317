import { beijingDay, findDays, readNumeral } from '../../cases/index.ts'
import { keeps, leftAlone } from './clause.ts'
import { type Checked, finding, judgedRule, type Rule } from './rule.ts'

const gambling =
  /赌|(?:打|搓|玩)(?:麻将|牌|扑克)|麻将|牌局|牌桌|扎金花|炸金花|斗地主|六合彩|押注|下注|博彩|推牌九|输(?:了|给|掉|的)/
/** A village house may be let, not sold to just anybody. */
const barredLand = /宅基地?|集体土地上?的?房/
/** What was built without leave is neither sold nor let. */
const illegal =
  /小产权|违(?:法|章)?(?:搭)?建(?:筑|房)?|未经(?:批准|审批|规划|许可)[^,。;]{0,16}[房屋棚建]|(?:没有|未(?:取得|办理?))[^,。;]{0,6}规划许可|自行搭建[^,。;]{0,12}[房屋棚]/
const house = /房|屋|铺|棚|车库|阁楼/
const sold = /买卖|转让|出售|购买|卖给|卖(?:掉|出)|购房款|买下|尾款/
const letOut = /出租|租赁|租给|租金|房租/
const undone = /无效|返还|退还|退回|拆除|恢复原状|解除|停止使用/

/** Payments that bear the name of what the law does not protect. */
const outlawed = /赌(?:债|资|款|博款)|青春(?:损失|补偿)费?|分手费|封口费|遮羞费|包养费|嫖资|好处费|回扣|贿赂款?|代孕费/
const because = '给付的原因不受法律保护'
const remedy = '删去此条,并核实款项的真实原因'
/** A mahjong table, a card room with its licence: goods and trades like others. */
const playThings = /(?:麻将|棋牌|扑克)(?:机|桌|台|牌(?!局|钱)|室|馆|房|社|用品|设备)/g
const unprotected = judgedRule('D15', 'block', because, remedy)

/** D15: payments the law does not protect, by what they are called or by what the case tells of their cause. 民153;借13;土管62 */
export const unlawful: Rule = (checked) => {
  const { clauses, operative, rest, reading } = checked
  // What a lender takes for a loan is interest, whatever it is called: rule D13 reckons it.
  const asLoan = (text: string) =>
    reading.file.disputeType === 'contract.private_loan' ? text.replaceAll(/好处费/g, '利息') : text
  const out = unprotected({
    ...checked,
    operative: operative.map((clause) => ({ ...clause, text: asLoan(clause.text.replaceAll(playThings, '设备')) })),
  })
  if (out.length === 0)
    out.push(
      ...operative.flatMap(({ where, text }) => {
        const named = outlawed.exec(asLoan(text))
        return named && !keeps.test(text) && !/(?:不|禁止|戒|非)[^,。]{0,8}$/.test(text.slice(0, named.index))
          ? [found(where, named[0])]
          : []
      }),
    )
  if (out.length > 0 || clauses.length === 0) return out
  const told = [
    ...rest.filter(({ where }) => where !== '当事人').map(({ text }) => text),
    ...reading.records.map(({ text }) => text),
  ].flatMap((text) =>
    // 博彩广告有限公司 is only called so.
    reading.names.all
      .reduce((out, { name }) => out.replaceAll(name, '某'), text)
      .replaceAll(playThings, '设备')
      .split(/[。;!?\n]/),
  )
  const pays = clauses.find(({ text }) => /[付还给转汇打]/.test(text) && /元/.test(text))
  const debt = told.find((s) => {
    const cue = gambling.exec(s)
    // 客人在店里打牌 is not what the parties owe each other for.
    if (/(?:客人|顾客|有人|别人|他人|房客|邻居)[^,。]{0,8}(?:赌|打牌|打麻将|搓麻)/.test(s)) return false
    if (!cue || !/欠|借|输|钱|款|债|元/.test(s) || !/赌|牌|麻将|注|彩/.test(s)) return false
    return (
      !/(?:不是|没有?|并非|从不|未)[^,。]{0,8}$/.test(s.slice(0, cue.index)) &&
      !/没有?(?:这|那)?回事|胡说|造谣|无关|与[^,。]{0,8}(?:不|没)/.test(s)
    )
  })
  if (pays && debt && sameSum(debt, checked)) return [found(pays.where, debt.trim().slice(0, 40))]
  const whole = clauses.map(({ text }) => text).join('。')
  const everything = told.concat(whole.split('。'))
  // 违法建筑 stands in one sentence, the sale of the house in another.
  const changesHands = (s: string) => sold.test(s) || (letOut.test(s) && everything.some((it) => illegal.test(it)))
  const barredHouse = (s: string) => barredLand.test(s) || illegal.test(s)
  const barred = everything.find((s) => barredHouse(s) && !/(?:不是|不属于|并非|已(?:拆除|补办))/.test(s))
  const sells = clauses.find(({ text }) => changesHands(text) && house.test(text))
  const sale =
    everything.find((s) => (barredLand.test(s) && sold.test(s)) || (illegal.test(s) && changesHands(s))) ??
    (barred && sells && /违|未经|没有|未/.test(barred) ? barred : undefined)
  if (sale && !undone.test(whole) && !/无效/.test(told.join()) && /交付|付|过户|转让|卖|买|租/.test(whole))
    return [found(clauses.find(({ text }) => barredHouse(text))?.where ?? clauses[0]!.where, sale.trim().slice(0, 40))]
  return []
}

const found = (where: string, words: string) => finding('D15', 'block', where, `${because}(“${words}”)`, remedy)

/** The sum a cause tells of is one the agreement pays, where it tells of any. */
const sameSum = (cause: string, { clauses }: Checked): boolean => {
  const figures = cause.match(/\d+(?:\.\d+)?(?=元|块)/g)
  return !figures || figures.some((figure) => clauses.some(({ text }) => text.includes(figure)))
}

const lateness = /(?:([\d]+|[一二两三四五六七八九十百]+)(?:个)?(工作日|日|天|周|星期|月|年)|半年)(?:之)?内/g
/** Working days run on over rest days: thirty of them are some six weeks. */
const unit: Record<string, number> = { 工作日: 1.4, 日: 1, 天: 1, 周: 7, 星期: 7, 月: 30, 年: 365 }
const alone =
  /单独|单方|独自|一方自行|(?:不(?:必|用|需)|无需|无须)[^,。;]{0,8}(?:到场|参加|同意|配合|前往|去|出面)|凭[^,。;]{0,8}委托[^,。]{0,4}一人/
const together =
  /共同|双方(?:一起|均|都|应|可|可以|同意|自愿)?[^,。;]{0,16}申请|一起|一同|各方|另一方(?:应|须)?(?:予以)?配合|双方/

const onceConfirmed =
  /(?:经|取得|获得|办理|作出|完成)[^,。;]{0,12}(?:司法确认|效力)(?:裁定|裁定书|手续)?[^,。;]{0,4}(?:之?后|的)|(?:司法确认)(?:裁定|程序)?[^,。;]{0,6}(?:之?后|生效后)/
const unconfirmed = /(?:无需|无须|不必|不用|不需|不经|未经|不再|免)[^,。;]{0,10}司法确认/

/** D20: confirmation is asked for by both, within thirty days, at a court of 民诉205. */
export const confirmation: Rule = (checked) =>
  checked.operative.flatMap((clause) => {
    const { where, text } = clause
    const spoken = text.split(/[。;]/).filter((s) => /司法确认|确认(?:本)?(?:调解)?协议(?:的)?效力/.test(s))
    if (spoken.length === 0) return otherRoute(checked, clause)
    // 经司法确认后可以申请强制执行 tells what the confirmation is worth, and not how it is asked for.
    const sentence = spoken.find((s) => !onceConfirmed.test(s) || alone.test(s))
    if (!sentence) return []
    const block = (message: string, fix: string) => [finding('D20', 'block', where, message, fix)]
    if (/执行/.test(sentence) && unconfirmed.test(sentence))
      return block('没有经过司法确认的协议不能直接申请强制执行', '改为“自协议生效之日起三十日内共同申请司法确认”')
    const days = [...sentence.matchAll(lateness)].map(([, n, of]) =>
      n ? (readNumeral(n.replace('两', '二')) ?? 0) * unit[of!]! : 183,
    )
    const fixed = findDays(sentence, clause.at, 'future').findLast(({ kind, on }) => kind === 'day' && on)?.on
    // 自10月19日双方签字之日起生效: the days run from there.
    const effective = /生效/.test(sentence)
      ? findDays(sentence, clause.at, 'future').find(({ kind, on }) => kind === 'day' && on)?.on
      : undefined
    const wait = fixed ? (Date.parse(fixed) - Date.parse(effective ?? beijingDay(clause.at))) / 86_400_000 : 0
    if (
      days.some((n) => n > 30) ||
      wait > 30 ||
      /随时(?:可以?|均可)?[^,。]{0,10}申请|任何时候|履行完毕后|期满后|逾期后|不履行(?:的|时)[^。]{0,10}再/.test(
        sentence,
      )
    )
      return block('司法确认须在协议生效后30日内申请', '改为“自协议生效之日起三十日内共同申请”')
    if (alone.test(sentence) || !together.test(sentence)) return block('司法确认须双方共同申请', '改为双方共同申请')
    if (/仲裁委|劳动仲裁|公安|派出所|司法局|司法所|检察院|公证处|高级人民法院|最高人民法院|专门法院/.test(sentence))
      return block('申请司法确认的机关不对', '改为当事人住所地、标的物所在地或调解组织所在地的基层人民法院')
    const court = /((?:[\p{Script=Han}]{2,3}(?:省|市))*)([\p{Script=Han}]{2,4}?)(?:区|县|市)人民法院/u.exec(sentence)
    if (court && !namesPlace(placesOf(checked), court[2]!.replace(/^.*[市省]/, '')))
      return block(`${court[0]}不在当事人住所地、标的物所在地或调解组织所在地`, '改为三地之一的基层人民法院(民诉205)')
    return []
  })

/** Whether one of the places bears the name of a court's district; words that run into the name (所在地的海宁) are none of it. */
const namesPlace = (places: string, district: string): boolean =>
  [...district].some((_, i) => i <= district.length - 2 && places.includes(district.slice(i)))

const ofEffect = /执行|确认|效力|认可|盖章|审查|公证|等同|视同|仲裁/
/** 无需申请即可强制执行 and the like: no word of confirmation, and yet its effect. */
function otherRoute({ says }: Checked, clause: Checked['operative'][number]) {
  const { found, words } = says('D20', clause)
  const sentence = clause.text.split(/[。;]/).find((it) => it.includes(words)) ?? words
  // 宣告其死亡,不再到法院申请: a court is spoken of, and nothing of what this agreement is worth before it.
  return found && ofEffect.test(sentence) && !leftAlone(sentence)
    ? [
        finding(
          'D20',
          'block',
          clause.where,
          `确认或执行的途径不对(“${words.slice(0, 40)}”)`,
          '改为“自协议生效之日起三十日内共同向有管辖权的基层人民法院申请司法确认”',
        ),
      ]
    : []
}

/** Where the parties live, what is disputed lies, and the committee sits. */
const placesOf = ({ reading, content, clauses, rest }: Checked): string =>
  [
    content.committee,
    ...reading.identities.map(({ address }) => address ?? ''),
    ...[...rest, ...clauses].filter(({ text }) => !/司法确认|人民法院/.test(text)).map(({ text }) => text),
  ].join('\n')
