import { calculatorEndpoints } from './routes/calculators.ts'
import { caseEndpoints } from './routes/cases.ts'
import { chatEndpoints } from './routes/chat.ts'
import { directoryEndpoints } from './routes/directory.ts'
import { documentEndpoints } from './routes/documents.ts'
import { intakeEndpoints } from './routes/intake.ts'
import { knowledgeEndpoints } from './routes/knowledge.ts'
import { performanceEndpoints } from './routes/performance.ts'
import { precedentEndpoints } from './routes/precedents.ts'
import { summaryEndpoints } from './routes/summary.ts'
import { wayEndpoints } from './routes/ways.ts'

/** Every JSON call of the contract; streams, files and foreign protocols are put on the app by hand. */
export const endpoints = [
  ...directoryEndpoints,
  ...intakeEndpoints,
  ...chatEndpoints,
  ...caseEndpoints,
  ...documentEndpoints,
  ...performanceEndpoints,
  ...wayEndpoints,
  ...precedentEndpoints,
  ...summaryEndpoints,
  ...calculatorEndpoints,
  ...knowledgeEndpoints,
] as const
export type Endpoints = (typeof endpoints)[number]
