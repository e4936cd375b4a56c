import { academicYear, type AcademicYear, dayOf, levelOn, periodsOf } from '@gradus/rules'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { type Who, write } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { dayWords } from '../../../../platform/day-words.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { activeAppointments, type HeldAppointment, peopleByIds } from '../../../people/index.ts'
import { curriculaFor, type Institution, todayAt } from '../../../programs/index.ts'
import { recordOfYear } from '../../blocks/store.ts'
import { keptYear } from '../../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../../facts/load.ts'
import type { Seat, YearFacts } from '../../facts/year-facts.ts'
import { gridRows } from '../../grid.ts'
import { rotationViews } from '../../rotations.ts'
import { setPreferences as mayEnter } from '../policy.ts'
import type { WeekWish, Wish } from '../schema.ts'
import type { PreferencesView, putPreferences } from './contract.ts'
import { deadlinesOf, preferenceOf, savePreference } from './store.ts'

type Preferences = RouteAnswer<typeof putPreferences>

interface Asked {
  readonly institution: Institution
  readonly year: AcademicYear
  readonly held: readonly HeldAppointment[]
  readonly programIds: readonly string[]
  readonly today: string
}

async function askedFor(
  db: Reads,
  institutionId: string,
  personId: string,
  startYear: number,
  now: Date,
): Promise<Asked> {
  const institution = await institutionOrThrow(db, institutionId)
  const year = academicYear(startYear, institution.yearStartsOn)
  const held = await activeAppointments(db, institutionId, { ...isoRange(year), personIds: [personId] })
  const programIds = [...new Set(held.map(({ programId }) => programId))]
  return { institution, year, held, programIds, today: todayAt(institution, now) }
}

/** The last day to answer: of several programs the latest; null while one of them has none. */
async function lastDay(db: Reads, institutionId: string, programIds: readonly string[], startYear: number) {
  const deadlines = await deadlinesOf(db, institutionId, programIds, startYear)
  const days = programIds.map((id) => deadlines.get(id)?.dueOn ?? null)
  if (days.length === 0 || days.includes(null)) return null
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null)
}

/** True for those who may enter wishes for others of these programs. */
const isDesk = (guard: Guard, programIds: readonly string[]): boolean => guard.may(mayEnter, { programIds })

/** What a trainee wishes for a year, what may be wished, and until when. */
export async function preferences(
  platform: Platform,
  guard: Guard,
  who: { readonly institutionId: string; readonly personId: string },
  personId: string,
  startYear: number,
): Promise<PreferencesView> {
  const db = platform.database.drizzle
  const { institutionId } = who
  const { year, programIds, today } = await askedFor(db, institutionId, personId, startYear, platform.now())
  guard.require({ personId, programIds })
  const row = await preferenceOf(db, institutionId, personId, startYear)
  const person = (await peopleByIds(db, institutionId, [personId])).get(personId)
  if (person === undefined) throw notFound('person')
  const facts = await keptYear(db, {
    institutionId,
    startYear,
    programIds,
    source: { kind: 'record' },
    now: platform.now(),
  })
  const seats = facts.seats.filter((seat) => seat.personId === personId)
  const mine = new Set(seats.map(({ id }) => id))
  const published = facts.placements.some(({ appointmentId }) => mine.has(appointmentId))
  const dueOn = await lastDay(db, institutionId, programIds, startYear)
  const isPast = dueOn !== null && dueOn < today && !isDesk(guard, programIds)
  return {
    personName: `${person.givenName} ${person.familyName}`,
    version: row?.version ?? 0,
    wishes: row?.wishes ?? [],
    weeks: row?.weeks ?? [],
    label: year.label,
    ...isoRange(year),
    published,
    dueOn,
    closed: published ? 'published' : isPast ? 'past-due' : null,
    needsReason: who.personId !== personId,
    enteredReason: row?.enteredReason ?? null,
    programs: choicesOf({ ...facts, seats }),
  }
}

/** A calendar of weeks has too many periods to choose from; months serve as well to say when. */
const periodsAtMost = 26

/** Per appointment, the rotations open to a level reached in the year. Orientation is nobody's wish. */
function choicesOf(facts: YearFacts): PreferencesView['programs'] {
  const names = new Map(facts.programs.map(({ id, name }) => [id, name]))
  const seats = new Map(facts.seats.map((seat) => [seat.id, seat]))
  const months = periodsOf({ kind: 'months' }, facts.year)
  return gridRows(facts).flatMap((row) => {
    const seat = seats.get(row.appointmentId)
    if (seat === undefined) return []
    const levels = levelsReached(seat, row.level, facts)
    const { definition } = seat.followed
    const open = new Set(
      definition.rotations
        .filter((rotation) => rotation.kind !== 'orientation')
        .filter((rotation) => rotation.levels?.some((level) => levels.has(level)) ?? true)
        .map(({ id }) => id),
    )
    return {
      programId: row.programId,
      programName: names.get(row.programId) ?? definition.name,
      level: row.level,
      rotations: rotationViews([seat.followed])
        .filter(({ rotationId }) => open.has(rotationId))
        .map(({ rotationId, name, code, tint, siteName, offSite }) => ({
          rotationId,
          name,
          code,
          tint,
          siteName,
          offSite,
        })),
      periods:
        row.periods.length <= periodsAtMost
          ? row.periods
          : months.map((month) => ({ label: month.label, ...isoRange(month) })),
    }
  })
}

/** The levels from the first to the last day of the appointment in the year. */
function levelsReached(seat: Seat, first: string, { year, leaves }: YearFacts): ReadonlySet<string> {
  const { levels } = seat.followed.facts
  const pauses = leaves.filter(
    ({ personId, countsTowardTraining }) => personId === seat.personId && !countsTowardTraining,
  )
  const training = { levels, entryLevel: seat.entryLevel, startOn: seat.startOn, pauses }
  const last = levelOn(training, Math.min(seat.endOn, year.endOn)) ?? first
  return new Set(levels.slice(levels.indexOf(first), levels.indexOf(last) + 1))
}

/** Stores the wishes of a year, all at once. A wish names a rotation of the trainee's own curriculum. */
export function setPreferences(
  platform: Platform,
  guard: Guard,
  who: Who,
  personId: string,
  startYear: number,
  asked: {
    readonly version: number
    readonly wishes: readonly Wish[]
    readonly weeks?: readonly WeekWish[] | undefined
    readonly reason?: string | undefined
  },
): Promise<Preferences> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const { year, held, programIds, today } = await askedFor(tx, institutionId, personId, startYear, platform.now())
    guard.require({ personId, programIds })
    if (held.length === 0) throw notFound('appointment in this year')
    const mine = new Set(held.map(({ id }) => id))
    if ((await recordOfYear(tx, institutionId, startYear)).some(({ appointmentId }) => mine.has(appointmentId)))
      throw new AppError('conflict', `The schedule for ${year.label} is published; it is too late for wishes.`)
    const dueOn = await lastDay(tx, institutionId, programIds, startYear)
    if (dueOn !== null && dueOn < today && !isDesk(guard, programIds))
      throw new AppError(
        'conflict',
        `Wishes for ${year.label} were taken until ${dayWords(dueOn)}. Ask your coordinator, who can still enter them.`,
      )
    const reason = who.personId === personId ? null : (asked.reason ?? '')
    if (reason === '')
      throw new AppError('invalid', 'Say why you enter the wishes of somebody else.', {
        problems: [{ path: 'reason', sentence: 'Say why, such as “told by telephone”.' }],
      })
    const curricula = [...(await curriculaFor(tx, institutionId, held)).values()]
    const known = new Set(
      curricula.flatMap(({ programId, definition }) => definition.rotations.map(({ id }) => `${programId} ${id}`)),
    )
    const before = await preferenceOf(tx, institutionId, personId, startYear)
    const wishes = [...asked.wishes]
    const weeks = [...(asked.weeks ?? before?.weeks ?? [])]
    const problems = [
      ...wishes.map((wish, index) => ({ path: `wishes.${index}`, sentence: problemWith(wish, known, year) })),
      ...weeks.map((week, index) => ({ path: `weeks.${index}`, sentence: problemWithDays(week, year) })),
    ].flatMap(({ path, sentence }) => (sentence === null ? [] : [{ path, sentence }]))
    if (problems[0]) throw new AppError('invalid', problems[0].sentence, { problems })
    const row = { institutionId, personId, startYear, wishes, weeks, enteredReason: reason }
    if (!(await savePreference(tx, row, asked.version)))
      throw new AppError('stale', 'These preferences were changed somewhere else. Look at them as they are now.', {
        current: { version: before?.version ?? 0, wishes: before?.wishes ?? [], weeks: before?.weeks ?? [] },
      })
    tx.record({
      action: 'preferences.set',
      entity: 'person',
      entityId: personId,
      before: { wishes: before?.wishes ?? [], weeks: before?.weeks ?? [] },
      after: { wishes, weeks },
      reason,
    })
    return { version: asked.version + 1, wishes, weeks }
  })
}

function problemWith(wish: Wish, known: ReadonlySet<string>, year: { startOn: number; endOn: number }): string | null {
  if (!known.has(`${wish.programId} ${wish.rotationId}`))
    return `There is no rotation “${wish.rotationId}” in the curriculum of this trainee.`
  return problemWithDays(wish, year)
}

function problemWithDays(
  wish: { readonly startOn: string | null; readonly endOn: string | null },
  year: { startOn: number; endOn: number },
): string | null {
  const startOn = wish.startOn === null ? year.startOn : dayOf(wish.startOn)
  const endOn = wish.endOn === null ? year.endOn : dayOf(wish.endOn)
  if (startOn > endOn) return 'A wish ends before it starts.'
  return endOn < year.startOn || startOn > year.endOn ? 'A wish lies outside the academic year.' : null
}
