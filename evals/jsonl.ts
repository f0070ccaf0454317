import { readdirSync, readFileSync } from 'node:fs'

/** The rows of a folder's .jsonl files, in the files' order, each with the name of its file. */
export const rowsIn = <Row>(folder: URL): { name: string; row: Row }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ name, row: JSON.parse(line) as Row })),
    )
