import { obligationScan } from './handlers.ts'

/** Jobs that run by the clock (Beijing time). Each may run twice: its verb raises one occasion once. */
export const times: Record<string, string> = {
  [obligationScan]: '10 8 * * *',
}
