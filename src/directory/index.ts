// In: the centre's own tables, as files ship them and as people edit them.
// Out: who handles what, the teams, the roster, and the figures that differ by place and year.
export { currentTable, fileTable, getTable, putTable, type Table } from './edit.ts'
export { Department, Param, Shift, type TableName, Team, tables } from './tables.ts'
