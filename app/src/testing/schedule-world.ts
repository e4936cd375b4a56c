import { randomUUID } from 'node:crypto'
import { type Definition, parseDefinition } from '../features/curriculum/index.ts'
import { appointment, person } from '../features/people/schema.ts'
import { programVersion, room } from '../features/programs/schema.ts'
import type { TestApp } from './app.ts'

const fellowship = (id: string, name: string): string => `
id: ${id}
name: ${name}
kind: fellowship
summary: A year of imaging for tests.
version: { effectiveOn: 2025-07-01, label: Twelve months }
accreditation: { body: null, status: not-stated }
length: { amount: 12, unit: months }
calendar: { kind: months }
levels: [{ id: PGY-6, name: Fellow }]
sites:
  - { id: main, name: Main hospital, kind: own }
  - { id: away, name: County hospital, kind: off-site, leadTimeDays: 30, agreement: { required: true, startOn: 2025-07-01 } }
rooms: [{ id: reading, name: Reading room, site: main, max: 3 }]
rotations:
  - { id: mri, name: MRI, code: MRI, kind: clinical, room: reading, run: { min: 1, max: 3, unit: months }, tint: 2 }
  - { id: ct, name: CT, code: CT, kind: clinical, room: reading, capacity: { max: 2 } }
  - { id: ultrasound, name: Ultrasound, code: US, kind: clinical }
  - { id: county, name: County, code: CNTY, kind: clinical, site: away }
  - { id: elective, name: =Elective, code: EL, kind: elective }
requirements:
  - { id: mri, title: MRI, kind: rotation, counts: [mri], amount: { exactly: 4, unit: months } }
  - { id: ct, title: CT, kind: rotation, counts: [ct], amount: { exactly: 3, unit: months } }
  - { id: us, title: Ultrasound, kind: rotation, counts: [ultrasound], amount: { exactly: 2, unit: months } }
  - { id: county, title: County, kind: rotation, counts: [county], amount: { exactly: 1, unit: months } }
  - { id: elective, title: Elective, kind: rotation, counts: [elective], amount: { exactly: 2, unit: months } }
  - { id: project, title: A project, kind: research }
sections: { overview: { text: For tests. } }
`

/** The definition that both programs of the small world get, each under its own name. */
export function testDefinition(id: string, name: string): { source: string; definition: Definition } {
  const source = fellowship(id, name)
  const parsed = parseDefinition(source)
  if (!parsed.ok) throw new Error(parsed.problems.map(({ sentence }) => sentence).join(' '))
  return { source, definition: parsed.definition }
}

export interface ScheduleWorld {
  /** Two more fellows of the first program. */
  readonly fellows: readonly { readonly personId: string; readonly appointmentId: string }[]
}

/** Gives both programs of the small world a definition, a shared room, and the first program two more fellows. */
export async function addScheduleWorld({ platform, world }: TestApp): Promise<ScheduleWorld> {
  const db = platform.database.drizzle
  const { institutionId, programId, otherProgramId } = world
  const versions = [
    { programId, ...testDefinition('first-program', 'First Program') },
    { programId: otherProgramId, ...testDefinition('other-program', 'Other Program') },
  ]
  await db.insert(programVersion).values(
    versions.map((version) => ({
      institutionId,
      id: randomUUID(),
      effectiveOn: '2025-07-01',
      revision: 1,
      importedAt: platform.now(),
      ...version,
    })),
  )
  await db.insert(room).values({ institutionId, id: 'reading', name: 'Reading room', maxTrainees: 3 })
  const fellows = ['Bea', 'Cy'].map((givenName) => ({ givenName, personId: randomUUID(), appointmentId: randomUUID() }))
  await db
    .insert(person)
    .values(
      fellows.map(({ givenName, personId }) => ({ institutionId, id: personId, givenName, familyName: 'Fellow' })),
    )
  await db.insert(appointment).values(
    fellows.map(({ personId, appointmentId }) => ({
      institutionId,
      id: appointmentId,
      personId,
      programId,
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      entryLevel: 'PGY-6',
    })),
  )
  return { fellows: fellows.map(({ personId, appointmentId }) => ({ personId, appointmentId })) }
}
