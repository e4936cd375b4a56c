import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { curriculaFor, programsOf } from '../../programs/index.ts'
import { rolesOf } from '../directory/store.ts'
import { appointmentsOf, insertAppointments, insertPeople, updateAppointment, updatePerson } from '../store.ts'
import { detectColumns, fitMapping } from './columns.ts'
import type { ColumnMapping, ImportPreview } from './contract.ts'
import { type ImportPlan, type KnownFacts, planImport } from './plan.ts'
import { type PersonRowDraft, readRows } from './rows.ts'
import { readSheet, type Sheet } from './sheet.ts'
import * as store from './store.ts'

export type ImportRights = Pick<KnownFacts, 'mayEdit' | 'mayGrantAnyRole'>

const shownRows = 500

const distinct = (values: readonly (string | null)[]): string[] => [...new Set(values.flatMap((value) => value ?? []))]

/** Everything the plan needs, in a fixed number of queries. */
async function planFor(
  db: Reads,
  institutionId: string,
  sheet: Sheet,
  mapping: ColumnMapping,
  rights: ImportRights,
): Promise<ImportPlan> {
  const programs = await programsOf(db, institutionId, null)
  const rows = readRows(sheet, mapping, programs)
  const people = await store.peopleByKeys(db, institutionId, {
    ids: distinct(rows.map((row) => row.personId)),
    staffNumbers: distinct(rows.map((row) => row.staffNumber)),
    emails: distinct(rows.map((row) => row.email)),
  })
  const personIds = people.map((person) => person.id)
  const appointments = await appointmentsOf(db, institutionId, personIds)
  const roles = await rolesOf(db, institutionId, personIds)
  const wanted = rows.flatMap(({ row, programId, startOn }: PersonRowDraft) =>
    programId === null || startOn === null
      ? []
      : [{ id: String(row), programId, startOn, curriculumEffectiveOn: null }],
  )
  const curricula = await curriculaFor(db, institutionId, wanted)
  return planImport(rows, {
    people,
    appointments,
    roles,
    programs,
    curricula: new Map([...curricula].map(([row, curriculum]) => [Number(row), curriculum])),
    ...rights,
    newId: randomUUID,
  })
}

const countWords = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]

function changeWords(plan: ImportPlan): string {
  const newAppointments = plan.appointments.filter(({ before }) => before === null).length
  const parts = [
    ...countWords(plan.newPeople.length, 'new person', 'new people'),
    ...countWords(plan.changedPeople.length, 'changed person', 'changed people'),
    ...countWords(newAppointments, 'new appointment', 'new appointments'),
    ...countWords(plan.appointments.length - newAppointments, 'changed appointment', 'changed appointments'),
    ...countWords(plan.roles.length, 'new role', 'new roles'),
  ]
  return parts.join(', ')
}

function previewOf(sheet: Sheet, mapping: ColumnMapping, plan: ImportPlan, committed: boolean): ImportPreview {
  const problemRows = plan.rows.filter(({ outcome }) => outcome === 'problem')
  const words = changeWords(plan)
  const newAppointments = plan.appointments.filter(({ before }) => before === null).length
  const sentence =
    problemRows.length > 0
      ? `${problemRows.length} of ${plan.rows.length} rows have problems. Nothing is imported until they are put right.`
      : words === ''
        ? 'Everything in this file is here already. Nothing changes.'
        : `${committed ? 'Imported' : 'Ready to import'}: ${words}.`
  return {
    committed,
    sentence,
    columns: sheet.header.map((header, index) => ({
      index,
      header,
      samples: distinct(sheet.rows.slice(0, 20).map(({ cells }) => cells[index] || null)).slice(0, 3),
    })),
    mapping,
    counts: {
      rows: plan.rows.length,
      newPeople: plan.newPeople.length,
      changedPeople: plan.changedPeople.length,
      newAppointments,
      changedAppointments: plan.appointments.length - newAppointments,
      newRoles: plan.roles.length,
      unchangedRows: plan.rows.filter(({ outcome }) => outcome === 'unchanged').length,
      problemRows: problemRows.length,
    },
    rows: [...problemRows, ...plan.rows.filter(({ outcome }) => outcome !== 'problem')].slice(0, shownRows),
    problems: plan.problems.slice(0, shownRows),
  }
}

const isEmpty = (plan: ImportPlan): boolean =>
  plan.newPeople.length + plan.changedPeople.length + plan.appointments.length + plan.roles.length === 0

/** Reads a file of people and says what it would do; with `commit` does all of it, or nothing. */
export async function importPeople(
  platform: Platform,
  who: Who,
  bytes: Uint8Array,
  options: { readonly commit: boolean; readonly mapping: ColumnMapping | undefined; readonly rights: ImportRights },
): Promise<ImportPreview> {
  const { institutionId } = who
  const sheet = await readSheet(bytes)
  const mapping = fitMapping(options.mapping ?? detectColumns(sheet.header), sheet.header.length)
  const plan = await planFor(platform.database.drizzle, institutionId, sheet, mapping, options.rights)
  if (!options.commit) return previewOf(sheet, mapping, plan, false)
  requireClean(plan)
  if (isEmpty(plan)) return previewOf(sheet, mapping, plan, true)
  return write(platform, who, async (tx) => {
    await store.lockImports(tx, institutionId)
    const now = await planFor(tx, institutionId, sheet, mapping, options.rights)
    requireClean(now)
    await carryOut(tx, institutionId, now, platform.now())
    return previewOf(sheet, mapping, now, true)
  })
}

function requireClean(plan: ImportPlan): void {
  if (plan.problems.length === 0) return
  const problems = plan.problems
    .slice(0, shownRows)
    .map(({ row, column, sentence }) => ({ line: row, path: column ?? '', sentence }))
  const [first] = problems
  throw new AppError(
    'invalid',
    `Nothing was imported: ${plan.problems.length === 1 ? 'there is a problem' : `there are ${plan.problems.length} problems`}, the first in row ${first?.line ?? 1}. ${first?.sentence ?? ''}`,
    { problems },
  )
}

async function carryOut(tx: WriteTx, institutionId: string, plan: ImportPlan, now: Date): Promise<void> {
  await store.inChunks(plan.newPeople, (part) =>
    insertPeople(
      tx,
      part.map(({ row: _row, ...identity }) => ({ institutionId, ...identity })),
    ),
  )
  for (const { before, after } of plan.changedPeople) {
    const key = { institutionId, id: before.id, expectedVersion: before.version }
    if (!(await updatePerson(tx, key, after)))
      throw new AppError('stale', 'Somebody changed a person meanwhile. Import again.')
  }
  const added = plan.appointments.filter(({ before }) => before === null)
  await store.inChunks(added, (part) =>
    insertAppointments(
      tx,
      part.map(({ personId, planned }) => ({
        institutionId,
        id: randomUUID(),
        personId,
        ...planned,
        priorTraining: [...planned.priorTraining],
      })),
    ),
  )
  for (const { before, planned } of plan.appointments) {
    if (before === null) continue
    const key = { institutionId, id: before.id, expectedVersion: before.version }
    const { endOn, entryLevel, ftePercent, priorTraining } = planned
    const fields = { endOn, entryLevel, ftePercent, priorTraining: [...priorTraining] }
    if (!(await updateAppointment(tx, key, fields)))
      throw new AppError('stale', 'Somebody changed an appointment meanwhile. Import again.')
  }
  const trainees = added.map(({ personId, planned }) => ({
    personId,
    role: 'trainee' as const,
    programId: planned.programId,
  }))
  const grants = [...trainees, ...plan.roles.map(({ personId, role, programId }) => ({ personId, role, programId }))]
  await store.inChunks(grants, (part) =>
    store.insertGrants(
      tx,
      part.map((grant) => ({ institutionId, id: randomUUID(), ...grant, grantedAt: now })),
    ),
  )
  recordChanges(tx, plan)
}

/** One audit event per person and one for the import, so that each person's history is whole. */
function recordChanges(tx: WriteTx, plan: ImportPlan): void {
  const changes = new Map<string, { before: unknown; person: unknown; appointments: unknown[]; roles: unknown[] }>()
  const of = (personId: string) => {
    const found = changes.get(personId) ?? { before: null, person: null, appointments: [], roles: [] }
    changes.set(personId, found)
    return found
  }
  for (const { id, row: _row, ...identity } of plan.newPeople) of(id).person = identity
  for (const { before, after } of plan.changedPeople) {
    const { givenName, familyName, email, staffNumber } = before
    Object.assign(of(before.id), { before: { givenName, familyName, email, staffNumber }, person: after })
  }
  for (const { personId, planned } of plan.appointments) of(personId).appointments.push(planned)
  for (const { personId, role, programId } of plan.roles) of(personId).roles.push({ role, programId })
  for (const [personId, { before, ...after }] of changes)
    tx.record({ action: 'person.imported', entity: 'person', entityId: personId, before, after })
}
