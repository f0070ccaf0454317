/** The seventeen documents of the official file (domain.md section 4), in its order. 卷宗文书 */
export const forms = [
  'cover',
  'catalogue',
  'application',
  'registration',
  'notice',
  'identity',
  'investigation',
  'evidence',
  'record',
  'agreement',
  'oralAgreement',
  'performance',
  'followUp',
  'confirmation',
  'termination',
  'note',
  'backCover',
] as const
export type Form = (typeof forms)[number]
