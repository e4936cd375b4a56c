/** Placements as the medical student scheduling data counts them: one entry per occupied period, all numbers from 1. */
import type { Placement, PlacementProblem, PlacementSolution } from '../placements/problem.ts'
import type { PlacementSolutionValidation } from '../placements/validate.ts'
import { createReader } from '../rotations/validate-reader.ts'

export interface MssAssignment {
  student: number
  period: number
  hospital: number
  discipline: number
}

export interface MssSolution {
  assignments: MssAssignment[]
  score: number
}

/** Numbers are places in the problem's own lists. */
export function toMssSolution(problem: PlacementProblem, solution: PlacementSolution, score: number): MssSolution {
  const numbers = (list: { id: string }[]): Map<string, number> => new Map(list.map(({ id }, index) => [id, index + 1]))
  const [students, hospitals, disciplines] = [problem.students, problem.hospitals, problem.disciplines].map(numbers)
  const assignments = solution.placements.flatMap(({ studentId, hospitalId, disciplineId, start }) =>
    Array.from({ length: problem.duration }, (_, k) => ({
      student: students!.get(studentId)!,
      period: start + k + 1,
      hospital: hospitals!.get(hospitalId)!,
      discipline: disciplines!.get(disciplineId)!,
    })),
  )
  assignments.sort((a, b) => a.student - b.student || a.period - b.period)
  return { assignments, score }
}

/** Reads unknown data back as placements; entries that do not make whole placements are told. Never throws. */
export function fromMssSolution(problem: PlacementProblem, data: unknown): PlacementSolutionValidation {
  const reader = createReader()
  const top = reader.object(data, 'The solution')
  const entries = top ? reader.list(top['assignments'], 'The assignments') : []
  const assignments: MssAssignment[] = []
  for (const [k, entry] of entries.entries()) {
    const fields = reader.object(entry, `Assignment ${k + 1}`)
    if (!fields) continue
    const number = (field: keyof MssAssignment, most: number): number => {
      const value = reader.whole(fields[field], `The ${field} of assignment ${k + 1}`, 1)
      if (value > most) reader.say(`The ${field} of assignment ${k + 1} is ${value}, past the last, ${most}.`)
      return value
    }
    assignments.push({
      student: number('student', problem.students.length),
      period: number('period', problem.periods),
      hospital: number('hospital', problem.hospitals.length),
      discipline: number('discipline', problem.disciplines.length),
    })
  }
  if (reader.sentences.length > 0) return { ok: false, sentences: reader.sentences.slice(0, 50) }
  assignments.sort(
    (a, b) => a.student - b.student || a.discipline - b.discipline || a.hospital - b.hospital || a.period - b.period,
  )
  const placements: Placement[] = []
  for (let at = 0; at < assignments.length; at += problem.duration) {
    const first = assignments[at]!
    for (let k = 1; k < problem.duration; k++) {
      const next = assignments[at + k]
      const same = next && next.student === first.student && next.discipline === first.discipline
      if (same && next.hospital === first.hospital && next.period === first.period + k) continue
      const what = `Student ${first.student}, discipline ${first.discipline} at hospital ${first.hospital}`
      const many = `${problem.duration} periods from ${first.period}`
      return { ok: false, sentences: [`${what} does not take ${many} without a break.`] }
    }
    placements.push({
      studentId: problem.students[first.student - 1]!.id,
      disciplineId: problem.disciplines[first.discipline - 1]!.id,
      hospitalId: problem.hospitals[first.hospital - 1]!.id,
      start: first.period - 1,
    })
  }
  return { ok: true, solution: { placements } }
}
