import { AppError } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { applyEdits, compareRows, type Row } from '../edits.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { isoRange, loadYear } from '../facts/load.ts'
import type { Placement, Seat, YearFacts } from '../facts/year-facts.ts'
import { findingView } from '../finding-view.ts'
import { findingsOf } from '../findings.ts'
import { requireEach } from '../scope.ts'
import type { amend, FindingView, previewAmendment } from './contract.ts'
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

interface Amended {
  readonly facts: YearFacts
  readonly seats: readonly Seat[]
  /** What the edited appointments do in the record, and what they would do. */
  readonly before: readonly Placement[]
  readonly after: readonly Row[]
}

/** The year with the changes in mind, for programs the author answers for. Refuses what cannot be stored. */
async function amended(
  load: typeof loadYear,
  db: Reads,
  guard: Guard,
  asked: Pick<Amendment, 'startYear' | 'changes'> & { readonly institutionId: string; readonly now: Date },
): Promise<Amended> {
  const { institutionId, startYear, now } = asked
  const scope = guard.scope()
  const facts = await load(db, {
    institutionId,
    startYear,
    programIds: scope.institution ? null : scope.programIds,
    source: { kind: 'record' },
    now,
  })
  const { edits, seats } = checkEdits(facts, asked.changes)
  requireEach(
    guard,
    seats.map(({ programId }) => programId),
  )
  if (facts.recordVersion === 0)
    throw new AppError('conflict', `Nothing is published for ${facts.year.label} yet; publish a draft first.`)
  const edited = new Set(seats.map(({ id }) => id))
  const before = facts.placements.filter(({ appointmentId }) => edited.has(appointmentId))
  return { facts, seats, before, after: applyEdits(before, edits, false) }
}

/** The findings once rows have ended and others begun today. */
function findingsWith(
  guard: Guard,
  facts: YearFacts,
  ended: ReadonlySet<string>,
  added: readonly (Row & { readonly id: string; readonly programId: string })[],
): FindingView[] {
  const placements: Placement[] = [
    ...facts.placements.filter(({ id }) => !ended.has(id)),
    ...added.map((row) => ({ ...row, amended: true, arrangedOn: facts.today })),
  ]
  return findingsOf(knownTo(guard, { ...facts, placements })).map(findingView)
}

/** What the rules would say of changes to the schedule of record, and no longer say. */
export async function previewOfAmendment(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  asked: Pick<Amendment, 'startYear' | 'changes'>,
): Promise<RouteAnswer<typeof previewAmendment>> {
  const { facts, seats, before, after } = await amended(keptYear, platform.database.drizzle, guard, {
    ...asked,
    institutionId,
    now: platform.now(),
  })
  const compared = compareRows(before, after)
  const programs = new Map(seats.map(({ id, programId }) => [id, programId]))
  const rows = compared.added.map((row, index) => ({
    ...row,
    id: `new ${index}`,
    programId: programs.get(row.appointmentId) ?? '',
  }))
  const now = findingsOf(knownTo(guard, facts)).map(findingView)
  const then = findingsWith(guard, facts, new Set(compared.ended.map(({ id }) => id)), rows)
  return { version: facts.recordVersion, added: missingFrom(now, then), removed: missingFrom(then, now) }
}

/** Those of `findings` that `others` does not say. */
function missingFrom(others: readonly FindingView[], findings: readonly FindingView[]): FindingView[] {
  const said = new Set(others.map((finding) => JSON.stringify(finding)))
  return findings.filter((finding) => !said.has(JSON.stringify(finding)))
}

/** Changes the schedule of record, with its reason, for programs the author answers for. Gives the findings as they then are. */
export function amendSchedule(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: Amendment,
): Promise<RouteAnswer<typeof amend>> {
  const { startYear, expectedVersion, reason } = asked
  return write(platform, who, async (tx) => {
    const version = await lockRecordYear(tx, who.institutionId, startYear)
    const now = platform.now()
    const { facts, seats, before, after } = await amended(loadYear, tx, guard, {
      ...asked,
      institutionId: who.institutionId,
      now,
    })
    if (version !== expectedVersion)
      throw new AppError(
        'stale',
        'The schedule was changed since you opened it. Look at it as it is now and amend again.',
        {
          current: { version },
        },
      )
    const recorded = await writeRecord(tx, {
      who,
      now,
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
    return { version: version + 1, findings: findingsWith(guard, facts, new Set(recorded.ended), recorded.added) }
  })
}

const auditForm = (row: Pick<Placement, 'id' | 'appointmentId' | 'rotationId' | 'startOn' | 'endOn'>) => ({
  id: row.id,
  appointmentId: row.appointmentId,
  rotationId: row.rotationId,
  ...isoRange(row),
})
