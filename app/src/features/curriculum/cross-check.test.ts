import { describe, expect, it } from 'vitest'
import { crossCheck } from './cross-check.ts'
import type { Definition } from './definition/definition.ts'
import { shippedDefinitions } from './shipped.ts'
import { pathText } from './problem.ts'

/** An entry that must be there. */
const nth = <T>(list: readonly T[], index: number): T => {
  const item = list[index]
  if (item === undefined) throw new Error(`There is no entry ${index}.`)
  return item
}

const shipped = shippedDefinitions()
const find = (id: string): Definition => structuredClone(shipped.find((definition) => definition.id === id)!)
const told = (id: string, edit: (definition: Definition) => void): string[] => {
  const definition = find(id)
  edit(definition)
  return crossCheck(definition).map(({ path, sentence }) => `${pathText(path)}: ${sentence}`)
}
const msk = (edit: (definition: Definition) => void): string[] => told('musculoskeletal-imaging-fellowship', edit)
const setAmount = (definition: Definition, id: string, amount: object): void => {
  const requirement = definition.requirements.find((entry) => entry.id === id)!
  Object.assign(requirement, { amount })
}

describe('crossCheck', () => {
  it('finds ids that stand for nothing and ids and codes that stand for two things', () => {
    expect(msk(({ rotations }) => void (nth(rotations, 0).room = 'msk-radiograph'))).toEqual([
      'rotations[0].room: There is no room “msk-radiograph” in this definition. Did you mean “msk-radiography”?',
    ])
    expect(msk(({ requirements }) => void (nth(requirements, 0).levels = ['PGY-7']))[0]).toContain('no level “PGY-7”')
    expect(msk(({ rotations }) => void (nth(rotations, 1).code = 'rad'))[0]).toBe(
      'rotations[1].code: Two rotation codes are called “RAD”; each needs its own.',
    )
    expect(msk(({ rotations }) => void (nth(rotations, 1).id = 'msk-radiographs')).join()).toContain(
      'Two rotations or groups',
    )
  })

  it('wants a reason for what is not verified', () => {
    expect(msk(({ positions }) => void delete positions!.reason)).toEqual([
      'positions.verified: Say in “reason” why this is not verified.',
    ])
    expect(msk(({ length }) => void (length.reason = 'A guess.'))[0]).toContain('mark the fact “verified: false”')
    expect(msk(({ rotations }) => void (nth(rotations, 0).name = null))[0]).toContain('without a name')
  })

  it('finds numbers, dates and prerequisites that contradict themselves', () => {
    expect(msk(({ rotations }) => void (nth(rotations, 0).run = { min: 3, max: 2, unit: 'months' }))[0]).toContain(
      'The smallest run (3) is larger than the largest (2).',
    )
    expect(msk((it) => void (it.independentCall = { afterMonths: 12 }))[0]).toContain('12 months never pass')
    expect(
      msk(({ rotations }) => {
        nth(rotations, 0).prerequisites = { rotations: ['msk-mri'] }
        nth(rotations, 1).prerequisites = { rotations: ['msk-radiographs'] }
      }),
    ).toHaveLength(2)
    expect(
      msk(({ sites }) => {
        nth(sites, 0).agreement = { required: true, startOn: '2026-07-01', endOn: '2025-07-01' }
      })[0],
    ).toContain('ends before it starts')
    expect(msk(({ stipend }) => void (stipend!.academicYear = '2025-27'))[0]).toContain('not one academic year')
  })

  it('finds calendars, lengths and amounts that do not fit each other', () => {
    expect(
      msk((it) => void (it.calendar = { kind: 'custom', periods: [{ label: 'A', startOn: '08-01' }] }))[0],
    ).toContain('calendar: ')
    expect(msk((it) => void (it.length.amount = 18))[0]).toContain('A program of 18 months has 2 levels')
    expect(msk((it) => setAmount(it, 'mri', { exactly: 2.5, unit: 'months' }))[0]).toContain(
      '2.5 months cannot be scheduled on this calendar',
    )
    const community = told('integrated-ir-residency-community', (it) => void (it.calendar = { kind: 'weeks' }))
    expect(community[0]).toContain('3.5 weeks at PGY-4 cannot be scheduled on this calendar; split a week')
  })

  it('proves totals: too much, too little, and groups that contradict their parts', () => {
    expect(msk((it) => setAmount(it, 'mri', { atLeast: 4, unit: 'months' }))).toEqual([
      expect.stringMatching(
        /^requirements\[0\]: More is asked for than fits in the program’s 12 months: .*at least 4 months/,
      ),
    ])
    expect(msk((it) => setAmount(it, 'mri', { atMost: 2, unit: 'months' }))[0]).toMatch(
      /^length: The requirements leave time in the program’s 12 months that no rotation may fill: .*at most 2 months/,
    )
    expect(
      msk((it) =>
        it.requirements.push({
          id: 'both',
          title: 'MRI and CT',
          kind: 'rotation',
          counts: ['msk-mri', 'msk-ct'],
          amount: { atMost: 4, unit: 'months' },
        }),
      )[0],
    ).toMatch(
      /These requirements cannot hold together: “Musculoskeletal MRI” \(3 months\), .*“MRI and CT” \(at most 4 months\)/,
    )
    const short = told('integrated-ir-residency-community', (it) =>
      setAmount(it, 'unassigned', { byLevel: { 'PGY-2': 1 }, unit: 'weeks' }),
    )
    expect(short[0]).toContain('leave time in PGY-2')
  })

  it('finds demand that no capacity can hold and time at levels a rotation is closed to', () => {
    expect(msk(({ rotations }) => void (nth(rotations, 1).capacity = { max: 1 }))[0]).toBe(
      'requirements[1]: “Musculoskeletal MRI” needs 78 weeks a year for 6 positions, but Musculoskeletal MRI may hold 1 at once, 52 weeks a year.',
    )
    const closed = told('interventional-radiology-integrated-residency', (it) => {
      setAmount(it, 'intensive-care', { byLevel: { 'PGY-4': 1 }, unit: 'blocks' })
    })
    expect(closed.join()).toContain('“Intensive care” asks for time at PGY-4, but what it counts is not open to PGY-4.')
  })

  it('finds plans that break the year or a requirement', () => {
    const broken = told('interventional-radiology-integrated-residency', ({ plan }) => {
      plan!.rows.find(({ rotation }) => rotation === 'research')!.byLevel['PGY-4'] = 3
    })
    expect(broken).toContain('plan: The plan gives PGY-4 14 blocks of 13 blocks.')
    expect(broken.join()).toContain('“Research in the first three years” (1 to 3 blocks)')
  })
})
