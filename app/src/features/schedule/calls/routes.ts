import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import * as contract from './contract.ts'
import * as pools from './edit-pools.ts'
import * as days from './pool-days.ts'
import { poolPage } from './pools.ts'

/** What call is made of: pools, shifts, holidays, events, privileges. */
export const poolRoutes = (platform: Platform): BoundRoute[] => [
  handle(contract.listPools, ({ guard, actor }) => poolPage(platform, guard, actor.institutionId)),
  handle(contract.createPool, (call) => pools.makePool(platform, call.guard, whoOf(call), call.body)),
  handle(contract.savePool, (call) =>
    pools.changePool(platform, call.guard, whoOf(call), call.params.poolId, call.body),
  ),
  handle(contract.archivePool, (call) =>
    pools.putPoolAway(platform, call.guard, whoOf(call), call.params.poolId, call.body.expectedVersion),
  ),
  handle(contract.createHoliday, (call) => days.addHoliday(platform, call.guard, whoOf(call), call.body)),
  handle(contract.removeHoliday, (call) =>
    days.takeHolidayAway(platform, call.guard, whoOf(call), call.params.holidayId),
  ),
  handle(contract.createEvent, (call) => days.addEvent(platform, call.guard, whoOf(call), call.body)),
  handle(contract.removeEvent, (call) => days.takeEventAway(platform, call.guard, whoOf(call), call.params.eventId)),
  handle(contract.grantPrivilege, (call) => days.givePrivilege(platform, call.guard, whoOf(call), call.body)),
  handle(contract.revokePrivilege, (call) =>
    days.takePrivilege(platform, call.guard, whoOf(call), call.params.privilegeId),
  ),
]
