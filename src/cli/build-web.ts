import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Builds the workbench into dist/web, only when its sources or the lock have changed since the last build. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const out = join(root, 'dist/web')
const mark = join(out, '.built')

const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
const sources = readdirSync(join(root, 'src/web'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
for (const path of sources) hash.update(path.slice(root.length)).update(readFileSync(path))
const wanted = hash.digest('hex')

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  console.log('正在构建工作台…')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'src/web/vite.config.ts'), logLevel: 'warn' })
  mkdirSync(out, { recursive: true })
  writeFileSync(mark, wanted)
}
