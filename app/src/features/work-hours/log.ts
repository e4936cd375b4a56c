import { addDays, dayOf, isoOf, type Minute, WORK_KINDS, type WorkKind } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Platform } from '../../platform/platform.ts'
import { notify } from '../notifications/index.ts'
import type { PeriodFields } from './contract.ts'
import { mondayOf, type Person } from './facts.ts'
import { checkerOf } from './judge.ts'
import { invalid, stale } from './refusals.ts'
import * as store from './store.ts'
import { atLocal, instantOf, localClock, localDay, minuteOf } from './times.ts'
import {
  confirmableThrough,
  draftsThrough,
  isLocked,
  linesOf,
  loadWeek,
  locksOn,
  readMonday,
  type Week,
} from './week.ts'
import { periodWords, seenOf } from './views.ts'

interface Times {
  readonly startAt: Minute
  readonly endAt: Minute
}

/** The instants of what was typed, by the clocks of the site. */
function timesOf({ on, start, end, endsDaysLater }: PeriodFields, timeZone: string): Times {
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
function overlapOf(
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

function requireOpen(week: Week, on: string): void {
  const monday = mondayOf(dayOf(on))
  if (isLocked(monday, week))
    throw new AppError(
      'conflict',
      `The week of ${dayWords(isoOf(monday))} locked after ${dayWords(isoOf(locksOn(monday, week.person)))}. Your coordinator or program director can open it again.`,
    )
}

function requireSound(times: Times, fields: Pick<PeriodFields, 'on' | 'extension' | 'stayReason'>, week: Week): void {
  requireOpen(week, fields.on)
  if (times.startAt > week.now)
    throw invalid([{ path: 'start', sentence: 'This has not begun yet; hours are logged once they are worked.' }])
  if (fields.extension === 'voluntary-stay' && (fields.stayReason ?? '').trim() === '')
    throw invalid([{ path: 'stayReason', sentence: 'Say for what you chose to stay.' }])
}

/** Where the person was on a day: what an entry is filed under. */
function placeOf({ stays, programIds }: Person, on: string, timeZone: string) {
  const day = dayOf(on)
  const stay = stays.find(({ startOn, endOn }) => startOn <= day && day <= endOn)
  return {
    programId: stay?.programId ?? programIds[0] ?? null,
    rotationId: stay?.rotationId ?? null,
    siteId: stay?.siteId ?? null,
    timeZone: stay?.timeZone ?? timeZone,
  }
}

type Row = Parameters<typeof store.appendPeriods>[1][number]

export interface Author {
  readonly platform: Platform
  readonly who: Who
  readonly personId: string
}

/** One change of one person's hours: nobody else changes them meanwhile, and it begins with what they are now. */
async function change<T>(
  { platform, who, personId }: Author,
  on: string,
  work: (tx: WriteTx, week: Week) => Promise<T>,
): Promise<T> {
  return write(platform, who, async (tx) => {
    if (!(await store.lockHours(tx, who.institutionId, personId))) throw notFound('trainee')
    const asked = { institutionId: who.institutionId, personId, now: platform.now() }
    return work(tx, await loadWeek(tx, asked, mondayOf(dayOf(on))))
  })
}

const authorOf = ({ who, platform }: Author) => ({
  authorPersonId: who.personId,
  author: who.name,
  writtenAt: platform.now(),
})

const recorded = (
  row: Pick<Row, 'kind' | 'startAt' | 'endAt' | 'timeZone'> & { withdrawn?: boolean | undefined },
): string => periodWords({ ...row, withdrawn: row.withdrawn ?? false })

export async function confirmWeek(author: Author, weekOn: string, seen: string): Promise<string> {
  const monday = readMonday(weekOn)
  return change(author, weekOn, async (tx, week) => {
    requireOpen(week, weekOn)
    const { person, institution } = week
    if (seenOf(await linesOf(tx, week)) !== seen) throw stale('these hours', null)
    const through = confirmableThrough(week)
    if (through === null) throw new AppError('conflict', 'There is nothing to confirm in this week yet.')
    const drafts = draftsThrough(week, through)
    await store.appendPeriods(
      tx,
      drafts.map((draft) => ({
        institutionId: institution.institutionId,
        entryId: randomUUID(),
        version: 1,
        personId: person.personId,
        ...placeOf(person, draft.on, institution.timeZone),
        ...(draft.call ? { siteId: draft.call.siteId, timeZone: draft.call.timeZone } : {}),
        kind: draft.kind,
        startAt: instantOf(draft.startAt),
        endAt: instantOf(draft.endAt),
        source: 'drafted' as const,
        draftKey: draft.key,
        ...authorOf(author),
      })),
    )
    const throughOn = isoOf(through)
    await store.insertConfirmations(tx, [
      {
        institutionId: institution.institutionId,
        id: randomUUID(),
        personId: person.personId,
        weekOn: isoOf(monday),
        throughOn,
        confirmedAt: author.platform.now(),
      },
    ])
    tx.record({
      action: 'hours.confirmed',
      entity: 'person',
      entityId: person.personId,
      programId: person.programIds[0] ?? null,
      after: { weekOn, throughOn, fromSchedule: drafts.length },
    })
    return throughOn
  })
}

interface Filed extends Times {
  readonly kind: WorkKind
  readonly on: string
  readonly draftKey: string | null
  readonly extension: PeriodFields['extension']
  readonly stayReason: string | null
  readonly source: 'entered' | 'timer'
}

/** Puts a new entry into the log. Where it answers a line of the schedule, that line stays readable as its first version. */
export async function fileEntry(tx: WriteTx, author: Author, week: Week, filed: Filed): Promise<string> {
  const { person, institution } = week
  const draft = person.drafts.find(({ key }) => key === filed.draftKey)
  const place = placeOf(person, filed.on, institution.timeZone)
  const timeZone = draft?.call?.timeZone ?? place.timeZone
  requireSound(filed, filed, week)
  const except = { entryId: null, draftKey: filed.draftKey }
  // A timer says what was; what the schedule had beside it gives way.
  const others = filed.source === 'timer' ? { ...person, drafts: [] } : person
  const problem = overlapOf(filed, others, timeZone, except)
  if (problem !== null) throw invalid([{ path: 'start', sentence: problem }])
  const entryId = randomUUID()
  const row = {
    institutionId: institution.institutionId,
    entryId,
    personId: person.personId,
    ...place,
    timeZone,
    draftKey: filed.draftKey,
    ...authorOf(author),
  }
  const { kind, extension, stayReason } = filed
  const worked = {
    ...row,
    kind,
    extension,
    stayReason,
    startAt: instantOf(filed.startAt),
    endAt: instantOf(filed.endAt),
  }
  const source = filed.source === 'timer' ? ('timer' as const) : ('corrected' as const)
  const planned = draft && {
    ...row,
    kind: draft.kind,
    startAt: instantOf(draft.startAt),
    endAt: instantOf(draft.endAt),
  }
  await store.appendPeriods(
    tx,
    planned
      ? [
          { ...planned, version: 1, source: 'drafted' },
          { ...worked, version: 2, source },
        ]
      : [{ ...worked, version: 1, source: filed.source }],
  )
  tx.record({
    action: 'hours.logged',
    entity: 'person',
    entityId: person.personId,
    programId: place.programId,
    after: { entryId, on: filed.on, period: recorded(worked) },
  })
  return entryId
}

export async function addPeriod(
  author: Author,
  fields: PeriodFields & { readonly draftKey: string | null },
): Promise<string> {
  return change(author, fields.on, async (tx, week) => {
    const draft = week.person.drafts.find(({ key }) => key === fields.draftKey)
    if (fields.draftKey !== null && draft === undefined) throw stale('this line', null)
    const { timeZone } = placeOf(week.person, fields.on, week.institution.timeZone)
    return fileEntry(tx, author, week, {
      ...fields,
      ...timesOf(fields, draft?.call?.timeZone ?? timeZone),
      source: 'entered',
    })
  })
}

/** Says that a line of the schedule was not worked; it stays readable as what was planned. */
export async function dismissDraft(author: Author, draftKey: string, on: string): Promise<string> {
  return change(author, on, async (tx, week) => {
    requireOpen(week, on)
    const { person, institution } = week
    const draft = person.drafts.find(({ key }) => key === draftKey)
    if (draft === undefined) throw stale('this line', null)
    const entryId = randomUUID()
    const row = {
      institutionId: institution.institutionId,
      entryId,
      personId: person.personId,
      ...placeOf(person, draft.on, institution.timeZone),
      kind: draft.kind,
      startAt: instantOf(draft.startAt),
      endAt: instantOf(draft.endAt),
      draftKey,
      ...authorOf(author),
    }
    await store.appendPeriods(tx, [
      { ...row, version: 1, source: 'drafted' },
      { ...row, version: 2, source: 'corrected', withdrawn: true },
    ])
    tx.record({
      action: 'hours.not-worked',
      entity: 'person',
      entityId: person.personId,
      programId: row.programId,
      after: { entryId, on, period: recorded(row) },
    })
    return entryId
  })
}

/** The entry that is to get another version, as it is now. */
async function entryFor(
  tx: WriteTx,
  author: Author,
  entryId: string,
  expectedVersion: number,
): Promise<store.PeriodRow> {
  const before = await store.entryById(tx, author.who.institutionId, entryId)
  if (before === undefined || before.personId !== author.personId) throw notFound('entry')
  if (before.version !== expectedVersion)
    throw stale('this entry', { version: before.version, period: periodWords(before) })
  return before
}

async function appendVersion(
  tx: WriteTx,
  author: Author,
  before: store.PeriodRow,
  next: Partial<Pick<store.PeriodRow, 'kind' | 'startAt' | 'endAt' | 'extension' | 'stayReason' | 'withdrawn'>>,
  reason: string,
): Promise<number> {
  const row: store.PeriodRow = {
    ...before,
    ...next,
    version: before.version + 1,
    source: 'corrected',
    reason,
    ...authorOf(author),
  }
  await store.appendPeriods(tx, [row])
  tx.record({
    action: row.withdrawn ? 'hours.withdrawn' : 'hours.changed',
    entity: 'person',
    entityId: before.personId,
    programId: before.programId,
    before: { entryId: before.entryId, period: periodWords(before) },
    after: { entryId: before.entryId, version: row.version, period: periodWords(row) },
    reason: reason === '' ? null : reason,
  })
  if (author.who.personId !== before.personId)
    await notify(tx, [
      {
        institutionId: before.institutionId,
        id: randomUUID(),
        personId: before.personId,
        at: author.platform.now(),
        kind: 'hours.changed',
        title: `${author.who.name} changed your hours of ${dayWords(localDay(before.timeZone, minuteOf(before.startAt)))}`,
        detail: `${periodWords(before)} became ${periodWords(row)}. Reason: ${reason}`,
        link: `/me/hours?week=${isoOf(mondayOf(dayOf(localDay(before.timeZone, minuteOf(before.startAt)))))}`,
      },
    ])
  return row.version
}

export async function changePeriod(
  author: Author,
  entryId: string,
  input: PeriodFields & { readonly expectedVersion: number; readonly reason: string },
): Promise<number> {
  return change(author, input.on, async (tx, week) => {
    const before = await entryFor(tx, author, entryId, input.expectedVersion)
    const times = timesOf(input, before.timeZone)
    requireOpen(week, localDay(before.timeZone, minuteOf(before.startAt)))
    requireSound(times, input, week)
    const problem = overlapOf(times, week.person, before.timeZone, { entryId, draftKey: before.draftKey })
    if (problem !== null) throw invalid([{ path: 'start', sentence: problem }])
    const { kind, extension, stayReason } = input
    const next = {
      kind,
      extension,
      stayReason,
      withdrawn: false,
      startAt: instantOf(times.startAt),
      endAt: instantOf(times.endAt),
    }
    return appendVersion(tx, author, before, next, input.reason)
  })
}

export async function withdrawPeriod(
  author: Author,
  entryId: string,
  input: { readonly expectedVersion: number; readonly reason: string },
): Promise<number> {
  const known = await store.entryById(author.platform.database.drizzle, author.who.institutionId, entryId)
  if (known === undefined || known.personId !== author.personId) throw notFound('entry')
  const on = localDay(known.timeZone, minuteOf(known.startAt))
  return change(author, on, async (tx, week) => {
    requireOpen(week, on)
    const before = await entryFor(tx, author, entryId, input.expectedVersion)
    return appendVersion(tx, author, before, { withdrawn: true }, input.reason)
  })
}

/** What the rules would say, asked while somebody types. */
export async function previewPeriod(
  { platform, who, personId }: Author,
  input: PeriodFields & { readonly entryId: string | null; readonly draftKey: string | null },
) {
  const db = platform.database.drizzle
  const week = await loadWeek(
    db,
    { institutionId: who.institutionId, personId, now: platform.now() },
    mondayOf(dayOf(input.on)),
  )
  const { person, institution } = week
  const { timeZone } = placeOf(person, input.on, institution.timeZone)
  const times = timesOf(input, timeZone)
  const checker = checkerOf({
    ...person,
    hours: { ...person.hours, horizon: { startOn: week.week.startOn, endOn: week.week.endOn + 7 } },
  })
  const { introduced, resolved } = checker.preview({
    addPeriods: [{ id: 'preview', kind: input.kind, ...times, extension: input.extension, reason: input.stayReason }],
    removeIds: [input.entryId, input.draftKey].filter((id) => id !== null),
  })
  const shown = (findings: typeof introduced) => findings.map(({ severity, sentence }) => ({ severity, sentence }))
  return {
    minutes: times.endAt - times.startAt,
    introduced: shown(introduced),
    resolved: shown(resolved),
    problem: overlapOf(times, person, timeZone, input),
  }
}

const daysReopened = 7

export async function reopenWeek(author: Author, weekOn: string, reason: string): Promise<string> {
  const monday = readMonday(weekOn)
  return change(author, weekOn, async (tx, week) => {
    const { person, today, institution } = week
    if (!isLocked(monday, week)) throw new AppError('conflict', 'This week is open already.')
    const untilOn = isoOf(today + daysReopened)
    await store.insertReopening(tx, {
      institutionId: institution.institutionId,
      id: randomUUID(),
      personId: person.personId,
      weekOn,
      untilOn,
      byPersonId: author.who.personId,
      by: author.who.name,
      reason,
      reopenedAt: author.platform.now(),
    })
    tx.record({
      action: 'hours.week-reopened',
      entity: 'person',
      entityId: person.personId,
      programId: person.programIds[0] ?? null,
      after: { weekOn, untilOn },
      reason,
    })
    await notify(tx, [
      {
        institutionId: institution.institutionId,
        id: randomUUID(),
        personId: person.personId,
        at: author.platform.now(),
        kind: 'hours.confirm',
        title: `Your hours of the week of ${dayWords(weekOn)} are open again`,
        detail: `Until ${dayWords(untilOn)}. ${author.who.name} writes: ${reason}`,
        link: `/me/hours?week=${weekOn}`,
      },
    ])
    return untilOn
  })
}
