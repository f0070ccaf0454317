import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../', import.meta.url))

/** The stairs: a room may import from floors below its own; rooms of one floor never import each other, unless `beside` says so. */
const floors: string[][] = [
  ['config.ts', 'errors.ts', 'log.ts', 'files.d.ts'],
  ['db', 'llm', 'calculators', 'text'],
  ['context.ts', 'shelf.ts'],
  ['auth'],
  ['directory'],
  ['knowledge', 'cases'],
  ['intake', 'drafting', 'summary', 'dispatch', 'warnings'],
  ['tools', 'jobs'],
  ['chat'],
  ['http', 'cli'],
  ['node.ts', 'worker.ts'],
]
const beside = new Set(['llm → text', 'calculators → text', 'config.ts → errors.ts', 'shelf.ts → context.ts'])
/** Pure types may climb to the tray that is carried through every room. */
const typesOnly = new Set(['web → http'])

/** One door per vendor: only these places may import the package. */
const vendors: [RegExp, RegExp][] = [
  [/^(hono|@hono)(\/|$)/, /^(http\/|node\.ts|worker\.ts)/],
  [/^openai(\/|$)/, /^llm\//],
  [/^(langchain|@langchain\/(core|openai))(\/|$)/, /^llm\//],
  [/^@langchain\/community(\/|$)/, /^knowledge\/load\.ts$/],
  [/^(docxtemplater|pizzip)(\/|$)/, /^drafting\/docx\.ts$/],
  [/^@electric-sql\//, /^db\//],
  [/^postgres$/, /^db\/postgres\.ts$/],
  [/^pg-boss$/, /^db\/queue\.ts$/],
  [/^@modelcontextprotocol\//, /^http\/mcp\.ts$/],
  [/^(react|antd|@ant-design|@tanstack)(\/|$|-)/, /^web\//],
  [/^node:/, /^(node\.ts|cli\/|db\/pglite\.ts|db\/migrate\.ts|testing\/|web\/vite\.config\.ts)/],
]

type Import = { from: string; to: string; typeOnly: boolean }

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.includes('absent-peers'))
const isTest = (path: string) => /\.(test|test-suite)\.tsx?$/.test(path) || path.startsWith('testing/')

const imports: Import[] = files.flatMap((from) => {
  const code = readFileSync(join(src, from), 'utf8')
  const found = [...code.matchAll(/(?:^|\n)\s*(import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/g)].map(
    (m) => ({
      from,
      to: m[3]!,
      typeOnly: Boolean(m[2]),
    }),
  )
  const bare = [...code.matchAll(/(?:^|\n)import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((m) => ({
    from,
    to: (m[1] ?? m[2])!,
    typeOnly: false,
  }))
  return [...found, ...bare]
})

const resolveLocal = ({ from, to }: Import) => normalize(join(dirname(from), to)).replaceAll('\\', '/')
const roomOf = (path: string) => path.split('/')[0]!
/** Code of ours: what a bundler takes in as text or bytes is no room. */
const isCode = (path: string) => /\.tsx?$/.test(path)
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room))

test('every file stands in a room of the house', () => {
  const homeless = files.map(roomOf).filter((room) => floorOf(room) < 0 && room !== 'testing' && room !== 'web')
  expect([...new Set(homeless)]).toEqual([])
})

test('imports go down the stairs only, never sideways, never up', () => {
  const breaches = imports
    .filter(({ from, to }) => to.startsWith('.') && !isTest(from))
    .map((it) => ({ ...it, target: resolveLocal(it) }))
    .filter(({ target }) => isCode(target))
    .filter(({ from, target, typeOnly }) => {
      const [here, there] = [roomOf(from), roomOf(target)]
      if (here === there) return false
      if (there === 'testing') return true
      if (here === 'web') return !(typeOnly && typesOnly.has(`${here} → ${there}`))
      if (beside.has(`${here} → ${there}`)) return false
      // context.ts is types and one function; the floor below it may name its types.
      return floorOf(there) >= floorOf(here)
    })
    .map(({ from, target }) => `${from} → ${target}`)
  expect(breaches).toEqual([])
})

test("a room is entered through its index.ts only, the database's drivers excepted", () => {
  const drivers = /^db\/(pglite|postgres|migrate|queue)\.ts$/
  const breaches = imports
    .filter(({ from, to }) => to.startsWith('.') && !isTest(from))
    .map((it) => ({ ...it, target: resolveLocal(it) }))
    .filter(({ target }) => isCode(target))
    .filter(({ from, target, typeOnly }) => {
      if (roomOf(from) === roomOf(target) || !target.includes('/')) return false
      if (target.endsWith('/index.ts')) return false
      if (drivers.test(target)) return !(/^(node|worker)\.ts$|^cli\//.test(from) || (from === 'context.ts' && typeOnly))
      // Entries and the command line hand over the program's files.
      return !(/^(node|worker)\.ts$/.test(from) && target.startsWith('cli/'))
    })
    .map(({ from, target }) => `${from} → ${target}`)
  expect(breaches).toEqual([])
})

test('each vendor has one door', () => {
  const breaches = imports
    .filter(({ from, to }) => !to.startsWith('.') && !isTest(from))
    .filter(({ from, to }) => vendors.some(([vendor, door]) => vendor.test(to) && !door.test(from)))
    .map(({ from, to }) => `${from} → ${to}`)
  expect(breaches).toEqual([])
})

test('the environment is read in the entry only', () => {
  const readers = files.filter((path) => !isTest(path) && readFileSync(join(src, path), 'utf8').includes('process.env'))
  expect(readers.filter((path) => path !== 'node.ts')).toEqual([])
})

test('every room opens with what comes in and what goes out', () => {
  const rooms = files.filter((path) => /^[a-z]+\/index\.ts$/.test(path))
  const silent = rooms.filter((path) => {
    const head = readFileSync(join(src, path), 'utf8').split('\n').slice(0, 4).join('\n')
    return !(/In:/.test(head) && /Out:/.test(head))
  })
  expect(silent).toEqual([])
})

test('no file has a name that says nothing', () => {
  const banned = /(^|\/)(utils?|helpers?|common|shared|core|base|manager|service|impl|data|info)(\.|\/|$)/
  expect(files.filter((path) => banned.test(path))).toEqual([])
})

test('no room is a warehouse: files stay under 400 lines', () => {
  const long = files.filter((path) => readFileSync(join(src, path), 'utf8').split('\n').length > 400)
  expect(long).toEqual([])
})
