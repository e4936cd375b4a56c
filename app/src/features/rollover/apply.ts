import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { appoint, changeAppointment, enterPerson, lockPerson, type Mark } from '../people/index.ts'
import { insertHoliday } from '../schedule/calls/pools-store.ts'
import { changeDeadline, type Desk, deskOf } from '../schedule/scenarios/preferences/desk.ts'
import { beginScenario } from '../schedule/scenarios/service.ts'
import { decidedOf } from './decided.ts'
import { placesOf } from './places.ts'
import { type Planned, planOf } from './plan.ts'
import { refuseApplied } from './refusals.ts'
import { loadNewcomers, loadSituation, type Situation } from './situation.ts'
import * as store from './store.ts'
import type { Written } from './written.ts'

export interface Asked {
  readonly programId: string
  readonly startYear: number
}

interface Writing extends Asked {
  readonly tx: WriteTx
  readonly platform: Platform
  readonly guard: Guard
  readonly who: Who
  readonly situation: Situation
  readonly desk: Desk
  readonly mark: Mark
  readonly reason: string
}

/** Writes all that the preview said in one transaction. It is planned again inside: what differs from what was read is refused. */
export async function apply(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: Asked & { readonly expectedVersion: number; readonly fingerprint: string },
): Promise<{ rolloverId: string; changes: number }> {
  const { institutionId } = who
  const { programId, startYear } = asked
  const desk = await deskOf(platform, platform.database.drizzle, institutionId, programId, startYear)
  return write(platform, who, async (tx) => {
    const begun = { institutionId, id: randomUUID(), programId, startYear, begunAt: platform.now() }
    const row = await store.lockedRollover(tx, begun)
    refuseApplied(row, desk.label)
    const situation = await loadSituation(platform, institutionId, programId, startYear, tx)
    const decided = decidedOf(situation, await store.decisionsOf(tx, institutionId, row.id))
    const known = await loadNewcomers(tx, institutionId, programId, decided.incoming)
    const plan = planOf(situation, placesOf(situation), decided, known)
    if (row.version !== asked.expectedVersion || plan.fingerprint !== asked.fingerprint)
      throw new AppError(
        'stale',
        'Something changed since you read what would be written. Read it again before you apply it.',
      )
    if (plan.problems.length > 0)
      throw new AppError('invalid', `Nothing was written. ${plan.problems[0]?.sentence ?? ''}`, {
        problems: plan.problems,
      })
    if (plan.changes.length === 0)
      throw new AppError('conflict', 'There is nothing to write: everything stays as it is.')
    const reason = `Rollover into ${desk.label}`
    const writing = {
      tx,
      platform,
      guard,
      who,
      situation,
      desk,
      mark: { rolloverId: row.id },
      reason,
      programId,
      startYear,
    }
    const rows = []
    for (const [position, change] of plan.changes.entries()) {
      const written = await carryOut(writing, change)
      rows.push({ institutionId, rolloverId: row.id, position, sentence: change.sentence, written })
    }
    await store.insertChanges(tx, rows)
    await store.updateRollover(tx, row, { state: 'applied', appliedBy: who.name, appliedAt: platform.now() })
    tx.record({
      action: 'rollover.applied',
      entity: 'rollover',
      entityId: row.id,
      programId,
      after: { startYear, changes: rows.map(({ sentence }) => sentence), undecided: plan.undecided },
    })
    return { rolloverId: row.id, changes: rows.length }
  })
}

async function carryOut(writing: Writing, change: Planned): Promise<Written> {
  const { tx, platform, guard, who, mark, programId, startYear } = writing
  const { institutionId } = who
  switch (change.kind) {
    case 'end':
      return moveEnd(writing, change)
    case 'incoming':
      return enter(writing, change)
    case 'draft': {
      const { name, from } = change.draft
      const wanted = { name, from, startYear, programIds: [programId], pinCopied: true }
      return { kind: 'draft', scenarioId: (await beginScenario(tx, platform, guard, who, wanted, mark)).id }
    }
    case 'wishes': {
      const { fromOn, toOn, version: expectedVersion } = change
      const wanted = { expectedVersion, dueOn: toOn }
      const { version } = await changeDeadline(tx, platform, institutionId, writing.desk, wanted, mark)
      return { kind: 'wishes', fromOn, toOn, version }
    }
    case 'holiday': {
      const holidayId = randomUUID()
      const { onDay, name, points } = change
      await insertHoliday(tx, { institutionId, id: holidayId, programId, onDay, name, points })
      tx.record({
        action: 'call.holiday-create',
        entity: 'call-holiday',
        entityId: holidayId,
        programId,
        after: { programId, onDay, name, points, ...mark },
      })
      return { kind: 'holiday', holidayId, onDay }
    }
  }
}

async function moveEnd(
  { tx, who, situation, mark, reason }: Writing,
  { place, toOn }: Extract<Planned, { kind: 'end' }>,
): Promise<Written> {
  const { appointmentId, personId, version: expectedVersion, endOn: fromOn } = place
  const held = situation.held.find(({ id }) => id === appointmentId)
  if (held === undefined) throw new Error('An appointment that was planned for is not held.')
  const { startOn, entryLevel, ftePercent, priorTraining, curriculumEffectiveOn } = held
  const fields = { startOn, endOn: toOn, entryLevel, ftePercent, priorTraining, curriculumEffectiveOn }
  const edit = { expectedVersion, reason, fields }
  const version = await changeAppointment(tx, who.institutionId, appointmentId, edit, mark)
  return { kind: 'end', personId, appointmentId, fromOn, toOn, version }
}

async function enter(
  { tx, platform, who, mark }: Writing,
  { entry, planned, personId }: Extract<Planned, { kind: 'incoming' }>,
): Promise<Written> {
  const { institutionId } = who
  if (personId !== null) {
    await lockPerson(tx, institutionId, personId)
    const appointmentId = await appoint(tx, platform, institutionId, personId, planned, mark)
    return { kind: 'incoming', personId, appointmentId, isNewPerson: false }
  }
  const { givenName, familyName, email } = entry
  const fields = { givenName, familyName, email, staffNumber: null }
  const input = { fields, appointment: planned, facultyOf: undefined }
  const entered = await enterPerson(tx, platform, institutionId, input, mark)
  if (entered.appointmentId === null) throw new Error('Somebody who comes was entered without an appointment.')
  return { kind: 'incoming', personId: entered.personId, appointmentId: entered.appointmentId, isNewPerson: true }
}
