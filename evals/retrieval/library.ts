import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openShelf } from '../../src/cli/shelf.ts'
import { type LawCard, parseCards } from '../../src/knowledge/cards.ts'
import { type Authority, parseLaw } from '../../src/knowledge/parse.ts'
import { questionsByArticle, readQuestions as readOwnQuestions } from '../../src/knowledge/questions.ts'
import { readTarball } from '../../src/testing/corpus.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** An article of the newest wording of a law, with our card on it where there is one. */
export type Document = {
  law: string
  item: string
  no: string
  title: string
  heading: string[]
  text: string
  authority: Authority
  ordinal: number
  card?: LawCard
}

/** A lay question with the indices of the documents that govern it. */
export type Question = { query: string; gold: number[] }

/** Every article of the archive's newest wordings, in a fixed order. */
export function readDocuments(folder: string): Document[] {
  const newest = new Map<string, ReturnType<typeof parseLaw>[]>()
  const files = readTarball(join(folder, 'laws.tar.gz'))
  for (const path of [...files.keys()].sort()) {
    const law = parseLaw(files.get(path)!, path)
    const held = newest.get(law.title)
    if (!held || (!law.part && (law.versionOn ?? '') > (held[0]!.versionOn ?? ''))) newest.set(law.title, [law])
    else if (law.part) held.push(law)
  }
  const cards = cardsByPlace()
  return [...newest.values()].flatMap((parts) =>
    parts
      .flatMap((law) => law.articles.map((a) => ({ law, a })))
      .map(({ law, a }, ordinal) => ({
        law: law.title,
        item: a.key,
        no: a.no,
        title: law.title,
        heading: law.part ? [law.part, ...a.heading] : a.heading,
        text: a.text,
        authority: law.authority,
        ordinal,
        card: cards.get(`${law.title}#${a.key}`),
      })),
  )
}

/** Our cards by law#item, with the questions they answer among their lay words; an article with questions alone has a card without a gist. */
function cardsByPlace(): Map<string, LawCard> {
  const cards = new Map(readCards().map((c) => [`${c.law}#${c.article}`, c]))
  for (const [place, asked] of questionsByArticle(readOwnQuestions(openShelf()))) {
    const [law, article] = [place.slice(0, place.lastIndexOf('#')), place.slice(place.lastIndexOf('#') + 1)]
    const card = cards.get(place) ?? { law, no: '', article, gist: '', lay: [], for: [], unverified: false }
    cards.set(place, { ...card, lay: [...card.lay, ...asked] })
  }
  return cards
}

/** All law cards of knowledge/laws. */
export function readCards(): LawCard[] {
  const folder = join(ROOT, 'knowledge/laws')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((f) => f.endsWith('.md'))
    .sort()
    .flatMap((f) => parseCards(readFileSync(join(folder, f), 'utf8')).cards)
}

/** The public training questions beside the corpus; undefined, said aloud, where they are absent. */
export function readQuestions(folder: string, documents: readonly Document[]): Question[] | undefined {
  const file = join(folder, '../evals/statutes.train.jsonl')
  if (!existsSync(file)) {
    console.warn(`\n!!! Training questions not found: ${file}\n`)
    return undefined
  }
  const index = new Map(documents.map((d, i) => [`${d.law}#${d.no}`, i]))
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { query: string; gold: { law: string; article: string }[] })
    .map(({ query, gold }) => ({
      query,
      gold: [...new Set(gold.flatMap((g) => index.get(`${g.law}#${g.article}`) ?? []))],
    }))
    .filter((q) => q.gold.length > 0)
}

/** One phrase in so many is a question of its own in each fold. */
const HELD_BACK = 25

/** The documents without the lay phrases that are this fold's questions, and those questions. */
export function holdBack(
  documents: readonly Document[],
  fold: number,
): { documents: Document[]; questions: Question[] } {
  const questions: Question[] = []
  const rest = documents.map((d, i) => {
    if (!d.card) return d
    const lay = d.card.lay.filter((phrase, l) => {
      const held = (i * 31 + l * 7) % HELD_BACK === fold
      if (held) questions.push({ query: phrase, gold: [i] })
      return !held
    })
    return lay.length < d.card.lay.length ? { ...d, card: { ...d.card, lay } } : d
  })
  return { documents: rest, questions }
}
