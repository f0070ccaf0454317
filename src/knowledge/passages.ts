import { sql } from 'drizzle-orm'
import type { Database } from '../db/index.ts'
import type { Agreement } from './agreements.ts'
import type { CardFile } from './cards.ts'
import type { Playbook } from './playbooks.ts'
import { jsonRows, rowsOf } from './rows.ts'

export type Segment = 'law' | 'card' | 'playbook' | 'agreement' | 'precedent'

/** A passage about to be stored. */
export type NewPassage = {
  segment: Segment
  key: string
  /** Files of ours, files brought by the user, or a case of the centre. */
  origin: 'shelf' | 'import' | 'case'
  versionId?: string
  law?: string
  article?: string
  item?: string
  ordinal: number
  title: string
  heading: string[]
  text: string
  lay?: string[]
  subtypes?: string[]
  authority?: number
  effectiveOn?: string
  repealedOn?: string
}

const BATCH = 2000

/** Stores passages in batches and returns their ids in the same order. */
export async function insertPassages(db: Database, passages: readonly NewPassage[]): Promise<number[]> {
  const ids: number[] = []
  for (let i = 0; i < passages.length; i += BATCH) {
    const batch = passages.slice(i, i + BATCH).map((p, n) => ({
      n,
      segment: p.segment,
      key: p.key,
      origin: p.origin,
      version_id: p.versionId,
      law: p.law,
      article: p.article,
      item: p.item,
      ordinal: p.ordinal,
      title: p.title,
      heading: p.heading,
      text: p.text,
      lay: p.lay ?? [],
      subtypes: p.subtypes ?? [],
      authority: p.authority ?? 0,
      effective_on: p.effectiveOn,
      repealed_on: p.repealedOn,
    }))
    const stored = await rowsOf<{ id: number }>(
      db,
      sql`insert into passages (segment, key, origin, version_id, law, article, item, ordinal, title, heading, text, lay, subtypes, authority, effective_on, repealed_on)
          select segment, key, origin, version_id, law, article, item, ordinal, title,
                 array(select jsonb_array_elements_text(heading)), text,
                 array(select jsonb_array_elements_text(lay)), array(select jsonb_array_elements_text(subtypes)),
                 authority, effective_on, repealed_on
          from jsonb_to_recordset(${jsonRows(batch)}) as x(n int, segment text, key text, origin text, version_id text, law text,
               article text, item text, ordinal int, title text, heading jsonb, text text, lay jsonb, subtypes jsonb,
               authority smallint, effective_on text, repealed_on text)
          order by n returning id::int as id`,
    )
    ids.push(...stored.map((r) => r.id))
  }
  return ids
}

/**
 * Law cards as passages: found by gist, lay words and the questions they answer, shown as 要旨 until the official text is
 * imported. `asked`: questions by article, `law#item`.
 */
export function cardPassages({ law, cards }: CardFile, asked: ReadonlyMap<string, string[]>): NewPassage[] {
  return cards.map((card, ordinal) => ({
    segment: 'card',
    key: `card:${law.title}@${law.effective ?? ''}#${card.article}`,
    origin: 'shelf',
    law: law.title,
    article: card.no,
    item: card.article,
    ordinal,
    title: law.title,
    heading: [],
    text: card.gist,
    lay: [...card.lay, ...(asked.get(`${law.title}#${card.article}`) ?? [])],
    subtypes: card.for,
    effectiveOn: law.effective,
    repealedOn: law.repealed,
  }))
}

/** Questions about articles without a card: they help to find the imported article and are never shown themselves. */
export function questionPassages(files: readonly CardFile[], asked: ReadonlyMap<string, string[]>): NewPassage[] {
  const carded = new Set(files.flatMap(({ law, cards }) => cards.map((card) => `${law.title}#${card.article}`)))
  return [...asked]
    .filter(([place]) => !carded.has(place))
    .map(([place, lay], ordinal) => {
      const [law, item] = [place.slice(0, place.lastIndexOf('#')), place.slice(place.lastIndexOf('#') + 1)]
      return {
        segment: 'card',
        key: `questions:${place}`,
        origin: 'shelf',
        law,
        item,
        ordinal,
        title: law,
        heading: [],
        text: '',
        lay,
      }
    })
}

/** One passage for each section of a playbook. */
export function playbookPassages(book: Playbook): NewPassage[] {
  return book.sections.map((s, ordinal) => ({
    segment: 'playbook',
    key: `${book.key}#${s.anchor}`,
    origin: 'shelf',
    ordinal,
    title: book.title,
    heading: [s.heading],
    text: s.lines.join('\n'),
    subtypes: book.subtypes.length ? book.subtypes : [book.key.replace('playbook:', '')],
  }))
}

/** One passage for each term of a past agreement; the facts go with every term's words, so that a like case finds its terms. */
export function agreementPassages(agreement: Agreement, origin: NewPassage['origin']): NewPassage[] {
  return agreement.terms.map((term, i) => ({
    segment: 'agreement',
    key: `${agreement.key}#${i + 1}`,
    origin,
    ordinal: i,
    title: agreement.title,
    heading: [agreement.facts],
    text: term,
    subtypes: [agreement.subtype],
  }))
}
