import { z } from 'zod'
import { id, isoDate, name, note, page, pageQuery, version } from '../../contract/fields.ts'
import { roles } from '../../contract/roles.ts'
import { route } from '../../contract/route.ts'
import { leaveKinds } from './leave-kinds.ts'
import { agreeCombinations, editPeople, listPeople, proposeCombinations, readPerson } from './policy.ts'

export { leaveKinds, leaveNames } from './leave-kinds.ts'

const leaveKind = z.enum(leaveKinds)

const programRole = z.object({
  programId: id.nullable(),
  programName: z.string(),
  role: z.enum(roles),
  /** For trainees: the level today, null before the start or after the end. */
  level: z.string().nullable(),
  /** For trainees: the days of the appointment that is now, else the next, else the last. */
  startOn: isoDate.nullable(),
  endOn: isoDate.nullable(),
})

export const personSummary = z.object({
  id,
  givenName: z.string(),
  familyName: z.string(),
  email: z.string().nullable(),
  staffNumber: z.string().nullable(),
  archived: z.boolean(),
  account: z.enum(['none', 'active', 'disabled']),
  programs: z.array(programRole),
})
export type PersonSummary = z.infer<typeof personSummary>

export const getPeople = route({
  id: 'people.list',
  method: 'get',
  path: '/api/people',
  summary: 'People by name; search by name, e-mail or staff number',
  access: listPeople,
  query: pageQuery.extend({
    search: z.string().trim().max(100).optional(),
    programId: id.optional(),
    role: z.enum(roles).optional(),
    archived: z.enum(['true', 'false']).optional(),
    /** Only people who cannot sign in yet. */
    account: z.enum(['none']).optional(),
  }),
  answer: page(personSummary).extend({ today: isoDate }),
})

const listedAppointment = z.object({
  id,
  programId: id,
  startOn: isoDate,
  endOn: isoDate,
  entryLevel: z.string(),
  /** The level today, null before the start or after the end. */
  level: z.string().nullable(),
  combined: z.boolean(),
  /** False while a combined fellowship still needs an agreement. */
  active: z.boolean(),
  /** What concerns the person and those who run the program; null for everybody else. */
  ftePercent: z.number().int().nullable(),
  curriculum: z.string().nullable(),
})

const listedPerson = personSummary.omit({ programs: true }).extend({
  appointments: z.array(listedAppointment),
  roles: z.array(z.object({ role: z.enum(roles), programId: id.nullable() })),
  mayEdit: z.boolean(),
})
export type ListedPerson = z.infer<typeof listedPerson>

/** More than a list can be read for; what is beyond is found by its program. */
export const mostListed = 10_000

export const getDirectory = route({
  id: 'people.directory',
  method: 'get',
  path: '/api/people/directory',
  summary: 'Everybody at once with appointments and roles, for a list that searches and sorts by itself',
  access: listPeople,
  query: z.object({ archived: z.enum(['true', 'false']).optional() }),
  answer: z.object({
    today: isoDate,
    total: z.number().int(),
    programs: z.array(z.object({ id, name: z.string(), shortName: z.string() })),
    people: z.array(listedPerson),
  }),
})
export type Directory = z.infer<typeof getDirectory.answer>

export const appointmentView = z.object({
  id,
  programId: id,
  programName: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  entryLevel: z.string(),
  levelToday: z.string().nullable(),
  /** Levels by date: one a year, moved on by leave that does not count. */
  levels: z.array(z.object({ level: z.string(), startOn: isoDate, endOn: isoDate })),
  /** The year in which training ends, as in "class of 2027". */
  classYear: z.number().int(),
  ftePercent: z.number().int(),
  curriculum: z.object({ versionId: id, effectiveOn: isoDate, label: z.string() }).nullable(),
  curriculumEffectiveOn: isoDate.nullable(),
  priorTraining: z.array(z.object({ id: z.string(), title: z.string() })),
  combinationId: id.nullable(),
  /** False while a combined fellowship still needs an agreement: the appointment does not count in schedules. */
  active: z.boolean(),
  version,
  mayEdit: z.boolean(),
})
export type AppointmentView = z.infer<typeof appointmentView>

export const combinationView = z.object({
  id,
  personId: id,
  personName: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  active: z.boolean(),
  version,
  programs: z.array(
    z.object({
      programId: id,
      programName: z.string(),
      ftePercent: z.number().int(),
      startOn: isoDate,
      endOn: isoDate,
      agreedBy: z.string().nullable(),
      agreedAt: z.string().nullable(),
      mayAgree: z.boolean(),
    }),
  ),
  mayWithdraw: z.boolean(),
})
export type CombinationView = z.infer<typeof combinationView>

export const personLeave = z.object({
  id,
  kind: leaveKind,
  startOn: isoDate,
  endOn: isoDate,
  countsTowardTraining: z.boolean(),
  version,
})

export const personView = personSummary.extend({
  version,
  today: isoDate,
  appointments: z.array(appointmentView),
  combinations: z.array(combinationView),
  leaves: z.array(personLeave),
  abilities: z.object({
    edit: z.boolean(),
    invite: z.boolean(),
    propose: z.boolean(),
    /** Programs to which the viewer may appoint. */
    appointTo: z.array(id),
  }),
})
export type PersonView = z.infer<typeof personView>

const personParams = z.object({ personId: id })

export const getPerson = route({
  id: 'people.get',
  method: 'get',
  path: '/api/people/:personId',
  summary: "One person's page: appointments, levels, leaves, roles",
  access: readPerson,
  params: personParams,
  answer: personView,
})

const blankIsNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)
const emailAddress = z.preprocess(
  blankIsNull,
  z.string().trim().toLowerCase().pipe(z.email('This is not an e-mail address.').max(254)).nullable(),
)
const staffNumber = z.preprocess(blankIsNull, z.string().trim().max(60, 'Use at most 60 characters.').nullable())

export const personFields = z.object({ givenName: name, familyName: name, email: emailAddress, staffNumber })
export type PersonFields = z.infer<typeof personFields>

const chosenProgram = z.uuid('Choose the program.')

export const appointmentFields = z.object({
  programId: chosenProgram,
  startOn: isoDate,
  endOn: isoDate,
  entryLevel: z.string().trim().min(1, 'Choose the level at the start.').max(20),
  ftePercent: z
    .number()
    .int('Give a whole percentage.')
    .min(1, 'Give at least 1 percent.')
    .max(100, 'Give at most 100 percent.'),
  priorTraining: z.array(z.string().max(60)).max(20),
  /** Moves the trainee to another version of the curriculum than their class's. */
  curriculumEffectiveOn: isoDate.nullable(),
})
export type AppointmentFields = z.infer<typeof appointmentFields>

/** A new person has a place from the start: an appointment, or a role in a program. */
export const createPerson = route({
  id: 'people.create',
  method: 'post',
  path: '/api/people',
  summary: 'Add a person with an appointment or a faculty role',
  access: editPeople,
  body: personFields.extend({
    appointment: appointmentFields.optional(),
    facultyOf: chosenProgram.optional(),
  }),
  answer: z.object({ id }),
  status: 201,
})

export const editPerson = route({
  id: 'people.edit',
  method: 'put',
  path: '/api/people/:personId',
  summary: "Change a person's name, e-mail or staff number",
  access: editPeople,
  params: personParams,
  body: personFields.extend({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const archivePerson = route({
  id: 'people.archive',
  method: 'post',
  path: '/api/people/:personId/archive',
  summary: 'Put a person away, or bring them back; nothing is deleted',
  access: editPeople,
  params: personParams,
  body: z.object({ expectedVersion: version, archived: z.boolean(), reason: note.optional() }),
  answer: z.object({ version }),
})

export const createAppointment = route({
  id: 'appointments.create',
  method: 'post',
  path: '/api/people/:personId/appointments',
  summary: 'Appoint a person to a program',
  access: editPeople,
  params: personParams,
  body: appointmentFields,
  answer: z.object({ id }),
  status: 201,
})

const appointmentParams = z.object({ appointmentId: id })

export const editAppointment = route({
  id: 'appointments.edit',
  method: 'put',
  path: '/api/appointments/:appointmentId',
  summary: 'Change an appointment, or end it earlier',
  access: editPeople,
  params: appointmentParams,
  body: appointmentFields.omit({ programId: true }).extend({ expectedVersion: version, reason: note.optional() }),
  answer: z.object({ version }),
})

export const archiveAppointment = route({
  id: 'appointments.archive',
  method: 'post',
  path: '/api/appointments/:appointmentId/archive',
  summary: 'Put away an appointment that was entered by mistake, or bring it back',
  access: editPeople,
  params: appointmentParams,
  body: z.object({ expectedVersion: version, archived: z.boolean(), reason: note.optional() }),
  answer: z.object({ version }),
})

export const addLeave = route({
  id: 'leaves.create',
  method: 'post',
  path: '/api/people/:personId/leaves',
  summary: 'Enter leave',
  access: editPeople,
  params: personParams,
  body: z.object({ kind: leaveKind, startOn: isoDate, endOn: isoDate, countsTowardTraining: z.boolean() }),
  answer: z.object({ id }),
  status: 201,
})

export const cancelLeave = route({
  id: 'leaves.cancel',
  method: 'post',
  path: '/api/leaves/:leaveId/cancel',
  summary: 'Cancel leave',
  access: editPeople,
  params: z.object({ leaveId: id }),
  body: z.object({ expectedVersion: version }),
  answer: z.object({}),
})

export const proposeCombination = route({
  id: 'combinations.propose',
  method: 'post',
  path: '/api/people/:personId/combinations',
  summary: 'Propose a combined fellowship over appointments to two or more programs',
  access: proposeCombinations,
  params: personParams,
  body: z.object({ appointmentIds: z.array(id).min(2, 'Choose the appointments of two programs.').max(4) }),
  answer: z.object({ id }),
  status: 201,
})

const combinationParams = z.object({ combinationId: id })

export const agreeCombination = route({
  id: 'combinations.agree',
  method: 'post',
  path: '/api/combinations/:combinationId/agreements',
  summary: 'Agree for my program; with the last agreement the combination counts',
  access: agreeCombinations,
  params: combinationParams,
  body: z.object({ programId: id, expectedVersion: version }),
  answer: z.object({ active: z.boolean() }),
})

export const withdrawCombination = route({
  id: 'combinations.withdraw',
  method: 'post',
  path: '/api/combinations/:combinationId/withdrawal',
  summary: 'Withdraw a combined fellowship; its appointments stand alone again',
  access: proposeCombinations,
  params: combinationParams,
  body: z.object({ expectedVersion: version, reason: note.optional() }),
  answer: z.object({}),
})
