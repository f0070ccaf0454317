import type { Finding, Reading } from '../../cases/index.ts'
import type { Content, Item } from '../content.ts'
import type { Offered } from '../retrieve.ts'
import { leftAlone } from './clause.ts'
import type { JudgedRule, Verdict } from './reader.ts'

/** A clause of a text under check: where it stands, what it says, the day its days are counted from. */
export type CheckedClause = { where: string; text: string; at: string; item: Item }

/** What a rule sees: the text as it stands (whoever wrote it) beside the case it belongs to. */
export type Checked = {
  content: Content
  text: string
  clauses: CheckedClause[]
  /** The terms, and what a person wrote below them that binds as they do: 履行方式, 其他. */
  operative: CheckedClause[]
  /** Other sentences of the document, with where they stand. */
  rest: CheckedClause[]
  /** What the trained reader makes of a clause. */
  says: (rule: JudgedRule, clause: CheckedClause) => Verdict
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

/** A rule whose defect lies in what the words mean: the trained reader finds it, and quotes what speaks most for it. */
export const judgedRule =
  (rule: JudgedRule, level: Finding['level'], message: string, fix: string, unless?: RegExp): Rule =>
  ({ operative, says }) =>
    operative.flatMap((clause) => {
      const { found, words } = says(rule, clause)
      const sentence = clause.text.split(/[。;]/).find((it) => it.includes(words)) ?? words
      return found && !leftAlone(sentence) && !unless?.test(sentence)
        ? [finding(rule, level, clause.where, `${message}(“${words.slice(0, 40)}”)`, fix)]
        : []
    })
