import { type DateRange, dayOf, isoOf, measure, overlap, unitOf } from '@gradus/rules'
import { diagnose, type Person, type RotationProblem, type Wish as SolverWish } from '@gradus/solver'
import { mergeTouching } from '../../edits.ts'
import type { Followed, Seat } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Wish } from '../schema.ts'
import { activitiesOf, allowedIn, personActivities, prerequisitesOf } from './activities.ts'
import { capacitiesOf } from './capacities.ts'
import type { Plan, PlanPerson } from './plan.ts'
import { requirementsOf } from './requirements.ts'
import { type Timeline, timelineOf } from './slots.ts'
import { tier, tierNames } from './tiers.ts'

export interface PlannedProblem {
  readonly problem: RotationProblem
  readonly timelines: ReadonlyMap<string, Timeline>
  /** People whose requirements cannot be met whatever is scheduled (time lost to leave, a late start), in words. */
  readonly notes: readonly string[]
}

/** Puts a plan as the solver's problem. */
export function problemOf(plan: Plan): PlannedProblem {
  const versions = versionsOf(plan)
  const timelines = new Map(plan.people.map((person) => [person.id, timelineOf(person, plan)]))
  const activities = activitiesOf(versions)
  const shell: RotationProblem = {
    kind: 'rotations',
    tiers: tierNames,
    activities,
    people: [],
    capacities: [],
    siteChanges: { tier: tier.sites, weight: 1 },
  }
  const notes: string[] = []
  const people = plan.people
    .filter(({ id }) => (timelines.get(id)?.slots.length ?? 0) > 0)
    .map((person) => {
      const timeline = timelines.get(person.id)!
      const strict = personOf(person, timeline, plan, false)
      const [reason] = diagnose({ ...shell, people: [withoutPins(strict)] })
      if (reason === undefined) return strict
      notes.push(`${person.name} cannot meet every requirement in the time left: ${reason.sentence}`)
      return personOf(person, timeline, plan, true)
    })
  return { problem: { ...shell, people, capacities: capacitiesOf(plan, versions, timelines) }, timelines, notes }
}

const versionsOf = ({ people }: Plan): Followed[] => [
  ...new Map(people.flatMap(({ seats }) => seats.map(({ followed }) => [followed.id, followed]))).values(),
]

/** Without what somebody fixed by hand: what is impossible even then is nobody's draft to blame. */
const withoutPins = (person: Person): Person => ({
  ...person,
  slots: person.slots.map(({ pinned: _pinned, ...slot }) => slot),
})

function personOf(person: PlanPerson, timeline: Timeline, plan: Plan, relaxed: boolean): Person {
  const { unit, ticksPerUnit } = timeline
  return {
    id: person.id,
    label: person.name,
    unit: { ticksPerUnit, one: unit.slice(0, -1), many: unit },
    slots: timeline.slots.map((slot) => ({
      startOn: slot.startOn,
      endOn: slot.endOn,
      ticks: slot.ticks,
      label: isoOf(slot.startOn),
      ...(slot.away ? { away: true } : filling(slot, person, timeline)),
    })),
    activities: personActivities(person, timeline, plan),
    requirements: person.seats.flatMap((seat) => requirementsOf(seat, person, timeline, plan, relaxed)),
    prerequisites: prerequisitesOf(person, timeline),
    wishes: wishesOf(person, plan),
    history: person.seats
      .flatMap((seat) => pastRuns(seat, person, timeline, plan))
      .sort((a, b) => a.startOn - b.startOn),
  }
}

function filling(
  slot: Timeline['slots'][number],
  person: PlanPerson,
  timeline: Timeline,
): Pick<Person['slots'][number], 'allowed' | 'pinned'> {
  const allowed = allowedIn(slot, person, timeline)
  if (slot.fixed === null) return { allowed }
  const pinned = rotationKey(slot.fixed.programId, slot.fixed.rotationId)
  return { allowed: [...new Set([...allowed, pinned])], pinned }
}

/** Runs of years before: run lengths, visits and prerequisites look back on them. */
function pastRuns(seat: Seat, person: PlanPerson, timeline: Timeline, plan: Plan) {
  const { calendar, rotations } = seat.followed.facts
  const known = new Set(rotations.map(({ id }) => id))
  const before = person.history.filter(
    ({ appointmentId, rotationId, endOn }) =>
      appointmentId === seat.id && endOn < plan.year.startOn && known.has(rotationId),
  )
  return mergeTouching(before).map(({ rotationId, startOn, endOn }) => {
    const { numerator, denominator } = measure([{ startOn, endOn }], unitOf(calendar), calendar, plan.startsOn)
    return {
      activityId: rotationKey(seat.programId, rotationId),
      startOn,
      endOn,
      ticks: Math.max(1, Math.round((numerator / denominator) * timeline.ticksPerUnit)),
    }
  })
}

/** Rank 1 is wanted most; -1 is wanted least. */
const strongest = 6

function wishesOf(person: PlanPerson, { year }: Plan): SolverWish[] {
  const open = new Set(
    person.seats.flatMap(({ programId, followed }) =>
      followed.facts.rotations.map(({ id }) => rotationKey(programId, id)),
    ),
  )
  return person.wishes.flatMap((wish, index): SolverWish[] => {
    const activityId = rotationKey(wish.programId, wish.rotationId)
    const window = overlap(wishWindow(wish, year), year)
    if (wish.rank === 0 || window === null || !open.has(activityId)) return []
    return [
      {
        id: `${person.id} wish ${index}`,
        label: `a wish of ${person.name}`,
        kind: wish.rank > 0 ? 'want' : 'avoid',
        activityIds: [activityId],
        window,
        tier: tier.preferences,
        weight: strongest - Math.abs(wish.rank),
      },
    ]
  })
}

const wishWindow = ({ startOn, endOn }: Wish, year: DateRange): DateRange => ({
  startOn: startOn === null ? year.startOn : dayOf(startOn),
  endOn: endOn === null ? year.endOn : dayOf(endOn),
})
