/** Which disciplines a student can do at all, and which must be done, once order and needs are thought through. */
import type { PlacementProblem, Student } from './problem.ts'

export interface Choices {
  /** Indices of disciplines, rising. */
  choices: number[]
  /** Those that no plan can leave out. */
  required: Set<number>
}

/**
 * `possible` says which disciplines have a ward for the student. A discipline goes when something before it goes, when
 * it would need more of a group than may be done, or when a group is filled by disciplines that cannot be left out.
 */
export function findChoices(problem: PlacementProblem, student: Student, possible: boolean[]): Choices {
  const indexOf = new Map(problem.disciplines.map(({ id }, index) => [id, index]))
  const before = problem.disciplines.map(({ afterIds }) => afterIds.map((id) => indexOf.get(id)!))
  const groupOf = problem.disciplines.map(({ groupId }) => groupId)
  const withAllBefore = (discipline: number, seen = new Set<number>()): Set<number> => {
    if (seen.has(discipline)) return seen
    seen.add(discipline)
    for (const prior of before[discipline]!) withAllBefore(prior, seen)
    return seen
  }
  const closures = problem.disciplines.map((_, discipline) => withAllBefore(discipline))
  const countOf = (set: Set<number>, groupId: string): number => [...set].filter((d) => groupOf[d] === groupId).length
  let choices = new Set(student.disciplineIds.map((id) => indexOf.get(id)!).filter((index) => possible[index]))
  const required = new Set<number>()
  for (let changed = true; changed; ) {
    changed = false
    for (const { id } of problem.groups) {
      const need = student.needs[id] ?? 0
      const own = [...choices].filter((d) => groupOf[d] === id)
      if (own.length > need) continue
      for (const discipline of own) for (const prior of closures[discipline]!) required.add(prior)
    }
    const fits = (discipline: number): boolean => {
      const closure = closures[discipline]!
      const inCircle = before[discipline]!.some((prior) => closures[prior]!.has(discipline))
      if (inCircle || ![...closure].every((d) => choices.has(d))) return false
      const together = new Set([...required, ...closure])
      return problem.groups.every(({ id }) => countOf(together, id) <= (student.needs[id] ?? 0))
    }
    const kept = new Set([...choices].filter(fits))
    changed = kept.size < choices.size
    choices = kept
  }
  return { choices: [...choices].sort((a, b) => a - b), required }
}
