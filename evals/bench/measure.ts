import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem, type } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const ROOT = resolve(import.meta.dirname, '../..')

export type Timing = { p50: number; p95: number; longestBlock: number }

/** Runs `ask` once for every question, one after the other, when it has answered those of `before`; milliseconds. */
export async function timed(
  questions: readonly string[],
  ask: (q: string) => unknown,
  before = questions.slice(0, 10),
): Promise<Timing> {
  // What was left on the heap before is not this one's.
  globalThis.gc?.()
  for (const q of before) await ask(q)
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const times: number[] = []
  for (const q of questions) {
    const start = performance.now()
    await ask(q)
    times.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve))
  }
  loop.disable()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return { p50: at(0.5), p95: at(0.95), longestBlock: loop.max / 1e6 }
}

const TOLD = 'measured: '

/** Measures one part of a bench in a fresh process, which says what it found with `tell`. */
export function ownProcess<T>(name: string, part: string): T {
  const bench = join(import.meta.dirname, 'bench.ts')
  const said = execFileSync(process.execPath, [...process.execArgv, bench, name, part], { encoding: 'utf8' })
  return JSON.parse(
    said
      .split('\n')
      .findLast((line) => line.startsWith(TOLD))!
      .slice(TOLD.length),
  ) as T
}
export const tell = (found: object): void => console.log(`${TOLD}${JSON.stringify(found)}`)

/** The machine in words, and how busy it is with other work, for a table that will be read elsewhere. */
export function machine(): string {
  const { model } = cpus()[0]!
  return `${type()}, ${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load ${loadavg()[0]!.toFixed(1)}`
}

/** Puts a table between the README's markers `<!-- bench:NAME -->`, where it has them; prints it in any case. */
export function writeTable(name: string, table: string): void {
  console.log(table)
  const path = join(ROOT, 'README.md')
  if (!existsSync(path)) return
  const readme = readFileSync(path, 'utf8')
  const marker = `<!-- bench:${name} -->`
  const parts = readme.split(marker)
  if (parts.length === 3) writeFileSync(path, `${parts[0]}${marker}\n${table}\n${marker}${parts[2]}`)
}
