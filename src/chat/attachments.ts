import { and, eq, inArray, sql } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { getCase } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { attachments, conversations, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { readDocument } from '../knowledge/index.ts'
import { Attachment, addMessage, findRow, listAttachments } from './memory.ts'
import { assistant, handInEvidence } from './registration.ts'

/** Bounds of what one conversation may hand in. */
export const bounds = {
  fileBytes: 10 * 1024 * 1024,
  files: 20,
  allBytes: 60 * 1024 * 1024,
  textLength: 20_000,
} as const

/** Kinds taken, by what the bytes themselves are; a name or a declared type decides nothing. */
const taken: Record<string, Attachment['kind']> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'image/bmp': 'image',
  'image/heic': 'image',
  'image/heif': 'image',
  'application/pdf': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'audio/mpeg': 'audio',
  'audio/wav': 'audio',
  'audio/x-m4a': 'audio',
  'audio/mp4': 'audio',
  'audio/aac': 'audio',
  'audio/ogg': 'audio',
  'audio/opus': 'audio',
  'audio/flac': 'audio',
  'audio/amr': 'audio',
  // What browsers record a voice into.
  'audio/webm': 'audio',
  'video/webm': 'audio',
}

/** What was handed in, and what the window says to it. */
export const Attached = z.object({ attachment: Attachment, reply: z.string().optional() })
export type Attached = z.infer<typeof Attached>

/**
 * Keeps a file with a conversation, with its hash; the text of a PDF or Word file is read, bounded. The same bytes twice are
 * one attachment. In a registered case it goes into the case at once. Throws `invalid` for a kind or size that is not taken.
 */
export async function attach(
  ctx: Context,
  conversationId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<Attached> {
  requireRole(ctx, 'chat.talk')
  await findRow(ctx, conversationId)
  const { name, bytes } = file
  if (bytes.length === 0) throw new AppError('invalid', '文件是空的', { field: 'file' })
  if (bytes.length > bounds.fileBytes)
    throw new AppError('invalid', `单个文件不能超过${bounds.fileBytes / 1024 / 1024}MB`, { field: 'file' })
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  const kind = mime && taken[mime]
  if (!mime || !kind)
    throw new AppError(
      'invalid',
      '只收图片(JPG、PNG、WebP、HEIC)、PDF、Word(docx)和录音(MP3、M4A、WAV、AMR);旧版 doc 请另存为 docx 或 PDF',
      {
        field: 'file',
        found: mime ?? 'unknown',
      },
    )
  const hash = await sha256(bytes)
  const text = kind === 'document' ? await textOf(mime, bytes) : undefined
  const kept = await inTransaction(ctx, (tx) =>
    keep(tx, conversationId, { name: tidyName(name), mime, kind, hash, text, bytes }),
  )
  return { attachment: kept.attachment, reply: kept.reply }
}

type Kept = { name: string; mime: string; kind: Attachment['kind']; hash: string; text?: string; bytes: Uint8Array }

async function keep(
  tx: Context,
  conversationId: string,
  { name, mime, kind, hash, text, bytes }: Kept,
): Promise<Attached> {
  const [row] = await tx.db.select().from(conversations).where(eq(conversations.id, conversationId)).for('update')
  const [same] = await tx.db
    .select({ id: attachments.id, createdAt: attachments.createdAt })
    .from(attachments)
    .where(and(eq(attachments.conversationId, conversationId), eq(attachments.hash, hash)))
  const view = (it: { id: string; createdAt: Date }): Attachment => ({
    id: it.id,
    kind,
    name,
    mime,
    size: bytes.length,
    hash,
    text,
    createdAt: it.createdAt.toISOString(),
  })
  if (same) return { attachment: view(same) }
  const [held] = await tx.db
    .select({ files: sql<number>`count(*)::int`, bytes: sql<number>`coalesce(sum(${attachments.size}), 0)::int` })
    .from(attachments)
    .where(eq(attachments.conversationId, conversationId))
  if (held!.files >= bounds.files || held!.bytes + bytes.length > bounds.allBytes)
    throw new AppError(
      'limit',
      `一段对话最多${bounds.files}个文件、合计${bounds.allBytes / 1024 / 1024}MB,其余请到窗口提交`,
    )
  const now = tx.now()
  const id = newId('att', now)
  await tx.db
    .insert(attachments)
    .values({ id, conversationId, kind, name, mime, size: bytes.length, hash, text, content: bytes, createdAt: now })
  await addMessage(tx, conversationId, { role: 'user', text: `[附件] ${name}` })
  if (row!.caseId) await handInEvidence(tx, conversationId, await getCase(assistant(tx), row!.caseId))
  const reply = row!.takenBy ? undefined : replyTo(kind, text)
  if (reply) await addMessage(tx, conversationId, { role: 'assistant', text: reply })
  return { attachment: view({ id, createdAt: now }), reply }
}

/** A file shows what happened to a person, not to us: the words are still asked for. */
function replyTo(kind: Attachment['kind'], text?: string): string {
  if (kind === 'image') return '照片收到了,会作为证据保存。我看不懂照片里的内容,请用几句话说说是怎么回事。'
  if (kind === 'audio') return '录音收到了,会作为证据保存。我听不了录音,请把要紧的话打字说给我。'
  return text
    ? '文件收到了,文字已经读出来,会作为证据保存。请再用几句话说说是怎么回事。'
    : '文件收到了,会作为证据保存,但里面的文字没能读出来。请用几句话说说是怎么回事。'
}

async function textOf(mime: string, bytes: Uint8Array): Promise<string | undefined> {
  try {
    const text = await readDocument(mime === 'application/pdf' ? 'pdf' : 'docx', bytes)
    const tidy = text
      .toWellFormed()
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .trim()
    return tidy ? tidy.slice(0, bounds.textLength) : undefined
  } catch {
    // Locked or broken: kept as it is, without its words.
    return undefined
  }
}

const tidyName = (name: string) =>
  name
    .toWellFormed()
    .replaceAll(/[\u0000-\u001f\u007f/\\]/g, ' ')
    .trim()
    .slice(-120) || '未命名'

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A file's bytes, for staff who may read cases. Throws `not_found`. */
export async function attachmentFile(
  ctx: Context,
  id: string,
): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  requireRole(ctx, 'case.read')
  const [row] = await ctx.db.select().from(attachments).where(eq(attachments.id, id))
  if (!row) throw new AppError('not_found', '没有找到这个附件')
  return { name: row.name, type: row.mime, bytes: new Uint8Array(row.content) }
}

/** The files of a case: what was handed in with its conversations. Throws `not_found`. */
export async function listEvidence(ctx: Context, caseId: string): Promise<Attachment[]> {
  const { id, merged } = await getCase(ctx, caseId)
  return listAttachments(ctx, inArray(attachments.caseId, [id, ...(merged ?? []).map((it) => it.id)]))
}
