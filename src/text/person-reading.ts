import {
  COMPOUND_SURNAMES,
  givenWeight,
  isGrammar,
  isNoGiven,
  isNoName,
  ROLE_BEFORE,
  surnameWeight,
  TITLES,
} from './names.ts'
import type { Span } from './span.ts'
import type { Word } from './words.ts'
import { wordEndsAt, wordFrom } from './words.ts'

/** Who is named, as far as the words tell. */
export type Person = {
  /** As written, without the title: 陈建国, 陈 (of 陈老伯), 小程. */
  name: string
  surname?: string
  title?: string
  /** What the words before call them: 申请人, 房东, 儿子. */
  role?: string
  /** The known party meant. */
  known?: string
  /** How the known party was recognised: by the name, or only by the surname with a title. */
  knownBy?: 'name' | 'surname'
  /** A known party whose name this may be a slip of: one character of like sound or shape differs. */
  variantOf?: string
  /** 0 to 1; 1 where the name is on file. */
  confidence: number
}

/** A person as read from the folded text: offsets there, not yet in the raw one. */
export type FoundPerson = Span & Person

const TITLE_AT = new RegExp(`(?:${TITLES})`, 'yu')
const MASKED_AT = /(?:某{1,2}[甲乙丙丁]?|[XxＸ×*＊○]{1,3})(?![A-Za-z\d])/y
/** What familiar address puts before a surname. */
export const FAMILIAR = /[老小]/
/** What stands before a name: a mark, the beginning, or a small word. */
export const LEFT_EDGE =
  /(?:^|[\s，。；：、！？“”"'（()）《》【】[\]:,.;!?\-/]|[由与和跟同向对给被让找告欠把替帮因及是为请问叫]|认识|找到|遇到|碰到|借给|付给|还给|交给|转给|打给|欠了?|联系|通知|起诉|还有|以及|其中|包括|[的有了]|楼[上下]|隔壁|对[门面]|后来|当时|结果|可是|但是|去年|今年|前年|[昨前今]天|[上这]个?月|那天|老家|[到写]|妈妈?|爸爸?)$/u
/** What stands after a name. */
export const RIGHT_EDGE =
  /^(?:$|[\s，。；：、！？“”"'（()）《》【】[\]:,.;!?\-/*\d]|的|了|说|讲|称|表示|认为|同意|承认|答应|承诺|否认|不|没|未|欠|向|与|和|跟|同|把|被|在|于|给|到|是|也|就|都|已|自愿|应|须|住|系|反映|提出|要求|支付|赔|付|还|借|拿|打|骂|动手|有|来|去|找|叫|让|负责|拒绝|因|从|对|将|会|要|又|却|则|再|当|为|或|等|及|之|家|个人|本人|签|拖|退|收|租|买|卖|做|搬|报警|受伤|一直|曾|于是|当时|身份证|电话|先生|女士|今年|现年|愿|自己|手里|名下|这边|那边|一方|方面|提交|出示|提供|当场|随后|最后|先|全部|各|二人|三人|夫[妻妇]|母[子女]|父[子女]|兄[弟妹]|姐[妹弟]|农业银行|工商银行|建设银行|账户|银行卡|[一二三四五六七八九十两半]|跑|动|骑|摔|撞|拦|堵|推|踢|咬|砸|闹|吵|哭|带|抱|送|介绍|合伙|合作|结婚|离婚|离职|入职|电话|开[车店始口]|装修|承包|担保|当[场时面]|先|后来|才|只|再|总|老是|非|硬|故意|居然|竟|经|受|失联|躲|逃|逾期|拿|用|请|约|等人|两口子|夫妻|父子|母子|一家|他们|她们|这|那|今天|昨天|前天|去年|多次|已经|跟|帮|替|骗|抢|偷|砍|挖|占|修|种|喊|威胁|侮辱|微信|支付宝|转账|作为|全部|自[己行]|共同|分别|另|月底|年底)/u
/** What only people do: behind it even a word of the dictionary (黎明, 杜鹃) is a name. */
const PERSON_ACTS =
  /^(?:说|讲|称|表示|认为|同意|承认|答应|承诺|否认|反映|陈述|签(?:的|了)字|欠[我他她]|一直不还|不肯|动手|打了?[我他她人]|的(?:身份证|电话|丈夫|妻子|老公|老婆|儿子|女儿|父亲|母亲))/u

/** The surname a written name begins with. */
export function surnameOf(name: string): string | undefined {
  if (COMPOUND_SURNAMES.has(name.slice(0, 2))) return name.slice(0, 2)
  return surnameWeight(name[0] ?? '') ? name[0] : undefined
}

const roleBefore = (text: string, start: number) =>
  ROLE_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.groups?.role

/** 陈老伯, 王师傅, 张某, 小程, 老周. */
export function readTitled(text: string, words: Word[], i: number): FoundPerson | undefined {
  const { start } = words[i]!
  const surname = surnameAt(text, start)
  if (surname) {
    const after = start + surname.length
    MASKED_AT.lastIndex = after
    const masked = MASKED_AT.exec(text)
    if (masked && (surname.length > 1 || surnameWeight(surname)) && !/^[XxＸ×*＊○]$/.test(masked[0])) {
      return {
        start,
        end: after + masked[0].length,
        name: surname + masked[0],
        surname,
        ...withRole(text, start),
        confidence: 0.9,
      }
    }
    TITLE_AT.lastIndex = after
    const title = TITLE_AT.exec(text)?.[0]
    if (title && titleStands(text, words, i, surname, title, after)) {
      return {
        start,
        end: after + title.length,
        name: surname,
        surname,
        title,
        ...withRole(text, start),
        confidence: surnameWeight(surname) === 1 ? 0.8 : 0.9,
      }
    }
  }
  if (FAMILIAR.test(text[start]!)) {
    const next = text[start + 1] ?? ''
    const weight = surnameWeight(next)
    const end = start + 2
    const endsWord = words[i]!.end === end || (words[i]!.end === start + 1 && words[i + 1]?.end === end)
    const familiar = text.slice(start, end)
    if (weight && RIGHT_EDGE.test(text.slice(end, end + 4)) && !NOT_FAMILIAR.has(familiar)) {
      const placed = roleBefore(text, start) || LEFT_EDGE.test(text.slice(Math.max(0, start - 4), start))
      const usual = weight === 2 && !SELDOM_FAMILIAR.has(familiar)
      // 老李家 is cut as 老|李家: then the place must be a name's too.
      if (endsWord ? placed || usual : placed && usual) {
        return {
          start,
          end,
          name: text.slice(start, end),
          surname: next,
          ...withRole(text, start),
          confidence: weight === 2 ? 0.8 : 0.65,
        }
      }
    }
  }
  return undefined
}

/** Common words in the shape of a familiar name; of the second kind (小马, 小江) both edges must be a name's. */
const NOT_FAMILIAR = new Set(
  '小时 小于 小车 小计 小单 小路 小包 小年 小房 小项 小费 小平 小康 小节 小区 小曲 小管 小乘 小成 小全 小胡同 老年 老房 老时 老应 老路 老成 老全 老单 老化 老古 老胡同 小应 小连 小班 小米 小吉 小花 小沙 小练 小丁'.split(
    ' ',
  ),
)
const SELDOM_FAMILIAR = new Set(
  '小方 小高 小龙 小石 小马 小白 小江 小金 小叶 小夏 小谷 小段 小安 小文 小黄 小蓝 小兰 小季 小敏 老方 老龙 老马 老金 老白 老黄'.split(
    ' ',
  ),
)
/** Titles of one character or with a meaning of their own stand only where the word ends. */
const SHORT_TITLE = /^(?:总|工|董|家|氏|某|[姐哥叔婶嫂姨爷伯]|中介|会计|司机|保安|房东|同学|同志)$/

function titleStands(text: string, words: Word[], i: number, surname: string, title: string, after: number): boolean {
  const whole = words[i]!
  // 高总 is cut apart, 马上 or 平安 is one word: the dictionary knows better than a list.
  if (whole.end > after && whole.end !== after + title.length) return false
  if (title === '家') return false
  const next = text.slice(after + title.length, after + title.length + 4)
  const before = text.slice(Math.max(0, whole.start - 8), whole.start)
  if (isGrammar(surname) && !(/^(?:先生|女士|小姐|师傅|阿姨|老板|经理|某)/.test(title) && LEFT_EDGE.test(before)))
    return false
  if (SHORT_TITLE.test(title)) {
    // 施工, 董事: the dictionary has it as a word.
    if (whole.end > after && title.length === 1) return false
    const unsure = surname.length === 1 && surnameWeight(surname) === 1
    return RIGHT_EDGE.test(next) && (!unsure || LEFT_EDGE.test(before)) && wordEndsAt(words, after + title.length)
  }
  // 养老金哥哥拿去: behind another word a doubtful surname is the end of that word.
  if (surname.length === 1 && surnameWeight(surname) === 1) return LEFT_EDGE.test(before) || ROLE_BEFORE.test(before)
  return true
}

function surnameAt(text: string, start: number): string | undefined {
  const two = text.slice(start, start + 2)
  if (COMPOUND_SURNAMES.has(two)) return two
  return surnameWeight(text[start] ?? '') ? text[start] : undefined
}

/** Words that lead to a name and say nothing of who it is. */
const NO_ROLE = /^(?:姓名|名字|户名|本人|我叫|名叫|叫做?|我是|就是|即)$/

/** The role said right before, as a field to spread. */
export const withRole = (text: string, start: number) => {
  const role = roleBefore(text, start)
  return role && !NO_ROLE.test(role) ? { role } : {}
}

/** 陈建国, 王芳, 欧阳明: a surname, a given name of one or two characters, and a place where a name stands. */
export function readName(text: string, words: Word[], i: number): FoundPerson | undefined {
  const word = words[i]!
  const surname = surnameAt(text, word.start)
  if (!surname) return undefined
  const after = word.start + surname.length
  let best: (FoundPerson & { score: number }) | undefined
  for (const length of [2, 1]) {
    const given = text.slice(after, after + length)
    if (given.length < length) continue
    const end = after + length
    const weight = givenWeight(given)
    if (weight === undefined) continue
    const score = scoreOf({ text, words, i, surname, given, weight, end })
    if (score === undefined || (best && score <= best.score)) continue
    best = {
      start: word.start,
      end,
      name: surname + given,
      surname,
      ...withRole(text, word.start),
      confidence: 0,
      score,
    }
  }
  if (!best || best.score < 4) return undefined
  const { score, ...person } = best
  return { ...person, confidence: Math.min(0.95, 0.35 + score * 0.08) }
}

type Guess = { text: string; words: Word[]; i: number; surname: string; given: string; weight: number; end: number }

function scoreOf({ text, words, i, surname, given, weight, end }: Guess): number | undefined {
  const word = words[i]!
  // 丁娟家的狗: 家 is the household.
  if (given.length === 2 && given[1] === '家' && /^[的里门人养那和都也又有把是在（(]/.test(text.slice(end)))
    return undefined
  const head = text.slice(Math.max(0, word.start - 8), word.start)
  const role = ROLE_BEFORE.exec(head)?.groups
  const left = LEFT_EDGE.test(head)
  const right = RIGHT_EDGE.test(text.slice(end, end + 4))
  const sure = surname.length > 1 || surnameWeight(surname) === 2
  const usual = weight === given.length
  const common = isNoName(surname + given) || (isGrammar(surname) && isNoName(surname + given[0]))
  if ((common || isNoGiven(given)) && !role?.mark) return undefined
  if (!role && !left && !(sure && usual)) return undefined
  // 东方名府, 南宫门: as often the name of a place.
  if (surname.length > 1 && !role && !(usual && right)) return undefined
  // 单立人 is spelt of single characters, 时|成立 ends in a word: only the first is a name.
  const spelt = given.length === 2 && left && right && (wordFrom(words, word.start + surname.length)?.end ?? 0) < end
  if (
    !sure &&
    !role?.mark &&
    (!usual || !(left || role) || (isGrammar(surname) && !spelt && !(role && right && given.length === 2)))
  )
    return undefined
  const placeholder = /^[张李王赵][三四五六]$/.test(surname + given)
  let score = surname.length > 1 ? 3 : surnameWeight(surname)
  // The surname opens a word of the dictionary (高兴, 周末, 金额): only a role before it makes a name of it.
  if (word.end > word.start + surname.length && !(placeholder && word.end === end)) {
    // 赵国 of 赵国强 is a word too; the place must then be one where names stand.
    const across = word.end < end && sure && usual && (left || role) && right
    const acting = word.end === end && sure && usual && left && PERSON_ACTS.test(text.slice(end, end + 6))
    if (!across && !acting && (!role || word.end > end || (!role.mark && !(sure && usual)))) return undefined
    score -= word.end === end ? 1 : 2
  }
  // A name the dictionary cuts wrongly still has its edges: 唐凤|英也.
  if (!wordEndsAt(words, end)) score -= usual && right && (left || role) ? 0.8 : 3
  // 丁伟将于: what follows a name, not its end.
  if (given.length === 2 && /[将亦即均便未都]/.test(given[1]!)) score -= 3
  if (!sure && given.length === 1 && !role) score -= 1.5
  score += usual || placeholder ? 2 : weight > 0 ? 0.5 : -1
  if (role) score += 3
  if (left) score += 1
  score += right ? 1.5 : -1
  // Two characters the dictionary takes as one word (建国, 志强) are one given name; half of it is none.
  const next = wordFrom(words, word.start + surname.length)
  if (next && next.end - next.start === 2) score += given.length === 1 ? -2 : usual ? 0.5 : 0
  if (given.length === 2) score += 0.4
  return score
}

/** 请老邵到 is cut as 请老|邵: a familiar name across words, where both its edges are a name's. */
function familiarInside(text: string, start: number): FoundPerson | undefined {
  const surname = text[start + 1] ?? ''
  const name = text.slice(start, start + 2)
  if (!FAMILIAR.test(name) || surnameWeight(surname) !== 2 || NOT_FAMILIAR.has(name) || SELDOM_FAMILIAR.has(name))
    return undefined
  if (!LEFT_EDGE.test(text.slice(Math.max(0, start - 4), start)) || !RIGHT_EDGE.test(text.slice(start + 2, start + 6)))
    return undefined
  return { start, end: start + 2, name, surname, ...withRole(text, start), confidence: 0.65 }
}

/** 找陈老伯 cut as one word, or a surname with its title behind a small word. */
export function readInside(text: string, word: Word): FoundPerson | undefined {
  for (let k = word.start + 1; k < word.end; k++) {
    const familiar = familiarInside(text, k)
    if (familiar) return familiar
    const surname = surnameAt(text, k)
    if (!surname || surnameWeight(surname[0]!) !== 2) continue
    TITLE_AT.lastIndex = k + surname.length
    const title = TITLE_AT.exec(text)?.[0]
    // 楼下周先生 is cut as 下周: a title that needs a surname tells them apart, 上周师傅 does not.
    const bound = title && k + surname.length === word.end && /^(?:先生|女士|小姐|太太|老伯)$/.test(title)
    if (title && (bound || (title.length > 1 && LEFT_EDGE.test(text.slice(word.start, k))))) {
      return { start: k, end: k + surname.length + title.length, name: surname, surname, title, confidence: 0.7 }
    }
  }
  return undefined
}
