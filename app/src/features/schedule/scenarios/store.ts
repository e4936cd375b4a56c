import { and, asc, desc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import {
  preference,
  scenario,
  scenarioAssignment,
  scenarioProgram,
  solveRun,
  type WeekWish,
  type Wish,
} from './schema.ts'

export type Scenario = typeof scenario.$inferSelect & { readonly programIds: string[] }
export type DraftRow = typeof scenarioAssignment.$inferSelect
/** A run of either solver. */
export type AnyRun = typeof solveRun.$inferSelect
/** A run on a draft of rotations. */
export type SolveRun = AnyRun & { readonly scenarioId: string }

const openStates = ['queued', 'running', 'stopping'] as const

const programIds = sql<string[]>`array(
  select program_id from scenario_program listed
  where listed.institution_id = scenario.institution_id and listed.scenario_id = scenario.id
  order by program_id
)`
const columns = {
  institutionId: scenario.institutionId,
  id: scenario.id,
  name: scenario.name,
  startYear: scenario.startYear,
  status: scenario.status,
  version: scenario.version,
  createdBy: scenario.createdBy,
  createdAt: scenario.createdAt,
  createdById: scenario.createdById,
  commentsVersion: scenario.commentsVersion,
  programIds,
}

/** Scenarios, newest first, with what a list shows. `startYear` null is every year. */
export const scenariosOf = (db: Reads, institutionId: string, startYear: number | null) =>
  db
    .select({
      ...columns,
      assignmentCount: sql<number>`(
        select count(*)::int from scenario_assignment counted
        where counted.institution_id = scenario.institution_id and counted.scenario_id = scenario.id
      )`,
      runningSolveId: sql<string | null>`(
        select run.id from solve_run run
        where run.institution_id = scenario.institution_id and run.scenario_id = scenario.id
          and run.state in ('queued', 'running', 'stopping')
        order by run.requested_at desc limit 1
      )`,
    })
    .from(scenario)
    .where(
      and(
        eq(scenario.institutionId, institutionId),
        startYear === null ? undefined : eq(scenario.startYear, startYear),
      ),
    )
    .orderBy(desc(scenario.createdAt), asc(scenario.id))
    .limit(500)

export async function scenarioById(db: Reads, institutionId: string, id: string): Promise<Scenario | undefined> {
  const [row] = await db
    .select(columns)
    .from(scenario)
    .where(and(eq(scenario.institutionId, institutionId), eq(scenario.id, id)))
  return row
}

/** The scenario, held until the transaction ends: whoever else wants to change it waits. */
export async function lockedScenario(tx: WriteTx, institutionId: string, id: string): Promise<Scenario | undefined> {
  await tx
    .select({ id: scenario.id })
    .from(scenario)
    .where(and(eq(scenario.institutionId, institutionId), eq(scenario.id, id)))
    .for('update')
  return scenarioById(tx, institutionId, id)
}

export const draftRows = (db: Reads, institutionId: string, scenarioId: string): Promise<DraftRow[]> =>
  db
    .select()
    .from(scenarioAssignment)
    .where(and(eq(scenarioAssignment.institutionId, institutionId), eq(scenarioAssignment.scenarioId, scenarioId)))
    .orderBy(asc(scenarioAssignment.startOn), asc(scenarioAssignment.id))

export async function insertScenario(
  tx: WriteTx,
  row: typeof scenario.$inferInsert,
  programs: readonly string[],
): Promise<void> {
  await tx.insert(scenario).values(row)
  const { institutionId, id } = row
  await tx.insert(scenarioProgram).values(programs.map((programId) => ({ institutionId, scenarioId: id, programId })))
}

/** Bumps the version if nobody else did; false when somebody did. Locks the scenario until the transaction ends. */
export async function advanceScenario(
  tx: WriteTx,
  { institutionId, id }: Pick<Scenario, 'institutionId' | 'id'>,
  expectedVersion: number,
  status?: Scenario['status'],
): Promise<boolean> {
  const rows = await tx
    .update(scenario)
    .set({ version: expectedVersion + 1, ...(status === undefined ? {} : { status }) })
    .where(and(eq(scenario.institutionId, institutionId), eq(scenario.id, id), eq(scenario.version, expectedVersion)))
    .returning({ id: scenario.id })
  return rows.length === 1
}

const batch = 500

export async function insertDraftRows(tx: WriteTx, rows: readonly DraftRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(scenarioAssignment).values(rows.slice(from, from + batch))
}

export async function deleteDraftRows(tx: WriteTx, institutionId: string, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += batch)
    await tx
      .delete(scenarioAssignment)
      .where(
        and(
          eq(scenarioAssignment.institutionId, institutionId),
          inArray(scenarioAssignment.id, ids.slice(from, from + batch)),
        ),
      )
}

export async function pinDraftRows(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
  pinned: boolean,
): Promise<void> {
  for (let from = 0; from < ids.length; from += batch)
    await tx
      .update(scenarioAssignment)
      .set({ pinned })
      .where(
        and(
          eq(scenarioAssignment.institutionId, institutionId),
          inArray(scenarioAssignment.id, ids.slice(from, from + batch)),
        ),
      )
}

export async function insertRun(tx: WriteTx, row: typeof solveRun.$inferInsert): Promise<void> {
  await tx.insert(solveRun).values(row)
}

export async function runById(db: Reads, institutionId: string, id: string): Promise<AnyRun | undefined> {
  const [row] = await db
    .select()
    .from(solveRun)
    .where(and(eq(solveRun.institutionId, institutionId), eq(solveRun.id, id)))
  return row
}

/** The run under way on a scenario. */
export async function openRun(db: Reads, institutionId: string, scenarioId: string): Promise<SolveRun | undefined> {
  const [row] = await db
    .select()
    .from(solveRun)
    .where(
      and(
        eq(solveRun.institutionId, institutionId),
        eq(solveRun.scenarioId, scenarioId),
        inArray(solveRun.state, [...openStates]),
      ),
    )
    .orderBy(desc(solveRun.requestedAt))
    .limit(1)
  return row && { ...row, scenarioId }
}

/** Runs under way on call schedules: the schedule's id and the run's. */
export async function openCallRuns(db: Reads, institutionId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ scheduleId: solveRun.callScheduleId, id: solveRun.id })
    .from(solveRun)
    .where(
      and(
        eq(solveRun.institutionId, institutionId),
        isNotNull(solveRun.callScheduleId),
        inArray(solveRun.state, [...openStates]),
      ),
    )
  return new Map(rows.flatMap(({ scheduleId, id }) => (scheduleId === null ? [] : [[scheduleId, id] as const])))
}

/** Runs of every institution that somebody should be working on. */
export const openRuns = (db: Reads): Promise<AnyRun[]> =>
  db
    .select()
    .from(solveRun)
    .where(inArray(solveRun.state, [...openStates]))
    .orderBy(asc(solveRun.requestedAt))

export async function updateRun(
  tx: WriteTx,
  institutionId: string,
  id: string,
  set: Partial<typeof solveRun.$inferInsert>,
): Promise<void> {
  await tx
    .update(solveRun)
    .set(set)
    .where(and(eq(solveRun.institutionId, institutionId), eq(solveRun.id, id)))
}

/** Ends a run, if it is still this attempt's to end. */
export async function endRun(
  tx: WriteTx,
  { institutionId, id, attempts }: Pick<AnyRun, 'institutionId' | 'id' | 'attempts'>,
  set: Partial<typeof solveRun.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(solveRun)
    .set(set)
    .where(
      and(
        eq(solveRun.institutionId, institutionId),
        eq(solveRun.id, id),
        eq(solveRun.attempts, attempts),
        inArray(solveRun.state, [...openStates]),
      ),
    )
    .returning({ id: solveRun.id })
  return rows.length === 1
}

/**
 * Takes a run: one that waits, or one whose worker has been silent since `deadSince`. Undefined when another worker has it. Which
 * process does the work changes nothing anybody recorded, so it needs no audit event.
 */
export async function claimRun(
  tx: Tx,
  institutionId: string,
  id: string,
  now: Date,
  deadSince: Date,
): Promise<AnyRun | undefined> {
  const [row] = await tx
    .update(solveRun)
    .set({
      state: sql`case when ${solveRun.state} = 'stopping' then 'stopping' else 'running' end`,
      startedAt: sql`coalesce(${solveRun.startedAt}, ${now.toISOString()}::timestamptz)`,
      heartbeatAt: now,
      attempts: sql`${solveRun.attempts} + 1`,
    })
    .where(
      and(
        eq(solveRun.institutionId, institutionId),
        eq(solveRun.id, id),
        or(
          eq(solveRun.state, 'queued'),
          and(inArray(solveRun.state, ['running', 'stopping']), lt(solveRun.heartbeatAt, deadSince)),
        ),
      ),
    )
    .returning()
  return row
}

/**
 * Tells how the run goes and hears whether it should stop; undefined when it has ended or another worker has taken it. A picture of work
 * under way, not a record: no audit event.
 */
export async function beat(
  tx: Tx,
  { institutionId, id, attempts }: Pick<AnyRun, 'institutionId' | 'id' | 'attempts'>,
  heartbeatAt: Date,
  progress: unknown,
  history: unknown,
): Promise<Pick<AnyRun, 'state' | 'keepOnStop'> | undefined> {
  const [row] = await tx
    .update(solveRun)
    .set({ heartbeatAt, progress, history })
    .where(
      and(
        eq(solveRun.institutionId, institutionId),
        eq(solveRun.id, id),
        eq(solveRun.attempts, attempts),
        inArray(solveRun.state, [...openStates]),
      ),
    )
    .returning({ state: solveRun.state, keepOnStop: solveRun.keepOnStop })
  return row
}

export async function preferencesOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  startYear: number,
): Promise<{ personId: string; wishes: Wish[]; weeks: WeekWish[] }[]> {
  if (personIds.length === 0) return []
  return db
    .select({ personId: preference.personId, wishes: preference.wishes, weeks: preference.weeks })
    .from(preference)
    .where(
      and(
        eq(preference.institutionId, institutionId),
        eq(preference.startYear, startYear),
        inArray(preference.personId, [...personIds]),
      ),
    )
    .orderBy(asc(preference.personId))
}
