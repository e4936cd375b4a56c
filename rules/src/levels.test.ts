import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addYears, dayOf, isoOf } from './dates.ts'
import { levelOn, levelRanges, monthsBeforeEntry, trainingCompletedOn, type Training } from './levels.ts'

const levels = ['PGY-2', 'PGY-3', 'PGY-4']
const pause = { startOn: dayOf('2026-12-01'), endOn: dayOf('2026-12-31') }
const training = (over: Partial<Training> = {}): Training => ({
  levels,
  entryLevel: 'PGY-2',
  startOn: dayOf('2026-07-01'),
  ...over,
})

describe('months of training', () => {
  test('are completed on the anniversary', () => {
    expect(isoOf(trainingCompletedOn(dayOf('2026-07-01'), 12))).toBe('2027-07-01')
  })

  test('31 days of leave that does not count move it by 31 days', () => {
    expect(isoOf(trainingCompletedOn(dayOf('2026-07-01'), 12, [pause]))).toBe('2027-08-01')
  })

  test('a pause pushed across by an earlier pause moves it too; a later one does not', () => {
    const july = { startOn: dayOf('2027-07-10'), endOn: dayOf('2027-07-19') }
    expect(isoOf(trainingCompletedOn(dayOf('2026-07-01'), 12, [july]))).toBe('2027-07-01')
    expect(isoOf(trainingCompletedOn(dayOf('2026-07-01'), 12, [pause, july]))).toBe('2027-08-11')
  })

  test('leave before the start does not matter', () => {
    const before = { startOn: dayOf('2026-06-01'), endOn: dayOf('2026-07-02') }
    expect(isoOf(trainingCompletedOn(dayOf('2026-07-01'), 12, [before]))).toBe('2027-07-03')
  })
})

describe('levels', () => {
  test('follow the dates', () => {
    expect(levelOn(training(), dayOf('2026-06-30'))).toBeNull()
    expect(levelOn(training(), dayOf('2026-07-01'))).toBe('PGY-2')
    expect(levelOn(training(), dayOf('2027-06-30'))).toBe('PGY-2')
    expect(levelOn(training(), dayOf('2027-07-01'))).toBe('PGY-3')
    expect(levelOn(training(), dayOf('2031-01-01'))).toBe('PGY-4')
  })

  test('start off cycle and above the first level', () => {
    const late = training({ startOn: dayOf('2026-10-15'), entryLevel: 'PGY-3' })
    expect(levelOn(late, dayOf('2027-10-14'))).toBe('PGY-3')
    expect(levelOn(late, dayOf('2027-10-15'))).toBe('PGY-4')
    expect(monthsBeforeEntry(late)).toBe(12)
  })

  test('move on with a pause', () => {
    const paused = training({ pauses: [pause] })
    expect(levelOn(paused, dayOf('2027-07-31'))).toBe('PGY-2')
    expect(levelOn(paused, dayOf('2027-08-01'))).toBe('PGY-3')
    expect(levelOn(paused, dayOf('2028-08-01'))).toBe('PGY-4')
  })

  test('an unknown level is refused in words', () => {
    expect(() => levelOn(training({ entryLevel: 'PGY-9' }), 0)).toThrow('“PGY-9” is not a level of this program')
  })

  test('fill the appointment without gap or overlap', () => {
    const day = fc.integer({ min: dayOf('2026-01-01'), max: dayOf('2030-12-31') })
    const leave = fc
      .tuple(day, fc.integer({ min: 0, max: 90 }))
      .map(([startOn, days]) => ({ startOn, endOn: startOn + days }))
    fc.assert(
      fc.property(day, fc.array(leave, { maxLength: 4 }), (startOn, pauses) => {
        const endOn = addYears(startOn, 4)
        const ranges = levelRanges(training({ startOn, pauses }), endOn)
        expect(ranges.at(-1)?.endOn).toBe(endOn)
        for (const [index, range] of ranges.entries()) {
          expect(range.startOn).toBe(index === 0 ? startOn : ranges.at(index - 1)!.endOn + 1)
          expect(levelOn(training({ startOn, pauses }), range.startOn)).toBe(range.level)
        }
      }),
    )
  })
})
