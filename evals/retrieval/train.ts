import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openRanker } from '../../src/knowledge/ranker.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { Library } from './candidates.ts'
import { type Document, holdBack, type Question, readDocuments, readQuestions } from './library.ts'
import { seeded, shuffled } from './random.ts'
import { type Judged, report } from './scorers.ts'
import { defaults, pretrain, startTables, type Tables, tune } from './train-encoder.ts'
import { askedTable, type Lesson, trainRanker } from './train-ranker.ts'

const MODELS = resolve(import.meta.dirname, '../../knowledge/models')
const FOLDS = 5
const HARD = 60
/** Phrases held back are many; the ranker learns on so many of each fold. */
const MOST_PHRASES = 250

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
  const taught = teach(course, tell)
  validate(course, taught, tell)
  const { documents, questions, hard, start, library } = course
  tune(start, documents, questions, hard, defaults)
  const table = askedTable(questions, documents, (query) => start.embedQuery(query))
  const model = trainRanker([...taught.asked.flat(), ...taught.said.flat()], documents, library.common, table)
  mkdirSync(MODELS, { recursive: true })
  writeFileSync(join(MODELS, 'encoder.bin'), start.write(defaults.ownRows))
  writeFileSync(join(MODELS, 'ranker.json'), JSON.stringify(model))
  tell('tables written to knowledge/models')
}

/**
 * What the whole course reaches on questions it was not trained on (5-fold); `unseen`: those whose articles answered no
 * other question of the training file, `strangers`: of these the ones that no card or question of ours speaks of either.
 */
export function crossValidate(say: Say): Verdicts {
  const tell = timed(say)
  const course = prepare(tell)
  return validate(course, teach(course, tell), tell)
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

type Verdicts = Record<'ranked' | 'unseen' | 'strangers' | 'phrases', Judged[]>
type Taught = { asked: Lesson[][]; said: Lesson[][] }

/**
 * Each fold's questions are answered by an encoder that never saw them: public lay questions, and phrases held back from
 * our cards, so that the ranker learns what a card is worth.
 */
function teach({ library, documents, questions, hard, start, folds }: Course, say: Say): Taught {
  const taught: Taught = { asked: [], said: [] }
  folds.forEach((fold, f) => {
    const rest = folds.filter((it) => it !== fold).flat()
    const held = holdBack(documents, f)
    const known = rest.map((i) => questions[i]!)
    const tables = start.copy()
    tune(
      tables,
      held.documents,
      known,
      rest.map((i) => hard[i]!),
      defaults,
    )
    library.recard(held.documents)
    library.embed(tables)
    const table = askedTable(known, documents, (query) => tables.embedQuery(query))
    const answer = (question: Question): Lesson => ({
      question,
      vector: tables.embedQuery(question.query),
      candidates: library.candidates(tables, question.query),
      asked: table,
    })
    taught.asked.push(fold.map((i) => answer(questions[i]!)))
    taught.said.push(held.questions.slice(0, MOST_PHRASES).map(answer))
    say(`fold ${f + 1} of ${FOLDS}: encoder tuned`)
  })
  library.recard(documents)
  return taught
}

/** Each fold is ranked by a ranker that learned on the others. */
function validate({ library, documents, folds }: Course, { asked, said }: Taught, say: Say) {
  const judged: Verdicts = { ranked: [], unseen: [], strangers: [], phrases: [] }
  folds.forEach((_, f) => {
    const lessons = folds.flatMap((_, o) => (o === f ? [] : [...asked[o]!, ...said[o]!]))
    const ranker = openRanker(trainRanker(lessons, documents, library.common, asked[f]![0]!.asked))
    const judge = ({ question, vector, candidates }: Lesson): Judged => {
      const scores = ranker(question.query, candidates, library.common, vector)
      const order = [...candidates.keys()].sort((a, b) => scores[b]! - scores[a]!)
      return { gold: question.gold, ranked: order.map((c) => candidates[c]!.passage!.id) }
    }
    const seen = new Set(folds.flatMap((_, o) => (o === f ? [] : asked[o]!.flatMap((l) => l.question.gold))))
    const unseen = asked[f]!.filter((l) => l.question.gold.every((g) => !seen.has(g)))
    judged.ranked.push(...asked[f]!.map(judge))
    judged.unseen.push(...unseen.map(judge))
    judged.strangers.push(...unseen.filter((l) => l.question.gold.every((g) => !documents[g]!.card)).map(judge))
    judged.phrases.push(...said[f]!.map(judge))
    say(`fold ${f + 1} of ${FOLDS}: ranker trained`)
  })
  const fused = asked.flat().map((l) => ({ gold: l.question.gold, ranked: l.candidates.map((c) => c.passage!.id) }))
  say(report('public questions, fused', fused))
  say(report('public questions, reranked', judged.ranked))
  say(report('… on articles never seen', judged.unseen))
  say(report('… nor spoken of by us', judged.strangers))
  say(report('phrases of our cards', judged.phrases))
  return judged
}
