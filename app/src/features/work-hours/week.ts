import { type DateRange, dayOf, type Day, isoOf, requiredRest } from '@gradus/rules'
import { AppError, notFound } from '../../contract/app-error.ts'
import type { Actor } from '../../contract/roles.ts'
import type { Reads } from '../../platform/db/index.ts'
import type { Guard } from '../../platform/http/guard.ts'
import { groupBy } from '../../platform/group-by.ts'
import { institutionById, todayAt } from '../programs/index.ts'
import { notAMonday } from './refusals.ts'
import type { HourLine, WeekView } from './contract.ts'
import { type HourFacts, loadHours, mondayOf, type Person, unconfirmedWeeks } from './facts.ts'
import { checkerOf } from './judge.ts'
import { awayOn } from './parts.ts'
import { correctHours, logOwnHours, overseeHours } from './policy.ts'
import { requireReader } from './reach.ts'
import { rulesSettings } from './settings.ts'
import * as store from './store.ts'
import { toldBetween } from './telling-store.ts'
import { instantOf, localClock, localDay, minuteOf } from './times.ts'
import { draftLine, entryLine, findingKey, findingOf, seenOf, startOf, type Told, windowOf } from './views.ts'

const weeksShown = 6

export interface OfPerson {
  readonly institutionId: string
  readonly personId: string
  readonly now: Date
}

export interface Week extends HourFacts {
  readonly person: Person
  readonly week: DateRange
  readonly reopenings: readonly store.ReopeningRow[]
}

export const readMonday = (weekOn: string): Day => {
  const day = dayOf(weekOn)
  if (mondayOf(day) !== day) throw notAMonday(weekOn)
  return day
}

/** A person's hours around a week (null: that of today), with the weeks before today that may still be asked about. */
export async function loadWeek(
  db: Reads,
  { institutionId, personId, now }: OfPerson,
  monday: Day | null,
): Promise<Week> {
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  const thisMonday = mondayOf(dayOf(todayAt(institution, now)))
  const startOn = monday ?? thisMonday
  const facts = await loadHours(db, {
    institutionId,
    range: { startOn: Math.min(startOn, thisMonday - 7 * weeksShown), endOn: Math.max(startOn, thisMonday) + 6 },
    draftThroughOn: Math.max(startOn, thisMonday) + 6 + 31,
    whose: { personIds: [personId] },
    now,
  })
  const [person] = facts.people
  if (person === undefined)
    throw new AppError('not-found', 'There is no appointment in these weeks, so there are no hours to keep.')
  const reopenings = await store.reopeningsOf(db, institutionId, personId, isoOf(facts.today))
  return { ...facts, person, week: { startOn, endOn: startOn + 6 }, reopenings }
}

export const locksOn = (monday: Day, { settings }: Person): Day => monday + 6 + settings.settings.locksAfterDays.value

/** Mondays of weeks that are over, not confirmed and not locked: what a trainee can be asked to confirm. */
export const weeksToConfirm = (person: Person, facts: HourFacts): Day[] =>
  unconfirmedWeeks(person, facts, facts.institution.timeZone).filter((monday) => facts.today <= locksOn(monday, person))

export const isReopened = (monday: Day, { reopenings }: Pick<Week, 'reopenings'>): boolean =>
  reopenings.some(({ weekOn }) => dayOf(weekOn) === monday)

export const isLocked = (monday: Day, week: Pick<Week, 'today' | 'person' | 'reopenings'>): boolean =>
  week.today > locksOn(monday, week.person) && !isReopened(monday, week)

const stateOf = (monday: Day, week: Week): WeekView['state'] => {
  if (isReopened(monday, week)) return 'reopened'
  if ((week.person.confirmed.get(monday) ?? -Infinity) >= monday + 6) return 'confirmed'
  return isLocked(monday, week) ? 'locked' : 'open'
}

/** Drafts of the week, in order. */
const draftsIn = ({ person, week }: Pick<Week, 'person' | 'week'>) =>
  person.drafts.filter(({ on }) => week.startOn <= dayOf(on) && dayOf(on) <= week.endOn)

/** Through which day the week can be confirmed now: what has not ended cannot be. Null when nothing is left to confirm. */
export function confirmableThrough(week: Week): Day | null {
  const { person, today, now } = week
  const running = draftsIn(week).some(({ on, endAt }) => dayOf(on) === today && endAt > now)
  const through = Math.min(week.week.endOn, running ? today - 1 : today)
  const before = person.confirmed.get(week.week.startOn) ?? -Infinity
  const isScheduled = person.stays.some((stay) => stay.startOn <= through && week.week.startOn <= stay.endOn)
  const hasEntry = person.entries.some(
    ({ startAt }) => startOf(person, week.week.startOn) <= startAt && startAt < startOf(person, week.week.endOn + 1),
  )
  return through < week.week.startOn || through <= before || !(isScheduled || hasEntry) ? null : through
}

/** The drafts that confirming through a day turns into entries. */
export const draftsThrough = (week: Week, through: Day) => draftsIn(week).filter(({ on }) => dayOf(on) <= through)

const spanOf = ({ person, week }: Pick<Week, 'person' | 'week'>): store.Span => ({
  startAt: instantOf(startOf(person, week.startOn)),
  endAt: instantOf(startOf(person, week.endOn + 1)),
})

/** All lines of the week: entries with their versions, and what only the schedule has. */
export const linesOf = async (db: Reads, week: Week): Promise<HourLine[]> =>
  linesAmong(week, await store.versionsOf(db, week.institution.institutionId, [week.person.personId], spanOf(week)))

/** The same, from versions that were loaded with those of other people and weeks. */
export function linesAmong(week: Omit<Week, 'reopenings'>, versions: readonly store.PeriodRow[]): HourLine[] {
  const { institution, person, now } = week
  const span = spanOf(week)
  const own = versions.filter(({ personId }) => personId === person.personId)
  const inWeek = new Set(
    own.filter(({ startAt, endAt }) => startAt < span.endAt && span.startAt < endAt).map(({ entryId }) => entryId),
  )
  const byEntry = groupBy(
    own.filter(({ entryId }) => inWeek.has(entryId)),
    ({ entryId }) => entryId,
  )
  const days = new Set(daysOf(week.week).map(isoOf))
  return [
    ...[...byEntry.values()].map((each) => entryLine(each, person, institution.timeZone)),
    ...draftsIn(week).map((draft) => draftLine(draft, now, institution.timeZone)),
  ]
    .filter(({ on }) => days.has(on))
    .sort((a, b) => (a.on + a.start < b.on + b.start ? -1 : 1))
}

const daysOf = ({ startOn, endOn }: DateRange): Day[] =>
  Array.from({ length: endOn - startOn + 1 }, (_, index) => startOn + index)

/** What the rules say of the week as it is, and as it would be if the schedule were followed. */
function judgeWeek({ person, week, now }: Pick<Week, 'person' | 'week' | 'now'>) {
  const ahead = { ...person, hours: { ...person.hours, horizon: week } }
  const so = {
    ...ahead,
    hours: { ...ahead.hours, periods: ahead.hours.periods.filter(({ startAt }) => startAt <= now) },
  }
  const actual = checkerOf(so)
  const known = new Set(actual.findings.map(findingKey))
  const planned = checkerOf(ahead).findings.filter((finding) => !known.has(findingKey(finding)))
  return {
    actual: actual.findings,
    planned,
    windows: actual.windows,
    rest: requiredRest(so.hours, rulesSettings(person.settings.settings), now),
  }
}

/** Broken rules of a week that have happened; what a trainee can tell about. */
export const actualFindings = (week: Pick<Week, 'person' | 'week' | 'now'>) => judgeWeek(week).actual

/** Work that is done, and neither taken out nor still ahead. */
export const workedOf = (lines: readonly HourLine[]): HourLine[] =>
  lines.filter(({ withdrawn, planned }) => !withdrawn && !planned)

export const minutesOf = (lines: readonly HourLine[]): number => lines.reduce((sum, { minutes }) => sum + minutes, 0)

export async function weekView(
  db: Reads,
  guard: Guard,
  asked: OfPerson & { readonly actor: Actor },
  monday: Day | null,
): Promise<WeekView> {
  const week = await loadWeek(db, asked, monday)
  const { institution, person, today, now, holidays } = week
  const target = { personId: person.personId, programIds: person.programIds }
  requireReader(guard, asked.actor, person)
  const { institutionId, timeZone } = institution
  const lines = await linesOf(db, week)
  const judged = judgeWeek(week)
  const told: Told = new Map(
    (
      await toldBetween(db, institutionId, {
        personIds: [person.personId],
        startOn: isoOf(week.week.startOn - 31),
        endOn: isoOf(week.week.endOn + 31),
      })
    ).map(({ findingKey: key, id, closedAt, action }) => [key, { id, closed: closedAt !== null, action }]),
  )
  const timer = await store.runningTimer(db, institutionId, person.personId)
  const through = confirmableThrough(week)
  const confirmed = person.confirmed.get(week.week.startOn)
  const asks = new Set(unconfirmedWeeks(person, week, timeZone))
  const reopened = week.reopenings.find(({ weekOn }) => dayOf(weekOn) === week.week.startOn)
  const open = !isLocked(week.week.startOn, week)
  const own = asked.actor.personId === person.personId
  const why = own || guard.may(overseeHours, target)
  return {
    personId: person.personId,
    personName: person.personName,
    own,
    timeZone,
    today: isoOf(today),
    now: instantOf(now).toISOString(),
    weekOn: isoOf(week.week.startOn),
    state: stateOf(week.week.startOn, week),
    locked: !open,
    locksOn: isoOf(locksOn(week.week.startOn, person)),
    reopened: reopened ? { by: reopened.by, reason: reopened.reason, untilOn: reopened.untilOn } : null,
    confirmedThroughOn: confirmed === undefined ? null : isoOf(confirmed),
    mayConfirmThroughOn: through !== null && own && open ? isoOf(through) : null,
    days: daysOf(week.week).map((day) => ({
      on: isoOf(day),
      rotation: person.stays.find((stay) => stay.startOn <= day && day <= stay.endOn)?.label ?? null,
      leave: why || awayOn(day, person) === null ? awayOn(day, person) : 'Away',
      holiday: holidays.get(day) ?? null,
      lines: lines.filter(({ on }) => on === isoOf(day)),
      homeCalls: person.calls
        .filter(({ work, startAt, timeZone: zone }) => work === null && localDay(zone, startAt) === isoOf(day))
        .map((call) => ({
          label: call.name,
          start: localClock(call.timeZone, call.startAt),
          end: localClock(call.timeZone, call.endAt),
        })),
    })),
    minutes: minutesOf(workedOf(lines)),
    plannedMinutes: minutesOf(lines.filter(({ planned }) => planned)),
    findings: [
      ...judged.actual.map((finding) => findingOf(finding, now, told)),
      ...judged.planned.map((finding) => ({ ...findingOf(finding, now, told), planned: true })),
    ],
    rest: judged.rest ? { until: instantOf(judged.rest.untilAt).toISOString(), sentence: judged.rest.sentence } : null,
    windows: judged.windows.map((window) => windowOf(window, today)),
    timer: timer
      ? {
          id: timer.id,
          kind: timer.kind,
          startedAt: timer.startedAt.toISOString(),
          minutes: Math.max(0, now - minuteOf(timer.startedAt)),
        }
      : null,
    weeks: Array.from({ length: weeksShown }, (_, index) => mondayOf(today) - 7 * index).map((day) => ({
      weekOn: isoOf(day),
      state: stateOf(day, week),
      asks: asks.has(day) && !isLocked(day, week),
    })),
    causes: person.settings.settings.causes,
    seen: seenOf(lines),
    abilities: {
      log: own && open && guard.may(logOwnHours, target),
      correct: !own && guard.may(correctHours, target),
    },
  }
}
