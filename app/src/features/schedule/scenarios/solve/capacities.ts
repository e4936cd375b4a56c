import { type DateRange, type Limits, overlap } from '@gradus/rules'
import type { Capacity } from '@gradus/solver'
import type { Followed } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Plan, PlanPerson } from './plan.ts'
import type { Timeline } from './slots.ts'
import { tier } from './tiers.ts'

/** How many trainees at once: shared rooms over all programs, rotations in their program, and of some levels. Counted in the year alone. */
export function capacitiesOf(
  plan: Plan,
  versions: readonly Followed[],
  timelines: ReadonlyMap<string, Timeline>,
): Capacity[] {
  return [
    ...rooms(plan, versions),
    ...rotationPlaces(versions).flatMap(({ id, label, activityId, limits, levels, programId }) =>
      levels === null
        ? [capacity(id, label, [activityId], limits, plan.year)]
        : levelSegments(plan, timelines, programId, levels).map(({ personIds, ...window }, index) => ({
            ...capacity(`${id} ${index}`, label, [activityId], limits, window),
            personIds,
          })),
    ),
  ]
}

const capacity = (
  id: string,
  label: string,
  activityIds: string[],
  { min, max }: Limits,
  window: DateRange,
): Capacity => ({
  id,
  label,
  activityIds,
  window: { startOn: window.startOn, endOn: window.endOn },
  ...(max === null ? {} : { max: { count: max } }),
  ...(min === null || min === 0 ? {} : { min: { count: min, soft: { tier: tier.coverage, weight: 1 } } }),
})

function rooms({ rooms: all, loads, year }: Plan, versions: readonly Followed[]): Capacity[] {
  return all.flatMap((room) => {
    const activityIds = versions.flatMap(({ programId, facts }) =>
      facts.rotations.filter(({ roomId }) => roomId === room.id).map(({ id }) => rotationKey(programId, id)),
    )
    if (activityIds.length === 0 || (room.min === null && room.max === null)) return []
    const load = loads.flatMap((each) => {
      const days = each.roomId === room.id ? overlap(each, year) : null
      return days ? [{ ...days, count: 1 }] : []
    })
    return [{ ...capacity(`room ${room.id}`, room.label, [...new Set(activityIds)], room, year), load }]
  })
}

interface RotationPlace {
  readonly id: string
  readonly label: string
  readonly programId: string
  readonly activityId: string
  readonly levels: readonly string[] | null
  readonly limits: Limits
}

/** Versions of a program share its places, under the tightest limits among them. */
function rotationPlaces(versions: readonly Followed[]): RotationPlace[] {
  const places = new Map<string, RotationPlace>()
  const add = (place: RotationPlace) => {
    const known = places.get(place.id)
    const limits = known ? tightest(known.limits, place.limits) : place.limits
    if (limits.min !== null || limits.max !== null) places.set(place.id, { ...place, limits })
  }
  for (const { programId, facts } of versions)
    for (const { id, label, trainees, traineesByLevel } of facts.rotations) {
      const activityId = rotationKey(programId, id)
      add({ id: activityId, label, programId, activityId, levels: null, limits: trainees })
      for (const group of traineesByLevel)
        add({
          id: `${activityId} ${group.levels.join()}`,
          label: `${label} (${group.levels.join(', ')})`,
          programId,
          activityId,
          levels: group.levels,
          limits: { min: group.min, max: group.max },
        })
    }
  return [...places.values()]
}

const tightest = (a: Limits, b: Limits): Limits => ({
  min: a.min === null || b.min === null ? (a.min ?? b.min) : Math.max(a.min, b.min),
  max: a.max === null || b.max === null ? (a.max ?? b.max) : Math.min(a.max, b.max),
})

/** The year cut where somebody reaches or leaves the levels, with who is at them in between. */
function levelSegments(
  { year, people }: Plan,
  timelines: ReadonlyMap<string, Timeline>,
  programId: string,
  levels: readonly string[],
): (DateRange & { personIds: string[] })[] {
  const atLevels = people.flatMap((person) =>
    rangesAt(person, timelines, programId, levels).flatMap((range) => {
      const days = overlap(range, year)
      return days ? [{ personId: person.id, ...days }] : []
    }),
  )
  const cuts = [
    ...new Set([year.startOn, year.endOn + 1, ...atLevels.flatMap(({ startOn, endOn }) => [startOn, endOn + 1])]),
  ]
  cuts.sort((a, b) => a - b)
  return cuts.slice(0, -1).map((startOn, index) => {
    const endOn = cuts[index + 1]! - 1
    const present = atLevels.filter((range) => range.startOn <= startOn && endOn <= range.endOn)
    return { startOn, endOn, personIds: [...new Set(present.map(({ personId }) => personId))] }
  })
}

const rangesAt = (
  person: PlanPerson,
  timelines: ReadonlyMap<string, Timeline>,
  programId: string,
  levels: readonly string[],
): DateRange[] =>
  person.seats
    .filter((seat) => seat.programId === programId)
    .flatMap(({ id }) => timelines.get(person.id)?.levels.get(id) ?? [])
    .filter(({ level }) => levels.includes(level))
