// In: a command's name and its arguments. Out: the command, done, with what it did printed.
import type { Context } from '../context.ts'
import { correctionsCommand } from './corrections.ts'
import { importCommand } from './import.ts'

/** The command line, one file a command. */
export const commands: Record<string, (ctx: Context, args: string[]) => Promise<void>> = {
  import: importCommand,
  corrections: correctionsCommand,
}
