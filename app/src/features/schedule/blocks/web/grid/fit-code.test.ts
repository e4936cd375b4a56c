import { expect, it } from 'vitest'
import { fitCode, narrowestWeek } from './fit-code.ts'

it('writes a code as large as its bar allows, shapes only in the room that is left', () => {
  expect(fitCode('MRI', 80)).toEqual({ fontSize: 13, room: 2 })
  expect(fitCode('MRI', 42)).toEqual({ fontSize: 13, room: 0 })
  expect(fitCode('MRI', 28).fontSize).toBeLessThan(13)
  expect(fitCode('MSK-XR', 18).fontSize).toBe(9)
})

it('keeps weeks wide enough for the codes of the shortest bars', () => {
  expect(narrowestWeek([])).toBe(18)
  expect(narrowestWeek([{ code: 'MRI', days: 28 }])).toBe(18)
  expect(narrowestWeek([{ code: 'CHEST', days: 7 }])).toBe(37)
  expect(narrowestWeek([{ code: 'CHEST', days: 1 }])).toBe(46)
})
