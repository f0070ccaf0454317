// In: one message of a conversation. Out: the answer as a stream of events, kept with its citations and assessment.
export { Citation, Conversation, getConversation, Message, release, takeOver } from './memory.ts'
export { type ChatEvent, Talk, talk } from './turn.ts'
