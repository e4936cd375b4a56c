import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId, rowId } from '../../platform/columns.ts'
import { documentKind } from '../documents/schema.ts'
import { person } from '../people/schema.ts'
import { program } from '../programs/schema.ts'
import type { ChecklistKind, ItemOwner, MarkStatus } from './kinds.ts'

/** What somebody has to do when they come, leave, return or go elsewhere. Without a program it is the whole institution's. */
export const checklistTemplate = pgTable(
  'checklist_template',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id'),
    name: text('name').notNull(),
    kind: text('kind').$type<ChecklistKind>().notNull(),
    /** Levels on the day it is about; empty is every level. */
    levels: text('levels').array().notNull(),
    /** Of off-site time: the sites and rotations of the definition it is for; empty is all of them. */
    siteIds: text('site_ids').array().notNull(),
    rotationIds: text('rotation_ids').array().notNull(),
    /** How many days before the day it is about the list is there. */
    horizonDays: integer('horizon_days').notNull(),
    /** Nobody whose day is earlier gets the list. */
    appliesFrom: day('applies_from').notNull(),
    /** Of a return: how many days of leave make it a long one. */
    leaveDays: integer('leave_days').notNull(),
    /** False where the list is only ever begun by hand, as for faculty. */
    automatic: boolean('automatic').notNull(),
    version: integer('version').notNull().default(0),
    createdAt: at('created_at').notNull(),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('checklist_template_program').on(t.institutionId, t.programId).where(sql`${t.archivedAt} is null`),
  ],
)

/** One thing to do. Whoever has not done it yet does it as it stands here; what was done keeps the words it was done by. */
export const checklistItem = pgTable(
  'checklist_item',
  {
    institutionId: institutionId(),
    id: rowId(),
    templateId: uuid('template_id').notNull(),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    guidance: text('guidance').notNull(),
    owner: text('owner').$type<ItemOwner>().notNull(),
    /** Days from the day the list is about; before it is negative. Null is by the lead time of the site. */
    dueDays: integer('due_days'),
    documentKindId: uuid('document_kind_id'),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at'),
    /** What the title was before the last change of it. */
    titleBefore: text('title_before'),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.templateId],
      foreignColumns: [checklistTemplate.institutionId, checklistTemplate.id],
    }),
    foreignKey({
      columns: [t.institutionId, t.documentKindId],
      foreignColumns: [documentKind.institutionId, documentKind.id],
    }),
    index('checklist_item_template').on(t.institutionId, t.templateId),
  ],
)

/** A list that was begun by hand, for whom no date of the record begins it. */
export const checklistStart = pgTable(
  'checklist_start',
  {
    institutionId: institutionId(),
    id: rowId(),
    templateId: uuid('template_id').notNull(),
    personId: uuid('person_id').notNull(),
    programId: uuid('program_id').notNull(),
    aboutOn: day('about_on').notNull(),
    startedBy: text('started_by').notNull(),
    startedAt: at('started_at').notNull(),
    version: integer('version').notNull().default(0),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.templateId],
      foreignColumns: [checklistTemplate.institutionId, checklistTemplate.id],
    }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('checklist_start_person').on(t.institutionId, t.personId).where(sql`${t.endedAt} is null`),
    uniqueIndex('checklist_start_once')
      .on(t.institutionId, t.templateId, t.personId, t.aboutOn)
      .where(sql`${t.endedAt} is null`),
  ],
)

/**
 * What became of an item for one person. `subjectId` is the appointment, leave, list begun by hand or stay elsewhere that the list is
 * about: lists themselves follow from those and are stored nowhere.
 */
export const checklistMark = pgTable(
  'checklist_mark',
  {
    institutionId: institutionId(),
    itemId: uuid('item_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    personId: uuid('person_id').notNull(),
    status: text('status').$type<MarkStatus>().notNull(),
    /** The item as it was when it was marked. */
    title: text('title').notNull(),
    note: text('note'),
    byPersonId: uuid('by_person_id'),
    by: text('by').notNull(),
    at: at('at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.itemId, t.subjectId] }),
    foreignKey({
      columns: [t.institutionId, t.itemId],
      foreignColumns: [checklistItem.institutionId, checklistItem.id],
    }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('checklist_mark_subject').on(t.institutionId, t.subjectId),
  ],
)

/** That the owner was told of an item that is due soon or late, once for its due day, or asked by the desk, once a day. */
export const checklistReminder = pgTable(
  'checklist_reminder',
  {
    institutionId: institutionId(),
    itemId: uuid('item_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    moment: text('moment').$type<'soon' | 'late' | 'asked'>().notNull(),
    dueOn: day('due_on').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.itemId, t.subjectId, t.moment, t.dueOn] }),
    foreignKey({
      columns: [t.institutionId, t.itemId],
      foreignColumns: [checklistItem.institutionId, checklistItem.id],
    }),
  ],
)
