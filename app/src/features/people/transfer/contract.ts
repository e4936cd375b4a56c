import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { exportPeople, importPeople } from '../policy.ts'

/** What a column of a file can mean. A row is a person, and may also carry an appointment or a role. */
export const importFields = [
  'personId',
  'staffNumber',
  'givenName',
  'familyName',
  'fullName',
  'email',
  'role',
  'program',
  'entryLevel',
  'startOn',
  'endOn',
  'ftePercent',
  'priorTraining',
] as const
export type ImportField = (typeof importFields)[number]

/** Headers under which the export writes the fields, and by which an import recognises them first. */
export const fieldNames: Record<ImportField, string> = {
  personId: 'Gradus ID',
  staffNumber: 'Staff number',
  givenName: 'Given name',
  familyName: 'Family name',
  fullName: 'Full name',
  email: 'E-mail',
  role: 'Role',
  program: 'Program',
  entryLevel: 'Entry level',
  startOn: 'Starts on',
  endOn: 'Ends on',
  ftePercent: 'FTE percent',
  priorTraining: 'Prior training',
}

/** Column index per field. */
export const columnMapping = z.partialRecord(z.enum(importFields), z.number().int().min(0).max(200))
export type ColumnMapping = z.infer<typeof columnMapping>

const mappingText = z
  .string()
  .max(4000)
  .transform((text, context) => {
    try {
      const parsed = columnMapping.safeParse(JSON.parse(text))
      if (parsed.success) return parsed.data
    } catch {
      // Said below, as for every other wrong mapping.
    }
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'The mapping must be JSON: a column number per field.',
    })
    return z.NEVER
  })

export const maxImportBytes = 10 * 1024 * 1024

export const importPreview = z.object({
  committed: z.boolean(),
  sentence: z.string(),
  columns: z.array(z.object({ index: z.number().int(), header: z.string(), samples: z.array(z.string()) })),
  mapping: columnMapping,
  counts: z.object({
    rows: z.number().int(),
    newPeople: z.number().int(),
    changedPeople: z.number().int(),
    newAppointments: z.number().int(),
    changedAppointments: z.number().int(),
    newRoles: z.number().int(),
    unchangedRows: z.number().int(),
    problemRows: z.number().int(),
  }),
  /** The first rows, problems first. `row` is the number the spreadsheet shows. */
  rows: z.array(
    z.object({
      row: z.number().int(),
      name: z.string(),
      outcome: z.enum(['new', 'changed', 'unchanged', 'problem']),
      sentence: z.string(),
    }),
  ),
  problems: z.array(z.object({ row: z.number().int(), column: z.string().nullable(), sentence: z.string() })),
})
export type ImportPreview = z.infer<typeof importPreview>

export const importPeopleFile = route({
  id: 'people.import',
  method: 'post',
  path: '/api/people/import',
  summary: 'Preview a CSV or XLSX file of people; with commit=true import all of it or nothing',
  access: importPeople,
  query: z.object({ commit: z.enum(['true', 'false']).optional(), mapping: mappingText.optional() }),
  body: z.instanceof(Uint8Array).meta({ description: 'A CSV (UTF-8) or XLSX file' }),
  bodyKind: 'bytes',
  maxBytes: maxImportBytes,
  answer: importPreview,
})

export const exportPeopleFile = route({
  id: 'people.export',
  method: 'get',
  path: '/api/people-export',
  summary: 'People with their appointments and roles, as a file that can be imported again',
  access: exportPeople,
  query: z.object({ format: z.enum(['csv', 'xlsx']), programId: id.optional() }),
  answer: 'file',
})
