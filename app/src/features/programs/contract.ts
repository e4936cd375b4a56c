import { z } from 'zod'
import { id, isoDate, name, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import type { Definition } from '../curriculum/contract.ts'
import { importPrograms, manageRooms, readPrograms } from './policy.ts'

/** Definitions are checked where they come in, by features/curriculum; on the way out they travel as they are stored. */
const definition = z.custom<Definition>().meta({ description: 'A program definition; its JSON Schema is a route' })

export const programSummary = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['residency', 'fellowship']),
  /** "12 months", "13 four-week blocks": how the academic year is cut. */
  calendar: z.string(),
  length: z.string(),
  levels: z.array(z.string()),
  positionsPerYear: z.number().int().nullable(),
  /** Trainees whose appointment covers today. */
  traineesNow: z.number().int(),
  effectiveOn: isoDate,
  versionLabel: z.string(),
  publicUrl: z.string(),
})
export type ProgramSummary = z.infer<typeof programSummary>

export const listPrograms = route({
  id: 'programs.list',
  method: 'get',
  path: '/api/programs',
  summary: 'Programs I belong to, with the version in force today',
  access: readPrograms,
  answer: z.object({
    programs: z.array(programSummary),
    /** Whether a program that does not exist yet may be imported. */
    mayCreate: z.boolean(),
  }),
})

export const versionView = z.object({
  id,
  effectiveOn: isoDate,
  revision: z.number().int(),
  label: z.string(),
  importedAt: z.string(),
  importedBy: z.string().nullable(),
  inForce: z.boolean(),
  /** A later revision of the same date took its place; it stays readable. */
  superseded: z.boolean(),
})
export type VersionView = z.infer<typeof versionView>

const programParams = z.object({ programId: id })

/** A definition's facts with the words people use for them, so that every page says them alike. */
export const programPhrases = z.object({
  calendar: z.string(),
  length: z.string(),
  /** Per requirement, in the definition's order. */
  requirements: z.array(
    z.object({ id: z.string(), counts: z.array(z.string()), amount: z.string(), levels: z.string() }),
  ),
  /** Per rotation, in the definition's order. */
  rotations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      tint: z.number().int().min(0).max(11),
      capacity: z.string().nullable(),
      run: z.string().nullable(),
      roomName: z.string().nullable(),
      siteName: z.string().nullable(),
      offSite: z.boolean(),
      prerequisites: z.array(z.string()),
    }),
  ),
})

export const getProgram = route({
  id: 'programs.get',
  method: 'get',
  path: '/api/programs/:programId',
  summary: 'One program: its versions and one definition, the one in force unless another is asked for',
  access: readPrograms,
  params: programParams,
  query: z.object({ versionId: id.optional() }),
  answer: programSummary.extend({
    versions: z.array(versionView),
    shown: versionView,
    definition,
    phrases: programPhrases,
    mayImport: z.boolean(),
  }),
})

export const definitionChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  sentence: z.string(),
})
export type DefinitionChangeView = z.infer<typeof definitionChange>

export const diffVersions = route({
  id: 'programs.diff',
  method: 'get',
  path: '/api/programs/:programId/diff',
  summary: 'What changed between two versions, in words',
  access: readPrograms,
  params: programParams,
  query: z.object({ from: id, to: id }),
  answer: z.object({ from: versionView, to: versionView, changes: z.array(definitionChange) }),
})

export const exportProgram = route({
  id: 'programs.export',
  method: 'get',
  path: '/api/programs/:programId/export',
  summary: 'The definition file exactly as it was imported',
  access: readPrograms,
  params: programParams,
  query: z.object({ versionId: id.optional() }),
  answer: 'file',
})

export const definitionProblem = z.object({
  line: z.number().int(),
  column: z.number().int(),
  path: z.string(),
  sentence: z.string(),
})

/** What importing a file does or would do. */
export const importOutcome = z.object({
  outcome: z.enum(['problems', 'unchanged', 'preview', 'stored']),
  sentence: z.string(),
  programId: id.nullable(),
  programName: z.string().nullable(),
  effectiveOn: isoDate.nullable(),
  revision: z.number().int().nullable(),
  problems: z.array(definitionProblem),
  /** What is created besides the version: the program, rooms, sites. */
  creates: z.array(z.string()),
  /** Compared with the version in force on the day this one takes effect. */
  changes: z.array(definitionChange),
  /** What does not follow the file, and why. */
  notes: z.array(z.string()),
})
export type ImportOutcome = z.infer<typeof importOutcome>

export const importDefinition = route({
  id: 'programs.import',
  method: 'post',
  path: '/api/programs/import',
  summary: 'Check a definition file and say what it changes; with commit=true store it',
  access: importPrograms,
  query: z.object({ commit: z.enum(['true', 'false']).optional() }),
  body: z.instanceof(Uint8Array).meta({ description: 'The YAML file' }),
  bodyKind: 'bytes',
  answer: importOutcome,
})

export const getDefinitionSchema = route({
  id: 'programs.schema',
  method: 'get',
  path: '/api/program-schema',
  summary: 'JSON Schema of the definition file, for editors',
  access: readPrograms,
  answer: 'file',
})

const capacity = z.number().int().min(0).max(500).nullable()
export const roomView = z.object({
  id: z.string(),
  name: z.string(),
  minTrainees: capacity,
  maxTrainees: capacity,
  version,
  /** Programs whose definition in force names the room. */
  programs: z.array(z.object({ id, shortName: z.string(), rotations: z.array(z.string()) })),
  mayEdit: z.boolean(),
})
export type RoomView = z.infer<typeof roomView>

export const listRooms = route({
  id: 'rooms.list',
  method: 'get',
  path: '/api/rooms',
  summary: 'Rooms that programs share, with their capacity',
  access: readPrograms,
  answer: z.object({ rooms: z.array(roomView) }),
})

export const putRoom = route({
  id: 'rooms.put',
  method: 'put',
  path: '/api/rooms/:roomId',
  summary: 'Name a room and set how many trainees it takes on a day, over all programs',
  access: manageRooms,
  params: z.object({ roomId: z.string().max(60) }),
  body: z
    .object({ expectedVersion: version, name, minTrainees: capacity, maxTrainees: capacity })
    .refine((b) => b.minTrainees === null || b.maxTrainees === null || b.minTrainees <= b.maxTrainees, {
      message: 'The fewest trainees may not be more than the most.',
      path: ['minTrainees'],
    }),
  answer: z.object({ version }),
})

export const listSites = route({
  id: 'sites.list',
  method: 'get',
  path: '/api/sites',
  summary: 'Sites of the institution and those trainees go to',
  access: readPrograms,
  answer: z.object({
    sites: z.array(z.object({ id: z.string(), name: z.string(), own: z.boolean(), timeZone: z.string().nullable() })),
  }),
})
