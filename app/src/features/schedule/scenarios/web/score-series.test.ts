import { expect, it } from 'vitest'
import type { SolveRunView } from '../contract.ts'
import { boundPath, endPath, seriesOf, stepPath } from './score-series.ts'

const run: SolveRunView = {
  id: 'r',
  scenarioId: 's',
  callScheduleId: null,
  state: 'running',
  outcome: null,
  seed: 1,
  seconds: 10,
  startedAt: null,
  finishedAt: null,
  latest: null,
  history: [
    { elapsedSeconds: 0, hard: 10, soft: [0, 40] },
    { elapsedSeconds: 5, hard: 0, soft: [0, 20] },
  ],
  bound: [0, 12],
  softNames: ['Coverage'],
  reasons: [],
  ways: [],
  remedies: [],
  part: null,
  sentence: '',
}

it('has a series for the hard rules and one per soft score, named where names are known', () => {
  expect(seriesOf(run).map(({ label, bound }) => [label, bound])).toEqual([
    ['Hard conflicts', null],
    ['Coverage', null],
    ['Score 2', 12],
  ])
  expect(seriesOf({ ...run, history: [] })).toHaveLength(1)
})

it('draws steps: a best score holds until it is beaten', () => {
  const hard = {
    label: 'Hard conflicts',
    hard: true,
    points: [
      { seconds: 0, value: 10 },
      { seconds: 5, value: 0 },
    ],
    bound: null,
  }
  expect(stepPath(hard, 8, 10)).toBe('M0.00 0.00H50.00V100.00H80.00')
  expect(endPath(hard, 8, 10)).toBe('M80.00 100.00h0')
  expect(boundPath({ ...hard, bound: 5 }, 10)).toBe('M0 50.00H100')
  expect(boundPath(hard, 10)).toBe('')
  expect(stepPath({ ...hard, points: [] }, 8, 10)).toBe('')
})
