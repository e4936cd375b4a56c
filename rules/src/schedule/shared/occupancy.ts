import { appointmentLevels } from '../../appointment.ts'
import type { DateRange } from '../../dates.ts'
import type { Limits, RotationFacts, ScheduleFacts } from '../../facts.ts'
import type { Citation } from '../../finding.ts'
import { intersect, mergeRanges, overlap, subtract } from '../../ranges.ts'
import { listOf } from '../../wording.ts'
import type { PersonSchedule } from '../person-schedule.ts'
import { curriculumCitation, scheduleCitation } from '../citations.ts'
import { steps, type Step, type Weighted } from '../../steps.ts'

/** A place with room for so many trainees at once: a room, a rotation, or a rotation's trainees of some levels. */
export type Place = {
  /** For sentences, for example "MSK MRI (PGY-3)". */
  readonly label: string
  readonly limits: Limits
  readonly citation: Citation
  readonly ids: { readonly roomId: string } | { readonly programId: string; readonly rotationId: string }
}

type Presence = { readonly assignmentId: string } & DateRange

/** A place with the trainees present on each day of the horizon. */
export type Occupancy = {
  readonly place: Place
  readonly present: readonly Step[]
  readonly presences: readonly Presence[]
}

type Tally = { readonly place: Place; readonly heads: Weighted[]; readonly presences: Presence[] }

/**
 * Who is where, over all programs, on every day of the horizon. A person counts once in a place however many assignments
 * bring them there, a part-time trainee as a whole one; somebody on leave of absence does not count. Versions of a curriculum
 * share the places of their program, under the tightest limits among them.
 */
export function occupancies(schedules: readonly PersonSchedule[], facts: ScheduleFacts): Occupancy[] {
  const tallies = placesOf(facts)
  for (const { scheduled, away } of schedules) {
    const ranges = new Map<Tally, DateRange[]>()
    for (const { assignment, situation, rotation } of scheduled) {
      if (!situation || !rotation || !overlap(assignment, facts.horizon)) continue
      const days = subtract(assignment, away)
      const enter = (key: string, when: readonly DateRange[]) => {
        const tally = tallies.get(key)
        if (!tally) return
        const before = ranges.get(tally)
        if (before) before.push(...when)
        else ranges.set(tally, [...when])
        for (const { startOn, endOn } of when) tally.presences.push({ assignmentId: assignment.id, startOn, endOn })
      }
      if (rotation.roomId !== null) enter(roomKey(rotation.roomId), days)
      const { programId } = situation.curriculum
      enter(rotationKey(programId, rotation.id, null), days)
      if (rotation.traineesByLevel.length === 0) continue
      const levels = appointmentLevels(situation)
      for (const group of rotation.traineesByLevel) {
        const atLevels = levels.filter(({ level }) => group.levels.includes(level))
        enter(rotationKey(programId, rotation.id, group.levels), intersect(days, atLevels))
      }
    }
    for (const [tally, when] of ranges) {
      for (const range of mergeRanges(when)) tally.heads.push({ ...range, weight: 1 })
    }
  }
  return [...tallies.values()].map(({ place, heads, presences }) => ({
    place,
    present: steps(heads, facts.horizon),
    presences,
  }))
}

/** The assignments that bring somebody to the place on any of the days. */
export function assignmentsDuring({ presences }: Occupancy, days: DateRange): string[] {
  return [...new Set(presences.filter((presence) => overlap(presence, days)).map(({ assignmentId }) => assignmentId))]
}

function roomKey(roomId: string): string {
  return JSON.stringify([roomId])
}

function rotationKey(programId: string, rotationId: string, levels: readonly string[] | null): string {
  return JSON.stringify([programId, rotationId, levels])
}

function placesOf(facts: ScheduleFacts): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const add = (key: string, place: Place) => {
    const known = tallies.get(key)?.place
    const limits = known ? tightest(known.limits, place.limits) : place.limits
    if (limits.min !== null || limits.max !== null)
      tallies.set(key, { place: { ...place, limits }, heads: [], presences: [] })
  }
  for (const { id, label, min, max } of facts.rooms) {
    const citation = scheduleCitation(`${label} is shared by every program that works there.`)
    add(roomKey(id), { label, limits: { min, max }, citation, ids: { roomId: id } })
  }
  for (const { programId, programLabel, rotations } of facts.curricula) {
    for (const rotation of rotations) {
      const place = (label: string, { min, max }: Limits): Place => ({
        label,
        limits: { min, max },
        citation: limitsCitation(programLabel, rotation),
        ids: { programId, rotationId: rotation.id },
      })
      add(rotationKey(programId, rotation.id, null), place(rotation.label, rotation.trainees))
      for (const group of rotation.traineesByLevel) {
        const label = `${rotation.label} (${listOf(group.levels)})`
        add(rotationKey(programId, rotation.id, group.levels), place(label, group))
      }
    }
  }
  return tallies
}

function limitsCitation(programLabel: string, { label, verified }: RotationFacts): Citation {
  return curriculumCitation(programLabel, `The program sets how many trainees are on ${label} at once.`, verified)
}

function tightest(a: Limits, b: Limits): Limits {
  return {
    min: a.min === null || b.min === null ? (a.min ?? b.min) : Math.max(a.min, b.min),
    max: a.max === null || b.max === null ? (a.max ?? b.max) : Math.min(a.max, b.max),
  }
}
