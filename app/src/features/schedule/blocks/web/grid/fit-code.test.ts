import { expect, it } from 'vitest'
import { fitCode } from './fit-code.ts'

it('writes a code as large as its bar allows, shapes only in the room that is left', () => {
  expect(fitCode('MRI', 80)).toEqual({ fontSize: 13, room: 2 })
  expect(fitCode('MRI', 44)).toEqual({ fontSize: 13, room: 0 })
  expect(fitCode('MRI', 28).fontSize).toBeLessThan(13)
  expect(fitCode('MSK-XR', 18).fontSize).toBe(9)
})
