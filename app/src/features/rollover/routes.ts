import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { apply } from './apply.ts'
import {
  applyRollover,
  decidePeople,
  decideYear,
  getRollover,
  putIncoming,
  readIncoming,
  takeRolloverBack,
} from './contract.ts'
import { aboutIncoming, aboutPeople, aboutYear } from './decide.ts'
import { readList } from './read-list.ts'
import { loadSituation } from './situation.ts'
import { takeBack } from './take-back.ts'
import { rolloverView } from './view.ts'

export const rolloverRoutes = (platform: Platform): BoundRoute[] => [
  handle(getRollover, ({ guard, actor, params }) => {
    guard.require({ programIds: [params.programId] })
    return rolloverView(platform, actor.institutionId, params)
  }),
  handle(decidePeople, (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return aboutPeople(platform, whoOf(call), call.params, call.body)
  }),
  handle(putIncoming, (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return aboutIncoming(platform, whoOf(call), call.params, call.body)
  }),
  handle(readIncoming, async ({ guard, actor, params, body }) => {
    guard.require({ programIds: [params.programId] })
    const situation = await loadSituation(platform, actor.institutionId, params.programId, params.startYear)
    return readList(situation, body.text)
  }),
  handle(decideYear, (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return aboutYear(platform, whoOf(call), call.params, call.body)
  }),
  handle(applyRollover, (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return apply(platform, call.guard, whoOf(call), { ...call.params, ...call.body })
  }),
  handle(takeRolloverBack, (call) => takeBack(platform, call.guard, whoOf(call), call.params.rolloverId, call.body)),
]
