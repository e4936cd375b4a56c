/** Whether data is a rotation problem at all. Written by hand, so that the solver needs no library. */
import type { RotationProblem, RotationSolution } from './problem.ts'
import { checkCapacities, checkFairness, checkPrevious, checkSolution } from './validate-across.ts'
import { checkPerson } from './validate-person.ts'
import { createReader, type Names } from './validate-reader.ts'

export type Validation = { ok: true; problem: RotationProblem } | { ok: false; sentences: string[] }
export type SolutionValidation = { ok: true; solution: RotationSolution } | { ok: false; sentences: string[] }

const MOST_SENTENCES = 50

/** Reads unknown data (parsed JSON) as a rotation problem, or says in sentences what is malformed or contradictory. Never throws. */
export function validateProblem(data: unknown): Validation {
  const reader = createReader()
  const top = reader.object(data, 'The problem')
  if (!top) return { ok: false, sentences: reader.sentences }
  if (top['kind'] !== 'rotations') reader.say('The problem must have kind "rotations".')
  const tiers = reader.list(top['tiers'], 'The tiers').map((tier, k) => reader.text(tier, `Tier ${k + 1}`))
  const activityIds = new Set<string>()
  for (const [k, entry] of reader.list(top['activities'], 'The activities').entries()) {
    const activity = reader.object(entry, `Activity ${k + 1}`)
    if (!activity) continue
    reader.uniqueId(activity, `Activity ${k + 1}`, activityIds)
    reader.text(activity['label'], `The label of activity ${k + 1}`)
    if (activity['siteId'] !== undefined) reader.text(activity['siteId'], `The site of activity ${k + 1}`)
  }
  const names: Names = { activityIds, personIds: new Set(), slotCounts: new Map(), tierCount: tiers.length }
  for (const [k, entry] of reader.list(top['people'], 'The people').entries()) {
    const person = reader.object(entry, `Person ${k + 1}`)
    if (person) checkPerson(reader, names, person, k)
  }
  checkCapacities(reader, names, top['capacities'])
  checkFairness(reader, names, top['fairness'])
  if (top['siteChanges'] !== undefined) reader.soft(top['siteChanges'], 'Site changes', names.tierCount)
  checkPrevious(reader, names, top['previous'])
  if (reader.sentences.length === 0) return { ok: true, problem: data as RotationProblem }
  return { ok: false, sentences: shorten(reader.sentences) }
}

/** Reads unknown data as a schedule for a valid problem: one known activity or -1 for each slot of the people it names. Never throws. */
export function validateSolution(problem: RotationProblem, data: unknown): SolutionValidation {
  const reader = createReader()
  const names: Names = {
    activityIds: new Set(problem.activities.map(({ id }) => id)),
    personIds: new Set(problem.people.map(({ id }) => id)),
    slotCounts: new Map(problem.people.map(({ id, slots }) => [id, slots.length])),
    tierCount: problem.tiers.length,
  }
  checkSolution(reader, names, data)
  if (reader.sentences.length === 0) return { ok: true, solution: data as RotationSolution }
  return { ok: false, sentences: shorten(reader.sentences) }
}

function shorten(sentences: string[]): string[] {
  const shown = sentences.slice(0, MOST_SENTENCES)
  const rest = sentences.length - shown.length
  return rest > 0 ? [...shown, `And ${rest} more.`] : shown
}
