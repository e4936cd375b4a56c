import type { Scope } from '../../contract/permission.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { notFound } from '../../contract/app-error.ts'
import { programJsonSchemaText } from '../curriculum/index.ts'
import * as contract from './contract.ts'
import { download } from './download.ts'
import { importDefinition } from './import-definition.ts'
import { importPrograms, manageRooms } from './policy.ts'
import * as service from './service.ts'
import { sitesOf } from './store.ts'

/** The programs a scope reaches; null is all of them. */
const reach = (scope: Scope): readonly string[] | null => (scope.institution ? null : scope.programIds)

export const programRoutes = (platform: Platform): BoundRoute[] => [
  handle(contract.listPrograms, async ({ actor, guard }) => ({
    programs: await service.listPrograms(platform, actor.institutionId, reach(guard.scope())),
    mayCreate: guard.may(importPrograms, {}),
  })),
  handle(contract.getProgram, async ({ actor, guard, params: { programId }, query }) => {
    guard.require({ programIds: [programId] })
    const found = await service.getProgram(platform, actor.institutionId, programId, query.versionId)
    return { ...found, mayImport: guard.may(importPrograms, { programIds: [programId] }) }
  }),
  handle(contract.diffVersions, async ({ actor, guard, params: { programId }, query }) => {
    guard.require({ programIds: [programId] })
    return service.diffVersions(platform, actor.institutionId, programId, query)
  }),
  handle(contract.exportProgram, async ({ actor, guard, params: { programId }, query }) => {
    guard.require({ programIds: [programId] })
    const file = await service.exportDefinition(platform, actor.institutionId, programId, query.versionId)
    return download(file.source, 'application/yaml; charset=utf-8', file.fileName)
  }),
  handle(contract.importDefinition, async (call) => {
    // A file with problems names no program that could be asked about; the scope shows that the caller may import somewhere.
    call.guard.scope()
    return importDefinition(platform, whoOf(call), call.body, {
      commit: call.query.commit === 'true',
      requireMay: (programId) => call.guard.require(programId === null ? {} : { programIds: [programId] }),
    })
  }),
  handle(contract.getDefinitionSchema, async ({ guard }) => {
    guard.scope()
    return download(programJsonSchemaText(), 'application/schema+json', 'program.schema.json')
  }),
  handle(contract.listRooms, async ({ actor, guard }) => {
    const scope = guard.scope()
    const rooms = await service.listRooms(platform, actor.institutionId)
    return {
      rooms: rooms
        .filter((room) => scope.institution || room.programIds.some((id) => scope.programIds.includes(id)))
        .map((room) => ({ ...room, mayEdit: guard.may(manageRooms, { programIds: room.programIds }) })),
    }
  }),
  handle(contract.putRoom, async (call) => {
    const rooms = await service.listRooms(platform, call.actor.institutionId)
    const room = rooms.find(({ id }) => id === call.params.roomId)
    call.guard.require({ programIds: room?.programIds ?? [] })
    if (room === undefined) throw notFound('room')
    return { version: await service.changeRoom(platform, whoOf(call), room.id, call.body) }
  }),
  handle(contract.listSites, async ({ actor, guard }) => {
    guard.scope()
    return { sites: await sitesOf(platform.database.drizzle, actor.institutionId) }
  }),
]
