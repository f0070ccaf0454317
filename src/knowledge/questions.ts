import type { Shelf } from '../context.ts'

/** A lay question of our own, and the articles that answer it, each as law#item. */
export type OwnQuestion = { articles: { law: string; item: string }[]; text: string }

/** The questions of knowledge/questions; throws naming the line that cannot be read. */
export function readQuestions(shelf: Shelf): OwnQuestion[] {
  return shelf
    .list('knowledge/questions')
    .filter((path) => path.endsWith('.tsv'))
    .flatMap((path) =>
      shelf
        .text(path)
        .split(/\r?\n/)
        .filter((line) => line.trim() && !line.startsWith('#'))
        .map((line) => parseQuestion(line, path)),
    )
}

/** The questions by the article they ask for: `law#item`. */
export function questionsByArticle(questions: readonly OwnQuestion[]): Map<string, string[]> {
  const by = new Map<string, string[]>()
  for (const { articles, text } of questions)
    for (const { law, item } of articles) by.set(`${law}#${item}`, [...(by.get(`${law}#${item}`) ?? []), text])
  return by
}

function parseQuestion(line: string, path: string): OwnQuestion {
  const [places, text] = line.split('\t')
  const articles = (places ?? '').split(' ').map((place) => {
    const at = place.lastIndexOf('#')
    return { law: place.slice(0, at), item: place.slice(at + 1) }
  })
  if (!text?.trim() || articles.some(({ law, item }) => !law || !item))
    throw new Error(`${path}: 读不懂这一行「${line.slice(0, 40)}」`)
  return { articles, text: text.trim() }
}
