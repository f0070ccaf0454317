const BEIJING_MS = 8 * 3_600_000

/** The day (YYYY-MM-DD) it is in Beijing at a moment. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + BEIJING_MS).toISOString().slice(0, 10)
}
