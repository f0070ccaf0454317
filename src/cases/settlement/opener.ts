import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, type Sentence, sentencesOf } from '../reading/sentences.ts'
import { act, marker, notReached, told } from './cues.ts'
import { reached } from './talk.ts'

/** Whether words that are often said elsewhere too lead into terms here: the record is of those who mediate. */
export function byMediation(record: CaseRecord): boolean {
  return (
    /调解|笔录|约谈|协商|和解|协议|群|会商|会谈|司法所|综治|社区|村委|物调|消调|记录/.test(record.by) ||
    /调解|双方|各方|三方|到场/.test(record.text.slice(0, 200))
  )
}

/** Where in a record the talk of an agreement begins; past its end where it never does. What stands before is what happened. */
export function agreementStart(record: CaseRecord): number {
  const text = narrow(record.text)
  const sentences = sentencesOf(text)
  const opener = !record.party && byMediation(record) ? sentences[openerOf(sentences, text, record.at).at] : undefined
  return opener ? opener.start : text.length
}

export const listHead =
  /达成|协议|结果|定下|重新(?:谈|协商)|(?:说|谈|讲|商量)(?:好|定|妥|拢)|同意|如下|以下|下列|约定|商定|方案|一致|条款|内容/
export const otherHead = /陈述|过程|情况|事实|主张|诉求|请求|要求|争议|核对|调查|经过|分歧|未|没有|不同意/
/** Whether a text begins with the number of a list's item. */
export const startsList = new RegExp(`^\\s*${marker.source.replace('(?:^|[\\n;。:,]\\s*)', '')}`)

type Opener = { at: number; listed: boolean }

/** The sentence that opens the terms: one that leads into a list (达成如下协议:) before one whose terms follow in its own words, before one that merely says 双方同意. */
export function openerOf(sentences: Sentence[], text: string, at: string): Opener {
  const heads = ({ text: s, end }: Sentence) => {
    const head = s.slice(-26)
    return (
      /[:]\s*$/.test(s) && listHead.test(head) && !otherHead.test(head.slice(-14)) && startsList.test(text.slice(end))
    )
  }
  const listed = sentences.findLastIndex(heads)
  if (listed >= 0) return { at: listed, listed: true }
  const holds = ({ text: s }: Sentence) => {
    if (!tellsAgreement(s)) return false
    const after = afterCue(s)
    return (
      findAmounts(after).length > 0 ||
      findDays(after, at, 'future').some(({ on }) => on !== undefined && on > at.slice(0, 10))
    )
  }
  const binding = sentences.findIndex(holds)
  const first = sentences.findIndex(({ text: s }) => tellsAgreement(s))
  const later =
    binding > first && !/[:]\s*$/.test(sentences[first]!.text) && !act.test(afterCue(sentences[first]!.text))
  return { at: later ? binding : first, listed: false }
}

const afterCue = (s: string): string => {
  const cue = reached.exec(s)!
  return s.slice(cue.index + cue[0].length)
}

export const tellsAgreement = (s: string): boolean => {
  const cue = reached.exec(s)
  return (
    Boolean(cue) &&
    !notReached.test(s.replace(/(?:此前|之前|上次|第一次)[^,。]*/, '')) &&
    !told.test(s.slice(0, cue!.index)) &&
    !/^(?:当时|原来|之前|此前|租房时|签合同时)/.test(s)
  )
}

/** 医药误工拢总敲定46000, 网罩——双方同意扣200: the words before the cue say what the sum behind it is for. */
export const settlesSum = (s: string): boolean => {
  const cue = reached.exec(s)
  const sum = /^[^,;。:\d]{0,2}\d{3,}(?:\.\d{1,2})?(?:元|块)?[,;。]?$/
  return (
    cue !== null && cue.index > 1 && sum.test(s.slice(cue.index + cue[0].length)) && !told.test(s.slice(0, cue.index))
  )
}

/** What the head of a list itself settles: 双方确认应退7000元,分期如下:; what was asked and offered before it is none. */
export const headTerm = (before: string): string =>
  findAmounts(before).length > 0 && !/要求|主张|提出|只肯|最多|称|协商|降|让/.test(before) ? cleaned(before) : ''

/** The part of 经协商,甲同意…,乙同意…,双方就此 that holds terms. */
export const cleaned = (before: string): string =>
  before
    .replace(/^(?:经(?:过)?(?:多轮|多次|反复)?(?:协商|调解|沟通|释明)[,]?)/, '')
    .replace(/[,]?(?:双方|各方|三方)?(?:就此|均|都|对此|自愿)*$/, '')

/** 保证金900元,…双方同意扣200元,其余700元…: the sum that is taken from stands before the cue, and stays with what is left of it. */
export const withWhole = (sentence: string, before: string, after: string): string => {
  const whole = findAmounts(before)
  const rest = /(?:其余|余款|余下|剩余|剩下)[^,;。\d]{0,6}\d/.test(after) && /^[^,;。]{0,6}[扣减抵]/.test(after)
  const plain = whole.length === 1 && !/要求|主张|提出|只肯|最多|称|认为|表示|不同意/.test(before)
  return rest && plain ? sentence : after
}
