import type { DateRange, Day, RotationStint } from '@gradus/rules'
import type { Stint } from '@gradus/solver'
import { rotationName } from '../../curriculum/index.ts'
import { longNightMinutes, type Stay, usualDayOf } from '../../work-hours/index.ts'
import { rememberingOf } from '../remember.ts'
import type { CallFacts, CallPerson } from './facts.ts'
import { callKinds } from './settings.ts'
import type { Pool, Shift } from './store.ts'
import { minuteAt } from './zones.ts'

const staysOf = rememberingOf<readonly Stay[]>()

/** Somebody's rotations as the log of hours reads them, in order of time. */
export const staysOfPerson = (facts: CallFacts, person: CallPerson): readonly Stay[] =>
  staysOf(person, () =>
    person.placements
      .map((placement): Stay => {
        const definition = person.seats.find(({ id }) => id === placement.appointmentId)?.followed.definition
        const rotation = definition?.rotations.find(({ id }) => id === placement.rotationId)
        const siteId = rotation?.site ?? definition?.sites[0]?.id ?? null
        return {
          programId: placement.programId,
          rotationId: placement.rotationId,
          label: rotation ? rotationName(rotation) : placement.rotationId,
          siteId,
          timeZone: facts.zoneAt(siteId),
          isCall: rotation?.kind === 'call',
          startOn: placement.startOn,
          endOn: placement.endOn,
        }
      })
      .toSorted((a, b) => a.startOn - b.startOn),
  )

/** The same as what hours are averaged over. */
export const stintsOfPerson = (facts: CallFacts, person: CallPerson): RotationStint[] =>
  staysOfPerson(facts, person).map((stay) => ({
    rotationId: stay.rotationId,
    label: stay.label,
    siteId: stay.siteId,
    isNightFloat: stay.isCall || usualDayOf(facts.hourSettings(stay.programId), stay)?.kind === 'night-float',
    startOn: stay.startOn,
    endOn: stay.endOn,
  }))

/** The program whose choices on hours hold for somebody over some days: the first that they are in. */
export const programOn = ({ seats }: CallPerson, { startOn, endOn }: DateRange): string =>
  (seats.find((seat) => seat.startOn <= endOn && startOn <= seat.endOn) ?? seats[0])?.programId ?? ''

/** Days without a rotation's own work for somebody: holidays of the institution and of their programs. */
export function freeDaysOf({ holidays }: CallFacts, { seats }: CallPerson, dayNumber: (iso: string) => Day): Set<Day> {
  const own = new Set(seats.map(({ programId }) => programId))
  return new Set(
    holidays.flatMap(({ programId, onDay }) => (programId === null || own.has(programId) ? [dayNumber(onDay)] : [])),
  )
}

/** Whether a night frees the day on which it ends, where the program says that nights do. */
export const freesNextDay = ({ kind }: Pool, { startMinute, durationMinutes }: Shift): boolean =>
  callKinds[kind].work !== null && startMinute + durationMinutes > 1440 && durationMinutes >= longNightMinutes

/** The usual day of a rotation as the solver takes it, by the institution's clocks; undefined where its hours are those of the calls. */
export function daytimeOf(
  facts: CallFacts,
  stay: Stay,
  { startOn, endOn }: DateRange,
  { firstDay, notOn }: { readonly firstDay: Day; readonly notOn: ReadonlySet<Day> },
): Stint['daytime'] {
  const settings = facts.hourSettings(stay.programId)
  const usual = usualDayOf(settings, stay)
  if (usual === null || usual.weekdays.length === 0) return undefined
  const length = (usual.endMinute - usual.startMinute + 1440) % 1440 || 1440
  const startMinute = Math.min(1439, Math.max(0, minuteAt(stay.timeZone, facts.timeZone, startOn, usual.startMinute)))
  return {
    weekdays: usual.weekdays.map((weekday) => weekday - 1),
    startMinute,
    endMinute: startMinute + length,
    notOn: [...notOn]
      .filter((on) => startOn <= on && on <= endOn)
      .map((on) => on - firstDay)
      .toSorted((a, b) => a - b),
    notWith: { marks: ['takes-day'] },
    ...(settings.freeAfterCall.value ? { notAfter: { marks: ['frees-next-day'] } } : {}),
  }
}
