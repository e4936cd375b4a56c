import { z } from 'zod'
import { id, isoDate } from '../../contract/fields.ts'
import { signedIn } from '../../contract/permission.ts'
import { route } from '../../contract/route.ts'

const status = z.enum(['met', 'on-track', 'at-risk', 'missed'])

const stint = z.object({
  rotationName: z.string(),
  code: z.string(),
  tint: z.number().int(),
  siteName: z.string().nullable(),
  offSite: z.boolean(),
  startOn: isoDate,
  endOn: isoDate,
})

/** Something that waits for the viewer, with the page where it is done. */
export const task = z.object({
  kind: z.string(),
  sentence: z.string(),
  to: z.string(),
  /** About how long it takes. */
  minutes: z.number().int().nullable(),
  dueOn: isoDate.nullable(),
})
export type Task = z.infer<typeof task>

export const traineeHome = z.object({
  current: stint.nullable(),
  next: stint.nullable(),
  /** The call they are on, or the next one. */
  call: z
    .object({
      isOn: z.boolean(),
      poolName: z.string(),
      shiftName: z.string(),
      code: z.string(),
      tint: z.number().int(),
      startAt: z.string(),
      endAt: z.string(),
      timeZone: z.string(),
    })
    .nullable(),
  programs: z.array(
    z.object({
      programId: id,
      programName: z.string(),
      level: z.string(),
      status,
      /** Requirements by status, and the least assured ones. */
      counts: z.object({ met: z.number(), onTrack: z.number(), atRisk: z.number(), missed: z.number() }),
      worst: z.array(
        z.object({
          title: z.string(),
          status,
          done: z.number(),
          planned: z.number(),
          needed: z.number(),
          unit: z.string(),
          dueOn: isoDate,
        }),
      ),
    }),
  ),
})

export const facultyHome = z.object({
  weekStartOn: isoDate,
  weekEndOn: isoDate,
  onRotation: z.array(
    z.object({
      personId: id,
      personName: z.string(),
      programName: z.string(),
      rotationName: z.string(),
      code: z.string(),
      tint: z.number().int(),
      siteName: z.string().nullable(),
      startOn: isoDate,
      endOn: isoDate,
    }),
  ),
})

/** A list is null when it is not the viewer's to look after. */
export const deskHome = z.object({
  drafts: z
    .array(z.object({ scenarioId: id, name: z.string(), yearLabel: z.string(), createdAt: z.string() }))
    .nullable(),
  leavesComing: z
    .array(z.object({ personId: id, personName: z.string(), kind: z.string(), startOn: isoDate, endOn: isoDate }))
    .nullable(),
  agreementsDue: z.array(
    z.object({ programId: id, programName: z.string(), siteName: z.string(), sentence: z.string() }),
  ),
  withoutAccount: z.array(z.object({ personId: id, personName: z.string() })),
  withoutAccountCount: z.number().int(),
})

const programState = z.object({
  programId: id,
  programName: z.string(),
  trainees: z.number().int(),
  atRisk: z.number().int(),
  missed: z.number().int(),
  violations: z.number().int(),
  warnings: z.number().int(),
  /** False while the current academic year has no schedule of record for the program. */
  published: z.boolean(),
})
export type ProgramState = z.infer<typeof programState>

export const oversightHome = z.object({
  programs: z.array(programState),
  risk: z.array(
    z.object({
      personId: id,
      personName: z.string(),
      programName: z.string(),
      level: z.string(),
      status,
      sentence: z.string(),
    }),
  ),
  violations: z.array(z.object({ sentence: z.string(), citation: z.string() })),
})

/** One answer for every role; a part that is not the viewer's is null. */
export const getHome = route({
  id: 'home.get',
  method: 'get',
  path: '/api/home',
  summary: 'What today asks of the viewer, by their roles',
  access: signedIn,
  answer: z.object({
    today: isoDate,
    /** The first line of the page. */
    answer: z.string(),
    tasks: z.array(task),
    trainee: traineeHome.nullable(),
    faculty: facultyHome.nullable(),
    desk: deskHome.nullable(),
    oversight: oversightHome.nullable(),
  }),
})
