import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds the pages once, as they are served, before any test file looks at them: two builds at a time would tread on each other. */
export default function built(): void {
  const build = fileURLToPath(new URL('../cli/build-web.ts', import.meta.url))
  execFileSync(process.execPath, [build], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
}
