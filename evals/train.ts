/** `npm run eval:train -- NAME…`: trains the small models of knowledge/models. Each eval that has some keeps a train.ts beside it. */
const names = process.argv.slice(2)
for (const name of names.length > 0 ? names : ['retrieval']) {
  const { train } = (await import(`./${name}/train.ts`)) as { train: (say: (line: string) => void) => unknown }
  await train((line) => console.log(line))
}

export {}
