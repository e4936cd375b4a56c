/**
 * An institution's year for tests and benches: departments, each with a residency on weeks and fellowships on weeks, blocks or
 * months that read in the residency's rooms; some suites are shared by all departments of a division. Made-up people; the amounts
 * are those of public curriculum tables.
 */
import { createPrng } from '../engine/prng.ts'
import type { RotationProblem } from '../rotations/problem.ts'
import { DEMO_PROGRAMS, type DemoProgram } from './demo-programs.ts'
import { yearOf } from './demo-year.ts'

export interface InstitutionSize {
  departments: number
  /** Residents of each department. */
  residents: number
  /** People of each fellowship of a department. */
  fellowships: number[]
}

/** 120 trainees in 8 programs, 600 in 90, 2,100 in 300. */
export const INSTITUTION_SIZES = {
  department: { departments: 1, residents: 64, fellowships: [8, 8, 8, 8, 8, 8, 8] },
  college: { departments: 15, residents: 20, fellowships: [6, 5, 4, 3, 2] },
  institution: { departments: 50, residents: 20, fellowships: [6, 5, 5, 4, 2] },
} satisfies Record<string, InstitutionSize>

/** Departments that share a division's suites. */
const DIVISION = 5
const SHARED_IN_DIVISION = new Set(['ir-suites', 'lab'])
const PLACES = 1.3
const COVERAGE = 0.5

export function institution(seed: number, { departments, residents, fellowships }: InstitutionSize): RotationProblem {
  const [residency, ...others] = DEMO_PROGRAMS
  const programs = Array.from({ length: departments }, (_, d) => [
    programIn(d, 'residency', residency!, residents),
    ...fellowships.map((people, k) => programIn(d, `program-${k + 2}`, others[(k + d) % others.length]!, people)),
  ]).flat()
  return yearOf(programs, createPrng(seed), { places: PLACES, coverage: COVERAGE })
}

function programIn(department: number, id: string, program: DemoProgram, people: number): DemoProgram {
  const division = Math.floor(department / DIVISION) + 1
  const roomId = (room: string): string =>
    SHARED_IN_DIVISION.has(room) ? `division-${division}/${room}` : `department-${department + 1}/${room}`
  return {
    ...program,
    id: `department-${department + 1}/${id}`,
    label: `${program.label} ${department + 1}`,
    people,
    rooms: Object.fromEntries(Object.entries(program.rooms).map(([name, room]) => [name, roomId(room)])),
  }
}
