import { AppError } from '../../../contract/app-error.ts'
import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { scenarioView } from '../scenarios/service.ts'
import { readScenarios } from '../scenarios/policy.ts'
import { programsAsked } from '../scope.ts'
import { amendSchedule, previewOfAmendment } from './amend.ts'
import {
  amend,
  createFeed,
  exportSchedule,
  getHistory,
  getPersonSchedule,
  getProgress,
  getRecord,
  getRisk,
  listFeeds,
  listYears,
  previewAmendment,
  readFeed,
  revokeFeed,
} from './contract.ts'
import { scheduleCsv, scheduleWorkbook } from './export.ts'
import { endOwnFeed, feedFile, makeFeed, myFeeds } from './feeds.ts'
import { personSchedule } from './person.ts'
import { progress, riskFor } from './progress.ts'
import { history, recordView, years } from './service.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const download = (body: BodyInit, type: string, fileName: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })

export const blockRoutes = (platform: Platform): BoundRoute[] => [
  handle(listYears, ({ guard, actor }) => {
    guard.scope()
    return years(platform, actor.institutionId)
  }),
  handle(getRecord, ({ guard, actor, params, query }) =>
    recordView(platform, guard, {
      institutionId: actor.institutionId,
      startYear: params.startYear,
      programIds: programsAsked(guard, query.programId),
    }),
  ),
  handle(amend, (call) =>
    amendSchedule(platform, call.guard, whoOf(call), { startYear: call.params.startYear, ...call.body }),
  ),
  handle(previewAmendment, ({ guard, actor, params, body }) =>
    previewOfAmendment(platform, guard, actor.institutionId, { startYear: params.startYear, ...body }),
  ),
  handle(getHistory, ({ guard, actor, params }) =>
    history(platform, guard.scope(), actor.institutionId, params.startYear),
  ),
  handle(exportSchedule, async ({ guard, actor, params, query }) => {
    const programIds = programsAsked(guard, query.programId)
    const { institutionId } = actor
    const view =
      query.scenarioId === undefined
        ? await recordView(platform, guard, { institutionId, startYear: params.startYear, programIds })
        : await scenarioView(platform, guard, institutionId, query.scenarioId, programIds, (ids) => {
            if (!guard.may(readScenarios, { programIds: ids }))
              throw new AppError('not-allowed', 'Your roles do not include this here: see draft schedules.')
          })
    const fileName = `schedule-${view.label}${view.scenario ? '-draft' : `-version-${view.version}`}`
    return query.format === 'csv'
      ? download(scheduleCsv(view), 'text/csv; charset=utf-8', `${fileName}.csv`)
      : download(await scheduleWorkbook(view), xlsxType, `${fileName}.xlsx`)
  }),
  handle(getPersonSchedule, ({ guard, actor, params, query }) =>
    personSchedule(platform, guard, actor.institutionId, params.personId, query.startYear),
  ),
  handle(getProgress, ({ guard, actor, params }) => progress(platform, guard, actor.institutionId, params.personId)),
  handle(getRisk, ({ guard, actor, query }) =>
    riskFor(platform.database.drizzle, actor.institutionId, programsAsked(guard, query.programId), platform.now()),
  ),
  handle(listFeeds, (call) => {
    call.guard.scope()
    return myFeeds(platform, whoOf(call))
  }),
  handle(createFeed, (call) =>
    makeFeed(platform, call.guard, whoOf(call), call.body, new URL(call.http.req.url).origin),
  ),
  handle(revokeFeed, async (call) => {
    call.guard.scope()
    await endOwnFeed(platform, whoOf(call), call.params.feedId)
    return {}
  }),
  handle(readFeed, async ({ params, http }) => {
    const { body, etag } = await feedFile(platform, params.file.replace(/\.ics$/, ''))
    const headers = { etag, 'cache-control': 'private, max-age=300', 'content-type': 'text/calendar; charset=utf-8' }
    if (http.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(body, { headers })
  }),
]
