import { checkPerson, evaluateRequirements, type Finding, PERSON_RULES, type RequirementResult } from '@gradus/rules'
import { applyCell, type CellChange } from '../../../cells.ts'
import { type JudgeFacts, personWith } from './judge-facts.ts'
import { type Place, placeFindings, placeKey, placesOf } from './judge-places.ts'
import type { Row, Rows } from './session.ts'
import { over } from './stays.ts'

/** What the rules would newly say of changes, the worst first. Nothing said: they are legal. */
export interface Verdict {
  readonly violations: readonly Finding[]
  readonly warnings: readonly Finding[]
}

export interface Judge {
  /** Judges changes before they are made: only the people and the places that they touch. */
  readonly trial: (rows: Rows, changes: readonly CellChange[]) => Verdict
  /**
   * Whether nothing is against placing something, at a glance: for lighting up many cells at once. Leaves out the requirements of a whole
   * appointment, which take longest, and those from whom something is only taken.
   */
  readonly allows: (rows: Rows, changes: readonly CellChange[]) => boolean
  readonly personFindings: (rows: Rows, personId: string) => readonly Finding[]
  /** How the requirements of an appointment stand if the rows are followed. */
  readonly progress: (rows: Rows, appointmentId: string) => readonly RequirementResult[]
  readonly facts: JudgeFacts
}

const quickRules = PERSON_RULES.filter(({ id }) => id !== 'requirement-limits')
const isViolation = ({ severity }: Finding): boolean => severity === 'violation'

export function makeJudge(facts: JudgeFacts): Judge {
  const known = new Map<
    string,
    { readonly rows: readonly (Row | undefined)[]; readonly findings: readonly Finding[] }
  >()
  const judgePerson = (rows: Rows, personId: string, rules = PERSON_RULES): readonly Finding[] => {
    const person = facts.people.get(personId)
    if (person === undefined) return []
    const { horizon, asOf } = facts
    const people = [personWith(person, rows)]
    return checkPerson({ horizon, asOf, curricula: person.curricula, people, rooms: [] }, personId, rules)
  }
  /** Remembered for as long as the rows of the person are the same. */
  const personFindings = (rows: Rows, personId: string): readonly Finding[] => {
    const own = facts.people.get(personId)?.appointments.map(({ id }) => rows.get(id)) ?? []
    const before = known.get(personId)
    if (before && before.rows.every((row, index) => row === own[index])) return before.findings
    const findings = judgePerson(rows, personId)
    known.set(personId, { rows: own, findings })
    return findings
  }
  return {
    facts,
    personFindings,
    allows: (rows, changes) => {
      const after = changed(rows, changes)
      const placing = changes.filter(({ now }) => now.length > 0)
      const people = new Set(placing.flatMap(({ appointmentId }) => facts.personOf.get(appointmentId) ?? []))
      // What stood there before is asked only where something is said now.
      const isWorse = (now: readonly Finding[], before: () => readonly Finding[]): boolean => {
        const violations = now.filter(isViolation)
        return violations.length > 0 && newAmong(before(), violations).length > 0
      }
      return !(
        gained(facts, placing).some(({ place, days }) =>
          isWorse(placeFindings(facts, after, place, days), () => placeFindings(facts, rows, place, days)),
        ) ||
        [...people].some((id) => isWorse(judgePerson(after, id, quickRules), () => judgePerson(rows, id, quickRules)))
      )
    },
    trial: (rows, changes) => {
      const after = changed(rows, changes)
      const people = new Set(changes.flatMap(({ appointmentId }) => facts.personOf.get(appointmentId) ?? []))
      const fresh = [
        ...[...people].flatMap((id) => newAmong(personFindings(rows, id), judgePerson(after, id))),
        ...gained(facts, changes).flatMap(({ place, days }) =>
          newAmong(placeFindings(facts, rows, place, days), placeFindings(facts, after, place, days)),
        ),
      ]
      return {
        violations: fresh.filter(isViolation),
        warnings: fresh.filter(({ severity }) => severity === 'warning'),
      }
    },
    progress: (rows, appointmentId) => {
      const curriculum = facts.curriculumOf.get(appointmentId)
      const base = facts.people.get(facts.personOf.get(appointmentId) ?? '')
      const appointment = base?.appointments.find(({ id }) => id === appointmentId)
      if (curriculum === undefined || base === undefined || appointment === undefined) return []
      return evaluateRequirements(
        curriculum.requirements,
        { person: personWith(base, rows), appointment, curriculum },
        facts.asOf,
      )
    },
  }
}

function changed(rows: Rows, changes: readonly CellChange[]): Rows {
  const after = new Map<string, Row>()
  for (const change of changes) {
    const { appointmentId } = change
    after.set(appointmentId, applyCell(after.get(appointmentId) ?? rows.get(appointmentId) ?? [], change))
  }
  return over(rows, after)
}

/** The places that changes fill, each with the days from first to last. */
function gained(facts: JudgeFacts, changes: readonly CellChange[]) {
  const filled = new Map<string, { place: Place; days: { startOn: number; endOn: number } }>()
  for (const { appointmentId, now } of changes)
    for (const { rotationId, startOn, endOn } of now)
      for (const place of placesOf(facts, appointmentId, rotationId)) {
        const key = placeKey(place)
        const days = filled.get(key)?.days ?? { startOn, endOn }
        filled.set(key, {
          place,
          days: { startOn: Math.min(days.startOn, startOn), endOn: Math.max(days.endOn, endOn) },
        })
      }
  return [...filled.values()]
}

const about = ({ ruleId, severity, rotationId, roomId, requirementId, personId }: Finding): string =>
  [ruleId, severity, rotationId, roomId, requirementId, personId].join(' ')
/** How far off a finding is, over all its days. */
const weight = ({ measured, limit, startOn, endOn }: Finding): number =>
  (measured === undefined || limit === undefined ? 1 : Math.abs(measured - limit)) * ((endOn ?? 0) - (startOn ?? 0) + 1)

/** What was not said before, or is said of more than before; what a change makes better is not held against it. */
function newAmong(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const weights = new Map<string, number>()
  for (const finding of before) weights.set(about(finding), (weights.get(about(finding)) ?? 0) + weight(finding))
  for (const finding of after) weights.set(about(finding), (weights.get(about(finding)) ?? 0) - weight(finding))
  const sentences = new Set(before.map(({ sentence }) => sentence))
  return after.filter((finding) => !sentences.has(finding.sentence) && (weights.get(about(finding)) ?? 0) < 0)
}
