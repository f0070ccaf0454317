import { caseEndpoints } from './routes/cases.ts'

/** Every JSON call of the contract; streams, files and foreign protocols are put on the app by hand. */
export const endpoints = [...caseEndpoints] as const
export type Endpoints = (typeof endpoints)[number]
