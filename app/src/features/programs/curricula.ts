import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Definition } from '../curriculum/index.ts'
import { definitionsByVersion, versionsOf, type VersionRow } from './store.ts'

/** A version of a program with what it says. Shared by everyone who asks: never change it. */
export interface Curriculum extends VersionRow {
  readonly definition: Definition
}

/** What decides which version a trainee follows. */
export interface FollowsVersion {
  readonly id: string
  readonly programId: string
  readonly startOn: string
  readonly curriculumEffectiveOn: string | null
}

/** A stored version never changes, so its definition is kept for every later question, the longest unused going first. */
const kept = new Map<string, Definition>()
const keptAtMost = 600

function remember(id: string, definition: Definition): Definition {
  kept.delete(id)
  kept.set(id, definition)
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '')
  return definition
}

/** Adds the definitions to versions; one query for those not asked for before. */
export async function withDefinitions(
  db: Reads,
  institutionId: string,
  versions: readonly VersionRow[],
): Promise<Curriculum[]> {
  const known = new Map<string, Definition>()
  const missing = new Set<string>()
  for (const { id } of versions) {
    const definition = kept.get(id)
    if (definition === undefined) missing.add(id)
    else known.set(id, remember(id, definition))
  }
  for (const row of await definitionsByVersion(db, institutionId, [...missing]))
    known.set(row.id, remember(row.id, row.definition))
  return versions.flatMap((version) => {
    const definition = known.get(version.id)
    return definition === undefined ? [] : [{ ...version, definition }]
  })
}

/**
 * The version in force on a day among the versions of one program (earliest date first, latest revision first): the last one that took
 * effect by then. Before the first one took effect, the first holds: someone who started earlier is still judged by something.
 */
export function versionInForce(versions: readonly VersionRow[], on: string): VersionRow | undefined {
  const dates = versions.filter((version) => version.effectiveOn <= on)
  const effectiveOn = (dates.at(-1) ?? versions[0])?.effectiveOn
  return versions.find((version) => version.effectiveOn === effectiveOn)
}

const byProgram = (versions: readonly VersionRow[]) => groupBy(versions, (version) => version.programId)

/**
 * The curriculum each appointment follows, by appointment id: the version in force on its first day (the version of the class) unless
 * the trainee was moved to another. Two queries, whatever the number of appointments.
 */
export async function curriculaFor(
  db: Reads,
  institutionId: string,
  appointments: readonly FollowsVersion[],
): Promise<Map<string, Curriculum>> {
  const programIds = [...new Set(appointments.map((appointment) => appointment.programId))]
  const versions = byProgram(await versionsOf(db, institutionId, programIds))
  const chosen = appointments.flatMap((appointment) => {
    const on = appointment.curriculumEffectiveOn ?? appointment.startOn
    const version = versionInForce(versions.get(appointment.programId) ?? [], on)
    return version === undefined ? [] : [{ appointmentId: appointment.id, version }]
  })
  const distinct = [...new Map(chosen.map(({ version }) => [version.id, version])).values()]
  const curricula = await withDefinitions(db, institutionId, distinct)
  const byVersion = new Map(curricula.map((curriculum) => [curriculum.id, curriculum]))
  return new Map(
    chosen.flatMap(({ appointmentId, version }) => {
      const curriculum = byVersion.get(version.id)
      return curriculum === undefined ? [] : [[appointmentId, curriculum] as const]
    }),
  )
}

/** The curriculum in force on a day, by program id; `programIds` null is every program. */
export async function curriculaInForce(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  on: string,
): Promise<Map<string, Curriculum>> {
  const versions = [...byProgram(await versionsOf(db, institutionId, programIds)).values()]
  const current = versions.flatMap((rows) => versionInForce(rows, on) ?? [])
  const curricula = await withDefinitions(db, institutionId, current)
  return new Map(curricula.map((curriculum) => [curriculum.programId, curriculum]))
}
