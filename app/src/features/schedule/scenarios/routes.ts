import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import {
  archiveScenario,
  createScenario,
  followSolveRun,
  getScenario,
  getSolveRun,
  listScenarios,
  publishScenario,
  startSolve,
  stopSolveRun,
} from './contract.ts'
import { editCells, followDraft } from './cells-contract.ts'
import { commentRoutes } from './comments/routes.ts'
import { draftFacts } from './draft-facts.ts'
import { changeCells } from './edit-cells.ts'
import { followDraftRows, followRun } from './events.ts'
import { getDraftFacts } from './facts-contract.ts'
import { presenceOn } from './presence.ts'
import { tellPlace } from './presence-contract.ts'
import { publishDraft } from './publish.ts'
import { askForSolve, runAsked, runView, stopRun } from './runs.ts'
import { archive, listed, scenarioGrid, scenarioOrThrow, startScenario } from './service.ts'
import { savedViews } from './views.ts'
import {
  getGridZoom,
  type GridSettings,
  keepGridZoom,
  listGridViews,
  removeGridView,
  saveGridView,
} from './views-contract.ts'
import { keepZoom, zoomOf } from './zoom.ts'

const scheduleViews = savedViews<GridSettings>('schedule')

const yearOf = (text: string | undefined): number | null => (text && /^\d{4}$/.test(text) ? Number(text) : null)

export const scenarioRoutes = (platform: Platform): BoundRoute[] => [
  handle(listScenarios, ({ guard, actor, query }) =>
    listed(platform, guard.scope(), actor.institutionId, yearOf(query.startYear)),
  ),
  handle(createScenario, (call) => startScenario(platform, call.guard, whoOf(call), call.body)),
  handle(getScenario, ({ guard, actor, params }) =>
    scenarioGrid(platform, guard, actor.institutionId, params.scenarioId),
  ),
  handle(editCells, async (call) => {
    const { scenarioId } = call.params
    const answer = await changeCells(platform, call.guard, whoOf(call), scenarioId, call.body.cells)
    presenceOn(platform).touch(scenarioId)
    return answer
  }),
  handle(followDraft, async ({ guard, actor, params, query, http }) => {
    const scenario = await scenarioOrThrow(platform.database.drizzle, actor.institutionId, params.scenarioId)
    guard.require({ programIds: scenario.programIds })
    const { personId, name } = actor
    const reader = query.tab === undefined ? null : { tab: query.tab, personId, name }
    return followDraftRows(platform, http, scenario, Number(query.version), reader)
  }),
  handle(tellPlace, async ({ guard, actor, params, body }) => {
    const scenario = await scenarioOrThrow(platform.database.drizzle, actor.institutionId, params.scenarioId)
    guard.require({ programIds: scenario.programIds })
    return { others: presenceOn(platform).move(scenario.id, actor.personId, body.tab, body.place) }
  }),
  ...commentRoutes(platform),
  handle(getDraftFacts, ({ guard, actor, params }) =>
    draftFacts(platform, guard, actor.institutionId, params.scenarioId),
  ),
  handle(listGridViews, ({ actor }) => scheduleViews.list(platform.database.drizzle, actor)),
  handle(saveGridView, (call) => scheduleViews.save(platform, whoOf(call), call.actor, call.body)),
  handle(removeGridView, (call) => scheduleViews.remove(platform, whoOf(call), call.actor, call.params.viewId)),
  handle(getGridZoom, ({ actor }) => zoomOf(platform.database.drizzle, actor)),
  handle(keepGridZoom, (call) => keepZoom(platform, whoOf(call), call.actor, call.body.zoom)),
  handle(archiveScenario, (call) =>
    archive(platform, call.guard, whoOf(call), call.params.scenarioId, call.body.expectedVersion),
  ),
  handle(publishScenario, (call) => publishDraft(platform, call.guard, whoOf(call), call.params.scenarioId, call.body)),
  handle(startSolve, (call) => askForSolve(platform, call.guard, whoOf(call), call.params.scenarioId, call.body)),
  handle(getSolveRun, async ({ guard, actor, params }) =>
    runView(await runAsked(platform, guard, actor.institutionId, params.runId)),
  ),
  handle(followSolveRun, async ({ guard, actor, params, http }) =>
    followRun(platform, http, await runAsked(platform, guard, actor.institutionId, params.runId)),
  ),
  handle(stopSolveRun, (call) => stopRun(platform, call.guard, whoOf(call), call.params.runId, call.body.keep)),
]
