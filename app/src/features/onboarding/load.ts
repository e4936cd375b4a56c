import { notFound } from '../../contract/app-error.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import { activeAppointments, type HeldAppointment, leavesBetween, peopleByIds } from '../people/index.ts'
import { levelsByDate } from './levels.ts'
import { curriculaFor, institutionById, todayAt } from '../programs/index.ts'
import { documentsHeld } from './documents.ts'
import { applies, closesAfterDays, type List, listOf, shifted, type Subject } from './lists.ts'
import { type KeptTemplate, marksOf, startsOf, templatesOf } from './store.ts'
import { appointmentSubjects, nameOf, returnSubjects, startSubjects } from './subjects.ts'

/** Null programs are all of the institution. */
export type Whose = { readonly personIds: readonly string[] } | { readonly programIds: readonly string[] | null }

export interface Loaded {
  readonly today: string
  readonly lists: readonly List[]
  readonly templates: readonly KeptTemplate[]
}

export async function todayIn(db: Reads, institutionId: string, now: Date): Promise<string> {
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  return todayAt(institution, now)
}

/** Everything on the checklists of some people or programs, in a fixed number of queries. */
export async function loadLists(db: Reads, institutionId: string, whose: Whose, now: Date): Promise<Loaded> {
  const today = await todayIn(db, institutionId, now)
  const held = await activeAppointments(db, institutionId, {
    startOn: shifted(today, -closesAfterDays),
    endOn: '9999-12-31',
    ...whose,
  })
  const starts = await startsOf(db, institutionId, whose)
  const programIds =
    'programIds' in whose ? whose.programIds : [...new Set([...held, ...starts].map(({ programId }) => programId))]
  const templates = (await templatesOf(db, institutionId, programIds)).filter(({ kind }) => kind !== 'off-site')
  if (templates.length === 0) return { today, lists: [], templates }
  const names = new Map(held.map((row) => [row.personId, nameOf(row)]))
  const others = starts.map(({ personId }) => personId).filter((id) => !names.has(id))
  for (const [id, person] of await peopleByIds(db, institutionId, others))
    if (person.archivedAt === null) names.set(id, nameOf(person))
  const kinds = new Map(templates.map(({ id, kind }) => [id, kind]))
  const subjects = [
    ...(await datedSubjects(db, institutionId, held, templates, today)),
    ...startSubjects(
      starts.filter(({ personId }) => names.has(personId)),
      (id) => kinds.get(id),
      (id) => names.get(id) ?? '',
    ),
  ]
  return { today, templates, lists: await listsFor(db, institutionId, templates, subjects, today) }
}

/** The lists that templates make for subjects, with what was marked and which documents are there. */
export async function listsFor(
  db: Reads,
  institutionId: string,
  templates: readonly KeptTemplate[],
  subjects: readonly Subject[],
  today: string,
): Promise<List[]> {
  const pairs = subjects.flatMap((subject) =>
    templates.filter((template) => applies(template, subject, today)).map((template) => ({ template, subject })),
  )
  const marks = new Map(
    (await marksOf(db, institutionId, [...new Set(pairs.map(({ subject }) => subject.id))])).map((mark) => [
      `${mark.subjectId} ${mark.itemId}`,
      mark,
    ]),
  )
  const standingOf = await documentsHeld(db, institutionId, pairs, today)
  return pairs.map(({ template, subject }) =>
    listOf(
      template,
      subject,
      (itemId) => marks.get(`${subject.id} ${itemId}`),
      (kindId) => standingOf(subject, kindId),
      today,
    ),
  )
}

/** What the record says of days on which lists could be asked for. */
async function datedSubjects(
  db: Reads,
  institutionId: string,
  held: readonly HeldAppointment[],
  templates: readonly KeptTemplate[],
  today: string,
): Promise<Subject[]> {
  const returning = templates.filter(({ kind }) => kind === 'return')
  const farthest = Math.max(0, ...returning.map(({ horizonDays }) => horizonDays))
  const wantsLevels = templates.some(({ levels }) => levels.length > 0)
  const people = [...new Set(held.map(({ personId }) => personId))]
  const range = wantsLevels
    ? { startOn: '1900-01-01', endOn: '9999-12-31' }
    : { startOn: shifted(today, -closesAfterDays), endOn: shifted(today, farthest) }
  const leaves = wantsLevels || returning.length > 0 ? await leavesBetween(db, institutionId, people, range) : []
  const curricula = wantsLevels ? await curriculaFor(db, institutionId, held) : new Map()
  const levelOf = levelsByDate(
    held,
    curricula,
    groupBy(leaves, ({ personId }) => personId),
  )
  return [...appointmentSubjects(held, levelOf), ...returnSubjects(held, leaves, levelOf)]
}
