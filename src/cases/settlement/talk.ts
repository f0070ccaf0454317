import { findDays } from '../reading/days.ts'
import { findAmounts } from '../reading/quantities.ts'

/** Words that tell of an agreement. */
export const reached =
  /(?:达成|形成)(?:了)?(?:如下|以下|一致|和解|书面|口头|调解)*(?:的)?(?:调解)?(?:协议|一致|意见|方案|约定|共识)|(?:自愿|协商|协议)(?:一致)?约定|(?:一致|均|都|自愿|共同|双方|各方|三方|三人)(?:表示|协商)?(?:一致)?同意|(?:约定|商定|议定)(?:如下|以下)?[:]|(?:谈|讲|说|商量|协商)(?:妥|拢|成|定|(?<!要[讲说谈])好)了?|协商一致|那?就(?:这么|这样)?定了|敲定|商定|议定|调解成功|(?<![\p{Script=Han}])(?:处理|协商|最终|最后)?结果(?:是|为)?[:,](?!未|没|不)|(?:最后|再)?确认一下[:,]|(?:最终|最后)(?:的)?(?:方案|结果|意见)[:]|签(?:订|了)(?:调解)?协议|(?:双方|各方|三方|两家|两[个人]|几方|当场|最后)[^,。:]{0,8}(?:定下来|定下|说定|讲定|约定)|(?:最终|最后|经调解)[^。,]{0,10}(?:同意|约定|商定|确定)|协议(?:内容|条款)?(?:如下)?[:]|调解(?:结果|协议)[:]|同意如下|握手言和|(?:双方|最后|最终)[^,。:]{0,3}(?:定|敲定)(?=[^,。]{0,6}\d)/u

/** 调解员小金:… → the words alone; answers of the sides (好的、同意) are no terms. */
export const withoutSpeakers = (text: string): string => {
  const lines = text.split('\n')
  const speaks = (line: string) =>
    /^[^,。:]{1,14}[:]/.test(line) &&
    !reached.test(line.split(':')[0]!) &&
    !/结果|协议|方案|如下|时间|地点/.test(line.split(':')[0]!)
  const spoken = lines.filter(speaks)
  if (spoken.length < 3) return text
  const settled = lines.findLastIndex(
    (line) => reached.test(line) && findAmounts(line).length + findDays(line, '2026-01-01T00:00:00Z').length > 0,
  )
  const answered =
    settled >= 0
      ? -1
      : lines.findLastIndex((line, i) => findAmounts(line).length > 0 && new Set(answers(lines.slice(i + 1))).size >= 2)
  // A plan both sides say yes to, line by line, is what they agreed on.
  const voice = (line: string) => line.split(':')[0]
  const sameVoice = (from: number) => (line: string, i: number) =>
    i === from || (i > from && speaks(line) && voice(line) === voice(lines[from]!))
  const bare = (line: string) => (speaks(line) ? line.replace(/^[^,。:]{1,14}[:]\s*/, '') : line)
  if (answered >= 0) return `双方同意:${lines.filter(sameVoice(answered)).map(bare).join('\n')}`
  return (settled >= 0 ? lines.filter(sameVoice(settled)) : lines).map(bare).join('\n')
}

/** Who says yes in the lines of a talk, as long as nobody says no or makes a condition. */
function answers(lines: string[]): string[] {
  if (lines.some((line) => /不同意|不行|不可以|不接受|但是|除非/.test(line))) return []
  return lines.flatMap(
    (line) => /^([^,。:]{1,14})[:]\s*(?:同意|可以|好的?|行|没问题|没意见|认可|接受|OK|ok|👌)/u.exec(line)?.[1] ?? [],
  )
}

/** 佟老板付5550,哪天: who types leaves out the question mark. */
const unmarked =
  /^([^\s:：,，。]{1,12}[:：].{0,60}?(?:哪一?天|哪里|哪儿|(?:什么|啥)时候|几[号时点]|怎么[分付给办弄算说]|多少|多久|[行好对是]不[行好对是]|可不可以|没问题吧|[对是]吧|[好对是]伐|[可同行好]?[以意]?吗))$/gm

/** 【小尤】… line by line → 小尤:…, as a talk is taken down elsewhere; (11:05)小尤:… without the hour. */
export function withVoices(given: string): string {
  const text = given.replaceAll(/^[(（[【]\d{1,2}[:：]\d{2}(?::\d{2})?[)）\]】]\s*(?=[^\s:：,，。]{1,12}[:：])/gm, '')
  const bracketed = /^[【[]([^】\]\n:,。]{1,12})[】\]]\s*(?=[^\s:])/gm
  return (text.match(bracketed)?.length ?? 0) > 2 ? text.replaceAll(bracketed, '$1:') : text
}

/** A talk with the marks that who types leaves out of questions: 老丁:哪天付?. */
export const withQuestionMarks = (text: string): string => text.replaceAll(unmarked, '$1?')
