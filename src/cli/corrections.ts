import { writeFileSync } from 'node:fs'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { exportCorrections } from '../intake/index.ts'

/** `heyi corrections FILE`: what clerks corrected, without personal data, as `eval:train -- intake` reads it. */
export async function correctionsCommand(ctx: Context, [path, ...rest]: string[]): Promise<void> {
  if (!path || rest.length > 0) throw new AppError('invalid', 'Usage: npm run heyi -- corrections FILE')
  const lines = await exportCorrections(ctx)
  writeFileSync(path, lines)
  console.log(`${path}: ${lines.split('\n').length - 1} 条。训练:HEYI_CORRECTIONS=${path} npm run eval:train -- intake`)
}
