import { type DateRange, dayOf, isoOf, measure, overlap, unitOf } from '@gradus/rules'
import { diagnose, type Person, type RotationProblem, type Wish as SolverWish } from '@gradus/solver'
import { mergeTouching } from '../../edits.ts'
import type { Followed, Seat } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Wish } from '../schema.ts'
import { activitiesOf, allowedIn, personActivities, prerequisitesOf } from './activities.ts'
import { capacitiesOf } from './capacities.ts'
import type { Plan, PlanPerson } from './plan.ts'
import { isAim, relaxed, requirementsOf, softened } from './requirements.ts'
import { type Timeline, timelineOf } from './slots.ts'
import { tier, tierNames } from './tiers.ts'

export interface PlannedProblem {
  readonly problem: RotationProblem
  readonly timelines: ReadonlyMap<string, Timeline>
  /** People whose requirements cannot be met whatever is scheduled (time lost to leave, a late start), in words. */
  readonly notes: readonly string[]
}

/**
 * Puts a plan as the solver's problem. `pause` is awaited between people: a large plan takes a second or two, in which a server has
 * others to answer.
 */
export async function problemOf(plan: Plan, pause: () => Promise<void> = async () => {}): Promise<PlannedProblem> {
  const versions = versionsOf(plan)
  const timelines = new Map(plan.people.map((person) => [person.id, timelineOf(person, plan)]))
  const shell: RotationProblem = {
    kind: 'rotations',
    tiers: tierNames,
    activities: activitiesOf(versions),
    people: [],
    capacities: [],
    siteChanges: { tier: tier.sites, weight: 1 },
  }
  const notes: string[] = []
  const people: Person[] = []
  for (const person of plan.people) {
    const timeline = timelines.get(person.id)
    if (timeline === undefined || timeline.slots.length === 0) continue
    await pause()
    const { possible, note } = asFarAsPossible(personOf(person, timeline, plan), shell)
    people.push(possible)
    if (note !== null) notes.push(`${person.name} cannot meet every requirement in the time left: ${note}`)
  }
  return { problem: { ...shell, people, capacities: capacitiesOf(plan, versions, timelines) }, timelines, notes }
}

/**
 * Requirements that nobody could meet in the time that is left (lost to leave, or years without a record) would make the whole
 * schedule impossible. They are asked for as closely as possible instead; what somebody fixed by hand is no excuse, and stays a reason.
 */
function asFarAsPossible(person: Person, shell: RotationProblem): { possible: Person; note: string | null } {
  let possible = person
  let note: string | null = null
  for (;;) {
    const reasons = diagnose({ ...shell, people: [withoutPins(possible)] })
    const hard = new Set((possible.requirements ?? []).filter(({ soft }) => soft === undefined).map(({ id }) => id))
    const conflicting = new Set(reasons.flatMap(({ ruleIds }) => ruleIds).filter((id) => hard.has(id)))
    if (conflicting.size === 0) return { possible, note }
    const requirements = possible.requirements ?? []
    const aims = requirements.filter((each) => conflicting.has(each.id) && isAim(each))
    if (aims.length === 0) note ??= reasons[0]?.sentence ?? null
    const giveWay = new Set(aims.length > 0 ? aims.map(({ id }) => id) : conflicting)
    possible = {
      ...possible,
      requirements: requirements.map((each) =>
        giveWay.has(each.id) ? (isAim(each) ? softened(each) : relaxed(each)) : each,
      ),
    }
  }
}

/** The problem without the plans of the years as rules: for when rooms leave no way to keep to them. */
export const withoutAims = (problem: RotationProblem): RotationProblem => ({
  ...problem,
  people: problem.people.map((person) => ({
    ...person,
    requirements: (person.requirements ?? []).map((each) => (isAim(each) ? softened(each) : each)),
  })),
})

export const hasAims = ({ people }: RotationProblem): boolean =>
  people.some(({ requirements }) => requirements?.some((each) => isAim(each) && each.soft === undefined))

const versionsOf = ({ people }: Plan): Followed[] => [
  ...new Map(people.flatMap(({ seats }) => seats.map(({ followed }) => [followed.id, followed]))).values(),
]

/** Without what somebody fixed by hand: what is impossible even then is nobody's draft to blame. */
const withoutPins = (person: Person): Person => ({
  ...person,
  slots: person.slots.map(({ pinned: _pinned, ...slot }) => slot),
})

function personOf(person: PlanPerson, timeline: Timeline, plan: Plan): Person {
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
    requirements: person.seats.flatMap((seat) => requirementsOf(seat, person, timeline, plan)),
    prerequisites: prerequisitesOf(person, timeline),
    wishes: [...orientations(person, plan), ...wishesOf(person, plan)],
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

const orientationDays = 21
const orientationWeight = 30

/** Orientation belongs to the first weeks of an appointment. */
const orientations = (person: PlanPerson, { year }: Plan): SolverWish[] =>
  person.seats
    .filter(({ startOn }) => year.startOn <= startOn && startOn <= year.endOn)
    .flatMap((seat) =>
      seat.followed.definition.rotations
        .filter(({ kind, levels }) => kind === 'orientation' && (levels?.includes(seat.entryLevel) ?? true))
        .map(({ id }) => ({
          id: `${seat.id} ${id} first`,
          label: 'orientation in the first weeks',
          kind: 'want',
          activityIds: [rotationKey(seat.programId, id)],
          window: { startOn: seat.startOn, endOn: seat.startOn + orientationDays - 1 },
          tier: tier.shape,
          weight: orientationWeight,
        })),
    )

const wishWindow = ({ startOn, endOn }: Wish, year: DateRange): DateRange => ({
  startOn: startOn === null ? year.startOn : dayOf(startOn),
  endOn: endOn === null ? year.endOn : dayOf(endOn),
})
