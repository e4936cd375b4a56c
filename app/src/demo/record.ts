import { dayOf, isoOf } from '@gradus/rules'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { recordAssignment, recordVersion, recordYear } from '../features/schedule/blocks/schema.ts'
import type { WriteTx } from '../platform/audit/write.ts'
import { type Cast, demoId } from './cast.ts'
import { insertAll } from './store.ts'

/**
 * The demo's published years, as the solver built them (`npm run demo:record` builds them again): per first calendar year and
 * appointment, rotations with their days in a row, `-` for days without one: `"chest 28, - 56, neuro 14"`.
 */
export type DemoRecord = Record<string, Record<string, string>>

export const recordFile = fileURLToPath(new URL('../../demo/record.json', import.meta.url))

export const readRecord = async (): Promise<DemoRecord> => JSON.parse(await readFile(recordFile, 'utf8')) as DemoRecord

interface Stint {
  readonly rotationId: string
  readonly startOn: string
  readonly endOn: string
}

/** Reads one line of the record, which begins on 1 July. */
export function stintsOf(line: string, startYear: number): Stint[] {
  let day = dayOf(`${startYear}-07-01`)
  return line.split(', ').flatMap((part) => {
    const [rotationId = '', days = '0'] = part.split(' ')
    const startOn = isoOf(day)
    day += Number(days)
    return rotationId === '-' ? [] : [{ rotationId, startOn, endOn: isoOf(day - 1) }]
  })
}

/** The line of what somebody did in a year. */
export function lineOf(stints: readonly Stint[], startYear: number): string {
  let day = dayOf(`${startYear}-07-01`)
  const parts: string[] = []
  for (const stint of [...stints].sort((a, b) => (a.startOn < b.startOn ? -1 : 1))) {
    const gap = dayOf(stint.startOn) - day
    if (gap > 0) parts.push(`- ${gap}`)
    parts.push(`${stint.rotationId} ${dayOf(stint.endOn) - dayOf(stint.startOn) + 1}`)
    day = dayOf(stint.endOn) + 1
  }
  return parts.join(', ')
}

/** Publishes one year of the demo. */
export async function insertRecordYear(
  tx: WriteTx,
  input: {
    readonly institutionId: string
    readonly startYear: number
    readonly lines: Readonly<Record<string, string>>
    readonly cast: Cast
    readonly programIds: ReadonlyMap<string, string>
  },
): Promise<void> {
  const { institutionId, startYear, lines, cast, programIds } = input
  await insertAll(tx, recordYear, [{ institutionId, startYear, version: 1 }])
  await insertAll(tx, recordVersion, [
    {
      institutionId,
      startYear,
      version: 1,
      kind: 'publication',
      at: new Date(`${startYear}-03-15T15:00:00Z`),
      byPersonId: demoId('coordinator'),
      by: 'Coordinator',
      reason: 'The year as planned in spring.',
      changes: [],
    },
  ])
  const appointments = new Map(cast.appointments.map((appointment) => [appointment.key, appointment]))
  const rows = Object.entries(lines).flatMap(([key, line]) => {
    const appointment = appointments.get(key)
    const programId = appointment && programIds.get(appointment.program)
    if (appointment === undefined || programId === undefined)
      throw new Error(`The demo record names ${key}, whom the cast lacks.`)
    return stintsOf(line, startYear).map((stint) => ({
      institutionId,
      id: demoId(`assignment:${key}:${stint.startOn}`),
      startYear,
      appointmentId: appointment.id,
      programId,
      ...stint,
      fromVersion: 1,
    }))
  })
  await insertAll(tx, recordAssignment, rows)
}
