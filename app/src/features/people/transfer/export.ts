import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import { roleNames } from '../../../contract/roles.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { programsOf } from '../../programs/index.ts'
import { rolesOf } from '../directory/store.ts'
import { appointmentsOf } from '../store.ts'
import { fieldNames, type ImportField } from './contract.ts'
import { formulaStart } from '../../../platform/tables/read-tables.ts'
import { exportedPeople } from './store.ts'

const exportedFields = [
  'personId',
  'staffNumber',
  'givenName',
  'familyName',
  'email',
  'role',
  'program',
  'entryLevel',
  'startOn',
  'endOn',
  'ftePercent',
  'priorTraining',
] as const satisfies readonly ImportField[]

type Line = Partial<Record<ImportField, string>>

/** One line per appointment and per role besides; a person with neither has one line. Programs outside the reach are left out. */
async function exportLines(db: Reads, institutionId: string, programIds: readonly string[] | null): Promise<Line[]> {
  const people = await exportedPeople(db, institutionId, programIds)
  const personIds = people.map((person) => person.id)
  const isShown = (programId: string | null) =>
    programIds === null || (programId !== null && programIds.includes(programId))
  const programs = new Map((await programsOf(db, institutionId, null)).map(({ id, slug }) => [id, slug]))
  const appointments = groupBy(await appointmentsOf(db, institutionId, personIds), (row) => row.personId)
  const roles = groupBy(await rolesOf(db, institutionId, personIds), (row) => row.personId)
  return people.flatMap((person) => {
    const identity: Line = {
      personId: person.id,
      staffNumber: person.staffNumber ?? '',
      givenName: person.givenName,
      familyName: person.familyName,
      email: person.email ?? '',
    }
    const held = (appointments.get(person.id) ?? []).filter(({ programId }) => isShown(programId))
    const training = held.map((appointment) => ({
      ...identity,
      role: roleNames.trainee,
      program: programs.get(appointment.programId) ?? '',
      entryLevel: appointment.entryLevel,
      startOn: appointment.startOn,
      endOn: appointment.endOn,
      ftePercent: String(appointment.ftePercent),
      priorTraining: appointment.priorTraining.join('; '),
    }))
    const granted = (roles.get(person.id) ?? [])
      .filter(({ role, programId }) => role !== 'trainee' && isShown(programId))
      .map(({ role, programId }) => ({
        ...identity,
        role: roleNames[role],
        program: programId === null ? '' : (programs.get(programId) ?? ''),
      }))
    return training.length + granted.length === 0 ? [identity] : [...training, ...granted]
  })
}

/** The library hides formulas behind an apostrophe; values that look hidden already get one more, so that reading is exact. */
const protect = (cell: string): string => (formulaStart.test(cell) && cell.startsWith("'") ? `'${cell}` : cell)

export async function exportPeople(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  format: 'csv' | 'xlsx',
): Promise<Uint8Array<ArrayBuffer>> {
  const lines = await exportLines(db, institutionId, programIds)
  const header = exportedFields.map((field) => fieldNames[field])
  const table = lines.map((line) => exportedFields.map((field) => line[field] ?? ''))
  if (format === 'csv') {
    const text = stringify([header, ...table.map((cells) => cells.map(protect))], { escape_formulas: true, bom: true })
    return new TextEncoder().encode(text)
  }
  // Every cell is typed as text: a spreadsheet program neither runs it nor turns staff numbers into figures.
  const cells = [
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...table.map((row) => row.map((value) => ({ value, type: String }))),
  ]
  const buffer = await writeXlsxFile(cells, { sheet: 'People', stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(buffer)
}
