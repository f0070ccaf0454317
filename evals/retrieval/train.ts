import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openRanker } from '../../src/knowledge/ranker.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { Library } from './candidates.ts'
import { type Document, holdBack, type Question, readDocuments, readQuestions } from './library.ts'
import { seeded, shuffled } from './random.ts'
import { type Judged, report } from './scorers.ts'
import { defaults, pretrain, startTables, type Tables, tune } from './train-encoder.ts'
import { type Lesson, trainRanker } from './train-ranker.ts'

const MODELS = resolve(import.meta.dirname, '../../knowledge/models')
const FOLDS = 5
const HARD = 60

type Say = (line: string) => void
type Course = {
  library: Library
  documents: Document[]
  questions: Question[]
  hard: number[][]
  start: Tables
  folds: number[][]
}

/** Trains encoder and reranker, says what they reach on questions they did not see, and writes knowledge/models. */
export function train(say: Say): void {
  const tell = timed(say)
  const course = prepare(tell)
  const { lessons } = validate(course, tell)
  const { documents, questions, hard, start, library } = course
  const model = trainRanker(lessons, documents, library.common)
  tune(start, documents, questions, hard, defaults)
  mkdirSync(MODELS, { recursive: true })
  writeFileSync(join(MODELS, 'encoder.bin'), start.write(defaults.ownRows))
  writeFileSync(join(MODELS, 'ranker.json'), JSON.stringify(model))
  tell('tables written to knowledge/models')
}

/** What the whole course reaches on questions it was not trained on (5-fold), and on articles never seen in training. */
export function crossValidate(say: Say): { ranked: Judged[]; unseen: Judged[] } {
  const tell = timed(say)
  return validate(prepare(tell), tell)
}

function timed(say: Say): Say {
  const started = performance.now()
  return (line) => say(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${line}`)
}

/** Reads library and questions, and teaches the shared rows what the library alone can teach. */
function prepare(say: Say): Course {
  const folder = corpusFolder()
  if (!folder) throw new Error('The law corpus is needed for training (HEYI_CORPUS).')
  const documents = readDocuments(folder)
  const questions = readQuestions(folder, documents)
  if (!questions) throw new Error('The training questions are needed (../evals beside the corpus).')
  const library = new Library(documents)
  const cards = documents.flatMap((d) => d.card ?? [])
  say(`${documents.length} articles, ${cards.length} with a card, ${questions.length} questions`)
  const words = [...questions.map((q) => q.query), ...cards.flatMap((c) => [...c.lay, c.gist])]
  const start = startTables(documents, words, defaults)
  pretrain(start, documents, defaults, say)
  start.part()
  const hard = questions.map((q) =>
    library
      .lexical(q.query, HARD)
      .map((f) => f.id)
      .filter((id) => !q.gold.includes(id)),
  )
  const order = shuffled([...questions.keys()], seeded(5))
  const folds = Array.from({ length: FOLDS }, (_, f) => order.filter((_, i) => i % FOLDS === f))
  return { library, documents, questions, hard, start, folds }
}

/**
 * Each fold's questions are answered by an encoder and a ranker that never saw them: public lay questions, and phrases
 * held back from our cards, so that the ranker learns what a card is worth.
 */
function validate({ library, documents, questions, hard, start, folds }: Course, say: Say) {
  const others = (fold: number[]) => folds.filter((f) => f !== fold).flat()
  const asked: Lesson[][] = []
  const said: Lesson[][] = []
  folds.forEach((fold, f) => {
    const rest = others(fold)
    const held = holdBack(documents, f)
    const tables = start.copy()
    tune(
      tables,
      held.documents,
      rest.map((i) => questions[i]!),
      rest.map((i) => hard[i]!),
      defaults,
    )
    library.recard(held.documents)
    library.embed(tables)
    const answer = (question: Question): Lesson => ({
      question,
      candidates: library.candidates(tables, question.query),
    })
    asked.push(fold.map((i) => answer(questions[i]!)))
    said.push(held.questions.map(answer))
    say(`fold ${f + 1} of ${FOLDS}: encoder tuned`)
  })
  library.recard(documents)
  const judged: Record<'ranked' | 'unseen' | 'phrases', Judged[]> = { ranked: [], unseen: [], phrases: [] }
  folds.forEach((_, f) => {
    const lessons = folds.flatMap((_, o) => (o === f ? [] : [...asked[o]!, ...said[o]!]))
    const ranker = openRanker(trainRanker(lessons, documents, library.common))
    const judge = ({ question, candidates }: Lesson): Judged => {
      const scores = ranker(question.query, candidates, library.common)
      const order = [...candidates.keys()].sort((a, b) => scores[b]! - scores[a]!)
      return { gold: question.gold, ranked: order.map((c) => candidates[c]!.passage!.id) }
    }
    const seen = new Set(lessons.flatMap((l) => l.question.gold))
    judged.ranked.push(...asked[f]!.map(judge))
    judged.unseen.push(
      ...asked[f]!.filter((l) => l.question.gold.every((g) => !seen.has(g) && !documents[g]!.card)).map(judge),
    )
    judged.phrases.push(...said[f]!.map(judge))
    say(`fold ${f + 1} of ${FOLDS}: ranker trained`)
  })
  const fused = asked.flat().map((l) => ({ gold: l.question.gold, ranked: l.candidates.map((c) => c.passage!.id) }))
  say(report('public questions, fused', fused))
  say(report('public questions, reranked', judged.ranked))
  say(report('… on articles never seen', judged.unseen))
  say(report('phrases of our cards', judged.phrases))
  return { lessons: [...asked.flat(), ...said.flat()], ...judged }
}
