import { type Article, splitArticles } from './articles.ts'

/** Rank of a text among the sources of law (效力层级). */
export type Authority = 'constitution' | 'statute' | 'regulation' | 'interpretation' | 'rule' | 'local'

/** A law as read from one file: one version, or one book of it. */
export type ParsedLaw = {
  /** Official title without 中华人民共和国 and date: 民法典. */
  title: string
  officialTitle: string
  /** The book of a code that is kept in several files: 婚姻家庭编. */
  part?: string
  issuer?: string
  authority: Authority
  /** Day of first adoption, where the header names it. */
  adoptedOn?: string
  /** Days of later amendments, in order. */
  amendedOn: string[]
  /** Day this wording was adopted: the newest of the file name's and the header's days. */
  versionOn?: string
  effectiveOn?: string
  /** True where the text itself does not say from which day it applies. */
  effectiveEstimated: boolean
  preamble: string[]
  articles: Article[]
  warnings: string[]
}

const END_OF_HEADER = /^<!--\s*INFO END\s*-->$/
const DAY = /(\d{4})年(\d{1,2})月(\d{1,2})日/g
const PLACE = /^(?:.{2,8}?(?:省|自治区|市|自治州|自治县))(?!场)/
const YEARS_TO_EFFECT = 3

/** Reads a law's Markdown or plain text; `name` (file name) supplies title and day where the text is silent. Throws on a text with no title or no content. */
export function parseLaw(text: string, name = ''): ParsedLaw {
  const lines = tidy(text)
  const { header, body } = divide(lines)
  const titles = header.filter((l) => /^#\s/.test(l)).map((l) => l.replace(/^#\s*/, ''))
  const stem = name.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '')
  const officialTitle = (titles[0] ?? titleLines(header) ?? stem.replace(/\(.*?\)$/, '')).replace(/\s+/g, ' ').trim()
  if (!officialTitle) throw new Error('没有标题')
  const { articles, preamble, warnings } = splitArticles(body)
  if (articles.length === 0) throw new Error('没有正文')

  const events = headerEvents(header.filter((l) => !l.startsWith('#')).join('\n'))
  const fileDay = dayInName(stem)
  const adoptions = events.filter((e) => !e.effect).map((e) => e.on)
  const versionOn = [fileDay, ...adoptions]
    .filter((d) => d !== undefined)
    .sort()
    .at(-1)
  const effect = effectiveDay(events, articles, adoptions[0], versionOn)
  const headerText = header.join('\n')
  return {
    title: shortTitle(officialTitle),
    officialTitle: joinIssuers(officialTitle),
    part: titles[1]?.trim(),
    issuer: issuerOf(officialTitle, headerText),
    authority: authorityOf(officialTitle, headerText),
    adoptedOn: adoptions[0] ?? fileDay,
    amendedOn: adoptions.slice(1),
    versionOn,
    effectiveOn: effect ?? versionOn,
    effectiveEstimated: effect === undefined,
    preamble,
    articles,
    warnings,
  }
}

const TITLE_ENDS =
  /(?:法|法典|条例|规定|解释|办法|决定|细则|规则|批复|答复|意见|通知|公约|章程|纲要|制度|修正案[）)]?|[）)])$/

/** The title of a text without Markdown: official files set a long one in several lines. */
function titleLines(header: readonly string[]): string | undefined {
  for (let lines = 1; lines <= 3 && lines <= header.length; lines++) {
    if (/^[（(]|\d{4}年/.test(header[lines - 1]!)) break
    const joined = header.slice(0, lines).join('')
    if (TITLE_ENDS.test(joined.replace(/\s/g, ''))) return joined
  }
  return header[0]
}

/** The day in a file's name, as this corpus writes it (2012-12-28) or the national database does _20121228. */
function dayInName(stem: string): string | undefined {
  const m = /\((\d{4})-(\d{2})-(\d{2})\)/.exec(stem) ?? /[_-]((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(stem)
  return m ? `${m[1]}-${m[2]}-${m[3]}` : undefined
}

/** The title laws are known by here: no 中华人民共和国, no spaces, joint issuers joined by 、. */
export function shortTitle(official: string): string {
  return joinIssuers(official).replaceAll('中华人民共和国', '').trim()
}

function joinIssuers(title: string): string {
  return title.replace(/(法院|检察院|部|局|委员会)\s+(?=最高|国家|中华|公安|司法)/g, '$1、').replace(/\s+/g, '')
}

/** Lines without byte-order mark, carriage returns, control characters and blank ends. */
function tidy(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e]/g, '')
    .split('\n')
    .map((l) => l.replace(/[\s\u3000]+/g, ' ').trim())
    .filter(Boolean)
}

/** Header: up to the marker, or in a text without one up to the first chapter or article (a table of contents is dropped). */
function divide(lines: string[]): { header: string[]; body: string[] } {
  const marker = lines.findIndex((l) => END_OF_HEADER.test(l))
  if (marker >= 0) return { header: lines.slice(0, marker), body: lines.slice(marker + 1) }
  const contents = lines.findIndex((l) => /^#*\s*目\s*录$/.test(l))
  const starts = lines.flatMap((l, i) => (isOpening(l) && i > 0 ? [i] : []))
  if (starts.length === 0) return { header: lines.slice(0, 1), body: lines.slice(1) }
  const first = starts[0]!
  if (contents < 0) return { header: lines.slice(0, first), body: lines.slice(first) }
  const opening = lines[first]!
  const again = starts.find((i) => i > first && lines[i] === opening) ?? first
  return { header: lines.slice(0, contents), body: lines.slice(again) }
}

function isOpening(line: string): boolean {
  return /^[#*\s]*第\s*[一1]\s*(?:编|分编|章|条)(?:\s|$)/.test(line) || /^[#*\s]*一、/.test(line)
}

type HeaderEvent = { on: string; effect: boolean; text: string }

/** Every day named in the header with what happened on it; one line may hold several. */
function headerEvents(header: string): HeaderEvent[] {
  const found = [...header.matchAll(DAY)]
  return found.map((m, i) => {
    const end = found[i + 1]?.index ?? header.length
    const text = header.slice(m.index + m[0].length, end).trim()
    return { on: day(m), effect: /^[起，,]?\s*(?:正式)?(?:施行|实施|生效)/.test(text), text }
  })
}

function day(m: RegExpMatchArray): string {
  return `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`
}

/**
 * From which day this wording applies: the header's 施行 day, or the closing article's 「自…起施行」.
 * An amended law keeps its first day in the closing article, so that day counts only when it does not
 * lie before this wording's adoption.
 */
function effectiveDay(
  events: HeaderEvent[],
  articles: Article[],
  adoptedOn?: string,
  versionOn?: string,
): string | undefined {
  const named = events
    .filter((e) => e.effect)
    .map((e) => e.on)
    .sort()
    .at(-1)
  if (named && (!versionOn || named >= versionOn)) return named
  const closing = articles
    .slice(-4)
    .reverse()
    .map(
      (a) =>
        /自(.{0,30}?)起(?:施行|实施|执行|生效)/.exec(
          a.text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
        )?.[1],
    )
    .find((t) => t !== undefined)
  if (closing === undefined) return undefined
  const said = [...closing.matchAll(DAY)][0]
  if (said) {
    const on = day(said)
    const late = versionOn && Number(on.slice(0, 4)) > Number(versionOn.slice(0, 4)) + YEARS_TO_EFFECT
    return (!versionOn || on >= versionOn) && !late ? on : undefined
  }
  const unamended = adoptedOn === versionOn
  return /(?:公布|发布|颁布|通过)之日/.test(closing) && unamended ? versionOn : undefined
}

/** The level of a law by its title and by who adopted it. */
export function authorityOf(title: string, header: string): Authority {
  if (/^(?:中华人民共和国)?宪法(?:修正案|$)/.test(title)) return 'constitution'
  if (/^最高人民(?:法院|检察院)/.test(title) || /审判委员会|检察委员会/.test(header)) return 'interpretation'
  if (placeOf(title, header)) return 'local'
  if (/国务院令|国务院(?:第\d+次)?常务会议|国务院(?:批准|发布|公布|通过)/.test(header)) return 'regulation'
  if (/全国人民代表大会/.test(header)) return 'statute'
  if (/(?:部|局|总局|委员会|署|会|行)(?:令|公告|通知|发布|公布)/.test(header)) return 'rule'
  return /法$/.test(title) ? 'statute' : /条例$/.test(title) ? 'regulation' : 'rule'
}

/** Province or city of a local rule, undefined for a national one. */
function placeOf(title: string, header: string): string | undefined {
  const place = PLACE.exec(title)?.[0]
  if (place && !/国|全国/.test(place)) return place
  return /^\S*\s*((?:.{2,4}省|.{2,8}(?:市|自治州|自治县))(?:第.{1,6}届)?人民代表大会)/m.exec(header)?.[1]
}

function issuerOf(title: string, header: string): string | undefined {
  const court = /^最高人民(?:法院|检察院)(?:\s*[、和 ]\s*最高人民(?:法院|检察院))?/.exec(title)?.[0]
  if (court) return joinIssuers(court)
  const named =
    /(全国人民代表大会常务委员会|第.{1,4}届全国人民代表大会(?!常务)|国务院|最高人民法院|最高人民检察院|[\u4e00-\u9fa5]{2,8}?(?:省|市|自治区|自治州|自治县)(?=第.{1,4}届人民代表大会)|[\u4e00-\u9fa5]{2,14}?(?:部|总局|委员会|局)(?=令|公告|发布|公布))/.exec(
      header,
    )?.[1]
  if (!named) return undefined
  if (/届全国人民代表大会$/.test(named))
    return /常务委员会/.test(header) ? '全国人民代表大会常务委员会' : '全国人民代表大会'
  return /[省市区州县]$/.test(named) ? `${named}人民代表大会` : named
}
