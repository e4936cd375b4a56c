import { type DateRange, dayAt, dayOf, isoOf } from '@gradus/rules'
import { repairShifts, type ShiftRepair } from '@gradus/solver'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { peopleByIds } from '../../people/index.ts'
import {
  type CallAssignment,
  type CallBook,
  callProblem,
  type CallProblem,
  callScheduleById,
  currentAssignments,
  type NewCall,
  zoneOf,
} from '../calls/index.ts'
import { callViewOf, fairnessWords, judge, pointsOf, publishedBook, sharesOf } from './book.ts'
import type { proposeRepairs, RepairView } from './contract.ts'
import { institutionNow } from './hand-over.ts'

/** The search ends after so long; what it has found by then is proposed. */
const searchMilliseconds = 3_000
const proposalsAtMost = 5
/** Days around the absence that may change, and that the rules look at. */
const daysAround = 8

interface Out {
  readonly personId: string
  readonly fromAt: Date
  readonly untilAt: Date
}

/** Up to five ways to cover somebody's published call, judged by every rule: those that break none first, then the fewest changes. */
export async function repairsFor(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  asked: { personId: string; fromAt: string; untilAt: string },
): Promise<RouteAnswer<typeof proposeRepairs>> {
  const began = performance.now()
  const db = platform.database.drizzle
  const out: Out = { personId: asked.personId, fromAt: new Date(asked.fromAt), untilAt: new Date(asked.untilAt) }
  if (out.untilAt <= out.fromAt)
    throw new AppError('invalid', 'The end comes before the beginning.', {
      problems: [{ path: 'untilAt', sentence: 'The end comes before the beginning.' }],
    })
  const person = (await peopleByIds(db, institutionId, [out.personId])).get(out.personId)
  if (person === undefined) throw notFound('person')
  const left = await currentAssignments(db, institutionId, {
    personIds: [out.personId],
    fromAt: out.fromAt,
    untilAt: out.untilAt,
  })
  const personName = `${person.givenName} ${person.familyName}`
  if (left.length === 0) {
    guard.scope()
    return { personName, calls: [], repairs: [], milliseconds: 0 }
  }
  const versions = new Map<string, number>()
  for (const { scheduleId } of left)
    if (!versions.has(scheduleId))
      versions.set(scheduleId, (await callScheduleById(db, institutionId, scheduleId))?.version ?? -1)
  const poolIds = [...new Set(left.map(({ poolId }) => poolId))].toSorted((a, b) => (a < b ? -1 : 1))
  const book = await publishedBook(
    platform,
    institutionId,
    poolIds,
    left.map(({ onDay }) => onDay),
  )
  for (const pool of book.facts.pools) guard.require({ programIds: [...pool.programIds] })
  const now = await institutionNow(platform, institutionId)
  const found = proposals(book, poolIds, left, out, now)
  const repairs: RepairView[] = []
  for (const { repair, problem } of found) {
    const view = await viewOf(platform, book, left, out, repair, problem, versions)
    if (view !== null) repairs.push(view)
  }
  const distinct = [...new Map(repairs.map((view) => [JSON.stringify(view.parts), view])).values()]
  return {
    personName,
    calls: left.map((call) => callViewOf(book, call)),
    repairs: distinct.toSorted(byUse).slice(0, proposalsAtMost),
    milliseconds: Math.round(performance.now() - began),
  }
}

/** Filled before open, legal before not, few changes before many; the search's own order of fairness stays within. */
const byUse = (a: RepairView, b: RepairView): number =>
  a.violations.length - b.violations.length ||
  a.unfilled.length - b.unfilled.length ||
  a.changeCount - b.changeCount ||
  a.warnings.length - b.warnings.length

interface Found {
  readonly repair: ShiftRepair
  readonly problem: CallProblem
}

/** What the search proposes for the days of the absence; past days and other pools stay as they are. */
function proposals(
  book: CallBook,
  poolIds: readonly string[],
  left: readonly CallAssignment[],
  { personId }: Out,
  now: Date,
): Found[] {
  const days = left.map(({ onDay }) => dayOf(onDay))
  const window: DateRange = { startOn: Math.min(...days) - 1, endOn: Math.max(...days) + daysAround }
  const members = new Set(
    [...book.facts.people.values()]
      .filter(({ seats }) => seats.some(({ programId }) => programsOf(book, poolIds).has(programId)))
      .map(({ id }) => id),
  )
  const problem = callProblem({
    book: { ...book, poolIds },
    window,
    only: new Set([...members, personId]),
    settledUntil: dayAt(zoneOf(book.facts.timeZone), Math.floor(now.getTime() / 60_000)),
  })
  const repairs = repairShifts(
    problem.problem,
    problem.solution,
    {
      personId,
      fromDay: Math.min(...days) - problem.firstDay,
      toDay: Math.max(...days) - problem.firstDay,
    },
    { maxMilliseconds: searchMilliseconds, now: () => performance.now() },
  )
  return repairs.map((repair) => ({ repair, problem }))
}

const programsOf = ({ facts }: CallBook, poolIds: readonly string[]): ReadonlySet<string> =>
  new Set(poolIds.flatMap((poolId) => facts.poolById.get(poolId)?.programIds ?? []))

/** A proposal as rows that go and come, judged by every rule on the published calls. Null for one that cannot be told as such rows. */
async function viewOf(
  platform: Platform,
  book: CallBook,
  left: readonly CallAssignment[],
  out: Out,
  repair: ShiftRepair,
  { shiftsOf, firstDay, inDates }: CallProblem,
  versions: Map<string, number>,
): Promise<RepairView | null> {
  const { facts, rows } = book
  const going: CallAssignment[] = [...left]
  const coming: { readonly call: NewCall; readonly scheduleId: string }[] = left.flatMap((call) =>
    // What was worked before the absence began stays worked.
    call.startAt < out.fromAt ? [{ call: { ...callOf(call), endAt: out.fromAt }, scheduleId: call.scheduleId }] : [],
  )
  const scheduleOf = (shiftId: string, onDay: string): CallAssignment | undefined =>
    left.find((call) => call.shiftId === shiftId && call.onDay === onDay) ??
    rows.find((call) => call.shiftId === shiftId && call.onDay === onDay)
  for (const change of repair.changes) {
    const onDay = isoOf(firstDay + change.day)
    const before = change.fromShiftId === null ? [] : (shiftsOf.get(change.fromShiftId) ?? [])
    const after = change.toShiftId === null ? [] : (shiftsOf.get(change.toShiftId) ?? [])
    for (const fromShift of before.filter((shift) => !after.includes(shift))) {
      const own = rows.find(
        (row) => row.personId === change.personId && row.onDay === onDay && row.shiftId === fromShift.id,
      )
      if (own === undefined) return null
      going.push(own)
    }
    for (const toShift of after.filter((shift) => !before.includes(shift))) {
      const source = scheduleOf(toShift.id, onDay)
      if (source === undefined) return null
      const partly = left.some(({ id }) => id === source.id) && source.startAt < out.fromAt
      const call = { poolId: source.poolId, shiftId: source.shiftId, onDay, personId: change.personId }
      coming.push({
        call: partly ? { ...call, startAt: out.fromAt, endAt: source.endAt } : call,
        scheduleId: source.scheduleId,
      })
    }
  }
  const change = { remove: going.map(({ id }) => id), add: coming.map(({ call }) => call) }
  const verdict = judge(book, change)
  for (const { scheduleId, institutionId } of going)
    if (!versions.has(scheduleId))
      versions.set(
        scheduleId,
        (await callScheduleById(platform.database.drizzle, institutionId, scheduleId))?.version ?? -1,
      )
  const called = [
    ...new Set(repair.changes.flatMap(({ personId, toShiftId }) => (toShiftId === null ? [] : [personId]))),
  ]
  return {
    changeCount: repair.changes.length,
    called: called.map((personId) => ({
      personId,
      personName: facts.people.get(personId)?.name ?? '',
      fairness: fairnessOf(book, left, personId),
    })),
    sentences: repair.changes.map(({ sentence }) => inDates(sentence)),
    unfilled: repair.unfilled.map(({ day, shiftId }) => inDates(`${shiftId} on day ${day} stays open.`)),
    violations: [...new Set([...verdict.violations, ...repair.broken.map(inDates)])],
    warnings: [...verdict.warnings],
    parts: partsOf(going, coming, versions),
  }
}

const callOf = ({ poolId, shiftId, onDay, personId, startAt }: CallAssignment): NewCall => ({
  poolId,
  shiftId,
  onDay,
  personId,
  startAt,
})

function fairnessOf(book: CallBook, left: readonly CallAssignment[], personId: string): string {
  const poolId = left[0]?.poolId ?? ''
  const points = left.reduce((sum, call) => sum + pointsOf(book.facts, call), 0)
  return fairnessWords(sharesOf(book, poolId).get(personId), left.length === 1 ? points : 0)
}

function partsOf(
  going: readonly CallAssignment[],
  coming: readonly { readonly call: NewCall; readonly scheduleId: string }[],
  versions: ReadonlyMap<string, number>,
): RepairView['parts'] {
  const goingBy = groupBy(going, ({ scheduleId }) => scheduleId)
  const comingBy = groupBy(coming, ({ scheduleId }) => scheduleId)
  return [...new Set([...goingBy.keys(), ...comingBy.keys()])].map((scheduleId) => ({
    scheduleId,
    expectedVersion: versions.get(scheduleId) ?? 0,
    remove: (goingBy.get(scheduleId) ?? []).map(({ id }) => id),
    add: (comingBy.get(scheduleId) ?? []).map(({ call }) => ({
      poolId: call.poolId,
      shiftId: call.shiftId,
      onDay: call.onDay,
      personId: call.personId,
      ...(call.startAt === undefined ? {} : { startAt: call.startAt.toISOString() }),
      ...(call.endAt === undefined ? {} : { endAt: call.endAt.toISOString() }),
    })),
  }))
}
