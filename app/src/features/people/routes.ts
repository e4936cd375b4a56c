import { AppError, notFound } from '../../contract/app-error.ts'
import type { Guard } from '../../platform/http/guard.ts'
import { type BoundRoute, type Call, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { bulkRoutes } from './bulk/routes.ts'
import * as combinations from './combinations/service.ts'
import * as contract from './contract.ts'
import { getDirectory, getPerson, listPeople } from './directory/service.ts'
import { personTarget, programIdsOf } from './directory/store.ts'
import type { May } from './directory/views.ts'
import { addLeave, cancelLeave } from './leave.ts'
import * as service from './service.ts'
import { appointmentById, leaveById } from './store.ts'
import { getTraining } from './training/contract.ts'
import { trainingEnds } from './training/service.ts'
import { transferRoutes } from './transfer/routes.ts'
import { viewRoutes } from './views-routes.ts'

const authorOf = (call: Pick<Call<{ access: 'signed-in' }>, 'actor' | 'requestId'>) => ({
  ...whoOf(call),
  personId: call.actor.personId,
})

const mayOf =
  (guard: Guard): May =>
  (permission, target) =>
    guard.may(permission, target)

export const peopleRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  const programOfAppointment = async (institutionId: string, appointmentId: string): Promise<string[]> => {
    const found = await appointmentById(db, institutionId, appointmentId)
    return found === undefined ? [] : [found.programId]
  }
  return [
    ...transferRoutes(platform),
    ...bulkRoutes(platform),
    ...viewRoutes(platform),
    handle(contract.getPeople, ({ actor, guard, query }) =>
      listPeople(platform, actor.institutionId, query, { scope: guard.scope(), may: mayOf(guard) }),
    ),
    handle(contract.getDirectory, ({ actor, guard, query }) =>
      getDirectory(
        platform,
        actor.institutionId,
        { archived: query.archived === 'true' },
        { scope: guard.scope(), may: mayOf(guard) },
      ),
    ),
    handle(contract.getPerson, async ({ actor, guard, params: { personId } }) => {
      guard.require(await personTarget(db, actor.institutionId, personId))
      return getPerson(platform, actor.institutionId, personId, mayOf(guard))
    }),
    handle(getTraining, async ({ actor, guard, params: { personId } }) => {
      guard.require(await personTarget(db, actor.institutionId, personId))
      return trainingEnds(platform, actor.institutionId, personId)
    }),
    handle(contract.createPerson, async (call) => {
      const { appointment, facultyOf, ...fields } = call.body
      const programIds = [appointment?.programId, facultyOf].filter((id) => id !== undefined)
      // Every program the person is put into must be the caller's, not only one of them.
      for (const programId of programIds) call.guard.require({ programIds: [programId] })
      if (programIds.length === 0) call.guard.require({})
      return { id: await service.createPerson(platform, whoOf(call), { fields, appointment, facultyOf }) }
    }),
    handle(contract.editPerson, async (call) => {
      const { personId } = call.params
      call.guard.require(await personTarget(db, call.actor.institutionId, personId))
      return { version: await service.editPerson(platform, whoOf(call), personId, call.body) }
    }),
    handle(contract.archivePerson, async (call) => {
      const { personId } = call.params
      const target = await personTarget(db, call.actor.institutionId, personId)
      call.guard.require(target)
      if (personId === call.actor.personId) throw new AppError('conflict', 'You cannot put yourself away.')
      const { expectedVersion, archived, reason } = call.body
      const archiving = { expectedVersion, archived, reason: reason ?? null }
      return { version: await service.archivePerson(platform, whoOf(call), personId, archiving) }
    }),
    handle(contract.createAppointment, async (call) => {
      call.guard.require({ programIds: [call.body.programId] })
      return { id: await service.createAppointment(platform, whoOf(call), call.params.personId, call.body) }
    }),
    handle(contract.editAppointment, async (call) => {
      const { appointmentId } = call.params
      call.guard.require({ programIds: await programOfAppointment(call.actor.institutionId, appointmentId) })
      const { expectedVersion, reason, ...fields } = call.body
      const input = { expectedVersion, reason: reason ?? null, fields }
      return { version: await service.editAppointment(platform, whoOf(call), appointmentId, input) }
    }),
    handle(contract.archiveAppointment, async (call) => {
      const { appointmentId } = call.params
      call.guard.require({ programIds: await programOfAppointment(call.actor.institutionId, appointmentId) })
      const { expectedVersion, archived, reason } = call.body
      const archiving = { expectedVersion, archived, reason: reason ?? null }
      return { version: await service.archiveAppointment(platform, whoOf(call), appointmentId, archiving) }
    }),
    handle(contract.addLeave, async (call) => {
      const { personId } = call.params
      call.guard.require({ programIds: await programIdsOf(db, call.actor.institutionId, personId) })
      return { id: await addLeave(platform, whoOf(call), personId, call.body) }
    }),
    handle(contract.cancelLeave, async (call) => {
      const { institutionId } = call.actor
      const leave = await leaveById(db, institutionId, call.params.leaveId)
      call.guard.require({
        programIds: leave === undefined ? [] : await programIdsOf(db, institutionId, leave.personId),
      })
      if (leave === undefined) throw notFound('leave')
      await cancelLeave(platform, whoOf(call), leave.id, call.body.expectedVersion)
      return {}
    }),
    handle(contract.proposeCombination, async (call) => {
      const { personId } = call.params
      call.guard.require({ programIds: await programIdsOf(db, call.actor.institutionId, personId) })
      const { appointmentIds } = call.body
      return { id: await combinations.proposeCombination(platform, authorOf(call), personId, appointmentIds) }
    }),
    handle(contract.agreeCombination, async (call) => {
      call.guard.require({ programIds: [call.body.programId] })
      return {
        active: await combinations.agreeCombination(platform, authorOf(call), call.params.combinationId, call.body),
      }
    }),
    handle(contract.withdrawCombination, async (call) => {
      const { combinationId } = call.params
      const { institutionId } = call.actor
      call.guard.require({
        programIds: await combinations.programsOfCombination(platform, institutionId, combinationId),
      })
      const { expectedVersion, reason } = call.body
      const input = { expectedVersion, reason: reason ?? null }
      await combinations.withdrawCombination(platform, whoOf(call), combinationId, input)
      return {}
    }),
  ]
}
