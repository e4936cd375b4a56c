import { AppError, notFound } from '../../../contract/app-error.ts'
import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { parseDefinition } from '../../curriculum/index.ts'
import { draftSchedules, scheduleDraft } from '../../schedule/what-if.ts'
import { download } from '../download.ts'
import { programsOf } from '../store.ts'
import * as contract from './contract.ts'
import { effectOf } from './effect.ts'
import * as service from './service.ts'

export const programDraftRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  return [
    handle(contract.listDrafts, async ({ actor, guard, query: { programId } }) => {
      const scope = guard.scope()
      const mine = scope.institution ? null : scope.programIds
      const wanted = programId === undefined ? mine : mine === null || mine.includes(programId) ? [programId] : []
      return { drafts: await service.listDrafts(platform, actor.institutionId, wanted) }
    }),
    handle(contract.startDraft, async (call) => {
      const { programId } = call.params
      call.guard.require({ programIds: [programId] })
      return service.startDraft(platform, whoOf(call), programId, call.body)
    }),
    handle(contract.getDraft, async ({ actor, guard, params }) => {
      const draft = await service.draftOrThrow(db, actor.institutionId, params.draftId)
      guard.require({ programIds: [draft.programId] })
      return service.readDraft(platform, guard, draft)
    }),
    handle(contract.saveDraft, async (call) => {
      const draft = await service.draftOrThrow(db, call.actor.institutionId, call.params.draftId)
      call.guard.require({ programIds: [draft.programId] })
      return service.saveDraft(platform, whoOf(call), draft.id, call.body)
    }),
    handle(contract.discardDraft, async (call) => {
      const draft = await service.draftOrThrow(db, call.actor.institutionId, call.params.draftId)
      call.guard.require({ programIds: [draft.programId] })
      return service.discardDraft(platform, whoOf(call), draft.id, call.body)
    }),
    handle(contract.publishDraft, async (call) => {
      const draft = await service.draftOrThrow(db, call.actor.institutionId, call.params.draftId)
      call.guard.require({ programIds: [draft.programId] })
      return service.publishDraft(platform, whoOf(call), call.guard, draft, call.body)
    }),
    handle(contract.exportDraft, async ({ actor, guard, params }) => {
      const draft = await service.draftOrThrow(db, actor.institutionId, params.draftId)
      guard.require({ programIds: [draft.programId] })
      const [program] = await programsOf(db, actor.institutionId, [draft.programId])
      return download(draft.source, 'application/yaml; charset=utf-8', `${program?.slug ?? 'program'}-draft.yaml`)
    }),
    handle(contract.getDraftEffect, async ({ actor, guard, params, query }) => {
      const draft = await service.draftOrThrow(db, actor.institutionId, params.draftId)
      guard.require({ programIds: [draft.programId] })
      const scenarios = await draftSchedules(platform, actor.institutionId, draft.programId)
      const parsed = parseDefinition(draft.source)
      const scenario =
        query.scenarioId === undefined ? null : await scheduleDraft(db, actor.institutionId, query.scenarioId)
      if (query.scenarioId !== undefined && !scenarios.some(({ id }) => id === query.scenarioId))
        throw notFound('draft schedule')
      if (query.version !== undefined && Number(query.version) > draft.version)
        throw new AppError('conflict', 'This text has not been saved yet. Ask again in a moment.')
      return {
        version: draft.version,
        effect: parsed.ok
          ? await effectOf(platform, draft, parsed.definition, { who: query.who ?? 'date', scenario })
          : null,
        problemCount: parsed.ok ? 0 : parsed.problems.length,
        scenarios,
      }
    }),
  ]
}
