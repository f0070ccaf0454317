/** A sentence of a text with its place. */
export type Sentence = { text: string; start: number; end: number }

/** Sentences of a text, also those a line break ends; quotation marks and brackets are never left open. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  let start = 0
  let depth = 0
  const push = (end: number) => {
    const raw = text.slice(start, end)
    const trimmed = raw.trim()
    if (trimmed) {
      const from = start + raw.indexOf(trimmed)
      found.push({ text: trimmed, start: from, end: from + trimmed.length })
    }
    start = end
    depth = 0
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if ('“「『(《'.includes(c)) depth++
    else if ('”」』)》'.includes(c)) depth = Math.max(0, depth - 1)
    else if (c === '\n') push(i + 1)
    else if ('。!?'.includes(c) && depth === 0) push(i + 1)
  }
  push(text.length)
  return found
}

const fullWidth = '，：；！？（）％．'
const halfWidth = ',:;!?()%.'

/** Full-width digits, letters and signs made half-width, one character for one, so that places stay. */
export const narrow = (text: string): string =>
  text
    .replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll(/[，：；！？（）％．]/g, (c) => halfWidth[fullWidth.indexOf(c)]!)
    .replaceAll('\u3000', ' ')
    .replaceAll('｜', '|')

/** Signs as a Chinese document sets them; times (21:00), figures and what is still to be filled in keep theirs. */
export const widen = (text: string): string =>
  text.replaceAll(/【待补充:[^】]*】|\d+(?::\d+)+|[,:;!?()]/g, (sign) =>
    sign.length > 1 ? sign : fullWidth[halfWidth.indexOf(sign)]!,
  )
