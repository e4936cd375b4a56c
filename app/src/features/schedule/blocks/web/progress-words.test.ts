import { expect, it } from 'vitest'
import { amountWords, figure, progressAnswer } from './progress-words.ts'

const of = (...statuses: ('met' | 'on-track' | 'at-risk' | 'missed')[]) => statuses.map((status) => ({ status }))

it('says the whole in one sentence', () => {
  expect(progressAnswer(of('met', 'on-track'), null)).toBe(
    'You are on track: 1 of 2 requirements met, the others planned in time.',
  )
  expect(progressAnswer(of('met', 'at-risk', 'missed'), 'Ada Vale')).toBe(
    'Ada Vale is not on track: 1 missed, 1 at risk; 1 of 3 requirements met.',
  )
  expect(progressAnswer([], null)).toBe('No requirement is measured yet.')
})

it('writes amounts without needless digits', () => {
  expect(figure(3)).toBe('3')
  expect(figure(3.4999)).toBe('3.5')
  expect(amountWords({ done: 5, planned: 3, needed: 8, unit: 'weeks' })).toBe('5 of 8 weeks done, 3 planned')
  expect(amountWords({ done: 8, planned: 0, needed: 8, unit: 'weeks' })).toBe('8 of 8 weeks done')
})
