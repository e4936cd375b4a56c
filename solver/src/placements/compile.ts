/**
 * The problem as typed arrays. A ward is a number: discipline × hospitals + hospital; a cell is a ward in a period:
 * ward × periods + period.
 */
import { findChoices } from './choices.ts'
import type { PlacementProblem } from './problem.ts'

export interface CompiledStudent {
  /** Disciplines the student can do somewhere, with everything that must come before; bit k of a set is `choices[k]`. */
  choices: number[]
  /** For each choice, the set of choices that must be done before. */
  before: Int32Array
  /** The set of choices that no plan can leave out. */
  required: number
  /** Group of each choice. */
  group: Int32Array
  /** Disciplines needed by group, and in all. */
  needs: Int32Array
  total: number
  /** 1 where a placement may start. */
  canStart: Uint8Array
  /** For k placements done, the earliest period their last one can have ended before (and the latest). */
  earliestEnd: Int32Array
  latestEnd: Int32Array
  /** Score of choice k at hospital h, at k × hospitals + h; NaN where it is impossible. */
  value: Float64Array
  change: number
  idle: number
}

export interface CompiledPlacements {
  problem: PlacementProblem
  periods: number
  duration: number
  hospitals: number
  wards: number
  groups: number
  maxPerHospital: number
  /** Most placements of any student. */
  mostPlacements: number
  students: CompiledStudent[]
  /** Students wanted per cell. */
  min: Int32Array
  max: Int32Array
}

/** A student's choices are bits of one 32-bit number. */
export const MOST_CHOICES = 30

export function compilePlacements(problem: PlacementProblem): CompiledPlacements {
  const { periods, duration, disciplines, hospitals } = problem
  const wards = disciplines.length * hospitals.length
  const disciplineIndex = new Map(disciplines.map(({ id }, index) => [id, index]))
  const hospitalIndex = new Map(hospitals.map(({ id }, index) => [id, index]))
  const min = new Int32Array(wards * periods)
  const max = new Int32Array(wards * periods)
  for (const ward of problem.wards) {
    const index = disciplineIndex.get(ward.disciplineId)! * hospitals.length + hospitalIndex.get(ward.hospitalId)!
    min.set(ward.min, index * periods)
    max.set(ward.max, index * periods)
  }
  const students = problem.students.map((_, index) =>
    compileStudent(problem, index, disciplineIndex, hospitalIndex, max),
  )
  return {
    problem,
    periods,
    duration,
    hospitals: hospitals.length,
    wards,
    groups: problem.groups.length,
    maxPerHospital: problem.maxDisciplinesPerHospital,
    mostPlacements: students.reduce((most, { total }) => Math.max(most, total), 0),
    students,
    min,
    max,
  }
}

function compileStudent(
  problem: PlacementProblem,
  index: number,
  disciplineIndex: Map<string, number>,
  hospitalIndex: Map<string, number>,
  max: Int32Array,
): CompiledStudent {
  const { periods, duration, disciplines, hospitals, groups } = problem
  const student = problem.students[index]!
  const canStart = new Uint8Array(periods)
  const away = new Set(student.unavailable)
  for (let start = 0; start + duration <= periods; start++) {
    canStart[start] = 1
    for (let period = start; period < start + duration; period++) if (away.has(period)) canStart[start] = 0
  }
  const able = Array.from({ length: disciplines.length * hospitals.length }, (_, ward) =>
    Array.from(canStart).some((ok, start) => ok === 1 && max[ward * periods + start]! > 0),
  )
  for (const { disciplineId, hospitalId } of student.unable) {
    able[disciplineIndex.get(disciplineId)! * hospitals.length + hospitalIndex.get(hospitalId)!] = false
  }
  const possible = disciplines.map((_, d) => able.slice(d * hospitals.length, (d + 1) * hospitals.length).some(Boolean))
  const { choices, required } = findChoices(problem, student, possible)
  const place = new Map(choices.map((discipline, bit) => [discipline, bit]))
  const before = choices.map((discipline) =>
    disciplines[discipline]!.afterIds.reduce((set, id) => set | (1 << place.get(disciplineIndex.get(id)!)!), 0),
  )
  const groupIndex = new Map(groups.map(({ id }, k) => [id, k]))
  const needs = Int32Array.from(groups, ({ id }) => student.needs[id] ?? 0)
  const total = needs.reduce((a, b) => a + b, 0)
  const { weights } = student
  const value = new Float64Array(choices.length * hospitals.length).fill(Number.NaN)
  for (const [bit, discipline] of choices.entries()) {
    const { id, schoolPreference } = disciplines[discipline]!
    const base = weights.discipline * (student.disciplinePreferences[id] ?? 0) + schoolPreference
    for (const [h, hospital] of hospitals.entries()) {
      if (!able[discipline * hospitals.length + h]) continue
      value[bit * hospitals.length + h] = base + weights.hospital * (student.hospitalPreferences[hospital.id] ?? 0)
    }
  }
  return {
    choices,
    before: Int32Array.from(before),
    required: choices.reduce((set, discipline, bit) => (required.has(discipline) ? set | (1 << bit) : set), 0),
    group: Int32Array.from(choices, (discipline) => groupIndex.get(disciplines[discipline]!.groupId)!),
    needs,
    total,
    canStart,
    ...endWindows(canStart, duration, total, periods),
    value,
    change: weights.change,
    idle: weights.idle,
  }
}

/** Packed as early, and as late, as the free periods allow; an empty window when they are too few. */
function endWindows(
  canStart: Uint8Array,
  duration: number,
  total: number,
  periods: number,
): Pick<CompiledStudent, 'earliestEnd' | 'latestEnd'> {
  const earliestEnd = new Int32Array(total + 1)
  const latestEnd = new Int32Array(total + 1)
  let start = 0
  for (let done = 1; done <= total; done++) {
    while (start < periods && canStart[start] === 0) start++
    start = Math.min(periods, start) + duration
    earliestEnd[done] = start
  }
  latestEnd[total] = total === 0 ? 0 : lastEnd(canStart, periods - duration, duration)
  for (let done = total - 1; done >= 1; done--) {
    const latestStart = latestEnd[done + 1]! - duration
    latestEnd[done] = lastEnd(canStart, latestStart - duration, duration)
  }
  return { earliestEnd, latestEnd }
}

function lastEnd(canStart: Uint8Array, from: number, duration: number): number {
  let start = from
  while (start >= 0 && canStart[start] === 0) start--
  return start < 0 ? -1 : start + duration
}
