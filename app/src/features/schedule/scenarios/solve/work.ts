import { setImmediate as nextTurn } from 'node:timers/promises'
import { applyRelaxation, check, type Conflict, type Relaxation, type SolveResult } from '@gradus/solver'
import { AppError } from '../../../../contract/app-error.ts'
import { plural } from '@gradus/rules'
import { write, type Who } from '../../../../platform/audit/write.ts'
import type { Platform } from '../../../../platform/platform.ts'
import type { Row } from '../../edits.ts'
import type { YearFacts } from '../../facts/year-facts.ts'
import { replaceDraftRows } from '../draft-rows.ts'
import { wishesForSolver } from '../preferences/for-solver.ts'
import { relaxationsOf } from '../relax/store.ts'
import { scenarioFacts, scenarioOrThrow } from '../service.ts'
import { advanceScenario, type AnyRun, endRun, preferencesOf, type Scenario, type SolveRun } from '../store.ts'
import { draftedRows } from './drafted.ts'
import type { Plan } from './plan.ts'
import { isWhollyOpen, stayingAround } from './part.ts'
import { planOfYear } from './plan-year.ts'
import { type PlannedProblem, problemOf } from './problem.ts'
import { search, type Searched } from './search.ts'
import { forgiving, solutionOf } from './standing.ts'

/** Solves a claimed run and stores what came of it. May be done again from the start if this process dies. */
export async function workOn(platform: Platform, claimed: AnyRun): Promise<void> {
  const run: SolveRun = { ...claimed, scenarioId: claimed.scenarioId ?? '' }
  const db = platform.database.drizzle
  try {
    const scenario = await scenarioOrThrow(db, run.institutionId, run.scenarioId)
    const facts = await scenarioFacts(db, scenario, platform.now())
    const people = [...new Set(facts.seats.map(({ personId }) => personId))]
    const wishes = await preferencesOf(db, run.institutionId, people, scenario.startYear)
    const part = run.part
    const plan = planOfYear(
      facts,
      wishesForSolver(wishes, facts.seats),
      part === null ? undefined : stayingAround(part, facts.year),
    )
    const whole = await problemOf(plan, nextTurn)
    const relaxations = await relaxationsOf(db, run.institutionId, run.scenarioId)
    const asked = relaxations.reduce((problem, { relaxation }) => applyRelaxation(problem, relaxation), whole.problem)
    // A part is improved from where the draft stands, and what the rest breaks already is no reason to refuse it.
    const current = part === null ? null : solutionOf({ ...whole, problem: asked }, facts)
    const planned: PlannedProblem =
      part === null || current === null
        ? { ...whole, problem: asked }
        : {
            ...whole,
            problem: forgiving(asked, current, (personId) => isWhollyOpen(part, personId, facts.year)),
            notes: [],
          }
    const searched = await search(platform, run, planned.problem, current)
    await finish(platform, run, scenario, facts, outcomeOf(plan, planned, searched))
  } catch (error) {
    if (error instanceof Superseded) return
    const sentence =
      error instanceof AppError
        ? error.message
        : 'The solver failed on this draft, which is a fault of Gradus. The draft is unchanged, and the fault is in the log.'
    if (!(error instanceof AppError)) platform.log.error({ err: error, runId: run.id }, 'solver run failed')
    await fail(platform, run, sentence).catch((failure: unknown) => {
      if (!(failure instanceof Superseded)) throw failure
    })
  }
}

interface Outcome {
  readonly result: SolveResult
  /** What the draft should hold; null leaves it as it is. */
  readonly rows: readonly Row[] | null
  readonly reasons: readonly string[]
  readonly ways: readonly string[]
  /** The ways that the draft itself can take. */
  readonly remedies: readonly Relaxation[]
  readonly sentence: string
}

const notesTold = 3

function outcomeOf(plan: Plan, planned: PlannedProblem, { result, solved, explanation, dropped }: Searched): Outcome {
  const { status, solution, score } = result
  const conflicts = explanation?.conflicts ?? []
  const reasons = (conflicts.length > 0 ? conflicts : result.reasons).map(({ sentence }) => sentence)
  const { ways, remedies } = waysOut(conflicts, plan, planned)
  const notes = planned.notes
    .slice(0, notesTold)
    .map((note) => ` ${note}`)
    .join('')
  if (status === 'infeasible')
    return {
      result,
      rows: null,
      reasons,
      ways,
      remedies,
      sentence: 'No schedule can meet every rule. The draft is unchanged; the reasons say what would have to give.',
    }
  if (dropped || solution === null)
    return { result, rows: null, reasons: [], ways: [], remedies: [], sentence: 'Stopped. The draft is unchanged.' }
  const checked = check(solved, solution)
  if (status !== 'stopped' && !checked.feasible)
    throw new Error(`The checker refuses what the solver called ${status}: ${checked.costs[0]?.sentence ?? ''}`)
  const rows = draftedRows(plan, planned, solution)
  const people = plural(planned.problem.people.length, 'trainee')
  if (status === 'stopped') {
    const broken = checked.costs.filter(({ tier }) => tier === null).length
    return {
      result,
      rows,
      reasons,
      ways,
      remedies,
      sentence: `The best schedule so far for ${people} still breaks ${plural(broken, 'rule')}. It is in the draft; give the solver more time, or free what conflicts.${notes}`,
    }
  }
  const points = (score?.tiers ?? []).join(' / ')
  return {
    result,
    rows,
    reasons,
    ways: [],
    remedies: [],
    sentence:
      status === 'optimal'
        ? `Every rule is met for ${people}, and no schedule can be better.${notes}`
        : `Every rule is met for ${people}. What is left to improve: ${points} points, by importance.${notes}`,
  }
}

const waysTold = 6

/** Changes that let the whole schedule exist, before those that end one conflict only. */
function waysOut(
  conflicts: readonly Conflict[],
  plan: Plan,
  planned: PlannedProblem,
): { readonly ways: string[]; readonly remedies: Relaxation[] } {
  const all = conflicts.flatMap(({ relaxations }) => relaxations)
  const whole = all.filter(({ restores }) => restores === 'problem')
  const told = (whole.length > 0 ? whole : all).toSorted((a, b) => a.days - b.days)
  const once = [...new Map(told.map((way) => [way.sentence, way])).values()].slice(0, waysTold)
  return {
    ways: once.map(({ sentence }) => sentence),
    remedies: once.flatMap((way) => remedyOf(way, plan, planned) ?? []),
  }
}

/** A way that the draft can take by itself; leave is moved with the person concerned, and what has begun stays. */
function remedyOf(way: Relaxation, plan: Plan, { timelines }: PlannedProblem): Relaxation | null {
  const { rule } = way
  if (rule.kind === 'leave') return null
  if (rule.kind !== 'pin') return way
  const fixed = timelines.get(rule.personId)?.slots[rule.slot]?.fixed
  return fixed?.pinned && fixed.startOn > plan.today ? { ...way, startOn: fixed.startOn, endOn: fixed.endOn } : null
}

/** Stands for "no person" where the command line asks. */
export const nobody = '00000000-0000-0000-0000-000000000000'

const solverOf = (run: SolveRun): Who => ({
  institutionId: run.institutionId,
  personId: run.requestedBy === nobody ? null : run.requestedBy,
  name: 'Solver',
  requestId: `solve ${run.id}`,
})

/** Stores the result as the draft's assignments, unless somebody changed the draft meanwhile: then the draft is theirs. */
async function finish(
  platform: Platform,
  run: SolveRun,
  scenario: Scenario,
  facts: YearFacts,
  { result, rows, reasons, ways, remedies, sentence }: Outcome,
): Promise<void> {
  const { institutionId } = run
  const mine = new Set(facts.programs.map(({ id }) => id))
  await write(platform, solverOf(run), async (tx) => {
    const stored = rows !== null && (await advanceScenario(tx, scenario, run.scenarioVersion))
    if (stored)
      await replaceDraftRows(
        tx,
        { institutionId, scenarioId: scenario.id },
        facts.seats,
        facts.placements.filter(({ programId }) => mine.has(programId)),
        rows,
      )
    const ended = await endRun(tx, run, {
      state: 'finished',
      outcome: result.status,
      finishedAt: platform.now(),
      bound: result.bound.tiers,
      reasons: [...reasons],
      ways: [...ways],
      remedies: [...remedies],
      sentence: rows === null || stored ? sentence : editedMeanwhile,
    })
    if (!ended) throw new Superseded()
    tx.record({
      action: 'solve.finish',
      entity: 'scenario',
      entityId: scenario.id,
      before: { version: run.scenarioVersion },
      after: {
        runId: run.id,
        outcome: result.status,
        stored,
        seed: run.seed,
        iterations: result.iterations,
        score: result.score,
        assignments: stored ? rows.length : 0,
      },
    })
  })
}

const editedMeanwhile =
  'Somebody changed the draft while the solver was at work. Their changes stay, and its result was not stored; start it again.'

/** Another worker took the run over, so what this one found is rolled back. */
class Superseded extends Error {}

async function fail(platform: Platform, run: SolveRun, sentence: string): Promise<void> {
  await write(platform, solverOf(run), async (tx) => {
    if (!(await endRun(tx, run, { state: 'failed', finishedAt: platform.now(), sentence }))) throw new Superseded()
    tx.record({
      action: 'solve.fail',
      entity: 'scenario',
      entityId: run.scenarioId,
      after: { runId: run.id, sentence },
    })
  })
}
