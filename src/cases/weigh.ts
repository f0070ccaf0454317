import type { Conflict, Fact } from './facts.ts'
import type { Correction } from './reading/corrections.ts'

/** Keys that say too little to put two sums side by side. */
const vague = (key: string): boolean => key.length < 2 || /^(?:金额|比例|数量|费用|款项|价款)$/.test(key)
const speakerOf = ({ speaker }: Fact): string => speaker.partyId ?? voiceIn(speaker.label)

const channel = /[(][^)]*[)]|口头|电话|微信|来电|回电|当面|短信|邮件|语音|补充|补记|更正|复核|重报|再报|说明|勘误/g
/** Who speaks, whatever the way: 村会计 口头 and 村会计 更正 are one voice. */
export function voiceIn(label: string): string {
  const held = voices.get(label)
  if (held !== undefined) return held
  const voice = label.replaceAll(channel, ' ').trim().split(/\s+/)[0] || label
  if (voices.size >= 4_000) voices.clear()
  voices.set(label, voice)
  return voice
}
const voices = new Map<string, string>()
const sameVoice = (a: Fact, b: Fact): boolean => speakerOf(a) === speakerOf(b)
const voiceOf = ({ speaker }: Fact): string => speaker.partyId ?? speaker.kind
const source = ({ text, quote, recordId, speaker }: Fact) => ({ text, quote, recordId, by: speaker.label })

/**
 * Sets what each fact is worth beside the others: corrected (by a record that says so, or by the same voice saying it anew),
 * agreed by both sides, disputed, or one voice only; with the conflicts and what settled them.
 */
export function weigh(raw: Fact[], sure: Correction[], all: Correction[]): { facts: Fact[]; conflicts: Conflict[] } {
  const facts = raw.map((fact) => ({ ...fact }))
  const conflicts = [...markCorrected(facts, sure), ...markRestated(facts, all)]
  const open = facts.filter(
    ({ status, kind }) => status !== 'corrected' && (kind === 'amount' || kind === 'measure' || kind === 'percent'),
  )
  for (const group of Map.groupBy(open, ({ key, kind }) => `${kind}:${key}`).values()) {
    if (!vague(group[0]!.key)) conflicts.push(...markLater(group))
    conflicts.push(...markSides(group))
  }
  // The same sum in two mouths is agreed, whatever each calls it; small round sums meet by chance.
  for (const group of Map.groupBy(
    open.filter(({ kind, stance }) => kind === 'amount' && stance === 'states'),
    ({ value }) => value,
  ).values()) {
    const telling = Number(group[0]!.value) % 100_000 !== 0
    if (telling && new Set(group.map(voiceOf)).size > 1)
      for (const fact of group) if (fact.status === 'single') fact.status = 'agreed'
  }
  return { facts, conflicts }
}

/** Values a record declares wrong. */
function markCorrected(facts: Fact[], sure: Correction[]): Conflict[] {
  return facts.flatMap((fact) => {
    const by = sure.find(
      ({ wrong, kind, at, recordId }) =>
        wrong && kind === fact.kind && wrong.key === String(fact.value) && (at > fact.at || recordId === fact.recordId),
    )
    if (!by || fact.status === 'agreed') return []
    Object.assign(fact, { status: 'corrected', supersededBy: by.recordId })
    if (fact.recordId === by.recordId) return []
    return [
      {
        key: fact.key,
        values: [source(fact), { text: by.right.raw, quote: by.sentence, recordId: by.recordId, by: by.by }],
        resolvedBy: by.recordId,
      },
    ]
  })
}

/** 应该是16500,早上算错了: the new sum is given, the old one is what the same voice said last of it. */
function markRestated(facts: Fact[], all: Correction[]): Conflict[] {
  return all
    .filter(({ wrong, kind }) => !wrong && kind === 'amount')
    .flatMap((correction) => {
      const own = facts.find(
        (fact) => fact.recordId === correction.recordId && String(fact.value) === correction.right.key,
      )
      if (!own) return []
      // A second voice with the new sum settles it: then even what both had signed gives way.
      const backed = facts.some(
        (fact) =>
          fact.recordId !== own.recordId &&
          fact.value === own.value &&
          fact.at >= correction.at &&
          !sameVoice(fact, own) &&
          fact.stance !== 'settles',
      )
      const ratio = ({ value }: Fact) => Math.abs(Math.log(Number(value) / Number(own.value)))
      const [earlier] = facts
        .filter(
          (fact) =>
            fact.kind === 'amount' &&
            fact.at < correction.at &&
            fact.value !== own.value &&
            fact.stance !== 'settles' &&
            ((fact.status === 'single' &&
              sameVoice(fact, own) &&
              (fact.key === own.key || vague(fact.key) || vague(own.key))) ||
              (backed && fact.key === own.key && !vague(own.key))),
        )
        .toSorted(
          (a, b) =>
            Number(b.key === own.key && !vague(b.key)) - Number(a.key === own.key && !vague(a.key)) ||
            ratio(a) - ratio(b),
        )
      if (!earlier) return []
      Object.assign(earlier, { status: 'corrected', supersededBy: correction.recordId })
      return [{ key: earlier.key, values: [source(earlier), source(own)], resolvedBy: correction.recordId }]
    })
}

/** The same voice, later, about the same thing: the later word stands; a formal record outranks hearsay. */
function markLater(group: Fact[]): Conflict[] {
  const newest = group.reduce((at, fact) => (fact.at > at ? fact.at : at), '')
  return group.flatMap((fact) => {
    if (fact.status !== 'single' || fact.at === newest) return []
    const states = fact.stance === 'states' && fact.rank !== 'formal'
    const later = group.findLast(
      (other) =>
        other.at > fact.at &&
        other.value !== fact.value &&
        ((states && sameVoice(other, fact) && other.stance === 'states') ||
          (fact.rank === 'hearsay' && other.rank === 'formal')),
    )
    if (!later) return []
    Object.assign(fact, { status: 'corrected', supersededBy: later.recordId })
    return [{ key: fact.key, values: [source(fact), source(later)], resolvedBy: later.recordId }]
  })
}

/** Two voices with one value agree; with two values they are in dispute. */
function markSides(group: Fact[]): Conflict[] {
  const standing = group.filter(({ status, stance }) => status !== 'corrected' && stance !== 'offers')
  const voices = Map.groupBy(standing, ({ value }) => value)
  const heard = new Map([...voices].map(([value, told]) => [value, new Set(told.map(voiceOf)).size]))
  for (const fact of standing) if (fact.status === 'single' && heard.get(fact.value)! > 1) fact.status = 'agreed'
  // What each voice still says alone.
  const alone = new Map<string, Set<Fact['value']>>()
  for (const fact of standing) {
    if (fact.status === 'agreed') continue
    const voice = speakerOf(fact)
    alone.set(voice, (alone.get(voice) ?? new Set()).add(fact.value))
  }
  for (const fact of standing) {
    if (fact.status !== 'single' || vague(fact.key)) continue
    const against = [...alone].some(
      ([voice, values]) => voice !== speakerOf(fact) && (values.size > 1 || !values.has(fact.value)),
    )
    if (against) fact.status = 'disputed'
  }
  const disputed = standing.filter(({ status }) => status === 'disputed')
  return new Set(disputed.map(({ value }) => value)).size > 1
    ? [{ key: disputed[0]!.key, values: disputed.map(source) }]
    : []
}

/** Sums that no reader may find as agreed: superseded, disputed, claimed or offered, and not settled anywhere. */
export function unsettledSums({ facts }: { facts: Fact[] }): Set<number> {
  const good = new Set(
    facts
      .filter(
        ({ kind, status, stance, rank, quote }) =>
          kind === 'amount' &&
          (status === 'agreed' ||
            stance === 'settles' ||
            // A paper that shows money moved proves the sum, whatever is then claimed of it.
            (rank === 'formal' &&
              stance === 'states' &&
              status !== 'corrected' &&
              /收到|转账|转入|汇入|到账|付款人|收款人|已付/.test(quote))),
      )
      .map(({ value }) => value),
  )
  return new Set(
    facts
      .filter(
        ({ kind, value, status, stance }) =>
          kind === 'amount' &&
          !good.has(value) &&
          (status === 'corrected' || status === 'disputed' || stance === 'claims' || stance === 'offers'),
      )
      .map(({ value }) => value as number),
  )
}
