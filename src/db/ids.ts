/** A prefixed id that sorts by its time of making: `case_0mc1x2…` */
export function newId(prefix: string, now: Date = new Date()): string {
  const time = now.getTime().toString(36).padStart(9, '0')
  const random = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join('')
  return `${prefix}_${time}${random}`
}
