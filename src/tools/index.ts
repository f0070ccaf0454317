// In: the rooms' verbs. Out: one registry of them that agents and MCP may call.
export { type Tool, tools } from './registry.ts'
