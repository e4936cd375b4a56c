/** Random placement problems around a hidden plan: wards take at least whom the plan needs, so a solution exists. */
import type { Prng } from '../../engine/prng.ts'
import type { Placement, PlacementProblem, Student, Ward } from '../problem.ts'

export interface RandomPlacementOptions {
  students: number
  disciplines: number
  groups: number
  hospitals: number
  periods: number
  duration: number
  maxDisciplinesPerHospital: number
  /** Places beyond the hidden plan's, at most. */
  spare: number
  /** Of 100 cells that the hidden plan uses, how many need their students. */
  needed: number
  /** Of 100 pairs of disciplines of a group, how many have an order. */
  ordered: number
}

export const SMALL: RandomPlacementOptions = {
  students: 2,
  disciplines: 4,
  groups: 2,
  hospitals: 2,
  periods: 4,
  duration: 1,
  maxDisciplinesPerHospital: 2,
  spare: 1,
  needed: 40,
  ordered: 30,
}

export function randomPlacements(prng: Prng, options: RandomPlacementOptions): PlacementProblem {
  const { periods, duration, hospitals, disciplines } = options
  const chance = (percent: number): boolean => prng.below(100) < percent
  const groupOf = (discipline: number): number => Math.floor((discipline * options.groups) / disciplines)
  const problem: PlacementProblem = {
    kind: 'placements',
    periods,
    duration,
    maxDisciplinesPerHospital: options.maxDisciplinesPerHospital,
    groups: Array.from({ length: options.groups }, (_, k) => ({ id: `g${k}`, label: `Group ${k + 1}` })),
    disciplines: Array.from({ length: disciplines }, (_, d) => ({
      id: `d${d}`,
      label: `Discipline ${d + 1}`,
      groupId: `g${groupOf(d)}`,
      afterIds: Array.from({ length: d }, (_, before) => before)
        .filter((before) => groupOf(before) === groupOf(d) && chance(options.ordered))
        .map((before) => `d${before}`),
      schoolPreference: prng.below(4),
    })),
    hospitals: Array.from({ length: hospitals }, (_, h) => ({ id: `h${h}`, label: `Hospital ${h + 1}` })),
    wards: [],
    students: [],
  }
  const hidden: Placement[] = []
  for (let s = 0; s < options.students; s++) hidden.push(...hiddenPlan(prng, problem, `s${s}`))
  problem.students = Array.from({ length: options.students }, (_, s): Student => {
    const id = `s${s}`
    const own = hidden.filter(({ studentId }) => studentId === id)
    const busy = own.flatMap(({ start }) => Array.from({ length: duration }, (_, k) => start + k))
    const used = new Set(own.map(({ disciplineId }) => disciplineId))
    const needs: Record<string, number> = {}
    for (const { groupId, id: disciplineId } of problem.disciplines) {
      if (used.has(disciplineId)) needs[groupId] = (needs[groupId] ?? 0) + 1
    }
    const wards = problem.hospitals.flatMap((h) =>
      problem.disciplines.map((d) => ({ hospitalId: h.id, disciplineId: d.id })),
    )
    const inPlan = (ward: { hospitalId: string; disciplineId: string }): boolean =>
      own.some((p) => p.hospitalId === ward.hospitalId && p.disciplineId === ward.disciplineId)
    const preferences = (list: { id: string }[]): Record<string, number> =>
      Object.fromEntries(list.map((entry) => [entry.id, 1 + prng.below(5)]))
    return {
      id,
      label: `Student ${s + 1}`,
      needs,
      disciplineIds: problem.disciplines.map((d) => d.id).filter((d) => used.has(d) || chance(80)),
      unavailable: Array.from({ length: periods }, (_, t) => t).filter((t) => !busy.includes(t) && chance(30)),
      unable: wards.filter((ward) => !inPlan(ward) && chance(10)),
      weights: {
        discipline: 1 + prng.below(3),
        hospital: 1 + prng.below(3),
        change: -prng.below(4),
        idle: -prng.below(4),
      },
      disciplinePreferences: preferences(problem.disciplines),
      hospitalPreferences: preferences(problem.hospitals),
    }
  })
  problem.wards = problem.hospitals.flatMap((h) =>
    problem.disciplines.map((d): Ward => {
      const load = Array.from(
        { length: periods },
        (_, t) =>
          hidden.filter(
            (p) => p.hospitalId === h.id && p.disciplineId === d.id && p.start <= t && t < p.start + duration,
          ).length,
      )
      return {
        hospitalId: h.id,
        disciplineId: d.id,
        min: load.map((count) => (count > 0 && chance(options.needed) ? 1 + prng.below(count) : 0)),
        max: load.map((count) => count + prng.below(options.spare + 1)),
      }
    }),
  )
  return problem
}

/** Disciplines in their own order, each after all before it, with hospitals and gaps by chance. */
function hiddenPlan(prng: Prng, problem: PlacementProblem, studentId: string): Placement[] {
  const { periods, duration, maxDisciplinesPerHospital } = problem
  const chosen = new Set<string>()
  for (const { id, afterIds } of problem.disciplines) {
    if (prng.below(100) < 55 && afterIds.every((before) => chosen.has(before))) chosen.add(id)
  }
  const placements: Placement[] = []
  const counts = new Map<string, number>()
  let start = prng.below(2)
  for (const disciplineId of chosen) {
    const open = problem.hospitals.filter(({ id }) => (counts.get(id) ?? 0) < maxDisciplinesPerHospital)
    if (start + duration > periods || open.length === 0) break
    const hospitalId = open[prng.below(open.length)]!.id
    counts.set(hospitalId, (counts.get(hospitalId) ?? 0) + 1)
    placements.push({ studentId, disciplineId, hospitalId, start })
    start += duration + (prng.below(4) === 0 ? 1 : 0)
  }
  return placements
}
