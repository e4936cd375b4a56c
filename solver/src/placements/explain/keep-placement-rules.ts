/** A placement problem with some of its hard rules. */
import type { PlacementProblem } from '../problem.ts'
import { keyOfPlacementRule, type NamedPlacementRule, type PlacementRuleKey } from './named-placement-rule.ts'

/**
 * The problem of the rules with these keys alone. Who does not have to do anything does nothing, which only makes room: as long as a
 * ward needs students, all of them keep what they do.
 */
export function keepPlacementRules(
  problem: PlacementProblem,
  rules: NamedPlacementRule[],
  keys: ReadonlySet<PlacementRuleKey>,
): PlacementProblem {
  const has = (rule: NamedPlacementRule): boolean => keys.has(keyOfPlacementRule(rule))
  const isWanted = rules.some((rule) => rule.kind === 'ward-min' && has(rule))
  const roomForAll = problem.students.length
  return {
    ...problem,
    maxDisciplinesPerHospital: has({ kind: 'per-hospital' })
      ? problem.maxDisciplinesPerHospital
      : problem.disciplines.length,
    disciplines: problem.disciplines.map((discipline) => ({
      ...discipline,
      afterIds: has({ kind: 'order', disciplineId: discipline.id }) ? discipline.afterIds : [],
    })),
    wards: problem.wards.map((ward) => {
      const { hospitalId, disciplineId } = ward
      return {
        ...ward,
        min: has({ kind: 'ward-min', hospitalId, disciplineId }) ? ward.min : ward.min.map(() => 0),
        max: has({ kind: 'ward-max', hospitalId, disciplineId }) ? ward.max : ward.max.map(() => roomForAll),
      }
    }),
    students: problem.students.map((student) => ({
      ...student,
      needs: isWanted || has({ kind: 'needs', studentId: student.id }) ? student.needs : {},
      unavailable: has({ kind: 'unavailable', studentId: student.id }) ? student.unavailable : [],
      unable: has({ kind: 'unable', studentId: student.id }) ? student.unable : [],
    })),
  }
}
