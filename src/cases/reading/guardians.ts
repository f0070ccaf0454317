import type { CaseRecord } from '../read.ts'
import { nameAt } from './agents.ts'
import type { Called, Names } from './names.ts'
import { narrow, sentencesOf } from './sentences.ts'

/** Who acts for a child by law, and what they are to it (父亲、母亲…). 法定代理人 */
export type Guardian = { name: string; relation?: string }

/** A person of whom it is known, or not, how old they are. */
export type Child = { partyId: string; name: string; role: string; age?: number }

const kin = '父亲|母亲|爸爸|妈妈|爸|妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|父(?!母|女|子)|母(?!女|子|亲)'
const legal = '法定(?:代理人|监护人)|监护人'
const relations: Record<string, string> = { 爸: '父亲', 爸爸: '父亲', 父: '父亲', 妈: '母亲', 妈妈: '母亲', 母: '母亲' }
const parent = /^(?:父亲|母亲)$/
/** 监护人为母亲葛某, 由其父亲(法定代理人)林某: from the child to the grown-up's name. */
const toName = new RegExp(
  `^(?<skip>[^;。]{0,16}?)(?:由|的|之|为|是|系|其|及|[,、(]|^)(?:其)?(?:(?:${legal})[:是为系]{0,2}(?:其)?(?<kin1>${kin}|家长)?|(?<kin2>${kin}|家长)[、:是为(]{0,2}(?:${legal})?)[):是为系,]{0,2}\\s*(?=\\p{Script=Han})`,
  'u',
)
/** …林小禾父亲、法定代理人: from the child to what the grown-up named before it is. */
const isKin = new RegExp(
  `^(?:的|之)?(?:(?<kin>${kin})(?=$|[^\\p{Script=Han}]|法定|代|到|在|系|是)|(?<legal>${legal})|(?<only>[)]|到场|参加|申请|签))`,
  'u',
)
const namesHim = /(?<name>\p{Script=Han}{2,12}?)(?<how>[,、(]|[(,]?(?:系|是|为|代|代表|作为|兼|同时作为)|[(]代)$/u
const childWord = /(?:伤者|伤童|患儿|学生|学员|孩子|小孩|小朋友|申请人|当事人)$/
const lead = /^.*(?:来人|代办人|申请人|登记人|联系人|家长|到场|在场|来的是|由|及|和|与)/u

/** The grown-ups the records name as acting for the children of a case: who is called so by law before who is merely kin. */
export function readGuardians(
  children: Child[],
  names: Names,
  records: CaseRecord[],
): Map<string, { guardian: Guardian; recordId: string }> {
  const found = new Map<string, { guardian: Guardian; recordId: string; weight: number }>()
  const texts = records.map(({ by, text }) => `${narrow(by)}\n${narrow(text)}`).join('\n')
  const minors = children.filter(({ age }) => age !== undefined && age < 18)
  const alone = minors.length === 1 && !/同学|(?:对方|他家|她家|另一[个名位])的?(?:孩子|小孩)/.test(texts)
  for (const record of records) {
    for (const { text } of [...sentencesOf(narrow(record.text)), ...sentencesOf(narrow(record.by))]) {
      const called = names.find(text)
      // 孩子妈妈尹某 says whose mother where there is one child alone.
      const ofChild = alone ? ofTheChild(text, texts) : undefined
      if (ofChild && called.every(({ name }) => name !== ofChild.name) && mayBe(ofChild.name, minors[0]!, names)) {
        const { partyId } = minors[0]!
        const weight = (ofChild.legal ? 2 : 0) + 1
        const held = found.get(partyId)
        if (!held || held.weight < weight) {
          const relation =
            ofChild.relation ?? (held?.guardian.name === ofChild.name ? held.guardian.relation : undefined)
          found.set(partyId, { guardian: { name: ofChild.name, relation }, recordId: record.id, weight })
        }
      }
      for (const child of children) {
        for (const place of called.filter(({ party }) => party.id === child.partyId)) {
          const told = guardianAt(text, place, called, texts)
          if (!told || !mayBe(told.name, child, names)) continue
          const weight = (told.legal ? 2 : 0) + (parent.test(told.relation ?? '') ? 1 : 0)
          // Who merely sits for somebody, as far as anybody knows grown up, is an agent.
          if (!(child.age !== undefined && child.age < 18) && told.byLaw === false) continue
          // Whose age nobody knows is a child only where somebody is called its guardian.
          if (weight === 0 || (child.age === undefined && !told.legal)) continue
          const held = found.get(child.partyId)
          if (held && (held.weight > weight || (held.weight === weight && held.guardian.relation))) continue
          const relation = told.relation ?? (held?.guardian.name === told.name ? held.guardian.relation : undefined)
          found.set(child.partyId, { guardian: { name: told.name, relation }, recordId: record.id, weight })
        }
      }
    }
  }
  return found
}

type Told = Guardian & { legal: boolean; byLaw?: boolean }

const childs = new RegExp(
  `(?:孩子|小孩|小朋友)(?:的|他|她)?(?<kin>爸爸|妈妈|父亲|母亲|爸|妈)(?:[,、(]?(?:也是)?${legal})?[是叫:,(]?(?=\\p{Script=Han})`,
  'u',
)
const acting =
  /(?<=^|[^\p{Script=Han}])(\p{Script=Han}{2,3}?)(?:是|系|作为|以)(?:孩子的?|其)?(?:法定(?:代理人|监护人)|监护人)/u

/** 来的是孩子妈妈尹某, 尹某作为法定代理人来谈: who acts for a child that the sentence does not name. */
function ofTheChild(text: string, texts: string): Told | undefined {
  const kinOf = childs.exec(text)
  if (kinOf) {
    const name = nameAt(text, kinOf.index + kinOf[0].length, texts)
    if (name) return { name, relation: relationOf(kinOf.groups!.kin), legal: new RegExp(legal).test(kinOf[0]) }
  }
  const name = acting.exec(text)?.[1]
  return name && new RegExp(`(?:爸爸|妈妈|父亲|母亲|爸|妈)(?:是|叫)?${name}`).test(texts)
    ? { name, legal: true }
    : undefined
}

function guardianAt(text: string, place: Called, called: Called[], texts: string): Told | undefined {
  const rest = text.slice(place.end, place.end + 60)
  const after = toName.exec(rest)
  // What stands behind another name is about that one.
  const crossed =
    after && called.some(({ start, end }) => start >= place.end && end <= place.end + after.groups!.skip!.length)
  if (after && !crossed) {
    const name = nameAt(text, place.end + after[0].length, texts)
    const tail =
      name && new RegExp(`^[(,、](${kin})(?=[),、。]|$)`).exec(rest.slice(after[0].length + name.length))?.[1]
    const word = after.groups!.kin1 ?? after.groups!.kin2 ?? tail
    const around = `${after[0]}${rest.slice(after[0].length, after[0].length + 24)}`
    const said = around.split(/[;。]/)[0]!
    if (name)
      return { name, relation: relationOf(word), legal: /法定|监护|代/.test(said), byLaw: /法定|监护/.test(said) }
  }
  // 来人竺某,伤者小明(9岁)父: what the child is, and how old, stands between.
  const is = isKin.exec(rest.replace(/^[(][^()]{0,6}岁[^()]{0,4}[)]/, ''))
  const before = namesHim.exec(text.slice(Math.max(0, place.start - 24), place.start).replace(childWord, ''))
  if (!is || !before) return undefined
  const { how } = before.groups!
  if (is.groups!.only && !/代(?:表)?$/.test(how!)) return undefined
  const name = before.groups!.name!.replace(lead, '')
  if (name.length < 2 || name.length > 3) return undefined
  const word = is.groups!.kin ?? new RegExp(`^[、,兼(]?(${kin})`).exec(rest.slice(is[0].length))?.[1]
  const more = rest.slice(0, is[0].length + 10).split(/[;。]/)[0]!
  const byLaw = /法定|监护/.test(more)
  return { name, relation: relationOf(word), legal: byLaw || /代/.test(how!), byLaw }
}

const relationOf = (word?: string): string | undefined =>
  word && word !== '家长' ? (relations[word] ?? word) : undefined

/** Not one of the other side, even where it is the father: a parent among the parties acts for a child of its own side. */
const mayBe = (name: string, child: Child, names: Names): boolean =>
  names.all.every(
    (it) =>
      it.name !== name ||
      it.party.role === 'guardian' ||
      (it.party.role === child.role && it.party.id !== child.partyId),
  )
