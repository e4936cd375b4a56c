/**
 * Reads placements and says what they break and what they score, independently of the search: no code is shared with it
 * beyond the types. Slow and literal on purpose.
 */
import type { Placement, PlacementProblem, PlacementSolution, Student } from '../placements/problem.ts'

export interface PlacementCheck {
  feasible: boolean
  /** What is broken, in sentences. */
  violations: string[]
  /** The sum over students plus the worst student's score once more; meaningful when feasible. */
  score: number
  /** By student id. */
  studentScores: Record<string, number>
}

/** Checks placements against their problem (as accepted by `validatePlacements`). Never throws on a wrong solution. */
export function checkPlacements(problem: PlacementProblem, solution: PlacementSolution): PlacementCheck {
  const violations = unknownNames(problem, solution)
  if (violations.length > 0) return { feasible: false, violations, score: 0, studentScores: {} }
  const studentScores: Record<string, number> = {}
  for (const student of problem.students) {
    const own = solution.placements.filter(({ studentId }) => studentId === student.id)
    own.sort((a, b) => a.start - b.start)
    violations.push(...checkStudent(problem, student, own))
    studentScores[student.id] = scoreStudent(problem, student, own)
  }
  violations.push(...checkWards(problem, solution))
  const scores = Object.values(studentScores)
  const score = scores.length === 0 ? 0 : scores.reduce((a, b) => a + b, 0) + Math.min(...scores)
  return { feasible: violations.length === 0, violations, score, studentScores }
}

function unknownNames(problem: PlacementProblem, { placements }: PlacementSolution): string[] {
  const sentences: string[] = []
  for (const [k, { studentId, disciplineId, hospitalId, start }] of placements.entries()) {
    const unknown = (what: string, id: string): number =>
      sentences.push(`Placement ${k + 1} names the ${what} "${id}", which does not exist.`)
    if (!problem.students.some(({ id }) => id === studentId)) unknown('student', studentId)
    if (!problem.disciplines.some(({ id }) => id === disciplineId)) unknown('discipline', disciplineId)
    if (!problem.hospitals.some(({ id }) => id === hospitalId)) unknown('hospital', hospitalId)
    if (!Number.isInteger(start) || start < 0 || start + problem.duration > problem.periods)
      sentences.push(`Placement ${k + 1} does not lie within the ${problem.periods} periods.`)
  }
  return sentences
}

function checkStudent(problem: PlacementProblem, student: Student, own: Placement[]): string[] {
  const sentences: string[] = []
  const name = (disciplineId: string): string => problem.disciplines.find(({ id }) => id === disciplineId)!.label
  const hospitalName = (hospitalId: string): string => problem.hospitals.find(({ id }) => id === hospitalId)!.label
  const who = student.label
  for (const group of problem.groups) {
    const done = own.filter((p) => problem.disciplines.find(({ id }) => id === p.disciplineId)!.groupId === group.id)
    const needed = student.needs[group.id] ?? 0
    if (done.length !== needed)
      sentences.push(`${who} does ${done.length} disciplines of ${group.label}, not ${needed}.`)
  }
  for (const [k, { disciplineId, hospitalId, start }] of own.entries()) {
    const what = name(disciplineId)
    if (own.slice(0, k).some((p) => p.disciplineId === disciplineId)) sentences.push(`${who} does ${what} twice.`)
    if (!student.disciplineIds.includes(disciplineId)) sentences.push(`${who} may not choose ${what}.`)
    if (student.unable.some((u) => u.hospitalId === hospitalId && u.disciplineId === disciplineId))
      sentences.push(`${who} cannot do ${what} at ${hospitalName(hospitalId)}.`)
    for (let period = start; period < start + problem.duration; period++) {
      if (student.unavailable.includes(period)) sentences.push(`${who} is not available in period ${period + 1}.`)
    }
    const next = own[k + 1]
    if (next && next.start < start + problem.duration)
      sentences.push(`${who} does ${what} and ${name(next.disciplineId)} in the same period ${next.start + 1}.`)
    for (const beforeId of problem.disciplines.find(({ id }) => id === disciplineId)!.afterIds) {
      if (!own.some((p) => p.disciplineId === beforeId && p.start + problem.duration <= start))
        sentences.push(`${who} does ${what} without having done ${name(beforeId)} before.`)
    }
  }
  for (const hospital of problem.hospitals) {
    const there = own.filter(({ hospitalId }) => hospitalId === hospital.id).length
    if (there > problem.maxDisciplinesPerHospital)
      sentences.push(
        `${who} does ${there} disciplines at ${hospital.label}, past ${problem.maxDisciplinesPerHospital}.`,
      )
  }
  return sentences
}

function checkWards(problem: PlacementProblem, { placements }: PlacementSolution): string[] {
  const sentences: string[] = []
  for (const hospital of problem.hospitals) {
    for (const discipline of problem.disciplines) {
      const ward = problem.wards.find((w) => w.hospitalId === hospital.id && w.disciplineId === discipline.id)
      const there = placements.filter((p) => p.hospitalId === hospital.id && p.disciplineId === discipline.id)
      for (let period = 0; period < problem.periods; period++) {
        const count = there.filter(({ start }) => start <= period && period < start + problem.duration).length
        const where = `${discipline.label} at ${hospital.label} has ${count} students in period ${period + 1}`
        const [min, max] = [ward?.min[period] ?? 0, ward?.max[period] ?? 0]
        if (count < min) sentences.push(`${where}, at least ${min} are needed.`)
        if (count > max) sentences.push(`${where}, at most ${max} have a place.`)
      }
    }
  }
  return sentences
}

function scoreStudent(problem: PlacementProblem, student: Student, own: Placement[]): number {
  const { weights, disciplinePreferences, hospitalPreferences } = student
  let score = 0
  for (const [k, { disciplineId, hospitalId }] of own.entries()) {
    score += weights.discipline * (disciplinePreferences[disciplineId] ?? 0)
    score += weights.hospital * (hospitalPreferences[hospitalId] ?? 0)
    score += problem.disciplines.find(({ id }) => id === disciplineId)!.schoolPreference
    if (k > 0 && own[k - 1]!.hospitalId !== hospitalId) score += weights.change
  }
  const end = own.length === 0 ? 0 : own.at(-1)!.start + problem.duration
  for (let period = 0; period < end; period++) {
    if (!own.some(({ start }) => start <= period && period < start + problem.duration)) score += weights.idle
  }
  return score
}
