/** What it would cost to put somebody somewhere else: pinned there, repaired, and compared. */
import { check } from '../../check/check.ts'
import { createBudget } from '../../engine/budget.ts'
import { rangeInWords } from '../../words.ts'
import { possibleActivities } from '../constraints/allowed.ts'
import { partOf } from '../parts/part.ts'
import { createWorld } from '../parts/world.ts'
import type { Cost, RotationProblem, RotationSolution } from '../problem.ts'
import { type Repair, repair, type SlotChange } from '../repair/repair.ts'

export interface WhatIfOptions {
  seed?: number
  /** Moves per open slot of each neighbourhood. */
  effort?: number
  /** Needs `now`. */
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
  /** With every better answer, and how many people's lines were open to it. */
  onAnswer?: (people: number) => void
}

/** A stretch of one person's slots: the first one, and how many follow each other (one without). */
export interface SlotStretch {
  personId: string
  slot: number
  slotCount?: number
}

export interface WhatIf {
  /** `impossible`: the slot cannot hold the activity, or no schedule near this one keeps the hard rules. */
  status: 'possible' | 'impossible'
  sentence: string
  /** The change asked for first, then what follows from it. */
  changes: SlotChange[]
  /** Points more (or fewer, below zero) by tier than now. */
  tiers: number[]
  /** Rules that would cost more than now, hard ones first, and rules that would cost less. */
  worse: Cost[]
  better: Cost[]
  solution: RotationSolution | null
}

/**
 * Re-optimises a schedule (of a problem as accepted by `validateProblem`) with one slot, or a stretch, on another activity: as few broken hard rules,
 * then as few changes, then as good tiers as were found. Anytime: with less time, the changes may be more than needed.
 * Throws a RangeError when `maxMilliseconds` is given without `now`, or when the person or the slot does not exist.
 */
export function whatWouldItCost(
  problem: RotationProblem,
  solution: RotationSolution,
  { personId, slot, slotCount = 1, activityId }: SlotStretch & { activityId: string },
  options: WhatIfOptions = {},
): WhatIf {
  const person = problem.people.find(({ id }) => id === personId)
  const places = person?.slots.slice(slot, slot + slotCount) ?? []
  const [place] = places
  if (!person || !place) throw new RangeError(`There is no slot ${slot} of "${personId}".`)
  const name = problem.activities.find(({ id }) => id === activityId)?.label ?? activityId
  const days = { startOn: place.startOn, endOn: places.at(-1)!.endOn }
  const when = rangeInWords(days)
  const isAway = places.every(({ away }) => away)
  const isOpen = places.every(
    ({ pinned: _pinned, ...free }) => free.away || possibleActivities(person, free).includes(activityId),
  )
  if (isAway || !isOpen) {
    const why = isAway ? 'is away then' : 'may not be on it then, by level, dates or program'
    const sentence = `${person.label} cannot be on ${name} ${when}: ${person.label} ${why}.`
    return { status: 'impossible', sentence, changes: [], tiers: [], worse: [], better: [], solution: null }
  }
  const pin = { kind: 'pin', personId, on: days.startOn, untilOn: days.endOn, activityId } as const
  const repaired = repair(problem, solution, pin, options)
  const { worse, better, tiers } = compare(problem, solution, repaired)
  const hard = worse.filter(({ tier }) => tier === null)
  const changes = repaired.changes.toSorted(
    (a, b) => Number(isAsked(b, { personId, slot, slotCount })) - Number(isAsked(a, { personId, slot, slotCount })),
  )
  return {
    status: hard.length === 0 ? 'possible' : 'impossible',
    sentence: inWords(`${person.label} on ${name} ${when}`, problem, changes, tiers, hard, {
      personId,
      slot,
      slotCount,
    }),
    changes,
    tiers,
    worse,
    better,
    solution: repaired.solution,
  }
}

function isAsked(change: SlotChange, { personId, slot, slotCount }: Required<SlotStretch>): boolean {
  return change.personId === personId && change.slot >= slot && change.slot < slot + slotCount
}

/** Rules about the people whose lines change, before and after. */
function compare(problem: RotationProblem, before: RotationSolution, { changes, solution }: Repair) {
  const moved = new Set(changes.map(({ personId }) => personId))
  const people = problem.people.flatMap(({ id }, p) => (moved.has(id) ? [p] : []))
  const part = partOf(createWorld(problem, before), people)
  const later = partOf(createWorld(problem, solution), people)
  const was = check(part.problem, part.start)
  const is = check(later.problem, later.start)
  const known = new Set(was.costs.map(identityOf))
  const now = new Set(is.costs.map(identityOf))
  return {
    worse: is.costs.filter((cost) => !known.has(identityOf(cost))),
    better: was.costs.filter((cost) => !now.has(identityOf(cost))),
    tiers: is.score.tiers.map((points, tier) => points - was.score.tiers[tier]!),
  }
}

function identityOf({ sentence, tier, points }: Cost): string {
  return `${tier} ${points} ${sentence}`
}

function inWords(
  what: string,
  { tiers: names }: RotationProblem,
  changes: SlotChange[],
  tiers: number[],
  hard: Cost[],
  asked: Required<SlotStretch>,
): string {
  if (changes.length === 0) return `${what} is how it is.`
  if (hard.length > 0) {
    const broken = hard.slice(0, 3).map(({ sentence }) => sentence)
    return `${what}: no schedule near this one was found that keeps the rules. ${broken.join(' ')}`
  }
  const others = changes.filter((change) => !isAsked(change, asked)).length
  const follows =
    others === 0 ? 'nothing else changes' : `${others} other ${others === 1 ? 'slot changes' : 'slots change'}`
  const costs = tiers.flatMap((points, tier) =>
    points === 0
      ? []
      : [
          `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'worse' : 'better'} in ${names[tier]}`,
        ],
  )
  return `${what} is possible: ${follows}, and the schedule is ${costs.length === 0 ? 'as good as before' : costs.join(', ')}.`
}

/** A budget that ends a list of questions, each of which gets an even share of what is left. */
export function shareOf(options: WhatIfOptions, questions: number): WhatIfOptions {
  if (options.maxMilliseconds === undefined) return options
  return { ...options, maxMilliseconds: options.maxMilliseconds / Math.max(1, questions) }
}

/** Throws a RangeError when a time limit comes without a clock. */
export function requireClock(options: WhatIfOptions): void {
  createBudget({ ...options, maxIterations: 0 })
}
