import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { covers, type Scope } from '../../../contract/permission.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { programsOf } from '../../programs/index.ts'
import type { ScheduleView } from '../blocks/contract.ts'
import { recordOfYear } from '../blocks/store.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { loadYear, type Wanted } from '../facts/load.ts'
import type { YearFacts } from '../facts/year-facts.ts'
import { scheduleView } from '../grid.ts'
import { requireEach } from '../scope.ts'
import type { getScenario, listScenarios, ScenarioView } from './contract.ts'
import { editScenarios, publishScenarios } from './policy.ts'
import {
  advanceScenario,
  type DraftRow,
  draftRows,
  insertDraftRows,
  insertScenario,
  openRun,
  type Scenario,
  scenarioById,
  scenariosOf,
} from './store.ts'

export async function scenarioOrThrow(db: Reads, institutionId: string, id: string): Promise<Scenario> {
  const found = await scenarioById(db, institutionId, id)
  if (found === undefined) throw notFound('draft schedule')
  return found
}

/** Drafts in which somebody with the scope has a program. */
export async function listed(
  platform: Platform,
  scope: Scope,
  institutionId: string,
  startYear: number | null,
): Promise<RouteAnswer<typeof listScenarios>> {
  const rows = await scenariosOf(platform.database.drizzle, institutionId, startYear)
  return {
    scenarios: rows
      .filter(({ programIds }) => covers(scope, { programIds }))
      .map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
  }
}

export const wantedOf = (scenario: Scenario, programIds: readonly string[] | null, now: Date): Wanted => ({
  institutionId: scenario.institutionId,
  startYear: scenario.startYear,
  programIds: programIds === null ? scenario.programIds : scenario.programIds.filter((id) => programIds.includes(id)),
  source: { kind: 'scenario', id: scenario.id, programIds: scenario.programIds },
  now,
})

/** Everything about a draft, as it is now: also inside a write. */
export const scenarioFacts = (db: Reads, scenario: Scenario, now: Date): Promise<YearFacts> =>
  loadYear(db, wantedOf(scenario, null, now))

/** A draft as the grid shows it. `permit` refuses those who may not see drafts of these programs. */
export async function scenarioView(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
  programIds: readonly string[] | null,
  permit: (programIds: readonly string[]) => void,
): Promise<ScheduleView & { recordVersion: number }> {
  const db = platform.database.drizzle
  const scenario = await scenarioOrThrow(db, institutionId, scenarioId)
  permit(scenario.programIds)
  const facts = knownTo(guard, await keptYear(db, wantedOf(scenario, programIds, platform.now())))
  const draft = scenario.status === 'draft'
  const everywhere = (permission: Parameters<Guard['may']>[0]): boolean =>
    draft && scenario.programIds.every((id) => guard.may(permission, { programIds: [id] }))
  return {
    ...scheduleView(facts, {
      scenario: { id: scenario.id, name: scenario.name, status: scenario.status },
      version: scenario.version,
      abilities: {
        edit: draft && scenario.programIds.some((id) => guard.may(editScenarios, { programIds: [id] })),
        solve: everywhere(editScenarios),
        publish: everywhere(publishScenarios),
        amend: false,
      },
    }),
    recordVersion: facts.recordVersion,
  }
}

export async function scenarioGrid(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
): Promise<RouteAnswer<typeof getScenario>> {
  const view = await scenarioView(platform, guard, institutionId, scenarioId, null, (programIds) =>
    guard.require({ programIds }),
  )
  const run = await openRun(platform.database.drizzle, institutionId, scenarioId)
  return { ...view, runningSolveId: run?.id ?? null }
}

export interface NewScenario {
  readonly name: string
  readonly startYear: number
  readonly programIds: readonly string[]
  readonly from: string
}

/** Starts a draft: empty, or with a copy of the record's or another draft's assignments of the chosen programs. */
export async function startScenario(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: NewScenario,
): Promise<ScenarioView> {
  requireEach(guard, asked.programIds)
  return write(platform, who, (tx) => beginScenario(tx, platform, guard, who, asked))
}

/** The same within a transaction; the caller has asked who may. `pinCopied` keeps the solver from moving what was copied. */
export async function beginScenario(
  tx: WriteTx,
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: NewScenario & { readonly pinCopied?: boolean },
  mark: Readonly<Record<string, string>> = {},
): Promise<ScenarioView> {
  const { institutionId } = who
  const programIds = [...new Set(asked.programIds)]
  const programs = await programsOf(tx, institutionId, programIds)
  if (programs.length !== programIds.length) throw notFound('program')
  const id = randomUUID()
  const copied = await rowsToCopy(tx, guard, institutionId, asked)
  const rows = copied
    .filter(({ programId }) => programIds.includes(programId))
    .map((row) => ({ ...row, pinned: row.pinned || asked.pinCopied === true }))
  const scenario = {
    institutionId,
    id,
    name: asked.name,
    startYear: asked.startYear,
    status: 'draft' as const,
    version: 0,
    createdBy: who.name,
    createdById: who.personId,
    createdAt: platform.now(),
  }
  await insertScenario(tx, scenario, programIds)
  await insertDraftRows(
    tx,
    rows.map((row) => ({ ...row, institutionId, id: randomUUID(), scenarioId: id })),
  )
  const { name, startYear, from } = asked
  tx.record({
    action: 'scenario.create',
    entity: 'scenario',
    entityId: id,
    programId: programIds.length === 1 ? (programIds[0] ?? null) : null,
    after: { name, startYear, programIds, from, assignments: rows.length, ...mark },
  })
  return {
    ...scenario,
    createdAt: scenario.createdAt.toISOString(),
    programIds,
    assignmentCount: rows.length,
    runningSolveId: null,
  }
}

type Copied = Omit<DraftRow, 'institutionId' | 'id' | 'scenarioId'>

async function rowsToCopy(tx: Reads, guard: Guard, institutionId: string, asked: NewScenario): Promise<Copied[]> {
  if (asked.from === 'empty') return []
  if (asked.from === 'record') {
    const rows = await recordOfYear(tx, institutionId, asked.startYear)
    return rows.map(({ appointmentId, programId, rotationId, startOn, endOn }) => ({
      appointmentId,
      programId,
      rotationId,
      startOn,
      endOn,
      pinned: false,
    }))
  }
  const other = await scenarioOrThrow(tx, institutionId, asked.from)
  guard.require({ programIds: other.programIds })
  if (other.startYear !== asked.startYear)
    throw new AppError('invalid', 'That draft is for another academic year, so its dates do not fit here.')
  const rows = await draftRows(tx, institutionId, other.id)
  return rows.map(({ appointmentId, programId, rotationId, startOn, endOn, pinned }) => ({
    appointmentId,
    programId,
    rotationId,
    startOn,
    endOn,
    pinned,
  }))
}

/** Moves a draft to its next version, or refuses: put away, published, or changed by somebody since. */
export async function advance(
  tx: WriteTx,
  scenario: Scenario,
  expectedVersion: number,
  status?: Scenario['status'],
): Promise<number> {
  if (scenario.status !== 'draft')
    throw new AppError('conflict', `“${scenario.name}” is ${scenario.status} and no longer changes. Copy it to go on.`)
  if (await advanceScenario(tx, scenario, expectedVersion, status)) return expectedVersion + 1
  const current = await scenarioById(tx, scenario.institutionId, scenario.id)
  throw new AppError(
    'stale',
    'Somebody changed this draft since you opened it. Look at it as it is now and try again.',
    {
      current: { version: current?.version ?? scenario.version },
    },
  )
}

export async function archive(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  expectedVersion: number,
): Promise<{ version: number }> {
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, who.institutionId, scenarioId)
    requireEach(guard, scenario.programIds)
    return { version: await putScenarioAway(tx, scenario, expectedVersion) }
  })
}

/** Puts a draft away within a transaction. */
export async function putScenarioAway(
  tx: WriteTx,
  scenario: Scenario,
  expectedVersion: number,
  mark: Readonly<Record<string, string>> = {},
): Promise<number> {
  const version = await advance(tx, scenario, expectedVersion, 'archived')
  tx.record({
    action: 'scenario.archive',
    entity: 'scenario',
    entityId: scenario.id,
    before: { status: scenario.status },
    after: { status: 'archived', ...mark },
  })
  return version
}
