import type { CaseRecord } from '../read.ts'
import { literal, type Named, surnameOf } from './names.ts'
import { narrow } from './sentences.ts'

const cue = /姓名|名字|名儿|姓|身份证|写错|打错|录错|误录|误写|误登|更正|笔误|应为|应是|应该是|别字/

/** Takes over a spelling a record declares right: 身份证姓名为“陈美鹃”, 是“章”不是“张”. */
export function mend(named: Named, sentence: string, record: CaseRecord, all: Named[]): void {
  if (named.party.kind === 'organization') {
    mendCompany(named, sentence, record, all)
    return
  }
  if (!cue.test(sentence)) return
  const { name } = named
  const others = all.filter((other) => other !== named).map((other) => other.name)
  const declared = [
    ...sentence.matchAll(
      /(\p{Script=Han})[”"」』’']?字?[,、]?\s*(?:而)?不是\s*[^,。;]*?(\p{Script=Han})[”"」』’']?字?(?=[,。;!]|$)/gu,
    ),
  ]
    .map(([, right, old]) => ({ right: right!, old: old! }))
    .concat(
      [
        ...sentence.matchAll(
          /不是\s*[^,。;]*?(\p{Script=Han})[”"」』’']?字?[,、]?\s*(?:而)?是\s*[^,。;]*?(\p{Script=Han})[”"」』’']?字?(?=[,。;!]|$)/gu,
        ),
      ].map(([, old, right]) => ({ right: right!, old: old! })),
    )
    .find(({ right, old }) => right !== old && name.includes(old) && !name.includes(right) && /姓|名|字/.test(sentence))
  const byLetter = declared && name.replace(declared.old, declared.right)
  const written = [...sentence.matchAll(/\p{Script=Han}+/gu)]
    .flatMap(([run]) => windows(run, name.length))
    .filter((word) => near(word, name) && !others.includes(word) && !named.wrong.includes(word))
  const own = standing(sentence, name, written[0] ?? name)
  const best = written.toSorted((a, b) => standing(sentence, b, name) - standing(sentence, a, name))[0]
  // The papers bear the name as registered: what was said or written otherwise is the slip, unless somebody else is called so.
  if (!byLetter && best && own > 0 && own >= standing(sentence, best, name)) {
    if (!ofKin(sentence, best) && slipped(sentence, best)) named.wrong.push(best)
    return
  }
  const right = byLetter ?? (best && standing(sentence, best, name) > 0 ? best : undefined)
  if (!right || right === name || others.includes(right)) return
  named.wrong.push(name)
  named.name = right
  named.mendedBy = record.id
}

const papers = '(?:身份证|户口[簿本]|户籍|出生证|驾驶证|护照|证件)'
/** How well a sentence bears a spelling out: 2 by papers, 1 in so many words, 0 not at all or called wrong. */
function standing(sentence: string, word: string, other: string): number {
  const w = literal(word)
  if (ofKin(sentence, word) || new RegExp(`${w}[”"」』]?(?:应(?:为|是|该)|有误|系?误|写错|不对|是错)`).test(sentence))
    return 0
  if (!stated(sentence, word, other)) return 0
  return new RegExp(`${papers}[^。;]{0,8}?(?:[为是叫写:]|姓名|名字)[“"「『]?${w}`).test(sentence) ? 2 : 1
}
/** 他弟弟才叫某某: somebody else's name. */
const ofKin = (sentence: string, word: string): boolean =>
  new RegExp(
    `(?:兄弟|弟弟|哥哥?|大哥|姐姐?|妹妹?|儿子|女儿|父亲|母亲|爸爸?|妈妈?|老公|老婆|丈夫|妻子|邻居|同事)[^,。;]{0,3}(?:叫|是|名)[“"「]?${literal(word)}`,
  ).test(sentence)
const slipped = (sentence: string, word: string): boolean =>
  new RegExp(
    `(?:自述|口述|自称|自报|登记|填|写|录|记)[^。;]{0,6}[“"「]?${literal(word)}|${literal(word)}[”"」』]?(?:应|有误|系?误|写错|不对|是错)`,
  ).test(sentence)

/** 被申请人填的是“乌某某”: one letter off the name, and nobody else's. */
const entered = /(?:填|写|登记|录|报)(?:的是|的|成了?|为)[“"「]([\p{Script=Han}]{2,5})[”"」]/gu
/** 名字写错了,我是千钧一发的钧: the letter of the name it should be. */
const byExample = /(?:名字|姓名)[^。;]{0,8}(?:错|误)[^。;]*?的([\p{Script=Han}])(?=[,。;!]|$)/u

/** 名字是“桢干”的桢,登记写成贞了: the letter of the name, and the one it was put down with. */
const writtenFor =
  /的(\p{Script=Han})[”"」]?字?[,、;]?[^。;]{0,8}?(?:写|登记|登|录|打|填|听|念|记)(?:成|作|的是)了?[“"「]?(\p{Script=Han})(?!\p{Script=Han}{2})/gu
const writtenAs = (text: string, name: string): string[] => {
  const given = name.slice(surnameOf(name).length)
  return [...text.matchAll(writtenFor)].flatMap(([, right, put]) =>
    given.includes(right!) && !name.includes(put!) ? [surnameOf(name) + given.replace(right!, put!)] : [],
  )
}

const slip = /误[写登录记]|写错|打错|录错|听错|记错|听写|以此为准|笔误|错误|作废|更正/

/** Takes down the spelling a record declares wrong where the case bears the right one already: “厉小军”系听写错误, 土字旁是误写. */
export function misspelt(named: Named, record: CaseRecord, records: CaseRecord[], all: Named[]): void {
  const { name, wrong, party } = named
  const text = narrow(record.text)
  const free = (word: string) => word !== name && !wrong.includes(word) && all.every((other) => other.name !== word)
  const letters = (a: string, b: string) =>
    a.length === b.length && [...a].filter((letter, i) => letter !== b[i]).length === 1
  if (party.kind === 'person' && name.length > 2)
    wrong.push(
      ...[...text.matchAll(entered)].flatMap(([, said]) => (letters(said!, name) && free(said!) ? [said!] : [])),
    )
  if (party.kind === 'person' && name.length > 2) wrong.push(...new Set(writtenAs(text, name).filter(free)))
  const letter = byExample.exec(text)?.[1]
  if (party.kind === 'person' && name.length === 2 && letter && name[1] === letter && record.by.includes(name)) {
    const alone = new RegExp(
      `(?<!\\p{Script=Han})${literal(name[0]!)}\\p{Script=Han}(?=$|[^\\p{Script=Han}]|[和与各]|[两三四五]人)`,
      'gu',
    )
    const others = new Set(
      records
        .filter(({ at }) => at < record.at)
        .flatMap((other) => narrow(other.text).match(alone) ?? [])
        .filter(free),
    )
    if (others.size === 1) wrong.push(...others)
  }
  if (party.kind !== 'person' || name.length < 3 || !slip.test(text) || !text.includes(name)) return
  const given = name.slice(surnameOf(name).length)
  const quoted = [...text.matchAll(/[“"「]([^”"」]{2,5})[”"」]/g)].flatMap(([, said]) =>
    letters(said!, name) ? [said!] : given.length > 1 && letters(said!, given) ? [surnameOf(name) + said!] : [],
  )
  const earlier = records
    .filter(({ at }) => at < record.at)
    .flatMap((other) => narrow(other.text).match(/\p{Script=Han}+/gu) ?? [])
    .flatMap((run) => windows(run, name.length))
    .filter((word) => near(word, name) && word.startsWith(surnameOf(name)))
  // One spelling beside the right one is the slip; two may be two people, one of whom the record itself may name.
  const found = [...new Set(earlier.filter(free))]
  const alone = found.length > 1 ? found.filter((word) => !text.includes(word)) : found
  const others = alone.filter((word) => isMeant(word, named, text, all))
  wrong.push(...new Set(quoted.length > 0 ? quoted.filter(free) : others.length === 1 ? others : []))
}

/** 大哥是甲某荣,荣华的荣: of several parties it names whom a slip is near to, the one whose letter the record spells out. */
const isMeant = (word: string, named: Named, text: string, all: Named[]): boolean =>
  all.every((other) => other === named || !near(word, other.name) || !text.includes(other.name)) ||
  [...named.name].some((letter, i) => letter !== word[i] && new RegExp(`\\p{Script=Han}的${letter}`, 'u').test(text))

const registered =
  /(?:执照|登记|注册|工商|公章|全称|名称|字号)[^,。;]{0,10}?(?:名称|全称|名字|字号)?(?:应?为|应?是|叫|:|登记为|写的是|更名为|变更为)[“"「]?([\p{Script=Han}()A-Za-z0-9]{4,40}?)(?=[”"」,。;]|$)/u

/** The full name on a licence: 执照上的名称是杭州鼎力…有限公司, where it was registered shorter or with another letter. */
function mendCompany(named: Named, sentence: string, record: CaseRecord, all: Named[]): void {
  const said = registered.exec(sentence)
  const right = said?.[1]
  const { name } = named
  if (!right || right === name || all.some((other) => other.name === right)) return
  if (!/(?:公司|店|厂|部|行|社|中心|医院|学校|院|所|馆|室|集团|企业)$/.test(right)) return
  const fits = (other: string) => [...other].filter((c) => right.includes(c)).length / other.length
  const companies = all.filter(({ party }) => party.kind === 'organization')
  const best = companies.toSorted((a, b) => fits(b.name) - fits(a.name))[0]
  if (best !== named || fits(name) < 0.75) return
  // 登记为“兰鲸”,查执照是蓝色的蓝,已改: what was first written down is the slip.
  if (
    near(right, name) &&
    /已改|已更正|误|写错|是.[^,。]{0,2}的./u.test(sentence.slice(said!.index + said![0].length))
  ) {
    named.wrong.push(right)
    return
  }
  named.wrong.push(name)
  named.name = right
  named.mendedBy = record.id
}

/** Every stretch of a run as long as a name. */
export const windows = (run: string, size: number): string[] =>
  Array.from({ length: Math.max(0, run.length - size + 1) }, (_, i) => run.slice(i, i + size))

/** One letter differs, the rest stands. */
export const near = (a: string, b: string): boolean =>
  a.length === b.length &&
  a.length >= 2 &&
  [...a].filter((c, i) => c !== b[i]).length === 1 &&
  (a.length > 2 || a[0] === b[0])

/** Whether the sentence says that `word` is how the name is written, not how it was miswritten. */
function stated(sentence: string, word: string, name: string): boolean {
  const w = literal(word)
  const quote = '[“"「『‘\']?'
  if (new RegExp(`(?:不是|误录为|误写为|误写成|误登为|写成了?|打成了?|录成了?|记成了?)${quote}${w}`).test(sentence))
    return false
  return new RegExp(
    `(?:姓名|名字|身份证(?:上)?(?:的)?(?:姓名|名字)?|应为|应是|应该是|其实是|叫|是|为|更正为|改为|:|:)[为是叫写的着:: ]{0,3}${quote}${w}|${quote}${literal(name)}[”"」』’']?(?:应|误|写错)`,
  ).test(sentence)
}
