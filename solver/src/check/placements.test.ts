import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PlacementProblem } from '../placements/problem.ts'
import { validatePlacementSolution, validatePlacements } from '../placements/validate.ts'
import { checkPlacements } from './placements.ts'

interface Golden {
  problem: PlacementProblem
  cases: {
    name: string
    placements: [string, string, string, number][]
    violations: string[]
    score?: number
    studentScores?: Record<string, number>
  }[]
}

const golden = JSON.parse(readFileSync(new URL('golden/placements.json', import.meta.url), 'utf8')) as Golden

describe('checking placements', () => {
  it('rests on a valid problem', () => expect(validatePlacements(golden.problem)).toMatchObject({ ok: true }))

  for (const { name, placements, violations, score, studentScores } of golden.cases) {
    it(`reads ${name}`, () => {
      const solution = {
        placements: placements.map(([studentId, disciplineId, hospitalId, start]) => ({
          studentId,
          disciplineId,
          hospitalId,
          start,
        })),
      }
      const check = checkPlacements(golden.problem, solution)
      expect(check.violations.toSorted()).toEqual(violations.toSorted())
      expect(check.feasible).toBe(violations.length === 0)
      expect(score === undefined || check.score === score).toBe(true)
      expect(check.studentScores).toEqual(studentScores ?? check.studentScores)
    })
  }
})

describe('validating placements', () => {
  const sentencesOf = (data: unknown): string => {
    const validation = validatePlacements(data)
    return validation.ok ? '' : validation.sentences.join(' ')
  }
  const { problem } = golden
  const [ana] = problem.students

  it('says in sentences what is malformed', () => {
    expect(sentencesOf(null)).toContain('The problem must be an object.')
    expect(sentencesOf({})).toContain('The problem must have kind "placements".')
    expect(sentencesOf({ ...problem, periods: 2000 })).toContain('at most 1000')
    expect(sentencesOf({ ...problem, periods: 8 })).toContain('The min of ward 1 has 7 entries, not 8.')
    expect(sentencesOf({ ...problem, wards: [problem.wards[0], problem.wards[0]] })).toContain('Ward 2 is given twice.')
    expect(sentencesOf({ ...problem, students: [{ ...ana, unavailable: [9] }] })).toContain('lies past the last')
    expect(sentencesOf({ ...problem, students: [{ ...ana, needs: { none: 1 } }] })).toContain(
      '"none", which does not exist',
    )
    expect(sentencesOf({ ...problem, students: [{ ...ana, unable: [{}] }] })).toContain('which does not exist')
    expect(sentencesOf({ ...problem, students: [{ ...ana, weights: { discipline: 0.5 } }] })).toContain('whole number')
    const many = Array.from({ length: 31 }, (_, k) => ({ ...problem.disciplines[0], id: `x${k}` }))
    const student = { ...ana, disciplineIds: many.map(({ id }) => id), unable: [], disciplinePreferences: {} }
    expect(sentencesOf({ ...problem, disciplines: many, wards: [], students: [student] })).toContain('more than 30')
  })

  it('says what is no solution', () => {
    expect(validatePlacementSolution(problem, { placements: [] })).toMatchObject({ ok: true })
    expect(validatePlacementSolution(problem, 3)).toMatchObject({ ok: false })
    expect(validatePlacementSolution(problem, { placements: [{}, 4] })).toMatchObject({ ok: false })
  })
})
