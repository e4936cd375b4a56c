import { randomUUID } from 'node:crypto'
import { notFound, type Problem } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Platform } from '../../platform/platform.ts'
import type { LeaveKind } from './leave-kinds.ts'
import { shareADay, uncovered } from './overlap.ts'
import { invalid, stale } from './refusals.ts'
import * as store from './store.ts'

export interface NewLeave extends store.Days {
  readonly kind: LeaveKind
  readonly countsTowardTraining: boolean
}

export const addLeave = (platform: Platform, who: Who, personId: string, input: NewLeave): Promise<string> =>
  write(platform, who, (tx) => enterLeave(tx, who.institutionId, personId, input))

/** Enters leave as part of a write; refuses what contradicts appointments or other leave. Gives its id. */
export async function enterLeave(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  input: NewLeave,
): Promise<string> {
  const id = randomUUID()
  if ((await store.lockPerson(tx, institutionId, personId)) === undefined) throw notFound('person')
  const appointments = await store.appointmentsOf(tx, institutionId, [personId])
  const leaves = await store.leavesBetween(tx, institutionId, [personId], input)
  const problem = leaveProblem(input, appointments, leaves)
  if (problem !== null) throw invalid([problem])
  await store.insertLeave(tx, { institutionId, id, personId, ...input })
  tx.record({ action: 'leave.entered', entity: 'person', entityId: personId, after: { id, ...input } })
  return id
}

/** Leave lies inside appointments, in order, and a day is taken once. */
function leaveProblem(
  leave: store.Days,
  appointments: readonly store.Days[],
  others: readonly store.Days[],
): Problem | null {
  if (leave.endOn < leave.startOn)
    return { path: 'endOn', sentence: `The leave ends on ${dayWords(leave.endOn)}, before it starts.` }
  const [outside] = uncovered(leave, appointments)
  if (outside !== undefined)
    return {
      path: outside.startOn === leave.startOn ? 'startOn' : 'endOn',
      sentence: `There is no appointment from ${dayWords(outside.startOn)} to ${dayWords(outside.endOn)}; leave can be entered for days of an appointment only.`,
    }
  const other = others.find((known) => shareADay(known, leave))
  return other === undefined
    ? null
    : {
        path: 'startOn',
        sentence: `There is leave already from ${dayWords(other.startOn)} to ${dayWords(other.endOn)}; cancel it or choose other days.`,
      }
}

export const cancelLeave = (platform: Platform, who: Who, leaveId: string, expectedVersion: number): Promise<void> =>
  write(platform, who, async (tx) => {
    const before = await store.leaveById(tx, who.institutionId, leaveId)
    if (before === undefined) throw notFound('leave')
    await endLeave(tx, before, expectedVersion, platform.now())
  })

/** Cancels leave as part of a write; refuses when it was changed since it was read. */
export async function endLeave(tx: WriteTx, leave: store.LeaveRow, expectedVersion: number, at: Date): Promise<void> {
  const { institutionId, id, personId, kind, startOn, endOn } = leave
  if (!(await store.markLeaveCancelled(tx, { institutionId, id, expectedVersion }, at)))
    throw stale('this leave', leave)
  tx.record({ action: 'leave.cancelled', entity: 'person', entityId: personId, before: { id, kind, startOn, endOn } })
}
