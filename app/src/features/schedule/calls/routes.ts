import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import * as contract from './contract.ts'
import * as pools from './edit-pools.ts'
import { askForCalls } from './ask-solve.ts'
import { candidatesFor } from './candidates.ts'
import { changeByHand, publishByHand } from './edit-schedule.ts'
import { fairnessPage } from './fairness-page.ts'
import * as days from './pool-days.ts'
import { reasonPatterns } from './reasons.ts'
import { calendarBehindKey, giveKey, keysSeen, nowBehindKey, revokeKey } from './keys.ts'
import { ask, mine, takeBack } from './mine.ts'
import * as now from './now-contract.ts'
import { onCallNow } from './now.ts'
import * as made from './schedules-contract.ts'
import * as schedules from './schedules.ts'
import { scheduleView } from './schedule-view.ts'
import { whyOnCall } from './why.ts'
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
  handle(contract.createInstitutionHolidays, (call) =>
    days.addInstitutionHolidays(platform, call.guard, whoOf(call), call.body.days),
  ),
  handle(contract.removeInstitutionHoliday, (call) =>
    days.takeHolidayAway(platform, call.guard, whoOf(call), call.params.holidayId),
  ),
  handle(contract.createEvent, (call) => days.addEvent(platform, call.guard, whoOf(call), call.body)),
  handle(contract.removeEvent, (call) => days.takeEventAway(platform, call.guard, whoOf(call), call.params.eventId)),
  handle(contract.grantPrivilege, (call) => days.givePrivilege(platform, call.guard, whoOf(call), call.body)),
  handle(contract.revokePrivilege, (call) =>
    days.takePrivilege(platform, call.guard, whoOf(call), call.params.privilegeId),
  ),
]

/** Schedules of call: drafts, the record, the solver, fairness, reasons. */
export const callScheduleRoutes = (platform: Platform): BoundRoute[] => [
  handle(made.listCallSchedules, ({ guard, actor }) => schedules.schedulesSeen(platform, guard, actor.institutionId)),
  handle(made.createCallSchedule, (call) => schedules.startSchedule(platform, call.guard, whoOf(call), call.body)),
  handle(made.getCallSchedule, ({ guard, actor, params }) =>
    scheduleView(platform, guard, actor.institutionId, params.scheduleId),
  ),
  handle(made.changeCallSchedule, (call) => {
    const { add, pin, ...body } = call.body
    return changeByHand(platform, call.guard, whoOf(call), call.params.scheduleId, {
      ...body,
      add: add.map(({ pinned, ...one }) => ({ ...one, pinned: pinned ?? false })),
      ...(pin === undefined ? {} : { pin }),
    })
  }),
  handle(made.callCandidates, ({ guard, actor, params, query }) =>
    candidatesFor(platform, guard, actor.institutionId, params.scheduleId, query),
  ),
  handle(made.publishCallSchedule, (call) =>
    publishByHand(platform, call.guard, whoOf(call), call.params.scheduleId, call.body),
  ),
  handle(made.archiveCallSchedule, (call) =>
    schedules.putScheduleAway(platform, call.guard, whoOf(call), call.params.scheduleId, call.body.expectedVersion),
  ),
  handle(made.callHistory, ({ guard, actor, params }) =>
    schedules.historyOf(platform, guard, actor.institutionId, params.scheduleId),
  ),
  handle(made.solveCallSchedule, (call) =>
    askForCalls(platform, call.guard, whoOf(call), call.params.scheduleId, call.body),
  ),
  handle(made.callFairness, ({ guard, actor, query }) => fairnessPage(platform, guard, actor.institutionId, query)),
  handle(made.whyCall, ({ guard, actor, params, query }) =>
    whyOnCall(platform, guard, actor.institutionId, params.scheduleId, query),
  ),
  handle(made.callReasonPatterns, ({ guard, actor }) => reasonPatterns(platform, guard, actor.institutionId)),
]

/** Who is on call now, keys for it, and one's own calls and wishes. */
export const callNowRoutes = (platform: Platform): BoundRoute[] => [
  handle(now.callNow, ({ guard, actor }) => onCallNow(platform, guard, actor.institutionId)),
  handle(now.publicCallNow, ({ params }) => nowBehindKey(platform, params.key)),
  handle(now.publicCallCalendar, async ({ params, http }) => {
    const { body, etag } = await calendarBehindKey(platform, params.key)
    const headers = { etag, 'cache-control': 'private, max-age=60', 'content-type': 'text/calendar; charset=utf-8' }
    if (http.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(body, { headers })
  }),
  handle(now.listCallKeys, ({ guard, actor }) => keysSeen(platform, guard, actor.institutionId)),
  handle(now.createCallKey, (call) =>
    giveKey(platform, call.guard, whoOf(call), call.body, new URL(call.http.req.url).origin),
  ),
  handle(now.revokeCallKey, async (call) => {
    await revokeKey(platform, call.guard, whoOf(call), call.params.keyId)
    return {}
  }),
  handle(now.myCalls, ({ guard, actor }) => mine(platform, guard, actor)),
  handle(now.askForCall, (call) => ask(platform, call.guard, whoOf(call), call.body)),
  handle(now.withdrawCallRequest, async (call) => {
    await takeBack(platform, call.guard, whoOf(call), call.params.requestId)
    return {}
  }),
]
