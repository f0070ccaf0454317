import { corpusFolder } from '../../src/testing/corpus.ts'
import { openLibrary, server } from './library.ts'
import { machine, writeTable } from './measure.ts'

/** Time to import the whole archive into an empty library: read, store, embed, index. */
export async function bench(): Promise<void> {
  const folder = corpusFolder()
  if (!folder) return
  const lines: string[] = []
  for (const place of ['pglite', 'postgres'] as const) {
    if (place === 'postgres' && !server) continue
    const { report, importMs, close } = await openLibrary(folder, place, 'import', true)
    await close()
    const seconds = importMs! / 1000
    const name = place === 'pglite' ? 'PGlite' : 'PostgreSQL 15'
    lines.push(
      `| ${name} | ${seconds.toFixed(0)} | ${report.versions} | ${report.articles} | ${Math.round(report.articles / seconds)} |`,
    )
    console.log(lines.at(-1))
  }
  writeTable(
    'import',
    [
      `Import of the whole archive into an empty library (${machine()}).`,
      '',
      '| database | seconds | wordings | articles | articles a second |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n'),
  )
}
