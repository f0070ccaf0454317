import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

const ROOT = resolve(import.meta.dirname, '../..')

/** Folder of the public law corpus (HEYI_CORPUS, default ../shared/corpus beside the repository); undefined, said aloud, where it is absent. */
export function corpusFolder(): string | undefined {
  const folder = process.env.HEYI_CORPUS ?? join(ROOT, '../shared/corpus')
  if (existsSync(join(folder, 'laws.tar.gz'))) return folder
  console.warn(`\n!!! Law corpus not found in ${folder} (set HEYI_CORPUS): the tests that read it are SKIPPED.\n`)
  return undefined
}

/** The Markdown files of a .tar.gz, path → text, read in memory. */
export function readTarball(file: string): Map<string, string> {
  const bytes = gunzipSync(readFileSync(file))
  const out = new Map<string, string>()
  let long: string | undefined
  for (let at = 0; at + 512 <= bytes.length; ) {
    const header = bytes.subarray(at, at + 512)
    if (header[0] === 0) break
    const size = Number.parseInt(field(header, 124, 12), 8)
    const body = bytes.subarray(at + 512, at + 512 + size)
    const type = String.fromCharCode(header[156]!)
    const prefix = field(header, 345, 155)
    const name = long ?? (prefix ? `${prefix}/` : '') + field(header, 0, 100)
    long = undefined
    if (type === 'L') long = body.toString('utf8').replace(/\0+$/, '')
    else if (type === 'x') long = /\d+ path=(.*)\n/.exec(body.toString('utf8'))?.[1]
    else if (name.endsWith('.md') && !name.endsWith('_index.md')) out.set(name, body.toString('utf8'))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return out
}

function field(header: Buffer, at: number, length: number): string {
  return header
    .subarray(at, at + length)
    .toString('utf8')
    .replace(/\0[\s\S]*$/, '')
    .trim()
}
