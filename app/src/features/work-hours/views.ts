import {
  type Day,
  dayOf,
  isoOf,
  type Minute,
  startOfDay,
  type WindowHours,
  WORK_KINDS,
  type WorkHourFinding,
} from '@gradus/rules'
import { createHash } from 'node:crypto'
import type { HourFinding, HourLine, HourWindow } from './contract.ts'
import type { Draft } from './drafts.ts'
import type { Person } from './facts.ts'
import type { PeriodRow } from './store.ts'
import { localClock, localDay, minuteOf } from './times.ts'

export const rounded = (hours: number): number => Math.round(hours * 10) / 10

/** Rule and days: what stays the same when a figure changes a little. */
export const findingKey = ({ ruleId, startOn, endOn, startAt }: WorkHourFinding): string =>
  startAt === undefined ? `${ruleId}:${isoOf(startOn ?? 0)}:${isoOf(endOn ?? 0)}` : `${ruleId}:${isoOf(startOn ?? 0)}`

export type Told = ReadonlyMap<string, NonNullable<HourFinding['told']>>

export const findingOf = (finding: WorkHourFinding, now: Minute, told: Told): HourFinding => ({
  key: findingKey(finding),
  ruleId: finding.ruleId,
  severity: finding.severity,
  sentence: finding.sentence,
  citation: finding.citation,
  measured: finding.measured ?? null,
  limit: finding.limit ?? null,
  unit: finding.unit ?? null,
  startOn: isoOf(finding.startOn ?? 0),
  endOn: isoOf(finding.endOn ?? finding.startOn ?? 0),
  planned: (finding.startAt ?? -Infinity) > now,
  told: told.get(findingKey(finding)) ?? null,
})

export const windowOf = (window: WindowHours, today: Day): HourWindow => ({
  startOn: isoOf(window.startOn),
  endOn: isoOf(window.endOn),
  label: window.stint?.label ?? null,
  averageHours: window.averageHours === null ? null : Math.round(window.averageHours * 100) / 100,
  limitHours: window.limitHours,
  hours: rounded(window.minutes / 60),
  maxHours: rounded((window.limitHours * window.averagedDays) / 7),
  running: window.endOn >= today,
  weeks: window.weeks.map(({ minutes, leaveDays, startOn, endOn }) =>
    leaveDays > endOn - startOn || (minutes === 0 && startOn > today) ? null : rounded(minutes / 60),
  ),
  daysOff: window.daysOff.count,
  daysOffRequired: window.daysOffRequired,
  calls: window.calls,
  callsAllowed: window.callsAllowed,
})

interface Times {
  readonly startAt: Minute
  readonly endAt: Minute
}

function timesOf({ startAt, endAt }: Times, timeZone: string, institutionZone: string) {
  const on = localDay(timeZone, startAt)
  return {
    on,
    start: localClock(timeZone, startAt),
    end: localClock(timeZone, endAt),
    endsDaysLater: dayOf(localDay(timeZone, endAt)) - dayOf(on),
    timeZone: timeZone === institutionZone ? null : timeZone,
    minutes: endAt - startAt,
  }
}

/** "07:00 to 17:00, scheduled work" */
export const periodWords = (row: Pick<PeriodRow, 'kind' | 'startAt' | 'endAt' | 'timeZone' | 'withdrawn'>): string =>
  row.withdrawn
    ? 'not worked'
    : `${localClock(row.timeZone, minuteOf(row.startAt))} to ${localClock(row.timeZone, minuteOf(row.endAt))}, ${WORK_KINDS[row.kind].label}`

/** An entry with all its versions, the last one last. */
export function entryLine(versions: readonly PeriodRow[], person: Person, institutionZone: string): HourLine {
  const row = versions.at(-1)!
  const times = timesOf({ startAt: minuteOf(row.startAt), endAt: minuteOf(row.endAt) }, row.timeZone, institutionZone)
  return {
    entryId: row.entryId,
    version: row.version,
    draftKey: row.draftKey,
    kind: row.kind,
    label: person.stays.find(({ rotationId }) => rotationId === row.rotationId)?.label ?? '',
    ...times,
    extension: row.extension,
    stayReason: row.stayReason,
    withdrawn: row.withdrawn,
    planned: false,
    versions: versions.map((each) => ({
      version: each.version,
      at: each.writtenAt.toISOString(),
      by: each.author,
      own: each.authorPersonId === row.personId,
      source: each.source,
      words: periodWords(each),
      reason: each.reason,
    })),
  }
}

export function draftLine(draft: Draft, now: Minute, institutionZone: string): HourLine {
  return {
    entryId: null,
    version: null,
    draftKey: draft.key,
    kind: draft.kind,
    label: draft.call?.name ?? draft.stay?.label ?? '',
    ...timesOf(draft, draft.call?.timeZone ?? institutionZone, institutionZone),
    extension: null,
    stayReason: null,
    withdrawn: false,
    planned: draft.startAt > now,
    versions: [],
  }
}

/** Stands for the lines shown, so that what is confirmed is what was seen. */
export const seenOf = (lines: readonly HourLine[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        lines.map(({ entryId, version, draftKey, on, start, end }) => [entryId, version, draftKey, on, start, end]),
      ),
    )
    .digest('base64url')
    .slice(0, 22)

export const startOf = (person: Person, day: number): Minute => startOfDay(person.hours.zone, day)
