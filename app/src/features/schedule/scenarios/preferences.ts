import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { academicYear, dayOf } from '@gradus/rules'
import { activeAppointments } from '../../people/index.ts'
import { curriculaFor } from '../../programs/index.ts'
import { institutionOrThrow, isoRange } from '../facts/load.ts'
import type { getPreferences } from './contract.ts'
import { preferenceOf, savePreference } from './store.ts'
import type { Wish } from './schema.ts'

type Preferences = RouteAnswer<typeof getPreferences>

async function appointmentsInYear(db: Reads, institutionId: string, personId: string, startYear: number) {
  const institution = await institutionOrThrow(db, institutionId)
  const year = academicYear(startYear, institution.yearStartsOn)
  return { year, held: await activeAppointments(db, institutionId, { ...isoRange(year), personIds: [personId] }) }
}

/** What a trainee wishes for a year. */
export async function preferences(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
  startYear: number,
): Promise<Preferences> {
  const db = platform.database.drizzle
  const { held } = await appointmentsInYear(db, institutionId, personId, startYear)
  guard.require({ personId, programIds: held.map(({ programId }) => programId) })
  const row = await preferenceOf(db, institutionId, personId, startYear)
  return { version: row?.version ?? 0, wishes: row?.wishes ?? [] }
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
