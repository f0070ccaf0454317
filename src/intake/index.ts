// In: what a person says, in their own words.
// Out: an assessment: disputes, departments, dangers, facts, what to ask next.
export { AssessInput, Assessment, assess } from './assess.ts'
export { findRedFlags, type RedFlag } from './redflags.ts'
export { type Correction, trainIntake } from './train.ts'
