import { randomUUID } from 'node:crypto'
import { dayOf } from '@gradus/rules'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments } from '../../people/index.ts'
import { todayAt } from '../../programs/index.ts'
import { institutionOrThrow } from '../facts/load.ts'
import {
  endEvent,
  endHoliday,
  endPrivilege,
  eventById,
  holidayById,
  insertEvent,
  insertHoliday,
  insertPrivilege,
  privilegeById,
} from './pools-store.ts'
import { holidaysBetween } from './store.ts'
import { shortDay } from './words.ts'

export async function addHoliday(
  platform: Platform,
  guard: Guard,
  who: Who,
  body: { programId: string; onDay: string; name: string; points: number },
): Promise<{ id: string }> {
  guard.require({ programIds: [body.programId] })
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    const { institutionId } = who
    const same = await holidaysBetween(tx, institutionId, { startOn: body.onDay, endOn: body.onDay })
    const other = same.find(({ programId }) => programId === null || programId === body.programId)
    if (other !== undefined) throw new AppError('conflict', `That day is a holiday already: ${other.name}.`)
    await insertHoliday(tx, { institutionId, id, ...body })
    tx.record({
      action: 'call.holiday-create',
      entity: 'call-holiday',
      entityId: id,
      programId: body.programId,
      after: body,
    })
  })
  return { id }
}

export async function takeHolidayAway(platform: Platform, guard: Guard, who: Who, id: string): Promise<{ id: string }> {
  const { institutionId } = who
  const holiday = await holidayById(platform.database.drizzle, institutionId, id)
  if (holiday === undefined) throw notFound('holiday')
  guard.require(holiday.programId === null ? {} : { programIds: [holiday.programId] })
  await write(platform, who, async (tx) => {
    await endHoliday(tx, institutionId, id, platform.now())
    const { name, onDay, programId } = holiday
    tx.record({
      action: 'call.holiday-remove',
      entity: 'call-holiday',
      entityId: id,
      programId,
      before: { name, onDay },
    })
  })
  return { id }
}

/** All of them, or none: a day that is one already is named. */
export async function addInstitutionHolidays(
  platform: Platform,
  guard: Guard,
  who: Who,
  days: readonly { readonly onDay: string; readonly name: string; readonly points: number }[],
): Promise<{ ids: string[] }> {
  guard.require({})
  const { institutionId } = who
  const rows = days.map((day) => ({ institutionId, id: randomUUID(), programId: null, ...day }))
  const onDays = days.map(({ onDay }) => onDay).toSorted()
  const twice = onDays.find((onDay, index) => onDay === onDays[index + 1])
  if (twice !== undefined) throw new AppError('invalid', `${shortDay(dayOf(twice))} is named twice.`)
  await write(platform, who, async (tx) => {
    const there = await holidaysBetween(tx, institutionId, { startOn: onDays[0]!, endOn: onDays.at(-1)! })
    const same = there.find(({ programId, onDay }) => programId === null && onDays.includes(onDay))
    if (same !== undefined)
      throw new AppError(
        'conflict',
        `${shortDay(dayOf(same.onDay))} is a holiday already: ${same.name}. Leave it out, or take it away first.`,
      )
    for (const row of rows) {
      await insertHoliday(tx, row)
      const { onDay, name, points } = row
      tx.record({
        action: 'call.holiday-create',
        entity: 'call-holiday',
        entityId: row.id,
        programId: null,
        after: { onDay, name, points },
      })
    }
  })
  return { ids: rows.map(({ id }) => id) }
}

export async function addEvent(
  platform: Platform,
  guard: Guard,
  who: Who,
  body: { programId: string; name: string; startOn: string; endOn: string; levels: string[] | null },
): Promise<{ id: string }> {
  guard.require({ programIds: [body.programId] })
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    await insertEvent(tx, { institutionId: who.institutionId, id, ...body })
    tx.record({
      action: 'call.event-create',
      entity: 'call-event',
      entityId: id,
      programId: body.programId,
      after: body,
    })
  })
  return { id }
}

export async function takeEventAway(platform: Platform, guard: Guard, who: Who, id: string): Promise<{ id: string }> {
  const event = await eventById(platform.database.drizzle, who.institutionId, id)
  if (event === undefined) throw notFound('event')
  guard.require({ programIds: [event.programId] })
  await write(platform, who, async (tx) => {
    await endEvent(tx, who.institutionId, id, platform.now())
    const { name, startOn, endOn, programId } = event
    tx.record({
      action: 'call.event-remove',
      entity: 'call-event',
      entityId: id,
      programId,
      before: { name, startOn, endOn },
    })
  })
  return { id }
}

/** The programs in which somebody holds or will hold an appointment: whoever sets up call for one of them may say what they may do. */
async function programsOfPerson(platform: Platform, institutionId: string, personId: string): Promise<string[]> {
  const db = platform.database.drizzle
  const startOn = todayAt(await institutionOrThrow(db, institutionId), platform.now())
  const held = await activeAppointments(db, institutionId, { startOn, endOn: '2400-12-31', personIds: [personId] })
  return held.map(({ programId }) => programId)
}

export async function givePrivilege(
  platform: Platform,
  guard: Guard,
  who: Who,
  body: { personId: string; name: string; startOn: string; endOn: string | null },
): Promise<{ id: string }> {
  const { institutionId } = who
  const programIds = await programsOfPerson(platform, institutionId, body.personId)
  guard.require({ programIds })
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    await insertPrivilege(tx, { institutionId, id, ...body, grantedBy: who.name })
    tx.record({
      action: 'call.privilege-grant',
      entity: 'person',
      entityId: body.personId,
      programId: programIds[0] ?? null,
      after: body,
    })
  })
  return { id }
}

export async function takePrivilege(platform: Platform, guard: Guard, who: Who, id: string): Promise<{ id: string }> {
  const { institutionId } = who
  const held = await privilegeById(platform.database.drizzle, institutionId, id)
  if (held === undefined) throw notFound('privilege')
  const programIds = await programsOfPerson(platform, institutionId, held.personId)
  guard.require({ programIds })
  await write(platform, who, async (tx) => {
    await endPrivilege(tx, institutionId, id, platform.now())
    tx.record({
      action: 'call.privilege-revoke',
      entity: 'person',
      entityId: held.personId,
      programId: programIds[0] ?? null,
      before: { name: held.name },
    })
  })
  return { id }
}
