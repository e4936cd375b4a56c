import { z } from 'zod'
import { id, isoDate, name, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { keepHolidays, readCall, setUpCall } from './policy.ts'
import { callKind, onHolidays, poolSettings, shiftPoints } from './settings.ts'

const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9+/-]{0,5}$/, 'Use 1 to 6 letters or digits, such as ON.')

export const shiftView = z.object({
  id,
  name: z.string(),
  code: z.string(),
  startMinute: z.number().int(),
  durationMinutes: z.number().int(),
  weekdays: z.array(z.number().int()),
  onHolidays: z.enum(onHolidays),
  minPeople: z.number().int(),
  maxPeople: z.number().int(),
  points: shiftPoints,
  archived: z.boolean(),
})
export type ShiftView = z.infer<typeof shiftView>

export const poolView = z.object({
  id,
  programId: id,
  /** Every program whose trainees may be here, the owner first. */
  programIds: z.array(id),
  name: z.string(),
  code: z.string(),
  kind: callKind,
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  timeZone: z.string(),
  tint: z.number().int(),
  settings: poolSettings,
  version,
  shifts: z.array(shiftView),
  mayEdit: z.boolean(),
})
export type PoolView = z.infer<typeof poolView>

const holidayView = z.object({
  id,
  programId: id.nullable(),
  onDay: isoDate,
  name: z.string(),
  points: z.number().int(),
  mayEdit: z.boolean(),
})
const eventView = z.object({
  id,
  programId: id,
  name: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  levels: z.array(z.string()).nullable(),
  mayEdit: z.boolean(),
})
const privilegeView = z.object({
  id,
  personId: id,
  personName: z.string(),
  name: z.string(),
  startOn: isoDate,
  endOn: isoDate.nullable(),
  grantedBy: z.string(),
})

export const listPools = route({
  id: 'call.pools',
  method: 'get',
  path: '/api/call/pools',
  summary: 'Call pools with their shifts, holidays, events and privileges',
  access: readCall,
  answer: z.object({
    today: isoDate,
    timeZone: z.string(),
    pools: z.array(poolView),
    holidays: z.array(holidayView),
    events: z.array(eventView),
    privileges: z.array(privilegeView),
    /** Those whom the asker may give privileges to. */
    trainees: z.array(z.object({ id, name: z.string() })),
    mayKeepHolidays: z.boolean(),
    /** What pools can be made of: the programs, their levels, rotations and sites. */
    programs: z.array(
      z.object({
        id,
        name: z.string(),
        shortName: z.string(),
        levels: z.array(z.string()),
        rotations: z.array(z.object({ id: z.string(), label: z.string() })),
        sites: z.array(z.object({ id: z.string(), name: z.string() })),
        maySetUp: z.boolean(),
      }),
    ),
  }),
})

/** A shift without `id` is new; shifts of the pool that are not sent are put away. */
const shiftInput = z.object({
  id: id.optional(),
  name,
  code,
  startMinute: z.int().min(0).max(1439, 'Give a time of the day.'),
  durationMinutes: z.int().min(15, 'A shift lasts at least 15 minutes.').max(2880, 'A shift lasts at most 48 hours.'),
  weekdays: z.array(z.int().min(0).max(6)).max(7),
  onHolidays: z.enum(onHolidays),
  minPeople: z.int().min(0).max(20),
  maxPeople: z.int().min(1, 'At least one person must be able to take it.').max(20),
  points: shiftPoints,
})

const poolBody = z.object({
  programId: id,
  sharedWith: z.array(id).max(100),
  name,
  code,
  kind: callKind,
  siteId: z.string().max(60).nullable(),
  timeZone: z.string().min(1).max(60),
  tint: z.int().min(1).max(12),
  settings: poolSettings,
  shifts: z.array(shiftInput).min(1, 'Give the pool at least one shift.').max(12),
})
export type PoolBody = z.output<typeof poolBody>

export const createPool = route({
  id: 'call.pool-create',
  method: 'post',
  path: '/api/call/pools',
  summary: 'Set up a call pool with its shifts',
  access: setUpCall,
  body: poolBody,
  answer: z.object({ id }),
  status: 201,
})

const poolParams = z.object({ poolId: id })

export const savePool = route({
  id: 'call.pool-save',
  method: 'put',
  path: '/api/call/pools/:poolId',
  summary: 'Change a call pool and its shifts',
  access: setUpCall,
  params: poolParams,
  body: poolBody.extend({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const archivePool = route({
  id: 'call.pool-archive',
  method: 'post',
  path: '/api/call/pools/:poolId/archive',
  summary: 'Put a call pool away; what was published in it stays readable',
  access: setUpCall,
  params: poolParams,
  body: z.object({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const createHoliday = route({
  id: 'call.holiday-create',
  method: 'post',
  path: '/api/call/holidays',
  summary: 'Add a holiday of one program',
  access: setUpCall,
  body: z.object({ programId: id, onDay: isoDate, name, points: z.int().min(0).max(100) }),
  answer: z.object({ id }),
  status: 201,
})

export const removeHoliday = route({
  id: 'call.holiday-remove',
  method: 'delete',
  path: '/api/call/holidays/:holidayId',
  summary: 'Take a holiday away',
  access: setUpCall,
  params: z.object({ holidayId: id }),
  answer: z.object({ id }),
})

export const createInstitutionHolidays = route({
  id: 'call.institution-holidays-create',
  method: 'post',
  path: '/api/call/institution-holidays',
  summary: 'Add holidays of the whole institution: all of them, or none',
  access: keepHolidays,
  body: z.object({
    days: z
      .array(z.object({ onDay: isoDate, name, points: z.int().min(0).max(100) }))
      .min(1, 'Choose at least one day.')
      .max(60, 'Add at most 60 days at once.'),
  }),
  answer: z.object({ ids: z.array(id) }),
  status: 201,
})

export const removeInstitutionHoliday = route({
  id: 'call.institution-holiday-remove',
  method: 'delete',
  path: '/api/call/institution-holidays/:holidayId',
  summary: 'Take a holiday of the whole institution away',
  access: keepHolidays,
  params: z.object({ holidayId: id }),
  answer: z.object({ id }),
})

export const createEvent = route({
  id: 'call.event-create',
  method: 'post',
  path: '/api/call/events',
  summary: 'Add days around which call is kept away, such as an examination',
  access: setUpCall,
  body: z
    .object({
      programId: id,
      name,
      startOn: isoDate,
      endOn: isoDate,
      levels: z.array(z.string().min(1).max(60)).min(1, 'Choose a level, or all.').max(20).nullable(),
    })
    .refine(({ startOn, endOn }) => startOn <= endOn, { path: ['endOn'], error: 'The last day is before the first.' }),
  answer: z.object({ id }),
  status: 201,
})

export const removeEvent = route({
  id: 'call.event-remove',
  method: 'delete',
  path: '/api/call/events/:eventId',
  summary: 'Take such days away',
  access: setUpCall,
  params: z.object({ eventId: id }),
  answer: z.object({ id }),
})

export const grantPrivilege = route({
  id: 'call.privilege-grant',
  method: 'post',
  path: '/api/call/privileges',
  summary: 'Say that a trainee may do something alone that a pool asks for',
  access: setUpCall,
  body: z
    .object({ personId: id, name, startOn: isoDate, endOn: isoDate.nullable() })
    .refine(({ startOn, endOn }) => endOn === null || startOn <= endOn, {
      path: ['endOn'],
      error: 'The last day is before the first.',
    }),
  answer: z.object({ id }),
  status: 201,
})

export const revokePrivilege = route({
  id: 'call.privilege-revoke',
  method: 'delete',
  path: '/api/call/privileges/:privilegeId',
  summary: 'Take a privilege back',
  access: setUpCall,
  params: z.object({ privilegeId: id }),
  answer: z.object({ id }),
})
