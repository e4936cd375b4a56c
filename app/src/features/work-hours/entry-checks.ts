import { addDays, dayOf, isoOf, type Minute, WORK_KINDS } from '@gradus/rules'
import { AppError } from '../../contract/app-error.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { PeriodFields } from './contract.ts'
import { mondayOf, type Person } from './facts.ts'
import { invalid } from './refusals.ts'
import { atLocal, localClock, localDay } from './times.ts'
import { isLocked, locksOn, type Week } from './week.ts'

export interface Times {
  readonly startAt: Minute
  readonly endAt: Minute
}

/** The instants of what was typed, by the clocks of the site. */
export function timesOf({ on, start, end, endsDaysLater }: PeriodFields, timeZone: string): Times {
  const minuteIn = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  const startAt = atLocal(timeZone, on, minuteIn(start))
  const endAt = atLocal(timeZone, isoOf(addDays(dayOf(on), endsDaysLater)), minuteIn(end))
  if (endAt <= startAt)
    throw invalid([
      { path: 'end', sentence: 'This ends before it starts; choose the next day if it went past midnight.' },
    ])
  return { startAt, endAt }
}

const words = (times: Times, timeZone: string): string =>
  `${localClock(timeZone, times.startAt)} to ${localClock(timeZone, times.endAt)} on ${dayWords(localDay(timeZone, times.startAt))}`

/** What a new time would stand over: another entry, or a line of the schedule that it does not answer. */
export function overlapOf(
  times: Times,
  person: Person,
  timeZone: string,
  except: { entryId: string | null; draftKey: string | null },
): string | null {
  const meets = (other: Times) => other.startAt < times.endAt && times.startAt < other.endAt
  const entry = person.entries.find((one) => one.id !== except.entryId && meets(one))
  if (entry)
    return `This overlaps with ${WORK_KINDS[entry.kind].label} logged from ${words(entry, timeZone)}; time counts once, so change that entry or these times.`
  const draft = person.drafts.find((one) => one.key !== except.draftKey && meets(one))
  return draft
    ? `This overlaps with ${WORK_KINDS[draft.kind].label} scheduled from ${words(draft, timeZone)}; change that line if it was different.`
    : null
}

export function requireOpen(week: Week, on: string): void {
  const monday = mondayOf(dayOf(on))
  if (isLocked(monday, week))
    throw new AppError(
      'conflict',
      `The week of ${dayWords(isoOf(monday))} locked after ${dayWords(isoOf(locksOn(monday, week.person)))}. Your coordinator or program director can open it again.`,
    )
}

export function requireSound(
  times: Times,
  fields: Pick<PeriodFields, 'on' | 'extension' | 'stayReason'>,
  week: Week,
): void {
  requireOpen(week, fields.on)
  if (times.startAt > week.now)
    throw invalid([{ path: 'start', sentence: 'This has not begun yet; hours are logged once they are worked.' }])
  if (fields.extension === 'voluntary-stay' && (fields.stayReason ?? '').trim() === '')
    throw invalid([{ path: 'stayReason', sentence: 'Say for what you chose to stay.' }])
}

/** Where the person was on a day: what an entry is filed under. */
export function placeOf({ stays, programIds }: Person, on: string, timeZone: string) {
  const day = dayOf(on)
  const stay = stays.find(({ startOn, endOn }) => startOn <= day && day <= endOn)
  return {
    programId: stay?.programId ?? programIds[0] ?? null,
    rotationId: stay?.rotationId ?? null,
    siteId: stay?.siteId ?? null,
    timeZone: stay?.timeZone ?? timeZone,
  }
}
