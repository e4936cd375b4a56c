import { randomUUID } from 'node:crypto'
import type { AuditAction } from '../../../contract/audit-actions.ts'
import type { Who, WriteTx } from '../../../platform/audit/write.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { grantProgramRoles } from '../store.ts'
import type { BatchFields } from './contract.ts'
import type { BulkFacts } from './facts.ts'
import type { Judged } from './judge.ts'
import * as store from './store.ts'

export interface NewBatch {
  readonly sentence: string
  readonly reason: string | null
  readonly reverses: string | null
}

/** Who acts; a batch is made by a person. */
export interface Author extends Who {
  readonly personId: string
}

const actions = ({ after }: Judged): AuditAction => {
  if (after.archived !== undefined) return after.archived ? 'person.archived' : 'person.restored'
  if (after.holds !== undefined) return after.holds ? 'role.granted' : 'role.revoked'
  return 'appointment.changed'
}

/** Stores what was judged possible: a fixed number of statements, one audit event for each thing changed, one batch. Gives its id. */
export async function carryOut(
  tx: WriteTx,
  { who, now, facts }: { readonly who: Author; readonly now: Date; readonly facts: BulkFacts },
  judged: readonly Judged[],
  batch: NewBatch,
): Promise<string> {
  const { institutionId } = who
  const batchId = randomUUID()
  await storeAppointments(tx, institutionId, facts, judged)
  await storeRoles(tx, institutionId, judged, now)
  for (const [archived, group] of groupBy(judged, ({ after }) => after.archived))
    if (archived !== undefined)
      await store.setArchived(
        tx,
        institutionId,
        group.map(({ personId }) => personId),
        archived ? now : null,
      )
  await store.insertBatch(
    tx,
    { institutionId, id: batchId, madeBy: who.personId, madeAt: now, ...batch },
    judged.map(({ personId, appointmentId, programId, before, after }) => ({
      institutionId,
      batchId,
      id: randomUUID(),
      personId,
      appointmentId,
      programId,
      before,
      after,
    })),
  )
  for (const one of judged) {
    const named = (fields: BatchFields) => ({
      ...(one.appointmentId === null ? {} : { id: one.appointmentId }),
      ...fields,
    })
    tx.record({
      action: actions(one),
      entity: 'person',
      entityId: one.personId,
      programId: one.programId,
      before: named(one.before),
      after: { ...named(one.after), batchId },
      reason: batch.reason,
    })
  }
  return batchId
}

async function storeAppointments(
  tx: WriteTx,
  institutionId: string,
  facts: BulkFacts,
  judged: readonly Judged[],
): Promise<void> {
  const rows = new Map(facts.appointments.map((row) => [row.id, row]))
  const updates = judged.flatMap(({ appointmentId, after }): store.AppointmentUpdate[] => {
    const row = appointmentId === null ? undefined : rows.get(appointmentId)
    return row === undefined ? [] : [{ ...row, ...after }]
  })
  if (updates.length === 0) return
  const changed = await store.updateAppointments(tx, institutionId, updates)
  // Everybody is locked and was read under the lock.
  if (changed !== updates.length) throw new Error('An appointment changed under its lock.')
}

async function storeRoles(tx: WriteTx, institutionId: string, judged: readonly Judged[], now: Date): Promise<void> {
  const roles = judged.flatMap(({ personId, programId, after: { role, holds } }) =>
    role === undefined || holds === undefined || programId === null ? [] : [{ personId, programId, role, holds }],
  )
  const given = roles.filter(({ holds }) => holds)
  await grantProgramRoles(
    tx,
    given.map(({ personId, programId, role }) => ({ institutionId, personId, programId, role })),
    now,
  )
  const taken = roles.filter(({ holds }) => !holds)
  for (const group of groupBy(taken, ({ programId, role }) => `${programId} ${role}`).values()) {
    const [first] = group
    if (first === undefined) continue
    const { programId, role } = first
    const personIds = group.map(({ personId }) => personId)
    await store.revokeRoleOf(tx, institutionId, { personIds, programId, role }, now)
  }
}
