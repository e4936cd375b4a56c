import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { programsOf } from '../../programs/index.ts'
import type { PoolBody } from './contract.ts'
import { archiveShifts, insertPool, insertShifts, poolById, updatePool, updateShift } from './pools-store.ts'
import { type Pool, shiftsOf } from './store.ts'
import { isTimeZone } from './zones.ts'

function refuseOdd(body: PoolBody): void {
  if (!isTimeZone(body.timeZone))
    throw new AppError('invalid', `“${body.timeZone}” is not a time zone.`, {
      problems: [{ path: 'timeZone', sentence: 'Give a time zone such as America/Chicago.' }],
    })
  for (const [index, shift] of body.shifts.entries()) {
    if (shift.minPeople > shift.maxPeople)
      throw new AppError(
        'invalid',
        `${shift.name} wants at least ${shift.minPeople} people and at most ${shift.maxPeople}.`,
        {
          problems: [{ path: `shifts.${index}.maxPeople`, sentence: 'The most is less than the least.' }],
        },
      )
    if (shift.weekdays.length === 0 && !['also', 'only'].includes(shift.onHolidays))
      throw new AppError('invalid', `${shift.name} runs on no day at all.`, {
        problems: [{ path: `shifts.${index}.weekdays`, sentence: 'Choose at least one day of the week.' }],
      })
  }
  const codes = body.shifts.map(({ code }) => code.toLowerCase())
  if (new Set(codes).size !== codes.length)
    throw new AppError('invalid', 'Two shifts of this pool have the same code.', {
      problems: [{ path: 'shifts', sentence: 'Give each shift a code of its own.' }],
    })
}

const poolColumns = (body: PoolBody) => ({
  programId: body.programId,
  name: body.name,
  code: body.code,
  kind: body.kind,
  siteId: body.siteId,
  timeZone: body.timeZone,
  tint: body.tint,
  settings: body.settings,
})

const shiftColumns = ({ id: _id, ...fields }: PoolBody['shifts'][number]) => fields

export async function makePool(platform: Platform, guard: Guard, who: Who, body: PoolBody): Promise<{ id: string }> {
  guard.require({ programIds: [body.programId] })
  refuseOdd(body)
  const { institutionId } = who
  const id = randomUUID()
  const sharedWith = body.sharedWith.filter((programId) => programId !== body.programId)
  await write(platform, who, async (tx) => {
    await refuseUnknownPrograms(tx, institutionId, [body.programId, ...sharedWith])
    await insertPool(tx, { institutionId, id, ...poolColumns(body) }, sharedWith)
    await insertShifts(
      tx,
      body.shifts.map((shift) => ({ institutionId, id: randomUUID(), poolId: id, ...shiftColumns(shift) })),
    )
    tx.record({ action: 'call.pool-create', entity: 'call-pool', entityId: id, programId: body.programId, after: body })
  })
  return { id }
}

async function refuseUnknownPrograms(tx: WriteTx, institutionId: string, ids: readonly string[]): Promise<void> {
  const known = new Set((await programsOf(tx, institutionId, [...ids])).map(({ id }) => id))
  if (ids.some((id) => !known.has(id))) throw notFound('program')
}

const stalePool = (pool: Pool | undefined): AppError =>
  new AppError('stale', 'Somebody changed this pool since you opened it. Look at it as it is now and save again.', {
    current: { version: pool?.version },
  })

export async function changePool(
  platform: Platform,
  guard: Guard,
  who: Who,
  poolId: string,
  body: PoolBody & { readonly expectedVersion: number },
): Promise<{ version: number }> {
  const { institutionId } = who
  const sharedWith = body.sharedWith.filter((programId) => programId !== body.programId)
  await write(platform, who, async (tx) => {
    const pool = await poolById(tx, institutionId, poolId)
    if (pool === undefined || pool.archivedAt !== null) throw notFound('call pool')
    guard.require({ programIds: [pool.programId] })
    guard.require({ programIds: [body.programId] })
    refuseOdd(body)
    await refuseUnknownPrograms(tx, institutionId, [body.programId, ...sharedWith])
    const key = { institutionId, id: poolId, expectedVersion: body.expectedVersion }
    if (!(await updatePool(tx, key, poolColumns(body), sharedWith))) throw stalePool(pool)
    const now = (await shiftsOf(tx, institutionId, [poolId])).filter(({ archivedAt }) => archivedAt === null)
    const sent = new Set(body.shifts.flatMap(({ id }) => (id === undefined ? [] : [id])))
    const gone = now.filter(({ id }) => !sent.has(id)).map(({ id }) => id)
    // Before anything new, so that a code that becomes free can be used again.
    await archiveShifts(tx, institutionId, gone, platform.now())
    for (const shift of body.shifts) {
      const known = now.find(({ id }) => id === shift.id)
      if (known !== undefined) await updateShift(tx, known, shiftColumns(shift))
      else if (shift.id !== undefined) throw notFound('shift')
    }
    await insertShifts(
      tx,
      body.shifts.flatMap((shift) =>
        shift.id === undefined ? [{ institutionId, id: randomUUID(), poolId, ...shiftColumns(shift) }] : [],
      ),
    )
    tx.record({
      action: 'call.pool-save',
      entity: 'call-pool',
      entityId: poolId,
      programId: body.programId,
      before: { ...pool, shifts: now },
      after: body,
    })
  })
  return { version: body.expectedVersion + 1 }
}

export async function putPoolAway(
  platform: Platform,
  guard: Guard,
  who: Who,
  poolId: string,
  expectedVersion: number,
): Promise<{ version: number }> {
  await write(platform, who, async (tx) => {
    const pool = await poolById(tx, who.institutionId, poolId)
    if (pool === undefined || pool.archivedAt !== null) throw notFound('call pool')
    guard.require({ programIds: [pool.programId] })
    const key = { institutionId: who.institutionId, id: poolId, expectedVersion }
    if (!(await updatePool(tx, key, { archivedAt: platform.now() }))) throw stalePool(pool)
    tx.record({
      action: 'call.pool-archive',
      entity: 'call-pool',
      entityId: poolId,
      programId: pool.programId,
      before: { name: pool.name },
    })
  })
  return { version: expectedVersion + 1 }
}
