import { academicYear, type AcademicYear, dayOf, type Day, isoOf } from '@gradus/rules'
import { AppError, notFound } from '../../contract/app-error.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  activeAppointments,
  appointmentsOf,
  type HeldAppointment,
  openCombinations,
  type PersonRow,
} from '../people/index.ts'
import {
  curriculaFor,
  curriculaInForce,
  type Curriculum,
  programsOf,
  type ProgramRow,
  todayAt,
} from '../programs/index.ts'
import { type PersonContext, peopleContexts } from '../schedule/absences/context.ts'
import { type Holiday, holidaysBetween, type Pool, poolsOf } from '../schedule/calls/store.ts'
import { institutionOrThrow, isoRange } from '../schedule/facts/load.ts'
import { type DeadlineRow, deadlinesOf } from '../schedule/scenarios/preferences/store.ts'
import { scenariosOf } from '../schedule/scenarios/store.ts'
import { peopleWithEmails } from './people-store.ts'

export interface Years {
  readonly today: Day
  readonly yearStartsOn: string
  /** The year that ends, and the one that the program is led into. */
  readonly ending: AcademicYear
  readonly next: AcademicYear
}

/** Everything that a program's way into the next year follows from, but for what somebody decided. */
export interface Situation extends Years {
  readonly institutionId: string
  readonly program: ProgramRow
  /** Appointments to the program that share a day with either year, by name. */
  readonly held: readonly HeldAppointment[]
  readonly contexts: ReadonlyMap<string, PersonContext>
  /** The curriculum that each of them follows. */
  readonly curricula: ReadonlyMap<string, Curriculum>
  /** Everything that these people hold, by person: what an end is moved into. */
  readonly appointments: ReadonlyMap<string, Awaited<ReturnType<typeof appointmentsOf>>>
  readonly programNames: ReadonlyMap<string, string>
  /** In force on the first day of next year; what those who come follow. Undefined without a definition. */
  readonly curriculum: Curriculum | undefined
  /** Combined fellowships that wait for an agreement, so that nobody is scheduled on them. */
  readonly waiting: readonly string[]
  /** Drafts of next year that hold the program. */
  readonly drafts: readonly { readonly id: string; readonly name: string; readonly programIds: readonly string[] }[]
  /** True once something of the program is published for next year. */
  readonly isPublished: boolean
  readonly deadline: DeadlineRow | undefined
  /** Of the institution and the program, in both years. */
  readonly holidays: readonly Holiday[]
  readonly pools: readonly Pool[]
}

/** A year that makes sense to lead a program into: from the one that is now to the one after the next. */
export async function yearsFor(db: Reads, institutionId: string, startYear: number, now: Date): Promise<Years> {
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, now))
  const next = academicYear(startYear, institution.yearStartsOn)
  const ending = academicYear(startYear - 1, institution.yearStartsOn)
  if (next.startOn - today > 731 || next.endOn < today)
    throw new AppError(
      'invalid',
      `${next.label} is too far away to be rolled over into. Choose the next academic year.`,
    )
  return { today, yearStartsOn: institution.yearStartsOn, ending, next }
}

/** Loads it in a fixed number of queries, whatever the number of people; inside a write pass its `tx`. */
export async function loadSituation(
  platform: Platform,
  institutionId: string,
  programId: string,
  startYear: number,
  tx?: Reads,
): Promise<Situation> {
  const db = tx ?? platform.database.drizzle
  const years = await yearsFor(db, institutionId, startYear, platform.now())
  const programs = await programsOf(db, institutionId, null)
  const program = programs.find(({ id }) => id === programId)
  if (program === undefined) throw notFound('program')
  const { ending, next } = years
  const both = isoRange({ startOn: ending.startOn, endOn: next.endOn })
  const held = await activeAppointments(db, institutionId, { ...both, programIds: [programId] })
  const personIds = [...new Set(held.map(({ personId }) => personId))]
  const contexts = await peopleContexts(platform, institutionId, personIds, tx)
  const inForce = await curriculaInForce(db, institutionId, [programId], isoOf(next.startOn))
  const combinations = await openCombinations(db, institutionId, [programId], () => false)
  const scenarios = await scenariosOf(db, institutionId, startYear)
  const own = new Set(held.map(({ id }) => id))
  return {
    institutionId,
    ...years,
    program,
    held,
    contexts,
    curricula: await curriculaFor(db, institutionId, held),
    appointments: groupBy(await appointmentsOf(db, institutionId, personIds), ({ personId }) => personId),
    programNames: new Map(programs.map(({ id, name }) => [id, name])),
    curriculum: inForce.get(programId),
    waiting: combinations.map(({ personName }) => personName),
    drafts: scenarios
      .filter(({ programIds, status }) => status === 'draft' && programIds.includes(programId))
      .map(({ id, name, programIds }) => ({ id, name, programIds })),
    isPublished: [...contexts.values()].some(({ careers }) =>
      careers.placements.some(({ appointmentId, startOn }) => own.has(appointmentId) && startOn >= next.startOn),
    ),
    deadline: (await deadlinesOf(db, institutionId, [programId], startYear)).get(programId),
    holidays: (await holidaysBetween(db, institutionId, both)).filter(
      (holiday) => holiday.programId === null || holiday.programId === programId,
    ),
    pools: (await poolsOf(db, institutionId, null)).filter(({ programIds }) => programIds.includes(programId)),
  }
}

/** Those who come, as far as the institution knows them: by their e-mail, with what they hold, and the curriculum they would follow. */
export interface Newcomers {
  readonly byEmail: ReadonlyMap<string, KnownPerson>
  readonly curricula: ReadonlyMap<string, Curriculum>
}
export interface KnownPerson extends PersonRow {
  readonly appointments: readonly {
    readonly programId: string
    readonly startOn: string
    readonly endOn: string
    readonly ftePercent: number
  }[]
}

export async function loadNewcomers(
  db: Reads,
  institutionId: string,
  programId: string,
  entries: readonly { readonly id: string; readonly email: string | null; readonly startOn: string }[],
): Promise<Newcomers> {
  const emails = entries.flatMap(({ email }) => email ?? [])
  return {
    byEmail: await peopleWithEmails(db, institutionId, emails),
    curricula: await curriculaFor(
      db,
      institutionId,
      entries.map(({ id, startOn }) => ({ id, programId, startOn, curriculumEffectiveOn: null })),
    ),
  }
}
