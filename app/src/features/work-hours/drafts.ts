import {
  atClock,
  contains,
  dayAt,
  type DateRange,
  type Day,
  isoOf,
  type Minute,
  weekdayOf,
  type WorkKind,
  type Zone,
} from '@gradus/rules'
import type { PartAway } from './parts.ts'
import { type HourSettings, usualDayOf } from './settings.ts'
import { zoneOf } from './times.ts'

/** A stay on a rotation, as the schedule of record has it. */
export interface Stay extends DateRange {
  readonly programId: string
  readonly rotationId: string
  readonly label: string
  readonly siteId: string | null
  /** Of the site's clocks. */
  readonly timeZone: string
  /** A rotation of nights: its hours are those of the calls. */
  readonly isCall: boolean
}

/** A call of the record. `work` is what its whole time is logged as; null is on call from home, where only calls count. */
export interface HeldCall {
  readonly id: string
  readonly name: string
  readonly work: WorkKind | null
  /** Nobody works by day before it: night float, an evening shift. */
  readonly takesDay: boolean
  readonly startAt: Minute
  readonly endAt: Minute
  readonly siteId: string | null
  readonly timeZone: string
}

/** One line of a day as the schedule would have it; it becomes an entry when the trainee says so. */
export interface Draft {
  readonly key: string
  readonly kind: WorkKind
  readonly startAt: Minute
  readonly endAt: Minute
  readonly on: string
  readonly stay: Stay | null
  readonly call: HeldCall | null
}

export interface Drafted extends DateRange {
  readonly zone: Zone
  readonly stays: readonly Stay[]
  readonly leaves: readonly DateRange[]
  /** Half days and hours away; without any, left out. */
  readonly parts?: readonly Pick<PartAway, 'on' | 'cutFromAt' | 'cutUntilAt'>[]
  readonly calls: readonly HeldCall[]
  readonly holidays: ReadonlySet<Day>
  readonly settings: (programId: string) => HourSettings
  /** Days whose usual hours nobody needs, because they are answered. */
  readonly isAnswered?: (day: Day) => boolean
}

const dayKeys = new Map<Day, string>()

/** What the draft of a usual day is answered by. The same days are asked for of everybody, so each key is written once. */
export function dayKey(day: Day): string {
  let key = dayKeys.get(day)
  if (key === undefined) dayKeys.set(day, (key = `day:${isoOf(day)}`))
  return key
}

/** What the schedule says was worked on the days of a range: usual days of the rotation without time away, and calls; nothing on leave. */
export function draftsOf(facts: Drafted): Draft[] {
  const drafts: Draft[] = []
  const called = facts.calls.filter(({ work }) => work !== null)
  for (let day = facts.startOn; day <= facts.endOn; day += 1) {
    const stay = facts.stays.find((one) => contains(one, day)) ?? null
    const onLeave = facts.leaves.some((leave) => contains(leave, day))
    const own = called.filter(({ startAt }) => dayAt(facts.zone, startAt) === day)
    if (!onLeave && facts.isAnswered?.(day) !== true) {
      const usual = stay === null ? null : usualOn(day, stay, called, facts)
      const on = isoOf(day)
      for (const [index, piece] of (usual === null ? [] : withoutParts(day, usual, facts.parts ?? [])).entries())
        drafts.push({ key: index === 0 ? dayKey(day) : `${dayKey(day)}:${index + 1}`, ...piece, on, stay, call: null })
    }
    for (const call of own)
      drafts.push({
        key: `call:${call.id}`,
        kind: call.work!,
        startAt: call.startAt,
        endAt: call.endAt,
        on: isoOf(day),
        stay,
        call,
      })
  }
  return drafts.sort((a, b) => a.startAt - b.startAt)
}

/** A usual day without the time away in it: what is left before and after. */
function withoutParts<T extends { readonly startAt: Minute; readonly endAt: Minute }>(
  day: Day,
  usual: T,
  parts: NonNullable<Drafted['parts']>,
): T[] {
  let pieces = [usual]
  for (const { cutFromAt, cutUntilAt } of parts.filter(({ on }) => on === day))
    pieces = pieces.flatMap((piece) => {
      if (piece.endAt <= cutFromAt || cutUntilAt <= piece.startAt) return [piece]
      const [before, after] = [
        { ...piece, endAt: Math.max(piece.startAt, cutFromAt) },
        { ...piece, startAt: Math.min(piece.endAt, cutUntilAt) },
      ]
      return [before, after].filter(({ startAt, endAt }) => startAt < endAt)
    })
  return pieces
}

/** A night in the hospital of at least so long is followed by a free day. */
export const longNightMinutes = 8 * 60

/** The usual day without the time of calls; none on holidays, before an evening or night shift, and after a night in the hospital. */
function usualOn(day: Day, stay: Stay, calls: readonly HeldCall[], { holidays, settings }: Drafted) {
  const zone = zoneOf(stay.timeZone)
  const chosen = settings(stay.programId)
  const usual = usualDayOf(chosen, stay)
  if (usual === null || !usual.weekdays.includes(weekdayOf(day)) || holidays.has(day)) return null
  let startAt = atClock(zone, day, usual.startMinute)
  let endAt = atClock(zone, usual.endMinute > usual.startMinute ? day : day + 1, usual.endMinute)
  for (const call of calls) {
    const from = dayAt(zone, call.startAt)
    if (call.takesDay && from === day) return null
    const isNight = from < day && call.endAt - call.startAt >= longNightMinutes
    if (isNight && chosen.freeAfterCall.value && dayAt(zone, call.endAt - 1) === day) return null
    if (call.endAt <= startAt || endAt <= call.startAt) continue
    if (call.startAt <= startAt) startAt = Math.min(endAt, call.endAt)
    else endAt = call.startAt
  }
  return startAt < endAt ? { kind: usual.kind, startAt, endAt } : null
}
