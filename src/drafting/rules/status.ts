import { titled } from './cues.ts'
import { finding, judgedRule, type Rule } from './rule.ts'

/** D09: marriage, parentage, adoption and guardianship are not made or unmade by mediation. 确认规定4;民诉解释355(三) */
export const status = judgedRule(
  'D09',
  'block',
  '协议写入了身份关系的确认或解除',
  '删去此条;身份关系到民政部门或法院办理,这里只写抚养、赡养、财产的给付',
  /(?:另行|各自)?依法(?:另行)?向?[^,。;]{0,8}(?:申请|起诉|办理)/,
)

const declaredTitle = '协议直接确认了物权或知识产权的归属'
const titleFix = '改为“某某配合办理登记(过户)”等给付义务,或引导诉讼确权'
const declared = judgedRule(
  'D10',
  'block',
  declaredTitle,
  titleFix,
  // Who gets the rent of a house is not whose it is.
  /^[^,]*(?:租金|房租|租费|收益|收入|转让费|补偿款)[^,。;]{0,12}(?:归|属于|由)[^,]*$/,
)

/** 东边两间以后就是甲的: whose a house or a right shall be, in everyday words; who gets the rent or the use of it is another thing. */
const plainly = new RegExp(
  `(?:${titled.source})(?<between>[^。;]{0,30}?)(?:以后|今后|从此|就|都|便|全部?|永远)+(?:是|算|归|属于?)(?:P|其|他|她|兄|弟|老[大二三])[^,。;]{0,2}(?:的|了|所有|家)?(?=[,。;]|$)`,
  'u',
)
const ofMoney = /租|费|款|金|钱|收益|收入|押|用|住|管|钥匙/

/** D10: ownership and intellectual property are not declared in an agreement; a deposit or a thing handed over is no title. 民诉解释355(五) */
export const ownership: Rule = (checked) => {
  const titles = checked.operative.filter(({ text }) => titled.test(text))
  const out = declared({ ...checked, operative: titles })
  if (out.length > 0) return out
  return titles.flatMap(({ where, text }) => {
    const found = plainly.exec(checked.reading.names.all.reduce((all, { name }) => all.replaceAll(name, 'P'), text))
    return found && !ofMoney.test(found.groups!.between!) && !/登记|判决|已(?:经)?/.test(found[0])
      ? [finding('D10', 'block', where, `${declaredTitle}(“${found[0].slice(0, 40)}”)`, titleFix)]
      : []
  })
}

/** D18: punishment, work-injury recognition and other acts of office are no matter of an agreement. 民诉解释355(一) */
export const office = judgedRule(
  'D18',
  'block',
  '写入了应由司法或行政机关决定的事项',
  '删去;需要认定、处罚的由主管机关依法处理',
  // What is left to the office that decides it is not settled here.
  /由[^,。;]{0,14}(?:机关|部门|法院|公安|仲裁|委员会)[^,。;]{0,6}依法(?:处理|决定|认定|办理|作出)/,
)

/** D21: what belongs to other special proceedings: a court does not confirm it. 民诉解释355(四) */
export const excluded = judgedRule(
  'D21',
  'block',
  '涉及其他特别程序、公示催告或破产事项,法院不受理确认',
  '移出协议,按相应程序办理',
)
