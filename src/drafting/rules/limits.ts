import { keeps } from './clause.ts'
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
