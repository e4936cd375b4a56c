import type { Reads } from '../../../platform/db/index.ts'
import { dayWords } from '../../../platform/day-words.ts'
import { curriculaFor, type Curriculum } from '../../programs/index.ts'
import { appointmentProblems } from '../appointment-check.ts'
import { shareADay, uncovered } from '../overlap.ts'
import type { AppointmentRow, Days } from '../store.ts'
import { type BulkFacts, nameOf, type Published } from './facts.ts'
import type { Asking, Wanted } from './wanted.ts'
import { fieldChanges } from './words.ts'

/** What would become of one wanted change. */
export interface Judged extends Wanted {
  readonly state: 'change' | 'same' | 'barred'
  /** Why not; null where it can be done. */
  readonly sentence: string | null
  readonly notes: readonly string[]
}

/** Judges every change with the others of the same batch in place, as the store will find it. */
export async function judge(
  db: Reads,
  institutionId: string,
  facts: BulkFacts,
  wanted: readonly Wanted[],
  asking: Pick<Asking, 'personId'>,
): Promise<Judged[]> {
  const byAppointment = new Map(wanted.map((one) => [one.appointmentId, one]))
  const planned = facts.appointments.map((row): AppointmentRow => ({ ...row, ...byAppointment.get(row.id)?.after }))
  const touched = planned.filter(({ id }) => byAppointment.has(id))
  const curricula = await curriculaFor(db, institutionId, touched)
  const present = facts.appointments.filter(({ id }) => byAppointment.has(id))
  const curriculaNow = await curriculaFor(db, institutionId, present)
  const byId = new Map(planned.map((row) => [row.id, row]))
  return wanted.map((one): Judged => {
    const told = (state: Judged['state'], sentence: string | null, notes: readonly string[] = []) => ({
      ...one,
      state,
      sentence,
      notes,
    })
    if (one.barred !== undefined) return told('barred', one.barred)
    const name = nameOf(facts, one.personId)
    if (fieldChanges(one.before, one.after).length === 0) return told('same', 'It is so already.')
    if (one.after.archived === undefined && facts.people.get(one.personId)?.archivedAt !== null)
      return told('barred', `${name} was put away; bring them back first.`)
    const row = one.appointmentId === null ? undefined : byId.get(one.appointmentId)
    if (row !== undefined) {
      const curriculum = curricula.get(row.id)
      const known = knownProblems(facts, row.id, curriculaNow)
      const news = problemsOf(facts, row, planned, curriculum).find((sentence) => !known.includes(sentence))
      const problem = news ?? publishedOutside(facts, row, curriculum)
      if (problem !== null) return told('barred', problem)
      return told('change', null, [...known, ...notesOf(facts, row, curriculum)])
    }
    if (one.after.archived === true) {
      const problem = archiveProblem(facts, one.personId, asking.personId)
      if (problem !== null) return told('barred', problem)
    }
    return told('change', null)
  })
}

function problemsOf(
  facts: BulkFacts,
  row: AppointmentRow,
  all: readonly AppointmentRow[],
  curriculum: Curriculum | undefined,
): string[] {
  const others = all
    .filter((other) => other.personId === row.personId && other.id !== row.id)
    .map((other) => ({ ...other, programName: facts.programName(other.programId) }))
  const problems = appointmentProblems(row, { programName: facts.programName(row.programId), curriculum, others })
  return problems.map(({ sentence }) => sentence)
}

/** What contradicts already, before the change: it is told, and bars nothing. */
function knownProblems(facts: BulkFacts, id: string, curricula: ReadonlyMap<string, Curriculum>): string[] {
  const row = facts.appointments.find((found) => found.id === id)
  return row === undefined ? [] : problemsOf(facts, row, facts.appointments, curricula.get(id))
}

const isOutside = (published: Published, { startOn, endOn }: Days): boolean =>
  published.startOn < startOn || endOn < published.endOn

/** A published rotation that the change would leave outside of the appointment. */
function publishedOutside(facts: BulkFacts, row: AppointmentRow, curriculum: Curriculum | undefined): string | null {
  const now = facts.appointments.find(({ id }) => id === row.id) ?? row
  const outside = facts.publishedOf(row.id).find((published) => isOutside(published, row) && !isOutside(published, now))
  if (outside === undefined) return null
  const title = curriculum?.definition.rotations.find(({ id }) => id === outside.rotationId)?.name ?? outside.rotationId
  return `“${title}” is published from ${dayWords(outside.startOn)} to ${dayWords(outside.endOn)}, outside of these days. Amend the schedule first.`
}

function archiveProblem(facts: BulkFacts, personId: string, askedBy: string): string | null {
  if (personId === askedBy) return 'You cannot put yourself away.'
  const published = facts.appointments
    .filter((row) => row.personId === personId)
    .flatMap(({ id }) => facts.publishedOf(id))
    .filter(({ endOn }) => endOn >= facts.today)
  const last = published
    .map(({ endOn }) => endOn)
    .sort()
    .at(-1)
  return last === undefined
    ? null
    : `The published schedule counts on ${nameOf(facts, personId)} until ${dayWords(last)}. Amend it first.`
}

function notesOf(facts: BulkFacts, row: AppointmentRow, curriculum: Curriculum | undefined): string[] {
  const mine = facts.appointments.filter((other) => other.personId === row.personId)
  const after = mine.map((other) => (other.id === row.id ? row : other))
  const leaves = facts
    .leavesOf(row.personId)
    .filter((leave) => uncovered(leave, mine).length === 0 && uncovered(leave, after).length > 0)
    .map(({ startOn, endOn }) => `Leave from ${dayWords(startOn)} to ${dayWords(endOn)} would lie outside.`)
  const known = new Set(curriculum?.definition.rotations.map(({ id }) => id))
  const lost = facts
    .publishedOf(row.id)
    .filter((published) => shareADay(published, row) && !known.has(published.rotationId))
    .map(({ rotationId }) => rotationId)
  return [
    ...leaves,
    ...(lost.length === 0
      ? []
      : [`The version has no rotation ${[...new Set(lost)].map((id) => `“${id}”`).join(', ')}, which is published.`]),
  ]
}
