import { dayOf, isoOf, type WorkKind } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { notFound } from '../../contract/app-error.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import { notify } from '../notifications/index.ts'
import { type Author, authorOf, change } from './author.ts'
import type { PeriodFields } from './contract.ts'
import { overlapOf, placeOf, requireOpen, requireSound, type Times, timesOf } from './entry-checks.ts'
import { mondayOf } from './facts.ts'
import { invalid, stale } from './refusals.ts'
import * as store from './store.ts'
import { instantOf, localDay, minuteOf } from './times.ts'
import { periodWords } from './views.ts'
import type { Week } from './week.ts'

type Row = Parameters<typeof store.appendPeriods>[1][number]

const recorded = (
  row: Pick<Row, 'kind' | 'startAt' | 'endAt' | 'timeZone'> & { withdrawn?: boolean | undefined },
): string => periodWords({ ...row, withdrawn: row.withdrawn ?? false })

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
