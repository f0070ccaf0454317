// In: what a verb or a person asks to be done later. Out: the verb, run once, and how it stands.
export { findJob, handlers, submitImport, submitRefresh } from './handlers.ts'
export { times } from './schedule.ts'
export { warmUp } from './warm.ts'
