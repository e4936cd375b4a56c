/** The hard rules of a placement problem one by one, each with a name under which it can be kept or dropped. */
import { countInWords, listInWords } from '../../words.ts'
import type { PlacementProblem, Student } from '../problem.ts'

/** What a student may choose from, and wards that have no places, are no rules of their own: they are what the rules are about. */
export type NamedPlacementRule =
  | { kind: 'needs' | 'unavailable' | 'unable'; studentId: string }
  | { kind: 'order'; disciplineId: string }
  | { kind: 'per-hospital' }
  | { kind: 'ward-min' | 'ward-max'; hospitalId: string; disciplineId: string }

/** Identifies a rule within its problem. */
export type PlacementRuleKey = string

export function keyOfPlacementRule(rule: NamedPlacementRule): PlacementRuleKey {
  return JSON.stringify(Object.values(rule))
}

/** Every hard rule that says something. What wards need comes first, as it decides whether students may do nothing. */
export function namedPlacementRules(problem: PlacementProblem): NamedPlacementRule[] {
  const minima = problem.wards.filter(({ min }) => min.some((count) => count > 0))
  return [
    ...minima.map(({ hospitalId, disciplineId }) => ({ kind: 'ward-min' as const, hospitalId, disciplineId })),
    ...problem.students.flatMap(({ id, needs, unavailable, unable }): NamedPlacementRule[] => [
      ...(Object.values(needs).some((count) => count > 0) ? [{ kind: 'needs' as const, studentId: id }] : []),
      ...(unavailable.length > 0 ? [{ kind: 'unavailable' as const, studentId: id }] : []),
      ...(unable.length > 0 ? [{ kind: 'unable' as const, studentId: id }] : []),
    ]),
    ...problem.disciplines
      .filter(({ afterIds }) => afterIds.length > 0)
      .map(({ id }) => ({ kind: 'order' as const, disciplineId: id })),
    { kind: 'per-hospital' },
    ...problem.wards.map(({ hospitalId, disciplineId }) => ({ kind: 'ward-max' as const, hospitalId, disciplineId })),
  ]
}

/** "Ana Example does 2 disciplines of Core." */
export function placementRuleInWords(problem: PlacementProblem, rule: NamedPlacementRule): string {
  const disciplineOf = (id: string): string => problem.disciplines.find((one) => one.id === id)?.label ?? id
  const hospitalOf = (id: string): string => problem.hospitals.find((one) => one.id === id)?.label ?? id
  switch (rule.kind) {
    case 'needs': {
      const { label, needs } = studentOf(problem, rule.studentId)
      const told = Object.entries(needs)
        .filter(([, count]) => count > 0)
        .map(([id, count]) => {
          const group = problem.groups.find((one) => one.id === id)?.label ?? id
          return `${countInWords(count, 'discipline', 'disciplines')} of ${group}`
        })
      return `${label} does ${listInWords(told)}.`
    }
    case 'unavailable': {
      const { label, unavailable } = studentOf(problem, rule.studentId)
      const periods = unavailable.map((period) => String(period + 1))
      return `${label} is not there in ${periods.length === 1 ? 'period' : 'periods'} ${listInWords(periods, 12)}.`
    }
    case 'unable': {
      const { label, unable } = studentOf(problem, rule.studentId)
      const wards = unable.map((ward) => `${disciplineOf(ward.disciplineId)} at ${hospitalOf(ward.hospitalId)}`)
      return `${label} cannot do ${listInWords(wards)}.`
    }
    case 'order': {
      const { label, afterIds } = problem.disciplines.find(({ id }) => id === rule.disciplineId)!
      return `${label} comes after ${listInWords(afterIds.map(disciplineOf))}.`
    }
    case 'per-hospital':
      return `Nobody does more than ${countInWords(problem.maxDisciplinesPerHospital, 'discipline', 'disciplines')} in one hospital.`
    case 'ward-min':
    case 'ward-max': {
      const where = `${disciplineOf(rule.disciplineId)} at ${hospitalOf(rule.hospitalId)}`
      const { min, max } = problem.wards.find(
        (ward) => ward.hospitalId === rule.hospitalId && ward.disciplineId === rule.disciplineId,
      )!
      if (rule.kind === 'ward-max') return `${where} takes at most ${numbersInWords(max)}.`
      return `${where} needs at least ${numbersInWords(min)}.`
    }
  }
}

/** "2 students", or "0 to 2 students, by period". */
function numbersInWords(counts: number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  if (least === most) return countInWords(most, 'student', 'students')
  return `${least} to ${countInWords(most, 'student', 'students')}, by period`
}

export function studentOf(problem: PlacementProblem, studentId: string): Student {
  return problem.students.find(({ id }) => id === studentId)!
}
