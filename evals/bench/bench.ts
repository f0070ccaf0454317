/** `npm run bench -- NAME`: runs the benchmark of that name in this folder. */
const [name] = process.argv.slice(2)
if (!name) {
  console.error('npm run bench -- search | search-million | citations | import | intake | draft')
  process.exit(1)
}
const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<void> }
await bench()
process.exit(0)

export {}
