import { documentKind, heldDocument } from '../features/documents/schema.ts'
import type { WriteTx } from '../platform/audit/write.ts'
import { type Cast, demoId, demoToday } from './cast.ts'
import { insertAll } from './store.ts'

const kinds = [
  { key: 'licence', name: 'Medical licence', isRequired: true, expires: true, remindDays: [90, 30, 7] },
  { key: 'life-support', name: 'Life support certificate', isRequired: true, expires: true, remindDays: [60, 14] },
  { key: 'contract', name: 'Signed contract', isRequired: true, expires: false, remindDays: [] },
] as const
const asking = ['msk', 'inf', 'ir']
const at = new Date('2026-07-02T14:00:00Z')

/** What some programs ask for, and what their trainees hold: most in order, one missing, one about to end, one to be seen. */
export async function insertDocuments(
  tx: WriteTx,
  institutionId: string,
  programIds: ReadonlyMap<string, string>,
  cast: Cast,
): Promise<void> {
  const idOf = (program: string, kind: string): string => demoId(`document-kind:${program}:${kind}`)
  await insertAll(
    tx,
    documentKind,
    asking.flatMap((program) =>
      kinds.map(({ key, remindDays, ...kind }) => ({
        ...kind,
        institutionId,
        id: idOf(program, key),
        programId: programIds.get(program)!,
        remindDays: [...remindDays],
      })),
    ),
  )
  const trainees = cast.appointments.filter(
    ({ program, startOn, endOn }) => asking.includes(program) && startOn <= demoToday && endOn >= demoToday,
  )
  const people = new Map(cast.people.map((person) => [person.key, person]))
  const rows = trainees.flatMap(({ personKey, program }, index) =>
    kinds.flatMap(({ key, expires }) => {
      if (key === 'contract' && index === 3) return []
      const soon = (key === 'licence' && index === 1) || (key === 'life-support' && index === 4)
      const isSeen = !(key === 'life-support' && index % 5 === 2)
      const person = people.get(personKey)!
      return [
        {
          institutionId,
          id: demoId(`document:${personKey}:${program}:${key}`),
          personId: person.id,
          kindId: idOf(program, key),
          number: expires ? `D-${4100 + 7 * index}` : null,
          issuedOn: '2026-06-15',
          expiresOn: expires ? (soon ? '2026-12-12' : '2028-06-30') : null,
          enteredBy: `${person.givenName} ${person.familyName}`,
          enteredAt: at,
          verifiedBy: isSeen ? 'Oona Pewter' : null,
          verifiedAt: isSeen ? at : null,
        },
      ]
    }),
  )
  await insertAll(tx, heldDocument, rows)
}
