import {
  addDays,
  type DateRange,
  evaluateRequirements,
  mergeRanges,
  overlap,
  type RotationRequirement,
} from '@gradus/rules'
import type { Requirement } from '@gradus/solver'
import { AppError } from '../../../../contract/app-error.ts'
import { planRequirements } from '../../../curriculum/index.ts'
import { personFacts, situationOf } from '../../facts/rules-facts.ts'
import type { Seat } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Plan, PlanPerson } from './plan.ts'
import { coarseness, levelAt, type PlanSlot, ticksOf, type Timeline } from './slots.ts'
import { tier } from './tiers.ts'

/**
 * What one appointment's time must bring. Of a requirement that may be met later too, the year must bring what later years could not
 * hold; where in between it should land says the curriculum's plan of the single years, or an even share where there is none.
 */
export function requirementsOf(seat: Seat, person: PlanPerson, timeline: Timeline, plan: Plan): Requirement[] {
  const { requirements } = seat.followed.facts
  const targets = planRequirements(seat.followed.definition)
  const asked = asksOf(seat, person, timeline, plan, requirements)
  const aims =
    targets.length > 0
      ? asksOf(seat, person, timeline, plan, targets).map((target) => withinRules(target, asked))
      : asked.filter(({ later }) => later > 0)
  return [
    ...asked.flatMap((ask) => boundsOf(ask, timeline)),
    ...together(seat, asked, timeline),
    ...aims.flatMap((ask) => aimOf(ask, timeline)),
  ]
}

/** A requirement in the person's ticks, with what is done already. */
interface Ask {
  readonly id: string
  readonly label: string
  readonly activityIds: string[]
  readonly window: DateRange
  readonly doneTicks: number
  /** Of the whole, done and to be done. */
  readonly minTicks: number
  readonly maxTicks: number | null
  readonly exact: boolean
  /** Ticks of the window that come after the days to be scheduled and in which it can be done. */
  readonly later: number
  /** Ticks of the window among the days to be scheduled. */
  readonly now: number
}

function asksOf(
  seat: Seat,
  person: PlanPerson,
  timeline: Timeline,
  plan: Plan,
  requirements: readonly RotationRequirement[],
): Ask[] {
  const facts = personFacts([seat], person.leaves, person.history).get(person.id)
  const situation = facts && situationOf(seat, facts)
  if (!situation) return []
  const results = evaluateRequirements(requirements, situation, addDays(plan.year.startOn, -1))
  return requirements.flatMap((requirement, index) => {
    const window = windowOf(requirement, seat, timeline, plan)
    if (window === null) return []
    const count = (amount: number) => ticksOf(amount, requirement.unit, timeline)
    const done = count(results[index]?.done ?? 0).ticks
    const min = count(requirement.min ?? 0)
    const max = requirement.max === null ? null : count(requirement.max)
    return [
      {
        id: `${seat.id} ${requirement.id}`,
        label: requirement.title,
        activityIds: requirement.counts.map((rotationId) => rotationKey(seat.programId, rotationId)),
        window,
        doneTicks: done,
        minTicks: min.ticks,
        // Too much that was done in years before cannot be undone; it may only not grow.
        maxTicks: max === null ? null : Math.max(max.ticks, done),
        exact: timeline.exact && min.exact && (max?.exact ?? true),
        later: ticksOpen(requirement, seat, timeline, window, timeline.later),
        now: ticksOpen(requirement, seat, timeline, window, timeline.slots),
      },
    ]
  })
}

/** The days still to be scheduled that count, or null when there are none. */
function windowOf(requirement: RotationRequirement, seat: Seat, timeline: Timeline, plan: Plan): DateRange | null {
  const ahead = { startOn: Math.max(seat.startOn, plan.year.startOn), endOn: seat.endOn }
  const { levels } = requirement
  if (levels === null) return ahead
  const ranges = (timeline.levels.get(seat.id) ?? []).filter(({ level }) => levels.includes(level))
  const [window, ...others] = mergeRanges(ranges)
  if (others.length > 0)
    throw new AppError(
      'invalid',
      `“${requirement.title}” counts at levels that do not follow each other; the solver cannot plan for it. Write it as one requirement for each level.`,
    )
  return window ? overlap(window, ahead) : null
}

function ticksOpen(
  { counts }: RotationRequirement,
  seat: Seat,
  timeline: Timeline,
  window: DateRange,
  slots: readonly PlanSlot[],
): number {
  const counted = new Set(counts)
  const rotations = seat.followed.facts.rotations.filter(({ id }) => counted.has(id))
  return slots
    .filter((slot) => !slot.away && window.startOn <= slot.startOn && slot.startOn <= window.endOn)
    .filter((slot) => {
      const level = levelAt(timeline, seat, slot)
      return rotations.some(({ levels }) => levels === null || (level !== undefined && levels.includes(level)))
    })
    .reduce((sum, { ticks }) => sum + ticks, 0)
}

const bounds = (minTicks: number, maxTicks: number | null) => ({
  ...(minTicks > 0 ? { minTicks } : {}),
  ...(maxTicks === null ? {} : { maxTicks }),
})

const base = ({ id, label, activityIds, window, doneTicks }: Ask) => ({ id, label, activityIds, window, doneTicks })

const aim = { tier: tier.shape, weight: 1 }

/** What the days must bring: at least what comes too late afterwards, at most what is allowed at all. */
const mustBring = (ask: Ask) => bounds(ask.minTicks - ask.later, ask.maxTicks)

/**
 * Hard where amounts come out exactly. Where slots are parts of periods, a sum may miss a whole amount: then the hard rule leaves room
 * for one such part and coming closer is wished for.
 */
function boundsOf(ask: Ask, timeline: Timeline): Requirement[] {
  if (ask.exact) return [{ ...base(ask), ...mustBring(ask) }]
  const room = coarseness(timeline)
  const loose = bounds(ask.minTicks - ask.later - room, ask.maxTicks === null ? null : ask.maxTicks + room)
  return [
    { ...base(ask), ...loose },
    { ...base(ask), id: `${ask.id} exactly`, ...mustBring(ask), soft: aim },
  ]
}

/**
 * Requirements share the time that comes later: what they need together beyond it is needed now. Only requirements without a common
 * rotation are added, so that nothing is asked for twice.
 */
function together(seat: Seat, asks: readonly Ask[], timeline: Timeline): Requirement[] {
  const windows = new Map(asks.filter(({ later }) => later > 0).map(({ window }) => [window.endOn, window]))
  return [...windows.values()].flatMap((window) => {
    const used = new Set<string>()
    const disjoint = asks
      .filter((ask) => ask.window.endOn <= window.endOn && ask.minTicks > ask.doneTicks)
      .filter(({ activityIds }) => {
        if (activityIds.some((id) => used.has(id))) return false
        for (const id of activityIds) used.add(id)
        return true
      })
    const later = timeline.later
      .filter(({ away, startOn }) => !away && startOn <= window.endOn)
      .reduce((sum, { ticks }) => sum + ticks, 0)
    const room = disjoint.every(({ exact }) => exact) ? 0 : coarseness(timeline)
    const needed = disjoint.reduce((sum, ask) => sum + ask.minTicks - ask.doneTicks, 0) - later - room
    if (disjoint.length < 2 || needed <= 0) return []
    const label = 'all requirements, less what later years can hold,'
    const startOn = Math.min(...disjoint.map((ask) => ask.window.startOn))
    return [
      {
        id: `${seat.id} together ${window.endOn}`,
        label,
        activityIds: [...used],
        window: { startOn, endOn: window.endOn },
        minTicks: needed,
      },
    ]
  })
}

/** What cannot be met, asked for as closely as possible. */
export const relaxed = (requirement: Requirement): Requirement => ({
  ...requirement,
  soft: { tier: tier.coverage, weight: 2 },
})

/** A plan asks for no more of a rotation than the requirements still allow. */
function withinRules(target: Ask, asks: readonly Ask[]): Ask {
  const caps = asks.flatMap(({ maxTicks, doneTicks, activityIds, window }) =>
    maxTicks !== null && overlap(window, target.window) && target.activityIds.every((id) => activityIds.includes(id))
      ? [maxTicks - doneTicks]
      : [],
  )
  const left = Math.min(target.minTicks - target.doneTicks, ...caps)
  return { ...target, minTicks: target.doneTicks + Math.max(0, left) }
}

const aimSuffix = ' aim'
/** The plan of a year is not a rule: it gives way to the curriculum's requirements and to rooms. */
export const isAim = ({ id }: Requirement): boolean => id.endsWith(aimSuffix)
export const softened = (requirement: Requirement): Requirement => ({ ...requirement, soft: aim })

/**
 * Where the year should land: exactly where the whole of it falls into the days to be scheduled, else at its even share. The least is
 * hard until it proves impossible, since the search builds on hard amounts; the most is wished for, so that time can always be filled.
 */
function aimOf(ask: Ask, timeline: Timeline): Requirement[] {
  const common = { ...base(ask), id: `${ask.id}${aimSuffix}` }
  if (ask.later === 0 && ask.exact)
    return [
      ...(ask.minTicks > 0 ? [{ ...common, minTicks: ask.minTicks }] : []),
      ...(ask.maxTicks === null ? [] : [{ ...base(ask), id: `${ask.id} most`, maxTicks: ask.maxTicks, soft: aim }]),
    ]
  const left = ask.minTicks - ask.doneTicks
  if (left <= 0 || ask.now === 0) return []
  const share = (left * ask.now) / (ask.now + ask.later)
  const whole = timeline.ticksPerUnit
  return [
    {
      ...common,
      label: `${ask.label}, the share of these days`,
      doneTicks: 0,
      soft: aim,
      ...bounds(Math.floor(share / whole) * whole, Math.ceil(share / whole) * whole),
    },
  ]
}
