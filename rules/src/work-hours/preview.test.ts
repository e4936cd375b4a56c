import { expect, test } from 'vitest'
import { randomFrom, randomHistory } from '../testing/hours/random-history.ts'
import { period, traineeHours } from '../testing/hours/facts.ts'
import { checkWorkHours } from './check.ts'
import { workHourChecker, type WorkHourChange } from './preview.ts'
import { DEFAULT_WORK_HOUR_SETTINGS as SETTINGS } from './settings.ts'
import type { TraineeHours } from './trainee-hours.ts'
import type { WorkHourFinding } from './work-hour-finding.ts'
import type { WorkKind } from './work-period.ts'

function changed(trainee: TraineeHours, { addPeriods = [], addHomeCalls = [], removeIds = [] }: WorkHourChange) {
  return {
    ...trainee,
    periods: [...trainee.periods.filter(({ id }) => !removeIds.includes(id)), ...addPeriods],
    homeCalls: [...trainee.homeCalls.filter(({ id }) => !removeIds.includes(id)), ...addHomeCalls],
  }
}

function randomChange(trainee: TraineeHours, seed: number): WorkHourChange {
  const random = randomFrom(seed)
  const { startOn, endOn } = trainee.horizon
  const startAt = (startOn + Math.floor(random() * (endOn - startOn + 1))) * 1440 + Math.floor(random() * 48) * 30
  const interval = { startAt, endAt: startAt + 60 + Math.floor(random() * 40) * 30 }
  const kinds: readonly WorkKind[] = ['in-house-call', 'assignment', 'night-float', 'moonlighting-external']
  const kind = kinds[Math.floor(random() * kinds.length)]!
  const taken = trainee.periods[Math.floor(random() * trainee.periods.length)]
  return {
    addPeriods: random() < 0.7 ? [{ id: 'added', kind, ...interval, extension: null, reason: null }] : [],
    addHomeCalls: random() < 0.3 ? [{ id: 'added-home', ...interval }] : [],
    removeIds: taken && random() < 0.6 ? [taken.id] : [],
  }
}

/** Findings that are alike in everything that orders them may come in either order. */
const listed = (findings: readonly WorkHourFinding[]) => findings.map((finding) => JSON.stringify(finding)).sort()

test('a preview finds what a whole check of the changed trainee finds', () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { trainee, settings } = randomHistory(seed, 30, 0.5)
    const checker = workHourChecker(trainee, settings)
    expect(checker.findings).toEqual(checkWorkHours(trainee, settings))
    const first = randomChange(trainee, seed)
    const second = randomChange(trainee, seed + 100_000)
    const both = { ...first, removeIds: [...(first.removeIds ?? []), ...(second.removeIds ?? [])] }
    for (const change of [first, both]) {
      const whole = checkWorkHours(changed(trainee, change), settings)
      expect(listed(checker.preview(change).findings), `seed ${seed}`).toEqual(listed(whole))
    }
  }
})

test('a preview tells what a change would break and what it would mend', () => {
  const call = period('in-house-call', '2026-07-02 07:00', '2026-07-03 07:00')
  const tooSoon = period('assignment', '2026-07-03 20:00', '2026-07-04 04:00')
  const checker = workHourChecker(traineeHours({ periods: [call] }), SETTINGS)
  expect(checker.findings).toEqual([])
  const added = checker.preview({ addPeriods: [tooSoon] })
  expect(added.introduced).toMatchObject([{ ruleId: 'WH-14', measured: 13, workPeriodIds: [tooSoon.id] }])
  const both = workHourChecker(traineeHours({ periods: [call, tooSoon] }), SETTINGS)
  expect(both.preview({ removeIds: [call.id] })).toMatchObject({
    findings: [],
    introduced: [],
    resolved: [{ ruleId: 'WH-14' }],
  })
})
