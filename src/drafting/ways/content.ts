import { dayInWords, type Identity, toCapitals, widen, yuanOf } from '../../cases/index.ts'
import type { Content, Item, Section } from '../content.ts'
import { roleName } from '../forms/parties.ts'
import { missing } from '../placeholder.ts'
import { articleName } from '../retrieve.ts'
import { dutyInWords } from './notice.ts'
import type { Parts } from './pack.ts'
import { type Route, routeNames } from './routes.ts'
import type { Situation } from './situation.ts'

const item = (text: string, label: Item['label'], refs: string[] = []): Item => ({ text, label, refs })
const part = (key: string, heading: string, items: Item[], numbered = false): Section[] =>
  items.length > 0
    ? [{ key, heading: widen(heading), numbered, items: items.map((it) => ({ ...it, text: widen(it.text) })) }]
    : []
const violence = /家庭?暴力|家暴|告诫书|人身安全保护令|跟踪骚扰/

/** The pack as a document of the house: what to print and hand over. */
export function packContent(it: Situation, parts: Parts, committee: string): Content {
  const { file } = it.reading
  return {
    form: 'wayOut',
    title: `${routeNames[parts.route].replace(/^共同/, '')}·办理材料包`,
    number: file.number,
    committee,
    sections: [
      ...part('notice', '一、告知', parts.notice),
      ...part('ways', '二、走哪条路,为什么', waysOf(parts)),
      ...part('limits', '三、期限', parts.limits.map(limitLine)),
      ...part(
        'where',
        '四、到哪里办',
        parts.where.map(({ name, why, hours, phone, bring, basis }) =>
          item(`${name}:${why}。${hours};电话${phone};请带${bring}。`, 'record', basis),
        ),
      ),
      ...part('evidence', '五、要带的材料', parts.evidence.map(evidenceLine), true),
      ...part('application', `六、${applicationNames[parts.route]}要点(请核对后誊写)`, application(it, parts)),
      ...part('fee', '七、费用', [item(`${parts.fee.words}。`, 'calculation', parts.fee.basis)]),
      ...part('aid', '八、法律援助', [
        ...parts.aid.grounds.map(({ text, basis }) => item(`${text}。`, 'law', basis)),
        item(`${parts.aid.note}。`, 'template', ['form:wayOut']),
      ]),
      ...part('mark', '', [
        item(
          '以上由系统按案卷整理,供办理时参考,以受理机关的要求为准;【待补充】处案卷里没有,请补上后再交。',
          'template',
          ['form:wayOut'],
        ),
      ]),
    ],
    signatures: [],
    date: dayInWords(it.today),
  }
}

const applicationNames: Record<Route, string> = {
  enforcement: '强制执行申请书',
  laborArbitration: '劳动仲裁申请书',
  paymentOrder: '支付令申请书',
  confirmation: '司法确认申请书',
  suit: '起诉状',
  ruralArbitration: '仲裁申请书',
  adminReview: '行政复议申请书',
}

function waysOf({ ways, way }: Parts): Item[] {
  const others = ways.filter(({ route, fit }) => route !== way.route && fit !== 'no')
  const shut = ways.filter(({ route, fit, why }) => route !== way.route && fit === 'no' && !/^不是/.test(why))
  return [
    item(`${way.title}:${way.why}。`, 'law', way.basis),
    ...way.needs.map(({ text, met }) =>
      item(
        `${{ yes: '已具备', no: '不具备', ask: '请核对' }[met]}:${text}。`,
        met === 'ask' ? 'template' : 'record',
        met === 'ask' ? ['form:wayOut'] : way.basis,
      ),
    ),
    ...others.map(({ title, why, basis }) => item(`也可以${title}:${why}。`, 'law', basis)),
    ...shut.map(({ title, why, basis }) =>
      item(`现在不能${title}:${why}。`, basis.length > 0 ? 'law' : 'template', basis),
    ),
    item(`依据:${[...new Set(way.basis)].map(articleName).join('、')}。`, 'law', way.basis),
  ]
}

function limitLine({ what, from, fromOn, lastDay, daysLeft, note, basis }: Parts['limits'][number]): Item {
  const opens = note?.startsWith('这一天起')
  const end = lastDay
    ? `,${opens ? '' : '最后一日'}${dayInWords(lastDay)}${opens ? '起' : ''}${daysLeft === undefined || opens ? '' : daysLeft < 0 ? `(可能已过${-daysLeft}天,请核对有无中断、中止)` : `(还剩${daysLeft}天)`}`
    : ''
  return item(`${what}:从${from}${end}${note ? `。${note}` : ''}。`, fromOn ? 'calculation' : 'law', basis)
}

function evidenceLine({ name, must, held, note }: Parts['evidence'][number]): Item {
  const state =
    held.length > 0 ? `案卷已有:${held.map(({ label }) => label).join('、')}` : must ? missing(name) : '没有的可以不带'
  return item(
    `${name}${must ? '(必备)' : ''}:${state}${note ? `;${note}` : ''}`,
    held.length > 0 ? 'record' : 'template',
    held.map(({ id }) => id),
  )
}

/** Who asks for what on what facts; the other side's number and, where there was violence, its address and phone stay out. */
function application(it: Situation, { route }: Parts): Item[] {
  const own = it.reading.identities.find(({ partyId }) => partyId === it.creditorId)
  const other = it.reading.identities.find(({ partyId }) => partyId === it.debtorId)
  const joint = route === 'confirmation'
  return [
    own
      ? item(`申请人:${whole(own)}。`, 'record', [own.partyId, ...own.recordIds])
      : item(`申请人:${missing('申请人')}`, 'template'),
    other
      ? item(`${joint ? '申请人' : '被申请人'}:${outward(other, it)}。`, 'record', [other.partyId])
      : item(`被申请人:${missing('被申请人')}`, 'template'),
    ...requests(it, route),
    item(
      `事实和理由:${reasons(it)}`,
      'record',
      it.agreement ? [it.agreement.id] : it.reading.records.map(({ id }) => id).slice(0, 3),
    ),
  ]
}

function requests(it: Situation, route: Route): Item[] {
  const { file } = it.reading
  if (route === 'confirmation') return [item(`请求事项:确认${file.number}人民调解协议有效。`, 'record', [file.id])]
  const money = it.overdue.filter(({ amountFen }) => amountFen !== undefined)
  const acts = it.overdue.filter(({ amountFen }) => amountFen === undefined)
  if (it.overdue.length === 0 || route === 'adminReview')
    return [item(`请求事项:${missing('请求事项和金额')}`, 'template')]
  return [
    ...(money.length > 0
      ? [
          item(
            `请求事项:支付${yuanOf(it.overdueFen)}(大写:${toCapitals(it.overdueFen)}),即${money.slice(0, 24).map(dutyInWords).join(';')}${money.length > 24 ? `;等${money.length}项` : ''}。`,
            'calculation',
            money.map(({ id }) => id),
          ),
        ]
      : []),
    ...(route === 'paymentOrder'
      ? []
      : acts.map((row) => item(`请求事项:履行${dutyInWords(row)}。`, 'record', [row.id]))),
  ]
}

function reasons(it: Situation): string {
  const { file } = it.reading
  if (!it.signedOn)
    return `${dayInWords(it.receivedOn)}申请人民调解,没有达成协议。${missing('纠纷的时间、经过和要求的理由')}`
  const done = it.proofs.length > 0 ? `对方已履行${it.proofs.length}笔(见凭证)。` : ''
  const confirmed = it.confirmedOn
    ? `法院已确认该协议(时间线记载于${dayInWords(it.confirmedOn)}),裁定书文号${missing('裁定书文号')}。`
    : ''
  return `双方于${dayInWords(it.signedOn)}经人民调解达成协议(${file.number})。${confirmed}${done}${it.overdue.length > 0 ? '至今有到期未履行的事项,见请求。' : ''}`
}

const whole = ({
  name,
  gender,
  age,
  kind,
  idNumber,
  creditCode,
  legalRepresentative,
  address,
  phone,
  role,
  shielded,
}: Identity): string =>
  [
    `${name}(${roleName(role)})`,
    gender,
    age === undefined ? undefined : `${age}周岁`,
    kind === 'organization'
      ? `统一社会信用代码${creditCode ?? missing(`${name}的统一社会信用代码`)},法定代表人${legalRepresentative ?? missing(`${name}的法定代表人`)}`
      : `居民身份证号${idNumber ?? missing(`${name}的居民身份证号`)}`,
    // A shared reading of a case of violence at home holds nobody's address: the applicant writes their own.
    shielded ? '住址、电话由本人填写,不要让对方看到' : `住址${address ?? missing(`${name}的住址`)}`,
    shielded ? undefined : `电话${phone ?? missing(`${name}的电话`)}`,
  ]
    .filter(Boolean)
    .join(',')

function outward(
  { name, kind, creditCode, legalRepresentative, address, shielded }: Identity,
  { reading }: Situation,
): string {
  const said = [reading.file.statement, ...reading.records.map(({ text }) => text)].join('\n')
  return [
    name,
    kind === 'organization'
      ? `统一社会信用代码${creditCode ?? missing(`${name}的统一社会信用代码`)},法定代表人${legalRepresentative ?? missing(`${name}的法定代表人`)}`
      : '身份证号由受理机关依法核对',
    shielded || (kind === 'person' && violence.test(said))
      ? '住址、电话因人身安全不予提供,由受理机关依法核对'
      : `住址${address ?? missing(`${name}的住址`)}`,
  ].join(',')
}
