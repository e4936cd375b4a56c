import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { savedViews } from '../schedule/index.ts'
import { type ListSettings, listPeopleViews, removePeopleView, savePeopleView } from './views-contract.ts'

const peopleViews = savedViews<ListSettings>('people')

/** Everybody who sees a list of people keeps views of it, each for themselves. */
export const viewRoutes = (platform: Platform): BoundRoute[] => [
  handle(listPeopleViews, ({ actor, guard }) => {
    guard.scope()
    return peopleViews.list(platform.database.drizzle, actor)
  }),
  handle(savePeopleView, (call) => {
    call.guard.scope()
    return peopleViews.save(platform, whoOf(call), call.actor, call.body)
  }),
  handle(removePeopleView, (call) => {
    call.guard.scope()
    return peopleViews.remove(platform, whoOf(call), call.actor, call.params.viewId)
  }),
]
