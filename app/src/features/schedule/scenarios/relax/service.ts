import { overlap, dayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { Relaxation } from '@gradus/solver'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { activeAppointments } from '../../../people/index.ts'
import { requireEach } from '../../scope.ts'
import { runOrThrow } from '../runs.ts'
import { advance, scenarioOrThrow } from '../service.ts'
import { draftRows, pinDraftRows, type Scenario } from '../store.ts'
import type { listRelaxations, takeRemedy } from './contract.ts'
import { deleteRelaxation, insertRelaxation, relaxationsOf } from './store.ts'

type View = RouteAnswer<typeof listRelaxations>

async function viewOf(db: Reads, { institutionId, id, version }: Scenario): Promise<View> {
  return {
    version,
    relaxations: (await relaxationsOf(db, institutionId, id)).map((row) => ({
      id: row.id,
      sentence: row.relaxation.sentence,
      addedBy: row.addedBy,
      addedAt: row.addedAt.toISOString(),
    })),
  }
}

export async function relaxationsAsked(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
): Promise<View> {
  const db = platform.database.drizzle
  const scenario = await scenarioOrThrow(db, institutionId, scenarioId)
  guard.require({ programIds: scenario.programIds })
  return viewOf(db, scenario)
}

/** Takes a way out of a run: a pin is taken out of the draft, any other rule is relaxed for the runs to come. */
export function applyRemedy(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: { readonly runId: string; readonly index: number; readonly expectedVersion: number },
): Promise<RouteAnswer<typeof takeRemedy>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, institutionId, scenarioId)
    requireEach(guard, scenario.programIds)
    const run = await runOrThrow(tx, institutionId, asked.runId)
    const relaxation = run.scenarioId === scenarioId ? run.remedies[asked.index] : undefined
    if (relaxation === undefined) throw notFound('way out')
    const version = await advance(tx, scenario, asked.expectedVersion)
    if (relaxation.rule.kind === 'pin') await unpin(tx, scenario, relaxation)
    else
      await insertRelaxation(tx, {
        institutionId,
        id: randomUUID(),
        scenarioId,
        key: keyOf(relaxation),
        relaxation,
        addedBy: who.name,
        addedAt: platform.now(),
      })
    tx.record({
      action: 'scenario.relax',
      entity: 'scenario',
      entityId: scenarioId,
      after: { version, runId: run.id, sentence: relaxation.sentence },
    })
    return { ...(await viewOf(tx, { ...scenario, version })), sentence: relaxation.sentence }
  })
}

const keyOf = ({ rule, limit, to, startOn, endOn }: Relaxation): string =>
  JSON.stringify([rule, limit ?? null, to, startOn ?? null, endOn ?? null])

async function unpin(tx: WriteTx, scenario: Scenario, { rule, startOn, endOn }: Relaxation): Promise<void> {
  const personId = rule.kind === 'pin' ? rule.personId : ''
  const { institutionId } = scenario
  const held = await activeAppointments(tx, institutionId, {
    startOn: '1900-01-01',
    endOn: '2400-12-31',
    personIds: [personId],
  })
  const own = new Set(held.map(({ id }) => id))
  const pinned = (await draftRows(tx, institutionId, scenario.id)).filter(
    (row) =>
      row.pinned &&
      own.has(row.appointmentId) &&
      overlap(
        { startOn: dayOf(row.startOn), endOn: dayOf(row.endOn) },
        { startOn: startOn ?? -Infinity, endOn: endOn ?? Infinity },
      ),
  )
  if (pinned.length === 0) throw new AppError('conflict', 'That pin is no longer in the draft. Solve it again.')
  await pinDraftRows(
    tx,
    institutionId,
    pinned.map(({ id }) => id),
    false,
  )
}

export function takeBack(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  relaxationId: string,
): Promise<View> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, institutionId, scenarioId)
    requireEach(guard, scenario.programIds)
    const removed = await deleteRelaxation(tx, { institutionId, scenarioId, id: relaxationId })
    if (removed === undefined) throw notFound('relaxed rule')
    tx.record({
      action: 'scenario.unrelax',
      entity: 'scenario',
      entityId: scenarioId,
      before: { sentence: removed.relaxation.sentence },
    })
    return viewOf(tx, scenario)
  })
}
