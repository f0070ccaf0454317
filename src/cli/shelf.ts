import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Shelf } from '../context.ts'
import { AppError } from '../errors.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The program's own files on disk, below the project's root. */
export function openShelf(folder: string = root): Shelf {
  const read = (path: string) => {
    if (path.split('/').includes('..')) throw new AppError('not_found', `No such file: ${path}`)
    try {
      return readFileSync(join(folder, path))
    } catch {
      throw new AppError('not_found', `No such file: ${path}`)
    }
  }
  return {
    list: (prefix) =>
      readdirSync(join(folder, prefix), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''),
        )
        .sort(),
    text: (path) => read(path).toString('utf8'),
    bytes: (path) => new Uint8Array(read(path)),
  }
}
