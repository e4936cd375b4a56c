import type { WriteTx } from '../../platform/audit/write.ts'
import { offSiteStay } from './schema.ts'

export interface StaysSeed {
  readonly institutionId: string
  readonly programId: string
  readonly ownerId: string
  /** The same id for the same key, on every machine. */
  readonly idOf: (key: string) => string
}

const stays = [
  {
    person: 'dr-2024-5',
    startOn: '2026-12-09',
    endOn: '2027-01-05',
    note: 'Their office answers by e-mail within a day. Parking needs a form of its own.',
  },
  // Begun for earlier days than the schedule has now.
  { person: 'dr-2024-6', startOn: '2027-01-20', endOn: '2027-02-16', note: '' },
] as const

/** Two stays at the children's hospital that somebody has begun to arrange. */
export async function seedStays(tx: WriteTx, { institutionId, programId, ownerId, idOf }: StaysSeed): Promise<void> {
  await tx.insert(offSiteStay).values(
    stays.map(({ person, startOn, endOn, note }) => ({
      institutionId,
      id: idOf(`stay:${person}:children`),
      personId: idOf(person),
      appointmentId: idOf(`appointment:${person}:dr`),
      programId,
      rotationId: 'childrens-hospital',
      startOn,
      endOn,
      ownerId,
      note,
    })),
  )
}
