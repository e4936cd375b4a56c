import type { Actor } from '../../contract/roles.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { activeAppointments } from '../people/index.ts'
import { todayOf } from '../programs/index.ts'
import * as concerns from './concerns.ts'
import * as contract from './contract.ts'
import * as log from './log.ts'
import { overview, personHours } from './overview.ts'
import * as oversight from './oversight-contract.ts'
import { changePermit, permitOf } from './permits.ts'
import { manageHourSettings, setPermits } from './policy.ts'
import { previewPeriod } from './preview.ts'
import { changeSettings, programSettings } from './program-settings.ts'
import { reportCsv, reportPdf } from './report.ts'
import { hourSummary } from './summary.ts'
import { closeTold, tellAbout } from './telling.ts'
import { toldById } from './telling-store.ts'
import { startTimer, stopTimer } from './timer.ts'
import { toldFor } from './told.ts'
import { readMonday, weekView } from './week.ts'
import { confirmWeek, reopenWeek } from './week-changes.ts'

const download = (body: BodyInit, type: string, fileName: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })

export const workHourRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  /** The signed-in trainee, writing about themselves. */
  const own = (call: {
    readonly actor: Actor
    readonly requestId: string
    readonly guard: { require(target: { personId: string }): void }
  }) => {
    call.guard.require({ personId: call.actor.personId })
    return { platform, who: whoOf(call), personId: call.actor.personId }
  }
  const programsOfTrainee = async (institutionId: string, personId: string): Promise<string[]> => {
    const held = await activeAppointments(db, institutionId, {
      startOn: '1900-01-01',
      endOn: '2400-12-31',
      personIds: [personId],
    })
    return held.map(({ programId }) => programId)
  }
  const week = (actor: Actor, personId: string) => ({
    institutionId: actor.institutionId,
    personId,
    actor,
    now: platform.now(),
  })
  return [
    handle(contract.getThisWeek, (call) => weekView(db, call.guard, week(call.actor, own(call).personId), null)),
    handle(contract.getWeek, ({ actor, guard, params, query }) =>
      weekView(db, guard, week(actor, query.personId ?? actor.personId), readMonday(params.weekOn)),
    ),
    handle(contract.confirmWeek, async (call) => ({
      throughOn: await confirmWeek(own(call), call.params.weekOn, call.body.seen),
    })),
    handle(contract.addPeriod, async (call) => ({ entryId: await log.addPeriod(own(call), call.body) })),
    handle(contract.changePeriod, async (call) => ({
      version: await log.changePeriod(own(call), call.params.entryId, call.body),
    })),
    handle(contract.withdrawPeriod, async (call) => ({
      version: await log.withdrawPeriod(own(call), call.params.entryId, call.body),
    })),
    handle(contract.dismissDraft, async (call) => ({
      entryId: await log.dismissDraft(own(call), call.body.draftKey, call.body.on),
    })),
    handle(contract.correctPeriod, async (call) => {
      const { personId, entryId } = call.params
      call.guard.require({ programIds: await programsOfTrainee(call.actor.institutionId, personId) })
      const author = { platform, who: whoOf(call), personId }
      return { version: await log.changePeriod(author, entryId, call.body) }
    }),
    handle(contract.reopenWeek, async (call) => {
      const { personId, weekOn } = call.params
      call.guard.require({ programIds: await programsOfTrainee(call.actor.institutionId, personId) })
      return { untilOn: await reopenWeek({ platform, who: whoOf(call), personId }, weekOn, call.body.reason) }
    }),
    handle(contract.previewPeriod, (call) => previewPeriod(own(call), call.body)),
    handle(contract.startTimer, (call) => startTimer(own(call), call.body.kind)),
    handle(contract.stopTimer, async (call) => ({
      entryId: await stopTimer(own(call), call.params.timerId, call.body.keep),
    })),
    handle(contract.tellAbout, async (call) => ({ id: await tellAbout(own(call), call.body) })),
    handle(oversight.getOverview, ({ actor, guard, query }) => overview(platform, guard, actor, query)),
    handle(oversight.getHourSummary, ({ actor, guard, query }) => hourSummary(platform, guard, actor, query)),
    handle(oversight.getReport, async ({ actor, guard, query }) => {
      const view = await overview(platform, guard, actor, query)
      const name = `work-hours-${view.startOn}-${view.endOn}`
      if (query.format === 'csv') return download(reportCsv(view), 'text/csv; charset=utf-8', `${name}.csv`)
      const [only] = view.programs
      const of = view.programs.length === 1 && only ? only.programName : `${view.programs.length} programs`
      const today = await todayOf(platform, actor.institutionId)
      return download(await reportPdf(view, `Work hours: ${of}`, today), 'application/pdf', `${name}.pdf`)
    }),
    handle(oversight.getPersonHours, ({ actor, guard, params, query }) =>
      personHours(platform, guard, actor, params.personId, query),
    ),
    handle(oversight.getPermit, async ({ actor, guard, params: { personId } }) => {
      const programIds = await programsOfTrainee(actor.institutionId, personId)
      guard.require({ personId, programIds })
      const { visa, moonlighting, source, version } = await permitOf(platform, actor.institutionId, personId)
      return { visa, moonlighting, source, version, mayEdit: guard.may(setPermits, { programIds }) }
    }),
    handle(oversight.putPermit, async (call) => {
      const { personId } = call.params
      call.guard.require({ programIds: await programsOfTrainee(call.actor.institutionId, personId) })
      return { version: await changePermit(platform, whoOf(call), personId, call.body) }
    }),
    handle(oversight.listTold, async ({ actor, guard, query }) => ({
      told: await toldFor(platform, guard, actor, query.programId),
    })),
    handle(oversight.closeTold, async (call) => {
      const told = await toldById(db, call.actor.institutionId, call.params.violationId)
      call.guard.require({ programIds: told === undefined ? [] : [told.programId] })
      return { version: await closeTold(platform, whoOf(call), call.params.violationId, call.body) }
    }),
    handle(oversight.getConcernChoices, ({ actor }) => concerns.concernChoices(platform, actor)),
    handle(oversight.sendConcern, async ({ actor, body }) => {
      await concerns.sendConcern(platform, actor, body)
      return {}
    }),
    handle(oversight.listConcerns, ({ actor, guard }) =>
      concerns.concernsFor(platform, actor.institutionId, guard.scope()),
    ),
    handle(oversight.answerConcern, async (call) => ({
      version: await concerns.answerConcern(
        platform,
        whoOf(call),
        call.guard.scope(),
        call.params.concernId,
        call.body,
      ),
    })),
    handle(oversight.getSettings, async ({ actor, guard, params: { programId } }) => {
      guard.require({ programIds: [programId] })
      return {
        ...(await programSettings(platform, actor.institutionId, programId)),
        mayEdit: guard.may(manageHourSettings, { programIds: [programId] }),
      }
    }),
    handle(oversight.putSettings, async (call) => {
      const { programId } = call.params
      call.guard.require({ programIds: [programId] })
      return { version: await changeSettings(platform, whoOf(call), programId, call.body) }
    }),
  ]
}
