import { expect, test } from 'vitest'
import { shortLabel } from './timeline.ts'
import { weekWidthOf, weeksShown, zoomKey, zoomStep } from './zoom.ts'

const key = (code: string, more: object = {}) => ({ code, altKey: true, ctrlKey: false, metaKey: false, ...more })

test('zoom goes from days to the whole training and no further', () => {
  expect(zoomStep('year', -1)).toBe('years')
  expect(zoomStep('year', 1)).toBe('half')
  expect([zoomStep('day', 1), zoomStep('training', -1)]).toEqual([null, null])
})

test('Alt with plus and minus zooms; Ctrl with them stays the browser’s', () => {
  expect([zoomKey(key('Equal')), zoomKey(key('NumpadSubtract')), zoomKey(key('KeyA'))]).toEqual([1, -1, null])
  expect(zoomKey(key('Equal', { altKey: false, ctrlKey: true }))).toBeNull()
})

test('the whole training fits on the screen; a week keeps room for its code below a year', () => {
  expect(weekWidthOf('training', 800, 400, 30)).toBe(2)
  expect(weekWidthOf('years', 780, 52, 30)).toBe(15)
  expect(weekWidthOf('year', 780, 52, 30)).toBe(30)
})

test('what is printed is what is shown, and of a year at most the year', () => {
  expect(weeksShown('month', 50, 52)).toEqual({ firstWeek: 47, lastWeek: 51 })
  expect(weeksShown('training', 50, 52)).toEqual({ firstWeek: 0, lastWeek: 51 })
})

test('labels become shorter before they are cut', () => {
  expect(shortLabel('2027-28, this draft', 200)).toBe('2027-28, this draft')
  expect(shortLabel('2027-28, this draft', 70)).toBe('2027-28')
  expect([shortLabel('Block 12', 20), shortLabel('Block 12', 5)]).toEqual(['12', ''])
  expect([shortLabel('September', 30), shortLabel('September', 12)]).toEqual(['Sep', 'S'])
})
