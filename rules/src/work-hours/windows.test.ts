import { describe, expect, test } from 'vitest'
import { isoOf } from '../dates.ts'
import { range } from '../testing/facts.ts'
import { stint } from '../testing/hours/facts.ts'
import { averagingWindows } from './windows.ts'

const YEAR = range('2026-07-01', '2027-06-30')

function windows(stints: Parameters<typeof averagingWindows>[0], averaging: 'four-weeks' | 'months', horizon = YEAR) {
  return averagingWindows(stints, averaging, horizon).map(
    ({ startOn, endOn, stint, isReading }) =>
      `${isoOf(startOn).slice(5)} ${isoOf(endOn).slice(5)} ${stint?.rotationId ?? 'none'}${isReading ? ' (reading)' : ''}`,
  )
}

describe('averaging windows', () => {
  test('are the rotation where it is no longer than a month', () => {
    const stints = [stint('ct', '2026-07-01', '2026-07-14'), stint('mr', '2026-07-15', '2026-08-14')]
    const horizon = range('2026-07-01', '2026-08-14')
    expect(windows(stints, 'four-weeks', horizon)).toEqual(['07-01 07-14 ct', '07-15 08-14 mr'])
    expect(windows(stints, 'months', horizon)).toEqual(['07-01 07-14 ct', '07-15 08-14 mr'])
  })

  test('cut a long rotation into four weeks; up to three more days join the last, a longer rest is our reading', () => {
    const horizon = range('2026-07-01', '2026-07-01')
    const long = (endOn: string) =>
      windows([stint('ct', '2026-07-01', endOn)], 'four-weeks', { ...horizon, endOn: YEAR.endOn })
    expect(long('2026-08-26').slice(0, 2)).toEqual(['07-01 07-28 ct', '07-29 08-26 ct'])
    expect(long('2026-09-08').slice(0, 3)).toEqual(['07-01 07-28 ct', '07-29 08-25 ct', '08-26 09-08 ct (reading)'])
  })

  test('cut a long rotation into months', () => {
    const stints = [stint('ct', '2026-07-15', '2026-09-30')]
    expect(windows(stints, 'months', range('2026-07-15', '2026-09-30'))).toEqual([
      '07-15 07-31 ct (reading)',
      '08-01 08-31 ct',
      '09-01 09-30 ct',
    ])
  })

  test('two assignments to one rotation that touch are one stay', () => {
    const stints = [stint('ct', '2026-07-15', '2026-07-28'), stint('ct', '2026-07-01', '2026-07-14')]
    expect(windows(stints, 'four-weeks', range('2026-07-01', '2026-07-28'))).toEqual(['07-01 07-28 ct'])
  })

  test('days without a rotation are windows of our own reading; only those in the horizon are asked for', () => {
    const stints = [stint('ct', '2026-06-01', '2026-06-28'), stint('mr', '2026-07-08', '2026-08-04')]
    expect(windows(stints, 'four-weeks', range('2026-07-01', '2026-07-10'))).toEqual([
      '07-01 07-07 none (reading)',
      '07-08 08-04 mr',
    ])
  })
})
