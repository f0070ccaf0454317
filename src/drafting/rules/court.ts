import { beijingDay, findDays, readNumeral } from '../../cases/index.ts'
import { leftAlone } from './clause.ts'
import { type Checked, finding, type Rule } from './rule.ts'

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
      /随时(?:可以?|均可)?[^,。]{0,10}申请|任何时候|(?:什么时候|何时|哪天|多久|几时)[^。;]{0,16}(?:都|均|也)|(?:半年|[一二两三四五六七八九十\d]+年|[二两三四五六七八九十\d]+个月)[^,。;]{0,6}(?:以|之)?后|(?:不限|没有?)(?:时间|期限)|履行完毕后|期满后|逾期后|不履行(?:的|时)[^。]{0,10}再/.test(
        sentence,
      )
    )
      return block('司法确认须在协议生效后30日内申请', '改为“自协议生效之日起三十日内共同申请”')
    if (alone.test(sentence) || !together.test(sentence)) return block('司法确认须双方共同申请', '改为双方共同申请')
    if (/仲裁委|劳动仲裁|公安|派出所|司法局|司法所|检察院|公证处|高级人民法院|最高人民法院|专门法院/.test(sentence))
      return block('申请司法确认的机关不对', '改为当事人住所地、标的物所在地或调解组织所在地的基层人民法院')
    // 邀请调解: the court that asked for the mediation is the court (民诉205(一)).
    const inviting = invitedBy(checked)
    if (inviting)
      return named.test(sentence) && !sentence.includes(inviting)
        ? block('法院邀请调解的,向作出邀请的法院申请', `改为共同向作出邀请的${inviting}申请(民诉205)`)
        : []
    if (/中级人民法院/.test(sentence))
      return block(
        '申请司法确认一般向基层人民法院提出,中级人民法院只管应由它管辖的案件',
        '改为三地之一的基层人民法院(民诉205)',
      )
    const court = /((?:[\p{Script=Han}]{2,3}(?:省|市))*)([\p{Script=Han}]{2,4}?)(?:区|县|市)人民法院/u.exec(sentence)
    if (court && !namesPlace(placesOf(checked), court[2]!.replace(/^.*[市省]/, '')))
      return block(`${court[0]}不在当事人住所地、标的物所在地或调解组织所在地`, '改为三地之一的基层人民法院(民诉205)')
    return []
  })

const asked =
  /([\p{Script=Han}]{2,4}(?:区|县|市)|[\p{Script=Han}]{2,6}市中级)人民法院[^,。;]{0,24}(?:邀请|委派|委托)[^。;]{0,20}调解/u
/** The court that asked the committee to mediate, as its name ends: 上城区人民法院. */
const invitedBy = ({ reading, rest, clauses }: Checked): string | undefined =>
  [...reading.records, ...rest, ...clauses]
    .flatMap(({ text }) => text.split(/[。;]/))
    .flatMap((s) => asked.exec(s)?.[1] ?? [])
    .map((name) => `${name.slice(-3)}人民法院`)[0]
const named = /[\p{Script=Han}]{2,}(?:区|县|市|级)人民法院/u

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

/** Where somebody lives or keeps the thing in dispute; where a thing merely happened, a lawyer works or nobody lives makes no court. */
const lives =
  /住|居|户籍|位于|坐落|所在|存放|放在|登记|注册|经营|开(?:店|厂)|店|厂|仓库|房|室|地块|田|车位|小区|村|社区|街道/
const elsewhere =
  /事故|发生|律师|代理人|执业|上班|工作单位|没有?在|没有?住|不在|未在|并非|不是|曾经?|出差|老家|方便|为了?/

/** Where the parties live, what is disputed lies, and the committee sits. */
const placesOf = ({ reading, content, clauses, rest }: Checked): string =>
  [
    content.committee,
    ...reading.identities.map(({ address }) => address ?? ''),
    ...[...rest, ...clauses]
      .filter(({ text }) => !/司法确认|人民法院/.test(text))
      .flatMap(({ text }) => text.split(/[,;。]/).filter((piece) => lives.test(piece) && !elsewhere.test(piece))),
  ].join('\n')
