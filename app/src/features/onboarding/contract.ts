import { z } from 'zod'
import { id, isoDate, name, note, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { checklistKinds, itemOwners, markStatuses } from './kinds.ts'
import { defineChecklists, markChecklists, overseeChecklists, readChecklists } from './policy.ts'

export { type ChecklistKind, checklistKinds, type ItemOwner, itemOwners, type MarkStatus } from './kinds.ts'

export const listedItem = z.object({
  id,
  title: z.string(),
  guidance: z.string(),
  owner: z.enum(itemOwners),
  dueOn: isoDate,
  status: z.enum(markStatuses),
  isLate: z.boolean(),
  /** Done by a valid document, and by nothing else. */
  document: z.object({ kindId: id, sentence: z.string() }).nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  version,
  /** What the program changed while the list was open; `was` is the title before, null where the item is new. */
  change: z.object({ on: isoDate, was: z.string().nullable() }).nullable(),
  /** Done, and no longer asked of others. */
  isGone: z.boolean(),
})
export type ListedItem = z.infer<typeof listedItem>

export const checklist = z.object({
  templateId: id,
  subjectId: id,
  personId: id,
  personName: z.string(),
  programId: id,
  programName: z.string(),
  name: z.string(),
  kind: z.enum(checklistKinds),
  /** The first day, the last day, or the day of return. */
  aboutOn: isoDate,
  items: z.array(listedItem),
  takenOff: z.array(z.string()),
  /** Begun by hand, and can be put away again. */
  begun: z.object({ version }).nullable(),
})
export type Checklist = z.infer<typeof checklist>

export const personChecklists = route({
  id: 'checklists.person',
  method: 'get',
  path: '/api/people/:personId/checklists',
  summary: 'What a person has to do before they come, leave or return',
  access: readChecklists,
  params: z.object({ personId: id }),
  answer: z.object({
    today: isoDate,
    personName: z.string(),
    lists: z.array(checklist),
    abilities: z.object({ own: z.boolean(), desk: z.boolean() }),
  }),
})

export const deskChecklists = route({
  id: 'checklists.desk',
  method: 'get',
  path: '/api/checklists',
  summary: 'The checklists of everybody who comes, leaves or returns, and who is late',
  access: overseeChecklists,
  query: z.object({ programId: id.optional() }),
  answer: z.object({ today: isoDate, lists: z.array(checklist), templates: z.number().int() }),
})

export const markItems = z.object({
  items: z
    .array(z.object({ itemId: id, expectedVersion: version }))
    .min(1, 'Choose what to mark.')
    .max(60),
  status: z.enum(markStatuses),
  note: note.nullable(),
})

export const markChecklist = route({
  id: 'checklists.mark',
  method: 'post',
  path: '/api/people/:personId/checklists/:subjectId/marks',
  summary: 'Mark items of a list as done, sent, not needed, or open again',
  access: markChecklists,
  params: z.object({ personId: id, subjectId: id }),
  body: markItems,
  answer: z.object({ versions: z.array(version) }),
})

export const remindOfChecklists = route({
  id: 'checklists.remind',
  method: 'post',
  path: '/api/checklists/reminders',
  summary: 'Remind people of what is late or due within two weeks',
  access: overseeChecklists,
  body: z.object({ personIds: z.array(id).min(1, 'Choose whom to remind.').max(2500) }),
  answer: z.object({ reminded: z.number().int(), alreadyToday: z.number().int() }),
})

export const beginChecklist = route({
  id: 'checklists.begin',
  method: 'post',
  path: '/api/checklists',
  summary: 'Begin a list for somebody by hand',
  access: overseeChecklists,
  body: z.object({ templateId: id, programId: id, personId: z.uuid('Choose the person.'), aboutOn: isoDate }),
  status: 201,
  answer: z.object({ id }),
})

export const endChecklist = route({
  id: 'checklists.end',
  method: 'post',
  path: '/api/checklists/:listId/end',
  summary: 'Put away a list that was begun by hand',
  access: overseeChecklists,
  params: z.object({ listId: id }),
  body: z.object({ expectedVersion: version }),
  answer: z.object({}),
})

const days = (least: number, most: number) =>
  z.number().int('Give whole days.').min(least, `Give at least ${least} days.`).max(most, `Give at most ${most} days.`)

const itemFields = z.object({
  /** Left out for a new item. */
  id: id.exactOptional(),
  title: name,
  guidance: note,
  owner: z.enum(itemOwners),
  dueDays: days(-730, 730).nullable(),
  documentKindId: id.nullable(),
})

const templateFields = z.object({
  programId: id.nullable(),
  name,
  kind: z.enum(checklistKinds),
  levels: z.array(z.string().max(20)).max(20),
  siteIds: z.array(z.string().max(80)).max(60),
  rotationIds: z.array(z.string().max(80)).max(120),
  horizonDays: days(0, 730),
  appliesFrom: isoDate,
  leaveDays: days(1, 730),
  automatic: z.boolean(),
  items: z.array(itemFields).min(1, 'Name at least one thing to do.').max(60, 'Name at most 60 things to do.'),
})
export type TemplateFields = z.infer<typeof templateFields>
export type ItemFields = z.infer<typeof itemFields>

export const templateView = templateFields.extend({
  id,
  version,
  items: z.array(itemFields.extend({ id })),
  /** For how many people it is open now. */
  openFor: z.number().int(),
  mayEdit: z.boolean(),
})
export type TemplateView = z.infer<typeof templateView>

export const getTemplates = route({
  id: 'checklists.templates',
  method: 'get',
  path: '/api/checklist-templates',
  summary: 'What is on the checklists of programs, and what an item can refer to',
  access: defineChecklists,
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    today: isoDate,
    templates: z.array(templateView),
    /** What a template of each program can name. */
    programs: z.array(
      z.object({
        programId: id,
        name: z.string(),
        levels: z.array(z.object({ id: z.string(), name: z.string() })),
        sites: z.array(z.object({ id: z.string(), name: z.string(), leadTimeDays: z.number().int().nullable() })),
        rotations: z.array(z.object({ id: z.string(), name: z.string(), siteId: z.string() })),
        documentKinds: z.array(z.object({ id, name: z.string() })),
      }),
    ),
    mayDefineForAll: z.boolean(),
  }),
})

export const saveTemplate = route({
  id: 'checklists.templates.save',
  method: 'post',
  path: '/api/checklist-templates',
  summary: 'Write a checklist; with an id, change one for whatever has not been done yet',
  access: defineChecklists,
  body: templateFields.extend({ id: id.exactOptional(), expectedVersion: version }),
  answer: z.object({ id, version }),
})

export const archiveTemplate = route({
  id: 'checklists.templates.archive',
  method: 'post',
  path: '/api/checklist-templates/:templateId/archive',
  summary: 'Use a checklist no longer, or again; what was marked stays on record',
  access: defineChecklists,
  params: z.object({ templateId: id }),
  body: z.object({ expectedVersion: version, archived: z.boolean() }),
  answer: z.object({}),
})
