import { dayOf, isoOf } from '@gradus/rules'
import type { Actor } from '../../contract/roles.ts'
import { scopeOf } from '../../contract/permission.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { peopleByIds } from '../people/index.ts'
import { curriculaInForce, todayOf } from '../programs/index.ts'
import { rotationName } from '../curriculum/index.ts'
import { mondayOf } from './facts.ts'
import type { ToldView } from './oversight-contract.ts'
import { closeViolations, overseeHours } from './policy.ts'
import { toldBetween } from './telling-store.ts'

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/** What trainees told: one's own, or that of the programs one oversees; what waits for an action first. Chiefs never read it. */
export async function toldFor(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  programId: string | undefined,
): Promise<ToldView[]> {
  const db = platform.database.drizzle
  const { institutionId, personId } = actor
  guard.scope()
  const office = scopeOf(actor, overseeHours)
  const programIds = office.institution ? null : office.programIds
  const wanted =
    programId === undefined ? programIds : programIds === null || programIds.includes(programId) ? [programId] : []
  const overseen = await toldBetween(db, institutionId, { ...anyTime, programIds: wanted })
  const own = overseen.length > 0 ? [] : await toldBetween(db, institutionId, { ...anyTime, personIds: [personId] })
  const rows = [...overseen, ...own]
  const people = await peopleByIds(db, institutionId, [...new Set(rows.map((row) => row.personId))])
  const curricula = await curriculaInForce(
    db,
    institutionId,
    [...new Set(rows.map((row) => row.programId))],
    await todayOf(platform, institutionId),
  )
  return rows
    .map((row) => {
      const person = people.get(row.personId)
      const rotation = curricula.get(row.programId)?.definition.rotations.find(({ id }) => id === row.rotationId)
      return {
        id: row.id,
        personId: row.personId,
        personName: person ? `${person.givenName} ${person.familyName}` : '',
        programId: row.programId,
        rotationName: rotation ? rotationName(rotation) : row.rotationId,
        ruleId: row.ruleId,
        startOn: row.startOn,
        endOn: row.endOn,
        weekOn: isoOf(mondayOf(dayOf(row.startOn))),
        sentence: row.sentence,
        citation: row.citation,
        cause: row.cause,
        help: row.help,
        note: row.note,
        toldAt: row.toldAt.toISOString(),
        action: row.action,
        closedBy: row.closedBy,
        closedAt: row.closedAt?.toISOString() ?? null,
        version: row.version,
        mayClose: row.closedAt === null && guard.may(closeViolations, { programIds: [row.programId] }),
      }
    })
    .sort((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || (a.toldAt < b.toldAt ? 1 : -1))
}
