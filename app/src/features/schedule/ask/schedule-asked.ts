import { academicYearOf, dayOf } from '@gradus/rules'
import type { RotationProblem, RotationSolution } from '@gradus/solver'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments } from '../../people/index.ts'
import { keptYear } from '../facts/kept.ts'
import { institutionOrThrow } from '../facts/load.ts'
import type { YearFacts } from '../facts/year-facts.ts'
import { rememberingOf } from '../remember.ts'
import { readPreferences } from '../scenarios/policy.ts'
import { scenarioOrThrow, wantedOf } from '../scenarios/service.ts'
import { planOfYear } from '../scenarios/solve/plan-year.ts'
import { type PlannedProblem, problemOf, withoutAims } from '../scenarios/solve/problem.ts'
import { asItStands, forgiving, solutionOf } from '../scenarios/solve/standing.ts'
import { preferencesOf } from '../scenarios/store.ts'

/** A schedule that is asked about: of a draft, or as published. */
export interface ScheduleAsked {
  readonly facts: YearFacts
  readonly version: number
}

export interface StretchAsked {
  readonly appointmentId: string
  readonly startOn: string
  readonly endOn: string
  readonly scenarioId?: string | undefined
}

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/**
 * The draft or the published year, in the programs of the appointment's person that the reader answers for: whoever else shares a room is
 * counted there, but does not move.
 */
export async function scheduleAsked(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  asked: StretchAsked,
): Promise<ScheduleAsked> {
  const db = platform.database.drizzle
  if (asked.scenarioId !== undefined) {
    const scenario = await scenarioOrThrow(db, institutionId, asked.scenarioId)
    guard.require({ programIds: scenario.programIds })
    const own = await programsOfAppointment(db, guard, institutionId, asked.appointmentId)
    return { facts: await keptYear(db, wantedOf(scenario, own, platform.now())), version: scenario.version }
  }
  const programIds = await programsOfAppointment(db, guard, institutionId, asked.appointmentId)
  const institution = await institutionOrThrow(db, institutionId)
  const facts = await publishedYear(
    platform,
    institutionId,
    academicYearOf(dayOf(asked.startOn), institution.yearStartsOn).startYear,
    programIds,
  )
  return { facts, version: facts.recordVersion }
}

export async function publishedYear(
  platform: Platform,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
): Promise<YearFacts> {
  const facts = await keptYear(platform.database.drizzle, {
    institutionId,
    startYear,
    programIds,
    source: { kind: 'record' },
    now: platform.now(),
  })
  if (facts.recordVersion === 0)
    throw new AppError(
      'conflict',
      `Nothing is published for ${facts.year.label} yet, so there is nothing to ask about.`,
    )
  return facts
}

async function programsOfAppointment(
  db: Reads,
  guard: Guard,
  institutionId: string,
  appointmentId: string,
): Promise<string[]> {
  const scope = guard.scope()
  const held = await activeAppointments(db, institutionId, {
    ...anyTime,
    programIds: scope.institution ? null : scope.programIds,
  })
  const own = held.find(({ id }) => id === appointmentId)
  if (own === undefined) throw notFound('appointment')
  return [...new Set(held.filter(({ personId }) => personId === own.personId).map(({ programId }) => programId))]
}

/** A schedule as the solver's problem, with what it is now. What it breaks already is not held against an answer. */
export interface Standing {
  readonly planned: PlannedProblem
  readonly problem: RotationProblem
  readonly solution: RotationSolution
}

interface WrittenDown {
  readonly planned: PlannedProblem
  readonly solution: RotationSolution
}

const written = rememberingOf<Map<string, Promise<WrittenDown>>>()

/** A year as a problem and its schedule. It takes seconds for many people, so the next question about the same year finds it. */
function writtenDown(facts: YearFacts, wishes: Awaited<ReturnType<typeof preferencesOf>>): Promise<WrittenDown> {
  const byWishes = written(facts, () => new Map<string, Promise<WrittenDown>>())
  const key = JSON.stringify(wishes)
  const known = byWishes.get(key) ?? writeDown(facts, wishes)
  byWishes.set(key, known)
  known.catch(() => byWishes.delete(key))
  return known
}

async function writeDown(facts: YearFacts, wishes: Awaited<ReturnType<typeof preferencesOf>>): Promise<WrittenDown> {
  const plan = planOfYear(facts, new Map(wishes.map((row) => [row.personId, row.wishes])), {
    // What the curriculum no longer has cannot be moved by it either.
    keep: (seat, placement) =>
      seat.followed.facts.rotations.some(({ id }) => id === placement.rotationId) ? [] : [placement],
    closed: () => [],
    cuts: true,
  })
  const planned = await problemOf(plan, nextTurn)
  return { planned, solution: solutionOf(planned, facts) }
}

/** Puts a schedule as a problem that can be asked about; `open` are days on which empty time may be filled, by person. */
export async function standingOf(
  platform: Platform,
  guard: Guard,
  facts: YearFacts,
  open: ReadonlyMap<string, { readonly startOn: number; readonly endOn: number }>,
): Promise<Standing> {
  const known = facts.programs.every(({ id }) => guard.may(readPreferences, { programIds: [id] }))
  const people = [...new Set(facts.seats.map(({ personId }) => personId))]
  const wishes = known
    ? await preferencesOf(platform.database.drizzle, facts.institutionId, people, facts.year.startYear)
    : []
  const { planned, solution } = await writtenDown(facts, wishes)
  const isOpen = (personId: string, slot: number): boolean => {
    const days = open.get(personId)
    const at = planned.timelines.get(personId)?.slots[slot]
    return days !== undefined && at !== undefined && at.startOn <= days.endOn && days.startOn <= at.endOn
  }
  const problem = forgiving(asItStands(withoutAims(planned.problem), solution, isOpen), solution)
  return { planned, problem, solution }
}
