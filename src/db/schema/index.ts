export * from './cases.ts'
export * from './http.ts'
