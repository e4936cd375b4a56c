import { expect, it } from 'vitest'
import { matchRotations } from './match-rotations.ts'

const rotation = (code: string, name: string) => ({
  key: code,
  programId: 'p',
  rotationId: code,
  name,
  code,
  tint: 0,
  roomId: null,
  siteName: null,
  offSite: false,
})
const all = [
  rotation('MRI2', 'Body MRI'),
  rotation('US', 'Ultrasound'),
  rotation('MRI', 'MSK MRI'),
  rotation('NM', 'Nuclear'),
]
const codes = (typed: string) => matchRotations(all, typed).map(({ code }) => code)

it('puts the exact code first, then codes, then names', () => {
  expect(codes('mri')).toEqual(['MRI', 'MRI2'])
  expect(codes('u')).toEqual(['US', 'NM'])
  expect(codes('ultra')).toEqual(['US'])
  expect(codes('')).toHaveLength(4)
  expect(codes('xyz')).toEqual([])
})
