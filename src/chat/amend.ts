/** A correction in a person's own words: what was meant wrongly, and what it is. 更正 */
export type Amendment = { wrong: string; right: string }

const trim = (text: string) => text.replaceAll(/^[\s,,、。:：“”"「」]+|[\s,,、。!！;；“”"「」啊呀哦呢吧的]+$/g, '')

/**
 * Reads 不是物业,是楼上 / 金额错了,不是三千是五千 / 应该是楼上,不是物业. Undefined where nothing is put right: a sentence
 * such as 不是我不交 corrects nothing that was understood, which `known` tells.
 */
export function readAmendment(message: string, known: (words: string) => boolean): Amendment | undefined {
  const forward =
    /(?:并?不是|不叫|不在|没有)([^,,。;；]{1,20}?)[,,。;；\s]*(?:而是|应该是|应当是|其实是|是|叫|在|有)([^。;；\n]{1,60})/u.exec(
      message,
    )
  const backward = /(?:应该是|应当是|其实是|是|叫)([^,,。;；]{1,40})[,,;；\s]+(?:并?不是|不叫)([^。;；\n]{1,20})/u.exec(
    message,
  )
  for (const [match, wrongAt, rightAt] of [
    [forward, 1, 2],
    [backward, 2, 1],
  ] as const) {
    if (!match) continue
    const wrong = trim(match[wrongAt]!)
    const right = trim(match[rightAt]!)
    if (wrong && right && wrong !== right && known(wrong)) return { wrong, right }
  }
  return undefined
}

/** Whether a message says that something was understood wrongly, with what it then says. */
export function readDenial(message: string): string | undefined {
  const match =
    /^(?:不对|不是这样|错了|搞错了?|弄错了?|说错了?|理解错了?|更正一下|纠正一下)[,,。!！、\s]*([\s\S]*)$/u.exec(
      message.trim(),
    )
  return match ? trim(match[1]!) : undefined
}

/** The telling with what was wrong put right wherever it stands. */
export const amended = (account: string[], { wrong, right }: Amendment): string[] =>
  account.map((part) => part.replaceAll(wrong, right))
