export * from './cases.ts'
export * from './http.ts'
export * from './knowledge.ts'
