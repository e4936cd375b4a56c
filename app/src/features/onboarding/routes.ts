import { notFound } from '../../contract/app-error.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { personTarget } from '../people/index.ts'
import { programIdsWithin } from '../programs/index.ts'
import * as contract from './contract.ts'
import { overseeChecklists, readChecklists } from './policy.ts'
import { remindNow } from './remind.ts'
import * as service from './service.ts'
import { startById, templateById } from './store.ts'
import { archiveTemplate, keepTemplate, templatesFor } from './templates.ts'

export const checklistRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  return [
    handle(contract.personChecklists, async ({ actor, guard, params: { personId } }) => {
      const { institutionId } = actor
      const target = await personTarget(db, institutionId, personId)
      guard.require(target)
      const desk = guard.may(overseeChecklists, target)
      const { today, lists } = await service.listsOf(platform, institutionId, { personIds: [personId] })
      const seen = lists.filter(({ programId }) => guard.may(readChecklists, { programIds: [programId], personId }))
      const personName = await service.personNameOf(db, institutionId, personId)
      return { today, personName, lists: seen, abilities: { own: actor.personId === personId, desk } }
    }),
    handle(contract.deskChecklists, async ({ actor, guard, query: { programId } }) => {
      const programIds = await programIdsWithin(db, actor.institutionId, guard.scope(), programId)
      return service.listsOf(platform, actor.institutionId, { programIds })
    }),
    handle(contract.markChecklist, async (call) => {
      const { personId, subjectId } = call.params
      const target = await personTarget(db, call.actor.institutionId, personId)
      call.guard.require(target)
      const asked = { personId, subjectId, marking: call.body }
      const asDeskOf = (programId: string) => call.guard.may(overseeChecklists, { programIds: [programId] })
      return { versions: await service.mark(platform, whoOf(call), asked, asDeskOf) }
    }),
    handle(contract.remindOfChecklists, async (call) => {
      const programIds = await programIdsWithin(db, call.actor.institutionId, call.guard.scope())
      return remindNow(platform, whoOf(call), programIds, call.body.personIds)
    }),
    handle(contract.beginChecklist, async (call) => {
      const { personId, programId } = call.body
      call.guard.require({ programIds: [programId] })
      const { programIds } = await personTarget(db, call.actor.institutionId, personId)
      if (!programIds.includes(programId)) throw notFound('person in this program')
      return service.begin(platform, whoOf(call), call.body)
    }),
    handle(contract.endChecklist, async (call) => {
      const row = await startById(db, call.actor.institutionId, call.params.listId)
      call.guard.require({ programIds: row === undefined ? [] : [row.programId] })
      if (row === undefined) throw notFound('list')
      await service.end(platform, whoOf(call), row, call.body.expectedVersion)
      return {}
    }),
    handle(contract.getTemplates, async ({ actor, guard, query: { programId } }) => {
      const scope = guard.scope()
      const programIds = await programIdsWithin(db, actor.institutionId, scope, programId)
      return templatesFor(platform, actor.institutionId, programIds, scope.institution)
    }),
    handle(contract.saveTemplate, async (call) => {
      const { id, programId } = call.body
      const { institutionId } = call.actor
      const known = id === undefined ? undefined : await templateById(db, institutionId, id)
      const ofProgram = known === undefined ? programId : known.programId
      call.guard.require(ofProgram === null ? {} : { programIds: [ofProgram] })
      if (id !== undefined && (known === undefined || known.archivedAt !== null || known.programId !== programId))
        throw notFound('checklist')
      return keepTemplate(platform, whoOf(call), call.body)
    }),
    handle(contract.archiveTemplate, async (call) => {
      const template = await templateById(db, call.actor.institutionId, call.params.templateId)
      const programId = template?.programId ?? null
      call.guard.require(programId === null ? {} : { programIds: [programId] })
      if (template === undefined) throw notFound('checklist')
      await archiveTemplate(platform, whoOf(call), template, call.body)
      return {}
    }),
  ]
}
