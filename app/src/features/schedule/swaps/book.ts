import { addMonths, civilOf, type DateRange, dayOf, dayOfCivil, type Day } from '@gradus/rules'
import { AppError } from '../../../contract/app-error.ts'
import type { Platform } from '../../../platform/platform.ts'
import {
  barredReason,
  type CallAssignment,
  callBook,
  type CallBook,
  type CallChangeAsked,
  callFacts,
  type CallFacts,
  type CallFinding,
  type CallPerson,
  callsOf,
  fairShares,
  holidaysOf,
  judgeCallChange,
  mayOverlap,
  pointsOn,
} from '../calls/index.ts'
import { todayOf } from '../../programs/index.ts'
import { remembering, rememberingOf } from '../remember.ts'
import type { CallView } from './contract.ts'

const monthsAhead = 3

/** Whole months, so that everybody who asks about a pool this month asks the same kept facts. */
function rangeAround(today: Day, days: readonly Day[]): DateRange {
  const first = Math.min(today, ...days)
  const { year, month } = civilOf(first)
  const startOn = dayOfCivil({ year, month, date: 1 })
  const last = Math.max(addMonths(startOn, monthsAhead), ...days.map((day) => addMonths(day, 1)))
  const end = civilOf(last)
  return { startOn, endOn: addMonths(dayOfCivil({ year: end.year, month: end.month, date: 1 }), 1) - 1 }
}

/** What is published for some pools around some days, kept between questions and read again when something changed. */
export async function publishedBook(
  platform: Platform,
  institutionId: string,
  poolIds: readonly string[],
  onDays: readonly string[],
): Promise<CallBook> {
  const today = dayOf(await todayOf(platform, institutionId))
  const facts = await callFacts(platform, { institutionId, poolIds, range: rangeAround(today, onDays.map(dayOf)) })
  return bookOf(facts, () => callBook(facts, null))
}
const bookOf = rememberingOf<CallBook>()

export interface Verdict {
  readonly violations: readonly string[]
  readonly warnings: readonly string[]
}

const verdicts = rememberingOf<(key: string, make: () => Verdict) => Verdict>()

/** What a change of published calls breaks; asked once of the same facts. */
export function judge(book: CallBook, change: CallChangeAsked): Verdict {
  return verdicts(book.facts, () => remembering<Verdict>(4000))(JSON.stringify(change), () => {
    const { introduced } = judgeCallChange(book, change)
    const of = (severity: CallFinding['severity']) =>
      introduced.filter((finding) => finding.severity === severity).map(({ sentence }) => sentence)
    return { violations: of('violation'), warnings: of('warning') }
  })
}

/** Why somebody cannot take a call at all, in a line that continues their name; null when only the rules remain to be asked. */
export function cannotTake(
  { facts, rows }: CallBook,
  person: CallPerson,
  call: CallAssignment,
  time: { readonly startAt: Date; readonly endAt: Date },
  without: string | null,
): string | null {
  const [pool, shift] = [facts.poolById.get(call.poolId), facts.shiftById.get(call.shiftId)]
  if (pool === undefined || shift === undefined) return 'cannot be asked about this call'
  const reason = barredReason(facts, person, pool, shift, dayOf(call.onDay))
  if (reason !== null) return reason
  const busy = callsOf(rows)
    .get(person.id)
    ?.some(
      ({ id, startAt, endAt, poolId }) =>
        id !== without && startAt < time.endAt && time.startAt < endAt && !mayOverlap(pool, facts.poolById.get(poolId)),
    )
  return busy ? 'is on call at the same time' : null
}

/** Somebody's points in a pool over the days of the book, against a share by the days they are present. */
export interface Share {
  readonly points: number
  readonly fair: number
}

/** Points of a call by the day it is on. */
export function pointsOf(facts: CallFacts, call: CallAssignment): number {
  const [pool, shift] = [facts.poolById.get(call.poolId), facts.shiftById.get(call.shiftId)]
  return pool && shift ? pointsOn(shift, dayOf(call.onDay), holidaysOf(facts, pool)) : 0
}

const shareMaps = rememberingOf<Map<string, ReadonlyMap<string, Share>>>()

/** How points of a pool lie on those who take its call: each one's fair share goes by the days they are there. */
export function sharesOf({ facts, rows }: CallBook, poolId: string): ReadonlyMap<string, Share> {
  const known = shareMaps(facts, () => new Map<string, ReadonlyMap<string, Share>>())
  const made = known.get(poolId) ?? sharesIn(facts, rows, poolId)
  known.set(poolId, made)
  return made
}

/** As the ledger shares it: by the days on which each could take it. */
function sharesIn(facts: CallFacts, rows: readonly CallAssignment[], poolId: string): Map<string, Share> {
  const pool = facts.poolById.get(poolId)
  if (pool === undefined) return new Map()
  return new Map(
    fairShares(facts, [{ pool, range: facts.range }], rows).flatMap(({ personId, held, fair }) =>
      fair === null ? [] : [[personId, { points: held.points, fair: fair.points }] as const],
    ),
  )
}

const figure = (value: number): string => String(Math.round(value * 10) / 10)

/** "Has 14 points where 15.5 would be fair; 18 with this." */
export function fairnessWords(share: Share | undefined, change: number): string {
  if (share === undefined) return 'Has no call in this pool in the published months.'
  const after = change === 0 ? '' : `; ${figure(share.points + change)} with this`
  return `Has ${figure(share.points)} points where ${figure(share.fair)} would be fair${after}.`
}

export function callViewOf({ facts }: CallBook, call: CallAssignment): CallView {
  const pool = facts.poolById.get(call.poolId)
  const shift = facts.shiftById.get(call.shiftId)
  return {
    assignmentId: call.id,
    poolName: pool?.name ?? 'Call',
    poolCode: pool?.code ?? '',
    tint: pool?.tint ?? 0,
    shiftName: shift?.name ?? 'Call',
    onDay: call.onDay,
    startAt: call.startAt.toISOString(),
    endAt: call.endAt.toISOString(),
    timeZone: pool?.timeZone ?? facts.timeZone,
  }
}

export const overtaken = (): AppError =>
  new AppError('conflict', 'This call is no longer as it was offered; somebody changed it meanwhile.')
