import type { DateRange, Day } from '../../dates.ts'
import type { TraineeHours } from '../../work-hours/trainee-hours.ts'
import type { WorkPeriod } from '../../work-hours/work-period.ts'

/** For the second implementation: a trainee's time as a row of equal slots, each of which is worked or not. */
export type Slots = {
  readonly minutes: number
  readonly count: number
  readonly fromAt: number
  /** Local day of each slot, by looking the offset up for every one of them. */
  readonly day: Int32Array
  readonly worked: Uint8Array
  readonly busy: Uint8Array
  readonly scheduled: Uint8Array
  readonly scheduledNotStay: Uint8Array
  readonly assigned: Uint8Array
  readonly extended: Uint8Array
  readonly call: Uint8Array
  readonly homeCall: Uint8Array
  readonly homeCallWork: Uint8Array
}

const SCHEDULED = ['assignment', 'in-house-call', 'night-float', 'education', 'remote-assignment']
const UNCOUNTED = ['self-study', 'commute']

export const isOn = (range: DateRange, day: Day) => range.startOn <= day && day <= range.endOn
export const isMoonlighting = ({ kind }: WorkPeriod) => kind.startsWith('moonlighting')
export const isScheduled = ({ kind }: WorkPeriod) => SCHEDULED.includes(kind)
export const isCounted = ({ kind }: WorkPeriod) => !UNCOUNTED.includes(kind)
export const isStayWithReason = ({ extension, reason }: WorkPeriod) =>
  extension === 'voluntary-stay' && (reason ?? '').trim().length > 0

export function localDay(trainee: TraineeHours, at: number): Day {
  const { zone } = trainee
  let index = 0
  while (index + 1 < zone.length && at >= zone[index + 1]!.fromAt) index += 1
  return Math.floor((at + zone[index]!.offsetMinutes) / 1440)
}

/** Slots from a day before everything known to a day after it. All times must be multiples of the slot. */
export function slotsOf(trainee: TraineeHours, minutes: number): Slots {
  const days = [trainee.horizon, ...trainee.stints].flatMap(({ startOn, endOn }) => [startOn, endOn])
  const times = [...trainee.periods, ...trainee.homeCalls].flatMap(({ startAt, endAt }) => [startAt, endAt])
  const fromAt = Math.min((Math.min(...days) - 2) * 1440, ...times)
  const count = (Math.max((Math.max(...days) + 3) * 1440, ...times) - fromAt) / minutes
  const empty = () => new Uint8Array(count)
  const slots: Slots = {
    minutes,
    count,
    fromAt,
    day: new Int32Array(count),
    worked: empty(),
    busy: empty(),
    scheduled: empty(),
    scheduledNotStay: empty(),
    assigned: empty(),
    extended: empty(),
    call: empty(),
    homeCall: empty(),
    homeCallWork: empty(),
  }
  for (let slot = 0; slot < count; slot += 1) slots.day[slot] = localDay(trainee, fromAt + slot * minutes)
  const mark = (row: Uint8Array, { startAt, endAt }: { startAt: number; endAt: number }) =>
    row.fill(1, (startAt - fromAt) / minutes, (endAt - fromAt) / minutes)
  for (const period of trainee.periods) {
    if (!isCounted(period)) continue
    mark(slots.worked, period)
    mark(slots.busy, period)
    if (period.kind.startsWith('home-call')) mark(slots.homeCallWork, period)
    if (period.kind === 'in-house-call' && period.extension === null) mark(slots.call, period)
    if (!isScheduled(period)) continue
    mark(slots.scheduled, period)
    if (!isStayWithReason(period)) mark(slots.scheduledNotStay, period)
    if (period.extension === null && period.kind !== 'education') mark(slots.assigned, period)
    else if (!isStayWithReason(period)) mark(slots.extended, period)
  }
  for (const call of trainee.homeCalls) {
    mark(slots.busy, call)
    mark(slots.homeCall, call)
  }
  return slots
}

/** Runs of marked slots, joined where less than `mergeGap` minutes lie between; from one slot up to, not including, another. */
export function runsOf(row: Uint8Array, slots: Slots, mergeGap: number): { from: number; until: number }[] {
  const runs: { from: number; until: number }[] = []
  for (let slot = 0; slot < slots.count; slot += 1) {
    if (!row[slot]) continue
    const last = runs.at(-1)
    const gap = last ? (slot - last.until) * slots.minutes : Infinity
    if (last && (gap === 0 || gap < mergeGap)) last.until = slot + 1
    else runs.push({ from: slot, until: slot + 1 })
  }
  return runs
}
