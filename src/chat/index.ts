// In: one message of a conversation. Out: the answer as a stream of events, kept with its citations and assessment.
export { Attached, attach, attachmentFile, bounds, listEvidence } from './attachments.ts'
export {
  Attachment,
  Citation,
  Conversation,
  getConversation,
  listTalks,
  Message,
  release,
  Say,
  sayAsPerson,
  takeOver,
} from './memory.ts'
export { registerConversation } from './registration.ts'
export { Pending } from './state.ts'
export { type ChatEvent, Talk, talk } from './turn.ts'
