/** Same problem, seed and iterations: the same schedule in every version of Node.js on every machine. A search changed on purpose changes these sums. */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createPrng } from '../engine/prng.ts'
import { readNrp } from '../formats/nrp.ts'
import { solvePlacements } from '../placements/solve.ts'
import { randomPlacements, SMALL } from '../placements/testing/random-placements.ts'
import { solve } from '../rotations/solve.ts'
import { solveShifts } from '../shifts/solve.ts'
import { CALL_MONTH, createCallProblem } from '../testing/call-month.ts'
import { demoYear } from '../testing/demo-year.ts'
import { SMALL_WARD } from '../testing/shift-problems.ts'

const sumOf = (solution: unknown): string =>
  createHash('sha256').update(JSON.stringify(solution)).digest('hex').slice(0, 12)

it.each([
  ['rotations', 'bac9404fad8b', () => solve(demoYear(1), { seed: 4, maxIterations: 20_000 })],
  ['call', '8fca3e5d739c', () => solveShifts(createCallProblem(CALL_MONTH, 1), { seed: 3, maxIterations: 20_000 })],
  ['shifts', '2f436da77fee', () => solveShifts(ward(), { seed: 5, maxIterations: 400_000 })],
  ['placements', '78f7f5e169d1', () => solvePlacements(students(), { seed: 6, maxIterations: 400 })],
])('solves %s alike everywhere', (_, sum, run) => {
  expect(sumOf(run().solution)).toBe(sum)
})

function ward() {
  const reading = readNrp(SMALL_WARD)
  if (!reading.ok) throw new Error(reading.sentences[0])
  return reading.problem
}

function students() {
  return randomPlacements(createPrng(7), { ...SMALL, students: 20, disciplines: 8, periods: 10, hospitals: 3 })
}
