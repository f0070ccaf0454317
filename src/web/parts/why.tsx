import { Flex } from 'antd'
import type { Assessment } from '../api.ts'
import { useWords } from './use-words.ts'

/** Why it was judged so: the words and the known sentences that decided, and what else it might be. */
export function Why({ why, onPick }: { why: Assessment['why']; onPick?(subtype: string): void }) {
  const words = useWords()
  return (
    <details className="why" open>
      <summary>为什么这样判断</summary>
      <Flex vertical gap={6} style={{ marginTop: 6 }}>
        {why.words.length > 0 && (
          <div>
            <span className="muted">起作用的词 </span>
            {why.words.map((word) => (
              <mark key={word} className="word">
                {word}
              </mark>
            ))}
          </div>
        )}
        {why.neighbours.slice(0, 3).map(({ text, subtype, likeness }) => (
          <div key={text} className="neighbour">
            <span className="muted">像 {Math.round(likeness * 100)}%</span> 「{text}」
            <span className="muted">——{words.subtype(subtype)}</span>
          </div>
        ))}
        {why.alternatives.length > 1 && (
          <div>
            <span className="muted">也可能是 </span>
            {why.alternatives.slice(1).map(({ subtype, confidence }) =>
              onPick ? (
                <button type="button" key={subtype} className="chip" onClick={() => onPick(subtype)}>
                  {words.subtype(subtype)} {Math.round(confidence * 100)}%
                </button>
              ) : (
                <span key={subtype} className="chip">
                  {words.subtype(subtype)} {Math.round(confidence * 100)}%
                </span>
              ),
            )}
          </div>
        )}
      </Flex>
    </details>
  )
}
