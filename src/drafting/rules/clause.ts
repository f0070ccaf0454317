/** The pieces of a clause between its commas, in order, each with its place. */
export const piecesOf = (text: string): { text: string; start: number }[] =>
  [...text.matchAll(/[^,;。!?\n]+/g)].map((match) => ({ text: match[0], start: match.index }))

/** A clause without the capitals beside its sums: 6500元(大写:陆仟伍佰元整) → 6500元. */
export const withoutCapitals = (text: string): string => text.replaceAll(/\(大写:[^)]*\)/g, '')

/** Words that keep a right, or leave a matter to whom the law gives it: what they govern is not waived. */
export const keeps =
  /不(?:得)?(?:影响|妨碍|排除|限制|阻[碍拦止]|干[涉预]|剥夺|包[括含]|涉及|处理)|不受[^,。;]{0,12}(?:影响|限制|约束)|(?:不|并不|不能|不得)(?:因此|因而|由此|当然)?(?:免除|减轻|丧失|视为)|不因[^。;]{0,20}(?:免除|减轻|丧失|影响)|不以[^,。;]{0,14}为(?:条件|前提)|保留[^,。;]{0,16}权|(?:仍|依然|依法|均)(?:然)?(?:有权|可以?|应当?|须|享有|负有)|有权|可以?(?:先)?(?:另行|依法|随时|拨打|向|联系|申请|要求|主张|报警|起诉)|由[^,。;]{0,14}(?:机关|部门|法院|公安|仲裁)[^,。;]{0,8}(?:依法|处理|决定|认定|裁)|依法(?:处理|进行|追究|认定|决定|办理|作出)/

/** A sentence that leaves a matter out of the agreement, to be dealt with elsewhere or not at all: nothing is settled by it. */
export const leftAlone = (sentence: string): boolean =>
  /不(?:予|作|做)(?:任何)?(?:确认|确定|认定|处理|约定|调解|调整|评价)|不(?:在|属于?|纳入|列入)[^,。;]{0,6}(?:本|此|该)(?:次|协议|案|调解)|(?:(?:本|此|该)(?:次|协议)|这(?:次|份协议|个协议))[^,。;]{0,6}(?:不|未)(?:予|作)?(?:涉及|处理|包含|确认|确定|调解|谈|讲|说|写|管|碰|动|解决)/.test(
    sentence,
  )

/** Words by which one gives something up, is barred from it, or bars another. */
export const denial =
  '(?:放弃|不得|不准|不许|不可以?|不能|不要|不再|不去|不予|不用|不必|不需要?|无需|无须|无权|不会|永不|绝不|从不|不(?=出庭|作证|控告|报警|举报|投诉|起诉|追究|告发)|禁止|停止|撤回|撤销|取消|免除|免予|免于|(?:保证|承诺|同意|答应|自愿|决定)(?:今后|以后|永远|绝)?不|别(?!人|的|处))'

/**
 * The piece of a clause in which `doing` governs `object`, in this order and near to each other, unless the piece (or the one
 * around it) keeps the right. Undefined where there is none.
 */
export function governed(text: string, doing: string, object: string, gap = 12): string | undefined {
  const pattern = new RegExp(`${doing}[^,。;]{0,${gap}}?(?:${object})`, 'u')
  return piecesOf(text).find((piece) => pattern.test(piece.text) && !keeps.test(piece.text))?.text
}

/** Whether a sentence denies or doubts that a thing is there: 没有借条, 拿不出流水, 记不清. */
export const lacking =
  /没有?|未|无(?!论|锡)|拿不出|缺(?:少|乏)?|不能(?:提供|出示|说明)|无法|提供不了|说不清|记不清|不清楚|不存在|遗失|丢失|并非|不是/
