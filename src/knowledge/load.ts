import { Unzip, UnzipInflate } from 'fflate'
import { AppError } from '../errors.ts'
import type { ImportFile } from './archive.ts'
import { decodeText } from './archive.ts'
import { reflow } from './reflow.ts'

/** A file's text: Word and PDF through the document loaders (fetched only when such a file comes), anything else decoded. */
export async function loadText({ name, bytes }: ImportFile): Promise<string> {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>])
  if (/\.docx$/i.test(name)) {
    refuseBomb(bytes)
    const { DocxLoader } = await import('@langchain/community/document_loaders/fs/docx')
    return joined(await new DocxLoader(blob).load())
  }
  if (/\.pdf$/i.test(name)) {
    const [{ PDFLoader }, { getResolvedPDFJS }] = await Promise.all([
      import('@langchain/community/document_loaders/fs/pdf'),
      import('unpdf'),
    ])
    return reflow(joined(await new PDFLoader(blob, { splitPages: false, pdfjs: getResolvedPDFJS as never }).load()))
  }
  return decodeText(bytes)
}

/** Most bytes that a Word file may unpack to. */
const largestUnpacked = 60 * 1024 * 1024

/** The text of a single PDF or Word file. Throws where it is locked, broken or blown up. */
export async function readDocument(kind: 'pdf' | 'docx', bytes: Uint8Array): Promise<string> {
  return loadText({ name: `file.${kind}`, bytes })
}

/** Unpacks piece by piece and stops at the bound: what a zip declares of its sizes may lie. */
function refuseBomb(bytes: Uint8Array): void {
  let size = 0
  const unzip = new Unzip((entry) => {
    entry.ondata = (error, chunk) => {
      if (error) throw error
      size += chunk.length
      if (size > largestUnpacked) throw new AppError('invalid', '文件解压后过大')
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  const step = 64 * 1024
  for (let at = 0; at < bytes.length; at += step) unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
}

/** The rows of a CSV file, column by column. */
export async function loadCsv({ bytes }: ImportFile): Promise<Record<string, string>[]> {
  const { CSVLoader } = await import('@langchain/community/document_loaders/fs/csv')
  const text = decodeText(bytes).replace(/^\uFEFF/, '')
  const columns = (text.split(/\r?\n/, 1)[0] ?? '').split(',').map((c) => c.replace(/^"|"$/g, '').trim())
  const values = await Promise.all(
    columns.map((column) =>
      new CSVLoader(new Blob([text]), column).load().then((rows) => rows.map((r) => r.pageContent)),
    ),
  )
  return (values[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.map((c, i) => [c, values[i]?.[row]?.trim() ?? ''])),
  )
}

function joined(documents: { pageContent: string }[]): string {
  return documents.map((d) => d.pageContent).join('\n')
}
