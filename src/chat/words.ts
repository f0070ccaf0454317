import type { Context } from '../context.ts'
import { type Act, type Assessment, type Door, type Doors, isDoubt, type Registered } from '../intake/index.ts'
import { findSubtype, loadTaxonomy } from '../knowledge/index.ts'
import { limitWords } from './limits.ts'
import { bare } from './understand.ts'

/** What a danger means for the person who tells of it; what staff must do stands in the assessment. */
const forPerson: Partial<Record<Assessment['redFlags'][number]['code'], string>> = {
  imminent_danger:
    '请马上离开危险的地方,到有人的、安全的地方去;有人受伤打 120,着火或煤气泄漏打 119,有人动手或拿着凶器打 110',
  suicide: '您不是一个人在扛。请让身边的人陪着您,也可以拨打心理援助热线 12356;如果已经伤到自己,请马上打 120',
  dv: '动手就是家暴,不是您的错。有危险马上打 110;可以请公安出告诫书,也可以向法院申请人身安全保护令(72小时内,紧急的24小时内);法律援助不收费,妇联可以陪您。我们不会把您的住址和电话告诉对方',
  violence_threat: '对方的狠话请记下原话和时间,感到危险就打 110,不要单独去见对方',
  minor: '涉及孩子的,我们会严格保密,谈的时候请监护人到场',
  crime: '可能涉及犯罪的部分请先报警、保管好证据,不要私下了结;赔偿可以再谈',
  group: '人多的话,请推选代表来谈,每个人的要求都会登记',
  mental: '请让一位家人一起来,好帮着说清楚',
  fake_mediation:
    '这件事要先由工作人员核对借款和转账的经过,网上先不登记。请带上借条、转账记录和双方身份证,到窗口来办。',
  asset_flight: '担心对方转移财产的,可以尽快申请财产保全;对方的去向、车辆、房产线索请先记下来',
  public_safety: '有安全隐患的地方请先不要靠近,紧急的打 119 或 110',
  in_process: '已经报案、仲裁或起诉的,请带上案号和文书,先由原来的机关处理',
  admin: '对行政决定不服的,可以申请行政复议(一般60日内)或起诉,这一部分不能调解',
  time_bar: '时间可能比较紧,请尽早办登记,也问清楚仲裁、起诉的期限',
  vulnerable: '需要慢慢说、代写、手语或上门的,请告诉我们',
  media: '调解是保密的;发到网上之前,请留意双方的隐私',
}

/** 转接卡: what to do now, and who takes over; the second time in short. */
export function handOff(urgent: Assessment['redFlags'], again: boolean): string {
  const numbers = '报警 110 · 急救 120 · 火警 119'
  if (again) return `请先顾好安全,其他的事都可以放一放。\n${numbers}\n值班长正在联系您,也可以请身边的人帮忙拨打。`
  const advice = [...new Set(urgent.flatMap(({ code }) => forPerson[code] ?? []))]
  if (urgent.every(({ code }) => code === 'fake_mediation')) return advice.join('\n')
  return [
    '您说的情况关系到人身安全,需要马上有人处理,我先把它放在最前面:',
    ...advice.map((words) => `· ${words}`),
    numbers,
    '我们的值班长会马上联系您。您现在在安全的地方吗?',
  ].join('\n')
}

const talk: Partial<Record<Act, string>> = {
  greeting: '您好,这里是综治中心的接待窗口。遇到了什么事?照您平常说话的样子讲就行:和谁、什么时候、在哪里、怎么回事。',
  thanks: '不客气。有新的情况随时来说。',
  abuse: '您心里有气我理解。您愿意的话,说说是什么事,我来帮您找对口的人;也可以说「转人工」。',
  order: '我是接待助手,不能判案,也不能透露他人的信息或改动案件。您自己遇到的纠纷,请直接说说发生了什么。',
  idle: '我在这里听纠纷、帮您找对口的部门。如果遇到了麻烦事,请用几句话说说发生了什么;没有的话就先不打扰您。',
  human: '好的,已经请工作人员来接这段对话,请稍等。等的时候也可以继续把事情说给我听。',
}

/** A civil, bounded answer to words that tell no dispute. */
export function smallTalk(ctx: Context, act: Act, message: string): string {
  if (!/\p{Script=Han}/u.test(message) && /[a-z]{2,}/i.test(message))
    return '我用中文接待,请用中文说说发生了什么,或到窗口由工作人员帮您。\nI can help in Chinese here; staff at the service desk can assist you in person. In danger, call 110 (police), 120 (ambulance) or 119 (fire).'
  if (act === 'centre')
    return `${ctx.config.CENTRE_ADDRESS},工作日 9:00–11:30、13:30–17:00。人民调解不收费;登记后凭受理回执号和手机后四位可以查进度。您遇到了什么事?可以现在就说给我听。`
  return talk[act] ?? '我没有听明白是哪一类的事。请再说得具体一点:和谁、什么时候、在哪里、发生了什么,您想怎么解决。'
}

const nameOf = (ctx: Context, subtype: string) => findSubtype(ctx, subtype)?.name ?? subtype

/** What was understood so far, in a sentence or two. */
export function understood(ctx: Context, assessment: Assessment, { corrected }: { corrected: boolean }): string {
  const names = assessment.disputes.map(({ subtype }) => nameOf(ctx, subtype))
  const { primary } = assessment.departments
  const sure = assessment.disputes[0]!.confidence >= 0.7
  return [
    corrected
      ? `好的,改过来了:这是「${names[0]}」方面的事。`
      : sure
        ? `我听明白了:这是「${names.join('」和「')}」方面的事${names.length > 1 ? ',分开登记会更清楚' : ''}。`
        : `我听下来,可能是「${names.join('」和「')}」方面的事,还不太确定。`,
    assessment.mediable.ok === false
      ? `这件事不适合在这里调解:${assessment.mediable.reason}。建议:${assessment.mediable.route}。`
      : `由${primary.name}负责。`,
    ...(assessment.mediable.ok === 'partly' && !assessment.redFlags.some(({ stop }) => stop === 'refer')
      ? [`请留意:${assessment.mediable.reason};${assessment.mediable.route}。`]
      : []),
    ...assessment.redFlags
      .filter((flag) => !isDoubt(flag))
      .flatMap(({ code }) => (forPerson[code] ? [`提醒:${forPerson[code]}。`] : [])),
  ].join('\n')
}

/** Everything understood, for the person to say whether it is right. Numbers and exact doors are not repeated. */
export function summaryWords(ctx: Context, { disputes, departments, mediable, facts }: Assessment): string {
  const { facts: keys } = loadTaxonomy(ctx)
  const lines = keys.flatMap(({ key, name }) => {
    const fact = facts[key]
    return fact && key !== 'who_applicant' ? [`· ${name}:${clip(bare(fact.quote))}`] : []
  })
  return [
    '我把您说的理一遍,您看对不对:',
    `· 事情:${disputes.map(({ subtype, claim }) => `${nameOf(ctx, subtype)}(${clip(bare(claim))})`).join(';')}`,
    ...lines,
    mediable.ok === false ? `· 去处:${mediable.route}` : `· 对口部门:${departments.primary.name}`,
    '都对的话,请回「对」;哪里不对,直接告诉我(比如「不是物业,是楼上」)。',
  ].join('\n')
}

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll('\n', ' ')

/** What is asked of a person before anything is registered: consent, a name and a number (个人信息保护法13、17、29). */
export const consentWords = (again: boolean): string =>
  again
    ? '还差一点:请告诉我您的姓名和手机号(例如「同意,我叫某某,手机 138…」)。不愿意留也可以,直接到窗口登记。'
    : '登记要留您的姓名和手机号,只用来联系您和办理这件事,您可以随时要求查阅、更正或删除;您说的内容会转给对口部门。\n同意的话,请回「同意」,并写上姓名和手机号。不同意也没关系,可以直接到窗口登记。'

export const declined = (ctx: Context): string =>
  `好的,没有登记,也没有留下您的联系方式。需要时可以到${ctx.config.CENTRE_ADDRESS}(工作日 9:00–11:30、13:30–17:00),带上身份证和手上的材料。`

/** The receipt, who takes the matter, when, what to bring, and what must not be missed. 受理回执 */
export function receiptWords(
  ctx: Context,
  { receipt, number }: Registered,
  { subtype, doors }: Doors,
  door?: string,
): string {
  const first = doors.find(({ code }) => code === door) ?? doors[0]!
  const evidence = findSubtype(ctx, subtype)?.evidence ?? []
  return [
    `登记好了。受理回执号:${receipt}(案号 ${number})。`,
    '凭回执号和您手机号的后四位可以随时查进度。',
    `办理:${first.name},${first.address}。${first.duty.words}。`,
    `请带:${first.bring}${evidence.length > 0 ? `;有的话也带上${evidence.join('、')}` : ''}。`,
    ...limitWords(subtype).map((words) => `时限提醒:${words}。`),
    '后面想起什么,直接接着说,我会记到这件案子里。',
  ].join('\n')
}

/** Where to go instead, with address, hours, what to bring and time limits. 告知去处 */
export function referralWords(
  { subtype, doors, mediable }: Doors,
  departments: Assessment['departments'],
  reason?: Assessment['mediable'],
): string {
  const why = reason ?? mediable
  const first = doors.find(({ code }) => code === departments.primary.code) ?? doors[0]!
  const others = doors.filter((it) => it !== first && it.part !== 'supporting')
  return [
    `这件事不在人民调解的范围:${why.reason ?? ''}。建议:${why.route ?? first.name}。`,
    doorWords(first),
    ...others.slice(0, 2).map(doorWords),
    ...limitWords(subtype).map((words) => `时限提醒:${words}。`),
    '如果您仍希望在这里登记、由工作人员看一看,请回「登记」。',
  ].join('\n')
}

const doorWords = ({ name, address, hours, bring, phone, duty }: Door): string =>
  `· ${name}:${address};${hours}${phone ? `;电话${phone}` : ''};请带${bring}。${duty.words}。`
