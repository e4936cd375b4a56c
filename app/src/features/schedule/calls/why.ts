import { dayOf } from '@gradus/rules'
import { askShiftThread } from '@gradus/solver/node'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { barredReason } from './eligible.ts'
import { fairPartsOf } from './ledger.ts'
import { callProblem } from './problem.ts'
import type { whyCall } from './schedules-contract.ts'
import { openSchedule } from './schedules.ts'
import { bookOf } from './schedule-view.ts'
import { shortDay } from './words.ts'

/** So long may an answer take. */
const answerMilliseconds = 4000
/** Days on both sides that the question is asked in; the solver moves a week around. */
const around = 21

/**
 * Why somebody is on call, or off, on a day, by solving the days around it anew: what would be worse without it, and the nearest other
 * ways. With a shift: what it would take to have them there.
 */
export async function whyOnCall(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scheduleId: string,
  asked: { personId: string; onDay: string; shiftId?: string | undefined; instead?: 'off' | undefined },
): Promise<RouteAnswer<typeof whyCall>> {
  const { schedule } = await openSchedule(platform, guard, institutionId, scheduleId)
  const book = await bookOf(platform, schedule)
  const { facts, range } = book
  const person = facts.people.get(asked.personId)
  if (person === undefined) throw notFound('person')
  const on = dayOf(asked.onDay)
  if (on < range.startOn || on > range.endOn)
    throw new AppError('invalid', `${shortDay(on)} is outside of “${schedule.name}”.`)
  const shift = asked.shiftId === undefined ? undefined : facts.shiftById.get(asked.shiftId)
  const pool = shift && facts.poolById.get(shift.poolId)
  if (asked.shiftId !== undefined && (shift === undefined || pool === undefined)) throw notFound('shift')
  if (shift && pool) {
    const barred = barredReason(facts, person, pool, shift, on)
    if (barred !== null) return { sentence: `${person.name} ${barred}.`, reasons: [], others: [] }
  }
  const window = { startOn: Math.max(range.startOn, on - around), endOn: Math.min(range.endOn, on + around) }
  const { problem, solution, keyOf, inDates } = callProblem({
    book,
    window,
    fair: await fairPartsOf(platform, book, window),
  })
  const cell = { personId: person.id, day: on - window.startOn }
  const limits = { maxMilliseconds: answerMilliseconds, seed: 1 }
  const told = (sentence: string): string => inDates(sentence)
  if (shift !== undefined || asked.instead === 'off') {
    const shiftId = shift === undefined ? null : keyOf.get(shift.id)!
    const cost = await askShiftThread(problem, { kind: 'cost', solution, ...cell, shiftId }, limits).promise
    return {
      sentence: told(cost.sentence),
      reasons: cost.broken.map(told),
      others: [
        {
          sentence: told(cost.sentence),
          changes: cost.changes.map(({ sentence }) => told(sentence)),
          broken: cost.broken.map(told),
        },
      ],
    }
  }
  const why = await askShiftThread(problem, { kind: 'why', solution, ...cell }, limits).promise
  return {
    sentence: told(why.sentence),
    reasons: why.reasons.map(told),
    others: why.alternatives.map(({ sentence, changes, broken }) => ({
      sentence: told(sentence),
      changes: changes.map((change) => told(change.sentence)),
      broken: broken.map(told),
    })),
  }
}
