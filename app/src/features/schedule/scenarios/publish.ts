import { AppError } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { plural } from '@gradus/rules'
import { writeRecord } from '../blocks/record-write.ts'
import { lockRecordYear } from '../blocks/store.ts'
import { mergeTouching } from '../edits.ts'
import { findingsOf, violationCount } from '../findings.ts'
import { loadYear } from '../facts/load.ts'
import { requireEach } from '../scope.ts'
import type { publishScenario } from './contract.ts'
import { advance, scenarioFacts, scenarioOrThrow } from './service.ts'

export interface Publication {
  readonly expectedVersion: number
  readonly expectedRecordVersion: number
  readonly reason: string
  readonly acceptedViolations: number
}

/**
 * Makes a draft the schedule of record for its programs, all in one transaction: whoever publishes second sees that the record moved
 * on and loses nothing. Programs outside the draft keep what they have.
 */
export function publishDraft(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: Publication,
): Promise<RouteAnswer<typeof publishScenario>> {
  const { institutionId } = who
  const now = platform.now()
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, institutionId, scenarioId)
    requireEach(guard, scenario.programIds)
    const recordVersion = await lockRecordYear(tx, institutionId, scenario.startYear)
    if (recordVersion !== asked.expectedRecordVersion)
      throw new AppError(
        'stale',
        'The schedule of record was published or amended since you opened this draft. Your draft is unchanged; compare it with the record and publish again.',
        { current: { recordVersion } },
      )
    const version = await advance(tx, scenario, asked.expectedVersion, 'published')
    const facts = await scenarioFacts(tx, scenario, now)
    const violations = violationCount(findingsOf(facts))
    if (violations !== asked.acceptedViolations)
      throw new AppError(
        'conflict',
        `This draft has ${plural(violations, 'violation')}, and ${asked.acceptedViolations} were accepted. Look at them and publish again.`,
        { current: { violations } },
      )
    const seats = facts.seats
    const mine = new Set(seats.map(({ id }) => id))
    const record = await loadYear(tx, {
      institutionId,
      startYear: scenario.startYear,
      programIds: scenario.programIds,
      source: { kind: 'record' },
      now,
    })
    const recorded = await writeRecord(tx, {
      who,
      now,
      startYear: scenario.startYear,
      yearLabel: facts.year.label,
      version: recordVersion + 1,
      kind: 'publication',
      reason: asked.reason,
      scenarioId,
      seats,
      before: record.placements.filter(({ appointmentId }) => mine.has(appointmentId)),
      after: mergeTouching(
        facts.placements
          .filter(({ appointmentId }) => mine.has(appointmentId))
          .map((row) => ({ ...row, pinned: false })),
      ),
    })
    tx.record({
      action: 'schedule.publish',
      entity: 'record',
      entityId: String(scenario.startYear),
      programId: scenario.programIds.length === 1 ? (scenario.programIds[0] ?? null) : null,
      before: { version: recordVersion, ended: recorded.ended.length },
      after: {
        version: recordVersion + 1,
        scenarioId,
        scenarioVersion: version,
        programIds: scenario.programIds,
        added: recorded.added.length,
        acceptedViolations: violations,
      },
      reason: asked.reason,
    })
    return { recordVersion: recordVersion + 1, notified: recorded.notified }
  })
}
