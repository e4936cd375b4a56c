import { type AcademicYear, overlap } from '@gradus/rules'
import type { Reads } from '../../../../platform/db/index.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import { placementOf } from '../../facts/load.ts'
import type { Placement, Seat } from '../../facts/year-facts.ts'
import { readScenarios } from '../../scenarios/policy.ts'
import { draftRows, type Scenario, scenariosOf } from '../../scenarios/store.ts'

interface Drafted {
  readonly scenario: Pick<Scenario, 'id' | 'name' | 'startYear'>
  readonly programId: string
  readonly placements: readonly Placement[]
}

/** For years in which a program has published nothing for these seats: what its newest draft says, to those who may read it. */
export async function draftedElsewhere(
  db: Reads,
  guard: Guard,
  institutionId: string,
  years: readonly AcademicYear[],
  seats: readonly Seat[],
  published: readonly Placement[],
): Promise<Drafted[]> {
  const wanted = years.flatMap((year) =>
    [...new Set(seats.filter((seat) => overlap(seat, year) !== null).map(({ programId }) => programId))]
      .filter((programId) => guard.may(readScenarios, { programIds: [programId] }))
      .filter((programId) => !published.some((each) => each.programId === programId && overlap(each, year) !== null))
      .map((programId) => ({ startYear: year.startYear, programId })),
  )
  if (wanted.length === 0) return []
  const drafts = (await scenariosOf(db, institutionId, null))
    .filter(({ status, assignmentCount }) => status === 'draft' && assignmentCount > 0)
    .filter(({ programIds }) => guard.may(readScenarios, { programIds }))
  const chosen = wanted.flatMap(({ startYear, programId }) => {
    const scenario = drafts.find((each) => each.startYear === startYear && each.programIds.includes(programId))
    return scenario === undefined ? [] : [{ scenario, programId }]
  })
  const known = new Set(seats.map(({ id }) => id))
  const rows = new Map(
    await Promise.all(
      [...new Set(chosen.map(({ scenario }) => scenario.id))].map(
        async (id) => [id, await draftRows(db, institutionId, id)] as const,
      ),
    ),
  )
  return chosen.map(({ scenario, programId }) => ({
    scenario,
    programId,
    placements: (rows.get(scenario.id) ?? [])
      .filter((row) => row.programId === programId && known.has(row.appointmentId))
      .map((row) => placementOf(row, row.pinned)),
  }))
}
