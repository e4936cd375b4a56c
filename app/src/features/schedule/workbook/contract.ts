import { z } from 'zod'
import { id, isoDate, name, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { editScenarios } from '../scenarios/policy.ts'
import { meaning } from './codes.ts'

export const mostWorkbookBytes = 5 * 1024 * 1024
export const mostSheetRows = 1500
export const mostSheetColumns = 500

/** How columns are dated when the header does not say it well enough: counted from the year's first day. */
export const countedKinds = ['months', 'blocks', 'two-weeks', 'weeks'] as const
export type CountedKind = (typeof countedKinds)[number]

const column = z.number().int().min(0).max(mostSheetColumns)

/** What somebody said about one sheet; what they left out is found out by looking. */
const sheetChoice = z.object({
  included: z.boolean().exactOptional(),
  nameColumns: z.array(column).min(1).max(2).exactOptional(),
  counted: z.object({ kind: z.enum(countedKinds), firstColumn: column, headerEnd: column }).exactOptional(),
})
export type SheetChoice = z.infer<typeof sheetChoice>

export const skipped = 'skip'

export const choices = z.object({
  /** By the sheet's place in the file. */
  sheets: z.record(z.string().regex(/^\d{1,3}$/), sheetChoice),
  /** By the name as written: an appointment, or `skip`. */
  people: z.record(z.string().max(300), z.union([z.literal(skipped), id])),
  /** By the code in capitals. */
  codes: z.record(z.string().max(300), meaning),
})
export type Choices = z.infer<typeof choices>

const personLine = z.object({
  sheet: z.string(),
  row: z.number().int(),
  name: z.string(),
  key: z.string(),
  appointmentId: id.nullable(),
  skipped: z.boolean(),
  /** Appointments worth offering, the likeliest first. */
  suggestions: z.array(id),
  /** One text per period of its sheet. */
  codes: z.array(z.string()),
})

const codeLine = z.object({
  code: z.string(),
  count: z.number().int(),
  meaning: meaning.nullable(),
  /** Read from part of the code: worth a look. */
  guessed: z.boolean(),
  /** The two codes that share its period. */
  halves: z.array(z.string()),
})

export const workbookView = z.object({
  id,
  version,
  programId: id,
  startYear: z.number().int(),
  yearLabel: z.string(),
  fileName: z.string(),
  scenarioId: id.nullable(),
  /** What is the case, first. */
  sentence: z.string(),
  ready: z.boolean(),
  choices,
  sheets: z.array(
    z.object({
      name: z.string(),
      included: z.boolean(),
      sentence: z.string(),
      headerEnd: z.number().int(),
      nameColumns: z.array(z.number().int()),
      periods: z.array(z.object({ column: z.number().int(), startOn: isoDate, endOn: isoDate })),
      /** The first rows as they stand in the file, to point at. */
      top: z.array(z.array(z.string())),
    }),
  ),
  people: z.array(personLine),
  codes: z.array(codeLine),
  appointments: z.array(z.object({ id, personName: z.string(), level: z.string(), startOn: isoDate, endOn: isoDate })),
  rotations: z.array(z.object({ rotationId: z.string(), code: z.string(), name: z.string(), tint: z.number().int() })),
  problems: z.array(z.object({ sheet: z.string(), row: z.number().int(), sentence: z.string() })),
  counts: z.object({ people: z.number().int(), assignments: z.number().int(), leaves: z.number().int() }),
})
export type WorkbookView = z.infer<typeof workbookView>

const params = z.object({ workbookId: id })

export const listWorkbooks = route({
  id: 'workbooks.list',
  method: 'get',
  path: '/api/workbooks',
  summary: 'Workbooks of past or coming years that were sent to be imported',
  access: editScenarios,
  answer: z.object({
    workbooks: z.array(
      z.object({
        id,
        fileName: z.string(),
        programId: id,
        startYear: z.number().int(),
        sentAt: z.string(),
        sentBy: z.string(),
        scenarioId: id.nullable(),
      }),
    ),
  }),
})

export const sendWorkbook = route({
  id: 'workbooks.send',
  method: 'post',
  path: '/api/workbooks',
  summary: 'Send a schedule kept in a spreadsheet (XLSX, CSV); it is read and kept until it is imported',
  access: editScenarios,
  query: z.object({ programId: id, startYear: z.string().regex(/^\d{4}$/), fileName: name }),
  body: z.instanceof(Uint8Array).meta({ description: 'A CSV (UTF-8) or XLSX file' }),
  bodyKind: 'bytes',
  maxBytes: mostWorkbookBytes,
  status: 201,
  answer: workbookView,
})

export const getWorkbook = route({
  id: 'workbooks.get',
  method: 'get',
  path: '/api/workbooks/:workbookId',
  summary: 'How a workbook is understood, and what is still unclear',
  access: editScenarios,
  params,
  answer: workbookView,
})

export const chooseInWorkbook = route({
  id: 'workbooks.choose',
  method: 'put',
  path: '/api/workbooks/:workbookId',
  summary: 'Say who is meant by a name, what a code means and how a sheet is laid out',
  access: editScenarios,
  params,
  body: z.object({ expectedVersion: version, choices }),
  answer: workbookView,
})

export const importWorkbook = route({
  id: 'workbooks.import',
  method: 'post',
  path: '/api/workbooks/:workbookId/import',
  summary: 'Make a draft of everything in the workbook, or of nothing',
  access: editScenarios,
  params,
  body: z.object({ expectedVersion: version, name, enterLeaves: z.boolean() }),
  status: 201,
  answer: z.object({ scenarioId: id, sentence: z.string() }),
})

export const discardWorkbook = route({
  id: 'workbooks.discard',
  method: 'post',
  path: '/api/workbooks/:workbookId/discard',
  summary: 'Put away a workbook that shall not be imported',
  access: editScenarios,
  params,
  body: z.object({ expectedVersion: version, reason: note.exactOptional() }),
  answer: z.object({}),
})
