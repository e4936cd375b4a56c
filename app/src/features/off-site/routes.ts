import { notFound } from '../../contract/app-error.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { personTarget } from '../people/index.ts'
import { programIdsWithin } from '../programs/index.ts'
import * as contract from './contract.ts'
import { historyOf } from './history.ts'
import { arrangeOffSite, readOffSite } from './policy.ts'
import * as service from './service.ts'
import { stayById } from './store.ts'

export const offSiteRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  return [
    handle(contract.deskStays, async (call) =>
      service.desk(
        platform,
        call.actor.institutionId,
        await programIdsWithin(db, call.actor.institutionId, call.guard.scope(), call.query.programId),
      ),
    ),
    handle(contract.personStays, async ({ actor, guard, params: { personId } }) => {
      const target = await personTarget(db, actor.institutionId, personId)
      guard.require(target)
      return service.ofPerson(platform, actor.institutionId, personId, target.programIds, (programId) => ({
        see: guard.may(readOffSite, { programIds: [programId], personId }),
        arrange: guard.may(arrangeOffSite, { programIds: [programId] }),
      }))
    }),
    handle(contract.markStay, async (call) => {
      const { institutionId } = call.actor
      const { personId } = call.params
      const target = await personTarget(db, institutionId, personId)
      call.guard.require(target)
      const stay = await service.stayAsked(platform, institutionId, personId, target.programIds, call.body.stay)
      const place = { programIds: [stay.programId], personId }
      call.guard.require(place)
      return service.mark(
        platform,
        whoOf(call),
        stay,
        call.body,
        call.guard.may(arrangeOffSite, { programIds: [stay.programId] }),
      )
    }),
    handle(contract.changeStay, async (call) => {
      const { institutionId } = call.actor
      const { personId } = call.params
      const target = await personTarget(db, institutionId, personId)
      call.guard.require(target)
      const stay = await service.stayAsked(platform, institutionId, personId, target.programIds, call.body.stay)
      call.guard.require({ programIds: [stay.programId] })
      return service.change(platform, whoOf(call), stay, call.body)
    }),
    handle(contract.stayHistory, async ({ actor, guard, params: { stayId } }) => {
      const row = await stayById(db, actor.institutionId, stayId)
      guard.require({ programIds: row === undefined ? [] : [row.programId] })
      if (row === undefined) throw notFound('time at another site')
      return historyOf(db, actor.institutionId, stayId)
    }),
    handle(contract.remindOfStays, async (call) =>
      service.remind(
        platform,
        whoOf(call),
        await programIdsWithin(db, call.actor.institutionId, call.guard.scope()),
        call.body.personIds,
      ),
    ),
  ]
}
