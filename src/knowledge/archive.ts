import { Gunzip, unzipSync } from 'fflate'
import { AppError } from '../errors.ts'

/** A file to import: its path inside what was handed over, and its bytes. */
export type ImportFile = { name: string; bytes: Uint8Array }
export type Refused = { name: string; reason: string }
export type Opened = { files: ImportFile[]; refused: Refused[] }

/** Largest single file, and all files of one archive together, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024
const LARGEST_ARCHIVE = 400 * 1024 * 1024
const MOST_ENTRIES = 50_000
/** More than this blown up from one byte is a bomb. */
const STEEPEST_RATIO = 300
const BLOCK = 512

/** Opens .zip, .tar.gz, .tgz and .tar by their first bytes; any other file is returned as it is. Throws `invalid` on a bomb or a broken archive. */
export function openArchive(file: ImportFile): Opened {
  const { bytes, name } = file
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return readTar(gunzip(bytes, name), name)
  if (isZip(bytes) && !/\.(docx|xlsx|pptx)$/i.test(name)) return readZip(bytes, name)
  if (isTar(bytes)) return readTar(bytes, name)
  if (/\.(?:zip|tgz|tar(?:\.gz)?)$/i.test(name)) throw new AppError('invalid', `${name}：压缩包损坏，解不开`)
  if (bytes.length > LARGEST_FILE) return { files: [], refused: [{ name, reason: tooLarge(bytes.length) }] }
  return { files: [file], refused: [] }
}

const isZip = (b: Uint8Array) => b[0] === 0x50 && b[1] === 0x4b && b[2] === 3 && b[3] === 4
const isTar = (b: Uint8Array) => b.length > BLOCK && latin(b.subarray(257, 262)) === 'ustar'
const latin = (b: Uint8Array) => String.fromCharCode(...b)
const tooLarge = (size: number) =>
  `文件过大（${Math.round(size / 1024 / 1024)} MB，上限 ${LARGEST_FILE / 1024 / 1024} MB）`
const bomb = (name: string) => new AppError('invalid', `${name}：解压后过大，像是压缩炸弹，没有导入`)

function gunzip(bytes: Uint8Array, name: string): Uint8Array {
  const limit = Math.min(LARGEST_ARCHIVE, Math.max(bytes.length * STEEPEST_RATIO, LARGEST_FILE))
  const parts: Uint8Array[] = []
  let size = 0
  const stream = new Gunzip((chunk) => {
    size += chunk.length
    if (size > limit) throw bomb(name)
    parts.push(chunk)
  })
  const step = 64 * 1024
  try {
    for (let at = 0; at < bytes.length; at += step)
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid', `${name}：压缩包损坏，解不开`)
  }
  const out = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function readZip(bytes: Uint8Array, name: string): Opened {
  const refused: Refused[] = []
  let total = 0
  let entries = 0
  try {
    const found = unzipSync(bytes, {
      filter: ({ name: path, originalSize, size }) => {
        if (++entries > MOST_ENTRIES) throw bomb(name)
        if (path.endsWith('/')) return false
        const reason = refusal(path, originalSize)
        if (reason) refused.push({ name: path, reason })
        if (reason) return false
        total += originalSize
        if (total > LARGEST_ARCHIVE || originalSize > Math.max(size, 1024) * STEEPEST_RATIO) throw bomb(name)
        return true
      },
    })
    return { files: Object.entries(found).map(([path, data]) => ({ name: path, bytes: data })), refused }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid', `${name}：压缩包损坏，解不开`)
  }
}

function readTar(bytes: Uint8Array, name: string): Opened {
  const opened: Opened = { files: [], refused: [] }
  const utf8 = new TextDecoder()
  const field = (at: number, length: number) => utf8.decode(bytes.subarray(at, at + length)).replace(/\0[\s\S]*$/, '')
  let long: string | undefined
  for (let at = 0, entries = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; entries++) {
    const size = Number.parseInt(field(at + 124, 12).trim() || '0', 8)
    const body = bytes.subarray(at + BLOCK, at + BLOCK + size)
    if (!Number.isFinite(size) || body.length < size) throw new AppError('invalid', `${name}：压缩包损坏，读到一半断了`)
    if (entries > MOST_ENTRIES) throw bomb(name)
    const type = String.fromCharCode(bytes[at + 156]!)
    const prefix = field(at + 345, 155)
    const path = long ?? `${prefix ? `${prefix}/` : ''}${field(at, 100)}`
    long = undefined
    if (type === 'L') long = utf8.decode(body).replace(/\0+$/, '')
    else if (type === 'x') long = /\d+ path=(.*)\n/.exec(utf8.decode(body))?.[1]
    else if (type === '0' || type === '\0') {
      const reason = refusal(path, size)
      if (reason) opened.refused.push({ name: path, reason })
      else opened.files.push({ name: path, bytes: body })
    } else if (type === '1' || type === '2') opened.refused.push({ name: path, reason: '压缩包里的链接不导入' })
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return opened
}

function refusal(path: string, size: number): string | undefined {
  if (/^([/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..')) return '路径指向压缩包之外'
  return size > LARGEST_FILE ? tooLarge(size) : undefined
}

/** Bytes as text: UTF-8 (or UTF-16 with its mark), else GBK, which older official files are written in. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
