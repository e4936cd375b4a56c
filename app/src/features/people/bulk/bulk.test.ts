import { and, eq, inArray } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvent } from '../../../platform/audit/schema.ts'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { fellowshipFile } from '../../../testing/fellowship.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { importDefinition } from '../../programs/contract.ts'
import { recordAssignment, recordVersion, recordYear } from '../../schedule/blocks/schema.ts'
import {
  addLeave,
  archiveAppointment,
  createAppointment,
  createPerson,
  editAppointment,
  getPerson,
} from '../contract.ts'
import { appointment } from '../schema.ts'
import * as contract from './contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  for (const slug of ['first-program', 'other-program'])
    await app.call(importDefinition, 'administrator', { query: { commit: 'true' }, body: fellowshipFile(slug, true) })
})
afterAll(() => app.close())

const year = { startOn: '2026-07-01', endOn: '2027-06-30' }
let counter = 0
async function fellow(more: { ftePercent?: number; programId?: string; startOn?: string; endOn?: string } = {}) {
  counter += 1
  const { answer, status } = await app.call(createPerson, 'administrator', {
    body: {
      givenName: 'Bulk',
      familyName: `Fictional ${String(counter).padStart(3, '0')}`,
      email: null,
      staffNumber: null,
      appointment: {
        programId: app.world.programId,
        ...year,
        entryLevel: 'PGY-6',
        ftePercent: 100,
        priorTraining: [],
        curriculumEffectiveOn: null,
        ...more,
      },
    },
  })
  expect(status).toBe(201)
  return answer.id
}
const fellows = async (count: number) => {
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push(await fellow())
  return ids
}

const change = (more: Partial<contract.AppointmentChange>): contract.BulkChange => ({
  kind: 'appointment',
  which: 'now',
  programId: null,
  ...more,
})
const preview = (as: WorldKey | null, personIds: string[], asked: contract.BulkChange) =>
  app.call(contract.previewBulk, as, { body: { personIds, change: asked } })
const rowsOf = (rows: readonly contract.PreviewRow[]) =>
  rows
    .filter(({ state }) => state === 'change')
    .map(({ personId, appointmentId, expectedVersion }) => ({ personId, appointmentId, expectedVersion }))
async function apply(as: WorldKey | null, personIds: string[], asked: contract.BulkChange, reason?: string) {
  const { rows } = (await preview('administrator', personIds, asked)).answer
  return app.call(contract.applyBulk, as, {
    body: { change: asked, rows: rowsOf(rows), ...(reason === undefined ? {} : { reason }) },
  })
}
const person = async (personId: string) => (await app.call(getPerson, 'administrator', { params: { personId } })).answer
const endOf = async (personId: string) => (await person(personId)).appointments[0]?.endOn
const takeBack = (as: WorldKey | null, batchId: string) =>
  app.call(contract.takeBackBatch, as, { params: { batchId }, body: {} })
const seeBatch = (as: WorldKey | null, batchId: string) => app.call(contract.getBatch, as, { params: { batchId } })

let published = 0
async function publish(personId: string, startOn: string, endOn: string) {
  const { institutionId, programId } = app.world
  const db = app.platform.database.drizzle
  const startYear = 2026
  published += 1
  await db.insert(recordYear).values({ institutionId, startYear, version: published }).onConflictDoNothing()
  await db.insert(recordVersion).values({
    institutionId,
    startYear,
    version: published,
    kind: 'publication',
    at: app.platform.now(),
    by: 'Test',
    reason: 'first',
    changes: [],
  })
  await db.insert(recordAssignment).values({
    institutionId,
    id: randomUUID(),
    startYear,
    appointmentId: (await person(personId)).appointments[0]?.id ?? '',
    programId,
    rotationId: 'msk-mri',
    startOn,
    endOn,
    fromVersion: published,
  })
}

describe('the preview', () => {
  it('says for each person what would be old and new, what is so already, and what cannot be and why', async () => {
    const [ada = '', bea = '', cy = ''] = await fellows(3)
    const half = await fellow({ ftePercent: 80 })
    await publish(bea, '2027-05-01', '2027-06-30')
    const leave = { kind: 'vacation' as const, startOn: '2027-06-20', endOn: '2027-06-25', countsTowardTraining: true }
    await app.call(addLeave, 'coordinator', { params: { personId: cy }, body: leave })
    const asked = change({ endOn: { shiftDays: -14 } })
    const { answer } = await preview('coordinator', [ada, bea, cy], asked)
    expect(answer.sentence).toBe('Last day 14 days earlier')
    expect(answer.rows.map(({ state }) => state)).toEqual(['change', 'barred', 'change'])
    expect(answer.rows[0]?.changes).toEqual([{ label: 'Last day', was: '30 Jun 2027', is: '16 Jun 2027' }])
    expect(answer.rows[1]?.sentence).toContain('is published from 1 May 2027 to 30 Jun 2027, outside of these days')
    expect(answer.rows[2]?.notes).toEqual(['Leave from 20 Jun 2027 to 25 Jun 2027 would lie outside.'])
    const share = await preview('coordinator', [half, ada], change({ ftePercent: 80, entryLevel: 'PGY-6' }))
    expect(share.answer.rows.map(({ state }) => state)).toEqual(['same', 'change'])
    const level = await preview('coordinator', [ada], change({ entryLevel: 'PGY-2' }))
    expect(level.answer.rows[0]?.sentence).toContain('has no level “PGY-2”; it has PGY-6')
    const version = await preview('coordinator', [ada], change({ curriculumEffectiveOn: '2020-07-01' }))
    expect(version.answer.rows[0]?.sentence).toContain('no version that took effect on 1 Jul 2020')
    const coming = await preview('coordinator', [ada], change({ which: 'coming', ftePercent: 50 }))
    expect(coming.answer.rows[0]?.sentence).toContain('holds no appointment that is still to come')
    expect(await endOf(ada)).toBe(year.endOn)
  })

  it('is not stopped by what contradicted before, and tells it', async () => {
    const id = await fellow()
    await app.platform.database.drizzle
      .update(appointment)
      .set({ priorTraining: ['forgotten'] })
      .where(eq(appointment.personId, id))
    const { rows } = (await preview('coordinator', [id], change({ ftePercent: 90 }))).answer
    expect(rows[0]).toMatchObject({ state: 'change', notes: [expect.stringContaining('called “forgotten”')] })
  })

  it('judges the appointments of one person together, as they would stand', async () => {
    const both = await fellow({ ftePercent: 50 })
    await app.call(createAppointment, 'administrator', {
      params: { personId: both },
      body: {
        programId: app.world.otherProgramId,
        ...year,
        entryLevel: 'PGY-6',
        ftePercent: 50,
        priorTraining: [],
        curriculumEffectiveOn: null,
      },
    })
    const own = await preview('coordinator', [both], change({ ftePercent: 60 }))
    expect(own.answer.rows).toHaveLength(1)
    expect(own.answer.rows[0]?.sentence).toContain('this makes 110 % of full time')
    const all = await preview('administrator', [both], change({ ftePercent: 40 }))
    expect(all.answer.rows.map(({ state }) => state)).toEqual(['change', 'change'])
    const foreign = change({ ftePercent: 40, programId: app.world.otherProgramId })
    expect((await preview('coordinator', [both], foreign)).answer.rows[0]?.sentence).toContain('by its own desk')
  })

  it('is for those who run the program of everybody named', async () => {
    const id = await fellow()
    const asked = change({ ftePercent: 90 })
    const status = async (as: WorldKey | null, ids = [id]) => (await preview(as, ids, asked)).status
    for (const as of ['coordinator', 'director', 'administrator'] as const) expect(await status(as)).toBe(200)
    for (const as of ['trainee', 'faculty', 'dio', 'otherCoordinator'] as const) expect(await status(as)).toBe(403)
    expect(await status('coordinator', [id, app.world.people.otherTrainee.personId])).toBe(403)
    expect(await status('foreignAdministrator')).toBe(404)
    expect(await status(null)).toBe(401)
    const empty = await preview('coordinator', [id], { kind: 'appointment', which: 'now', programId: null })
    expect(empty.problem.detail).toContain('Say what is to change')
    expect((await preview('coordinator', [], asked)).problem.detail).toContain('Choose people first')
  })
})

describe('the change', () => {
  it('is made of all at once, with one event for each person and one batch', async () => {
    const ids = await fellows(5)
    const { status, answer } = await apply('coordinator', ids, change({ endOn: { to: '2027-07-31' } }), 'Late start')
    expect(status).toBe(201)
    expect(answer.changed).toBe(5)
    for (const id of ids) expect(await endOf(id)).toBe('2027-07-31')
    const { institutionId } = app.world
    const events = await app.platform.database.drizzle
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.institutionId, institutionId),
          inArray(auditEvent.entityId, ids),
          eq(auditEvent.action, 'appointment.changed'),
        ),
      )
    expect(events).toHaveLength(5)
    expect(new Set(events.map(({ after }) => (after as { batchId: string }).batchId))).toEqual(
      new Set([answer.batchId]),
    )
    expect(events[0]).toMatchObject({ reason: 'Late start', programId: app.world.programId })
  })

  it('tells who was changed meanwhile, and changes nobody', async () => {
    const ids = await fellows(3)
    const asked = change({ endOn: { shiftDays: 30 } })
    const { rows } = (await preview('coordinator', ids, asked)).answer
    const [first] = (await person(ids[1] ?? '')).appointments
    await app.call(editAppointment, 'director', {
      params: { appointmentId: first?.id ?? '' },
      body: {
        ...year,
        entryLevel: 'PGY-6',
        ftePercent: 90,
        priorTraining: [],
        curriculumEffectiveOn: null,
        expectedVersion: 0,
      },
    })
    const refused = await app.call(contract.applyBulk, 'coordinator', { body: { change: asked, rows: rowsOf(rows) } })
    expect(refused.status).toBe(409)
    expect(refused.problem.detail).toMatch(/^Somebody changed Bulk Fictional \d+ meanwhile. Nobody was changed/)
    for (const id of ids) expect(await endOf(id)).toBe(year.endOn)
  })

  it('refuses what is sent past the preview', async () => {
    const [id = ''] = await fellows(1)
    const { rows } = (await preview('coordinator', [id], change({ ftePercent: 90 }))).answer
    const send = (as: WorldKey | null, asked: contract.BulkChange) =>
      app.call(contract.applyBulk, as, { body: { change: asked, rows: rowsOf(rows) } })
    const barred = await send('coordinator', change({ entryLevel: 'PGY-1' }))
    expect(barred.status).toBe(422)
    expect(barred.problem.detail).toContain('has no level “PGY-1”')
    expect((await send('otherCoordinator', change({ ftePercent: 90 }))).status).toBe(403)
    expect((await send('trainee', change({ ftePercent: 90 }))).status).toBe(403)
    expect((await send(null, change({ ftePercent: 90 }))).status).toBe(401)
    expect((await send('coordinator', change({ ftePercent: 100 }))).status).toBe(409)
  })

  it('puts people away and brings them back, but not those the schedule counts on, nor oneself', async () => {
    const [ada = '', bea = ''] = await fellows(2)
    await publish(bea, '2026-12-01', '2026-12-31')
    const away: contract.BulkChange = { kind: 'archive', archived: true }
    const own = app.world.people.coordinator.personId
    const { rows } = (await preview('coordinator', [ada, bea, own], away)).answer
    expect(rows.map(({ state }) => state)).toEqual(['change', 'barred', 'barred'])
    expect(rows[1]?.sentence).toContain('until 31 Dec 2026. Amend it first.')
    const { answer } = await apply('coordinator', [ada], away)
    expect((await person(ada)).archived).toBe(true)
    const barred = (await preview('coordinator', [ada], change({ ftePercent: 50 }))).answer.rows[0]
    expect(barred?.sentence).toContain('bring them back first')
    await takeBack('coordinator', answer.batchId)
    expect((await person(ada)).archived).toBe(false)
  })

  it('gives and takes a role, for administrators alone', async () => {
    const ids = await fellows(2)
    const chiefs: contract.BulkChange = { kind: 'role', role: 'chief', programId: app.world.programId, hold: true }
    expect((await preview('coordinator', ids, chiefs)).answer.rows[0]?.sentence).toContain('by an administrator')
    const { answer } = await apply('administrator', ids, chiefs)
    const holds = async (id: string) => (await person(id)).programs.some(({ role }) => role === 'chief')
    expect(await holds(ids[0] ?? '')).toBe(true)
    expect((await takeBack('administrator', answer.batchId)).answer.changed).toBe(2)
    expect(await holds(ids[0] ?? '')).toBe(false)
  })
})

describe('taking back', () => {
  it('puts back what nobody changed since, and says what it leaves', async () => {
    const ids = await fellows(3)
    const { answer } = await apply('coordinator', ids, change({ endOn: { shiftDays: 31 }, ftePercent: 90 }))
    const [held] = (await person(ids[0] ?? '')).appointments
    await app.call(editAppointment, 'director', {
      params: { appointmentId: held?.id ?? '' },
      body: {
        startOn: year.startOn,
        endOn: '2027-08-31',
        entryLevel: 'PGY-6',
        ftePercent: 90,
        priorTraining: [],
        curriculumEffectiveOn: null,
        expectedVersion: 1,
      },
    })
    const [gone] = (await person(ids[1] ?? '')).appointments
    await app.call(archiveAppointment, 'director', {
      params: { appointmentId: gone?.id ?? '' },
      body: { expectedVersion: 1, archived: true },
    })
    const seen = (await seeBatch('coordinator', answer.batchId)).answer
    expect(seen.items.map(({ canTakeBack }) => canTakeBack)).toEqual([false, false, true])
    expect(seen.items[0]?.sentence).toBe('Changed since: Last day is 31 Aug 2027 now, no longer 31 Jul 2027.')
    expect(seen.items[1]?.sentence).toBe('The appointment was put away since.')
    const back = (await takeBack('coordinator', answer.batchId)).answer
    expect(back.changed).toBe(1)
    expect(back.leftOut.map(({ personId }) => personId)).toEqual(ids.slice(0, 2))
    expect(await endOf(ids[2] ?? '')).toBe(year.endOn)
    expect(await endOf(ids[0] ?? '')).toBe('2027-08-31')
    expect((await seeBatch('coordinator', answer.batchId)).answer.takenBackBy).toBe(back.batchId)
    expect((await takeBack('coordinator', answer.batchId)).status).toBe(409)
    const again = (await takeBack('coordinator', back.batchId)).answer
    expect(again.changed).toBe(1)
    expect(await endOf(ids[2] ?? '')).toBe('2027-07-31')
  })

  it('is for those who run the program', async () => {
    const ids = await fellows(1)
    const { answer } = await apply('coordinator', ids, change({ ftePercent: 90 }))
    for (const as of ['otherCoordinator', 'faculty', 'trainee'] as const) {
      expect((await takeBack(as, answer.batchId)).status).toBe(403)
      expect((await seeBatch(as, answer.batchId)).status).toBe(403)
    }
    expect((await takeBack(null, answer.batchId)).status).toBe(401)
    expect((await takeBack('foreignAdministrator', answer.batchId)).status).toBe(404)
    const list = async (as: WorldKey) =>
      (await app.call(contract.listBatches, as, {})).answer.batches.some(({ id }) => id === answer.batchId)
    expect([await list('coordinator'), await list('director'), await list('administrator')]).toEqual([true, true, true])
    expect([await list('otherCoordinator'), await list('foreignAdministrator')]).toEqual([false, false])
    expect((await app.call(contract.listBatches, null, {})).status).toBe(401)
    expect((await app.call(contract.listBatches, 'faculty', {})).status).toBe(403)
    expect((await takeBack('director', answer.batchId)).status).toBe(200)
  })

  it('lets two batches of the same people come one after the other', async () => {
    const ids = await fellows(20)
    const asked = [change({ ftePercent: 90 }), change({ ftePercent: 80 })]
    const seen = await Promise.all(
      asked.map(async (one) => rowsOf((await preview('coordinator', ids, one)).answer.rows)),
    )
    const answers = await Promise.all(
      asked.map((one, index) => {
        const rows = seen[index] ?? []
        return app.call(contract.applyBulk, 'coordinator', {
          body: { change: one, rows: index === 0 ? rows : rows.toReversed() },
        })
      }),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
    const rows = await app.platform.database.drizzle
      .select({ share: appointment.ftePercent, version: appointment.version })
      .from(appointment)
      .where(inArray(appointment.personId, ids))
    expect(new Set(rows.map(({ share }) => share)).size).toBe(1)
    expect(rows.every(({ version }) => version === 1)).toBe(true)
  })
})
