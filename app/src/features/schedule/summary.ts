import { academicYearOf, dayOf, overlap } from '@gradus/rules'
import type { Reads } from '../../platform/db/index.ts'
import { todayAt } from '../programs/index.ts'
import { keptYear } from './facts/kept.ts'
import { institutionOrThrow, isoRange } from './facts/load.ts'
import { findingView } from './finding-view.ts'
import { findingsOf, violationCount, warningCount } from './findings.ts'
import type { FindingView } from './blocks/contract.ts'
import { rotationKey, rotationViews, versionsShown } from './rotations.ts'

export interface RecordSummary {
  readonly startYear: number
  readonly label: string
  /** 0 while nothing is published. */
  readonly version: number
  readonly violations: number
  readonly warnings: number
  /** The worst few, to be shown in place. */
  readonly worst: readonly FindingView[]
  /** The same per program; what concerns a shared room counts in the whole only. */
  readonly programs: readonly {
    readonly programId: string
    readonly violations: number
    readonly warnings: number
    /** Whether anything of the year is published for it. */
    readonly published: boolean
  }[]
}

const worstShown = 5

/** The current year's schedule of record at a glance. `programIds` null is the whole institution. */
export async function recordSummary(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  now: Date,
): Promise<RecordSummary> {
  const facts = await currentYear(db, institutionId, programIds, now)
  const findings = facts.recordVersion === 0 ? [] : findingsOf(facts)
  return {
    startYear: facts.year.startYear,
    label: facts.year.label,
    version: facts.recordVersion,
    violations: violationCount(findings),
    warnings: warningCount(findings),
    worst: findings.slice(0, worstShown).map(findingView),
    programs: facts.programs.map(({ id }) => {
      const own = findings.filter(({ programId }) => programId === id)
      return {
        programId: id,
        violations: violationCount(own),
        warnings: warningCount(own),
        published: facts.placements.some(({ programId }) => programId === id),
      }
    }),
  }
}

export interface OnRotation {
  readonly personId: string
  readonly personName: string
  readonly programId: string
  readonly rotationName: string
  readonly code: string
  readonly tint: number
  readonly siteName: string | null
  readonly offSite: boolean
  readonly startOn: string
  readonly endOn: string
}

/** Who is on which rotation on any day of a range of the current academic year, by name. */
export async function onRotationNow(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  range: { readonly startOn: string; readonly endOn: string },
  now: Date,
): Promise<OnRotation[]> {
  const facts = await currentYear(db, institutionId, programIds, now)
  const days = { startOn: dayOf(range.startOn), endOn: dayOf(range.endOn) }
  const views = new Map(rotationViews(versionsShown(facts)).map((view) => [view.key, view]))
  const order = new Map(facts.seats.map((seat, index) => [seat.id, { seat, index }]))
  return facts.placements
    .flatMap((placement) => {
      const held = order.get(placement.appointmentId)
      const view = views.get(rotationKey(placement.programId, placement.rotationId))
      if (!held || !view || !overlap(placement, days)) return []
      const { personId, personName, programId } = held.seat
      const { name, code, tint, siteName, offSite } = view
      const entry = { personId, personName, programId, rotationName: name, code, tint, siteName, offSite }
      return [{ index: held.index, entry: { ...entry, ...isoRange(placement) } }]
    })
    .sort((a, b) => a.index - b.index || (a.entry.startOn < b.entry.startOn ? -1 : 1))
    .map(({ entry }) => entry)
}

async function currentYear(db: Reads, institutionId: string, programIds: readonly string[] | null, now: Date) {
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, now))
  return keptYear(db, {
    institutionId,
    startYear: academicYearOf(today, institution.yearStartsOn).startYear,
    programIds,
    source: { kind: 'record' },
    now,
  })
}
