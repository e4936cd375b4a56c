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
import { coarseness, ticksOf, type Timeline } from './slots.ts'
import { tier } from './tiers.ts'

/**
 * What one appointment's time must bring. The curriculum's requirements hold over the whole of what is left of the training; its plan
 * of the single years, or an even share where it has none, is where the year should land. `relaxed`: what cannot be met in any case is
 * asked for as closely as possible.
 */
export function requirementsOf(
  seat: Seat,
  person: PlanPerson,
  timeline: Timeline,
  plan: Plan,
  relaxed: boolean,
): Requirement[] {
  const { requirements } = seat.followed.facts
  const targets = planRequirements(seat.followed.definition)
  const asked = asksOf(seat, person, timeline, plan, requirements)
  const hard = asked.flatMap((ask) => boundsOf(ask, timeline, relaxed))
  const soft =
    targets.length > 0
      ? asksOf(seat, person, timeline, plan, targets).map((ask) => softly(ask, 'plan'))
      : asked.flatMap((ask) => evenShare(ask, timeline, plan))
  return [...hard, ...soft]
}

/** A requirement in the person's ticks, with what is done already. */
interface Ask {
  readonly id: string
  readonly label: string
  readonly activityIds: string[]
  readonly window: DateRange
  readonly doneTicks: number
  readonly minTicks: number
  readonly maxTicks: number | null
  readonly exact: boolean
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

const bounds = (minTicks: number, maxTicks: number | null) => ({
  ...(minTicks > 0 ? { minTicks } : {}),
  ...(maxTicks === null ? {} : { maxTicks }),
})

const base = ({ id, label, activityIds, window, doneTicks }: Ask) => ({ id, label, activityIds, window, doneTicks })

const softly = (ask: Ask, why: string): Requirement => ({
  ...base(ask),
  id: `${ask.id} ${why}`,
  ...bounds(ask.minTicks, ask.maxTicks),
  soft: { tier: tier.shape, weight: 1 },
})

/**
 * Hard where amounts come out exactly. Where slots are parts of periods, a sum may miss a whole amount: then the hard rule leaves room
 * for one such part and coming closer is wished for.
 */
function boundsOf(ask: Ask, timeline: Timeline, relaxed: boolean): Requirement[] {
  if (relaxed)
    return [{ ...base(ask), ...bounds(ask.minTicks, ask.maxTicks), soft: { tier: tier.coverage, weight: 2 } }]
  if (ask.exact) return [{ ...base(ask), ...bounds(ask.minTicks, ask.maxTicks) }]
  const room = coarseness(timeline)
  const loose = bounds(Math.max(0, ask.minTicks - room), ask.maxTicks === null ? null : ask.maxTicks + room)
  return [{ ...base(ask), ...loose }, softly(ask, 'exactly')]
}

/** The part of what is left that falls on the year, for a requirement that spans more; nothing for one that ends with the year. */
function evenShare(ask: Ask, timeline: Timeline, { year }: Plan): Requirement[] {
  if (ask.window.endOn <= year.endOn || ask.minTicks <= ask.doneTicks) return []
  const thisYear = overlap(ask.window, year)
  if (thisYear === null) return []
  const ticksIn = (window: DateRange): number =>
    timeline.slots
      .filter(({ startOn, away }) => !away && window.startOn <= startOn && startOn <= window.endOn)
      .reduce((sum, { ticks }) => sum + ticks, 0)
  const share = ((ask.minTicks - ask.doneTicks) * ticksIn(thisYear)) / Math.max(1, ticksIn(ask.window))
  const whole = timeline.ticksPerUnit
  return [
    {
      ...base(ask),
      id: `${ask.id} share`,
      label: `${ask.label}, this year’s share`,
      window: thisYear,
      doneTicks: 0,
      ...bounds(Math.floor(share / whole) * whole, Math.ceil(share / whole) * whole),
      soft: { tier: tier.shape, weight: 1 },
    },
  ]
}
