import { isoOf, plural } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { Who, WriteTx } from '../../../platform/audit/write.ts'
import { notify } from '../../notifications/index.ts'
import { changesInWords } from '../changes.ts'
import { compareRows, type Row } from '../edits.ts'
import type { Placement, Seat } from '../facts/year-facts.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { RecordedChange } from './schema.ts'
import { appendVersion, endRecordRows, insertRecordRows } from './store.ts'

export interface RecordWrite {
  readonly who: Who
  readonly now: Date
  readonly startYear: number
  readonly yearLabel: string
  /** The version this write makes. */
  readonly version: number
  readonly kind: 'publication' | 'amendment'
  readonly reason: string
  readonly scenarioId: string | null
  /** Whose schedule may change; nobody else's does. */
  readonly seats: readonly Seat[]
  readonly before: readonly Placement[]
  readonly after: readonly Row[]
}

export interface Recorded {
  readonly changes: readonly RecordedChange[]
  readonly notified: number
  readonly ended: readonly string[]
  /** The new rows, with their ids. */
  readonly added: readonly (Row & { readonly id: string; readonly programId: string })[]
}

/**
 * Writes one version of the record: rows that say the same stay as they are with their ids, the others end or begin with this version.
 * Everybody whose schedule changes gets a notice.
 */
export async function writeRecord(tx: WriteTx, write: RecordWrite): Promise<Recorded> {
  const { who, now, startYear, version, kind, reason, scenarioId } = write
  const { institutionId } = who
  const seats = new Map(write.seats.map((seat) => [seat.id, seat]))
  const { ended, added } = compareRows(
    write.before.filter(({ appointmentId }) => seats.has(appointmentId)),
    write.after.filter(({ appointmentId }) => seats.has(appointmentId)),
  )
  const rows = added.map((row) => ({
    ...row,
    id: randomUUID(),
    programId: seats.get(row.appointmentId)!.programId,
  }))
  const changes = recordedChanges(write, new Set([...ended, ...added].map(({ appointmentId }) => appointmentId)))
  await appendVersion(tx, {
    institutionId,
    startYear,
    version,
    kind,
    at: now,
    byPersonId: who.personId,
    by: who.name,
    reason,
    scenarioId,
    changes,
  })
  const endedIds = ended.map(({ id }) => id)
  await endRecordRows(tx, institutionId, endedIds, version)
  await insertRecordRows(
    tx,
    rows.map(({ id, appointmentId, programId, rotationId, startOn, endOn }) => ({
      institutionId,
      id,
      startYear,
      appointmentId,
      programId,
      rotationId,
      startOn: isoOf(startOn),
      endOn: isoOf(endOn),
      fromVersion: version,
      untilVersion: null,
    })),
  )
  const byPerson = groupBy(changes, ({ personId }) => personId)
  await notify(
    tx,
    [...byPerson].map(([personId, own]) => ({
      institutionId,
      id: randomUUID(),
      personId,
      at: now,
      kind: kind === 'publication' ? ('schedule.published' as const) : ('schedule.changed' as const),
      title:
        kind === 'publication'
          ? `Your schedule for ${write.yearLabel} is published`
          : `Your schedule for ${write.yearLabel} has changed`,
      detail: noticeDetail(own, reason),
      link: '/me/schedule',
    })),
  )
  return { changes, notified: byPerson.size, ended: endedIds, added: rows }
}

const sentencesInNotice = 5

function noticeDetail(changes: readonly RecordedChange[], reason: string): string {
  const sentences = changes.slice(0, sentencesInNotice).map(({ sentence }) => sentence)
  const more = changes.length - sentences.length
  return [
    ...sentences,
    ...(more > 0 ? [`And ${plural(more, 'more change')}.`] : []),
    ...(reason ? [`Reason: ${reason}`] : []),
  ].join(' ')
}

function recordedChanges(write: RecordWrite, changed: ReadonlySet<string>): RecordedChange[] {
  const before = groupBy(write.before, ({ appointmentId }) => appointmentId)
  const after = groupBy(write.after, ({ appointmentId }) => appointmentId)
  return write.seats
    .filter(({ id }) => changed.has(id))
    .flatMap((seat) => {
      const names = new Map(seat.followed.facts.rotations.map(({ id, label }) => [id, label]))
      const sentences = changesInWords(
        before.get(seat.id) ?? [],
        after.get(seat.id) ?? [],
        (rotationId) => names.get(rotationId) ?? rotationId,
      )
      return sentences.map((sentence) => ({
        programId: seat.programId,
        personId: seat.personId,
        personName: seat.personName,
        sentence,
      }))
    })
}
