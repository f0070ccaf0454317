// In: the centre's own tables, as files ship them and as people edit them; a moment, or a matter to be handled.
// Out: who handles what, who is on duty and when next, which team fits, and the figures that differ by place and year.
export { book, Duty, DutySlot, dutyOf, onDuty, RosterDay, RosterOn, release, rosterOn, slotWords } from './duty.ts'
export { currentTable, fileTable, getTable, putTable, type Table } from './edit.ts'
export {
  type Avoided,
  type Experience,
  type Matter,
  mustAvoid,
  type Ranked,
  rankTeams,
  trainedWomen,
  weights,
} from './match.ts'
export { halves } from './roster.ts'
export { Department, Member, Param, RosterRow, rowsOf, type TableName, Team, tables } from './tables.ts'
