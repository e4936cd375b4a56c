import {
  type DateRange,
  monthsBeforeEntry,
  overlap,
  referenceLimit,
  type RotationFacts,
  trainingCompletedOn,
} from '@gradus/rules'
import type { Activity, PersonActivity, Prerequisite } from '@gradus/solver'
import type { Followed, Seat } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Plan, PlanPerson } from './plan.ts'
import { levelAt, type PlanSlot, ticksOf, type Timeline } from './slots.ts'
import { tier } from './tiers.ts'

/** Days a combined fellow leaves to a program that is not scheduled here. */
export const otherProgram = 'other-program'

/** Every rotation of the versions in use, once. */
export function activitiesOf(versions: readonly Followed[]): Activity[] {
  const activities = new Map<string, Activity>([[otherProgram, { id: otherProgram, label: 'the other program' }]])
  for (const { programId, definition, facts } of versions)
    for (const [index, { id, label }] of facts.rotations.entries()) {
      const siteId = definition.rotations[index]?.site ?? definition.sites[0]?.id
      activities.set(rotationKey(programId, id), {
        id: rotationKey(programId, id),
        label,
        ...(siteId === undefined ? {} : { siteId }),
      })
    }
  return [...activities.values()]
}

/** What a person may be on at all, with the shape each rotation wants. */
export function personActivities(person: PlanPerson, timeline: Timeline, plan: Plan): PersonActivity[] {
  const own = person.seats.flatMap((seat) =>
    seat.followed.facts.rotations.flatMap((rotation) => {
      const gate = gateOf(rotation, seat, person, plan)
      return gate === null ? [] : [{ ...shapeOf(rotation, seat, timeline), ...gate }]
    }),
  )
  const listed = new Set(own.map(({ activityId }) => activityId))
  const fixed = new Set(person.fixed.map(({ programId, rotationId }) => rotationKey(programId, rotationId)))
  return [
    ...own,
    ...[...fixed].filter((activityId) => !listed.has(activityId)).map((activityId) => ({ activityId })),
    ...(person.sharesTime ? [{ activityId: otherProgram }] : []),
  ]
}

const soft = { tier: tier.shape, weight: 1 }

function shapeOf(rotation: RotationFacts, seat: Seat, timeline: Timeline): PersonActivity {
  const { min, max, unit } = rotation.run
  const visits = seat.followed.definition.rotations.find(({ id }) => id === rotation.id)?.visits?.max
  const run = {
    ...(min === null ? {} : { minTicks: ticksOf(min, unit, timeline).ticks }),
    ...(max === null ? {} : { maxTicks: ticksOf(max, unit, timeline).ticks }),
  }
  return {
    activityId: rotationKey(seat.programId, rotation.id),
    ...(min === null && max === null ? {} : { run: { ...run, soft } }),
    ...(visits === undefined ? {} : { visits: { max: visits, soft } }),
  }
}

/** From when to when a rotation is open to the person, or null for never. Fixed assignments are not asked. */
function gateOf(
  rotation: RotationFacts,
  seat: Seat,
  person: PlanPerson,
  plan: Plan,
): Pick<PersonActivity, 'notBeforeOn' | 'notAfterOn'> | null {
  const months = rotation.prerequisites.flatMap((each) => (each.kind === 'training' ? [each.months] : []))
  if (rotation.independentCall) {
    const reference = referenceLimit('independent-call-training', plan.year.startOn)
    months.push(reference?.value ?? 0, seat.followed.definition.independentCall?.afterMonths ?? 0)
  }
  const site = siteGate(rotation)
  if (site === null) return null
  const trained = months.length === 0 ? null : trainedFrom(Math.max(...months), seat, person)
  const notBeforeOn = Math.max(trained ?? -Infinity, site.startOn)
  return {
    ...(notBeforeOn === -Infinity ? {} : { notBeforeOn }),
    ...(site.endOn === Infinity ? {} : { notAfterOn: site.endOn }),
  }
}

function siteGate({ offSite }: RotationFacts): DateRange | null {
  if (!offSite?.agreementRequired) return { startOn: -Infinity, endOn: Infinity }
  if (offSite.agreements.length === 0) return null
  return {
    startOn: Math.min(...offSite.agreements.map(({ startOn }) => startOn)),
    endOn: Math.max(...offSite.agreements.map(({ endOn }) => endOn ?? Infinity)),
  }
}

/** The first day with so many months of training behind the trainee. Source: see the independent-call rule. */
function trainedFrom(months: number, seat: Seat, person: PlanPerson): number {
  const { startOn, entryLevel } = seat
  const pauses = person.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining)
  const left = months - monthsBeforeEntry({ levels: seat.followed.facts.levels, entryLevel, startOn, pauses })
  return left <= 0 ? startOn : trainingCompletedOn(startOn, left, pauses)
}

/** Rotations that come first. Somebody who entered above the first level may have done them before: then it is a wish. */
export function prerequisitesOf(person: PlanPerson, timeline: Timeline): Prerequisite[] {
  return person.seats.flatMap((seat) =>
    seat.followed.facts.rotations.flatMap(({ id, label, prerequisites }) =>
      prerequisites.flatMap((each, index): Prerequisite[] => {
        if (each.kind !== 'rotation') return []
        const levels = seat.followed.facts.levels
        return [
          {
            id: `${seat.id} ${id} after ${index}`,
            label: `what comes before ${label}`,
            activityIds: [rotationKey(seat.programId, id)],
            afterActivityIds: each.rotationIds.map((first) => rotationKey(seat.programId, first)),
            minTicks: Math.max(1, ticksOf(each.amount, each.unit, timeline).ticks),
            ...(seat.entryLevel === levels[0] ? {} : { soft }),
          },
        ]
      }),
    ),
  )
}

/** What a slot may be filled with: rotations open to the level, none without leave where leave is taken, off-site under an agreement. */
export function allowedIn(slot: PlanSlot, person: PlanPerson, timeline: Timeline): string[] {
  const onLeave = person.leaves.some((leave) => overlap(leave, slot))
  const allowed = slot.seats.flatMap((seat) => {
    const level = levelAt(timeline, seat, slot)
    return seat.followed.facts.rotations
      .filter(({ levels }) => levels === null || (level !== undefined && levels.includes(level)))
      .filter((rotation) => !(rotation.noLeave && onLeave) && siteGate(rotation) !== null)
      .map(({ id }) => rotationKey(seat.programId, id))
  })
  return person.sharesTime ? [...allowed, otherProgram] : allowed
}
