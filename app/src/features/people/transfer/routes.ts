import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { manageRoles } from '../../accounts/policy.ts'
import { todayOf } from '../../programs/index.ts'
import { editPeople } from '../policy.ts'
import { exportPeopleFile, importPeopleFile } from './contract.ts'
import { exportPeople } from './export.ts'
import { importPeople } from './service.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const transferRoutes = (platform: Platform): BoundRoute[] => [
  handle(importPeopleFile, (call) => {
    // Each row is decided on its own: the plan complains about rows of programs that are not the importer's.
    call.guard.scope()
    return importPeople(platform, whoOf(call), call.body, {
      commit: call.query.commit === 'true',
      mapping: call.query.mapping,
      rights: {
        mayEdit: (programIds) => call.guard.may(editPeople, { programIds }),
        mayGrantAnyRole: call.guard.may(manageRoles, {}),
      },
    })
  }),
  handle(exportPeopleFile, async ({ actor, guard, query }) => {
    const { programId, format } = query
    const scope = guard.scope()
    if (programId !== undefined) guard.require({ programIds: [programId] })
    const reach = programId === undefined ? (scope.institution ? null : scope.programIds) : [programId]
    const file = await exportPeople(platform.database.drizzle, actor.institutionId, reach, format)
    const today = await todayOf(platform, actor.institutionId)
    return new Response(file, {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="people-${today}.${format}"`,
        'cache-control': 'no-store',
      },
    })
  }),
]
