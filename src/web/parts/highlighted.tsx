/** Characters that join words and say nothing themselves: a pair with one of them is no match. */
const EMPTY = /[第条款项法的了和与或及在是有为被把我你他她它这那就都也不没谁什么怎吗呢啊吧个一上下]/

/** Pairs of characters worth marking in a text that was found for a question. */
export function pairsOf(question: string): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 2 <= question.length; i++) {
    const pair = question.slice(i, i + 2)
    if (/^\p{Script=Han}{2}$/u.test(pair) && !EMPTY.test(pair)) pairs.add(pair)
  }
  return pairs
}

/** A text with what the question has too marked; a long one is cut to the stretch with most of it. */
export function Highlighted({ text, question, limit }: { text: string; question: string; limit?: number }) {
  const pairs = pairsOf(question)
  const on = Array.from({ length: text.length }, () => false)
  for (let i = 0; i + 2 <= text.length; i++) if (pairs.has(text.slice(i, i + 2))) on.fill(true, i, i + 2)
  const [from, to] = limit && text.length > limit ? window(text, on, limit) : [0, text.length]
  const runs: { text: string; marked: boolean; at: number }[] = []
  for (let i = from; i < to; i++) {
    const last = runs.at(-1)
    if (last && last.marked === on[i]) last.text += text[i]
    else runs.push({ text: text[i]!, marked: on[i]!, at: i })
  }
  return (
    <>
      {from > 0 && '…'}
      {runs.map((run) => (run.marked ? <mark key={run.at}>{run.text}</mark> : <span key={run.at}>{run.text}</span>))}
      {to < text.length && '…'}
    </>
  )
}

/** The stretch of so many characters that holds most marks, begun at a sentence where one begins nearby. */
function window(text: string, on: readonly boolean[], limit: number): [number, number] {
  let sum = 0
  let best = -1
  let start = 0
  for (let i = 0; i < text.length; i++) {
    sum += on[i] ? 1 : 0
    if (i >= limit) sum -= on[i - limit] ? 1 : 0
    if (sum > best) {
      best = sum
      start = Math.max(0, i - limit + 1)
    }
  }
  const sentence = text.slice(0, start + 12).search(/[。；\n][^。；\n]{0,40}$/)
  const from = sentence >= 0 ? sentence + 1 : start < 12 ? 0 : start
  return [from, Math.min(text.length, from + limit)]
}
