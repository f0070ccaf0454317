import { refWords } from '../words.ts'

/** What a reference opens: an article or past agreement, a record, a clause. */
export type Opening = {
  passage(key: string): void
  record(id: string): void
  clause(n: number): void
  /** What a record is called: who spoke, and when. */
  recordWords?(id: string): string | undefined
}

/** Where a sentence comes from, each reference a button that opens it. */
export function RefLinks({ refs, open, most = 6 }: { refs: string[]; open: Partial<Opening>; most?: number }) {
  const shown = refs.flatMap((ref) => {
    if (/^(law|agreement|playbook|precedent):/.test(ref))
      return [{ ref, word: refWords(ref), act: open.passage && (() => open.passage!(ref)) }]
    if (ref.startsWith('rec_'))
      return [{ ref, word: open.recordWords?.(ref) ?? '记录', act: open.record && (() => open.record!(ref)) }]
    const clause = /^clause:(\d+)$/.exec(ref)?.[1]
    if (clause) return [{ ref, word: `第${clause}条`, act: open.clause && (() => open.clause!(Number(clause))) }]
    if (ref.startsWith('party_')) return [{ ref, word: '当事人登记', act: undefined }]
    if (ref.startsWith('case_')) return [{ ref, word: '案件登记', act: undefined }]
    if (ref === 'request:terms') return [{ ref, word: '起草时写明', act: undefined }]
    return []
  })
  return (
    <>
      {shown.slice(0, most).map(({ ref, word, act }) =>
        act ? (
          <button key={ref} type="button" className="go" onClick={act}>
            {word}
          </button>
        ) : (
          <span key={ref} className="muted">
            {word}
          </span>
        ),
      )}
      {shown.length > most && <span className="muted">等{shown.length}处</span>}
    </>
  )
}
