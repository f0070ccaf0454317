import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ImportFile, type ImportReport, importKnowledge, loadKnowledge } from '../knowledge/index.ts'

const steps = { read: '读取', store: '入库', index: '索引' } as const

/** `heyi import PATH…`: laws, agreements, precedents and playbooks from folders, archives or files. Safe to stop and run again. */
export async function importCommand(ctx: Context, paths: string[]): Promise<void> {
  if (paths.length === 0) throw new AppError('invalid', 'Usage: npm run heyi -- import PATH…')
  const files = paths.flatMap(readPath)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const bar = new SingleBar(
    {
      format: '{step} {bar} {value}/{total}  {speed}  剩余 {eta_formatted}',
      hideCursor: true,
      // In a log the bar is a line every few seconds.
      noTTYOutput: true,
      notTTYSchedule: 5_000,
    },
    Presets.shades_classic,
  )
  try {
    await loadKnowledge(ctx)
    let step = ''
    let started = Date.now()
    const report = await importKnowledge(ctx, {
      files,
      signal: stop.signal,
      onProgress: ({ step: now, done, total }) => {
        if (now !== step) {
          bar.stop()
          step = now
          started = Date.now()
          bar.start(total, done, { step: steps[now], speed: '' })
        }
        const seconds = Math.max(0.001, (Date.now() - started) / 1000)
        bar.update(done, { step: steps[now], speed: `${Math.round(done / seconds)}/s` })
      },
    })
    bar.stop()
    printReport(report)
  } catch (error) {
    bar.stop()
    if (!stop.signal.aborted) throw error
    console.log('已停下;再运行一次会从这里继续。')
  }
}

function readPath(path: string): ImportFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ name: basename(path), bytes: readFileSync(path) }]
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ name: relative(path, file), bytes: readFileSync(file) }))
  } catch {
    throw new AppError('not_found', `Cannot read ${path}`)
  }
}

const counted = {
  laws: '法律',
  versions: '版本',
  articles: '条文',
  agreements: '往期协议',
  precedents: '典型案例',
  playbooks: '调解要点',
  skipped: '已有,跳过',
  failed: '失败',
} as const

function printReport({ failed, warnings, ...counts }: ImportReport): void {
  const all = { ...counts, failed: failed.length }
  const rows = Object.entries(counted).map(([key, name]) => [`${name} ${key}`, all[key as keyof typeof counted]])
  console.table(Object.fromEntries(rows))
  for (const { name, reason } of warnings.slice(0, 20)) console.log(`留意 ${name}:${reason}`)
  for (const { name, reason } of failed) console.log(`失败 ${name}:${reason}`)
}
