import { dayOf, isoOf } from '@gradus/rules'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  callAssignment,
  callChange,
  callHoliday,
  callPool,
  callPoolProgram,
  callSchedule,
  callSchedulePool,
  callShift,
} from '../features/schedule/calls/schema.ts'
import { type CallKind, type PoolSettings, poolSettings } from '../features/schedule/calls/settings.ts'
import { shiftInstants } from '../features/schedule/calls/zones.ts'
import type { WriteTx } from '../platform/audit/write.ts'
import { demoId } from './cast.ts'
import { insertAll } from './store.ts'

/**
 * The demo's published call, as the solver built it (`npm run demo:calls` builds it again): per shift the people of each day from the
 * first, `-` where there is nobody, `+` between two of the same day: `"dr-2024-1 - dr-2023-2+dr-2024-4"`.
 */
export interface DemoCalls {
  readonly startOn: string
  readonly lines: Readonly<Record<string, string>>
}

export const callsFile = fileURLToPath(new URL('../../demo/calls.json', import.meta.url))
const readCalls = async (): Promise<DemoCalls> => JSON.parse(await readFile(callsFile, 'utf8')) as DemoCalls

export const demoCallDays = { startOn: '2026-07-01', endOn: '2026-11-30' }
const timeZone = 'America/Chicago'
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const weekdays = [0, 1, 2, 3, 4]
const weekend = [5, 6]

interface DemoPool {
  readonly key: string
  readonly program: string
  readonly sharedWith?: readonly string[]
  readonly name: string
  readonly kind: CallKind
  readonly tint: number
  readonly settings: Partial<PoolSettings>
  readonly shift: {
    readonly name: string
    readonly startMinute: number
    readonly durationMinutes: number
    readonly weekdays: readonly number[]
    readonly onHolidays: 'as-weekday' | 'also' | 'not'
    readonly people: number
    readonly points: { readonly weekday: number; readonly weekend: number; readonly holiday: number }
  }
}

export const demoPools: readonly DemoPool[] = [
  {
    key: 'ON',
    program: 'dr',
    name: 'Overnight call',
    kind: 'in-house',
    tint: 12,
    settings: {
      levels: ['PGY-3', 'PGY-4', 'PGY-5'],
      monthsOfTraining: 12,
      exceptRotations: ['night-call'],
      spacingDays: 4,
      maxPerMonth: 4,
      postCallDay: true,
    },
    shift: {
      name: 'Overnight',
      startMinute: 1020,
      durationMinutes: 840,
      weekdays: everyDay,
      onHolidays: 'as-weekday',
      people: 1,
      points: { weekday: 3, weekend: 4, holiday: 5 },
    },
  },
  {
    key: 'EV',
    program: 'dr',
    name: 'Evening reading',
    kind: 'evening',
    tint: 6,
    settings: { levels: ['PGY-2', 'PGY-3', 'PGY-4', 'PGY-5'], spacingDays: 3, maxPerMonth: 4 },
    shift: {
      name: 'Evening',
      startMinute: 780,
      durationMinutes: 540,
      weekdays,
      onHolidays: 'not',
      people: 1,
      points: { weekday: 1, weekend: 1, holiday: 1 },
    },
  },
  {
    key: 'WE',
    program: 'dr',
    name: 'Weekend day',
    kind: 'weekend',
    tint: 9,
    settings: {
      levels: ['PGY-2', 'PGY-3', 'PGY-4'],
      maxPerMonth: 4,
      weekendShape: 'saturday-sunday',
      pairing: { juniorLevels: ['PGY-2'], seniorLevels: ['PGY-3', 'PGY-4'], seniorPoolId: null },
    },
    shift: {
      name: 'Weekend',
      startMinute: 480,
      durationMinutes: 720,
      weekdays: weekend,
      onHolidays: 'also',
      people: 2,
      points: { weekday: 2, weekend: 2, holiday: 4 },
    },
  },
  {
    key: 'BU',
    program: 'dr',
    name: 'Backup',
    kind: 'backup',
    tint: 2,
    settings: { levels: ['PGY-4', 'PGY-5'], spacingDays: 2, maxPerMonth: 5 },
    shift: {
      name: 'Backup night',
      startMinute: 1020,
      durationMinutes: 840,
      weekdays: everyDay,
      onHolidays: 'as-weekday',
      people: 1,
      points: { weekday: 1, weekend: 1, holiday: 2 },
    },
  },
  {
    key: 'IR',
    program: 'ir',
    sharedWith: ['cir', 'vir'],
    name: 'Interventional call',
    kind: 'at-home',
    tint: 4,
    settings: { levels: ['PGY-4', 'PGY-5', 'PGY-6'], spacingDays: 2, swapsNeedApproval: true },
    shift: {
      name: 'IR call',
      startMinute: 1020,
      durationMinutes: 840,
      weekdays: everyDay,
      onHolidays: 'as-weekday',
      people: 1,
      points: { weekday: 2, weekend: 3, holiday: 4 },
    },
  },
]

const holidays = [
  ['2026-07-04', 'Independence Day'],
  ['2026-09-07', 'Labor Day'],
  ['2026-11-26', 'Thanksgiving'],
  ['2026-12-25', 'Christmas Day'],
  ['2027-01-01', 'New Year’s Day'],
  ['2027-05-31', 'Memorial Day'],
] as const

const schedules = [
  { key: 'dr', name: 'Call of summer and fall 2026', pools: ['ON', 'EV', 'WE', 'BU'] },
  { key: 'ir', name: 'Interventional call 2026', pools: ['IR'] },
] as const

const idOf = (kind: string, key: string): string => demoId(`call:${kind}:${key}`)

/** Pools, holidays, published call until the end of November, and an empty draft of December. */
export async function insertCalls(
  tx: WriteTx,
  input: {
    readonly institutionId: string
    readonly programIds: ReadonlyMap<string, string>
    readonly withRecord: boolean
  },
): Promise<void> {
  const { institutionId, programIds, withRecord } = input
  await insertPools(tx, institutionId, programIds)
  await insertAll(
    tx,
    callHoliday,
    holidays.map(([onDay, name]) => ({
      institutionId,
      id: idOf('holiday', onDay),
      programId: null,
      onDay,
      name,
      points: 1,
    })),
  )
  if (withRecord) await insertPublished(tx, institutionId, await readCalls())
  const draftId = idOf('schedule', 'december')
  await insertAll(tx, callSchedule, [
    {
      institutionId,
      id: draftId,
      name: 'Call of December 2026',
      startOn: '2026-12-01',
      endOn: '2026-12-31',
      state: 'draft' as const,
      createdBy: 'Coordinator',
      createdAt: new Date('2026-11-16T15:00:00Z'),
    },
  ])
  await insertAll(
    tx,
    callSchedulePool,
    schedules[0].pools.map((key) => ({ institutionId, scheduleId: draftId, poolId: idOf('pool', key) })),
  )
}

async function insertPools(tx: WriteTx, institutionId: string, programIds: ReadonlyMap<string, string>): Promise<void> {
  const programOf = (key: string): string => programIds.get(key)!
  await insertAll(
    tx,
    callPool,
    demoPools.map(({ key, program, name, kind, tint, settings }) => ({
      institutionId,
      id: idOf('pool', key),
      programId: programOf(program),
      name,
      code: key,
      kind,
      siteId: null,
      timeZone,
      tint,
      settings: poolSettings.parse(settings),
    })),
  )
  await insertAll(
    tx,
    callPoolProgram,
    demoPools.flatMap(({ key, sharedWith = [] }) =>
      sharedWith.map((program) => ({ institutionId, poolId: idOf('pool', key), programId: programOf(program) })),
    ),
  )
  await insertAll(
    tx,
    callShift,
    demoPools.map(({ key, shift: { people, weekdays: days, ...shift } }) => ({
      institutionId,
      id: idOf('shift', key),
      poolId: idOf('pool', key),
      code: key,
      ...shift,
      weekdays: [...days],
      minPeople: people,
      maxPeople: people,
    })),
  )
}

async function insertPublished(tx: WriteTx, institutionId: string, calls: DemoCalls): Promise<void> {
  const publishedAt = new Date('2026-06-10T15:00:00Z')
  await insertAll(
    tx,
    callSchedule,
    schedules.map(({ key, name }) => ({
      institutionId,
      id: idOf('schedule', key),
      name,
      ...demoCallDays,
      state: 'published' as const,
      version: 1,
      solvedVersion: 0,
      createdBy: 'Chief resident',
      createdAt: publishedAt,
      publishedAt,
    })),
  )
  await insertAll(
    tx,
    callSchedulePool,
    schedules.flatMap(({ key, pools }) =>
      pools.map((pool) => ({ institutionId, scheduleId: idOf('schedule', key), poolId: idOf('pool', pool) })),
    ),
  )
  await insertAll(
    tx,
    callChange,
    schedules.map(({ key }) => ({
      institutionId,
      scheduleId: idOf('schedule', key),
      version: 1,
      cause: 'publish' as const,
      at: publishedAt,
      byPersonId: null,
      by: 'Chief resident',
      reasonCode: null,
      reason: 'Summer and fall, as planned.',
      changes: [],
    })),
  )
  const scheduleOf = (pool: string): string => idOf('schedule', pool === 'IR' ? 'ir' : 'dr')
  const first = dayOf(calls.startOn)
  const rows = demoPools.flatMap(({ key, shift }) =>
    (calls.lines[key] ?? '').split(' ').flatMap((people, at) =>
      people === '-' || people === ''
        ? []
        : people.split('+').map((person) => ({
            institutionId,
            id: idOf('assignment', `${key}:${at}:${person}`),
            scheduleId: scheduleOf(key),
            poolId: idOf('pool', key),
            shiftId: idOf('shift', key),
            onDay: isoOf(first + at),
            personId: demoId(person),
            ...shiftInstants(timeZone, first + at, shift),
            publishedIn: 1,
          })),
    ),
  )
  await insertAll(tx, callAssignment, rows)
}
