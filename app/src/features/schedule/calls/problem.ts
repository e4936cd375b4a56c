import { averagingWindows, type DateRange, dayOf, type Day } from '@gradus/rules'
import type {
  Barred,
  Shift as SolverShift,
  ShiftPerson,
  ShiftPin,
  ShiftProblem,
  ShiftRequest,
  ShiftRule,
  ShiftSolution,
  Stint,
} from '@gradus/solver'
import { groupBy } from '../../../platform/group-by.ts'
import { remembering, rememberingOf } from '../remember.ts'
import { barredReason } from './eligible.ts'
import { type CallFacts, type CallPerson, daysAfter, daysBefore } from './facts.ts'
import {
  callTier,
  callTiers,
  type FairPart,
  fairRule,
  marksOf,
  type Parts,
  type ProblemWanted,
} from './problem-parts.ts'
import { rulesOf } from './problem-rules.ts'
import { callKinds } from './settings.ts'
import type { Assignment, Shift } from './store.ts'
import { togetherOf } from './problem-together.ts'
import { daytimeOf, freeDaysOf, programOn, staysOfPerson, stintsOfPerson } from './usual-days.ts'
import { shortDay, weekdayOf } from './words.ts'
import { minuteAt } from './zones.ts'

export interface CallProblem {
  readonly problem: ShiftProblem
  /** The rows as lines. */
  readonly solution: ShiftSolution
  /** Day 0. */
  readonly firstDay: Day
  /** The solver's name of each shift, and back: several where they are held together. */
  readonly keyOf: ReadonlyMap<string, string>
  readonly shiftsOf: ReadonlyMap<string, readonly Shift[]>
  /** Days of the schedule itself: some after it are part of the problem, where what is published stands. */
  readonly days: number
  /** In words: "day 3" becomes the date, the solver's names are readable already. */
  readonly inDates: (sentence: string) => string
}

/** A schedule of call as the solver's problem; the same one is solved, checked and asked for reasons. */
export function callProblem(wanted: ProblemWanted): CallProblem {
  const { facts, poolIds } = wanted.book
  const range = wanted.window ?? wanted.book.range
  const firstDay = range.startOn
  const days = range.endOn - range.startOn + 1
  const own = new Set(poolIds)
  const isInside = ({ onDay }: Assignment): boolean => range.startOn <= dayOf(onDay) && dayOf(onDay) <= range.endOn
  const rows = wanted.book.rows.filter(isInside)
  const mine = new Set(rows.map(({ id }) => id))
  const standing = [...wanted.book.standing, ...wanted.book.rows.filter((row) => !isInside(row))]
  const tail = standing.some(({ onDay }) => dayOf(onDay) > range.endOn) ? daysAfter : 0
  const horizon = days + tail
  const people = [...facts.people.values()].filter(({ id }) => wanted.only?.has(id) ?? true)
  const ids = new Set(people.map(({ id }) => id))
  const known = [...rows, ...standing].filter(({ personId }) => ids.has(personId))
  const used = new Set(known.map(({ shiftId }) => shiftId))
  const shifts = [...facts.shiftById.values()].filter(
    ({ id, poolId, archivedAt }) => (own.has(poolId) && archivedAt === null) || used.has(id),
  )
  const keyOf = keysOf(facts, shifts)
  const together = togetherOf(facts, own, shifts, known, keyOf)
  const rules = rulesOf(wanted, { people, shifts, keyOf, firstDay, days, horizon, own })
  const fairPartsOf = fairPartsBy(wanted, rules)
  const settled = Math.max(0, Math.min(days, (wanted.settledUntil ?? firstDay) - firstDay))
  const byPerson = groupBy(known, ({ personId }) => personId)
  const lines: Record<string, (string | null)[]> = {}
  const solverPeople = people.map((person) => {
    const calls = byPerson.get(person.id) ?? []
    const line = Array.from({ length: horizon }, (): string | null => null)
    const before = Array.from({ length: daysBefore }, (): string | null => null)
    const pinned: ShiftPin[] = []
    for (const [onDay, held] of groupBy(calls, (call) => call.onDay)) {
      const at = dayOf(onDay) - firstDay
      if (at < -daysBefore || at >= horizon) continue
      const key = together.keyFor(held)
      if (at < 0) {
        before[daysBefore + at] = key
        continue
      }
      line[at] = key
      const fixed = held.filter((call) => at < settled || !mine.has(call.id) || call.pinned)
      if (fixed.length === 0) continue
      const isOwn = fixed.every((call) => mine.has(call.id))
      const reason = at < settled ? 'the day has passed' : isOwn ? 'locked' : 'published already'
      pinned.push({ day: at, shiftId: together.keyFor(fixed), reason })
    }
    lines[person.id] = line
    const taken = new Set(pinned.map(({ day }) => day))
    for (let day = 0; day < settled; day++)
      if (!taken.has(day)) pinned.push({ day, shiftId: null, reason: 'the day has passed' })
    for (let day = days; day < horizon; day++)
      if (!taken.has(day)) pinned.push({ day, shiftId: null, reason: 'after the schedule’s last day' })
    return solverPerson(wanted.book.facts, {
      person,
      shifts,
      keyOf,
      firstDay,
      horizon,
      before,
      pinned,
      own,
      apart: together.apart(line),
      fair: fairPartsOf.get(person.id) ?? [],
    })
  })
  const problem: ShiftProblem = {
    kind: 'shifts',
    days: horizon,
    firstWeekday: weekdayOf(firstDay),
    tiers: [...callTiers],
    shifts: together.add(shifts.map((shift) => solverShift(facts, shift, keyOf, firstDay))),
    people: solverPeople,
    requests: requestsOf(wanted, people, shifts, { keyOf, range, horizon }),
    cover: [],
    rules,
  }
  return {
    problem,
    solution: { lines },
    firstDay,
    keyOf,
    shiftsOf: new Map([...shifts.map((shift) => [keyOf.get(shift.id)!, [shift]] as const), ...together.shiftsOf]),
    days,
    inDates: (sentence) => sentence.replaceAll(/\bday (\d+)\b/g, (_, day: string) => shortDay(firstDay + Number(day))),
  }
}

/** Readable names: the shift's own, with its pool's where two share it. */
function keysOf({ poolById }: CallFacts, shifts: readonly Shift[]): Map<string, string> {
  const seen = groupBy(shifts, ({ name }) => name)
  const taken = new Set<string>()
  return new Map(
    shifts.map((shift) => {
      const pool = poolById.get(shift.poolId)
      const base = seen.get(shift.name)!.length === 1 ? shift.name : `${pool?.name ?? ''}: ${shift.name}`
      let key = base
      for (let n = 2; taken.has(key); n++) key = `${base} ${n}`
      taken.add(key)
      return [shift.id, key]
    }),
  )
}

/** Times are by the institution's clocks, so that calls of pools in several zones can be compared. */
function solverShift(facts: CallFacts, shift: Shift, keyOf: ReadonlyMap<string, string>, firstDay: Day): SolverShift {
  const pool = facts.poolById.get(shift.poolId)!
  const start = minuteAt(pool.timeZone, facts.timeZone, firstDay, shift.startMinute)
  const startMinute = Math.min(1439, Math.max(0, start))
  return {
    id: keyOf.get(shift.id)!,
    label: keyOf.get(shift.id)!,
    minutes: callKinds[pool.kind].atHome ? 0 : shift.durationMinutes,
    notFollowedBy: [],
    startMinute,
    endMinute: start + shift.durationMinutes,
    marks: marksOf(pool, shift),
  }
}

/** By person, what the rules of fairness know of them. */
function fairPartsBy({ fair }: ProblemWanted, rules: readonly ShiftRule[]) {
  const parts = [...(fair ?? [])].flatMap(([poolId, all]) => {
    const rule = rules.find(({ id }) => id === fairRule(poolId))
    return rule === undefined ? [] : all.map((part) => ({ ...part, ruleId: rule.id }))
  })
  return groupBy(
    parts.filter(({ ruleId, personId }) => rules.find(({ id }) => id === ruleId)?.people?.includes(personId)),
    ({ personId }) => personId,
  )
}

interface PersonParts extends Parts {
  readonly person: CallPerson
  readonly before: (string | null)[]
  readonly pinned: ShiftPin[]
  readonly apart: readonly Barred[]
  readonly fair: readonly (FairPart & { readonly ruleId: string })[]
}

function solverPerson(
  facts: CallFacts,
  { person, shifts, keyOf, firstDay, horizon, before, pinned, own, apart, fair }: PersonParts,
): ShiftPerson {
  const lastDay = firstDay + horizon - 1
  const leave: number[] = []
  for (let at = 0; at < horizon; at++)
    if (person.leaves.some(({ startOn, endOn }) => startOn <= firstDay + at && firstDay + at <= endOn)) leave.push(at)
  const open = shifts.filter(({ poolId }) => own.has(poolId))
  return {
    id: person.id,
    label: person.name,
    maxShifts: {},
    minMinutes: 0,
    maxMinutes: horizon * 2880,
    minConsecutiveShifts: 0,
    maxConsecutiveShifts: horizon,
    minConsecutiveDaysOff: 0,
    maxWeekends: horizon,
    daysOff: [],
    leave,
    barred: [
      ...open.flatMap((shift) => barredDays(facts, person, shift, keyOf.get(shift.id)!, firstDay, horizon)),
      ...apart,
    ],
    pinned,
    before,
    stints: stintsOf(facts, person, firstDay, lastDay),
    presence: fair.map(({ ruleId, presentDays }) => ({ ruleId, days: presentDays })),
    credits: fair.map(({ ruleId, points, days, aboveHundredths }) => ({ ruleId, points, days, aboveHundredths })),
  }
}

const barredOf = rememberingOf<(asked: string, make: () => Barred[]) => Barred[]>()
const barredKept = 5000

function barredDays(
  facts: CallFacts,
  person: CallPerson,
  shift: Shift,
  key: string,
  firstDay: Day,
  horizon: number,
): Barred[] {
  const asked = `${person.id} ${shift.id} ${key} ${firstDay} ${horizon}`
  return barredOf(facts, () => remembering<Barred[]>(barredKept))(asked, () =>
    readBarred(facts, person, shift, key, firstDay, horizon),
  )
}

function readBarred(
  facts: CallFacts,
  person: CallPerson,
  shift: Shift,
  key: string,
  firstDay: Day,
  horizon: number,
): Barred[] {
  const pool = facts.poolById.get(shift.poolId)!
  const barred: Barred[] = []
  for (let at = 0; at < horizon; at++) {
    const reason = barredReason(facts, person, pool, shift, firstDay + at)
    if (reason === null) continue
    const last = barred.at(-1)
    if (last?.toDay === at - 1 && last.reason === reason) last.toDay = at
    else barred.push({ shiftIds: [key], fromDay: at, toDay: at, reason })
  }
  return barred
}

/** A window of which fewer days lie in the problem, and less than half, is not averaged by itself. */
const leastOfWindow = 14

/** What averages are taken over, as the rules on work hours cut it. */
function stintsOf(facts: CallFacts, person: CallPerson, firstDay: Day, lastDay: Day): Stint[] {
  const stints: Stint[] = []
  const notOn = freeDaysOf(facts, person, dayOf)
  const stays = staysOfPerson(facts, person)
  const horizon = { startOn: firstDay, endOn: lastDay }
  const settings = facts.hourSettings(programOn(person, horizon))
  for (const { startOn, endOn } of averagingWindows(stintsOfPerson(facts, person), settings.averaging, horizon)) {
    const fromDay = Math.max(startOn, firstDay, firstDay + (stints.at(-1)?.toDay ?? -1) + 1)
    const toDay = Math.min(endOn, lastDay)
    if (fromDay > toDay) continue
    const stay = stays.find((one) => one.startOn <= fromDay && fromDay <= one.endOn)
    const daytime = stay && daytimeOf(facts, stay, { startOn: fromDay, endOn: toDay }, { firstDay, notOn })
    const known = toDay - fromDay + 1
    const isPart = known < leastOfWindow && 2 * known < endOn - startOn + 1
    stints.push({
      fromDay: fromDay - firstDay,
      toDay: toDay - firstDay,
      ...(daytime === undefined ? {} : { daytime }),
      ...(isPart ? { averaged: false } : {}),
    })
  }
  return stints
}

function requestsOf(
  { book: { facts } }: ProblemWanted,
  people: readonly CallPerson[],
  shifts: readonly Shift[],
  { keyOf, range, horizon }: Pick<Parts, 'keyOf' | 'horizon'> & { readonly range: DateRange },
): ShiftRequest[] {
  return people.flatMap((person) =>
    person.requests.flatMap((request): ShiftRequest[] => {
      if (request.wish === 'cannot') return []
      const kind: ShiftRequest['kind'] = request.wish === 'want' ? 'on' : 'off'
      const from = Math.max(dayOf(request.startOn), range.startOn)
      const until = Math.min(dayOf(request.endOn), range.startOn + horizon - 1)
      const meant = shifts.filter(
        ({ poolId, archivedAt }) =>
          archivedAt === null &&
          (request.poolId === null ? facts.pools.some(({ id }) => id === poolId) : request.poolId === poolId),
      )
      return Array.from({ length: Math.max(0, until - from + 1) }, (_, index) => from + index).flatMap((on) =>
        meant.map((shift) => ({
          kind,
          personId: person.id,
          day: on - range.startOn,
          shiftId: keyOf.get(shift.id)!,
          weight: kind === 'on' ? 1 : 2,
          tier: callTier.wishes,
        })),
      )
    }),
  )
}
