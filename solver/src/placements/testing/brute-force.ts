/** The best score of a tiny placement problem by trying every plan of every student. Literal: no search code is used. */
import { checkPlacements } from '../../check/placements.ts'
import type { Placement, PlacementProblem, Student } from '../problem.ts'

/** Null when there is no solution. */
export function bruteForce(problem: PlacementProblem): number | null {
  const plans = problem.students.map((student) => allPlans(problem, student))
  let best: number | null = null
  const visit = (student: number, placements: Placement[]): void => {
    if (tooMany(problem, placements)) return
    if (student === plans.length) {
      const { feasible, score } = checkPlacements(problem, { placements })
      if (feasible && (best === null || score > best)) best = score
      return
    }
    for (const plan of plans[student]!) visit(student + 1, [...placements, ...plan])
  }
  visit(0, [])
  return best
}

function tooMany(problem: PlacementProblem, placements: Placement[]): boolean {
  return problem.wards.some(({ hospitalId, disciplineId, max }) => {
    const there = placements.filter((p) => p.hospitalId === hospitalId && p.disciplineId === disciplineId)
    return max.some((most, t) => there.filter(({ start }) => start <= t && t < start + problem.duration).length > most)
  })
}

function allPlans(problem: PlacementProblem, student: Student): Placement[][] {
  const wanted = Object.values(student.needs).reduce((a, b) => a + b, 0)
  const alone: PlacementProblem = {
    ...problem,
    students: [student],
    wards: problem.wards.map((ward) => ({ ...ward, min: ward.min.map(() => 0) })),
  }
  const plans: Placement[][] = []
  const visit = (from: number, plan: Placement[]): void => {
    if (plan.length === wanted) {
      if (checkPlacements(alone, { placements: plan }).feasible) plans.push(plan)
      return
    }
    for (let start = from; start + problem.duration <= problem.periods; start++) {
      for (const disciplineId of student.disciplineIds) {
        for (const { id: hospitalId } of problem.hospitals) {
          visit(start + problem.duration, [...plan, { studentId: student.id, disciplineId, hospitalId, start }])
        }
      }
    }
  }
  visit(0, [])
  return plans
}
