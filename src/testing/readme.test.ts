import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { settings } from '../config.ts'

const path = fileURLToPath(new URL('../../README.md', import.meta.url))
const place = /(<!-- settings:[^>]*-->\n)[\s\S]*?(<!-- \/settings -->)/

/** The table of every variable as `config.ts` says it. */
function table(): string {
  const rows = Object.entries(settings).map(([name, { doc, schema }]) => {
    const value = schema.safeParse(undefined).data
    return `| \`${name}\` | ${value === undefined ? '' : `\`${value}\``} | ${doc.replaceAll('|', '\\|')} |`
  })
  return ['| variable | default | |', '|---|---|---|', ...rows, ''].join('\n')
}

test('the README tells every variable as config.ts does (UPDATE_README=1 writes it)', () => {
  const readme = readFileSync(path, 'utf8')
  const wanted = readme.replace(place, (_, open, close) => `${open}${table()}${close}`)
  if (process.env.UPDATE_README) writeFileSync(path, wanted)
  else expect(readme).toBe(wanted)
})
