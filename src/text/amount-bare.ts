import {
  BARE_CUE_BEFORE,
  BOUND_BEFORE,
  CORRECTED_BEFORE,
  COUNTED_BY_MYRIADS,
  EACH_CUE_BEFORE,
  FOLLOWED_BY_MEASURE,
  MONEY_CUE,
  PAID_AFTER,
  ROOM_NEARBY,
  SUM_ENDS,
  UNIT_RIGHT_BEHIND,
} from './amount-context.ts'

/** A number without 元 or 块 that the words around it make a sum. */
export function isMoneyWithoutUnit(
  text: string,
  {
    start,
    end,
    numeral,
    value = 0,
    more,
  }: { start: number; end: number; numeral: string; value?: number; more: boolean },
): boolean {
  UNIT_RIGHT_BEHIND.lastIndex = end
  if (value >= 10 && UNIT_RIGHT_BEHIND.test(text)) return true
  FOLLOWED_BY_MEASURE.lastIndex = end
  if (FOLLOWED_BY_MEASURE.test(text)) return false
  const before = text.slice(Math.max(0, start - 12), start)
  if (value >= 100 && isDuesRow(text, start, end)) return true
  if (/(?:[-—/.第#]|\d:)\s*$/.test(before) && !/[\u4e00-\u9fa5]-$/.test(before)) return false
  const large = /[万百千kKwW亿]/.test(numeral) || /^[几数好百千万]/.test(numeral)
  if (/^\d{1,3}$/.test(numeral) && value < 10) return false
  const plain = /\d/.test(numeral) && value >= 10 && numeral.length <= 9
  if (BARE_CUE_BEFORE.test(before)) return large || more || plain
  SUM_ENDS.lastIndex = end
  const ends = SUM_ENDS.test(text)
  if (EACH_CUE_BEFORE.test(before) && ends && (large || plain)) return true
  if (value >= 100 && isSaidOfMoney(text, { start, end, before, ends })) return true
  if (!large) return false
  if (/[千万亿kKwW]|^[好几百]/.test(numeral) && ends) return true
  // 两千五, 3万6, 差四万谈不拢: nobody counts things that way; else the clause must speak of money.
  const after = text.slice(end, end + 8)
  if (/[百千万][一二三四五六七八九\d]$/.test(numeral) && !/^[到至-]/.test(after)) return true
  if (/^[\d一二两三四五六七八九十].*万$/.test(numeral) && !COUNTED_BY_MYRIADS.test(after)) return true
  return MONEY_CUE.test(lastClause(before)) || MONEY_CUE.test(after.split(/[，。；,;！？\n]/)[0]!)
}

/** 付 ①12-10前 13409: a bare number right behind 前 of a day, in a line that speaks of paying. */
function isDuesRow(text: string, start: number, end: number): boolean {
  if (!/\d[日号]?(?:之|以)?前[\s:：]*$/.test(text.slice(Math.max(0, start - 6), start))) return false
  const line = text
    .slice(0, start)
    .split(/[\n。]/)
    .at(-1)!
  return /[付还退给打转|]|前\s*[\d.]+\s*[|,，]/.test(line) && /^\s*(?:$|[，,。;；、\n①-⑳|→(（])/.test(text.slice(end))
}

/** 最多500; 是7800不是8000; 对,2000收到过: a bare number where the talk is of money. */
function isSaidOfMoney(
  text: string,
  { start, end, before, ends }: { start: number; end: number; before: string; ends: boolean },
): boolean {
  const bare = /\d$/.test(text.slice(start, end))
  if (bare && PAID_AFTER.test(text.slice(end, end + 8)) && /(?:^|[\s，。；,;！？!?、：:“”"那])$/.test(before))
    return true
  const sentence = text
    .slice(Math.max(0, start - 60), start)
    .split(/[。！？\n]/)
    .at(-1)!
  if (!ends || !MONEY_CUE.test(sentence) || ROOM_NEARBY.test(sentence)) return false
  return BOUND_BEFORE.test(before) || CORRECTED_BEFORE.test(before)
}

const lastClause = (text: string) => text.split(/[，。；,;！？\n]/).at(-1)!

/** 每月3000-4000: two plain sums behind a money word, and no years. */
export function isBareRange(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start)
  if (!BARE_CUE_BEFORE.test(before) && !EACH_CUE_BEFORE.test(before)) return false
  const [from = 0, to = 0] = text
    .slice(start, end)
    .split(/[-~—–至到]+/)
    .map(Number)
  return from >= 100 && to > from && !(from >= 1900 && to < 2100) && !/^[年月日号个人]/.test(text.slice(end))
}

/** 11块空鼓瓷砖, 36块预制板; 500块玻璃钱 is money. */
const comesInPieces =
  /^[^\d,，。；;、：:！？!?的去来给赔]{0,4}(?:瓷砖|地砖|墙砖|红砖|砖(?!头)|玻璃|地板|木板|隔板|石板|钢板|预制板|护墙板|板材|瓦|瓷片|牌匾|广告牌|木料|地毯|窗帘)(?!钱|费|款)/

/** 墙砖12块, 地砖／32块, 空鼓一共13块, 块数改为13块; 换砖花了200块 is money. */
const countedBefore =
  /(?:(?:瓷砖|地砖|墙砖|砖|玻璃|地板|木板|隔板|石板|钢板|预制板|瓦|瓷片|空鼓|破损|开裂|碎裂|松动)(?:墙砖|地砖|瓷砖|处|的)?(?:空鼓|破损|开裂|碎裂|松动)?(?:共计?|一共|总共|合计|实际|有|约)?|块数(?:改|定|应)?(?:为|是|成)?)[／/:]?$/
/** 电池1块还在他那里, 手表一块: few of what comes in pieces, and costs more than so many yuan. */
const fewBefore =
  /(?:电池|电瓶|手表|硬盘|主板|电路板|显卡|内存条?|屏幕?|显示屏|石头|牌子|招牌|门牌|匾|玉|布|毛毯|毯子|黑板|滑板|模板|案板|床板|挡板|盖板|田|菜地|自留地)[:：]?$/
/** 41块都换, 9块全部敲掉 */
const workedOn = /^(?:都|全部?|均|要|需|一起)*(?:换|敲|铺|返工|重做|重贴|补贴|修补|空鼓|开裂)/

/** 两块玻璃, 一块去: 块 counts pieces or means «together», not yuan. */
export function isPiece(text: string, numeral: string, unit: string, end: number): boolean {
  if (!/块$/.test(unit)) return false
  if (/^\d{1,3}$/.test(numeral)) {
    if (comesInPieces.test(text.slice(end, end + 10))) return true
    const before = text.slice(0, end - unit.length - numeral.length).trimEnd()
    if (countedBefore.test(before) && !/^[钱费]/.test(text.slice(end))) return true
    if (/^[1-9]$/.test(numeral) && fewBefore.test(before) && !/^(?:[钱费五]|一[块个只张])/.test(text.slice(end)))
      return true
    if (/^\d{1,2}$/.test(numeral) && workedOn.test(text.slice(end, end + 10))) return true
  }
  if (!/^[一二三四五六七八九两几\d]$/.test(numeral)) return false
  const next = text[end] ?? ''
  if (numeral === '一') return !/[钱的\d]/.test(next) || /哪一块$/.test(text.slice(0, end))
  if (!/\p{Script=Han}/u.test(next))
    return /(?:包括|分成?|分为|这|那|哪|有)$/.test(text.slice(0, end).slice(0, -unit.length - numeral.length))
  return !/[钱多来左一每的就不也都还给吧了啊呢呀到至和跟是够]/.test(next)
}
