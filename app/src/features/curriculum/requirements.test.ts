import { academicYear, periodsOf } from '@gradus/rules'
import { describe, expect, it } from 'vitest'
import { curriculumFacts } from './curriculum-facts.ts'
import { calendarSpec, planRequirements, ruleRequirements } from './requirements.ts'
import { shippedDefinitions } from './shipped.ts'

const find = (id: string) => shippedDefinitions().find((definition) => definition.id === id)!

describe('what the rules are given', () => {
  it('turns each form of amount into bounds', () => {
    const vascular = ruleRequirements(find('vascular-interventional-imaging-fellowship'))
    expect(vascular.find(({ id }) => id === 'nonvascular')).toMatchObject({
      min: 3,
      max: 4,
      unit: 'months',
      levels: null,
    })
    const residency = ruleRequirements(find('interventional-radiology-integrated-residency'))
    expect(residency.find(({ id }) => id === 'diagnostic-thirty')).toMatchObject({
      min: 30,
      max: 30,
      unit: 'blocks',
      levels: ['PGY-2', 'PGY-3', 'PGY-4'],
    })
    expect(residency.find(({ id }) => id === 'diagnostic-thirty')?.counts).toHaveLength(11)
    const community = ruleRequirements(find('integrated-ir-residency-community'))
    expect(community.find(({ id }) => id === 'night-shift@PGY-4')).toMatchObject({
      min: 3.5,
      max: 3.5,
      levels: ['PGY-4'],
    })
  })

  it('splits a week only at the level that needs it', () => {
    const community = find('integrated-ir-residency-community')
    const year = academicYear(2026)
    expect(periodsOf(calendarSpec(community, 'PGY-4'), year)).toHaveLength(53)
    expect(periodsOf(calendarSpec(community, 'PGY-2'), year)).toHaveLength(52)
    expect(periodsOf(calendarSpec(community), year)).toHaveLength(53)
  })

  it('gives the plan of a year as exact amounts that are not verified', () => {
    const plan = planRequirements(find('diagnostic-radiology-residency'))
    const firstYear = plan.filter(({ levels }) => levels?.includes('PGY-2'))
    expect(firstYear.reduce((sum, { min }) => sum + (min ?? 0), 0)).toBe(52)
    expect(plan.every(({ verified }) => !verified)).toBe(true)
    expect(planRequirements(find('radiology-informatics-fellowship'))).toEqual([])
  })

  it('describes rotations with their gates, places and limits', () => {
    const facts = curriculumFacts(find('diagnostic-radiology-residency'), {
      id: 'version',
      programId: 'program',
      startsOn: '07-01',
    })
    const rotation = (id: string) => facts.rotations.find((entry) => entry.id === id)
    expect(rotation('night-call')).toMatchObject({ independentCall: true, noLeave: true, offSite: null })
    expect(rotation('childrens-hospital')?.offSite).toMatchObject({ leadTimeDays: 90, agreementRequired: true })
    expect(rotation('ultrasound')).toMatchObject({
      roomId: 'ultrasound',
      verified: false,
      run: { min: 2, unit: 'weeks' },
    })
    expect(facts.requirements).toHaveLength(20)
  })
})
