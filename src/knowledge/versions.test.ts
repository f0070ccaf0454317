import { describe, expect, it } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { foldName } from './names.ts'
import { readLibrary } from './shelf.ts'
import { effectOf, knownBatches, knownLaws, lawAliases } from './versions.ts'

const ctx = { shelf: openShelf() }

describe('what knowledge/ knows of laws in time', () => {
  const laws = knownLaws(ctx)

  it('names the day of effect of every law that has a card, and of every successor', () => {
    const named = [
      ...readLibrary(ctx.shelf).cards.map((f) => f.law.title),
      ...[...laws.values()].flatMap((l) => l.successor ?? []),
    ]
    expect(
      named.filter((t) => !laws.get(t)?.effective && !laws.get(t)?.versions[0] && !/有关担保制度/.test(t)),
    ).toEqual([])
  })

  it('keeps days in order', () => {
    const wrong = [...laws].filter(([, l]) => {
      const days = [l.effective, ...l.versions.map((v) => v.effective)].filter((d) => d !== undefined)
      return days.join() !== [...days].sort().join() || (l.repealed && l.repealed <= (days.at(-1) ?? ''))
    })
    expect(wrong.map(([title]) => title)).toEqual([])
  })

  it('knows nine laws that 民法典 replaced', () => {
    const replaced = [...laws].filter(([, l]) => l.successor === '民法典')
    expect(replaced).toHaveLength(9)
    expect(replaced.every(([, l]) => l.repealed === '2021-01-01')).toBe(true)
  })

  it('gives no alias to two laws', () => {
    const aliases = lawAliases(ctx)
    const titles = new Map([...laws.keys()].map((t) => [foldName(t), t]))
    const clash = [...aliases].filter(
      ([alias, title]) => titles.has(foldName(alias)) && titles.get(foldName(alias)) !== title,
    )
    expect(clash).toEqual([])
  })

  it('dates a wording by its day of adoption before it believes the text', () => {
    const parsed = {
      authority: 'statute',
      versionOn: '2023-09-01',
      effectiveOn: '2023-09-01',
      effectiveEstimated: true,
    }
    expect(effectOf(laws.get('民事诉讼法'), [], parsed)).toEqual({ effectiveOn: '2024-01-01', estimated: false })
    const batch = {
      authority: 'interpretation',
      versionOn: '2020-12-29',
      effectiveOn: '2020-12-29',
      effectiveEstimated: true,
    }
    expect(effectOf(undefined, knownBatches(ctx), batch)).toEqual({ effectiveOn: '2021-01-01', estimated: false })
  })
})
