import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { act, keepsRest, partial, undecided } from './cues.ts'
import type { Clause } from './find.ts'
import { isReason, saysChange, spokenValues, stays, stretchesOf } from './spoken.ts'
import { confirmed, refusedIn } from './stance.ts'

// What both sides add to a settlement that stands: 另补一条:…, 双方又说好…, …作为协议一部分.

const head =
  /(?:(?<![\p{Script=Han}])|双方|各方|三方|[两三]家|[两三]人|都|均|一致|同意|协商)(?:另外?|再|又|还|并)?(?:[增追]?加|补充?|添)(?:写|上|了)?(?:以下|如下)?[一二两三1-3]?(?:条|点|项|款)(?:内容|约定)?\s*[:,]\s*|(?:另外?|又|还|再)(?:一致)?(?:[说讲谈]|商量|约)(?:好|妥|定)(?:了)?\s*[:,]?\s*|另外?(?:行)?约定\s*[:,]?\s*/u
const partOf =
  /(?:作为|算作|列为|一并)[^,。;]{0,4}(?:协议|约定)的?(?:一|组成)部分|作为(?:补充|新增)(?:条款|约定|内容)|(?:写|加|补|并|列)(?:进|入|到)(?:了)?(?:协议|约定|条款)/
const promise = /同意|答应|愿意|负责|承诺|保证|说好/
/** 电视机一台、被子两床: what is spoken of, with how much of it. */
const things =
  /(?:[\p{Script=Han}]{1,6}(?:[一两二三四五六七八九十]|\d{1,3})(?:[台床把张件只辆套个箱本条双根块扇盏盆口袋桶]|部(?!分))(?:[、和及])?)+/u
/** 送回某处, 搬走: told of a thing named before. */
const takesThing = /(?:送|搬|拿|带|取|运|还|退|交)(?:回|走|到|还|去|给|来)/

/** 逄某个人跟公司一起还: who owes beside another from now on, or stands for him. */
const joins =
  /(?:跟|和|与|同)[^,。;]{1,12}(?:一起|一道|共同|连带)(?:还|付|赔|承担|负责|清偿|偿还)|(?:承担|负)[^,。;]{0,4}连带|共同(?:还款|付款|偿还|承担)|(?:愿意?|自愿|同意)[^,。;]{0,6}(?:担保|作保|做保)/

/** The sentences by which a record adds to what was settled, and the terms they add; none where somebody turned it down. */
export function additionsIn(record: CaseRecord, names: Names): { clauses: Clause[]; rest: CaseRecord } {
  const none = { clauses: [], rest: record }
  const text = narrow(record.text)
  if (record.party || refusedIn(text) || !confirmed(record, names)) return none
  const sentences = sentencesOf(text)
  const taken = new Set<number>()
  const words: string[] = []
  sentences.forEach((sentence, i) => {
    const match = head.exec(sentence.text)
    const told = match && sentence.text.slice(match.index + match[0].length)
    // 双方又商量好,付款日改为…: a change of what stands is none.
    if (told && act.test(told + sentence.text) && told.length >= 6 && !changes(told, record.at)) {
      taken.add(i)
      words.push(told)
    } else if (
      joins.test(sentence.text) &&
      !/照|仍|继续|还是/.test(sentence.text) &&
      !changes(sentence.text, record.at)
    ) {
      taken.add(i)
      words.push(sentence.text)
    } else if (partOf.test(sentence.text)) {
      const at = sentences.findLastIndex((it, j) => j <= i && !taken.has(j) && promises(it.text))
      if (at < 0 || /[?]$/.test(sentences[at]!.text)) return
      taken.add(at)
      words.push(withThings(sentences[at]!.text, sentences[at - 1]?.text).replace(partOf, ''))
    }
  })
  const clauses = words
    .map((it) =>
      it
        .split(/[,;。](?=[^,;。]*(?:其[他余它]|别的)[^,;。]*(?:不变|照旧|按|照))/)[0]!
        .replace(/[,;。\s]+$/, '')
        .replace(
          /[,;](?:双方|各方|三方|都|均|[他她其]?本人)[^,;。]{0,6}(?:签(?:字|名)|确认|同意|回复)[^,;。]{0,4}$/,
          '',
        )
        .replace(/^(?:双方|各方|三方)?(?:同意|约定)?[:,]\s*/, ''),
    )
    .filter((it) => it.length >= 6 && !keepsRest.test(it))
    .map((it): Clause => ({ text: it, recordIds: [record.id], at: record.at, from: 'record' }))
  if (clauses.length === 0) return none
  const rest = sentences.filter((_, i) => !taken.has(i)).map((it) => it.text)
  return { clauses, rest: { ...record, text: rest.join('\n') } }
}

/**
 * 那我就转3100,吊顶7月10号前弄好: what the reader finds in a talk both stand behind, to be done by a day that stands nowhere
 * and is put in no other's place.
 */
export function deedsIn(
  told: readonly Clause[],
  record: CaseRecord & { settled: boolean },
  names: Names,
  standing: Clause[],
): Clause[] {
  if (record.party || !(record.settled || confirmed(record, names))) return []
  const days = new Set(
    standing.flatMap(({ text, at }) =>
      spokenValues(text, at).flatMap(({ kind, key }) => (kind === 'day' ? [key] : [])),
    ),
  )
  return told.flatMap(({ text }) => {
    const who = names.find(text).find(({ start }) => start === 0)?.raw ?? ''
    return stretchesOf(text).flatMap(({ text: words }): Clause[] => {
      const values = spokenValues(words, record.at)
      const [day, another] = values.filter(({ kind }) => kind === 'day')
      const due = day && !another && values.length === 1 && /^\d{4}-\d\d-\d\d$/.test(day.key) && !days.has(day.key)
      if (!due || !/^之?前|^以前/.test(words.slice(day.end)) || !act.test(words)) return []
      if (changes(words, record.at) || stays(words) || isReason(words)) return []
      const lead = who && !words.startsWith(who) ? who : ''
      return [{ text: lead + words, recordIds: [record.id], at: record.at, from: 'record' }]
    })
  })
}

const changes = (said: string, at: string): boolean =>
  saysChange(said, at) || partial.test(said) || undecided.test(said) || /[?]$/.test(said)

/** 甲同意负责送回, not 双方都回复同意. */
const promises = (said: string): boolean =>
  promise.test(said) &&
  !partial.test(said) &&
  act.test(said.replace(partOf, '').replaceAll(/同意|答应|愿意|回复|签(?:字|名)|确认|[“”"]/g, ''))

/** 麻某同意12月5日前送回 says what in the sentence before it. */
function withThings(said: string, before = ''): string {
  if (!takesThing.test(said) || things.test(said)) return said
  const named = things
    .exec(before)?.[0]
    .replace(/^\p{Script=Han}*?(?:还有|另有|[有把将])(?=\p{Script=Han}{2})/u, '')
    .replace(/[、和及]$/, '')
  return named ? `${named},${said}` : said
}
