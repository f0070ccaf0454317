import type { Member, Team } from './tables.ts'

/** What each reason is worth: the whole of the score in one table. domain.md F7 */
export const weights = {
  skillExact: 30,
  skillType: 22,
  street: 15,
  dialect: 10,
  gender: 10,
  trained: 10,
  visits: 5,
  load: 15,
  success: 10,
  sameVillage: -15,
  sameEmployer: -20,
  earlierCase: -15,
} as const

/** The matter a team is wanted for. */
export type Matter = {
  subtype?: string
  street?: string
  dialects: string[]
  gender?: 'female' | 'male'
  /** Dangers that ask for training: dv, minor, vulnerable, group. */
  dangers: string[]
  parties: { id: string; name: string; kind: string; address?: string; employer?: string }[]
}

/** What the archive knows of a mediator: open cases, finished ones and how many ended in an agreement, and names met before. */
export type Experience = { open: number; finished: number; agreed: number; met: Set<string> }

export type Ranked = {
  team: { code: string; name: string }
  mediator: { name: string; gender: 'female' | 'male' }
  score: number
  parts: { factor: keyof typeof weights; points: number; words: string }[]
  for: string[]
  against: string[]
  /** A trained woman who goes along where the mediator is not one. */
  companion?: string
}
export type Avoided = { team: string; mediator?: string; reason: string }

/** Dangers whose cases need a trained woman on the team (domain.md F7④). */
const needsWoman = ['dv', 'minor']

/**
 * Ranks every team by its best mediator, with every reason for and against. Near relatives and interest shut a mediator out;
 * in dv and minors' cases a team without a trained woman is shut out. Pure.
 */
export function rankTeams(
  matter: Matter,
  teams: Team[],
  recordOf: (name: string) => Experience,
): { ranked: Ranked[]; avoided: Avoided[] } {
  const avoided: Avoided[] = []
  const ranked = teams.flatMap((team): Ranked[] => {
    const free = team.members.filter((member) => {
      const reason = mustAvoid(member, matter)
      if (reason) avoided.push({ team: team.code, mediator: member.name, reason })
      return !reason
    })
    const women = trainedWomen(team, free, matter)
    if (women && women.length === 0) {
      avoided.push({ team: team.code, reason: '涉家暴或未成年人,队里没有受过训练的女性成员可以参加' })
      return []
    }
    const best = free
      .map((member) => scoreOf(member, team, matter, recordOf(member.name)))
      .sort((a, b) => b.score - a.score || a.mediator.name.localeCompare(b.mediator.name))[0]
    if (!best) return []
    if (!women || women.some(({ name }) => name === best.mediator.name)) return [best]
    return [{ ...best, companion: women[0]!.name, for: [...best.for, `由受过训练的${women[0]!.name}一同参加`] }]
  })
  return { ranked: ranked.sort((a, b) => b.score - a.score || a.team.code.localeCompare(b.team.code)), avoided }
}

/** The women of a team trained for the dangers of a matter; undefined where none is needed. */
export function trainedWomen(team: Team, members: Member[], { dangers }: Matter): Member[] | undefined {
  const asked = dangers.filter((danger) => needsWoman.includes(danger))
  if (asked.length === 0) return undefined
  return members.filter(
    ({ gender, trained }) =>
      gender === 'female' && asked.every((danger) => (trained.length > 0 ? trained : team.trained).includes(danger)),
  )
}

/** Why a mediator must keep out (近亲属、利害关系); undefined where nothing forbids it. */
export function mustAvoid(member: Member, { parties }: Matter): string | undefined {
  for (const { name, kind } of parties) {
    if (name === member.name) return `${member.name}与当事人同名,须先核实是否本人`
    if (member.relatives.includes(name)) return `当事人${name}是其近亲属`
    if (kind === 'organization' && sameUnit(member.employer, name)) return `在当事人${name}任职,有利害关系`
  }
  return undefined
}

const sameUnit = (a?: string, b?: string) => Boolean(a && b && (a === b || a.includes(b) || b.includes(a)))

function scoreOf(member: Member, team: Team, matter: Matter, { open, finished, agreed, met }: Experience): Ranked {
  const parts: Ranked['parts'] = []
  const give = (factor: keyof typeof weights, words: string, share = 1) =>
    parts.push({ factor, points: Math.round(weights[factor] * share * 10) / 10, words })
  const against: string[] = []

  const skills = [...team.skills, ...member.skills]
  const type = matter.subtype?.split('.')[0]
  if (matter.subtype && skills.includes(matter.subtype)) give('skillExact', '专长正是这类纠纷')
  else if (type && skills.includes(type)) give('skillType', '专长是这一大类纠纷')
  else against.push('不是队伍的专长')

  if (matter.street && team.streets.some((street) => matter.street!.includes(street)))
    give('street', `熟悉${matter.street}`)
  else if (team.streets.length === 0) give('street', '全区都去', 0.5)
  else if (matter.street) against.push(`平时不在${matter.street}`)

  const spoken = matter.dialects.filter((dialect) => member.dialects.includes(dialect))
  if (spoken.length > 0) give('dialect', `会说${spoken.join('、')}`)
  else if (matter.dialects.length > 0) against.push(`不会说${matter.dialects.join('、')}`)

  if (matter.gender && member.gender === matter.gender)
    give('gender', matter.gender === 'female' ? '女性调解员' : '男性调解员')
  else if (matter.gender) against.push(matter.gender === 'female' ? '当事人希望女性调解员' : '当事人希望男性调解员')

  const trained = member.trained.length > 0 ? member.trained : team.trained
  const ready = matter.dangers.filter((danger) => trained.includes(danger))
  if (ready.length > 0) give('trained', '受过相应训练', ready.length / matter.dangers.length)
  if (team.visits && matter.dangers.includes('vulnerable')) give('visits', '可以上门')

  const free = Math.max(0, 1 - open / member.capacity)
  give('load', `手上${open}件,最多${member.capacity}件`, free)
  if (free === 0) against.push('手上的案件已满')
  // Two imagined cases, one agreed, so that a single success is not a hundred per cent.
  const rate = (agreed + 1) / (finished + 2)
  give('success', finished > 0 ? `办结${finished}件,谈成${agreed}件` : '还没有办结的案件', rate)

  for (const party of matter.parties) {
    if (member.village && party.address?.includes(member.village))
      give('sameVillage', `与${party.name}同在${member.village}`)
    if (sameUnit(member.employer, party.employer)) give('sameEmployer', `与${party.name}同在${member.employer}`)
    if (met.has(party.name)) give('earlierCase', `以前办过${party.name}的案件`)
  }
  const score = Math.max(0, Math.round(parts.reduce((sum, { points }) => sum + points, 0) * 10) / 10)
  return {
    team: { code: team.code, name: team.name },
    mediator: { name: member.name, gender: member.gender },
    score,
    parts,
    for: parts.filter(({ points }) => points > 0).map(({ words }) => words),
    against: [...against, ...parts.filter(({ points }) => points < 0).map(({ words }) => words)],
  }
}
