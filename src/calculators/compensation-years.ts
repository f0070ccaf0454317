import { ageOn } from './days.ts'
import { countField, dayField, exactlyOne } from './fields.ts'

/** Years of compensation by age: twenty, one less for each year from 60 on, five from 75 on (人身损害解释12 15 17). */
export const compensationYears = (age: number): number => (age < 60 ? 20 : age < 75 ? 80 - age : 5)

/** A person's age, given outright or by day of birth. */
export const ageFields = {
  age: countField('周岁', { max: 130 }).optional(),
  bornOn: dayField('出生日期', '与“周岁”二选一').optional(),
}
export const ageGiven = (person: { age?: number; bornOn?: string }) => exactlyOne(person, 'age', 'bornOn')
export const AGE_ASKED = '周岁与出生日期须且只须填一项'

/** Age in full years on the day that counts (定残日、死亡日). */
export const ageOf = ({ age, bornOn }: { age?: number; bornOn?: string }, on: string): number =>
  age ?? ageOn(bornOn!, on)
