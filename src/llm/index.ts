// In: a prompt's name, the facts it words, the shape of the answer, and the answer code would give without a model.
// Out: an answer of that shape, with the engine that gave it. The only door to any model.
export { builtinOnly } from './builtin.ts'
export { type ModelOptions, openaiLlm } from './openai.ts'
export { loadPrompt, render } from './prompts.ts'
export { type AgentEvent, type AgentTool, type Answer, type Ask, Engine, type KnownParty, type Llm } from './types.ts'
