import type { Finding, Reading } from '../../cases/index.ts'
import type { Content, Item } from '../content.ts'
import type { Offered } from '../retrieve.ts'

/** A clause of a text under check: where it stands, what it says, the day its days are counted from. */
export type CheckedClause = { where: string; text: string; at: string; item: Item }

/** What a rule sees: the text as it stands (whoever wrote it) beside the case it belongs to. */
export type Checked = {
  content: Content
  text: string
  clauses: CheckedClause[]
  /** Other sentences of the document, with where they stand. */
  rest: CheckedClause[]
  reading: Reading
  /** Explicit terms the draft was asked for, where they are known. */
  terms: string[]
  offered: Offered
  /** Values said only in confidence (背对背): never to stand in a shared text. */
  confided: Set<string>
}

/** A rule of domain.md section 5: what it is called and what it finds. Data, never an exception. */
export type Rule = (checked: Checked) => Finding[]

/** A finding of one rule at one place. */
export const finding = (
  rule: string,
  level: Finding['level'],
  where: string,
  message: string,
  fix: string,
  mend?: Finding['mend'],
): Finding => ({ rule, level, where, message, fix, ...(mend && { mend }) })

/** A rule that reads each clause by itself: a pattern that must not stand there, and words that make it harmless. */
export function wordingRule(
  rule: string,
  level: Finding['level'],
  { pattern, unless, message, fix }: { pattern: RegExp; unless?: RegExp; message: string; fix: string },
): Rule {
  return ({ clauses }) =>
    clauses.flatMap(({ where, text }) => {
      const found = pattern.exec(text)
      if (!found || unless?.test(text)) return []
      return [finding(rule, level, where, `${message}(“${found[0].slice(0, 40)}”)`, fix)]
    })
}
