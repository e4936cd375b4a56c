import {
  addDays,
  type DateRange,
  type Day,
  dayAt,
  dayOf,
  isoOf,
  levelRanges,
  type Minute,
  overlap,
  type RotationStint,
  startOfDay,
  type TraineeHours,
  weekdayOf,
  type WorkPeriod,
} from '@gradus/rules'
import { notFound } from '../../contract/app-error.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import { rotationName } from '../curriculum/index.ts'
import { activeAppointments, leaveNames, leavesBetween, type HeldAppointment } from '../people/index.ts'
import {
  curriculaFor,
  type Curriculum,
  type Institution,
  institutionById,
  sitesOf,
  todayAt,
} from '../programs/index.ts'
import { publishedOf } from '../schedule/blocks/store.ts'
import { callKinds } from '../schedule/calls/settings.ts'
import { dayKey, type Draft, draftsOf, type HeldCall, type Stay } from './drafts.ts'
import { type PartAway, partsAway } from './parts.ts'
import { type Permit, permitsOf } from './permit-store.ts'
import { type KeptSettings, settingsOf } from './settings-store.ts'
import { usualDayOf } from './settings.ts'
import * as store from './store.ts'
import { instantOf, minuteOf, nowAt, zoneOf } from './times.ts'

export interface Leave extends DateRange {
  readonly label: string
}

/** One trainee's hours in a range: what is logged, what the schedule would have them be, and what of it is confirmed. */
export interface Person {
  readonly personId: string
  readonly personName: string
  /** The appointments that share a day with the range; the first is what the page is about. */
  readonly programIds: readonly string[]
  readonly appointments: readonly HeldAppointment[]
  readonly level: string
  readonly stays: readonly Stay[]
  readonly leaves: readonly Leave[]
  readonly parts: readonly PartAway[]
  readonly calls: readonly HeldCall[]
  /** What holds, without what was withdrawn. */
  readonly entries: readonly store.HeldEntry[]
  /** Lines of the schedule that nobody has answered yet. */
  readonly drafts: readonly Draft[]
  /** By Monday: through which day the week is confirmed. */
  readonly confirmed: ReadonlyMap<Day, Day>
  readonly settings: KeptSettings
  /** Entries and drafts together, as the rules take them. */
  readonly hours: TraineeHours
}

export interface HourFacts {
  readonly institution: Institution
  readonly today: Day
  readonly now: Minute
  readonly range: DateRange
  readonly people: readonly Person[]
  readonly holidays: ReadonlyMap<Day, string>
}

export interface WantedHours {
  readonly institutionId: string
  readonly range: DateRange
  /** Drafts are made through this day: later ones are plans. */
  readonly draftThroughOn: Day
  /** Of people, of programs (null: all), or of people in programs. */
  readonly whose: { readonly personIds?: readonly string[]; readonly programIds?: readonly string[] | null }
  readonly now: Date
}

/** An averaging window may begin so long before a range, and what came a fortnight before still counts for rest. */
const aroundDays = 45

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

const lateDays = 27

/** The last four weeks up to today: what people are asked to confirm. */
export const lately = (institutionId: string, today: Day, now: Date) => ({
  institutionId,
  range: { startOn: mondayOf(addDays(today, -lateDays)), endOn: today },
  draftThroughOn: today,
  now,
})

/** Loads hours in a fixed number of queries, whatever the number of trainees. */
export async function loadHours(db: Reads, wanted: WantedHours): Promise<HourFacts> {
  const { institutionId, range, whose } = wanted
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  const wide = { startOn: addDays(range.startOn, -aroundDays), endOn: addDays(range.endOn, aroundDays) }
  const asked = { startOn: isoOf(range.startOn), endOn: isoOf(range.endOn) }
  const around = { startOn: isoOf(wide.startOn), endOn: isoOf(wide.endOn) }
  const shown = await activeAppointments(db, institutionId, { ...asked, ...whose })
  const personIds = [...new Set(shown.map(({ personId }) => personId))]
  const held = await activeAppointments(db, institutionId, { ...around, personIds })
  const curricula = await curriculaFor(db, institutionId, held)
  const placements = await publishedOf(
    db,
    institutionId,
    held.map(({ id }) => id),
    null,
  )
  const leaves = await leavesBetween(db, institutionId, personIds, around)
  const zone = zoneOf(institution.timeZone)
  const span = {
    startAt: instantOf(startOfDay(zone, wide.startOn)),
    endAt: instantOf(startOfDay(zone, wide.endOn + 1)),
  }
  const partsOf = await partsAway(db, institution, personIds, span)
  const entries = await store.entriesBetween(db, institutionId, personIds, span)
  const calls = groupBy(await store.callsBetween(db, institutionId, personIds, span), ({ personId }) => personId)
  const confirmations = groupBy(
    await store.confirmationsBetween(db, institutionId, personIds, around),
    ({ personId }) => personId,
  )
  const holidays = await store.holidaysBetween(db, institutionId, around)
  const settings = await settingsOf(db, institutionId, null)
  const permits = await permitsOf(db, institutionId, personIds)
  const sites = await sitesOf(db, institutionId)
  const zoneAt = (siteId: string | null) => sites.find(({ id }) => id === siteId)?.timeZone ?? institution.timeZone
  const today = dayOf(todayAt(institution, wanted.now))
  const shownBy = groupBy(shown, ({ personId }) => personId)
  const heldBy = groupBy(held, ({ personId }) => personId)
  const placedBy = groupBy(placements, ({ appointmentId }) => appointmentId)
  const leavesBy = groupBy(leaves, ({ personId }) => personId)
  const people = personIds.map((personId) => {
    const own = shownBy.get(personId)!
    const appointments = heldBy.get(personId) ?? own
    const programIds = [...new Set(own.map(({ programId }) => programId))]
    const freeDays = new Set(
      holidays
        .filter(({ programId }) => programId === null || programIds.includes(programId))
        .map(({ onDay }) => dayOf(onDay)),
    )
    const facts = {
      appointments,
      programIds,
      institution,
      range,
      today,
      stays: appointments.flatMap((one) => staysOf(one, curricula.get(one.id), placedBy.get(one.id) ?? [], zoneAt)),
      leaves: (leavesBy.get(personId) ?? []).map(({ kind, startOn, endOn }) => ({
        label: leaveNames[kind],
        startOn: dayOf(startOn),
        endOn: dayOf(endOn),
      })),
      calls: (calls.get(personId) ?? []).map(callOf),
      parts: partsOf(personId, freeDays),
      holidays: freeDays,
      all: entries.get(personId) ?? [],
      confirmed: new Map(
        (confirmations.get(personId) ?? []).map(({ weekOn, throughOn }) => [dayOf(weekOn), dayOf(throughOn)]),
      ),
      permit: permits.get(personId),
      settings,
      draftThroughOn: wanted.draftThroughOn,
    }
    return personOf(facts, curricula)
  })
  return {
    institution,
    today,
    now: nowAt(institution, wanted.now),
    range,
    people,
    holidays: new Map(
      holidays.filter(({ programId }) => programId === null).map(({ onDay, name }) => [dayOf(onDay), name]),
    ),
  }
}

const callOf = (row: Awaited<ReturnType<typeof store.callsBetween>>[number]): HeldCall => ({
  id: row.id,
  name: `${row.poolName}: ${row.shiftName}`,
  work: callKinds[row.kind].work,
  takesDay: callKinds[row.kind].takesDay,
  startAt: minuteOf(row.startAt),
  endAt: minuteOf(row.endAt),
  siteId: row.siteId,
  timeZone: row.timeZone,
})

function staysOf(
  { programId }: HeldAppointment,
  curriculum: Curriculum | undefined,
  placed: readonly { readonly rotationId: string; readonly startOn: string; readonly endOn: string }[],
  zoneAt: (siteId: string | null) => string,
): Stay[] {
  return placed.map(({ rotationId, startOn, endOn }) => {
    const rotation = curriculum?.definition.rotations.find(({ id }) => id === rotationId)
    const siteId = rotation?.site ?? curriculum?.definition.sites[0]?.id ?? null
    return {
      programId,
      rotationId,
      label: rotation ? rotationName(rotation) : rotationId,
      siteId,
      timeZone: zoneAt(siteId),
      isCall: rotation?.kind === 'call',
      startOn: dayOf(startOn),
      endOn: dayOf(endOn),
    }
  })
}

interface Gathered {
  readonly appointments: readonly HeldAppointment[]
  readonly programIds: readonly string[]
  readonly institution: Institution
  readonly range: DateRange
  readonly today: Day
  readonly stays: readonly Stay[]
  readonly leaves: readonly Leave[]
  readonly parts: readonly PartAway[]
  readonly calls: readonly HeldCall[]
  readonly holidays: ReadonlySet<Day>
  readonly all: readonly store.HeldEntry[]
  readonly confirmed: ReadonlyMap<Day, Day>
  readonly permit: Permit | undefined
  readonly settings: (programId: string) => KeptSettings
  readonly draftThroughOn: Day
}

function personOf(facts: Gathered, curricula: ReadonlyMap<string, Curriculum>): Person {
  const { appointments, programIds, all, stays, range } = facts
  const first = appointments.find(({ programId }) => programId === programIds[0])!
  const zone = zoneOf(facts.institution.timeZone)
  const settings = facts.settings(first.programId)
  const entries = all.filter(({ withdrawn }) => !withdrawn)
  const drafts = openDrafts(facts, entries, settings)
  const years = appointments.flatMap((one) => yearsOf(one, curricula.get(one.id)))
  const personName = `${first.givenName} ${first.familyName}`
  return {
    personId: first.personId,
    personName,
    programIds,
    appointments,
    level:
      years.find(({ startOn, endOn }) => startOn <= facts.today && facts.today <= endOn)?.level ?? first.entryLevel,
    stays,
    leaves: facts.leaves,
    parts: facts.parts,
    calls: facts.calls,
    entries,
    drafts,
    confirmed: facts.confirmed,
    settings,
    hours: {
      id: first.personId,
      label: personName,
      zone,
      horizon: range,
      periods: [...entries.map(periodOf), ...drafts.map(draftedPeriod)],
      homeCalls: facts.calls
        .filter(({ work }) => work === null)
        .map(({ id, startAt, endAt }) => ({ id, startAt, endAt })),
      stints: stays.map((stay) => stintOf(stay, settings)),
      leaves: facts.leaves,
      partLeaves: facts.parts.map(({ startAt, endAt, workdayMinutes }) => ({ startAt, endAt, workdayMinutes })),
      years: years.flatMap(({ postgraduateYear, startOn, endOn }) =>
        postgraduateYear === null ? [] : [{ postgraduateYear, startOn, endOn }],
      ),
      visa: facts.permit?.visa ?? null,
      moonlighting: facts.permit?.moonlighting ?? null,
    },
  }
}

/** What the schedule has and nobody has answered: not confirmed, not logged in its place, and since hours are kept here. */
function openDrafts(facts: Gathered, entries: readonly store.HeldEntry[], { settings }: KeptSettings): Draft[] {
  const since = keptSince(settings, facts.today)
  const answered = new Set(facts.all.flatMap(({ draftKey }) => (draftKey === null ? [] : [draftKey])))
  const isConfirmed = (day: Day) => day <= (facts.confirmed.get(mondayOf(day)) ?? -Infinity)
  const range = {
    startOn: Math.max(since, facts.range.startOn - aroundDays),
    endOn: Math.min(facts.draftThroughOn, facts.range.endOn + aroundDays),
  }
  const drafts = draftsOf({
    ...range,
    zone: zoneOf(facts.institution.timeZone),
    stays: facts.stays,
    leaves: facts.leaves,
    parts: facts.parts,
    calls: facts.calls,
    holidays: facts.holidays,
    settings: (programId) => facts.settings(programId).settings,
    isAnswered: (day) => isConfirmed(day) || (answered.has(dayKey(day)) && !facts.parts.some(({ on }) => on === day)),
  })
  return drafts.filter(({ key, on, startAt, endAt }) => {
    const day = dayOf(on)
    if (answered.has(key) || isConfirmed(day)) return false
    return !entries.some((entry) => entry.startAt < endAt && startAt < entry.endAt)
  })
}

/** The first day that hours are asked for. */
export const keptSince = (settings: KeptSettings['settings'], today: Day): Day =>
  settings.keptSince === null ? today - 28 : dayOf(settings.keptSince)

const periodOf = ({ id, kind, startAt, endAt, extension, reason }: store.HeldEntry): WorkPeriod => ({
  id,
  kind,
  startAt,
  endAt,
  extension,
  reason,
})

export const draftedPeriod = ({ key, kind, startAt, endAt }: Draft): WorkPeriod => ({
  id: key,
  kind,
  startAt,
  endAt,
  extension: null,
  reason: null,
})

const stintOf = (stay: Stay, { settings }: KeptSettings): RotationStint => ({
  rotationId: stay.rotationId,
  label: stay.label,
  siteId: stay.siteId,
  isNightFloat: stay.isCall || usualDayOf(settings, stay)?.kind === 'night-float',
  startOn: stay.startOn,
  endOn: stay.endOn,
})

/** Levels by date, with the postgraduate year where the level names one. */
function yearsOf(appointment: HeldAppointment, curriculum: Curriculum | undefined) {
  const levels = curriculum?.definition.levels.map(({ id }) => id) ?? []
  const { entryLevel } = appointment
  const days = { startOn: dayOf(appointment.startOn), endOn: dayOf(appointment.endOn) }
  const ranges = levels.includes(entryLevel)
    ? levelRanges({ levels, entryLevel, startOn: days.startOn, pauses: [] }, days.endOn)
    : [{ level: entryLevel, ...days }]
  return ranges.map((range) => ({
    ...range,
    postgraduateYear: Number(/^PGY-(\d+)$/.exec(range.level)?.[1] ?? NaN) || null,
  }))
}

/** Mondays of weeks that are over, in a range, with hours that nobody has confirmed. */
export function unconfirmedWeeks(
  { drafts, entries, confirmed }: Person,
  { range, today }: HourFacts,
  timeZone: string,
): Day[] {
  const zone = zoneOf(timeZone)
  const days = [...drafts.map(({ on }) => dayOf(on)), ...entries.map(({ startAt }) => dayAt(zone, startAt))]
  const weeks = new Set(days.map(mondayOf))
  return [...weeks]
    .filter((monday) => monday + 6 < today && overlap({ startOn: monday, endOn: monday + 6 }, range) !== null)
    .filter((monday) => (confirmed.get(monday) ?? -Infinity) < monday + 6)
    .sort((a, b) => a - b)
}
