import type { Role } from '../../../contract/roles.ts'
import { institutionRoles, roleNames } from '../../../contract/roles.ts'
import { suggestion } from '../../curriculum/index.ts'
import type { Curriculum } from '../../programs/index.ts'
import { appointmentProblems, type PlannedAppointment } from '../appointment-check.ts'
import type { AppointmentRow, PersonRow } from '../store.ts'
import { fieldNames, type ImportField } from './contract.ts'
import { type Identity, matchPeople, type PersonDraft } from './match.ts'
import type { KnownProgram, PersonRowDraft, RowProblem } from './rows.ts'

/** What the database holds about the people of a file, and what the importer may do. */
export interface KnownFacts {
  readonly people: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
  readonly roles: readonly { readonly personId: string; readonly role: Role; readonly programId: string | null }[]
  readonly programs: readonly KnownProgram[]
  /** The curriculum a row's appointment would follow, by row number. */
  readonly curricula: ReadonlyMap<number, Curriculum>
  readonly mayEdit: (programIds: readonly string[]) => boolean
  readonly mayGrantAnyRole: boolean
  readonly newId: () => string
}

export interface AppointmentChange {
  readonly row: number
  readonly personId: string
  /** The stored appointment that changes; null for a new one. */
  readonly before: AppointmentRow | null
  readonly planned: PlannedAppointment
}

export interface RoleChange {
  readonly row: number
  readonly personId: string
  readonly role: Role
  readonly programId: string | null
}

export interface ImportPlan {
  readonly newPeople: readonly (Identity & { readonly id: string; readonly row: number })[]
  readonly changedPeople: readonly { readonly row: number; readonly before: PersonRow; readonly after: Identity }[]
  readonly appointments: readonly AppointmentChange[]
  readonly roles: readonly RoleChange[]
  readonly rows: readonly {
    readonly row: number
    readonly name: string
    readonly outcome: 'new' | 'changed' | 'unchanged' | 'problem'
    readonly sentence: string
  }[]
  readonly problems: readonly RowProblem[]
}

const nameOf = (identity: Identity): string => `${identity.givenName} ${identity.familyName}`.trim()

/** Everything a file would do, decided before anything is written. */
export function planImport(rows: readonly PersonRowDraft[], facts: KnownFacts): ImportPlan {
  const problems: RowProblem[] = rows.flatMap((row) => row.problems)
  const complain = (row: number, field: ImportField | null, sentence: string) =>
    void problems.push({ row, column: field === null ? null : fieldNames[field], sentence })
  const drafts = matchPeople(rows, facts, complain)
  const appointments: AppointmentChange[] = []
  const roles: RoleChange[] = []
  const done = new Map<number, string[]>()
  const said = (row: number, sentence: string) => done.set(row, [...(done.get(row) ?? []), sentence])
  for (const draft of drafts) {
    if (draft.before === null) said(draft.rows[0]?.row ?? 0, 'new person')
    else if (draft.changed) said(draft.rows[0]?.row ?? 0, 'changed person')
    planPerson(draft, facts, { appointments, roles, complain, said })
  }
  const wrong = new Set(problems.map(({ row }) => row))
  const draftOf = new Map(drafts.flatMap((draft) => draft.rows.map((row) => [row.row, draft] as const)))
  return {
    newPeople: drafts
      .filter((draft) => draft.before === null)
      .map((draft) => ({ ...draft.after, id: draft.id, row: draft.rows[0]?.row ?? 0 })),
    changedPeople: drafts.flatMap((draft) =>
      draft.before !== null && draft.changed
        ? [{ row: draft.rows[0]?.row ?? 0, before: draft.before, after: draft.after }]
        : [],
    ),
    appointments,
    roles,
    rows: rows.map(({ row, givenName, familyName, email, staffNumber }) => {
      const draft = draftOf.get(row)
      const name = draft === undefined ? '' : nameOf(draft.after)
      const sentences = done.get(row) ?? []
      const isNew = sentences.some((sentence) => sentence.startsWith('new'))
      return {
        row,
        name: name || [givenName, familyName].filter(Boolean).join(' ') || email || staffNumber || '',
        outcome: wrong.has(row) ? 'problem' : isNew ? 'new' : sentences.length > 0 ? 'changed' : 'unchanged',
        sentence: wrong.has(row)
          ? problems
              .filter((problem) => problem.row === row)
              .map((problem) => problem.sentence)
              .join(' ')
          : sentences.join(', ') || 'nothing changes',
      } as const
    }),
    problems: problems.toSorted((a, b) => a.row - b.row),
  }
}

interface Planning {
  readonly appointments: AppointmentChange[]
  readonly roles: RoleChange[]
  readonly complain: (row: number, field: ImportField | null, sentence: string) => void
  readonly said: (row: number, sentence: string) => void
}

function planPerson(draft: PersonDraft, facts: KnownFacts, planning: Planning): void {
  const { complain } = planning
  const stored = facts.appointments.filter((appointment) => appointment.personId === draft.id)
  const held = facts.roles.filter((role) => role.personId === draft.id)
  const programIds = [...stored, ...held].flatMap(({ programId }) => programId ?? [])
  const firstRow = draft.rows[0]?.row ?? 0
  if (draft.before !== null && draft.changed && !facts.mayEdit(programIds))
    complain(firstRow, null, `You may not change ${nameOf(draft.before)}, who belongs to other programs.`)
  // What the person will hold, so that each appointment is checked beside the others of the file.
  const future = new Map(stored.map((row) => [row.id, row as PlannedAppointment]))
  const seen = new Map<string, number>()
  for (const row of draft.rows) {
    const isTraining = row.role === 'trainee' || (row.role === null && hasAppointmentCells(row))
    if (isTraining) planAppointment(draft, row, facts, { ...planning, stored, future, seen })
    else if (row.role !== null) planRole(draft, row, { ...row, role: row.role }, facts, { ...planning, held, seen })
    else if (row.programId !== null) complain(row.row, 'role', 'Say which role this person has in the program.')
    else if (draft.before === null && !facts.mayEdit([]))
      complain(row.row, 'program', 'Say which program this person belongs to.')
  }
}

const hasAppointmentCells = (row: PersonRowDraft): boolean =>
  row.entryLevel !== null || row.startOn !== null || row.endOn !== null

function planAppointment(
  draft: PersonDraft,
  row: PersonRowDraft,
  facts: KnownFacts,
  planning: Planning & {
    readonly stored: readonly AppointmentRow[]
    readonly future: Map<string, PlannedAppointment>
    readonly seen: Map<string, number>
  },
): void {
  const { complain, said, stored, future, seen } = planning
  const { programId, startOn, endOn } = row
  const missing = (['program', 'startOn', 'endOn'] as const).filter(
    (field) =>
      (field === 'program' ? programId : row[field]) === null &&
      !row.problems.some(({ column }) => column === fieldNames[field]),
  )
  for (const field of missing) complain(row.row, field, `${fieldNames[field]} is empty; a trainee's row needs it.`)
  if (programId === null || startOn === null || endOn === null) return
  const earlier = seen.get(`${programId} ${startOn}`)
  if (earlier !== undefined) return complain(row.row, 'startOn', `Row ${earlier} already says the same appointment.`)
  seen.set(`${programId} ${startOn}`, row.row)
  const before = stored.find((known) => known.programId === programId && known.startOn === startOn) ?? null
  const entryLevel = row.entryLevel ?? before?.entryLevel
  if (entryLevel === undefined)
    return complain(row.row, 'entryLevel', 'Entry level is empty; say at which level training starts.')
  if (!facts.mayEdit([programId])) return complain(row.row, 'program', 'You may not appoint to this program.')
  const curriculum = facts.curricula.get(row.row)
  const planned: PlannedAppointment = {
    programId,
    startOn,
    endOn,
    entryLevel: levelNamed(entryLevel, curriculum),
    ftePercent: row.ftePercent ?? before?.ftePercent ?? 100,
    priorTraining: (row.priorTraining ?? before?.priorTraining ?? []).map((text) => priorNamed(text, curriculum)),
    curriculumEffectiveOn: before?.curriculumEffectiveOn ?? null,
  }
  const key = before?.id ?? `row ${row.row}`
  future.delete(key)
  const programName = facts.programs.find(({ id }) => id === programId)?.name ?? ''
  const others = [...future.values()].map((other) => ({
    ...other,
    programName: facts.programs.find(({ id }) => id === other.programId)?.name ?? 'another program',
  }))
  future.set(key, planned)
  for (const problem of appointmentProblems(planned, { programName, curriculum, others })) {
    const field = problem.path === 'programId' ? 'program' : (problem.path as ImportField)
    const levels = curriculum?.definition.levels.map(({ id }) => id) ?? []
    complain(row.row, field, problem.sentence + (field === 'entryLevel' ? suggestion(entryLevel, levels) : ''))
  }
  if (before !== null && sameAppointment(before, planned)) return
  planning.appointments.push({ row: row.row, personId: draft.id, before, planned })
  said(row.row, `${before === null ? 'new' : 'changed'} appointment to ${programName}`)
}

/** Levels and prior training are met in other capitals, or by their titles. */
const levelNamed = (text: string, curriculum: Curriculum | undefined): string =>
  curriculum?.definition.levels.find(
    ({ id, name }) => id.toLowerCase() === text.toLowerCase() || name?.toLowerCase() === text.toLowerCase(),
  )?.id ?? text
const priorNamed = (text: string, curriculum: Curriculum | undefined): string =>
  curriculum?.definition.priorTraining?.find(
    ({ id, title }) => id === text.toLowerCase() || title.toLowerCase() === text.toLowerCase(),
  )?.id ?? text

const sameAppointment = (before: AppointmentRow, planned: PlannedAppointment): boolean =>
  before.endOn === planned.endOn &&
  before.entryLevel === planned.entryLevel &&
  before.ftePercent === planned.ftePercent &&
  before.priorTraining.join('\n') === planned.priorTraining.join('\n')

function planRole(
  draft: PersonDraft,
  row: PersonRowDraft,
  { role, programId }: { readonly role: Role; readonly programId: string | null },
  facts: KnownFacts,
  planning: Planning & { readonly held: KnownFacts['roles']; readonly seen: Map<string, number> },
): void {
  const { complain, said, held, seen } = planning
  const key = `${role} ${programId}`
  const earlier = seen.get(key)
  if (earlier !== undefined) return complain(row.row, 'role', `Row ${earlier} already gives the same role.`)
  seen.set(key, row.row)
  if (held.some((known) => known.role === role && known.programId === programId)) return
  if (row.problems.some(({ column }) => column === fieldNames.program)) return
  if (institutionRoles.has(role) && programId !== null)
    return complain(
      row.row,
      'program',
      `${roleNames[role]} is a role of the whole institution; leave the program empty.`,
    )
  if (!institutionRoles.has(role) && programId === null)
    return complain(row.row, 'program', `Say of which program this person is ${roleNames[role].toLowerCase()}.`)
  const mayGrant = facts.mayGrantAnyRole || (role === 'faculty' && programId !== null && facts.mayEdit([programId]))
  if (!mayGrant)
    return complain(row.row, 'role', `Only an administrator may make somebody ${roleNames[role].toLowerCase()}.`)
  planning.roles.push({ row: row.row, personId: draft.id, role, programId })
  said(row.row, `new role: ${roleNames[role].toLowerCase()}`)
}
