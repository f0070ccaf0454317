import { pino } from 'pino'

/** Structured lines. Callers log ids, counts and codes; never message text or personal data. */
export type Log = Pick<pino.Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error'>

/** A logger that writes one JSON line an event to standard output. */
export const createLog = (level: string): Log =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
