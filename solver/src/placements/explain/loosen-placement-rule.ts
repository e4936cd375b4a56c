/** Changes of one rule, the smallest first: what might make room. */
import { countInWords } from '../../words.ts'
import type { PlacementProblem, Student, Ward } from '../problem.ts'
import { type NamedPlacementRule, placementRuleInWords, studentOf } from './named-placement-rule.ts'

export interface LooserPlacements {
  problem: PlacementProblem
  sentence: string
  /** Placements, places or periods given up. */
  cost: number
}

const STEPS = 3

export function loosenPlacementRule(problem: PlacementProblem, rule: NamedPlacementRule): LooserPlacements[] {
  switch (rule.kind) {
    case 'needs':
      return fewerNeeds(problem, rule.studentId)
    case 'unavailable':
    case 'unable': {
      const { label, [rule.kind]: given } = studentOf(problem, rule.studentId)
      const word = rule.kind === 'unavailable' ? 'be there in all periods' : 'work on all wards'
      const changed = changeStudent(problem, rule.studentId, (student) => ({ ...student, [rule.kind]: [] }))
      return [{ problem: changed, sentence: `Let ${label} ${word}.`, cost: given.length }]
    }
    case 'order': {
      const disciplines = problem.disciplines.map((one) =>
        one.id === rule.disciplineId ? { ...one, afterIds: [] } : one,
      )
      const told = placementRuleInWords(problem, rule).replace(/\.$/, '')
      return [{ problem: { ...problem, disciplines }, sentence: `Give up that ${told}.`, cost: 1 }]
    }
    case 'per-hospital':
      return steps((by) => {
        const most = problem.maxDisciplinesPerHospital + by
        const disciplines = countInWords(most, 'discipline', 'disciplines')
        return {
          problem: { ...problem, maxDisciplinesPerHospital: most },
          sentence: `Allow ${disciplines} in one hospital instead of ${most - by}.`,
          cost: by,
        }
      })
    case 'ward-min':
    case 'ward-max':
      return steps((by) => changeWard(problem, rule, by))
  }
}

function steps(change: (by: number) => LooserPlacements): LooserPlacements[] {
  return Array.from({ length: STEPS }, (_, k) => change(k + 1))
}

/** One discipline fewer of each group in turn. */
function fewerNeeds(problem: PlacementProblem, studentId: string): LooserPlacements[] {
  const { label, needs } = studentOf(problem, studentId)
  return problem.groups
    .filter(({ id }) => (needs[id] ?? 0) > 0)
    .map((group) => ({
      problem: changeStudent(problem, studentId, (student) => ({
        ...student,
        needs: { ...needs, [group.id]: needs[group.id]! - 1 },
      })),
      sentence: `Let ${label} do one discipline of ${group.label} fewer.`,
      cost: problem.duration,
    }))
}

function changeStudent(
  problem: PlacementProblem,
  studentId: string,
  change: (student: Student) => Student,
): PlacementProblem {
  return {
    ...problem,
    students: problem.students.map((student) => (student.id === studentId ? change(student) : student)),
  }
}

function changeWard(
  problem: PlacementProblem,
  rule: Extract<NamedPlacementRule, { kind: 'ward-min' | 'ward-max' }>,
  by: number,
): LooserPlacements {
  const discipline = problem.disciplines.find(({ id }) => id === rule.disciplineId)!
  const hospital = problem.hospitals.find(({ id }) => id === rule.hospitalId)!
  const loosen = (ward: Ward): Ward =>
    rule.kind === 'ward-max'
      ? { ...ward, max: ward.max.map((count) => count + by) }
      : { ...ward, min: ward.min.map((count) => Math.max(0, count - by)) }
  const where = `${discipline.label} at ${hospital.label}`
  const places = countInWords(by, 'student', 'students')
  return {
    problem: {
      ...problem,
      wards: problem.wards.map((ward) =>
        ward.hospitalId === rule.hospitalId && ward.disciplineId === rule.disciplineId ? loosen(ward) : ward,
      ),
    },
    sentence: rule.kind === 'ward-max' ? `Let ${where} take ${places} more.` : `Let ${where} do with ${places} fewer.`,
    cost: by,
  }
}
