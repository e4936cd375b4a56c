import { dayOf, isoOf, plural } from '@gradus/rules'
import { checkShiftSchedule, type ShiftCheck, type ShiftProgress, type ShiftResult } from '@gradus/solver'
import { runShiftThread } from '@gradus/solver/node'
import { AppError } from '../../../../contract/app-error.ts'
import { type Who, write } from '../../../../platform/audit/write.ts'
import type { Platform } from '../../../../platform/platform.ts'
import type { SolveProgressView } from '../../scenarios/contract.ts'
import { heartbeatOf } from '../../scenarios/solve/heartbeat.ts'
import { type AnyRun, endRun } from '../../scenarios/store.ts'
import { callFacts } from '../facts.ts'
import { fairPartsOf } from '../ledger.ts'
import { callBook, callTiers } from '../problem-parts.ts'
import { type CallProblem, callProblem } from '../problem.ts'
import { changeCallRecord, type NewCall } from '../record-write.ts'
import { type Assignment, assignmentsOfSchedule, type Schedule } from '../store.ts'
import { scheduleOrThrow } from '../schedules.ts'

/** Another worker took the run over, so what this one found is rolled back. */
class Superseded extends Error {}

/** Solves a claimed run on a call schedule and stores what came of it. May be done again from the start if this process dies. */
export async function workOnCalls(platform: Platform, run: AnyRun, scheduleId: string): Promise<void> {
  try {
    const db = platform.database.drizzle
    const schedule = await scheduleOrThrow(db, run.institutionId, scheduleId)
    const range = { startOn: dayOf(schedule.startOn), endOn: dayOf(schedule.endOn) }
    const facts = await callFacts(platform, { institutionId: run.institutionId, poolIds: schedule.poolIds, range })
    const rows = await assignmentsOfSchedule(db, schedule)
    const book = callBook(facts, { poolIds: schedule.poolIds, rows })
    const asked = callProblem({ book, settledUntil: facts.today, fair: await fairPartsOf(platform, book) })
    const { result, dropped } = await search(platform, run, asked)
    await finish(platform, run, schedule, rows, asked, outcomeOf(asked, result, dropped))
  } catch (error) {
    if (error instanceof Superseded) return
    const sentence =
      error instanceof AppError
        ? error.message
        : 'The solver failed on this schedule, which is a fault of Gradus. The schedule is unchanged, and the fault is in the log.'
    if (!(error instanceof AppError)) platform.log.error({ err: error, runId: run.id }, 'solver run failed')
    await fail(platform, run, scheduleId, sentence)
  }
}

async function search(
  platform: Platform,
  run: AnyRun,
  { problem, solution }: CallProblem,
): Promise<{ result: ShiftResult; dropped: boolean }> {
  let latest: SolveProgressView | null = null
  const thread = runShiftThread(problem, {
    seed: run.seed,
    maxMilliseconds: run.seconds * 1000,
    start: solution,
    onProgress(progress) {
      latest = progressView(progress)
    },
  })
  const heartbeat = heartbeatOf(platform, run, () => latest, thread.stop)
  try {
    const result = await thread.promise
    const { dropped } = await heartbeat.end()
    return { result, dropped }
  } finally {
    heartbeat.cancel()
    thread.stop()
  }
}

const progressView = ({ elapsedMilliseconds, iterations, objective, tiers }: ShiftProgress): SolveProgressView => ({
  elapsedSeconds: (elapsedMilliseconds ?? 0) / 1000,
  iterations,
  hard: objective === null ? 1 : 0,
  soft: tiers ?? [],
  hurting: [],
})

interface Outcome {
  readonly result: ShiftResult
  readonly store: boolean
  readonly reasons: readonly string[]
  readonly sentence: string
}

const reasonsTold = 12

/** What is told: each tier with its number, and what still costs; never more than the independent checker has confirmed. */
function outcomeOf({ problem, inDates }: CallProblem, result: ShiftResult, dropped: boolean): Outcome {
  if (dropped) return { result, store: false, reasons: [], sentence: 'Stopped. The schedule is unchanged.' }
  const checked = checkShiftSchedule(problem, result.solution)
  if (result.status === 'infeasible')
    return {
      result,
      store: false,
      reasons: result.reasons.map(inDates),
      sentence: 'No schedule can keep every rule. Nothing was changed; the reasons say what would have to give.',
    }
  if (!checked.feasible) {
    const broken = checked.violations
    return {
      result,
      store: false,
      reasons: broken.slice(0, reasonsTold).map(inDates),
      sentence: `No schedule that keeps every rule was found in the time: the best one breaks ${plural(broken.length, 'rule')}. Nothing was changed. Give it more time, or loosen what the reasons name.`,
    }
  }
  return {
    result,
    store: true,
    reasons: dearest(checked).map(inDates),
    sentence: `${open(checked)} ${tierWords(checked)}${result.status === 'optimal' ? ' No schedule can be better.' : ''}`,
  }
}

/** The dearest of each tier, the most important tier first. */
const dearest = ({ costs }: ShiftCheck): string[] =>
  callTiers.flatMap((name, tier) =>
    costs
      .filter((cost) => cost.tier === tier && cost.points > 0)
      .slice(0, 4)
      .map(({ sentence }) => `${name}: ${sentence}`),
  )

function open({ tiers }: ShiftCheck): string {
  const missing = tiers[0] ?? 0
  return missing === 0
    ? 'Every shift is filled and every rule is kept.'
    : `Every rule is kept; ${plural(missing, 'place')} on shifts ${missing === 1 ? 'stays' : 'stay'} open.`
}

const tierWords = ({ tiers }: ShiftCheck): string =>
  `${callTiers.map((name, tier) => `${name} ${tiers[tier] ?? 0}`).join(', ')} (0 is perfect; each outweighs all after it).`

const solverOf = (run: AnyRun): Who => ({
  institutionId: run.institutionId,
  personId: run.requestedBy,
  name: 'Solver',
  requestId: `solve ${run.id}`,
})

const editedMeanwhile =
  'Somebody changed the schedule while the solver was at work. Their changes stay, and its result was not stored; start it again.'

/** Stores the result as the draft's calls, unless somebody changed the draft meanwhile: then the draft is theirs. */
async function finish(
  platform: Platform,
  run: AnyRun,
  schedule: Schedule,
  rows: readonly Assignment[],
  asked: CallProblem,
  { result, store, reasons, sentence }: Outcome,
): Promise<void> {
  const who = solverOf(run)
  const change = store ? changeTo(schedule, rows, asked, result) : null
  await write(platform, who, async (tx) => {
    let stored = false
    if (change !== null) {
      const now = await scheduleOrThrow(tx, run.institutionId, schedule.id)
      if (now.version === run.scenarioVersion && now.state === 'draft') {
        await changeCallRecord(tx, who, {
          now: platform.now(),
          cause: 'solve',
          reason: sentence,
          parts: [{ scheduleId: schedule.id, expectedVersion: run.scenarioVersion, ...change }],
        })
        stored = true
      }
    }
    const ended = await endRun(tx, run, {
      state: 'finished',
      outcome: result.status,
      finishedAt: platform.now(),
      bound: null,
      reasons: [...reasons],
      ways: [],
      sentence: change === null || stored ? sentence : editedMeanwhile,
    })
    if (!ended) throw new Superseded()
    tx.record({
      action: 'solve.finish',
      entity: 'call-schedule',
      entityId: schedule.id,
      before: { version: run.scenarioVersion },
      after: {
        runId: run.id,
        outcome: result.status,
        stored,
        seed: run.seed,
        iterations: result.iterations,
        tiers: result.tiers,
      },
    })
  })
}

/** What the schedule's rows must become: whatever stays keeps its row. */
function changeTo(
  schedule: Schedule,
  rows: readonly Assignment[],
  { shiftsOf, firstDay, days }: CallProblem,
  { solution }: ShiftResult,
): { remove: string[]; add: NewCall[] } {
  const own = new Set(schedule.poolIds)
  const wanted = new Map<string, NewCall>()
  for (const [personId, line] of Object.entries(solution.lines))
    for (const [at, key] of line.slice(0, days).entries()) {
      const onDay = isoOf(firstDay + at)
      for (const { id: shiftId, poolId } of key === null ? [] : (shiftsOf.get(key) ?? []))
        if (own.has(poolId)) wanted.set(`${onDay} ${shiftId} ${personId}`, { poolId, shiftId, onDay, personId })
    }
  const kept = new Set<string>()
  const remove: string[] = []
  for (const { id, onDay, shiftId, personId } of rows) {
    const place = `${onDay} ${shiftId} ${personId}`
    if (wanted.has(place) && !kept.has(place)) kept.add(place)
    else remove.push(id)
  }
  return { remove, add: [...wanted].flatMap(([place, call]) => (kept.has(place) ? [] : [call])) }
}

async function fail(platform: Platform, run: AnyRun, scheduleId: string, sentence: string): Promise<void> {
  await write(platform, solverOf(run), async (tx) => {
    await endRun(tx, run, { state: 'failed', finishedAt: platform.now(), sentence })
    tx.record({
      action: 'solve.fail',
      entity: 'call-schedule',
      entityId: scheduleId,
      after: { runId: run.id, sentence },
    })
  })
}
