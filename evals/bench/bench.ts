/** `npm run bench -- NAME`: runs the benchmark of that name in this folder; a further word names one part of it. */
const [name, part] = process.argv.slice(2)
if (!name) {
  console.error('npm run bench -- search | search-million | citations | import | intake | draft')
  process.exit(1)
}
const { bench } = (await import(`./${name}.ts`)) as { bench: (part?: string) => Promise<void> }
await bench(part)
process.exit(0)

export {}
