export * from './cases.ts'
export * from './chat.ts'
export * from './http.ts'
export * from './knowledge.ts'
