const minus = /[−－–-]/
/** 减 滤镜280: the sign told in a word. */
const takenOff = /^(?:减|扣|抵)(?:去|掉|除)?\s*/
const amount = '\\d{2,7}(?:\\.\\d{1,2})?'
/** 欠租3天, 7月工资: what a figure is for, with counts of its own. */
const label = '(?:[^\\d\\s+＋−－–=＝→×,，。;；:：!?()（）-]|\\d{1,3}(?=\\p{Script=Han})|\\s(?=\\p{Script=Han}))'
const aside = '(?:\\s*[（(][^（()）]{1,16}[）)])?'
const item = new RegExp(
  `^(?<lead>[+＋−－–-])?\\s*(?<what>${label}{1,16}?)[:：]?\\s*(?<sign>[+＋−－–-])?\\s*(?:(?<n>\\d{1,4}(?:\\.\\d)?)\\p{Script=Han}?\\s*[×xX*]\\s*(?<price>\\d{1,6}(?:\\.\\d{1,2})?)(?:元|块)?\\s*[=＝]\\s*)?(?<fen>${amount})(?:元|块)?(?<aside>${aside})[,，;；。]?$`,
  'u',
)
const several = new RegExp(
  `^(?<parts>(?:[+＋−－–-]?\\s*${label}{1,12}?\\s*${amount}(?:元|块)?\\s*){2,4})(?:→|=|＝|=>)\\s*(?<sign>[+＋−－–-])?\\s*(?<fen>${amount})(?:元|块)?$`,
  'u',
)
const part = new RegExp(`(?<lead>[+＋−－–-])?\\s*(?<what>${label}{1,12}?)\\s*(?<fen>${amount})`, 'gu')
const total = new RegExp(
  `^(?:(?<sign>[=＝])|(?<word>合计?|共计?|总共?|总计|一共|小计|余下?|还?剩下?|实付|还要?付|(?:应|实|再|净)?[付退赔还补]))\\s*[:：=＝]?\\s*(?<fen>${amount})(?:元|块)?(?<rest>[\\s,，;；。].*|${aside}[,，;；。]?)?$`,
  'u',
)

type Step = { words: string; fen: number }

const fenOf = (said: string): number => Math.round(Number(said) * 100)

/** One line of a reckoning, with what it adds or takes off. */
function stepOf(line: string): Step | undefined {
  const one = item.exec(line)?.groups
  if (one) {
    const { lead, what, sign, n, price, fen, aside: behind } = one
    if (n && Math.round(Number(n) * fenOf(price!)) !== fenOf(fen!)) return undefined
    const off = minus.test(lead ?? sign ?? '') || takenOff.test(what!)
    const noun = what!.replace(takenOff, '')
    const times = n ? `${n}×${price}=` : ''
    const word = off ? '减' : lead || sign ? '加' : ''
    return { words: `${word}${noun}${times}${fen}元${behind?.trim() ?? ''}`, fen: (off ? -1 : 1) * fenOf(fen!) }
  }
  const more = several.exec(line)?.groups
  if (!more) return undefined
  const parts = [...more.parts!.matchAll(part)].map(({ groups }) => ({
    off: minus.test(groups!.lead ?? ''),
    what: groups!.what!,
    said: groups!.fen!,
  }))
  const sum = parts.reduce((all, { off, said }) => all + (off ? -1 : 1) * fenOf(said), 0)
  if (sum !== (minus.test(more.sign ?? '') ? -1 : 1) * fenOf(more.fen!)) return undefined
  return {
    words: parts.map(({ off, what, said }) => `${off ? '减' : '加'}${what.trim()}${said}元`).join(','),
    fen: sum,
  }
}

/**
 * A reckoning written one figure below the other (押金3000 / −清洁200 / =2800), as one line of words: only where what
 * stands at its foot is what it comes to, so that every figure of it is a sum for certain.
 */
export function withStackedReckonings(text: string): string {
  const lines = withRowsBelow(text.split('\n').map(inInstalments))
  const out: string[] = []
  let steps: Step[] = []
  let footed = false
  for (const line of lines) {
    // 支付宝,11/22前: how and by when what it comes to is paid.
    if (footed && way.test(line.trim()) && !/\d{3,}(?:元|块)/.test(line))
      out.push(`${out.pop()!.replace(/。$/, '')},${line.trim()}`)
    else footed = takeLine(line)
  }
  return out.join('\n')

  function takeLine(line: string): boolean {
    const bare = line.trim()
    const foot = steps.length > 1 ? total.exec(bare)?.groups : undefined
    const from = foot ? startOf(steps, fenOf(foot.fen!)) : -1
    if (foot && from >= 0) {
      const held = steps.slice(from)
      const taken = held.some(({ fen }) => fen < 0)
      const rest = (foot.rest ?? '').replace(/^[\s,，;；。]*(?:→|->|=>)?[\s,，;；。]*/, '')
      const words = `${foot.sign ? (taken ? '剩' : '合计') : wordOf(foot.word!)}${foot.fen}元`
      out.splice(out.length - held.length, held.length)
      out.push(
        `${held.map((step) => step.words).join(',')},${words}${/^[（(]/.test(rest) ? '' : rest ? ',' : '。'}${rest}`,
      )
      steps = []
      return true
    }
    const step = stepOf(bare)
    steps = step ? [...steps, step] : []
    out.push(line)
    return false
  }
}

const row =
  /^\s*(?:第?[一二三四五六七八九十\d]{1,2}[期次笔][:：、]?\s*)?(?<day>(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|底)|(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9]))(?:之前|以前|前))\s*[:：]?\s*(?:再?[付退还])?\s*(?<fen>\d{2,7}(?:\.\d{1,2})?)(?:元|块)?[,，;；。]?$/

/** 退5000元,分三期:, and below it a day and a sum on each line: one sentence, where the sums come to the whole. */
function withRowsBelow(lines: string[]): string[] {
  const out: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const head = /^(.*\d.*)[:：]\s*$/.exec(lines[i]!)?.[1]
    const rows: { day: string; fen: string }[] = []
    for (let at = i + 1; head !== undefined && at < lines.length; at++) {
      const groups = row.exec(lines[at]!)?.groups
      if (!groups) break
      rows.push({ day: groups.day!, fen: groups.fen! })
    }
    const sum = rows.reduce((all, { fen }) => all + fenOf(fen), 0)
    const whole = [...(head ?? '').matchAll(/(\d{3,7}(?:\.\d{1,2})?)(?=元|块|[,，。;；]|$)/g)].some(
      ([, said]) => fenOf(said!) === sum,
    )
    if (rows.length > 1 && whole) {
      out.push(`${head}:${rows.map(({ day, fen }) => `${day}${fen}元`).join(',')}。`)
      i += rows.length
    } else out.push(lines[i]!)
  }
  return out
}

const way = /^(?:支付宝|微信|现金|转账|银行转账|打到?|转到?|汇到?)[^。;；]*(?:\d[日号]?|底)(?:之?前|以前)[。;；]?$/
/** 30000→5000×6,…每月20日前: as many instalments as make it up. */
const inInstalments = (line: string): string =>
  line.replace(
    new RegExp(
      `(?<![\\d.])(${amount})(?:元|块)?\\s*(?:→|=>|=|＝)\\s*(${amount})(?:元|块)?\\s*[×xX*]\\s*(\\d{1,2})(?![\\d.])(?:期|次|个月)?(?=.*每(?:个?月|季|年))`,
    ),
    (said, whole: string, each: string, count: string) =>
      fenOf(each) * Number(count) === fenOf(whole) ? `${whole}元,分${count}期,每期${each}元` : said,
  )

const told =
  /(?<off>减|扣|抵)?[^,。;\d]*(?:\d{1,3}(?=\p{Script=Han})[^,。;\d]*|\d{1,4}×\d+(?:\.\d+)?=)*(?<fen>\d{2,7}(?:\.\d{1,2})?)元(?:[（(][^（()）]{1,16}[）)])?(?=,|$)/u

/** The reckonings of a text in words (管910元,膜380元,合计1290元) that add up, with what they come to in fen. */
export function reckonedLines(text: string): { start: number; end: number; results: number[] }[] {
  return [
    ...text.matchAll(
      /^[^\n]*?元(?:\([^()]*\))?,(?:合计|剩下?|余下?|还?要付|(?:应|实|再|净)?[付退赔还补])(\d+(?:\.\d{1,2})?)元/gm,
    ),
  ].flatMap((match) => {
    const parts = match[0].slice(0, match[0].lastIndexOf(',')).split(',')
    const sum = parts.reduce((all, said) => {
      const groups = new RegExp(`^(?:${told.source})$`, 'u').exec(said)?.groups
      return groups ? all + (groups.off ? -1 : 1) * fenOf(groups.fen!) : Number.NaN
    }, 0)
    const fen = fenOf(match[1]!)
    return sum === fen ? [{ start: match.index, end: match.index + match[0].length, results: [fen] }] : []
  })
}

const wordOf = (word: string): string => (/^[合共总一小]/.test(word) ? '合计' : word)

/** From which line on the figures come to the total; none where they do not. */
function startOf(steps: readonly Step[], fen: number): number {
  for (let from = 0; from < steps.length - 1; from++)
    if (steps.slice(from).reduce((sum, step) => sum + step.fen, 0) === fen) return from
  return -1
}
