import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { programsAsked } from '../scope.ts'
import { ask, preview, reportOut } from './ask.ts'
import { calendarOf } from './calendar.ts'
import {
  absenceCalendar,
  absenceQueue,
  approveAbsence,
  askAbsence,
  callIn,
  declineAbsence,
  getAbsence,
  getAbsencePolicy,
  myAbsences,
  objectToAbsence,
  previewAbsence,
  putAbsencePolicy,
  withdrawAbsence,
} from './contract.ts'
import { approve, decline, withdraw } from './decide.ts'
import { object } from './object.ts'
import { changePolicy, ofPerson, policyOf, queue, requestWithEffect } from './service.ts'

export const absenceRoutes = (platform: Platform): BoundRoute[] => [
  handle(myAbsences, ({ guard, actor, params }) => ofPerson(platform, guard, actor, params.personId)),
  handle(previewAbsence, ({ guard, actor, body }) => preview(platform, guard, actor.institutionId, body)),
  handle(askAbsence, (call) => ask(platform, call.guard, whoOf(call), call.body)),
  handle(callIn, (call) => reportOut(platform, call.guard, whoOf(call), call.body)),
  handle(absenceQueue, ({ guard, actor, query }) =>
    queue(platform, guard, actor, programsAsked(guard, query.programId)),
  ),
  handle(absenceCalendar, ({ guard, actor, query }) =>
    calendarOf(platform, guard, actor.institutionId, programsAsked(guard, query.programId), query),
  ),
  handle(getAbsence, ({ guard, actor, params }) => requestWithEffect(platform, guard, actor, params.requestId)),
  handle(approveAbsence, (call) =>
    approve(platform, call.guard, call.actor, whoOf(call), { requestId: call.params.requestId, ...call.body }),
  ),
  handle(declineAbsence, (call) =>
    decline(platform, call.guard, call.actor, whoOf(call), { requestId: call.params.requestId, ...call.body }),
  ),
  handle(objectToAbsence, (call) =>
    object(platform, call.guard, call.actor, whoOf(call), { requestId: call.params.requestId, ...call.body }),
  ),
  handle(withdrawAbsence, (call) =>
    withdraw(platform, call.guard, whoOf(call), { requestId: call.params.requestId, ...call.body }),
  ),
  handle(getAbsencePolicy, ({ guard, actor, params }) => {
    guard.require({ programIds: [params.programId] })
    return policyOf(platform, actor.institutionId, params.programId)
  }),
  handle(putAbsencePolicy, (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return changePolicy(platform, whoOf(call), call.params.programId, call.body)
  }),
]
