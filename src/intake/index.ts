// In: what a person says, in their own words.
// Out: an assessment: disputes, departments, dangers, facts, what to ask next; a registration with its doors; what clerks corrected.
export { type Act, actOf } from './acts.ts'
export { AssessInput, Assessment, assess } from './assess.ts'
export { correctCase, exportCorrections, listPairs } from './correct.ts'
export { Desk, DeskQuery, getDesk } from './desk.ts'
export { missingOf } from './facts.ts'
export { type FlagCode, isDoubt } from './flags.ts'
export { type Models, pack as packIntake } from './pack.ts'
export { findRedFlags, type RedFlag } from './redflags.ts'
export { dangerOf, Registered, registerCase } from './register.ts'
export { Door, Doors, doorsOf, suggestDoors, takeStep } from './suggest.ts'
export { type Correction, trainDangers, trainDisputes } from './train.ts'
