/**
 * How far a mandate goes: `special` lets its holder settle and sign, `general` only take part, `filed` is on file with no word
 * of its reach, `lacking` is said to be missing, `untold` where no record speaks of one. 授权
 */
export type Authority = 'special' | 'filed' | 'general' | 'lacking' | 'untold'

/** Words that speak of a mandate where they stand beside a name. */
export const mandated =
  /授权|委托书|书面委托|盖(?:了|过|有)?[^,。;]{0,2}章的?委托|(?:不用|没有?|不要|不必)[^,。]{0,3}委托|委托手续|委托权限|代理权限|全权(?:委托|代理|处理|代表)|特别代理/
/** Words that speak of a mandate wherever they stand: a paper, or who was told to come. */
export const paper =
  /授权(?:委托)?书|授权手续|委托书|委托手续|特别授权|一般授权|全权(?:委托|代理)|代理权限|委托权限|(?:委托|授权)(?:我|本人)|委托原件/

/** What only a special mandate lets one do (民诉法62条2款). */
const reach =
  '(?:承认|变更|放弃|和解|签(?:订|署|协议|字|名|约|收)|代签|确认[^,。;]{0,6}(?:金额|数额)|达成[^,。;]{0,4}协议|定数|同意[^,。;]{0,6}数额)'
const plainly =
  /特别(?:授权|代理)|全权(?:委托|代理|处理|代表)|(?:授权|委托|权限)[^。;]{0,40}代为[^,。;]{0,16}(?:承认|签订|签署|签名|签字|签收协议|和解|放弃|变更|达成)|可代为|有权(?:代为)?签/
const inContext = new RegExp(
  `(?:授权|委托|权限|写明|载明|注明|写着|写的?是|含|包括|代为)[^,。;]{0,30}?${reach}|^(?:[^,]{0,6}[(])?(?:并|且|也)?(?:可以?|能|有权)[^,。;]{0,12}${reach}`,
)
const denied = /没有|没写|未(?:写|载|包括|含|注)|不(?:包括|含|能|得|可|具|是)|并无|并非|无权|缺/
const absent = '(?:没有?|没|未|无|缺|忘(?:记|了|在)?|拿不出|尚未|还没|不持|不具|丢)'
const word = '(?:授权(?!人)|委托书|委托手续|代理权)'
const lacking = new RegExp(
  `(?:不用|没有?|不要|不必)(?:写|要|开)?[^,。]{0,2}委托|${absent}(?!写|注|载)[^,。;?]{0,10}${word}|${word}[^,。;]{0,8}(?:${absent}(?!写|注|载)|后补|待补|补办|再补|另补|要补|会补|明天|改天|回头|还在|在办|在路上)`,
)
const handedIn = /(?:已|后|现|今[天日]|当日|也)?补(?:交了?|来|齐|到|好|上)(?!后)|已(?:交|核|传|收)|不需要|无需|不必/
const limited = new RegExp(
  `一般(?:授权|代理)|(?:只|仅|就)(?:写|载明|注明|授权|委托|能|是|限)?[^,。;]{0,18}(?:参加|到场|旁听|转达|了解|协商|陈述|递交|送|取|代领|听)|(?:没有?|未|不)(?:写|载|注|包括|含|代为|权)明?[^,。;]{0,12}${reach}|(?:不是|并非|非)特别授权`,
)

/** What a text says of somebody's mandate, piece by piece, the later word above the earlier; `prior` where it says nothing. */
export function authorityIn(text: string, prior: Authority = 'untold'): Authority {
  let spoken = false
  return text.split(/[,;。]/).reduce((held: Authority, piece): Authority => {
    const names = mandated.test(piece) || paper.test(piece)
    spoken ||= names
    if (!spoken) return held
    if (lacking.test(piece) && !handedIn.test(piece)) return 'lacking'
    if (limited.test(piece)) return 'general'
    if (!denied.test(piece) && (plainly.test(piece) || inContext.test(piece))) return 'special'
    return names && (held === 'untold' || held === 'lacking') && !/补办|需要|须/.test(piece) ? 'filed' : held
  }, prior)
}

/** Whether a sentence tells of a mandate that lets its holder sign. 特别授权 */
export const grantsSigning = (sentence: string): boolean =>
  sentence.split(',').some((piece) => plainly.test(piece) && !denied.test(piece)) ||
  ((mandated.test(sentence) || paper.test(sentence)) && authorityIn(sentence) === 'special')
