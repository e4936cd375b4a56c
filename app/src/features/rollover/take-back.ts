import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { appointmentsOf, changeAppointment, putAppointmentAway, putPersonAway } from '../people/index.ts'
import { endHoliday, holidayById } from '../schedule/calls/pools-store.ts'
import { changeDeadline, type Desk, deskOf } from '../schedule/scenarios/preferences/desk.ts'
import { putScenarioAway, scenarioOrThrow } from '../schedule/scenarios/service.ts'
import { obstaclesOf } from './obstacles.ts'
import * as store from './store.ts'
import type { Written } from './written.ts'

interface Reversing {
  readonly tx: WriteTx
  readonly platform: Platform
  readonly who: Who
  readonly rollover: store.RolloverRow
  readonly desk: Desk
  readonly reason: string
}

/**
 * Takes back what a rollover wrote, the last thing first, in one transaction. Where something depends on a part of it by now, nothing is
 * taken back unless the rest is asked for; what stays says why.
 */
export async function takeBack(
  platform: Platform,
  guard: Guard,
  who: Who,
  rolloverId: string,
  asked: { readonly expectedVersion: number; readonly rest: boolean },
): Promise<{ takenBack: number; kept: number }> {
  const { institutionId } = who
  const db = platform.database.drizzle
  const found = await store.rolloverById(db, institutionId, rolloverId)
  if (found === undefined) throw notFound('rollover')
  guard.require({ programIds: [found.programId] })
  const desk = await deskOf(platform, db, institutionId, found.programId, found.startYear)
  return write(platform, who, async (tx) => {
    const rollover = await store.lockRollover(tx, institutionId, rolloverId)
    if (rollover === undefined) throw notFound('rollover')
    refuseOther(rollover, asked.expectedVersion)
    const changes = await store.changesOf(tx, institutionId, rolloverId)
    const obstacles = await obstaclesOf(tx, rollover, changes)
    if (obstacles.size === changes.length)
      throw new AppError('conflict', `Nothing of this can be taken back any more. ${[...obstacles.values()][0] ?? ''}`)
    if (obstacles.size > 0 && !asked.rest) throw inTheWay(obstacles)
    const reversing = { tx, platform, who, rollover, desk, reason: `Rollover into ${desk.label} taken back` }
    for (const change of changes.toReversed()) {
      const keptBecause = obstacles.get(change.position)
      if (keptBecause === undefined) await reverse(reversing, change.written)
      await store.updateChange(
        tx,
        change,
        keptBecause === undefined ? { takenBackAt: platform.now() } : { keptBecause },
      )
    }
    await store.updateRollover(tx, rollover, {
      state: 'taken-back',
      takenBackBy: who.name,
      takenBackAt: platform.now(),
    })
    const counts = { takenBack: changes.length - obstacles.size, kept: obstacles.size }
    tx.record({
      action: 'rollover.taken-back',
      entity: 'rollover',
      entityId: rolloverId,
      programId: rollover.programId,
      after: { ...counts, because: [...obstacles.values()] },
    })
    return counts
  })
}

function refuseOther(rollover: store.RolloverRow, expectedVersion: number): void {
  if (rollover.state === 'taken-back')
    throw new AppError('conflict', `${rollover.takenBackBy ?? 'Somebody'} has taken this back already.`)
  if (rollover.state === 'open')
    throw new AppError('conflict', 'This was not applied yet, so there is nothing to take back.')
  if (rollover.version !== expectedVersion)
    throw new AppError('stale', 'This rollover changed since you looked. Look at it as it is now.', {
      current: { version: rollover.version },
    })
}

function inTheWay(obstacles: ReadonlyMap<number, string>): AppError {
  const sentences = [...obstacles.values()]
  const more = sentences.length > 1 ? ` ${sentences.length - 1} more stand in the way.` : ''
  return new AppError(
    'conflict',
    `${sentences[0] ?? ''}${more} Ask for the rest to be taken back, or undo this first.`,
    {
      problems: sentences.map((sentence) => ({ sentence })),
    },
  )
}

async function reverse(reversing: Reversing, written: Written): Promise<void> {
  const { tx, platform, who, rollover, desk } = reversing
  const { institutionId } = who
  const mark = { rolloverId: rollover.id }
  switch (written.kind) {
    case 'end':
      return moveBack(reversing, written)
    case 'incoming': {
      const away = { expectedVersion: 0, archived: true, reason: reversing.reason }
      await putAppointmentAway(tx, platform, institutionId, written.appointmentId, away, mark)
      if (written.isNewPerson) await putPersonAway(tx, platform, institutionId, written.personId, away, mark)
      return
    }
    case 'draft':
      await putScenarioAway(tx, await scenarioOrThrow(tx, institutionId, written.scenarioId), 0, mark)
      return
    case 'wishes': {
      const { version: expectedVersion, fromOn: dueOn } = written
      await changeDeadline(tx, platform, institutionId, desk, { expectedVersion, dueOn }, mark)
      return
    }
    case 'holiday':
      return takeHoliday(reversing, written.holidayId)
  }
}

async function moveBack(
  { tx, who, rollover, reason }: Reversing,
  { personId, appointmentId, fromOn, version: expectedVersion }: Extract<Written, { kind: 'end' }>,
): Promise<void> {
  const held = (await appointmentsOf(tx, who.institutionId, [personId])).find(({ id }) => id === appointmentId)
  if (held === undefined) throw notFound('appointment')
  const { startOn, entryLevel, ftePercent, priorTraining, curriculumEffectiveOn } = held
  const fields = { startOn, endOn: fromOn, entryLevel, ftePercent, priorTraining, curriculumEffectiveOn }
  const edit = { expectedVersion, reason, fields }
  await changeAppointment(tx, who.institutionId, appointmentId, edit, { rolloverId: rollover.id })
}

/** A holiday that somebody removed meanwhile is gone already. */
async function takeHoliday({ tx, platform, who, rollover }: Reversing, holidayId: string): Promise<void> {
  const holiday = await holidayById(tx, who.institutionId, holidayId)
  if (holiday === undefined) return
  await endHoliday(tx, who.institutionId, holidayId, platform.now())
  const { name, onDay, programId } = holiday
  tx.record({
    action: 'call.holiday-remove',
    entity: 'call-holiday',
    entityId: holidayId,
    programId,
    before: { name, onDay },
    after: { rolloverId: rollover.id },
  })
}
