import { daysOf } from '../../../../ui/date-words.ts'
import { dayNumber } from '../../../../ui/day-number.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import type { PersonView } from '../../contract.ts'
import { leaveNames } from '../../leave-kinds.ts'
import type { getTraining } from '../../training/contract.ts'

export type TrainingEnds = RouteAnswer<typeof getTraining>['appointments']

interface Span {
  readonly startOn: string
  readonly endOn: string
}

/** One appointment as it is drawn: its levels, and what comes after its last day until training is expected to end. */
export interface Track extends Span {
  readonly id: string
  readonly programName: string
  readonly active: boolean
  readonly combined: boolean
  readonly levels: readonly (Span & { readonly level: string })[]
  readonly end: TrainingEnds[number] | null
}

/** Appointments by first day; those of a combined fellowship stand beside each other. */
export function tracksOf({ appointments }: PersonView, ends: TrainingEnds): Track[] {
  const first = new Map<string, string>()
  for (const { combinationId, startOn } of appointments)
    if (combinationId !== null && (first.get(combinationId) ?? '9') > startOn) first.set(combinationId, startOn)
  const placeOf = ({ combinationId, startOn }: PersonView['appointments'][number]) =>
    `${(combinationId === null ? undefined : first.get(combinationId)) ?? startOn} ${combinationId ?? ''} ${startOn}`
  return appointments
    .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b), 'en'))
    .map((row) => ({
      id: row.id,
      programName: row.programName,
      startOn: row.startOn,
      endOn: row.endOn,
      active: row.active,
      combined: row.combinationId !== null,
      levels:
        row.levels.length > 0
          ? row.levels
          : [{ level: `starts at ${row.entryLevel}`, startOn: row.startOn, endOn: row.endOn }],
      end: ends.find(({ appointmentId }) => appointmentId === row.id) ?? null,
    }))
}

/** Whole calendar years around everything drawn, today too when it is near. */
export function yearsAround(tracks: readonly Track[], today: string): { readonly from: number; readonly to: number } {
  const yearOf = (day: string) => Number(day.slice(0, 4))
  const lasts = tracks.map(({ endOn, end }) => (end !== null && end.expectedOn > endOn ? end.expectedOn : endOn))
  const from = Math.min(...tracks.map(({ startOn }) => yearOf(startOn)))
  const to = Math.max(...lasts.map(yearOf))
  const now = yearOf(today)
  return { from: now === from - 1 ? now : from, to: now === to + 1 ? now : to }
}

/** Days to pixels, over whole years. */
export function scaleOf({ from, to }: { readonly from: number; readonly to: number }, width: number) {
  const first = dayNumber(`${from}-01-01`)
  const days = dayNumber(`${to + 1}-01-01`) - first
  const left = (day: string) => ((dayNumber(day) - first) / days) * width
  return {
    left,
    span: ({ startOn, endOn }: Span) => ({ x: left(startOn), width: (daysOf(startOn, endOn) / days) * width }),
  }
}

export interface TableLine extends Span {
  readonly key: string
  readonly what: string
  readonly note: string
}

/** The same in words, by first day: what the table and its CSV say. */
export function tableOf(person: PersonView, tracks: readonly Track[]): TableLine[] {
  const lines = tracks.flatMap((track): TableLine[] => [
    {
      key: track.id,
      what: `Appointment to ${track.programName}`,
      startOn: track.startOn,
      endOn: track.endOn,
      note: [
        track.combined ? 'Part of a combined fellowship' : '',
        track.active ? '' : 'Waits for an agreement',
        track.end !== null && track.end.expectedOn > track.endOn ? track.end.sentence : '',
      ]
        .filter((text) => text !== '')
        .join('. '),
    },
    ...track.levels.map((part) => ({
      key: `${track.id} ${part.startOn}`,
      what: `${part.level}, ${track.programName}`,
      startOn: part.startOn,
      endOn: part.endOn,
      note: '',
    })),
  ])
  const leaves = person.leaves.map((leave) => ({
    key: leave.id,
    what: leaveNames[leave.kind],
    startOn: leave.startOn,
    endOn: leave.endOn,
    note: leave.countsTowardTraining ? 'Counts towards training' : 'Does not count towards training',
  }))
  return [...lines, ...leaves].sort((a, b) => a.startOn.localeCompare(b.startOn))
}
