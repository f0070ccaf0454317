import type { Content } from '../content.ts'
import { confirmation, followUp, oralAgreement, performance } from './after.ts'
import { composeAgreement } from './agreement.ts'
import { backCover, catalogue, cover, note } from './front.ts'
import { type Form, formNames } from './names.ts'
import { application, identity, notice, registration } from './opening.ts'
import type { Filler, FormInput } from './parts.ts'
import { evidence, investigation } from './process.ts'
import { record, termination } from './session.ts'

const fillers: Record<Exclude<Form, 'agreement'>, Filler> = {
  cover,
  catalogue,
  application,
  registration,
  notice,
  identity,
  investigation,
  evidence,
  record,
  oralAgreement,
  performance,
  followUp,
  confirmation,
  termination,
  note,
  backCover,
}

/** A form filled from what was gathered: the agreement, or any of the sixteen others of the official file. */
export function fillForm(form: Form, input: FormInput): Content {
  const { gathered, offered, committee } = input
  if (form === 'agreement') return composeAgreement(gathered, offered, committee)
  const { sections, signatures, date = '    年  月  日' } = fillers[form](input)
  return {
    form,
    title: form === 'cover' ? '人民调解卷宗' : formNames[form],
    number: gathered.reading.file.number,
    committee,
    sections,
    signatures,
    date,
  }
}
