import { AppError } from '../../../contract/app-error.ts'
import { type BoundRoute, handle } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { personAsked } from '../blocks/person.ts'
import { readPersonSchedule } from '../blocks/policy.ts'
import { readScenarios } from '../scenarios/policy.ts'
import { scenarioOrThrow } from '../scenarios/service.ts'
import { getLeaveWhatIf } from './contract.ts'
import { whatIfLeave } from './leave.ts'

export const whatIfRoutes = (platform: Platform): BoundRoute[] => [
  handle(getLeaveWhatIf, async ({ guard, actor, params, query }) => {
    const { institutionId } = actor
    const db = platform.database.drizzle
    const { careers } = await personAsked(platform, guard, institutionId, params.personId)
    const programIds = careers.seats.map(({ programId }) => programId)
    const tellsBudget = guard.may(readPersonSchedule, { personId: params.personId, programIds })
    const { scenarioId, kind, startOn, endOn } = query
    const scenario = scenarioId === undefined ? null : await scenarioOrThrow(db, institutionId, scenarioId)
    if (scenario !== null && !guard.may(readScenarios, { programIds: scenario.programIds }))
      throw new AppError('not-allowed', 'Your roles do not include this here: see draft schedules.')
    return whatIfLeave(
      platform,
      institutionId,
      { personId: params.personId, kind, startOn, endOn, countsTowardTraining: query.countsTowardTraining === 'true' },
      { guard, tellsBudget },
      scenario,
    )
  }),
]
