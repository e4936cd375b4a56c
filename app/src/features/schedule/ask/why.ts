import { dayOf, formatRange } from '@gradus/rules'
import type { Cost, SlotStretch, WhatIf, WhyHere } from '@gradus/solver'
import { runQuestionThread } from '@gradus/solver/node'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Seat, YearFacts } from '../facts/year-facts.ts'
import { rotationKey } from '../rotations.ts'
import { otherProgram } from '../scenarios/solve/activities.ts'
import { tierNames } from '../scenarios/solve/tiers.ts'
import type { Asking } from './asking.ts'
import { proposedChanges } from './changes.ts'
import type { OtherWay, WhyAnswer } from './contract.ts'
import { type ScheduleAsked, standingOf, type Standing, type StretchAsked } from './schedule-asked.ts'

/** An answer comes within ten seconds: this is what the search may take of them. */
const searchMilliseconds = 4000
const seed = 1

interface Placed {
  readonly seat: Seat
  readonly standing: Standing
  readonly stretch: Required<SlotStretch>
}

/** Why somebody is where they are, and the nearest other ways. */
export async function why(
  platform: Platform,
  guard: Guard,
  { facts, version }: ScheduleAsked,
  asked: StretchAsked,
  { tell, follow }: Asking,
): Promise<WhyAnswer> {
  tell('Reading the schedule.')
  const { seat, standing, stretch } = await placed(platform, guard, facts, asked)
  tell('Trying the nearest other ways.')
  const { problem, solution } = standing
  const answer = await follow(
    runQuestionThread(
      problem,
      { kind: 'why', solution, ...stretch },
      { seed, maxMilliseconds: searchMilliseconds, onAnswer: (people) => tell(lookedAt(people), people) },
    ),
  )
  const ways = answer.alternatives.filter(({ activityId }) => activityId !== otherProgram)
  return {
    sentence: whyInWords(seat.personName, nameAt(standing, stretch), asked, answer, ways),
    reasons: answer.reasons,
    ways: ways.map((way) => otherWay(facts, problem.activities, way.activityId, way)),
    version,
    startYear: facts.year.startYear,
  }
}

/** What it would cost to put somebody on another rotation for these days. */
export async function cost(
  platform: Platform,
  guard: Guard,
  { facts, version }: ScheduleAsked,
  asked: StretchAsked & { readonly rotationId: string },
  { tell, follow }: Asking,
): Promise<WhyAnswer> {
  tell('Reading the schedule.')
  const { seat, standing, stretch } = await placed(platform, guard, facts, asked)
  const { problem, solution } = standing
  const activityId = rotationKey(seat.programId, asked.rotationId)
  if (!problem.activities.some(({ id }) => id === activityId)) throw notFound('rotation')
  tell('Moving as little as possible for it.')
  const answer = await follow(
    runQuestionThread(
      problem,
      { kind: 'cost', solution, activityId, ...stretch },
      { seed, maxMilliseconds: searchMilliseconds, onAnswer: (people) => tell(lookedAt(people), people) },
    ),
  )
  return {
    sentence: answer.sentence,
    reasons: [],
    ways: [otherWay(facts, problem.activities, activityId, answer)],
    version,
    startYear: facts.year.startYear,
  }
}

/** What stands in the first of the slots. */
function nameAt({ problem, solution }: Standing, { personId, slot }: SlotStretch): string {
  return problem.activities[solution.assignments[personId]?.[slot] ?? -1]?.label ?? 'nothing'
}

function whyInWords(
  personName: string,
  rotationName: string,
  { startOn, endOn }: StretchAsked,
  answer: WhyHere,
  ways: WhyHere['alternatives'],
): string {
  if (ways.length === 0) return answer.sentence
  const here = `${personName} is on ${rotationName}, ${formatRange({ startOn: dayOf(startOn), endOn: dayOf(endOn) })}`
  const possible = ways.filter(({ status }) => status === 'possible')
  const free = possible.filter(({ tiers }) => tiers.every((points) => points <= 0))
  if (possible.length === 0)
    return `${here}, because each of the nearest other ways would break a rule, as far as was found.`
  if (free.length > 0) return `${here}; something else would do as well.`
  return `${here}, because every other way that was found makes the schedule worse.`
}

const lookedAt = (people: number): string =>
  people === 1 ? 'Looking at this trainee’s year.' : `Looking at the years of ${people} trainees together.`

async function placed(platform: Platform, guard: Guard, facts: YearFacts, asked: StretchAsked): Promise<Placed> {
  const seat = facts.seats.find(({ id }) => id === asked.appointmentId)
  if (seat === undefined) throw notFound('appointment in this schedule')
  const days = { startOn: dayOf(asked.startOn), endOn: dayOf(asked.endOn) }
  if (days.endOn < days.startOn) throw new AppError('invalid', 'The days end before they start.')
  if (days.startOn <= facts.today)
    throw new AppError('invalid', 'These days have begun, and the past stays as it was. Ask about days to come.')
  const standing = await standingOf(platform, guard, facts, new Map([[seat.personId, days]]))
  const slots = standing.planned.timelines.get(seat.personId)?.slots ?? []
  const first = slots.findIndex(({ endOn }) => endOn >= days.startOn)
  const last = slots.findLastIndex(({ startOn }) => startOn <= days.endOn)
  if (first < 0 || last < first)
    throw new AppError('invalid', `${seat.personName} has no time in these days that this schedule decides on.`)
  return { seat, standing, stretch: { personId: seat.personId, slot: first, slotCount: last - first + 1 } }
}

const notNear = 'No schedule near this one was found that keeps the rules with it.'

function otherWay(
  facts: YearFacts,
  activities: readonly { readonly id: string; readonly label: string }[],
  activityId: string,
  answer: WhatIf,
): OtherWay {
  const told = (costs: readonly Cost[]): string[] => [...new Set(costs.map(({ sentence }) => sentence))].slice(0, 6)
  return {
    rotationKey: activityId,
    rotationName: activities.find(({ id }) => id === activityId)?.label ?? activityId,
    possible: answer.status === 'possible',
    sentence: answer.status === 'impossible' && answer.changes.length > 0 ? notNear : answer.sentence,
    tiers: answer.tiers.flatMap((points, index) => (points === 0 ? [] : [{ name: tierNames[index] ?? '', points }])),
    worse: told(answer.worse),
    better: told(answer.better),
    changes: proposedChanges(facts, answer.changes),
  }
}
