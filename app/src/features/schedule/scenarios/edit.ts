import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Amendment } from '../blocks/amend.ts'
import { checkEdits } from '../blocks/edit-checks.ts'
import { applyEdits, type Row } from '../edits.ts'
import { knownTo } from '../facts/discretion.ts'
import { isoRange } from '../facts/load.ts'
import type { Placement, Seat } from '../facts/year-facts.ts'
import { findingView } from '../finding-view.ts'
import { findingsOf } from '../findings.ts'
import { requireEach } from '../scope.ts'
import type { editScenario } from './contract.ts'
import { advance, scenarioFacts, scenarioOrThrow } from './service.ts'
import { deleteDraftRows, draftRows, insertDraftRows, pinDraftRows } from './store.ts'

type Drafted = Row & { readonly id: string }

/**
 * Stores rows of a draft in place of others: a row with an id stays as it is, what has none is new, what is missing goes.
 * Gives the rows as stored.
 */
export async function replaceDraftRows(
  tx: WriteTx,
  place: { readonly institutionId: string; readonly scenarioId: string },
  seats: readonly Seat[],
  before: readonly Drafted[],
  after: readonly Row[],
): Promise<{ rows: (Drafted & { programId: string })[]; removed: readonly string[] }> {
  const programs = new Map(seats.map(({ id, programId }) => [id, programId]))
  const kept = new Set(after.map(({ id }) => id))
  const removed = before.flatMap(({ id }) => (kept.has(id) ? [] : [id]))
  const rows = after.map((row) => ({
    ...row,
    id: row.id ?? randomUUID(),
    programId: programs.get(row.appointmentId) ?? '',
  }))
  const known = new Set(before.map(({ id }) => id))
  await deleteDraftRows(tx, place.institutionId, removed)
  await insertDraftRows(
    tx,
    rows
      .filter(({ id }) => !known.has(id))
      .map(({ id, appointmentId, programId, rotationId, pinned, startOn, endOn }) => ({
        ...place,
        id,
        appointmentId,
        programId,
        rotationId,
        pinned,
        ...isoRange({ startOn, endOn }),
      })),
  )
  return { rows, removed }
}

/** Sets or clears assignments of a draft by hand. What is set is pinned, so that the solver leaves it alone, unless told otherwise. */
export function editDraft(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: Omit<Amendment, 'startYear' | 'reason'> & { readonly pin: boolean },
): Promise<RouteAnswer<typeof editScenario>> {
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, who.institutionId, scenarioId)
    guard.require({ programIds: scenario.programIds })
    const facts = await scenarioFacts(tx, scenario, platform.now())
    const { edits, seats } = checkEdits(facts, asked.changes)
    requireEach(
      guard,
      seats.map(({ programId }) => programId),
    )
    const version = await advance(tx, scenario, asked.expectedVersion)
    const edited = new Set(seats.map(({ id }) => id))
    const before = facts.placements.filter(({ appointmentId }) => edited.has(appointmentId))
    const place = { institutionId: who.institutionId, scenarioId }
    const stored = await replaceDraftRows(tx, place, seats, before, applyEdits(before, edits, asked.pin))
    tx.record({
      action: 'scenario.edit',
      entity: 'scenario',
      entityId: scenarioId,
      before: { version: scenario.version },
      after: { version, pinned: asked.pin, changes: asked.changes },
    })
    const placements: Placement[] = [
      ...facts.placements.filter(({ appointmentId }) => !edited.has(appointmentId)),
      ...stored.rows.map((row) => ({ ...row, amended: false, arrangedOn: null })),
    ]
    return { version, findings: findingsOf(knownTo(guard, { ...facts, placements })).map(findingView) }
  })
}

/** Pins or unpins assignments of a draft. */
export function pinDraft(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: { readonly expectedVersion: number; readonly assignmentIds: readonly string[]; readonly pinned: boolean },
): Promise<{ version: number }> {
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, who.institutionId, scenarioId)
    guard.require({ programIds: scenario.programIds })
    const wanted = new Set(asked.assignmentIds)
    const rows = (await draftRows(tx, who.institutionId, scenarioId)).filter(({ id }) => wanted.has(id))
    if (rows.length !== wanted.size) {
      if (rows.length === 0) throw notFound('assignment')
      throw new AppError('stale', 'Some of these assignments are no longer in the draft. Look at it as it is now.', {
        current: { version: scenario.version },
      })
    }
    requireEach(guard, new Set(rows.map(({ programId }) => programId)))
    const version = await advance(tx, scenario, asked.expectedVersion)
    await pinDraftRows(tx, who.institutionId, [...wanted], asked.pinned)
    tx.record({
      action: asked.pinned ? 'scenario.pin' : 'scenario.unpin',
      entity: 'scenario',
      entityId: scenarioId,
      after: { version, assignmentIds: [...wanted] },
    })
    return { version }
  })
}
