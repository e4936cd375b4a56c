import { academicYear, academicYearOf, dayOf } from '@gradus/rules'
import { covers, type Scope } from '../../../contract/permission.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { given } from '../../../platform/http/answer-text.ts'
import { rememberingOf } from '../remember.ts'
import { scheduleView } from '../grid.ts'
import { editScenarios, publishScenarios } from '../scenarios/policy.ts'
import { todayAt } from '../../programs/index.ts'
import type { getHistory, listYears, ScheduleView } from './contract.ts'
import { amendRecord } from './policy.ts'
import { recordYears, versionsOfYear } from './store.ts'

/** Years of the record with the current and the next one, which may still be empty. */
export async function years(platform: Platform, institutionId: string): Promise<RouteAnswer<typeof listYears>> {
  const db = platform.database.drizzle
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, platform.now()))
  const current = academicYearOf(today, institution.yearStartsOn).startYear
  const known = new Map((await recordYears(db, institutionId)).map((row) => [row.startYear, row]))
  const startYears = [...new Set([...known.keys(), current, current + 1])].sort((a, b) => b - a)
  return {
    current,
    years: startYears.map((startYear) => ({
      startYear,
      label: academicYear(startYear, institution.yearStartsOn).label,
      version: known.get(startYear)?.version ?? 0,
      publishedAt: known.get(startYear)?.at?.toISOString() ?? null,
    })),
  }
}

export interface YearAsked {
  readonly institutionId: string
  readonly startYear: number
  readonly programIds: readonly string[] | null
}

export async function recordView(platform: Platform, guard: Guard, asked: YearAsked): Promise<ScheduleView> {
  const loaded = await keptYear(platform.database.drizzle, {
    ...asked,
    source: { kind: 'record' },
    now: platform.now(),
  })
  const facts = knownTo(guard, loaded)
  const somewhere = (permission: Parameters<Guard['may']>[0]): boolean =>
    facts.programs.some(({ id }) => guard.may(permission, { programIds: [id] }))
  const abilities = {
    edit: somewhere(editScenarios),
    solve: somewhere(editScenarios),
    publish: somewhere(publishScenarios),
    amend: somewhere(amendRecord),
  }
  const views = viewsOf(facts, () => new Map<string, ScheduleView>())
  const key = JSON.stringify(abilities)
  const view = views.get(key) ?? scheduleView(facts, { scenario: null, version: facts.recordVersion, abilities })
  views.set(key, view)
  return given(view)
}

/** The grids drawn of a year, by what their reader may do: the same year gives the same object. */
const viewsOf = rememberingOf<Map<string, ScheduleView>>()

const changesShown = 200

/** Publications and amendments, newest first; of each, what concerns programs in the scope. */
export async function history(
  platform: Platform,
  scope: Scope,
  institutionId: string,
  startYear: number,
): Promise<RouteAnswer<typeof getHistory>> {
  const versions = await versionsOfYear(platform.database.drizzle, institutionId, startYear)
  const entries = versions.map(({ version, kind, at, by, reason, changes }) => {
    const seen = changes.filter(({ programId }) => covers(scope, { programIds: [programId] }))
    return {
      version,
      kind,
      at: at.toISOString(),
      by,
      reason,
      changes: seen.slice(0, changesShown).map(({ personName, sentence }) => ({ personName, sentence })),
      changeCount: seen.length,
    }
  })
  return { entries: entries.filter(({ changeCount }) => changeCount > 0) }
}
