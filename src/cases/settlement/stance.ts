import type { CaseRecord } from '../read.ts'
import { authorIn } from '../reading/labels.ts'
import type { Names } from '../reading/names.ts'

// What answers and records say to a change that was asked for.
/** Words that say yes by themselves. */
const assent =
  '嗯+(?=[,。;!~\\s]|$)|可以(?!吗|不)|行(?!不行|吗|程|业)|好(?:的|啊|吧|嘞|滴|哒|呀)?(?=[,。;!~\\s]|$)|同意|没(?:有)?(?:问题|意见|异议)|没啥(?:问题|意见|说的)|无异议|确认(?:无误|同意)?(?=[,。;!~\\s]|$)|收到|👌|👍|🤝|ok(?![a-z])|好说|对(?:的|头)?(?=[,。;!~\\s]|$)|是的|是有|没错|认(?:的|了|可)?(?=[,。;!\\s]|$)|答应|中(?=[,。;!~\\s]|$|的)|要得|谢谢|成(?:交)?(?=[,。;!\\s]|$)|就这样|就这么(?:改|定|办|来|弄|写)'
/** 按新的来, 就照这个数, 按邮件改: what was written last is to be followed. */
const follows =
  '(?:就|都|那)?(?:按|照|依)(?:着)?(?:新的?|改(?:过|好|后|了)?的?|更正后?的?|这(?:个|样|次)?|你|您|邮件|短信|上面|刚才|现在)[^,。;不]{0,8}?(?:来|办|做|算|写|付|走|执行|改|打|转|签|履行|说的|讲的|数)'
const before = '(?:那|就|嗯|哦|噢|唉|@\\S+\\s*|[^,。;!\\s]{1,3}(?:说|讲))*(?:都|也)?'
const yes = new RegExp(
  [
    `(?:^|[,。;!、\\s])${before}(?:${assent}|${follows})`,
    '(?:我|我们|我方|我司|公司|这边|妈|爸)(?:也|都|这边)?(?:说)?(?:同意|可以|没意见|没问题|认可?|好)',
    // 1955对的, 六点可以: a yes behind what it repeats.
    '(?:\\d|[元块号日点天半]|周末)(?:是|就)?(?:对的?|没错|可以|行|好|认)(?:的|了|吧)?(?=[,。;!~\\s]|$)',
    // 你那笔可以晚到20号: who is owed lets it come later.
    '(?<![不是])可以(?:再)?(?:晚|推|延|缓|拖)(?:到|至|迟|后|期)',
    '👌|\\[(?:OK|强|握手|好的|赞)\\]',
  ].join('|'),
  'iu',
)
const no =
  /不同意|不行|不可以|不接受|不答应|不认(?!识)|没得商量|(?<!(?:其[他余它]|别的|剩下|另外)[^,。;]{0,8})不改|免谈|拒绝|(?:照|按)(?:原来|协议|说好的|签的|老)(?!的?(?:地方|卡))|不能(?:再)?(?:改|推|拖|变|少)|没(?:有)?(?:答应|同意)|不肯|未(?:同意|答应)/
const asksIt = /[行可好能肯是]不[行可好能肯是](?:以)?|(?:同|愿)不(?:同|愿)意/g
/** 可以,下次不能再拖了: said behind a yes, it turns nothing down. */
const warnsOnly = new RegExp(`^${before}(?:${assent})[^?]{0,24}?(?:不能|不要|别|不许|不准)再[改推拖变]`, 'iu')
export const onCondition = /但是?|不过|除非|前提|条件是|要是|如果|考虑|想想|商量(?:一下|下)|再说|回头/

/** 其他照原来的: what stays as it was beside a change turns nothing down. */
const othersStay = /(?:其[他余它]|别的|剩下的?|另外)[^,。;]{0,8}(?:照|按)(?:原来|协议|说好的|签的|老)[^,。;]{0,6}/g

const withoutAsking = (text: string): string =>
  text
    .replaceAll(asksIt, '')
    .replaceAll(othersStay, '')
    .replace(warnsOnly, (said) => said.replace(/(?:不能|不要|别|不许|不准)再[改推拖变]$/, ''))
/** Whether an answer turns a change down. */
export const refuses = (text: string): boolean => no.test(withoutAsking(text))
/** Whether an answer says yes, without a condition and without asking back. */
export const agrees = (text: string): boolean =>
  !refuses(text) &&
  !onCondition.test(text) &&
  yes.test(text.replaceAll(asksIt, '').replace(/[?]\s*$/, '?')) &&
  !/[吗么]?[?]\s*$/.test(text)

/** 可以,但要9月30号前给: what a yes depends on; undefined where it says no, or only that somebody wants to think. */
export function agreesIf(text: string): string | undefined {
  const but = onCondition.exec(text)
  if (!but || /考虑|想想|商量(?:一下|下)|再说|回头/.test(text)) return undefined
  return agrees(text.slice(0, but.index)) ? text.slice(but.index + but[0].length) : undefined
}

/** Whether a record says that a change was turned down and not taken up after all. */
export function refusedIn(text: string): boolean {
  const bare = text.replaceAll(asksIt, '').replaceAll(othersStay, '')
  const last = [...bare.matchAll(new RegExp(no, 'g'))].at(-1)
  return last !== undefined && !agreedSince(bare.slice(last.index + last[0].length))
}
/** Whether a record says that somebody agrees. */
export const agreedSince = (text: string): boolean =>
  /同意|答应|认可|没意见|无异议|可以|一致/.test(text) && !refuses(text)

/** 已电话征得某某同意, 两人商量好: the other side stands behind it too. */
const bothBehind =
  /(?:征得|取得|经)[^,。]{1,10}同意|(?:告知|通知|转告)[^。]*(?:知道了|收到|(?<![不未])同意|没意见|无异议|按新)|[,。][^,。]{2,6}(?:在场|在旁|当面)[^。]*当场同意|(?:两[个人家方]|双方|三方)[^,。]{0,6}(?:商量|说|讲|约|谈)(?:好|定|妥)|(?:对方|另一方)[^,。]{0,6}(?:也|亦)?(?:同意|认可|答应)/

/** 当即打给钮某,钮说…可以: who was called says yes. */
const calledBack =
  /(?:打给|致电|打电话给|联系|回电|问过)[^。]{1,40}?(?<![不未没是])(?:可以|同意|说好|说行|没意见|答应)(?=[,。;]|$)/m

/** 三方通话:…岑某、晏某在电话里都说可以: the others are named as saying yes in the author's presence. */
function othersAgree({ by, text, party }: CaseRecord, names: Names): boolean {
  if (!/三方|多方/.test(by) && !/电话里|通话中|当面|当场|在场/.test(text)) return false
  return text
    .split(/[。;\n]/)
    .some(
      (sentence) =>
        [...names.sides(sentence)].some((id) => id !== party) &&
        /(?:都|均|也)?(?:说|讲|表示|回)?(?:可以|同意|没意见|没问题|答应|认可)/.test(sentence) &&
        !refuses(sentence),
    )
}

/** What is asked for, by one side. */
const asking = /请求|要求|提出|希望|申请|想|问|能不能|可不可以|能否/
/** A meeting at which the sides sat together, or spoke on one line. */
const session = /调解|笔录|碰头|面谈|会谈|三方|双方/
const signs =
  /同意|确认|认可|无异议|没意见|签(?:了)?(?:字|名)|[按摁捺](?:了)?(?:手|指)?印|(?:表示|说|都)(?:行|可以|对)(?!不)/

/** Both sides stand behind a change: a mediator's record says so, or it names both. */
export function confirmed(record: CaseRecord, names: Names): boolean {
  const author = authorIn(record.by)
  if (names.sides(author).size > 1 || bothBehind.test(record.text)) return true
  if (othersAgree(record, names)) return true
  if (record.party || names.all.some(({ name, party }) => party.kind === 'person' && author.includes(name)))
    return false
  if (/双方|各方|均|都|一致|亦同意|也同意|重新约定|协商|重新谈|又谈|碰头|谈下来/.test(record.text)) return true
  // 某店长问能不能推到18日,当即打给某某,某某同意: one asks, another says yes.
  if (new RegExp(`(?:${asking.source})[^。]*[。?,].*(?<![不未没])(?:同意|答应|没意见|无异议)`, 's').test(record.text))
    return true
  // 某某打来想改到…,当即打给某某,说可以: asked by one, granted by the other on the telephone.
  if (/(?:打来|来电|请求|要求|提出|希望|申请|想|问)[^。]*[。:,]/.test(record.text) && calledBack.test(record.text))
    return true
  if (names.sides(record.text).size < 2) return false
  // 甲、乙又来一趟,付款这样改: what a meeting of both tells outright holds.
  return signs.test(record.text) || (session.test(author) && !asking.test(record.text))
}
