import { expect, it } from 'vitest'
import { detailWords } from './detail-words.ts'

it('reads structured facts out', () => {
  expect(detailWords({ projects: { atLeast: 1 } })).toBe('projects: at least 1')
  expect(detailWords({ ofTrainee: { by: 'faculty', after: 'each rotation' } })).toBe(
    'of trainee: by faculty, after each rotation',
  )
  expect(detailWords({ outputs: [{ kind: 'manuscript', atLeast: 1 }, { kind: 'abstract' }] })).toBe(
    'outputs: manuscript, at least 1; abstract',
  )
  expect(detailWords({ presented: true, late: false })).toBe('presented, late false')
  expect(detailWords(undefined)).toBe('')
})
