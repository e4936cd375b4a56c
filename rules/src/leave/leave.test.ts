import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../dates.ts'
import { academicYear } from '../academic-year.ts'
import { range } from '../testing/facts.ts'
import { entitledLeave, reservedWeek } from './entitled-leave.ts'
import { graduationAfter } from './graduation.ts'
import { leaveBudget } from './leave-budget.ts'
import type { LeaveSituation } from './leave-situation.ts'
import type { LeaveKind, LeaveTaken } from './leave-taken.ts'
import vectors from './vectors.json' with { type: 'json' }
import { afterWorkdays, workdaysIn } from './workdays.ts'

const NONE = new Set<number>()
const FOURTH_OF_JULY = new Set([dayOf('2031-07-04')])

const leave = (kind: LeaveKind, startOn: string, endOn: string, workdays: number | null = null): LeaveTaken => ({
  id: `${kind}:${startOn}`,
  kind,
  workdays,
  ...range(startOn, endOn),
})

const situation = (over: Partial<LeaveSituation> = {}): LeaveSituation => ({
  personId: 'ada',
  label: 'Ada Fictional',
  programId: 'ir',
  appointment: range('2026-07-01', '2031-06-30'),
  isAccredited: true,
  boardYears: [0, 1, 2, 3, 4].map((year) => ({ ...academicYear(2026 + year), sharePercent: 100 })),
  leaves: [],
  holidays: NONE,
  asOf: dayOf('2031-06-30'),
  ...over,
})

describe('the board’s time off', () => {
  test.each(vectors.budgets)('$name', ({ used, allowed, extension, warns, ...rest }) => {
    const shares = rest.shares ?? Array.from({ length: rest.years ?? 5 }, () => 100)
    const given = situation({
      boardYears: shares.map((sharePercent, year) => ({ ...academicYear(2026 + year), sharePercent })),
      leaves: used.map((workdays, year) => leave('vacation', `${2026 + year}-08-03`, `${2026 + year}-10-30`, workdays)),
      asOf: dayOf(rest.asOf ?? '2031-06-30'),
    })
    const budget = leaveBudget(given)!
    expect(budget).toMatchObject({ allowed, extension, remaining: Math.max(0, allowed - budget.used) })
    expect(budget.isReading).toBe(shares.includes(50))
    expect(budget.findings.map(({ severity }) => severity)).toEqual(warns ? ['warning'] : [])
    expect(budget.findings.every(({ citation }) => citation.verified === !budget.isReading)).toBe(true)
  })

  test('counts time off and not research, meetings, or holidays; a leave across two years by its days', () => {
    const leaves = [
      leave('research', '2026-09-01', '2026-09-30'),
      leave('meeting', '2026-11-30', '2026-12-04'),
      leave('sick', '2026-12-24', '2026-12-25'),
      leave('parental', '2027-06-28', '2027-07-02'),
      leave('interview', '2027-10-01', '2027-10-01', 0.5),
    ]
    const budget = leaveBudget(situation({ leaves, holidays: new Set([dayOf('2026-12-25')]) }))!
    expect(budget.years.map(({ used }) => used)).toEqual([4, 2.5, 0, 0, 0])
  })

  test('does not exist without a board', () => {
    expect(leaveBudget(situation({ boardYears: [] }))).toBeNull()
  })
})

describe('leave the institution owes', () => {
  test.each(vectors.entitlements)('$name', ({ from, until, daysDue, ...rest }) => {
    const before = rest.before ? [leave('medical', rest.before[0]!, rest.before[1]!)] : []
    const given = entitledLeave(situation({ leaves: before }), leave('parental', from, until))
    expect(given).toMatchObject({ isFirst: daysDue > 0, daysDue, daysFullyPaid: daysDue })
  })

  test('is not about vacation, nor about programs without accreditation', () => {
    expect(entitledLeave(situation(), leave('vacation', '2026-07-01', '2026-07-14'))).toBeNull()
    const fellowship = situation({ isAccredited: false })
    expect(entitledLeave(fellowship, leave('parental', '2026-07-01', '2026-07-14'))).toBeNull()
  })

  test.each(vectors.reservedWeeks)('$usedForLeave of $workdays days paying for it', (given) => {
    const year = { ...academicYear(2026), workdays: given.workdays, usedForLeave: given.usedForLeave }
    const expected = [{ severity: 'violation', measured: given.left, limit: 5, unit: 'workdays' }]
    expect(reservedWeek(situation(), year)).toMatchObject(given.isViolation ? expected : [])
  })
})

describe('the last day of training', () => {
  test.each(vectors.graduations)('$name', ({ extension, pauses, endOn }) => {
    const graduation = graduationAfter({
      label: 'Ada Fictional',
      plannedEndOn: dayOf('2031-06-30'),
      pauses: pauses.map(([from, until]) => range(from!, until!)),
      extensionWorkdays: extension,
      holidays: FOURTH_OF_JULY,
    })
    expect(isoOf(graduation.endOn)).toBe(endOn)
  })

  test('is counted in workdays', () => {
    expect(workdaysIn(range('2026-07-01', '2026-07-14'), NONE)).toBe(10)
    expect(isoOf(afterWorkdays(dayOf('2026-07-03'), 0.5, NONE))).toBe('2026-07-06')
    expect(afterWorkdays(dayOf('2026-07-04'), 0, NONE)).toBe(dayOf('2026-07-04'))
  })
})
