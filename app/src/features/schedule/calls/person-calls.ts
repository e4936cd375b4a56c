import type { Reads } from '../../../platform/db/index.ts'
import { callKinds, type CallKind } from './settings.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { currentBetween, poolsOf, shiftsOf } from './store.ts'
import { nowAtInstitution } from './zones.ts'

/** One published call of a person, with what it is called and how its hours count. */
export interface PersonCall {
  readonly id: string
  readonly scheduleId: string
  readonly personId: string
  readonly onDay: string
  readonly startAt: Date
  readonly endAt: Date
  readonly poolId: string
  readonly poolName: string
  readonly poolCode: string
  readonly kind: CallKind
  readonly siteId: string | null
  readonly timeZone: string
  readonly tint: number
  readonly shiftId: string
  readonly shiftName: string
  readonly shiftCode: string
  /** From home: what is worked in it is logged by the trainee. */
  readonly atHome: boolean
  /** What kind of work the whole shift is; null for call from home. */
  readonly work: 'in-house-call' | 'night-float' | 'assignment' | null
}

/** The published calls of people that share a moment with a window, in order of time; three queries for any number of people. */
export async function callOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  fromAt: Date,
  untilAt: Date,
): Promise<PersonCall[]> {
  const rows = await currentBetween(db, institutionId, { personIds, fromAt, untilAt })
  if (rows.length === 0) return []
  const poolIds = [...new Set(rows.map(({ poolId }) => poolId))]
  const pools = new Map((await poolsOf(db, institutionId, poolIds)).map((pool) => [pool.id, pool]))
  const shifts = new Map((await shiftsOf(db, institutionId, poolIds)).map((shift) => [shift.id, shift]))
  return rows.map((row) => {
    const pool = pools.get(row.poolId)!
    const shift = shifts.get(row.shiftId)!
    const { atHome, work } = callKinds[pool.kind]
    return {
      id: row.id,
      scheduleId: row.scheduleId,
      personId: row.personId,
      onDay: row.onDay,
      startAt: row.startAt,
      endAt: row.endAt,
      poolId: pool.id,
      poolName: pool.name,
      poolCode: pool.code,
      kind: pool.kind,
      siteId: pool.siteId,
      timeZone: pool.timeZone,
      tint: pool.tint,
      shiftId: shift.id,
      shiftName: shift.name,
      shiftCode: shift.code,
      atHome,
      work,
    }
  })
}

const halfYear = 183 * 24 * 60 * 60_000

/** The call somebody is on, or else their next one within half a year; `isOn` tells which. */
export async function nextCallOf(
  db: Reads,
  institutionId: string,
  personId: string,
  now: Date,
): Promise<{ readonly call: PersonCall; readonly isOn: boolean } | null> {
  const at = nowAtInstitution(await institutionOrThrow(db, institutionId), now)
  const [call] = await callOf(db, institutionId, [personId], new Date(at), new Date(at + halfYear))
  return call === undefined ? null : { call, isOn: call.startAt.getTime() <= at }
}
