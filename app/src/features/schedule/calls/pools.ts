import { isoOf, dayOf } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments } from '../../people/index.ts'
import { curriculaInForce, programsOf, todayAt } from '../../programs/index.ts'
import { followedOf } from '../facts/followed.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { rotationViews } from '../rotations.ts'
import type { listPools, PoolView, ShiftView } from './contract.ts'
import { keepHolidays, setUpCall } from './policy.ts'
import { eventsBetween, holidaysBetween, type Pool, poolsOf, privilegesOf, type Shift, shiftsOf } from './store.ts'

export const shiftViewOf = (shift: Shift): ShiftView => ({
  id: shift.id,
  name: shift.name,
  code: shift.code,
  startMinute: shift.startMinute,
  durationMinutes: shift.durationMinutes,
  weekdays: shift.weekdays,
  onHolidays: shift.onHolidays,
  minPeople: shift.minPeople,
  maxPeople: shift.maxPeople,
  points: shift.points,
  archived: shift.archivedAt !== null,
})

export const poolViewOf = (
  pool: Pool,
  shifts: readonly Shift[],
  siteName: string | null,
  mayEdit: boolean,
): PoolView => ({
  id: pool.id,
  programId: pool.programId,
  programIds: [...pool.programIds],
  name: pool.name,
  code: pool.code,
  kind: pool.kind,
  siteId: pool.siteId,
  siteName,
  timeZone: pool.timeZone,
  tint: pool.tint,
  settings: pool.settings,
  version: pool.version,
  shifts: shifts.filter(({ poolId }) => poolId === pool.id).map(shiftViewOf),
  mayEdit,
})

/** Pools that the asker may see: those of their programs, shared ones included. */
export async function poolsSeen(platform: Platform, guard: Guard, institutionId: string): Promise<Pool[]> {
  const scope = guard.scope()
  const pools = await poolsOf(platform.database.drizzle, institutionId, null)
  return scope.institution
    ? pools
    : pools.filter(({ programIds }) => programIds.some((programId) => scope.programIds.includes(programId)))
}

export async function poolPage(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof listPools>> {
  const db = platform.database.drizzle
  const institution = await institutionOrThrow(db, institutionId)
  const today = todayAt(institution, platform.now())
  const pools = await poolsSeen(platform, guard, institutionId)
  const shifts = await shiftsOf(
    db,
    institutionId,
    pools.map(({ id }) => id),
  )
  const scope = guard.scope()
  const programs = (await programsOf(db, institutionId, null)).filter(
    ({ id }) => scope.institution || scope.programIds.includes(id) || pools.some((pool) => pool.programId === id),
  )
  const curricula = await curriculaInForce(
    db,
    institutionId,
    programs.map(({ id }) => id),
    today,
  )
  const maySetUp = (programId: string): boolean => guard.may(setUpCall, { programIds: [programId] })
  const programViews = programs.map(({ id, name, shortName }) => {
    const curriculum = curricula.get(id)
    const followed = curriculum === undefined ? undefined : followedOf(curriculum, institution.yearStartsOn)
    return {
      id,
      name,
      shortName,
      levels: [...(followed?.facts.levels ?? [])],
      rotations:
        followed === undefined
          ? []
          : rotationViews([followed]).map((view) => ({ id: view.rotationId, label: view.name })),
      sites: followed?.definition.sites?.map((site) => ({ id: site.id, name: site.name })) ?? [],
      maySetUp: maySetUp(id),
    }
  })
  const siteNameOf = (pool: Pool): string | null =>
    programViews.find(({ id }) => id === pool.programId)?.sites.find(({ id }) => id === pool.siteId)?.name ?? null
  const days = { startOn: isoOf(dayOf(today) - 200), endOn: isoOf(dayOf(today) + 600) }
  const mine = (programId: string | null): boolean =>
    programId === null || scope.institution || scope.programIds.includes(programId)
  const mayKeepHolidays = guard.may(keepHolidays, {})
  const setUp = programs.filter(({ id }) => maySetUp(id)).map(({ id }) => id)
  const privileges = setUp.length === 0 ? [] : await privilegesOf(db, institutionId)
  const trainees = new Map(
    setUp.length === 0
      ? []
      : (await activeAppointments(db, institutionId, { startOn: today, endOn: days.endOn, programIds: setUp })).map(
          ({ personId, givenName, familyName }) => [personId, `${givenName} ${familyName}`] as const,
        ),
  )
  return {
    today,
    timeZone: institution.timeZone,
    pools: pools.map((pool) =>
      poolViewOf(
        pool,
        shifts.filter(({ archivedAt }) => archivedAt === null),
        siteNameOf(pool),
        maySetUp(pool.programId),
      ),
    ),
    holidays: (await holidaysBetween(db, institutionId, days))
      .filter(({ programId }) => mine(programId))
      .map(({ id, programId, onDay, name, points }) => ({
        id,
        programId,
        onDay,
        name,
        points,
        mayEdit: programId === null ? mayKeepHolidays : maySetUp(programId),
      })),
    events: (await eventsBetween(db, institutionId, days))
      .filter(({ programId }) => mine(programId))
      .map(({ id, programId, name, startOn, endOn, levels }) => ({
        id,
        programId,
        name,
        startOn,
        endOn,
        levels,
        mayEdit: maySetUp(programId),
      })),
    privileges: privileges
      .filter(({ personId }) => trainees.has(personId))
      .map(({ id, personId, name, startOn, endOn, grantedBy }) => {
        const personName = trainees.get(personId)!
        return { id, personId, personName, name, startOn, endOn, grantedBy }
      }),
    trainees: [...trainees].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name)),
    mayKeepHolidays,
    programs: programViews,
  }
}
