import {
  type AcademicYear,
  academicYearOf,
  type DateRange,
  type Day,
  dayOf,
  isoOf,
  type LeaveTaken,
  levelRanges,
} from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type LeaveKind, peopleByIds } from '../../people/index.ts'
import { type Institution, todayAt } from '../../programs/index.ts'
import { keptCareers } from '../facts/kept.ts'
import { institutionOrThrow } from '../facts/load.ts'
import type { Seat } from '../facts/year-facts.ts'
import { type Careers, loadCareers } from '../standing.ts'
import type { Counted, Earns } from './allowance.ts'
import { nowAt } from './clock.ts'
import { type AbsenceKind, type AbsenceSettings, absenceSettings, defaultSettings } from './settings.ts'
import * as store from './store.ts'
import { rangeOf, takesDays } from './takes.ts'

/** One person with everything that time away is judged by. */
export interface PersonContext {
  readonly institution: Institution
  readonly today: Day
  /** The instant, at the institution: a demo institution stands still in time. */
  readonly nowAt: Date
  readonly personId: string
  readonly personName: string
  readonly careers: Careers
  readonly policies: ReadonlyMap<string, ProgramPolicy>
  readonly requests: readonly store.RequestRow[]
  /** Days that are no workdays for the programs of the person. */
  readonly holidays: ReadonlySet<number>
}

export interface ProgramPolicy {
  readonly settings: AbsenceSettings
  readonly own: boolean
  readonly version: number
}

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/** What programs have decided, in one query; usual figures for those that have not. */
export async function policiesFor(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
): Promise<Map<string, ProgramPolicy>> {
  const rows = new Map((await store.policiesOf(db, institutionId, programIds)).map((row) => [row.programId, row]))
  return new Map(
    programIds.map((programId) => {
      const row = rows.get(programId)
      return [
        programId,
        row === undefined
          ? { settings: defaultSettings, own: false, version: 0 }
          : { settings: absenceSettings.parse(row.settings), own: true, version: row.version },
      ]
    }),
  )
}

/** Loads a person in a fixed number of queries; inside a write pass its `tx`. */
export async function personContext(
  platform: Platform,
  institutionId: string,
  personId: string,
  tx?: Reads,
): Promise<PersonContext> {
  const context = (await peopleContexts(platform, institutionId, [personId], tx)).get(personId)
  if (context === undefined) throw notFound('person')
  return context
}

/** Loads people in a fixed number of queries, whatever their number; those nobody knows are left out. */
export async function peopleContexts(
  platform: Platform,
  institutionId: string,
  personIds: readonly string[],
  tx?: Reads,
): Promise<Map<string, PersonContext>> {
  const db = tx ?? platform.database.drizzle
  const institution = await institutionOrThrow(db, institutionId)
  const now = platform.now()
  const today = dayOf(todayAt(institution, now))
  const load = tx === undefined ? keptCareers : loadCareers
  const careers = await load(db, institution, { personIds }, today)
  const people = await peopleByIds(db, institutionId, personIds)
  const programIds = [...new Set(careers.seats.map(({ programId }) => programId))]
  const policies = await policiesFor(db, institutionId, programIds)
  const holidays = await store.holidaysBetween(db, institutionId, anyTime)
  const requests = groupBy(await store.requestsOfPeople(db, institutionId, personIds, anyTime), (row) => row.personId)
  const seats = groupBy(careers.seats, (seat) => seat.personId)
  const leaves = groupBy(careers.leaves, (leave) => leave.personId)
  const placements = groupBy(careers.placements, (placement) => placement.appointmentId)
  const careerOf = (personId: string): Careers => ({
    seats: seats.get(personId) ?? [],
    leaves: leaves.get(personId) ?? [],
    placements: (seats.get(personId) ?? []).flatMap(({ id }) => placements.get(id) ?? []),
  })
  // What is kept of one person is passed on as it is: what was judged of it is found again.
  const isOne = personIds.length === 1
  const contexts = [...people.values()].map((person): [string, PersonContext] => {
    const programs = new Set((seats.get(person.id) ?? []).map(({ programId }) => programId))
    return [
      person.id,
      {
        institution,
        today,
        nowAt: nowAt(institution, now),
        personId: person.id,
        personName: `${person.givenName} ${person.familyName}`,
        careers: isOne ? careers : careerOf(person.id),
        policies: new Map([...policies].filter(([programId]) => programs.has(programId))),
        requests: requests.get(person.id) ?? [],
        holidays: new Set(
          holidays
            .filter(({ programId }) => programId === null || programs.has(programId))
            .map(({ onDay }) => dayOf(onDay)),
        ),
      },
    ]
  })
  return new Map(contexts)
}

export const programsOfPerson = ({ careers }: PersonContext): string[] => [
  ...new Set(careers.seats.map(({ programId }) => programId)),
]

/** The appointment that a day belongs to, in a program when one is named; undefined when there is none. */
export const seatOn = ({ careers }: PersonContext, day: Day, programId?: string): Seat | undefined =>
  careers.seats.find(
    (seat) => seat.startOn <= day && day <= seat.endOn && (programId === undefined || seat.programId === programId),
  )

/** What a leave that nobody asked for here is counted as. */
const usualCode: Readonly<Record<LeaveKind, string>> = {
  vacation: 'vacation',
  medical: 'sick',
  parental: 'parental',
  caregiver: 'caregiver',
  bereavement: 'bereavement',
  educational: 'education',
  other: 'other',
}
const usualBoardKind: Readonly<Record<LeaveKind, LeaveTaken['kind']>> = {
  vacation: 'vacation',
  medical: 'medical',
  parental: 'parental',
  caregiver: 'caregiver',
  bereavement: 'bereavement',
  educational: 'meeting',
  other: 'vacation',
}

/** The kind that a leave entered by the desk is counted as: the one of the usual code, or the first that is such leave. */
function kindOfLeave(settings: AbsenceSettings, leaveKind: LeaveKind): AbsenceKind | undefined {
  return (
    settings.kinds.find(({ code, leaveKind: of }) => of === leaveKind && code === usualCode[leaveKind]) ??
    settings.kinds.find((kind) => kind.leaveKind === leaveKind)
  )
}

/** What leave entered by the desk is to the board, as the program has it. */
export function boardKindOf(
  { policies }: Pick<PersonContext, 'policies'>,
  programId: string,
  leaveKind: LeaveKind,
): LeaveTaken['kind'] {
  const settings = policies.get(programId)?.settings ?? defaultSettings
  return kindOfLeave(settings, leaveKind)?.boardKind ?? usualBoardKind[leaveKind]
}

/** What somebody's time off so far, and the end of their training, follow from. */
export type TimeOff = Pick<PersonContext, 'careers' | 'policies' | 'requests' | 'holidays' | 'today'>

/** Everything that counts against a program's allowances: requests, and leave entered by the desk. `except` is not counted. */
export function countedOf(context: PersonContext, programId: string, except?: string): Counted[] {
  const settings = context.policies.get(programId)?.settings ?? defaultSettings
  const requests = context.requests.filter((row) => row.programId === programId && row.id !== except)
  const asked = requests.flatMap((row): Counted[] =>
    row.state === 'pending' || row.state === 'approved' ? [{ ...row, state: row.state }] : [],
  )
  const byRequest = new Set(context.requests.map(({ leaveId }) => leaveId))
  const entered = context.careers.leaves.flatMap((leave): Counted[] => {
    if (byRequest.has(leave.id) || leave.kind === 'away') return []
    const kind = kindOfLeave(settings, leave.kind)
    if (kind === undefined || seatOn(context, leave.startOn, programId) === undefined) return []
    const days = { startOn: isoOf(leave.startOn), endOn: isoOf(leave.endOn) }
    return [{ kindCode: kind.code, state: 'approved', part: 'days', startMinute: null, endMinute: null, ...days }]
  })
  return [...asked, ...entered]
}

/** Time off within an appointment as the board's policy takes it: approved requests and leave entered by the desk. */
export function takenOf(context: TimeOff, seat: Seat, except?: string): LeaveTaken[] {
  const settings = context.policies.get(seat.programId)?.settings ?? defaultSettings
  const kinds = new Map(settings.kinds.map((kind) => [kind.code, kind]))
  const within = (day: Day) => seat.startOn <= day && day <= seat.endOn
  const approved = context.requests.filter((row) => row.state === 'approved' && row.id !== except)
  const byLeave = new Map(approved.map((row) => [row.leaveId, row]))
  const leaves = context.careers.leaves.filter(({ startOn }) => within(startOn))
  return [
    ...leaves.flatMap(({ id, kind, startOn, endOn }): LeaveTaken[] => {
      const request = byLeave.get(id)
      if (kind === 'away') return []
      const boardKind = (request && kinds.get(request.kindCode)?.boardKind) ?? usualBoardKind[kind]
      return [{ id, kind: boardKind, startOn, endOn, workdays: null }]
    }),
    ...approved
      .filter(({ part, startOn }) => part !== 'days' && within(dayOf(startOn)))
      .map((row): LeaveTaken => {
        const days = rangeOf(row)
        const kind = kinds.get(row.kindCode)?.boardKind ?? 'vacation'
        return { id: row.id, kind, ...days, workdays: takesDays(row, days, context.holidays) }
      }),
  ]
}

export function earnsOf(seat: Seat, pauses: readonly DateRange[] = []): Earns {
  const { startOn, endOn, entryLevel, ftePercent } = seat
  const { levels } = seat.followed.facts
  return {
    startOn,
    endOn,
    sharePercent: ftePercent,
    levels: levels.includes(entryLevel) ? levelRanges({ levels, entryLevel, startOn, pauses }, endOn) : [],
  }
}

/** Leave that moves the change of levels on. */
export const pausesOf = ({ careers }: Pick<PersonContext, 'careers'>): DateRange[] =>
  careers.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining)

export function yearsOf(
  context: PersonContext,
  day: Day,
): { readonly year: AcademicYear; readonly before: AcademicYear } {
  const year = academicYearOf(day, context.institution.yearStartsOn)
  return { year, before: academicYearOf(year.startOn - 1, context.institution.yearStartsOn) }
}
