import { AppError } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { applyEdits } from '../edits.ts'
import { knownTo } from '../facts/discretion.ts'
import { isoRange, loadYear } from '../facts/load.ts'
import type { Placement } from '../facts/year-facts.ts'
import { findingsOf, findingView } from '../findings.ts'
import { requireEach } from '../scope.ts'
import type { amend } from './contract.ts'
import { checkEdits } from './edit-checks.ts'
import { writeRecord } from './record-write.ts'
import { lockRecordYear } from './store.ts'

export interface Amendment {
  readonly startYear: number
  readonly expectedVersion: number
  readonly reason: string
  readonly changes: readonly {
    readonly appointmentId: string
    readonly rotationId: string | null
    readonly startOn: string
    readonly endOn: string
  }[]
}

/** Changes the schedule of record, with its reason, for programs the author answers for. Gives the findings as they then are. */
export function amendSchedule(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: Amendment,
): Promise<RouteAnswer<typeof amend>> {
  const { startYear, expectedVersion, reason, changes } = asked
  const scope = guard.scope()
  return write(platform, who, async (tx) => {
    const version = await lockRecordYear(tx, who.institutionId, startYear)
    const facts = await loadYear(tx, {
      institutionId: who.institutionId,
      startYear,
      programIds: scope.institution ? null : scope.programIds,
      source: { kind: 'record' },
      now: platform.now(),
    })
    const { edits, seats } = checkEdits(facts, changes)
    requireEach(
      guard,
      seats.map(({ programId }) => programId),
    )
    if (version === 0)
      throw new AppError('conflict', `Nothing is published for ${facts.year.label} yet; publish a draft first.`)
    if (version !== expectedVersion)
      throw new AppError(
        'stale',
        'The schedule was changed since you opened it. Look at it as it is now and amend again.',
        {
          current: { version },
        },
      )
    const edited = new Set(seats.map(({ id }) => id))
    const before = facts.placements.filter(({ appointmentId }) => edited.has(appointmentId))
    const after = applyEdits(before, edits, false)
    const recorded = await writeRecord(tx, {
      who,
      now: platform.now(),
      startYear,
      yearLabel: facts.year.label,
      version: version + 1,
      kind: 'amendment',
      reason,
      scenarioId: null,
      seats,
      before,
      after,
    })
    if (recorded.changes.length === 0)
      throw new AppError('invalid', 'The schedule says this already; nothing would change.')
    const [first] = seats
    tx.record({
      action: 'schedule.amend',
      entity: 'record',
      entityId: String(startYear),
      programId: seats.every(({ programId }) => programId === first?.programId) ? (first?.programId ?? null) : null,
      before: { version, assignments: before.filter(({ id }) => recorded.ended.includes(id)).map(auditForm) },
      after: { version: version + 1, assignments: recorded.added.map(auditForm) },
      reason,
    })
    const ended = new Set(recorded.ended)
    const placements: Placement[] = [
      ...facts.placements.filter(({ id }) => !ended.has(id)),
      ...recorded.added.map((row) => ({ ...row, amended: true, arrangedOn: facts.today })),
    ]
    return { version: version + 1, findings: findingsOf(knownTo(guard, { ...facts, placements })).map(findingView) }
  })
}

const auditForm = (row: Pick<Placement, 'id' | 'appointmentId' | 'rotationId' | 'startOn' | 'endOn'>) => ({
  id: row.id,
  appointmentId: row.appointmentId,
  rotationId: row.rotationId,
  ...isoRange(row),
})
