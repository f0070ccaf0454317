import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openRanker } from '../../src/knowledge/ranker.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { Library } from './candidates.ts'
import { readDocuments, readQuestions } from './library.ts'
import { seeded, shuffled } from './random.ts'
import { type Judged, report } from './scorers.ts'
import { defaults, pretrain, startTables, tune } from './train-encoder.ts'
import { type Lesson, trainRanker } from './train-ranker.ts'

const MODELS = resolve(import.meta.dirname, '../../knowledge/models')
const FOLDS = 5
const HARD = 60

/**
 * Trains the encoder and the reranker from the archive, the public questions and our cards, and says what they reach on
 * questions they were not trained on (5-fold). Deterministic by seed.
 */
export function trainRetrieval(say: (line: string) => void): void {
  const folder = corpusFolder()
  if (!folder) throw new Error('The law corpus is needed for training (HEYI_CORPUS).')
  const started = performance.now()
  const tell = (line: string) =>
    say(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${line}`)
  const documents = readDocuments(folder)
  const questions = readQuestions(folder, documents)
  if (!questions) throw new Error('The training questions are needed (../evals beside the corpus).')
  const library = new Library(documents)
  tell(
    `${documents.length} articles, ${documents.filter((d) => d.card).length} with a card, ${questions.length} questions`,
  )

  const words = [
    ...questions.map((q) => q.query),
    ...documents.flatMap((d) => (d.card ? [...d.card.lay, d.card.gist] : [])),
  ]
  const start = startTables(documents, words, defaults)
  pretrain(start, documents, defaults, tell)
  start.part()
  const hard = questions.map((q) =>
    library
      .lexical(q.query, HARD)
      .map((f) => f.id)
      .filter((id) => !q.gold.includes(id)),
  )

  const order = shuffled([...questions.keys()], seeded(5))
  const folds = Array.from({ length: FOLDS }, (_, f) => order.filter((_, i) => i % FOLDS === f))
  const lessons: Lesson[] = []
  folds.forEach((fold, f) => {
    const rest = order.filter((i) => !fold.includes(i))
    const tables = start.copy()
    tune(
      tables,
      documents,
      rest.map((i) => questions[i]!),
      rest.map((i) => hard[i]!),
      defaults,
    )
    library.embed(tables)
    for (const i of fold)
      lessons[i] = { question: questions[i]!, candidates: library.candidates(tables, questions[i]!.query) }
    tell(`fold ${f + 1} of ${FOLDS}: encoder tuned`)
  })

  const fused: Judged[] = lessons.map((l) => ({
    gold: l.question.gold,
    ranked: l.candidates.map((c) => c.passage!.id),
  }))
  const ranked: Judged[] = []
  const unseen: Judged[] = []
  folds.forEach((fold, f) => {
    const rest = order.filter((i) => !fold.includes(i))
    const ranker = openRanker(
      trainRanker(
        rest.map((i) => lessons[i]!),
        documents,
        library.common,
      ),
    )
    const seen = new Set(rest.flatMap((i) => questions[i]!.gold))
    for (const i of fold) {
      const { question, candidates } = lessons[i]!
      const scores = ranker(question.query, candidates, library.common)
      const judged = {
        gold: question.gold,
        ranked: [...candidates.keys()].sort((a, b) => scores[b]! - scores[a]!).map((c) => candidates[c]!.passage!.id),
      }
      ranked.push(judged)
      const fresh = question.gold.filter((g) => !seen.has(g))
      if (fresh.length > 0) unseen.push({ ...judged, gold: fresh })
    }
    tell(`fold ${f + 1} of ${FOLDS}: ranker trained`)
  })
  say(report('fused', fused))
  say(report('reranked', ranked))
  say(report('reranked, unseen articles', unseen))

  const model = trainRanker(lessons, documents, library.common)
  tune(start, documents, questions, hard, defaults)
  mkdirSync(MODELS, { recursive: true })
  writeFileSync(join(MODELS, 'encoder.bin'), start.write())
  writeFileSync(join(MODELS, 'ranker.json'), JSON.stringify(model))
  tell('tables written to knowledge/models')
}

if (import.meta.main) {
  const what = process.argv.slice(2)
  if (what.length === 0 || what.includes('retrieval')) trainRetrieval((line) => console.log(line))
}
