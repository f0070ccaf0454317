import type { CaseRecord } from '../read.ts'
import type { Identity } from './identity.ts'
import type { Names } from './names.ts'

/** Who speaks for a party, the party's name as a label bears it, and what is meant by words of their speech. */
type Voice = { speaker: string; party: string; label: string; meant: [words: RegExp, name: string][] }

const younger = /女儿|儿子|女婿|媳|孙|侄|外甥/
const spouse = /丈夫|老公|妻子|老婆|爱人|配偶|老伴/
const elder = /父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆/
const sibling = /[哥弟姐妹]/
const end = '(?![家舅姑子儿们人]|那边|和我|跟我|、)'
const woman = '老妈|妈妈|妈|母亲|老娘|娘|婆婆|岳母|丈母娘|奶奶|外婆|姥姥|阿姨'
const man = '老爸|爸爸|爸|父亲|老爹|爹|公公|岳父|丈人|爷爷|外公|姥爷|叔叔'

/** What a kin of somebody calls them, of a man or a woman as their papers tell. */
function kinWords(relation: string, { idNumber }: Identity): string | undefined {
  const sign = idNumber?.[16]
  const pick = (hers: string, his: string) => (sign ? (Number(sign) % 2 === 1 ? his : hers) : `${hers}|${his}`)
  if (younger.test(relation)) return pick(woman, man)
  if (spouse.test(relation)) return pick('老婆|妻子|媳妇|爱人|老伴', '老公|丈夫|爱人|老伴|男人')
  if (elder.test(relation)) return pick('女儿|孩子|小孩|囡囡|孙女|外孙女', '儿子|孩子|小孩|孙子|外孙')
  return sibling.test(relation) ? pick('大姐|姐姐|姐|妹妹|妹', '大哥|哥哥|哥|弟弟|弟') : undefined
}

const ours =
  '我们?(?:公司|单位|店里?|厂里?|物业|学校|医院|门诊部?|机构|平台|中介|旅行社|合作社|这边|方)|我司|本公司|本店|敝司'

const inTheirName =
  /我(?:代|替|帮)(?:我)?(?:[堂表]?[哥弟姐妹]{1,2}|[爸妈爷奶公婆舅叔姑姨]{1,2}|老公|老婆|丈夫|妻子|父亲|母亲|女儿|儿子|她|他)(?=[转付打还给退交签收修做])/g

const account =
  '(?=(?:的|自己的?|本人的?|名下的?)?(?:微信|支付宝|银行|[工农建交招中]行|邮储|邮政|信用社|账户|账号|卡(?!在)))'

function voicesOf(identities: Identity[], names: Names): Voice[] {
  return identities.flatMap((identity): Voice[] => {
    const { name, kind, guardian, standIn } = identity
    const label = labelOf(identity, identities, names)
    const kinOf = (relation?: string): Voice['meant'] => {
      const words = relation && kinWords(relation, identity)
      return words ? [[new RegExp(`我(?:们)?(?:家)?(?:${words})${end}`, 'g'), name]] : []
    }
    const voices: Voice[] = []
    // A parent speaks of itself: 支付密码我改掉.
    if (guardian)
      voices.push({
        speaker: guardian.name,
        party: name,
        label,
        meant: [
          ...kinOf(guardian.relation),
          [/(?<!自)我(?:们)?(?:做?(?:大人|家长)的?)?(?![国家])/g, `${name}的法定代理人${guardian.name}`],
        ],
      })
    const head = kind === 'organization' ? (standIn?.name ?? identity.legalRepresentative) : undefined
    if (head)
      voices.push({
        speaker: head,
        party: name,
        label,
        meant: [[new RegExp(`(?:${ours})(?![国省市])`, 'g'), name]],
      })
    if (standIn && kind === 'person')
      voices.push({
        speaker: standIn.name,
        party: name,
        label,
        // 我代堂姐转: what the agent does in the party's name, the party does.
        meant: [
          [inTheirName, name],
          ...kinOf(standIn.relation),
          [new RegExp(`我${account}`, 'g'), `${name}的代理人${standIn.name}`],
        ],
      })
    return voices.filter(({ speaker }) =>
      identities.every((it) => it.name !== speaker || it.role === 'guardian' || it.role === 'agent'),
    )
  })
}

/** A company's name as short as a label: 公司 where there is one, else the first letters that call it and nobody else. */
function labelOf({ name, kind, partyId }: Identity, identities: Identity[], names: Names): string {
  if (kind === 'person') return name
  if (identities.filter((it) => it.kind === 'organization').length === 1) return '公司'
  const bare = name.replace(/^(?:杭州|浙江|宁波|上海)(?:市)?/, '')
  const calls = (word: string) => names.find(word).some(({ party, raw }) => party.id === partyId && raw === word)
  return [bare.slice(0, 2), bare.slice(0, 3), bare.slice(0, 4)].find(calls) ?? name
}

/** Names that also know who acts for a party: its head, its guardian, who came in its place. */
export function withActing(names: Names, identities: Identity[]): Names {
  const acting = identities.flatMap(({ partyId, guardian, standIn, legalRepresentative, kind }) =>
    [guardian?.name, standIn?.name, kind === 'organization' ? legalRepresentative : undefined].flatMap((name) =>
      name ? [{ name, partyId }] : [],
    ),
  )
  return {
    ...names,
    sides: (text) =>
      new Set([...names.sides(text), ...acting.flatMap(({ name, partyId }) => (text.includes(name) ? [partyId] : []))]),
  }
}

/** 电话征求葛敏,葛敏同意: what somebody assents to in a party's place, the party does. */
const assents = ({ speaker }: Voice): RegExp =>
  new RegExp(
    `(?<!\\p{Script=Han}(?:是|叫))${speaker}(?=(?:也|亦|均|都|当场|当即|随即|电话里|回复|回话|当天)?(?:表示)?(?:同意|确认(?!收|到|已)|认可|答应|接受|没意见|无异议|愿意))`,
    'gu',
  )

/** A line of talk: its label and what is said. 葛敏:…, 答(葛敏):…, 葛敏答:… */
const labelled = /^(\s*(?:[问答复回][(\s]*)?)([\p{Script=Han}·]{1,12}?)((?:[)]|答|说|讲|回复|\([^)]{0,12}\))*\s*[:])/u

/**
 * Records as the parties themselves would have said them: what somebody says in a party's place is said by the party, and 我妈
 * or 我们公司 in it is the party. For reading what was agreed; the records themselves stay as they are.
 */
export function inOwnVoice(records: CaseRecord[], identities: Identity[], names: Names): CaseRecord[] {
  const voices = voicesOf(identities, names)
  if (voices.length === 0) return records
  const called = (label: string): Voice | undefined =>
    voices.find(({ speaker }) => callsThem(label, speaker, identities))
  return records.map((record) => {
    const author = voices.find(({ speaker }) => record.by.includes(speaker))
    const talk = record.text.split('\n').filter((line) => labelled.test(line)).length > 1
    let speaking = talk ? undefined : author
    const text = record.text
      .split(/(?<=\n)|(?<=[。!?])(?=[\p{Script=Han}]{2,4}[:])/u)
      .map((line) => {
        const label = labelled.exec(line)
        const voice = label ? called(label[2]!) : undefined
        if (label) speaking = voice
        const said = label ? line.slice(label[0].length) : line
        const words = (speaking?.meant ?? []).reduce((out, [word, meant]) => out.replaceAll(word, meant), said)
        return label ? `${label[1]}${voice?.label ?? label[2]}${label[3]}${words}` : words
      })
      .join('')
      .replace(/[\s\S]*/, (said) => voices.reduce((out, voice) => out.replaceAll(assents(voice), voice.party), said))
    return text === record.text ? record : { ...record, text }
  })
}

/** Whether a label is somebody's name, or their family name alone or with a title where no party has it. */
function callsThem(label: string, speaker: string, identities: Identity[]): boolean {
  if (label === speaker) return true
  const [surname] = speaker
  return (
    label[0] === surname &&
    identities.every(({ name, kind }) => kind === 'organization' || name[0] !== surname) &&
    /^.(?:经理|店长|主管|校长|主任|总|律师|老师|师傅|女士|先生)?$/u.test(label)
  )
}
