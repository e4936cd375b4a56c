import { and, eq, isNull } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../contract/app-error.ts'
import { write } from '../../../platform/audit/write.ts'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { account, roleGrant } from '../../accounts/schema.ts'
import { listNotifications } from '../../notifications/contract.ts'
import { leave } from '../../people/schema.ts'
import { changeCallRecord } from '../calls/index.ts'
import { callAssignment, callPool, callSchedule, callSchedulePool, callShift } from '../calls/schema.ts'
import { poolSettings } from '../calls/settings.ts'
import { shiftInstants } from '../calls/zones.ts'
import { dayOf } from '@gradus/rules'
import * as swaps from './contract.ts'
import { swapSweep } from './jobs.ts'

let app: TestApp
const poolId = randomUUID()
const shiftId = randomUUID()
const scheduleId = randomUUID()
const evening = { startMinute: 17 * 60, durationMinutes: 300 }
let trainee: string
let bea: string
let cy: string

/** Three fellows share an evening pool; nobody has published rotations, so only call itself keeps them. */
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  const { institutionId, programId } = app.world
  const db = app.platform.database.drizzle
  trainee = app.world.people.trainee.personId
  bea = fellows[0]!.personId
  cy = fellows[1]!.personId
  await db.insert(callPool).values({
    institutionId,
    id: poolId,
    programId,
    name: 'Evening reading',
    code: 'EVE',
    kind: 'evening',
    timeZone: 'America/Chicago',
    settings: poolSettings.parse({ spacingDays: 2, swapNoticeHours: 2 }),
  })
  await db.insert(callShift).values({
    institutionId,
    id: shiftId,
    poolId,
    name: 'Evening',
    code: 'E',
    ...evening,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    points: { weekday: 1, weekend: 2, holiday: 3 },
  })
  await db.insert(callSchedule).values({
    institutionId,
    id: scheduleId,
    name: 'Winter',
    startOn: '2026-11-01',
    endOn: '2027-01-31',
    state: 'published',
    version: 1,
    createdBy: 'Test',
    createdAt: app.platform.now(),
  })
  await db.insert(callSchedulePool).values({ institutionId, scheduleId, poolId })
  // The colleagues sign in through keys of the small world that have no appointment of their own.
  for (const [personId, key] of [
    [bea, 'faculty'],
    [cy, 'committee'],
  ] as const)
    await db
      .insert(roleGrant)
      .values({ institutionId, id: randomUUID(), personId, role: 'trainee', programId, grantedAt: app.platform.now() })
      .then(() => actAs(key, personId))
}, 60_000)
afterAll(() => app.close())

/** Lets a key of the world stand for another person. */
async function actAs(key: 'faculty' | 'committee', personId: string) {
  const { accountId } = app.world.people[key]
  await app.platform.database.drizzle.update(account).set({ personId }).where(eq(account.id, accountId))
  Object.assign(app.world.people[key], { personId })
}
const asBea: WorldKey = 'faculty'
const asCy: WorldKey = 'committee'

async function addCall(personId: string, onDay: string): Promise<string> {
  const id = randomUUID()
  await app.platform.database.drizzle.insert(callAssignment).values({
    institutionId: app.world.institutionId,
    id,
    scheduleId,
    poolId,
    shiftId,
    onDay,
    personId,
    ...shiftInstants('America/Chicago', dayOf(onDay), evening),
    publishedIn: 1,
  })
  // What is inserted behind the application's back is not an event; a pin of another draft stands for one.
  await touch()
  return id
}
/** Makes the kept facts be read again. */
async function touch() {
  const who = { institutionId: app.world.institutionId, personId: null, name: 'Test', requestId: 'test' }
  await write(app.platform, who, async (tx) => tx.record({ action: 'call.edit', entity: 'test', entityId: 'test' }))
}
const inForce = async () => {
  const rows = await app.platform.database.drizzle
    .select()
    .from(callAssignment)
    .where(and(eq(callAssignment.scheduleId, scheduleId), isNull(callAssignment.replacedIn)))
  return rows
}
const whoHas = async (onDay: string) =>
  (await inForce()).filter((row) => row.onDay === onDay).map((row) => row.personId)
const offer = (as: WorldKey, body: Parameters<typeof app.call<typeof swaps.offerSwap>>[2]['body']) =>
  app.call(swaps.offerSwap, as, { body })
const accept = (as: WorldKey, offerId: string, expectedVersion = 0) =>
  app.call(swaps.acceptSwap, as, { params: { offerId }, body: { expectedVersion } })
const partners = async (assignmentId: string, kind: 'swap' | 'give-away', fromAt?: string) =>
  (await app.call(swaps.swapPartners, 'trainee', { query: { assignmentId, kind, ...(fromAt ? { fromAt } : {}) } }))
    .answer

describe('partners', () => {
  test('are only those whom every rule lets take the call', async () => {
    const mine = await addCall(trainee, '2026-11-25')
    await addCall(bea, '2026-11-26')
    const { partners: found, sentence } = await partners(mine, 'give-away')
    // Bea would have two evenings in a row, which the pool's spacing forbids.
    expect(found.map(({ personId }) => personId)).toEqual([cy])
    expect(sentence).toBe('1 is possible within every rule.')
    const away = { startOn: '2026-11-25', endOn: '2026-11-25', kind: 'vacation' as const, countsTowardTraining: true }
    const id = randomUUID()
    const { institutionId } = app.world
    await app.platform.database.drizzle.insert(leave).values({ institutionId, id, personId: cy, ...away })
    const who = { institutionId, personId: null, name: 'Test', requestId: 'test' }
    await write(app.platform, who, async (tx) => tx.record({ action: 'leave.entered', entity: 'person', entityId: cy }))
    expect((await partners(mine, 'give-away')).partners).toEqual([])
    const refused = await offer('trainee', { kind: 'give-away', assignmentId: mine, partnerId: cy })
    expect([refused.status, refused.problem.detail]).toEqual([409, 'Cy Fellow is away that day.'])
    await app.platform.database.drizzle.update(leave).set({ cancelledAt: app.platform.now() }).where(eq(leave.id, id))
    await write(app.platform, who, async (tx) =>
      tx.record({ action: 'leave.cancelled', entity: 'person', entityId: cy }),
    )
    expect((await partners(mine, 'give-away')).partners).toHaveLength(1)
  })

  test('are not told about calls of others', async () => {
    const theirs = await addCall(bea, '2026-12-01')
    const query = { assignmentId: theirs, kind: 'swap' as const }
    expect((await app.call(swaps.swapPartners, 'trainee', { query })).status).toBe(404)
    expect((await app.call(swaps.swapPartners, 'otherTrainee', { query })).status).toBe(404)
  })
})

describe('a gift', () => {
  test('is taken by the one it was offered to, and both calendars change', async () => {
    const mine = await addCall(trainee, '2026-12-04')
    const { answer, status } = await offer('trainee', {
      kind: 'give-away',
      assignmentId: mine,
      partnerId: cy,
      note: 'Please',
    })
    expect(status).toBe(201)
    expect((await offer('trainee', { kind: 'open', assignmentId: mine })).status).toBe(409)
    const told = await app.call(listNotifications, asCy, {})
    expect(told.answer.items[0]?.title).toBe('Test Trainee offers you a call')
    expect((await accept(asBea, answer.id)).status).toBe(404)
    expect((await accept('trainee', answer.id)).status).toBe(403)
    const done = await accept(asCy, answer.id)
    expect(done.answer).toMatchObject({ state: 'done', sentence: 'Cy Fellow takes over from Test Trainee.' })
    expect(await whoHas('2026-12-04')).toEqual([cy])
    expect((await accept(asCy, answer.id)).status).toBe(409)
    const notice = await app.call(listNotifications, 'trainee', {})
    expect(notice.answer.items[0]?.title).toBe('Your call has changed')
  })

  test('may be the part of a call from a time on', async () => {
    const mine = await addCall(trainee, '2026-12-07')
    const fromAt = '2026-12-08T01:00:00.000Z'
    const { answer } = await offer('trainee', { kind: 'give-away', assignmentId: mine, partnerId: cy, fromAt })
    expect((await accept(asCy, answer.id)).answer.state).toBe('done')
    const rows = (await inForce()).filter(({ onDay }) => onDay === '2026-12-07')
    expect(rows.map(({ personId, startAt, endAt }) => [personId, +startAt, +endAt])).toEqual(
      expect.arrayContaining([
        [trainee, Date.parse('2026-12-07T23:00:00Z'), Date.parse(fromAt)],
        [cy, Date.parse(fromAt), Date.parse('2026-12-08T04:00:00Z')],
      ]),
    )
    const outside = await offer('trainee', {
      kind: 'open',
      assignmentId: rows.find((row) => row.personId === trainee)!.id,
      fromAt: '2026-12-09T01:00:00Z',
    })
    expect(outside.problem.detail).toContain('within the call')
  })

  test('is declined, taken back, or expires, and the call stays', async () => {
    const mine = await addCall(trainee, '2026-12-11')
    const first = await offer('trainee', { kind: 'give-away', assignmentId: mine, partnerId: cy })
    const no = { params: { offerId: first.answer.id }, body: { expectedVersion: 0, sentence: 'I am at a wedding.' } }
    expect((await app.call(swaps.declineSwap, asBea, no)).status).toBe(404)
    expect((await app.call(swaps.declineSwap, asCy, no)).answer.state).toBe('declined')
    expect((await accept(asCy, first.answer.id, 1)).status).toBe(409)
    const second = await offer('trainee', { kind: 'give-away', assignmentId: mine, partnerId: cy })
    const back = { params: { offerId: second.answer.id }, body: { expectedVersion: 0 } }
    expect((await app.call(swaps.cancelSwap, asCy, back)).status).toBe(404)
    expect((await app.call(swaps.cancelSwap, 'trainee', back)).answer.state).toBe('cancelled')
    const expiresAt = '2026-11-18T15:30:00.000Z'
    const third = await offer('trainee', { kind: 'open', assignmentId: mine, expiresAt })
    expect(third.status).toBe(201)
    const late = await offer('trainee', { kind: 'open', assignmentId: mine, expiresAt: '2027-01-01T00:00:00Z' })
    expect(late.problem.detail).toContain('before the call begins')
    app.setNow(new Date('2026-11-18T16:00:00Z'))
    await swapSweep.run(app.platform)
    const { answer } = await app.call(swaps.listSwaps, 'trainee', {})
    expect(answer.mine.find(({ id }) => id === third.answer.id)?.state).toBe('expired')
    app.setNow(new Date('2026-11-18T15:00:00Z'))
    expect(await whoHas('2026-12-11')).toEqual([trainee])
  })
})

describe('an exchange', () => {
  test('offers calls that both may take, and changes both at once', async () => {
    const mine = await addCall(trainee, '2026-12-16')
    const theirs = await addCall(cy, '2026-12-20')
    const { partners: found } = await partners(mine, 'swap')
    const match = found.find(({ returned }) => returned?.assignmentId === theirs)
    expect(match).toMatchObject({ personName: 'Cy Fellow', returned: { onDay: '2026-12-20' } })
    const missing = await offer('trainee', { kind: 'swap', assignmentId: mine, partnerId: cy })
    expect(missing.problem.detail).toContain('in return')
    const { answer } = await offer('trainee', {
      kind: 'swap',
      assignmentId: mine,
      partnerId: cy,
      returnAssignmentId: theirs,
    })
    expect((await accept(asCy, answer.id)).answer.sentence).toBe('Cy Fellow and Test Trainee exchange calls.')
    expect([await whoHas('2026-12-16'), await whoHas('2026-12-20')]).toEqual([[cy], [trainee]])
  })

  test('that has been overtaken is refused', async () => {
    const mine = await addCall(trainee, '2027-01-05')
    const theirs = await addCall(bea, '2027-01-12')
    const body = { kind: 'swap' as const, assignmentId: mine, partnerId: bea, returnAssignmentId: theirs }
    const { answer } = await offer('trainee', body)
    const gift = await offer(asBea, { kind: 'give-away', assignmentId: theirs, partnerId: cy })
    expect((await accept(asCy, gift.answer.id)).answer.state).toBe('done')
    const late = await accept(asBea, answer.id)
    expect(late.status).toBe(409)
    const { mine: offers } = (await app.call(swaps.listSwaps, 'trainee', {})).answer
    expect(offers.find(({ id }) => id === answer.id)?.state).toBe('overtaken')
  })
})

describe('where the pool wants an approval', () => {
  test('both wait for it, and nobody approves their own', async () => {
    const db = app.platform.database.drizzle
    await db
      .update(callPool)
      .set({ settings: poolSettings.parse({ spacingDays: 2, swapsNeedApproval: true }) })
      .where(eq(callPool.id, poolId))
    await touch()
    const mine = await addCall(trainee, '2027-01-20')
    const { answer } = await offer('trainee', { kind: 'open', assignmentId: mine })
    const market = (await app.call(swaps.listSwaps, asBea, {})).answer.market
    expect(market.find(({ id }) => id === answer.id)?.abilities.accept).toBe(true)
    expect((await app.call(swaps.listSwaps, 'otherTrainee', {})).answer.market).toEqual([])
    expect((await accept(asBea, answer.id)).answer.state).toBe('accepted')
    expect(await whoHas('2027-01-20')).toEqual([trainee])
    const decide = (as: WorldKey, approve: boolean, sentence = '') =>
      app.call(swaps.decideSwap, as, {
        params: { offerId: answer.id },
        body: { expectedVersion: 1, approve, sentence },
      })
    expect((await decide('otherDirector', true)).status).toBe(403)
    expect((await decide('chief', false)).problem.detail).toContain('Say why')
    const waiting = (await app.call(swaps.swapApprovals, 'chief', {})).answer.waiting
    expect(waiting).toMatchObject([{ id: answer.id, acceptedByName: 'Bea Fellow', abilities: { decide: true } }])
    expect((await app.call(swaps.swapApprovals, 'otherDirector', {})).answer.waiting).toEqual([])
    expect((await decide('chief', true)).answer.state).toBe('done')
    expect(await whoHas('2027-01-20')).toEqual([bea])
    await db
      .update(callPool)
      .set({ settings: poolSettings.parse({}) })
      .where(eq(callPool.id, poolId))
    await touch()
  })
})

describe('somebody is out', () => {
  const body = { fromAt: '2027-01-27T00:00:00Z', untilAt: '2027-01-31T00:00:00Z' }
  const propose = (as: WorldKey, over: object = {}) =>
    app.call(swaps.proposeRepairs, as, { body: { personId: trainee, ...body, ...over } })

  test('and a chief sees who could be called, and calls them with one press', async () => {
    await addCall(trainee, '2027-01-28')
    const { answer, status } = await propose('chief')
    expect(status).toBe(200)
    expect(answer.calls.map(({ onDay }) => onDay)).toEqual(['2027-01-28'])
    expect(answer.repairs.length).toBeGreaterThan(1)
    const [best] = answer.repairs
    expect(best).toMatchObject({ changeCount: 1, violations: [], unfilled: [] })
    expect(best!.sentences[0]).toMatch(/(Bea|Cy) Fellow works Evening on Thu 28 Jan/)
    expect(answer.repairs.at(-1)).toMatchObject({ called: [], unfilled: [expect.stringContaining('stays open')] })
    const apply = (as: WorldKey) => app.call(swaps.applyRepair, as, { body: { personId: trainee, parts: best!.parts } })
    expect((await apply('otherDirector')).status).toBe(403)
    const done = await apply('chief')
    expect(done.answer.sentences[0]).toContain('instead of Test Trainee')
    expect(done.answer.notified).toBe(2)
    expect(await whoHas('2027-01-28')).toEqual([best!.called[0]!.personId])
    expect((await apply('chief')).status).toBe(409)
  })

  test('in the middle of a call: what was worked stays worked', async () => {
    await addCall(trainee, '2027-01-30')
    const fromAt = '2027-01-31T01:30:00.000Z'
    const { answer } = await propose('coordinator', { fromAt, untilAt: '2027-01-31T12:00:00Z' })
    const [best] = answer.repairs
    const { status } = await app.call(swaps.applyRepair, 'coordinator', {
      body: { personId: trainee, parts: best!.parts },
    })
    expect(status).toBe(200)
    const rows = (await inForce()).filter(({ onDay }) => onDay === '2027-01-30')
    expect(rows.map(({ personId }) => personId).includes(trainee)).toBe(true)
    expect(rows.find(({ personId }) => personId === trainee)?.endAt.toISOString()).toBe(fromAt)
    expect(rows.find(({ personId }) => personId !== trainee)?.startAt.toISOString()).toBe(fromAt)
  })

  test('is nothing for those of other programs, and says when there is nothing to do', async () => {
    await addCall(trainee, '2027-01-28')
    expect((await propose('otherDirector')).status).toBe(403)
    const nothing = await propose('chief', { fromAt: '2027-02-27T00:00:00Z', untilAt: '2027-02-28T00:00:00Z' })
    expect(nothing.answer).toMatchObject({ calls: [], repairs: [] })
    const { people } = (await app.call(swaps.repairPeople, 'chief', {})).answer
    expect(people.map(({ personName }) => personName)).toContain('Test Trainee')
    expect((await app.call(swaps.repairPeople, 'otherDirector', {})).answer.people).toEqual([])
  })
})

/** An edit of a chief, beside the swaps: the same call anew, refused when the schedule was changed since it was read. */
async function pinAgain(call: Awaited<ReturnType<typeof inForce>>[number]): Promise<'changed' | 'refused'> {
  const db = app.platform.database.drizzle
  const [schedule] = await db.select().from(callSchedule).where(eq(callSchedule.id, scheduleId))
  const { poolId: of, shiftId: shift, onDay, personId, startAt, endAt } = call
  const add = [{ poolId: of, shiftId: shift, onDay, personId, startAt, endAt, pinned: true }]
  const who = { institutionId: app.world.institutionId, personId: null, name: 'Test', requestId: 'test' }
  const parts = [{ scheduleId, expectedVersion: schedule!.version, remove: [call.id], add }]
  try {
    await write(app.platform, who, (tx) =>
      changeCallRecord(tx, who, { now: app.platform.now(), cause: 'edit', reason: 'A lock.', parts }),
    )
    return 'changed'
  } catch (error) {
    if (error instanceof AppError && ['stale', 'conflict'].includes(error.code)) return 'refused'
    throw error
  }
}

describe('many at once', () => {
  test('fifty who take, give and edit in one pool lose nothing and put nobody in two places', async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2027-01-${String(index * 2 + 1).padStart(2, '0')}`)
    const before = (await inForce()).length
    const offers: string[] = []
    for (const onDay of days) {
      const free = (await whoHas(onDay)).length === 0
      if (!free) continue
      const { answer } = await offer('trainee', { kind: 'open', assignmentId: await addCall(trainee, onDay) })
      offers.push(answer.id)
    }
    const calls = (await inForce()).length
    const takes = Array.from({ length: 40 }, (_, index) =>
      accept(index % 2 === 0 ? asBea : asCy, offers[index % offers.length]!),
    )
    const edited = (await inForce()).filter(({ personId, onDay }) => personId === bea && !days.includes(onDay))
    const edits = Array.from({ length: 10 }, (_, index) => pinAgain(edited[index % edited.length]!))
    const [answers, changed] = await Promise.all([Promise.all(takes), Promise.all(edits)])
    expect(changed).toContain('changed')
    const done = answers.filter(({ status }) => status === 200)
    expect(done).toHaveLength(offers.length)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const rows = await inForce()
    expect(rows).toHaveLength(calls)
    expect(calls).toBe(before + offers.length)
    const places = rows.map(({ personId, startAt }) => `${personId} ${startAt.toISOString()}`)
    expect(new Set(places).size).toBe(places.length)
  }, 60_000)
})
