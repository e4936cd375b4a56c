import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { academicYear, dayOf, levelOn, periodsOf } from '@gradus/rules'
import { activeAppointments } from '../../people/index.ts'
import { curriculaFor } from '../../programs/index.ts'
import { keptYear } from '../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../facts/load.ts'
import type { Seat, YearFacts } from '../facts/year-facts.ts'
import { gridRows } from '../grid.ts'
import { rotationViews } from '../rotations.ts'
import type { PreferencesView, putPreferences } from './contract.ts'
import { preferenceOf, savePreference } from './store.ts'
import type { Wish } from './schema.ts'

type Preferences = RouteAnswer<typeof putPreferences>

async function appointmentsInYear(db: Reads, institutionId: string, personId: string, startYear: number) {
  const institution = await institutionOrThrow(db, institutionId)
  const year = academicYear(startYear, institution.yearStartsOn)
  return { year, held: await activeAppointments(db, institutionId, { ...isoRange(year), personIds: [personId] }) }
}

/** What a trainee wishes for a year, and what may be wished. */
export async function preferences(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
  startYear: number,
): Promise<PreferencesView> {
  const db = platform.database.drizzle
  const { year, held } = await appointmentsInYear(db, institutionId, personId, startYear)
  const programIds = [...new Set(held.map(({ programId }) => programId))]
  guard.require({ personId, programIds })
  const row = await preferenceOf(db, institutionId, personId, startYear)
  const facts = await keptYear(db, {
    institutionId,
    startYear,
    programIds,
    source: { kind: 'record' },
    now: platform.now(),
  })
  const seats = facts.seats.filter((seat) => seat.personId === personId)
  const mine = new Set(seats.map(({ id }) => id))
  return {
    version: row?.version ?? 0,
    wishes: row?.wishes ?? [],
    label: year.label,
    ...isoRange(year),
    published: facts.placements.some(({ appointmentId }) => mine.has(appointmentId)),
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
  asked: { readonly version: number; readonly wishes: readonly Wish[] },
): Promise<Preferences> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const { year, held } = await appointmentsInYear(tx, institutionId, personId, startYear)
    guard.require({ personId, programIds: held.map(({ programId }) => programId) })
    if (held.length === 0) throw notFound('appointment in this year')
    const curricula = [...(await curriculaFor(tx, institutionId, held)).values()]
    const known = new Set(
      curricula.flatMap(({ programId, definition }) => definition.rotations.map(({ id }) => `${programId} ${id}`)),
    )
    const problems = asked.wishes.flatMap((wish, index) => {
      const sentence = problemWith(wish, known, year)
      return sentence === null ? [] : [{ path: `wishes.${index}`, sentence }]
    })
    if (problems[0]) throw new AppError('invalid', problems[0].sentence, { problems })
    const before = await preferenceOf(tx, institutionId, personId, startYear)
    const wishes = [...asked.wishes]
    if (!(await savePreference(tx, { institutionId, personId, startYear, wishes }, asked.version)))
      throw new AppError('stale', 'These preferences were changed somewhere else. Look at them as they are now.', {
        current: { version: before?.version ?? 0, wishes: before?.wishes ?? [] },
      })
    tx.record({
      action: 'preferences.set',
      entity: 'person',
      entityId: personId,
      before: before?.wishes ?? [],
      after: wishes,
    })
    return { version: asked.version + 1, wishes }
  })
}

function problemWith(wish: Wish, known: ReadonlySet<string>, year: { startOn: number; endOn: number }): string | null {
  if (!known.has(`${wish.programId} ${wish.rotationId}`))
    return `There is no rotation “${wish.rotationId}” in the curriculum of this trainee.`
  const startOn = wish.startOn === null ? year.startOn : dayOf(wish.startOn)
  const endOn = wish.endOn === null ? year.endOn : dayOf(wish.endOn)
  if (startOn > endOn) return 'A wish ends before it starts.'
  return endOn < year.startOn || startOn > year.endOn ? 'A wish lies outside the academic year.' : null
}
