import { academicYearOf, type Day, dayOf, isoOf, overlap } from '@gradus/rules'
import type { Reads } from '../../../platform/db/index.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { readPerson } from '../../people/policy.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { loadYear } from '../facts/load.ts'
import type { Leave, Seat, YearFacts } from '../facts/year-facts.ts'
import { findingView } from '../finding-view.ts'
import { findingsOf } from '../findings.ts'
import { balanceOf, levelAt } from './allowance.ts'
import { boardEffect } from './board.ts'
import {
  countedOf,
  earnsOf,
  pausesOf,
  type PersonContext,
  programsOfPerson,
  seatOn,
  takenOf,
  yearsOf,
} from './context.ts'
import type { AbsenceEffect, Remark } from './contract.ts'
import { coverageEffect } from './coverage-effect.ts'
import { remarksOn } from './remarks.ts'
import type { AbsenceKind, AbsenceSettings } from './settings.ts'
import * as store from './store.ts'
import { type Away, rangeOf, takesDays } from './takes.ts'

/** Time away that is looked at: asked for already (`requestId`), or not yet. */
export interface Looked extends Away {
  readonly requestId: string | null
  readonly kind: AbsenceKind
  readonly settings: AbsenceSettings
  readonly seat: Seat
  readonly countsTowardTraining: boolean
  readonly startAt: Date
  readonly endAt: Date
}

export const isToldWhy = (guard: Guard, context: PersonContext): boolean =>
  guard.may(readPerson, { personId: context.personId, programIds: programsOfPerson(context) })

/** What the time away would do, for whom it may be told to. Inside a write pass its `tx`. */
export async function effectOf(
  platform: Platform,
  guard: Guard,
  context: PersonContext,
  looked: Looked,
  tx?: Reads,
): Promise<AbsenceEffect> {
  const { institution, personId, today, holidays } = context
  const { kind, settings, seat, requestId } = looked
  const { institutionId } = institution
  const db = tx ?? platform.database.drizzle
  const range = rangeOf(looked)
  const { year, before } = yearsOf(context, range.startOn)
  const load = tx === undefined ? keptYear : loadYear
  const loaded = await load(db, {
    institutionId,
    startYear: academicYearOf(range.startOn, institution.yearStartsOn).startYear,
    programIds: programsOfPerson(context),
    source: { kind: 'record' },
    now: platform.now(),
  })
  const facts = knownTo(guard, loaded)
  const colleagues = new Map(
    facts.seats
      .filter((other) => other.programId === seat.programId && other.personId !== personId)
      .map((other) => [other.personId, other.personName]),
  )
  const asked = await store.absencesBetween(db, institutionId, [...colleagues.keys()], looked)
  const others = [
    ...facts.leaves
      .filter((leave) => colleagues.has(leave.personId) && overlap(leave, range) !== null)
      .map((leave) => ({
        personId: leave.personId,
        startOn: leave.startOn,
        endOn: leave.endOn,
        state: 'approved' as const,
      })),
    ...asked
      .filter(({ state, part }) => state === 'pending' && part === 'days')
      .map((row) => ({ personId: row.personId, ...rangeOf(row), state: 'pending' as const })),
  ]
  const away = countedOf(context, seat.programId, requestId ?? undefined)
  const wholeDays = looked.part === 'days'
  const balance = balanceOf(kind, away, earnsOf(seat, pausesOf(context)), { year, before }, holidays)
  const remarks = [
    ...conflictRemarks(context, looked),
    ...remarksOn({
      settings,
      kind,
      wanted: looked,
      today,
      takesDays: takesDays(looked, year, holidays),
      balance,
      others: wholeDays ? others : [],
      rotationOn: rotationOn(facts, seat.programId),
      levelOn: levelOn(facts, seat.programId),
      personId,
      rotationName: (rotationId) =>
        seat.followed.facts.rotations.find(({ id }) => id === rotationId)?.label ?? rotationId,
    }),
  ]
  const why = isToldWhy(guard, context)
  const takes = takesDays(looked, range, holidays)
  const told = why ? boardEffect(trainingOf(context, looked), addedOf(looked, takes)) : untold
  return {
    takesDays: why ? takes : null,
    remarks,
    balance: why ? balance : null,
    coverage: wholeDays ? coverageEffect(facts, personId, range, holidays) : [],
    othersAway: others.map((other) => ({
      personName: colleagues.get(other.personId) ?? '',
      startOn: isoOf(other.startOn),
      endOn: isoOf(other.endOn),
      state: other.state,
    })),
    calls: (await store.callsWithin(db, institutionId, personId, looked.startAt, looked.endAt)).map((call) => ({
      ...call,
      startAt: call.startAt.toISOString(),
      endAt: call.endAt.toISOString(),
    })),
    findings: wholeDays && !isEntered(context, looked) ? introduced(facts, context, looked, why) : [],
    ...told,
  }
}

const untold = { board: null, entitlement: null, graduation: null }

const trainingOf = (context: PersonContext, { seat, settings, requestId }: Looked) => ({
  seat,
  settings,
  taken: takenOf(context, seat, requestId ?? undefined),
  pauses: context.careers.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining),
  holidays: context.holidays,
  today: context.today,
})

const addedOf = (looked: Looked, takes: number) => ({
  leave: {
    id: looked.requestId ?? 'asked',
    kind: looked.kind.boardKind,
    ...rangeOf(looked),
    workdays: looked.part === 'days' ? null : takes,
  },
  countsTowardTraining: looked.countsTowardTraining || looked.part !== 'days',
})

/** Whether its leave stands in the record already. */
const isEntered = ({ requests }: PersonContext, { requestId }: Looked): boolean =>
  requests.some(({ id, leaveId }) => id === requestId && leaveId !== null)

/** What the schedule rules would say besides, once this leave is entered. */
function introduced(facts: YearFacts, context: PersonContext, looked: Looked, why: boolean): AbsenceEffect['findings'] {
  const leave: Leave = {
    id: looked.requestId ?? 'asked',
    personId: context.personId,
    kind: why ? looked.kind.leaveKind : 'away',
    label: why ? looked.kind.name : null,
    ...rangeOf(looked),
    countsTowardTraining: looked.countsTowardTraining,
    removesFromSchedule: !looked.countsTowardTraining,
  }
  const known = new Set(findingsOf(facts).map((finding) => JSON.stringify(finding)))
  return findingsOf({ ...facts, leaves: [...facts.leaves, leave] })
    .filter((finding) => !known.has(JSON.stringify(finding)))
    .map(findingView)
}

const rotationOn =
  (facts: YearFacts, programId: string) =>
  (personId: string, day: Day): string | null => {
    const own = new Set(
      facts.seats.filter((seat) => seat.personId === personId && seat.programId === programId).map(({ id }) => id),
    )
    const placement = facts.placements.find(
      (row) => own.has(row.appointmentId) && row.startOn <= day && day <= row.endOn,
    )
    return placement?.rotationId ?? null
  }

const levelOn =
  (facts: YearFacts, programId: string) =>
  (personId: string, day: Day): string | null => {
    const seat = facts.seats.find((row) => row.personId === personId && row.programId === programId)
    return seat === undefined ? null : levelAt(earnsOf(seat, pausesAmong(facts.leaves, personId)), day)
  }

const pausesAmong = (leaves: readonly Leave[], personId: string) =>
  leaves.filter((leave) => leave.personId === personId && !leave.countsTowardTraining)

/** Days that cannot be taken twice: outside of the appointment, or away already. */
function conflictRemarks(context: PersonContext, looked: Looked): Remark[] {
  const { startOn, endOn } = rangeOf(looked)
  const remarks: Remark[] = []
  if (endOn > looked.seat.endOn && seatOn(context, endOn) === undefined)
    remarks.push({ firm: true, sentence: `The appointment ends on ${dayWords(isoOf(looked.seat.endOn))}.` })
  const leave = isEntered(context, looked)
    ? undefined
    : context.careers.leaves.find((other) => other.startOn <= endOn && startOn <= other.endOn)
  if (leave !== undefined)
    remarks.push({
      firm: true,
      sentence: `There is leave already from ${dayWords(isoOf(leave.startOn))} to ${dayWords(isoOf(leave.endOn))}.`,
    })
  const request = context.requests.find(
    (other) =>
      other.id !== looked.requestId &&
      (other.state === 'pending' || (other.state === 'approved' && other.leaveId === null)) &&
      dayOf(other.startOn) <= endOn &&
      startOn <= dayOf(other.endOn) &&
      other.startAt < looked.endAt &&
      looked.startAt < other.endAt,
  )
  if (request !== undefined)
    remarks.push({
      firm: true,
      sentence: `There is a request already for ${dayWords(request.startOn)}${request.endOn === request.startOn ? '' : ` to ${dayWords(request.endOn)}`}.`,
    })
  return remarks
}
